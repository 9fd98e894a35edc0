"""Expected figures of the corpus, computed from data/<release>/*.csv alone: nothing of the assistant is imported.

A specification is one line of text:

    referrals 2023 age=child                    one figure: a measure, a period, what it is limited to
    referrals 2022-Q3..2023-Q2                  a span; figures of its years or quarters are added up
    referrals 2023-Q4 exploitation=~criminal    ~ any combination with that type; ! all but; a|b either; !~a|b none;
                                                + only combinations with it
    share referrals 2023 age=child / referrals 2023       percent
    percent referrals 2014 > referrals 2022               change in percent
    difference referrals 2014 > referrals 2022            change in number
    average year referrals 2019..2022                     mean of the years (or quarters)
    each quarter referrals 2023                           every quarter's (or year's) figure
    by age referrals 2023                                 every member's figure
    top 3 nationality referrals 2023-Q4                   the three largest figures (bottom: the smallest)
    highest year referrals 2009..2023                     the largest figure over time (or lowest)
    above 100 nationality referrals 2023                  how many have a figure above it (or below it), and which
    17004|16990                                           figures typed in, any of which will do
    (highest (each quarter 2023 (referrals .)))           whatever nests: see nested.py
    referrals 2023 or referrals 2024                      either figure will do: both are fair readings

Where several published figures are right (a table's, and a newer single figure of a bulletin), each is accepted.
"""

from __future__ import annotations

import csv
import importlib.util
import itertools
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any

DIMENSIONS = (
    "age", "gender", "exploitation", "location", "outcome", "competent_authority", "first_responder",
    "first_responder_type", "nationality", "uk_nation",
)  # fmt: skip
SHAPES = {
    "share": "share", "percent": "change", "difference": "change", "average": "average", "each": "series",
    "by": "breakdown", "top": "ranking", "bottom": "ranking", "highest": "extreme", "lowest": "extreme",
    "above": "ranking", "below": "ranking",
}  # fmt: skip
UNKNOWN = {"unknown_nationality", "unknown_age", "unknown_gender", "not_specified"}
Row = dict[str, str]
Accepted = tuple[float, ...]
Key = tuple[str, str, frozenset[tuple[str, str]]]
Cell = tuple[str, str, tuple[tuple[str, str], ...]]  # measure, period, what it is limited to


@dataclass(frozen=True)
class Spec:
    """A parsed line; ``cells`` are the figures that it is made from."""

    operation: str
    cells: tuple[Cell, ...]
    argument: str = ""
    count: int = 0
    typed: Accepted = ()


def cell(words: Iterable[str]) -> Cell:
    measure, period, *limits = words
    pairs = []
    for limit in limits:
        name, _, value = limit.partition("=")
        if name not in DIMENSIONS:
            raise ValueError(f"unknown dimension {name!r}")
        pairs.append((name, value))
    return measure, period, tuple(pairs)


def read(text: str) -> Spec:
    words = text.split()
    if words[0][0].isdigit() or words[0][0] == "-":
        return Spec("typed", (), typed=tuple(float(v) for v in text.split("|")))
    if words[0] not in SHAPES:
        return Spec("figure", (cell(words),))
    operation, rest = words[0], words[1:]
    if operation in ("share", "percent", "difference"):
        at = rest.index("/" if operation == "share" else ">")
        return Spec(operation, (cell(rest[:at]), cell(rest[at + 1 :])))
    if operation in ("top", "bottom", "above", "below"):
        return Spec(operation, (cell(rest[2:]),), rest[1], int(rest[0]))
    return Spec(operation, (cell(rest[1:]),), rest[0])


def quarters(period: str) -> list[str]:
    first, _, last = period.partition("..")

    def ends(part: str) -> tuple[int, int]:
        year = int(part[:4]) * 4
        return (year, year + 3) if len(part) == 4 else (year + int(part[-1]) - 1,) * 2

    return [f"{n // 4}-Q{n % 4 + 1}" for n in range(ends(first)[0], ends(last or first)[1] + 1)]


