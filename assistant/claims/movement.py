"""Verdicts on what is said to have changed over time, or to differ between two groups."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Part
from assistant.answer.numbers import count, rounded
from assistant.answer.phrases import subject
from assistant.asked.selection import Selection
from assistant.claims.bench import REVISED, ROUNDED, Bench
from assistant.claims.model import AGREE, Assertion, Verdict
from assistant.claims.orderings import Asserted
from assistant.claims.stated import FRACTION, Stated, agrees
from assistant.english.phrases import explanation

NEARLY = ("almost", "around")
NEAR = 0.15  # part of what is said in words, by which it may be off and be no more than loose
POINTS = " percentage points"
LOOSELY, MISSING = explanation("movement.loosely"), explanation("movement.missing")


RECOUNTED = 2.5  # points by which a change may differ where its two figures are of different releases
OF_TWO = explanation("movement.of_two")


class Movement(Bench):
    """Changes, multiples, directions, comparisons, streaks and extremes."""

    def _change(self, asserted: Asserted) -> Assertion:
        stated = asserted.stated
        found = self._values(asserted)
        if found is None or stated is None:
            return self._as_printed(asserted)
        parts, (a, b) = found
        if not a:
            return self._none(asserted, parts[1], "There is nothing to compare with.")
        change = rounded(100 * (b - a) / a, 1)
        said = f"Published: {self._both(asserted, parts, [a, b])}, {_moved(change)}."
        broken = self._broken(asserted)
        signed = -change if stated.falling else change
        right = signed >= 0 and agrees(replace(stated, falling=False), signed, self.tolerances)
        newest = None if right or signed < 0 else self._newest_change(asserted)
        if newest is not None and agrees(
            replace(stated, falling=False), -newest if stated.falling else newest, self.tolerances
        ):
            right, change, said = True, newest, f"{said} By the newest figure of each, {_moved(newest)}."
        if right and broken:
            return self._made(asserted, "needs_context", change, parts[1], f"{said} {broken}", beside=parts[0])
        if right and asserted.unlike:
            return self._made(asserted, "needs_context", change, parts[1], f"{said} {asserted.unlike}", beside=parts[0])
        if right:
            return self._made(asserted, "supported", change, parts[1], said, beside=parts[0])
        earlier = self._at_release(asserted, stated)
        if earlier is not None:
            return self._made(
                asserted,
                "supported_at_release",
                change,
                parts[1],
                f"It agrees with the figures of {self._edition(earlier)}. {said}",
                earlier,
            )
        off = abs(float(stated.value) - signed)
        if (
            stated.step == FRACTION
            and stated.qualifier in ("", *NEARLY)
            and signed > 0
            and off <= NEAR * float(stated.value)
        ):
            text = f"{said} {LOOSELY}"  # "by a third" of 36.4%
            return self._made(asserted, "needs_context", change, parts[1], text, beside=parts[0])
        if stated.qualifier == NEARLY[0] and rounded(signed) == float(stated.value):
            text = f"{said} It is a little more."  # "almost 10%" of 10.3%
            return self._made(asserted, "needs_context", change, parts[1], text, beside=parts[0])
        near = not stated.qualifier and signed > 0 and abs(float(stated.value) - signed) <= 1
        if near and any(self._kept_late(query) for query in asserted.queries[:2]):
            return self._made(asserted, "needs_context", change, parts[1], f"{said} {REVISED}", beside=parts[0])
        held = [{release for release, _ in self._history(query)} for query in asserted.queries[:2]]
        apart = all(held) and not held[0] & held[1]
        if not stated.qualifier and signed > 0 and apart and abs(float(stated.value) - signed) <= RECOUNTED:
            return self._made(asserted, "needs_context", change, parts[1], f"{said} {OF_TWO}", beside=parts[0])
        return self._made(asserted, "not_supported", change, parts[1], said, beside=parts[0])

    def _otherwise_based(self, asserted: Asserted, judged: Assertion) -> Assertion:
        """ "Fell by 5% in Q2 2024", which is not so beside a year earlier: of the quarter before it may be."""
        if judged.verdict != "not_supported":
            return judged
        plain = replace(asserted, queries=(*asserted.based, asserted.queries[1]), based=())
        other = {"change": self._change, "difference": self._difference, "multiple": self._multiple}[asserted.kind](
            plain
        )
        if other.verdict not in AGREE:
            return judged
        text = " ".join((other.explanation, "True of that only.", judged.explanation))
        return replace(other, verdict="needs_context", explanation=text)

    def _as_printed(self, asserted: Asserted) -> Assertion:
        """A change, or its direction, of which the counts are not held, against the change as the publisher printed it."""
        stated, part = asserted.stated, self._printed_change(asserted)
        if part is None or part.value is None:
            return self._none(asserted, None, MISSING)
        change = float(part.value)
        signed = -change if asserted.falling else change
        right = signed > 0 if stated is None else agrees(replace(stated, falling=False), signed, self.tolerances)
        verdict: Verdict = "supported" if right else "not_supported"
        return self._made(asserted, verdict, part.value, part, f"Published: {part.headline}")

    def _printed_change(self, asserted: Asserted) -> Part | None:
        """The change on the year before as the publisher printed it; None where it is of other periods, or not held."""
        first, last = asserted.queries[:2]
        name = self.lookup.measures[last.measure].printed_change
        if not name or not last.periods or first.periods != (last.periods[0].before(),) or first.where != last.where:
            return None
        part = self._part(Selection(name, where=last.where, periods=last.periods))
        return part if part.status == "answered" and part.value is not None else None

    def _contribution(self, asserted: Asserted) -> Assertion:
        """A share of a change: "39% of the increase was due to children"; of two that went different ways, none."""
        stated = asserted.stated
        part, whole = (self._values(replace(asserted, queries=asserted.queries[at : at + 2])) for at in (0, 2))
        if part is None or whole is None or stated is None:
            return self._none(asserted, None, MISSING)
        own, every = (b - a for _, (a, b) in (part, whole))
        told = f"Published: a change of {own:+,} ({subject(asserted.queries[1], self.lookup)}), of {every:+,} in all"
        if not every or (own < 0) != (every < 0) or (every < 0) != asserted.falling:
            return self._made(asserted, "not_supported", None, part[0][1], f"{told}.", beside=whole[0][1])
        value = 100 * own / every
        broken = self._broken(replace(asserted, queries=asserted.queries[2:]))
        plain = replace(stated, falling=False)
        right = agrees(plain, rounded(value) if stated.step == 1 else value, self.tolerances)
        verdict: Verdict = "not_supported" if not right else "needs_context" if broken else "supported"
        said = f"{told}, which is {rounded(value, 1):g}%. {broken}".strip()
        return self._made(asserted, verdict, value, part[0][1], said, beside=whole[0][1])

    def _newest_change(self, asserted: Asserted) -> float | None:
        """In percent, between the newest figures of the two periods, which may stand in two releases."""
        a, b = (self._part(query).value for query in asserted.queries[:2])
        return rounded(100 * (b - a) / a, 1) if a and b is not None else None

    def _difference(self, asserted: Asserted) -> Assertion:
        """A change or a gap stated in number."""
        stated = asserted.stated
        found = self._values(asserted)
        if found is None or stated is None:
            return self._none(asserted, None, MISSING)
        parts, (a, b) = found
        plain = replace(stated, kind="count", falling=False)
        signed = a - b if stated.falling else b - a
        said = f"Published: {self._both(asserted, parts, [a, b])}, a difference of {count(abs(b - a))}."
        broken = self._broken(asserted)
        if agrees(plain, signed, self.tolerances):
            verdict: Verdict = "needs_context" if broken else "supported"
            return self._made(asserted, verdict, b - a, parts[1], f"{said} {broken}".strip(), beside=parts[0])
        off = abs(signed - float(plain.value))
        if not plain.qualifier and 1 < plain.step >= 2 * off and off <= ROUNDED * abs(signed):
            return self._made(asserted, "needs_context", b - a, parts[1], f"It is rounded. {said}", beside=parts[0])
        newest = [self._part(query).value for query in asserted.queries[:2]]
        if None not in newest and not broken:
            gap = (newest[1] or 0) - (newest[0] or 0)
            if agrees(plain, -gap if stated.falling else gap, self.tolerances):
                text = f"{said} By the newest figure of each it is {count(abs(gap))}."
                return self._made(asserted, "supported", abs(gap), parts[1], text, beside=parts[0])
        first, last = (dict(self._history(q)) for q in asserted.queries)
        for release in sorted(set(first) & set(last), key=self.lookup.release_key, reverse=True):
            gap = first[release] - last[release] if stated.falling else last[release] - first[release]
            if agrees(plain, gap, self.tolerances):
                text = f"It agrees with the figures of {self._edition(release)}. {said}"
                return self._made(asserted, "supported_at_release", b - a, parts[1], text, release)
        return self._made(asserted, "not_supported", b - a, parts[1], said, beside=parts[0])

    def _at_release(self, asserted: Asserted, stated: Stated) -> str | None:
        """A release in which both figures stand and the stated change holds."""
        first, last = (dict(self._history(q)) for q in asserted.queries)
        for release in sorted(set(first) & set(last), key=self.lookup.release_key, reverse=True):
            a, b = first[release], last[release]
            change = rounded(100 * (b - a) / a, 1) if a else 0.0
            if a and agrees(stated, -change if stated.falling else change, self.tolerances):
                return release
        return None

    def _multiple(self, asserted: Asserted) -> Assertion:
        found = self._values(asserted)
        printed = self._printed_change(asserted) if found is None else None
        if printed is not None and asserted.stated is not None:
            ratio = 1 + float(printed.value or 0) / 100
            agreed: Verdict = "supported" if agrees(asserted.stated, ratio, self.tolerances) else "not_supported"
            return self._made(asserted, agreed, ratio, printed, f"Published: {printed.headline}")
        if found is None or asserted.stated is None:
            return self._none(asserted, None, MISSING)
        parts, (a, b) = found
        if not a:
            return self._none(asserted, parts[1], "There is nothing to compare with.")
        ratio = rounded(b / a, 2)
        said = f"Published: {self._both(asserted, parts, [a, b])}: {ratio:g} times as many."
        broken = self._broken(asserted)
        right = agrees(asserted.stated, ratio, self.tolerances)
        least = float(asserted.stated.value)
        if not right and not asserted.stated.qualifier and 1 < least < ratio <= least * 1.25:
            said = f"{said} It is more than that."
            return self._made(asserted, "needs_context", ratio, parts[1], f"{said} {broken}".strip(), beside=parts[0])
        if not right and _nearly(asserted.stated, ratio):
            text = f"{said} {LOOSELY} {broken}".strip()
            return self._made(asserted, "needs_context", ratio, parts[1], text, beside=parts[0])
        verdict: Verdict = "needs_context" if right and broken else "supported" if right else "not_supported"
        return self._made(asserted, verdict, ratio, parts[1], f"{said} {broken}".strip(), beside=parts[0])

    def _steady(self, asserted: Asserted) -> Assertion:
        """ "Unchanged", "stable": less than one percent apart; up to three is a matter of words."""
        found = self._values(asserted)
        if found is None or not found[1][0]:
            return self._none(asserted, None, MISSING)
        parts, (a, b) = found
        change = rounded(100 * (b - a) / a, 1)
        verdict: Verdict = "supported" if abs(change) < 1 else "needs_context" if abs(change) < 3 else "not_supported"
        broken = self._broken(asserted)
        verdict = "needs_context" if broken and verdict == "supported" else verdict
        said = f"Published: {self._both(asserted, parts, [a, b])}, {_moved(change)}. {broken}".strip()
        return self._made(asserted, verdict, change, parts[1], said, beside=parts[0])

    def _direction(self, asserted: Asserted) -> Assertion:
        found = self._values(asserted)
        if found is None:
            return self._as_printed(asserted)
        parts, (a, b) = found
        right = b < a if asserted.falling else b > a
        if len(asserted.queries) > 2 and (other := self._beside(asserted, right)):
            return other
        broken = self._broken(asserted)
        verdict: Verdict = "needs_context" if right and broken else "supported" if right else "not_supported"
        by = f", {_moved(rounded(100 * (b - a) / a, 1))}" if a else ""
        said = f"Published: {self._both(asserted, parts, [a, b])}{by}. {broken}".strip()
        if right and asserted.degree and a:
            word, low, high = asserted.degree
            if not low <= abs(100 * (b - a) / a) <= high:
                verdict, said = "not_supported", f"{said} That is not “{word}”."
        return self._made(asserted, verdict, b - a, parts[1], said, beside=parts[0])

    def _beside(self, asserted: Asserted, right: bool) -> Assertion | None:
        """ "Fell in Q4 2025", which may be said of the quarter before or of a year earlier, where the two differ."""
        first, last, before = asserted.queries
        sides = [replace(asserted, queries=pair) for pair in ((first, last), (before, last))]
        judged = [self._direction(side) for side in sides]
        if {"cannot_check"} & {one.verdict for one in judged} or judged[0].verdict == judged[1].verdict:
            return None
        told = judged if right else judged[::-1]
        return replace(
            told[0],
            verdict="needs_context",
            explanation=" ".join((told[0].explanation, "True of that only.", told[1].explanation)),
        )

    def _comparison(self, asserted: Asserted) -> Assertion:
        found = self._values(asserted)
        if found is None:
            return self._none(asserted, None, MISSING)
        parts, (a, b) = found
        right = a < b if asserted.falling else a > b
        broken = self._broken(asserted)
        said = f"Published: {self._both(asserted, parts, [a, b])}. {broken}".strip()
        verdict: Verdict = "needs_context" if right and broken else "supported" if right else "not_supported"
        return self._made(asserted, verdict, a - b, parts[0], said, beside=parts[1])

    def _points(self, asserted: Asserted) -> Assertion:
        """A change between two shares, stated in percentage points or (often by mistake) in percent."""
        stated = asserted.stated
        if len(asserted.queries) > 2:
            return self._either_time(asserted)
        parts = [self._part(q) for q in asserted.queries]
        values = [part.value for part in parts]
        if any(value is None for value in values):
            return self._none(asserted, None, "One of the two shares is not published.")
        a, b = (float(value) for value in values if value is not None)
        broken = self._broken(asserted, shares=True)
        points, relative = rounded(b - a, 1), rounded(100 * (b - a) / a, 1) if a else 0.0
        said = f"Published: {self._shares_said(asserted, parts, a, b)}, {_moved(points, POINTS)}."
        sign = -1 if asserted.falling else 1
        if stated is None:
            right = sign * points > 0
            verdict: Verdict = "needs_context" if right and broken else "supported" if right else "not_supported"
            return self._made(asserted, verdict, points, parts[1], f"{said} {broken}".strip())
        if stated.kind == "multiple":
            right = bool(a) and agrees(stated, b / a, self.tolerances)
            loosely = bool(a) and not right and _nearly(stated, b / a)
            verdict = (
                "not_supported" if not (right or loosely) else "needs_context" if broken or loosely else "supported"
            )
            return self._made(asserted, verdict, b / a if a else None, parts[1], f"{said} {broken}".strip())
        if stated.kind == "change" and agrees(replace(stated, falling=False), sign * relative, self.tolerances):
            verdict = "needs_context" if broken else "supported"
            text = f"{said} In percent: {relative:+.1f}%. {broken}".strip()
            return self._made(asserted, verdict, relative, parts[1], text)
        # Two shares rounded before they are subtracted may differ by one point from their difference.
        near = replace(stated, step=max(stated.step, 2.0), falling=False)
        if agrees(near, sign * points, self.tolerances):
            mistaken = stated.kind == "change"
            verdict = "needs_context" if mistaken or broken else "supported"
            note = " It is right in percentage points, not in percent." if mistaken else ""
            return self._made(asserted, verdict, points, parts[1], f"{said}{note} {broken}".strip())
        return self._made(asserted, "not_supported", points, parts[1], said)

    def _either_time(self, asserted: Asserted) -> Assertion:
        """ "The rate fell in Q4 2025", beside the quarter before or a year earlier: so of both, of neither, or of one alone."""
        first, last, before = asserted.queries
        judged = [self._points(replace(asserted, queries=pair)) for pair in ((first, last), (before, last))]
        known = [one for one in judged if one.verdict != "cannot_check"]
        if len({one.verdict for one in known}) < 2:
            return (known or judged)[0]
        told = sorted(known, key=lambda one: one.verdict == "not_supported")
        text = " ".join((told[0].explanation, "True of that only.", told[1].explanation))
        return replace(told[0], verdict="needs_context", explanation=text)

    def _shares_said(self, asserted: Asserted, parts: list[Part], a: float, b: float) -> str:
        """ "88.5% of reasonable grounds decisions in 2022 and 54.6% in 2023 (positive)"."""
        first, last = asserted.queries[:2]
        if first.where != last.where:
            return "; ".join(part.headline.rstrip(".") for part in parts)
        when = [self._when(part, query) for part, query in zip(parts, (first, last), strict=True)]
        return f"{a:.1f}% {when[0]} and {b:.1f}% {when[1]} ({subject(first, self.lookup)})"


def _nearly(stated: Stated, ratio: float) -> bool:
    """ "Nearly doubled" of 1.76: loosely said."""
    least = float(stated.value)
    return stated.qualifier in NEARLY and abs(ratio - least) <= NEAR * least and (ratio > 1) == (least > 1)


def _moved(change: float, unit: str = "%") -> str:
    """ "A rise of 33.2%", "a fall of 12.0%"."""
    return f"a {'rise' if change > 0 else 'fall'} of {abs(change):.1f}{unit}" if change else "no change"
