"""What a file beside a CSV file says of its columns: DfE's ``x.meta.csv``, and CSV on the Web's
``x.csv-metadata.json``.

A file beside is taken at its word where it says what a column is called, or that its figures are no counts.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.publish.guard import FILE_LIMIT, WorkbookError
from assistant.publish.lines import Lines
from assistant.publish.roles import NUMBER_OF

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
    described = (
        (path.with_suffix(".meta.csv"), _of_dfe),
        (Path(f"{path}-metadata.json"), _of_csvw),
        (path.with_name("csv-metadata.json"), _of_csvw),  # of a folder
    )
    for place, read in described:
        if path.suffix.casefold() != ".csv" or not place.is_file():
            continue
        if place.stat().st_size > FILE_LIMIT:
            raise WorkbookError(f"{place.name} is larger than {FILE_LIMIT // 2**20} MB.")
        try:
            found = read(place, lines)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise WorkbookError(f"{place.name} cannot be read as a description of {path.name}'s columns.") from error
        if found != NOTHING:
            return found
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
    """The columns of this file's table schema: name, titles, datatype. Nothing of a group without this file."""
    document: dict[str, Any] = json.loads(place.read_text(encoding="utf-8-sig"))
    file = lines.name.partition(", sheet ")[0]
    tables = document.get("tables") or [document]
    table = next((one for one in tables if str(one.get("url", "")).rpartition("/")[2] == file), None)
    if table is None and not place.name.startswith(file):
        return NOTHING
    labels: dict[str, str] = {}
    answers: dict[str, str] = {}
    for column in (table or tables[0])["tableSchema"]["columns"]:
        titles = _texts(column.get("titles")) or _texts(column.get("name"))
        heading = next((name for name in (*titles, column.get("name")) if name in lines.headings), "")
        if not heading:
            continue
        label = next(iter([*_texts(column.get("dc:title")), *_texts(column.get("rdfs:label")), *titles]), "")
        if label and label != heading:
            labels[heading] = label
        kind = column.get("datatype")
        base = kind.get("base", "string") if isinstance(kind, dict) else kind
        if base in ("decimal", "number", "double", "float"):
            answers[f"counts:{heading}"] = "no"
        elif base in WHOLE and NUMBER_OF.match(labels.get(heading, heading)):
            answers[f"counts:{heading}"] = "yes"
    return Told(labels, answers, (f"Described by {place.name}.",))


def _texts(value: Any) -> list[str]:
    """A text, a list of them, one by language, or one with its language: CSV on the Web has all four."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        return _texts(value.get("@value") or value.get("en") or next(iter(value.values()), None))
    return []
