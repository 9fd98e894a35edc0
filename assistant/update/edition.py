"""Which edition an address is of, by the months and the year in it: dates of edits say nothing about that."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.catalog.model import Catalog, Publication, Release
from assistant.period import MONTHS, Span

MONTH = {name: number for number, month in enumerate(MONTHS) for name in (month.casefold(), month[:3].casefold())}


def slug_of(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1].casefold()


def is_of(publication: Publication, path: str) -> bool:
    """Whether an address begins as those of the publication's releases do."""
    return bool(publication.govuk) and slug_of(path).startswith(publication.govuk.slugs if publication.govuk else ())


def period_of_slug(slug: str) -> str | None:
    """The newest quarter or the year that an edition adds, or None.

    >>> period_of_slug("statistics-october-to-december-2023"), period_of_slug("summary-year-ending-june-2023")
    ('2023-Q4', '2023-Q2')
    >>> period_of_slug("end-of-year-summary-2024"), period_of_slug("statistics-uk-quarter-2-2021-april-to-june")
    ('2024', '2021-Q2')
    """
    words = [word for word in re.split(r"[^a-z0-9]+", slug.casefold()) if word]
    years = [word for word in words if re.fullmatch(r"20[0-9]{2}", word)]
    if len(set(years)) != 1:
        return None
    months = [MONTH[word] for word in words if word in MONTH]
    if months:
        last = months[-1]
        return f"{years[0]}-Q{last // 3 + 1}" if last % 3 == 2 else None
    quarter = re.search(r"(?:quarter-|q)([1-4])(?![0-9])", slug.casefold())
    return f"{years[0]}-Q{quarter[1]}" if quarter else years[0]


def held_as(catalog: Catalog, publication: Publication, period: str) -> Release | None:
    """The release of that edition, if the catalog has it."""
    mine = [r for r in catalog.releases if r.publication == publication.id and r.period == period]
    return next((r for r in mine if "gov.uk" in r.url), mine[0] if mine else None)


def model_release(catalog: Catalog, publication: Publication, period: str) -> Release | None:
    """The newest release of the same kind, a quarter's or a year's: a new one is described as that is."""
    mine = [r for r in catalog.releases if r.publication == publication.id and Span.read(r.period).id != period]
    alike = [r for r in mine if Span.read(r.period).length == Span.read(period).length and _names(r)]
    return max(alike, key=lambda r: Span.read(r.period).end, default=None)


def _names(release: Release) -> bool:
    """Whether a release's id says its period, so that another can be made of it."""
    return any(said in release.id for said, _ in spellings(release.period, release.period))


def spellings(old: str, new: str) -> list[tuple[str, str]]:
    """How a period is written in ids, titles and names of a release, with the same of another period.

    >>> spellings("2025-Q4", "2026-Q1")[:3]
    [('2025-q4', '2026-q1'), ('2025 Q4', '2026 Q1'), ('Q4 2025', 'Q1 2026')]
    """
    return list(zip(_spelt(Span.read(old)), _spelt(Span.read(new)), strict=False))


def _spelt(span: Span) -> list[str]:
    year, quarter = divmod(span.start, 4)
    if span.is_year:
        return [f"{year}-annual", str(year)]
    first, last, number = MONTHS[quarter * 3], MONTHS[quarter * 3 + 2], quarter + 1
    return [
        f"{year}-q{number}", f"{year} Q{number}", f"Q{number} {year}", f"quarter {number} {year}",
        f"{first} to {last} {year}", f"{first} to {last}", str(year), f"Q{number}", f"quarter {number}",
    ]  # fmt: skip


def respelt(text: str, old: str, new: str) -> str:
    """A text about one period as it reads of another; each stretch is replaced once."""
    pairs = dict(spellings(old, new))
    pattern = "|".join(re.escape(said) for said in sorted(pairs, key=len, reverse=True))
    return re.sub(pattern, lambda found: pairs[found[0]], text)


def release_id(catalog: Catalog, publication: Publication, period: str) -> str:
    """An id for a new release, formed as those of its publication are."""
    model = model_release(catalog, publication, period)
    if model is None:
        return f"{publication.id.replace('_', '-')}-{period.casefold()}"
    return respelt(model.id, model.period, period)


def names(catalog: Catalog, publication: Publication, period: str) -> tuple[str, ...]:
    """What people call a new release: what they call the newest of its kind, with its period."""
    model = model_release(catalog, publication, period)
    return tuple(respelt(word, model.period, period) for word in model.words) if model else ()


def newest(spans: Iterable[str]) -> int:
    """The last quarter of the newest of some periods; -1 where there is none."""
    return max((Span.read(period).end for period in spans), default=-1)
