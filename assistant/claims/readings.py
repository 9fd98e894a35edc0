"""Other readings of a sentence: where a figure that is wrong as it was read is right of what else its words may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.clauses import apart, clauses, foremost_each, in_turn, of_former, ranked, turns
from assistant.claims.dated import Dated
from assistant.claims.denials import Denials
from assistant.claims.former import by_name
from assistant.claims.in_both import in_both
from assistant.claims.lengths import Lengths
from assistant.claims.local import COMPARED_FROM, THESE
from assistant.claims.model import AGREE, Assertion, Published
from assistant.claims.often import goes_on
from assistant.claims.referring import otherwise, referred
from assistant.claims.settled import beside, either_way
from assistant.claims.unlike import OF_THEM
from assistant.english.named import Names
from assistant.english.phrases import explanation, pattern
from assistant.period import Span

SEVERAL = explanation("readings.several")
SAME_ONLY = explanation("readings.same_only")
OF_ANOTHER = explanation("readings.of_another")
OF_THOSE = explanation("readings.of_those")
UNLIKE = ("not_supported", "cannot_check", "needs_context")
OF_LAST = pattern("read.of_last")
ALL = pattern("bagged.all")
SHARE = 100  # percent: a larger figure is a count
TIMES = 4  # periods of a text that a sentence without one may be of


def spoken_of(times: tuple[Span, ...], before: Selection | None) -> tuple[Span, ...]:
    """The periods that a text is about, those that were said last in front."""
    return tuple(dict.fromkeys((*(before.periods[::-1] if before is not None else ()), *times)))


class OtherReadings:
    """What else the words of a sentence may be about: each reading is one of the sentence as a whole."""

    assistant: Published
    denials: Denials
    lengths: Lengths

    def _names_of(self, text: str) -> Names:
        raise NotImplementedError

    def _sentence(
        self, text: str, before: Selection | None, several: bool, earlier: str = "", same_people: bool = False
    ) -> tuple[list[Assertion], Selection | None, bool]:
        raise NotImplementedError

    def _pieces(self, sentence: str, day: Dated | None, earlier: str) -> list[str]:
        names_of = self._names_of
        written = referred(day.spelled(sentence, names_of) if day else sentence, names_of, earlier)
        return [
            piece
            for placed in ranked(written, names_of, self.assistant.lookup.dimensions_of)
            for told in goes_on(placed)
            for said in self.denials.apart(told)
            for part in self.lengths.apart(said)
            for clause in in_turn(part, names_of, earlier)
            or of_former(part, names_of)
            or foremost_each(part, names_of)
            or clauses(by_name(part, names_of, earlier), names_of)
            for turn in turns(clause, names_of)
            for piece in in_both(turn)
        ]

    def _clause_by_clause(self, found: list[Assertion], sentence: str, before: Selection | None) -> list[Assertion]:
        """The assertions, where a figure that is wrong of all that the sentence names is right of its own clause's."""
        names_of = self._names_of
        others: list[Assertion] = []
        for clause in apart(sentence, names_of):
            assertions, before, _ = self._sentence(clause, before, True)
            others += assertions
        return either_way(found, others)

    def _of_the_same(
        self, found: list[Assertion], sentence: str, before: Selection | None, earlier: str
    ) -> list[Assertion]:
        """The assertions, where a sentence that names nobody, or some of them, is right of those whom the one before it was
        about: "402 cases were passed to the force. Overall, referrals rose by 77%, from 227"."""
        names_of = self._names_of
        whose = dict(before.where) if before is not None else {}
        if not whose or any(
            f.excluded or whose.get(f.dimension, (f.member,)) != (f.member,) for f in names_of(sentence).filters
        ):
            return found
        others = self._sentence(sentence, before, True, earlier, same_people=True)[0]
        # A count of them says whom the sentence is about; a percentage or a direction alone may be of all.
        counted = any(one.stated is not None and one.stated == one.published for one in others)
        theirs = counted or bool(names_of(sentence).filters)
        made = either_way(found, others if theirs else [beside(one, SAME_ONLY) for one in others])
        return made if ALL.search(sentence) else [_of_them(one, others) for one in made]

    def _of_the_last(
        self, found: list[Assertion], sentence: str, told: Sequence[Assertion], earlier: str
    ) -> list[Assertion]:
        """The assertions of "This was a 66% increase", as of whichever of those whom the sentence before it counts, the last
        of them first: "Of the 5,145 referred, 2,118 were children"."""
        if not OF_LAST.search(sentence) or any(self._names_of(sentence).filters):
            return found
        for one in reversed(told):
            whose = one.answer.selection if one.answer and one.verdict in AGREE else None
            if whose is not None and whose.one and whose.periods:
                found = either_way(found, self._sentence(sentence, whose, True, earlier, same_people=True)[0])
        return found

    def _of_the_quarter(
        self, found: list[Assertion], sentence: str, day: Dated, before: Selection | None
    ) -> list[Assertion]:
        """The assertions of a text that has named no period yet, on a day when there were figures of a quarter and of its
        year: each of the one or the other."""
        query, newest = day.query(), day.newest
        if query is None or newest is None or len(query.periods) < 2:
            return found
        quarter = replace(before or query, periods=(newest,))
        others = [one for piece in self._pieces(sentence, day, "") for one in self._sentence(piece, quarter, True)[0]]
        return either_way(found, others)

    def _over_the_year(
        self, found: list[Assertion], sentence: str, day: Dated, before: Selection | None
    ) -> list[Assertion]:
        """The assertions, where what changed "in the last year" did so in another sense of it: it is wrong in none alone."""
        for meant in day.over_the_year(sentence):
            others = [one for piece in self._pieces(meant, day, "") for one in self._sentence(piece, before, True)[0]]
            found = either_way(found, [replace(one, text=_said_in(one.text, found)) for one in others])
        return found

    def _meant_otherwise(
        self, found: list[Assertion], sentence: str, earlier: str, before: Selection | None
    ) -> list[Assertion]:
        """The assertions, where a wrong figure is right of another period that "that year" may mean."""
        names_of = self._names_of
        for meant in otherwise(sentence, names_of, earlier):
            others = either_way(found, self._sentence(meant, before, True)[0])
            found = [
                beside(replace(other, text=one.text), SEVERAL)
                if one.verdict == "not_supported" and other.verdict in AGREE
                else one
                for one, other in zip(found, others, strict=True)
            ]
        return found

    def _of_all(self, found: list[Assertion], sentence: str, before: Selection | None, earlier: str) -> list[Assertion]:
        """The assertions, where "these" are all, and not only those of whom the sentence before spoke last: "48% were adults,
        whilst 47% were children. Of these, 75% (3,097) were male". A count of all must say so."""
        if before is None or not before.where or not THESE.search(sentence):
            return found
        whose = dict(before.where)
        named = self._names_of(earlier).filters
        several = any(f.dimension in whose and f.member not in whose[f.dimension] for f in named)
        if not several and OF_THEM.search(sentence):
            return found  # of one group, whom "these" are
        others = self._sentence(sentence, replace(before, where=()), True, earlier)[0]
        counted = any(one.verdict in AGREE and (one.published or 0) > SHARE for one in others)
        if counted and len(others) == len(found) and _right(others) >= _right(found):
            return others
        return either_way(found, others) if counted else found

    def _of_other_times(
        self,
        found: list[Assertion],
        sentence: str,
        day: Dated | None,
        times: tuple[Span, ...],
        before: Selection | None,
    ) -> list[Assertion]:
        """The assertions of a sentence that names no period, as of the one that its figures agree with, of those that the
        text is about and of the newest on its day. Shares alone may agree by chance, and need it said; not of one that is
        compared with that very period: "…, with 64% positive, compared with 84% at the end of 2022"."""
        if before is None or not before.periods or self._names_of(COMPARED_FROM.split(sentence)[0]).periods:
            return found
        known = before.periods[-1] in self._names_of(sentence).spans
        if not known and self._names_of(sentence).periods:
            return found
        newest = day.query() if day else None
        every = dict.fromkeys((*times, *(newest.periods if newest else ())))
        best, when = found, before.periods[-1]
        for n, span in enumerate([span for span in every if span != before.periods[-1]][:TIMES]):
            query = replace(before, periods=(span,))
            read = [one for piece in self._pieces(sentence, day, "") for one in self._sentence(piece, query, True)[0]]
            tried = read if known and not n and len(read) == len(found) else either_way(found, read)
            if _right(tried) > _right(best) or tried is read:
                best, when = tried, span
        exact = known or any(
            a is not b and b.published == b.stated is not None for a, b in zip(found, best, strict=True)
        )
        if best is found or exact:
            return best
        why = OF_ANOTHER.format(when=when.label)
        return [a if a is b else beside(b, why) for a, b in zip(found, best, strict=True)]


def _of_them(one: Assertion, others: list[Assertion]) -> Assertion:
    """ "Slavery in Wales is on the rise. In 2016 there were | 123 referrals": a count that may be of those whom the sentence
    before is about is not wrong where theirs is not held."""
    same = [other for other in others if one.stated is not None and other.stated == one.stated]
    unheld = bool(same) and all(other.verdict == "cannot_check" for other in same)
    if one.verdict != "not_supported" or not unheld:
        return one
    return Assertion(one.text, "cannot_check", one.stated, None, None, f"{OF_THOSE} {one.explanation}")


def _said_in(text: str, found: list[Assertion]) -> str:
    """The words of an assertion of the sentence as it was written, where another reading has more behind them."""
    return next((one.text for one in found if text.startswith(one.text)), text)


def _right(found: list[Assertion]) -> int:
    return sum(one.verdict in AGREE for one in found)
