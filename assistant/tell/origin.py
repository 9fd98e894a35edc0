"""Where the figures of a tree are from, with the periods of each source where the rows are of several."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.compose import read_from
from assistant.answer.model import Source
from assistant.answer.origins import Rows, placed
from assistant.catalog.lookup import Lookup
from assistant.plan.together import Taken
from assistant.plan.tree_figures import Figures


def sources(taken: Sequence[Taken], figures: Figures, rows: Rows, lookup: Lookup) -> tuple[Source, ...]:
    """The tables that were read, newest first; ``rows`` are those of the answer."""
    used = [one for many in figures.used.values() for one in many]
    given: dict[str, set[Source]] = {}
    for one in taken:
        tables = {name for fetch in one.fetches for name in fetch.tables}
        for span, unit in one.units.items():
            releases = {piece.release for piece in unit.pieces}
            mine = [each for each in used if each.release in releases and each.table in tables]
            given.setdefault(figures.label("period", span), set()).update(read_from({0: mine}, lookup))
    return placed(read_from({0: used}, lookup), rows, given)
