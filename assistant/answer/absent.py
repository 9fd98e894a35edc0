"""Why a figure is not given: it is not published, or it is published (or may be) and not held here; then where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.dates import long_date
from assistant.answer.model import Reason
from assistant.answer.near import Nearby
from assistant.answer.numbers import listed
from assistant.answer.phrases import reading as in_words
from assistant.answer.phrases import upper_first
from assistant.asked.selection import Selection
from assistant.catalog.absent import Elsewhere, Unpublished
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Release
from assistant.period import Span, quarter, runs
from assistant.plan.choose import Planner
from assistant.plan.coverage import told_apart
from assistant.plan.figures import Figures
from assistant.plan.model import NotHeld, Plan


def _named(query: Selection, lookup: Lookup) -> set[str]:
    """The breakdowns of a query, and its members as "sex=female"."""
    return {*query.dimensions, *(f"{d}={m}" for d, ids in query.where for m in lookup.expand(d, ids))}


@dataclass(frozen=True)
class Absence:
    """What is absent, in a sentence that says of what is not held here where it is published."""

    reason: Reason
    sentence: str


class Absences:
    """Tells what is not published from what is only not held, by the catalog's list of what is published elsewhere."""

    def __init__(self, lookup: Lookup, near: Nearby) -> None:
        self.lookup = lookup
        self.near = near

    def breakdown(
        self, measures: Iterable[str], dimensions: Iterable[str], what: str, crossed: bool = False
    ) -> Absence:
        """Of a measure by breakdowns that no table has; ``crossed``: each by itself is held, or may be."""
        wanted, counted = set(dimensions), set(measures)
        for entry in self.lookup.catalog.elsewhere:
            if wanted & set(entry.dimensions) and (not entry.measures or counted & set(entry.measures)):
                certain = not crossed and len(wanted) == 1
                plural = not what.startswith("the share")
                return Absence("not_held", _told(self.lookup, entry, upper_first(what), plural, certain))
        is_ = "is" if what.startswith("the share") else "are"
        return Absence("not_published", f"{upper_first(what)} {is_} not published.")

    def period(self, query: Selection, reason: NotHeld) -> Absence:
        """Of a period that is not held of what is otherwise: later than the newest release, before the first, or
        between.
        """
        held = (
            self.near.held_text(query.measure, frozenset(query.dimensions))
            or f"{reason.held[0].label} to {reason.held[-1].label}"
        )
        what = upper_first(in_words(replace(query, periods=(), relative=""), self.lookup))
        asked = listed([span.label for span in query.periods]) or "the period asked for"
        newest = self.newest()
        if newest and any(span.end > Span.read(newest.period).end for span in query.periods):
            return Absence("not_held", f"{what}: {asked} is not held here. {self.later(newest)} Held: {held}.")
        first = self.near.planner.coverage.complete_spans(query.measure, frozenset())
        if first and query.periods and all(span.end < first[0].start for span in query.periods):
            return Absence(
                "not_published", f"{what}: {asked} is not published; figures begin in {first[0].label}. Held: {held}."
            )
        begins = told_apart(self.lookup.tables_of(query.measure), _named(query, self.lookup))
        if begins and query.periods and all(span.start < begins for span in query.periods):
            said = f"{what}: {asked} is not published; this is told apart from {Span(begins, begins).label} on."
            return Absence("not_published", said)
        return Absence("not_held", f"{self._between(query, f'{what}, {asked},')} Held: {held}.")

    def _between(self, query: Selection, what: str) -> str:
        spans = query.periods
        fitting = [e for e in self.lookup.catalog.elsewhere if any(_covers(e, span) for span in spans)]
        if query.dimensions and not any(e.certain for e in fitting):
            fitting = [e for e in self.lookup.catalog.elsewhere if set(query.dimensions) <= set(e.dimensions)] + fitting
        entry = fitting[0] if fitting else Elsewhere(id="releases", where="other releases", certain=False)
        release = self._release_of(spans[0]) if len(spans) == 1 else None
        if release and release.published and entry.first_quarter:
            where = f"the data tables of the release of {long_date(release.published)}"
            entry = entry.model_copy(update={"where": where, "url": release.url})
        return _told(self.lookup, entry, what)

    def _release_of(self, span: Span) -> Release | None:
        mine = [r for r in self._releases() if Span.read(r.period) == span]
        return mine[-1] if mine else None

    def _releases(self) -> list[Release]:
        mine = (r for r in self.lookup.catalog.releases if r.publication == self.lookup.publication.id)
        return sorted(mine, key=lambda release: self.lookup.release_key(release.id))

    def newest(self) -> Release | None:
        """The newest release held of the publication."""
        return self._releases()[-1] if self._releases() else None

    def later(self, newest: Release) -> str:
        """ "The newest release held is that of 19 February 2026; later ones are at …"."""
        said = f"that of {long_date(newest.published)}" if newest.published else newest.title
        url = self.lookup.publication.url
        return f"The newest release held is {said}{f'; later ones are at {url}' if url else ''}."


