"""A checked claim as plain text: each assertion with its verdict, stated beside published, and the release."""

from __future__ import annotations

import textwrap

from assistant.answer.numbers import count
from assistant.claims.model import Assertion, Checked

VERDICTS = {
    "supported": "Supported",
    "supported_at_release": "Supported at an earlier release, since revised",
    "needs_context": "Needs context",
    "not_supported": "Not supported",
    "cannot_check": "Cannot be checked",
}


def checked_text(checked: Checked) -> str:
    """One block an assertion."""
    if not checked.assertions:
        return "Nothing in this text can be checked against the tables held."
    return "\n\n".join(_assertion(a) for a in checked.assertions)


def _assertion(a: Assertion) -> str:
    lines = [f"{VERDICTS[a.verdict]}: “{a.text}”"]
    if a.stated is not None and a.published is not None:
        lines.append(f"Stated {count(a.stated)}; published {count(a.published)}.")
    lines.append(a.explanation)
    if a.release:
        lines.append(f"Release: {a.release}.")
    if a.answer:
        lines += [f"[note {i}] {c.text}" for i, c in enumerate(a.answer.caveats, 1)]
    return "\n".join(textwrap.fill(line, 80, subsequent_indent="  ") for line in lines)
