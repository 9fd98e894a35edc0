"""What users told us between two days, as tables and comments: for a person to edit before it is published."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.numbers import listed
from assistant.answer.phrases import upper_first
from assistant.catalog.lookup import Lookup
from assistant.catalog.survey import Survey
from assistant.feedback.choices import breakdowns, datasets
from assistant.feedback.model import Rating, Response, Unmet
from assistant.feedback.store import Store
from assistant.period import MONTHS

SMALL = 5
FEW = f"fewer than {SMALL}"
MOST = 10  # lines of the most and the least useful tables
NO_MEASURE = "Nothing in particular"
REASONS = {
    "breakdown": "a breakdown that is not published", "topic": "a subject that is not published",
    "period": "a period that is not held", "words": "words that were not understood",
}  # fmt: skip

Row = tuple[str | int, ...]


@dataclass(frozen=True)
class Section:
    """One table. Counts are numbers, or :data:`FEW`."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Summary:
    """``comments`` are pairs of a heading (a measure, or a question of the survey) and what was written under it."""

    first: dt.date
    last: dt.date
    sections: tuple[Section, ...]
    comments: tuple[tuple[str, tuple[str, ...]], ...]


def shown(count: int) -> int | str:
    """
    >>> shown(4), shown(5)
    ('fewer than 5', 5)
    """
    return count if count >= SMALL else FEW


def summarise(store: Store, lookup: Lookup, survey: Survey, first: dt.date, last: dt.date) -> Summary:
    """Days from ``first`` to ``last``, both included; what is counted by month, by the months of these days.

    Raises :class:`assistant.feedback.store.StoreError`.
    """
    ratings, responses = store.ratings(first, last), store.responses(first, last)
    unmet = store.unmet(f"{first:%Y-%m}", f"{last:%Y-%m}")
    sections = [
        *_survey(responses, lookup, survey), _useful(ratings), *_tables(ratings, lookup),
        _wanted(ratings, unmet, lookup), _topics(unmet, lookup), _months(unmet),
    ]  # fmt: skip
    comments = tuple(_comments(ratings, responses, lookup, survey))
    return Summary(first, last, tuple(s for s in sections if s.rows), comments)


def _survey(responses: Sequence[Response], lookup: Lookup, survey: Survey) -> Iterable[Section]:
    """Question by question, round by round: every choice that could be made, and of long lists those made."""
    names, tables = breakdowns(lookup), datasets(lookup)
    titles = {r.id: r.title for r in survey.rounds}
    for name in dict.fromkeys(r.round for r in responses):
        where = titles.get(name, name)
        replies = [reply for r in responses if r.round == name for reply in r.replies]
        for question in survey.questions:
            mine = [reply for reply in replies if reply.question == question.id]
            title = f"{where}: {question.text}"
            if question.kind == "datasets":
                chosen = Counter(tables.get(one, one) for reply in mine for one in reply.datasets)
                yield Section(title, ("Table", "Responses"), _ranked(chosen))
            elif question.kind == "choice" and any(reply.choice for reply in mine):
                made = Counter(reply.choice for reply in mine)
                rows = tuple((choice, shown(made[choice])) for choice in question.choices)
                yield Section(title, ("Response", "Responses"), rows)
            elif any(reply.comment for reply in mine):
                rows = (("Comments", shown(sum(bool(reply.comment) for reply in mine))),)
                yield Section(title, ("Response", "Responses"), rows)
            missed = Counter(names.get(one, one) for reply in mine for one in reply.wanted)
            yield Section(f"{title} Breakdowns missed", ("Breakdown", "Responses"), _ranked(missed))


def _useful(ratings: Sequence[Rating]) -> Section:
    said = Counter(r.useful for r in ratings if r.useful is not None)
    rows = (("Yes", shown(said[True])), ("No", shown(said[False]))) if said else ()
    return Section("Was this answer useful?", ("Response", "Responses"), rows)


