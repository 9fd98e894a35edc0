"""Names as a count: which measures they leave open, and what limits it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Measure
from assistant.english.conversation import Context
from assistant.english.lexeme import Lexeme
from assistant.english.named import Name, Names
from assistant.words.vocabulary import Sense

JOINS = ("AND", "VERSUS", "COMPARE", "MORE", "THAN", "ASMANY", "RATIO", "TIMES")
MARKS = (",", ";", "/")


def candidates(names: Names, lookup: Lookup) -> list[str]:
    """Measures that the words leave open, best first: strong words, then shared weak ones, then vague ones.

    One id is a decision; several mean that it is not said which; none that nothing counted was named.
    """
    wanted = {f.dimension for f in names.filters} | set(names.by)
    wanted |= {sense.dimension for _, named in names.ambiguous for sense in named[:1]}
    default = lookup.publication.default_measure
    strong = list(dict.fromkeys(measure for _, measure in names.measures))
    if strong:
        # "Referrals that received a negative decision" counts decisions: the general count gives way to the particular.
        return strong if len(strong) == 1 or _listed(names) else [m for m in strong if m != default]
    for listed in (names.weak, names.vague):
        shared = [ids for _, ids in listed if len(ids) > 1]
        found = list(dict.fromkeys(measure for group in shared or [ids for _, ids in listed] for measure in group))
        if found:
            return lookup.able(found, wanted) or found
    if not wanted:
        moved = names.says("SHARE", "RATE", "MOVE", "AVERAGE", "TREND", "MOST", "COMPARE", "MORE", "EARLIER")
        return [default] if default and names.periods and moved else []
    if default and wanted <= lookup.dimensions_of(default):
        return [default]
    everything = [m.id for m in lookup.catalog.measures if wanted <= lookup.dimensions_of(m.id)]
    # None has them all: those that have what the default lacks say best what is not published.
    lacked = wanted - lookup.dimensions_of(default) if default else set()
    return everything or [m.id for m in lookup.catalog.measures if lacked & lookup.dimensions_of(m.id)]


def of_single_figures(names: Names, lookup: Lookup) -> list[str]:
    """ "75% were sent to the SCA": of a breakdown that no whole table has, the general count, where it is printed."""
    default, named = lookup.plain_measure(""), {f.dimension for f in names.filters}
    tables = [table for table in lookup.catalog.tables if default in table.measures and not table.complete]
    return [default] if named and names.spans and any(named <= {*table.dimensions} for table in tables) else []


def _listed(names: Names) -> bool:
    """Are the counts joined, so that each is spoken of?"""
    places = sorted(i for i, _ in names.measures)
    joins = [i for i, item in enumerate(names.items) if item.is_(*JOINS) or item.text in MARKS]
    return any(places[0] < i < places[-1] for i in joins)


def where_of(filters: list[Name]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names as limits of a count."""
    where: dict[str, list[str]] = {}
    for f in filters:
        name = f"!{f.member}" if f.excluded else f.member
        if name not in where.setdefault(f.dimension, []):
            where[f.dimension].append(name)
    return tuple(sorted((dimension, tuple(ids)) for dimension, ids in where.items()))


def of_unit(items: tuple[Lexeme, ...], context: Context, measures: Mapping[str, Measure]) -> tuple[Lexeme, ...]:
    """ "How many reports in 2024?", where Duty to Notify was spoken of: the unit of that names no other count."""
    if not any(item.is_("X") for item in items):
        return items
    own = tuple({m.what.id for item in items for m in item.meanings if m.category == "M"})
    known = own or (context.frame.strong if context.frame is not None else ())
    measure = measures.get(known[0]) if len(known) == 1 else None
    units = {measure.unit, measure.unit.removesuffix("s")} if measure is not None else set()
    if measure is not None and not own and context.before is None:  # of what the sentence before only named
        return tuple(x.as_("M", Sense("measure", measure.id)) if x.is_("X") and x.text in units else x for x in items)
    return tuple(x.as_("PEOPLE", x.text) if x.is_("X") and x.text in units else x for x in items)
