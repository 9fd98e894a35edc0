"""The lines of an email, one by one, to what they ask, what limits that, and what would do instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.desk.ask import Ask, Asked
from assistant.desk.asker import Asker
from assistant.desk.each_listed import asked_of_each
from assistant.desk.elided import before_list, elided
from assistant.desk.inline import dated_last, inline
from assistant.desk.kinds import Place
from assistant.desk.leading import limit_of
from assistant.desk.limbs import Limbs, limbs
from assistant.desk.limits import Late, Limits
from assistant.desk.lines import Line
from assistant.desk.occasion import without_occasion
from assistant.desk.references import reference, unmarked
from assistant.desk.repeats import Paragraph
from assistant.desk.sense import Said
from assistant.desk.uncounted import Told, with_counts
from assistant.desk.wording import (
    apart,
    each_limit,
    guesses,
    is_time,
    passage,
    plainly,
    time_said,
    without_gloss,
)

MAX_QUESTIONS = 50
FEW = 10  # of what is named only, where nothing is asked
LONGEST = 600  # characters of what was said before a question


class LineReader(Asker):
    """Collects asks line by line; what limits them is kept by the level at which it was said."""

    def read(self, line: Line, heads: bool, more: bool, later: bool) -> None:
        self.later, self.last = later, line
        self.group += bool(line.level) and not self.listing
        self.listing = bool(line.level)
        for level in [name for name in self.scopes if name >= line.level > 0]:
            del self.scopes[level]
        for level in [name for name in self.heads if name >= line.level]:
            del self.heads[level]
        if self._of_each(line):
            return
        marked = inline(line.text, self.sense, self.language, MAX_QUESTIONS)
        if marked:
            lead = marked[0][1]
            lead_in = replace(line, text=lead if lead.endswith(":") else f"{lead}:")
            if lead and line.level:
                self._heading(lead_in)
            elif lead:
                self._sentences(lead_in, more=True)
            last, tail = self.language.shared(marked[-1][1])
            marked[-1] = (marked[-1][0], last)
            if tail:
                self.limits.late.append(Late(tail))  # "a) … b) …, both for Q4 2023"
            self.group += not line.level
            of_all = dated_last(lead, [text for _, text in marked[1:]], self.sense)
            when = time_said(marked[-1][1], self.sense) if of_all else ""
            for n, (label, text) in enumerate(marked[1:], 2):
                item = replace(line, text=text, label=f"{line.label}{label}", level=line.level + 1)
                first = len(self.asks)
                self._sentences(item, more=False)
                if when and n < len(marked):  # "(a) reasonable and (b) conclusive grounds decisions in 2022"
                    self.asks[first:] = [replace(one, scopes=(*one.scopes, when)) for one in self.asks[first:]]
            return
        if line.label or not line.level:
            self.heading = ""
        asked, occasion = without_occasion(line.text, self.sense, self.language)
        if (parted := limbs(asked, self.letter.replace(line.text, " "), self.sense, self.language)) is not None:
            self._limbs(parted, line, more)
            self.aside += occasion
            return
        line = replace(line, text=unmarked(line.text, self.words))
        listing = bool(self.words.patterns["leads"].search(line.text)) or self.words["following"].found(line.text)
        listing = listing or self.language.left_open(line.text)
        if heads and is_time(self.below, self.sense):
            bare = self.language.of_times(line.text)
            listing = listing or "period" not in self.sense.said(bare).kinds
            line = replace(line, text=bare) if listing else line
        if line.level and heads and (listing or not self.language.asks_directly(line.text)):
            self._heading(line)
            return
        first = len(self.asks)
        self._sentences(line, more)
        if heads and len(self.asks) > first:
            self.heads[line.level] = ("", first)

    def _of_each(self, line: Line) -> bool:
        """What is asked of each item of a list, of one of its items; it is then taken, as what leads in such a list is."""
        if not line.level:
            self.of_each = asked_of_each(line.text, self.below, self.sense, self.language) if self.below else []
            return bool(self.of_each)
        asks = self.language.asks_directly(line.text) or self.language.counts(line.text)
        if not self.of_each or asks or self.sense.said(line.text).counts:
            return False
        head, *others = self.of_each
        text = self.words.letter.of_one_item.format(text=head.rstrip(" ,."), item=line.text.rstrip(" ,.;"))
        self._ask(text, line, (), None, "")
        for other in others:
            self._ask(other, replace(line, label=""), (), len(self.asks) - 1, "")
        return True

    def _limbs(self, parted: Limbs, line: Line, more: bool) -> None:
        """Each limb of a question by itself, between what its line says before and after."""
        if parted.before:
            self._sentences(replace(line, text=parted.before, label=""), more)
        self.group += not line.level
        start = len(self.asks)
        for label, text in parted.asked:
            first = len(self.asks)
            self._sentences(replace(line, text=text, label=f"{line.label}{label}", level=line.level + 1), more=False)
            if parted.leans and first > start:
                self.asks[first:] = [replace(one, beside=start) for one in self.asks[first:]]
        if parted.after:
            self._sentences(replace(line, text=parted.after, label=""), more)

    def _heading(self, line: Line) -> None:
        """ "2) Of those in question 1, the number that were:" limits the items under it."""
        self.heading = line.label
        self.repeats.headed = {level: at for level, at in self.repeats.headed.items() if level < line.level}
        self.repeats.headed[line.level] = len(self.asks)
        referred = reference(line.text, self.words, self.numbered)
        leans = self.words.patterns["those"].search(referred.text)
        text = self.language.unlisted(referred.text)
        if those := self.language.before_those(text):
            self._ask(those[0], line, (), None, "")  # "The number of decisions, and of those the outcomes, namely:"
            self.heads[line.level] = ("", len(self.asks) - 1)
            return
        if self.words.patterns["of_these_were"].match(self.below) and self.sense.said(text).counts and not leans:
            self._ask(
                text.rstrip(" :"), line, (), None, ""
            )  # "1. The number of referrals", over "a. How many of these …"
            self.heads[line.level] = ("", len(self.asks) - 1)
            return
        over = self.words.patterns["of_which"].match(f" {self.below}") and not text.rstrip().endswith(":")
        number = "" if self._by_whom(text) else self.language.divided(text)
        if number := number or (text if over and self.sense.said(text).counts else ""):
            self._ask(number, line, (), None, "")  # "The number of referrals, broken down by": it, and the parts
        self.scopes[line.level] = (*self.scopes.get(line.level, ()), text.rstrip(" :.?"))
        self.heads[line.level] = (
            referred.like,
            len(self.asks) - 1 if leans and not referred.like and self.asks else None,
        )

    def _by_whom(self, text: str) -> bool:
        """ "The number of referrals made by:", over those who made them: it is no breakdown."""
        frame = self.sense.frame(self.below, strict=False)
        named = frame is not None and self.sense.refers({dimension for dimension, _ in frame.where})
        return named and not self.words["split_by"].found(re.sub(r"\W*\w+\W*$", "", text))

    def _sentences(self, line: Line, more: bool) -> None:
        paragraph = Paragraph(line, more=more, pieces=tuple(self.language.sentences(line.text)))
        taken = 0  # of its sentences, those that are of a passage which is to be checked
        for n, sentence in enumerate(paragraph.pieces):
            if n < taken:
                continue
            if len(self.asks) > MAX_QUESTIONS:
                break
            if self.checking:
                stated = [*takewhile(lambda one: not self.language.questions(one), paragraph.pieces[n:])]
                self._stated(stated, line)
                taken = n + len(stated)
            if n >= taken:
                self.checking = False
                self._sentence(sentence, n, paragraph)

    def _stated(self, pieces: Sequence[str], line: Line) -> None:
        """The passage that is to be checked."""
        stated = passage(pieces)
        self.asks += [Ask(one, line.label, said=one, at=line.at, claims=True) for one in stated]
        self.checking = not stated

    def _sentence(self, sentence: str, n: int, at: Paragraph) -> None:
        text = self._with_fallback(sentence, at)
        if not text:
            return
        text, said = plainly(text, self.sense, self.language)
        if not at.line.level and not said.kinds and self.language.of_statements(text):
            self.claiming, self.checking = at.more, not at.more
            return
        if at.first is not None and guesses(text, at.context, self.sense, self.language):
            self.asks[-1] = replace(self.asks[-1], written=f"{self.asks[-1].shown} {text}")
            return
        kind = self.kinds.kind(text, said, self._place(n, at), [*at.pieces[n + 1 : n + 9]])
        after = " ".join(f"{one.rstrip('.')}." for one in at.pieces[n + 1 :])
        puzzled = not at.context and not said.kinds and self.language.patterns["which_of_two"].match(text)
        self._take(kind, text, said, replace(at, context=after[:LONGEST]) if puzzled and after else at)
        end = "" if sentence.endswith((".", "?", "!", ":")) else "."
        at.context = f"{at.context} {sentence}{end}".strip()[-LONGEST:]

    def _with_fallback(self, sentence: str, at: Paragraph) -> str:
        """The sentence without its second-best, which is kept for what it is of; empty where it says nothing else."""
        bare, aside = without_occasion(sentence, self.sense, self.language)
        self.aside += aside
        text, fallback = self.language.instead(bare, re.split(r"(?<=[.?!]) ", at.context)[-1])
        if fallback and self.asks and self.asks[-1].person and self.language.asks_directly(fallback):
            return fallback  # "If you can't say, could you tell me how many …": of others than that person
        if fallback:
            rest = self.repeats.fall_back(fallback, sentence, at.first)
            self.fallback = rest or self.fallback
        return text if re.search(r"\w{3}", text) or not fallback else ""

    def _place(self, n: int, at: Paragraph) -> Place:
        alone = not n and not any(map(self.language.questions, at.pieces[1:]))
        return Place(at.more, at.line.level > 0, at.first is not None, alone, bool(self.asks), self.later)

    def _take(self, kind: str, text: str, said: Said, at: Paragraph) -> None:
        """Keeps a sentence by what it does."""
        those = self.language.before_those(text) if kind == "scope" else None
        if cut := those or before_list(text, self.below, self.sense, self.language):
            self._things(cut[0], at)  # "the number of decisions in 2019, and of those, the number for:"
            self._scope(cut[1], self.sense.said(cut[1]), replace(at, first=None))
            return
        standing = self.words["formalities"].found(text)
        if kind == "asks" and self._each_compared(text, at.line):
            return
        if kind == "asks":
            text, tail = self.language.with_tail(text)
            first = apart(text, self.sense, self.language)[0]
            asks = first != text and self.words["confirms"].found(first) and not self.language.repeats(first)
            if asks or not self.repeats.take(text, at):  # "is it right, and what was the equivalent for 2024?" is two
                each = self.language.things(text) if self.language.nth_compared(tail) else [text]
                for thing in each:  # "how the first number compares" is of one of them
                    self._things(thing, at)
            tail, *others = self.language.tails(tail)
            if tail:
                self._ask(tail, at.line, (), at.first, at.context)
            for other in others:
                self._things(other, at)
            return
        if kind == "hints" or (kind == "aside" and self.language.patterns["direct"].match(text)):
            self.hints.append((text, at.line))
        if kind == "heading" and at.first is None:
            at.own.append(self.language.limit(text, said) or text)  # of what its paragraph asks, and of nothing before
        elif kind in ("scope", "heading"):
            self._scope(text, said, at)
        elif kind == "aside" and said.names and not standing:
            self.aside.append(text)
        self.told.append(Told(text, len(self.asks)))
        if said.kinds and not (standing or self.words["speaks"].found(text)):
            self.bare.append((text, at.line))

    def _scope(self, text: str, said: Said, at: Paragraph) -> None:
        text = without_gloss(text, self.sense)
        found = limit_of(text, self.kinds.leaves_out(text, said), self.below, self.sense, self.language)
        text, said, bare, own = found.text, found.said, found.bare, found.limits
        divides = self.language.patterns["breaks_down"].match(text) is not None
        if divides and at.line.level and reference(text, self.words, self.numbered).like:
            self._ask(text, at.line, (), None, "")  # "Please split question 1 by gender."
            return
        if divides and at.line.level and at.line.label and self.asks and at.first is None:
            self._things(text, at)  # "2. Please break the 2023 figure down by gender."
            return
        if divides and self.asks and not at.line.level:
            at.first = self.repeats.start(len(self.asks) - 1) if at.first is None else at.first
        named = own.unknown and (self.words["where"].opening.match(bare) or self.words["strictly"].found(text))
        if not bare or not (own.kinds or named or own.topics):
            if own.unknown:
                self.aside.append(text)
            return
        if own.picks and self.words["also"].found(text):
            self._ask(bare, at.line, (), None, "")  # "I'm also interested in the busiest year"
        elif self.asks and self._besides(text) and self._all_of(text, bare, at):
            self.repeats.again(
                self.language.unjoined(bare), 0, replace(at.line, label=""), text
            )  # "And for 2021 as well."
        elif at.first is not None:
            self.aside += self.limits.narrow(self.asks, at.first, bare, text if divides else "")
        elif at.line.level:
            at.own.append(bare)
        elif self.asks and not text.rstrip().endswith(":") and (not at.more or self.words["above"].found(text)):
            self.limits.above(each_limit(bare, self.sense, self.language), len(self.asks) if at.more else 0)
        elif self.limits.describes(text, own, self.kinds.requests(text)):
            self.limits.weak.append(bare)
            self.aside.append(text)
        else:
            lead = self.scopes.get(0, ())
            if at.more and said.counts and self.headline in lead:
                lead = tuple(one for one in lead if one != self.headline)  # another heading, with a list of its own
            self.headline = bare if said.counts and text.rstrip().endswith(":") else self.headline
            self.scopes[0] = (*lead, bare)
            self.limits.about(text, bare)

    def _besides(self, text: str) -> bool:
        """ "And for 2021 as well", and not "all figures should be for 2023 and for children", which says of whom they are."""
        return self.words["also"].found(text) and not self.language.patterns["figures_should"].match(text)

    def _all_of(self, text: str, bare: str, at: Paragraph) -> bool:
        """Does a sentence outside any list limit by nothing else?"""
        dated = any("period" in self.sense.said(one).kinds for ask in self.asks for one in (ask.text, *ask.scopes))
        if "period" in self.sense.said(bare).kinds and not dated and self.language.begins_limit(text):
            return False  # "split by quarter and for 2023 only", of what no time was said of
        amid = at.more and not self.words["above"].found(text)  # "please give these figures for 2021 as well"
        return not (at.line.level or amid or self.sense.said(text.replace(bare, " ")).limits)

    def finished(self) -> Asked:
        if not self.asks and self.fallback:
            self._ask(self.fallback, self.last, (), None, "")  # what else was asked could not be told
        if not self.asks:
            # "Metropolitan Police referrals 2022", and nothing else: in a mail that asks nothing, what is named is asked for.
            self.scopes, self.limits, self.aside = {}, Limits(self.words, self.sense), []
            named = [one for one in self.bare if self.sense.said(one[0]).names] or self.hints or self.bare
            for text, line in named[:FEW]:
                self._ask(text, line, (), None, "")
        again, first = self.limits.said_again(self.asks), self.scopes.get(0, ())
        self.aside += [one for one in again if self.words["young"].found(one)]
        asks = [
            replace(ask, fallback=ask.fallback or self.fallback, scopes=self.limits.of(n, ask, first, again))
            for n, ask in enumerate(self.asks)
        ]
        asks = with_counts(asks, self.told, self.sense, self.language)
        return Asked(tuple(elided(asks, self.sense, self.language)), self.person, tuple(self.aside))
