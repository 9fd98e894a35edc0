"""What a sentence says last of most of those whom it counts: ", mostly for child potential victims"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.asked.selection import share
from assistant.claims.model import Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.stated import Stated
from assistant.english.counted import where_of
from assistant.english.named import Names

HALF = 50  # percent, of which most are more


def of_most(words: str, asserted: list[Asserted], at: int, names_of: Callable[[str], Names]) -> list[Asserted]:
    """That more than half of those whom the first count is of are those named; none where the words may mean fewer.

    ``at``: where the sentence ends, behind which the words stood.
    """
    counted = next((one.queries[0] for one in asserted if one.kind == "count"), None)
    names = names_of(words) if words and counted else None
    if counted is None or names is None or not names.says("MOSTLY"):
        return []
    if not names.filters or names.unknown or names.topics or {*names.counted} - {counted.measure}:
        return []
    whole, part = dict(counted.where), dict(where_of(names.filters))
    clear = all(len(ids) == 1 and not ids[0].startswith("!") and whole.get(d, ids) == ids for d, ids in part.items())
    if not clear or part.items() <= whole.items() or names.periods:
        return []
    query = replace(counted, where=tuple(sorted({**whole, **part}.items())), calculation=share(tuple(sorted(whole))))
    return [Asserted("share", words, (query,), Stated("share", HALF, at, at, "over", 10), aside=True)]


def kept(asserted: list[Asserted], judged: list[Assertion]) -> tuple[list[Asserted], list[Assertion], bool]:
    """The assertions and their verdicts without what is said last of most, where no table says whether it is so; and
    whether one was left out."""
    pairs = [
        (a, one) for a, one in zip(asserted, judged, strict=True) if not (a.aside and one.verdict == "cannot_check")
    ]
    return [a for a, _ in pairs], [one for _, one in pairs], len(pairs) < len(asserted)
