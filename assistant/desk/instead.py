"""What stands in for a question that has no figure, as its sender suggests: coarser figures of the same people, or another whole question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.model import Part
from assistant.desk.ask import Ask
from assistant.desk.draft import Answered
from assistant.desk.second_best import nationwide, second_best
from assistant.desk.sense import TIMES, Sense
from assistant.desk.sentences import Language
from assistant.desk.shown import FIGURES, doubted, told
from assistant.service import Assistant

Own = Callable[[Ask, tuple[str, ...]], tuple[Part, ...]]


class Instead:
    """Of one letter; ``own`` answers an ask under its limits. Keeps why the ``refused`` are, by what would do instead."""

    def __init__(self, assistant: Assistant, sense: Sense, language: Language, own: Own) -> None:
        self.assistant = assistant
        self.sense = sense
        self.language = language
        self.words = language.words
        self.own = own
        self.refused: dict[str, str] = {}

    def of(self, part: Part, ask: Ask) -> Part | None:
        """The second-best of a refused part. What could not be read, or is limited by what is not held, such as a place,
        has none: only a finer grain than is published may be let go."""
        unread = bool(part.words.not_understood)
        withheld = unread or any(self.sense.said(text).withheld for text in (ask.text, *ask.scopes))
        if withheld and not unread and part.query and self.words["nationwide"].found(ask.fallback):
            return nationwide(self.assistant, part)  # the writer lets the place go
        if withheld:
            coarse = self.words["finer"].pattern.sub("", ask.text)
            found = self.own(replace(ask, text=coarse), ask.scopes) if coarse != ask.text else ()
            if not found or not told(found):
                return None
            part = found[0]
        return second_best(self.assistant, self.sense, self.words, part, ask.fallback)

    def none(self, part: Part, ask: Ask) -> None:
        """Keeps that a part has no second-best of its own."""
        if self.sense.said(ask.fallback).kinds or self.words["whole"].found(ask.fallback):
            self.refused.setdefault(ask.fallback, part.missing or part.headline)

    def question(self, ask: Ask) -> Ask | None:
        """What would do instead as a question of its own; None where it says too little to be one, or nothing was refused."""
        if ask.fallback not in self.refused:
            return None
        wanted = self._total(ask)
        said = self.sense.said(wanted)
        whole = said.counts or ("period" in said.kinds and len(said.kinds) > 1 and self.language.counts(wanted))
        if said.unknown or not whole:
            return None
        text = self.language.plain(wanted, lambda _: False)
        scopes = tuple(scope for scope in ask.scopes if not self.sense.said(scope).unknown)
        return replace(ask, text=text, said=ask.fallback, label="", fallback="", scopes=scopes)

    def _total(self, ask: Ask) -> str:
        """ "The UK totals of referrals for 2021", where the total for a time would do instead of what was asked of a place."""
        said = self.sense.said(ask.fallback)
        asked = self.sense.said(ask.text)
        total = said.kinds == {"period"} and not said.unknown and self.words["whole"].found(ask.fallback)
        if not total or len(measures := asked.measures) != 1 or asked.kinds - TIMES - {"count"}:
            return ask.fallback
        return self.language.total_of(ask.fallback, self.assistant.lookup.measures[measures[0]].label)

    def whole(
        self, at: int, asks: Sequence[Ask], filled: Callable[[int, Ask], Ask]
    ) -> tuple[list[Answered], list[str]]:
        """After the last of the questions that one thing would do instead of, that, where it is a whole question itself;
        and what the officer is told where it is not."""
        ask = asks[at]
        if not ask.fallback or (at + 1 < len(asks) and asks[at + 1].fallback == ask.fallback):
            return [], []
        asked = self.question(ask)
        found = self.answered(filled(at + 1, asked)) if asked is not None else ()
        refused = self.refused.pop(ask.fallback, "")
        why = self.words.letter.no_figure
        told = [Answered(part, "", instead_of=why if not n else "", at=ask.at) for n, part in enumerate(found)]
        return told, [self.words.letter.not_instead.format(text=ask.fallback)] if refused and not found else []

    def answered(self, ask: Ask) -> tuple[Part, ...]:
        """The parts of such a question; none where any of them has no figure."""
        found = self.own(ask, ask.scopes)
        return found if found and all(one.status in FIGURES and not doubted(one) for one in found) else ()
