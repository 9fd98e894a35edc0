"""Count: a published cell, or a labelled sum over members that make up the whole."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.period import Span

Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Count:
    """How many of ``measure`` there were, of those that ``where`` keeps, in ``when``.

    ``where``: sorted pairs of a dimension and member (or group) ids, which are counted together; an id with "!" before
    it is left out instead. ``when``: a span of whole quarters, or how it is found among what is held ("default",
    "latest_year", "latest_quarter", "last:4:quarter", "all", "since:2019-Q1", "until:2019-Q4"). ``as_of``: a release
    id, or "first" for the figure as first published.
    """

    measure: str
    where: Where = ()
    when: Span | str = "default"
    as_of: str = ""
