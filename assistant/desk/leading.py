"""What a sentence that asks nothing limits, as its questions need it said; and which items of a list it is not of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.desk.ask import Ask
from assistant.desk.sense import TIMES, Said, Sense
from assistant.desk.sentences import Language
from assistant.desk.settings import Settings
from assistant.desk.wording import closed, time_alone, timed

BRIEF = 3  # words of the head of a list


@dataclass(frozen=True)
class Limit:
    """``text`` is the sentence as it is read, ``said`` what it names, ``bare`` what of it limits, which is ``limits``."""

    text: str
    said: Said
    bare: str
    limits: Said


def limit_of(text: str, leaves_out: bool, below: str, sense: Sense, language: Language) -> Limit:
    """What a sentence limits; ``below`` is the line under it, which may be the first of a list that it leads in."""
    if (topic := language.help_with(text)) and sense.said(topic).kinds == {"count"}:
        return Limit(topic, sense.said(topic), topic, sense.said(topic))  # "I need some help with Duty to Notify."
    counted = _leads_list(text, sense, language)
    if text.rstrip().endswith(":") and counted and language.patterns["listed_here"].search(text):
        said = sense.said(text)  # "Of the referrals made by the following, how many were for children:"
        return Limit(text, said, text.rstrip(" :"), said)
    if interest := language.interest(text, sense.said):
        text = interest  # "I am a researcher, and am interested in …"
    leads = text.rstrip().endswith(":")
    if leads and (edition := language.patterns["edition"].search(text)):
        text = f"{text[: edition.start()]}{language.words.letter.at_time.format(when=edition['when'])}:"
    said = sense.said(text)
    bare = language.leaving(text, said) if leaves_out else language.limit(text, said)
    bare = timed(language.meant(bare, lambda head: limits_alone(head, bare, sense)), sense, language)
    if leads and sense.said(below).kinds == {"period"}:
        text = f"{language.unlisted(text.rstrip(': '))}:"  # "for the following years:", over a list of those
        bare = language.unlisted(bare)
    limits = sense.said(bare)
    if leads and said.counts and not limits.counts:
        named = not (said.unknown or said.topics or language.words["first_person"].opening.match(text))
        first = bare  # "for 2022" of "For 2022, please provide the number of referrals made by:"
        bare = language.counted(text) or (text.rstrip(" :.") if named else bare)  # "Duty to Notify reports in 2022:"
        if limits.limits and not (limits.kinds <= sense.said(bare).kinds or limits.unknown):
            bare = f"{first}, {bare}"
        limits = sense.said(bare)
    return Limit(text, said, bare, limits)


def of_those_led(text: str, scopes: tuple[str, ...], sense: Sense, language: Language) -> tuple[str, tuple[str, ...]]:
    """An item that names what those of its lead-in have had ("a positive decision", under "of those, how many received"),
    in one with that, and the other scopes; so one that its lead-in says as one of "these"; any other as it is."""
    while len(scopes) > 1 and _only_names(scopes[-1], sense):
        scopes = scopes[:-1]  # "Organisation", over the list of them
    lead = scopes[-1] if scopes else ""
    here = language.patterns["listed_here"].search(lead)
    said = sense.said(text)
    if here and said.withheld and (force := _force(text, here, sense, language)):
        text, said = force, sense.said(force)
    own = said.counts or said.withheld or language.asks_directly(text) or "?" in text
    own = own or language.words["whole"].found(text)  # "the total for all of them", under the list
    if here and _leads_list(lead, sense, language) and not own:
        return f"{lead[: here.start()]}{text.rstrip('.,; ')}{lead[here.end() :]}".rstrip(" :?") + "?", scopes[:-1]
    bare = said.counts and not (language.counts(text) or language.asks_directly(text))
    if not (bare and language.patterns["those"].search(lead) and language.counts(lead)):
        return text, scopes
    joined = f"{lead.rstrip(' :')} {text[:1].lower()}{text[1:]}"
    return language.patterns["number_of_those"].sub("of those, how many ", joined), scopes[:-1]


def _leads_list(text: str, sense: Sense, language: Language) -> bool:
    """ "Referrals in 2023 by the following"; "the following, of females referred" says of what each of them is."""
    by = language.patterns["of_list"].search(text) is not None
    return language.counts(text) or (by and sense.said(text).counts)


def _only_names(scope: str, sense: Sense) -> bool:
    """Does a line say no more than of what kind the items under it are?"""
    said, frame = sense.said(scope), sense.frame(scope, strict=False)
    limits = said.counts or said.unknown or said.topics or "period" in said.kinds or (frame is not None and frame.where)
    return len(said.kinds) == 1 and len(scope.split()) <= BRIEF and not limits


def _force(place: str, here: re.Match[str], sense: Sense, language: Language) -> str:
    """ "Humberside Police" of "Humberside", in a list of police forces; empty where there is none of the name."""
    named = language.words.letter.force_of.format(place=place.rstrip(".,; "))
    said = sense.said(named)
    known = sense.refers(said.kinds) and not (said.withheld or said.unknown)
    return named if language.patterns["of_forces"].search(here.group()) and known else ""


def of_those_again(scope: str, words: Settings) -> str:
    """What a lead-in adds that says again in full whom the question before it was of: that its items are of those."""
    led = words.patterns["of_the_led"].match(scope)
    return words.letter.of_those.format(text=led["asks"]) if led else ""


def limits_alone(head: str, whole: str, sense: Sense) -> bool:
    """Does the ``head`` limit by what is held, of a text that speaks of what is not, too?"""
    said = sense.said(head)
    return said.limits and not (said.topics or said.unknown) and sense.said(whole).topics


def scopes_for(
    text: str, scopes: tuple[str, ...], beside: Sequence[Ask], within: bool, sense: Sense, language: Language
) -> tuple[str, ...]:
    """Those of the scopes said above that a question is under; ``beside`` are the items of its list before it, or of the
    list that it stands under where it is not ``within`` it."""
    said = sense.said(text)
    times = bool(beside) and all(sense.said(one.text).kinds == {"period"} for one in beside)
    others = tuple(one for one in scopes if not sense.said(one).counts)
    if said.counts and language.words["whole"].found(text) and language.patterns["same_times"].search(text):
        own = (
            said.kinds - TIMES - {"count"}
        )  # "the total number of children in those quarters", under some of the children
        scopes = tuple(one for one in scopes if not own & sense.said(one).kinds)
    if not within or (language.words["whole"].found(text) and not said.counts):
        if said.counts and times and language.counts(text):
            return others  # "the number of UK nationals", under the years of which the number of children was asked for
        return tuple((time_alone if said.counts else closed)(one, sense, language) for one in scopes)
    # "… for the following years: 2012, 2017, and the number of referrals the PSNI made in 2023", which says all itself
    whole = said.counts and "period" in said.kinds and language.counts(text)
    return others if whole and times else scopes
