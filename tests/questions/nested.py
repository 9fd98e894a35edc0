"""Nested expectations, computed with pandas from data/<release>/*.csv alone: nothing of the assistant is imported.

An expectation is a list in brackets, its first word what is done:

    (referrals 2023 age=child)              a count: a measure, a period and limits, as in oracle.py; "." for the period
                                            is that of the axis above
    (share A B) (times A B) (per A B)       A in percent of B; so many times B; A for one of B
    (minus A B) (percent A B) (points A B)  B taken from A; in percent of B; between two percentages
    (before year A)                         A one year (or quarter) earlier
    (each quarter 2023 A)                   A in every quarter (or year) of a stretch
    (each nationality * A)                  A for every member that has a figure; "child|adult" for those members
    (highest T) (lowest T) (highest-2 T)    the largest, smallest, second largest of a table; residual members are none
    (which highest T)                       its key
    (mean T) (median T) (sum T) (rest 3 T A)   rest: A less the three largest
    (top 3 T) (bottom 3 T) (running T)      tables: the largest, the smallest, cumulated
    (above 100 T) (above A T) (first-above 100 T)    how many are above (below, from, upto) a limit; the first of them
    (place vietnamese T)                    the rank
    (is A > B)                              1 or 0
    (month A) (week A) (day A)              A spread over the months, weeks or days of its period

Where a table and a newer single figure both give a count, either is right, but one kind is taken for all counts of an
expectation: :func:`expected` gives what each kind leads to.
"""

from __future__ import annotations

import datetime as dt
import operator
import re
import statistics
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

KINDS = ("series", "detail", "printed")  # restated series, tables of one quarter, single figures of bulletins
RESIDUAL = {"unknown_nationality", "unknown_age", "unknown_gender", "not_specified"}
ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction | None]] = {
    "share": lambda a, b: 100 * a / b if b else None,
    "times": lambda a, b: a / b if b else None,
    "per": lambda a, b: a / b if b else None,
    "minus": operator.sub,
    "points": operator.sub,
    "percent": lambda a, b: 100 * (a - b) / b if b else None,
}
LIMITS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "above": operator.gt, "below": operator.lt, "from": operator.ge, "upto": operator.le,
}  # fmt: skip
SIGNS = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "=": operator.eq}
Value = Fraction | None
Table = dict[str, Fraction]


def quarters(period: str) -> list[int]:
    """Numbers of quarters: four times the year and 0 to 3."""
    first, _, last = period.partition("..")

    def ends(part: str) -> tuple[int, int]:
        year = 4 * int(part[:4])
        return (year, year + 3) if len(part) == 4 else (year + int(part[-1]) - 1,) * 2

    return list(range(ends(first)[0], ends(last or first)[1] + 1))


