"""Text to tokens: one lower-case form for matching, and the original for showing what was not understood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.words.written import rewrite

# A number with thousands ("17,004", "17 004"), a financial year ("2021/22"), a decimal or percentage, a word with its
# apostrophes ("Barnardo's"), or one mark of punctuation. Hyphens separate words: "under-18s" is "under", "18s".
TOKEN = re.compile(
    r"""(?P<fy>\b\d{4}\s?[/-]\s?(?:\d{4}|\d{2})\b(?![/-]\d|\s+(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))
      | (?P<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?![\d])|\d+(?:\.\d+)?(?![^\W_]))
      | (?P<word>[^\W_]+(?:['’`´][^\W_]+)*['’]?)
      | (?P<mark>[%&?!;:(),."/£$<>=+*\[\]{}|_-])""",
    re.VERBOSE,
)
# Most phrases of a catalog are words that nothing is done to, and a catalog has thousands: "twenty" may begin a year.
SIMPLE = re.compile(r"(?!.*(?:twenty|thousand))[a-z]+(?:[ -][a-z]+)*", re.ASCII | re.IGNORECASE)
SHORT = 400  # characters of a text whose tokens are kept for whoever asks for them next
MAX_CHARACTERS = 2000  # a question; emails are split before they come here


@dataclass(frozen=True)
class Token:
    """``text`` is for matching, ``raw`` as typed; ``start`` and ``end`` are offsets into the cleaned question."""

    text: str
    raw: str
    start: int
    end: int
    kind: str  # "word", "number", "fy" or "mark"


@dataclass(frozen=True)
class WordUse:
    """Every content word of the question: used in the reading, knowingly ignored, or not understood."""

    used: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()  # (as typed, as read)

    def __add__(self, other: WordUse) -> WordUse:
        """The words of two stretches of one text."""
        return WordUse(
            (*self.used, *other.used),
            (*self.ignored, *other.ignored),
            (*self.not_understood, *other.not_understood),
            (*self.corrected, *other.corrected),
        )


def clean(text: str) -> str:
    """Compatible characters made plain, control and direction marks dropped, white space single."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)  # every dash is a hyphen
    text = "".join(c if c.isprintable() else " " for c in text if unicodedata.category(c) not in ("Cf", "Cs"))
    return re.sub(r"\s+", " ", text).strip()


def plain(text: str) -> str:
    """Lower case without accents or apostrophes: "Côte d'Ivoire" is "cote divoire"."""
    lowered = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in lowered if not unicodedata.combining(c) and c not in "'’`´")


def tokenise(text: str) -> tuple[Token, ...]:
    """Tokens of cleaned text, in order; dates and years as the period grammar reads them."""
    return _kept(text) if len(text) <= SHORT else _tokenised(text)


def _tokenised(text: str) -> tuple[Token, ...]:
    tokens = []
    for found in TOKEN.finditer(rewrite(text)):
        kind, raw = str(found.lastgroup), found.group()
        if kind == "number":
            # "2,000" is no year.
            form = raw if re.fullmatch(r"[12],\d{3}", raw) else re.sub(r"[,\s]", "", raw)
        elif kind == "fy":
            form = re.sub(r"\s", "", raw)
        else:
            form = plain(raw)
        if form:
            tokens.append(Token(form, raw, found.start(), found.end(), kind))
    return tuple(_joined_abbreviations(tokens))


_kept = lru_cache(maxsize=512)(_tokenised)  # a question is read from several sides


def _joined_abbreviations(tokens: list[Token]) -> list[Token]:
    """Dotted initials are one word: "U.K." is "uk", and the dot of "Q3." stays a mark."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        j = i
        letters = ""
        while (
            j + 1 < len(tokens) and len(tokens[j].text) == 1 and tokens[j].text.isalpha() and tokens[j + 1].text == "."
        ):
            if j > i and tokens[j].start != tokens[j - 1].end:
                break
            letters += tokens[j].text
            j += 2
        if len(letters) >= 2:
            raw = "".join(token.raw for token in tokens[i:j])
            letters = "usa" if letters == "us" else letters  # the pronoun is another word
            out.append(Token(letters, raw, tokens[i].start, tokens[j - 1].end, "word"))
            i = j
        else:
            out.append(tokens[i])
            i += 1
    return out


def phrase(text: str) -> tuple[str, ...]:
    """A catalog phrase in the tokens' form, without marks: "Not specified/unknown" is (not, specified, unknown)."""
    return _phrase(text) if len(text) <= SHORT else _phrased(text)


def _phrased(text: str) -> tuple[str, ...]:
    if SIMPLE.fullmatch(text):
        return tuple(text.lower().replace("-", " ").split(" "))
    return tuple(token.text for token in tokenise(clean(text)) if token.kind != "mark" or token.text in "&%")


_phrase = lru_cache(maxsize=512)(_phrased)
