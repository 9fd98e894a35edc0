"""Operations that pick from a table: the highest, the fastest, how many were above, the place of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.english.asks import Ask
from assistant.english.cover import Pieces
from assistant.english.ends import GRAINS
from assistant.english.frame import Axis, Frame, merge
from assistant.english.sharing import ANY, EVER, axis_of, listed_axis, stands_on, two_times
from assistant.period import Span

ORDERING = ("rank", "standing")  # "rank the charities"
SEVERAL = 5  # of a ranking that is asked for in the plural


def pick(p: Pieces, said: set[str]) -> Ask | None:
    if _of_leading(p):
        return None
    number, high, nth = p.take("MX")
    chosen = p.has("WHICH") or "WHAT" in said
    asks_value = "HOWMANY" in said and not p.has("WHICH", "WHEN")
    axis = axis_of(p) or listed_axis(p)
    plain = nth == 1 and number is None and p.cover.core is None and p.outer.counts and not p.left
    heads = bool(said & {"WHAT", "HOWMANY"}) or any(sign[0] == "MX" and sign[2] < 2 for sign in p.cover.signs)
    if axis is None and plain and heads:
        axis = Axis(ANY)  # "what was the highest backlog?"
    if axis is None:
        return None
    p.take("DISTINCT")
    if p.has("N") and number is None:
        number = p.take("N")  # "which ten nationalities were referred most"
    if number is None and nth == 1 and axis.several and chosen and not p.asks_truth and "HOWMANY" not in said:
        number = SEVERAL  # "which nationalities were most common?" asks for more than one
    ranked = p.take("RANK")
    beyond = p.take("NX")
    if beyond is not None and nth == 1:  # "the second biggest after the UK" is the second of all
        both = merge(p.outer, beyond)
        if both is None or axis.name not in beyond.filters:
            return None
        p.outer = both
    thing = _each_side(p) or p.thing()
    if p.asks_truth and isinstance(thing, Frame) and "HOWMANY" not in said and number is None and nth == 1:
        return Ask("record", (thing,), (("axis", axis), ("high", high)))
    if thing is None or stands_on(axis, thing):
        return None
    if isinstance(thing, Frame) and thing.together and number is not None and number > 1 and nth == 1:
        return Ask("top_sum", (replace(thing, together=False),), (("axis", axis), ("high", high), ("n", number)))
    kind = "top" if ranked or (number is not None and number > 1) else "pick"
    options = (("axis", axis), ("high", high), ("n", number), ("nth", nth), ("value", asks_value))
    return Ask(kind, (thing,), options)


def _each_side(p: Pieces) -> Frame | None:
    """ "Which type is most common for boys compared with girls?": of each of the two, and not of what is between."""
    core = p.cover.core
    if core is None or core.kind != "contrast" or not core.option("beside") or p.has("DIFF", "MORE"):
        return None
    a, b = core.args
    if not (isinstance(a, Frame) and isinstance(b, Frame)) or not a.filters.keys() & b.filters.keys():
        return None
    if b.counts or a.lists or b.lists or b.axes or b.step or b.together or b.as_of:
        return None
    apart = {d for d, ids in a.where if dict(b.where).get(d, ids) != ids}
    of = replace(a, where=tuple(limit for limit in a.where if limit[0] not in apart))
    mine, theirs = (replace(b, where=tuple(x for x in one.where if x[0] in apart), time=None) for one in (a, b))
    both = merge(of, Frame(time=b.time)) if b.time is not None else of
    both = merge(both, p.outer) if both is not None else None
    return replace(both, lists=((mine, theirs),)) if both is not None and len(apart) == 1 else None


def _of_leading(p: Pieces) -> bool:
    """ "What share of child referrals were from the top two nationalities?", "the top two nationalities' share of child
    referrals": theirs, and not the highest share.
    """
    places = {sign[0]: sign[2] for sign in reversed(p.left)}
    few = any(sign[0] == "MX" and sign[1][0] for sign in p.left)
    beside = "D" in places and places["D"] - places.get("MX", -9) in (1, 2)
    theirs = 0 <= p.cover.core_at < places.get("MX", 0) or p.cover.core_at == places.get("D", -9) + 1
    return few and beside and theirs and not p.has("WHICH")


def recorded(p: Pieces, said: set[str]) -> Ask | None:
    """ "Did referrals hit a record high in 2025?": as high as in any year (quarter) held."""
    _, high, _ = p.take("RECORD")
    when = p.outer.time.whens[0] if p.outer.time is not None and len(p.outer.time.whens) == 1 else None
    if not (p.asks_truth and isinstance(when, Span) and (when.is_year or when.length == 1) and p.outer.counts):
        return None
    axis = Axis("year" if when.is_year else "quarter")
    return Ask("record", (p.outer,), (("axis", axis), ("high", high))) if p.cover.core is None else None


def rest(p: Pieces, said: set[str]) -> Ask | None:
    """ "All but the top three nationalities"."""
    p.take("EXCEPT")
    made = pick(p, said)
    return replace(made, kind="rest") if made is not None else None


def together(p: Pieces, said: set[str]) -> Ask | None:
    """ "What share did the top three nationalities make up?", "the five largest combined": the first few, added."""
    number, high, nth = p.take("MX")
    shared = p.has("SHARE")
    p.take("SHARE")
    p.take("SUM")
    axis = axis_of(p)
    thing = p.thing()
    plain = number is not None and nth == 1 and isinstance(thing, Frame) and not thing.axes and not thing.lists
    if not plain or axis is None or thing is None or stands_on(axis, thing) or p.has("WHICH"):
        return None
    return Ask("top_share" if shared else "top_sum", (thing,), (("axis", axis), ("high", high), ("n", number)))


def fast(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which nationality grew fastest?": the highest change in percent."""
    word = p.take("FASTEST")
    p.take("INPERCENT")
    way = p.take("MOVE") or p.take("GROWTH") or "up"
    p.take("GROWTH")
    return picked_change(p, way, True, (None, word == "fastest", 1))


