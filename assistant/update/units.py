"""What a printed figure counts, by its unit: a share of one member and a change are measures of their own."""

from __future__ import annotations

import re

from assistant.catalog.model import Catalog, Measure

PERCENT = ("percent", "per cent", "%")


class RefusedRow(Exception):
    """One row's reason; caught where rows are read."""


def measured(row: dict[str, str], where: dict[str, str], catalog: Catalog) -> tuple[Measure, dict[str, str]]:
    """The measure, and what limits it: a printed share of one member is a measure of its own."""
    known = {m.id: m for m in catalog.measures}
    measure = known.get(row["measure"])
    if measure is None:
        raise RefusedRow(f"the catalog has no measure {row['measure']!r}")
    unit = row["unit"].casefold()
    share = unit in PERCENT
    if share and not measure.printed:
        own = next((p for p in measure.printed_shares if where.get(p.partition("=")[0]) == p.partition("=")[2]), None)
        if own is None and (parted := _part_of(where, measure)) is not None:
            return known[parted[0]], parted[1]
        if own is None:
            raise RefusedRow(f"no printed share of {measure.label} is held for that: only counts are")
        where = {d: m for d, m in where.items() if f"{d}={m}" != own}
        return known[measure.printed_shares[own]], where
    if unit.startswith(PERCENT) and not share and measure.printed_change and _on_year_before(row, unit):
        return known[measure.printed_change], where
    counted = not share and not unit.startswith(PERCENT) and unit != "days"
    if not counted and not measure.printed:
        raise RefusedRow(f"{row['unit']} of {measure.label} is not held: only counts are")
    if measure.printed and counted and measure.unit.casefold() != unit:
        raise RefusedRow(f"{measure.label} is held in {measure.unit}, not in {row['unit']}")
    return measure, where


def _part_of(where: dict[str, str], measure: Measure) -> tuple[str, dict[str, str]] | None:
    """The measure of printed shares of a part, and the part: "adults in labour exploitation" of adults, else of all."""
    for whole, name in sorted(measure.printed_parts.items(), reverse=True):
        dimension, _, member = whole.partition("=")
        part = {d: m for d, m in where.items() if d != dimension}
        if len(part) == 1 and (not whole or where.get(dimension) == member) and (whole or len(where) == 1):
            return name, part
    return None


def _on_year_before(row: dict[str, str], unit: str) -> bool:
    """ "percent change on 2024" of 2025."""
    year = re.fullmatch(r".* on ([12][0-9]{3})", unit)
    return year is not None and row["period"] == str(int(year[1]) + 1)
