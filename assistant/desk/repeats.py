"""What is asked again with a change: "the same for 2022", "as in questions 1 and 2", "the equivalent national totals"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.desk.ask import Ask
from assistant.desk.lines import Line
from assistant.desk.references import EVERY, reference, several_named
from assistant.desk.sense import TIMES, Said, Sense
from assistant.desk.sentences import Language

SEVERAL = 2  # times that one question is of
STEM = 7  # letters in which a noun and its plural agree


@dataclass
class At:
    """Where a sentence stands: its line, the place of the ``first`` ask of its paragraph, and the sentences before it."""

    line: Line
    first: int | None = None
    context: str = ""


@dataclass
class Paragraph(At):
    """A line and its sentences; ``more`` says that items of a list come after it, ``own`` what limits its questions."""

    more: bool = False
    pieces: tuple[str, ...] = ()
    own: list[str] = field(default_factory=list)


class Repeats:
    """Adds to ``asks`` those that repeat others of them; ``numbered`` says that the writer's own are "Q1", "Q2"."""

    def __init__(self, asks: list[Ask], sense: Sense, language: Language, numbered: bool) -> None:
        self.asks = asks
        self.sense = sense
        self.language = language
        self.words = language.words
        self.numbered = numbered
        self.headed: dict[int, int] = {}  # by level: where the items of the heading said last begin

    def take(self, text: str, at: At) -> bool:
        """Does a sentence ask anything again? It is then taken."""
        text, summed = self.language.with_sum(text)
        text, besides = self.language.repeats_besides(text)
        again, then = self.language.repeats_then(self.language.repeats(text))
        start = len(self.asks)
        if not self._take(text, again, at):
            return False
        if summed:
            self.asks.append(Ask(summed, "", (), f"#{len(self.asks) - 1}", said=summed, at=at.line.at))
        if besides:
            self._beside(range(start, len(self.asks)), besides, replace(at.line, label=""))
        if then:
            self.again(then, None, replace(at.line, label=""), then)
        return True

    def _take(self, text: str, again: str, at: At) -> bool:
        line, before = at.line, len(self.asks)
        both = self.language.both_then(text)
        if both and before > 1 and self.sense.said(both).kinds == {"period"}:
            self.repeat(range(before - 2, before), both, replace(line, label=""), text)
            first: int | None = at.first
        elif like := self._labelled(text, line):
            first = self.repeat(like[0], like[1], line, text)
        elif self._totals(text, line) or self._nth(text, line) or self._nationally(text, line):
            first = before if at.first is None else at.first
        elif again and before:
            first = self.again(again, at.first, line, text)
        elif again and not line.level:
            self._ask_again(again, text, at)  # of the message that this one stands over
            first = at.first
        else:
            return False
        at.first = first
        return True

    def _beside(self, new: Sequence[int], change: str, line: Line) -> None:
        """ "The same for Q1 2023, and for Albanians too": of what was asked before, and of that again."""
        before = [int(self.asks[n].like[1:]) for n in new if self.asks[n].like.startswith("#")]
        self.repeat([*before, *new], change, line, change)

    def take_thing(self, thing: str, at: At) -> bool:
        """The same of one of the things of a sentence."""
        repeated = self.language.repeats(thing)
        if repeated:
            self.repeat(self._again_of(thing, at), repeated, replace(at.line, label=""), thing)
        return bool(repeated) or self._nationally(thing, replace(at.line, label=""))

    def _again_of(self, thing: str, at: At) -> Sequence[int]:
        """Of which asks of its sentence the same is asked: of so many ("the same two figures"), of what is named ("the same
        number of referrals"), else of all."""
        many, noun = self.language.so_many(thing), self.language.repeated(thing)
        if 1 < many <= len(self.asks):
            return range(len(self.asks) - many, len(self.asks))
        return [self._of(noun)] if noun or at.first is None else range(at.first, len(self.asks))

    def _labelled(self, text: str, line: Line) -> tuple[list[int], str] | None:
        """The asks that a text names by their numbers, and what else it says; of one number only where several stand under it."""
        several = several_named(text, self.words)
        if several and (like := self.named(several.labels, line)):
            return like, several.rest
        referred = reference(text, self.words, self.numbered)
        under = self.named((referred.like,), line) if referred.same and referred.like not in ("", "above") else []
        return (under, referred.text) if len(under) > 1 else None

    def _nationally(self, text: str, line: Line) -> bool:
        """Is the ask before it asked again of the whole country ("the equivalent national totals")? It is then taken."""
        found = self.language.nationally(text)
        lead = self.sense.said(found[0]) if found else Said()
        other = bool(found and self.sense.said(found[1]).kinds - {"period", "quarter of", "grain"})
        if found is None or other or not self.asks or lead.names or lead.unknown or self.sense.said(text).counts:
            return False
        at = len(self.asks) - 1
        self.asks.append(Ask(found[1], line.label, (), f"#{at}", said=text, at=line.at, nationally=True))
        return True

    def _totals(self, text: str, line: Line) -> bool:
        """ "Total for the year for each force as well", under a list of forces: of each item the whole. It is then taken."""
        text = self.language.unjoined(text)
        said, start = self.sense.said(text), self.start(len(self.asks) - 1) if self.asks else 0
        items = self.asks[start:]
        if self.words.patterns["totals_each"].match(text) and items and not line.level:
            plain = [self.sense.said(one.text).kinds - {"count"} <= TIMES for one in items]  # "by quarter": of the year
            self.asks += [
                Ask(
                    self.words.letter.total_asked,
                    "",
                    (),
                    f"#{n}",
                    plain[n - start],
                    whole=True,
                    at=line.at,
                    said=self.words.letter.total_shown.format(text=one.shown),
                )
                for n, one in enumerate(items, start)
            ]
            return True
        whole = self.words["whole"].found(text) and not (
            line.level or said.counts or said.unknown or "period" in said.kinds
        )
        kinds = said.kinds - {"grain", "quarter of"}
        if not whole or not kinds or len(items) < 2 or not all(one.group for one in items):
            return False
        if any(self.words.patterns[name].match(text) for name in ("total_by", "total_all")):
            return False  # "the total referred by local authorities", "for all forces", is of those alone
        if not all(self.sense.alike(kinds, self.sense.said(one.text).kinds) for one in items):
            return False
        self.asks += [
            Ask(text, "", (), f"#{n}", True, whole=True, at=line.at, said=f"{text.rstrip('.?')}: {one.shown}")
            for n, one in enumerate(items, start)
        ]
        return True

    def _nth(self, text: str, line: Line) -> bool:
        """Is one of the list's asks asked again ("the same first figure for 2022")? It is then taken, where a gloss agrees."""
        found = self.language.nth(text)
        start = self.start(len(self.asks) - 1) if self.asks else 0
        at = start + found[0] if found and found[0] >= 0 else len(self.asks) - 1
        if found is None or at >= len(self.asks):
            return False
        gloss = self.sense.said(found[1])
        of = self.sense.said(" ".join([*self.asks[at].scopes, self.asks[at].text]))
        if gloss.unknown or not gloss.kinds <= of.kinds:
            return False
        self.repeat([at], found[2], line, text)
        return True

    def _of(self, noun: str) -> int:
        """The nearest ask of what a noun counts ("the same number of referrals"), else the last."""
        stem = noun.split()[-1][:STEM].lower() if noun and self.sense.said(noun).counts else ""
        near = (n for n in range(len(self.asks) - 1, -1, -1) if stem and stem in self.asks[n].text.lower())
        return next(near, len(self.asks) - 1)

    def again(self, rest: str, first: int | None, line: Line, written: str) -> int:
        """ "Also the same for 2022": everything of the sentence or list before, with the change; a question of its own
        number, or an item of a list, repeats the one before it."""
        many = self.language.so_many(written)
        if line.label and line.level and 1 < many <= len(self.asks) and not any(one.same for one in self.asks[-many:]):
            return self.repeat(range(len(self.asks) - many, len(self.asks)), rest, line, written)
        if line.level and not line.label and 1 < many == len(self.asks) - self.start(len(self.asks) - 1):
            return self.repeat(range(len(self.asks) - many, len(self.asks)), rest, line, written)
        if line.level and self.words["same_total"].found(written) and len(wholes := self._wholes()) == 1:
            return self.repeat(wholes, rest, line, written)
        headed = self.headed.get(line.level, len(self.asks)) if line.label and line.level else len(self.asks)
        if first is None and headed < len(self.asks):
            return self.repeat(range(headed, len(self.asks)), rest, line, written)
        if first is None and line.label and line.level and self._figures(written):
            return self.repeat(range(self.start(len(self.asks) - 1), len(self.asks)), rest, line, written)
        start = first if first is not None else max(0, len(self.asks) - 1)
        while first is None and start and self.asks[start - 1].at == self.asks[start].at != line.at:
            start -= 1  # all that one line asks
        if first is None and not line.label:
            while start and self.asks[start].after is not None:
                start -= 1
            start = start if line.level else self.start(start)
        total = (
            [n for n in range(start, len(self.asks)) if self.asks[n].whole]
            if self.words["same_total"].found(written)
            else []
        )
        return self.repeat(total if len(total) == 1 else range(start, len(self.asks)), rest, line, written)

    def _figures(self, written: str) -> bool:
        """ "The equivalent figures for 2022", in an item of a list whose last asks for one figure: they are the list's."""
        last = self.asks[-1]
        if any(one.at == last.at for one in self.asks[:-1]):
            return False  # they are those of the item before
        frame = self.sense.frame(last.text, strict=False)
        times = frame.time.whens if frame is not None and frame.time is not None else ()
        one = frame is not None and not (frame.lists or frame.axes or last.same) and len(times) < SEVERAL
        plural = self.words.patterns["figures_same"].search(written)
        return bool(plural) and one and not self.sense.several(last.text)

    def _wholes(self) -> list[int]:
        """The asks of the last list that count by themselves, and not some of those of another of them."""
        places = range(self.start(len(self.asks) - 1), len(self.asks))
        of_the, said = self.words.patterns["of_the"], [self.sense.said(one.text) for one in self.asks]
        some = [said[n].picks or said[n].those or of_the.search(self.asks[n].text) or self.asks[n].same for n in places]
        return [n for n, partly in zip(places, some, strict=True) if said[n].counts and not partly]

    def shares(self, text: str, line: Line) -> bool:
        """ "And the proportion which each represents", of a list; "in each of the two years": it is then taken."""
        both = self.words["both"].found(text) and len(self.asks) > 1
        start = len(self.asks) - 2 if both else self.start(len(self.asks) - 1) if self.asks else 0
        if not self.asks or not (both or not line.level) or start >= len(self.asks) - 1:
            return False
        of = range(start, len(self.asks))
        labels = [line.label, *("" for _ in of[1:])]
        self.asks += [
            Ask(text, label, (), f"#{n}", said=text, at=line.at, shares=True)
            for n, label in zip(of, labels, strict=True)
        ]
        return True

    def fall_back(self, fallback: str, sentence: str, first: int | None) -> str:
        """Gives the asks that it is of their second-best; that of all, as those to come, is left."""
        if self.words["formalities"].found(sentence):
            return ""  # what a law says of costs asks nothing
        named = reference(sentence, self.words, self.numbered).like
        if named and named != "above":
            self.asks[:] = [replace(a, fallback=fallback) if a.label.startswith(named) else a for a in self.asks]
        elif first is not None:
            self.asks[first:] = [replace(a, fallback=fallback) for a in self.asks[first:]]
        else:
            return fallback
        return ""

    def start(self, at: int) -> int:
        """Where the list begins that an ask is an item of."""
        while at and self.asks[at].group and self.asks[at - 1].group == self.asks[at].group:
            at -= 1
        return at

    def repeat(self, like: Sequence[int], rest: str, line: Line, written: str) -> int:
        """Asks again with a change; of several each says which it is of."""
        start, rest = len(self.asks), self._without_telling(rest)
        self.asks += [
            Ask(
                rest, self._label(line, like, n), (), f"#{n}", True,
                at=line.at,
                said=written if len(like) == 1 else self._said_again(n, rest),
            )
            for n in like
        ]  # fmt: skip
        return start

    def _without_telling(self, rest: str) -> str:
        """ "For 2023" of "for 2023, after the threshold changed", which says what was so then and limits nobody."""
        found = self.words.patterns["told_of_time"].search(rest)
        told = self.sense.said(found["told"]) if found else Said()
        plain = found is not None and not (told.kinds or told.withheld or told.asked)
        return rest[: found.start()] if found and plain and self.sense.said(rest[: found.start()]).kinds else rest

    def _said_again(self, at: int, rest: str) -> str:
        """ "The same for 2021: how many children were referred", of what was asked of another time."""
        rest, of = self.words.patterns["please"].sub("", rest).rstrip(" ?.;:"), self.asks[at].shown.rstrip("?.;: ")
        timed = self.sense.said(rest).kinds == {"period"}
        of = self.words.patterns["own_year"].sub("", of) if timed else of
        return self.words.letter.the_same_of.format(rest=rest, text=of)

    def _label(self, line: Line, like: Sequence[int], n: int) -> str:
        """The number of the line; of several asks of one each says which of them is meant, and of none is told again."""
        names = {self.asks[one].label for one in like if self.asks[one].label}
        if not line.label or len(like) < 2 or len(names) > 1:
            return f"{line.label} ({self.asks[n].label})" if line.label and len(like) > 1 else line.label
        return line.label if n == like[0] else ""

    def named(self, labels: Sequence[str], line: Line) -> list[int]:
        """The asks that another names by their numbers, each with the items under it; outside a list "above" names all."""
        if labels in (("above",), (EVERY,)):
            return [] if line.level and EVERY not in labels else [*range(len(self.asks))]
        found = [one for name in labels for one in self._under(name)]
        return found if len({*found}) == len(found) else []

    def _under(self, name: str) -> list[int]:
        """The asks of one number or letter and those under it; of a letter that several lists have, of the last of these."""

        def under(label: str, name: str) -> bool:
            if {*name} <= {*"ivx"} and {*label} <= {*"ivx"}:
                return label == name  # "ii" is no part of "i"
            return label == name or (label.startswith(name) and not label[len(name) :][:1].isdigit())

        whole = [n for n, ask in enumerate(self.asks) if under(ask.label, name) and not ask.same]
        if whole or not name.isalpha():
            return whole
        heads = [
            ask.label[: -len(found)] for ask in self.asks if (found := _letters(ask.label)) and found.startswith(name)
        ]
        return [n for n, ask in enumerate(self.asks) if heads and under(ask.label, heads[-1] + name)]

    def _ask_again(self, rest: str, text: str, at: At) -> None:
        rest = self.language.unjoined(rest.rstrip("?!. "))
        line, many = at.line, self.language.so_many(text)
        told = self.language.reported_in(at.context)
        ask = Ask(rest, line.label, same=True, context=at.context, said=text, at=line.at, several=many, reported=told)
        self.asks.append(replace(ask, above=line.above))


def _letters(label: str) -> str:
    """ "b(ii)" of "1b(ii)": a label behind its number."""
    found = re.search(r"(?<=\d)[a-h](?:\([ivx]+\))?$", label)
    return found.group() if found else ""
