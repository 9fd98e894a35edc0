"""A text to what it asks: clause by clause, each in the context of those before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.asked.node import Node
from assistant.catalog.lookup import Lookup
from assistant.english.asks import Ask
from assistant.english.clauses import Sentence, asks, content, sentences, set_aside, split_asks, strange
from assistant.english.follow import Editor, frame_of
from assistant.english.frame import Frame, fill
from assistant.english.lexer import Lexeme
from assistant.english.read import Clause, Reader
from assistant.english.trees import Unfit
from assistant.question.vocabulary import Vocabulary
from assistant.question.words import WordUse

GLUED = frozenset(("OF", "AMONG", "BE", "HAVE", "DO", "REL", "BY", "FROM", "FOR", "IN", "WITH", "TO", "AT", "AS", "AND", "COMMA"))


@dataclass(frozen=True)
class Question:
    """One question of a text. ``trees``: its meaning, or several that it may have; ``undecided``: counts that could be meant.

    ``aside``: clauses before or in it that ask nothing; ``unknown``: words that stand in the way of a reading.
    """

    text: str
    trees: tuple[Node, ...] = ()
    undecided: tuple[str, ...] = ()
    words: WordUse = WordUse()
    aside: tuple[str, ...] = ()

    @property
    def read(self) -> bool:
        return len(self.trees) == 1


@dataclass
class _Context:
    """What has been said so far: the tree before, and what was said of a count without asking."""

    before: Node | None
    setting: Frame | None = None
    first: bool = True

    @property
    def frame(self) -> Frame | None:
        known = frame_of(self.before) if self.before is not None else None
        if known is not None and self.setting is not None:
            return fill(self.setting, known)
        return self.setting or known


class TextReader:
    """Reads texts against one catalog; keeps nothing between them."""

    def __init__(self, lookup: Lookup, vocabulary: Vocabulary) -> None:
        self.reader = Reader(lookup, vocabulary)
        self.editor = Editor(lookup)
        self.persons = self.editor.persons

    def read(self, text: str, before: Node | None = None) -> list[Question]:
        """Every question of ``text``, in order; ``before`` is what was asked before it."""
        context = _Context(before)
        found: list[Question] = []
        aside: list[str] = []
        for line in text.splitlines():
            for sentence in sentences(self.reader.lexer.read(line)):
                asked = self._sentence(sentence, context)
                if asked is None:
                    aside.append(sentence.text)
                    continue
                found += [replace(one, aside=(*aside, *one.aside)) if i == 0 else one for i, one in enumerate(asked)]
                aside = [] if asked else aside
        return self._later_periods(found)

    def _later_periods(self, found: list[Question]) -> list[Question]:
        return found

    def _sentence(self, sentence: Sentence, context: _Context) -> list[Question] | None:
        """None where the sentence asks nothing; an empty list where it only says what the next questions are about."""
        items = sentence.lexemes
        whole = self._clause(items, sentence.text, context)
        if whole is not None and whole.read:
            return [whole]
        parts = split_asks(items)
        if len(parts) > 1:
            several = [self._clause(part, " ".join(x.typed for x in part), context, last=False) for part in parts]
            if all(one is not None and one.read for one in several):
                return [one for one in several if one is not None]
        if not asks(items) and sentence.stop != "?":
            try:
                setting = self._setting(items, context)
            except _Aside:
                return None
            if setting is not None:
                return setting
        return [whole if whole is not None else Question(sentence.text, words=WordUse(not_understood=(sentence.text,)))]

    def _setting(self, items: tuple[Lexeme, ...], context: _Context) -> list[Question] | None:
        """A sentence without a question: what the next one is about, or who writes and why."""
        clause = self.reader.clause(items)
        odd = [item for item in items if strange(item)]
        if not odd and clause.frame is not None:
            frame = clause.frame
            if frame.where or frame.time or frame.counts or frame.lists:
                context.setting = frame if context.setting is None else fill(frame, context.setting)
            return []
        if not odd:
            return None
        at = items.index(odd[0])
        limits = any(item.is_("ASK") for item in items[max(0, at - 2) : at]) and not any(content(x) for x in items[:at])
        told = any(item.is_("PRONOUN", "MEDIA", "POLITE", "REPORT") for item in items)
        verb = any(item.is_("BE", "HAVE", "DO", "VERB") for item in items)
        if limits or not (told or verb):
            return [Question(" ".join(x.typed for x in items), words=WordUse(not_understood=tuple(x.typed for x in odd)))]
        raise _Aside

    def _clause(
        self, items: tuple[Lexeme, ...], text: str, context: _Context, last: bool = True
    ) -> Question | None:
        """One clause as a question; with what asks nothing set aside only where it cannot be read whole."""
        clause = self.reader.clause(items)
        aside: tuple[Lexeme, ...] = ()
        if clause.unknown or not (clause.ways or clause.frame):
            kept, aside = set_aside(items)
            if aside:
                clause = self.reader.clause(kept)
        made = self._meaning(clause, context)
        if made is None:
            words = WordUse(not_understood=tuple(x.typed for x in clause.unknown))
            return Question(text, words=words, aside=(_typed(aside),) if aside else ())
        trees, undecided = made
        question = Question(text, trees, undecided, _words(clause, aside), (_typed(aside),) if aside else ())
        if question.read:
            context.before, context.first, context.setting = trees[0], False, None
        return question

    def _meaning(self, clause: Clause, context: _Context) -> tuple[tuple[Node, ...], tuple[str, ...]] | None:
        if clause.unknown:
            return None
        edited = self._edited(clause, context)
        if edited is not None:
            return (edited,), ()
        if "THOSE" in clause.said and context.frame is None:
            return None
        found = self.reader.trees(clause, context.frame)
        return (found.trees, found.undecided) if found.trees or found.undecided else None

    def _edited(self, clause: Clause, context: _Context) -> Node | None:
        """The tree before as the clause edits it, where the clause names no count of its own."""
        frame, tree = clause.frame, context.before
        if frame is None or tree is None or frame.counts:
            return None
        said = clause.said - {"COMMA", "AND", "WHAT", "HOWMANY", "BOTH", "COMPARE", "D"}
        within = "THOSE" in said
        try:
            if said & {"SHARE", "INPERCENT"} and not frame.where and not frame.axes and not frame.lists:
                return self.editor.share(self.editor.edit(tree, frame))
            if said == {"TOTAL"} and not (frame.where or frame.lists):
                return self.editor.edit(self.editor.whole(tree), frame)
            if said - {"THOSE", "TOTAL"} or not (frame.where or frame.time or frame.axes or frame.lists or frame.step):
                return None
            if context.setting is not None:
                frame = fill(frame, context.setting)
            return self.editor.edit(tree, frame, within)
        except Unfit:
            return None


class _Aside(Exception):
    """The sentence asks nothing."""


def _typed(items: tuple[Lexeme, ...]) -> str:
    return " ".join(item.typed for item in items)


def _words(clause: Clause, aside: tuple[Lexeme, ...]) -> WordUse:
    """The leaves of the tree are used; politeness, reporting and what is set aside is ignored."""
    dropped = {id(item) for item in clause.dropped}
    used = tuple(item.typed for item in clause.lexemes if id(item) not in dropped and not _glue(item))
    ignored = [item.typed for item in clause.lexemes if id(item) in dropped or _glue(item)]
    return WordUse(used, (*ignored, *(item.typed for item in aside)), (), _corrected(clause))


def _glue(item: Lexeme) -> bool:
    return all(m.category in GLUED for m in item.meanings)


def _corrected(clause: Clause) -> tuple[tuple[str, str], ...]:
    return ()


__all__ = ["Ask", "Question", "TextReader"]
