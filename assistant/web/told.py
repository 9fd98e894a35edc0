"""What the first page says of itself: by the app, and before the app has loaded."""

from __future__ import annotations

from assistant.answer.dates import long_date
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Publication
from assistant.render.markup import Markup, el
from assistant.render.page import TITLE


def banner(publication: Publication, lookup: Lookup | None) -> list[str | Markup]:
    """Its name, that it is unofficial, and the newest release that it holds."""
    return [
        el("b", TITLE),
        el("span", "beta", class_="beta"),
        f"Unofficial: not a {publication.publisher} service. ",
        _newest(publication, lookup) if lookup is not None else "",
    ]


def _newest(publication: Publication, lookup: Lookup) -> str:
    mine = [release for release in lookup.catalog.releases if release.publication == publication.id]
    newest = max(mine, key=lambda release: lookup.release_key(release.id), default=None)
    if newest is None:
        return ""
    return f"Newest release here: {newest.title}{f', {long_date(newest.published)}' if newest.published else ''}."


def title(publication: Publication) -> str:
    return f"Ask about {publication.subject}"


def intro(publication: Publication) -> str:
    return f"Every figure comes from {publication.publisher} statistics. If we calculated it, we say so."
