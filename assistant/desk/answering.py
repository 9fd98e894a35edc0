"""The asks of one email answered in order: each with what it refers to, and the second-best where it has none itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.model import Part
from assistant.asked.link import from_url
from assistant.asked.old import query_of
from assistant.asked.walk import counts
from assistant.desk.asks import Ask
from assistant.desk.draft import Answered
from assistant.desk.inherit import whole_question
from assistant.desk.private import hidden
from assistant.desk.second_best import second_best
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.stated import confirmed
from assistant.errors import EngineLost
from assistant.query import Query
from assistant.question.words import clean
from assistant.service import Assistant

log = logging.getLogger(__name__)

FIGURES = ("answered", "partial")
THAT = re.compile(r"\b(?:that|this|these|those|it|them|they)\b", re.IGNORECASE)
TIMELESS = ("definition", "catalogue", "change")
ASIDES = 20  # sentences of a quoted message that are looked at for what it was about


class Desk:
    """Answers the asks of one email. ``quoted`` is the message that it replies to, ``notes`` are for the officer."""

    def __init__(
        self, assistant: Assistant, sense: Sense, language: Language, asks: Sequence[Ask], quoted: str = ""
    ) -> None:
        self.assistant = assistant
        self.sense = sense
        self.language = language
        self.words = language.words
        self.asks = asks
        self.quoted = quoted
        self.out: list[Answered] = []
        self.unread: list[str] = []
        self.notes: list[str] = []
        self.asked: dict[tuple[str, Query | None], tuple[Part, ...]] = {}
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
        if ask.person:
            self.out.append(Answered(self._individual(ask), ask.label, at=ask.at))
            self.queries.append(None)
            return
        before = self._before(at, ask)
        earlier = before or next((q for q in reversed(self.queries) if q), None)
        quoted = self._confirmed(ask, earlier)
        parts = quoted or self._parts(at, ask, before)
        if all(part.status == "out_of_scope" or self._foreign(part, ask) for part in parts):
            self.unread.append(_with_context(ask))
            parts = ()
        if before and not ask.like and not THAT.search(ask.text) and parts and not _any_figure(parts):
            parts = self._alone(ask) or parts
        for n, part in enumerate(parts):
            self._add(part, replace(ask, label="") if n else ask, bool(quoted))
        self.queries.append(next((self._query(p) for p in reversed(parts) if p.query), before))

    def _query(self, part: Part) -> Query | None:
        """What a part is about, as a later question of the letter leans on it: of a calculation, its first count."""
        if part.link.startswith("t="):
            return query_of(counts(from_url(part.link))[0])
        return self.assistant.link(part)

    def _ask(self, text: str, before: Query | None = None) -> tuple[Part, ...]:
        """Each text once: an email may ask one thing many times."""
        if (text, before) not in self.asked:
            self.asked[text, before] = self.assistant.ask(text, before=before).parts
        return self.asked[text, before]

    def _individual(self, ask: Ask) -> Part:
        return Part(self._shown(ask.said), "not_published", self.words.letter.individual, (), (), "catalogue")

    def _confirmed(self, ask: Ask, earlier: Query | None) -> tuple[Part, ...]:
        """What is published of a figure that the sender quotes and asks about."""
        if not self.words["confirms"].found(f"{ask.text} {ask.said}"):
            return ()
        found = confirmed(self.assistant, ask.said or ask.text, earlier, ask.context or ask.above)
        return tuple(self._tidy(part, ask.shown) for part in found)

    def _before(self, at: int, ask: Ask) -> Query | None:
        """The query that an ask refers to, follows or leans on."""
        if ask.like.startswith("#"):
            return self.queries[int(ask.like[1:])]
        if ask.like == "above":
            return self.queries[at - 1] if at else None
        if ask.like:
            found = [n for n, other in enumerate(self.asks[:at]) if other.label == ask.like]
            found = found or [n for n, other in enumerate(self.asks[:at]) if other.label.endswith(f"({ask.like})")]
            found = found or [n for n, other in enumerate(self.asks[:at]) if other.label[-1:] == ask.like]
            if found:
                return self.queries[found[-1] if self.asks[found[-1]].label != ask.like else found[0]]
        said = self.sense.said(ask.text)
        if said.those and at:
            return self.queries[at - 1 if ask.after is None or not ask.label else ask.after]
        if ask.above:
            return self._passage(ask.above)
        if ask.after is not None and ask.after < at:
            # Of the questions of one sentence or list, the nearest that says what is counted.
            near = next((n for n in range(at - 1, ask.after, -1) if self._counts(self.asks[n])), ask.after)
            return self.queries[near]
        stated = self._passage(ask.context) if ask.context and not said.counts else None
        if stated is not None:
            return stated  # "In 2022, 16,921 people were referred. How many were children?"
        # A list's item that names no count of its own is about what was counted before it.
        bare = not (self._counts(ask) or ask.scopes) and said.changed
        if not bare:
            return None
        narrowed = {n for n, o in enumerate(self.asks[:at]) if ask.label and o.label and self.sense.said(o.text).those}
        known = [query for n, query in enumerate(self.queries) if query and n not in narrowed]
        kept = known or [query for query in self.queries if query]
        return kept[-1] if kept else self._earlier()

    def _earlier(self) -> Query | None:
        """What the message that this one replies to was about, for "and what about 2022?"."""
        if not self.quoted:
            return None
        found = self._passage(self.quoted)
        if found is not None:
            self.notes.append("Read as following on from the earlier message that it quotes.")
        return found

    def _passage(self, text: str) -> Query | None:
        """The query that a statement would answer; the last of several that state a figure."""
        found: Query | None = None
        for sentence in self.language.sentences(" ".join(text.split()))[:ASIDES]:
            said = self.sense.said(sentence)
            if not re.search(r"\d", sentence) or not (said.counts or (found and said.those)):
                continue
            readings = self.assistant.parser.parse(sentence, found)
            query = next((reading.query for reading in readings if reading.query), None)
            found = query if found is None or query is None or query.periods else replace(query, periods=found.periods)
            found = found or query
        if found is not None and not found.periods:
            last = next((query for query in reversed(self.queries) if query and query.periods), None)
            found = replace(found, periods=last.periods, relative="") if last else found
        return found

    def _foreign(self, part: Part, ask: Ask) -> bool:
        """Words that the tables do not know, and none that they do: read by nobody but the officer."""
        if part.status != "not_published" or not part.words.not_understood:
            return False
        said = self.sense.said(ask.text)
        return not (said.names or said.vague or ask.scopes or ask.like)

    def _counts(self, ask: Ask) -> bool:
        return self.sense.said(ask.text).counts

    def _parts(self, at: int, ask: Ask, before: Query | None) -> tuple[Part, ...]:
        if not re.search(r"\w", ask.text):
            return ()
        said = self.sense.said(ask.text)
        if before is not None and self.words["whole"].found(ask.text) and not said.kinds and not said.unknown:
            return (self._whole(before, ask),)
        ask = self._both(at, ask)
        scopes = self._scopes(at, ask, before)
        if scopes is None:
            scopes, before = (), None
        parts = self._own_parts(ask, scopes, before)
        if ask.after is not None and not any(part.query for part in parts) and not _told(parts):
            # "What is a …? And how many were there?": the sentence before says what is counted.
            parts = self._own_parts(ask, (self.asks[ask.after].text, *scopes), before) or parts
        if ask.context and not said.counts and before is None and not any(part.query for part in parts):
            parts = self._own_parts(ask, (ask.context, *scopes), before) or parts
        return parts

    def _both(self, at: int, ask: Ask) -> Ask:
        """ "In both years": those of the questions before."""
        if not self.words["both"].found(ask.text):
            return ask
        spans = dict.fromkeys(span for query in self.queries[:at] if query for span in query.periods)
        said = " and ".join(span.label for span in spans)
        return (
            replace(ask, text=self.words["both"].pattern.sub(said, ask.text), said=ask.said) if len(spans) == 2 else ask
        )

    def _whole(self, before: Query, ask: Ask) -> Part:
        """ "And how many in total?": the people of the question before are let go, its period is kept."""
        bare = replace(before, where=(), by=(), base=(), percent=False, limit=None, shape="figure")
        if bare.periods[1:]:
            bare = replace(bare, shape="compare")
        kept = tuple(
            (name, ids)
            for name, ids in before.where
            if name not in before.by and "total" in ask.said and ask.said != ask.text
        )
        return self._tidy(self.assistant.answer(replace(bare, where=kept)), ask.shown)

    def _scopes(self, at: int, ask: Ask, before: Query | None) -> tuple[str, ...] | None:
        """What limits an ask; None where it asks for what no period and nothing before it bears on."""
        readings = [] if ask.same else self.assistant.parser.parse(ask.text)
        if any(reading.intent in TIMELESS for reading in readings) and (
            self.words["meaning"].found(ask.text) or not ask.scopes
        ):
            return () if ask.like or THAT.search(ask.text) else None
        if before is not None and before.periods and not self._counts(ask):
            return tuple(scope for scope in ask.scopes if not self._restates(scope, before))
        dated = any("period" in self.sense.said(text).kinds for text in (*ask.scopes, ask.text))
        asked = any(r.query or r.measures for r in readings) or bool(ask.scopes)
        if asked and not dated and not any(r.query and r.query.shape == "extreme" for r in readings):
            return (*self._period(at, ask, before), *ask.scopes)
        return ask.scopes

    def _own_parts(self, ask: Ask, scopes: tuple[str, ...], before: Query | None) -> tuple[Part, ...]:
        """The parts that answer the ask itself, and not what is said before it."""
        text = whole_question(f"and {ask.text}" if ask.same else ask.text, scopes, self.sense, self.language)
        *lead, own = text.split("\n")
        parts = self._ask(text, before)
        around, asked = _key(" ".join(lead)), _key(own)
        mine = [part for part in parts if not lead or _key(part.question) not in around or _key(part.question) in asked]
        several = len(mine) > 1
        return tuple(self._tidy(p, p.question if several and _key(p.question) in asked else ask.shown) for p in mine)

    def _alone(self, ask: Ask) -> tuple[Part, ...]:
        """The ask read as if nothing stood before it, where what it was thought to follow has no such figures."""
        found = self._ask(ask.text)
        told = all(p.status in FIGURES and not p.words.not_understood for p in found)
        return tuple(self._tidy(p, ask.shown) for p in found) if told else ()

    def _restates(self, scope: str, before: Query) -> bool:
        """Does it say only the period that the query before has?"""
        readings = self.assistant.parser.parse(scope)
        spans = {span for reading in readings for span in reading.spans}
        said = self.sense.said(scope)
        return said.kinds <= {"period"} and not said.unknown and spans <= set(before.periods)

    def _period(self, at: int, ask: Ask, before: Query | None) -> tuple[str, ...]:
        """The period of what is referred to, or quoted above, else that of the nearest question that names one."""
        if before is not None and before.periods:
            return (_worded(before),)
        passage = self._passage(ask.above) if ask.above else None
        if passage is not None and passage.periods:
            return (_worded(passage),)
        for n in range(at - 1, -1, -1):
            query, texts = self.queries[n], (self.asks[n].text, *self.asks[n].scopes)
            if query and query.periods and any("period" in self.sense.said(text).kinds for text in texts):
                return (_worded(query),)
        return ()

    def _add(self, part: Part, ask: Ask, quoted: bool) -> None:
        if part.status == "out_of_scope":
            self.unread.append(part.question)
            return
        if part.status in ("clarify", "not_published"):
            instead = self._instead(part, ask) if ask.fallback else None
            if instead is not None:
                shown = self._tidy(instead, part.question)
                self.out.append(Answered(shown, ask.label, instead_of=part.missing or part.headline, at=ask.at))
                return
            if self.sense.said(ask.fallback).kinds or self.words["whole"].found(ask.fallback):
                self.notes.append(f"What the sender would take instead is not published either: {ask.fallback}")
            most = 3 if part.status == "clarify" else 1 if "by" in part.query and not part.words.not_understood else 0
            found = [answer for choice in part.choices[:most] for answer in self._ask(choice)[:1]]
            near = tuple(answer for answer in found if answer.status in FIGURES)
            self.out.append(Answered(part, ask.label, alternatives=near, at=ask.at))
            return
        self.out.append(Answered(part, ask.label, quoted=quoted, at=ask.at))

    def _instead(self, part: Part, ask: Ask) -> Part | None:
        """The second-best of a refused part. What could not be read, or is limited by what is not held, such as a place,
        has none: only a finer grain than is published may be let go."""
        if part.words.not_understood:
            return None
        if any(self.sense.said(text).withheld for text in (ask.text, *ask.scopes)):
            coarse = self.words["finer"].pattern.sub("", ask.text)
            found = self._own_parts(replace(ask, text=coarse), ask.scopes, None) if coarse != ask.text else ()
            if not found or not _told(found):
                return None
            part = found[0]
        return second_best(self.assistant, self.sense, self.words, part, ask.fallback)

    def _shown(self, text: str) -> str:
        return hidden(text, self.words)

    def _tidy(self, part: Part, question: str) -> Part:
        """The part under its question as written, private details shown as left out."""
        words = replace(
            part.words, not_understood=tuple(map(self._shown, part.words.not_understood)),
            used=tuple(map(self._shown, part.words.used)), ignored=tuple(map(self._shown, part.words.ignored)),
        )  # fmt: skip
        return replace(
            part, question=self._shown(question), headline=self._shown(part.headline), reading=self._shown(part.reading),
            missing=self._shown(part.missing) if part.missing else None, words=words,
            choices=tuple(map(self._shown, part.choices)),
        )  # fmt: skip


def _told(parts: Sequence[Part]) -> bool:
    return any(part.status in FIGURES for part in parts)


def _any_figure(parts: Sequence[Part]) -> bool:
    return not all(part.status == "not_published" for part in parts)


def _with_context(ask: Ask) -> str:
    """A short question does not say what it is about: the sentence before it does."""
    said = ask.said or ask.text
    before = re.split(r"(?<=[.?!]) ", ask.context)[-1]
    end = "" if before.endswith(("?", "!")) else "."
    return f"{before.rstrip('.')}{end} {said}" if before and len(said) < 40 else said


def _worded(query: Query) -> str:
    return "for " + " and ".join(span.label for span in query.periods)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", clean(text).casefold()).strip()
