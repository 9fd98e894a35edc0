"""The name of the scheme beside what is counted in it: it counts nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.english.lexeme import Lexeme
from assistant.english.phrases import phrases
from assistant.words.vocabulary import Vocabulary

LIMITING = ("F", "D", "T", "TM", "N", "HOWMANY", "M")  # of which a clause does not only describe


def without_scheme(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "National Referral Mechanism decisions" and "decisions made under the NRM": the scheme's name counts nothing."""
    out = list(items)
    for i, item in enumerate(items):
        if not item.is_("W"):
            continue
        words = tuple(item.text.split())
        behind = next((x for x in items[i + 1 :] if not x.is_("F")), None)
        before = next((x for x in reversed(items[:i]) if not x.is_("F", "BE")), None)
        led = any(_term(words[n:], vocabulary) for n in range(1, len(words)))  # "under the NRM"
        if (_term(words, vocabulary) and _other(item, behind)) or (led and _other(item, before)):
            out[i] = item.as_("POLITE", item.text)
    return tuple(out)


def undescribed(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "Referrals to the NRM, which identifies and supports victims, in 2023": without what only says what the scheme
    does; one that speaks of somebody, or of a time, may limit.
    """
    said = phrases("defines")
    for at in range(2, len(items) - 1):
        if not items[at].is_("WHICH", "REL") or not _opens(items[at + 1 : at + 6], said["does"]):
            continue
        begin = at - 1
        if items[begin].text in said["what"]:  # "the NRM, the framework that identifies …"
            begin -= 2 if items[begin - 1].is_("ARTICLE") else 1
        if begin < 1 or not items[begin].is_("COMMA") or not _scheme(items[begin - 1], vocabulary):
            continue
        end = next((i for i in range(at, len(items)) if items[i].is_("COMMA", "STOP")), len(items))
        if not any(item.is_(*LIMITING) for item in items[at + 1 : end]):
            more = end + 1 if items[end : end + 1] and items[end].is_("COMMA") else end
            return (*items[:begin], *items[more:])
    return items


def enclosed(items: Sequence[Lexeme]) -> bool:
    """ "Referrals to the NRM, | which supports victims, in 2023": a clause said of what stands before it, which goes on
    behind the comma that ends it; "…, which made the most?" asks."""
    ends = next((i for i, x in enumerate(items) if x.is_("COMMA")), len(items))
    behind = items[ends + 1 :]
    asks = any(x.is_("MX", "MOST", "FASTEST", "D", "UNIT", "GRAIN", "RANK") for x in items[:ends])
    return bool(behind) and behind[0].is_("IN", "T", "BY", "FROM", "BE", "FOR") and not asks


def _opens(items: Sequence[Lexeme], verbs: Sequence[str]) -> bool:
    words = " ".join(item.text for item in items)
    return any(f"{words} ".startswith(f"{verb} ") for verb in verbs)


def _scheme(item: Lexeme, vocabulary: Vocabulary) -> bool:
    words = tuple(item.text.split())
    return item.is_("W") and any(_term(words[n:], vocabulary) for n in range(len(words)))


def _term(words: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return any(sense.kind == "term" for sense in vocabulary.senses(words))


def _other(item: Lexeme, beside: Lexeme | None) -> bool:
    """Is another measure than the scheme's own counted beside it?"""
    if beside is None or not beside.is_("M"):
        return False
    return bool(item.get("W").what.id != beside.get("M").what.id)  # type: ignore[union-attr]
