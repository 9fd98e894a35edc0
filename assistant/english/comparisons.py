"""A follow-up that sets two things against each other: what was told last beside another, or the two told last."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import NODES, counts, of_release, with_when
from assistant.english.clause_reader import Clause
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS, Unfit, back, moved
from assistant.english.first_last import told_over
from assistant.english.follow import Editor
from assistant.english.frame import Frame
from assistant.english.kinds import kinds_of
from assistant.english.lasting import days_again
from assistant.english.of_two import NAMES, set_apart
from assistant.english.till_now import times_now
from assistant.english.told import told, told_beside
from assistant.english.trees import Builder
from assistant.english.turn import Turn, alike, figure_held, in_percent, of_table, timeless
from assistant.period import Span


class Comparisons:
    """Edits that compare; keeps nothing between them."""

    def __init__(self, editor: Editor, builder: Builder) -> None:
        self.editor = editor
        self.builder = builder
        self.kinds = kinds_of(editor.lookup.catalog)

    def _compared(self, tree: Node, frame: Frame) -> Node | None:
        """ "And how does it compare with the year before?", "compared with 2022?"."""
        if isinstance(tree, (Top, Over)) and not (frame.where or frame.axes or frame.lists):
            return _at_both(tree, frame)
        if not isinstance(tree, (Count, Ratio, Per)):
            return None
        if frame.step in ("year", "quarter", "same") and not (frame.where or frame.time or frame.axes or frame.lists):
            return Minus(tree, back(tree, frame.step), "points" if isinstance(tree, Ratio) else "number")
        if frame.lists and not (frame.axes or frame.time or frame.where or frame.step):
            return _side_by_side(tree, frame.lists)
        if frame.axes or frame.lists or not (frame.time or frame.where or frame.step):
            return None
        try:
            other = alike(tree, self.editor.edit(tree, frame))
        except Unfit:
            return None
        return self.builder.between(tree, other)

    def _difference(self, turn: Turn) -> Node | None:
        if turn.named or turn.frame.time or turn.frame.step:
            return None
        tree = turn.tree
        if isinstance(tree, Minus) and turn.said & {"RATIO", "TIMES"}:
            return Ratio(tree.later, tree.earlier, "times")  # "and how many times as many is that?", after a change
        two = self._two_apart(tree, turn.percent)
        if (sides := _sides(tree)) is not None:
            two = self.builder.between(*sides)
        two = two or self._since_first(turn) or self._last_two(turn.context, turn.percent)
        if two is None and isinstance(tree, Minus) and turn.said == {"TWO"}:
            return tree  # "what were the two figures?", after how far one thing moved
        if turn.said & {"RATIO", "TIMES"}:  # "and what is the ratio?", of the two
            return Ratio(two.later, two.earlier, "times") if isinstance(two, Minus) else None
        return two

    @staticmethod
    def _since_first(turn: Turn) -> Node | None:
        """ "So the difference is?", after a figure as it was first published: on what it is now."""
        tree, gone = turn.tree, (*turn.context.before_it, *turn.context.asked)[:-1]
        if not isinstance(tree, Count) or tree.as_of != "first":
            return None
        now = of_release(tree, "")
        return Minus(now, tree) if not gone or gone[-1] == now else None

    def _since(self, turn: Turn) -> Node | None:
        """ "And what was the increase on 2024?", "the % change on 2020 for Albanians?"."""
        who = replace(turn.frame, time=None, step="")
        tree = self.editor.edit(turn.tree, who) if turn.frame.where else turn.tree
        made = self._compared(tree, Frame(time=turn.frame.time, step=turn.frame.step))
        return replace(made, as_="percent") if turn.percent and isinstance(made, Minus) else made

    def _to_then(self, turn: Turn) -> Node | None:
        """ "How did that change in 2023?", of what was computed of 2022: its figure then beside the one before;
        "how much has it fallen since 2022?": the newest beside the one of then.
        """
        time, tree = turn.frame.time, turn.tree
        if time is None or isinstance(tree, Truth) or len(time.ends or time.whens) != 1:
            return None
        when, earlier = (time.ends or time.whens)[0], counts(tree)[0].when
        if time.ends:
            newest = "latest_year" if isinstance(when, Span) and when.is_year else "latest_quarter"
            return self.builder.between(with_when(tree, newest), with_when(tree, when))
        if not isinstance(when, Span) or not isinstance(earlier, Span) or when.length != earlier.length:
            return None
        then = with_when(tree, when)
        other = back(then, "year") if when == earlier else tree
        way = next((m.what for x in turn.clause.lexemes if (m := x.get("MOVE")) is not None), "")
        if way not in ("up", "down") or not turn.clause.lexemes[0].is_("BE", "DO", "HAVE"):
            return self.builder.between(then, other)
        return Truth(then, ">" if way == "up" else "<", other)

    def _than(self, turn: Turn) -> Node | None:
        way, other = turn.signs["TH"]
        if turn.named or turn.frame.time or turn.frame.step or turn.said & {"SHARE", "INPERCENT"}:
            return None
        if "HOWMANY" in turn.clause.said or any(item.is_("ASKMORE") for item in turn.clause.lexemes):
            return self._compared(turn.tree, other)  # "how many more than in 2021?"
        return self._more(turn.tree, other, ">" if way in (">", "more") else "<")

    def _beside_it(self, clause: Clause, context: Context) -> Node | None:
        """ "So fewer?", "is that more?", after two figures of a kind: was the last more than the one before it? "How
        many more is that?" asks for the difference of the two.
        """
        more = next((str(m.what) for x in clause.lexemes if (m := x.get("MORE")) is not None), "")
        times, asks = (any(x.is_(name) for x in clause.lexemes) for name in ("TIMES", "ASKMORE"))
        named = any(x.is_(*NAMES) and not x.is_("MORE") for x in clause.lexemes)
        if more == "either" and not (times or asks or named):  # "is that higher or lower?"
            return self._last_two(context, False, at_times=True)
        if more not in ("more", "fewer", "") or not (more or times):
            return None
        if asks and not (times or named) and isinstance(context.before, Minus):
            return context.before
        series = told(context)
        pair = set_apart(clause.lexemes, series[-2:] if series[-1:] == (context.before,) else ())
        sides = (_sides(context.before) if context.before is not None and not named else None) or pair
        if times and sides is not None:
            return Ratio(*(sides[::-1] if more == "fewer" else sides), "times")
        if asks and sides is not None:
            return self.builder.between(*sides)
        plain = not (times or asks or named) and pair is not None
        return Truth(pair[0], "<" if more == "fewer" else ">", pair[1]) if plain and pair is not None else None

    def _goes_on(self, tree: Node, strong: tuple[str, ...]) -> bool:
        """Is another count asked of as this one was: its share, its outcome, its days?"""
        if not isinstance(tree, Count) or self.editor.decided(tree) or tree.where:
            return True  # "conclusive grounds?", after the children referred: those for children
        return days_again(self.editor.lookup.catalog, {tree.measure}, strong[0]) != strong[0]

    def _times_as_many(self, turn: Turn) -> Node | None:
        """ "How many times as many as in 2014?": the figure before beside that; "how many times bigger is the Albanian
        one?" is of the two that were told.
        """
        items, frame = turn.clause.lexemes, turn.frame
        if (now := times_now(turn)) is not None:
            return now
        at = next((i for i, x in enumerate(items) if x.is_("AS")), len(items))
        behind = all(not x.is_("T", "TM", "F", "EARLIER", "THATTIME") for x in items[:at])
        plain = not (frame.axes or frame.lists or frame.step or frame.counts) and turn.said == {"TIMES"}
        if at == len(items) or not (behind and plain and isinstance(turn.tree, (Count, Ratio))):
            return self._beside_it(turn.clause, turn.context)
        return Ratio(turn.tree, alike(turn.tree, self.editor.edit(turn.tree, frame)), "times")

    def _between_times(self, turn: Turn) -> Node | None:
        """ "By how much did that go up between 2023 and 2024?": the figure before, at both."""
        time = turn.frame.time
        ends = time.ends or time.whens if time is not None else ()
        if not isinstance(turn.tree, (Count, Ratio)) or any(not isinstance(when, Span) for when in ends):
            return None
        made = self.builder.between(with_when(turn.tree, ends[1]), with_when(turn.tree, ends[0]))
        return in_percent(made, turn.percent)

    def _moved_told(self, turn: Turn) -> Node | None:
        """ "Is that up?"; "the change between them" is of the two told last, and of nothing else."""
        if turn.said & {"SUM", "TWO"}:
            two = self._two_apart(turn.tree, turn.percent)
            return two or self._last_two(turn.context, turn.percent, at_times=True)
        again = isinstance(turn.tree, Minus) and turn.said <= {"MOVE", "GROWTH", "HOWMUCH"} and turn.still
        made = self._moved(turn.tree, turn.frame, turn.context, turn.percent)
        return made or (in_percent(turn.tree, turn.percent) if again else None)

    def _moved(self, tree: Node, frame: Frame, context: Context, percent: bool) -> Node | None:
        """ "What's the change?", "is that up?": between the two asked last, else on the year before."""
        two = self._two_apart(tree, percent) or (
            None if frame.step else self._last_two(context, percent, at_times=True)
        )
        if two is not None:
            return two
        if not isinstance(tree, (Count, Ratio)):
            return None
        if not frame.step and (since := told_beside(tree, context)) is not None:
            return in_percent(self.builder.between(*since), percent)
        step = frame.step or "year"
        as_ = "percent" if percent else "points" if isinstance(tree, Ratio) else "number"
        return Minus(tree, back(tree, step), as_)  # type: ignore[arg-type]

    def _of_told_times(self, clause: Clause, frame: Frame, context: Context) -> Node | None:
        """ "By how much has the backlog come down, then?", after it was told at two times: between these."""
        tree = context.before
        if isinstance(tree, Minus) and timeless(tree.later) == timeless(tree.earlier):
            tree = tree.later
        table = tree.of if isinstance(tree, Over) and tree.axis == "period" and len(tree.values) == 2 else tree
        if not isinstance(table, Count) or not clause.said & {"MOVE", "GROWTH"}:
            return None
        plain = clause.said <= {"MOVE", "GROWTH", "HOWMUCH", "AND", "COMMA", "WHAT", "INPERCENT", "HOWMANY"}
        plain = plain and all(x.is_("HOWMUCH") for x in clause.lexemes if x.is_("HOWMANY"))
        named = frame.time or frame.step or frame.axes or frame.lists or frame.less
        measures = {*frame.strong, *(name for names in (*frame.weak, *frame.vague) for name in names)}
        moved = context.before
        other = len(frame.strong) == 1 and table.measure not in measures
        if isinstance(moved, Minus) and plain and not named and other:
            return self._of_another(moved, frame)
        if not plain or named or table.measure not in measures or set(frame.where) - set(table.where):
            return None
        if table.where and not frame.where:
            return None  # of children's, or of everybody's
        signs = dict(clause.signs)
        percent = "GROWTH" in clause.said or "INPERCENT" in clause.said or signs.get("HOWMUCH") == "percent"
        if isinstance(context.before, Minus):
            return in_percent(context.before, percent)
        assert context.before is not None
        return self._two_apart(context.before, percent) or self._last_two(context, percent, at_times=True)

    def _of_another(self, moved: Minus, frame: Frame) -> Node | None:
        """ "And the rise in referrals?", after that in reports from 2021 to 2023: between the same two."""
        ends = [(count.when, self.builder.thing(frame)) for count in counts(moved)]
        if len(ends) != 2 or not all(isinstance(when, Span) and isinstance(one, Count) for when, one in ends):
            return None
        later, earlier = (with_when(one, when) for when, one in ends)
        return in_percent(self.builder.between(later, earlier), moved.as_ == "percent")

    def _more(self, tree: Node, frame: Frame, op: str) -> Node | None:
        """ "Is that more than in 2022?", "is it more than from Eritrea?"."""
        if not isinstance(tree, (Count, Ratio)) or frame.axes or frame.lists:
            return None
        if frame.step and not (frame.where or frame.time):
            return Truth(tree, op, back(tree, frame.step))  # type: ignore[arg-type]
        if not (frame.where or frame.time) or frame.counts:
            return None
        return Truth(tree, op, alike(tree, self.editor.edit(tree, frame)))  # type: ignore[arg-type]

    def _last_two(self, context: Context, percent: bool, at_times: bool = False) -> Node | None:
        """ "The difference between the two?": the two asked last; ``at_times``: only where they are one thing at two
        times.
        """
        asked = [one for one, _ in groupby(map(figure_held, (*context.before_it, *context.asked)))]
        if len(asked) > 1 and isinstance(asked[-1], Count) and timeless(of_table(asked[-2])) == timeless(asked[-1]):
            asked[-2] = of_table(asked[-2])  # "total for the quarter a year before?" after a share of this quarter's
        if len(asked) < 2 or (at_times and timeless(asked[-1]) != timeless(asked[-2])):
            return None
        made = self.builder.between(asked[-1], asked[-2])
        return replace(made, as_="percent") if percent and isinstance(made, Minus) else made

    def _two_apart(self, tree: Node, percent: bool) -> Node | None:
        """ "What is the difference between the two?", "the percentage change between the two?"."""
        if isinstance(tree, Minus) and percent and tree.as_ == "number":
            return replace(tree, as_="percent")
        values = tree.values or told_over(tree) if isinstance(tree, Over) else ()
        if not isinstance(tree, Over) or len(values) != 2:
            return None
        first, last = values
        if isinstance(first, Span) and isinstance(last, Span):
            sides = [with_when(tree.of, span) for span in (last, first)]
        else:
            limits = [((tree.axis, (str(value),)),) for value in (first, last)]
            sides = [self.editor.edit(tree.of, Frame(where=where)) for where in limits]
        made = self.builder.between(*sides)
        return replace(made, as_="percent") if percent and isinstance(made, Minus) else made


def _at_both(tree: Top | Over, frame: Frame) -> Node | None:
    """ "How do the numbers compare with 2022?", after the first few of 2023: everybody's of both years, the few among
    them.
    """
    over = tree.over if isinstance(tree, Top) else tree
    timed = isinstance(over, Over) and over.axis in (*GRAINS, "period")
    if timed or not (isinstance(over, Over) and isinstance(over.of, Count) and isinstance(over.of.when, Span)):
        return None
    whens = frame.time.whens if frame.time is not None else ()
    other = moved(over.of.when, frame.step) if frame.step and not whens else whens[0] if whens else ""
    if len(whens) > 1 or not isinstance(other, Span) or other == over.of.when or other.length != over.of.when.length:
        return None
    spans = tuple(sorted((other, over.of.when)))
    return Over(Over(replace(over.of, when=spans[0]), over.axis, over.values), "period", spans)


def _sides(tree: Node) -> tuple[Node, Node] | None:
    """The two that were set against each other: which was more, or how many times as many."""
    if isinstance(tree, Truth) and isinstance(tree.right, NODES):
        return tree.left, tree.right
    if isinstance(tree, Ratio) and tree.as_ == "times":
        return tree.part, tree.whole
    return (
        (tree.later, tree.earlier)
        if isinstance(tree, Minus) and timeless(tree.later) != timeless(tree.earlier)
        else None
    )


def _side_by_side(tree: Node, lists: tuple[tuple[Frame, ...], ...]) -> Node | None:
    """ "How does that compare with Sussex and Kent?", after another force: the figure of each of the three."""
    named = [one.where for many in lists for one in many]
    kinds = {d for where in named for d, _ in where}
    if not isinstance(tree, Count) or len(lists) != 1 or len(kinds) != 1 or any(len(where) != 1 for where in named):
        return None
    (dimension,) = kinds
    own = dict(tree.where).get(dimension, ())
    members = tuple(dict.fromkeys((*own, *(i for where in named for i in where[0][1]))))
    rest = replace(tree, where=tuple(limit for limit in tree.where if limit[0] != dimension))
    return Over(rest, dimension, members) if len(own) == 1 and len(members) > 2 else None