def _tables(ratings: Sequence[Rating], lookup: Lookup) -> Iterable[Section]:
    titles = datasets(lookup)
    useful = Counter(titles.get(d, d) for r in ratings if r.useful is True for d in r.datasets)
    useless = Counter(titles.get(d, d) for r in ratings if r.useful is False for d in r.datasets)
    columns = ("Table", "Answers rated useful", "Answers rated not useful")
    for title, by in (("Most useful tables", useful), ("Least useful tables", useless)):
        names = [str(row[0]) for row in _ranked(by)][:MOST]
        yield Section(title, columns, tuple((name, shown(useful[name]), shown(useless[name])) for name in names))


def _wanted(ratings: Sequence[Rating], unmet: Mapping[tuple[str, Unmet], int], lookup: Lookup) -> Section:
    """What was asked for in vain and what was chosen under an answer: the same wish may be counted in both."""
    asked: Counter[tuple[str, str]] = Counter()
    for (_, one), times in unmet.items():
        if one.reason == "breakdown" and one.dimensions:
            asked[_measure(one.measure, lookup), _by(one.dimensions, lookup)] += times
    chosen = Counter((_measure(r.measure, lookup), _by((r.wanted,), lookup)) for r in ratings if r.wanted)
    # The order says no more than the counts that are shown: those that are not stand as one, by name.
    order = sorted({*asked, *chosen}, key=lambda k: (-_weight(asked[k]) - _weight(chosen[k]), k))
    columns = ("What is counted", "Breakdown", "Questions without a figure", "Chosen under an answer")
    rows = tuple((*key, shown(asked[key]), shown(chosen[key])) for key in order)
    return Section("Breakdowns wanted and not had", columns, rows)


def _topics(unmet: Mapping[tuple[str, Unmet], int], lookup: Lookup) -> Section:
    asked: Counter[str] = Counter()
    for (_, one), times in unmet.items():
        for topic in one.topics:
            asked[upper_first(lookup.topics[topic].label) if topic in lookup.topics else topic] += times
    return Section("Subjects asked for and not published", ("Subject", "Questions without a figure"), _ranked(asked))


def _months(unmet: Mapping[tuple[str, Unmet], int]) -> Section:
    counted: Counter[tuple[str, str]] = Counter()
    for (month, one), times in unmet.items():
        counted[month, one.reason] += times
    rows = tuple(
        (
            f"{MONTHS[int(month[5:]) - 1]} {month[:4]}",
            upper_first(REASONS.get(reason, reason)),
            shown(counted[month, reason]),
        )
        for month, reason in sorted(counted)
    )
    return Section("Questions without a figure, by month", ("Month", "They asked for", "Questions"), rows)


def _comments(
    ratings: Sequence[Rating], responses: Sequence[Response], lookup: Lookup, survey: Survey
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """By measure in the catalog's order, then those about nothing in particular, then the survey's questions."""
    for measure in (*lookup.measures, ""):
        found = tuple(
            r.comment for r in ratings
            if r.comment and (r.measure == measure or (not measure and r.measure not in lookup.measures))
        )  # fmt: skip
        if found:
            yield _measure(measure, lookup), found
    for question in survey.questions:
        found = tuple(
            reply.comment for r in responses for reply in r.replies if reply.question == question.id and reply.comment
        )
        if found:
            yield question.text, found


def _ranked(counted: Mapping[str, int]) -> tuple[Row, ...]:
    ordered = sorted(counted, key=lambda name: (-_weight(counted[name]), name))
    return tuple((name, shown(counted[name])) for name in ordered)


def _weight(count: int) -> int:
    return count if count >= SMALL else 0


def _measure(name: str, lookup: Lookup) -> str:
    return upper_first(lookup.measures[name].label) if name in lookup.measures else NO_MEASURE


def _by(names: Sequence[str], lookup: Lookup) -> str:
    found = breakdowns(lookup)
    labels = [found.get(name, name) for name in names]
    return listed([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])
