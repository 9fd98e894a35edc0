"""Tokens put as the lexicon has them: endings written apart, numbers of lists and letters of items marked."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.english.lexicon import lexicon_words
from assistant.period import Span
from assistant.words.numbers import NUMBER_WORDS
from assistant.words.tokens import Token
from assistant.words.vocabulary import Vocabulary

Period = Span | tuple[int, int] | str  # whole quarters; (year, month) of a single month; or what is wrong with it

SCALES = {"hundred": 100, "thousand": 1000, "million": 1000000}


UNEQUAL = ("!=", "<>")
ITEM = "•"  # as the lexicon knows the mark of one thing in a list
GLOSS = 5  # words in brackets at the most, with which a count is named again
LETTERED = re.compile(r"[a-z]|[ivx]{1,4}|\d")


CLITIC = re.compile(r"([a-z]+)['’](re|ll|ve|m|d)", re.IGNORECASE)


def unclipped(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "We're" is "we" and "are", not "were"."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        found = CLITIC.fullmatch(token.raw) if token.kind == "word" else None
        if found is None:
            out.append(token)
            continue
        end, behind = found[2].lower(), tokens[i + 1].text if i + 1 < len(tokens) else ""
        words = lexicon_words("CLITIC", f"{end} {behind}") or lexicon_words("CLITIC", end)
        out += [replace(token, text=word) for word in (found[1].lower(), *words)]
    return tuple(out)


def open_ended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "18+" is "18 plus", "nationality != UK" is "nationality not UK"."""
    out: list[Token] = []
    for token in tokens:
        if out and out[-1].text + token.text in UNEQUAL and out[-1].end == token.start:
            out[-1] = replace(out[-1], text="not", kind="word", end=token.end)
            continue
        after = bool(out) and out[-1].kind == "number" and out[-1].end == token.start
        out.append(replace(token, text="plus", kind="word") if token.text == "+" and after else token)
    return tuple(out)


def unglossed(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """ "Final (conclusive grounds) decisions": without what is in brackets, where both name the same count."""
    texts = [token.text for token in tokens]
    for opens in (i for i, text in enumerate(texts) if text == "(" and i > 0):
        closes = next((i for i, text in enumerate(texts) if text == ")" and i > opens), len(texts))
        if closes + 1 >= len(texts) or not 1 < closes - opens <= GLOSS:
            continue
        inside, behind = tuple(texts[opens + 1 : closes]), texts[closes + 1]
        named = _counts(vocabulary, (texts[opens - 1], behind))
        if named & (_counts(vocabulary, inside) | _counts(vocabulary, (*inside, behind))):
            return unglossed((*tokens[:opens], *tokens[closes + 1 :]), vocabulary)
    return tokens


def _counts(vocabulary: Vocabulary, words: tuple[str, ...]) -> set[str]:
    return {sense.id for sense in vocabulary.senses(words) if sense.kind in ("measure", "weak_measure")}


def unabbreviated(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "National Referral Mechanism (NRM)", "Duty to Notify (DtN)": without the letters that say again what stands
    before them.
    """
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        word = tokens[i + 1] if [token.text for token in tokens[i : i + 3 : 2]] == ["(", ")"] else None
        if word is not None and _initials(out, word.text):
            i += 3
        else:
            out.append(tokens[i])
            i += 1
    return tuple(out)


def _initials(words: list[Token], letters: str) -> bool:
    """Are these the first letters of the last words, one of each, or of the plural ("Single Competent Authorities")?"""
    letters = letters.removesuffix("s") if len(letters) > 2 else letters
    last = words[-len(letters) :]
    firsts = "".join(token.text[:1] for token in last if token.kind == "word")
    return 1 < len(letters) < 7 and firsts == letters


def of_year(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "April until June of year 2025" is of 2025, and "non-Iranian" is not Iranian."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        dated = i + 1 < len(tokens) and re.fullmatch(r"(?:19|20)\d\d", tokens[i + 1].text) is not None
        if token.text == "year" and dated and out and out[-1].text == "of":
            continue
        if token.text == "-" and out and out[-1].text == "non":
            continue
        out.append(token)
    return tuple(out)


def numbered(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Ten thousand", "5 thousand", "two hundred": one number."""
    out: list[Token] = []
    for token in tokens:
        before = out[-1] if out else None
        digits = before.text.replace(",", "") if before is not None else ""
        known = NUMBER_WORDS.get(digits) or (int(digits) if digits.isdecimal() and len(digits) < 7 else None)
        if token.text in SCALES and before is not None and known is not None:
            value = str(known * SCALES[token.text])
            out[-1] = replace(before, text=value, raw=f"{before.raw} {token.raw}", end=token.end, kind="number")
        else:
            out.append(token)
    return tuple(out)


def unlettered(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "(a) labour and (b) criminal": the letters of a list are marks, each of a thing by itself."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        three = tokens[i : i + 3]
        if len(three) == 3 and three[0].text == "(" and three[2].text == ")" and LETTERED.fullmatch(three[1].text):
            _mark(out, three[0])
            i += 3
        elif len(three) > 1 and three[1].text == ")" and _letter(three[0].text, out):
            if out and out[-1].text != ":":
                _mark(out, three[1])
            i += 2
        else:
            out.append(tokens[i])
            i += 1
    return tuple(out)


def _mark(out: list[Token], token: Token) -> None:
    """The mark of a list in place of a comma before it; none at the head of a text."""
    if out and out[-1].text == ",":
        out.pop()
    if out:
        out.append(replace(token, text=ITEM))


def _letter(text: str, before: list[Token]) -> bool:
    """ "b) number of …": a letter, or at the start of a line a number."""
    starts = not before or before[-1].kind == "mark"
    inside = any(token.text == "(" for token in before[-4:])
    return bool(LETTERED.fullmatch(text)) and not inside and (starts or text.isalpha())
