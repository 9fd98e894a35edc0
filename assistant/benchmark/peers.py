"""The same questions put to another program: who is right, over figures that neither was made for.

A folder holds ``questions.py`` (Q, a list of (kind, question, figure or None), and judge) and the CSV files that it
asks
about. The catalog is what ``new-publication`` makes of a file, with the edits of tests/peers.toml, and no line of
Python.
The other program is jawntmap, which links words to values and has no grammar: a SUM template stands round it.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tomli

from assistant.benchmark.measure import Row, percentile, timed
from assistant.errors import AssistantError
from assistant.publish.scaffold import scaffold
from assistant.service import Assistant

LINKER = "jawntmap"
WORDS = 2  # that a value may have in a question
QUARTER = re.compile(r"\b\d{4} Q[1-4]\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SPAN = re.compile(r"(\w+) to \w+ (\d{4})$")
FIRST = {"January": 1, "April": 2, "July": 3, "October": 4}  # quarter that a month begins

Answered = Callable[[str], Any]  # a figure, {label: figure} or None


def peers(folder: Path, home: Path) -> Iterator[Row]:
    """A row for every CSV file of the folder. Raises :class:`AssistantError`."""
    asked = _questions(folder)
    for path in sorted(folder.glob("*.csv")):
        with tempfile.TemporaryDirectory(prefix="peer-") as name:
            ours, own = _judged(_ours(path, Path(name) / "home", home / "tests" / "peers.toml"), asked)
        other, beside = 0.0, f"{LINKER} is not installed"
        if importlib.util.find_spec(LINKER):
            other, tally = _judged(_linker(path), asked)
            beside = f"{LINKER} with a SUM template, {tally}"
        met = own.startswith(f"right {len(asked.Q)},")
        yield Row(
            f"{len(asked.Q)} questions of {path.name}, p50", ours, "ms", other, beside, "all right", met, note=own
        )


def _questions(folder: Path) -> Any:
    path = folder / "questions.py"
    place = importlib.util.spec_from_file_location("peer_questions", path) if path.is_file() else None
    if place is None or place.loader is None:
        raise AssistantError(f"{folder} has no questions.py with the questions and their figures.")
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def _judged(answered: Answered, asked: Any) -> tuple[float, str]:
    """(p50 in milliseconds, how many were right, wrong and declined); a rightly refused question is right."""
    answered(asked.Q[0][1])  # not counted
    taken = []
    verdicts: Counter[str] = Counter()
    for _, question, expected in asked.Q:
        milliseconds, given = timed(lambda question=question: answered(question))  # type: ignore[misc]
        taken.append(milliseconds)
        verdicts[asked.judge(expected, given)] += 1
    return percentile(taken, 50), f"right {verdicts['right']}, wrong {verdicts['wrong']}, declined {verdicts['none']}"


def _ours(path: Path, home: Path, edits: Path) -> Answered:
    scaffold(path, home, name="peer")
    changed = tomli.loads(edits.read_text(encoding="utf-8"))["edit"] if edits.is_file() else []
    for edit in changed:
        file = home / "catalog" / edit["file"]
        text = file.read_text(encoding="utf-8")
        if edit["old"] not in text:
            raise AssistantError(f"{edits}: {edit['file']} does not hold {edit['old']!r}.")
        file.write_text(text.replace(edit["old"], edit["new"], 1), encoding="utf-8")
    assistant = Assistant(home)

    def answered(question: str) -> Any:
        part = assistant.ask(question).parts[0]
        if part.status not in ("answered", "partial") or part.value is not None:
            return part.value
        return {_label(str(row[0])): row[-1] for row in part.rows}

    return answered


def _label(text: str) -> str:
    """A quarter as the files name it: "January to March 2024" is "2024 Q1"."""
    quarter = SPAN.match(text)
    return f"{quarter[2]} Q{FIRST[quarter[1]]}" if quarter and quarter[1] in FIRST else text


def _linker(path: Path) -> Answered:
    """Every linked value a condition, a quarter or year that is named one more, and "by" a column its groups."""
    catalog = importlib.import_module(LINKER).DatasetCatalog.from_csv(os.fspath(path))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    period, *breakdowns, value = rows[0]

    def answered(question: str) -> Any:
        words = re.findall(r"\w+", question)
        chosen: dict[str, str] = {}
        for size in range(WORDS, 0, -1):
            for start in range(len(words) - size + 1):
                for found in catalog.resolve(" ".join(words[start : start + size]), top_n=1):
                    chosen.setdefault(found["field"], found["value"])
        when = QUARTER.findall(question) or YEAR.findall(question)
        kept = [
            row for row in rows
            if all(row[name] == member for name, member in chosen.items())
            and (not when or any(row[period].startswith(text) for text in when))
        ]  # fmt: skip
        over = period if "over time" in question else next((b for b in breakdowns if f"by {b}" in question), "")
        if over:
            groups: Counter[str] = Counter()
            for row in kept:
                groups[row[over]] += int(row[value])
            return dict(groups)
        return sum(int(row[value]) for row in kept) if kept else None

    return answered
