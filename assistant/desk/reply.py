"""A reply to an email: every question answered through the one path, in the order asked, for an officer to read and send."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer.model import Part
from assistant.desk import sentences as say
from assistant.desk.body import Message, thread
from assistant.desk.draft import Answered, Draft
from assistant.desk.message import read_message
from assistant.desk.private import people, without_personal
from assistant.desk.split import MAX_QUESTIONS, Ask, Sense, asks_of
from assistant.desk.stated import confirmed
from assistant.errors import AssistantError, EngineLost
from assistant.query import TIME, Query, Shape
from assistant.question.context import asks as names_something
from assistant.question.followup import edits_something
from assistant.question.words import clean
from assistant.service import Assistant

log = logging.getLogger(__name__)
WHOLE = re.compile(r"\b(?:total|overall|whole|annual|altogether)\b", re.IGNORECASE)
SUBJECT = "Re: your enquiry"
FIGURES = ("answered", "partial")
# A term alone in a list of things counted asks for its figure, not for its meaning.
MEANING = re.compile(r"\?|\b(?:what|define|definition|explain|mean(?:s|ing)?|which|change[sd]?)\b", re.IGNORECASE)
THAT = re.compile(r"\b(?:that|this|these|those|it|them|they)\b", re.IGNORECASE)
TIMELESS = ("definition", "catalogue", "change")

__all__ = ["Answered", "Draft", "draft_reply"]


def draft_reply(assistant: Assistant, raw: bytes) -> Draft:
    """Raises :class:`AssistantError` where the email cannot be read or asks nothing."""
    message = read_message(raw)
    known = _known(assistant)
    messages = thread(message.text)
    names = people(message.people, [line for one in messages for line in one.signature], known)
    asks, notes = _asked(assistant, messages, names)
    notes = [*message.notes, *notes]
    if not asks:
        raise AssistantError("No question was found in the email.")
    if len(asks) > MAX_QUESTIONS:
        notes.append(f"Only the first {MAX_QUESTIONS} questions were read.")
        asks = asks[:MAX_QUESTIONS]
    items, unread = _Desk(assistant, asks).answered()
    contact = assistant.lookup.publication.contact
    return Draft(_subject(message.subject, names), tuple(items), tuple(unread), tuple(notes), contact)


def _subject(subject: str, names: list[str]) -> str:
    """The sender's subject, unless it names a person or a reference."""
    plain = re.sub(r"^(?:(?:re|fwd?|fw) ?: ?)+", "", clean(subject)[:150], flags=re.IGNORECASE).strip()
    bare = re.sub(r"\s+", " ", without_personal(plain, names)).strip()
    return f"Re: {plain}" if plain and bare == plain else SUBJECT


def _known(assistant: Assistant) -> Callable[[str], bool]:
    def known(text: str) -> bool:
        return not assistant.parser.slots_of(text).unknown

    return known


def _sense(assistant: Assistant) -> Sense:
    def limits(text: str) -> bool:
        slots = assistant.parser.slots_of(text)
        return bool(slots.periods or slots.filters or slots.by or slots.topics or slots.cue("year", "quarter"))

    def names(text: str) -> bool:
        return names_something(assistant.parser.slots_of(text))

    return Sense(names, limits)


def _asked(assistant: Assistant, messages: list[Message], names: list[str]) -> tuple[list[Ask], list[str]]:
    """What the newest message asks; below a cover note that asks for no figures, what the one under it asks."""
    sense = _sense(assistant)
    read = [asks_of(without_personal(message.text, names), sense) for message in messages]
    pointing = [ask for ask in read[0] if say.BELOW.search(ask.text)] if len(read) > 1 else []
    if pointing and any(sense.names(" ".join([*ask.scopes, ask.text])) for ask in read[1]):
        own = [replace(ask, after=None) for ask in read[0] if ask not in pointing]
        return [*read[1], *own], ["Read with the forwarded or quoted text below the newest message."]
    for depth, asks in enumerate(read):
        if any(sense.names(" ".join([*ask.scopes, ask.text])) for ask in asks):
            below = ["Read from the forwarded or quoted text below the newest message."] if depth else []
            return asks, below
    return next((asks for asks in read if asks), []), []


