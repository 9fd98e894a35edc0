"""What a follow-up asks of the highest and the lowest: of the table before, or of its figure in every year held."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, cast

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import counts, with_when
from assistant.english.ends import GRAINS, when_of
from assistant.english.few_shown import shown
from assistant.english.follow import Editor
from assistant.english.frame import Axis
from assistant.english.of_several import of_members
from assistant.english.spans import SIZE
from assistant.english.told import WHEN, parts_told, shares_told, side_by_side, told
from assistant.english.turn import Turn, axis_of_ranking, next_in_rank
from assistant.english.turned import OF_TOLD
from assistant.period import Span

Grain = Literal["year", "quarter"]
RANKED = 20  # places in which one that was spoken of is looked for
MX = tuple[int | None, bool, int]  # how many, of the highest, and which of them


def highest(editor: Editor, turn: Turn) -> Node | None:
    """ "Which was the highest?": of the table before; "what is the highest it has been?": of all that is held."""
    if "NTHS" in turn.said:
        each = [_highest(editor, turn, (None, True, nth)) for nth in turn.signs["NTHS"]]
        found = tuple(one for one in each if one is not None)
        return Each(found) if len(found) == len(each) else None
    number, high, nth = turn.signs.get("MX") or (None, True, int(turn.signs["NTH"]))
    if (turned := _other_end(turn, (number, high, nth))) is not None:
        return turned
    if number is None and nth == 1 and "WHICH" in turn.said and "N" in turn.signs:
        number = int(turn.signs["N"])  # "which two made the most?"
    return _highest(editor, turn, (number, high, nth))


def _other_end(turn: Turn, mx: MX) -> Pick | None:
    """ "And the most?", after which was the lowest, and how many that was."""
    number, high, nth = mx
    gone = [one for one in turn.context.spoken[-2:-1] if isinstance(one, Pick)]
    plain = turn.said == {"MX"} and turn.still and isinstance(turn.tree, Count) and (number or 1) == 1 == nth
    return replace(gone[-1], nth=1, highest=high) if plain and gone and gone[-1].highest != high else None


def _highest(editor: Editor, turn: Turn, mx: MX) -> Node | None:
    number, high, nth = mx
    frame = turn.frame
    all_of_it = turn.said & {"TOTAL", "EVERYONE"} and not _timed(turn)
    own = editor.of_everybody(turn.tree) if all_of_it else turn.tree  # "who came third overall?", after adults
    for axis in turn.signs.get("ALLOF", ()):
        own = editor.freed(own, axis.name)
    if turn.next and nth == 2:
        return _next_to(editor, replace(turn, tree=own))
    tree = editor.edit(own, replace(frame, time=None) if _ever(turn) else frame)
    if isinstance(tree, Pick) and _timed(turn) and _axis(tree.over) not in GRAINS:
        return None  # when the one that it picked was highest, or when any was
    if isinstance(tree, Pick) and turn.signs.get("UNIT", _axis(tree.over)) != _axis(tree.over):
        tree = counts(tree)[0]  # "which year was the highest?" after a quarter
    if isinstance(tree, Pick) and (number or 1) > 1:
        tree = tree.over  # "and the top three?"
    if isinstance(tree, Pick):
        return replace(tree, nth=nth, highest=tree.highest if nth > 1 else high)  # "and who is second?"
    if isinstance(tree, (Top, Summary, Having)):
        tree = tree.over
    if isinstance(tree, (Count, Ratio)) and tree == turn.tree and (table := _of_told(turn)) is not None:
        tree = table
    elif isinstance(tree, Count) and not _timed(turn) and (finer := editor.finer(tree)):
        tree = Over(tree, finer)  # of the charities: "which one made the most?"
    if isinstance(tree, Count) and not (_timed(turn) or frame.axes):
        tree = _over_kind(editor, tree, turn)
    shares = isinstance(tree, Ratio) and isinstance(tree.part, Over)
    over = tree if isinstance(tree, Over) or shares else _over_time(editor, tree, turn)
    return _of_each_time(over, mx) if over is not None else None


def _of_each_time(over: Node, mx: MX) -> Node | None:
    """A ranking; of a table at several times "the top three nationalities" are those of each of them."""
    number, high, nth = mx
    table = over.of if isinstance(over, Over) and over.axis == WHEN and isinstance(over.of, Over) else None
    spans = [value for value in over.values if isinstance(value, Span)] if isinstance(over, Over) else []
    if table is None or not spans:
        return Top(over, number, high) if number and number > 1 else Pick(over, nth, high)
    rankings = (_of_each_time(with_when(table, span), mx) for span in spans)
    found = tuple(one for one in rankings if one is not None)
    return Each(found) if len(found) == len(spans) else None


def _next_to(editor: Editor, turn: Turn) -> Node | None:
    """ "Who came next?": after the one that a ranking has put first, or after the one that was counted."""
    if isinstance(turn.tree, (Pick, Top)):
        same = [axis.name for axis in turn.frame.axes] in ([], [axis_of_ranking(turn.tree)])
        return next_in_rank(editor.edit(turn.tree, replace(turn.frame, axes=()))) if same else None
    tree, winner = turn.tree, turn.context.winner
    if not isinstance(tree, Count) or winner is None:
        return None
    asked = [axis.name for axis in turn.frame.axes]
    ranked = {axis_of_ranking(one) for one in turn.context.before_it}
    spoken = [d for d, _ in tree.where if d in asked or (not asked and d in ranked - editor.agents)]
    own = dict(tree.where)[spoken[-1]] if spoken else ()
    if len(own) != 1:
        return None
    axes = turn.frame.axes or (Axis(spoken[-1]),)
    table = editor.edit(editor.freed(tree, spoken[-1]), replace(turn.frame, axes=axes))
    for nth in range(1, RANKED + 1):
        found = winner(Pick(table, nth))
        if found is None or dict(found.where).get(spoken[-1]) == own:
            return Pick(table, nth + 1) if found is not None else None
    return None


def steepest(editor: Editor, turn: Turn) -> Node | None:
    """ "Which year saw the biggest rise?" after a table over time, or of what was counted: on the one before."""
    if (turned := _other_way(turn)) is not None:
        return turned
    tree = shown(turn.tree, turn.context) or turn.tree
    tree = tree.over if isinstance(tree, (Pick, Top)) else tree
    axis = _axis(tree)
    if isinstance(tree, Over) and axis not in (*GRAINS, WHEN) and "UNIT" not in turn.said:
        return _steepest_of(tree, turn)
    grain = cast(Grain, turn.signs.get("UNIT") or (axis if axis in GRAINS else "year"))
    inner = counts(tree)[0]
    count = editor.edit(inner, turn.frame)
    number, high, nth = cast(MX, turn.signs["MX"])
    way = turn.signs.get("GROWTH") or turn.signs.get("MOVE")
    if not isinstance(count, Count) or grain not in GRAINS or not high or (number or 1) > 1 or way == "any":
        return None
    as_ = "percent" if "GROWTH" in turn.said or turn.percent else "number"
    step = Minus(count, Before(count, grain), as_)  # type: ignore[arg-type]
    return Pick(Over(step, grain), nth, way == "up")


def _steepest_of(table: Over, turn: Turn) -> Node | None:
    """ "Which grew most (since 2022)?", "which grew the least?", after a table by nationality: of those, on the year or
    quarter before.
    """
    time = turn.frame.time
    count, times = table.of, (time.ends or time.whens) if time is not None else ()
    number, high, nth = cast(MX, turn.signs["MX"])
    way = turn.signs.get("GROWTH") or turn.signs.get("MOVE")
    if not (isinstance(count, Count) and isinstance(count.when, Span)) or turn.named:
        return None
    grain = next((one for one in GRAINS if SIZE[one] == count.when.length), None)
    if grain is None or (number or 1) > 1:
        return None
    base: Node = Before(count, cast(Grain, grain))
    if times:
        named = times[0] if len(times) == 1 and isinstance(times[0], Span) else None
        if named is None or named.length != count.when.length or named.end >= count.when.start:
            return None
        base = with_when(count, named)
    as_ = "percent" if "GROWTH" in turn.said or turn.percent else "number"
    each = Over(Minus(count, base, as_), table.axis, table.values)  # type: ignore[arg-type]
    if way == "any":  # "which changed more?": up or down, so that each is told
        return each if table.values else None
    return Pick(each, nth, (way == "up") == high)


def _other_way(turn: Turn) -> Node | None:
    """ "Which nationality grew the most …, and which shrank the most?": of those of the ranking before."""
    tree, (number, high, nth) = turn.tree, cast(MX, turn.signs["MX"])
    way = turn.signs.get("MOVE") or turn.signs.get("GROWTH")
    if not (isinstance(tree, Pick) and isinstance(tree.over, Over) and isinstance(tree.over.of, Minus)):
        return None
    plain = turn.still and "UNIT" not in turn.said and high and (number or 1) == 1 and way in ("up", "down")
    return replace(tree, nth=nth, highest=way == "up") if plain else None


def _of_told(turn: Turn) -> Over | Ratio | None:
    """ "Which was the biggest?", of several that were told one after the other."""
    series = parts_told(turn.context)
    plain = turn.said <= {"MX", "WHICH", "THOSE"} and turn.still and not _timed(turn)
    if isinstance(turn.tree, Ratio):
        return shares_told(turn.context) if plain and turn.tree == turn.context.before else None
    if not plain or (series and turn.tree not in (series[-1], turn.context.before)):
        return None
    return side_by_side(series) or of_members(turn.tree)


def _over_kind(editor: Editor, tree: Count, turn: Turn) -> Node:
    """ "Who came fourth?" after one of those that were ranked: of their kind."""
    ranked = {_axis(one.over): one.over for one in turn.context.before_it if isinstance(one, (Pick, Top))}
    table = side_by_side(told(turn.context))
    alone = (
        "WHICH" in turn.said
        and turn.signs["WHICH"] not in OF_TOLD
        and len(tree.where) == 1
        and len(tree.where[0][1]) == 1
        and (table is None or table.axis in editor.persons)  # of several that were told it may be the highest of them
    )
    own = [d for d, _ in tree.where if d in ranked or alone]
    if not own or own[-1] in editor.persons:
        return tree
    rest = editor.freed(tree, own[-1])
    before = counts(ranked[own[-1]])[0] if own[-1] in ranked else tree
    kept = own[-1] in ranked and set(counts(rest)[0].where) <= set(before.where) and before.measure == tree.measure
    return Over(replace(before, when=tree.when) if kept else rest, own[-1])


def record(editor: Editor, turn: Turn) -> Node | None:
    """ "Is that a record?": as high (low) as any other of the years or quarters held."""
    tree, (number, high, nth) = _figure(turn.tree), turn.signs["MX"]
    when = when_of(tree) if tree is not None else None
    if tree is None or not isinstance(when, Span) or number is not None or nth != 1:
        return None
    if not (when.is_year or when.length == 1):
        return None
    every = Over(with_when(tree, "all"), "year" if when.is_year else "quarter")
    return Truth(tree, ">=" if high else "<=", Pick(every, 1, high, "value"))


def ever_said(turn: Turn) -> bool:
    """No time is named but that of all that is held."""
    return turn.frame.time is None or _ever(turn)


def _ever(turn: Turn) -> bool:
    return turn.frame.time is not None and turn.frame.time.whens == ("all",)


def _timed(turn: Turn) -> bool:
    """ "When was it highest?", "the highest it has been", "which year was the peak?"."""
    spoken = any(item.is_("IT", "EVER") and not item.is_("THOSE") for item in turn.clause.lexemes)
    return _ever(turn) or bool(turn.said & {"WHEN", "UNIT"}) or spoken


def _axis(over: Node) -> str:
    return over.axis if isinstance(over, Over) else ""


def _figure(tree: Node) -> Node | None:
    """The figure that was told last: of a change, the later; of a number a month, the whole."""
    if isinstance(tree, (Minus, Truth)):
        tree = tree.later if isinstance(tree, Minus) else tree.left
    if isinstance(tree, Per):
        tree = tree.of
    return tree if isinstance(tree, Count) or (isinstance(tree, Ratio) and tree.as_ == "percent") else None


def _over_time(editor: Editor, tree: Node, turn: Turn) -> Over | None:
    """A figure in each year (quarter) of its stretch, or of all that is held."""
    figure = _figure(tree)
    when = when_of(figure) if figure is not None else None
    unit = turn.signs.get("UNIT")
    if figure is None or when is None or unit not in (None, *GRAINS):
        return None
    long = isinstance(when, Span) and not (when.is_year or when.length == 1)
    inside = unit == "quarter" and isinstance(when, Span) and when.is_year and not _ever(turn)
    ranks = ("MX" in turn.said or "WHICH" in turn.said) and "THOSE" not in turn.said
    if not ranks or not (long or _timed(turn) or isinstance(tree, Truth)):
        return None  # of what, is not said
    at = figure if (long or inside) and not _ever(turn) else with_when(figure, "all")
    return Over(at, cast(Grain, unit or _grain(editor, figure, when)))


def along(editor: Editor, tree: Node) -> Node:
    """A count of several years, or of several quarters, as each of them."""
    when = tree.when if isinstance(tree, Count) else None
    long = isinstance(when, Span) and not (when.is_year or when.length == 1)
    return Over(tree, cast(Grain, _grain(editor, tree, when))) if long else tree


def every_period(editor: Editor, tree: Node) -> Over | None:
    """A figure of one period in each of its length that is held."""
    figure = _figure(tree)
    when = when_of(figure) if figure is not None else None
    if figure is None or when is None:
        return None
    return Over(with_when(figure, "all"), cast(Grain, _grain(editor, figure, when)))


def _grain(editor: Editor, figure: Node, when: Any) -> str:
    """By what it was told: counts at a date, and stretches that years do not make up, by quarter."""
    measure = editor.lookup.measures.get(counts(figure)[0].measure)
    if measure is not None and measure.kind == "stock":
        return "quarter"
    if isinstance(when, Span):
        return "year" if when.start % 4 == 0 and when.length % 4 == 0 else "quarter"
    return "quarter" if "quarter" in when or "-Q" in when else "year"