def years(period: str) -> list[str]:
    """The calendar years of a period that is made of whole ones, else none."""
    found = quarters(period)
    return [] if len(found) % 4 or not found[0].endswith("Q1") else [q[:4] for q in found[::4]]


class Oracle:
    """Published cells by release, as they stand in the files."""

    def __init__(self, root: Path) -> None:
        releases = tomllib.loads((root / "catalog" / "releases.toml").read_text(encoding="utf-8"))["release"]
        self.order = {r["id"]: n for n, r in enumerate(releases)}  # the list runs from the oldest
        self.data = root / "data"
        self._sifted: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[Row]] = {}

    def _files(self, pattern: str) -> list[Path]:
        return sorted(self.data.glob(f"*/{pattern}.csv"), key=lambda path: self.order[path.parent.name])

    @cached_property
    def series(self) -> dict[Key, float]:
        """Cells of the time series, of the newest release that holds the table."""
        newest = {path.name: path for path in self._files("*_series")}
        return {key(row): float(row["value"]) for path in newest.values() for row in rows(path)}

    @cached_property
    def key_figures(self) -> dict[Key, list[float]]:
        """Single figures of bulletins: of the newest release that prints the cell."""
        found: dict[Key, list[float]] = {}
        for path in self._files("key_figures"):
            fresh: dict[Key, list[float]] = defaultdict(list)
            for row in rows(path):
                fresh[key(row)].append(float(row["value"]))
            found.update(fresh)
        return found

    @cached_property
    def detail(self) -> dict[str, list[Row]]:
        """Cells of the tables of one quarter, of the newest release that has them; rows of totals left out."""
        newest: dict[tuple[str, str], list[Row]] = {}
        for path in [*self._files("detail_*"), *self._files("dtn_nationality")]:
            by_period: dict[str, list[Row]] = defaultdict(list)
            for row in rows(path):
                by_period[row["period"]].append(row)
            newest.update({(path.name, period): found for period, found in by_period.items()})
        out: dict[str, list[Row]] = defaultdict(list)
        for (_, period), found in newest.items():
            out[period] += [row for row in found if "total" not in row.values()]
        return out

    def sifted(self, quarter: str, measure: str, limits: tuple[tuple[str, str], ...] = ()) -> list[Row]:
        """Rows of the detail that meet the limits; each limit sifts what those before it left, and that once."""
        place = (quarter, measure, limits)
        if place not in self._sifted:
            *before, last = limits or ((),)
            self._sifted[place] = (
                [row for row in self.sifted(quarter, measure, tuple(before)) if meets(row, dict([last]))]
                if limits
                else [row for row in self.detail[quarter] if row["measure"] == measure]
            )
        return self._sifted[place]

    def one(self, measure: str, period: str, limits: dict[str, str]) -> list[float]:
        """Every figure that is right for one year or quarter: the tables' first."""
        found: list[float] = []
        if not any(text[0] in "~!+" for text in limits.values()):
            choices = [[(name, member) for member in text.split("|")] for name, text in limits.items()]
            cells: list[Key] = [(measure, period, frozenset(chosen)) for chosen in itertools.product(*choices)]
            if all(c in self.series for c in cells):
                found.append(sum(self.series[c] for c in cells))
            if all(c in self.key_figures for c in cells):
                found += [sum(values) for values in itertools.product(*(self.key_figures[c] for c in cells))]
            found = found or self.summed(measure, period, limits)
        parts = quarters(period)
        if all(q in self.detail for q in parts) and (limits or not found):
            held = [row for q in parts for row in self.sifted(q, measure)]
            if held and all(name in held[0] for name in limits):
                sifted = [row for q in parts for row in self.sifted(q, measure, tuple(limits.items()))]
                found.append(sum(float(row["value"]) for row in sifted))
        return list(dict.fromkeys(found))

    def summed(self, measure: str, period: str, limits: dict[str, str]) -> list[float]:
        """A total that a series does not print: the sum over the rest of its table."""
        parts = [(dict(k[2]), value) for k, value in self.series.items() if k[:2] == (measure, period)]
        names = {name for held, _ in parts for name in held}
        if not set(limits) <= names:
            return []
        inside = [v for held, v in parts if set(held) == names and meets(held, limits)]
        known = {pair for k in self.series if k[0] == measure for pair in k[2]}
        exists = all((name, member) in known for name, text in limits.items() for member in text.split("|"))
        return [sum(inside)] if exists else []  # cells of zero are left out of the files

    def figures(self, measure: str, period: str, pairs: tuple[tuple[str, str], ...]) -> Accepted:
        limits = dict(pairs)
        found = self.one(measure, period, limits) if ".." not in period else []
        for parts in (years(period), quarters(period)):
            if len(parts) > 1 and not found:  # parts are added up only where no figure of the whole is published
                each = [self.one(measure, p, limits) for p in parts]
                found = [sum(e[0] for e in each), sum(e[-1] for e in each)] if all(each) else []
        return tuple(dict.fromkeys(found))

    def members(self, name: str, spec: Spec) -> dict[str, float]:
        """Figures by member of a dimension, zeros left out: from the series where it has them, else from the detail."""
        measure, period, pairs = spec.cells[0]
        limits = dict(pairs)
        parts = [dict(k[2]) for k in self.series if k[:2] == (measure, period)]
        held = {here[name] for here in parts if name in here}
        if held and all(any(limit in here for here in parts) for limit in limits):
            return {member: self.one(measure, period, {**limits, name: member})[0] for member in held}
        totals: dict[str, float] = defaultdict(float)
        for q in quarters(period):
            for row in self.detail[q]:
                if row["measure"] == measure and name in row and meets(row, limits):
                    totals[row[name]] += float(row["value"])
        return dict(totals)

    def expected(self, text: str) -> list[Accepted]:
        """For every figure that must come back, the values that are right. Raises ValueError where there is none."""
        if " or " in text:
            return [tuple(v for line in text.split(" or ") for figure in self.expected(line) for v in figure)]
        found = self._nested(text) if text.startswith("(") else self._expected(read(text))
        if not found or not all(found):
            raise ValueError(f"nothing published for {text!r}")
        return found

    def _nested(self, text: str) -> list[Accepted]:
        """What any kind of table leads to, of a single figure, or of each of a table."""
        found = self.nested.expected(self.cells, text)
        if found and isinstance(found[0], dict):
            return [tuple(shown(table[key], text) for table in found if key in table) for key in found[0]]
        return [tuple(shown(value, text) for value in found)]

    @cached_property
    def nested(self) -> Any:
        place = importlib.util.spec_from_file_location("nested", Path(__file__).with_name("nested.py"))
        assert place is not None and place.loader is not None
        module = importlib.util.module_from_spec(place)
        sys.modules[place.name] = module
        place.loader.exec_module(module)
        return module

    @cached_property
    def cells(self) -> Any:
        return self.nested.Cells(self.data.parent)

    def slots(self, texts: list[str]) -> dict[str, list[str]]:
        """What a question must be read as, taken from the figures expected of it."""
        out: dict[str, list[str]] = {"measure": [], "filters": [], "breakdown": [], "period": [], "shape": []}
        for spec in (read(text.split(" or ")[0]) for text in texts if not text.startswith("(")):
            for measure, period, pairs in spec.cells[:1] if spec.operation == "share" else spec.cells:
                out["measure"].append(measure)
                out["period"].append(period)
                for name, value in pairs:
                    sign = {"~": "any_", "!": "!"}.get(value[0], "")
                    out["filters"] += [f"{name}={sign}{member}" for member in value.lstrip("~!+").split("|")]
            if spec.argument:
                out["breakdown"].append(spec.argument)
            if spec.cells:
                over_time = spec.argument in ("year", "quarter") and spec.operation in ("above", "below")
                out["shape"].append("series" if over_time else SHAPES.get(spec.operation, "figure"))
        return {name: list(dict.fromkeys(found)) for name, found in out.items()} if out["measure"] else {}

    def _expected(self, spec: Spec) -> list[Accepted]:
        if spec.operation == "typed":
            return [spec.typed]
        if spec.operation in ("by", "top", "bottom"):
            values = sorted(self.members(spec.argument, spec).items(), key=lambda item: item[1])
            if spec.operation == "top":
                values.reverse()
            chosen = values if spec.operation == "by" else values[: spec.count]
            measure, period, pairs = spec.cells[0]
            return [(value, *self.figures(measure, period, (*pairs, (spec.argument, name)))) for name, value in chosen]
        if spec.operation in ("above", "below"):
            return self._beyond(spec)
        if spec.operation in ("each", "average", "highest", "lowest"):
            return self._over_time(spec)
        first, *rest = [self.figures(*c) for c in spec.cells]
        if spec.operation == "figure":
            return [first]
        pairs_of = list(itertools.product(first, rest[0]))
        if spec.operation == "share":
            return [tuple(dict.fromkeys(round(100 * a / b, 1) for a, b in pairs_of if b))]
        if spec.operation == "percent":
            return [tuple(dict.fromkeys(round(100 * (b - a) / a, 1) for a, b in pairs_of if a))]
        return [tuple(b - a for a, b in pairs_of) + tuple(a - b for a, b in pairs_of)]  # "fell by 10" may print 10

    def _beyond(self, spec: Spec) -> list[Accepted]:
        """How many periods or members have a figure above or below the count; a figure that is not specified is
        none.
        """
        if spec.argument in ("year", "quarter"):
            over = self._over_time(Spec("each", spec.cells, spec.argument))
            values = [found[0] for found in over]
        else:
            held = self.members(spec.argument, spec)
            values = [value for member, value in held.items() if value and member not in UNKNOWN]
        kept = [v for v in values if (v > spec.count if spec.operation == "above" else v < spec.count)]
        return [(float(len(kept)),), *((value,) for value in kept)]

    def _over_time(self, spec: Spec) -> list[Accepted]:
        measure, period, pairs = spec.cells[0]
        parts = quarters(period) if spec.argument == "quarter" else years(period)
        over = [self.figures(measure, p, pairs) for p in parts]
        if spec.operation == "each" or not all(over):
            return over
        if spec.operation == "average":
            totals = [*self.figures(measure, period, pairs), sum(v[0] for v in over), sum(v[-1] for v in over)]
            return [tuple(dict.fromkeys(round(v / len(parts), digits) for v in totals for digits in (0, 1, 2)))]
        return [max(over, key=max) if spec.operation == "highest" else min(over, key=min)]


def shown(value: Fraction, text: str) -> float:
    """As it is printed: to one decimal, a few of one for one of another to two; half away from zero."""
    scale = 100 if text.startswith(("(per ", "(times ")) and abs(value) < 10 else 10
    return float(Decimal(value.numerator * scale / value.denominator).quantize(Decimal(1), ROUND_HALF_UP) / scale)


def key(row: Row) -> Key:
    limits = {(name, row[name]) for name in DIMENSIONS if row.get(name, "total") != "total"}
    return row["measure"], row["period"], frozenset(limits)


def meets(row: Row, limits: dict[str, str]) -> bool:
    return all(name in row and fits(row[name], wanted) for name, wanted in limits.items())


@cache
def fits(member: str, wanted: str) -> bool:
    if wanted.startswith("!"):
        return not any(fits(member, other) for other in wanted[1:].split("|"))
    if wanted.startswith("~"):
        return f"_{wanted[1:]}_" in f"_{member}_"
    if wanted.startswith("+"):
        return member != wanted[1:] and fits(member, f"~{wanted[1:]}")
    return member in wanted.split("|")


def rows(path: Path) -> list[Row]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load() -> Oracle:
    return Oracle(Path(__file__).resolve().parents[2])
