"""read(): a clause of English to the trees that it may mean, each content word once and none left over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.catalog.lookup import Lookup
from assistant.english.asides import asides, complete
from assistant.english.asks import Ask
from assistant.english.assemble import assemble, covers, fragment_of
from assistant.english.boths import two_compared, with_both
from assistant.english.build import builders
from assistant.english.chart import Chart, Table, rules
from assistant.english.chunks import Chunker
from assistant.english.contradicted import contradicted
from assistant.english.ends import Undecided, Unfit
from assistant.english.frame import Frame
from assistant.english.in_all import in_all
from assistant.english.joining import (
    in_course,
    moved_by,
    of_how_much,
    unmet,
    with_comparison,
    with_drawn,
    with_each,
    with_exactly,
    with_most,
    with_percent,
    with_sides,
    without_group,
    without_how,
    without_marks,
    without_periodic,
)
from assistant.english.kinds import kinds_of
from assistant.english.leaving import without_alone
from assistant.english.lexeme import Lexeme
from assistant.english.lexer import Lexer
from assistant.english.limits import bounding
from assistant.english.moments import of_moments
from assistant.english.obtained import of_obtained
from assistant.english.parted import of_one_verb
from assistant.english.rated import rated
from assistant.english.scheme import without_scheme
from assistant.english.times import read_times, today
from assistant.english.trees import Builder
from assistant.words.vocabulary import Vocabulary

MOST_WAYS = 24
LONGEST = 24  # chunks of one clause
CLAUSES = 16  # that are kept
NEAR = 0.35  # weight by which a second reading may be lighter and still be meant


@dataclass(frozen=True)
class Meant:
    """One way to take a clause: its operation, the words of asking in it, and how heavy the reading is."""

    ask: Ask
    said: frozenset[str]
    weight: float


@dataclass(frozen=True)
class Clause:
    """``ways``: what it may mean, heaviest first; none where nothing joins its words.

    ``frame``: all that it says of a count, where it asks for nothing by itself; ``said``: its words of asking.
    ``unknown`` are the words that stand in the way.
    """

    lexemes: tuple[Lexeme, ...]
    ways: tuple[Meant, ...] = ()
    frame: Frame | None = None
    said: frozenset[str] = frozenset()
    signs: tuple[tuple[str, Any], ...] = ()  # what those words mean
    dropped: tuple[Lexeme, ...] = ()
    unknown: tuple[Lexeme, ...] = ()


@dataclass(frozen=True)
class Trees:
    """``trees``: those that a clause may mean; ``undecided``: the counts of which any could be meant."""

    trees: tuple[Node, ...] = ()
    undecided: tuple[str, ...] = ()


class Reader:
    """Reads clauses against one catalog; keeps nothing between them."""

    def __init__(self, lookup: Lookup, vocabulary: Vocabulary) -> None:
        self.lexer = Lexer(vocabulary)
        self.chunker = Chunker(vocabulary)
        self.builder = Builder(lookup)
        self.table = Table(rules("frames"))
        self.kinds = kinds_of(lookup.catalog)
        self.default = lookup.publication.default_measure or ""
        self.build = builders(self.kinds)
        self._kept = lru_cache(maxsize=CLAUSES)(self._clause)  # of one question several are looked at more than once

    def clause(self, lexemes: tuple[Lexeme, ...]) -> Clause:
        """What one clause may mean."""
        return self._kept(lexemes, today())

    def _clause(self, lexemes: tuple[Lexeme, ...], _: date) -> Clause:
        """``_``: the day, for "last year" is another one on another day."""
        lexemes = two_compared(of_obtained(lexemes, self.default), self.kinds.combined_as)
        lexemes = without_alone(
            without_scheme(
                of_one_verb(
                    bounding(in_all(contradicted(rated(lexemes, self.kinds.outcomes), self.chunker.compounds)))
                ),
                self.lexer.vocabulary,
            )
        )
        lexemes = with_sides(
            complete(with_percent(with_each(with_exactly(lexemes))), self.kinds.sizes), self.lexer.vocabulary
        )
        lexemes = of_how_much(moved_by(in_course(without_periodic(without_marks(with_drawn(without_group(lexemes)))))))
        lexemes = with_comparison(without_how(with_most(lexemes)))
        timed = tuple(read_times(list(of_moments(with_both(lexemes, self.kinds.combined_as), self.kinds.stocks))))
        beside = asides(timed)
        cut = self.chunker.read([item for item in timed if item not in beside])
        unknown = cut.unknown or unmet(timed)
        if unknown or not cut.chunks or len(cut.chunks) > LONGEST:
            return Clause(timed, dropped=(*cut.dropped, *beside), unknown=unknown)
        chart = Chart(cut.chunks, self.table, self.build)
        ways: list[Meant] = []
        fragment: tuple[Frame, dict[str, Any]] | None = None
        for cover in covers(chart):
            if fragment is None:
                fragment = fragment_of(cover)
            ask = assemble(cover)
            if ask is not None:
                ways.append(Meant(ask, frozenset(sign[0] for sign in cover.signs), cover.weight))
            if len(ways) >= MOST_WAYS:
                break
        frame, signs = fragment or (None, {})
        return Clause(timed, tuple(ways), frame, frozenset(signs), tuple(signs.items()), (*cut.dropped, *beside))

    def trees(self, clause: Clause, context: Frame | None = None, setting: Frame | None = None) -> Trees:
        """The trees of a clause, what it leaves unsaid taken from ``context``; what ``setting`` says holds for all."""
        builder = replace(self.builder, context=context, setting=setting)
        found: dict[Node, None] = {}
        undecided: tuple[str, ...] = ()
        heaviest: float | None = None
        paired = any(m.category == "BOTH" and m.what == "paired" for item in clause.lexemes for m in item.meanings)
        for way in clause.ways:
            if heaviest is not None and way.weight < heaviest - NEAR:
                break
            try:
                tree = builder.tree(way.ask)
                if paired and _crosses(tree):
                    continue  # "men and women in 2022 and 2023 respectively" are two figures and not four
                found[tree] = None
                heaviest = way.weight if heaviest is None else heaviest
            except Undecided as problem:
                undecided = undecided or problem.measures
            except Unfit:
                continue
        return Trees(tuple(found), undecided)


def _crosses(tree: Node) -> bool:
    """Two lists, each member of one with each of the other."""
    return isinstance(tree, Over) and isinstance(tree.of, Over) and bool(tree.values) and bool(tree.of.values)