def absent_topics(lookup: Lookup, topics: Sequence[Unpublished]) -> Absence:
    """Of subjects that are not in the tables; "not_held" where every one of them is published elsewhere."""
    found = {t.id: next((e for e in lookup.catalog.elsewhere if t.id in e.topics), None) for t in topics}
    sentences = list(dict.fromkeys(_told(lookup, entry) for entry in found.values() if entry))
    without = [topic.label for topic in topics if found[topic.id] is None]
    if without:
        sentences.insert(0, f"{upper_first(listed(without, 'or'))} is not published in these tables.")
    return Absence("not_published" if without else "not_held", " ".join(sentences))


def _told(lookup: Lookup, entry: Elsewhere, what: str = "", plural: bool = True, certain: bool = True) -> str:
    """ "Referrals by UK county are published in … (address) and are not held here."."""
    is_ = "are" if (plural if what else entry.plural) else "is"
    published = f"{is_} published" if certain and entry.certain else "may be published"
    url = entry.url or lookup.publications.get(entry.publication, lookup.publication).url
    return f"{what or entry.what} {published} in {entry.where}{f' ({url})' if url else ''} and {is_} not held here."


def only_part(lookup: Lookup, query: Selection, lacking: Sequence[Span]) -> str:
    """Which periods of a partial answer are not held, and where they are published; empty where none is lacking."""
    if not lacking:
        return ""
    names = [lookup.dimensions[name].label for name in query.dimensions]
    detail = f" ({listed(names)})" if names else ""
    where = published_where(lookup, query.measure, lacking)
    return (
        f"{listed([span.label for span in lacking])} {'are' if len(lacking) > 1 else 'is'} not held here at this "
        f"detail{detail}"
        f"{f' but {where},' if where else ','} so this covers only part of what was asked."
    )


def alike(plan: Plan, planner: Planner, lookup: Lookup) -> tuple[tuple[Span, ...], str]:
    """Of members side by side: the periods that hold them all, none where that is no help, and what is lacking."""
    asked = [unit.span for unit in plan.units]
    asked = asked[0].years or asked if len(asked) == 1 else asked
    kept = [span for span in asked if _whole(planner.plan(replace(plan.query, periods=(span,))))]
    if not kept or kept == asked:
        return (), ""
    without = runs(sorted({number for span in asked if span not in kept for number in span.quarters}))
    stretches = runs(sorted({number for span in kept for number in span.quarters}))
    periods = kept if all(span in plan.query.periods for span in kept) else stretches
    return tuple(periods), only_part(lookup, plan.query, without)


def _whole(plan: Plan | NotHeld) -> bool:
    return isinstance(plan, Plan) and plan.exhaustive and all(unit.complete for unit in plan.units)


def lacking(plan: Plan, figures: Figures, lookup: Lookup) -> bool:
    """Whether a ranking lacks members of a breakdown that is ranked as a whole or not at all."""
    wanted = dict(plan.where)
    for place, name in enumerate(figures.by):
        dimension = lookup.dimensions.get(name)
        if dimension is not None and dimension.rank_whole:
            members = wanted.get(name) or tuple(m.id for m in dimension.members if not m.residual)
            if set(members) - {key[place] for key in figures.keys}:
                return True
    return False


def published_elsewhere(lookup: Lookup) -> list[str]:
    """A sentence for everything that the catalog knows to be published and not held here."""
    return [_told(lookup, entry) for entry in lookup.catalog.elsewhere if entry.what]


def published_where(lookup: Lookup, measure: str, spans: Sequence[Span]) -> str:
    """ "published in … (address)" for periods of a measure that are held only in part; empty where that is not
    known.
    """
    about = lookup.publication_of(measure)
    first = lookup.publication.id
    mine = (e for e in lookup.catalog.elsewhere if (e.publication or first) == about.id and e.certain)
    entry = next((e for e in mine if all(_covers(e, span) for span in spans)), None)
    return f"published in {entry.where}, {entry.url or about.url}" if entry else ""


def _covers(entry: Elsewhere, span: Span) -> bool:
    if entry.first_quarter:
        return span.end >= quarter(entry.first_quarter)
    return bool(entry.last_quarter) and span.end <= quarter(entry.last_quarter)
