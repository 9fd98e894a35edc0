"""Words that nothing knows: which of them narrow nothing, by the lexicon or by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.catalog.model import Catalog
from assistant.english.lexeme import Lexeme
from assistant.english.lexer import Lexer
from assistant.english.named import Names
from assistant.english.phrases import phrases

# Words of happening, of saying so, of judging and of moving: none of them says whom a figure counts.
NOTHING = (
    "VERB", "REPORT", "EVALUATION", "POLITE", "ARTICLE", "PRONOUN", "MEDIA", "MOVE", "MORE", "MOST", "HOWMANY", "LIMIT", "BE", "HAVE", "DO",
)  # fmt: skip
SUBJECTS = ("F", "M", "W", "TM", "T", "BE", "HAVE", "PRONOUN", "ONLY")
POSSESSIVE = re.compile(r"['’]s?$")
OTHERS = phrases("other")["rest"]
LIGHT = ("ARTICLE", "EVALUATION", "LIMIT", "ONLY", "OF", "AMONG")


class Narrowing:
    """Reads with the words of questions, and with what a catalog says of claims."""

    def __init__(self, catalog: Catalog, lexer: Lexer) -> None:
        self._lexer = lexer
        self._plain = frozenset((*catalog.claims.plain, *catalog.claims.everybody, *catalog.claims.degrees))
        self._keepers = frozenset(catalog.claims.receives.words)  # "the Home Office's mechanism"
        self._undoing = frozenset(catalog.claims.undoing)
        # Where one member alone and the same with others are two figures, "alone" says which.
        self._alone = frozenset(d.id for d in catalog.dimensions if any(group.containing for group in d.groups))

    def of(self, sentence: str, whole: Names, unknown: list[str]) -> list[str]:
        """Of the unknown words those that may narrow what is counted."""
        left = [
            word
            for word in unknown
            if word.lower() not in self._plain and POSSESSIVE.sub("", word.lower()) not in self._keepers
        ]
        if not left:
            return []
        lexemes = self._lexer.read(sentence)
        only = () if any(f.dimension in self._alone for f in whole.filters) else ("ONLY",)
        plain = {word for x in lexemes if x.is_(*NOTHING, *only) for word in x.typed.lower().split()}
        plain |= set(self._happening(lexemes)) | set(_ranked(lexemes)) | set(_of_a_kind(lexemes))
        return [word for word in left if not set(word.lower().split()) <= plain]

    def _happening(self, lexemes: list[Lexeme]) -> Iterator[str]:
        """ "Councils were behind 3,944 referrals": what stands between those who act and the number of what is counted."""
        for i, x in enumerate(lexemes):
            if not x.is_("X") or not i or not lexemes[i - 1].is_(*SUBJECTS):
                continue
            if (
                lexemes[i - 1].is_("M", "W")
                and i + 2 < len(lexemes)
                and lexemes[i + 1].is_("FROM")
                and lexemes[i + 2].is_("N")
            ):
                yield x.typed  # "referrals ballooned from 10,582 to 23,411"
                continue
            particle = i + 1 < len(lexemes) and (lexemes[i + 1].is_("WITH", "TO", "AT") or lexemes[i + 1].text == "up")
            number = _past(lexemes, i + 2 if particle else i + 1)
            counted = _past(lexemes, number + 1, "SHARE", "F")  # "was behind 44% of third sector referrals"
            done = counted < len(lexemes) and lexemes[number].is_("N") and lexemes[counted].is_("M", "W")
            if done and x.typed.islower() and x.text not in self._undoing:
                yield x.typed


def _ranked(lexemes: list[Lexeme]) -> Iterator[str]:
    """ "Were the largest groups": what a rank is said to be of."""
    for before, x in pairwise(lexemes):
        if x.is_("X") and before.is_("MOST") and before.text != "most":
            yield x.typed


def _of_a_kind(lexemes: list[Lexeme]) -> Iterator[str]:
    """ "Charities and other third sector organisations": the rest of those whom it names as well."""
    for i, x in enumerate(lexemes[1:-1], 1):
        first, second = ({m.what for m in y.meanings if m.category == "F"} for y in (lexemes[i - 2], lexemes[i + 1]))
        if x.text in OTHERS and lexemes[i - 1].is_("AND") and i > 1 and first & second:
            yield x.typed


def _past(lexemes: list[Lexeme], i: int, *more: str) -> int:
    while i < len(lexemes) and lexemes[i].is_(*LIGHT, *more):
        i += 1
    return i
