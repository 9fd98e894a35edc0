"""A drafted reply as blocks of text and tables, the same for plain text, HTML and a document."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answer.model import Cell, Part
from assistant.answer.numbers import listed
from assistant.answer.phrases import upper_first
from assistant.desk.reply import Answered, Draft
from assistant.query import Query
from assistant.render.text import cell_text, grouped_sources

LONGEST = 60  # rows of a table in a letter; the attachment has the rest


@dataclass(frozen=True)
class Block:
    """``kind``: "text", "heading", "table", "note", "source" or "officer" (for the officer, not to be sent)."""

    kind: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    numeric: tuple[bool, ...] = ()


def blocks(draft: Draft) -> list[Block]:
    """The letter from the officer's notes to the sign-off."""
    notes: dict[str, int] = {}
    sources: dict[str, None] = {}
    out = list(_officer(draft))
    out.append(Block("text", "Dear [name],"))
    for items in _series(draft.items):
        out += _answer(items, notes, sources)
    if notes:
        out.append(Block("heading", "Notes"))
        out += [Block("note", f"[note {number}] {text}") for text, number in notes.items()]
    if sources:
        out.append(Block("heading", "Sources"))
        out += [Block("source", text) for text in sources]
    out.append(Block("text", "[Your name]"))
    out.append(Block("text", "[Your team]"))
    return out


def _officer(draft: Draft) -> Iterator[Block]:
    for text in draft.unread:
        yield Block("officer", f"Could not be read, please answer by hand: {text}")
    for text in draft.notes:
        yield Block("officer", text)
    for item in draft.items:
        if item.part.status == "clarify":
            yield Block("officer", f"Please decide: {item.part.headline} Both readings are answered below.")
        if not item.checked:
            yield Block("officer", f"No longer checked against the tables: {item.text}")


def _series(items: Sequence[Answered]) -> list[list[Answered]]:
    """Neighbours that ask for one series at several times are told together."""

    def key(item: Answered) -> tuple[object, ...]:
        part = item.part
        single = part.status == "answered" and part.value is not None and len(part.rows) == 1 and not item.text
        if not single or part.query.get("s") != "figure":
            return (id(item),)
        return tuple(sorted((k, v) for k, v in part.query.items() if k not in ("p", "r", "release")))

    return [list(group) for _, group in groupby(items, key)]


def _answer(items: list[Answered], notes: dict[str, int], sources: dict[str, None]) -> Iterator[Block]:
    labels = [item.label for item in items if item.label]
    lead = f"{listed(labels)}. " if labels else ""
    if len(items) > 2:
        parts = [item.part for item in items]
        rows = tuple(row for part in parts for row in part.rows)
        marks = _marks(parts, notes, sources)
        yield Block("text", f"{lead}The figures are in the table.{marks}")
        yield _table(parts[0].columns, rows, _title(parts[0]))
        yield Block("text", " ".join(_link(part) for part in parts[:1]))
        return
    for item in items:
        yield from _single(item, f"{item.label}. " if item.label else "", notes, sources)


def _single(item: Answered, lead: str, notes: dict[str, int], sources: dict[str, None]) -> Iterator[Block]:
    part = item.part
    if part.status == "clarify":
        yield Block("text", f"{lead}This can be read in more than one way.")
        for other in item.alternatives:
            yield from _told(other, f"Read as {other.reading.split(',')[0]}: {other.headline}", notes, sources)
        return
    sentence = item.sentence
    if item.instead_of:
        sentence = f"{item.instead_of} Instead: {sentence}"
    yield from _told(part, f"{lead}{sentence}", notes, sources)
    for other in item.alternatives:
        yield from _told(other, f"What is published: {other.headline}", notes, sources)


def _told(part: Part, sentence: str, notes: dict[str, int], sources: dict[str, None]) -> Iterator[Block]:
    how = " This is calculated from published figures." if part.origin == "calculated" else ""
    yield Block("text", f"{sentence}{how}{_marks([part], notes, sources)}")
    told = all(isinstance(row[-1], int) and f"{row[-1]:,}" in sentence for row in part.rows)
    if len(part.rows) > 1 and not told:
        yield _table(part.columns, part.rows, _title(part))
    if part.link and part.status in ("answered", "partial"):
        yield Block("text", _link(part))


def _title(part: Part) -> str:
    said = part.chart.subtitle if part.chart else part.reading.split(". ")[0].rstrip(".").replace(", compare", "")
    return upper_first(said)


def _link(part: Part) -> str:
    base = os.environ.get("ASSISTANT_URL", "http://localhost:8501").rstrip("/")
    return f"This answer: {base}/?{Query.from_url(part.link).to_url()}" if part.link else ""


def _marks(parts: list[Part], notes: dict[str, int], sources: dict[str, None]) -> str:
    """Where the notes of an answer stand in the one list, numbered in the order met."""
    numbers = []
    for part in parts:
        for caveat in part.caveats:
            numbers.append(notes.setdefault(caveat.text, len(notes) + 1))
        for said, url in grouped_sources(part):
            sources[f"{said} {url}".strip()] = None
    return "".join(f" [note {number}]" for number in dict.fromkeys(numbers))


def _table(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], title: str) -> Block:
    shown = tuple(
        tuple(cell_text(cell, name) for name, cell in zip(columns, row, strict=True)) for row in rows[:LONGEST]
    )
    numeric = tuple(
        all(isinstance(row[i], (int, float)) or row[i] is None for row in rows) for i in range(len(columns))
    )
    more = f" The first {LONGEST} of {len(rows)} rows; all are in the attachment." if len(rows) > LONGEST else ""
    heads = tuple(f"{name[:1].upper()}{name[1:]}" for name in columns)
    return Block("table", columns=heads, rows=shown, title=f"{title}.{more}", numeric=numeric)
