"""Every number of a text: where it stands, and why one that states nothing about these figures is no claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.catalog.saying import NoClaim
from assistant.claims.digits import in_digits
from assistant.english.lexicon import lexicon_words
from assistant.english.phrases import pattern, phrases
from assistant.period import MONTHS as LONG

DIGITS = re.compile(r"\d+(?:[.,:/]\d+)*")
YEAR = re.compile(r"(?:1[5-9]|2[01])\d{2}")
MONTHS = frozenset(word for month in LONG for word in (month.lower(), month[:3].lower())) | {"sept"}
QUARTER = pattern("numbers.quarter")
BARE_COUNT = pattern("numbers.bare_count")  # "48% (1978)", "(48%; 1978)"
BRACKETED, JOINED, SECTION = pattern("numbers.bracketed"), pattern("numbers.joined"), pattern("numbers.section")
OF_MONTH = (*phrases("label")["suffix"], *lexicon_words("OF", "of"))
DATE = "a date or a period"
NEAR = 24  # characters round a number that its reason can stand in
SUPERSCRIPTS = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))


@dataclass(frozen=True)
class Number:
    """A number as it stands at ``start`` to ``end``; ``value`` None where it is no single figure ("12/05/2023")."""

    text: str
    start: int
    end: int
    value: float | None


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Numbers from the left, in one pass. "17k" and "1.2 thousand" have the value that they stand for."""
    for found in DIGITS.finditer(text, start, len(text) if end is None else end):
        raw = found.group()
        plain = raw.replace(",", "")
        value = float(plain) if len(plain) < 16 and re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
        if value is not None:
            scaled = in_digits(text[found.start() : found.end() + 12])
            digits = DIGITS.match(scaled)
            whole = digits.group().replace(",", "") if digits else ""
            value = (
                float(whole)
                if digits and scaled != text[found.start() : found.end() + 12] and whole.isdigit()
                else value
            )
        yield Number(raw, found.start(), found.end(), value)


def no_claim(text: str, number: Number, rules: Iterable[NoClaim]) -> str:
    """Why a number states nothing about these figures: a date, or the words beside it; empty where nothing says so."""
    before = text[max(0, number.start - NEAR) : number.start].lower()
    behind = text[number.end : number.end + NEAR].lower()
    if number.value is None and "/" in number.text:
        return DATE
    if YEAR.fullmatch(number.text) and not behind.lstrip().startswith(("%", "per cent")):
        return DATE
    words = re.findall(r"[^\W\d_]+", before)[-2:], re.findall(r"[^\W\d_]+", behind)[:2]
    if _dated(number, before, behind, words):
        return DATE
    if before.endswith("[") and behind.startswith("]"):
        return "a note number"
    if (
        SECTION.match(text[text.rfind("\n", 0, number.start) + 1 :])
        and text[: number.start].split("\n")[-1].strip() == ""
    ):
        return "the number of a part"
    for rule in rules:
        if number.value is not None and number.value < rule.below and _says(rule, before, behind):
            return rule.reason
    return ""


def _dated(number: Number, before: str, behind: str, words: tuple[list[str], list[str]]) -> bool:
    if number.value is None or number.value > 31:
        return False
    first, then = words
    quarter = QUARTER.search(before) is not None and number.value <= 4
    month = (then[:1] and then[0] in MONTHS) or (then[1:] and then[0] in OF_MONTH and then[1] in MONTHS)
    after = (
        bool(first[-1:])
        and first[-1] in MONTHS
        and re.search(r"[a-z] $", before) is not None
        and not behind.startswith("%")
    )
    return bool(quarter or month or after)


def _says(rule: NoClaim, before: str, behind: str) -> bool:
    tail = before.rstrip(" (")
    for word in rule.before:
        led = tail[: -len(word)][-1:]
        if tail.endswith(word) and not (word[0].isalpha() and (led.isalpha() or led in ("'", "’"))):
            return True
    ahead = behind.lstrip(" -")
    return any(ahead.startswith(word) and not ahead[len(word) :][:1].isalpha() for word in rule.behind)


def blanked(text: str, rules: Iterable[NoClaim]) -> str:
    """The text, offsets kept, without numbers that would be read as figures: "(figure 1)", "£2,000", notes "[3]"."""
    rules = [rule for rule in rules if rule.blank]
    out = SECTION.sub(lambda found: " " * len(found.group()), text)
    for number in numbers(out):
        reason = no_claim(text, number, rules)
        if reason and reason != DATE:
            opened = text[: number.start].rstrip(" (£$€[")
            start = (
                max(opened.rfind(" "), opened.rfind("("), 0)
                if not text[: number.start].endswith(("£", "$", "€", "["))
                else number.start - 1
            )
            closing = number.end + text[number.end : number.end + 1].count("]")
            out = out[:start] + " " * (closing - start) + out[closing:]
    return out


def grouped(text: str) -> str:
    """The text with a comma in a number that stands in a bracket beside a share and would be read as a year: no figures were
    published of a year so early; and with a space between a number and what it counts."""
    text = BARE_COUNT.sub(_comma, JOINED.sub(" ", text))
    return BRACKETED.sub(_comma, text) if "%" in text else text


def _comma(found: re.Match[str]) -> str:
    return f"{int(found.group()):,}"
