"""Slots to a Query: the measure that is meant, the periods, and the shape of the answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.query import Query, Shape
from assistant.question.filters import Filter
from assistant.question.findings import Slots
from assistant.question.ranks import PLACES, TOGETHER, among_all, nth, one_period, placed
from assistant.question.shares import share
from assistant.question.steps import falls, limited, moves, over_time, whole
from assistant.question.units import ranks_dimension, the_most, units, whole_years, year_back


def candidate_measures(slots: Slots, lookup: Lookup) -> list[str]:
    """Measures that the words leave open, best first: strong words, then shared weak ones, then vague ones.

    One id is a decision; several are a question back; none means that nothing counted was named.
    """
    wanted = {f.dimension for f in slots.filters} | set(slots.by)
    wanted |= {sense.dimension for _, senses in slots.ambiguous for sense in senses[:1]}
    strong = list(dict.fromkeys(measure for _, measure in slots.measures))
    if len(strong) > 1 and not _listed_together(slots):
        # "How many referrals received a negative … decision" counts decisions: the general count gives way to the
        # particular one, whose words would otherwise be dropped.
        return [m for m in strong if m != lookup.publication.default_measure]
    if strong:
        return strong
    for listed in (slots.weak, slots.vague):
        shared = [ids for _, ids in listed if len(ids) > 1]
        ids = shared or [ids for _, ids in listed]
        found = list(dict.fromkeys(measure for group in ids for measure in group))
        if found:
            able = [m for m in found if wanted <= lookup.dimensions_of(m)]
            return able or found
    default = lookup.publication.default_measure
    if wanted:
        everything = [m.id for m in lookup.catalog.measures if wanted <= lookup.dimensions_of(m.id)]
        if default and wanted <= lookup.dimensions_of(default):
            return [default]
        # None has them all: those that have what the default lacks say best what is not published.
        lacked = wanted - lookup.dimensions_of(default) if default else set()
        return everything or [m.id for m in lookup.catalog.measures if lacked & lookup.dimensions_of(m.id)]
    if default and (
        slots.periods
        and slots.cue(
            "share", "change", "average", "trend", "revised", "first_published", "top", "bottom", "compare", "previous"
        )
    ):
        return [default]
    return []


def _listed_together(slots: Slots) -> bool:
    """Are the measures joined by "and", so that each is asked for?"""
    places = sorted(i for i, _ in slots.measures)
    marks = [i for i, item in enumerate(slots.items) if item.text in (",", ";", "/")]
    joins = slots.cues.get("and", []) + slots.cues.get("compare", []) + marks
    return slots.cue("times") or any(places[0] < i < places[-1] for i in joins)


def entangled(slots: Slots, lookup: Lookup) -> list[int]:
    """Where another count stands that nothing joins to the first: "positive decisions in county lines" are neither's."""
    named = [(i, measure) for i, measure in slots.measures if measure != lookup.publication.default_measure and i >= 0]
    if len({measure for _, measure in named}) < 2 or _listed_together(slots):
        return []
    at, first = named[0]
    return [i for i, measure in named if measure != first and i != at]


def own_filters(slots: Slots, measure: str, others: list[str], lookup: Lookup) -> list[Filter]:
    """Of several measures asked for together, each keeps the filters that its tables have or that no other has."""
    mine = lookup.dimensions_of(measure)
    return [
        f for f in slots.filters
        if f.dimension in mine or not any(f.dimension in lookup.dimensions_of(m) for m in others)
    ]  # fmt: skip


