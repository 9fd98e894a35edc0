"""What a query that comes from outside must hold to, before anything is planned: known ids and sane bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from assistant.asked.meaning import Meaning
from assistant.asked.old import KEYS, Bounds, bounds, read
from assistant.asked.selection import GRAINS, Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span

YEARS = (1500, 2199)  # those that a question names, and a file is read of
MOST_PERIODS = 100
MOST_QUARTERS = 2_000  # of all periods together
MOST_IDS = 500  # of one breakdown
MOST_ROWS = 1_000_000
MOST_COUNTED = 1_000_000_000
RELATIVE = re.compile(
    r"[a-z]+(?:_[a-z]+)*|(?:since|until):(?:1[5-9]|2[01])\d\d-Q[1-4]|(?:ends:)?last:[1-9]\d{0,3}:(?:quarter|year)"
    r"|(?:quarter|same):[-\w.]{1,30}"
)


class Wrong(NamedTuple):
    """One thing that is wrong with a query: the parameter of its link, a code for programs, a sentence for people."""

    parameter: str
    code: str
    sentence: str


def wrong_link(link: str, lookup: Lookup) -> list[Wrong]:
    """All that is wrong with a link of before trees. Raises :class:`LinkError` where it cannot be read at all."""
    asked = read(link)
    unknown = {key for key, _ in parse_qsl(link) if key not in KEYS and not key.startswith("w.")}
    strange = [Wrong("query", "unknown_parameter", "A parameter is not one of a query.")] if unknown else []
    return [*strange, *wrong(asked, lookup, bounds(link))]


def wrong(asked: Selection | Meaning, lookup: Lookup, bound: Bounds | None = None) -> Iterator[Wrong]:
    """Everything in ``asked`` that the catalog does not know, or that no question would ask. Quotes nothing of it.

    ``bound``: the bounds that a link gives, those that its kind of answer knows nothing of among them.
    """
    query = Selection(asked.of.measure, asked.of.where) if isinstance(asked, Meaning) else asked
    bound = bound or Bounds(query.among or (), query.first_of, query.limit)
    known = query.measure in lookup.measures
    if not known:
        yield Wrong("m", "unknown_measure", f"The measure is not one of {', '.join(lookup.measures)}.")
    breakdowns = _breakdowns(lookup, query.measure) if known else list(lookup.dimensions)
    named = ", ".join(breakdowns)
    for dimension, ids in query.where:
        if dimension not in breakdowns:
            yield Wrong("w", "unknown_dimension", f"A limit is on a breakdown that is not one of {named}.")
        elif len(ids) > MOST_IDS:
            yield Wrong(f"w.{dimension}", "too_many", f"More than {MOST_IDS} categories are named.")
        elif any(not _member(lookup, dimension, name.removeprefix("!")) for name in ids):
            yield Wrong(f"w.{dimension}", "unknown_member", f"A category is not one of the breakdown {dimension}.")
    for parameter, names in (("by", query.by), ("of", bound.among)):
        if any(name not in breakdowns and name not in GRAINS for name in names):
            yield Wrong(parameter, "unknown_dimension", f"A breakdown is not one of {named}.")
        elif len(set(names)) < len(names):
            yield Wrong(parameter, "repeated", "A breakdown is named twice.")
    if set(bound.among) - {name for name, _ in query.where} and not set(bound.among) - set(breakdowns):
        yield Wrong("of", "not_limited", "A share is of a breakdown that nothing is limited by.")
    if isinstance(asked, Meaning) and not _counts(asked, lookup):
        yield Wrong("term", "unknown_term", "The term is not one of the glossary that counts anything.")
    if query.as_of and query.as_of != "first" and query.as_of not in lookup.releases:
        yield Wrong("release", "unknown_release", "There is no release of this id.")
    if bound.first_of is not None and not 1 <= bound.first_of <= MOST_ROWS:
        yield Wrong("n", "out_of_range", f"The number of rows is not between 1 and {MOST_ROWS:,}.")
    if bound.limit is not None and not 0 <= bound.limit <= MOST_COUNTED:
        yield Wrong("over", "out_of_range", f"The figure to be passed is not between 0 and {MOST_COUNTED:,}.")
    yield from _periods(query)


def _periods(query: Selection) -> Iterator[Wrong]:
    first, last = Span.year(YEARS[0]).start, Span.year(YEARS[1]).end
    if any(not first <= span.start <= span.end <= last for span in query.periods):
        yield Wrong("p", "out_of_range", f"A period does not run forward between {YEARS[0]} and {YEARS[1]}.")
    elif len(query.periods) > MOST_PERIODS or sum(span.length for span in query.periods) > MOST_QUARTERS:
        yield Wrong(
            "p", "too_many", f"There are more than {MOST_PERIODS} periods, or {MOST_QUARTERS:,} quarters in them."
        )
    bare = query.relative == "to_latest" and not query.periods
    if query.relative and (bare or not RELATIVE.fullmatch(query.relative)):
        yield Wrong("r", "unknown_period", "The relative period is not one that is known.")


def _counts(asked: Meaning, lookup: Lookup) -> bool:
    term = lookup.terms.get(asked.term)
    return term is not None and (term.measure or lookup.plain_measure(term.publication)) == asked.of.measure


def _breakdowns(lookup: Lookup, measure: str) -> list[str]:
    """Of the measure's own publication."""
    first, mine = lookup.publication.id, lookup.measures[measure].publication
    return [d.id for d in lookup.catalog.dimensions if (d.publication or first) == mine]


def _member(lookup: Lookup, dimension: str, name: str) -> bool:
    return bool(lookup.member(dimension, name) or lookup.group(dimension, name))
