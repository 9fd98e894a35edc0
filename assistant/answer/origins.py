"""Which rows of a table came from which source, where they are not all from one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.answer.model import Cell, Part, Source

Rows = Sequence[Sequence[Cell]]


def placed(sources: Sequence[Source], rows: Rows, given: Mapping[str, Collection[Source]]) -> tuple[Source, ...]:
    """Each source with the rows that it gives, by their labels; ``given``: label -> the sources of its figures.

    As they are where a row bears none of the labels: nothing would be known of it.
    """
    labels = {str(cell) for row in rows for cell in row if isinstance(cell, str) and cell in given}
    if len(sources) < 2 or not all(labels.intersection(map(str, row)) for row in rows):
        return tuple(sources)
    found = []
    for source in sources:
        own = tuple(label for label, used in given.items() if label in labels and source in used)
        found.append(replace(source, rows=own if len(own) < len(labels) else ()))
    return tuple(found)


def united(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources of several answers, each once: of all rows where one of them has it so."""
    found: dict[Source, Source] = {}
    for source in sources:
        before = found.get(source)
        if before is None:
            found[source] = source
        elif before.rows:
            more = tuple(dict.fromkeys((*before.rows, *source.rows))) if source.rows else ()
            found[source] = replace(before, rows=more)
    return tuple(found.values())


def sources_of(part: Part, row: Sequence[Cell]) -> tuple[Source, ...]:
    """Where a row of the part's table is from; all sources of a row that none of them names."""
    cells = {str(cell) for cell in row if isinstance(cell, str)}
    found = tuple(source for source in part.sources if not source.rows or cells.intersection(source.rows))
    return found or part.sources
