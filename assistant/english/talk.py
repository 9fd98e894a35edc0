"""One clause as a question: read whole, or as an edit of what was asked before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.mean import Mean
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.walk import counts, with_counts
from assistant.catalog.lookup import Lookup
from assistant.english.clauses import set_aside
from assistant.english.context import Context, Question, typed, word_use
from assistant.english.ends import Undecided, Unfit
from assistant.english.follow import Editor
from assistant.english.frame import EMPTY, Frame, fill
from assistant.english.lexeme import Lexeme
from assistant.english.read import Clause, Reader
from assistant.period import Span
from assistant.question.vocabulary import Vocabulary
from assistant.question.words import WordUse


class Talk:
    """Reads clauses against one catalog, each in a context; keeps nothing between them."""

    def __init__(self, lookup: Lookup, vocabulary: Vocabulary) -> None:
        self.reader = Reader(lookup, vocabulary)
        self.editor = Editor(lookup)
        self.persons = self.editor.persons

    def _referred(self, items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
        """ "As in question 1, but for men": what it follows is that question, and the rest is what it says."""
        for i, item in enumerate(items):
            number = items[i + 1].get("N") if item.is_("REFERENCE") and i + 1 < len(items) else None
            if number is not None and 0 < int(number.what) <= len(context.asked):
                context.before = context.asked[int(number.what) - 1]
                return (*items[:i], *items[i + 2 :])
        return items

    def _dated(self, items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
        """ "That year", "the same quarter", "Q4": of the period that was spoken of."""
        time = context.frame.time if context.frame is not None else None
        if time is None and context.mentioned is not None:
            time = context.mentioned.time
        when = time.whens[0] if time is not None and len(time.whens) == 1 else None
        if not isinstance(when, Span):
            dated = [i for i, x in enumerate(items) if x.is_("T")]
            return tuple(x for i, x in enumerate(items) if not (x.is_("THATTIME") and dated and dated[0] < i))
        out: list[Lexeme] = []
        for i, item in enumerate(items):
            alone = item.get("QUARTER")
            own = any(x.is_("T") for x in items[i + 1 : i + 3])
            quarter = next((x.get("QUARTER") for x in items if x.is_("QUARTER")), None)
            if quarter is not None and (item.is_("THATTIME") or (item.is_("OF") and any(x.is_("THATTIME") for x in items[i + 1 : i + 2]))):
                continue  # "Q4 of that year" is that quarter
            if item.is_("THATTIME") and any(x.is_("T") for x in items[:i]):
                continue  # "in Q4 2023, and of men in the same quarter"
            if item.is_("THATTIME") and not own:
                out.append(item.as_("T", when))
            elif alone is not None and not any(x.is_("T") for x in items):
                start = when.start // 4 * 4 + int(alone.what) - 1
                out.append(item.as_("T", Span(start, start)))
            else:
                out.append(item)
        return tuple(x for i, x in enumerate(out) if not (_now(x) and len(out) > 1 and i == 0))

    def _clause(
        self, items: tuple[Lexeme, ...], text: str, context: Context
    ) -> Question | None:
        """One clause as a question; with what asks nothing set aside only where it cannot be read whole."""
        items = self._dated(self._referred(items, context), context)
        clause = self.reader.clause(items)
        aside: tuple[Lexeme, ...] = ()
        if clause.unknown or not (clause.ways or clause.frame) or any(item.is_("ASKED") for item in items):
            kept, aside = set_aside(items)
            if aside:
                clause = self.reader.clause(kept)
        made = self._meaning(clause, context)
        if made is None:
            words = WordUse(not_understood=tuple(x.typed for x in clause.unknown))
            of_tables = any(item.is_("CATALOGUE") for item in items)
            return Question(text, words=words, aside=(typed(aside),) if aside else (), of_tables=of_tables)
        trees, undecided = made
        question = Question(text, trees, undecided, word_use(clause, aside), (typed(aside),) if aside else ())
        if question.read:
            context.before = trees[0]
            context.asked.append(trees[0])
            context.setting = context.setting if context.lists else None
        return question

    def _meaning(self, clause: Clause, context: Context) -> tuple[tuple[Node, ...], tuple[str, ...]] | None:
        if clause.unknown:
            return None
        if clause.frame == EMPTY and clause.said and clause.said <= {"HOWMANY", "WHAT"} and context.setting is not None:
            return self._of_setting(context.setting)
        edited = self._edited(clause, context)
        if edited is not None:
            return (edited,), ()
        those = "THOSE" in clause.said or any("THOSE" in way.said for way in clause.ways) or self._of_people(clause, context)
        setting = context.setting
        if those:
            if isinstance(context.before, (Pick, Top, Having, Place)):
                return None  # "how many of those" of the highest: which it is shows only in its answer
            setting = context.frame or context.mentioned
            if setting is None:
                return None
        found = self.reader.trees(clause, context.frame, setting)
        return (found.trees, found.undecided) if found.trees or found.undecided else None

    def _of_people(self, clause: Clause, context: Context) -> bool:
        """ "How many received a positive decision?", after people: nobody is named who did, so it is they."""
        items = [item for item in clause.lexemes if not item.is_("AND", "COMMA")]
        verb = len(items) > 1 and items[0].is_("HOWMANY") and items[1].is_("OBTAIN")
        known = context.frame.where if verb and context.frame is not None else ()
        return any(dimension not in self.reader.kinds.outcomes for dimension, _ in known)

    def _of_setting(self, setting: Frame) -> tuple[tuple[Node, ...], tuple[str, ...]] | None:
        """ "Boys and criminal exploitation, April to June 2023. How many?"."""
        try:
            return (self.reader.builder.thing(setting),), ()
        except Undecided as problem:
            return (), problem.measures
        except Unfit:
            return None

    def _compared(self, tree: Node, frame: Frame) -> Node | None:
        """ "And how does it compare with the year before?", "compared with 2022?"."""
        if not isinstance(tree, (Count, Ratio)):
            return None
        if frame.step and not (frame.where or frame.time or frame.axes or frame.lists):
            step = frame.step if frame.step in ("year", "quarter") else "same"
            return Minus(tree, Before(tree, step), "points" if isinstance(tree, Ratio) else "number")  # type: ignore[arg-type]
        if frame.axes or frame.lists or not (frame.time or frame.where):
            return None
        try:
            other = self.editor.edit(tree, frame)
        except Unfit:
            return None
        return self.reader.builder.between(tree, other)

    def _edited(self, clause: Clause, context: Context) -> Node | None:
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
        if "HOWMANY" in clause.said and isinstance(tree, (Pick, Top, Having, Place, Mean)):
            tree = counts(tree)[0]  # a new number is asked for, and no other ranking
        if "HOWMANY" in clause.said and isinstance(tree, Minus) and frame.time and not said & {"MOVE", "GROWTH", "DIFF"}:
            tree = counts(tree)[0]  # of a period of its own, and no change
        if "HOWMANY" in clause.said and "THOSE" in said:
            tree = _counted(tree)
        named = bool(frame.where or frame.axes or frame.lists or frame.strong)
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
            return Mean(table, signs["AVERAGE"]) if isinstance(table, Over) else None
        if said & {"DIFF", "TWO"}:
            percent = bool(said & {"GROWTH", "INPERCENT"})
            return None if named or frame.time else self._two_apart(tree, percent) or self._last_two(context, percent)
        if said & {"MOVE", "GROWTH"} and not (named or frame.time or frame.counts):
            return self._moved(tree, frame, context, "GROWTH" in said)
        if "REVISED" in said and not (named or frame.time):
            return History(tree) if isinstance(tree, (Count, Over)) else None
        if "MOVE" in said:
            shares = isinstance(tree, Minus) and "SHARE" in said and bool(frame.where)
            return Ratio(self.editor.edit(tree, frame), tree, "percent") if shares else None
        if said & {"SHARE", "INPERCENT", "SHAREOF"}:
            return self._share(tree, frame, said)
        if said & {"TOTAL", "EVERYONE"} and not (frame.where or frame.lists):
            return self.editor.edit(self.editor.whole(tree), frame)
        if said == {"THOSE"} and not (named or frame.time or frame.step):
            return tree
        if said - {"THOSE", "TOTAL", "EVERYONE"} or not (named or frame.time or frame.step):
            return None
        return self.editor.edit(tree, frame, "THOSE" in said)

    def _share(self, tree: Node, frame: Frame, said: set[str] | frozenset[str]) -> Node | None:
        """ "What share is that?", "as a percentage of all", "and what share were women?": the tree as a share."""
        if "EVERYONE" in said or ("SHAREOF" in said and not (frame.where or frame.counts)):
            return self.editor.share(self.editor.edit(tree, replace(frame, noun=False)))
        if "SHAREOF" in said and frame.where:
            return self.editor.share_of(tree, frame)
        if frame.counts:
            return self._share_of_all(tree, frame)
        named = bool(frame.where or frame.axes or frame.lists)
        return None if named else self.editor.share(self.editor.edit(tree, frame))

    def _moved(self, tree: Node, frame: Frame, context: Context, percent: bool) -> Node | None:
        """ "What's the change?", "is that up?": between the two asked last, else on the year before."""
        two = self._two_apart(tree, percent) or (None if frame.step else self._last_two(context, percent))
        if two is not None:
            return two
        if not isinstance(tree, (Count, Ratio)):
            return None
        step = frame.step if frame.step in ("year", "quarter") else "year"
        as_ = "percent" if percent else "points" if isinstance(tree, Ratio) else "number"
        return Minus(tree, Before(tree, step), as_)  # type: ignore[arg-type]

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

    def _last_two(self, context: Context, percent: bool) -> Node | None:
        """ "The change between the two?": the two asked last."""
        if len(context.asked) < 2:
            return None
        made = self.reader.builder.between(context.asked[-1], context.asked[-2])
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
        made = self.reader.builder.between(*sides)
        return replace(made, as_="percent") if percent and isinstance(made, Minus) else made


def _counted(tree: Node) -> Node:
    """ "Of those, how many were girls?" after a share: those are its part."""
    if isinstance(tree, Ratio):
        return tree.part
    return replace(tree, of=_counted(tree.of)) if isinstance(tree, Over) else tree


def _now(item: Lexeme) -> bool:
    """ "Now" at the head of a follow-up goes on; alone it is a time."""
    return item.text == "now"


def _newest(frame: Frame) -> bool:
    return frame.time is not None and frame.time.whens == ("latest_quarter",)


def _limit_alone(items: tuple[Lexeme, ...]) -> tuple[Any, int] | None:
    """ "And more than 200?": a limit and nothing else."""
    said = [item for item in items if not item.is_("AND", "COMMA", "WHAT", "MARK")]
    limit, number = (said[0].get("LIMIT"), said[1].get("N")) if len(said) == 2 else (None, None)
    return (limit.what, int(number.what)) if limit is not None and number is not None else None
