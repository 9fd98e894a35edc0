"""A follow-up that adds or spreads what was told: totals, averages, a month's share, combinations."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count, Where
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.summaries import SUMMARIES
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.walk import counts, with_counts, with_when
from assistant.english.build import containing
from assistant.english.comparisons import Comparisons
from assistant.english.ends import GRAINS
from assistant.english.extremes import along, every_period
from assistant.english.first_last import one_by_one
from assistant.english.frame import Frame
from assistant.english.of_those import of_everyone
from assistant.english.part_of import as_share
from assistant.english.told import parts_told, side_by_side, together, told
from assistant.english.turn import Turn, listed, of_table
from assistant.period import Span


def _where(tree: Node) -> Where:
    """What limits a tree, of a share its whole."""
    return tuple(limit for count in counts(of_table(tree)) for limit in count.where)


def _parted(tree: Node) -> Count | None:
    """The count that a table or a ranking of all of a kind tells apart: "in total", of Kent's by nationality."""
    table = tree.over if isinstance(tree, (Pick, Top)) else tree
    plain = isinstance(table, Over) and not table.values and table.axis not in (*GRAINS, "period")
    return table.of if isinstance(table, Over) and plain and isinstance(table.of, Count) else None


def of_people(turn: Turn) -> bool:
    """ "And everyone?": people, and not all of it."""
    return any((m := x.get("EVERYONE")) is not None and m.what == "people" for x in turn.clause.lexemes)


def several_then(turn: Turn) -> bool:
    """ "Both together in 2022", of those told at another time; "both together", of tables over time."""
    items, time = turn.clause.lexemes, turn.frame.time
    adds = any(x.is_("SUM") for x in items) and any(x.is_("BOTH", "TWO", "N") for x in items)
    over_time = isinstance(turn.tree, Over) and turn.tree.axis in GRAINS and not turn.tree.values
    then = len(time.whens) == 1 if time is not None else over_time
    return adds and then and turn.said <= {"SUM", "TOTAL", "TWO", "N"} and not (turn.named or turn.frame.counts)


def all_of_table(turn: Turn) -> bool:
    """ "In total", of a table of several."""
    adds = bool(turn.said) and (turn.said <= {"SUM", "TOTAL", "EVERYONE"} or turn.together)
    return adds and (turn.said != {"EVERYONE"} or turn.frame.together) and turn.still and listed(turn.tree)


def all_of_it(turn: Turn) -> bool:
    """ "And the total?": of all of them."""
    if not turn.said & {"TOTAL", "EVERYONE"} or not turn.said <= {"TOTAL", "EVERYONE", "SUM"}:
        return False
    them = any(item.is_("IT") for item in turn.clause.lexemes)  # "total them": those, and not everybody
    return not (them or turn.frame.where or turn.frame.lists)


def _apart(spoken: tuple[Node, ...]) -> bool:
    """Were two told last of which neither is a part of the other?"""
    two = [set(one.where) for one in spoken[-2:] if isinstance(one, Count)]
    return len(two) == 2 and not (two[0] <= two[1] or two[1] <= two[0])


