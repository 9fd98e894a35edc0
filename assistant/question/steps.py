"""Questions about when: the first period past a figure, the largest step, the periods in which one group outnumbers another."""

from __future__ import annotations

from dataclasses import replace

from assistant.period import Span
from assistant.query import Query
from assistant.question.findings import Slots
from assistant.question.limits import opens
from assistant.question.tag import Item

FALLS = frozenset(
    "fell fall fallen falls decrease decreased decline declined drop dropped drops reduction down slumped plunged".split()
)
MOVES = FALLS | frozenset(
    "up increasing rising falling growing decreasing declining dropping improved worsened gone going went increase increased rise risen rose rises grow grew grown growth jump jumped jumps surge surged change changed changes".split()
)
YEAR_ON_YEAR = frozenset(("year on year", "year over year", "yoy"))
QUARTER_ON_QUARTER = frozenset(("quarter on quarter", "qoq"))


def over_time(query: Query, slots: Slots, unit: str, listing: list[str]) -> Query | None:
    """The query as one over the periods of a series, where the words ask for a period by what happened in it."""
    if slots.threshold is not None:
        below = any("below" in slots.items[i].text.split() for i in slots.cues.get("threshold", []))
        return replace(
            query,
            shape="extreme",
            by=(unit or "year",),
            over=slots.threshold,
            descending=not below,
            relative=whole(query),
        )
    unit = unit or _step(slots)
    if slots.cue("top") and not listing and unit and moves(slots):
        percent = slots.cue("percent", "share")
        size = 4 if unit == "year" else 1  # the first step of 2023 is from the period before it
        spans = tuple(Span(span.start - size, span.end) for span in query.periods)
        return replace(
            query, shape="extreme", by=(unit,), step=True, descending=not falls(slots), percent=percent,
            relative=whole(query), periods=spans,
        )  # fmt: skip
    named = bool(listing) and all(len(query.filters.get(d, ())) > 1 for d in listing)
    if named and slots.cue("compare") and _which_unit(slots):
        return replace(query, shape="series", by=(_which_unit(slots), *listing), relative=whole(query))
    return None


def limited(query: Query, slots: Slots, unit: str, listing: list[str]) -> Query | None:
    """Members or periods by whether their figure lies beyond a limit ("had more than 100"), or how many have any."""
    limit = slots.beyond
    if listing and not slots.cue("top", "share", "change", "average", "trend", "quarter", "year"):
        if limit is None and not _members_counted(slots):
            return None
        over, above = (limit.over, limit.above) if limit else (0, True)
        return replace(query, shape="ranking", over=over, descending=above)
    if limit is not None and unit and not listing:
        return replace(
            query, shape="series", by=(unit,), over=limit.over, descending=limit.above, relative=whole(query)
        )
    return None


def unplaced(slots: Slots, query: Query) -> list[int]:
    """Where a limit stands that the query does not keep: it must be reported, unless a yes or no is asked for."""
    asks = query.shape == "figure" and opens(slots.items)
    return [] if slots.beyond is None or query.over is not None or asks else list(slots.beyond.at)


def _members_counted(slots: Slots) -> bool:
    """ "How many nationalities were referred": the members are counted, and not the people."""
    return any(not _measured(slots.items[i], slots) for i in slots.units)


def _measured(item: Item, slots: Slots) -> bool:
    """Does the word name a count as well, as "child referrals" may?"""
    return any(slots.items[i] is item for i, _ in slots.measures)


def moves(slots: Slots) -> list[int]:
    """Where a rise or a fall is named."""
    return [i for i in slots.cues.get("change", []) if MOVES & set(slots.items[i].text.split())]


def falls(slots: Slots) -> bool:
    words = {word for i in slots.cues.get("change", []) for word in slots.items[i].text.split()}
    return bool(words & FALLS)


def whole(query: Query) -> str:
    """All that is held, where no period is named."""
    return "all" if query.relative == "default" else query.relative


def _step(slots: Slots) -> str:
    said = {slots.items[i].text for i in slots.cues.get("previous", [])}
    return "year" if said & YEAR_ON_YEAR else "quarter" if said & QUARTER_ON_QUARTER else ""


def _which_unit(slots: Slots) -> str:
    """ "Year" or "quarter" after "which", "what" or "in how many"."""
    for i, item in enumerate(slots.items[1:], 1):
        asked = {"which", "number"} & set(slots.items[i - 1].cues) or slots.items[i - 1].text == "when"
        if asked and item.text in ("year", "years", "quarter", "quarters"):
            return item.text.rstrip("s")
    return ""
