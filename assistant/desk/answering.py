"""The asks of one email answered in order: each with what it refers to, and the second-best where it has none itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.model import Part
from assistant.answer.numbers import listed
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.pick import Pick
from assistant.asked.subject import Subject
from assistant.asked.top import Top
from assistant.desk.again import again, by_year, in_all, over_time, undivided
from assistant.desk.alike import narrower
from assistant.desk.ask import Ask
from assistant.desk.checked import below, checked, unjudged
from assistant.desk.draft import Answered, Unread
from assistant.desk.each import each_again, each_share, share_of_one
from assistant.desk.earlier import Earlier, counted_by
from assistant.desk.inherit import dated, under, whole_question
from assistant.desk.instead import Instead
from assistant.desk.nationally import nationally, of_all
from assistant.desk.nearest import nearest
from assistant.desk.pointers import POINTED, Pointers
from assistant.desk.private import hidden
from assistant.desk.ranked import which_of_list
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.shares import is_share_of, of_its_own, part_of, share_asked
from assistant.desk.shown import FIGURES, doubted, individual, key, tidied, told, untold, with_context
from assistant.desk.topical import of_topic
from assistant.desk.totals import sum_of, total_asked, with_whole
from assistant.desk.units import with_unit
from assistant.errors import EngineLost
from assistant.service import Assistant

log = logging.getLogger(__name__)

TIMELESS = ("definition", "catalogue", "change")


class Desk:
    """Answers the asks of one email. ``quoted`` is the message that it replies to, ``notes`` are for the officer."""

    def __init__(self, assistant: Assistant, sense: Sense, language: Language, asks: Sequence[Ask], quoted: str = ""):
        self.assistant, self.sense, self.asks = assistant, sense, asks
        self.language, self.words = language, language.words
        self.earlier = Earlier(assistant, sense, language, asks, quoted)
        self.out: list[Answered] = []
        self.unread: list[Unread] = []
        self.pointers = Pointers(self.earlier, sense, assistant.lookup)
        self.notes = self.earlier.notes
        self.instead = Instead(assistant, sense, language, lambda ask, scopes: self._own_parts(ask, scopes, None))
        self.asked: dict[tuple[str, Asked | None], tuple[Part, ...]] = {}

    def answered(self) -> tuple[list[Answered], list[Unread]]:
        for at, ask in enumerate(self.asks):
            try:
                self._answer(at, ask)
                told, left = self.instead.whole(at, self.asks, self.pointers.filled)
                self.out += told
                self.notes += left
            except EngineLost:
                raise
            except Exception:  # of this question alone: the others are answered, and this one stands as not read
                log.exception("A question of a letter failed.")
                self._unread(with_context(ask), ask.at)
                self.earlier.add(())
        return self.out, self.unread

    def _answer(self, at: int, ask: Ask) -> None:
        if ask.person:
            if not any(other.person for other in self.asks[:at]):
                self.out.append(Answered(individual(ask, self.words), ask.label, at=ask.at))
            self.earlier.add(())
            return
        told_below = below(ask, self.earlier.quoted, self.sense, self.words)
        if told_below := told_below or of_topic(ask, self._ask, self.sense, self.language):
            self._add_all([self._tidy(part, ask.shown) for part in told_below], ask)
            return
        ask = with_unit(self.pointers.quoted(at, ask), self.earlier.asked, self.sense, self.words)
        before = self._counted_before(at, ask)
        text = self.words.patterns["with_totals"].sub("", ask.text)
        ask = replace(ask, text=self.words.patterns["in_each_case"].sub(r"\g<head>", text), written=ask.shown)
        if ask.nationally and (parts := self._nationally(ask)):
            self._add_all(parts, ask)
            return
        listed_before = which_of_list(at, ask, self.earlier) or each_again(ask, self.earlier)
        if found := listed_before or share_of_one(at, ask, before, self.earlier):
            self._add_all(self._each(found, ask), ask)
            return
        if before is None and self._leans(at, ask):
            if told := self._unpublished(ask) if self.earlier.missing else ():
                return self._add_all(told, ask)
            if self.earlier.missing:
                why = self.words.letter.unread_of
                part = Part(self._shown(ask.shown), "not_published", why, (), (), "figure")
                self.out.append(Answered(part, ask.label, at=ask.at))
            else:
                self._unread(with_context(ask), ask.at)
            self.earlier.add(())
            return
        quoted = self._confirmed(ask, counted_by(before or self.earlier.last()))
        parts = quoted or with_whole(self._parts(at, ask, before), ask, self.earlier)
        if all(part.status == "out_of_scope" or self._foreign(part, ask) for part in parts):
            self._unread(with_context(ask), ask.at)
            parts = ()
        own = self.pointers.filled(at, ask)
        leans = ask.like or self.words.patterns["that"].search(own.text)
        refused = bool(parts) and all(part.status == "not_published" for part in parts)
        if before and dated(own, self.sense) and not leans and refused:
            parts = self._alone(own) or parts
        start = len(self.out)
        for n, part in enumerate(untold(parts, ask, self.out)):
            self._add(part, replace(ask, label="") if n else ask, bool(quoted), before)
        self._add_narrower(at, ask, parts)
        instead = tuple(item.part for item in self.out[start:] if item.instead_of)
        self.earlier.add(instead or parts, before, bool(instead))

    def _add_narrower(self, at: int, ask: Ask, parts: Sequence[Part]) -> None:
        """ "How many of these were Romanian?", after "how many of these were children?": of those too."""
        of = narrower(at, self.asks, self.earlier.asked, self.sense, self.language)
        label = self.words.letter.narrower.format(label=ask.label, of=self.asks[at - 1].label) if ask.label else ""
        for part in self._parts(at, ask, of) if of is not None and told(parts) else ():
            if part.status in FIGURES and part.headline not in [one.headline for one in parts]:
                self.out.append(Answered(part, label, at=ask.at))

    def _counted_before(self, at: int, ask: Ask) -> Asked | None:
        """What an ask follows; "how many" of them asks for one number, and not for the breakdown that stood before it."""
        before = self.earlier.reported(ask) or self.earlier.before(at, ask)
        if before is not None and self.words.patterns["for_the_year"].search(ask.text):
            before = by_year([before]) or before
        if isinstance(before, (Pick, Top)) and any(self.words.patterns[name].search(ask.text) for name in POINTED):
            return before  # "Which force made most, and how many children did it refer?"
        own = self.sense.said(ask.text).kinds - {"count", "period", "quarter of", "grain"}
        one = own and not ask.same and self.words.patterns["number_asked"].search(ask.text)
        apart = self.words.patterns["in_each_case"].search(ask.text)
        whole = self.words["as_whole"].found(ask.text)  # "in 2024 as a whole, how many were …", after its quarters
        return undivided(before, whole, named=True) if before is not None and one and not apart else before

    def _nationally(self, ask: Ask) -> tuple[Part, ...]:
        asked = self.asks[int(ask.like.removeprefix("#"))]
        found = nationally(self.assistant, ask, asked, self._ask, self.language, self.sense)
        before = self.earlier.asked[int(ask.like.removeprefix("#"))]
        found = found or of_all(self.assistant, ask, before, self.language, self.sense)
        return tuple(self._tidy(part, ask.shown) for part in found)

    def _add_all(self, parts: Sequence[Part], ask: Ask) -> None:
        for n, part in enumerate(parts):
            self._add(part, replace(ask, label="") if n else ask, False)
        self.earlier.add(parts)

    def _each(self, nodes: Sequence[Node], ask: Ask) -> tuple[Part, ...]:
        return tuple(self._tidy(self.assistant.answer_tree(one, ask.said), ask.shown) for one in nodes)

    def _leans(self, at: int, ask: Ask) -> bool:
        """Is an ask about what stood before it, so that without that it has no figure either?"""
        said = self.sense.said(ask.text)
        if ask.shares or ask.same or (said.those and at > 0 and not of_its_own(ask, self.sense, self.language)):
            return True
        leans = ask.same or said.moves or self.words.patterns["that"].search(ask.text)
        alone = said.counts or ("period" in said.kinds and not leans)
        return self.earlier.missing and (bool(ask.like) or not alone)

    def _unpublished(self, ask: Ask) -> tuple[Part, ...]:
        """What is told of an ask by itself, where that is no figure of anybody: "is it decided by age when referred?"."""
        parts = self._ask(ask.text)
        return parts if all(part.reason == "not_published" for part in parts) else ()

    def _ask(self, text: str, before: Asked | None = None) -> tuple[Part, ...]:
        """Each text once: an email may ask one thing many times."""
        if (text, before) not in self.asked:
            parts = self.assistant.ask(text, before=self.earlier.following(before)).parts
            # A meaning that is told in a letter is no count that the next ask is of.
            self.asked[text, before] = tuple(
                replace(part, asked=None, link="") if part.kind == "definition" else part for part in parts
            )
        return self.asked[text, before]

    def _unread(self, text: str, at: int) -> None:
        self.unread.append(Unread(self._shown(text), len(self.out), at))

    def _confirmed(self, ask: Ask, earlier: Subject | None) -> tuple[Part, ...]:
        """What is published of a figure that the sender quotes and asks about."""
        found = checked(ask, earlier, self.sense, self.words)
        if left := unjudged(ask, found):
            self.notes.append(f"Of what the email states, not judged: {listed(left)} in “{self._shown(ask.said)}”")
        return tuple(self._tidy(part, ask.shown) for part in found)

    def _foreign(self, part: Part, ask: Ask) -> bool:
        """Words that the tables do not know, and none that they do: read by nobody but the officer."""
        if part.status != "not_published" or not part.words.not_understood:
            return False
        said = self.sense.said(ask.text)
        return not (said.names or said.vague or ask.scopes or ask.like)

    def _parts(self, at: int, ask: Ask, before: Asked | None) -> tuple[Part, ...]:
        if not re.search(r"\w", ask.text):
            return ()
        ask = replace(ask, text=self.pointers.others(ask.text, before))
        said = self.sense.said(ask.text)
        if ask.shares and (each := each_share(at, ask, self.earlier)):
            return self._each(each, ask)
        edited = total_asked(at, ask, before, self.earlier) or self._edited(at, ask, before)
        if edited is None and ask.shares and not isinstance(before, (Top, Pick)):
            parts = self._ask(ask.text, before)
            shares = [is_share_of(self.assistant.asked_of(part), before) for part in parts if part.link]
            return tuple(self._tidy(part, ask.shown) for part in parts) if shares == [True] * len(parts) else ()
        if edited is not None:
            return (self._tidy(self.assistant.answer_tree(edited, ask.said), ask.shown),)
        ask = self.pointers.filled(at, ask)
        scopes = self._scopes(at, ask, counted_by(before))
        if scopes is None:
            scopes, before = (), None
        parts = self._in_all(ask, self._own_parts(ask, scopes, before))
        if ask.after is not None and not any(part.query for part in parts) and not told(parts):
            # "What is a …? And how many were there?": the sentence before says what is counted.
            parts = self._own_parts(ask, (self.asks[ask.after].text, *scopes), before) or parts
        if (
            ask.context
            and not any(word in ask.context for word in self.words.private.values())
            and not said.counts
            and before is None
            and not (told(parts) or any(part.query for part in parts))
        ):
            parts = self._own_parts(ask, (ask.context, *scopes), before) or parts
        return parts

    def _in_all(self, ask: Ask, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """ "How many in all?", under what asks for a breakdown: the whole of it."""
        asks = len(parts) == 1 and self.words.patterns["in_all"].match(ask.text)
        whole = in_all(self.assistant, parts[0]) if asks else None
        return (self._tidy(self.assistant.answer_tree(whole, ask.said), ask.shown),) if whole else parts

    def _edited(self, at: int, ask: Ask, before: Asked | None) -> Node | None:
        """The tree of an ask that is another one with a change."""
        if before is None:
            return None
        if ask.whole:
            told = self.earlier.trees(ask.like or f"#{at - 1 if ask.after is None else ask.after}")
            years = by_year(told) if self.words.patterns["of_years"].search(ask.text) else None
            return years or undivided(before, ask.same)
        if ask.shares and not isinstance(before, (Top, Pick)):
            told = [] if ask.like else self.earlier.trees(f"#{at - 1}")
            part = part_of(self.asks[at - 1], told, self.earlier.followed[at - 1], self.sense) if told else None
            return share_asked(self.assistant, ask, before, part, self.sense, self.language)
        shared = any(set(ask.scopes) <= set(one.scopes) for one in self.asks[:at])
        text = self.words["as_whole"].pattern.sub("", ask.text)
        return again(self.assistant, text, before, text != ask.text) if ask.same and shared else None

    def _scopes(self, at: int, ask: Ask, before: Subject | None) -> tuple[str, ...] | None:
        """What limits an ask; None where it asks for what no period and nothing before it bears on."""
        alone = () if ask.same else self._ask(ask.text)
        if before is not None and self.sense.said(ask.text).why:
            return ()
        if any(part.kind in TIMELESS and part.status in FIGURES for part in alone) and (
            self.words["meaning"].found(ask.text) or not ask.scopes
        ):
            return () if ask.like or self.words.patterns["that"].search(ask.text) else None
        those = self.sense.said(ask.text).those  # were counted when those before were
        if before is not None and before.periods and (those or not self.sense.said(ask.text).counts):
            kept = [one for one in ask.scopes if not (those and self.sense.said(one).kinds == {"period"})]
            return tuple(filter(None, (self.earlier.added(one, before) for one in kept)))
        dated = any("period" in self.sense.said(text).kinds for text in (*ask.scopes, ask.text))
        asked = any(part.query or part.link for part in alone) or self.sense.said(ask.text).counts or bool(ask.scopes)
        if asked and not dated and not any(over_time(self.assistant, part) for part in alone):
            return (*self.earlier.period(at, ask, before), *ask.scopes)
        return ask.scopes

    def _own_parts(self, ask: Ask, scopes: tuple[str, ...], before: Asked | None) -> tuple[Part, ...]:
        """The parts that answer the ask itself, its limits said in it, or before it where it is read only so."""
        text = f"and {ask.text}" if ask.same else ask.text
        parts = self._read(ask, whole_question(text, scopes, self.sense, self.language), before)
        if scopes and any(map(doubted, parts)):
            apart = self._read(ask, under(text, scopes), before)
            parts = apart if apart and told(apart) and not any(map(doubted, apart)) else parts
        if not told(parts) and (asked := self.language.how_many_of_those(ask.text)) != ask.text:
            found = self._own_parts(replace(ask, text=asked, written=ask.shown), scopes, before)
            parts = found if told(found) else parts
        return parts

    def _read(self, ask: Ask, text: str, before: Asked | None) -> tuple[Part, ...]:
        """The parts of a question under lines that say what it is about; none for those lines."""
        *lead, own = text.split("\n")
        parts = self._ask(text, before)
        around, asked = key(" ".join(lead)), key(own)
        mine = [part for part in parts if not lead or key(part.question) not in around or key(part.question) in asked]
        several = len(mine) > 1
        if several and any(self.words["carries"].opening.match(p.question) for p in mine):
            return ()  # "…, with the number of": cut from what says when and of whom
        return tuple(self._tidy(p, p.question if several and key(p.question) in asked else ask.shown) for p in mine)

    def _alone(self, ask: Ask) -> tuple[Part, ...]:
        """The ask of a period of its own as if nothing stood before it, where what it was thought to follow has no such figures."""
        own = "period" in self.sense.said(ask.text).kinds
        found = self._ask(ask.text if own else whole_question(ask.text, ask.scopes, self.sense, self.language))
        told = all(p.status in FIGURES and not p.words.not_understood for p in found)
        return tuple(self._tidy(p, ask.shown) for p in found) if told else ()

    def _add(self, part: Part, ask: Ask, quoted: bool, before: Asked | None = None) -> None:
        if part.status == "out_of_scope":
            self._unread(part.question, ask.at)
            return
        doubt = part.headline if doubted(part) else ""
        if doubt:
            part = replace(part, headline=self.words.letter.doubted, missing=self.words.letter.doubted)
        if part.status in ("clarify", "not_published"):
            instead = self.instead.of(part, ask) if ask.fallback else None
            if instead is not None:
                shown = self._tidy(instead, part.question)
                self.out.append(Answered(shown, ask.label, instead_of=part.missing or part.headline, at=ask.at))
                return
            self.instead.none(part, ask)
            near = nearest(self.assistant, self._ask, part, bool(doubt), before)
            self.out.append(Answered(part, ask.label, alternatives=near, at=ask.at, doubted=doubt))
            return
        self.out.append(Answered(part, ask.label, quoted=quoted, at=ask.at, total=sum_of(part, ask, self.earlier)))
        if part.status == "partial" and ask.fallback and (instead := self.instead.of(part, ask)) is not None:
            shown = self._tidy(instead, part.question)
            self.out.append(Answered(shown, ask.label, instead_of=part.missing or "", at=ask.at))

    def _shown(self, text: str) -> str:
        return hidden(text, self.words)

    def _tidy(self, part: Part, question: str) -> Part:
        return tidied(part, question, self.words)
