"""The catalog as one publication sees it: its own measures, breakdowns, terms and words, and the English of all."""

from __future__ import annotations

from assistant.catalog.model import Catalog, Language


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
        language=_language(catalog, publication, first),
        languages={},
        claims=catalog.claims,
    )


def _language(catalog: Catalog, publication: str, first: str) -> Language:
    """Joined words name a publication's own breakdowns, so that those of the root are the first publication's."""
    common, own = catalog.language, catalog.languages.get(publication, Language())
    return Language(
        counting=(*common.counting, *own.counting),
        overview=(*common.overview, *own.overview),
        greetings=(*common.greetings, *own.greetings),
        ignore=(*common.ignore, *own.ignore),
        sources=(*common.sources, *own.sources),
        reports=(*common.reports, *own.reports),
        compounds={**(common.compounds if publication == first else {}), **own.compounds},
        spellings={**common.spellings, **own.spellings},
        tolerances={**common.tolerances, **own.tolerances},
    )
