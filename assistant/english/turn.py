"""One follow-up: the tree that it edits, what it names, and its words of asking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import counts, with_when
from assistant.english.clause_reader import Clause
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.followed import placed
from assistant.english.frame import EMPTY, Frame
from assistant.english.lexeme import Lexeme
from assistant.period import Span

# Words that ask something of one figure.
OF_FIGURE = frozenset(("TH", "SHARE", "SHAREOF", "INPERCENT", "AVERAGE", "COMPARE"))


@dataclass(frozen=True)
class Turn:
    """A follow-up: the tree that it edits, what it names, and its words of asking."""

    tree: Node
    frame: Frame
    clause: Clause
    context: Context

    @cached_property
    def said(self) -> frozenset[str]:
        kept = self.clause.said - {
            "COMMA",
            "AND",
            "WHAT",
            "HOWMANY",
            "BOTH",
            "D",
            "ONLY",
            "VERSUS",
            "BREAKDOWN",
            "PICKED",
        }
        return frozenset(
            kept | {name for name in ("EVERYONE", "TOTAL") if any(item.is_(name) for item in self.clause.lexemes)}
        )

    @property
    def of_whom(self) -> frozenset[str]:
        """Its words of asking, and whether it asks of those that were spoken of."""
        return self.said | {"THOSE"} if any(item.is_("THOSE") for item in self.clause.lexemes) else self.said

    @cached_property
    def signs(self) -> dict[str, Any]:
        return dict(self.clause.signs)

    @property
    def named(self) -> bool:
        return _named(self.frame)

    @property
    def grains(self) -> bool:
        """It names years or quarters, one by one, and nothing else."""
        axes = [axis.name for axis in self.frame.axes]
        return bool(axes) and set(axes) <= set(GRAINS) and not _named(replace(self.frame, axes=()))

    @property
    def bare(self) -> bool:
        """It names neither a count, nor anybody, nor a time."""
        return not (self.named or self.frame.time or self.frame.counts)

    @property
    def still(self) -> bool:
        """It names nothing at all, nor a step to another time."""
        return self.bare and not self.frame.step

    @property
    def points(self) -> bool:
        """ "Is that …", "… was that?": it speaks of the figure before."""
        said = [item for item in self.clause.lexemes if not item.is_("AND", "COMMA", "MARK")]
        return any(item.is_("THAT") for item in said[:1] + said[-1:] + [x for x in said[:2] if said[0].is_("POLITE")])

    @property
    def narrows(self) -> bool:
        """ "Adults only", of females: nothing of that kind was said before."""
        named = {d for d, _ in (*self.frame.where, *self.frame.beside)}
        own = {d for count in counts(self.tree) for d, _ in count.where}
        return any(item.is_("ONLY") for item in self.clause.lexemes) and bool(named) and not named & own

    @property
    def opens(self) -> bool:
        """ "Is that …": it begins with the figure before."""
        said = [item for item in self.clause.lexemes if not item.is_("AND", "COMMA", "MARK")]
        return bool(said) and said[0].is_("THAT")

    @property
    def of_all(self) -> bool:
        """ "All Vietnamese", "and all the women": those, however they were limited."""
        said = [item for item in self.clause.lexemes if not item.is_("AND", "WHAT", "COMMA", "MARK")][:2]
        every = said[0].get("ANYOF") if len(said) == 2 else None
        return every is not None and every.what == "all" and said[1].is_("F")

    @property
    def next(self) -> bool:
        return any(item.is_("NEXT") for item in self.clause.lexemes)

    @property
    def nationwide(self) -> bool:
        """It names the whole country, and no other place or who refers."""
        return any(item.is_("SCOPE") for item in self.clause.lexemes) and not self.named

    @property
    def two(self) -> bool:
        """ "The two", "both"."""
        return "TWO" in self.said or "BOTH" in self.clause.said

    @property
    def both_told(self) -> bool:
        """ "From both": of the two told last, where the clause itself lists nothing and no two times."""
        times = self.frame.time.whens if self.frame.time is not None else ()
        alone = not (self.frame.lists or self.frame.together or len(times) > 1)
        return "BOTH" in self.clause.said and bool(self.frame.where or self.frame.time) and alone

    @property
    def of_two_times(self) -> bool:
        """It follows the figures of all at two times, side by side."""
        tree = self.tree
        table = isinstance(tree, Over) and tree.axis == "period" and len(tree.values) == 2
        return table and isinstance(tree, Over) and isinstance(tree.of, Count) and not tree.of.where

    @property
    def together(self) -> bool:
        """ "Both together", "the sum of the two", "combined": of those told last, and nobody else is named."""
        added = "SUM" in self.said or ("TOTAL" in self.said and (self.two or "N" in self.said))
        return added and self.said <= {"SUM", "TOTAL", "TWO", "THOSE", "EVERYONE", "N"} and self.still

    @property
    def number_alone(self) -> bool:
        """ "Just the number", "the number, not the percentage, for 2023": nobody else is named."""
        shaped = isinstance(self.tree, Ratio) or (isinstance(self.tree, (Count, Minus)) and self.still)
        return shaped and "HOWMANY" in self.clause.said and not (self.said or self.named or self.frame.step)

    @property
    def percent(self) -> bool:
        moved = "MOVE" in self.said and (self.signs.get("HOWMUCH") == "percent" or "SHARE" in self.said)
        return moved or bool(self.said & {"GROWTH", "INPERCENT"})

    @property
    def of_release(self) -> bool:
        back = _newest(self.frame) and not self.named and any(c.as_of for c in counts(self.tree))
        return "FIRSTPUBLISHED" in self.said or back


def _named(frame: Frame) -> bool:
    return bool(frame.where or frame.less or frame.axes or frame.lists or frame.strong)


def _newest(frame: Frame) -> bool:
    return frame.time is not None and frame.time.whens == ("latest_quarter",)


def axis_of_ranking(tree: Node | None) -> str:
    """What a ranking is of; empty of everything else."""
    over = tree.over if isinstance(tree, (Pick, Top)) else None
    return over.axis if isinstance(over, Over) else ""


def newest_alone(turn: Turn) -> bool:
    """ "And the most recent full year?" after which quarter was highest: of that year the count."""
    newest = turn.frame.time is not None and turn.frame.time.whens == ("latest_year",)
    over = turn.tree.over if isinstance(turn.tree, Pick) else None
    return newest and isinstance(over, Over) and over.axis == "quarter"


def counted(tree: Node) -> Node:
    """ "Of those, how many were girls?" after a share: those are its part."""
    if isinstance(tree, Ratio):
        return tree.part
    return replace(tree, of=counted(tree.of)) if isinstance(tree, Over) else tree


def of_everything(turn: Turn) -> Node:
    """ "What share is that of the total?", "of all referrals?" after a share of some of them: of all, its part."""
    share = isinstance(turn.tree, Ratio) and turn.tree.as_ == "percent"
    every = any(item.is_("WHOLE", "TOTAL", "EVERYONE") for item in turn.clause.lexemes)
    every = every or (bool(turn.frame.counts) and any(item.is_("SHAREOF") for item in turn.clause.lexemes))
    return counted(turn.tree) if share and every and not (turn.frame.where or turn.frame.lists) else turn.tree


def again(tree: Node, frame: Frame, clause: Clause) -> Node:
    """The tree that a follow-up edits: of what was computed its count, where a number or others are asked for."""
    if isinstance(tree, History):
        tree = tree.of  # what follows is of its figure again
    if isinstance(tree, Having) and "THOSE" in clause.said and frame == EMPTY:
        return tree  # "how many of those are there?"
    of_figure = clause.said & OF_FIGURE or (frame.time and asks_figure(clause.lexemes) and not clause.said - {"WHAT"})
    tree = figure_held(tree) if frame.step else tree  # "and the year before?", after whether it was a record
    if isinstance(tree, Truth) and (of_figure or ("HOWMANY" in clause.said and frame != EMPTY)):
        tree = tree.left  # whether it was more is answered: what follows is of the figure that was
    if isinstance(tree, (Pick, Top)) and isinstance(tree.over, Over) and _added(tree.over, clause):
        tree = tree.over  # "add them up", after which of those that were named was the biggest
    if isinstance(tree, Summary) and any(item.is_("TOTAL", "SUM") for item in clause.lexemes):
        tree = tree.over  # "the total over that period?", after the average of its years
    if "HOWMANY" in clause.said:
        if isinstance(tree, Place):
            tree = placed(tree)
        if isinstance(tree, (Pick, Top, Having, Summary, Per)):
            tree = counts(tree)[0]  # a new number is asked for, and no other ranking
        if isinstance(tree, Minus) and frame.time and not clause.said & {"MOVE", "GROWTH", "DIFF"}:
            tree = counts(tree)[0]  # of a period of its own, and no change
        if "THOSE" in clause.said or (isinstance(tree, Ratio) and tree.as_ == "percent" and frame.where):
            tree = counted(tree)
    elif ends_in_those(clause.lexemes) and frame.where and not clause.said & OF_FIGURE:
        tree = counted(tree)  # "children among them", after the share of those that were counted
    # A ratio was of two counts: what follows is of one again, where it is not said of both alike.
    of_one = isinstance(tree, Ratio) and tree.as_ != "percent" and _named(frame)
    return counts(tree)[0] if of_one and not _of_both(tree, frame, clause) else tree


def figure_held(tree: Node) -> Node:
    """The figure of which it was asked whether it is a record, or above an average."""
    return tree.left if isinstance(tree, Truth) and isinstance(tree.right, (Pick, Top, Summary)) else tree


def _added(table: Over, clause: Clause) -> bool:
    """Are those that a ranking is of, or the quarters of a year, to be added?"""
    if "SUM" in clause.said and table.values:
        return True
    total = any(item.is_("TOTAL") for item in clause.lexemes)
    return table.axis in GRAINS and total and not clause.said & {"MX", "NTH", "NTHS", "SHARE"}


def ends_in_those(items: tuple[Lexeme, ...]) -> bool:
    said = [item for item in items if not item.is_("STOP", "MARK", "POLITE")]
    return bool(said) and said[-1].is_("THOSE")


def in_percent(made: Node | None, percent: bool) -> Node | None:
    """A change in numbers as one in percent, where that is asked for."""
    number = percent and isinstance(made, Minus) and made.as_ == "number"
    return replace(made, as_="percent") if isinstance(made, Minus) and number else made


def _of_both(tree: Node, frame: Frame, clause: Clause) -> bool:
    """ "The ratio of adults to children referred by the police? And by UKVI?"."""
    both = counts(tree)
    sides = {pair for count in both for pair in count.where if any(pair not in one.where for one in both)}
    apart = {d for d, _ in sides}
    return bool(apart) and "HOWMANY" not in clause.said and apart.isdisjoint(frame.filters) and not frame.lists


def asks_figure(items: tuple[Lexeme, ...]) -> bool:
    """ "What was it in 2022?" asks for the figure itself, "and in 2022?" for the same of that."""
    return any(item.is_("IT", "THAT", "BE", "HAVE", "DO", "VERB") for item in items)


def of_table(tree: Node) -> Node:
    """What a ranking is of, and of a share its whole."""
    if isinstance(tree, Ratio) and tree.as_ == "percent":
        return tree.whole
    return counts(tree)[0] if isinstance(tree, (Pick, Top)) else tree


def winner(tree: Node, context: Context, picked: str | None) -> Node | None:
    """The count of whom a ranking puts first, or at the place that is named: the last, where it shows so many."""
    if picked == "last":
        picked = str(tree.n) if isinstance(tree, Top) and tree.n else None
        if picked is None:
            return None
    if picked is not None and isinstance(tree, (Pick, Top)):
        tree = Pick(tree.over, int(picked), tree.highest)
    elif picked is not None and isinstance(tree, Over):
        tree = Pick(tree, int(picked))  # "the top one", of a table
    return context.winner(tree) if context.winner is not None else None


def timeless(tree: Node) -> Node:
    return with_when(tree, "default")


def from_base(items: tuple[Lexeme, ...]) -> bool:
    """ "On 2024", "from 2024", "since 2024": the period is what the change is counted from."""
    at = next((i for i, item in enumerate(items) if item.is_("T", "TM")), 0)
    return bool(at) and items[at - 1].is_("BASE")


def alike(tree: Node, other: Node) -> Node:
    """ "How does that compare with 2021?" after a quarter: the same quarter of that year."""
    mine, theirs = counts(tree)[0].when, counts(other)[0].when
    part = isinstance(mine, Span) and mine.length < 4 and mine.start // 4 == mine.end // 4
    if not (part and isinstance(mine, Span) and isinstance(theirs, Span) and theirs.is_year):
        return other
    by = theirs.start - mine.start // 4 * 4
    return with_when(other, Span(mine.start + by, mine.end + by))


def next_in_rank(tree: Node) -> Node | None:
    """ "And the next one?": the one after that of a ranking, or after the first n."""
    if isinstance(tree, Pick):
        return replace(tree, nth=tree.nth + 1)
    return Pick(tree.over, tree.n + 1, tree.highest) if isinstance(tree, Top) and tree.n else None


def which_of_others(turn: Turn) -> bool:
    """ "Which type came up most among adults, and which among minors?": the same pick of others."""
    return isinstance(turn.tree, (Pick, Top)) and turn.said == {"WHICH"} and bool(turn.frame.where) and not turn.grains


def listed(tree: Node) -> bool:
    """A table over time, or of several that were named."""
    return isinstance(tree, Over) and (tree.axis in GRAINS or bool(tree.values))
