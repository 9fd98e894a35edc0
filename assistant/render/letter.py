"""A drafted reply as blocks of text and tables, the same for plain text, HTML and a document; what is for the
officer apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.answer.model import Part
from assistant.answer.numbers import listed
from assistant.desk.draft import Answered, Draft, Unread
from assistant.desk.sense import OVERVIEW
from assistant.desk.tables import Group, crossed, groups, historic, totalled, what
from assistant.render.letter_notes import held_back, mark, note_texts, notes_of
from assistant.render.letter_sentences import BRIEF, WHOLE, brief, calculated, once, sentence_of, uncontacted
from assistant.render.letter_sources import address, source_lines
from assistant.render.letter_tables import Block, says_all, table_of, title_of

LONG = 100  # characters of an answer that is not said twice
CHANGES = 3  # dated changes that a letter names; the page of the answer has the rest
RULE = re.compile(r"^-{2,}(?: +-{2,})+ *$", re.MULTILINE)


@dataclass
class _Ends:
    """What is gathered while the answers are told, for the lists at the end; keys in the order met."""

    held_back: frozenset[str] = frozenset()
    asked: str = ""
    said: set[str] = field(default_factory=set)  # what need not be said in full again
    told: dict[str, str] = field(default_factory=dict)  # labels by what was answered
    notes: dict[str, int] = field(default_factory=dict)
    sources: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)


def blocks(draft: Draft) -> list[Block]:
    """The letter from the greeting to the sign-off. Nothing in it is for the officer."""
    letter = draft.letter
    told = groups(draft.items)
    ends = _Ends(frozenset(held_back(draft)))
    out = [Block("text", letter.greeting), Block("text", letter.thanks), *_body(told, ends, draft)]
    refused = [item for item in draft.items if _refused(item)]
    if draft.unread or refused or any(item.instead_of for item in draft.items):
        out += [Block("text", text) for text in (letter.next_step, letter.review) if text]
    if ends.notes:
        out.append(Block("heading", "Notes"))
        out += [Block("note", f"[{number}] {text}") for text, number in ends.notes.items()]
    if ends.sources:
        out.append(Block("heading", "Sources" if len(ends.sources) > 1 else "Source"))
        out += [Block("source", text) for text in source_lines(ends.sources, draft.imprint.pages)]
        out.append(Block("text", draft.imprint.attribution))
    return [*out, Block("text", letter.follow_up), Block("text", "\n".join(_signed(draft)))]


def _body(told: list[Group], ends: _Ends, draft: Draft) -> Iterator[Block]:
    """The questions in the order in which they were asked, those that could not be read among them."""
    waiting = [*draft.unread]
    before = 0
    for group in told:
        while waiting and waiting[0].after <= before:
            yield from _unread(waiting.pop(0), draft)
        yield from _group(group, ends, draft)
        before += len(group.items)
    for one in waiting:
        yield from _unread(one, draft)


def _unread(one: Unread, draft: Draft) -> Iterator[Block]:
    yield Block("question", brief(one.text, WHOLE))
    yield Block("text", draft.letter.unread)


def _refused(item: Answered) -> bool:
    """Is no figure told for it?"""
    return (
        item.part.status == "not_published" and item.part.kind == "figure" and not (item.doubted and item.alternatives)
    )


def edited(text: str) -> list[Block]:
    """A letter that an officer wrote over, in paragraphs; tables of plain text keep their columns."""
    pieces = [piece.strip("\n") for piece in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))]
    return [Block("pre" if RULE.search(piece) else "text", piece) for piece in pieces if piece.strip()]


def _signed(draft: Draft) -> list[str]:
    letter = draft.letter
    return ["Yours sincerely,", letter.signatory, letter.team, *letter.address, letter.reference]


def officer(draft: Draft) -> list[str]:
    """What the officer must look at before the letter is sent; no part of the letter."""
    out = [f"Could not be read, please answer by hand: {one.text}" for one in draft.unread]
    out += draft.notes
    for group in groups(draft.items):
        for item, label in zip(group.items, group.labels, strict=True):
            out += [f"Question {label}: {text}" if label else text for text in to_check(item)]
    return [*out, *(f"Not in the letter, for its length: {text}" for text in held_back(draft))]


def to_check(item: Answered) -> Iterator[str]:
    """What is to be looked at in one answer."""
    part = item.part
    if part.status == "clarify":
        yield f"Please decide: {part.headline} The readings are answered in the letter."
    if part.words.not_understood and part.status != "answered" and not item.doubted:
        words = listed([f"“{word}”" for word in dict.fromkeys(part.words.not_understood)])
        yield f"Please check, {words} {'was' if len(part.words.not_understood) == 1 else 'were'} not understood."
    if item.doubted:
        near = "The nearest figures stand in the letter: compare them with the question" if item.alternatives else ""
        nearest = f"{near or 'The letter has no figure for it'}, or answer it by hand"
        yield f"Not read as a whole. {item.doubted} {nearest}."
    if item.instead_of:
        yield "Answered with what the sender would take instead."
    if part.words.corrected:
        pairs = listed([f"“{typed}” as “{read}”" for typed, read in part.words.corrected])
        yield f"Spelling read: {pairs}."
    if any(source.quoted_by != "publisher" for source in part.sources):
        yield "A figure is known only from a report of its release: compare it with the release."
    if not item.checked:
        yield f"No longer checked against the tables: {item.text}"


def _group(group: Group, ends: _Ends, draft: Draft) -> Iterator[Block]:
    if group.table is None:
        yield from _single(group.items[0], group.labels[0], ends, draft)
        return
    labels = list(dict.fromkeys(label for label in group.labels if label))
    parts = [item.part for item in group.items]
    if not labels:
        for question in dict.fromkeys(brief(part.question) for part in parts):
            yield Block("question", question)
    lead = f"{listed(labels)}. " if labels else ""
    missing = f" {_missing(parts)}" if group.table.missing else ""
    marks = _marks(parts, ends, draft)
    yield Block(
        "text",
        f"{lead}The figures are in this table.{missing}{calculated(parts, group.labels, ends.said, draft)}{marks}",
    )
    yield table_of(group.table.columns, group.table.rows, group.table.headline)


def _missing(parts: list[Part]) -> str:
    """What is not held of several answers, in one sentence where they lack the same periods."""
    said = list(dict.fromkeys(part.missing for part in parts if part.missing))
    bare = {re.sub(r" \([^()]*\)", "", text) for text in said}
    return bare.pop() if len(said) > 1 and len(bare) == 1 else " ".join(said)


def _single(item: Answered, label: str, ends: _Ends, draft: Draft) -> Iterator[Block]:
    part = item.part
    lead = f"{label}. " if label else ""
    asked = brief(part.question, WHOLE if _refused(item) else BRIEF)
    if asked == ends.asked or not _needs_saying(item, draft):
        lead = lead if asked != ends.asked else ""  # two answers to one question stand under it together
    else:
        yield Block("question", f"{lead}{asked}")
        lead = ""
    ends.asked = asked
    if part.status == "clarify":
        yield Block("text", "This can be read in more than one way.")
        for other in item.alternatives:
            read_as = what(other)
            yield from _told(other, f"Read as {read_as[:1].lower()}{read_as[1:]}: {other.headline}", ends, draft)
        return
    sentence = item.sentence if item.text else sentence_of(part, draft)
    if item.instead_of:
        sentence = f"{uncontacted(item.instead_of, draft)} Instead, as you suggested: {sentence}"
    again = "" if item.text else _again(sentence, label, ends, draft)
    if again and not _refused(item):
        yield Block("text", f"{lead}{again}")
        return
    if item.total is not None and not (item.text or again):
        sentence = f"{sentence} {draft.letter.in_all.format(total=item.total)}"
    yield from _told(part, again or sentence, ends, draft, lead, typed=bool(item.text))
    near = draft.letter.nearest if item.doubted else "What is published:"
    for other in item.alternatives:
        if other.headline not in ends.said:
            ends.said.add(other.headline)
            yield from _told(other, f"{near} {other.headline}", ends, draft)


def _needs_saying(item: Answered, draft: Draft) -> bool:
    """Must a question be said again over its answer? A figure says what it counts: its reader looks up their own
    number, and of one question alone there is nothing to look up."""
    part = item.part
    plain = part.status == "answered" and part.kind == "figure" and not (item.quoted or item.text or item.instead_of)
    alone = len(draft.items) == 1 and not draft.unread
    return not (plain and (item.label or alone))


def _again(sentence: str, label: str, ends: _Ends, draft: Draft) -> str:
    """Of a long answer, or a reason, that was told before: that it is the same; else empty."""
    known = ends.told.get(sentence)
    if known is None or len(sentence) < LONG:
        ends.told[sentence] = label
        return ""
    return draft.letter.same_answer.format(of=known) if known else draft.letter.as_above


def _told(part: Part, sentence: str, ends: _Ends, draft: Draft, lead: str = "", typed: bool = False) -> Iterator[Block]:
    """``typed``: the sentence is the officer's own, and stays as it is; ``lead`` is its question's number."""
    if part.columns == OVERVIEW and sentence == part.headline:
        yield from _overview(part, lead, ends, draft)
        return
    sentence = lead + (sentence if typed else once(sentence, ends.said, draft))
    if historic(part):
        yield Block("text", f"{sentence}{_marks([part], ends, draft)}")  # both dates are in the sentence
        return
    if part.kind == "change":
        yield from _changed(part, sentence, ends, draft)
        return
    summed = totalled(part) if part.status == "answered" and part.kind == "figure" else None
    if summed is not None:
        total, columns, rows = summed
        how = calculated([part], ("",), ends.said, draft)
        yield Block(
            "text",
            f"{lead}{what(part)}: the figures of this table add up to {total:,}.{how}{_marks([part], ends, draft)}",
        )
        yield table_of(columns, rows, title_of(part))
        return
    yield Block("text", f"{sentence}{calculated([part], ('',), ends.said, draft)}{_marks([part], ends, draft)}")
    if part.kind != "figure":
        return
    if len(part.rows) > 1 and not says_all(part, sentence):
        columns, rows = crossed(part)
        yield table_of(columns, rows, title_of(part))


def _changed(part: Part, sentence: str, ends: _Ends, draft: Draft) -> Iterator[Block]:
    """What changed in a sentence and a line a change: its day and its title."""
    if len(part.rows) == 1 or not all(isinstance(row[1], str) for row in part.rows if len(row) > 1):
        yield Block("text", f"{sentence}{_marks([part], ends, draft)}")
        return
    texts = [str(row[2]) for row in part.rows if len(row) > 2]
    first = next((at for at in (sentence.find(text) for text in texts) if at > 0), len(sentence))
    lead = sentence[:first].rsplit(". ", 1)[0].rstrip(". ") + "." if first < len(sentence) else sentence
    _marks([replace(part, caveats=())], ends, draft)  # its sources; the changes are told here
    yield Block("text", lead)
    for row in part.rows[:CHANGES]:
        if len(row) > 1:
            yield Block("note", f"{row[0]}: {row[1]}.")


def _overview(part: Part, lead: str, ends: _Ends, draft: Draft) -> Iterator[Block]:
    """The sentences of an overview a line each, the newest release last."""
    lines = re.split(r"(?<=[.]) (?=[A-Z\d])", once(uncontacted(part.headline, draft), ends.said, draft))
    for n, line in enumerate(lines, 1):
        marks = _marks([part], ends, draft) if n == len(lines) else ""
        yield Block("note", f"{lead if n == 1 else ''}{line}{marks}")


def _marks(parts: list[Part], ends: _Ends, draft: Draft) -> str:
    """Where the notes of an answer stand in the one list, numbered in the order met; their first sentences suffice."""
    numbers = []
    for part in parts:
        said = [text for caveat in notes_of(part, draft) for text in note_texts(caveat, part, draft)]
        told = [text for text in said if text not in ends.held_back]
        numbers += [ends.notes.setdefault(text, len(ends.notes) + 1) for text in told]
        for source in part.sources:
            key = (source.release_title or source.release, source.published, address(source, draft))
            ends.sources.setdefault(key, set()).add(source.table if source.table.startswith("Table ") else "")
    return mark(sorted(dict.fromkeys(numbers)))
