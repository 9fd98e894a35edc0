"""Small numbers as they are spelt."""

from __future__ import annotations

from assistant.words.written import ONES, TEENS

NUMBER_WORDS = {word: number for number, word in enumerate((*ONES, *TEENS, "twenty"), 1)}
