"""Parts as the letter shows them: under the question as written, private details left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.model import Part
from assistant.desk.ask import Ask
from assistant.desk.draft import Answered
from assistant.desk.private import hidden
from assistant.desk.settings import Settings
from assistant.words.tokens import clean

FIGURES = ("answered", "partial")
LONG = 100  # characters of a question about a person that are said again


def tidied(part: Part, question: str, settings: Settings) -> Part:
    """The part under its question as written, private details shown as left out."""

    def shown(text: str) -> str:
        return hidden(text, settings)

    words = replace(
        part.words, not_understood=tuple(map(shown, part.words.not_understood)),
        used=tuple(map(shown, part.words.used)), ignored=tuple(map(shown, part.words.ignored)),
    )  # fmt: skip
    return replace(
        part, question=shown(settings.patterns["opened"].sub("", question)), headline=shown(part.headline), reading=shown(part.reading),
        missing=shown(part.missing) if part.missing else None, words=words, choices=tuple(map(shown, part.choices)),
    )  # fmt: skip


def doubted(part: Part) -> bool:
    """Was the question not read as a whole, though much of it is held? The refusal then says what was read."""
    return part.status == "not_published" and part.headline.startswith("I read ")


def told(parts: Sequence[Part]) -> bool:
    return any(part.status in FIGURES for part in parts)


def individual(ask: Ask, settings: Settings) -> Part:
    """What is told of a question about one person."""
    text = ask.said if len(ask.said) < LONG else settings.letter.own_case
    return Part(hidden(text, settings), "not_published", settings.letter.individual, (), (), "catalogue")


def untold(parts: Sequence[Part], ask: Ask, out: Sequence[Answered]) -> Sequence[Part]:
    """The parts of an answer, of several without those whose figure a question of the same line was told before."""
    told = {one.part.headline for one in out if one.at == ask.at and one.part.status in FIGURES}
    new = [part for part in parts if part.headline not in told]
    return new if new and len(parts) > 1 and not ask.label else parts


def with_context(ask: Ask) -> str:
    """A short question does not say what it is about: the sentence before it does."""
    said = ask.shown
    before = re.split(r"(?<=[.?!]) ", ask.context)[-1]
    end = "" if before.endswith(("?", "!")) else "."
    return f"{before.rstrip('.')}{end} {said}" if before and len(said) < 40 else said


def key(text: str) -> str:
    return re.sub(r"\W+", " ", clean(text).casefold()).strip()
