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


def ratio(part: Number, whole: Number) -> float | None:
    """Percent, exact, or None of nothing: to be rounded once, where it is written."""
    return 100 * part / whole if whole else None


def tenths(value: float | None) -> float | None:
    """An exact percentage as tables hold it: to one decimal, and what is less than that to its first figure.

    >>> tenths(50.47446), tenths(0.0058744), tenths(0.0)
    (50.5, 0.01, 0.0)
    """
    if not value:
        return value
    places = 1
    while not (found := rounded(value, places)):
        places += 1
    return found


def share(part: Number, whole: Number) -> float | None:
    """Percent as tables hold it, or None of nothing."""
    return tenths(ratio(part, whole))


def percent(value: float) -> str:
    """An exact percentage in words: whole, and below one to a decimal. What was rounded before may come out wrong.

    >>> percent(43.7), percent(0.6), percent(624.04), percent(0.0), percent(50.47446), percent(0.0058744)
    ('44%', '0.6%', '624%', '0%', '50%', 'less than 1%')
    """
    if not value or abs(value) >= 0.95:
        return f"{int(rounded(value)):,}%"
    return f"{rounded(value, 1):.1f}%" if rounded(value, 1) else "less than 1%"


def listed(parts: list[str], last: str = "and") -> str:
    """
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
