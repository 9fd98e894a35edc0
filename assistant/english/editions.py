"""Releases that a text names by their period: "as published in the Q1 2023 release"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import takewhile

from assistant.catalog.model import Catalog, Release
from assistant.english.lexeme import Lexeme, Meaning
from assistant.period import MONTHS, Span
from assistant.words.atoms import ENDINGS
from assistant.words.tokens import tokenise

PLAIN = (
    "LATEST",
    "NEXT",
    "PRONOUN",
    "POLITE",
    "MEDIA",
    "ASK",
    "ARTICLE",
    "IN",
    "FROM",
    "OF",
    "STOP",
    "COMMA",
    "REPORT",
)


def releases_of(catalog: Catalog) -> dict[str, str]:
    """Period -> the release of its figures: of several the one with tables."""
    with_tables = {release for table in catalog.tables for release in table.sheets}
    listed = sorted(catalog.releases, key=lambda r: (r.id in with_tables, r.id))
    return {r.period: r.id for r in listed if r.period}


def releases_named(catalog: Catalog) -> dict[tuple[str, ...], str]:
    """The words of a release's name, or of the day on which it was published ("7th March 2024") -> the release."""
    named: dict[tuple[str, ...], str] = {}
    for release in _tables_last(catalog):
        day = release.published
        dates = _written(day) if day is not None else ()
        named |= {tuple(token.text for token in tokenise(text)): release.id for text in (release.id, *dates)}
    return named


def months_named(catalog: Catalog) -> dict[tuple[str, ...], str]:
    """The month in which a release was published ("march 2024") -> the release."""
    named: dict[tuple[str, ...], str] = {}
    for release in _tables_last(catalog):
        if (day := release.published) is not None:
            month = MONTHS[day.month - 1].lower()
            named |= {(name, str(day.year)): release.id for name in (month, month[:3])}
    return named


def _tables_last(catalog: Catalog) -> list[Release]:
    """Of those of one day the one with tables is the last."""
    with_tables = {release for table in catalog.tables for release in table.sheets}
    return sorted(catalog.releases, key=lambda release: release.id in with_tables)


def _written(day: dt.date) -> tuple[str, ...]:
    """ "7 March 2024", "7th March 2024", "7 Mar 2024", "March 7 2024"; the tokens of 7/3/2024 are the first of them."""
    month = MONTHS[day.month - 1].lower()
    pairs = [(f"{day.day}{ending}", named) for ending in ("", *ENDINGS) for named in (month, month[:3])]
    return tuple(f"{one} {other} {day.year}" for pair in pairs for one, other in (pair, pair[::-1]))


def with_editions(items: list[Lexeme], of_period: Mapping[str, str]) -> list[Lexeme]:
    """A period before "release" names that release; "release" after anything else that could name one is not
    understood.
    """
    out: list[Lexeme] = []
    i = 0
    while i < len(items):
        end = _edition(items, i)
        if end:
            part = items[i:end]
            span = part[0].get("T") or part[-1].get("T")
            name = of_period.get(span.what.id) if span is not None else None
            meaning = Meaning("AS_OF", name) if name else Meaning("X", "release")
            text, typed = (" ".join(words) for words in zip(*((x.text, x.typed) for x in part), strict=True))
            if name and (at := _cited(out)) is not None:
                out[at] = out[at].as_("POLITE", out[at].text)  # "according to the release" is no breakdown
            named = Lexeme(part[0].start, part[-1].end, text, typed, (meaning,))
            # "The Q1 2023 bulletin said 4,746 referrals" tells the figure of that quarter.
            out += [named, named.as_("T", span.what)] if name and span is not None and _told(items[end:]) else [named]
            i = end
            continue
        item = items[i]
        loose = item.is_("RELEASE") and not item.is_("MEDIA", "HOWMANY") and bool(out) and not out[-1].is_(*PLAIN)
        out.append(item.as_("X", item.text) if loose else item)
        i += 1
    return out


def _told(items: list[Lexeme]) -> bool:
    """Does a release say a number behind its name, and name no period?"""
    sentence = list(takewhile(lambda x: not x.is_("STOP"), items))
    says = bool(sentence) and sentence[0].is_("SAYS", "REPORT", "MEDIA", "HAVE", "VERB")
    return says and any(x.is_("N") for x in sentence) and not any(x.is_("T", "TM") for x in sentence)


def _cited(items: list[Lexeme]) -> int | None:
    """Where a breakdown's word stands right before the release that is named next."""
    at = len(items) - 1
    while at >= 0 and items[at].is_("PRONOUN", "ARTICLE"):
        at -= 1
    return at if at >= 0 and items[at].is_("BREAKDOWN") else None


def _edition(items: list[Lexeme], i: int) -> int:
    """The end of a release named from ``i`` on ("Q1 2023 release", "end of year summary 2023"); 0 where none is."""
    if items[i].is_("RELEASE") and items[i].is_("TERM") and i + 1 < len(items):
        year = items[i + 1].get("T")
        return i + 2 if year is not None and isinstance(year.what, Span) and year.what.is_year else 0
    period = items[i].get("T")
    if period is None or not isinstance(period.what, Span):
        return 0
    at = i + 2 if i + 1 < len(items) and items[i + 1].is_("GRAIN") else i + 1
    return at + 1 if at < len(items) and items[at].is_("RELEASE") else 0
