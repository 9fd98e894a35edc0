"""When a chart helps with a tree, as data."""

from __future__ import annotations

from assistant.answer.caveats import Applied
from assistant.answer.model import Chart
from assistant.asked.having import Having
from assistant.asked.name import Names
from assistant.asked.node import Node
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.top import Top
from assistant.asked.walk import TIME, counts
from assistant.period import Span
from assistant.tell.table import Table

FEWEST = 3
MOST_SERIES = 4


def chart(tree: Node, table: Table, headline: str, changes: list[Applied], names: Names) -> Chart | None:
    """A line along time, bars otherwise; None where the table is as good."""
    if table.workings or len(table.rows) < FEWEST or len(table.axes) > 2:
        return None
    time = table.axes[0].axis in TIME
    picked = isinstance(tree, (Pick, Top, Having, Place))
    line = time and not picked and table.axes[0].axis != "period"
    series = table.columns[1] if len(table.axes) == 2 else None
    if series and (not time or len({row[1] for row in table.rows}) > MOST_SERIES):
        return None
    y = table.columns[-1]
    area = names.lookup.publication_of(counts(tree)[0].measure).area
    subtitle = f"{y[:1].upper()}{y[1:]}{f' in {area}' if area else ''}"
    title = names.name(tree).removeprefix("the ")
    alt = f"{'Line' if line else 'Bar'} chart. {headline} The figures are in the table beside it."
    return Chart(
        "line" if line else "bar", f"{title[:1].upper()}{title[1:]}", subtitle, table.columns[0], y, series,
        _breaks(table, changes, names) if line else (), alt,
    )  # fmt: skip


def _breaks(table: Table, changes: list[Applied], names: Names) -> tuple[tuple[str, str], ...]:
    spans = [key[0] for key in table.keys if isinstance(key[0], Span)]
    found = []
    for a in changes:
        for number in a.quarters if a.caveat.kind == "break" else ():
            span = next((s for s in spans if s.start <= number <= s.end), None)
            if span is not None:
                found.append((span.label, names.lookup.changes[a.caveat.id].title))
    return tuple(dict.fromkeys(found))
