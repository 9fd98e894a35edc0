"""Chunks: what is cut from a clause, and those that say one thing put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.english.frame import merge
from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import lexicon

# Parts of a compound that say what it counts or tells apart, and limit nobody.
PLAIN_PARTS = ("measure", "topic", "by", "which", "without")
GLUED = frozenset(("G", "VB"))
PREPOSITIONS = ("IN", "FOR", "TO", "BY", "FROM")


@dataclass(frozen=True)
class Chunk:
    """A stretch of lexemes. ``what``: by category, a frame, the meaning of a word, or the texts of joining words."""

    categories: frozenset[str]
    what: dict[str, Any]
    lexemes: tuple[Lexeme, ...]

    def __hash__(self) -> int:
        return id(self)

    @property
    def text(self) -> str:
        return " ".join(x.text for x in self.lexemes)


@dataclass(frozen=True)
class Chunks:
    """``dropped`` are words that ask nothing; ``unknown`` those that nothing here knows or joins."""

    chunks: tuple[Chunk, ...]
    dropped: tuple[Lexeme, ...]
    unknown: tuple[Lexeme, ...]


def collapse(chunks: list[Chunk]) -> list[Chunk]:
    """Joining words in a run are one chunk, and so are frames side by side that can be said of one count."""
    out: list[Chunk] = []
    for i, chunk in enumerate(chunks):
        last = out[-1] if out else None
        if last is not None and last.categories <= GLUED and chunk.categories <= GLUED:
            joined = (*last.what["G"], *chunk.what["G"])
            what: dict[str, Any] = {"G": joined}
            if "VB" in last.what or "VB" in chunk.what:
                what["VB"] = chunk.text
            out[-1] = Chunk(frozenset(what), what, last.lexemes + chunk.lexemes)
            continue
        if last is not None and last.categories == {"COMMA"} and chunk.categories == {"COMMA"}:
            if chunk.what["COMMA"] != "comma":
                out[-1] = chunk
            continue
        pure = chunk.categories <= {"FR"} and last is not None and last.categories <= {"FR"}
        if pure and last is not None and not _lists_places(chunks, i):
            both = merge(last.what["FR"], chunk.what["FR"])
            if both is not None:
                out[-1] = Chunk(frozenset(("FR",)), {"FR": both}, last.lexemes + chunk.lexemes)
                continue
        out.append(chunk)
    return out


def _lists_places(chunks: list[Chunk], i: int) -> bool:
    """ "Referrals | in Scotland and Wales": what begins with a preposition is listed before it limits the count."""
    first, *rest = chunks[i].text.split()
    joined = any(chunk.categories & {"AND", "OR", "COMMA"} for chunk in chunks[i + 1 : i + 2])
    frames = [one.what["FR"] for one in (chunks[i], *chunks[i + 2 : i + 3]) if "FR" in one.what]
    alike = len({tuple(d for d, _ in one.where) for one in frames}) == 1 < len(frames)
    leads = any(word.category in PREPOSITIONS for word in lexicon().get((first,), ()))
    return joined and alike and bool(rest) and leads
