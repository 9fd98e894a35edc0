"""The verdicts of one sentence seen together: a record beside its figure, a change beside its two counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.answer.numbers import rounded
from assistant.claims.bases import OF_THEM, part_of
from assistant.claims.model import AGREE, UNREAD, Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.read import Sentence
from assistant.claims.stated import agrees
from assistant.english.phrases import explanation, pattern

PLACE = explanation("settled.place")
FIRST = explanation("settled.first")
OF_UNSURE = explanation("settled.of_unsure")
COMPARING = pattern("settled.comparing")
THAN = pattern("settled.than")
PEAK = pattern("settled.peak")
MOST = 3  # counts: a sum and two of which it is one
BOUNDS = ("over", "under", "at least", "at most")
AGAINST = explanation("settled.against")
SUMMED = explanation("settled.summed")
OF_OWN = explanation("settled.of_own")
LARGER = explanation("settled.larger")
SMALLER = explanation("settled.smaller")
NO_PEAK = explanation("settled.no_peak")
DISAGREE = explanation("settled.disagree")


def folded(judged: list[Assertion], asserted: list[Asserted]) -> list[Assertion]:
    """A record of the one figure of a sentence that cannot be known is said beside that figure; one that is that figure,
    "peaked at 5,758", is judged with it."""
    judged = _without_places(_first_of_all(judged, asserted), asserted)
    records = [n for n, one in enumerate(asserted) if one.kind == "extreme"]
    if len(judged) != 2 or len(records) != 1 or asserted[1 - records[0]].kind != "count":
        return judged
    figure, record = judged[1 - records[0]], judged[records[0]]
    query = figure.answer.selection if figure.answer else None
    found = query.periods if query else ()
    other = bool(found) and found != asserted[records[0]].queries[0].periods
    if record.verdict == "not_supported" and figure.verdict == "needs_context" and other:
        return [figure]  # when the figure is of is not said, and so not of when the record would be
    if record.verdict == "cannot_check":
        return [beside(figure, record.explanation)]
    if PEAK.search(record.text) and record.verdict == "not_supported" and figure.verdict != "cannot_check":
        explanation = f"{figure.explanation} {NO_PEAK} {record.explanation}"
        return [replace(figure, verdict=record.verdict, explanation=explanation)]
    return judged


def _without_places(judged: list[Assertion], asserted: list[Asserted]) -> list[Assertion]:
    """The verdicts, where the place of a figure in a ranking that is not held is said beside that figure."""
    pairs = list(zip(judged, asserted, strict=len(judged) == len(asserted)))
    open_ = [(one, a) for one, a in pairs if a.kind == "rank" and a.rank > 0 and one.verdict == "cannot_check"]
    out = [one for one, a in pairs if (one, a) not in open_]
    for one, a in open_ if out else ():
        at = next(
            (n for n, (_, b) in enumerate(pairs) if any((a.member,) == ids for q in b.queries for _, ids in q.where)), 0
        )
        at = min(at, len(out) - 1)
        out[at] = replace(out[at], explanation=f"{out[at].explanation} {PLACE.format(text=one.text)}")
    return out if out else judged


def _first_of_all(judged: list[Assertion], asserted: list[Asserted]) -> list[Assertion]:
    """The verdicts, where "most" is said of those who are the most and still less than half: it may be meant of either."""
    if len(judged) != len(asserted):
        return judged
    first = {
        (a.text, a.member)
        for one, a in zip(judged, asserted, strict=True)
        if a.kind == "rank" and a.rank == 1 and one.verdict in AGREE
    }
    return [
        replace(one, verdict="needs_context", explanation=f"{one.explanation} {FIRST}")
        if one.verdict == "not_supported"
        and a.kind == "share"
        and any((a.text, ids[0]) in first for _, ids in a.queries[0].where)
        else one
        for one, a in zip(judged, asserted, strict=True)
    ]


def of_parts(judged: list[Assertion], asserted: list[Asserted]) -> list[Assertion]:
    """ "| 21,919 came to light: 16,990 were referred and 4,929 reported": a count that is the sum of all that follow it, each
    right of others or of another count, is right of them together."""
    out = list(judged)
    counts = [n for n, a in enumerate(asserted) if a.kind == "count"] if len(judged) == len(asserted) else []
    if len(counts) < MOST or judged[counts[0]].verdict in AGREE:
        return out
    first, parts = counts[0], counts[1:]
    stated = asserted[first].stated
    apart = len({asserted[n].queries[0] for n in parts}) == len(parts)
    right = all(judged[n].verdict in AGREE and judged[n].stated is not None for n in parts)
    if not apart or not right or stated is None or stated.qualifier in BOUNDS:
        return out
    if stated.value == sum(judged[n].stated or 0 for n in parts):
        out[first] = replace(
            judged[parts[0]], text=judged[first].text, stated=stated.value, published=stated.value, explanation=SUMMED
        )
    return out


def of_own_figures(judged: list[Assertion], asserted: list[Asserted]) -> list[Assertion]:
    """A change, or a direction, that is that of the two counts beside it, each published at some time, is right of those
    releases."""
    counts = [(one, a) for one, a in zip(judged, asserted, strict=False) if a.kind == "count" and one.verdict in AGREE]
    if len(judged) != len(asserted) or len(counts) != 2:
        return judged
    by_period = {a.queries[0].periods: float(one.stated or 0) for one, a in counts}
    out = []
    for one, a in zip(judged, asserted, strict=True):
        ends = [by_period.get(query.periods, 0.0) for query in a.queries[:2]]
        if one.verdict == "not_supported" and all(ends) and len(ends) == 2 and not a.denied and _moved(a, *ends):
            text = f"{OF_OWN} {one.explanation}"
            one = replace(one, verdict="supported_at_release", explanation=text)
        elif one.verdict in AGREE and a.kind == "direction" and all(ends) and len(ends) == 2 and not a.denied:
            way = ends[0] > ends[1] if a.falling else ends[0] < ends[1]
            one = one if way else replace(one, verdict="not_supported", explanation=f"{AGAINST} {one.explanation}")
        out.append(one)
    return out


def _moved(a: Asserted, first: float, last: float) -> bool:
    """Did one figure move to the other as is said: so far, or that way?"""
    change = rounded(100 * (last - first) / first, 1)
    if a.kind == "change" and a.stated:
        return agrees(replace(a.stated, falling=False), -change if a.stated.falling else change, {})
    _, low, high = a.degree or ("", 0.0, float("inf"))  # "rose slightly, from 12,700 to 16,921"
    return a.kind == "direction" and low <= abs(change) <= high and (change < 0 if a.falling else change > 0)


def of_unsure_whole(judged: list[Assertion], asserted: list[Asserted], sentence: str) -> list[Assertion]:
    """The verdicts, where a figure is a part, or a change, of a count of the sentence of which it is not sure which it is:
    "3,309 people, including 732 children, 21% more than in 2013" may be of another body's count."""
    counts = [a.stated for a in asserted if a.kind == "count" and a.stated]
    unsure = {
        a.stated
        for one, a in zip(judged, asserted, strict=False)
        if one.verdict == "cannot_check" and a.kind == "count"
    }
    out = []
    for one, a in zip(judged, asserted, strict=False):
        s = a.stated
        earlier = [o for o in counts if s and o.end <= s.start]
        whole = part_of(sentence, s, counts) if s and a.kind == "count" else None
        if earlier and s and (a.kind == "change" or (a.kind == "share" and OF_THEM.match(sentence, s.end))):
            whole = earlier[0]
        moved = a.kind == "direction" and bool(a.doubt) and bool(counts) and unsure == set(counts)
        if moved or (one.verdict == "not_supported" and whole in unsure):
            one = Assertion(one.text, "cannot_check", one.stated, None, None, f"{OF_UNSURE} {one.explanation}")
        out.append(one)
    return out


