"""A figure that the sender quotes and wants confirmed, set beside what is published as a claim is."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.model import Part
from assistant.claims.check import Checker
from assistant.claims.stated import states_figures
from assistant.query import Query
from assistant.service import Assistant

CONFIRM = re.compile(r"\b(?:confirm|verify|check|correct|right|true|accurate|wrong|still stands?)\b", re.IGNORECASE)
# What only asks for it, and who printed it: "can you confirm whether the figure … which the BBC quoted … is still correct".
AROUND = re.compile(
    r"^(?:(?!\d).)*?\b(?:confirm|verify|check|tell (?:me|us)|is it (?:true|right|correct|the case))\b(?: (?:to me|for me|please))?(?: (?:whether|if|that))?,? |"
    r",? ?\b(?:is|are|was|were) (?:it |this |that )?(?:still |indeed )?(?:correct|right|true|accurate|the case|wrong)\b|"
    r",? ?\b(?:which|that) (?:the )?(?:\w+(?: \w+){0,3}) (?:has |have )?(?:quoted|reported|used|published|cited|gave|printed|mentioned)\b|"
    r",? ?\b(?:quoted|reported|used|cited|given|printed|mentioned) (?:by|in|on) (?:the )?(?:[A-Z]\w+ ?)+",
    re.IGNORECASE,
)
VERDICTS = {
    "supported": "{stated} is what is published.",
    "supported_at_release": "{stated} was published, and has been revised since.",
    "needs_context": "{stated} needs to be read with care.",
    "not_supported": "{stated} is not the published figure.",
}


def confirmed(assistant: Assistant, text: str, before: Query | None) -> Part | None:
    """The answer that says whether the figure quoted is published; None where none is quoted, or it cannot be held
    against the tables. Without a word for what is counted, it is what was asked about before."""
    bare = re.sub(r"\s+", " ", AROUND.sub(" ", text)).strip(" ,.?!")
    if not (CONFIRM.search(text) and states_figures(bare)):
        return None
    counted = [before.measure] if before else []
    counted += [name for name in [assistant.lookup.publication.default_measure] if name and name not in counted]
    claims = [bare, *(f"{bare} {assistant.lookup.measures[name].label}" for name in counted)]
    checker = Checker(assistant)
    found = [
        one for claim in claims for one in checker.check(claim).assertions if one.answer and one.verdict in VERDICTS
    ]
    found.sort(key=lambda one: list(VERDICTS).index(one.verdict))  # what it is, before what it is not
    if not found or found[0].answer is None or found[0].stated is None:
        return None
    said = VERDICTS[found[0].verdict].format(stated=f"{found[0].stated:,}")
    return replace(found[0].answer, question=text, headline=f"{said} {found[0].explanation}")
