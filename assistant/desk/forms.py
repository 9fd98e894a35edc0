"""Tables with empty cells that a letter asks to have filled in: a question for each of their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.numbers import listed
from assistant.desk.sentences import Language
from assistant.desk.thread import Own

CELLS = re.compile(r"\s*(?:\||\t)\s*")
RULE = re.compile(r"[\s|:+=_-]*[-=]{2,}[\s|:+=_-]*")  # the line under the heads of a table
EMPTY = re.compile(r"[\s.?_…x–—-]*|\[\s*\]|n/?a|tb[ac]", re.IGNORECASE)
TIME = re.compile(
    r"(?:(?:q[1-4]|h[12]|cy|fy|calendar year|financial year|year|end of|[a-z]{3,9} (?:to|-|–) [a-z]{3,9})[ ,-]+)?"
    r"(?:19|20)\d\d(?: ?[/–-] ?\d\d(?:\d\d)?)?(?:[ -]q[1-4])?", re.IGNORECASE,
)  # fmt: skip
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
PART = re.compile(r"(?:of (?:which|whom|these|those|them)|\(of which\))[,:]? ", re.IGNORECASE)
FEWEST = 2  # cells of a row, and rows of a table


def with_forms(own: Sequence[Own], language: Language) -> list[Own]:
    """The lines, each table of empty cells as items of a list that ask for its columns, and each of figures as statements,
    which are to be judged where the line beside it asks whether they are right."""
    out: list[Own] = []
    start = 0
    while start < len(own):
        end = start
        while end < len(own) and _cells(own[end].text):
            end += 1
        rows = [_cells(one.text) for one in own[start:end] if not RULE.fullmatch(one.text)]
        items, stated = _columns(rows, language), _stated(rows, language)
        if items:
            out += [replace(own[start], text=f"- {item}") for item in items]
        elif stated:
            at = next((n for n in range(end, len(own)) if own[n].text.strip()), len(own))
            asked = own[at].text.strip() if at < len(own) else ""
            if language.words["confirms"].found(asked):
                rest = language.patterns["after_confirming"].search(asked)
                out.append(replace(own[start], text=language.words.letter.statements_asked))
                out += [replace(own[start], text=f"- {one}") for one in stated]
                own = [*own[:end], replace(own[at], text=asked[rest.end() :] if rest else ""), *own[at + 1 :]]
            else:
                own = [replace(one, above=" ".join(stated)) if n == at else one for n, one in enumerate(own)]
        else:
            out += own[start : max(end, start + 1)]
        start = max(end, start + 1)
    return out


def _cells(text: str) -> list[str]:
    """The cells of a row; none of a line that is none."""
    bare = text.strip(" ")
    cells = CELLS.split(bare.removeprefix("|").removesuffix("|").strip(" ") if bare.count("|") > 1 else bare)
    return cells if len(cells) >= FEWEST or bare.count("|") > 1 else []


def _columns(rows: Sequence[Sequence[str]], language: Language) -> list[str]:
    """What each column of a table asks for, of all of its rows; none of a table with figures, or of no names."""
    if len(rows) < FEWEST:
        return []
    (_, *heads), names = rows[0], [row[0].strip() for row in rows[1:]]
    filled = [cell for row in rows[1:] for cell in row[1:] if not EMPTY.fullmatch(cell)]
    if filled or not all(names) or not all(heads):
        return []
    if len(heads) == 1 and language.patterns["cell_head"].fullmatch(heads[0]):
        return names  # "Question | Answer"
    times = all(TIME.fullmatch(name) for name in names)
    return [_asked(head, names, times) for head in heads]


def _stated(rows: Sequence[Sequence[str]], language: Language) -> list[str]:
    """A table of figures in sentences, for what is asked of it below; none of any other table."""
    if len(rows) < FEWEST or len({len(row) for row in rows}) != 1:
        return []
    (_, *heads), names = rows[0], [row[0].strip() for row in rows[1:]]
    if not all(FIGURE.fullmatch(cell) for row in rows[1:] for cell in row[1:]):
        return []
    dated = all(TIME.fullmatch(name) for name in names)
    cells = [
        (head, name, cell)
        for name, row in zip(names, rows[1:], strict=True)
        for head, cell in zip(heads, row[1:], strict=True)
    ]
    said = [(head, name, cell) if dated else (name, head, cell) for head, name, cell in cells]
    letter = language.words.letter
    return [letter.stated_cell.format(cell=cell, what=what, when=when) for what, when, cell in said]


def _asked(head: str, names: list[str], times: bool) -> str:
    if part := PART.match(head):
        return f"Of those, how many were {head[part.end() :]}?"
    dated = TIME.fullmatch(head)
    if times or not dated:
        return f"{head} {'in' if times else 'for'} {listed(names)}"
    return f"{listed(names)} in {head}"
