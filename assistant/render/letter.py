"""A drafted reply as blocks of text and tables, the same for plain text, HTML and a document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.answer.model import Cell, Part
from assistant.answer.numbers import listed
from assistant.answer.phrases import upper_first
from assistant.desk.draft import Answered, Draft
from assistant.desk.tables import SINGLE, Group, groups, how, what
from assistant.render.text import cell_text, grouped_sources

LONGEST = 20  # rows of a table in a letter; the attachment has the rest
LOCAL = "http://localhost:8501"


@dataclass(frozen=True)
class Block:
    """``kind``: "text", "heading", "table", "note", "source", "link" or "officer" (for the officer, not to be sent)."""

    kind: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    numeric: tuple[bool, ...] = ()


@dataclass
class _Ends:
    """What is gathered while the answers are told, for the lists at the end; keys in the order met."""

    notes: dict[str, int] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)


def blocks(draft: Draft) -> list[Block]:
    """The letter from the officer's notes to the sign-off."""
    told = groups(draft.items)
    ends = _Ends()
    body = [block for group in told for block in _group(group, told, ends, draft.contact)]
    out = [*_officer(draft, told, ends), Block("text", "Dear [name],"), *body]
    # What only the officer can answer is in the letter too, so that no question goes without a word.
    out += [Block("text", f"This could not be answered from the published figures: “{text}”") for text in draft.unread]
    refused = bool(draft.unread) or any(item.instead_of or item.part.status == "not_published" for item in draft.items)
    if refused and draft.contact:
        out.append(Block("text", f"For what is not published or not held here, please ask the statistics team at {draft.contact}."))
    if ends.notes:
        out.append(Block("heading", "Notes"))
        out += [Block("note", f"[note {number}] {text}") for text, number in ends.notes.items()]
    if ends.sources:
        out.append(Block("heading", "Sources"))
        several = len(ends.sources) > 1
        out += [Block("source", f"{_for(names) if several else ''}{text}") for text, names in ends.sources.items()]
    if ends.links:
        out.append(Block("heading", "Links to the answers"))
        several = len(ends.links) > 1
        out += [Block("link", f"{_for(names) if several else ''}{text}") for text, names in ends.links.items()]
    return [*out, Block("text", "[Your name]"), Block("text", "[Your team]")]


def _for(names: list[str]) -> str:
    """The questions that a source or link is for."""
    said = list(dict.fromkeys(name for name in names if name))
    return f"Question{'s' if len(said) > 1 else ''} {listed(said)}: " if said else ""


def _officer(draft: Draft, told: list[Group], ends: _Ends) -> Iterator[Block]:
    for text in draft.unread:
        yield Block("officer", f"Could not be read, please answer by hand: {text}")
    for text in draft.notes:
        yield Block("officer", text)
    for group in told:
        for item, label in zip(group.items, group.labels, strict=True):
            lead = f"Question {label}: " if label else ""
            unknown = item.part.words.not_understood
            if item.part.status == "clarify":
                yield Block("officer", f"{lead}Please decide: {item.part.headline} The readings are answered below.")
            elif unknown and item.part.status == "not_published":
                words = listed([f"“{word}”" for word in unknown])
                yield Block(
                    "officer", f"{lead}Please check, {words} {'was' if len(unknown) == 1 else 'were'} not understood."
                )
            if not item.checked:
                yield Block("officer", f"{lead}No longer checked against the tables: {item.text}")
    if ends.links and _base() == LOCAL:
        yield Block(
            "officer",
            f"The links lead to {LOCAL}. Set ASSISTANT_URL to the address at which readers reach the assistant.",
        )


def _group(group: Group, told: list[Group], ends: _Ends, contact: str) -> Iterator[Block]:
    if group.table is None:
        item, label = group.items[0], group.labels[0]
        yield from _single(item, label, told, ends, contact)
        return
    labels = [label for label in group.labels if label]
    parts = [item.part for item in group.items]
    lead = f"{_ranged(labels)}. " if labels else ""
    missing = f" {group.table.missing}" if group.table.missing else ""
    yield Block(
        "text", f"{lead}The figures are in this table.{missing}{_how(parts, group.labels)}{_marks(parts, labels, ends)}"
    )
    yield _table(group.table.columns, group.table.rows, group.table.headline)
    for part, label in zip(parts, group.labels, strict=True):
        _link(part, label, ends)


def _ranged(labels: list[str]) -> str:
    return listed(list(dict.fromkeys(labels)))


