"""Years and quarters: which of them a question is about, and whether its bounds are whole ones."""

from __future__ import annotations

from assistant.query import Query
from assistant.question.findings import Slots
from assistant.question.limits import opens


def units(slots: Slots) -> str:
    """ "quarter" or "year" where the question is about one of them: "which quarter", "highest annual"."""
    for item in slots.items:
        if item.text in ("quarter", "quarters", "quarterly"):
            return "quarter"
        if item.text in ("year", "years", "which years", "what years", "annual", "annually", "yearly", "calendar year"):
            return "year"
    return "quarter" if slots.cue("quarter") else "year" if slots.cue("year") else ""


def ranks_dimension(slots: Slots, listing: list[str]) -> bool:
    """ "Which nationality was highest each year" ranks members; "which quarter was highest for Albania" does not."""
    return bool(listing) and not any(
        "which" in slots.items[i].cues and i + 1 < len(slots.items) and slots.items[i + 1].text in ("quarter", "year")
        for i in range(len(slots.items))
    )


def the_most(slots: Slots) -> bool:
    """ "Did the police make the most referrals?" asks for a place."""
    places = slots.cues.get("top", [])
    return opens(slots.items) and any(
        slots.items[i].text == "most" and slots.items[i - 1].text == "the" for i in places
    )


def year_back(slots: Slots) -> bool:
    """ "Compared with a year earlier", "the same quarter last year"."""
    said = [slots.items[i].text for i in slots.cues.get("previous", []) if i >= 0]
    return any("year" in text for text in said) and not any("quarter before" in text for text in said)


def whole_years(query: Query) -> bool:
    """ "Since Q3 2023" begins within a year, and is no stretch of whole ones."""
    word, _, bound = query.relative.partition(":")
    return not (word == "since" and bound[-1:] != "1") and not (word == "until" and bound[-1:] != "4")
