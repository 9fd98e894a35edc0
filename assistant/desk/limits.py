"""What limits the questions of a letter besides their own lines: what it is about, what is told of its writer, what is said last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.desk.ask import Ask
from assistant.desk.sense import Said, Sense
from assistant.desk.settings import Settings


@dataclass(frozen=True)
class Late:
    """A limit said after questions: of those from ``since`` on, and first of all of those before ``until``, 0 without."""

    text: str
    since: int = 0
    until: int = 0


@dataclass
class Limits:
    """``late`` limits all, or those that stand above it in a list; ``weak`` only a question that names nobody itself; ``subjects`` are what the letter is about,
    which one of its questions may say again."""

    words: Settings
    sense: Sense
    late: list[Late] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)

    def describes(self, text: str, said: Said, requests: bool) -> bool:
        """ "I am looking at slavery within the justice system.": told of the writer or the scheme, in words that nothing
        knows."""
        stated = said.unknown and not text.rstrip().endswith(":") and not requests
        return bool(stated) and not (self.words["strictly"].found(text) or self.words["stands"].opening.match(text))

    def narrow(self, asks: list[Ask], first: int, bare: str, divides: str = "") -> list[str]:
        """Limits what a paragraph has asked from ``first`` on ("I only need labour and sexual, and the total"): of a
        breakdown asked for, every row is given, and the whole. Gives what limits nothing, for the officer."""
        kinds = self.sense.said(bare).kinds
        dimensions = kinds - {"period", "grain", "quarter of", "count"}
        if dimensions and (divides or self.words["split_by"].opening.match(bare)):
            # "How many …? Please break them down by age.": the number, and beside it the table.
            by = self.sense.breakdown(dimensions)
            asks += [
                replace(ask, label="", scopes=(*ask.scopes, by), written=divides or bare)
                for ask in asks[first:]
                if not kinds <= self.sense.said(ask.text).kinds
            ]
            return []
        for at in range(first, len(asks)):
            if not kinds <= self.sense.said(asks[at].text).kinds:
                asks[at] = replace(asks[at], scopes=(*asks[at].scopes, bare))
        told = kinds <= self.sense.said(asks[first].text).kinds
        if told and self.words["whole"].found(bare):
            asks.append(replace(asks[first], text="the total", said=bare, scopes=(), after=first, whole=True))
        return [bare] if told else []

    def about(self, text: str, limit: str) -> None:
        """Keeps a limit of a sentence that says what the letter is about, and leads in nothing."""
        if not text.rstrip().endswith(":") and not self.words["strictly"].found(text):
            self.subjects.append(limit)

    def above(self, limits: Sequence[str], asked: int) -> None:
        """Limits said amid a list, of what was asked since the last such one ("please give these for 2022"), and of what
        comes after it and says no other."""
        since = max((one.until for one in self.late), default=0)
        self.late += [Late(one, since, asked) for one in limits]

    def said_again(self, asks: Sequence[Ask]) -> list[str]:
        """Of what the letter is about, that which a question of it says itself: it limits no other."""
        return [scope for scope in self.subjects if any(self._restates(ask, scope) for ask in asks)]

    def of(self, at: int, ask: Ask, first: tuple[str, ...], said_again: Sequence[str]) -> tuple[str, ...]:
        """The scopes of the ask ``at`` a place: what is said last limits what was said ``first`` of all, and leaves to a heading or an item
        what that says itself."""
        open_ = self.words.patterns["elliptic"].match(ask.text)  # "how many were referred", of nobody that it names
        kept = [scope for scope in ask.scopes if open_ or scope not in said_again]
        if not kept and open_:
            kept = self.weak
        lead = [scope for scope in kept if scope in first]
        late = sorted((one for one in self.late if one.since <= at), key=lambda one: at < one.until)
        return (*lead, *(one.text for one in late), *(scope for scope in kept if scope not in lead))

    def _restates(self, ask: Ask, scope: str) -> bool:
        about = self._limited((scope,))
        about = (
            {self.words.letter.young_by} if self.words["young"].found(scope) else about
        )  # what a request is loosely about
        own = self._limited((ask.text, *(one for one in ask.scopes if one != scope)))
        return bool(about) and about <= own and scope in ask.scopes

    def _limited(self, texts: Sequence[str]) -> set[str]:
        """The breakdowns that texts limit by."""
        frames = (self.sense.frame(text, strict=False) for text in texts)
        return {dimension for frame in frames if frame is not None for dimension, _ in frame.where}
