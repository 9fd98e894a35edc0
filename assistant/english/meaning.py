"""terms(): the words of the glossary that a sentence asks the meaning of: "what counts as …?", "does … mean …?"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.catalog.lookup import Lookup
from assistant.english.frame import Axis, Frame
from assistant.english.lexeme import Lexeme
from assistant.words.terms import breakdown, named
from assistant.words.vocabulary import Vocabulary

FIGURES = ("T", "TM", "N", "MONTH", "BADTIME", "QUARTER", "MOST", "LIMIT", "AVERAGE", "SHARE", "MOVE", "GROWTH", "THAN")
LONGEST = 6


@dataclass(frozen=True)
class Topic:
    """A ``term`` whose meaning was asked before, and whom, or which breakdown, it names."""

    term: str
    frame: Frame


def terms(items: tuple[Lexeme, ...], vocabulary: Vocabulary, topic: Topic | None = None) -> tuple[str, ...]:
    """The terms whose meaning is asked for; none where a figure is, or nothing of the glossary is named.

    "When did it start?", after the meaning of one, is told with that meaning.
    """
    items = tuple(item for item in items if not item.is_("MARK", "STOP", "POLITE"))
    if topic is not None and any(item.is_("BEGAN") for item in items):
        return (topic.term,) if all(item.is_("BEGAN", "AND", "COMMA", "NO") for item in items) else ()
    if not items or any(item.is_(*FIGURES) and not item.is_("MEANS") for item in items):
        return ()
    words = [word for item in items for word in item.text.split()]
    means = any(item.is_("MEANS") for item in items) and items[0].is_("WHAT", "DO")
    if means or _classed(items) or _alike(items) or any(item.is_("DEFINE") for item in items):
        return _named(words, vocabulary)
    differ = (
        any(item.is_("DIFF") for item in items)
        and items[0].is_("WHAT")
        and not any(item.is_("F", "HOWMANY") for item in items)
    )
    both = _named(words, vocabulary) if differ else ()
    return both if len(both) == 2 else ()  # "what is the difference between reasonable and conclusive grounds?"


def of_meaning(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> bool:
    """ "What is an adult?", "what are dual nationals?": a meaning is asked for, and no figure of those."""
    said = [item for item in items if not item.is_("AND", "COMMA", "MARK", "STOP", "POLITE")]
    if len(said) < 3 or not (said[0].is_("WHAT") and said[1].is_("BE")):
        return False
    article = said[2].get("ARTICLE")
    named = said[2 + (article is not None) :]
    words = tuple(word for item in named for word in item.text.split())
    term = any(sense.kind == "term" for sense in vocabulary.senses(words))
    one = article is not None and article.what == "one" and all(x.is_("F", "M", "W", "V", "D") for x in named)
    return bool(named) and (one or (term and article is None))


def _alike(items: tuple[Lexeme, ...]) -> bool:
    """ "Is a referral the same as a confirmed victim?"."""
    rest = ("ARTICLE", "ALIKE", "AS", "M", "W", "V", "F", "PEOPLE", "TERM", "TOPIC")
    alike = any(x.is_("ALIKE") for x in items) and sum(x.is_("ARTICLE") for x in items[1:]) > 1
    return alike and items[0].is_("BE") and all(x.is_(*rest) for x in items[1:])


def _classed(items: tuple[Lexeme, ...]) -> bool:
    """ "Is county lines an exploitation type?"."""
    at = next((i for i, item in enumerate(items) if item.is_("D") and items[i - 1].is_("ARTICLE")), 0)
    return (
        bool(at)
        and items[0].is_("BE")
        and any(x.is_("M", "F", "W") for x in items[1:at])
        and not any(x.is_("BY", "CATALOGUE") for x in items)
    )


def _named(words: list[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The longest term; with it the first of others as long that stand elsewhere, so that two may be set side by
    side.
    """
    found = [
        (size, -at, sense.id)
        for at in range(len(words))
        for size in range(1, min(LONGEST, len(words) - at) + 1)
        for sense in vocabulary.senses(tuple(words[at : at + size]))
        if sense.kind == "term"
    ]
    found.sort(reverse=True)
    kept: list[tuple[int, int, str]] = []
    for size, place, name in found:
        apart = all(-place + size <= -at or -at + length <= -place for length, at, _ in kept)
        if apart and name not in [one[2] for one in kept]:
            kept.append((size, place, name))
    return tuple(name for _, _, name in sorted(kept, key=lambda one: -one[1]))[:2]


def topic_of(term: str, lookup: Lookup) -> Topic:
    """What a term names whose meaning was asked: "how many did it refer?", "which one referred most?"."""
    kind = breakdown(term, lookup)
    return Topic(term, Frame(where=named(term, lookup), axes=(Axis(kind),) if kind else ()))
