"""Figures that are compared over time or over releases, and the choice of how an answer is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.beyond import members, periods
from assistant.answer.dates import long_date
from assistant.answer.firsts import first_past, largest_step
from assistant.answer.known import known
from assistant.answer.model import Cell
from assistant.answer.numbers import Number, count, listed, percent, ratio, rounded, share
from assistant.answer.phrases import figure_sentence, in_words, upper_first
from assistant.answer.shapes import breakdown, figure, for_members, ranking, series
from assistant.answer.shares import shares
from assistant.answer.work import Shaped, Work, number, sure
from assistant.asked.selection import HISTORY, MEAN, Selection

FEWEST = 3  # figures: of fewer none is a record
NTH = {1: "", 2: "second ", 3: "third ", 4: "fourth ", 5: "fifth "}


def _between(work: Work) -> Shaped:
    """Two members at one time: both figures, how far apart they are, and how many times one is the other."""
    unit = work.held()[0]
    pairs = [(key, work.value(unit, key)) for key in work.figures.keys]
    made = series(work)
    if len(pairs) != 2 or any(value is None for _, value in pairs):
        return made
    (high, a), (low, b) = sorted(pairs, key=lambda pair: -(pair[1] or 0))
    assert a is not None and b is not None
    names = [" ".join(work.names(key)) for key in (high, low)]
    times = rounded(a / b, 1) if b else None
    more = "the same number of" if a == b else f"{count(a - b)} more"
    ratio = f" ({times:g} times as many)" if times and a > b else ""
    label = work.lookup.measures[work.query.measure].label
    rest = in_words(work.query, work.lookup, work.figures.by).removeprefix(label)
    told = [f"{for_members(work, key)} ({count(value)})" for key, value in ((high, a), (low, b))]
    than = "as" if a == b else "than"
    said = f"There were {more} {label}{rest} {work.phrase(unit)} {told[0]} {than} {told[1]}{ratio}."
    columns = (*work.dimensions, work.label, "difference", "times")
    rows = ((names[0], a, a - b, times), (names[1], b, None, None))
    if work.query.percent and a and b:
        # In the order of the words: the ratio of children to adults is that of children.
        first = next((m for d, ids in work.query.where if d in work.figures.by for m in ids[:1]), high[0])
        (over, c), (under, d) = ((names[0], a), (names[1], b)) if first in high else ((names[1], b), (names[0], a))
        ratio_of = rounded(c / d, 1 if c >= d else 2)
        if c < d:
            said += f" The ratio of {over} to {under} is {ratio_of:g}."
        return Shaped(said, columns, rows, ratio_of, "times", f"{over} divided by {under}")
    return Shaped(said, columns, rows, a - b, work.unit, f"difference of {names[0]} and {names[1]}")


def _movers(work: Work) -> Shaped:
    """Which members rose or fell most between two periods; a break between them withholds the order."""
    held = work.whole()
    made = series(work)
    if len(held) != 2 or len(work.figures.by) != 1 or work.broken:
        return made
    first, last = held
    moved = []
    for key in work.figures.keys:
        a, b = work.value(first, key), work.value(last, key)
        if (a or b) and a is not None and b is not None and not work.residual(key):
            moved.append((" ".join(work.names(key)), a, b))
    moved.sort(key=lambda m: (m[2] - m[1]) * (-1 if work.query.highest else 1))
    moved = moved[: work.query.first_of or len(moved)]
    if not moved:
        return made
    about = in_words(work.query, work.lookup, work.figures.by)
    word = "rose" if work.query.highest else "fell"
    lead = listed([f"{name} (from {count(a)} to {count(b)})" for name, a, b in moved[: work.query.first_of or 3]])
    said = f"Between {work.period(first)} and {work.period(last)}, {about} {word} most for {lead}."
    rows = tuple((name, a, b, b - a, share(b - a, a)) for name, a, b in moved)
    columns = (
        *work.dimensions,
        f"{work.label}, {work.period(first)}",
        f"{work.label}, {work.period(last)}",
        "change",
        "change (%)",
    )
    best = moved[0][2] - moved[0][1]
    return Shaped(said, columns, rows, best, work.unit, f"difference of {work.period(last)} and {work.period(first)}")


def change(work: Work) -> Shaped:
    held = work.whole()
    if work.figures.by:
        return _between(work) if len(work.held()) == 1 else _movers(work)
    columns = ("period", work.label, "change", "change (%)")
    values = [(i, work.value(i)) for i in held]
    if len(values) < 2 or values[0][1] is None or values[-1][1] is None:
        return replace(series(work), value=None)
    (i, a), (j, b) = values[0], values[-1]
    assert a is not None and b is not None
    about = in_words(work.query, work.lookup)
    if work.broken:
        said = f"There were {count(a)} {about} {work.phrase(i)} and {count(b)} {work.phrase(j)}. {work.broken}"
        return Shaped(said, columns[:2], ((work.period(i), a), (work.period(j), b)))
    if work.printed:
        return _apart(work, i, j, b - a)
    difference = b - a
    relative = share(difference, a)
    said = _change_sentence(work, about, (i, a), (j, b), ratio(difference, a))
    rows: tuple[tuple[Cell, ...], ...] = ((work.period(i), a, None, None), (work.period(j), b, difference, relative))
    percent_asked = work.query.percent and relative is not None
    value: Number | None = relative if percent_asked else difference
    return Shaped(
        said,
        columns,
        rows,
        value,
        "percent" if percent_asked else work.unit,
        f"difference of {work.period(j)} and {work.period(i)}",
    )


def _apart(work: Work, first: int, last: int, difference: Number) -> Shaped:
    """Two printed figures, each as it is known, and how far they lie apart: nothing is divided."""
    told = []
    for place in (first, last):
        value, source = work.value(place) or 0, known(work.figures, place, work.lookup)
        told.append(figure_sentence(work.query, value, work.phrase(place), work.lookup, source))
    measure = work.lookup.measures[work.query.measure]
    unit = measure.singular if abs(difference) == 1 else measure.unit
    size = f"{count(abs(difference))} {unit} {'more' if difference > 0 else 'fewer'}" if difference else "no difference"
    rows = ((work.period(first), work.value(first), None), (work.period(last), work.value(last), difference))
    columns = ("period", work.label, "change")
    how = f"difference of {work.period(last)} and {work.period(first)}"
    return Shaped(f"{' '.join(told)} That is {size}.", columns, rows, difference, work.unit, how)


def _change_sentence(
    work: Work, about: str, first: tuple[int, int], last: tuple[int, int], relative: float | None
) -> str:
    (i, a), (j, b) = first, last
    if a == b:
        return f"{upper_first(about)} were {count(a)} both {work.phrase(i)} and {work.phrase(j)}."
    verb, noun = ("rose", "increase") if b > a else ("fell", "decrease")
    tail = f", {'an' if noun == 'increase' else 'a'} {noun} of {count(abs(b - a))}"
    if relative is not None:
        tail += (
            f" ({percent(abs(relative))})" if abs(relative) >= 1 else f" ({percent(abs(relative))}, similar to before)"
        )
    return f"{upper_first(about)} {verb} from {count(a)} {work.inside(i)} to {count(b)} {work.inside(j)}{tail}."


def extreme(work: Work) -> Shaped:
    values = [(i, value) for i in work.whole() if (value := work.value(i)) is not None]
    made = series(work)
    if work.broken or not values:
        return replace(made, headline=f"{made.headline} {work.broken}".strip())
    if work.query.limit is not None:
        return first_past(work, made, values, work.query.limit)
    if work.query.step:
        return largest_step(work, made, values)
    order = sorted(made.rows, key=lambda row: -sure(row[-1]) if work.query.highest else sure(row[-1]))
    place = min(work.query.first_of or 1, len(values))
    best = sorted((value for _, value in values), reverse=work.query.highest)[place - 1]
    if len(values) < FEWEST and (work.plan.later or len(values) < 2):
        few = "one is" if len(values) == 1 else f"{len(values)} are"
        return replace(
            made, value=None, withheld=f"Only {few} held of the {work.column}s asked about, too few for a record."
        )
    tied = [i for i, value in values if value == best]
    where = listed([work.phrase(i) for i in tied])
    word = f"{NTH[place]}{'highest' if work.query.highest else 'lowest'}"
    said = (
        f"{upper_first(in_words(work.query, work.lookup))} were {word} {where} ({count(best)}), "
        f"of {work.among([i for i, _ in values])}."
    )
    return replace(made, headline=said, value=best, unit=work.unit, rows=tuple(order))


def average(work: Work) -> Shaped:
    values = [(i, value) for i in work.whole() if (value := work.value(i)) is not None]
    made = series(work)
    if work.stock:
        ends = [f"{count(value)} {work.phrase(i)}" for i, value in values]
        said = f"Held are {listed(ends)}." if ends else ""
        return replace(made, headline=said, value=None, unit=None, withheld=work.never("averaged"), refused=True)
    if work.figures.by or not values:
        return made
    if len(values) == 1 < len(made.rows):
        few = f"Only one is held of the {work.column}s asked about, which is no average."
        return replace(made, value=None, withheld=few)
    total = sum(value for _, value in values)
    mean = rounded(total / len(values), 1)
    about = in_words(work.query, work.lookup)
    said = (
        f"There was an average of {count(mean)} {about} a {work.column} {work.stretch([i for i, _ in values])} "
        f"({count(total)} over {len(values)} {work.column}s)."
    )
    exact: Number = int(mean) if mean.is_integer() else mean
    return replace(made, headline=said, value=exact, unit=work.unit, calculated=f"mean of {len(values)} {work.column}s")


def history(work: Work) -> Shaped:
    """The same figure in every release held, oldest first."""
    rows: list[tuple[Cell, ...]] = []
    seen: list[int] = []
    for release, _, value, used in work.figures.others:
        entry = work.lookup.releases.get(release)
        published = entry.published.isoformat() if entry and entry.published else None
        by = "" if used.quoted_by == "publisher" else "reported elsewhere"
        if any(row[0] == release and row[2] == value for row in rows):
            continue
        rows.append((release, published, value, work.lookup.tables[used.table].title, by))
        seen.append(value)
    if len(work.plan.units) > 1:
        return _histories(work)
    about = f"{in_words(work.query, work.lookup)} {work.phrase(0)}"
    columns = ("release", "published", work.label, "table", "quoted by")
    if len(set(seen)) <= 1:
        number_of = len({r[0] for r in rows})
        said = f"The number of {about} is in no release held."
        if seen:
            said = (
                f"The number of {about} is {count(seen[0])} in every release held ({number_of}); it has not been "
                f"revised in them."
            )
        return Shaped(said, columns, tuple(rows), seen[-1] if seen else None, work.unit)
    said = (
        f"The number of {about} was {count(sure(rows[0][2]))} in the release of {_dated(rows[0])} and "
        f"{count(sure(rows[-1][2]))} in the release of {_dated(rows[-1])}. It has been revised."
    )
    return Shaped(said, columns, tuple(rows), number(rows[-1][2]), work.unit)


def _histories(work: Work) -> Shaped:
    """Of several periods: each with what it was first printed as and what it is now."""
    rows: list[tuple[Cell, ...]] = []
    told: list[str] = []
    for i, unit in enumerate(work.plan.units):
        found = [(release, value) for release, period, value, _ in work.figures.others if period == unit.span.id]
        rows += [(work.period(i), release, value) for release, value in dict.fromkeys(found)]
        if found:
            first, last = found[0][1], found[-1][1]
            moved = f"{count(first)} at first, now {count(last)}" if first != last else f"{count(last)}, not revised"
            told.append(f"{work.period(i)}: {moved}")
    said = f"{upper_first(in_words(work.query, work.lookup))}, {'; '.join(told) or 'no figure in any release held'}."
    return Shaped(said, ("period", "release", work.label), tuple(rows))


def _dated(row: tuple[Cell, ...]) -> str:
    return long_date(str(row[1])) if row[1] else str(row[0])


def told(work: Work) -> Shaped:
    """Columns, rows and headline of what the plan is asked for. Nothing here reads a word of the question."""
    query = work.query
    made = _teller(query)(work)
    if query.having is not None and query.having.what == "list" and work.held():
        return (members if query.ranking else periods)(work, made)
    return made


def _teller(query: Selection) -> Callable[[Work], Shaped]:
    if query.among is not None:
        return shares
    if query.minus is not None:
        return change
    if query.extreme:
        return extreme
    if query.ranking:
        return ranking
    if query.calculation in (MEAN, HISTORY):
        return average if query.calculation == MEAN else history
    if query.over_time or query.compared:
        return series
    return breakdown if query.listed else figure