def filters_where(filters: list[Filter]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    where: dict[str, list[str]] = {}
    for f in filters:
        name = f"!{f.member}" if f.excluded else f.member
        if name not in where.setdefault(f.dimension, []):
            where[f.dimension].append(name)
    return tuple(sorted((dimension, tuple(ids)) for dimension, ids in where.items()))


def build(slots: Slots, measure: str, lookup: Lookup) -> Query:
    """The query that the slots ask for, of one measure."""
    implied = lookup.measures[measure].includes
    filters = [f for f in slots.filters if f.excluded or implied.get(f.dimension) != f.member]
    query = Query(measure, where=filters_where(filters), by=tuple(slots.by))
    query = _as_of(_with_periods(query, slots), slots)
    several = [d for d, ids in query.where if len([i for i in ids if not i.startswith("!")]) > 1]
    # Several members of one breakdown are listed one by one, unless their sum is asked for.
    together = slots.cue("total") and _said(slots, "total", TOGETHER)
    if several and not together:
        query = replace(query, by=tuple(dict.fromkeys([*query.by, *several])))
    query = replace(query, together=bool(several and together))
    return _of_dates(_shape(query, slots, lookup), lookup)


def _of_dates(query: Query, lookup: Lookup) -> Query:
    """A count at a date is told for each date: four of them added up are no year's."""
    stock = lookup.measures[query.measure].kind == "stock" and query.shape in ("series", "extreme")
    return replace(query, by=tuple("quarter" if name == "year" else name for name in query.by)) if stock else query


def _said(slots: Slots, cue: str, texts: tuple[str, ...]) -> bool:
    return any(slots.items[i].text in texts for i in slots.cues.get(cue, []))


def _as_of(query: Query, slots: Slots) -> Query:
    return replace(query, as_of=slots.release or ("first" if slots.cue("first_published") else ""))


def _with_periods(query: Query, slots: Slots) -> Query:
    spans: list[Span] = []
    relative = ""
    for found in slots.periods:
        spans += [span for span in found.spans if span not in spans]
        if relative in ("", "all"):  # "so far this year" is this year
            relative = found.relative or relative
    if spans and relative.startswith("latest"):
        relative = ""
    if spans and relative.startswith("until:") and len(spans) == 1:
        spans, relative = [Span(spans[0].start, Span.read(relative[6:]).end)], ""
    if not spans and not relative:
        relative = _stepped_back(slots) or "default"
    return replace(query, periods=tuple(spans), relative=relative if not spans else "")


def _stepped_back(slots: Slots) -> str:
    """ "The previous quarter" with no other period is the newest one held, as "last quarter" is."""
    said = {
        slots.items[i].text.split()[-1] for i in slots.cues.get("previous", []) if "previous" in slots.items[i].text
    }
    return next((f"latest_{unit}" for unit in ("quarter", "year") if unit in said), "")


def _ends(query: Query, slots: Slots) -> Query:
    """For a change: the two ends of a stretch, or a single period and the one before it."""
    found = next((p for p in slots.periods if p.ends), None)
    spans = query.periods
    if len(spans) == 2:
        return replace(query, periods=tuple(sorted(spans)))
    if found and len(found.ends) == 2:
        return replace(query, periods=found.ends)
    if found and found.kind == "open":
        return replace(query, periods=(found.ends[0],), relative="to_latest")
    if len(spans) == 1 and spans[0].length > 4 and spans[0].length % 4 == 0 and spans[0].start % 4 == 0:
        years = spans[0].years
        return replace(query, periods=(years[0], years[-1]))
    if len(spans) == 1:
        step_back = _said(
            slots,
            "previous",
            (
                "previous quarter",
                "the previous quarter",
                "the quarter before",
                "quarter before",
                "quarter on quarter",
                "qoq",
            ),
        )
        earlier = spans[0].before() if step_back or spans[0].length >= 4 else spans[0].year_earlier()
        return replace(query, periods=(earlier, spans[0]))
    if not spans and query.relative.startswith("last:"):
        return replace(query, relative="ends:" + query.relative)
    if not spans and query.relative == "latest_quarter" and year_back(slots):
        return replace(query, relative="ends:year_earlier")
    if not spans and query.relative in ("all", "latest_year", "latest_quarter", "default"):
        step = "quarter" if query.relative == "latest_quarter" else "year"
        return replace(query, relative="all_ends" if query.relative == "all" else f"ends:last:2:{step}")
    return query


def _shape(query: Query, slots: Slots, lookup: Lookup) -> Query:
    listing = [name for name in query.by if name not in ("year", "quarter")]
    grain = "quarter" if slots.cue("quarter") else "year" if slots.cue("year") else ""
    if grain == "year" and query.periods and all(span.length == 1 for span in query.periods):
        grain = ""  # "Q4 of each year": the quarters are the periods
    counts_units = units(slots)
    before_and_now = slots.cue("first_published") and any(p.relative.startswith("latest") for p in slots.periods)
    if (slots.cue("revised") or (before_and_now and query.periods)) and not slots.cue("by") and not listing:
        return replace(query, shape="history", by=())
    if slots.cue("share") and not (slots.cue("change") and _percent_change(slots)):
        moved = slots.cue("change") and moves(slots) and not grain
        shared = share(
            _ends(query, slots) if moved else query,
            slots,
            frozenset(d.id for d in lookup.catalog.dimensions if d.place == "kind"),
        )
        if shared is not None:
            return shared
    told = over_time(query, slots, counts_units, listing) or limited(query, slots, counts_units, listing)
    if told is not None:
        return told
    at_dates = lookup.measures[query.measure].kind == "stock"
    if slots.cue("average") and (counts_units or grain or at_dates):
        unit = grain or counts_units or "quarter"
        return replace(query, shape="average", by=(unit, *listing))
    if slots.cue("top", "bottom") and counts_units and not ranks_dimension(slots, listing):
        if len(query.periods) == 1 and query.periods[0].length == {"quarter": 1, "year": 4}[counts_units]:
            query = replace(query, periods=(), relative="all")  # "was 2023 a record year?" is about all years
        return replace(
            query,
            shape="extreme",
            by=(counts_units,),
            descending=slots.cue("top"),
            relative=whole(query),
            limit=nth(slots),
        )
    if slots.cue("top", "bottom") and slots.cue("change") and len(listing) == 1 and not grain:
        limit = slots.numbers[0][1] if slots.numbers else None  # "which nationality rose most?"
        return replace(_ends(query, slots), shape="change", limit=limit, descending=not falls(slots))
    if (
        slots.cue("top")
        and not (listing or counts_units or slots.numbers)
        and (_said(slots, "top", PLACES) or the_most(slots))
    ):
        query, listing = placed(query, lookup)
    if slots.cue("top", "bottom", "rank") and listing:
        query = among_all(query, listing, lookup)
        limit = nth(slots) or (slots.numbers[0][1] if slots.numbers else None)
        return replace(
            query, shape="ranking", limit=limit, descending=not (slots.cue("bottom") and not slots.cue("top"))
        )
    if slots.cue("top", "bottom") and not listing and not one_period(query):
        return replace(
            query, shape="extreme", by=("year",), descending=slots.cue("top"), relative=whole(query), limit=nth(slots)
        )
    if slots.cue("change") and not listing and not grain and not slots.cue("trend"):
        percent = slots.cue("percent", "share")
        return replace(_ends(query, slots), shape="change", percent=percent)
    if slots.cue("trend") or grain:
        usual = lookup.publication_of(query.measure).default_grain if not query.periods else ""
        return _series(query, slots, grain or usual, listing)
    named = all(len(query.filters.get(d, ())) > 1 for d in listing)
    if slots.cue("change") and listing and not named and not _said(slots, "change", ("difference", "gap", "differ")):
        query = _ends(query, slots)
        if len(query.periods) > 1 or query.relative.startswith(("ends:", "to_latest", "all_ends")):
            return replace(query, shape="compare")
    one = len(query.periods) == 1 and query.periods[0].length in (1, 4)
    if slots.cue("previous") and (one or (slots.cue("compare") and query.relative.startswith("latest_"))):
        return replace(_ends(query, slots), shape="compare")
    if (
        (
            (slots.cue("times") or slots.cue("change"))
            and named
            and len(listing) == 1
            and len(query.filters[listing[0]]) == 2
        )
        and len(query.periods) < 2
        and not query.relative.startswith(("since:", "until:", "last:", "all"))
    ):
        return replace(query, shape="change", percent=slots.cue("times"))  # "how many fewer children than adults"
    if len(query.periods) > 1:
        summed = not listing and _said(slots, "total", TOGETHER)
        return replace(query, shape="compare", together=summed)
    if listing:
        shape: Shape = "compare" if all(len(query.filters.get(d, ())) > 1 for d in listing) else "breakdown"
        return replace(query, shape=shape)
    stretch = bool(query.periods) and query.periods[0].length > 4
    joined = (
        stretch
        or any(p.joined for p in slots.periods)
        or query.relative.startswith(("since:", "until:", "last:", "all"))
    )
    if joined and (not query.periods or query.periods[0].length > 1):
        # A stretch of years or quarters is shown one by one; its sum is the figure where a number is asked for.
        return replace(_series(query, slots, "", listing), together=True)
    return query


def _series(query: Query, slots: Slots, grain: str, listing: list[str]) -> Query:
    if not grain:
        span = query.periods[0] if query.periods else None
        years = span is None or (span.start % 4 == 0 and span.end % 4 == 3 and span.length >= 8)
        grain = "year" if years and not query.relative.endswith("quarter") and whole_years(query) else "quarter"
    return replace(
        query, shape="series", by=(grain, *listing), relative="all" if query.relative == "default" else query.relative
    )


def _percent_change(slots: Slots) -> bool:
    two = any(len(p.ends) == 2 for p in slots.periods) or sum(len(p.spans) for p in slots.periods) == 2
    if two and max(slots.cues["share"]) > min(slots.cues["change"]):
        return True  # "how much did it grow from … to …, in percentage terms"
    return (
        slots.cue("percent")
        and not any(
            slots.items[i].text in ("what percentage", "as a percentage") for i in slots.cues.get("percent", [])
        )
    ) or _adjacent(slots, "share", "change")


def _adjacent(slots: Slots, first: str, second: str) -> bool:
    """The second cue follows the first within three items: "percentage … increase", "% rise"."""
    named = [f.at for f in slots.filters]  # "the share of children changed" is a share that changed
    rates = ("rate", "rates", "share", "proportion")
    firsts = [a for a in slots.cues.get(first, []) if slots.items[a].text.split()[-1] not in rates]
    pairs = [(a, b) for a in firsts for b in slots.cues.get(second, [])]
    return any(0 < b - a <= 3 and not any(a < at < b for at in named) for a, b in pairs)
