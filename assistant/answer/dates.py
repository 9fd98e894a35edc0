"""Dates in words."""

from __future__ import annotations

import datetime as dt

from assistant.period import MONTHS


def long_date(text: str | dt.date) -> str:
    """
    >>> long_date("2024-03-07")
    '7 March 2024'
    """
    day = dt.date.fromisoformat(text) if isinstance(text, str) else text
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
