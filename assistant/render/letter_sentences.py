"""Sentences of a letter: a question said again, what an answer says of it, and nothing in full twice."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from assistant.answer.model import Part
from assistant.answer.numbers import listed
from assistant.answer.phrases import upper_first
from assistant.desk.draft import Draft
from assistant.desk.tables import how
from assistant.english.lexicon import lexicon_words
from assistant.english.phrases import either

PAGE = re.compile(r"(?::|,| at)? *(?P<open>\()?(?P<page>https?://[^\s)]+[^\s).,;])(?(open)\))")
LEADS = tuple(f" {word}" for word in lexicon_words("BE", "opening"))  # to what follows them
BRIEF = 110  # characters of a question said again
WHOLE = 240  # of one that has no figure
OPENS = re.compile(rf"^(?:(?:{either('begins', 'on')}),? ){{1,3}}", re.IGNORECASE)


def brief(question: str, most: int = BRIEF) -> str:
    """A question said again, no longer than a line or two."""
    said = upper_first(OPENS.sub("", _tidied(question)))
    return said if len(said) <= most else f"{said[:most].rsplit(' ', 1)[0]} …"


def _tidied(question: str) -> str:
    """The question without what the cut from its sentence has left: "in 2023 , how many ;"."""
    said = re.sub(r"\s+(?=[,.;:?!)])|(?<=\() ", "", " ".join(question.split()))
    said = re.sub(r"[\s,;:]+(?=[.?]?$)", "", said)
    return f"{said})" if said.count("(") > said.count(")") else said


def sentence_of(part: Part, draft: Draft) -> str:
    """The headline for a reader of the letter: nobody is sent to the mailbox that they wrote to, or told what "I"
    know.
    """
    unknown = part.words.not_understood
    if part.status == "not_published" and unknown and part.headline.startswith(("“", draft.letter.removed)):
        near = draft.letter.nearest_told.format(reading=part.reading.split(". ")[0].rstrip("."))
        return f"{draft.letter.not_as_asked} {near if part.selection else ''}".strip()
    return uncontacted(part.headline, draft)


def uncontacted(text: str, draft: Draft) -> str:
    """The text without whom to ask, which is whoever reads the letter's answer, and without other publishers' pages."""

    def own(found: re.Match[str]) -> str:
        return found.group() if urlsplit(found["page"]).hostname in draft.imprint.hosts else ""

    text = PAGE.sub(own, text)
    for contact in draft.imprint.contacts:
        text = " ".join(s for s in re.split(r"(?<=[.?!]) ", text) if contact not in s)
    return text.strip()


def once(text: str, said: set[str], draft: Draft) -> str:
    """The text without what the letter has said in full before: its pages, and the words that are understood then."""

    def first(found: re.Match[str]) -> str:
        known = found["page"] in said
        said.add(found["page"])
        leads = found.string[: found.start()].endswith(LEADS)  # "later ones are at …" says nothing without it
        return "" if known and not leads else found.group()

    text = PAGE.sub(first, text)
    for phrase in draft.letter.understood:
        if phrase in said:
            text = text.replace(phrase, "")
        elif phrase in text:
            said.add(phrase)
    return text


def _first_step(way: str, draft: Draft) -> str:
    """How a figure came about, without the breakdowns that were added up besides."""
    for besides in draft.letter.besides:
        way = way.partition(besides)[0] or way
    return way


def calculated(parts: list[Part], labels: tuple[str, ...], said: set[str], draft: Draft) -> str:
    """Which figures are calculated, and how."""
    made: dict[str, list[str]] = {}
    for part, label in zip(parts, labels, strict=True):
        if way := _first_step(how(part), draft):
            made.setdefault(way, []).append(label)
    if not made:
        return ""
    way = next(iter(made))
    if len(parts) == 1 or (len(made) == 1 and len(made[way]) == len(parts)):
        text = " (Calculated likewise.)" if way in said else f" (Calculated: {way}.)"
        said.add(way)
        return text
    names = [label for label, part in zip(labels, parts, strict=True) if label and how(part)]
    if not names or len(names) == len(parts):
        some = "" if names else "Some of these are calculated"
        return f" ({some or 'Calculated'} from published figures.)"
    return f" ({listed(names)} {'are' if len(names) > 1 else 'is'} calculated from published figures.)"