def _single(item: Answered, label: str, told: list[Group], ends: _Ends, contact: str) -> Iterator[Block]:
    part = item.part
    lead = f"{label}. " if label else ""
    if part.status == "clarify":
        yield Block("text", f"{lead}This can be read in more than one way.")
        for other in item.alternatives:
            yield from _told(
                other, label, f"Read as {what(other)[:1].lower()}{what(other)[1:]}: {other.headline}", ends
            )
        return
    sentence = item.sentence if item.text else _sentence(part, contact)
    if item.instead_of:
        sentence = f"{item.instead_of} Instead, as you suggested: {sentence}"
    yield from _told(part, label, f"{lead}{sentence}", ends)
    for other in item.alternatives:
        held = [
            name
            for group in told
            for one, name in zip(group.items, group.labels, strict=True)
            if one.part.link == other.link
        ]
        if held and held[0]:
            yield Block("text", f"What is published on this is in the answer to question {held[0]}.")
        else:
            yield from _told(other, label, f"What is published: {other.headline}", ends)


def _sentence(part: Part, contact: str) -> str:
    """The headline for a reader of the letter: whom to ask is said once, and nobody is told what "I" know."""
    if part.status == "not_published" and part.words.not_understood and part.headline.startswith("“"):
        return f"The published tables hold no figure for {listed([f'“{word}”' for word in part.words.not_understood])}."
    if contact and part.status == "not_published":
        return re.sub(rf"\s*[^.]*\b{re.escape(contact)}\.?", "", part.headline).strip()
    return part.headline


def _told(part: Part, label: str, sentence: str, ends: _Ends) -> Iterator[Block]:
    yield Block("text", f"{sentence}{_how([part], (label,))}{_marks([part], [label], ends)}")
    told = all(isinstance(row[-1], int) and f"{row[-1]:,}" in sentence for row in part.rows)
    if len(part.rows) > 1 and not told:
        yield _table(part.columns, part.rows, _title(part))
    _link(part, label, ends)


def _how(parts: list[Part], labels: tuple[str, ...]) -> str:
    """Which figures are calculated, and how."""
    made: dict[str, list[str]] = {}
    for part, label in zip(parts, labels, strict=True):
        if said := how(part):
            made.setdefault(said, []).append(label)
    if not made:
        return ""
    if len(parts) == 1 or (len(made) == 1 and len(next(iter(made.values()))) == len(parts)):
        return f" ({'These are' if len(parts) > 1 else 'This is'} calculated: {next(iter(made))}.)"
    named = [
        f"{listed(names)} {'are' if len(names) > 1 else 'is'} {said}" for said, names in made.items() if any(names)
    ]
    return f" (Calculated: {'; '.join(named)}.)" if named else " (Some of these are calculated from published figures.)"


def _title(part: Part) -> str:
    said = part.chart.subtitle if part.chart else part.reading.split(". ")[0].rstrip(".").replace(", compare", "")
    return upper_first(said)


def _base() -> str:
    return os.environ.get("ASSISTANT_URL", "").rstrip("/") or LOCAL


def _link(part: Part, label: str, ends: _Ends) -> None:
    if part.link and part.status in ("answered", "partial"):
        ends.links.setdefault(f"{_base()}/?{part.link}", []).append(label)


def _marks(parts: list[Part], labels: list[str], ends: _Ends) -> str:
    """Where the notes of an answer stand in the one list, numbered in the order met."""
    numbers = []
    for part in parts:
        for caveat in part.caveats:
            text = caveat.text
            if (
                caveat.kind == "revision" and part.query.get("s") in SINGLE
            ):  # several figures of one period are told apart by what they count
                text = f"{what(part)}: {text[:1].lower()}{text[1:]}"
            numbers.append(ends.notes.setdefault(text, len(ends.notes) + 1))
        for said, url in grouped_sources(part):
            ends.sources.setdefault(f"{said} {url}".strip(), []).extend(labels)
    return "".join(f" [note {number}]" for number in dict.fromkeys(numbers))


def _table(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], title: str) -> Block:
    shown = tuple(
        tuple(cell_text(cell, name) for name, cell in zip(columns, row, strict=True)) for row in rows[:LONGEST]
    )
    numeric = tuple(
        all(isinstance(row[i], (int, float)) or row[i] is None for row in rows) for i in range(len(columns))
    )
    more = f" The first {LONGEST} of {len(rows)} rows; all are in the attachment." if len(rows) > LONGEST else ""
    heads = tuple(upper_first(name) for name in columns)
    return Block("table", columns=heads, rows=shown, title=f"{title.rstrip('.')}.{more}", numeric=numeric)
