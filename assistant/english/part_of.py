"""A follow-up that makes a share of the figure before it: of all, of others of its kind, or of the people in it."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.english.ends import GRAINS, Unfit
from assistant.english.follow import Editor
from assistant.english.frame import Frame


def as_share(tree: Node) -> Node:
    """ "As a share": of all that is counted in the same period."""
    if isinstance(tree, Ratio) and tree.as_ == "percent":
        return tree
    if isinstance(tree, Count):
        if not tree.where:
            raise Unfit("a share of itself")
        return Ratio(tree, replace(tree, where=()), "percent")
    if isinstance(tree, Over) and tree.axis in GRAINS:
        return Over(as_share(tree.of), tree.axis, tree.values)
    if isinstance(tree, Over) and isinstance(tree.of, Count) and tree.axis != "period":
        return Ratio(tree, tree.of, "percent")
    if isinstance(tree, (Top, Pick)) and isinstance(tree.over, Over):
        return replace(tree, over=as_share(tree.over))
    if isinstance(tree, Over):
        return Over(as_share(tree.of), tree.axis, tree.values)
    raise Unfit("a share of what is no count")


def share_of(tree: Node, said: Frame) -> Node:
    """ "As a percentage of all decisions for children": the count before over another of its kind."""
    if (
        not isinstance(tree, Count)
        or said.axes
        or said.lists
        or said.step
        or (said.time is not None and said.time.whens != (tree.when,))
    ):
        raise Unfit("a share of what is no count")
    if said.strong and said.strong != (tree.measure,):
        raise Unfit("a share of another count")
    whole = replace(tree, where=said.where)
    if dict(whole.where).items() - dict(tree.where).items() or whole.where == tree.where:
        raise Unfit("the part does not lie within the whole")
    return Ratio(tree, whole, "percent")


def of_its_kind(editor: Editor, tree: Node, said: Frame) -> Node | None:
    """ "What share of charities?", after one of them; "what share was by Kent Police?", after the police."""
    plain = not (said.axes or said.lists or said.step or said.time) and len(said.where) == 1
    if not (isinstance(tree, Count) and plain and said.strong in ((), (tree.measure,))):
        return None
    own, (name, _) = {d for d, _ in tree.where} & editor.referrers, said.where[0]
    alone = any(editor.lookup.same_as(d, ids[0]) for d, ids in tree.where if d in own)  # they are a kind themselves
    if not own or name in own or name not in editor.referrers:
        return None
    if alone:
        raise Unfit("none of them is of another kind")
    part = replace(tree, where=tuple(sorted((*tree.where, *said.where))))
    one_of_them = editor.finer(replace(tree, where=said.where)) in own
    whole = replace(tree, where=tuple(x for x in part.where if x[0] not in own)) if one_of_them else tree
    return Ratio(part, whole, "percent")


def of_part(editor: Editor, tree: Node, said: Frame) -> Ratio | None:
    """ "Of those, what share were adults?", after what share were women: of the women; None where it says anew which
    part of the same whole is meant.
    """
    if not (isinstance(tree, Ratio) and tree.as_ == "percent" and isinstance(tree.part, Count)):
        return None
    named = {limit[0] for limit in said.where if limit not in tree.part.where}  # "of those children", after children
    if not named or named & {d for d, _ in tree.part.where} or said.axes or said.lists or said.step or said.time:
        return None
    return Ratio(editor.edit(tree.part, said, within=True), tree.part, "percent")


def part_of(editor: Editor, tree: Node, said: Frame) -> Node:
    """ "Females as a % of the total": of all that the figure before is of."""
    table = tree.of if isinstance(tree, Over) and tree.axis not in (*GRAINS, "period") else tree
    if not isinstance(table, Count) or said.axes or said.lists or said.step or said.counts:
        raise Unfit("a part of what is no count")
    whole = replace(table, where=tuple(x for x in table.where if x[0] not in dict(said.where)))
    whole = replace(whole, when=said.time.whens[0]) if said.time is not None and len(said.time.whens) == 1 else whole
    return Ratio(editor.edit(whole, replace(said, time=None), within=True), whole, "percent")
