"""The words that sentences about figures are built of, from ``phrases.toml``: as a table, and as part of a pattern."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "phrases.toml"


@lru_cache(maxsize=256)
def phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Meaning -> phrases of one table."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))[name]
    return {meaning: tuple(listed) for meaning, listed in table.items()}


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


NAMED = re.compile(r"\{([a-z_]+)\.([a-z_]+)\}")


@lru_cache(maxsize=256)
def worded(pattern: str) -> re.Pattern[str]:
    """A pattern in which ``{table.meaning}`` stands for any phrase of that row."""
    return re.compile(NAMED.sub(lambda found: f"(?:{either(found[1], found[2])})", pattern), re.IGNORECASE)
