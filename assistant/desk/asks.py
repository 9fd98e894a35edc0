"""An email's lines to what it asks: numbered and nested questions, questions in prose, what limits them, what would do instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.desk.ask import Ask, Asked
from assistant.desk.kinds import Kinds, Place
from assistant.desk.lines import Line, lines_of
from assistant.desk.private import Cleaned, Private, unnamed
from assistant.desk.references import reference, several_named
from assistant.desk.sense import Said, Sense
from assistant.desk.sentences import Language
from assistant.desk.thread import Message

MAX_QUESTIONS = 50
FEW = 10  # of what is named only, where nothing is asked
SEVERAL = 3  # things in one sentence that the reader takes apart itself
LONGEST = 600  # characters of what was said before a question
STEM = 7  # letters in which a noun and its plural agree
INLINE = re.compile(r"(?:^|(?<=\s))\(?(?P<label>\d{1,2}|[a-h])[.)]\s+(?=\w)")
# "Of (a) referrals and (b) decisions", "were (a) men (b) women": marks that only list.
MARKED = re.compile(r"(?<=[a-z]) \([b-h2-9]\) (?=[a-z])(?<! and \(.\) )(?<! or \(.\) )")
FIRST_MARK = re.compile(r"\s\([a-h1-9]\)\s(?=[a-z])")
Q_LABEL = re.compile(r"\s*qu?\.? ?\d{1,2}[.:)]", re.IGNORECASE)
THOSE = re.compile(r"\bof (?:those|these|them)\b", re.IGNORECASE)


def asks_of(message: Message, sense: Sense, language: Language, private: Private) -> Asked:
    """Everything that a message asks, private details replaced before anything of it is read."""
    lines: list[Line] = []
    person = False
    for line in lines_of(message.lines, language.opens, language.begins_limit):
        cleaned: Cleaned = private.cleaned(line.text)
        person = person or cleaned.person
        above = private.cleaned(line.above).text if line.above else ""
        lines.append(replace(line, text=cleaned.text.strip(), above=above))
    reader = _Reader(sense, language, person, any(Q_LABEL.match(line.text) for line in message.lines))
    last_item = max((i for i, line in enumerate(lines) if line.level), default=-1)
    for i, line in enumerate(lines):
        if len(reader.asks) > MAX_QUESTIONS:
            break
        heads = i + 1 < len(lines) and lines[i + 1].level > line.level > 0
        reader.read(line, heads, i < last_item)
    return reader.finished()


class _Reader:
    """Collects asks line by line; what limits them is kept by the level at which it was said."""

    def __init__(self, sense: Sense, language: Language, person: bool, numbered: bool = False) -> None:
        self.numbered = numbered  # by "Q1", "Q2"
        self.sense = sense
        self.language = language
        self.words = language.words
        self.person = person
        self.kinds = Kinds(sense, language, person)
        self.asks: list[Ask] = []
        self.scopes: dict[int, tuple[str, ...]] = {}
        self.heads: dict[int, tuple[str, int | None]] = {}  # by level: a reference, and the ask that heads the list
        self.fallback = ""
        self.late: list[str] = []
        self.aside: list[str] = []
        self.bare: list[tuple[str, Line]] = []  # what names something and does not ask
        self.hints: list[tuple[str, Line]] = []  # what asks where nothing else does
        self.listing = False
        self.group = 0
        self.claiming = False  # "are the following statements correct?"

    def read(self, line: Line, heads: bool, more: bool) -> None:
        self.group += bool(line.level) and not self.listing
        self.listing = bool(line.level)
        for level in [name for name in self.scopes if name >= line.level > 0]:
            del self.scopes[level]
        for level in [name for name in self.heads if name >= line.level]:
            del self.heads[level]
        inline = self._inline(line.text)
        if inline:
            lead = inline[0][1]
            if lead:
                self._sentences(replace(line, text=lead if lead.endswith(":") else f"{lead}:"), more=True)
            last, tail = self.language.shared(inline[-1][1])
            inline[-1] = (inline[-1][0], last)
            if tail:
                self.late.append(tail)  # "a) … b) …, both for Q4 2023"
            for label, text in inline[1:]:
                self._sentences(replace(line, text=text, label=f"{line.label}{label}"), more=False)
            return
        line = replace(line, text=FIRST_MARK.sub(" ", MARKED.sub(" and ", line.text)))
        if line.level and heads and (line.text.rstrip().endswith(":") or not self.language.asks_directly(line.text)):
            self._heading(line)
            return
        first = len(self.asks)
        self._sentences(line, more)
        if heads and len(self.asks) > first:
            self.heads[line.level] = ("", first)

    def _heading(self, line: Line) -> None:
        """ "2) Of those in question 1, the number that were:" limits the items under it."""
        referred = reference(line.text, self.numbered)
        leans = THOSE.search(referred.text)
        self.scopes[line.level] = (*self.scopes.get(line.level, ()), referred.text.rstrip(" :."))
        self.heads[line.level] = (
            referred.like,
            len(self.asks) - 1 if leans and not referred.like and self.asks else None,
        )

    def _sentences(self, line: Line, more: bool) -> None:
        first: int | None = None
        context = ""
        own: list[str] = []
        pieces = self.language.sentences(line.text)
        for n, sentence in enumerate(pieces):
            if len(self.asks) > MAX_QUESTIONS:
                break
            text, fallback = self.language.instead(self._without_occasion(sentence))
            if fallback and self.asks and self.asks[-1].person and self.language.asks_directly(fallback):
                text, fallback = (
                    fallback,
                    "",
                )  # "If you can't say, could you tell me how many …": of others than that person
            if fallback:
                self._fall_back(fallback, sentence, first)
                if not re.search(r"\w{3}", text):
                    continue
            said = self.sense.said(text)
            if len(said.unknown) > 1:
                text = unnamed(text, said.unknown, self.words)
                said = self.sense.said(text)
            supposed = self.language.supposed.match(text)
            if supposed and self.sense.said(supposed["what"]).dated and not text.endswith("?"):
                text = f"{supposed['what'].rstrip('.')}?"  # "I think the threshold changed": is it so?
                said = self.sense.said(text)
            at = Place(
                more,
                line.level > 0,
                first is not None,
                not n and not any(map(self.language.questions, pieces[1:])),
                bool(self.asks),
            )
            if more and not line.level and not said.kinds and self.language.of_statements(text):
                self.claiming = True
                continue
            kind = self.kinds.kind(text, said, at, pieces[n + 1 : n + 9])
            again = self.language.repeats(text)
            named = several_named(text)
            if named and kind == "asks" and (like := self._named(named.labels, line)):
                first = self._repeat(like, named.rest, line.label, text)
            elif kind == "asks" and len(like := self._under(text, line)) > 1:
                first = self._repeat(like, reference(text, self.numbered).text, line.label, text)
            elif (kind == "asks" and self._nth(text, line)) or (kind == "asks" and self._nationally(text, line)):
                first = len(self.asks) - 1 if first is None else first
            elif again and self.asks and kind == "asks":
                first = self._again(again, first, line.label, bool(line.level), text)
            elif again and kind == "asks" and not line.level:
                self._ask_again(again, text, line, context)  # of the message that this one stands over
            elif kind == "hints":
                self.hints.append((text, line))
            elif kind == "asks":
                first = self._things(text, line, own, first, context)
            elif kind == "scope":
                self._scope(text, said, line, own, first, more)
            elif said.names and not self.words["formalities"].found(text):
                self.aside.append(text)
            end = "" if sentence.endswith((".", "?", "!", ":")) else "."
            standing = self.words["formalities"].found(text) or self.words["speaks"].found(text)
            if kind == "aside" and self.language.direct.match(text):
                self.hints.append((text, line))
            if kind != "asks" and said.kinds and not standing:
                self.bare.append((text, line))
            context = f"{context} {sentence}{end}".strip()[-LONGEST:]

    def _things(self, text: str, line: Line, own: list[str], first: int | None, context: str) -> int | None:
        text, tail = self.language.with_share(text)
        text, tail = (text, tail) if tail else self.language.with_movement(text)
        if tail:
            first = self._things(text, line, own, first, context)
            self._ask(tail, line, (), first, context)
            return first
        pieces = self.language.things(text)
        repeats = any(map(self.language.repeats, pieces[1:]))
        if 1 < len(pieces) <= SEVERAL and not (repeats or pieces[0].endswith(":")) and self.sense.several(text):
            pieces = [text]  # the reader sees what they share
        while len(pieces) > 1 and not pieces[0].endswith(":") and not self.sense.said(pieces[0]).names:
            pieces = [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]  # "On average, how many …"
        for thing in pieces:
            if thing.endswith(":"):
                own = [thing.rstrip(":")] if self.sense.said(thing).kinds else []
                continue
            repeated = self.language.repeats(thing)
            if repeated and first is not None:
                self._repeat([self._of(self.language.repeated(thing))], repeated, "", thing)
                continue
            if self._nationally(thing, replace(line, label="")):
                continue
            self._ask(thing, line, tuple(own), first, context)
            first = len(self.asks) - 1 if first is None else first
        return first

    def _scope(self, text: str, said: Said, line: Line, own: list[str], first: int | None, more: bool) -> None:
        bare = (
            self.language.leaving(text, said) if self.kinds.leaves_out(text, said) else self.language.limit(text, said)
        )
        limits = self.sense.said(bare)
        if text.rstrip().endswith(":") and said.counts and not limits.counts:
            bare = self.language.counted(text) or bare
            limits = self.sense.said(bare)
        named = limits.unknown and (self.words["where"].opening.match(bare) or self.words["strictly"].found(text))
        if not bare or not (limits.kinds or named or limits.topics):
            if limits.unknown:
                self.aside.append(text)
            return
        if self.asks and self.words["also"].found(text) and not line.level and not more:
            self._again(self.language.unjoined(bare), 0, "", False, text)  # "And for 2021 as well."
        elif first is not None:
            self._narrow(bare, first)
        elif line.level:
            own.append(bare)
        elif self.asks and not more and not text.rstrip().endswith(":"):
            self.late += self.language.each_limit(bare)
        else:
            self.scopes[0] = (*self.scopes.get(0, ()), bare)

    def _narrow(self, bare: str, first: int) -> None:
        """ "I only need labour and sexual, and the total": of a breakdown asked for, every row is given, and the whole."""
        kinds = self.sense.said(bare).kinds
        if kinds <= self.sense.said(self.asks[first].text).kinds:
            self.aside.append(bare)
        for at in range(first, len(self.asks)):
            if not kinds <= self.sense.said(self.asks[at].text).kinds:
                self.asks[at] = replace(self.asks[at], scopes=(*self.asks[at].scopes, bare))
        if self.words["whole"].found(bare) and kinds <= self.sense.said(self.asks[first].text).kinds:
            self.asks.append(replace(self.asks[first], text="the total", said=bare, scopes=(), after=first, whole=True))

    def _ask(self, text: str, line: Line, own: tuple[str, ...], first: int | None, context: str) -> None:
        referred = reference(text, self.numbered)
        leans = self.words["leaning"].found(text) and self.words["shares"].found(text)
        both = self.words["both"].found(text) and len(self.asks) > 1
        if leans and self.asks and (both or not line.level):
            start = len(self.asks) - 2 if both else self._start(len(self.asks) - 1)
            if (
                start < len(self.asks) - 1
            ):  # "and the proportion which each represents", of a list; "in each of the two years"
                of = range(start, len(self.asks))
                labels = [line.label, *("" for _ in of[1:])]
                self.asks += [
                    Ask(text, label, (), f"#{n}", said=text, at=line.at, shares=True)
                    for n, label in zip(of, labels, strict=True)
                ]
                return
        above = [self.heads[level] for level in sorted(self.heads) if level < line.level]
        like = referred.like or next((name for name, _ in reversed(above) if name), "")
        after = first if first is not None else next((at for _, at in reversed(above) if at is not None), None)
        scopes = tuple(s for level in sorted(self.scopes) if level < max(1, line.level) for s in self.scopes[level])
        self.asks.append(
            Ask(
                self.language.plain(referred.text, self._says), line.label if first is None else "", (*scopes, *own), like,
                referred.same, after, "", context, line.above if first is None else "", text, line.at,
                self.kinds.of_person(text), shares=leans, claims=self.claiming and line.level > 0, group=self.group if line.level else 0,
            )
        )  # fmt: skip

    def _says(self, head: str) -> bool:
        """Do words before a question name anything of the tables, or a number?"""
        said = self.sense.said(head)
        return said.names or said.numbers

    def _without_occasion(self, text: str) -> str:
        """A sentence without "Following the release of the tables in August,", unless that names who, what or when is counted,
        or a place that nothing knows."""
        occasion = self.language.occasion_of(text)
        rest = text[len(occasion) :]
        said = self.sense.said(occasion)
        dated = said.kinds == {"period"} and "period" in self.sense.said(rest).kinds
        if not occasion or (said.kinds and not dated) or self._places(occasion, said):
            return text
        self.aside.append(occasion.rstrip(", "))
        return rest

    def _places(self, text: str, said: Said) -> bool:
        """Does a text name a place, known or not? A month in capitals is none."""
        named = [found["where"] for found in self.words.patterns["located_in"].finditer(text)]
        months = self.words["months"].opening
        return any(not months.match(one) and (one in said.unknown or self.sense.said(one).withheld) for one in named)

    def _nationally(self, text: str, line: Line) -> bool:
        """Is the ask before it asked again of the whole country ("the equivalent national totals")? It is then taken."""
        found = self.language.nationally(text)
        lead = self.sense.said(found[0]) if found else Said()
        if found is None or not self.asks or lead.names or lead.unknown or self.sense.said(text).counts:
            return False
        at = len(self.asks) - 1
        self.asks.append(
            Ask(
                found[1],
                line.label,
                (),
                f"#{at}",
                said=text,
                at=line.at,
                group=self.group if line.level else 0,
                nationally=True,
            )
        )
        return True

    def _nth(self, text: str, line: Line) -> bool:
        """Is one of the list's asks asked again ("the same first figure for 2022")? It is then taken, where a gloss agrees."""
        found = self.language.nth(text)
        start = self._start(len(self.asks) - 1) if self.asks else 0
        at = start + found[0] if found and found[0] >= 0 else len(self.asks) - 1
        if found is None or at >= len(self.asks):
            return False
        gloss = self.sense.said(found[1])
        of = self.sense.said(" ".join([*self.asks[at].scopes, self.asks[at].text]))
        if gloss.unknown or not gloss.kinds <= of.kinds:
            return False
        self._repeat([at], found[2], line.label, text)
        return True

    def _of(self, noun: str) -> int:
        """The nearest ask of what a noun counts ("the same number of referrals"), else the last."""
        stem = noun.split()[-1][:STEM].lower() if noun and self.sense.said(noun).counts else ""
        near = (n for n in range(len(self.asks) - 1, -1, -1) if stem and stem in self.asks[n].text.lower())
        return next(near, len(self.asks) - 1)

    def _again(self, rest: str, first: int | None, label: str, listed: bool, written: str) -> int:
        """ "Also the same for 2022": everything of the sentence or list before, with the change; a question of its own
        number, or an item of a list, repeats the one before it."""
        start = first if first is not None else max(0, len(self.asks) - 1)
        if first is None and not label:
            while start and self.asks[start].after is not None:
                start -= 1
            start = start if listed else self._start(start)
        return self._repeat(range(start, len(self.asks)), rest, label, written)

    def _start(self, at: int) -> int:
        """Where the list begins that an ask is an item of."""
        while at and self.asks[at].group and self.asks[at - 1].group == self.asks[at].group:
            at -= 1
        return at

    def _repeat(self, like: Sequence[int], rest: str, label: str, written: str) -> int:
        """Asks again with a change; of several each says which it is of."""
        start = len(self.asks)
        self.asks += [
            Ask(
                rest, f"{label} ({self.asks[n].label})" if label and len(like) > 1 else label, (), f"#{n}", True, at=self.asks[n].at,
                said=written if len(like) == 1 else f"The same {rest.rstrip(' ?.;:')}: {self.asks[n].shown.rstrip('?.;: ')}",
            )
            for n in like
        ]  # fmt: skip
        return start

    def _named(self, labels: Sequence[str], line: Line) -> list[int]:
        """The asks that another names by their numbers, each with the items under it; outside a list "above" names all."""
        if labels == ("above",):
            return [] if line.level else [*range(len(self.asks))]

        def under(label: str, name: str) -> bool:
            return label == name or (label.startswith(name) and not label[len(name) :][:1].isdigit())

        return [n for n, ask in enumerate(self.asks) if any(under(ask.label, name) for name in labels)]

    def _ask_again(self, rest: str, text: str, line: Line, context: str) -> None:
        rest = self.language.unjoined(rest.rstrip("?!. "))
        many = self.language.so_many(text)
        self.asks.append(
            Ask(rest, line.label, same=True, context=context, above=line.above, said=text, at=line.at, several=many)
        )

    def _under(self, text: str, line: Line) -> list[int]:
        """ "The same as in 1": every ask under that number, where there are several."""
        referred = reference(text, self.numbered)
        return self._named((referred.like,), line) if referred.same and referred.like not in ("", "above") else []

    def _fall_back(self, fallback: str, sentence: str, first: int | None) -> None:
        if self.words["formalities"].found(sentence):
            return  # what a law says of costs asks nothing
        named = reference(sentence, self.numbered).like
        if named and named not in ("above",):
            self.asks = [replace(a, fallback=fallback) if a.label.startswith(named) else a for a in self.asks]
        elif first is not None:
            self.asks[first:] = [replace(a, fallback=fallback) for a in self.asks[first:]]
        else:
            self.fallback = fallback

    def finished(self) -> Asked:
        if not self.asks:
            # "Metropolitan Police referrals 2022", and nothing else: in a mail that asks nothing, what is named is asked for.
            self.scopes, self.late, self.aside = {}, [], []
            named = [one for one in self.bare if self.sense.said(one[0]).names] or self.hints or self.bare
            for text, line in named[:FEW]:
                self._ask(text, line, (), None, "")
        asks = [replace(a, fallback=a.fallback or self.fallback, scopes=self._with_late(a.scopes)) for a in self.asks]
        return Asked(tuple(asks), self.person, tuple(self.aside))

    def _with_late(self, scopes: tuple[str, ...]) -> tuple[str, ...]:
        """What is said last limits what was said first of all, and leaves to a heading or an item what that says itself."""
        lead = [scope for scope in scopes if scope in self.scopes.get(0, ())]
        return (*lead, *self.late, *(scope for scope in scopes if scope not in lead))

    def _inline(self, text: str) -> list[tuple[str, str]]:
        """ "(a) how many … and (b) how many …": ("", lead), then each label with its text; empty where the marks only list."""
        marks = list(INLINE.finditer(text))
        if not 1 < len(marks) <= MAX_QUESTIONS or marks[0]["label"].lower() not in ("1", "a"):
            return []
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        found = [
            (mark["label"].lower(), re.sub(r"[\s,;]+(?:and|or)?\s*$", "", text[mark.end() : end][:600]))
            for mark, end in zip(marks, ends, strict=True)
        ]
        if not all(self.language.asks_directly(piece) or self.language.counts(piece) for _, piece in found):
            return []
        return [("", text[: marks[0].start()].strip(" ,")), *found]
