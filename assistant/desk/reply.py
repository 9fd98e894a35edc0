"""A reply to an email: every question answered through the one path, in the order asked, for an officer to read and send."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer.model import Part
from assistant.desk.message import read_message
from assistant.desk.split import MAX_QUESTIONS, Item, Letter, read_letter
from assistant.errors import AssistantError
from assistant.query import TIME, Query, Shape
from assistant.question.words import MAX_CHARACTERS, clean
from assistant.service import Assistant

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
WHOLE = re.compile(r"\b(?:total|overall|whole|annual|altogether)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Answered:
    """One part of the reply. ``text`` replaces the sentence where the officer wrote another; ``alternatives`` answer
    the choices of a part that cannot be answered as asked. ``instead_of`` is what a fallback stands for."""

    part: Part
    label: str = ""
    text: str = ""
    alternatives: tuple[Part, ...] = ()
    instead_of: str = ""

    @property
    def sentence(self) -> str:
        return self.text or self.part.headline

    @property
    def checked(self) -> bool:
        """Does every figure of the sentence stand in the answer that it is tied to?"""
        if not self.text:
            return True
        known = set(FIGURE.findall(" ".join([self.part.headline, self.part.reading])))
        known |= {f"{cell:,}" for row in self.part.rows for cell in row if isinstance(cell, int)}
        known |= {str(cell) for row in self.part.rows for cell in row}
        return all(figure.rstrip(",.") in known for figure in FIGURE.findall(self.text))


@dataclass(frozen=True)
class Draft:
    """A reply before it is sent. ``unread`` is what could not be read, for the officer, before anything else."""

    subject: str
    items: tuple[Answered, ...]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def dropped(self, index: int) -> Draft:
        return replace(self, items=self.items[:index] + self.items[index + 1 :])

    def moved(self, index: int, to: int) -> Draft:
        rest = [*self.items]
        rest.insert(max(0, min(to, len(rest) - 1)), rest.pop(index))
        return replace(self, items=tuple(rest))

    def written(self, index: int, text: str) -> Draft:
        """The officer's own sentence; empty puts the computed one back."""
        item = self.items[index]
        own = "" if text.strip() == item.part.headline.strip() else text.strip()
        return self._with(index, replace(item, text=own))

    def reread(self, index: int, query: Query, assistant: Assistant) -> Draft:
        """Another reading of one part: its sentence, table, caveats and sources are drawn again."""
        item = self.items[index]
        part = replace(assistant.answer(query), question=item.part.question)
        return self._with(index, Answered(part, item.label))

    def _with(self, index: int, item: Answered) -> Draft:
        return replace(self, items=(*self.items[:index], item, *self.items[index + 1 :]))


def draft_reply(assistant: Assistant, raw: bytes) -> Draft:
    """Raises :class:`AssistantError` where the email cannot be read or asks nothing."""
    message = read_message(raw)
    letter = read_letter(message.text)
    notes = list(message.notes)
    if len(letter.items) > MAX_QUESTIONS:
        notes.append(f"Only the first {MAX_QUESTIONS} questions were read.")
        letter = replace(letter, items=letter.items[:MAX_QUESTIONS])
    if not letter.lead.strip() and not letter.items:
        raise AssistantError("No question was found in the email.")
    items, unread = _answered(assistant, letter)
    return Draft(_subject(message.subject), tuple(items), tuple(unread), tuple(notes))


def _subject(subject: str) -> str:
    plain = clean(subject)[:150]
    return (
        f"Re: {re.sub(r'^(?:(?:re|fwd?|fw) ?: ?)+', '', plain, flags=re.IGNORECASE)}" if plain else "Re: your question"
    )


def _answered(assistant: Assistant, letter: Letter) -> tuple[list[Answered], list[str]]:
    """All questions in one reading, so that a period or group said once holds for all; references afterwards."""
    plain = [item for item in letter.items if not item.like]
    whole = not plain or not letter.lead or letter.lead.rstrip().endswith((":", ".", "?", "!"))
    lead = letter.lead if whole else f"{letter.lead}:"
    text = "\n".join([lead, *(f"{i}. {item.text}" for i, item in enumerate(plain, 1))]).strip()
    parts = assistant.ask(text[: MAX_CHARACTERS * 5]).parts if text else ()
    placed = _placed(parts, plain)
    out: list[Answered] = []
    unread: list[str] = []
    leads = [part for label, part in placed if label is None]
    for part in leads:
        _add(assistant, Answered(part), letter.fallback, out, unread)
    for item in letter.items:
        mine = _referred(assistant, item, out) if item.like else [part for owner, part in placed if owner is item]
        heads = item.text.endswith(":") and any(
            other.label.startswith(item.label) for other in letter.items if other is not item
        )
        if not mine and not heads:
            unread.append(item.text)
        for part in mine:
            _add(assistant, Answered(part, item.label), item.fallback or letter.fallback, out, unread)
    return out, unread


def _placed(parts: tuple[Part, ...], items: list[Item]) -> list[tuple[Item | None, Part]]:
    """Each part with the item that holds its words; the lead's own questions come first, with None."""
    placed: list[tuple[Item | None, Part]] = []
    at = 0
    for part in parts:
        piece = _key(part.question)
        owner = next((i for i in range(at, len(items)) if piece and piece in _key(items[i].text)), None)
        if owner is None and placed and placed[-1][0] is not None:
            placed.append((placed[-1][0], part))
            continue
        at = owner if owner is not None else at
        placed.append((items[owner] if owner is not None else None, part))
    return placed


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", clean(text).casefold()).strip()


def _referred(assistant: Assistant, item: Item, so_far: list[Answered]) -> list[Part]:
    """ "As in question 1, but for men": an edit of that question's query."""
    like = next((a for a in so_far if a.label == item.like and a.part.query), None)
    if like is None:
        return list(assistant.ask(item.text).parts) if item.text else []
    before = assistant.link(like.part)
    edit = item.text or like.part.question
    return list(assistant.ask(f"and {edit}", before=before).parts)


def _add(assistant: Assistant, item: Answered, fallback: str, out: list[Answered], unread: list[str]) -> None:
    part = item.part
    if part.status == "out_of_scope":
        unread.append(part.question)
        return
    if part.status in ("clarify", "not_published"):
        if fallback and (instead := _fallback(assistant, part, fallback)) is not None:
            out.append(Answered(instead, item.label, instead_of=part.missing or part.headline))
            return
        most = 3 if part.status == "clarify" else 1
        found = [answer for choice in part.choices[:most] for answer in assistant.ask(choice).parts[:1]]
        item = replace(item, alternatives=tuple(a for a in found if a.status in ("answered", "partial")))
    out.append(item)


def _fallback(assistant: Assistant, part: Part, fallback: str) -> Part | None:
    """What the sender would take instead: "the total", or a question of its own."""
    if not (part.query and WHOLE.search(fallback)):
        return next((p for p in assistant.ask(fallback).parts if p.status in ("answered", "partial")), None)
    query = assistant.link(part)
    kept = tuple(name for name in query.by if name in TIME)
    shape: Shape = "series" if kept else "compare" if len(query.periods) > 1 else "figure"
    bare = replace(query, by=kept, base=(), percent=False, limit=None, shape=shape)
    tries = [assistant.answer(one) for one in (bare, replace(bare, where=()))]
    return next((p for p in tries if p.status in ("answered", "partial")), None)