class Sums(Comparisons):
    """Edits that add; keeps nothing between them."""

    def _spread(self, turn: Turn) -> Node | None:
        """ "So how many is that a month?": spread over the months, weeks or days of its period."""
        (axis,) = turn.frame.axes
        tree = self.editor.edit(turn.tree, replace(turn.frame, axes=()))
        tree = tree.of if isinstance(tree, Per) else counts(tree)[0] if isinstance(tree, Summary) else tree
        return Per(tree, axis.name) if isinstance(tree, (Count, Over)) else None  # type: ignore[arg-type]

    def _summary(self, turn: Turn) -> Node | None:
        table = turn.tree.over if isinstance(turn.tree, Pick) else turn.tree
        if (several := self._told_by(turn)) is not None:
            return SUMMARIES[turn.signs["AVERAGE"]](several)
        if turn.grains:
            table = self.editor.edit(table, turn.frame)  # "a quarter on average", "average per year"
        table = along(self.editor, table)
        return SUMMARIES[turn.signs["AVERAGE"]](table) if isinstance(table, Over) else None

    def _trend_told(self, turn: Turn) -> Node | None:
        """ "What's the trend?", after one thing at several times: those; after one, all of its years or quarters."""
        table = side_by_side(told(turn.context))
        if table is not None and table.axis == "period" and isinstance(turn.tree, Count):
            return table
        return every_period(self.editor, turn.tree)

    def _told_by(self, turn: Turn) -> Over | None:
        """ "2023?", "2024?", "2025?", "the average per year?": of those years, and not of every year that is held."""
        series, number = parts_told(turn.context), int(turn.signs.get("N", 2 if turn.two else 0))
        if not series or turn.tree not in (series[-1], turn.context.before) or turn.frame.time or number > len(series):
            return None
        series = series[-number:]
        table, whole = side_by_side(series), together(self.editor, series, at_times=True)
        if table is None or table.axis != "period":
            return None
        sizes = {axis.name: 1 if axis.name == "quarter" else 4 for axis in turn.frame.axes}
        alike = all(span.length == size for size in sizes.values() for span in table.values if isinstance(span, Span))
        each = along(self.editor, whole) if whole is not None else table
        each = each if isinstance(each, Over) else table
        return each if alike else None

    def _summed(self, turn: Turn) -> Node | None:
        """ "Total", "together": of a table over time the whole stretch, of several named all of them."""
        table = turn.tree
        assert isinstance(table, Over)
        if "N" in turn.signs and int(turn.signs["N"]) != len(table.values):
            return None  # "across the three", of two that are told
        if table.axis in GRAINS:
            return table.of
        spans = sorted(value for value in table.values if isinstance(value, Span))
        if table.axis == "period":
            beside = all(a.end + 1 == b.start for a, b in pairwise(spans))
            return with_when(table.of, Span(spans[0].start, spans[-1].end)) if beside else None
        if not table.values:
            return self.editor.whole(table) if "TOTAL" in turn.said else None
        many = tuple(Frame(where=((table.axis, (str(value),)),)) for value in table.values)
        return self.editor.edit(table.of, Frame(lists=(many,), together=True))

    def _together(self, turn: Turn) -> Node | None:
        """ "Both together?", "all three combined": of the figures told last, as many as are named, or all."""
        gone: tuple[Node, ...] = (*turn.context.before_it, *turn.context.asked)
        if isinstance(turn.tree, Minus) and turn.two:
            gone = (turn.tree.earlier, turn.tree.later)  # "add those two up", after the difference between them
        number = int(turn.signs.get("N", 2 if turn.two or not isinstance(turn.tree, Count) else 0))
        series = gone[-number:] if number else told(turn.context)
        times = turn.signs.get("SUM") == "times"
        narrower = one_by_one(turn.context) if number > 1 else ()
        if len(narrower) == number > 1 and narrower[-1] != turn.context.before:
            series = narrower  # "the three together", after how many of the last of them were children
        return together(self.editor, series, times) if len(series) == (number or len(series)) > 1 else None

    def _together_then(self, turn: Turn) -> Node | None:
        """ "Both together", after two tables by quarter; "both together in 2022", after two figures of another year."""
        number = int(turn.signs.get("N", 2))
        if isinstance(turn.tree, Over) and len(turn.tree.values) == number:
            then = self.editor.edit(turn.tree, Frame(time=turn.frame.time))
            return self._summed(replace(turn, tree=then)) if isinstance(then, Over) else None
        series = turn.context.spoken[-number:]
        grains = {one.axis if isinstance(one, Over) else "" for one in series}
        each = [one.of if isinstance(one, Over) and one.axis in GRAINS and not one.values else one for one in series]
        plain = [one for one in each if isinstance(one, Count)]
        if len(series) < number and turn.still and isinstance(turn.tree, Over):
            return self._summed(turn)  # both of the years that a table shows
        if len(plain) < number or len(grains) > 1:
            return None
        if turn.frame.time is not None:
            timed = [self.editor.edit(one, Frame(time=turn.frame.time)) for one in plain]
            return together(self.editor, tuple(timed))
        made, axis = together(self.editor, tuple(plain)), next(iter(grains))
        return Over(made, axis) if made is not None and axis else made

    def _share_together(self, turn: Turn) -> Node | None:
        """ "Their combined share?": of the figures told last, or of their shares."""
        made = self._together(turn)
        return as_share(made) if isinstance(made, Count) else made

    def _total(self, turn: Turn) -> Node | None:
        """ "And the total?": after positive and negative ones of both; else of all people."""
        last = turn.tree
        own = {limit[0] for limit in _where(last)}
        if of_people(turn) and isinstance(last, Count) and own & self.editor.people and own - self.editor.people:
            return self.editor.edit(self.editor.of_everybody(last, self.editor.people), turn.frame)
        if self._of_their_times(turn):
            return self.editor.edit(last, turn.frame)
        if (
            turn.said <= {"TOTAL", "SUM"}
            and turn.signs.get("TOTAL") != "overall"
            and (parted := _parted(last)) is not None
        ):
            return self.editor.edit(parted, turn.frame)
        series = told(turn.context) if turn.said == {"TOTAL"} and turn.still else ()
        those = any(item.is_("THAT", "THOSE") for item in turn.clause.lexemes)  # "how many is that altogether?"
        if those and turn.still and len(series) < 2 and _apart(turn.context.spoken):
            return None  # of the police and of the Home Office nobody has added them
        plain = those or len(series) > 2 or not (isinstance(last, Count) and last.where)  # else it may be of all people
        if plain and (added := together(self.editor, series, at_times=True)) is not None:
            return added  # "Q1?", "Q2?", "total?"
        series = series[-2:]
        over = side_by_side(series)
        if over is not None and series[-1] == last and over.axis not in (*self.editor.agents, "period"):
            return self.editor.freed(last, over.axis)
        persons = any(limit[0] in self.editor.persons for limit in _where(last))
        every = turn.signs.get("TOTAL") == "overall" or ("EVERYONE" in turn.said and persons)
        if every and (overall := of_everyone(last)) is not None:
            return self.editor.edit(overall, turn.frame)  # the rate for children, "and overall?"
        if (
            isinstance(last, Ratio)
            and last.as_ == "percent"
            and all(limit[0] in self.editor.agents for limit in _where(last))
        ):
            return self.editor.edit(of_table(last), turn.frame)  # "everyone", after the share of women among Kent's
        return self.editor.edit(self.editor.whole(of_table(last)), turn.frame)

    def _total_of_those(self, turn: Turn) -> Node | None:
        """ "Total of those", after figures told one after the other: of all of them; after one, that one."""
        series = parts_told(turn.context)
        several = len(series) > 1 and turn.tree in (series[-1], turn.context.before)
        if not several:  # of the police and of a force nobody knows whether the one holds the other
            return turn.tree if not _apart(turn.context.spoken) else None
        return together(self.editor, series)

    @staticmethod
    def _of_their_times(turn: Turn) -> bool:
        """ "Total for the first half", after the children of each of its quarters: of children."""
        whens, series = turn.frame.time.whens if turn.frame.time else (), told(turn.context)
        held = whens[0] if len(whens) == 1 else None
        spans = [one.when for one in series if isinstance(one.when, Span)]
        if turn.said != {"TOTAL"} or not isinstance(held, Span) or series[-1:] != (turn.tree,):
            return False
        inside = all(held.start <= span.start and span.end <= held.end for span in spans)
        return len({*spans}) == len(series) > 1 and inside

    def _total_of(self, turn: Turn) -> Node | None:
        """ "Total for the year" after a table by quarter."""
        table = turn.tree
        assert isinstance(table, Over)
        return self.editor.edit(table.of, turn.frame) if table.axis in GRAINS else None

    def _with_combinations(self, turn: Turn) -> Node | None:
        """ "Alone or with other types?": of the types that were spoken of."""
        where = {count.where for count in counts(turn.tree)}
        found = containing(self.kinds, Frame(where=where.pop()), "") if len(where) == 1 else None
        return with_counts(turn.tree, lambda count: replace(count, where=found.where)) if found is not None else None
