"""A correction that says beside what is meant what was wrong: "Q2, not Q3", "the number, not the share"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.asked.count import Where
from assistant.asked.node import Node
from assistant.asked.walk import counts
from assistant.english.frame import Time
from assistant.english.lexeme import Lexeme
from assistant.english.spans import SIZE
from assistant.english.then import spans_of
from assistant.period import Span

Items = tuple[Lexeme, ...]
Limits = Callable[[Items], Where]

# What can be meant in the place of what: a time for a time, whoever is named for others.
KINDS = {
    "time": ("T", "TM", "QUARTER", "YEARPART"),
    "shape": ("HOWMANY", "SHARE", "INPERCENT", "RATE"),
    "grain": ("GRAIN",),
    "rank": ("MOST",),
    "who": ("F", "EVERYONE"),
    "count": ("M",),
}
BESIDE = ("AND", "COMMA", "MARK", "POLITE", "NO", "ARTICLE", "IN", "FOR", "OF", "FROM", "TO", "AS", "WHAT", "ONLY")
JOINS = ("AND", "COMMA", "MARK")
YEAR = SIZE["year"]  # in quarters


@dataclass(frozen=True)
class _Denial:
    """Where a clause says what was wrong: the words "rather than" or "not", and what they deny."""

    begin: int  # the first word of denying
    said: int  # the first word of what is denied
    end: int  # behind the last


def corrected(items: Items, before: Node, where: Limits) -> Items:
    """The same without what was wrong, where the rest says as much of that kind to take its place."""
    items = tuple(x for x in items if not (x.is_("X") and x.text == "*")) or items  # "*2022"
    found = _denial(items)
    if found is None:
        return _in_the_year_meant(items, before)
    wrong, head, tail = items[found.said : found.end], items[: found.begin], items[found.end :]
    kind = _kind(wrong)
    if not kind or _many(head + tail, kind) != _many(wrong, kind):
        return items
    if kind == "who" and not _alike(wrong, head + tail, where):
        return items
    while head and head[-1].is_(*JOINS):
        head = head[:-1]
    while not head and tail and tail[0].is_(*JOINS):
        tail = tail[1:]
    spans = spans_of(before) if kind == "time" and _many(wrong, kind) == 1 else ()
    return _at_its_place(head + tail, wrong, spans) if len(spans) > 1 else head + tail


def _in_the_year_meant(items: Items, before: Node) -> Items:
    """ "Sorry, I meant 2022", after April to June 2023: in those months of 2022; of one of two quarters that were
    compared nobody knows which is meant.
    """
    told = {count.when for count in counts(before)}
    parts = [when for when in told if isinstance(when, Span) and when.length < YEAR and not _spans(when)]
    meant = any(m.category == "NO" and m.what == "meant" for x in items for m in x.meanings)
    plain = all(x.is_("NO", "POLITE", "COMMA", "MARK", "STOP", "T", "IN", "FOR") for x in items)
    named = [m.what for x in items if (m := x.get("T")) is not None and isinstance(m.what, Span)]
    if not (meant and plain and len(named) == 1 and named[0].is_year and parts):
        return items
    if len(told) > 1:
        return tuple(x.as_("X", x.text) if x.is_("T") else x for x in items)
    begin = named[0].start + parts[0].start % YEAR
    return tuple(x.as_("T", Span(begin, begin + parts[0].length - 1)) if x.is_("T") else x for x in items)


def _spans(when: Span) -> bool:
    """Does it lie in two years?"""
    return when.start // YEAR != when.end // YEAR


def _at_its_place(meant: Items, wrong: Items, spans: tuple[Span, ...]) -> Items:
    """ "2020, not 2021", after how much it rose from 2021 to 2022: from 2020 to 2022; of a time that was none of them
    nobody knows which it takes the place of.
    """
    named, denied = ([m.what for x in items if (m := x.get("T")) is not None] for items in (meant, wrong))
    if len(named) != 1 or len(denied) != 1 or denied[0] not in spans:
        return tuple(x.as_("X", x.text) if x.is_(*KINDS["time"]) else x for x in meant)
    kept = Time(tuple(sorted((named[0], *(span for span in spans if span != denied[0])))))
    plain = (x for x in meant if not x.is_("FROM", "TO", "IN"))
    return tuple(x.as_("TM", kept) if x.is_("T") else x for x in plain)


def _denial(items: Items) -> _Denial | None:
    """The one stretch that is denied, up to the comma behind it, or to "but"."""
    denies = [i for i, x in enumerate(items) if x.is_("NOT")]
    rather = [i for i, x in enumerate(items) if x.is_("RATHER") and i]
    if len(denies) + len(rather) != 1:
        return None
    begin = (denies + rather)[0]
    said = begin + 1
    if rather and items[said : said + 1] and items[said].is_("THAN"):
        said += 1
    end = next((i for i in range(said, len(items)) if items[i].is_("COMMA", "AND", "STOP", "MARK")), len(items))
    return _Denial(begin, said, end) if said < end else None


def _kind(items: Items) -> str:
    """The one kind of all that is said; empty where something is of none, or of another."""
    told = [x for x in items if not x.is_(*BESIDE) or x.is_("F")]
    found = {name for x in told for name, categories in KINDS.items() if x.is_(*categories)}
    plain = all(any(x.is_(*categories) for categories in KINDS.values()) for x in told)
    return found.pop() if plain and len(found) == 1 else ""


def _many(items: Items, kind: str) -> int:
    return sum(x.is_(*KINDS[kind]) for x in items)


def _alike(wrong: Items, meant: Items, where: Limits) -> bool:
    """Are those who are meant told apart from those who are not by one breakdown ("girls, not children"), or are they
    some of all? "Adults, not the police" leaves these out.
    """
    if not any(x.is_("F") for x in wrong):
        return True
    one, other = where(wrong), where(tuple(x for x in meant if x.is_("F")))
    return bool(one) and one != other and {d for d, _ in one} <= {d for d, _ in other}