def change_pick(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which nationality rose most?", "the largest rise year on year"."""
    mx = p.take("MX")
    growth = p.take("GROWTH")
    way = growth or p.take("MOVE")
    points = p.take("POINTS")
    percent = bool(growth) or bool(p.take("INPERCENT"))
    return picked_change(p, way, percent, mx, points=bool(points))


def more_moved(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which grew more between 2021 and 2023, child or adult referrals?": of two, the larger change."""
    if p.take("MORE") != "more" or len(p.outer.lists) != 1 or len(p.outer.lists[0]) != 2 or p.cover.core is not None:
        return None
    return picked_change(p, p.take("MOVE") or p.take("GROWTH"), bool(p.take("INPERCENT")), (None, True, 1))


def picked_change(p: Pieces, way: str, percent: bool, mx: Any, points: bool = False) -> Ask | None:
    if any(sign[0] == "ALLOF" for sign in p.cover.signs):
        return None  # "the biggest change for any nationality" is not that of all
    axis = axis_of(p)
    if axis is None and p.outer.step in ("year", "quarter"):
        axis = Axis(p.outer.step)
    if axis is not None and axis.name == p.outer.step:
        p.outer = replace(p.outer, step="")
    axis = axis or listed_axis(p)  # "which of children and adults grew fastest"
    if axis is None:
        return None
    number, high, nth = mx
    if (not high and way == "up") or (not high and way == "down"):
        return None  # the smallest rise: of those that rose, which the tables do not say
    step = ""
    if axis.name in ("year", "quarter"):
        step = axis.name
    thing = p.thing()
    if thing is None or stands_on(axis, thing):
        return None
    change = Ask("step" if step else "change", (thing,), (("percent", percent), ("points", points), ("step", step)))
    options = (
        ("axis", axis),
        ("high", high == (way != "down")),
        ("n", number),
        ("nth", nth),
        ("value", False),
        ("way", way),
    )
    return Ask("pick" if not number or number == 1 else "top", (change,), options)


def moved(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which forces saw a rise between Q3 and Q4 2023?": those of a breakdown that rose; "in which years did it
    fall?": on the year before each.
    """
    if not p.has("WHICH") and not _counts_units(p):
        return None  # "how many years did it fall in?" counts them
    p.take("WHICH")
    way = p.take("MOVE")
    axis = axis_of(p)
    thing = p.thing()
    step = axis.name if axis is not None and axis.name in GRAINS else ""
    timed = step or not isinstance(thing, Frame) or two_times(thing)
    if axis is None or thing is None or way not in ("up", "down") or stands_on(axis, thing) or not timed:
        return None
    change = Ask("step" if step else "change", (thing,), (("percent", False), ("points", False), ("step", step)))
    what = "count" if "HOWMANY" in said else "list"
    return Ask("having", (change,), (("axis", axis), ("op", ">" if way == "up" else "<"), ("n", 0), ("what", what)))


def _counts_units(p: Pieces) -> bool:
    """ "(In) how many years": the number stands before what it is of."""
    many = [sign[2] for sign in p.cover.signs if sign[0] == "HOWMANY"]
    return any(sign[0] == "UNIT" and sign[2] - 1 in many for sign in p.left)


def counted(p: Pieces, said: set[str]) -> Ask | None:
    """ "How many different charities made referrals?": the members are counted."""
    many = [sign[2] for sign in p.cover.signs if sign[0] == "HOWMANY"]
    kinds = [sign[2] for sign in p.cover.signs if sign[0] == "D"]
    beside = any(k - m == 1 or (k - m == 2 and "DISTINCT" in said) for m in many for k in kinds)
    if "HOWMANY" not in said or not p.has("D") or not beside:
        return None
    distinct = p.take("DISTINCT")
    axis = p.take("D")
    thing = p.thing()
    if not distinct and not axis.where and not isinstance(thing, Frame):
        return None
    if thing is None or stands_on(axis, thing) or p.cover.core is not None or not (p.outer.counts or p.outer.time):
        return None
    return Ask("members", (thing,), (("axis", axis),))


def having(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which forces made at least 100?", "quarters with fewer than 2,500", "when did it first pass 10,000?"."""
    op, number, counted = p.take("LM")
    both = merge(p.outer, counted)
    if both is None:
        return None
    p.outer = both
    first = p.take("FIRST")
    if " " in op:
        first, _, op = op.partition(" ")
    axis = axis_of(p)
    if axis is None and p.asks_truth and p.outer.time is not None and p.outer.time.whens == ("all",):
        axis = Axis(EVER)  # "did it ever go above 25,000?"
    if axis is None and (p.cover.opens or "TRUE" in said) and p.cover.core is None and p.outer.counts and not p.left:
        return Ask("truth", (p.outer,), (("op", op), ("n", number)))
    if axis is not None and axis.name in ("year", "quarter"):  # "when did referrals first pass 10,000 in a year?"
        p.outer = replace(p.outer, axes=tuple(x for x in p.outer.axes if x.name not in ("year", "quarter")))
    thing = p.thing()
    if axis is None or thing is None or stands_on(axis, thing):
        return None
    what = first or "list"
    if "HOWMANY" in said and not first and not p.cover.opens:
        what = "count"
    if first and axis.name not in ("year", "quarter"):
        return None
    return Ask("having", (thing,), (("axis", axis), ("op", op), ("n", number), ("what", what)))


def ranked(p: Pieces, said: set[str]) -> Ask | None:
    """ "Rank the nationalities, highest to lowest"."""
    first = min((at for name, _, at in p.left if name == "RANK"), default=0)
    word = p.take("RANK")
    while p.has("RANK") and word in ORDERING:
        p.take("RANK")
    axis = axis_of(p)
    if word == "standing" and first and axis is not None and axis.name in GRAINS and p.outer.where:
        return None  # "the Vietnamese rank by year": where they stood in each
    thing = p.thing()
    if thing is None or word not in ORDERING or axis is None or stands_on(axis, thing):
        return None
    return Ask("top", (thing,), (("axis", axis), ("high", True), ("n", None), ("nth", 1), ("value", False)))


def place(p: Pieces, said: set[str]) -> Ask | None:
    """ "Where does Vietnam rank?"; "rank the charities" asks for all of them."""
    if any(name == "RANK" and word in ORDERING and at == 0 for name, word, at in p.left):
        return None
    while p.has("RANK"):
        p.take("RANK")
    p.take("WHICH")
    among = p.take("D")
    if p.cover.core is not None or len(p.outer.where) < 1:
        return None
    limits = among.where if among is not None else ()  # "among police first responders": of those alone
    thing = merge(p.outer, Frame(where=limits)) if limits else p.outer
    return Ask("place", (thing,), (("axis", among.name if among else ""),)) if thing is not None else None


def which_of(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which nationalities were referred in 2023?": all of them, largest first."""
    axis = axis_of(p)
    thing = p.thing()
    if axis is None or thing is None or stands_on(axis, thing) or not isinstance(thing, Frame):
        return None
    if "BREAKDOWN" in said:
        return None  # "which breakdowns do you hold for referrals by first responder" asks for no figure
    if not (thing.counts or (thing.noun and thing.where)):
        return None
    return Ask("top", (thing,), (("axis", axis), ("high", True), ("n", None), ("nth", 1), ("value", False)))


def what_of(p: Pieces, said: set[str]) -> Ask | None:
    """ "What types of exploitation were women referred for?": all of them, largest first."""
    asked = [sign[2] for sign in p.cover.signs if sign[0] == "WHAT"]
    kinds = [sign[2] for sign in p.cover.signs if sign[0] == "D"]
    heads = any(
        name == "D" and axis.several and at == 0 for name, axis, at in p.left
    )  # "nationalities referred by Kent"
    beside = len(kinds) == 1 and (any(kinds[0] - at == 1 for at in asked) or heads)
    return which_of(p, said) if beside else None
