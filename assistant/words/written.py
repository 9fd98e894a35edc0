"""Dates and years in forms that the period grammar does not read, put into those that it does, by ``written.toml``."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.period import MONTHS
from assistant.words.numbers import TEENS, UNITS


def rewrite(text: str) -> str:
    """
    >>> rewrite("from 01/01/2023 to 31/03/2023, or in two thousand and nineteen")
    'from 1 January 2023 to 31 March 2023, or in 2019'
    """
    for pattern, put in FORMS:
        text = pattern.sub(put, text)
    return text


def _century(found: re.Match[str], _: str) -> str:
    rest = ({**UNITS, **TEENS}[word.lower()] for word in (found["one"], found["low"]) if word)
    return str(2000 + (20 if found["tens"] else 0) + next(rest, 0))


def _date(found: re.Match[str], _: str) -> str:
    day, month = int(found["day"]), int(found["month"])
    return f"{day} {MONTHS[month - 1]} {found['year']}" if 1 <= month <= 12 and 1 <= day <= 31 else found.group()


def _bounds(found: re.Match[str], put: str) -> str:
    """Both ends of a stretch; "before" a day ends on the day before it."""
    names = [name[:3].lower() for name in MONTHS]
    day, month, year = int(found["day"]), found["month"][:3].lower(), int(found["year"])
    if month not in names:
        return found.group()
    number = names.index(month) + 1
    if found["before"]:
        if day == 1:
            number, year = (12, year - 1) if number == 1 else (number - 1, year)
            day = calendar.monthrange(year, number)[1]
        else:
            day -= 1
    return put.format(first=found["first"], last=f"{day} {MONTHS[number - 1]} {year}")


def _spaced(found: re.Match[str], _: str) -> str:
    return found.group().replace(".", " ")


WAYS = {"century": _century, "date": _date, "bounds": _bounds, "spaced": _spaced}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _forms() -> list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]:
    """Each pattern, and what takes the place of what it finds."""
    named = {"year": r"(?:19|20)\d\d", "ones": _any(UNITS), "teens": _any(TEENS), "low": _any((*UNITS, *TEENS))}
    found: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = []
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    named |= {name: _any(words) for name, words in data["words"].items()}
    for form in data["form"]:
        text = form["find"]
        for name, pattern in named.items():
            text = text.replace(f"{{{name}}}", pattern)
        found.append((re.compile(text, re.IGNORECASE), _put(form.get("how", ""), form.get("put", ""))))
    return found


def _put(how: str, put: str) -> str | Callable[[re.Match[str]], str]:
    return (lambda found: WAYS[how](found, put)) if how else put


FORMS = _forms()
