"""An email's words to what it asks: numbered, lettered and nested questions, questions in prose, limits and fallbacks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.desk import sentences as say
from assistant.desk.lines import Line, lines_of

MAX_QUESTIONS = 50
INLINE = re.compile(r"(?:^|(?<=\s))\(?(?P<label>\d{1,2}|[a-h])[.)]\s+(?=\w)")


@dataclass(frozen=True)
class Ask:
    """One thing asked. ``label`` is the sender's ("1", "2a") or empty; ``scopes`` what limits it; ``like`` the label of a
    question that it refers to, repeated with a change where ``same``; ``after`` the place of the ask it follows in one
    paragraph or under one heading; ``fallback`` what would do instead; ``context`` the sentence before it;
    ``said`` the question as it was written."""

    text: str
    label: str = ""
    scopes: tuple[str, ...] = ()
    like: str = ""
    same: bool = False
    after: int | None = None
    fallback: str = ""
    context: str = ""
    said: str = ""


@dataclass(frozen=True)
class Sense:
    """What the tables know of a sentence: does it ``name`` anything of theirs, and does it ``limit`` (people or period)?"""

    names: Callable[[str], bool]
    limits: Callable[[str], bool]


def asks_of(text: str, sense: Sense) -> list[Ask]:
    """Everything that the text asks, in order."""
    reader = _Reader(sense)
    lines = lines_of(text)
    for i, line in enumerate(lines):
        heads = i + 1 < len(lines) and lines[i + 1].level > line.level > 0
        reader.read(line, heads, any(later.level for later in lines[i + 1 :]))
    return reader.finished()


class _Reader:
    """Collects asks line by line; what limits them is kept by the level at which it was said."""

    def __init__(self, sense: Sense) -> None:
        self.sense = sense
        self.asks: list[Ask] = []
        self.scopes: dict[int, tuple[str, ...]] = {}
        self.heads: dict[int, tuple[str, int | None]] = {}  # by level: a reference, and the ask that heads the list
        self.fallback = ""
        self.late: list[str] = []

    def read(self, line: Line, heads: bool, more: bool) -> None:
        for level in [name for name in self.scopes if name >= line.level > 0]:
            del self.scopes[level]
        for level in [name for name in self.heads if name >= line.level]:
            del self.heads[level]
        inline = _inline(line.text)
        if inline:
            lead = inline[0][1]
            if lead:
                self._sentences(replace(line, text=lead), more=True)
            for label, text in inline[1:]:
                self._sentences(Line(text, f"{line.label}{label}", line.level), more=False)
            return
        if line.level and heads and (line.text.rstrip().endswith(":") or not say.DIRECT.search(line.text)):
            self._heading(line)
            return
        first = len(self.asks)
        self._sentences(line, more)
        if heads and len(self.asks) > first:
            self.heads[line.level] = ("", first)

    def _heading(self, line: Line) -> None:
        """ "2) Of those in question 1, the number that were:" limits the items under it."""
        text, like, _ = _reference(line.text)
        self.scopes[line.level] = (*self.scopes.get(line.level, ()), say.limit(text))
        leans = re.search(r"\bof (?:those|these|them)\b", text, re.IGNORECASE)
        self.heads[line.level] = (like, len(self.asks) - 1 if leans and not like and self.asks else None)

    def _limit(self, text: str) -> str:
        text = say.asked_of(text)
        bare = say.limit(text)
        return text.rstrip(" :.") if self.sense.limits(text) and not self.sense.limits(bare) else bare

    def _sentences(self, line: Line, more: bool) -> None:
        first: int | None = None
        context = ""
        own: list[str] = []
        for sentence in say.sentences(line.text):
            text, fallback = say.instead(sentence)
            if fallback:
                self._fall_back(fallback, sentence, first)
                if not re.search(r"\w{3}", text):
                    continue
            kind = self._kind(text, line, more)
            again = say.AGAIN.match(text)
            if again and self.asks and kind == "asks" and not line.label:
                first = self._again(again["rest"], first)
            elif kind == "asks":
                for thing in say.things(text):
                    if thing.endswith(":"):
                        own = [thing.rstrip(":")]
                        continue
                    repeated = say.AGAIN.match(thing)
                    if repeated and first is not None:
                        self._again(repeated["rest"], len(self.asks) - 1)
                        continue
                    self._ask(thing, line, tuple(own), first, context)
                    first = len(self.asks) - 1 if first is None else first
            elif kind == "scope":
                bare = self._limit(text)
                if first is not None:
                    self.asks[first:] = [replace(a, scopes=(*a.scopes, bare)) for a in self.asks[first:]]
                elif line.level:
                    own.append(bare)
                elif self.asks and not more and not text.rstrip().endswith(":"):
                    self.late.append(bare)
                else:
                    self.scopes[0] = (*self.scopes.get(0, ()), bare)
            context = sentence

    def _kind(self, text: str, line: Line, more: bool) -> str:
        """ "asks", "scope" or "aside"."""
        names = self.sense.names(text)
        counts, direct, question = bool(say.COUNTS.search(text)), bool(say.DIRECT.search(text)), text.endswith("?")
        if say.LEGAL.search(text) and not (names and (counts or question)):
            return "aside"
        limits = self.sense.limits(text)
        if say.HELP.search(text) and not (counts or limits):
            return "aside"
        if say.AGAIN.match(text) and limits:
            return "asks"
        if text.endswith(":") and more:
            asked = say.asked_of(text)
            return "scope" if asked and (self.sense.limits(asked) or self.sense.names(asked)) else "aside"
        if line.level or question:
            return "asks"
        if names and (counts or direct or say.REQUESTS.search(text)):
            return "asks"
        if (
            limits
            and say.SCOPE.search(text)
            and (say.SCOPE.match(text) or not say.SPEAKS.match(text) or say.LOOKS.search(text))
        ):
            return "scope"
        return "aside"

    def _ask(self, text: str, line: Line, own: tuple[str, ...], first: int | None, context: str) -> None:
        said = text
        text, like, same = _reference(text)
        above = [self.heads[level] for level in sorted(self.heads) if level < line.level]
        like = like or next((name for name, _ in reversed(above) if name), "")
        after = first if first is not None else next((at for _, at in reversed(above) if at is not None), None)
        scopes = tuple(s for level in sorted(self.scopes) if level < max(1, line.level) for s in self.scopes[level])
        label = line.label if first is None else ""
        referred = like and not any(name for name, _ in above)
        self.asks.append(
            Ask(say.plain(text), label, (*scopes, *own), like, same, after, "", context, said if referred else "")
        )

    def _again(self, rest: str, first: int | None) -> int:
        """ "Also the same for 2022": everything of the sentence or list before, with the change."""
        start = first if first is not None else max(0, len(self.asks) - 1)
        if first is None:
            while start and self.asks[start].after is not None:
                start -= 1
        self.asks += [
            Ask(rest, "", (), f"#{n}", True, said=f"{self.asks[n].text} (the same {rest.rstrip('.')})")
            for n in range(start, len(self.asks))
        ]
        return start

    def _fall_back(self, fallback: str, sentence: str, first: int | None) -> None:
        named = say.REFERS.search(sentence)
        if named:
            label = _named(named)
            self.asks = [replace(a, fallback=fallback) if a.label.startswith(label) else a for a in self.asks]
        elif first is not None:
            self.asks[first:] = [replace(a, fallback=fallback) for a in self.asks[first:]]
        else:
            self.fallback = fallback

    def finished(self) -> list[Ask]:
        late = tuple(self.late)
        return [replace(a, fallback=a.fallback or self.fallback, scopes=(*a.scopes, *late)) for a in self.asks]


def _named(found: re.Match[str]) -> str:
    """The label that a reference names, as labels are kept: "2a"."""
    said = found["label"] or found["short"] or found["dotted"] or found["above"]
    return re.sub(r"[\s()]", "", said).lower()


def _reference(text: str) -> tuple[str, str, bool]:
    """The text without its reference to another question, the label of that one, and whether it is repeated."""
    found = say.REFERS.search(text)
    if not found:
        return text, "", False
    those = re.search(r"\bof (?:those|these|them)\s*$", text[: found.start()], re.IGNORECASE)
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,.;:")
    same = bool(found["same"] or found["but"]) and not those
    return re.sub(r"\s+", " ", rest), _named(found), same


def _inline(text: str) -> list[tuple[str, str]]:
    """ "(a) how many … and (b) how many …": ("", lead), then each label with its text; empty where the marks only list."""
    marks = list(INLINE.finditer(text))
    if len(marks) < 2 or marks[0]["label"].lower() not in ("1", "a"):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [
        (mark["label"].lower(), re.sub(r"[\s,;]+(?:and|or)?\s*$", "", text[mark.end() : end]))
        for mark, end in zip(marks, ends, strict=True)
    ]
    if not all(say.DIRECT.search(piece) or re.search(say.NUMBER, piece, re.IGNORECASE) for _, piece in found):
        return []
    return [("", text[: marks[0].start()].strip(" ,")), *found]
