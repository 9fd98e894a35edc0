"""Names that limit nothing: the area that all figures are of, and who is quoted for them."""

from __future__ import annotations

from assistant.catalog.model import Catalog
from assistant.question.filters import previous
from assistant.question.tag import Item
from assistant.words.atoms import BEGINNING
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Vocabulary

SERIES_KINDS = frozenset(("publication", "measure", "weak_measure", "term"))
FIGURES = frozenset(
    "scheme system statistics figures data record records recording series collection publication reporting counting it they".split()
)


class Scope:
    """Tells them from a nationality and a first responder of the same name."""

    def __init__(self, catalog: Catalog) -> None:
        self.areas = frozenset(" ".join(phrase(text)) for p in catalog.publications for text in p.scope)
        self.sources = frozenset(catalog.language.sources)
        self.reports = frozenset(catalog.language.reports)

    def begins(self, text: str, vocabulary: Vocabulary) -> bool:
        """ "Since the scheme began": what is said to have begun must be what is counted, or its figures."""
        found = BEGINNING.match(text)
        words = tuple(found[1].split()) if found else ()
        kinds = {sense.kind for sense in vocabulary.senses(words)}
        return not words or bool(kinds & SERIES_KINDS) or set(words) <= FIGURES

    def quoted(self, items: list[Item], i: int) -> bool:
        """ "What did the Home Office say": who published the figure, and not who referred."""
        following = items[i + 1].text.split() if i + 1 < len(items) else []
        return items[i].text in self.sources and bool(following) and following[0] in self.reports

    def everywhere(self, items: list[Item], i: int, dimension: str) -> bool:
        """ "Referrals UK 2024": the area that all figures are of. Beside people, or other members, it is theirs."""
        if items[i].text not in self.areas:
            return False
        others = [s for k, item in enumerate(items) if k != i for s in item.senses]
        if any(s.dimension == dimension or (s.kind, s.id) == ("dimension", dimension) for s in others):
            return False
        before = previous(items, i)
        if before is not None and {"exclude", "and", "compare", "top", "bottom", "rank"} & set(items[before].cues):
            return False
        after = next((x for x in items[i + 1 :] if x.kind != "mark"), None)
        beside = [x for x in (after, items[i - 1] if i else None) if x is not None]
        named = ("measure", "weak_measure", "vague_measure", "publication", "term", "topic")
        counted = any(x.kind == "period" or x.has(*named) for x in beside)
        persons = ("member", "group", "compound", "weak_measure")  # "UK women", "UK potential victims"
        people = after is not None and after.has(*persons) and not after.has("measure", "publication", "topic")
        return counted and not people
