"""read(): a clause of English to the trees that it may mean, each content word once and none left over."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.node import Node
from assistant.catalog.lookup import Lookup
from assistant.english.assemble import FEW, assemble, covers
from assistant.english.build import builders
from assistant.english.chart import Chart, rules
from assistant.english.chunks import Chunker
from assistant.english.lexer import Lexeme, Lexer
from assistant.english.times import read_times
from assistant.english.trees import Builder, Undecided, Unfit
from assistant.question.vocabulary import Vocabulary

LONGEST = 24  # chunks of one clause
NEAR = 0.35  # weight by which a second reading may be lighter and still be meant


@dataclass(frozen=True)
class Reading:
    """``trees``: one where the clause has one meaning, several where it may mean either; none where nothing joins it.

    ``unknown`` are the words that stand in the way; ``undecided`` the counts of which any could be meant.
    """

    text: str
    trees: tuple[Node, ...] = ()
    lexemes: tuple[Lexeme, ...] = ()
    dropped: tuple[Lexeme, ...] = ()
    unknown: tuple[Lexeme, ...] = ()
    undecided: tuple[str, ...] = ()


class Reader:
    """Reads clauses against one catalog; keeps nothing between them."""

    def __init__(self, lookup: Lookup, vocabulary: Vocabulary) -> None:
        self.lexer = Lexer(vocabulary)
        self.chunker = Chunker(vocabulary)
        self.builder = Builder(lookup)
        self.table = rules("frames")
        self.build = builders()

    def read(self, text: str) -> Reading:
        """Every reading of one clause."""
        lexemes = tuple(read_times(self.lexer.read(text)))
        cut = self.chunker.read(list(lexemes))
        if cut.unknown or not cut.chunks or len(cut.chunks) > LONGEST:
            return Reading(text, (), lexemes, cut.dropped, cut.unknown)
        chart = Chart(cut.chunks, self.table, self.build)
        found: dict[Node, float] = {}
        undecided: tuple[str, ...] = ()
        tried = 0
        for cover in covers(chart):
            if found and cover.weight < max(found.values()) - NEAR:
                break
            ask = assemble(cover)
            if ask is None:
                continue
            tried += 1
            try:
                tree = self.builder.tree(ask)
            except Undecided as problem:
                undecided = undecided or problem.measures
                continue
            except Unfit:
                continue
            found.setdefault(tree, cover.weight)
            if tried >= FEW * 4:
                break
        return Reading(text, tuple(found), lexemes, cut.dropped, (), undecided)
