"""What ``catalog/desk.toml`` says: the letter's standing sentences, and the words by which an email is taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli

from assistant.errors import CatalogError

NAME = "desk.toml"
LIST = re.compile(r"\{(?P<name>[a-z][a-z_]*)\}")


@dataclass(frozen=True)
class Words:
    """The phrases of one list, longest first, as one pattern without repeats: its time grows with the text alone."""

    phrases: tuple[str, ...]
    pattern: re.Pattern[str]
    opening: re.Pattern[str]  # the same at the start of a text

    def found(self, text: str) -> bool:
        return bool(self.pattern.search(text))


@dataclass(frozen=True)
class Letter:
    """What every letter says besides its answers."""

    team: str
    address: tuple[str, ...]
    signatory: str
    reference: str
    greeting: str
    thanks: str
    follow_up: str
    by_grain: str
    next_step: str
    requested: str
    review: str
    individual: str
    unread: str
    unread_of: str
    doubted: str
    nearest: str
    no_figure: str
    not_as_asked: str
    nearest_told: str
    wished: str
    at_time: str
    provide: str
    marked: str
    ones_of: str
    tell: str
    the_same: str
    the_same_of: str
    narrower: str
    not_instead: str
    young_by: str
    of_mark: str
    marked_question: str
    another_time: str
    whole_of: str
    force_of: str
    referrals_by: str
    separately: str
    of_one_item: str
    body_asked: str
    listed_asked: str
    each_below: str
    following: str
    glossed: str
    with_total: str
    asker: str
    table_of: str
    same_again: str
    those: str
    part: str
    stated_cell: str
    total_asked: str
    total_shown: str
    statements_asked: str
    compared: str
    of_those: str
    how_many_of_those: str
    those_many: str
    change_asked: str
    share_was: str
    up_to_date: str
    change_beside: str
    reported: str
    own_case: str
    same_answer: str
    as_above: str
    in_all: str
    of_totals: tuple[str, ...]
    understood: tuple[str, ...]
    besides: tuple[str, ...]
    removed: str


@dataclass(frozen=True)
class Settings:
    """``words`` by list ("asks"); ``private`` is the word that stands for each kind of private detail; ``patterns`` are what
    is told by the order of words, made of the lists."""

    letter: Letter
    private: dict[str, str]
    words: dict[str, Words]
    patterns: dict[str, re.Pattern[str]]

    def __getitem__(self, name: str) -> Words:
        return self.words[name]


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern of any of these phrases, the longest tried first."""
    return "|".join(re.escape(one).replace(r"\ ", " ") for one in sorted(phrases, key=len, reverse=True))


def _words(phrases: Iterable[str]) -> Words:
    said = tuple(phrases)
    any_of = alternatives(said)
    return Words(
        said,
        re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{any_of})(?!\w)", re.IGNORECASE),
    )


def _patterns(raw: dict[str, dict[str, str]], lists: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """The patterns, in which ``{name}`` stands for any phrase of that list, or for a pattern before it. Raises
    :class:`KeyError` for a name that is neither."""
    texts: dict[str, str] = {}
    out: dict[str, re.Pattern[str]] = {}
    for table, flags in (("patterns", re.IGNORECASE), ("cased", re.NOFLAG)):
        for name, text in raw[table].items():
            known = {**texts, **lists}
            texts[name] = LIST.sub(lambda found, known=known: f"(?:{known[found['name']]})", text)  # type: ignore[misc]
            out[name] = re.compile(texts[name], flags)
    return out


@lru_cache(maxsize=4)
def settings(folder: Path) -> Settings:
    """Of a catalog folder. Raises :class:`CatalogError` where the file is missing or lacks a key."""
    try:
        raw: dict[str, Any] = tomli.loads((folder / NAME).read_text(encoding="utf-8"))
        lists = {**raw["private_words"], **raw["frame"], **raw["acts"]}
        letter: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in raw["letter"].items()
        }
        words = {name: _words(of) for name, of in lists.items()}
        of = {name: alternatives(one.phrases) for name, one in words.items()}
        of["private_word"] = alternatives(raw["private"].values())
        return Settings(Letter(**letter), dict(raw["private"]), words, _patterns(raw, of))
    except (OSError, tomli.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise CatalogError((f"{NAME} cannot be read: {error}",)) from error
