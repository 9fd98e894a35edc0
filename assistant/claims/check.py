"""check(): every sentence of a text read into assertions and judged; what cannot be checked is said, not guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.asked.selection import Selection
from assistant.claims.alone import of_wider
from assistant.claims.asides import kept
from assistant.claims.brackets import of_counts
from assistant.claims.dated import MONTHS_ONLY, Dated
from assistant.claims.denials import Denials
from assistant.claims.either import Either
from assistant.claims.lengths import Lengths
from assistant.claims.local import THESE
from assistant.claims.model import AGREE, Assertion, Checked, Place, Published, Verdict
from assistant.claims.moved_from import from_quarter_before, of_what_was_found
from assistant.claims.newest import latest
from assistant.claims.numbers import SUPERSCRIPTS, blanked, grouped
from assistant.claims.only import alone_in_time
from assistant.claims.orderings import EXTREME, SINCE, Asserted
from assistant.claims.places import others, placed
from assistant.claims.ranking import orders
from assistant.claims.read import ClaimReader, Sentence
from assistant.claims.readings import UNLIKE, OtherReadings, spoken_of
from assistant.claims.sentences import LONGEST, sentences
from assistant.claims.settled import beside, folded, of_own_figures, of_parts, of_unsure_whole, set_against, unread
from assistant.claims.spoken import found_as, goes_on, main_of, of_day
from assistant.claims.swapped import in_turn, swapped, unclaimed
from assistant.claims.undated import days, told
from assistant.claims.vague import open_to_doubt, with_quarter
from assistant.claims.verdict import Judge
from assistant.english.named import Names
from assistant.english.phrases import explanation, pattern
from assistant.errors import LinkError
from assistant.made import Made
from assistant.period import Span

NOTHING = explanation("check.nothing")
FIGURE = explanation("check.figure")
UNFOUND = ("not_supported", "cannot_check")
MAX_CHARACTERS = 50_000
MAX_JUDGED = 60  # assertions of one text
MAX_READ = 400  # sentences of one text
ENDS = 1  # periods back that an open stretch may have been written at
GOES_ON = explanation("check.goes_on")
SHARES = ("share", "portion", "points")  # kinds of which no place among others is judged
UNRANKED = explanation("check.unranked")
UNDATED = explanation("check.undated")
UNSURE = explanation("check.unsure")
TOO_LONG = explanation("check.too_long")
WORD, DESPITE = pattern("check.word"), pattern("check.despite")
TURNED: dict[Verdict, Verdict] = {
    "supported": "not_supported",
    "supported_at_release": "not_supported",
    "not_supported": "supported",
}


class Checker(OtherReadings):
    """Checks claims against an assistant's figures; keeps nothing between calls."""

    def __init__(self, assistant: Published) -> None:
        self.assistant = assistant
        self.rules = assistant.catalog.claims.numbers
        of_year = partial(latest, assistant)
        readers, lookups = assistant.asking.readers, assistant.publications.lookups
        self.readers = Made(lookups, lambda name: ClaimReader(lookups[name], readers[name], of_year))
        self.judge = Judge(assistant)
        held = [spans[0] for m in assistant.lookup.measures if (spans := assistant.coverage.spans(m, frozenset()))]
        self.first = min((span.start for span in held), default=0)  # quarter of which there are figures
        self.denials = Denials(assistant.catalog.claims)
        self.lengths = Lengths(assistant, lambda text: self._names_of(text))
        self.either = Either(assistant.lookup, lambda text: self._names_of(text), assistant.values.of)

    def _names_of(self, text: str) -> Names:
        return self.readers[self.assistant.publications.first].names_of(text)

    def check(self, text: str, dated: dt.date | None = None) -> Checked:
        """Assertions of every sentence that names something countable; of a single sentence, always at least one.

        ``dated``: the day of the text, which says what "last year" is in it and which figures had been published.
        """
        plain = self._checked(text, Dated(self.assistant, dated) if dated else None)
        if dated or all(one.verdict not in UNFOUND for one in plain.assertions):
            return plain
        found = days(self.assistant, self._undated(text))
        return told(plain, found, lambda day: self._checked(text, Dated(self.assistant, day)))

    def _undated(self, text: str) -> list[str]:
        """The sentences of a text that name no period of their own, or months without a year."""
        names_of = self._names_of
        read = text[:MAX_CHARACTERS].translate(SUPERSCRIPTS)
        listed = [read[start:end] for start, end in sentences(read) if end - start <= LONGEST][:MAX_JUDGED]
        return [blanked(one, self.rules) for one in listed if MONTHS_ONLY.search(one) or not names_of(one).spans]

    def _checked(self, text: str, day: Dated | None) -> Checked:
        read = text[:MAX_CHARACTERS].translate(SUPERSCRIPTS)
        places = list(sentences(read))
        found: list[Assertion] = []
        taken: set[int] = set()
        named: list[Place] = []
        times: tuple[Span, ...] = ()  # that the text is about
        before: Selection | None = day.query() if day else None
        judged = done = 0
        shaky = False  # of whom the sentence before was is not sure
        earlier = ""
        told_last: list[Assertion] = []  # figures of the sentence before
        left: list[Place] = []
        for start, end in places:
            sentence = read[start:end]
            if len(places) > 1 and not WORD.search(sentence):
                continue
            if judged >= MAX_JUDGED or done >= MAX_READ or end - start > LONGEST:
                left.append((start, end))
                continue
            done += 1
            mine: list[Assertion] = []
            start_from = before
            plain = self.either.told(blanked(grouped(sentence), self.rules), before.periods if before else ())
            bare, unsure = with_quarter(self._of_one(plain, before))
            spoken = earlier
            for piece in self._pieces(bare, day, earlier):
                said = before
                assertions, before, relevant = self._sentence(piece, said, len(places) > 1, spoken)
                spoken = f"{spoken} {piece}"
                if any(one.verdict in UNFOUND for one in assertions):
                    assertions = self._clause_by_clause(assertions, piece, said)
                    assertions = self._of_the_same(assertions, piece, said, spoken)
                    assertions = self._of_all(assertions, piece, said, spoken)
                    assertions = self._of_the_last(assertions, piece, told_last, spoken)
                mine += assertions
                if relevant:
                    named.append((start, end))
            mine = in_turn(mine, bare)
            if any(one.verdict == "not_supported" for one in mine):
                mine = self._meant_otherwise(mine, bare, earlier, start_from)
            if day and of_day(start_from, day) and any(one.verdict not in AGREE for one in mine):
                mine = self._of_the_quarter(mine, bare, day, start_from)
            if day and any(one.verdict in UNFOUND for one in mine):
                mine = self._over_the_year(mine, bare, day, start_from)
            if any(one.verdict in UNLIKE for one in mine):
                mine = self._of_other_times(mine, bare, day, times, start_from)
            mine = open_to_doubt(mine, unsure) if unsure else mine
            times = spoken_of(times, before)
            if shaky and THESE.search(bare):
                mine = [_unsure(one) if one.verdict == "not_supported" else one for one in mine]
            counted = [one for one in mine if one.stated is not None]
            told_last = counted or told_last
            shaky = bool(counted) and counted[0].verdict == "cannot_check"
            earlier = bare
            judged += len(mine)
            found += placed(text, (start, end), mine, taken)
        if len(places) == 1 and left:
            found = [Assertion(text[:LONGEST], "cannot_check", None, None, None, TOO_LONG, span=places[0])]
        return Checked(text, tuple(found), others(text, taken, named, left, self.rules))

    def _of_one(self, sentence: str, before: Selection | None) -> str:
        """The sentence without what it says last of another publication: "…, despite a huge drop in Channel arrivals"."""
        found, publication_of = DESPITE.search(sentence), self.assistant.publications.publication_of
        if found is None or publication_of(sentence[: found.start()], before) == publication_of(found.group()):
            return sentence
        return f"{sentence[: found.start()]}{sentence[found.end() :]}"

    def _sentence(
        self, text: str, before: Selection | None, several: bool, earlier: str = "", same_people: bool = False
    ) -> tuple[list[Assertion], Selection | None, bool]:
        """The assertions of one sentence, what the next may go on about, and whether it is about these tables at all."""
        name = self.assistant.publications.publication_of(text, before)
        same = before is not None and self.assistant.lookup.measures[before.measure].publication == name
        made = self.readers[name].read(text, before if same else None, earlier if same else "", same_people and same)
        lasted = self.lengths.judged(made.text, before)
        if lasted:
            return lasted, made.about or before, True
        if not made.relevant and several:
            return [], before, False
        meant, about = self._meant(made) if made.obstacle and made.asserted else ([], before)
        if meant:
            return meant, about or before, True
        if several and not (made.asserted or made.states or (made.obstacle and orders(made.text))):
            return [], made.about or before, True
        if made.obstacle or not made.asserted:
            why = made.obstacle or (FIGURE if made.states else NOTHING)
            return unread(made, why), before or made.subject, True
        judged = [self._judged(asserted) for asserted in made.asserted]
        made.asserted, judged, untold = kept(made.asserted, judged)
        made.beside = f"{made.beside} {made.aside}".strip() if untold else made.beside
        judged = of_wider(judged, made.asserted, self._judged, made.text)
        judged = swapped(judged, made.asserted, self.judge.judge)
        judged = unclaimed(judged, made.asserted, self.judge.judge)
        judged = of_counts(judged, made.asserted, made.text, self.judge.judge)
        judged = of_parts(judged, made.asserted)
        judged = of_what_was_found(judged, made.asserted, self.judge.judge)
        judged = from_quarter_before(judged, made.asserted, made.text, self.judge.judge)
        judged = set_against(judged, made.asserted, made.text)
        judged = of_unsure_whole(judged, made.asserted, made.text)
        judged = alone_in_time(judged, made.asserted, made.text, self.judge.judge, self._spans_of)
        main = main_of([found_as(a, one) for a, one in zip(made.asserted, judged, strict=True)])
        judged = of_own_figures(folded(judged, made.asserted), made.asserted)
        if _record_unjudged(made.text, made.asserted):
            judged.append(Assertion(made.text, "cannot_check", None, None, None, UNRANKED))
        if made.beside:
            judged = [beside(assertion, made.beside) for assertion in judged]
        return judged, goes_on(main, before, made.text, made.own, self.first), True

    def _spans_of(self, measure: str) -> list[Span]:
        """Every period of which anything of a count is held."""
        return self.assistant.coverage.spans(measure, frozenset())

    def _judged(self, asserted: Asserted) -> Assertion:
        """The verdict, turned where the sentence denies it, and weakened by words that were not understood."""
        try:
            one = self.judge.judge(asserted)
        except LinkError:  # read as something that no table can answer
            stated = asserted.stated.value if asserted.stated else None
            return Assertion(asserted.text, "cannot_check", stated, None, None, FIGURE)
        if asserted.open and one.verdict == "not_supported" and asserted.kind == "change":
            one = self._until_earlier(asserted) or one
        if asserted.undated and one.verdict == "not_supported":
            return Assertion(one.text, "cannot_check", one.stated, None, None, f"{UNDATED} {one.explanation}")
        if asserted.denied and one.verdict in TURNED:
            said = (
                "The sentence denies it." if one.verdict != "not_supported" else "The sentence says that it is not so."
            )
            one = replace(one, verdict=TURNED[one.verdict], explanation=f"{one.explanation} {said}")
        unlike = asserted.stated is not None and one.published not in (None, asserted.stated.value)
        if asserted.doubt and asserted.kind == "count" and one.verdict == "needs_context" and unlike:
            # Of whom it is is not known, and what else it is true of may be chance.
            return Assertion(one.text, "cannot_check", one.stated, None, None, f"{UNSURE} {one.explanation}")
        if asserted.doubt:
            words = ", ".join(f"“{word}”" for word in asserted.doubt)
            one = beside(one, f"{words} is not something these tables hold, and may mean fewer or others.")
        if asserted.named and not asserted.doubt and one.verdict == "not_supported":
            words = ", ".join(f"“{word}”" for word in asserted.named)
            one = replace(one, explanation=f"{words} is not something these tables hold. {one.explanation}")
        if (asserted.doubt or asserted.named) and one.verdict == "not_supported":
            return Assertion(one.text, "cannot_check", one.stated, None, None, f"{UNSURE} {one.explanation}")
        return one

    def _until_earlier(self, asserted: Asserted) -> Assertion | None:
        """ "Eightfold since 2014" says not until when: true of an earlier year than the newest, it needs that said."""
        first, last = asserted.queries
        span = last.periods[0]
        for back in range(1, ENDS + 1):
            end = Span(span.start - back * span.length, span.end - back * span.length)
            if end <= first.periods[0]:
                break
            judged = self.judge.judge(replace(asserted, queries=(first, replace(last, periods=(end,))), open=False))
            if judged.verdict == "supported":
                return replace(
                    judged, verdict="needs_context", explanation=f"True until {end.label}. {judged.explanation}"
                )
        return None

    def _meant(self, made: Sentence) -> tuple[list[Assertion], Selection | None]:
        """Of the counts that a sentence could mean, the one that its figures are, and what the next may go on about: where
        several figures are right of one count, that is meant; one figure alone may be right by chance."""
        for measure in dict.fromkeys(asserted.queries[0].measure for asserted in made.asserted):
            own = [asserted for asserted in made.asserted if asserted.queries[0].measure == measure]
            judged = [self.judge.judge(asserted) for asserted in own]
            right = [a for a, one in zip(own, judged, strict=True) if a.kind == "count" and one.verdict in AGREE]
            if len(right) > 1 or _crossed(own, judged):
                return judged, main_of(own)
        counts = [asserted for asserted in made.asserted if asserted.kind == "count"]
        for asserted in counts:
            alone = self.judge.judge(asserted)
            if alone.verdict in AGREE:
                why = f"{alone.explanation} {made.obstacle}"
                return [replace(alone, verdict="needs_context", explanation=why)], main_of([asserted])
        for asserted in counts:
            if (other := self.judge.elsewhere(asserted, made.obstacle)) is not None:
                return [other], None
        return [], None


def _crossed(asserted: list[Asserted], judged: list[Assertion]) -> bool:
    """Is every figure that of another of them: "14,790 to the one authority and 4,335 to the other", which had as many?"""
    counts = [one for a, one in zip(asserted, judged, strict=True) if a.kind == "count"]
    stated, published = {one.stated for one in counts}, {one.published for one in counts}
    return len(counts) > 1 and stated == published and all(one.verdict == "not_supported" for one in counts)


def _unsure(one: Assertion) -> Assertion:
    return Assertion(one.text, "cannot_check", one.stated, None, None, f"{GOES_ON} {one.explanation}")


def _record_unjudged(text: str, asserted: Sequence[Asserted]) -> bool:
    """ "… was the lowest in any year since 2014", of a share: only the figure beside it has been judged."""
    shares = bool(asserted) and all(one.kind in SHARES for one in asserted)
    return shares and EXTREME.search(text) is not None and SINCE.search(text) is not None
