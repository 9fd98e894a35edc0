"""Text to lexemes: catalog phrases, periods, numbers and words of the lexicon, each stretch with all that it may
mean.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.english.editions import months_named, releases_named, releases_of, with_editions
from assistant.english.joining import AND, LINKING
from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.lexicon import Word, in_full, lexicon, lexicon_sizes, spoken
from assistant.english.period_tokens import Period, kind, periods_of
from assistant.english.there import pointing
from assistant.english.tokens import numbered, of_year, open_ended, unabbreviated, unclipped, unglossed, unlettered
from assistant.english.year_parts import told_again
from assistant.words.atoms import PERIOD_WORDS
from assistant.words.numbers import NUMBER_WORDS
from assistant.words.suggest import correction
from assistant.words.tokens import Token, clean, tokenise
from assistant.words.vocabulary import Vocabulary, both_sizes

APART = {Word("BOTH", "apart"), Word("BOTH", "paired")}
IN_RELEASE, IN_MONTH = Word("RELEASE", "in"), Word("RELEASE", "dated")
SLIP = "slip"  # kind of a token whose spelling was put right
UNKNOWN_COST = 20
KINDS = {
    "member": "F", "group": "F", "compound": "F", "measure": "M", "weak_measure": "W", "vague_measure": "V",
    "dimension": "D", "weak_dimension": "D", "beside": "BESIDE",
    "topic": "TOPIC", "term": "TERM", "change": "CHANGE", "publication": "PUB",
}  # fmt: skip
TEXTS = 16  # whose lexemes are kept
COUNTED = ("F", "M", "W", "V", "D")
ASKING = ("WHICH", "WHAT")


class Lexer:
    """Finds the lexemes of a text against one catalog's vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.words = lexicon()
        self.lengths = both_sizes(vocabulary.sizes, lexicon_sizes())
        self.releases = releases_named(vocabulary.catalog)
        self.months = months_named(vocabulary.catalog)
        self.of_period = releases_of(vocabulary.catalog)
        self.plain = spoken()
        self._kept = lru_cache(maxsize=TEXTS)(self._read)  # readers of one question look at the same lines

    def read(self, text: str) -> list[Lexeme]:
        """The lexemes of ``text`` from left to right: the fewest that leave the fewest words unknown."""
        return list(self._kept(text))

    def _read(self, text: str) -> tuple[Lexeme, ...]:
        tokens = unglossed(unabbreviated(tokenise(clean(text))), self.vocabulary)
        tokens = self._spelled(numbered(unlettered(of_year(open_ended(unclipped(tokens))))))
        items = told_again(pointing(_listed_few(self._denied(_in_capitals(self._best(tokens))))))
        return tuple(with_editions(items, self.of_period))

    def _denied(self, items: list[Lexeme]) -> list[Lexeme]:
        """ "Children who weren't British", "didn't come from Albania": a verb and its "not".

        At the head of a question it only asks ("isn't 2025 the highest?"), as before a pronoun ("isn't it"), and
        what the writer does not do ("I don't have them") denies nothing of what is counted.
        """
        out: list[Lexeme] = []
        for i, item in enumerate(items):
            verb = item.get("CONTRACTED")
            opens = not out or out[-1].is_("AND", "STOP", "PRONOUN", "WE")
            asks = i + 1 < len(items) and items[i + 1].is_("IT", "THAT", "PRONOUN", "WE")
            if verb is None or opens or asks:
                out.append(item)
                continue
            for word in (verb.what, "not"):
                out.append(replace(item, text=word, meanings=self._meanings((word,))))
        return out

    def _apart(self, tokens: tuple[Token, ...], i: int, words: tuple[str, ...]) -> bool:
        """ "Men, women, boys and girls" are four; "labour and sexual exploitation, separately" are two."""
        if not AND & set(words) or len(words) == 1 or not all(map(self._counted, _sides(words))):
            return False  # "Belfast and Lisburn Women's Aid" is one name
        ahead = next((token for token in reversed(tokens[:i]) if token.text not in (",", *AND)), None)
        # "In 2023, women and girls" lists nothing with the year, "there were, women and girls" nothing with the verb.
        # Behind a bracket a clause begins: "Men made up 76% (12,903), and women and girls 24%".
        after = ahead is not None and ahead.kind != "number" and not self._means(ahead.text, LINKING)
        after = after and ahead is not None and ahead.text != ")"
        listed = i > 1 and tokens[i - 1].text in (",", *AND) and after  # an "and" at the head only goes on
        return listed or any(APART & set(self.words.get((token.text,), ())) for token in tokens)

    def _in_percent(self, tokens: tuple[Token, ...], end: int) -> bool:
        """ "Over 60 | per cent", "under 18%" are no ages."""
        if not tokens[end - 1].text.isdecimal() or end >= len(tokens):
            return False
        texts = tuple(token.text for token in tokens[end : end + 2])
        return any(
            meaning.category == "SHARE" and meaning.meaning == "percent"
            for words in (texts[:1], texts)
            for meaning in self.words.get(words, ())
        )

    def _counted(self, words: tuple[str, ...]) -> bool:
        return any(meaning.category in COUNTED for meaning in self._meanings(words))

    def _means(self, word: str, categories: Collection[str]) -> bool:
        return any(meaning.category in categories for meaning in self.words.get((word,), ()))

    def _spelled(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Abbreviations written out, and slips of spelling put right where only one word can be meant."""
        out: list[Token] = []
        for at, token in enumerate(tokens):
            right = self.vocabulary.spellings.get(token.text) if token.kind == "word" else None
            if right:
                out += [replace(token, text=word) for word in right]
            elif token.kind == "word" and not self._known_word(token.text):
                proper = token.raw[:1].isupper() and at > 0 and not token.raw.isupper()
                fixed = correction(token.text, self.vocabulary, self.plain, proper, PERIOD_WORDS)
                out.append(replace(token, text=fixed, kind=SLIP) if fixed else token)
            else:
                out.append(token)
        return tuple(out)

    def _known_word(self, word: str) -> bool:
        return word in self.lengths or word in self.plain or word in self.vocabulary.single_words or len(word) < 5

    def _best(self, tokens: tuple[Token, ...]) -> list[Lexeme]:
        count = len(tokens)
        periods = periods_of(tokens)
        cost: list[float] = [0.0] * (count + 1)
        step: list[Lexeme | None] = [None] * count
        for i in range(count - 1, -1, -1):
            cost[i] = float("inf")
            for found in self._at(tokens, i, periods):
                total = cost[found.end] + _cost(found)
                if total < cost[i]:
                    cost[i], step[i] = total, found
        out: list[Lexeme] = []
        i = 0
        while i < count:
            found_here = step[i]
            assert found_here is not None
            out.append(found_here)
            i = found_here.end
        return out

    def _at(self, tokens: tuple[Token, ...], i: int, periods: dict[int, tuple[int, Period]]) -> Iterator[Lexeme]:
        if i in periods:
            end, span = periods[i]
            yield _lexeme(tokens, i, end, (Meaning(kind(span), span),))
        for words, end in _phrases(tokens, i, self.lengths.get(tokens[i].text, ())):
            apart = words not in self.words and (self._apart(tokens, i, words) or self._in_percent(tokens, end))
            meanings = () if apart else self._meanings(words) or self._in_full(words)
            if i and self._means(tokens[i - 1].text, ASKING):  # "which year before 2020" is one of all before it
                meanings = tuple(meaning for meaning in meanings if meaning.category != "EARLIER")
            if end in periods and end > i + 1 and self._means(tokens[end - 1].text, ("SINCE",)):
                # "Has that changed since | 2021?" is of another time, and of no other release.
                meanings = tuple(meaning for meaning in meanings if meaning.category != "REVISED")
            bracket = tokens[end - 1].text == ")"  # a term's letters behind it: "UK Visas and Immigration (UKVI)"
            if meanings and not (bracket and all(meaning.category == "TERM" for meaning in meanings)):
                yield _lexeme(tokens, i, end, meanings)
        yield from self._release(tokens, i)
        yield _single(tokens, i)

    def _in_full(self, words: tuple[str, ...]) -> tuple[Meaning, ...]:
        """ "Age wasn't known" as "age was not known"."""
        full = in_full(words)
        return tuple(m for m in self._meanings(full) if m.category == "F") if full != words else ()

    def _release(self, tokens: tuple[Token, ...], i: int) -> Iterator[Lexeme]:
        """ "In the release nrm-2023-q4", "as published in March 2024"."""
        for words, end in _phrases(tokens, i, self.lengths.get(tokens[i].text, ())):
            means = self.words.get(words, ())
            releases = self.releases if IN_RELEASE in means else self.months if IN_MONTH in means else None
            if releases is not None:
                for size in range(1, min(8, len(tokens) - end + 1)):
                    name = releases.get(tuple(token.text for token in tokens[end : end + size]))
                    if name is not None:
                        yield _lexeme(tokens, i, end + size, (Meaning("AS_OF", name),))

    def _meanings(self, words: tuple[str, ...]) -> tuple[Meaning, ...]:
        senses = self.vocabulary.senses(words)
        found = [Meaning(KINDS[s.kind], s) for s in senses if s.kind in KINDS]
        if any(m.category in COUNTED for m in found):
            found = [m for m in found if m.category in COUNTED]
        found += [Meaning(word.category, word.meaning) for word in self.words.get(words, ()) if word != IN_MONTH]
        return tuple(found)


QUARTER_ALONE = re.compile(r"q[1-4]")
FEW = 100  # "the top five" lists, "top 10,000" is a limit


def _in_capitals(items: list[Lexeme]) -> list[Lexeme]:
    """ "IE" is a name, and "ie" says nothing: an abbreviation that is a word of talk too has capitals. "The Met" has
    one, and "we met survivors" none.
    """
    out: list[Lexeme] = []
    for item in items:
        if item.is_("F") and item.is_("POLITE", "BOTH", "MEETING") and item.end == item.start + 1:
            name = item.typed[:1].isupper() if item.is_("MEETING") else item.typed.isupper()
            item = replace(item, meanings=tuple(m for m in item.meanings if (m.category == "F") == name))
        out.append(item)
    return out


def _sides(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The stretches of a phrase that its "and" joins."""
    sides: list[tuple[str, ...]] = [()]
    for word in words:
        sides = [*sides, ()] if word in AND else [*sides[:-1], (*sides[-1], word)]
    return sides


def _listed_few(items: list[Lexeme]) -> list[Lexeme]:
    """A word that ranks and limits ("top") ranks before a small number, and limits before a large one."""
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        number = items[i + 1].get("N") if i + 1 < len(items) else None
        if number is not None and item.is_("MOST") and item.is_("LIMIT"):
            dropped = "LIMIT" if number.what < FEW else "MOST"
            item = replace(item, meanings=tuple(m for m in item.meanings if m.category != dropped))
        out.append(item)
    return out


def _phrases(tokens: tuple[Token, ...], i: int, lengths: tuple[int, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Phrases from ``i`` of these lengths, hyphens, slashes and whole brackets inside them skipped."""
    if not lengths:
        return
    words: list[str] = []
    opened = 0
    wanted = set(lengths)
    for j in range(i, len(tokens)):
        token = tokens[j]
        if token.kind == "mark" and token.text not in "&%":
            if not words:
                if 1 in wanted:
                    yield (token.text,), j + 1
                return
            if token.text not in "-/()":
                return
            opened += (token.text == "(") - (token.text == ")")
            continue
        words.append(token.text)
        closes = opened == 1 and tokens[j + 1 : j + 2] and tokens[j + 1].text == ")"
        if len(words) in wanted and (closes or not opened):
            yield tuple(words), j + (2 if closes else 1)  # "Congolese (DRC)"
        if len(words) >= lengths[0]:
            return


def _lexeme(tokens: tuple[Token, ...], start: int, end: int, meanings: tuple[Meaning, ...]) -> Lexeme:
    part = tokens[start:end]
    text = " ".join(token.text for token in part)
    typed = " ".join(t.raw for i, t in enumerate(part) if not i or t.start != part[i - 1].start)
    slips = tuple((token.raw, token.text) for token in part if token.kind == SLIP)
    return Lexeme(start, end, text, typed, meanings, slips)


def _single(tokens: tuple[Token, ...], i: int) -> Lexeme:
    token = tokens[i]
    if token.kind == "mark" and token.text not in "*=<>{}[]+|_":
        meaning = Meaning("STOP" if token.text in "?!." else "MARK", token.text)
        return _lexeme(tokens, i, i + 1, (meaning,))
    if QUARTER_ALONE.fullmatch(token.text):
        return _lexeme(tokens, i, i + 1, (Meaning("QUARTER", int(token.text[1])),))
    number = NUMBER_WORDS.get(token.text)
    digits = token.text.replace(",", "")
    if number is None and token.kind == "number" and digits.isdecimal() and len(digits) < 10:
        number = int(digits)
    if number is not None:
        return _lexeme(tokens, i, i + 1, (Meaning("N", number),))
    return _lexeme(tokens, i, i + 1, (Meaning("X", token.text),))


def _cost(found: Lexeme) -> float:
    """Fewer lexemes are better; an unknown word is worst; of two ways a catalog phrase goes before a word of asking."""
    if found.is_("X"):
        return UNKNOWN_COST
    base = 1.5 if found.is_("QUARTER") else 1.0  # "Q1 | 2023, Q2 | 2023" is two quarters with their years
    if not found.is_("F", "M", "W", "V", "T"):
        base += 0.02
    if found.is_("TOPIC", "TERM", "CHANGE") and not found.is_(*COUNTED):
        base += 0.3
    if found.is_("T", "MONTH") and found.text.startswith(("the end of", "end of", "the start of")):
        base += 0.03  # "by the end of | 2015" bounds, "the end of 2015" is a date
    if found.is_("EACH") and found.end - found.start > 3:
        base -= 0.005  # "for each of the | last three years" is each of them, and not "for each of | the last"
    if found.is_("NOW"):
        base += 0.05  # "since the start | of 2022" is "since the start of | 2022"
    if found.is_("F"):
        base -= 0.0002 * (found.end - found.start)  # "each of | the Salvation Army", and not "each of the | …"
    return base - 0.001 * (found.end - found.start)
