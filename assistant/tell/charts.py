"""When a chart helps with a tree, as data."""

from __future__ import annotations

from fractions import Fraction

from assistant.answer.caveats import Applied
from assistant.answer.model import Cell, Chart
from assistant.answer.titles import by, dated, fitting, ranked
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.name import Names
from assistant.asked.node import Node
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.top import Top
from assistant.asked.walk import TIME, counts, over_of, walk
from assistant.period import Span
from assistant.tell.numbers import Kind, words
from assistant.tell.table import SIGNS, Table, inner_of

FEWEST = 3
MOST_ALIKE = 15  # bars with the same figure: as many as are drawn
MOST_SERIES = 4


def chart(tree: Node, table: Table, headline: str, changes: list[Applied], names: Names) -> Chart | None:
    """A line along time, bars otherwise; None where the table is as good."""
    held = sum(isinstance(row[-1], (int, float)) for row in table.rows)
    if table.workings or held < FEWEST or len(table.axes) > 2 or _beside(table) or _alike(table):
        return None
    time = table.axes[0].axis in TIME
    picked = isinstance(tree, (Pick, Top, Having, Place))
    line = time and not picked and table.axes[0].axis != "period"
    series = table.columns[1] if len(table.axes) == 2 else None
    if series and (not time or len({row[1] for row in table.rows}) > MOST_SERIES):
        return None
    y = table.columns[-1]
    when = _when(tree, table, names)
    subtitle = _subtitle(tree, table, when, names)
    title = _message(tree, table, when, names, line)
    alt = f"{'Line' if line else 'Bar'} chart. {headline} The figures are in the table beside it."
    return Chart(
        "line" if line else "bar", f"{title[:1].upper()}{title[1:]}", subtitle, table.columns[0], y, series,
        _breaks(table, changes, names) if line else (), alt,
    )  # fmt: skip


def _beside(table: Table) -> bool:
    """Are several counts set beside each other? A picture of the last of them would be none of the others."""
    return len(table.figures) > 1 and isinstance(inner_of(table.figures[-1].node), Count)


def _alike(table: Table) -> bool:
    """Do more bars than there is room for all have the highest figure, so that the picture would choose among them?"""
    found = [row[-1] for row in table.rows if isinstance(row[-1], (int, float))]
    return len(table.axes) == 1 and table.axes[0].axis not in TIME and found.count(max(found)) > MOST_ALIKE


def _when(tree: Node, table: Table, names: Names) -> str:
    """The period of all that is shown; "" of what lies between two periods, which its name says."""
    measure = counts(tree)[0].measure
    spans = [key[0] for key in table.keys if isinstance(key[0], Span)]
    if not spans and len({count.when for count in counts(tree)}) > 1:
        return ""
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else counts(tree)[0].when
    return _label(names.period(span, measure)) if isinstance(span, Span) else ""


def _subtitle(tree: Node, table: Table, when: str, names: Names) -> str:
    """Unit, population, place and time: "Share of positive decisions among conclusive grounds decisions (%) in the
    United Kingdom, 2023".
    """
    sign = SIGNS.get(table.figures[-1].kind, "") if table.figures else ""
    y = table.columns[-1].removesuffix(sign)
    area = names.lookup.area_of(count.measure for count in counts(tree))
    where = f" in {area}" if area else ""
    return f"{y[:1].upper()}{y[1:]}{f' ({sign[2:]})' if sign else ''}{where}{f', {when}' if when else ''}"


def _label(phrase: str) -> str:
    """
    >>> _label("in 2023"), _label("from January to March 2023")
    ('2023', 'January to March 2023')
    """
    return phrase.removeprefix("in ").removeprefix("from ").removeprefix("at the ")


def _message(tree: Node, table: Table, when: str, names: Names, line: bool) -> str:
    """What the picture shows: from where to where a line goes, or which bars are the longest."""
    bare = names.bare(over_of(tree) or tree, names.shared(tree) is None).removeprefix("number of ")
    name = f"{bare[:1].upper()}{bare[1:]}"
    of = table.figures[-1].kind
    told = [(str(row[0]), row[-1], row[1]) for row in table.rows if isinstance(row[-1], (int, float))]
    if len(told) < 2 or len(table.axes) > 1:
        title = names.name(tree).removeprefix("the ")
        return f"{title[:1].upper()}{title[1:]}"
    if not line:
        order = told if isinstance(tree, (Pick, Top)) else sorted(told, key=_down)
        below = ", lowest first" if isinstance(tree, (Pick, Top)) and not tree.highest else ""
        full = tuple(f"{dated(head, when)}{below}" for head in (by(name, table.columns[0]), name))
        most = [f"{label} ({_shown(value, of)})" for label, value, _ in order[:3]]
        spare = f"{name}{below}"
        return ranked((*full, spare), most) if table.axes[0].axis in TIME else ranked(full, most, (spare,))
    plus = "+" if any(isinstance(node, Minus) for node in walk(tree)) else ""
    (first, was), (last, now) = ((label, _shown(value, of, plus)) for label, value, _ in (told[0], told[-1]))
    return fitting(
        f"{name}: {was} in {first}, {now} in {last}", f"{name}: {was} ({first}), {now} ({last})",
        f"{name}: {now} in {last}", name,
    )  # fmt: skip


def _down(row: tuple[str, int | float, Cell]) -> tuple[float, float]:
    """From the largest; of shares that are rounded alike, by their counts, as the bars are."""
    return -row[1], -row[2] if isinstance(row[2], (int, float)) else 1


def _shown(value: int | float, of: Kind, plus: str = "") -> str:
    sign = "−" if value < 0 else plus if value > 0 else ""
    return f"{sign}{words(abs(Fraction(str(value))), of)}"


def _breaks(table: Table, changes: list[Applied], names: Names) -> tuple[tuple[str, str], ...]:
    spans = [key[0] for key in table.keys if isinstance(key[0], Span)]
    found = []
    for a in changes:
        for number in a.quarters if a.caveat.kind == "break" else ():
            span = next((s for s in spans if s.start <= number <= s.end), None)
            if span is not None:
                found.append((span.label, names.lookup.changes[a.caveat.id].title))
    return tuple({label: (label, title) for label, title in reversed(found)}.values())[::-1]
