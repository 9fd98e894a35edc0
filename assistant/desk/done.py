"""What was done and to whom, where a paragraph has said it before: "of those referred in 2023", "the number made by Kent"."""

from __future__ import annotations

import re


def of_those_before(found: re.Match[str]) -> str:
    """ "Of those in 2023" of "of those referred in 2023", in a paragraph that has said before who were referred."""
    before = found.string[: found.start()]
    same = re.search(rf"\b{found['done']}\b", before, re.IGNORECASE)
    return found["those"] if same else found.group()


def number_before(found: re.Match[str], things_done: re.Pattern[str]) -> str:
    """ "Number of referrals made" of "number made", in a paragraph that has said before what was (``things_done``)."""
    before = found.string[: found.start()]
    nouns = [one["noun"] for one in things_done.finditer(before) if one["done"].lower() == found["done"].lower()]
    return f"number of {nouns[-1]} {found['done']}" if nouns else found.group()
