"""A question in a formal request has the figure of the question, wherever the request says the year.

The questions are those of the golden corpus that end with a year; the figures come from its oracle, which computes them
from the published cells alone.
"""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import tomli

from assistant.answer.model import Part
from assistant.desk.reply import draft_reply
from assistant.service import Assistant

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parent / "questions"
SEED = 20261125
LETTERS = 60
DATED = re.compile(r"(?P<bare>[^\d]+?),? (?:in|during|for) (?P<year>20\d\d)[?.]?")
# The year stands before the list or under it; "1." and "(a)" are the writer's numbers.
LEADS = (
    "Under the Freedom of Information Act 2000 please could you supply, for {year}:",
    "I would be grateful if you could provide the following for {year}:",
    "Please answer the questions below. They all relate to the calendar year {year}.",
)
CLOSINGS = (
    "Please provide this for {year}.",
    "All of these should be for {year}.",
    "I only need figures for {year}.",
)
OPENING = "Dear Sir or Madam,\n\nI am making a request under the Freedom of Information Act.\n\n"
ENDING = "\n\nI look forward to your reply within 20 working days.\n\nYours faithfully,\nA Person"


@dataclass(frozen=True)
class Dated:
    """A question without its year, that year, and the figures that are right."""

    bare: str
    year: str
    accepted: tuple[float, ...]
    spec: str

    @property
    def whole(self) -> str:
        return f"{self.bare} in {self.year}?"


def _oracle() -> Any:
    found = importlib.util.spec_from_file_location("letter_oracle", CORPUS / "oracle.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["letter_oracle"] = module
    found.loader.exec_module(module)
    return module


def _questions() -> list[Dated]:
    module = _oracle()
    oracle, others = module.load(), set(module.SHAPES) - {"share"}
    out = []
    for path in sorted(CORPUS.glob("*.toml")):
        for entry in tomli.loads(path.read_text(encoding="utf-8"))["question"]:
            found = DATED.fullmatch(entry["text"])
            lines = entry.get("expect", [])
            plain = len(lines) == 1 and not (lines[0].split()[0] in others or lines[0][0].isdigit())
            if found and plain and entry["status"] == ["answered"] and not entry.get("says"):
                out.append(Dated(found["bare"], found["year"], oracle.expected(lines[0])[0], lines[0]))
    return out


def _letters() -> list[tuple[str, tuple[Dated, ...]]]:
    """Letters of one to three questions about one year, some with a question that says another year itself."""
    chance = random.Random(SEED)
    known = _questions()
    out = []
    for n in range(LETTERS):
        year = chance.choice(sorted({one.year for one in known}))
        asked = chance.sample([one for one in known if one.year == year], k=1) + chance.sample(
            known, k=chance.randint(0, 2)
        )
        texts = [f"{one.bare}?" if one.year == year else one.whole for one in asked]
        marks = chance.choice([("1. ", "2. ", "3. "), ("(a) ", "(b) ", "(c) "), ("- ", "- ", "- ")])
        listed = "\n".join(f"{mark}{text}" for mark, text in zip(marks, texts, strict=False))
        if n % 2:
            body = f"{chance.choice(LEADS).format(year=year)}\n\n{listed}"
        else:
            body = f"{listed}\n\n{chance.choice(CLOSINGS).format(year=year)}"
        out.append((f"{OPENING}{body}{ENDING}", tuple(asked)))
    return out


def _of_two_years() -> list[tuple[str, tuple[tuple[float, ...], ...]]]:
    """Letters of one question about two years, with the figures that are right of either."""
    chance, oracle = random.Random(SEED), _oracle().load()
    counted = [one for one in _questions() if not one.spec.startswith("share")]
    out = []
    for n, one in enumerate(chance.sample(counted, k=LETTERS)):
        other = str(int(one.year) + chance.choice((-2, -1)))
        try:
            (earlier,) = oracle.expected(one.spec.replace(one.year, other))
        except ValueError:  # not published of that year
            continue
        years = chance.choice(
            (f"{other} and {one.year}", f"the years {other} and {one.year}", f"both {other} and {one.year}")
        )
        lead = chance.choice(LEADS[:2]).format(year=years)
        body = (
            f"{lead}\n\n1. {one.bare}?" if n % 2 else f"1. {one.bare}?\n\n{chance.choice(CLOSINGS).format(year=years)}"
        )
        out.append((f"{OPENING}{body}{ENDING}", (earlier, one.accepted)))
    return out


def _right(part: Part, one: Dated) -> bool:
    return part.value is not None and any(abs(float(part.value) - value) < 0.06 for value in one.accepted)


@pytest.fixture(scope="module")
def told(assistant: Assistant) -> list[tuple[str, Dated, Part | None]]:
    """Each question of each letter with the part that answers it, None where the letter has none for it."""
    out: list[tuple[str, Dated, Part | None]] = []
    for letter, asked in _letters():
        parts: list[Part | None] = [item.part for item in draft_reply(assistant, letter.encode()).items]
        parts = parts if len(parts) == len(asked) else [None] * len(asked)
        out += [(letter, one, part) for one, part in zip(asked, parts, strict=True)]
    return out


def test_no_question_of_a_letter_gets_the_figure_of_another(told: list[tuple[str, Dated, Part | None]]) -> None:
    wrong = [
        (letter, one, part.headline) for letter, one, part in told if part and part.value and not _right(part, one)
    ]
    assert not wrong


def test_the_year_of_a_letter_holds_for_the_questions_that_say_none(told: list[tuple[str, Dated, Part | None]]) -> None:
    lacking = [(letter, one) for letter, one, part in told if part is None or not _right(part, one)]
    assert len(lacking) <= 0.05 * len(told), lacking


def test_of_two_years_both_are_told(assistant: Assistant) -> None:
    wrong, lacking, letters = [], [], _of_two_years()
    for letter, figures in letters:
        items = draft_reply(assistant, letter.encode()).items
        cells = [
            float(cell) for item in items for row in item.part.rows for cell in row if isinstance(cell, (int, float))
        ]
        found = [any(value in cells for value in accepted) for accepted in figures]
        if cells and not any(found):
            wrong.append((letter, [item.part.headline for item in items]))
        if not all(found):
            lacking.append((letter, [item.part.headline for item in items]))
    assert not wrong
    assert len(lacking) <= 0.1 * len(letters), lacking
