"""How a printed figure is known: in the publisher's own text, or in somebody else's report of the release."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.answer.dates import long_date
from assistant.catalog.lookup import Lookup
from assistant.plan.figures import Figures, Used


def known(figures: Figures, unit: int, lookup: Lookup) -> str:
    """ ", as reported by care.org.uk of the release of 7 August 2025"; of several cells only that they are printed."""
    used = figures.used.get(unit, [])
    return f", {source_said(used[0], lookup)}" if len(used) == 1 else ", as printed"


def source_said(used: Used, lookup: Lookup) -> str:
    """ "as printed in the release of 6 March 2025"."""
    release = lookup.releases[used.release]
    edition = f"the release of {long_date(release.published)}" if release.published else release.title
    if used.quoted_by == "publisher":
        return f"as printed in {edition}"
    whose = (urlsplit(used.url).hostname or "others").removeprefix("www.")
    return f"as reported by {whose} of {edition}"
