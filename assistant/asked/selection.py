"""Selection: a tree whose counts all read the same cells, apart: these cells, and what is worked out of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.asked.count import Where
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.mean import Mean
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.operand import EVERY, Operand
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.period import Span

GRAINS = ("year", "quarter")
SUM = Top(EVERY, what="sum")  # of the periods, beside which each is told
MEAN = Mean(EVERY)  # type: ignore[arg-type]  # the axis is the selection's
HISTORY = History(EVERY)


@dataclass(frozen=True)
class Selection:
    """Cells of one measure, in catalog ids, and what is worked out of them.

    ``where``: sorted pairs of dimension and member (or group) ids; an id with "!" before it is left out instead.
    ``by``: the axes: dimensions, "year" or "quarter". ``periods``: resolved spans; ``relative`` says how they are to be
    resolved when empty ("latest_quarter", "latest_year", "last:4:quarter", "all", "since:2019-Q1", "default").
    ``as_of``: a release id, or "first" for figures as first published.
    ``calculation``: a tree over :class:`Operand`; the figures themselves, where it is one.
    """

    measure: str
    where: Where = ()
    by: tuple[str, ...] = ()
    periods: tuple[Span, ...] = ()
    relative: str = ""
    as_of: str = ""
    calculation: Node = EVERY

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        return dict(self.where)

    @property
    def grain(self) -> str | None:
        """ "year" or "quarter" where the answer runs over time."""
        return next((name for name in self.by if name in GRAINS), None)

    @property
    def listed(self) -> tuple[str, ...]:
        """The breakdowns that it is divided by."""
        return tuple(name for name in self.by if name not in GRAINS)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Every dimension that the selection is limited or divided by, without time."""
        return tuple(dict.fromkeys([name for name, _ in self.where] + [*self.listed]))

    @property
    def named(self) -> bool:
        """Are the members set side by side those that the question named?"""
        return bool(self.listed) and all(len(self.filters.get(name, ())) > 1 for name in self.listed)

    @property
    def plain(self) -> bool:
        """Are the figures themselves asked for, and nothing that is worked out of them?"""
        return self.calculation == EVERY

    @property
    def one(self) -> bool:
        """Is one figure asked for?"""
        return self.plain and not self.by and len(self.periods) < 2

    @property
    def compared(self) -> bool:
        """Are periods, or named members, set side by side?"""
        return self.plain and not self.grain and (len(self.periods) > 1 or self.named)

    @property
    def divided(self) -> bool:
        """Are members told that the question did not name, one by one?"""
        told = self.plain and not self.grain and not self.compared
        return bool(self.listed) and (told or (self.portions and not self.ranking))

    @property
    def over_time(self) -> bool:
        """Are the figures told along a time axis: all of them, their sum, or those that keep to a limit?"""
        listing = self.having is not None and self.having.what == "list"
        return self.grain is not None and (self.plain or self.calculation == SUM or listing)

    @property
    def among(self) -> tuple[str, ...] | None:
        """Of a share: the breakdowns whose limits hold for the whole as well; None of anything else."""
        ratio = self.calculation
        return ratio.whole.among if isinstance(ratio, Ratio) and isinstance(ratio.whole, Operand) else None

    @property
    def portions(self) -> bool:
        """Is each member told with its share of the whole?"""
        return isinstance(_inner(self.calculation), Ratio) and self.among is None

    @property
    def minus(self) -> Minus | None:
        """The last period less the first; None of anything else."""
        inner = _inner(self.calculation)
        return inner if isinstance(inner, Minus) else None

    @property
    def percent(self) -> bool:
        """Is the figure asked for, or one beside each, a percentage?"""
        inner = self.calculation.over if isinstance(self.calculation, (Top, Pick)) else self.calculation
        return isinstance(inner, Ratio) or (isinstance(inner, Minus) and inner.as_ == "percent")

    @property
    def having(self) -> Having | None:
        """Those of the figures that keep to a limit, or the first of them."""
        return self.calculation if isinstance(self.calculation, Having) else None

    @property
    def limit(self) -> int | None:
        """The limit that figures are to keep to."""
        return self.having.n if self.having is not None and isinstance(self.having.n, int) else None

    @property
    def ranking(self) -> bool:
        """Are members told in order, or those of them that keep to a limit?"""
        if self.having is not None:
            return self.having.what == "list" and self.grain is None
        return isinstance(self.calculation, Top) and self.calculation != SUM and self.minus is None

    @property
    def extreme(self) -> bool:
        """Is one period sought: the highest, that of the largest step, the first beyond a limit?"""
        return isinstance(self.calculation, Pick) or (self.having is not None and self.having.what == "first")

    @property
    def step(self) -> Minus | None:
        """The step from one period to the next of which the largest is sought."""
        inner = self.calculation.over if isinstance(self.calculation, Pick) else None
        return inner if isinstance(inner, Minus) else None

    @property
    def first_of(self) -> int | None:
        """How many of a ranking, or the place of what is sought in one; None: all of it, or the first."""
        made = self.calculation
        if isinstance(made, Pick):
            return made.nth if made.nth > 1 else None
        return made.n if isinstance(made, Top) else None

    @property
    def highest(self) -> bool:
        """Does the order begin with the highest, or the limit ask for more?"""
        made = self.calculation
        return made.op == ">" if isinstance(made, Having) else made.highest if isinstance(made, (Pick, Top)) else True

    def with_where(self, **filters: tuple[str, ...] | None) -> Selection:
        """A copy with these filters set, or removed where None."""
        merged: dict[str, tuple[str, ...] | None] = {**self.filters, **filters}
        return replace(self, where=tuple(sorted((k, v) for k, v in merged.items() if v is not None)))


def share(among: tuple[str, ...] = ()) -> Ratio:
    """The share that the figures are of the whole, which is limited by these breakdowns alone."""
    return Ratio(EVERY, Operand("whole", among))


def _inner(calculation: Node) -> Node:
    """What is ranked, or the calculation itself."""
    return calculation.over if isinstance(calculation, Top) else calculation
