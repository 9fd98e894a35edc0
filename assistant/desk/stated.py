"""A figure that the sender quotes and wants confirmed, set beside what is published as a claim is."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.model import Part
from assistant.claims.check import Checker
from assistant.claims.model import Assertion
from assistant.claims.stated import find, states_figures
from assistant.desk.sentences import IS_IT_SO
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


# The same of what is no count: a share, a record, a direction.
SAID = {
    "supported": "“{stated}” agrees with what is published.",
    "supported_at_release": "“{stated}” agreed with what was published, which has been revised since.",
    "needs_context": "“{stated}” needs to be read with care.",
    "not_supported": "“{stated}” does not agree with what is published.",
}
QUOTED = re.compile(r"[“\"]([^”\"]{12,})[”\"]")


def confirmed(assistant: Assistant, text: str, before: Query | None, context: str = "") -> tuple[Part, ...]:
    """Answers that say whether the figures quoted are published; none where none is quoted, or they cannot be held
    against the tables. Without a word for what is counted, it is what was asked about before. ``context`` is the
    sentence before, for "is that right?"."""
    bare = _quoted(text) if CONFIRM.search(text) else ""
    if not bare and CONFIRM.search(text) and IS_IT_SO.match(text):
        bare = _quoted(context)
    if not bare:
        return ()
    counted = [before.measure] if before else []
    counted += [name for name in [assistant.lookup.publication.default_measure] if name and name not in counted]
    figure = next((s.start for s in find(bare) if s.kind == "count"), 0)
    claims = [
        bare,
        *(f"{said} {assistant.lookup.measures[name].label}" for name in counted for said in (bare, bare[figure:])),
    ]
    checker = Checker(assistant)
    read = [
        [one for one in checker.check(claim).assertions if one.answer and one.verdict in VERDICTS] for claim in claims
    ]
    order = list(VERDICTS)
    held = sorted((found for found in read if found), key=lambda found: max(order.index(one.verdict) for one in found))
    return tuple(_part(one, text) for one in held[0]) if held else ()  # what it is, before what it is not


def _quoted(text: str) -> str:
    """The passage that states figures: what stands in quotation marks, or the sentence without what only asks for it."""
    found = [passage for passage in QUOTED.findall(text) if states_figures(passage)]
    bare = re.sub(r"\s+", " ", found[0] if found else AROUND.sub(" ", text)).strip(" ,.?!")
    return bare if states_figures(bare) else ""


def _part(one: Assertion, text: str) -> Part:
    assert one.answer is not None
    count = isinstance(one.stated, int) and "%" not in one.text
    said = (
        VERDICTS[one.verdict].format(stated=f"{one.stated:,}") if count else SAID[one.verdict].format(stated=one.text)
    )
    return replace(one.answer, question=text, headline=f"{said} {one.explanation}")
