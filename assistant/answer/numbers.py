"""Numbers in words and tables: thousands with commas, whole percentages in sentences, one decimal in tables."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Number = int | float


def count(value: Number) -> str:
    """
    >>> count(17004), count(4251.0), count(1.25)
    ('17,004', '4,251', '1.3')
    """
    if isinstance(value, float) and not value.is_integer():
        return f"{rounded(value, 1):,.1f}"
    return f"{int(value):,}"


def rounded(value: float, places: int = 0) -> float:
    """Half away from zero, as printed percentages are: 88.5 is 89."""
    step = Decimal(1).scaleb(-places)
    return float(Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP))


def share(part: Number, whole: Number) -> float | None:
    """Percent to one decimal, or None of nothing."""
    return rounded(100 * part / whole, 1) if whole else None


def percent(value: float) -> str:
    """
    >>> percent(43.7), percent(0.6), percent(624.04), percent(0.0)
    ('44%', '0.6%', '624%', '0%')
    """
    if 0 < abs(value) < 1:
        return f"{rounded(value, 1):.1f}%"
    return f"{int(rounded(value)):,}%"


def listed(parts: list[str], last: str = "and") -> str:
    """
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
