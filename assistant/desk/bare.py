"""Short lines of a letter that are a list without marks, under a line that leads them in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.thread import Own

BULLET = re.compile(r"^\s*(?:[•*·o▪‣–—-]|->)\s+(?=\S)")
# A writer's own code before an item, "N200/01 - referrals", "N1 - referrals"; "Q3/2023" is a quarter.
CODED = re.compile(
    r"^\s*(?P<code>(?!(?:Q[1-4]|H[12]|CY|FY)\b)[A-Z]{1,4}(?:\d{0,4}[/.]\d{1,3}|\d{1,2}))\s*[-–—:.)]+\s+(?=\S)"
)
WRAPPED = 80  # characters of a line that mail programs break
LONG = 150  # of one that begins and ends as a sentence does
FEWEST, MOST = 2, 30  # lines of a list
SHORT = 60  # characters of a line that may be an item of a list without marks


def with_marks(own: Sequence[Own], language: Language, sense: Sense) -> list[Own]:
    """Short lines under one that leads in a list are items whose marks were lost: after a colon any, else such as name
    something of the tables or a time."""
    out: list[Own] = []
    width = max((len(one.text.rstrip()) for one in own), default=0)
    i = 0
    while i < len(own):
        apart = _each_counts(own, i, language, sense)
        out += [replace(one, text=f"- {one.text.strip()}") for one in own[i : i + apart]]
        i += apart
        if i == len(own):
            break
        out.append(own[i])
        i += 1
        ahead = i
        while ahead < len(own) and not own[ahead].text.strip():
            ahead += 1
        colon = out[-1].text.rstrip().endswith(":")
        run = _run_on(own[ahead].text) if colon and ahead < len(own) else []
        if run:
            out += [replace(own[ahead], text=f"- {piece}") for piece in run]
            i = ahead + 1
            continue
        end = _under_colon(own, ahead, language, width) if colon else ahead
        if not colon and out[-1].text.strip():
            found = _names_under(own, ahead, language, sense, width if ahead == i else 0)
            end = found if found > ahead and _leads(own, i, language, sense) else ahead
            if end > ahead and not out[-1].text.rstrip().endswith("?"):
                out[-1] = replace(out[-1], text=f"{out[-1].text.rstrip().rstrip('.')}:")
        out += [replace(one, text=f"- {one.text.strip()}") for one in own[ahead:end] if one.text.strip()]
        i = end if end > ahead else i
    return out


def _under_colon(own: Sequence[Own], start: int, language: Language, width: int) -> int:
    """Where the items end that stand under a colon: lines that are short, or that their sender began and ended."""
    end = start
    while end < len(own) and own[end].text.strip() and not listed(own[end].text, language):
        if end - start > 1 and _begins_anew(own[end].text.strip(), language):
            break  # "Please also give …", under the years of a list
        end += 1
    lines = [one.text.strip() for one in own[start:end]]
    short = all(len(line) <= SHORT for line in lines)
    apart = all(len(line) <= LONG and ended(line, below, width) for line, below in pairwise(lines))
    return (
        end if len(lines) > 1 and (short or all(map(_closed, lines)) or (apart and lines[0][-1:].isalnum())) else start
    )


def _leads(own: Sequence[Own], end: int, language: Language, sense: Sense) -> bool:
    """Does the paragraph before ``end`` lead in a list: "by each of the following forces?", "I need some figures please."?"""
    start = end - 1
    while start and end - start < MOST and own[start - 1].text.strip() and not listed(own[start - 1].text, language):
        start -= 1
    if any(listed(one.text, language) for one in own[start:end]):
        return False
    last = (language.sentences(" ".join(one.text.strip() for one in own[start:end])) or [""])[-1]
    return language.patterns["leads_lines"].search(last) is not None or (
        language.words["requests"].found(last) and not sense.said(last).names
    )


def _names_under(own: Sequence[Own], start: int, language: Language, sense: Sense, width: int) -> int:
    """Where the short lines end that name something of the tables and say no sentence; with empty lines between them, too.
    ``width`` is that of the mail where the first stands right under the line that leads them in."""
    end, count = start, 0
    for n in range(start, min(len(own), start + 2 * MOST)):
        line = own[n].text.strip()
        if not line:
            continue
        if width and n == start and not ended(own[n - 1].text, line, width):
            return start
        long = len(line) > SHORT and not (line[:1].isupper() and language.opens(line) and len(line) <= LONG)
        stops = long or listed(own[n].text, language) or _begins_anew(line, language)
        if stops or line.endswith((":", ",")) or not _names(line, sense):
            break
        end, count = n + 1, count + 1
    return end if count >= FEWEST else start


def _each_counts(own: Sequence[Own], start: int, language: Language, sense: Sense) -> int:
    """How many lines of a paragraph each begin with what is counted and end on it ("Referrals 2023, women"); 0 where it
    is another paragraph."""
    if start and own[start - 1].text.strip():
        return 0
    lines = [*takewhile(bool, (one.text.strip() for one in own[start : start + MOST + 1]))]
    if not FEWEST <= len(lines) <= MOST:
        return 0
    short = all(len(line) <= SHORT and line[:1].isupper() and line[-1:].isalnum() for line in lines)
    if not short or any(listed(line, language) or language.left_open(line) for line in lines):
        return 0
    said = [sense.said(line) for line in lines]
    return len(lines) if all(one.counts and one.limits and not one.unknown for one in said) else 0


def _names(line: str, sense: Sense) -> bool:
    said = sense.said(line)
    return said.names or "period" in said.kinds


def _begins_anew(line: str, language: Language) -> bool:
    return any(language.words[name].opening.match(line) for name in ("requests", "first_person"))


def ended(above: str, line: str, width: int) -> bool:
    """Did the sender end the line above, whose next word had room on it, in a mail whose lines are as wide as ``width``?"""
    return len(above.rstrip()) + 1 + len(line.split()[0]) <= min(width, WRAPPED)


def _closed(line: str) -> bool:
    """Is it a line that its sender began and ended?"""
    return line[:1].isupper() and line.endswith((".", "?", ";")) and len(line) <= LONG


def _run_on(line: str) -> list[str]:
    """The short items of a list in one line, apart by semicolons; none where they are not so many."""
    pieces = [piece.strip(" .") for piece in line.split(";")]
    return pieces if len(pieces) > 2 and all(0 < len(piece) <= SHORT for piece in pieces) else []


def listed(line: str, language: Language) -> bool:
    return any(one.match(line) for one in (language.patterns["item"], BULLET, CODED, language.patterns["part"]))
