"""Those whom the figures before left out: "and the rest?", "what about the others?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.following import KEPT
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS, Unfit
from assistant.english.follow import Editor
from assistant.english.told import WHEN, differ_in, told
from assistant.english.turn import Turn

MOST = 10  # of a ranking, of whom the rest is asked for


def the_others(editor: Editor, turn: Turn) -> Node | None:
    """All that were left out by what was told: of several of a kind by every one of them, of a share those of its
    whole, of those who were first in an order all who came after.
    """
    tree = turn.tree
    if isinstance(tree, Ratio) and tree.as_ == "percent":
        shares = [one for one in _shares(turn.context, tree) if isinstance(one, Count)]
        last = tree.part
        if not isinstance(last, Count) or not isinstance(tree.whole, Count):
            return None
        left = _without(editor, last, shares, tree.whole)
        return editor.edit(replace(tree, part=left), turn.frame) if left is not None else None
    if isinstance(tree, Top):
        return _after_the_first(editor, tree, turn)
    if not isinstance(tree, Count):
        return None
    left = _without(editor, tree, _told(editor, turn.context, tree), _wider(turn.context, tree))
    return editor.edit(left, turn.frame) if left is not None else None


def _told(editor: Editor, context: Context, last: Count) -> list[Count]:
    """The counts told up to the last that differ from it in one breakdown; or in who referred, of whatever kind."""
    series = told(context)
    if not series:
        raise Unfit("more were told than are remembered")
    if len(series) > 1 and series[-1] == last and differ_in(series[-2], last) != WHEN:
        series = (*_before_these(editor, context, series), *series)
    else:
        series = (*_before_these(editor, context, (last,)), last)
    return [*series]


def _before_these(editor: Editor, context: Context, series: tuple[Count, ...]) -> list[Count]:
    """ "The police? Local authorities? And the rest?": those told right before them who refer as another kind."""
    found: list[Count] = []
    for one in reversed(context.spoken):
        if one in series:
            continue
        if not (isinstance(one, Count) and _refer(editor, one, series[-1])):
            break
        if _may_hold(editor, one, series[0]):
            raise Unfit("one of them may be a part of the other")
        found.insert(0, one)
    return found


def _may_hold(editor: Editor, one: Count, other: Count) -> bool:
    """May one of them be a kind of those who refer, and the other some of that kind: the police, and a force?"""
    limits = [(d, ids[0]) for d, ids in {*one.where} ^ {*other.where} if len(ids) == 1]
    return len({d for d, _ in limits}) > 1 and not any(editor.lookup.same_as(*limit) for limit in limits)


def _refer(editor: Editor, one: Count, other: Count) -> bool:
    """Do two counts differ in who referred alone, named by another breakdown?"""
    if (one.measure, one.when, one.as_of) != (other.measure, other.when, other.as_of):
        return False
    apart = {*one.where} ^ {*other.where}
    single = all(len([x for x in count.where if x in apart]) == 1 for count in (one, other))
    return single and {d for d, _ in apart} <= editor.referrers


def _shares(context: Context, last: Ratio) -> list[Node]:
    """The parts of the shares of one whole that were told up to the last."""
    found: list[Node] = []
    for one in reversed(context.spoken):
        if not (isinstance(one, Ratio) and one.as_ == last.as_ and one.whole == last.whole):
            break
        found.append(one.part)
    if len(found) > KEPT:
        raise Unfit("more were told than are remembered")
    return found or [last.part]


def _wider(context: Context, last: Count) -> Count | None:
    """The count told before of which the last is a part: "how many children? And of those Albanians?"."""
    for one in reversed(context.spoken):
        known = isinstance(one, Count) and (one.measure, one.when, one.as_of) == (last.measure, last.when, last.as_of)
        if isinstance(one, Count) and known and {*one.where} < {*last.where}:
            return one
    return None


def _without(editor: Editor, last: Count, told_of: list[Count], whole: Count | None) -> Count | None:
    """All of whom ``last`` is one kind but those ``told_of``; None where nobody is left."""
    own = _own(editor, last, told_of, whole)
    gone: dict[str, list[str]] = {}
    for count in told_of:
        apart = [(d, ids[0]) for d, ids in count.where if own is not None and d in own and len(ids) == 1]
        if len(apart) != 1 or apart[0][1].startswith("!"):
            raise Unfit("others of several kinds")
        gone.setdefault(apart[0][0], []).append(apart[0][1])
    others = {name: left for name, ids in gone.items() if (left := _left(editor, name, ids))}
    if len(others) < len(gone):
        return None
    kept = {d: ids for d, ids in last.where if own is not None and d not in own}
    return replace(last, where=tuple(sorted({**kept, **others}.items())))


def _left(editor: Editor, name: str, gone: list[str]) -> tuple[str, ...]:
    """The members of a breakdown but those that are gone: the one that is left by its name."""
    groups = (editor.lookup.group(name, one) for one in gone)
    if any({*group.members} & {*gone} for group in groups if group is not None):
        raise Unfit("one of them is a part of the other")
    left = [m.id for m in editor.lookup.dimensions[name].members if m.id not in gone]
    others = tuple(dict.fromkeys(f"!{one}" for one in gone))
    return (left[0],) if len(left) == 1 else others if left else ()


def _own(editor: Editor, last: Count, told_of: list[Count], whole: Count | None) -> set[str] | None:
    """The breakdowns whose others are asked for: what became of a case, those in which they differ that were told, that
    which makes the last a part, or the only one.
    """
    kinds = {d.id for d in editor.lookup.catalog.dimensions if d.place == "kind"}
    limits = [(d, ids) for d, ids in last.where if d in kinds] or list(last.where)
    if len(told_of) > 1:
        alike = {*last.where}.intersection(*(one.where for one in told_of))
        return {d for one in told_of for d, ids in one.where if (d, ids) not in alike}
    if whole is not None and len(limits) == 1 < len(last.where) and limits[0] in whole.where:
        return None  # the other outcomes, or the others of whom the outcome was told last?
    if whole is not None and len(limits) > 1:
        limits = [limit for limit in last.where if limit not in whole.where]
    return {limits[0][0]} if len(limits) == 1 else None


def _after_the_first(editor: Editor, tree: Top, turn: Turn) -> Node | None:
    """ "The rest", after the first five nationalities: all others."""
    table, find = tree.over, turn.context.winner
    if not (isinstance(table, Over) and isinstance(table.of, Count) and tree.n and find is not None):
        return None
    if table.axis in (*GRAINS, WHEN) or table.values or tree.n > MOST:
        return None
    found = [find(Pick(table, place, tree.highest)) for place in range(1, tree.n + 1)]
    firsts = [dict(one.where).get(table.axis, ()) for one in found if isinstance(one, Count)]
    gone = tuple(dict.fromkeys(f"!{ids[0]}" for ids in firsts if len(ids) == 1))
    if len(gone) != tree.n:
        return None
    limits = {**dict(table.of.where), table.axis: gone}
    return editor.edit(replace(table.of, where=tuple(sorted(limits.items()))), turn.frame)
