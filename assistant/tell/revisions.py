"""Whether the counts of a calculation were revised: how other releases give each of a few."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from assistant.answer.model import Caveat, Part
from assistant.asked.count import Count
from assistant.asked.name import Names
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.selection import Selection
from assistant.asked.selections import selection_of
from assistant.asked.walk import counts, walk
from assistant.plan.choose import Planner
from assistant.plan.model import Plan

FEW = 4  # counts whose figures in other releases are looked up
KEPT = 256  # counts of which it is known whether they were revised
Single: TypeAlias = Callable[[Selection], Part]  # the answer to one count alone


class Revisions:
    """Knows of each count, once it was asked for, how other releases give it."""

    def __init__(self, names: Names, planner: Planner) -> None:
        self.names = names
        self.planner = planner
        self._revision = lru_cache(maxsize=KEPT)(self._revision_of)  # the same totals are compared with many things

    def caveats(self, tree: Node, single: Single) -> list[Caveat]:
        """Of a few figures: which of them another release gives otherwise."""
        few = [] if any(isinstance(node, Over) for node in walk(tree)) else counts(tree)
        found: dict[str, Caveat] = {}
        for count in few if len(few) <= FEW else []:
            if (caveat := self._revision(count, single)) is not None:
                name = self.names.name(count)
                found[f"{name[:1].upper()}{name[1:]}: {caveat.text[:1].lower()}{caveat.text[1:]}"] = caveat
        first = next(iter(found.values()), None)
        return [replace(first, text=" ".join(found))] if first else []

    def _revision_of(self, count: Count, single: Single) -> Caveat | None:
        """How other releases give a count, where they do otherwise."""
        query = selection_of(count)
        plan = self.planner.plan(query) if query and query.one else None
        caveats = single(query).caveats if query and isinstance(plan, Plan) and plan.printed_again else ()
        return next((caveat for caveat in caveats if caveat.id == "revised"), None)
