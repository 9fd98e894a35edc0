"""What is said of each of several years or quarters: "rose in every quarter of 2023", "fell in both 2022 and 2023"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assistant.claims.orderings import Asserted, Said
from assistant.claims.spans import AVERAGE
from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import lexicon_category, lexicon_words
from assistant.english.named import When
from assistant.english.phrases import pattern
from assistant.period import Span

SIZES = {"year": 4, "quarter": 1}
UNITS = {word: unit for unit in SIZES for word in lexicon_words("UNIT", unit)}
EACH = frozenset(
    word for row in (("EACH", "each"), ("ANYOF", "all")) for word in lexicon_words(*row) if " " not in word
)  # "in all four quarters"
AND = frozenset((",", *lexicon_words("AND", "plain"), *lexicon_words("AND", "and")))
# "Q4 2025 compared with Q3 2025" is no list.
BESIDE = frozenset(phrase.split()[0] for name in ("BASE", "THAN") for phrase in lexicon_category(name))
PASSED = ("OF", "ARTICLE", "POLITE", "ONLY", "IN")
BEFORE_UNIT = (
    "N",
    "SINCE",
    "NTH",
    "LATEST",
    "LATER",
    "EARLIER",
    "TWO",
    "UNIT",
)  # "each of the | following | three | quarters"
# "Fell for two consecutive quarters in 2023", as it is written out: of which of them, nobody knows
WITHIN_YEAR = pattern("each.within_year")
AVERAGED = pattern("spans.each")
# "Every year, from 2,337 in 2014 to 17,004 in 2023"
FROM_TO, TO_FROM = pattern("each.from_to"), pattern("each.to_from")


@dataclass(frozen=True)
class Run:
    """Where a sentence says "each", the periods that it means, and whether the first has one before it to move from;
    no periods where they cannot be told."""

    at: int
    text: str
    spans: tuple[Span, ...] = ()
    moved_first: bool = True


def each(said: Said) -> Run | None:
    """The run of periods that something is said of; None where it is said of one."""
    items = said.whole.items
    times = {period.at: period for period in said.whole.periods}
    for i, item in enumerate(items):
        found = _grain(said, times, i) if item.is_("GRAIN") and _says_each(item) else None
        if item.is_("EACH", "TOTAL", "BOTH", "BOTHTIMES"):
            found = _members(said, times, i)
        elif found is None and said.bare and i in times and len(times[i].spans) > 1 and not times[i].ends:
            found = _listed(item, i, times[i])
        if found is not None:
            return found
    return None


def moves(said: Said) -> list[Asserted]:
    """Each figure of the run against the one before it; unread where the run cannot be told."""
    if found := WITHIN_YEAR.search(said.sentence):
        return [Asserted("unread", found.group(), ())]
    run = each(said) if said.whole.says("MOVE", "MORE") else None
    words = said.whole.items[run.at].typed if run else ""
    if run is None or (AVERAGE.search(said.sentence) and AVERAGED.fullmatch(words)):
        return []  # "the average number per quarter rose from 3,175 in 2021"
    falling = _falling(said, run.at)
    if falling is None or not run.spans:
        return [Asserted("unread", run.text, ())]
    size = run.spans[0].length
    if any(span.length != size for span in run.spans):
        return [Asserted("unread", run.text, ())]
    first = Span(run.spans[0].start - size, run.spans[0].start - 1)
    series = (first, *run.spans) if run.moved_first else run.spans
    asked = [series]
    if size == 1 and len(run.spans) > 1:
        asked += [run.spans, tuple(span.year_earlier() for span in run.spans)]
    queries = tuple(said.query(said.whole.filters, spans, "") for spans in asked)
    goes_on = any(p.open for p in said.whole.periods)
    return [Asserted("streak", run.text, queries, falling=falling, open=goes_on)]


def _falling(said: Said, at: int) -> bool | None:
    """Which way it moved: by the movement before the run, or behind it where none is before."""
    told = [(n, m.what) for n, item in enumerate(said.whole.items) for m in item.meanings if m.category == "MOVE"]
    told = [(n, way) for n, way in told if way in ("up", "down")]
    before = [way for n, way in told if n < at]
    ways = before[-1:] or [way for _, way in told[:1]]
    return ways[0] == "down" if ways else None


def _says_each(item: Lexeme) -> bool:
    words = item.text.split()
    return bool(EACH & set(words)) or (len(words) > 2 and words[0] == words[-1])


def _grain(said: Said, times: dict[int, When], i: int) -> Run:
    """ "Every year since 2016", "each quarter of 2023", "year after year"."""
    item = said.whole.items[i]
    unit = next((str(m.what) for m in item.meanings if m.category == "GRAIN"), "")
    where = min(times, key=lambda at: (at < i, abs(at - i)), default=None)
    if unit not in SIZES or where is None:
        return Run(i, item.typed)
    counted = FROM_TO.search(said.sentence) or TO_FROM.search(said.sentence)
    if counted and unit == "year":
        years = tuple(Span.year(year) for year in range(int(counted["first"]), int(counted["last"]) + 1))
        return Run(i, item.typed, years, moved_first=False)
    spans, moved_first = stretch_of(said, times[where], SIZES[unit], between=True)
    return Run(i, item.typed, spans, moved_first)


def _members(said: Said, times: dict[int, When], i: int) -> Run | None:
    """ "In each of the last two quarters of 2023", "in both 2022 and 2023"; None where it is no stretch of time."""
    items = said.whole.items
    n = i + 1
    while n < len(items) and items[n].is_(*PASSED) and n not in times and items[n].text not in UNITS:
        n += 1
    if items[i].is_("BOTHTIMES"):
        return Run(i, items[i].typed)
    if n in times:
        text = f"{items[i].typed} {items[n].typed}"
        unit = next((UNITS[word] for word in items[n].text.split() if word in UNITS), "")
        several = len(times[n].spans) > 1 or bool(unit)
        if not several:
            return None
        size = SIZES[unit] if unit else times[n].spans[0].length
        spans, moved_first = stretch_of(said, times[n], size, between=False)
        return Run(i, text, spans, moved_first)
    if n < len(items) and items[n].text in UNITS and items[i].is_("EACH", "TOTAL"):
        later = next((at for at in sorted(times) if at > n), None)  # "in all quarters of 2023"
        spans, moved_first = stretch_of(said, times[later], SIZES[UNITS[items[n].text]], False) if later else ((), True)
        return Run(i, items[i].typed, spans, moved_first)
    ahead = items[n : n + 4]
    counted = any(item.text in UNITS for item in ahead) and bool(ahead) and ahead[0].is_(*BEFORE_UNIT)
    return Run(i, items[i].typed) if counted and items[i].is_("EACH", "TOTAL") else None


def _listed(item: Lexeme, i: int, when: When) -> Run | None:
    """ "Rose in 2022 and 2023"; two that are no neighbours are compared."""
    spans = tuple(sorted(when.spans))
    words = item.text.split()
    joined = sum(word in AND for word in words) >= len(spans) - 1 and not BESIDE & set(words)
    neighbours = all(b.start == a.end + 1 and a.length == b.length for a, b in pairwise(spans))
    return Run(i, item.typed, spans) if joined and neighbours else None


def stretch_of(said: Said, when: When, size: int, between: bool) -> tuple[tuple[Span, ...], bool]:
    """The periods of one length that a stretch of time holds, and whether the first moved from the one before it.

    ``between``: "every year between 2014 and 2019" and "since 2014" move from the first period named.
    """
    newest = said.newest()
    if len(when.spans) > 1:
        return tuple(sorted(when.spans)), True
    if when.relative.startswith("since:") and when.ends and newest:
        return _cut(when.ends[0].start, newest.end, size), False
    if when.relative.startswith("last:") and newest:
        many = int(when.relative.split(":")[1])
        return _cut(newest.end + 1 - many * size, newest.end, size), True
    if not when.spans:
        return (), True
    span = when.spans[0]
    apart = len(when.ends) == 2 and when.ends[0] != when.ends[1]
    return _cut(span.start, span.end, size), not (between and apart)


def _cut(start: int, end: int, size: int) -> tuple[Span, ...]:
    """The whole periods of one length from ``start`` to ``end``; none where they do not fill it."""
    if start % size or (end + 1 - start) % size:
        return ()
    return tuple(Span(at, at + size - 1) for at in range(start, end + 1, size))
