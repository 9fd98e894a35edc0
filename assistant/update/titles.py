"""How far a sheet's title says what a table's does: the same thing counted, by the same breakdowns, in whatever
words.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from assistant.catalog.model import Catalog, Table

PLAIN = frozenset(
    "a an and as at both by for from in made number numbers of on or split table tables that the their to were "
    "with".split()
)
PREFIX = re.compile(r"^\s*table[\s_]*([0-9]+[a-z]?)\s*[:.–-]*\s*", re.IGNORECASE)


class Titles:
    """Titles as sets of words; what a measure is called, in any of its words, is one word.

    A word that few tables have tells more than one that many have: "police" more than "nationality".
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        said = [(name, m.id) for m in catalog.measures for name in (m.label, *m.words)]
        self._measures = sorted(
            ((_words(name), measure) for name, measure in said), key=lambda pair: len(pair[0]), reverse=True
        )
        titled = [self._read(table.title)[0] for table in catalog.tables if table.layout]
        times = Counter(word for words in titled for word in words)
        self._weights = {word: math.log(1 + len(titled) / many) for word, many in times.items()}
        self._rare = math.log(1 + max(len(titled), 1))

    def _read(self, title: str) -> tuple[frozenset[str], frozenset[str]]:
        """The words of a title, and the measures that it names."""
        words = _words(PREFIX.sub("", title))
        kept: list[str] = []
        named: set[str] = set()
        i = 0
        while i < len(words):
            found = next(((w, m) for w, m in self._measures if w and words[i : i + len(w)] == w), None)
            if found:
                named.add(found[1])
                kept.append(f"= {found[1]}")
                i += len(found[0])
            else:
                kept.append(words[i])
                i += 1
        return frozenset(word for word in kept if word not in PLAIN), frozenset(named)

    def likeness(self, title: str, table: Table) -> float:
        """From 0 to 1; 0 where the title names another thing that is counted.

        A title that a former release printed is compared with as well as the table's own.
        """
        words, named = self._read(title)
        if not words or (named and not named & set(table.measures)):
            return 0.0
        known = [table.title, *(sheet.title for sheet in table.sheets.values() if sheet.title)]
        return max(self._dice(words, self._read(text)[0]) for text in known)

    def _dice(self, one: frozenset[str], other: frozenset[str]) -> float:
        def weigh(words: frozenset[str]) -> float:
            return sum(self._weights.get(word, self._rare) for word in words)

        return 2 * weigh(one & other) / (weigh(one) + weigh(other))


def number_of(title: str, sheet: str) -> str:
    """The table's number as printed in its title, else in its sheet's name.

    >>> number_of("Table 28: Decisions", "S"), number_of("Decisions", "Table_40")
    ('28', '40')
    """
    found = PREFIX.match(title) or PREFIX.match(sheet)
    digits = re.search(r"[0-9]+[a-z]?", sheet, re.IGNORECASE)
    return found[1] if found else digits[0] if digits else sheet


def bare(title: str) -> str:
    """
    >>> bare("Table 2: People by quarter")
    'People by quarter'
    """
    return PREFIX.sub("", title).strip()


def _words(text: str) -> list[str]:
    return [_stem(word) for word in re.findall(r"[a-z0-9]+", text.casefold())]


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word
