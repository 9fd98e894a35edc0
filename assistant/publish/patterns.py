"""The words of published files as patterns, from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a row, named by section and row: its alternatives, whatever their case."""
    section, _, row = name.partition(".")
    return re.compile(re.sub(r"(?:^|\n) *", "", "|".join(_rows()[section][row])), re.IGNORECASE)
