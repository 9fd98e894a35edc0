"""Numbers in words and shortened numbers, as digits: "seventeen thousand", "17k", "4.9 thousand"."""

from __future__ import annotations

import re

from assistant.english.phrases import numbered, pattern

COUNTS = numbered("count")
VALUES = {word: n for word, n in COUNTS.items() if n < 100}
# Only with a hundred or a thousand: "three men" and "one in four" are read where they stand.
SPELT = pattern("digits.spelt")
SHORT = pattern("digits.short")
HALF = pattern("digits.half")
PERCENT = pattern("digits.percent")
# "0.017 million"; a million and more is no count of these tables, and is left as it stands.
PART = pattern("digits.part")


def in_digits(text: str) -> str:
    """
    >>> in_digits("Some seventeen thousand were referred, of whom 4.1k were women")
    'Some 17,000 were referred, of whom 4,100 were women'
    """
    text = PART.sub(lambda found: _written(1_000_000 * float(found[1])), text)
    text = HALF.sub(
        lambda found: f"{VALUES.get(found['n'].lower()) or found['n']}.5 ", text
    )  # "three and a half times"
    text = PERCENT.sub(_spelt, text)  # "forty-four per cent"
    return SPELT.sub(_spelt, SHORT.sub(lambda found: _written(1000 * float(found[1].replace(",", ""))), text))


def _spelt(found: re.Match[str]) -> str:
    total = part = 0
    for word in re.findall(r"[a-z]+", found.group().lower()):
        if word == "and":
            continue
        if word == "a":
            part = 1
        elif word == "thousand":
            total, part = total + 1000 * max(part, 1), 0
        elif word == "hundred":
            part = 100 * max(part, 1)
        else:
            part += VALUES[word]
    return _written(total + part)


def _written(value: float) -> str:
    return f"{round(value):,}"
