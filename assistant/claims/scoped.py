"""The scope of the statistics in a sentence: a place, all that they cover, or one of the kind that is named beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assistant.catalog.saying import Scope
from assistant.english.named import Name, Names
from assistant.english.phrases import filled, pattern

LISTED = ("COMMA", "AND", "MARK", "STOP", "VERB", "BE", "HAVE", "MOVE", "N", "WITH", "AT", "ON")  # behind one of a list
LED, LEADING = pattern("scoped.led"), pattern("scoped.leading")  # "in | the UK"
Reader = Callable[[str], Names]


class Scoped:
    """What the scope's words mean, as a catalog has them; ``receiving``: verbs behind which they stand as who received."""

    def __init__(self, scope: Scope | None, receiving: tuple[str, ...]) -> None:
        self.scope = scope
        self.receiving = frozenset(receiving)
        words = {"words": scope.words, "beside": scope.beside} if scope else {}
        self.alone = filled("bagged.scope", **words) if scope else None
        self.every = filled("bagged.words", words=scope.words) if scope else None

    def reader(self, names_of: Reader, whole: Names, sentence: str) -> Reader:
        """What reads a stretch of the sentence, of which all names are ``whole``."""
        scope = self.scope
        if scope is None:
            return names_of
        if any(scope.place and f.dimension == scope.place[0] for f in whole.filters):
            return partial(_placed, names_of, scope)
        if any(f.dimension == scope.dimension and f.member != scope.member and not f.excluded for f in whole.filters):
            return partial(self._beside, names_of, scope)
        if scope.dimension in whole.dimensions():  # "the UK was the most common nationality"
            return partial(self._beside, names_of, scope)
        return partial(_without, names_of, scope) if self.place(sentence) else names_of

    def place(self, sentence: str) -> bool:
        """ "The UK received 16,990", "Britain passed 10,000": do its words stand alone as a place, and nobody's nationality?"""
        if self.alone is None or self.every is None:
            return False
        return 0 < len(self.every.findall(sentence)) == len(self.alone.findall(sentence))

    def _beside(self, names_of: Reader, scope: Scope, text: str) -> Names:
        """ "The UK (4,305), Albania (4,055)": what a stretch names, the scope's word as one of them, unless it stands as a
        place or as who received them."""
        names = names_of(text)
        taken = {f.at for f in names.filters}
        found = [
            Name(scope.dimension, scope.member, i)
            for i, item in enumerate(names.items)
            if item.is_("SCOPE") and i not in taken and not _stands_in(names, i) and self._listed(names, i)
        ]
        return replace(names, filters=sorted([*names.filters, *found], key=lambda f: f.at)) if found else names

    def _listed(self, names: Names, at: int) -> bool:
        behind = names.items[at + 1] if at + 1 < len(names.items) else None
        return behind is None or (behind.is_(*LISTED) and behind.typed.lower() not in self.receiving)


def _stands_in(names: Names, at: int) -> bool:
    """ "In the UK", as one lexeme or two."""
    before = names.items[at - 1].text if at else ""
    return LEADING.match(names.items[at].text) is not None or LED.search(before) is not None


def _placed(names_of: Reader, scope: Scope, text: str) -> Names:
    """What a stretch names, where "in the UK" stands against another place: "more overseas (44%) than in the UK (43%)"."""
    names = names_of(text)
    at = {f.at for f in names.filters if f.pair == (scope.dimension, scope.member) and _stands_in(names, f.at)}
    if not at or scope.place is None:
        return names
    return replace(names, filters=[Name(*scope.place, f.at) if f.at in at else f for f in names.filters])


def _without(names_of: Reader, scope: Scope, text: str) -> Names:
    names = names_of(text)
    kept = [f for f in names.filters if f.pair != (scope.dimension, scope.member)]
    return replace(names, filters=kept) if len(kept) < len(names.filters) else names
