"""What a user may choose from: the catalog's breakdowns and published tables, by label."""

from __future__ import annotations

from collections import Counter

from assistant.answer.model import Part
from assistant.answer.phrases import upper_first
from assistant.catalog.lookup import Lookup


def breakdowns(lookup: Lookup, publication: str = "") -> dict[str, str]:
    """Dimension ids with their labels, of one publication or of all; two of one label say whose they are."""
    first = lookup.publication.id
    listed = [d for d in lookup.catalog.dimensions if publication in ("", d.publication or first)]
    seen = Counter(d.label for d in listed)
    return {
        d.id: upper_first(d.label)
        + (f" ({lookup.publications[d.publication or first].title})" if seen[d.label] > 1 else "")
        for d in listed
    }


def datasets(lookup: Lookup) -> dict[str, str]:
    """Dataset ids with their titles: the published tables, those that belong together as one."""
    return {d.id: d.title for d in lookup.catalog.datasets}


def measure_of(part: Part, lookup: Lookup) -> str:
    """The id of what the part counts; empty where it counts nothing or leaves it open."""
    return part.measure if part.measure in lookup.measures else ""


def datasets_of(part: Part, lookup: Lookup) -> tuple[str, ...]:
    """Ids of the datasets that the part's figures were read from."""
    of = {table.title: table.dataset for table in lookup.catalog.tables}
    return tuple(dict.fromkeys(of[s.title] for s in part.sources if s.title in of))
