"""What a tree lacks: periods that are not held, and members without a figure."""

from __future__ import annotations

from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.people import joined
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.asked.walk import counts, over_of, walk
from assistant.asked.work import Point, Work
from assistant.catalog.lookup import Lookup
from assistant.period import runs
from assistant.plan.tree_figures import Figures


def missing(figures: Figures, lookup: Lookup) -> str:
    """The periods that are not held, as a sentence; empty where all are."""
    gaps = figures.missing()
    quarters = sorted({n for _, unit in gaps for n in (unit.missing if unit.pieces else unit.span.quarters)})
    if not quarters:
        return ""
    spans = runs(quarters)
    verb = "are" if len(spans) > 1 else "is"
    what = joined(list(dict.fromkeys(lookup.measures[one.leaf.measure].label for one, _ in gaps)))
    return (
        f"{joined([span.label for span in spans])} {verb} not held at this detail for {what}, so this covers only "
        f"part of what was asked."
    )


def not_held(lacking: str) -> str:
    """Why nothing can be worked out, from the sentence of :func:`missing`."""
    return (
        f"{lacking.partition(', so this')[0]}, so that no figure can be given."
        if lacking
        else "No figure of that is held."
    )


def unlisted(tree: Node, work: Work, lookup: Lookup) -> str:
    """Of those listed by name each needs a figure, before one of them is put first; else which have none."""
    for node in walk(tree):
        over = over_of(node)
        if not (isinstance(node, (Pick, Top)) and isinstance(over, Over) and over.values):
            continue
        rows = work.table(over, Point()).items()
        names = [v for (v, *rest), value in rows if value is None and not rest and isinstance(v, str)]
        if names:
            named = joined([lookup.label(over.axis, name) for name in names])
            label, of = lookup.measures[counts(node)[0].measure].label, lookup.dimensions[over.axis].label
            return f"No figure of {label} for {named} ({of}) is held, so none of those named is put first."
    return ""
