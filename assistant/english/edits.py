"""What a follow-up makes of the tree before it: narrowed, moved in time, compared, a share, its highest, its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.asked.count import Count
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
from assistant.asked.walk import NODES, counts, of_release
from assistant.english.changed import (
    as_many_as_another,
    at_other_times,
    beside_another,
    on_another_base,
    sets_another,
    sides_with_another,
    than_at_another,
)
from assistant.english.clause_reader import Clause
from assistant.english.conversation import Context
from assistant.english.ends import Unfit
from assistant.english.ever_moved import asks_ever, ever_moved
from assistant.english.extremes import ever_said, highest, record, steepest
from assistant.english.few_shown import next_few
from assistant.english.few_told import added, few_together
from assistant.english.followed import asks_newest
from assistant.english.frame import EMPTY, Frame, fill
from assistant.english.its_source import asks_source, with_source
from assistant.english.list_edits import of_list
from assistant.english.part_of import share_of
from assistant.english.plainly import Plainly
from assistant.english.pointed import its_part
from assistant.english.revised import revised
from assistant.english.said_of import (
    another_whole,
    beside_it,
    is_it_so,
    limit_alone,
    limits_picked,
    measure_alone,
    of_held,
    of_it,
    said_alike,
    share_that,
    side_named,
    than_that,
    unnamed,
    whole_alone,
)
from assistant.english.shaped import as_number, points_apart, shaped
from assistant.english.sharing import two_times
from assistant.english.sibling import of_both
from assistant.english.steps_told import steps
from assistant.english.summed_up import summed_up
from assistant.english.summing import all_of_it, all_of_table, several_then
from assistant.english.the_others import the_others
from assistant.english.turn import (
    Turn,
    again,
    counted,
    from_base,
    in_percent,
    listed,
    newest_alone,
    next_in_rank,
    of_everything,
    of_table,
    which_of_others,
    winner,
)


class Edits(Plainly):
    """Reads clauses as edits of the tree before them; keeps nothing between them."""

    def at_once(self, clause: Clause, context: Context) -> Node | None:
        """What its words alone make of the tree before, whatever else they could name."""
        if context.before is not None and asks_newest(clause.lexemes, context.before):
            return of_release(context.before, "")
        items = clause.lexemes
        of_told = of_list(items, context, self.editor) or summed_up(items, context, self.editor)
        return its_part(items, context) or of_told

    def edited(self, clause: Clause, context: Context) -> Node | None:
        """The tree before as the clause edits it, where the clause names no count of its own."""
        frame, tree = clause.frame, context.before
        if frame is None and not clause.unknown and not clause.ways and any(x.is_("SCOPE") for x in clause.lexemes):
            frame = EMPTY  # "and the UK?" names nobody
        try:
            if tree is not None and (made := shaped(clause.lexemes, tree, context)) is not None:
                return made
        except Unfit:
            return None
        if isinstance(tree, Having) and (limit := limit_alone(clause.lexemes)) is not None:
            return replace(tree, op=limit[0], n=limit[1])
        if frame is None:  # "how many more?", after whether there were; "so fewer?", after two figures
            return tree if is_it_so(clause, context) else self._beside_it(clause, context)
        if tree is None:
            return None
        alone = not (frame.where or frame.axes or frame.lists or frame.time) and clause.lexemes[0].is_("AND")
        repeats = any(item.is_("REPEAT") for item in clause.lexemes) or (alone and clause.said <= {"AND"})
        repeats = repeats or (measure_alone(clause) and self._goes_on(tree, frame.strong))
        # A share names the whole that the count before is of: "of all British referrals", where it is "that".
        share = {"SHARE", "INPERCENT", "SHAREOF"} & clause.said and (
            not frame.where or share_that(clause) or "SHAREOF" in clause.said
        )
        share = share or another_whole(clause, tree)
        frame = unnamed(frame, clause, tree)
        moved = self._of_told_times(clause, frame, context)
        if moved is not None or (frame.strong and not (repeats or share)):
            return moved
        refines = clause.lexemes[0].is_("ONLY")
        if frame.counts and not (refines or repeats or share) and "SHAREOF" not in clause.said:
            return None
        if context.setting is not None:
            frame = fill(frame, context.setting)
        anew = bool(frame.where) and frame.time is not None and not frame.as_of and not clause.lexemes[0].is_("AND")
        if anew and any(count.as_of == "first" for count in counts(tree)):
            tree = of_release(tree, "")  # "children in 2022?" names all of it, and not as it was first published
        named = {d for d, _ in frame.where}
        if (
            refines
            and named
            and not frame.beside
            and all(set(frame.where) <= set(count.where) for count in counts(tree))
        ):
            tree = self.editor.whole(tree)  # "just Albanians": those, and no narrower group of them
        try:
            return self._edit(of_both(tree, frame, context, self.editor.persons), frame, clause, context)
        except Unfit:
            return None

    def _edit(self, tree: Node, frame: Frame, clause: Clause, context: Context) -> Node | None:
        if (few := few_together(tree, frame := said_alike(frame, tree), clause)) is not None:
            return few
        picked = dict(clause.signs).get("PICKED")
        sole = frame == EMPTY and clause.said <= {"PICKED", "AND", "ONLY", "WHAT", "COMMA", "HOWMANY"}
        ranked = isinstance(tree, (Pick, Top)) and ("THOSE" in clause.said or share_that(clause) or sole)
        first = isinstance(tree, Pick) or (isinstance(tree, Top) and tree.n == 1)
        ranked = ranked or (first and (bool(clause.said & {"COMPARE", "VERSUS"}) or of_it(clause) or than_that(clause)))
        ranked = ranked or (first and (limits_picked(tree, frame, clause) or "SHAREOF" in clause.said))
        if picked is not None and isinstance(tree, Count):
            return self._beside_it(clause, context)  # "how many times bigger is the first one?"
        if picked is not None or ranked:
            found = winner(tree, context, picked)
            if found is None and not share_that(clause):
                return None  # which of them is meant shows only in its answer
            tree = tree if found is None else found
            if sole:
                return tree  # "just the first one", "how many?"
        if (side := side_named(clause, frame, tree)) is not None:
            return side
        if (
            isinstance(tree, Minus)
            and share_that(clause)
            and (frame.time or frame.where or another_whole(clause, tree))
        ):
            tree = tree.later  # "what share of everyone referred in Q4 is that?", after how far it fell
        turn = Turn(again(tree, frame, clause), frame, clause, context)
        for fits, made in RULES:
            if fits(turn):
                return made(self, turn)
        return None

    def _beside(self, turn: Turn) -> Node | None:
        """ "How does it compare with 2022?", "by what percentage the total changed compared with the year before"."""
        if isinstance(turn.tree, Minus) and turn.frame.time and not turn.named:
            turn = replace(turn, tree=turn.tree.later)  # "and compared with 2018?": what was compared before
        if (times := as_many_as_another(self.editor, turn)) is not None:
            return times
        all_of_it = bool(turn.said & {"TOTAL", "EVERYONE"}) and not turn.named
        made = self._compared(self.editor.whole(of_table(turn.tree)) if all_of_it else turn.tree, turn.frame)
        return in_percent(made, turn.signs.get("HOWMUCH") == "percent" or (turn.percent and all_of_it))

    def _at_other_times(self, turn: Turn) -> Node | None:
        """ "And in 2022?", "and children from 2021 to 2022?", after a change of other years."""
        made = at_other_times(turn)
        return self.editor.edit(made, replace(turn.frame, time=None)) if made is not None else None

    def _by_how_much(self, turn: Turn) -> Node | None:
        """ "By how much?", "by what percentage?" after a change, or after which of them was the biggest."""
        tree: Node | None = turn.tree
        if isinstance(tree, Pick):
            told = isinstance(tree.over, Over) and isinstance(tree.over.of, Minus) and turn.signs["HOWMUCH"] == "much"
            return tree if told else None
        if isinstance(tree, Truth):
            tree = self.builder.between(tree.left, tree.right) if isinstance(tree.right, NODES) else None
        if isinstance(tree, Count):  # "by how many?", after the figures of one thing at two times
            tree = self._last_two(turn.context, False, at_times=True)
        if not isinstance(tree, Minus):
            return None
        return in_percent(tree, turn.signs["HOWMUCH"] == "percent")

    def _reason(self, turn: Turn) -> Node | None:
        """ "Why did it fall?": of the change that it is, or that lies between the two asked last."""
        if not (turn.said <= {"WHY", "MOVE", "GROWTH", "HOWMUCH"} and turn.bare):
            return None
        return turn.tree if isinstance(turn.tree, Minus) else self._moved(turn.tree, turn.frame, turn.context, False)


SPREAD = (["month"], ["week"], ["day"])

# In this order: what a follow-up must be, and what it makes of the tree. The first that fits is meant.
RULES: tuple[tuple[Callable[[Turn], Any], Callable[[Edits, Turn], Node | None]], ...] = (
    (lambda t: "COMPARE" in t.said or "VERSUS" in t.clause.said, Edits._beside),
    (lambda t: t.of_release, lambda e, t: e._of_release(t.tree, t.frame, "FIRSTPUBLISHED" in t.said)),
    (lambda t: "MX" in t.said and ("TH" in t.said or ("SHARE" in t.said and t.frame.where)), lambda e, t: None),
    (lambda t: "MX" in t.said and t.said & {"MOVE", "GROWTH"}, lambda e, t: steepest(e.editor, t)),
    (lambda t: t.points and ever_said(t) and t.said == {"MX"}, lambda e, t: record(e.editor, t)),
    (lambda t: t.opens and ever_said(t) and t.said == {"MX", "UNIT"}, lambda e, t: record(e.editor, t)),
    (which_of_others, lambda e, t: e.editor.edit(t.tree, t.frame)),
    (lambda t: t.said == {"NTH", "N"} and t.next and t.still, lambda e, t: next_few(t)),
    (lambda t: t.said == {"NTH"} and t.next and isinstance(t.tree, Pick), lambda e, t: next_in_rank(t.tree)),
    (lambda t: "MX" in t.said and "SUM" in t.said, lambda e, t: added(highest(e.editor, t))),
    (
        lambda t: (
            ("MX" in t.said and not share_that(t.clause))
            or (t.said & {"NTH", "NTHS"} and t.said <= {"NTH", "NTHS", "WHICH"})
        ),
        lambda e, t: highest(e.editor, t),
    ),
    (lambda t: t.said and t.said <= {"WHEN", "UNIT", "WHICH"} and t.points and t.still, lambda e, t: t.tree),
    (lambda t: t.said == {"WHEN"} and t.frame == EMPTY and isinstance(t.tree, Pick), lambda e, t: t.tree),
    (lambda t: [axis.name for axis in t.frame.axes] in SPREAD, Edits._spread),
    (lambda t: t.frame.step == "same_on" and isinstance(t.tree, (Pick, Top)), lambda e, t: next_in_rank(t.tree)),
    (lambda t: "AVERAGE" in t.said and (not t.named or t.grains), Edits._summary),
    (
        lambda t: t.said == {"DIFF"} and t.frame.step and t.bare,
        lambda e, t: e._moved(t.tree, t.frame, t.context, t.percent),
    ),
    (several_then, Edits._together_then),
    (lambda t: t.together and not listed(t.tree), Edits._together),
    (lambda t: "TIMES" in t.said and (t.named or t.frame.time), Edits._times_as_many),
    (lambda t: t.said & {"DIFF", "TWO", "RATIO", "TIMES"} and not t.together, Edits._difference),
    (lambda t: "WHY" in t.said, Edits._reason),
    (lambda t: t.said == {"POINTS"} and t.still and isinstance(t.tree, Minus), lambda e, t: points_apart(t.tree)),
    (lambda t: t.said == {"TREND"} and t.still, Edits._trend_told),
    (asks_ever, lambda e, t: ever_moved(e.editor.lookup, t)),
    (lambda t: steps(t) is not None, lambda e, t: steps(t)),
    (lambda t: t.said & {"MOVE", "GROWTH"} and t.bare, Edits._moved_told),
    (lambda t: t.said and t.said <= {"SHARE", "INPERCENT", "GROWTH"} and t.still and t.of_two_times, Edits._in_percent),
    (
        lambda t: (
            t.said & {"MOVE", "GROWTH"}
            and t.frame.time
            and not (t.frame.axes or t.frame.lists or t.frame.less or t.frame.counts)
            and from_base(t.clause.lexemes)
        ),
        Edits._since,
    ),
    (
        lambda t: (
            isinstance(t.tree, (Ratio, Summary, Per))
            and t.said & {"MOVE", "GROWTH", "TREND"}
            and not (t.named or t.frame.counts)
            and t.frame.time is not None
        ),
        Edits._to_then,
    ),
    (
        lambda t: isinstance(t.tree, Minus) and t.said and t.said <= {"SHARE", "INPERCENT", "GROWTH"} and t.still,
        Edits._in_percent,
    ),
    (
        lambda t: isinstance(t.tree, (Minus, Truth, Count, Pick)) and t.said == {"HOWMUCH"} and t.still,
        Edits._by_how_much,
    ),
    (lambda t: "TH" in t.said, Edits._than),
    (
        lambda t: t.said == {"WHICH"} and t.frame.axes and not (t.frame.where or t.frame.lists),
        lambda e, t: e.editor.edit(t.tree, t.frame),
    ),
    (asks_source, lambda e, t: with_source(t)),
    (
        lambda t: "REVISED" in t.said and not (t.named or t.frame.step),
        lambda e, t: revised(of_release(e.editor.edit(t.tree, t.frame), "")),
    ),
    (lambda t: t.said & {"MOVE", "GROWTH"} and not t.named and two_times(t.frame), Edits._between_times),
    (lambda t: "MOVE" in t.said, Edits._part_of_change),
    (
        lambda t: t.number_alone,
        lambda e, t: as_number(t.tree) or e.editor.edit(counted(t.tree), t.frame),  # "as a number"
    ),
    (lambda t: t.said == {"RATE"} and t.still, Edits._rate),
    (lambda t: t.signs.get("SHARE") == "whole" and not t.frame.time, Edits._whole),
    (lambda t: of_held(t.clause, t.tree), lambda e, t: share_of(t.tree, t.frame)),
    (lambda t: t.said & {"SHARE", "INPERCENT"} and t.said & {"SUM", "N"} and t.still, Edits._share_together),
    (
        lambda t: t.said & {"SHARE", "INPERCENT", "SHAREOF"} and t.signs.get("SHARE") not in ("half", "most"),
        lambda e, t: e._share(of_everything(t), t.frame, t.of_whom, share_that(t.clause), beside_it(t.tree, t.context)),
    ),
    (lambda t: t.said == {"REST"} and not t.named, lambda e, t: the_others(e.editor, t)),
    (lambda t: "ALLOF" in t.said, Edits._freed),
    (lambda t: whole_alone(t.clause, t.frame, t.tree) and not t.said, lambda e, t: share_of(t.tree, t.frame)),
    (lambda t: another_whole(t.clause, t.tree) and not t.said, lambda e, t: e._of_named(t.tree, t.frame)),
    (
        lambda t: t.said == {"TOTAL"} and t.grains and not t.frame.time and isinstance(t.tree, Over),
        lambda e, t: e.editor.edit(t.tree, t.frame),  # "and the annual total", after a table by quarter
    ),
    (lambda t: t.said == {"TOTAL"} and not t.named and t.frame.time and isinstance(t.tree, Over), Edits._total_of),
    (lambda t: not (t.said or t.named) and newest_alone(t), lambda e, t: e.editor.edit(counts(t.tree)[0], t.frame)),
    (lambda t: t.said == {"ALSO"} and t.still, Edits._with_combinations),
    (all_of_table, Edits._summed),
    (all_of_it, Edits._total),
    (
        lambda t: t.said == {"THOSE", "TOTAL"} and t.still and isinstance(t.tree, Count),
        lambda e, t: e._total_of_those(t),
    ),
    (
        lambda t: t.said == {"THOSE"} and not (t.nationwide or t.named or t.frame.time or t.frame.step),
        lambda e, t: t.tree,
    ),
    (lambda t: on_another_base(t) or at_other_times(t), lambda e, t: on_another_base(t) or e._at_other_times(t)),
    (sets_another, lambda e, t: beside_another(e.editor, t)),
    (sides_with_another, lambda e, t: than_at_another(t)),
    (lambda t: t.nationwide and not t.said - {"TOTAL", "EVERYONE", "SUM"}, Edits._nationwide),
    (lambda t: True, Edits._plainly),
)
