"""The kind of a question that is not read: a figure, a meaning, what exists, what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import Phrase, lexicon
from assistant.english.named import Names
from assistant.english.said import Intent
from assistant.words.vocabulary import Sense, Vocabulary

FIGURES = 100  # from here on a number is a figure, and no age or day
MOVED = ("MOVE", "GROWTH", "DOUBLE")
COUNTS = ("SHARE", "SHAREOF", "RATE", "MOST", "LIMIT", "TIMES")
OPENS = ("BE", "DO", "HAVE")
LISTING = ("WHICH", "WHAT", "BE", "DO", "HAVE", "VERB", "REL")
PLAIN = ("MARK", "STOP", "COMMA", "POLITE", "ARTICLE", "FILLER", "PRONOUN")


@dataclass(frozen=True)
class Found:
    """What a question names, the ``kinds`` that it says (each with the phrases that say it), its terms and changes."""

    names: Names
    vocabulary: Vocabulary
    kinds: dict[str, tuple[Phrase, ...]]
    terms: tuple[str, ...]
    changes: tuple[str, ...]
    items: list[Lexeme] = field(default_factory=list)  # without marks and words that say nothing

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    @property
    def dated(self) -> bool:
        return bool(self.names.periods)

    @property
    def counts(self) -> bool:
        """Does it ask for a number or for a place among numbers?"""
        means = self.has("define")
        average = any(item.is_("AVERAGE") and not (means and item.is_("MEANS")) for item in self.names.items)
        return average or self.numbered or self.names.says(*COUNTS)

    @property
    def numbered(self) -> bool:
        kinds = {phrase for phrases in self.kinds.values() for phrase in phrases}
        many = [x for x in self.names.items if any(m.category == "HOWMANY" and m.what != "figures" for m in x.meanings)]
        return any(not any(set(item.text.split()) <= set(phrase) for phrase in kinds) for item in many)

    @property
    def named(self) -> bool:
        return bool(self.names.measures or self.names.weak or self.names.vague or self.names.filters or self.names.by)

    def only_term(self, item: Lexeme) -> bool:
        """A word of the glossary that names nothing in the tables."""
        senses = senses_of(item, self.vocabulary)
        return bool(senses) and all(sense.kind == "term" for sense in senses)

    def is_term(self, item: Lexeme) -> bool:
        return any(sense.kind == "term" for sense in senses_of(item, self.vocabulary))


def senses_of(item: Lexeme, vocabulary: Vocabulary) -> tuple[Sense, ...]:
    """All that a lexeme stands for in the catalog, whatever else it says; "the GLAA" is that of "GLAA"."""
    words = tuple(item.text.split())
    article = any(word.category == "ARTICLE" for word in lexicon().get(words[:1], ()))
    return tuple(dict.fromkeys((*vocabulary.senses(words), *(vocabulary.senses(words[1:]) if article else ()))))


def intent(found: Found) -> Intent:
    """The kind of answer that is asked for; a figure unless something else is plainly meant."""
    for kind, meant in KINDS:
        if meant(found):
            return kind
    return "figure"


def _changed(f: Found) -> bool:
    return f.has("changed") and not (f.counts or f.names.topics)


def _defined(f: Found) -> bool:
    if _figured(f):
        return False
    alone = any(f.only_term(item) for item in f.names.items)
    if f.has("when") and alone and not (f.counts or f.dated or f.changes):
        return True  # "when was the IECA set up?"
    asked = bool(f.items) and f.items[0].is_("WHAT", "WHICH") and not any(item.is_("UNIT") for item in f.items)
    if alone and asked and not (f.counts or f.dated or f.names.filters):
        return True  # "what standard of proof applies to a conclusive grounds decision?"
    opens = bool(f.items) and f.items[0].is_(*OPENS)
    plain = not (f.counts or f.dated or f.names.by)
    return plain and any(_asks_meaning(f, item) or (f.only_term(item) and opens) for item in f.names.items)


def _figured(f: Found) -> bool:
    """ "The release of the 17,004 figure": a figure is spoken of, and no meaning."""
    numbers = (m.what for item in f.names.items for m in item.meanings if m.category == "N")
    return any(float(number) >= FIGURES for number in numbers)


def _asks_meaning(f: Found, item: Lexeme) -> bool:
    """A question that the glossary answers as a whole: "who can refer"."""
    first = lexicon().get((item.text.split()[0],), ())
    return f.only_term(item) and any(word.category in ("WHAT", "WHICH", "REL") for word in first)


def _why(f: Found) -> bool:
    asked = f.has("why") or f.names.says("WHY")
    apart = len(f.names.filters) > 1  # "driven by adults or by children" asks for their parts
    return asked and not apart and f.names.says(*MOVED, "MOST", "MORE", "VERSUS", "COMPARE", "EVALUATION")


def _terms_alone(f: Found) -> bool:
    """Everything named is of the glossary: "the difference between … and …" is a definition of both."""
    if not (f.has("define") or f.names.says("DIFF", "DEFINE", "MEANS")) or not f.terms or f.counts or f.dated:
        return False
    if f.names.says("EACH", "BREAKDOWN", "GRAIN", *MOVED):
        return False
    return all(f.is_term(item) for item in f.names.items if item.is_("F", "D", "TOPIC"))


def _released(f: Found) -> bool:
    dated = f.has("when") and f.has("published")  # "when were the Q4 2023 statistics published?"
    return (f.has("release") or dated) and not (f.counts or f.names.filters or f.names.says("N", "DIFF"))


def _members(f: Found) -> bool:
    """ "How many first responders are there?": the members of a breakdown."""
    items = f.names.items
    asked = any(a.is_("HOWMANY") and b.is_("D") and not b.is_("M", "F") for a, b in pairwise(items))
    return (asked or _listed(f)) and not f.names.measures and not f.dated


def _listed(f: Found) -> bool:
    """ "Which first responders are there?", "list the exploitation types": a breakdown, and nobody of it."""
    kinds = [item for item in f.items if item.is_("D")]
    asked = bool(f.items) and f.items[0].is_("WHICH", "WHAT")
    return asked and len(kinds) == 1 and all(item.is_("D", *LISTING) for item in f.items)


def _catalogued(f: Found) -> bool:
    asked = f.has("catalogue") or f.names.says("CATALOGUE")
    return asked and not (f.counts or (f.dated and f.named) or f.names.says(*MOVED, "TREND", "N"))


def _change_named(f: Found) -> bool:
    if not f.changes or f.counts:
        return False
    moved = f.names.says(*MOVED) or f.has("when")
    if moved and not (f.dated and f.names.by):
        return True
    return not (f.dated or f.named)


def _latest_alone(f: Found) -> bool:
    """ "What is the latest release?": the period stands for the publication itself."""
    latest = any(when.relative.startswith("latest") for when in f.names.periods) or f.names.says("RELEASE")
    return latest and not (
        f.named or f.counts or f.names.says("N", "DIFF", "REVISED", "SUM", "EACH", "MOVE", "GROWTH", "MORE")
    )


def _undefined(f: Found) -> bool:
    """ "What is Albania?": a meaning is asked for, and a category is all that is named."""
    if f.counts or f.dated or f.names.measures or f.names.weak or f.names.vague or f.names.by or f.names.topics:
        return False
    asked = bool(f.items) and f.items[0].is_("WHAT") and any(item.is_("BE") for item in f.items[1:2])
    other = f.names.says("BREAKDOWN", "EACH", "GRAIN", "TREND", "SHARE", "COMPARE", "EXCEPT", *MOVED)
    return (asked or f.names.says("DEFINE")) and bool(f.names.filters) and not other


def _only_term(f: Found) -> bool:
    """The whole text is one word of the glossary: "IECA", "conclusive grounds decision?"."""
    return len(f.items) == 1 and f.is_term(f.items[0]) and not f.names.topics and not f.names.filters


KINDS: tuple[tuple[Intent, Callable[[Found], bool]], ...] = (
    ("release", lambda f: f.has("when") and f.has("release") and _released(f)),  # its date, and not what one is
    ("change", _changed),
    ("definition", _defined),
    ("comparable", lambda f: f.has("comparable") and not _figured(f)),
    ("why", _why),
    ("definition", _terms_alone),
    ("release", _released),
    ("catalogue", _members),
    ("catalogue", _catalogued),
    ("change", _change_named),
    ("release", _latest_alone),
    ("undefined", _undefined),
    ("definition", _only_term),
)
