"""Words that are kept from one start to the next are never others than those that would be made now."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.catalog.model import Catalog
from assistant.english import lexicon
from assistant.errors import EngineLost
from assistant.kept import MOST, SUFFIX, kept
from assistant.service import Assistant
from assistant.store.engine import ROWS, Rows
from assistant.store.remembered import Remembered
from assistant.words.vocabulary import Vocabulary

posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="nobody knows here whose a file is")
pytestmark = posix


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("ASSISTANT_CACHE", str(folder))
    return folder


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A lexicon of its own, which may be changed."""
    copy = tmp_path / "lexicon"
    shutil.copytree(lexicon.FOLDER, copy)
    monkeypatch.setattr(lexicon, "FOLDER", copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    lexicon._words.cache_clear()
    lexicon.lexicon_words.cache_clear()


class _Counted:
    """Something that takes long to make."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> tuple[str, ...]:
        self.made += 1
        return ("how", "many")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}"))


def test_what_is_made_of_the_same_is_made_once(folder: Path) -> None:
    make = _Counted()
    assert [kept("some", [b"a"], make) for _ in range(3)] == [("how", "many")] * 3
    assert make.made == 1
    assert kept("some", [b"b"], make) == kept("others", [b"a"], make) == ("how", "many")
    assert make.made == 3, "of other words, or of another name"
    assert [path.stat().st_mode & 0o777 for path in _files(folder)] == [0o600] * 3


@pytest.mark.parametrize("raw", [b"", b"half", None], ids=["empty", "of nothing", "cut"])
def test_a_damaged_file_is_made_again(folder: Path, raw: bytes | None) -> None:
    make = _Counted()
    kept("some", [b"a"], make)
    path = _files(folder)[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:-3] if raw is None else raw)
    assert kept("some", [b"a"], make) == ("how", "many")
    assert make.made == 2 and path.read_bytes() == whole


def test_a_file_of_something_else_runs_nothing(folder: Path, tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "ran",)

    make = _Counted()
    kept("some", [b"a"], make)
    raw = pickle.dumps(Evil(), 5)
    _files(folder)[0].write_bytes(hashlib.sha256(raw).digest() + raw)
    assert kept("some", [b"a"], make) == ("how", "many")
    assert make.made == 2 and not (tmp_path / "ran").exists()


def test_nothing_is_read_where_others_may_write(folder: Path) -> None:
    make = _Counted()
    kept("some", [b"a"], make)
    _files(folder)[0].chmod(0o620)
    kept("some", [b"a"], make)
    assert make.made == 2 and _files(folder)[0].stat().st_mode & 0o777 == 0o600, "and it is ours alone again"
    folder.chmod(0o770)
    assert [kept("some", [b"a"], make), kept("some", [b"c"], make)] == [("how", "many")] * 2
    assert make.made == 4 and len(_files(folder)) == 1


def test_a_link_to_a_file_elsewhere_is_not_followed(folder: Path, tmp_path: Path) -> None:
    make = _Counted()
    kept("some", [b"a"], make)
    path = _files(folder)[0]
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    kept("some", [b"a"], make)
    assert make.made == 2 and not path.is_symlink()


def test_those_that_are_not_wanted_any_more_are_removed(folder: Path) -> None:
    for number in range(MOST + 5):
        kept("some", [bytes([number])], _Counted())
    assert len(_files(folder)) == MOST


def test_a_changed_line_of_the_lexicon_is_seen_at_once(folder: Path, words: Path) -> None:
    assert ("prithee", "kindly") not in lexicon.lexicon()
    _forget()
    again = lexicon.lexicon()  # as it was kept
    assert len(_files(folder)) == 1 and again[("how", "many")]
    path = words / "glue.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(f'{before}\n[PRITHEE]\nkindly = ["prithee kindly"]\n', encoding="utf-8")
    _forget()
    assert lexicon.lexicon()[("prithee", "kindly")] == (lexicon.Word("PRITHEE", "kindly"),)
    assert lexicon.lexicon_words("PRITHEE", "kindly") == ("prithee kindly",)
    path.write_text(before, encoding="utf-8")
    _forget()
    assert ("prithee", "kindly") not in lexicon.lexicon()


def test_a_vocabulary_that_was_kept_is_the_one_that_would_be_made(folder: Path, assistant: Assistant) -> None:
    catalog = assistant.catalog
    made, read = Vocabulary(catalog), Vocabulary(catalog)
    assert len(_files(folder)) == 1
    assert list(made.phrases()) == list(read.phrases())
    assert all(made.senses(words) == read.senses(words) for words in made.phrases())
    assert (made.sizes, made.single_words) == (read.sizes, read.single_words)
    assert Vocabulary(_renamed(catalog)).senses(("zorbs",))[0].id == catalog.measures[0].id
    assert not Vocabulary(catalog).senses(("zorbs",))


# Answers


def test_a_question_asked_again_is_answered_the_same(assistant: Assistant) -> None:
    text = "How many referrals were there in each year from 2019 to 2022?"
    assistant.forget()
    first, again = assistant.ask(text), assistant.ask(text)
    assert replace(first, timings_ms={}) == replace(again, timings_ms={})
    assert {int(row[0]): row[-1] for row in again.parts[0].rows} == {2019: 10606, 2020: 10582, 2021: 12700, 2022: 16921}
    followed = assistant.ask("And in 2023?", before=assistant.following(assistant.ask("Referrals in 2019?").parts[0]))
    assert followed.parts[0].value != assistant.ask("And in 2023?").parts[0].value, "it follows nothing"


def test_the_same_words_are_read_anew_on_another_day(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {}
    for year in (2021, 2023, 2021):
        monkeypatch.setenv("ASSISTANT_TODAY", f"{year}-06-01")
        told[year] = assistant.ask("How many referrals were there last year?").parts[0].value
    assert told == {2021: 10582, 2023: 16921}


class _Engine:
    """Answers every statement with a row that it has not given before, or with an error."""

    dialect = "duckdb"

    def __init__(self) -> None:
        self.given = 0
        self.lost = False

    def run(self, sql: str, parameters: Sequence[Any] = (), seconds: float | None = None, limit: int = ROWS) -> Rows:
        if self.lost:
            raise EngineLost("gone")
        self.given += 1
        return Rows(("n",), ((self.given,),) * min(limit, 10), limit < 10)

    def describe(self) -> Mapping[str, tuple[str, ...]]:
        return {}

    def close(self) -> None: ...


def test_rows_are_kept_of_the_very_statement_and_never_an_error_or_a_part() -> None:
    engine = _Engine()
    kept_rows = Remembered(engine)
    engine.lost = True
    with pytest.raises(EngineLost):
        kept_rows.run("SELECT 1", ["a"])
    engine.lost = False
    assert kept_rows.run("SELECT 1", ["a"]) == kept_rows.run("SELECT 1", ["a"])
    assert engine.given == 1
    kept_rows.run("SELECT 1", ["b"])
    assert not kept_rows.run("SELECT 1", ["a"], limit=20).truncated
    assert kept_rows.run("SELECT 1", ["a"], limit=5) != kept_rows.run("SELECT 1", ["a"], limit=5), "cut short"
    assert engine.given == 5
    kept_rows.forget()
    kept_rows.run("SELECT 1", ["a"])
    assert engine.given == 6
    engine.dialect = "spark"
    elsewhere = Remembered(engine)
    assert elsewhere.run("SELECT 1") != elsewhere.run("SELECT 1"), "others may change what such an engine holds"


def _renamed(catalog: Catalog) -> Catalog:
    first = catalog.measures[0]
    named = first.model_copy(update={"words": (*first.words, "zorbs")})
    return catalog.model_copy(update={"measures": (named, *catalog.measures[1:])})
