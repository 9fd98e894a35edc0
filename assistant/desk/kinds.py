"""What a sentence of an email does: it asks, it limits what is asked, or it does neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.claims.stated import find
from assistant.desk.sense import Said, Sense
from assistant.desk.sentences import Language

FEWEST = 100  # a number that is worth a question


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: with ``more`` of a list to come, ``listed`` itself, after a question has ``begun`` in its
    paragraph, ``alone`` where no question comes after it there; ``asked`` where anything was asked before, ``later`` where a later line asks a question."""

    more: bool
    listed: bool
    begun: bool
    alone: bool
    asked: bool
    later: bool = False


class Kinds:
    """Tells sentences apart by the words of the settings; ``person`` where the message names a person or a case."""

    def __init__(self, sense: Sense, language: Language, person: bool) -> None:
        self.sense = sense
        self.language = language
        self.words = language.words
        self.person = person

    def kind(self, text: str, said: Said, place: Place, ahead: list[str]) -> str:
        """ "asks", "scope", "aside", or "hints": of what asks only where nothing else does; ``ahead`` are those after it."""
        counts, direct = self.language.counts(text), self.language.asks_directly(text)
        question = text.rstrip('"”’)').endswith("?")
        requests = self.words["requests"].found(text)
        own = said.kinds - {"period", "quarter of", "grain"}
        lead_in = text.endswith(":") and place.more and said.limits
        if self.words["formalities"].found(text) and not (own and (counts or question)) and not lead_in:
            return "aside"
        if self._introduces(text, place) and not (question or direct):
            return "aside"
        if not (question or direct) and (self._tells(text, said, ahead) or self._asked_before(text, ahead)):
            return "aside"
        if self.leaves_out(text, said) and not (question or direct):
            return "scope"
        if place.asked and self.words["leaning"].found(text) and (counts or requests):
            return "asks"
        if self.words["below"].found(text) and self.words["pointed"].found(text) and not said.names:
            return "aside" if place.more else "asks"  # a list of this message, or what is forwarded under it
        if place.begun and own and not (said.counts or question or direct) and self.words["narrows"].found(text):
            return "scope"
        if self.of_person(text) and (question or direct or requests):
            return "asks"
        if self.language.repeats(text) and said.kinds:
            return "asks"
        if text.endswith(":") and (place.more or ahead):
            return "scope"
        if question or (place.listed and place.alone):
            helps = requests and not (direct or counts or said.kinds or self.words["confirms"].found(text))
            return "aside" if helps and not place.listed else "asks"
        if (
            place.asked
            and not (place.listed or place.more or said.counts or direct)
            and said.limits
            and self.words["strictly"].found(text)
        ):
            return "scope"  # under a list: "We only need children, and only 2023."
        asked_later = place.more or any(one.endswith("?") or self.language.asks_directly(one) for one in ahead)
        told = not (counts or direct or said.asked)
        if asked_later and said.limits and told and self.words["narrows"].found(text):
            return "scope"  # "I am interested in potential victims from Vietnam."
        if said.names and (counts or direct or requests) and (said.counts or direct or not asked_later):
            weak = said.unknown and not (counts or direct or said.counts or self.words["addressed"].found(text))
            return "hints" if weak else "asks"
        if self.language.direct.match(text) and (said.kinds or said.vague):
            return "asks"
        if said.limits and not (said.counts and not requests) and self._narrows(text, requests, place.asked):
            return "scope"
        if (said.topics or said.unknown) and self.words["strictly"].found(text):
            return "scope"
        return "aside"

    def _introduces(self, text: str, place: Place) -> bool:
        """Does a sentence only say whom it is about, who writes, or what the letter is?"""
        if place.listed:
            return False
        asked = self.words["requests"].pattern.search(text)
        rest = self.sense.said(text[asked.end() :]) if asked else Said()
        if self.words["pronouns"].found(text) and any(one in text for one in self.words.private.values()):
            return asked is None
        if self.words["heads"].opening.match(text) and place.more and text[-1] not in ".:;":
            return True
        writes = self.words["writers"].opening.match(text) and not self.words["narrows"].found(text)
        return bool(writes) and not (rest.names or rest.limits)

    def _narrows(self, text: str, requests: bool, asked: bool) -> bool:
        opens = self.language.preposition.match(text) or self.words["stands"].opening.match(text)
        adds = asked and self.words["also"].opening.match(text) is not None
        return bool(opens) or requests or adds or self.words["narrows"].found(text)

    def _tells(self, text: str, said: Said, ahead: list[str]) -> bool:
        """ "You told me there were 4,609 in 2022.", before a question about it."""
        asked = any(one.endswith("?") or self.language.asks_directly(one) for one in ahead)
        stated = [one for one in find(text) if one.kind == "count" and one.value >= FEWEST]
        return bool(asked and stated) and said.names and not self.words["called_for"].found(text)

    def _asked_before(self, text: str, ahead: list[str]) -> bool:
        """ "I asked for conclusive grounds decisions.", before a question: what was asked is not asked again."""
        rest = self.words["asked_before"].pattern.sub(" ", text)
        return rest != text and not self.words["requests"].found(rest) and any(one.endswith("?") for one in ahead)

    def leaves_out(self, text: str, said: Said) -> bool:
        """ "Figures should exclude UK nationals."."""
        return (
            bool(said.kinds - {"period", "count", "grain"}) and not said.counts and self.words["leaves_out"].found(text)
        )

    def of_person(self, text: str) -> bool:
        """Does a sentence ask about one person's case?"""
        if self.person and "?" in text and not self.language.counts(text) and self.words["pronouns"].found(text):
            return True  # "When will she hear?"
        if not self.words["fate"].found(text) or re.search(r"\bhow many\b", text, re.IGNORECASE):
            return False
        name = any(self.words.private[kind] in text for kind in ("name", "number")) and not self.language.counts(text)
        found = [match.group() for match in self.words["persons"].pattern.finditer(text)]
        return name or (self.person and bool(found)) or any(" " in one for one in found)
