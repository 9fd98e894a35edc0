"""A question that got no figure, taken up by what is typed after it: a choice of what was asked back, or other words
in the place of those that stood in the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answer.model import Answer, Part
from assistant.asked.each import Each
from assistant.asked.following import apart, followed_by, trees
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.node import Node
from assistant.asked.old import whole
from assistant.asked.question import question
from assistant.asked.unanswered import Unanswered, remembered
from assistant.asked.walk import NODES, counts
from assistant.asking import Asking
from assistant.beside_figure import asked_beside
from assistant.catalog.lookup import Lookup
from assistant.english.lexeme import Lexeme, breakdowns
from assistant.english.phrases import phrases
from assistant.english.text import TextReader
from assistant.words.tokens import Token, clean, tokenise

Ask = Callable[..., Answer]
AROUND = ("AND", "NO", "COMMA", "MARK", "STOP", "POLITE", "ONLY")  # round what a follow-up names
STRANGE = ("TOPIC", "X")
GLUE = ("BY", "IN", "FROM", "OF")
OWN = ("M", "W", "HOWMANY", "WHICH", "WHEN", "THOSE", "IT", "THAT", "SHARE", "MOVE", "D")  # it asks by itself
SHOWN = ("answered", "partial")


@dataclass(frozen=True)
class Resumed:
    """``ask`` answers a text after what went before it."""

    asking: Asking
    ask: Ask

    @property
    def reader(self) -> TextReader:
        return self.asking.readers[self.asking.publications.first]

    @property
    def lookup(self) -> Lookup:
        return self.asking.lookup

    def _trees(self, part: Part) -> list[Node]:
        """The trees of the questions that are offered."""
        found = [self.asking.questions(text, None) or [] for text in part.choices]
        return [one[0].trees[0] for one in found if len(one) == 1 and len(one[0].trees) == 1]

    def answer(self, text: str, as_of: str, gone: Unanswered) -> Answer:
        """The answer to a text typed after one that got no figure."""
        part = self.ask(gone.text, as_of, gone.followed).parts[-1]
        if gone.offered:
            part = self._narrowed(part, gone.text, gone.offered)
        if part.status in SHOWN:
            return self.ask(text, as_of, gone.followed)  # held by now
        if asked_beside(text) and (part.anew or gone.earlier is None):
            return Answer(text, (replace(part, question=text),))  # "are you sure?", of what had no figure
        found = self._chosen(text, as_of, part) or self._named(text, as_of, gone, part)
        if found is not None:
            return replace(found, question=text, parts=tuple(_after(one, gone.earlier) for one in found.parts))
        return self.ask(text, as_of, None if part.anew else gone.followed)

    def _chosen(self, text: str, as_of: str, part: Part) -> Answer | None:
        """ "The first one", "both", "yes", "without it": of the questions that were offered."""
        offered, said = part.choices, _bare(text)
        if not offered or not said:
            return None
        asked_back = part.status == "clarify"
        meant = next((name for name, listed in phrases("choice").items() if said in listed), "")
        if meant in ("yes", "without"):
            picked = [] if asked_back or (meant == "yes" and offered[0] not in part.headline) else [offered[0]]
        elif meant == "all":
            picked = [*offered] if asked_back else []
        else:
            at = len(offered) if meant == "last" else int(meant or 0)
            picked = [offered[at - 1]] if 0 < at <= len(offered) else []
        if not picked:
            return Answer(text, (replace(part, question=text),)) if meant else None
        parts = tuple(one for each in picked for one in self.ask(each, as_of).parts)
        return Answer(text, parts)

    def _named(self, text: str, as_of: str, gone: Unanswered, part: Part) -> Answer | None:
        if part.status == "clarify":
            return self._of_either(text, as_of, part, gone)
        own, items = _read(self.reader, text)
        kept = _within(items)
        dates = [item for item in kept if item.is_("T", "TM")]
        corrects = any(item.is_("NO") for item in items)  # "I mean women", "women then"
        if not kept or any(item.is_(*OWN) for item in kept) or len(dates) > 1:
            return None
        asked, kept = self._redated(gone.text, own, dates, kept)
        if kept and asked and (found := self._in_its_place(asked, own, kept, as_of, gone, part, corrects)) is not None:
            return found
        if not asked or not (part.anew or gone.followed is None or self._whole(gone.text)):
            return None  # of what went before it
        said = " ".join(token.raw for token in own[kept[0].start : kept[-1].end]) if kept else ""
        again = self.ask(f"{asked.rstrip(' ?')} {said}".strip(), as_of, gone.followed)
        return None if any(one.status in SHOWN for one in again.parts) else again  # what stood in the way still does

    def _whole(self, text: str) -> bool:
        """Is it no follow-up itself?"""
        items = self.reader.reader.lexer.read(text)
        return not items[0].is_("AND") and any(item.is_("HOWMANY") for item in items)

    def _redated(
        self, asked: str, own: tuple[Token, ...], dates: list[Lexeme], kept: list[Lexeme]
    ) -> tuple[str, list[Lexeme]]:
        """The question at the time that is named, and what else is; no question where it has times of its own."""
        if not dates:
            return asked, kept
        tokens, items = _read(self.reader, asked)
        held = [item for item in items if item.is_("T", "TM")]
        said = own[dates[0].start : dates[0].end]
        at = kept.index(dates[0])
        left = kept[: at - 1 if at and kept[at - 1].is_("IN") else at]
        if len(held) != 1 or kept[at + 1 :]:
            return "", kept
        made = (*tokens[: held[0].start], *said, *tokens[held[0].end :])
        return " ".join(token.raw for token in made), _within(left)

    def _of_either(self, text: str, as_of: str, part: Part, gone: Unanswered) -> Answer | None:
        """ "Conclusive", "the children": what it makes of each question that was offered; alike of all, it is that."""
        found = [self.ask(text, as_of, tree) for tree in gone.offered or self._trees(part)]
        if not found or not all(one.parts and all(p.status in SHOWN for p in one.parts) for one in found):
            return None
        links = [tuple(apart(p.link)[0] for p in one.parts) for one in found]
        if len({*links}) == 1:
            return found[0]
        if any(len(one.parts) != 1 for one in found):
            return None
        asked = [whole(one.parts[0].asked) for one in found if one.parts[0].asked is not None]
        trees = tuple(dict.fromkeys(one for one in asked if isinstance(one, NODES)))
        return Answer(text, (self._narrowed(replace(part, question=text), gone.text, trees),)) if trees else None

    def _narrowed(self, part: Part, text: str, offered: tuple[Node, ...]) -> Part:
        """What was asked back, of which only some is left, or all of it as it was edited since."""
        choices = tuple(question(one, self.lookup) for one in offered)
        return replace(part, choices=choices, follow=remembered(text, offered))

    def _in_its_place(
        self,
        asked: str,
        own: tuple[Token, ...],
        kept: list[Lexeme],
        as_of: str,
        gone: Unanswered,
        part: Part,
        corrects: bool,
    ) -> Answer | None:
        """ "And Albanians?", after a question of people whom nothing knows: the same of Albanians."""
        tokens, items = _read(self.reader, asked)
        odd = [i for i, item in enumerate(items) if item.is_(*STRANGE)]
        if len(odd) != 1:
            return None
        at = first = odd[0]
        glued = bool(at) and items[at - 1].is_(*GLUE)
        behind = items[at + 1] if at + 1 < len(items) else None
        named = breakdowns(kept)
        if behind is not None and named and breakdowns([behind]) & named and _members([behind]) & _members(kept):
            at += 1  # "all councils", after one of them that nobody tells apart
        elif not (glued and kept[0].is_("SCOPE") and len(kept) == 1) and not (
            named and self._fits(named, items, at, part, corrects)
        ):
            return None
        first -= int(glued and kept[0].is_(*GLUE, "SCOPE"))
        said = own[kept[0].start : kept[-1].end]
        made = (*tokens[: items[first].start], *said, *tokens[items[at].end :])
        answer = self.ask(" ".join(token.raw for token in made), as_of, gone.followed)
        if len(answer.parts) != 1 or answer.parts[0].status not in SHOWN or answer.parts[0].asked is None:
            return None
        tree = whole(answer.parts[0].asked)
        limited = not named or (
            isinstance(tree, NODES) and all(named & {d for d, _ in count.where} for count in counts(tree))
        )
        return answer if limited else None

    def _fits(self, named: set[str], items: list[Lexeme], at: int, part: Part, corrects: bool) -> bool:
        """Is it of a kind that the refusal offers, or who refers after "by", or people in their place?"""
        dimensions = self.lookup.catalog.dimensions
        beside = items[max(at - 1, 0) : at + 2]
        if named & breakdowns(items):
            return False  # "and Vietnamese?", after young Albanians
        before = items[at - 1] if at else None
        if items[at].is_("X") and before is not None and before.is_("BY"):
            return named <= {d.id for d in dimensions if d.place == "by"}
        if items[at].is_("X") and not breakdowns(beside) and not (before is not None and before.is_("IN")):
            return named <= {d.id for d in dimensions if d.noun or (corrects and d.persons)}
        return named <= {d for tree in self._trees(part) for count in counts(tree) for d, _ in count.where}


def _read(reader: TextReader, text: str) -> tuple[tuple[Token, ...], list[Lexeme]]:
    return tokenise(clean(text)), reader.reader.lexer.read(text)


def _bare(text: str) -> str:
    """A text without its marks, as phrases are written."""
    return " ".join(token.text for token in tokenise(clean(text)) if token.kind != "mark")


def _within(items: list[Lexeme]) -> list[Lexeme]:
    """What is named, without the words round it."""
    while items and items[0].is_(*AROUND):
        items = items[1:]
    while items and items[-1].is_(*AROUND):
        items = items[:-1]
    return items


def _members(items: list[Lexeme]) -> set[tuple[str, str]]:
    return {(m.what.dimension, m.what.id) for item in items for m in item.meanings if m.category == "F"}


def spoken_of(before: Asked | None, earlier: Node | None, lookup: Lookup) -> tuple[Node | None, Node | None]:
    """What a question follows: of a meaning that was asked, the figure before it where that counts the same, else
    the bare count of it.
    """
    if not isinstance(before, Meaning):
        return before, earlier
    gone = trees(earlier)
    words = {word.casefold() for word in lookup.measures[before.of.measure].words}
    named = any(word.casefold() in words for word in lookup.terms[before.term].words)
    if gone and (not named or counts(gone[0])[0].measure == before.of.measure):
        return gone[0], Each(gone[1:]) if len(gone) > 1 else None
    return before.of, earlier


def _after(part: Part, earlier: Node | None) -> Part:
    """The part as if it had followed ``earlier`` itself."""
    if not part.link:
        return part
    own, _ = apart(part.link)
    return replace(part, link=followed_by(own, earlier) if earlier is not None else own)


def with_memory(parts: tuple[Part, ...], text: str) -> tuple[Part, ...]:
    """The one part of a text that asks a figure and gets none: what is typed next is of it."""
    one = parts[0] if len(parts) == 1 else None
    if one is None or one.status not in ("clarify", "not_published") or one.link or one.follow or one.kind != "figure":
        return parts
    return (replace(one, follow=remembered(text)),)
