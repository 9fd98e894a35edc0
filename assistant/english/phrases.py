"""The words that sentences about figures are built of, from ``phrases.toml``, and how they stand there, as patterns.

The patterns are in ``statements.toml``: ``{way.before}`` in one stands for any phrase of that row, ``{way.*}`` of all
rows of the table, ``{count.2..9}`` of those of these numbers; ``{MOVE.up}`` for any phrase of that row of the lexicon,
and ``{@shared.year}`` for another pattern. Words that a catalog gives stand for ``{=claims}``. ``{@months.all}``,
``first`` and ``last`` are the months, and those that begin and end quarters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import tomli

from assistant.english.lexicon import lexicon_words
from assistant.late import late
from assistant.period import MONTHS
from assistant.words.numbers import SPELT

FOLDER = Path(__file__).parent
TOKEN = re.compile(r"\{(?P<at>@?)(?P<table>[A-Za-z_]+)\.(?P<row>[\w*]+)(?:\.\.(?P<last>\d+))?\}")
GIVEN = re.compile(r"\{=([a-z]+)\}")
MONTH_ROWS = {"all": MONTHS, "first": MONTHS[::3], "last": MONTHS[2::3]}


@lru_cache(maxsize=4)
def _tables(name: str) -> dict[str, Any]:
    return tomli.loads((FOLDER / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Meaning -> phrases of one table."""
    return SPELT if name == "count" else {m: tuple(words) for m, words in _tables("phrases.toml")[name].items()}


def numbered(name: str) -> dict[str, int]:
    """Phrase -> number, of a table whose meanings are numbers."""
    return {phrase: int(number) for number, listed in phrases(name).items() for phrase in listed}


def either(name: str, *meanings: str) -> str:
    """The phrases as alternatives of a pattern, the longest first; those of all meanings where none is named."""
    table = phrases(name)
    return any_of(sorted({phrase for meaning in meanings or table for phrase in table[meaning]}))


def any_of(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, the longest first; of none, what nothing is."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


@lru_cache(maxsize=256)
def fragment(name: str) -> str:
    """A pattern of ``statements.toml`` by section and name, written out."""
    return written(_row(name))


def _row(name: str) -> str:
    section, _, row = name.partition(".")
    return str(_tables("statements.toml")[section][row])


def explanation(name: str) -> str:
    """What a verdict says, from ``explanations.toml``, by section and name."""
    section, _, row = name.partition(".")
    return str(_tables("explanations.toml")[section][row])


@lru_cache(maxsize=256)
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of ``statements.toml`` by section and name."""
    _row(name)
    return late(lambda: fragment(name), re.IGNORECASE)


def figures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How figures are stated: the kind of each, and its pattern, in the order in which they are tried."""
    listed = _tables("statements.toml")["figure"]
    return tuple((row["kind"], late(partial(written, row["says"]), re.IGNORECASE)) for row in listed)


@lru_cache(maxsize=1)
def plainly() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What says a thing in a way of its own, and how it is said plainly, in the order in which they are tried."""
    listed = _tables("statements.toml")["plainly"]
    return tuple((late(partial(written, row["says"]), re.IGNORECASE), row["as"]) for row in listed)


def filled(name: str, **words: Iterable[str]) -> re.Pattern[str]:
    """A pattern in which ``{=claims}`` stands for the words of that name, which a catalog gives."""
    listed = {what: tuple(some) for what, some in words.items()}
    return late(lambda: GIVEN.sub(lambda found: any_of(listed[found[1]]), fragment(name)), re.IGNORECASE)


def written(template: str) -> str:
    """A template with what stands in its braces."""
    return TOKEN.sub(lambda found: f"(?:{_stands_for(found)})", template)


def _stands_for(found: re.Match[str]) -> str:
    table, row = found["table"], found["row"]
    if found["at"]:
        return any_of(MONTH_ROWS[row]) if table == "months" else fragment(f"{table}.{row}")
    if found["last"]:
        return any_of(phrase for phrase, n in numbered(table).items() if int(row) <= n <= int(found["last"]))
    if table.isupper():
        return any_of(lexicon_words(table, row))
    return either(table) if row == "*" else either(table, row)
