"""Words that a catalog already has for members of the same name, lent to a new publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.catalog.dimension import Dimension
from assistant.catalog.model import Catalog
from assistant.catalog.views import view

Listed = list[tuple[str, list[tuple[str, str]], "Lent"]]  # new dimension, its (id, label) members, what was lent


@dataclass(frozen=True)
class Lent:
    """``words`` by label; ``of`` the lending (dimension, member) by label; ``dimension`` is None where none fits."""

    dimension: Dimension | None = None
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    of: dict[str, tuple[str, str]] = field(default_factory=dict)
    headings: tuple[str, ...] = ()  # words for the breakdown itself


class Donor:
    """Lends what is said of members in general, and nothing that only the lending publication means."""

    def __init__(self, catalog: Catalog | None) -> None:
        # The first publication's words only: what is anybody's and what is its own is told by its labels alone.
        self.catalog = catalog = view(catalog, catalog.publications[0].id) if catalog else None
        # The label of a printed measure names the people that it is of: "of children" is anybody's.
        labels = [m.label for m in catalog.measures if not m.printed] if catalog else []
        # "Gender" is anybody's word; "age at exploitation" is the publication's own.
        labels += [d.label for d in catalog.dimensions if " " in d.label] if catalog else []
        self._own = {_stem(word) for label in labels for word in label.split() if len(word) > 4}

    def _general(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(w for w in words if not any(_stem(token) in self._own for token in w.split()))

    def lend(self, heading: str, labels: Sequence[str]) -> Lent:
        """Words for these labels from the dimension that knows most of them, at least half."""
        best = Lent()
        for dimension in self.catalog.dimensions if self.catalog else ():
            known = {
                text.casefold(): member
                for member in reversed(dimension.members)
                for text in (*member.words, *member.printed, member.label, member.label.partition(" (")[0])
            }
            of = {label: known[label.casefold()] for label in labels if label.casefold() in known}
            once = {label: m for label, m in of.items() if [x.id for x in of.values()].count(m.id) == 1}
            if len(once) * 2 < len(labels) or len(once) <= len(best.of):
                continue
            plain = {
                label: tuple(
                    dict.fromkeys(t for t in self._general((m.label, *m.words)) if t.casefold() != label.casefold())
                )
                for label, m in once.items()
            }
            best = Lent(
                dimension, plain, {label: (dimension.id, m.id) for label, m in once.items()},
                tuple(w for w in self._general(dimension.words) if w.casefold() != heading.casefold()),
            )  # fmt: skip
        return best

    def compounds(self, listed: Listed) -> dict[str, dict[str, str]]:
        """Joined words ("girls") whose every part was lent to a member of the new publication."""
        language = self.catalog.language.compounds if self.catalog else {}
        mine: dict[tuple[str, str], tuple[str, str]] = {}
        for name, members, lent in listed:
            ids = {label: member for member, label in members}
            mine |= {of: (name, ids[label]) for label, of in lent.of.items()}
        found = {}
        for text, parts in language.items():
            pairs = [mine.get(pair) for pair in parts.items()]
            if pairs and all(pairs):
                found[text] = dict(pair for pair in pairs if pair)
        return found

    def language(self, named: Sequence[str] = ()) -> dict[str, Any]:
        """Ordinary English of the lending catalog: words to ignore, slips of spelling, tolerances.

        What the new publication names ("Great Britain") is none of it, nor with a word before it ("in Great Britain").
        """
        if self.catalog is None:
            return {}
        language = self.catalog.language
        counted = {
            _stem(word)
            for m in self.catalog.measures
            for word in (*m.words, *m.weak_words, *m.vague_words)
            if " " not in word
        }

        own = {" ".join(label.casefold().split()) for label in named}

        def plain(text: str) -> bool:
            bare = re.sub(
                r"^(?:in|of|for|across|from|within|the|all|on|at) ",
                "",
                re.sub(r"^(?:in|of|for|across|from) ", "", text.casefold()),
            )
            if {text.casefold(), bare, bare.removeprefix("the ")} & own:
                return False
            return self._general([text]) != () and not any(_stem(token) in counted for token in text.split())

        return {
            "ignore": [text for text in language.ignore if plain(text)],
            "spellings": {slip: right for slip, right in language.spellings.items() if plain(right)},
            "tolerances": language.tolerances,
        }


def _stem(word: str) -> str:
    """Enough of a word to know its family: "exploited" and "exploitation" are one."""
    return word.casefold().rstrip("s")[:7]