def set_against(judged: list[Assertion], asserted: list[Asserted], sentence: str) -> list[Assertion]:
    """The verdicts, where the sentence itself says that one of two figures is more, and the figures say that it is less:
    "fewer adults (8,622) than children (7,432)"."""
    out = list(judged)
    if len(judged) != len(asserted):
        return out
    for n, (a, b) in enumerate(pairwise(one.stated for one in asserted)):
        if a is None or b is None or a.kind != b.kind or a.kind not in ("count", "share"):
            continue
        found = COMPARING.search(sentence[: a.start])
        if not found or not THAN.fullmatch(sentence[a.end : b.start]) or not sentence[b.end :].startswith(")"):
            continue
        wrong = a.value <= b.value if found["more"] else a.value >= b.value
        if wrong and judged[n + 1].verdict in AGREE:
            said = LARGER if found["more"] else SMALLER
            out[n + 1] = replace(
                judged[n + 1], verdict="not_supported", explanation=f"{said} {judged[n + 1].explanation}"
            )
    return out


def unread(made: Sentence, why: str) -> list[Assertion]:
    """What cannot be held against the tables, figure by figure; its own arithmetic can be wrong all the same."""
    wrong = {made.text[s.stated.start : s.stated.end].strip(): s.text for s in made.sums}
    quotes = made.figures or ((made.text, None),)
    return [
        Assertion(quote, "not_supported", value, None, None, f"{DISAGREE} {wrong[quote]}")
        if quote in wrong
        else Assertion(quote, "cannot_check", value, None, None, why)
        for quote, value in quotes
    ]


def beside(assertion: Assertion, why: str) -> Assertion:
    """A right figure in a sentence that also says what no table shows, such as a cause, needs that said."""
    verdict = "needs_context" if assertion.verdict in AGREE else assertion.verdict
    return replace(assertion, verdict=verdict, explanation=f"{assertion.explanation} {why}")


def either_way(found: list[Assertion], others: list[Assertion]) -> list[Assertion]:
    """The assertions, each as another reading of its sentence has it where only that one is right, or reads it at all.

    A figure that is said several times is taken over only where the other reading is right of all of them.
    """
    right: dict[object, list[Assertion]] = {}
    for one in others:
        right.setdefault(one.text if one.stated is None else one.stated, []).append(one)
    out = []
    for one in found:
        same = right.get(one.text if one.stated is None else one.stated, [])
        alike = bool(same) and all(other.verdict in AGREE for other in same)
        known = one.explanation == UNREAD and len(same) == 1 and same[0].verdict != "cannot_check"
        out.append(same[0] if known or (alike and one.verdict not in AGREE) else one)
    return out