class _Desk:
    """Answers the asks of one email in order."""

    def __init__(self, assistant: Assistant, asks: list[Ask]) -> None:
        self.assistant = assistant
        self.asks = asks
        self.out: list[Answered] = []
        self.unread: list[str] = []
        self.queries: list[Query | None] = []  # of each ask, for those that refer to it

    def answered(self) -> tuple[list[Answered], list[str]]:
        for at, ask in enumerate(self.asks):
            try:
                self._answer(at, ask)
            except EngineLost:
                raise
            except Exception:  # of this question alone: the others are answered, and this one stands as not read
                log.exception("A question of a letter failed.")
                self.unread.append(_with_context(ask))
                self.queries.append(None)
        return self.out, self.unread

    def _answer(self, at: int, ask: Ask) -> None:
        before = self._before(at, ask)
        earlier = before or next((q for q in reversed(self.queries) if q), None)
        quoted = confirmed(self.assistant, ask.text, earlier, ask.context)
        parts = quoted or self._parts(at, ask, before)
        if all(part.status == "out_of_scope" or self._foreign(part, ask) for part in parts):
            self.unread.append(_with_context(ask))
            parts = ()
        if before and not ask.like and not THAT.search(ask.text) and all(p.status == "not_published" for p in parts):
            parts = self._alone(ask) or parts
        for part in parts:
            self._add(part, ask, bool(quoted))
        self.queries.append(next((self.assistant.link(p) for p in reversed(parts) if p.query), before))

    def _before(self, at: int, ask: Ask) -> Query | None:
        """The query that an ask refers to, follows or leans on."""
        if ask.like.startswith("#"):
            return self.queries[int(ask.like[1:])]
        if ask.like == "above":
            return self.queries[at - 1] if at else None
        if ask.like:
            found = [n for n, other in enumerate(self.asks[:at]) if other.label == ask.like]
            if found:
                return self.queries[found[0]]
        if self.assistant.parser.slots_of(ask.text).cue("of_those") and at:
            return self.queries[at - 1 if ask.after is None or not ask.label else ask.after]
        if ask.after is not None:
            # Of the questions of one sentence or list, the nearest that says what is counted.
            near = next((n for n in range(at - 1, ask.after, -1) if self._counts(self.asks[n])), ask.after)
            return self.queries[near]
        # A list's item that names no count of its own is about what was counted before it.
        bare = not (self._counts(ask) or ask.scopes) and edits_something(self.assistant.parser.slots_of(ask.text))
        narrowed = {n for n, other in enumerate(self.asks[:at]) if ask.label and other.label and self._narrows(other)}
        kept = [query for n, query in enumerate(self.queries) if query and n not in narrowed]
        return next(reversed(kept or [query for query in self.queries if query]), None) if bare else None

    def _narrows(self, ask: Ask) -> bool:
        """ "How many of those were children": what the next item of a list is about is the whole again."""
        return bool(self.assistant.parser.slots_of(ask.text).cue("of_those"))

    def _foreign(self, part: Part, ask: Ask) -> bool:
        """Words that the tables do not know, and none that they do: read by nobody but the officer."""
        if part.status != "not_published" or not part.words.not_understood:
            return False
        slots = self.assistant.parser.slots_of(ask.text)
        named = (
            slots.measures or slots.weak or slots.vague or slots.filters or slots.by or slots.topics or slots.ambiguous
        )
        return not named and not (ask.scopes or ask.like)

    def _counts(self, ask: Ask) -> bool:
        slots = self.assistant.parser.slots_of(ask.text)
        return bool(slots.measures or slots.weak)

    def _parts(self, at: int, ask: Ask, before: Query | None) -> tuple[Part, ...]:
        if not re.search(r"\w", ask.text):
            return ()
        reader = self.assistant.parser
        readings = [] if ask.same else reader.parse(ask.text)
        if any(reading.intent in TIMELESS for reading in readings) and (MEANING.search(ask.text) or not ask.scopes):
            scopes: tuple[str, ...] = ()
            if not ask.like and not THAT.search(ask.text):
                before = None  # what there is, means or changed does not depend on what was counted before
        elif before is not None and before.periods and not self._counts(ask):
            scopes = tuple(scope for scope in ask.scopes if not self._restates(scope, before))
        else:
            scopes = ask.scopes
            dated = any(reader.slots_of(text).periods for text in (*scopes, ask.text))
            asks_at_all = any(r.query or r.measures for r in readings)
            if asks_at_all and not dated and not any(r.query and r.query.shape == "extreme" for r in readings):
                scopes = (*scopes, *self._period(at, before))
        lead = [f"{scope.rstrip(' :.,')}:" for scope in scopes]
        parts = self._own_parts(ask, lead, before)
        if ask.after is not None and not any(part.query for part in parts):
            # "What is a …? And how many were there?": the sentence before says what is counted.
            parts = self._own_parts(ask, [self.asks[ask.after].text, *lead], before) or parts
        return parts

    def _own_parts(self, ask: Ask, lead: list[str], before: Query | None) -> tuple[Part, ...]:
        """The parts that answer the ask itself, and not what is said before it."""
        text = f"and {ask.text}" if ask.same else ask.text
        parts = self.assistant.ask("\n".join([*lead, text]), before=before).parts
        said, own = _key(" ".join(lead)), _key(text)
        mine = [part for part in parts if _key(part.question) not in said or _key(part.question) in own]
        whole = ask.said or ask.text
        return tuple(
            replace(p, question=p.question if len(mine) > 1 and _key(p.question) in own else whole) for p in mine
        )

    def _alone(self, ask: Ask) -> tuple[Part, ...]:
        """The ask read as if nothing stood before it, where what it was thought to follow has no such figures."""
        found = self.assistant.ask(ask.text).parts
        told = all(p.status in FIGURES and not p.words.not_understood for p in found)
        return tuple(replace(p, question=ask.said or ask.text) for p in found) if told else ()

    def _restates(self, scope: str, before: Query) -> bool:
        """Does it say only the period that the query before has?"""
        slots = self.assistant.parser.slots_of(scope)
        spans = {span for one in slots.periods for span in one.spans}
        other = slots.filters or slots.by or slots.measures or slots.weak or slots.topics or slots.unknown
        return not other and spans <= set(before.periods)

    def _period(self, at: int, before: Query | None) -> list[str]:
        """The period of what is referred to, else that of the nearest question that names one."""
        if before is not None and before.periods:
            return [_worded(before)]
        slots_of = self.assistant.parser.slots_of
        others = [*reversed(self.asks[:at]), *self.asks[at + 1 :]]
        for other in others:
            found = next((s.periods for s in map(slots_of, (other.text, *other.scopes)) if s.periods), None)
            if found:
                spans = dict.fromkeys(span for one in found for span in one.spans)
                return ["for " + " and ".join(span.label for span in spans)] if spans else []
        return []

    def _add(self, part: Part, ask: Ask, quoted: bool) -> None:
        if part.status == "out_of_scope":
            self.unread.append(part.question)
            return
        if part.status in ("clarify", "not_published"):
            instead = self._fallback(part, ask) if ask.fallback else None
            if instead is not None:
                self.out.append(Answered(instead, ask.label, instead_of=part.missing or part.headline))
                return
            most = 3 if part.status == "clarify" else 1
            found = [answer for choice in part.choices[:most] for answer in self.assistant.ask(choice).parts[:1]]
            near = tuple(answer for answer in found if answer.status in FIGURES)
            self.out.append(Answered(part, ask.label, alternatives=near))
            return
        self.out.append(Answered(part, ask.label, quoted=quoted))

    def _fallback(self, part: Part, ask: Ask) -> Part | None:
        """What the sender would take instead: "the total", or a question of its own."""
        if not (part.query and WHOLE.search(ask.fallback)):
            found = self.assistant.ask(ask.fallback).parts[:1]
            dated = self.assistant.parser.slots_of(ask.fallback).periods
            if found and found[0].query and part.query and not dated:
                asked, refused = self.assistant.link(found[0]), self.assistant.link(part)
                when = replace(asked, periods=refused.periods, relative=refused.relative, as_of="")
                found = (self.assistant.answer(when, ask.fallback), *found)
            return next((p for p in found if p.status in FIGURES), None)
        query = self.assistant.link(part)
        kept = tuple(name for name in query.by if name in TIME)
        shape: Shape = "series" if kept else "compare" if len(query.periods) > 1 else "figure"
        bare = replace(query, by=kept, base=(), percent=False, limit=None, shape=shape)
        tries = [self.assistant.answer(one) for one in (bare, replace(bare, where=()))]
        return next((p for p in tries if p.status in FIGURES), None)


def _with_context(ask: Ask) -> str:
    """A short question does not say what it is about: the sentence before it does."""
    said = ask.said or ask.text
    end = "" if ask.context.endswith(("?", "!")) else "."
    return f"{ask.context.rstrip('.')}{end} {said}" if ask.context and len(said) < 40 else said


def _worded(query: Query) -> str:
    return "for " + " and ".join(span.label for span in query.periods)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", clean(text).casefold()).strip()
