"""A step to another time in other words, or beside that time: "a decade later", "ten years on, in 2020"."""

from __future__ import annotations

from typing import Any

from assistant.english.ends import GRAINS, moved
from assistant.english.joining import OF
from assistant.english.lexeme import Lexeme
from assistant.english.phrases import pattern
from assistant.english.spans import SIZE
from assistant.period import Span

Items = tuple[Lexeme, ...]

COMPARES = ("MOVE", "GROWTH", "COMPARE", "VERSUS", "MORE", "THAN", "DIFF", "TH", "M", "W", "HOWMANY", "SHARE", "SINCE")
JOINS = ("COMMA", "IN", "POLITE", "AT", "CITING", "WHICH", "BE")
ENDS = ("COMMA", "STOP", "MARK", "POLITE", "IN")
LATER = pattern("steps_dated.later")
EARLIER = pattern("steps_dated.earlier")
QUARTERS = {grain: SIZE[grain] for grain in GRAINS}


def in_steps(items: Items) -> Items:
    """ "A year on", "ten years on", "a decade before": so many years later, or earlier."""
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        way = "later" if LATER.fullmatch(item.text) else "earlier" if EARLIER.fullmatch(item.text) else ""
        if not (way and i and all(x.is_(*ENDS) for x in items[i + 1 : i + 2])):
            out.append(item)
            continue
        grain, unit = items[i - 1].get("GRAIN"), items[i - 1].get("UNIT")
        if i > 1 and unit is not None and unit.what == "decade" and _one(items[i - 2]):
            out[-2:] = [items[i - 2].as_("N", 10), items[i - 1].as_("UNIT", "year")]
            out.append(item.as_("LATER", way))
        elif i > 1 and unit is not None and unit.what in QUARTERS and items[i - 2].is_("N"):
            out.append(item.as_("LATER", way))
        elif grain is not None and grain.what in QUARTERS and way == "later" and item.is_("AT"):
            out[-1:] = [item.as_("EARLIER", f"{grain.what}_on")]
        else:
            out.append(item)
    return tuple(out)


def rest_of(items: Items, whens: tuple[Any, ...]) -> Items:
    """ "The rest of 2023", after its first quarter: what comes after that; after another part of it nobody knows."""
    when = whens[0] if len(whens) == 1 else None
    at = next((i for i, x in enumerate(items[:-1]) if x.is_("REST")), None)
    year = items[at + 1].get("T") if at is not None else None
    if at is None or year is None or not isinstance(when, Span) or items[at + 1].text.split()[0] not in OF:
        return items
    if not (when != year.what and year.what.start <= when.start and when.end <= year.what.end):
        return items
    first = when.start == year.what.start
    rest = items[at].as_("T", Span(when.end + 1, year.what.end)) if first else items[at].as_("X", items[at].text)
    return (*items[:at], rest, *items[at + 2 :])


def _one(item: Lexeme) -> bool:
    article, number = item.get("ARTICLE"), item.get("N")
    return (article is not None and article.what == "one") or (number is not None and int(number.what) == 1)


def with_its_date(items: Items, whens: tuple[Any, ...]) -> Items:
    """ "A year later, in 2021", after 2020, without the date that it comes to; of another date ("five years on, in
    2023") it is that date which is meant.
    """
    when = whens[0] if len(whens) == 1 else None
    steps = [i for i, x in enumerate(items) if x.is_("EARLIER", "LATER")]
    times = [i for i, x in enumerate(items) if x.is_("T")]
    if not isinstance(when, Span) or len(steps) != 1 or len(times) != 1:
        return items
    (end,), (at,) = steps, times
    begin, step = _step(items, end)
    between, named = items[end + 1 : at], next(m.what for m in items[at].meanings if m.category == "T")
    if not (between and step and all(x.is_(*JOINS) for x in between)):
        return items
    then = moved(when, step)
    if named.start <= then.start and then.end <= named.end:
        return (*items[: end + 1], *items[at + 1 :])
    if any(x.is_(*COMPARES) for x in items):
        return items
    if named.length != when.length:
        return (*items[:begin], items[end].as_("X", items[end].text), *items[at:])
    return (*items[:begin], *items[at:])


def _step(items: Items, end: int) -> tuple[int, str]:
    """Where the words of a step begin, and the step; empty where they are none by itself."""
    word = items[end].get("EARLIER")
    if word is not None:
        return end, str(word.what) if str(word.what).removesuffix("_on") in GRAINS else ""
    number, unit = items[end - 2].get("N") if end > 1 else None, items[end - 1].get("UNIT") if end else None
    if number is None or unit is None or unit.what not in QUARTERS:
        return end, ""
    back = items[end].get("LATER")
    way = 1 if back is not None and back.what == "later" else -1
    return end - 2, f"by:{way * int(number.what) * QUARTERS[str(unit.what)]}"
