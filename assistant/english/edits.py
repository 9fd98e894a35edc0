"""What a follow-up makes of the tree before it: narrowed, moved in time, compared, as a share, its highest, its source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.summaries import SUMMARIES
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import counts, with_counts
from assistant.english.context import Context
from assistant.english.ends import Unfit, back
from assistant.english.follow import Editor
from assistant.english.frame import Frame, fill
from assistant.english.lexeme import Lexeme
from assistant.english.read import Clause
from assistant.english.trees import Builder
from assistant.period import Span


class Edits:
    """Reads clauses as edits of the tree before them; keeps nothing between them."""

    def __init__(self, editor: Editor, builder: Builder) -> None:
        self.editor = editor
        self.builder = builder

    def _compared(self, tree: Node, frame: Frame) -> Node | None:
        """ "And how does it compare with the year before?", "compared with 2022?"."""
        if not isinstance(tree, (Count, Ratio)):
            return None
        if frame.step and not (frame.where or frame.time or frame.axes or frame.lists):
            return Minus(tree, back(tree, frame.step), "points" if isinstance(tree, Ratio) else "number")
        if frame.axes or frame.lists or not (frame.time or frame.where):
            return None
        try:
            other = self.editor.edit(tree, frame)
        except Unfit:
            return None
        return self.builder.between(tree, other)

    def edited(self, clause: Clause, context: Context) -> Node | None:
        """The tree before as the clause edits it, where the clause names no count of its own."""
        frame, tree = clause.frame, context.before
        if isinstance(tree, Having) and (limit := _limit_alone(clause.lexemes)) is not None:
            return replace(tree, op=limit[0], n=limit[1])
        if frame is None or tree is None:
            return None
        alone = not (frame.where or frame.axes or frame.lists or frame.time) and clause.lexemes[0].is_("AND")
        repeats = any(item.is_("REPEAT") for item in clause.lexemes) or (alone and clause.said <= {"AND"})
        if frame.strong and not repeats and not ({"SHARE", "INPERCENT", "SHAREOF"} & clause.said and not frame.where):
            return None
        refines = clause.lexemes[0].is_("ONLY")
        share = {"SHARE", "INPERCENT", "SHAREOF"} & clause.said
        if frame.counts and not (refines or repeats or (share and not frame.where)) and "SHAREOF" not in clause.said:
            return None
        if context.setting is not None:
            frame = fill(frame, context.setting)
        named = {d for d, _ in frame.where}
        if refines and named and all(named <= {d for d, _ in count.where} for count in counts(tree)):
            tree = self.editor.whole(tree)  # "just Albanians": those, and no narrower group of them
        try:
            return self._edit(tree, frame, clause, context)
        except Unfit:
            return None

    def _edit(self, tree: Node, frame: Frame, clause: Clause, context: Context) -> Node | None:
        said = clause.said - {"COMMA", "AND", "WHAT", "HOWMANY", "BOTH", "D", "ONLY", "VERSUS", "BREAKDOWN"}
        if isinstance(tree, History):
            tree = tree.of  # what follows is of its figure again
        if "HOWMANY" in clause.said and isinstance(tree, (Pick, Top, Having, Place, Summary)):
            tree = counts(tree)[0]  # a new number is asked for, and no other ranking
        if "HOWMANY" in clause.said and isinstance(tree, Minus) and frame.time and not said & {"MOVE", "GROWTH", "DIFF"}:
            tree = counts(tree)[0]  # of a period of its own, and no change
        if "HOWMANY" in clause.said and isinstance(tree, Ratio) and tree.as_ == "percent" and frame.where:
            tree = _counted(tree)
        if "HOWMANY" in clause.said and "THOSE" in said:
            tree = _counted(tree)
        named = bool(frame.where or frame.axes or frame.lists or frame.strong)
        if isinstance(tree, Ratio) and tree.as_ != "percent" and named:
            tree = counts(tree)[0]  # a ratio was of two counts: what follows is of one again
        if "COMPARE" in said or "VERSUS" in clause.said:
            return self._compared(tree, frame)
        signs = dict(clause.signs)
        said |= {name for name in ("EVERYONE", "TOTAL") if any(item.is_(name) for item in clause.lexemes)}
        if (said & {"FIRSTPUBLISHED"}) or (_newest(frame) and not named and any(c.as_of == "first" for c in counts(tree))):
            return self._of_release(tree, frame, "FIRSTPUBLISHED" in said)
        if "MX" in said or said == {"NTH"} or said == {"NTH", "WHICH"}:
            return self._highest(tree, frame, signs.get("MX") or (None, True, int(signs["NTH"])))
        if "AVERAGE" in said and not named:
            table = tree.over if isinstance(tree, Pick) else tree
            return SUMMARIES[signs["AVERAGE"]](table) if isinstance(table, Over) else None
        if said & {"DIFF", "TWO"}:
            percent = bool(said & {"GROWTH", "INPERCENT"})
            return None if named or frame.time else self._two_apart(tree, percent) or self._last_two(context, percent)
        percent = bool(said & {"GROWTH", "INPERCENT"})
        if said & {"MOVE", "GROWTH"} and not (named or frame.time or frame.counts):
            return self._moved(tree, frame, context, percent)
        if said & {"MOVE", "GROWTH"} and frame.time and not (named or frame.counts) and _from_base(clause.lexemes):
            made = self._compared(tree, frame)  # "and what was the increase on 2024?"
            return replace(made, as_="percent") if percent and isinstance(made, Minus) else made
        if isinstance(tree, Minus) and said <= {"SHARE", "INPERCENT", "GROWTH"} and not (named or frame.time or frame.counts):
            return replace(tree, as_="percent") if said and tree.as_ == "number" else None
        if "TH" in said:
            way, other = signs["TH"]
            return None if named or frame.time or frame.step else self._more(tree, other, ">" if way in (">", "more") else "<")
        if "WHICH" in said and frame.axes and said <= {"WHICH"} and not (frame.where or frame.lists):
            return self.editor.edit(tree, frame)  # "which forces?"
        if "WHY" in said:
            alone = said <= {"WHY", "MOVE", "GROWTH", "HOWMUCH"} and not (named or frame.time or frame.counts)
            return (tree if isinstance(tree, Minus) else self._moved(tree, frame, context, False)) if alone else None
        if said == {"SOURCE"} and not (named or frame.time):
            return tree  # its sources stand beside it
        if "REVISED" in said and not (named or frame.time):
            return History(tree) if isinstance(tree, (Count, Over)) else None
        if "MOVE" in said:
            shares = isinstance(tree, Minus) and "SHARE" in said and bool(frame.where)
            return Ratio(self.editor.edit(tree, frame), tree, "percent") if shares else None
        if said & {"SHARE", "INPERCENT", "SHAREOF"}:
            return self._share(tree, frame, said, share_that(clause), _wider(tree, context))
        if said == {"REST"} and not named:
            return self.editor.edit(self.editor.others(tree), frame)
        if "ALLOF" in said:
            tree = self.editor.freed(_counted(counts(tree)[0] if isinstance(tree, (Pick, Top)) else tree), signs["ALLOF"].name)
            return self.editor.edit(tree, frame) if named or frame.time else tree
        if said & {"TOTAL", "EVERYONE"} and isinstance(tree, (Pick, Top)):
            tree = counts(tree)[0]
        if said & {"TOTAL", "EVERYONE"} and not (frame.where or frame.lists):
            return self.editor.edit(self.editor.whole(tree), frame)
        if said == {"THOSE"} and not (named or frame.time or frame.step):
            return tree
        if said - {"THOSE", "TOTAL", "EVERYONE"} or not (named or frame.time or frame.step):
            return None
        return self.editor.edit(tree, frame, "THOSE" in said)

    def _share(self, tree: Node, frame: Frame, said: set[str] | frozenset[str], that: bool, wider: Node | None) -> Node | None:
        """ "What share is that?", "as a percentage of all", "and what share were women?": the tree as a share."""
        if that and frame.where:
            return self.editor.share_of(tree, frame)
        if "EVERYONE" in said or ("SHAREOF" in said and not (frame.where or frame.counts)):
            return self.editor.share(self.editor.edit(tree, replace(frame, noun=False)))
        if "SHAREOF" in said and frame.where:
            return self.editor.share_of(tree, frame)
        if frame.counts:
            return self._share_of_all(tree, frame)
        named = bool(frame.where or frame.axes or frame.lists)
        if wider is not None and not (named or frame.time):
            return Ratio(tree, wider, "percent")
        return None if named else self.editor.share(self.editor.edit(tree, frame))

    def _moved(self, tree: Node, frame: Frame, context: Context, percent: bool) -> Node | None:
        """ "What's the change?", "is that up?": between the two asked last, else on the year before."""
        two = self._two_apart(tree, percent) or (None if frame.step else self._last_two(context, percent, at_times=True))
        if two is not None:
            return two
        if not isinstance(tree, (Count, Ratio)):
            return None
        step = frame.step or "year"
        as_ = "percent" if percent else "points" if isinstance(tree, Ratio) else "number"
        return Minus(tree, back(tree, step), as_)  # type: ignore[arg-type]

    def _more(self, tree: Node, frame: Frame, op: str) -> Node | None:
        """ "Is that more than in 2022?", "is it more than from Eritrea?"."""
        if not isinstance(tree, (Count, Ratio)) or frame.axes or frame.lists:
            return None
        if frame.step and not (frame.where or frame.time):
            return Truth(tree, op, back(tree, frame.step))  # type: ignore[arg-type]
        if not (frame.where or frame.time) or frame.counts:
            return None
        return Truth(tree, op, self.editor.edit(tree, frame))  # type: ignore[arg-type]

    def _of_release(self, tree: Node, frame: Frame, first: bool) -> Node:
        """ "And when first published?", "and now?"."""
        if first:
            return self.editor.edit(tree, replace(frame, as_of="first"))
        return with_counts(tree, lambda count: replace(count, as_of=""))

    def _highest(self, tree: Node, frame: Frame, mx: tuple[int | None, bool, int]) -> Node | None:
        """ "Which was the highest?": of the table before."""
        tree = self.editor.edit(tree, frame)
        number, high, nth = mx
        if isinstance(tree, Pick):
            return replace(tree, nth=nth, highest=tree.highest if nth > 1 else high)  # "and who is second?"
        if isinstance(tree, Top):
            tree = tree.over
        if isinstance(tree, Count) and (finer := self.editor.finer(tree)):
            tree = Over(tree, finer)  # of the charities: "which one made the most?"
        if not isinstance(tree, Over):
            return None
        return Top(tree, number, high) if number and number > 1 else Pick(tree, nth, high)

    def _share_of_all(self, tree: Node, frame: Frame) -> Node | None:
        """ "What percentage of all 2023 referrals is that?": the whole is named, and is that of the count before."""
        known = counts(tree)[0]
        if not isinstance(tree, (Count, Pick)) or frame.lists or frame.axes or (frame.strong and frame.strong != (known.measure,)):
            return None
        if frame.time is not None and frame.time.whens != (known.when,):
            return None
        return self.editor.share(tree)

    def _last_two(self, context: Context, percent: bool, at_times: bool = False) -> Node | None:
        """ "The difference between the two?": the two asked last; ``at_times``: only where they are one thing at two times."""
        asked = [*context.before_it, *context.asked]
        if len(asked) < 2 or asked[-1] == asked[-2] or (at_times and _timeless(asked[-1]) != _timeless(asked[-2])):
            return None
        made = self.builder.between(asked[-1], asked[-2])
        return replace(made, as_="percent") if percent and isinstance(made, Minus) else made

    def _two_apart(self, tree: Node, percent: bool) -> Node | None:
        """ "What is the difference between the two?", "the percentage change between the two?"."""
        if isinstance(tree, Minus) and percent and tree.as_ == "number":
            return replace(tree, as_="percent")
        if not isinstance(tree, Over) or len(tree.values) != 2:
            return None
        first, last = tree.values
        if isinstance(first, Span) and isinstance(last, Span):
            sides = [with_counts(tree.of, lambda c, w=span: replace(c, when=w)) for span in (last, first)]  # type: ignore[misc]
        else:
            limits = [((tree.axis, (str(value),)),) for value in (first, last)]
            sides = [self.editor.edit(tree.of, Frame(where=where)) for where in limits]
        made = self.builder.between(*sides)
        return replace(made, as_="percent") if percent and isinstance(made, Minus) else made


def _counted(tree: Node) -> Node:
    """ "Of those, how many were girls?" after a share: those are its part."""
    if isinstance(tree, Ratio):
        return tree.part
    return replace(tree, of=_counted(tree.of)) if isinstance(tree, Over) else tree


def _timeless(tree: Node) -> Node:
    return with_counts(tree, lambda count: replace(count, when="default"))


def share_that(clause: Clause) -> bool:
    """ "What share of the children is that?": the count before is the part, and what is named the whole."""
    return any(item.is_("THAT") for item in clause.lexemes[-1:]) and any(item.is_("SHARE", "SHAREOF") for item in clause.lexemes)


def _wider(tree: Node, context: Context) -> Node | None:
    """What was asked before the count and holds it: "how many in Scotland?", "how many of them were Vietnamese?"."""
    earlier = [*context.before_it, *context.asked][-2:-1]
    if not (earlier and isinstance(earlier[0], Count) and isinstance(tree, Count)):
        return None
    held = set(earlier[0].where) < set(tree.where)
    return earlier[0] if held and replace(earlier[0], where=tree.where) == tree else None


def _from_base(items: tuple[Lexeme, ...]) -> bool:
    """ "On 2024", "from 2024", "since 2024": the period is what the change is counted from."""
    at = next((i for i, item in enumerate(items) if item.is_("T", "TM")), 0)
    return bool(at) and items[at - 1].is_("BASE")


def _newest(frame: Frame) -> bool:
    return frame.time is not None and frame.time.whens == ("latest_quarter",)


def _limit_alone(items: tuple[Lexeme, ...]) -> tuple[Any, int] | None:
    """ "And more than 200?": a limit and nothing else."""
    said = [item for item in items if not item.is_("AND", "COMMA", "WHAT", "MARK")]
    limit, number = (said[0].get("LIMIT"), said[1].get("N")) if len(said) == 2 else (None, None)
    return (limit.what, int(number.what)) if limit is not None and number is not None else None
