"""Assembly by type: what the rules leave apart in an asking clause is joined by what each operation needs.

Every word that asks or computes is taken by exactly one operation, and none is left over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.english.asks import Ask, attach
from assistant.english.chart import Chart, Made
from assistant.english.frame import EMPTY, Axis, Frame, Time, merge
from assistant.period import Span

ABSORBED = ("BREAKDOWN", "HOWMANY", "WHAT", "TOTAL", "TRUE", "BOTH", "COMPARE", "COMMA", "AND", "THOSE")
SIGNS = (
    "WHICH", "WHEN", "MOVE", "GROWTH", "POINTS", "HOWMUCH", "DIFF", "MX", "FASTEST", "RANK", "TREND", "AVERAGE",
    "RUNNING", "TIMES", "MORE", "ASMANY", "LM", "FIRST", "DOUBLE", "REVISED", "FIRSTPUBLISHED", "D", "UNIT", "GRAIN",
    "DISTINCT", "EXCEPT", "EACH", "BETWEEN", "INPERCENT", "SHARE", "LATEST", "VERSUS", "N", "EVERYONE", "TWO", "SHAREOF", "ONLY", "NX", "NTH",
)  # fmt: skip
WIDTH = 60


@dataclass(frozen=True)
class Cover:
    """One way to cut the clause: constituents side by side that leave nothing out."""

    frames: tuple[Frame, ...] = ()
    core: Ask | None = None
    signs: tuple[tuple[str, Any, int], ...] = ()  # category, meaning, place
    weight: float = 0.0
    opens: bool = False  # a verb stands first: a yes or a no is asked for
    core_at: int = -1


def covers(chart: Chart) -> list[Cover]:
    """The ways to cut all chunks, heaviest first."""
    size = len(chart.chunks)
    best: list[list[Cover]] = [[] for _ in range(size + 1)]
    best[0] = [Cover(opens=bool(size) and "VB" in chart.chunks[0].categories and chart.chunks[0].text.split()[0] in OPENS)]
    for at in range(size):
        if not best[at]:
            continue
        for end in range(at + 1, size + 1):
            for category, many in chart.cells.get((at, end), {}).items():
                if (category == "G" and _binds(chart, at, end)) or (category == "AND" and at and _joins(chart, end)):
                    continue
                for made in many:
                    for cover in best[at]:
                        grown = _grow(cover, category, made, at)
                        if grown is not None:
                            best[end].append(grown)
        for end in range(at + 1, size + 1):
            best[end].sort(key=lambda c: -c.weight)
            del best[end][WIDTH:]
    return best[size]


def _binds(chart: Chart, at: int, end: int) -> bool:
    """ "Of" joins what stands beside it: before a word that computes it is no filler ("how much of the change")."""
    glue = chart.chunks[at].what.get("G", ())
    following = chart.chunks[end].categories if end < len(chart.chunks) else frozenset()
    return bool({"OF", "AMONG", "THAN"} & set(glue)) and not following & {"FR", "D", "TM", "UNIT", "GRAIN", "HOWMANY", "TOTAL"}


def _joins(chart: Chart, end: int) -> bool:
    """ "And" before a thing joins it to one before; before a word that computes it only goes on."""
    return end >= len(chart.chunks) or bool(chart.chunks[end].categories & {"FR", "COMMA"})


OPENS = frozenset("was were is are did do does has have had".split())


def _grow(cover: Cover, category: str, made: Made, at: int) -> Cover | None:
    weight = cover.weight + made.weight - 1
    if category == "FR":
        return replace(cover, frames=(*cover.frames, made.value), weight=weight)
    if category in ("E", "C"):
        if cover.core is not None:
            return None
        return replace(cover, core=made.value, weight=weight, core_at=at)
    if category in ("EM", "CM"):
        if cover.core is not None:
            return None
        core, (sign, meaning) = made.value
        return replace(cover, core=core, signs=(*cover.signs, (sign, meaning, at)), weight=weight)
    if (category == "BREAKDOWN" and made.value != "noun") or (category == "BOTH" and made.value == "apart"):
        return None
    if category in ABSORBED:
        return replace(cover, weight=weight - (0.5 if category in ("COMMA", "AND") else 0), signs=(*cover.signs, (category, made.value, at)))
    if category == "G":
        return replace(cover, weight=weight - 0.2)
    if category in SIGNS:
        return replace(cover, signs=(*cover.signs, (category, made.value, at)), weight=weight)
    return None


@dataclass
class Pieces:
    """What an operation takes from: each sign once."""

    cover: Cover
    outer: Frame
    left: list[tuple[str, Any, int]] = field(default_factory=list)

    def has(self, *categories: str) -> bool:
        return any(sign[0] in categories for sign in self.left)

    def take(self, category: str) -> Any:
        for sign in self.left:
            if sign[0] == category:
                self.left.remove(sign)
                return sign[1]
        return None

    def thing(self) -> Ask | Frame | None:
        """What is measured: the core with all that is said of it, or the frame alone."""
        if self.cover.core is None:
            return self.outer
        return attach(self.cover.core, self.outer)

    def without_axis(self, axis: Axis) -> Pieces:
        kept = tuple(x for x in self.outer.axes if x != axis)
        return replace(self, outer=replace(self.outer, axes=kept))


def assemble(cover: Cover) -> Ask | None:
    """The operation that takes all of the cover, or None."""
    outer: Frame | None = EMPTY
    for frame in cover.frames:
        outer = merge(outer, frame) if outer is not None else None
    if outer is None or [sign[0] for sign in cover.signs].count("HOWMANY") > 1:
        return None
    shared = cover.core is not None and cover.core.kind in ("share", "share_of_change")
    absorbed = (*ABSORBED, "INPERCENT") if shared else ABSORBED
    pieces = Pieces(cover, outer, [s for s in cover.signs if s[0] not in absorbed])
    said = {s[0] for s in cover.signs}
    if cover.core is None and not (outer.counts or outer.where or outer.lists or outer.axes or outer.time):
        return None
    for rule in RULES:
        if rule.signs <= {s[0] for s in pieces.left} or (not rule.signs and not pieces.left):
            attempt = Pieces(cover, outer, list(pieces.left))
            made = rule.build(attempt, said)
            if made is not None and not attempt.left:
                return made
    return None


# Words of asking that a follow-up may consist of, beside what it names.
EDITING = frozenset(
    ("WHAT", "HOWMANY", "COMMA", "AND", "TOTAL", "BOTH", "COMPARE", "D", "SHARE", "INPERCENT", "THOSE", "TREND", "HOWMUCH", "WHICH", "SHAREOF", "VERSUS", "EVERYONE", "TWO", "DIFF", "BETWEEN", "MX", "ONLY", "BREAKDOWN", "UNIT", "AVERAGE", "N", "GROWTH", "MOVE", "NTH", "FIRSTPUBLISHED")
)


def fragment_of(cover: Cover) -> tuple[Frame, dict[str, Any]] | None:
    """All that a cover says of a count, where nothing in it computes: what a follow-up may be."""
    if cover.core is not None or any(sign[0] not in EDITING for sign in cover.signs):
        return None
    outer: Frame | None = EMPTY
    for frame in cover.frames:
        outer = merge(outer, frame) if outer is not None else None
    axes = tuple(sign[1] for sign in cover.signs if sign[0] == "D")
    if outer is None or (axes and outer.axes):
        return None
    return replace(outer, axes=(*outer.axes, *axes)), {sign[0]: sign[1] for sign in cover.signs}


@dataclass(frozen=True)
class Row:
    """An operation: the signs that it cannot be without, and its builder."""

    signs: frozenset[str]
    build: Callable[[Pieces, set[str]], Ask | None]


# --- operations ---------------------------------------------------------------------------------------------------
def _plain(p: Pieces, said: set[str]) -> Ask | None:
    core = p.cover.core
    if core is None:
        limited = p.outer.where or p.outer.lists or p.outer.axes
        if "COMPARE" in said and p.outer.time and len(p.outer.time.whens) > 1:
            return Ask("count", (p.outer,))
        if not p.outer.counts and not limited:
            return None
        if not (p.outer.counts or said & {"HOWMANY", "TOTAL", "COMPARE"} or (p.outer.time and limited)):
            return None
        if "WHAT" in said and "HOWMANY" not in said and not (p.outer.time or limited):
            return None  # "what is a referral?" asks for a meaning
        if p.outer.step:
            stepped = _with_step(p.outer, "AND" in said)
            if stepped is None:
                return None
            p.outer = stepped
        if "BREAKDOWN" in said and not p.outer.axes:
            return None
        if p.cover.opens and "HOWMANY" not in said:
            return Ask("truth", (p.outer,), (("op", ">"), ("n", 0))) if p.outer.counts and not p.outer.lists else None
        return Ask("count", (p.outer,))
    if core.kind == "contrast":
        return _two_sides(p, "compare")
    if core.kind == "mostly":
        return attach(core, p.outer) if p.cover.opens else None
    if p.cover.opens:
        return None
    return attach(core, p.outer)


def _with_step(frame: Frame, both: bool) -> Frame | None:
    """ "The previous quarter" alone is the newest; "Q2 2023 and the previous quarter" are two."""
    when = frame.time.whens[0] if frame.time is not None and len(frame.time.whens) == 1 else None
    if frame.time is None and frame.step in ("year", "quarter"):
        return replace(frame, step="", time=Time((f"latest_{frame.step}",)))
    if not isinstance(when, Span) or not both:
        return None
    earlier = when.year_earlier() if frame.step == "year" else when.before()
    return replace(frame, step="", time=Time((earlier, when)))


def _two_sides(p: Pieces, kind: str, **options: Any) -> Ask | None:
    core = p.cover.core
    if core is None:
        return None
    return Ask(kind, core.args, tuple(sorted(options.items())), p.outer)


def _axis(p: Pieces) -> Axis | None:
    """The one axis that something is picked from: "which nationality", "in which year", "annual"."""
    if p.has("D"):
        axis: Axis = p.take("D")
        p.take("WHICH")
        return axis
    if p.has("WHEN"):
        p.take("WHEN")
        unit = p.take("UNIT") or p.take("GRAIN") or next((x.name for x in p.outer.axes if x.name == "quarter"), "year")
        return Axis(unit) if unit in ("year", "quarter") else None
    who = [sign for sign in p.left if sign[0] == "WHICH" and sign[1] == "who"]
    if who and not p.has("UNIT"):
        p.left.remove(who[0])
        return Axis("who")
    if p.has("UNIT"):
        unit = p.take("UNIT")
        p.take("WHICH")
        return Axis(unit) if unit in ("year", "quarter") else None
    if p.has("GRAIN"):
        p.take("WHICH")
        return Axis(p.take("GRAIN"))
    if len(p.outer.axes) == 1 and p.outer.axes[0].name:
        p.take("WHICH")
        axis = p.outer.axes[0]
        p.outer = replace(p.outer, axes=())
        return axis
    return None


def _pick(p: Pieces, said: set[str]) -> Ask | None:
    number, high, nth = p.take("MX")
    asks_value = "HOWMANY" in said and not p.has("WHICH", "WHEN")
    axis = _axis(p)
    if axis is None:
        return None
    p.take("DISTINCT")
    if p.has("N") and number is None:
        number = p.take("N")  # "which ten nationalities were referred most"
    ranked = p.take("RANK")
    beyond = p.take("NX")
    if beyond is not None:
        both = merge(p.outer, beyond)
        if both is None or axis.name not in beyond.filters:
            return None
        p.outer = both
    thing = p.thing()
    if p.cover.opens and isinstance(thing, Frame) and "HOWMANY" not in said and number is None and nth == 1:
        return Ask("record", (thing,), (("axis", axis), ("high", high)))
    if thing is None or _on(axis, thing):
        return None
    kind = "top" if ranked or (number is not None and number > 1) else "pick"
    options = (("axis", axis), ("high", high), ("n", number), ("nth", nth), ("value", asks_value))
    return Ask(kind, (thing,), options)


def _on(axis: Axis, thing: Ask | Frame) -> bool:
    frame = thing.outer if isinstance(thing, Ask) else thing
    kept = [ids for d, ids in frame.where if d == axis.name and not all(i.startswith("!") for i in ids)]
    return bool(kept) or axis.name in [x.name for x in frame.axes]


def _stated(p: Pieces, said: set[str]) -> Ask | None:
    """ "Were 4,929 reports made in 2023?"."""
    number = p.take("N")
    if not p.cover.opens or p.cover.core is not None or not p.outer.counts or p.outer.lists or p.outer.axes:
        return None
    return Ask("truth", (p.outer,), (("op", "="), ("n", number)))


def _rest(p: Pieces, said: set[str]) -> Ask | None:
    """ "All but the top three nationalities"."""
    p.take("EXCEPT")
    made = _pick(p, said)
    return replace(made, kind="rest") if made is not None else None


def _fast(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which nationality grew fastest?": the highest change in percent."""
    word = p.take("FASTEST")
    p.take("INPERCENT")
    way = p.take("MOVE") or p.take("GROWTH") or "up"
    p.take("GROWTH")
    return _picked_change(p, way, True, (None, word == "fastest", 1))


