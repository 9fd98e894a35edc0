"""A follow-up of a change: the same change between other periods, "and in 2022?" after how much it rose in 2023."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.truth import Truth
from assistant.asked.walk import NODES, with_when
from assistant.english.ends import moved, when_of
from assistant.english.follow import Editor
from assistant.english.frame import Time
from assistant.english.turn import Turn, alike, asks_figure, counted, from_base, of_table, timeless
from assistant.period import Span

When = Span | str
Pair = tuple[Node, Node]
YEAR = 4
STEPS = {"year": YEAR, "quarter": 1}


def at_other_times(turn: Turn) -> Node | None:
    """The tree between the periods that a follow-up names; None where it sets no one thing at two times, or where it
    is another figure that is asked for.
    """
    tree, time = turn.tree, turn.frame.time
    sides = two_sides(tree)
    if asks_figure(turn.clause.lexemes) or time is None or turn.said or turn.frame.axes or turn.frame.lists:
        return None
    if isinstance(tree, Truth) and isinstance(tree.right, Pick):
        return _record(tree, time)
    if sides is None:
        return None
    whens = _ends(time) or _since(time, sides) or _shifted(time, sides, turn)
    return _between(tree, sides, *whens) if whens is not None else None


def on_another_base(turn: Turn) -> Node | None:
    """ "And the same quarter the year before?", after a figure that was set beside the quarter before
    it: beside that.
    """
    tree, step, told = turn.tree, turn.frame.step, [*turn.context.before_it, *turn.context.asked][-2:-1]
    sides = two_sides(tree) if step in STEPS and turn.bare and not turn.said else None
    if sides is None or [getattr(one, "left", one) for one in told][:1] not in ([sides[0]], [tree]):
        return None
    later, earlier = (when_of(side) for side in sides)
    gap = later.start - earlier.start if isinstance(later, Span) and isinstance(earlier, Span) else STEPS[step]
    base = Before(sides[0], step)  # type: ignore[arg-type]
    if gap == STEPS[step]:
        return None  # a change of a year, of the year before
    return replace(tree, earlier=base) if isinstance(tree, Minus) else replace(tree, right=base)  # type: ignore


def _record(tree: Truth, time: Time) -> Node | None:
    """ "And 2024?", after whether 2025 was a record: whether that was; of another length it is no such record."""
    named, own = time.whens[0], when_of(tree.left)
    if len(time.whens) != 1 or not isinstance(named, Span) or not isinstance(own, Span):
        return None
    left = with_when(tree.left, named)
    return replace(tree, left=left) if named.length == own.length else left


def sets_another(turn: Turn) -> bool:
    """ "And the Met?", after a figure that was set beside that of Essex."""
    told = [*turn.context.before_it, *turn.context.asked][-2:-1]
    sides = _sides(turn.tree)
    own, other = (dict(side.where) if isinstance(side, Count) else {} for side in sides)
    apart = {name for name in own | other if own.get(name) != other.get(name)}
    named = {name for name, _ in turn.frame.where}
    alone = not (turn.said or turn.frame.time or turn.frame.step or turn.frame.lists or turn.frame.axes)
    return alone and told == [sides[0]] and bool(named) and named <= apart


def beside_another(editor: Editor, turn: Turn) -> Node | None:
    """It is set beside that of the Met."""
    made = editor.edit(_sides(turn.tree)[0], turn.frame)
    if isinstance(turn.tree, Minus):
        return replace(turn.tree, earlier=made)
    return replace(turn.tree, right=made) if isinstance(turn.tree, Truth) else None


def as_many_as_another(editor: Editor, turn: Turn) -> Ratio | None:
    """ "And vs 2020?", "and compared with Kent?", after how many times as many there were as of another."""
    tree, frame = turn.tree, turn.frame
    plain = (frame.time or frame.where) and not (frame.axes or frame.lists or frame.step or frame.counts)
    if not (plain and isinstance(tree, Ratio) and tree.as_ == "times"):
        return None
    return replace(tree, whole=alike(tree.part, editor.edit(tree.part, frame)))


def sides_with_another(turn: Turn) -> bool:
    """Is another period named, after whether it was higher then than at one?"""
    plain = not (turn.said or turn.named or turn.frame.step) and turn.frame.time is not None
    return plain and isinstance(turn.tree, Truth) and two_sides(turn.tree) is not None


def than_at_another(turn: Turn) -> Node | None:
    """ "And 2021?", after whether it was higher than in 2022: than in 2021."""
    tree, time = turn.tree, turn.frame.time
    if not (isinstance(tree, Truth) and isinstance(tree.right, NODES)) or time is None or len(time.whens) != 1:
        return None
    return replace(tree, right=with_when(tree.right, time.whens[0]))


def _sides(tree: Node) -> Pair:
    """What is set beside another, and that; of everything else the tree itself, twice."""
    if isinstance(tree, Minus):
        return tree.later, tree.earlier
    return (tree.left, tree.right) if isinstance(tree, Truth) and isinstance(tree.right, NODES) else (tree, tree)


def two_sides(tree: Node) -> Pair | None:
    """The later and the earlier of one thing at two periods; None of everything else."""
    later, earlier = (tree.part, tree.whole) if isinstance(tree, Ratio) and tree.as_ != "percent" else _sides(tree)
    if isinstance(earlier, Before) and earlier.of == later and isinstance(when := when_of(later), Span):
        earlier = with_when(later, moved(when, earlier.step))
    if not isinstance(later, (Count, Ratio)) or timeless(later) != timeless(earlier):
        return None
    return (later, earlier) if when_of(later) != when_of(earlier) else None


def _ends(time: Time) -> tuple[When, When] | None:
    """ "And from 2021 to 2022?", "Q4 2023 vs Q4 2022"."""
    two = [when for when in time.ends or time.whens if isinstance(when, Span)]
    alike = len(two) == 2 and (bool(time.ends) or (len(time.whens) == 2 and two[0].length == two[1].length))
    return (max(two), min(two)) if alike else None


def _since(time: Time, sides: Pair) -> tuple[When, When] | None:
    """ "And since 2021?": up to the newest."""
    if len(time.ends) != 1 or not str(time.whens[0]).startswith("since:"):
        return None
    return "latest_year" if time.ends[0].is_year else "latest_quarter", time.ends[0]


def _shifted(time: Time, sides: Pair, turn: Turn) -> tuple[When, When] | None:
    """ "And in 2022?", after the change of 2023 on the year before it: that of 2022 on 2021."""
    named, (later, earlier) = time.whens[0], (when_of(side) for side in sides)
    if len(time.whens) != 1 or not all(isinstance(when, Span) for when in (named, later, earlier)):
        return None
    assert isinstance(named, Span) and isinstance(later, Span) and isinstance(earlier, Span)
    gap = later.start - earlier.start
    if from_base(turn.clause.lexemes) and named.length == later.length and named < later:
        return later, named  # "and on Q2 2019?": the same figure, set beside that one
    if named.is_year and later.length < YEAR and later.start // YEAR == earlier.start // YEAR:
        by = named.start - later.start // YEAR * YEAR  # "and for 2022", after two quarters of a year: of that
        return Span(later.start + by, later.end + by), Span(earlier.start + by, earlier.end + by)
    if later.length != earlier.length or gap not in (later.length, YEAR):
        return None
    told = [*turn.context.before_it, *turn.context.asked][-2:-1]
    figures = [getattr(one, "left", one) for one in told]  # of which the change was asked, or whether it was more
    if named.length != later.length and any(timeless(one) == timeless(sides[0]) for one in figures):
        return None  # "and the last quarter of 2025?", after a year that was set beside another: of the figure
    yes = isinstance(turn.tree, Truth) and not any(item.is_("IN", "FOR") for item in turn.clause.lexemes)
    beside = (yes or (sides[0] in figures and named < later)) and named.length == later.length
    if beside and named not in (earlier, later) and (named < later or sides[0] in figures):
        return later, named  # "and 2021?", after a figure that was set beside that of 2022
    step = max(gap, named.length)
    return named, Span(named.start - step, named.end - step)


def _between(tree: Node, sides: Pair, later: When, earlier: When) -> Node:
    two = with_when(sides[0], later), with_when(sides[0], earlier)
    if isinstance(tree, Minus):
        return replace(tree, later=two[0], earlier=two[1])
    if isinstance(tree, Truth):
        return replace(tree, left=two[0], right=two[1])
    assert isinstance(tree, Ratio)
    return replace(tree, part=two[0], whole=two[1])


def of_any(turn: Turn, names: set[str]) -> Node:
    """What "all ages" frees of its limits: the share of adults' decisions that were, else the count."""
    tree = turn.tree
    shared = isinstance(tree, Ratio) and isinstance(tree.whole, Count) and names <= {d for d, _ in tree.whole.where}
    number = turn.said & {"TOTAL", "EVERYONE"} or "HOWMANY" in turn.clause.said
    return tree if shared and not number else counted(of_table(tree))
