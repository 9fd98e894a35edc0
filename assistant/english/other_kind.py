"""A share of others than the ones told before: "what share came from councils?", after government agencies."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.ratio import Ratio
from assistant.catalog.lookup import Lookup
from assistant.english.lexeme import Lexeme


def of_all_kinds(tree: Node, items: tuple[Lexeme, ...], before: Node | None, lookup: Lookup) -> Node:
    """A share of everybody's, where nobody of whom was told is of those that are named."""
    if before is None or not isinstance(tree, Ratio) or tree.as_ != "percent":
        return tree
    part, whole = tree.part, tree.whole
    if not (isinstance(part, Count) and isinstance(whole, Count)) or not lookup.excludes(part.where):
        return tree
    kinds = {d for d, ids in part.where if lookup.dimensions[d].place == "by"}
    senses = [{(m.what.kind, m.what.dimension, m.what.id) for m in x.meanings if m.category == "F"} for x in items]
    acting = [one for one in senses if any(kind == "compound" or d in kinds for kind, d, _ in one)]
    named = {(d, member) for one in acting for _, d, member in one}
    if len(acting) != 1:
        return tree  # the whole is named as well
    gone = {(d, ids) for d, ids in whole.where if d in kinds and not any((d, one) in named for one in ids)}

    def freed(count: Count) -> Count:
        return replace(count, where=tuple(x for x in count.where if x not in gone))

    left = freed(part)
    return replace(tree, part=left, whole=freed(whole)) if gone and left.where != freed(whole).where else tree