def _change_pick(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which nationality rose most?", "the largest rise year on year"."""
    mx = p.take("MX")
    growth = p.take("GROWTH")
    way = growth or p.take("MOVE")
    points = p.take("POINTS")
    percent = bool(growth) or bool(p.take("INPERCENT"))
    return _picked_change(p, way, percent, mx, points=bool(points))


def _picked_change(p: Pieces, way: str, percent: bool, mx: Any, points: bool = False) -> Ask | None:
    axis = _axis(p)
    if axis is None and p.outer.step in ("year", "quarter"):
        axis = Axis(p.outer.step)
    if axis is not None and axis.name == p.outer.step:
        p.outer = replace(p.outer, step="")
    if axis is None:
        return None
    number, high, nth = mx
    if (not high and way == "up") or (not high and way == "down"):
        return None  # the smallest rise: of those that rose, which the tables do not say
    step = ""
    if axis.name in ("year", "quarter"):
        step = axis.name
    thing = p.thing()
    if thing is None or _on(axis, thing):
        return None
    change = Ask("step" if step else "change", (thing,), (("percent", percent), ("points", points), ("step", step)))
    options = (("axis", axis), ("high", high == (way != "down")), ("n", number), ("nth", nth), ("value", False), ("way", way))
    return Ask("pick" if not number or number == 1 else "top", (change,), options)


def _change(p: Pieces, said: set[str]) -> Ask | None:
    places = {sign[2] - 1 for sign in p.left if sign[0] == "MOVE"}
    if any(sign[0] in ("WHAT", "WHICH") and sign[2] in places for sign in p.cover.signs) and not p.cover.core:
        return None  # "what changed in 2019" asks for no figure
    growth, way = p.take("GROWTH"), p.take("MOVE")
    in_percent = p.take("INPERCENT")
    p.take("DIFF")
    points = p.take("POINTS")
    much = p.take("HOWMUCH")
    p.take("TREND")
    percent = bool(growth) or much == "percent" or bool(in_percent)
    core = p.cover.core
    if core is not None and core.kind == "contrast":
        return Ask("minus", core.args, (("percent", percent), ("points", bool(points)), ("way", growth or way or "any")), p.outer)
    if core is not None and core.kind == "share" and _is_percent_change(p):
        return None
    yes = p.cover.opens and "HOWMANY" not in said and not much
    if not p.outer.time and not p.outer.step and not (p.cover.opens or much):
        return None  # "what changes affect …" asks for no figure
    thing = p.thing()
    if thing is None:
        return None
    grains = [x.name for x in p.outer.axes if x.name in ("year", "quarter")]
    kind = "step" if grains else "change"
    options = (("percent", percent), ("points", bool(points)), ("way", growth or way or "any"), ("yes", yes), ("step", grains[0] if grains else ""))
    return Ask(kind, (thing,), options)


def _is_percent_change(p: Pieces) -> bool:
    return False


def _difference(p: Pieces, said: set[str]) -> Ask | None:
    """ "The gap between men and women", "the difference between the highest and the lowest quarter"."""
    if [s[0] for s in p.left].count("MX") == 2:
        p.take("DIFF")
        p.take("BETWEEN")
        first, second = p.take("MX"), p.take("MX")
        axis = _axis(p)
        while axis is not None and p.has("UNIT"):
            p.take("UNIT")
        thing = p.thing()
        if axis is None or thing is None or first[1] == second[1] or _on(axis, thing):
            return None
        return Ask("spread", (thing,), (("axis", axis),))
    p.take("DIFF")
    points = p.take("POINTS")
    core = p.cover.core
    if core is not None and core.kind == "contrast":
        return Ask("minus", core.args, (("points", bool(points)), ("percent", False)), p.outer)
    meanings = bool(p.outer.lists) and all(one.strong and not one.where for one in p.outer.lists[0]) and not p.outer.time
    if core is None and (p.outer.lists or _two_times(p.outer)) and not meanings:
        return Ask("apart", (p.outer,), (("percent", False),))
    return None


def _two_times(frame: Frame) -> bool:
    return frame.time is not None and (len(frame.time.whens) == 2 or len(frame.time.ends) == 2)


def _more(p: Pieces, said: set[str]) -> Ask | None:
    """ "How many more women than men?"; a yes where a verb opens; which of two where "which" does."""
    way = p.take("MORE")
    core = p.cover.core
    p.take("HOWMUCH")
    if core is None and (p.outer.lists or _two_times(p.outer)) and (p.cover.opens or p.has("WHICH")):
        p.take("WHICH")  # "were more people referred in 2022 or 2023?"
        p.take("UNIT")
        return Ask("apart", (p.outer,), (("percent", False),))
    if core is None or core.kind != "contrast":
        return None
    yes = p.cover.opens and "HOWMANY" not in said
    if p.has("WHICH", "WHEN"):
        axis = _axis(p)
        if axis is None or axis.name not in ("year", "quarter"):
            return None
        return Ask("outnumbered", core.args, (("axis", axis), ("op", "<" if way == "fewer" else ">")), p.outer)
    kind = "truth" if yes else "minus"
    return Ask(kind, core.args, (("way", way), ("percent", False), ("op", "<" if way == "fewer" else ">")), p.outer)


def _times(p: Pieces, said: set[str]) -> Ask | None:
    p.take("TIMES")
    p.take("MORE")
    core = p.cover.core
    if core is None or core.kind not in ("contrast", "times"):
        return None
    return Ask("times", core.args, (), p.outer)


def _average(p: Pieces, said: set[str]) -> Ask | None:
    kind = p.take("AVERAGE")
    if p.has("WHICH", "WHEN"):
        return None  # which of them stands in the middle is not worked out
    if p.cover.core is not None and p.cover.core.kind != "share":
        return None
    axis: Axis | None = None
    if p.has("EACH") and p.has("D"):
        p.take("EACH")
    axis = _axis(p)
    thing = p.thing()
    if axis is None or thing is None or _on(axis, thing):
        return None
    return Ask("average", (thing,), (("axis", axis), ("kind", kind)))


def _running(p: Pieces, said: set[str]) -> Ask | None:
    p.take("RUNNING")
    if p.cover.core is not None:
        return None
    grains = [x for x in p.outer.axes if x.name in ("year", "quarter")]
    if p.has("GRAIN"):
        grains = [Axis(p.take("GRAIN"))]
    if not grains:
        stretch = p.outer.time is not None and (len(p.outer.time.ends) == 2 or isinstance(p.outer.time.whens[0], str))
        return Ask("count", (p.outer,)) if stretch and not p.outer.axes else None
    p.outer = replace(p.outer, axes=())
    return Ask("running", (p.outer,), (("axis", grains[0]),))


def _trend(p: Pieces, said: set[str]) -> Ask | None:
    p.take("TREND")
    moved = p.take("MOVE")
    thing = p.thing()
    if moved and p.cover.core is None and p.outer.time and len(p.outer.time.ends) == 2:
        return None  # "how has it changed between 2015 and 2018" is a change
    if thing is None or p.cover.opens:
        return None
    return Ask("trend", (thing,))


def _counted(p: Pieces, said: set[str]) -> Ask | None:
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
    if thing is None or _on(axis, thing) or p.cover.core is not None or not (p.outer.counts or p.outer.time):
        return None
    return Ask("members", (thing,), (("axis", axis),))


def _having(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which forces made at least 100?", "quarters with fewer than 2,500", "when did it first pass 10,000?"."""
    op, number, counted = p.take("LM")
    both = merge(p.outer, counted)
    if both is None:
        return None
    p.outer = both
    first = p.take("FIRST")
    if op.startswith("first "):
        op, first = op[6:], "first"
    axis = _axis(p)
    if axis is None and (p.cover.opens or "TRUE" in said) and p.cover.core is None and p.outer.counts and not p.left:
        return Ask("truth", (p.outer,), (("op", op), ("n", number)))
    if axis is not None and axis.name in ("year", "quarter"):  # "when did referrals first pass 10,000 in a year?"
        p.outer = replace(p.outer, axes=tuple(x for x in p.outer.axes if x.name not in ("year", "quarter")))
    thing = p.thing()
    if axis is None or thing is None or _on(axis, thing):
        return None
    what = "first" if first == "first" else "count" if "HOWMANY" in said and not first else "list"
    if first and axis.name not in ("year", "quarter"):
        return None
    return Ask("having", (thing,), (("axis", axis), ("op", op), ("n", number), ("what", what)))


def _ranked(p: Pieces, said: set[str]) -> Ask | None:
    word = p.take("RANK")
    axis = _axis(p)
    thing = p.thing()
    if thing is None or word != "rank" or axis is None or _on(axis, thing):
        return None
    return Ask("top", (thing,), (("axis", axis), ("high", True), ("n", None), ("nth", 1), ("value", False)))


def _place(p: Pieces, said: set[str]) -> Ask | None:
    """ "Where does Vietnam rank?"."""
    while p.has("RANK"):
        p.take("RANK")
    p.take("WHICH")
    p.take("D")
    if p.cover.core is not None or len(p.outer.where) < 1:
        return None
    return Ask("place", (p.outer,))


def _history(p: Pieces, said: set[str]) -> Ask | None:
    p.take("REVISED")
    for word in ("MOVE", "FIRSTPUBLISHED", "WHICH", "TREND", "HOWMUCH"):
        p.take(word)
    if p.cover.core is not None or not p.outer.time:
        return None
    return Ask("history", (p.outer,))


def _latest(p: Pieces, said: set[str]) -> Ask | None:
    """ "The latest number for a full year"."""
    p.take("LATEST")
    unit = p.take("UNIT") or p.take("GRAIN") or next((x.name for x in p.outer.axes if x.name in ("year", "quarter")), "quarter")
    axes = tuple(x for x in p.outer.axes if x.name not in ("year", "quarter"))
    if p.outer.time is not None or unit not in ("year", "quarter") or p.cover.core is not None:
        return None
    p.outer = replace(p.outer, axes=axes, time=Time((f"latest_{unit}",)))
    return _plain(p, said)


def _as_published(p: Pieces, said: set[str]) -> Ask | None:
    p.take("FIRSTPUBLISHED")
    frame = replace(p.outer, as_of="first")
    return Ask("count", (frame,)) if p.cover.core is None and p.outer.time else None


def _doubled(p: Pieces, said: set[str]) -> Ask | None:
    factor = float(p.take("DOUBLE"))
    if not p.cover.opens:
        return None
    core = p.cover.core
    op = ">=" if factor > 1 else "<="
    if core is not None and core.kind == "contrast":
        return Ask("truth", core.args, (("op", op), ("factor", factor)), p.outer)
    if core is None and p.outer.time is not None:
        return Ask("truth", (p.outer,), (("op", op), ("factor", factor)))
    return None


def _yes(p: Pieces, said: set[str]) -> Ask | None:
    """ "Did referrals rise in 2023?": a yes or a no, then the figures."""
    made = _change(p, said)
    return made


def _which_of(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which nationalities were referred in 2023?": all of them, largest first."""
    axis = _axis(p)
    thing = p.thing()
    if axis is None or thing is None or _on(axis, thing) or not isinstance(thing, Frame) or not thing.counts:
        return None
    return Ask("top", (thing,), (("axis", axis), ("high", True), ("n", None), ("nth", 1), ("value", False)))


def _row(signs: str, build: Callable[[Pieces, set[str]], Ask | None]) -> Row:
    return Row(frozenset(signs.split()), build)


RULES: tuple[Row, ...] = (
    _row("", _plain),
    _row("EXCEPT MX", _rest),
    _row("FASTEST", _fast),
    _row("MX MOVE", _change_pick),
    _row("MX GROWTH", _change_pick),
    _row("DIFF", _difference),
    _row("MX", _pick),
    _row("REVISED", _history),
    _row("FIRSTPUBLISHED", _as_published),
    _row("TIMES", _times),
    _row("DOUBLE", _doubled),
    _row("AVERAGE", _average),
    _row("RUNNING", _running),
    _row("LM", _having),
    _row("MORE", _more),
    _row("TREND", _trend),
    _row("MOVE", _change),
    _row("GROWTH", _change),
    _row("POINTS", _change),
    _row("DISTINCT", _counted),
    _row("RANK", _ranked),
    _row("RANK", _place),
    _row("LATEST", _latest),
    _row("D", _counted),
    _row("WHICH", _which_of),
    _row("N", _stated),
)

__all__ = ["Cover", "assemble", "covers", "fragment_of"]