def period_of(numbers: list[int]) -> str:
    def name(n: int) -> str:
        return f"{n // 4}-Q{n % 4 + 1}"

    if len(numbers) == 1:
        return name(numbers[0])
    if len(numbers) == 4 and numbers[0] % 4 == 0:
        return str(numbers[0] // 4)
    return f"{name(numbers[0])}..{name(numbers[-1])}"


class Cells:
    """The published cells: one frame a kind, of the newest release that has each."""

    def __init__(self, root: Path) -> None:
        listed = tomllib.loads((root / "catalog" / "releases.toml").read_text(encoding="utf-8"))["release"]
        order = {entry["id"]: n for n, entry in enumerate(listed)}
        paths = sorted((p for p in (root / "data").glob("*/*.csv")), key=lambda p: order.get(p.parent.name, -1))
        frames = [(p.stem, order[p.parent.name], pd.read_csv(p, dtype=str)) for p in paths if p.parent.name in order]
        self.series = list({stem: frame for stem, _, frame in frames if stem.endswith("_series")}.values())
        self.detail = self._quarters(frames)
        printed = pd.concat([f.assign(release=n) for stem, n, f in frames if stem == "key_figures"])
        keys = [c for c in printed.columns if c not in ("value", "quoted_by", "url", "release")]
        self.printed = printed.fillna("total").sort_values("release", kind="stable").drop_duplicates(keys, keep="last")

    @staticmethod
    def _quarters(frames: list[tuple[str, int, pd.DataFrame]]) -> pd.DataFrame:
        newest: dict[tuple[str, str], pd.DataFrame] = {}
        for stem, _, frame in frames:
            if stem.startswith("detail_") or stem == "dtn_nationality":
                newest.update({(stem, period): rows for period, rows in frame.groupby("period")})
        whole = pd.concat([rows[~rows.eq("total").any(axis=1)] for rows in newest.values()])
        return whole.assign(value=whole["value"].astype(int))

    def count(self, kind: str, measure: str, period: str, limits: dict[str, str]) -> Value:
        return self._figure(kind, measure, period, tuple(limits.items()))

    @cache  # noqa: B019 (the cells live as long as the tests)
    def _figure(self, kind: str, measure: str, period: str, pairs: tuple[tuple[str, str], ...]) -> Value:
        """The figure of one period, of the first kind of table that holds it."""
        limits = dict(pairs)
        found: Value = None
        for one in (kind, *(k for k in KINDS if k != kind)):
            found = getattr(self, f"_{one}")(measure, period, limits)
            if found is not None:
                return found
        return self._parts(kind, measure, period, limits)

    def _parts(self, kind: str, measure: str, period: str, limits: dict[str, str]) -> Value:
        """Of a stretch that none holds: its years, or its quarters, added."""
        numbers = quarters(period)
        years = [period_of(numbers[i : i + 4]) for i in range(0, len(numbers), 4)]
        for parts in (years, [period_of([n]) for n in numbers]):
            if len(parts) > 1 and all(".." not in part for part in parts):
                each = [self.count(kind, measure, part, limits) for part in parts]
                if all(value is not None for value in each):
                    return sum((value for value in each if value is not None), Fraction(0))
        return None

    def _series(self, measure: str, period: str, limits: dict[str, str]) -> Value:
        for rows in self._printed_in(measure, period):
            if set(limits) <= set(rows.columns):
                return self._added(rows, limits)
        return None

    @cache  # noqa: B019 (the cells live as long as the tests)
    def _printed_in(self, measure: str, period: str) -> list[pd.DataFrame]:
        """The rows of each series that has the period."""
        found = [frame[(frame["measure"] == measure) & (frame["period"] == period)] for frame in self.series]
        return [rows for rows in found if len(rows)]

    def _printed(self, measure: str, period: str, limits: dict[str, str]) -> Value:
        key = (measure, period, frozenset(limits.items()))
        return self._known.get(key)

    @cached_property
    def _known(self) -> dict[tuple[str, str, frozenset[tuple[str, str]]], Fraction]:
        found = {}
        for row in self.printed.to_dict("records"):
            beside = ("period", "measure", "value", "quoted_by", "url", "release")
            limits = {
                (str(name), str(member)) for name, member in row.items() if name not in beside and member != "total"
            }
            found[row["measure"], row["period"], frozenset(limits)] = Fraction(int(row["value"]))
        return found

    def _detail(self, measure: str, period: str, limits: dict[str, str]) -> Value:
        *others, (name, text) = list(limits.items()) or [("measure", measure)]
        sums = self._sums(measure, period, tuple(others), name)
        if sums is None:
            return None
        plain = text[:1] not in "!~" and "|" not in text
        return Fraction(sums.get(text, 0) if plain else sum(v for member, v in sums.items() if fits(member, text)))

    @cache  # noqa: B019 (the cells live as long as the tests)
    def _sums(self, measure: str, period: str, limits: tuple[tuple[str, str], ...], name: str) -> dict[str, int] | None:
        """The sum of each member of one dimension, of the rows that meet the limits."""
        wanted = [period_of([n]) for n in quarters(period)]
        mine = self.detail[(self.detail["measure"] == measure) & self.detail["period"].isin(wanted)]
        needed = [name, *(dimension for dimension, _ in limits)]
        if set(wanted) - set(mine["period"]) or not set(needed) <= set(mine) or mine[needed].isna().any(axis=None):
            return None
        for dimension, text in limits:
            mine = mine[mine[dimension].map(lambda member, text=text: fits(member, text))]
        return {str(member): int(total) for member, total in mine.groupby(name)["value"].sum().items()}

    @staticmethod
    def _added(rows: pd.DataFrame, limits: dict[str, str]) -> Value:
        for name, text in limits.items():
            rows = rows[(rows[name] != "total") & rows[name].map(lambda member, text=text: fits(member, text))]
        for name in rows.columns.difference(["period", "measure", "value", *limits]):
            whole = rows[name] == "total"
            rows = rows[whole if whole.any() else ~whole]
        return Fraction(int(rows["value"].astype(int).sum()))

    @cache  # noqa: B019 (the cells live as long as the tests)
    def members(self, name: str) -> list[str]:
        frames = [self.detail, self.printed, *self.series]
        return sorted({m for f in frames if name in f.columns for m in f[name].dropna().unique()} - {"total"})


def fits(member: str, wanted: str) -> bool:
    if wanted[:1] == "!":
        return not any(fits(member, other) for other in wanted[1:].split("|"))
    if wanted[:1] == "~":
        return f"_{wanted[1:]}_" in f"_{member}_"
    return member in wanted.split("|")


def parsed(text: str) -> Any:
    """The nested lists of a text."""
    stack: list[list[Any]] = [[]]
    for token in re.findall(r"[()]|[^\s()]+", text):
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    (tree,) = stack[0]
    return tree


@dataclass(frozen=True)
class Expectation:
    """What is worked out under the axes above it; ``kind`` is the kind of table that goes first."""

    cells: Cells
    kind: str
    period: str = ""
    steps: int = 0
    limits: dict[str, str] = field(default_factory=dict)

    def of(self, node: Any) -> Any:
        """A number, a table of them, or a key; None where nothing is published."""
        name, *rest = node if isinstance(node, list) else ("number", node)
        if name in ARITHMETIC:
            return self._both(ARITHMETIC[name], *rest)
        named = re.fullmatch(r"(highest|lowest)(?:-(\d+))?", name)
        if named:
            return self._extreme(named[1], int(named[2] or 1), rest[0])[1]
        limit = re.fullmatch(r"(first-)?(above|below|from|upto)", name)
        if limit:
            return self._limited(bool(limit[1]), limit[2], *rest)
        special = getattr(self, f"_{name}", None)
        return special(*rest) if special else self._count(name, *rest)

    def _number(self, text: str) -> Value:
        return Fraction(text)

    def _count(self, measure: str, period: str, *limits: str) -> Value:
        wanted = dict(limit.split("=", 1) for limit in limits)
        for dimension, member in self.limits.items():
            if dimension in wanted and not fits(member, wanted[dimension]):
                return Fraction(0)
        return self.cells.count(self.kind, measure, self._moved(period), {**wanted, **self.limits})

    def _moved(self, period: str) -> str:
        numbers = quarters(self.period if period == "." else period)
        return period_of([n - self.steps for n in numbers])

    def _both(self, work: Callable[[Fraction, Fraction], Value], first: Any, second: Any) -> Any:
        a, b = self.of(first), self.of(second)
        if isinstance(a, dict) or isinstance(b, dict):
            keys = [k for k in (a if isinstance(a, dict) else b) if not isinstance(b, dict) or k in b]
            pairs = {k: (a[k] if isinstance(a, dict) else a, b[k] if isinstance(b, dict) else b) for k in keys}
            return {k: v for k, (x, y) in pairs.items() if (v := work(x, y)) is not None}
        return None if a is None or b is None else work(a, b)

    def _before(self, step: str, node: Any) -> Any:
        return replace(self, steps=self.steps + {"year": 4, "quarter": 1}[step]).of(node)

    def _each(self, axis: str, values: str, node: Any) -> dict[str, Any]:
        if axis in ("year", "quarter"):
            numbers, size = quarters(values), 4 if axis == "year" else 1
            parts = [period_of(numbers[i : i + size]) for i in range(0, len(numbers), size)]
            found = {part: replace(self, period=part).of(node) for part in parts}
        else:
            members = self.cells.members(axis) if values == "*" else values.split("|")
            inside = {m: replace(self, limits={**self.limits, axis: m}) for m in members}
            leaves = list(counts(node))
            kept = [m for m in members if values != "*" or any(inside[m]._count(*leaf) for leaf in leaves)]
            found = {m: inside[m].of(node) for m in kept}
        return {key: value for key, value in found.items() if value is not None}

    def _extreme(self, word: str, nth: int, node: Any) -> tuple[str, Fraction]:
        table = [(value, key) for key, value in self.of(node).items() if key not in RESIDUAL]
        value, key = sorted(table, reverse=word == "highest", key=lambda pair: pair[0])[nth - 1]
        return key, value

    def _which(self, word: str, node: Any) -> str:
        name, _, nth = word.partition("-")
        return self._extreme(name, int(nth or 1), node)[0]

    def _limited(self, first: bool, word: str, limit: Any, node: Any) -> Value:
        n = self.of(limit)
        kept = [v for key, v in self.of(node).items() if LIMITS[word](v, n) and key not in RESIDUAL]
        return (kept or [None])[0] if first else Fraction(len(kept))

    def _mean(self, node: Any) -> Value:
        return statistics.mean(self.of(node).values())

    def _median(self, node: Any) -> Value:
        return statistics.median(self.of(node).values())

    def _sum(self, node: Any) -> Value:
        return sum(self.of(node).values(), Fraction(0))

    def _top(self, n: str, node: Any, sign: int = -1) -> Table:
        order = sorted(self.of(node).items(), key=lambda item: (item[0] in RESIDUAL, sign * item[1]))
        return dict(order[: int(n)])

    def _bottom(self, n: str, node: Any) -> Table:
        return self._top(n, node, 1)

    def _rest(self, n: str, node: Any, whole: Any) -> Value:
        return self.of(whole) - self._sum(["top", n, node])

    def _running(self, node: Any) -> Table:
        total, found = Fraction(0), {}
        for key, value in self.of(node).items():
            found[key] = total = total + value
        return found

    def _place(self, member: str, node: Any) -> Value:
        table = self.of(node)
        above = [k for k, v in table.items() if v > table[member] and k not in RESIDUAL] if member in table else None
        return None if above is None else Fraction(1 + len(above))

    def _is(self, first: Any, sign: str, second: Any, factor: str = "1") -> Value:
        return Fraction(int(SIGNS[sign](self.of(first), self.of(second) * Fraction(factor))))

    def _month(self, node: Any) -> Any:
        return self._spread(node, lambda numbers: Fraction(3 * len(numbers)))

    def _day(self, node: Any) -> Any:
        return self._spread(node, lambda numbers: Fraction((first(numbers[-1] + 1) - first(numbers[0])).days))

    def _week(self, node: Any) -> Any:
        return self._spread(node, lambda numbers: Fraction((first(numbers[-1] + 1) - first(numbers[0])).days, 7))

    def _spread(self, node: Any, units: Callable[[list[int]], Fraction]) -> Value:
        period = next(c[1] for c in counts(node))
        value = self.of(node)
        return None if value is None else value / units(quarters(self._moved(period)))


def first(quarter: int) -> dt.date:
    return dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)


def counts(node: Any) -> Iterator[list[str]]:
    """The counts within a node."""
    if isinstance(node, list):
        if len(node) > 1 and all(isinstance(part, str) for part in node) and re.match(r"\.|\d{4}", node[1]):
            yield node
        for part in node[1:]:
            yield from counts(part)


def expected(cells: Cells, text: str) -> list[Any]:
    """What each kind of table leads to, without repeats."""
    found: list[Any] = []
    for kind in KINDS:
        value = Expectation(cells, kind).of(parsed(text))
        if value not in (None, {}, *found):
            found.append(value)
    return found


def load() -> Cells:
    return Cells(Path(__file__).resolve().parents[2])
