"""What a file beside a CSV file says of its columns: DfE's ``x.meta.csv``, and CSV on the Web's
``x.csv-metadata.json``.

A file beside is taken at its word where it says what a column is called, or that its figures are no counts.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.publish.guard import FILE_LIMIT, WorkbookError
from assistant.publish.lines import Lines

COUNTED = {"", "number", "count", "numbers", "people", "persons", "pupils", "learners", "students"}
WHOLE = {"integer", "nonNegativeInteger", "positiveInteger", "long", "int", "short", "unsignedInt", "unsignedLong"}


@dataclass(frozen=True)
class Told:
    """``labels``: heading -> what it is called; ``answers``: to the questions of the file, by their key."""

    labels: dict[str, str]
    answers: dict[str, str]
    notes: tuple[str, ...] = ()


NOTHING = Told({}, {})


def beside(path: Path, lines: Lines) -> Told:
    """What is told of the columns of ``lines``; nothing where no such file is there. Raises :class:`WorkbookError`."""
    for place, read in ((path.with_suffix(".meta.csv"), _of_dfe), (Path(f"{path}-metadata.json"), _of_csvw)):
        if path.suffix.casefold() != ".csv" or not place.is_file():
            continue
        if place.stat().st_size > FILE_LIMIT:
            raise WorkbookError(f"{place.name} is larger than {FILE_LIMIT // 2**20} MB.")
        try:
            return read(place, lines)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise WorkbookError(f"{place.name} cannot be read as a description of {path.name}'s columns.") from error
    return NOTHING


def _of_dfe(place: Path, lines: Lines) -> Told:
    """Rows of col_name, col_type (Filter, Indicator), label and indicator_unit."""
    labels: dict[str, str] = {}
    answers: dict[str, str] = {}
    with place.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            heading, kind, label = row["col_name"].strip(), row["col_type"].strip().casefold(), row["label"].strip()
            if heading not in lines.headings:
                raise WorkbookError(f"{place.name} describes {heading!r}, which is no column of {lines.name}.")
            if label:
                labels[heading] = label
            if kind == "indicator":
                unit = (row.get("indicator_unit") or "").strip().casefold()
                answers[f"counts:{heading}"] = "yes" if unit in COUNTED else "no"
    return Told(labels, answers, (f"Described by {place.name}.",))


def _of_csvw(place: Path, lines: Lines) -> Told:
    """The columns of a table schema: name, titles, datatype."""
    document: dict[str, Any] = json.loads(place.read_text(encoding="utf-8-sig"))
    tables = document.get("tables") or [document]
    labels: dict[str, str] = {}
    answers: dict[str, str] = {}
    for column in tables[0]["tableSchema"]["columns"]:
        titles = column.get("titles") or column.get("name")
        title = titles[0] if isinstance(titles, list) else titles
        heading = next((name for name in (title, column.get("name")) if name in lines.headings), "")
        if not heading:
            continue
        label = column.get("dc:title") or column.get("rdfs:label") or title
        if isinstance(label, str) and label != heading:
            labels[heading] = label
        kind = column.get("datatype")
        base = kind.get("base", "string") if isinstance(kind, dict) else kind
        if base in ("decimal", "number", "double", "float"):
            answers[f"counts:{heading}"] = "no"
        elif base in WHOLE and re.match(r"(?:number|count) of ", labels.get(heading, heading), re.IGNORECASE):
            answers[f"counts:{heading}"] = "yes"
    return Told(labels, answers, (f"Described by {place.name}.",))
