"""What a sentence without figures asserts."""

from __future__ import annotations

from assistant.claims.orderings import Asserted, Said, comparison, direction, periods_compared, steady
from assistant.claims.pace import pace
from assistant.claims.ranking import ranks
from assistant.claims.runs import extremes, first_move, places, streak


def wordless(said: Said) -> list[Asserted]:
    """What a sentence without figures asserts; the first that fits."""
    found = (
        pace(said)
        or places(said)
        or first_move(said)
        or comparison(said)
        or periods_compared(said)
        or ranks(said)
        or extremes(said)
        or streak(said)
    )
    return found or steady(said) or direction(said)
