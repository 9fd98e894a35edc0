"""Whether a name is left out ("except", "not from"), what is left out with it, and what a list takes apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.catalog.model import Catalog
from assistant.english.joining import AND
from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import lexicon
from assistant.words.vocabulary import Sense

EXCLUDES = ("NOT", "EXCEPT", "NEITHER")
PASSED = ("ARTICLE", "OF", "MARK", "N", "COMMA", "FILLER", "POLITE", "BY", "FROM")
LISTED = ("COMMA", "AND", "OR", "NEITHER", "ARTICLE", "OF", "FILLER")
RANKED = ("MOST", "RANK", "NTH")


def without_alone(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Not overseas only" leaves in those who were exploited in both, and is not worked out: nothing is read of it."""
    out = list(items)
    words = lexicon()
    for i, item in enumerate(items):
        last = item.text.split()[-1:]
        alone = (
            item.is_("F") and len(item.text.split()) > 1 and any(w.category == "ONLY" for w in words.get((*last,), ()))
        )
        before = next((x for x in reversed(items[:i]) if not x.is_("ARTICLE")), None)
        if alone and before is not None and before.is_(*EXCLUDES):
            out[i] = item.as_("X", item.text)
    return tuple(out)


class Named(Protocol):
    """A member that was named, and where."""

    @property
    def dimension(self) -> str: ...

    @property
    def at(self) -> int: ...

    @property
    def excluded(self) -> bool: ...


class Leaving:
    """Knows a catalog's groups and combinations."""

    def __init__(self, catalog: Catalog) -> None:
        whole = {(d.id, m.id) for d in catalog.dimensions for m in d.members if m.id in m.contains}
        holding = {(d.id, g.containing): g.id for d in catalog.dimensions for g in d.groups if g.containing}
        self._holding = {key: group for key, group in holding.items() if key in whole}  # with the member alone
        self._combined = {(d.id, m.id): m.contains for d in catalog.dimensions for m in d.members if m.contains[1:]}
        self._groups = {(d.id, g.id): frozenset(g.members) for d in catalog.dimensions for g in d.groups}

    def holding(self, sense: Sense) -> Sense:
        """ "Did not involve" leaves out every combination as well, where one is named for all of them."""
        return replace(sense, id=self._holding.get((sense.dimension, sense.id), sense.id))

    def inside(self, pair: tuple[str, str], sense: Sense) -> bool:
        """Is the member of ``pair`` one of the group?"""
        return pair[0] == sense.dimension and pair[1] in self._groups.get((sense.dimension, sense.id), frozenset())

    def apart(self, items: list[Lexeme], named: Sequence[Named], i: int, sense: Sense) -> tuple[str, ...]:
        """ "Criminal, | labour and sexual": three of a list, and no combination; none where it is one."""
        parts = self._combined.get((sense.dimension, sense.id), ())
        last = named[-1] if named else None
        after = last is not None and last.at == i - 2 and items[i - 1].text == "," and last.dimension == sense.dimension
        return tuple(parts) if after and AND & set(items[i].text.split()) else ()

    def out(self, items: list[Lexeme], named: Sequence[Named], i: int, dimensions: set[str]) -> bool | None:
        """Is what is named at ``i`` left out? None where it is not sure ("not from the UK or Albania")."""
        j = i - 1
        while j >= 0 and items[j].is_(*PASSED) and not items[j].is_(*EXCLUDES):
            j -= 1
        if j >= 0 and items[j].is_(*EXCLUDES):
            return True
        before = [x for x in items[max(0, i - 2) : i] if not x.is_("ARTICLE")][-1:]
        if before and before[0].text == "after" and any(x.is_(*RANKED) for x in items):
            return True  # "the most common nationality after the UK"
        last = named[-1] if named else None
        between = items[last.at + 1 : i] if last else []
        if last is None or not between or not all(x.is_(*LISTED) for x in between):
            return False
        either = any(x.is_("OR", "NEITHER") for x in between)
        if last.excluded:
            # "Not from the police or a council" is from neither; "not from Albania, and under 18" is of those under 18.
            return last.dimension in dimensions or either or not self.denied(items, last.at)
        return False

    def denied(self, items: list[Lexeme], i: int) -> bool:
        """ "Did not involve", "were not for": what is denied is in no combination either, where "except" leaves out
        a category.
        """
        near = [x for x in items[:i] if not x.is_("ARTICLE", "OF", "N", "COMMA", "MARK")][-2:]
        return any(x.is_("NOT") for x in near)
