"""A checked claim as plain text: each assertion with its verdict, stated beside published, and the release."""

from __future__ import annotations

import textwrap

from assistant.answer.numbers import count
from assistant.claims.model import Assertion, Checked
from assistant.claims.numbers import DATE

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
        return "\n\n".join(["Nothing in this text can be checked against the tables held.", *_others(checked)])
    blocks = [_assertion(a) for a in checked.assertions]
    return "\n\n".join([*blocks, *_others(checked)])


def _others(checked: Checked) -> list[str]:
    """The other numbers of the text, by the reason why they are no claims; dates need none."""
    reasons: dict[str, list[str]] = {}
    for number in checked.not_claims:
        if number.reason != DATE:
            reasons.setdefault(number.reason, []).append(number.text)
    lines = [f"{', '.join(numbers)}: {reason}." for reason, numbers in reasons.items()]
    return ["\n".join(["Not checked:", *lines])] if lines else []


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
