"""Numbers as they are spelt."""

from __future__ import annotations

import tomllib
from pathlib import Path

SPELT: dict[str, tuple[str, ...]] = {
    number: tuple(words)
    for number, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["count"].items()
}
UNITS = {word: int(number) for number, words in SPELT.items() if int(number) < 10 for word in words}
TEENS = {word: int(number) for number, words in SPELT.items() if 10 <= int(number) < 20 for word in words}
NUMBER_WORDS = {**UNITS, **TEENS, **dict.fromkeys(SPELT["20"], 20)}  # one word each
