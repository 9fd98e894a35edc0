"""What a change is counted from, where two of them are named: "on the quarter before, and on a year earlier"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme

CHANGES = ("MOVE", "GROWTH", "DIFF", "VERSUS", "COMPARE", "POINTS")
BASES = ("AND", "COMMA", "AT", "WITH", "VERSUS", "ARTICLE", "TO", "FROM", "OF")  # between two that a change is on


def change_bases(items: tuple[Lexeme, ...], spoken: bool) -> list[tuple[int, int]] | None:
    """Where two bases, or two stretches, of a change stand that "and" joins, in order; ``spoken``: was anything asked
    before?
    """
    changes = next((i for i, item in enumerate(items) if item.is_(*CHANGES)), len(items))
    if changes == len(items):
        return None
    told = _stretches(items) or [(i, i + 1) for i, item in enumerate(items) if item.is_("EARLIER")]
    if len(told) < 2:
        dated = spoken or any(item.is_("T") for item in items[:changes])
        for i, item in enumerate(items):
            if i > changes and item.is_("T", "QUARTER"):
                named = i - items[i - 1].is_("SAMEPERIOD", "THATTIME")  # "the same quarter | of 2024"
                again = dated and items[named - 1].is_("VERSUS", "COMPARE", "WITH")  # "with Q3, and with Q4 2022"
                if named < i or items[i - 1].is_("BASE") or (spoken and told) or again:
                    told.append((named, i + 1))
    if len(told) != 2:
        return None
    (_, behind), (second, _) = told = sorted(told)
    between = items[behind:second]
    joined = any(item.is_("AND") for item in between) and all(item.is_(*BASES, "THATTIME") for item in between)
    return told if joined else None


def _stretches(items: tuple[Lexeme, ...]) -> list[tuple[int, int]]:
    """ "Between 2021 and 2022 and between 2022 and 2023", where no other period is named."""
    found = [
        (i, i + 4)
        for i in range(len(items) - 3)
        if items[i].is_("BETWEEN", "FROM", "SINCE")
        and items[i + 1].is_("T")
        and items[i + 2].is_("AND", "TO", "UNTIL")
        and items[i + 3].is_("T")
    ]
    return found if 2 * len(found) == sum(item.is_("T") for item in items) else []
