"""What a sentence of an email does: it asks, it limits what is asked, or it does neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claims.stated import find
from assistant.desk.own_case import of_person
from assistant.desk.references import several_named
from assistant.desk.sense import Said, Sense
from assistant.desk.sentences import Language

FEWEST = 100  # a number that is worth a question
TOTALS = ("total_by", "total_all", "totals_each")
SHORT = 6  # words of a sentence that only says whom the next is of


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


@dataclass(frozen=True)
class _Seen:
    """A sentence, what it names, where it stands, those after it; and whether it speaks of numbers, asks in so many words,
    ends as a question, or requests."""

    text: str
    said: Said
    place: Place
    ahead: tuple[str, ...]
    counts: bool
    direct: bool
    question: bool
    requests: bool

    @property
    def asks(self) -> bool:
        return self.question or self.direct

    @property
    def own(self) -> bool:
        """Does it name anything but a time?"""
        return bool(self.said.kinds - {"period", "quarter of", "grain"})


class Kinds:
    """Tells sentences apart by the words of the settings; ``person`` where the message names a person or a case."""

    def __init__(self, sense: Sense, language: Language, person: bool) -> None:
        self.sense = sense
        self.language = language
        self.words = language.words
        self.person = person

    def kind(self, text: str, said: Said, place: Place, ahead: list[str]) -> str:
        """ "asks", "scope", "heading", "aside", or "hints": of what asks only where nothing else does; ``ahead`` are those
        after it."""
        seen = _Seen(
            text, said, place, tuple(ahead), self.language.counts(text), self.language.asks_directly(text),
            text.rstrip('"”’)').endswith("?"), self.requests(text),
        )  # fmt: skip
        return next((found for rule in RULES if (found := rule(self, seen))), "aside")

    def requests(self, text: str) -> bool:
        return self.words["requests"].found(self.language.patterns["wish"].sub(" ", text))

    def _formal(self, at: _Seen) -> str:
        """What any letter says; a line that introduces a list keeps its limit all the same."""
        lead_in = at.text.endswith(":") and at.place.more and at.said.limits
        asks = at.own and (at.counts or at.question)
        return "aside" if self.words["formalities"].found(at.text) and not (asks or lead_in) else ""

    def _if_so(self, at: _Seen) -> str:
        """ "If any has been revised, please say so.", which limits nothing."""
        return "aside" if self.language.patterns["if_so"].match(at.text) and not (at.counts and at.said.counts) else ""

    def _noting(self, at: _Seen) -> str:
        """ "Please note that …", which asks nothing, and limits only where it says so."""
        if not self.words["noting"].opening.match(at.text) or at.question:
            return ""
        return "scope" if at.said.limits and self.words["strictly"].found(at.text) else "aside"

    def _instructing(self, at: _Seen) -> str:
        """ "Please use the age when exploited.": how, and not what; it limits only where it names anything."""
        if at.asks or at.counts or not self.language.patterns["instructs"].match(at.text):
            return ""
        frame = self.sense.frame(at.text, strict=False)
        named = frame is not None and (frame.where or frame.lists)
        return "scope" if named or "period" in at.said.kinds else "aside"

    def _disclaiming(self, at: _Seen) -> str:
        """ "I know of the census, and I'm not asking about that.", "Your table 13 shows referrals by force."; neither limits."""
        of_source = self.language.patterns["of_source"].match(at.text) and not (at.requests or find(at.text))
        what = self.language.reported(at.text)  # "UIN 58924 asked how many …"
        reported = bool(what) and not self.requests(what)
        later = self._asked_later(at) or (reported and any(map(self.requests, at.ahead)))
        told = ((of_source or reported) and later) or self.language.patterns["disclaims"].search(at.text)
        return "aside" if told and not at.question else ""

    def _helping(self, at: _Seen) -> str:
        """ "I'd be grateful for some help with Duty to Notify.", before what is asked: it says what that counts."""
        topic = self.language.help_with(at.text)
        said = self.sense.said(topic)
        named = said.kinds == {"count"} and not (said.unknown or said.topics or self.language.counts(topic))
        return "scope" if topic and named and self._asked_later(at) else ""

    def _told(self, at: _Seen) -> str:
        """What is told, and what is left out, in no words of asking."""
        if at.asks:
            return ""
        told = self._asked_later(at) and not (at.requests or at.text.endswith(":"))
        told = told and self._of_the_writer_alone(at.text)
        tells = self._tells(at.text, at.said, at.ahead) or self._asked_before(at.text, at.ahead)
        if told or tells or self._introduces(at.text, at.place):
            return "aside"
        return "scope" if self.leaves_out(at.text, at.said) else ""

    def _confirming(self, at: _Seen) -> str:
        """ "Can you confirm that this is correct", of what was told before it."""
        points = self.words["confirms"].found(at.text) and self.language.patterns["that"].search(at.text)
        return "asks" if points and at.requests and not (at.said.kinds or at.said.unknown or at.place.more) else ""

    def _others(self, at: _Seen) -> str:
        """ "And girls.", after a question of its paragraph."""
        goes_on = at.place.begun and self.language.patterns["then_who"].match(at.text)
        plain = at.own and not (at.said.counts or at.said.unknown or at.said.topics or at.requests or at.said.asked)
        narrows = self.words["narrows"].found(at.text) or self.words["leaves_out"].found(at.text)
        return "asks" if goes_on and plain and not narrows else ""

    def _leaning(self, at: _Seen) -> str:
        leaning = self.words["leaning"].found(at.text) or (at.counts and self.words["both"].found(at.text))
        ones = at.own and self.language.patterns["number_of_ones"].search(at.text)
        return "asks" if at.place.asked and (leaning or ones) and (at.counts or at.requests) else ""

    def _pointing(self, at: _Seen) -> str:
        """At a list of this message, or at what is forwarded under it."""
        points = self.words["below"].found(at.text) and self.words["pointed"].found(at.text)
        return ("aside" if at.place.more or at.place.later else "asks") if points and not at.said.names else ""

    def _narrowing(self, at: _Seen) -> str:
        """ "Only children.", "please break them down by age", after a question of its paragraph."""
        divides = at.own and not at.asks and self.language.patterns["breaks_down"].match(at.text)
        if divides and (at.place.begun or (at.place.asked and not at.said.counts)):
            return "scope"
        total = any(self.language.patterns[one].match(at.text) for one in TOTALS)
        narrows = at.place.begun and at.own and not (at.said.counts or at.asks or total)
        return "scope" if narrows and self.words["narrows"].found(at.text) else ""

    def _about_person(self, at: _Seen) -> str:
        return "asks" if self.of_person(at.text) and (at.asks or at.requests) else ""

    def _of_those(self, at: _Seen) -> str:
        """ "The number of those who were British.", of what stands before."""
        return "asks" if at.place.asked and at.said.those and self.language.patterns["thing"].match(at.text) else ""

    def _adding(self, at: _Seen) -> str:
        """ "And the 2025 total if it is already out.", after what was asked."""
        adds = at.place.asked and self.language.patterns["adds"].match(at.text) and "period" in at.said.kinds
        wishes = at.place.asked and at.requests and self.words["also"].found(at.text) and "period" in at.said.kinds
        figure = wishes and self.language.patterns["figure_of_time"].search(at.text)
        total = at.place.asked and any(self.language.patterns[one].match(at.text) for one in TOTALS)
        total = total or (at.place.asked and at.requests and self.language.nationally(at.text) is not None)
        return "asks" if total or ((adds or figure) and not at.own) else ""

    def _again(self, at: _Seen) -> str:
        again = self.language.repeats(at.text) or (at.place.asked and several_named(at.text, self.words))
        return "asks" if again and at.said.kinds else ""

    def _ranking(self, at: _Seen) -> str:
        """ "And which of the four was highest.", after a list of them."""
        return "asks" if at.place.asked and self.language.patterns["which_of_list"].match(at.text) else ""

    def _introducing(self, at: _Seen) -> str:
        listed = self.words["following"].found(at.text)
        if (listed or at.text.endswith(":")) and self._of_the_writer(at):
            return "aside"  # "I am compiling our council's annual report and would be grateful for the following:"
        here = at.said.counts and at.requests and self.language.patterns["follows_here"].search(at.text)
        following = listed and not (at.asks or here) and self._asked_later(at)
        return "scope" if following or (at.text.endswith(":") and (at.place.more or at.ahead)) else ""

    def _questioning(self, at: _Seen) -> str:
        """A question, or an item of a list alone; "Can you help?" asks nothing."""
        if not (at.question or (at.place.listed and at.place.alone)):
            return ""
        says = at.direct or at.counts or at.said.kinds or self.words["confirms"].found(at.text)
        return "aside" if at.requests and not (says or at.place.listed) else "asks"

    def _closing(self, at: _Seen) -> str:
        """Under a list: "We only need children, and only 2023."."""
        under = at.place.asked and not (at.place.listed or at.place.more or at.said.counts or at.direct)
        return "scope" if under and at.said.limits and self.words["strictly"].found(at.text) else ""

    def _heading(self, at: _Seen) -> str:
        """ "Children. How many were referred?": whom what is asked next is of."""
        asked = bool(at.ahead) and (at.ahead[0].endswith("?") or self.language.asks_directly(at.ahead[0]))
        asked = asked or (bool(at.ahead) and (self.requests(at.ahead[0]) or self.language.counts(at.ahead[0])))
        bare = at.said.limits and not (at.said.counts or at.said.unknown or at.said.topics or at.asks or at.requests)
        words = at.text.split()
        speaks = self.words["speaks"].found(at.text) or self.sense.refers(at.said.kinds) or at.said.picks
        states = self.language.patterns["states"].search(at.text)  # "Most are Romanian."
        if not (asked and bare and len(words) <= SHORT) or speaks or states:
            return ""
        return "heading" if at.place.asked and not at.place.more else "scope"

    def _setting(self, at: _Seen) -> str:
        """ "I am interested in potential victims from Vietnam.", before what is asked."""
        told = not (at.counts or at.direct or at.said.asked)
        sets = self._asked_later(at) and at.said.limits and told and self.words["narrows"].found(at.text)
        return "scope" if sets else ""

    def _requesting(self, at: _Seen) -> str:
        asks = at.counts or at.direct or at.requests
        limited = at.said.limits and not (at.question or at.said.counts or at.direct) and at.place.asked
        if limited and self.language.patterns["figures_should"].match(at.text):
            return "scope"  # "All figures should be for 2023 and for children only."
        told = not (at.direct or at.requests or at.question) and self.words["first_person"].opening.match(at.text)
        if told and self._asked_later(at):
            return ""  # "I noticed in your data that local authorities referred more."
        if at.said.names and asks and (at.said.counts or at.direct or not self._asked_later(at)):
            addressed = at.counts or at.direct or at.said.counts or self.words["addressed"].found(at.text)
            vague = at.place.later and not (at.said.counts or at.direct or at.question)
            return "hints" if at.said.unknown and (vague or not addressed) else "asks"
        names = at.said.kinds or at.said.vague or (at.said.moves and at.place.asked)
        return "asks" if names and self.language.patterns["direct"].match(at.text) else ""

    def _overview(self, at: _Seen) -> str:
        """ "Please send me an overview of the NRM statistics.", which names nothing that is counted."""
        named = self.words["overviews"].found(at.text) or not (at.said.names or self._asked_later(at))
        wants = named and at.requests and not (at.said.counts or at.place.more or at.place.listed)
        return "asks" if wants and self.sense.overview(self.language.plain(at.text, lambda _: False)) else ""

    def _limiting(self, at: _Seen) -> str:
        limits = at.said.limits and not (at.said.counts and not at.requests) and not self._of_the_writer(at)
        if limits and self._narrows(at.text, at.requests, at.place.asked):
            return "scope"
        return "scope" if (at.said.topics or at.said.unknown) and self.words["strictly"].found(at.text) else ""

    def _of_the_writer(self, at: _Seen) -> bool:
        """ "We are updating our exploitation strategy and need figures:", which says why, and of nobody."""
        asked = self.words["requests"].pattern.search(at.text) if at.requests else None
        if asked is None or not 0 <= at.said.first < asked.start() or self.sense.said(at.text[asked.end() :]).limits:
            return False
        before = at.text[: at.said.first]
        plain = bool(before.strip()) and not self.language.patterns["lead_in"].search(before)
        return plain or self._of_own_work(at.text[: asked.start()])

    def _of_own_work(self, head: str) -> bool:
        """ "As part of doctoral research into the criminal justice system I": in words that limit nothing that is held."""
        purpose = self.language.patterns["purpose"].match(head)
        own = purpose or self.words["first_person"].opening.match(head)
        about = self.sense.said(head[own.end() :]) if own else Said()
        return bool(about.unknown) and not about.withheld and "period" not in about.kinds

    def _of_the_writer_alone(self, text: str) -> bool:
        """ "I noticed that local authorities referred a number of people."."""
        own = self.words["first_person"].opening.match(text)
        return own is not None and not (self.words["narrows"].found(text) or self.language.repeats(text))

    def _asked_later(self, at: _Seen) -> bool:
        below = at.place.more or at.place.later
        return below or any(one.endswith("?") or self.language.asks_directly(one) for one in at.ahead)

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
        narrows = self.words["narrows"].found(text) and not self.words["interests"].found(text)
        return bool(self.words["writers"].opening.match(text)) and not narrows and not (rest.names or rest.limits)

    def _narrows(self, text: str, requests: bool, asked: bool) -> bool:
        opens = self.language.patterns["preposition"].match(text) or self.words["stands"].opening.match(text)
        adds = asked and self.words["also"].opening.match(text) is not None
        return bool(opens) or requests or adds or self.words["narrows"].found(text)

    def _tells(self, text: str, said: Said, ahead: Sequence[str]) -> bool:
        """ "You told me there were 4,609 in 2022.", before a question about it."""
        asked = any(one.endswith("?") or self.language.asks_directly(one) for one in ahead)
        judged = bool(ahead) and ahead[0].endswith("?") and self.words["confirms"].found(ahead[0])
        stated = [
            one
            for one in find(text)
            if (one.kind == "count" and one.value >= FEWEST) or (judged and one.kind == "share")
        ]
        return bool(asked and stated) and said.names and not self.words["called_for"].found(text)

    def _asked_before(self, text: str, ahead: Sequence[str]) -> bool:
        """ "I asked for conclusive grounds decisions.", before a question: what was asked is not asked again."""
        rest = self.words["asked_before"].pattern.sub(" ", text)
        return rest != text and not self.words["requests"].found(rest) and any(one.endswith("?") for one in ahead)

    def leaves_out(self, text: str, said: Said) -> bool:
        """ "Figures should exclude UK nationals."."""
        named = bool(said.kinds - {"period", "count", "grain"}) and not said.counts
        if not named or not self.words["leaves_out"].found(text):
            return False
        frame = self.sense.frame(text, strict=False)
        if frame is None:
            return not self.words["split_by"].found(text)  # "I need no breakdown by age" leaves nobody out
        return bool(frame.where or frame.lists)

    def of_person(self, text: str, asked: bool = False) -> bool:
        """Does a sentence ask about one person's case? ``asked``: it is known to ask something."""
        return of_person(text, asked, self.person, self.language)


# The first that tells what a sentence does.
RULES = (
    Kinds._formal, Kinds._if_so, Kinds._noting, Kinds._instructing, Kinds._disclaiming, Kinds._helping, Kinds._others, Kinds._told, Kinds._confirming, Kinds._leaning, Kinds._pointing, Kinds._again, Kinds._narrowing, Kinds._about_person, Kinds._of_those, Kinds._adding, Kinds._ranking,
    Kinds._introducing, Kinds._questioning, Kinds._overview, Kinds._closing, Kinds._heading, Kinds._setting, Kinds._requesting, Kinds._limiting,
)  # fmt: skip
