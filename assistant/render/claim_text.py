"""A checked claim as plain text: each assertion with its verdict, stated beside published, and the release."""

from __future__ import annotations

import re
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

ENDS = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"‘'(])|\n\s*")
LONGEST = 400  # characters of a sentence that is shown with its figure


def checked_text(checked: Checked) -> str:
    """One block an assertion."""
    if not checked.assertions:
        return "\n\n".join(["Nothing in this text can be checked against the tables held.", *_others(checked)])
    blocks = [_assertion(a, checked.claim) for a in checked.assertions]
    return "\n\n".join([*blocks, *_others(checked)])


def beside(a: Assertion, claim: str) -> str:
    """ "Stated 40%, published 41.4%."; empty of a change, whose direction two numbers do not tell."""
    asked = a.answer.selection if a.answer is not None else None
    if a.stated is None or a.published is None or (asked is not None and asked.minus is not None):
        return ""
    percent = claim[slice(*a.span)].endswith("%") or _share(a)
    sign = "%" if percent else ""
    return f"Stated {count(a.stated)}{sign}, published {count(a.published)}{sign}."


def _share(a: Assertion) -> bool:
    """Is the figure beside it a share, whatever the text calls it?"""
    part = a.answer
    share = part is not None and part.unit == "percent" and isinstance(part.value, (int, float))
    return bool(share and part and abs(float(part.value or 0) - float(a.published or 0)) < 1)


def sentence(claim: str, a: Assertion) -> str:
    """The sentence of the text that a figure stands in, so that "12,500" says of what; empty where it is all of it."""
    start, end = a.span
    ends = [0, *(found.end() for found in ENDS.finditer(claim)), len(claim)]
    whole = claim[max(n for n in ends if n <= start) : min(n for n in ends if n >= end)].strip()
    return whole if whole != a.text.strip() and len(whole) <= LONGEST else ""


def _others(checked: Checked) -> list[str]:
    """The other numbers of the text, by the reason why they are no claims; dates need none."""
    reasons: dict[str, list[str]] = {}
    for number in checked.not_claims:
        if number.reason != DATE:
            reasons.setdefault(number.reason, []).append(number.text)
    lines = [f"{', '.join(numbers)}: {reason}." for reason, numbers in reasons.items()]
    return ["\n".join(["Not checked:", *lines])] if lines else []


def _assertion(a: Assertion, claim: str) -> str:
    lines = [f"{VERDICTS[a.verdict]}: “{a.text}”"]
    if figures := beside(a, claim):
        lines.append(figures)
    lines.append(a.explanation)
    if a.release:
        lines.append(f"Release: {a.release}.")
    if a.answer:
        lines += [f"[note {i}] {c.text}" for i, c in enumerate(a.answer.caveats, 1)]
    return "\n".join(textwrap.fill(line, 80, subsequent_indent="  ") for line in lines)
