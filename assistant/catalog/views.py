"""The catalog as one publication sees it: its own measures, breakdowns, terms and words, and the English of all."""

from __future__ import annotations

from assistant.catalog.model import Catalog, Language

SMALL = ("in", "of", "for", "across", "from", "within", "the", "all", "at", "to", "on")


def view(catalog: Catalog, publication: str) -> Catalog:
    """Everything of one publication; its language is the common one with its own words beside it."""
    first = catalog.publications[0].id
    measures = tuple(m for m in catalog.measures if m.publication == publication)
    counted = {m.id for m in measures}
    tables = tuple(t for t in catalog.tables if counted & set(t.measures))
    datasets = {t.dataset for t in tables}
    used = {d for t in tables for d in t.dimensions}  # a breakdown may be shared
    return Catalog.model_construct(
        publications=tuple(p for p in catalog.publications if p.id == publication),
        releases=tuple(r for r in catalog.releases if r.publication == publication),
        measures=measures,
        dimensions=tuple(d for d in catalog.dimensions if (d.publication or first) == publication or d.id in used),
        datasets=tuple(d for d in catalog.datasets if d.id in datasets),
        tables=tables,
        changes=tuple(c for c in catalog.changes if (c.publication or first) == publication),
        terms=tuple(t for t in catalog.terms if (t.publication or first) == publication),
        unpublished=tuple(t for t in catalog.unpublished if (t.publication or first) == publication),
        elsewhere=tuple(e for e in catalog.elsewhere if (e.publication or first) == publication),
        unfigured=tuple(k for k in catalog.unfigured if (k.publication or first) == publication),
        language=_language(catalog, publication, first, _named(catalog, publication, used, counted)),
        languages={},
        claims=catalog.claims,
    )


def _named(catalog: Catalog, publication: str, dimensions: set[str], measures: set[str]) -> frozenset[str]:
    """What a publication calls its members and what it counts, in small letters."""
    texts = [text for d in catalog.dimensions if d.id in dimensions for m in d.members for text in (m.label, *m.words)]
    texts += [text for m in catalog.measures if m.id in measures for text in (m.label, *m.words)]
    return frozenset(text.casefold() for text in texts)


def _hides(text: str, named: frozenset[str]) -> bool:
    """Is this ordinary phrase what a publication names, by itself or after a small word ("in Great Britain")?"""
    plain = text.casefold()
    first, _, rest = plain.partition(" ")
    return plain in named or (first in SMALL and (rest in named or rest.removeprefix("the ") in named))


def _language(catalog: Catalog, publication: str, first: str, named: frozenset[str]) -> Language:
    """Joined words name a publication's own breakdowns, so that those of the root are the first publication's.

    No word of another's ignore list hides what a publication names.
    """
    common, own = catalog.language, catalog.languages.get(publication, Language())
    return Language(
        counting=(*common.counting, *own.counting),
        overview=(*common.overview, *own.overview),
        greetings=(*common.greetings, *own.greetings),
        ignore=(
            *(common.ignore if publication == first else (t for t in common.ignore if not _hides(t, named))),
            *own.ignore,
        ),
        sources=(*common.sources, *own.sources),
        reports=(*common.reports, *own.reports),
        compounds={**(common.compounds if publication == first else {}), **own.compounds},
        contrasts={**(common.contrasts if publication == first else {}), **own.contrasts},
        spellings={**common.spellings, **own.spellings},
        tolerances={**common.tolerances, **own.tolerances},
    )
