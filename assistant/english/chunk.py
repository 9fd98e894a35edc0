"""Chunks: what is cut from a clause, and those that say one thing put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.english.frame import merge
from assistant.english.lexeme import Lexeme

GLUED = frozenset(("G", "VB"))


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
    for chunk in chunks:
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
        if pure and last is not None:
            both = merge(last.what["FR"], chunk.what["FR"])
            if both is not None:
                out[-1] = Chunk(frozenset(("FR",)), {"FR": both}, last.lexemes + chunk.lexemes)
                continue
        out.append(chunk)
    return out
