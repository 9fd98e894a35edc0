"""What stands in a cell of a published table: a whole number, a marker in its place, or a number with a mark beside
it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.publish.patterns import pattern

TOTALS = pattern("marks.totals")
# Printed in place of a figure: suppressed, not available, not applicable, low, nil. Without brackets, in small letters.
MARKERS = frozenset(
    "-|–|—|..|.|…|:|*|**|***|~|#|@|c|x|z|u|k|w|low|b|n/a|na|nan|null|none|#n/a|nil|^|s|supp|suppressed|missing|"
    "not available|not applicable|not published|confidential|(x)|(c)|(z)|(s)".split("|")
)
SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹†‡§"
BRACKETED = pattern("marks.bracketed")
MARK = re.compile(
    rf"(?P<figure>.*?\d\)?)\s*(?P<mark>(?:\[[a-z][\w ,]{{0,11}}\]|\((?:p|r|e|prov\w*|est\w*|rev\w*|note \w+)\)|"
    rf"[{SUPERSCRIPT}]+|\*+|(?<=\d)\s?[prebud]|(?<=\d) b?d?e?f?n?p?r?s?u?)+)",
    re.IGNORECASE,
)
SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))
SIGNS = {"−": "-", "–": "-", "‑": "-"}


class Unread(ValueError):
    """A cell that is no whole number, or might be two; ``str`` says what it is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number as printed, and the mark beside it ("[p]"); ``value`` is None where a marker or nothing stands."""

    value: int | None
    mark: str = ""


def figure_of(raw: str, scale: int = 1) -> Figure | None:
    """A cell's figure, times ``scale``; None where it is a label. Raises :class:`Unread` for fractions and doubtful
    signs.

    >>> figure_of("1 234"), figure_of("410 [p]"), figure_of("[c]"), figure_of("North")
    (Figure(value=1234, mark=''), Figure(value=410, mark='[p]'), Figure(value=None, mark='[c]'), None)
    """
    return Figure(int(raw) * scale) if _is_plain(raw) else _figure_of(raw, scale)


def _is_plain(raw: str) -> bool:
    """Digits alone: of a million lines most are, and hundreds of thousands differ."""
    return raw.isdigit() and raw.isascii()


@lru_cache(maxsize=65536)
def _figure_of(raw: str, scale: int) -> Figure | None:
    plain = " ".join(raw.translate(SPACES).split())
    inner = plain.strip("[]").casefold() if plain.startswith("[") else plain.casefold()
    if not plain or inner in MARKERS or re.fullmatch(r"[<>≤≥] ?\d+", plain):
        return Figure(None, plain)
    mark = ""
    marked = MARK.fullmatch(plain)
    if marked and not re.fullmatch(r"[\d.,]+e", plain, re.IGNORECASE):
        plain, mark = marked["figure"].strip(), marked["mark"].strip()
    if not re.fullmatch(r"[(+\-−–‑]?\s?[£$€]?[\d.,' ’]*\d[\d.,' ’]*%?\)?(?:e[+-]?\d+)?", plain, re.IGNORECASE):
        return None
    return Figure(_whole(plain, raw, scale), mark)


def _whole(plain: str, raw: str, scale: int) -> int:
    if plain.startswith("("):
        raise Unread(
            f"{raw!r} may be a negative number or one in brackets for another reason: write it with a minus sign"
        )
    if plain.endswith("%"):
        raise Unread(f"{raw} is a percentage; only counts are held")
    sign = -1 if plain[0] in "-−–‑" else 1
    digits = plain.lstrip("+-−–‑ ").lstrip("£$€")
    if re.search(r"e[+-]?\d+$", digits, re.IGNORECASE):
        raise Unread(f"{raw} is rounded (a power of ten), so that the count is not known")
    grouped = re.fullmatch(
        r"\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{2})*,\d{3}", digits
    )
    if grouped:
        return sign * int(re.sub(r"\D", "", digits)) * scale
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits) and scale == 1:
        raise Unread(f"{raw} may be a thousand or a fraction: write thousands without a point")
    found = re.fullmatch(r"(\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.(\d+))?", digits) or re.fullmatch(r"(\d+),(\d+)", digits)
    if not found:
        raise Unread(f"{raw!r} is not a figure")
    numerator = int(re.sub(r"\D", "", found[1]) + (found[2] or "")) * scale
    value, rest = divmod(numerator, int(10 ** len(found[2] or "")))
    if rest:
        raise Unread(f"{raw} is not a whole number; only counts are held")
    return sign * value


def is_figure(raw: str) -> bool:
    """Does a number stand here, whole or not?"""
    return _is_plain(raw) or _holds_figure(raw)


@lru_cache(maxsize=65536)
def _holds_figure(raw: str) -> bool:
    try:
        found = figure_of(raw)
    except Unread:
        return True
    return found is not None and found.value is not None


def is_marker(raw: str) -> bool:
    """Does something stand here in place of a figure (a marker, or nothing)?"""
    if _is_plain(raw):
        return False
    try:
        found = figure_of(raw)
    except Unread:
        return False
    return found is not None and found.value is None


@lru_cache(maxsize=65536)
def label_of(raw: str) -> str:
    """A label without the numbers of its footnotes: "Albania [note 2]" is "Albania"."""
    if not raw or not any(c in raw for c in "[(" + SUPERSCRIPT):
        return raw
    if is_figure(raw):
        return raw
    bare = BRACKETED.sub("", raw).rstrip(SUPERSCRIPT + " ")
    return bare if bare and any(c.isalnum() for c in bare) else raw
