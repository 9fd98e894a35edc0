"""A text that the grammar reads: its questions, each answered, or refused where its words cannot be joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.answer.model import Part
from assistant.answer.printed import worked_out
from assistant.answer.refuse import Refusals
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.following import linked
from assistant.asked.link import to_url
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.question import question
from assistant.asked.ratio import Ratio
from assistant.asked.selections import selection_of
from assistant.asked.truth import Truth
from assistant.asked.walk import counts, of_release, unpinned, with_member, with_when
from assistant.catalog.lookup import Lookup
from assistant.english.elided import acts, elided, of_those
from assistant.english.lexeme import Lexeme
from assistant.english.meaning import Topic
from assistant.english.publications import Publications, follows
from assistant.english.said import Said
from assistant.english.text import Question, TextReader
from assistant.errors import LinkError
from assistant.period import Span
from assistant.picked import picked
from assistant.tell.trees import Trees
from assistant.unread import Unread
from assistant.words.tokens import MAX_CHARACTERS, WordUse

# Words that ask for something to be worked out, or of when.
COMPUTING = (
    "POINTS", "SHARE", "RATE", "INPERCENT", "MOVE", "GROWTH", "DIFF", "AVERAGE", "RANK", "EVER", "TREND", "HOWMUCH",
    "RATIO", "TIMES", "MOST",
    "T",
)  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """``answer_tree`` answers a tree, ``unread`` what no tree was made of."""

    lookup: Lookup
    publications: Publications
    trees: Trees
    refusals: Mapping[str, Refusals]
    readers: Mapping[str, TextReader]
    unread: Unread
    answer_tree: Callable[[Node, str, WordUse], Part]
    explained: Callable[[Part], Part]  # a change beside what is known of it

    def parts(self, asked: list[Question], text: str, before: Node | None, as_of: str) -> tuple[Part, ...]:
        """The parts of a text that the grammar has read, or has tried to (none asked): what it cannot join gives no
        figure.
        """
        vetoed = any(one.vetoes for one in asked)
        if vetoed or not asked:
            return self._refused(self.unread.said_of(text, before), as_of)
        if (
            len(asked) == 1
            and before is None
            and _slight(asked[0])
            and (bare := self.unread.bare(text, _dated(asked[0]), as_of)) is not None
        ):
            read = asked[0].trees[:1] if not bare.link else ()
            return (replace(bare, follow=to_url(read[0]) if read else ""),)
        parts: list[Part] = []
        empty: list[Part] = []  # of questions that name nothing
        for one in asked:
            if one.terms:
                said = Said(one.text, "definition", terms=one.terms, words=one.words)
                parts.append(self.unread.told(replace(said, publication=one.publication)))
            elif one.trees and all(self._known(tree) for tree in one.trees):
                parts += [self._of_figure(part, one, before) for part in self._one(one, as_of)]
                before = one.trees[0] if selection_of(one.trees[0]) is not None else before
            else:
                said = self.unread.said(one, before)
                told = self._kept(self.unread.told(_of_release(said, as_of), as_of), said, before)
                told = replace(told, anew=not told.link and _anew(one))
                if said.meaningful or not (parts and _computes(one)):
                    (parts if said.meaningful else empty).append(told)
                else:  # of what was asked before it
                    parts.append(self.refusals[one.publication or self.publications.first].unsure(said, ""))
        if not parts and len(empty) == len(asked) and all(part.status == "out_of_scope" for part in empty):
            return self._refused(self.unread.said_of(text, before), as_of)  # what the sentences round them say
        return tuple(parts or empty[:1])

    def _of_figure(self, part: Part, one: Question, before: Node | None) -> Part:
        """ "Why the drop?", after the figures of two years: what follows is of the later one again."""
        moved = one.trees[0] if one.why else None
        if not isinstance(moved, Minus) or before is None or moved.later != self.followed(before):
            return part
        return self._linked(part, before)

    def _linked(self, part: Part, before: Node) -> Part:
        figure = self.answer_tree(before, "", WordUse())
        return replace(part, link=figure.link, asked=figure.asked) if figure.link else part

    def _kept(self, part: Part, said: Said, before: Node | None) -> Part:
        """ "Why has it dropped since then?" asks for no other figure: what follows is still of the one before it."""
        query = said.query if part.kind == "change" and part.link else None
        if query is None or before is None:
            return part
        count = counts(before)[0]
        if (query.measure, query.where) != (count.measure, count.where):
            return part
        return self._linked(part, before)

    def _refused(self, said: list[Said], as_of: str) -> tuple[Part, ...]:
        return tuple(self.unread.told(_of_release(one, as_of), as_of) for one in said)

    def _known(self, tree: Node) -> bool:
        """Does the tree keep to what can be asked of the catalog?"""
        try:
            self.trees.known(tree)
        except LinkError:
            return False
        return True

    def questions(
        self, text: str, before: Node | None, followed: Node | None = None, topic: Topic | None = None
    ) -> list[Question] | None:
        """The questions of a text, where all are of one publication; ``followed`` is what was asked before
        ``before``, ``topic`` what a term names whose meaning was.
        """
        earlier = before
        home = self.lookup.measures[counts(earlier)[0].measure].publication if earlier is not None else ""
        name = self._publication_of(text, home, earlier) if len(text) <= MAX_CHARACTERS else ""
        if not name and earlier is None:
            return self._of_several(text)
        if not name or (name != self.publications.first and self.publications.mixes(text, name)):
            return None
        if earlier is not None:
            # A link pins the release that it was answered from; a question that follows is of the newest figures again.
            earlier = self.followed(earlier)
        found = self.readers[name].read(
            text, earlier, self.followed(followed) if followed is not None else None, self._winner, topic, self._value
        )
        return [replace(one, publication=name) for one in found] or None

    def followed(self, tree: Node) -> Node:
        """What a question follows, of the newest figures again."""
        return worked_out(unpinned(tree), self.lookup)

    def _winner(self, tree: Node) -> Node | None:
        return picked(tree, lambda one: self.answer_tree(one, "", WordUse()), self.lookup)

    def _value(self, tree: Node) -> float | None:
        """The figure of a count."""
        return self.answer_tree(tree, "", WordUse()).value if isinstance(tree, Count) else None

    def _of_several(self, text: str) -> list[Question] | None:
        """The questions of a text whose sentences are of different publications; a period that one names holds for
        the next.
        """
        found: list[Question] = []
        when: Span | str = "default"
        stretches = self.publications.stretches(text)
        for name, part in stretches if len(stretches) > 1 else ():
            if self.publications.mixes(part, name):
                return None
            asked = self.readers[name].read(part)
            for one in asked:
                one = replace(one, publication=name)
                known = {count.when for tree in one.trees for count in counts(tree)}
                if known == {"default"} and when != "default":
                    one = replace(one, trees=tuple(with_when(tree, when) for tree in one.trees))
                elif len(known) == 1:
                    (when,) = known
                found.append(one)
        return found or None

    def _publication_of(self, text: str, home: str, earlier: Node | None) -> str:
        """The one publication that a text is of; where it could be of several, the one whose reader reads all of it."""
        if home and self._reads(home, text, earlier):
            said = self._lexemes(home, text)
            first, leans = home == self.publications.first, elided(said)
            about = self.publications.about(text)
            told = of_those(said) or (follows(text) and home in about.publications and about.how == "named")
            told = told or (leans and (first or about.how == "weak" or (about.how == "word" and acts(said))))
            if told or (not first and home in self.publications.named(text, home)):
                return home  # "how many were refused?", of those that were spoken of
        name = self.publications.only(text, home)
        able = [] if name else [one for one in self.publications.named(text, home) if self._reads(one, text, earlier)]
        if len(able) > 1:
            able = [
                one for one in able if self._holds(one, text)
            ]  # what holds nothing of the period is not asked about
        how = self.publications.about(text).how if len(able) == 1 and able[0] != self.publications.first else ""
        return able[0] if len(able) == 1 and how in ("", "word") else name

    def _lexemes(self, name: str, text: str) -> list[Lexeme]:
        return self.readers[name].reader.lexer.read(text)

    def _holds(self, name: str, text: str) -> bool:
        asked = self.readers[name].read(text)
        return all(
            self.answer_tree(tree, "", WordUse()).status in ("answered", "partial")
            for one in asked
            for tree in one.trees
        )

    def _reads(self, name: str, text: str, earlier: Node | None) -> bool:
        own = earlier is not None and self.lookup.measures[counts(earlier)[0].measure].publication == name
        found = self.readers[name].read(text, earlier if own else None)
        return bool(found) and all(one.read or one.trees for one in found)

    def _one(self, one: Question, as_of: str) -> list[Part]:
        """The parts of a question: one of each thing that is asked for beside others."""
        if as_of:
            one = replace(one, trees=tuple(of_release(t, as_of) for t in one.trees))
        tree, *others = one.trees
        if one.why:
            return [self.explained(self.answer_tree(tree, one.text, one.words))]
        if others:
            return [self._either(one)]
        parts = [
            self.answer_tree(each, one.text, one.words) for each in (tree.of if isinstance(tree, Each) else (tree,))
        ]
        if len(parts) == 1 and parts[0].status != "answered" and (apart := self._one_by_one(tree, one)):
            parts = apart
        if (whole := _counted_beside(one, tree)) is not None and parts[0].measure != whole.measure:
            parts.insert(0, self.answer_tree(whole, one.text, one.words))  # a printed share does not show its counts
        if one.whole is not None and len(parts) == 1 and parts[0].link:
            parts[0] = replace(parts[0], link=linked(parts[0].link, one.whole))
        if not isinstance(tree, Each):
            parts = [replace(part, follow="" if part.link else to_url(tree)) for part in parts]
        if one.aside and parts[0].reading:
            quoted = " ".join(f"“{text}”" for text in one.aside)
            parts[0] = replace(parts[0], reading=f"{parts[0].reading.rstrip('.')}. Left aside: {quoted}")
        return parts

    def _one_by_one(self, tree: Node, one: Question) -> list[Part]:
        """Each of several periods or members by itself, where all are held so: a printed figure stands in no table of
        counts.
        """
        if not isinstance(tree, Over):
            return []
        count = tree.of if isinstance(tree.of, Count) else None
        printed = count is not None and self.lookup.measures[count.measure].printed
        spans = [span for span in tree.values if isinstance(span, Span)]
        if printed and tree.axis == "year" and count is not None and isinstance(count.when, Span):
            spans = list(count.when.years)  # "the average time to a decision in each year"
        if tree.axis in ("period", "year"):
            alone = [with_when(tree.of, span) for span in spans]
        else:
            alone = [with_member(tree.of, tree.axis, str(value)) for value in tree.values]
        parts = [self.answer_tree(each, one.text, one.words) for each in alone]
        told = [part.status == "answered" for part in parts]
        able = bool(told) and (
            all(told) or (printed and any(told))
        )  # "526 days in 2023", of 2022 and 2023 what is held
        return sorted(parts, key=lambda part: part.status != "answered") if able else []

    def _either(self, one: Question) -> Part:
        """Several meanings of one question, each of which answers: which is meant is asked back."""
        parts = [(tree, self.answer_tree(tree, one.text, one.words)) for tree in one.trees]
        able = [(tree, part) for tree, part in parts if part.status in ("answered", "partial")]
        if len(able) < 2 or (len({part.value for _, part in able}) == 1 and able[0][1].value is not None):
            return (able or parts)[0][1]
        choices = [question(tree, self.lookup) for tree, _ in able]
        refusals = self.refusals[self.publications.first]
        made = refusals.part(Said(one.text), "clarify", "This can be read in more than one way.", None, choices)
        return replace(made, words=one.words)


def _counted_beside(one: Question, tree: Node) -> Count | None:
    """The whole of a share, where its number is asked for as well: "how many were made, and what percentage …?"."""
    many = any((m := item.get("HOWMANY")) is not None and m.what == "asked" for item in one.lexemes)
    share = many and any(item.is_("SHARE", "RATE") for item in one.lexemes)
    whole = tree.whole if isinstance(tree, Ratio) and share else None
    return whole if isinstance(whole, Count) else None


def _computes(one: Question) -> bool:
    """ "And by how many points?", "2024 if you have it": it asks for more of the same, and is not passed over."""
    asks = one.text.endswith("?") and any(item.is_("WHICH", "WHEN", "HOWMANY", "MORE") for item in one.lexemes)
    return asks or any(item.is_(*COMPUTING) for item in one.lexemes)


def _anew(one: Question) -> bool:
    """Does it name what is counted, and nobody who was spoken of?"""
    items = one.lexemes
    own = any(item.is_("M", "W") for item in items) and not items[0].is_("AND")
    return own and not any(item.is_("THOSE", "IT", "ONES") for item in items)


def _of_release(said: Said, as_of: str) -> Said:
    """What a question says, of the release that was named beside it."""
    return replace(said, query=replace(said.query, as_of=as_of)) if as_of and said.query is not None else said


def _dated(one: Question) -> bool:
    return any(count.when != "default" for tree in one.trees for count in counts(tree))


def _slight(one: Question) -> bool:
    """Read as no more than a count, or as whether there was any: a subject alone is read so, and "do they record
    it?".
    """
    return all(
        isinstance(t, Count) or (isinstance(t, Truth) and isinstance(t.left, Count) and t.right == 0) for t in one.trees
    )
