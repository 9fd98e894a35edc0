"""The sources of a letter: a line a release, each with its day, its tables and the publisher's own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from assistant.answer.dates import long_date
from assistant.answer.model import Source
from assistant.answer.numbers import listed
from assistant.desk.draft import Draft
from assistant.render.letter_notes import ranges

PATH = 3  # steps of an address that are printed: the page of a release, and not one of its parts
MANY = 3  # releases of one publication that are listed in one line


def address(source: Source, draft: Draft) -> str:
    """The page of the release; only the publisher's own are sent out."""
    parts = urlsplit(source.url)
    if source.quoted_by != "publisher" or parts.hostname not in draft.imprint.hosts:
        return ""
    return f"https://{parts.hostname}/{'/'.join(parts.path.strip('/').split('/')[:PATH])}"


def source_lines(sources: dict[tuple[str, str, str], set[str]], pages: dict[str, str]) -> Iterator[str]:
    """A line a release; many of one publication in one line, with the page that lists them."""
    paged = {(title, day) for title, day, page in sources if page}
    sources = {key: tables for key, tables in sources.items() if key[2] or key[:2] not in paged}
    listed_on: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for key in sources:
        listed_on.setdefault((key[0].partition(", ")[0], pages.get(key[0], "") if key[2] else ""), []).append(key)
    for (series, page), keys in listed_on.items():
        if len(keys) < MANY or not page:
            yield from (_source(_plain(title), day, url, sources[title, day, url]) for title, day, url in keys)
            continue
        held = [sources[key] for key in keys]
        alike = all(one == held[0] for one in held)
        told = [
            _source(_short(title), day, "", set() if alike else sources[title, day, url]).rstrip(".")
            for title, day, url in keys
        ]
        each = f"{_tables(held[0])} of each" if alike and any(held[0]) else ""
        yield f"{series}: {'; '.join(told)}{each}. {page}"


def _short(title: str) -> str:
    """ "Quarter 4 2023" of its whole title."""
    return _plain(title.partition(", ")[2])


def _plain(title: str) -> str:
    """A title without the months of its quarter."""
    return re.sub(r" \([^()]*\)$", "", title)


def _source(title: str, published: str, address: str, tables: set[str]) -> str:
    when = f", {long_date(published)}" if published else ""
    return f"{title}{when}{_tables(tables)}. {address}".strip()


def _tables(tables: set[str]) -> str:
    """ ", Tables 2 and 11–14"; empty without any."""
    names = {name.removeprefix("Table ") for name in tables if name}
    numbers = ranges(sorted(int(name) for name in names if name.isdigit()))
    numbers += sorted((name for name in names if not name.isdigit()), key=lambda n: (len(n), n))
    return f", Table{'s' if len(names) > 1 else ''} {listed(numbers)}" if names else ""
