"""The share that a statement is about, as a query: by the grammar where it can be asked so, else by the names alone."""

from __future__ import annotations

from collections.abc import Callable

from assistant.asked.ratio import Ratio
from assistant.asked.selection import Selection, share
from assistant.asked.selections import selection_of
from assistant.catalog.lookup import Lookup
from assistant.english.counted import candidates, where_of
from assistant.english.named import Names
from assistant.english.parts import parted
from assistant.english.text import TextReader


class Portion:
    """Reads "percentage of referrals in 2023 were children"."""

    def __init__(self, lookup: Lookup, reader: TextReader, names_of: Callable[[str], Names]) -> None:
        self.lookup = lookup
        self.reader = reader
        self.names_of = names_of
        self.rates = frozenset(d.id for d in lookup.catalog.dimensions if d.place == "kind")

    def query(self, text: str) -> Selection | None:
        """The share; None where none is spoken of, or what it is of is not said."""
        asked = [tree for question in self.reader.read(text) for tree in question.trees if isinstance(tree, Ratio)]
        query = selection_of(asked[0]) if len(asked) == 1 else None
        return query if query is not None and query.among is not None else self._of_names(text)

    def _of_names(self, text: str) -> Selection | None:
        names = self.names_of(text)
        parts = parted(names, self.rates)
        measures = candidates(names, self.lookup)
        if parts is None or not measures or (len(measures) > 1 and not names.measures):
            return None
        implied = self.lookup.measures[measures[0]].includes
        kept = [f for f in names.filters if f.excluded or implied.get(f.dimension) != f.member]
        if not any(f.dimension in parts.part for f in kept):
            return None
        relative = "" if names.spans else next((p.relative for p in names.periods if p.relative), "default")
        made = share(tuple(sorted(parts.whole)))
        return Selection(measures[0], where_of(kept), periods=names.spans, relative=relative, calculation=made)
