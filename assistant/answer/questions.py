"""A query as a question that reads back as the same query: for choices, next questions and permalinks."""

from __future__ import annotations

from assistant.answer.numbers import listed
from assistant.answer.phrases import limits, people
from assistant.asked.operand import EVERY
from assistant.asked.question import question
from assistant.asked.selection import Selection
from assistant.asked.selections import tree_of
from assistant.catalog.lookup import Lookup
from assistant.period import Span


def ask_text(query: Selection, lookup: Lookup) -> str:
    """ "How many referrals were there in 2023, for Albanian, Child (17 or under)?"."""
    tree = tree_of(query) if query.calculation == EVERY and query.periods and not query.minus else None
    if tree is not None and not lookup.measures[query.measure].printed:
        return question(tree, lookup)
    measure = lookup.measures[query.measure]
    named = [
        lookup.label(d, name.removeprefix("!")) for d, ids in query.where for name in ids if not name.startswith("!")
    ]
    left_out = [lookup.label(d, name[1:]) for d, ids in query.where for name in ids if name.startswith("!")]
    listing = [lookup.dimensions[name].label for name in query.by if name in lookup.dimensions]
    when = listed([_period(span, measure.kind == "stock") for span in query.periods]) if query.periods else ""
    if measure.printed:
        asked = listed([_period(span, measure.kind == "stock") for span in query.periods])
        by = "".join(f" {phrase}" for phrase in limits(query, lookup).by)
        return measure.question.format(period=asked or "in the newest period", people=people(query, lookup), by=by)
    bits = [f"How many {measure.label} were there"]
    if when:
        bits.append(f" {when}")
    if query.grain:
        bits.append(f" by {query.grain}")
    if listing:
        bits.append(f" by {listed(listing)}")
    if named:
        bits.append(f", for {', '.join(named)}")
    if left_out:
        bits.append(f", excluding {', '.join(left_out)}")
    return "".join(bits) + "?"


def _period(span: Span, stock: bool) -> str:
    return span.end_phrase if stock else span.phrase
