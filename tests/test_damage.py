"""Figures that are not those that were published are never printed, and a built file that is damaged is built again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant import manifest
from assistant.cli import main
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.web.http_api import Api

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
FILE = "data/nrm-2023-q4/referrals_series.csv"
QUESTION = "How many referrals were there in 2019?"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, current by its manifest, with a cache of its own."""
    for part in ("catalog", "data"):
        shutil.copytree(ROOT / part, tmp_path / "home" / part)
    (tmp_path / "cache").mkdir(mode=0o700)
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    manifest.write(tmp_path / "home")
    return tmp_path / "home"


def _answer(home: Path) -> object:
    assistant = Assistant(home)
    try:
        return assistant.ask(QUESTION).parts[0].value
    finally:
        assistant.warehouse.close()


def _built(home: Path) -> Path:
    (found,) = (home.parent / "cache").glob("*.duckdb")
    return found


def test_the_manifest_that_is_shipped_is_current() -> None:
    manifest.confirm(ROOT, "data", "catalog")
    assert manifest.read(ROOT), 'run "python -m assistant manifest"'


def _twice(path: Path) -> None:
    head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, *lines, *lines]), encoding="utf-8")


def _half(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def _a_line_too_many(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"2019,referrals,1,2,3,4,5\n")


@pytest.mark.parametrize("damage", [_twice, _half, _a_line_too_many, Path.unlink])
def test_a_damaged_file_of_figures_is_refused_by_its_name(home: Path, damage: Callable[[Path], None]) -> None:
    damage(home / FILE)
    with pytest.raises(AssistantError, match=FILE):
        _answer(home)


def test_a_file_that_nobody_named_is_refused(home: Path) -> None:
    shutil.copy(home / FILE, home / "data" / "nrm-2023-q4" / "more.csv")
    with pytest.raises(AssistantError, match=r"more\.csv is not in the manifest"):
        _answer(home)


def test_a_service_is_not_started_on_a_catalog_that_was_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "catalog" / "words.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert _answer(home) == 10606, "whoever edits it may ask it"
    assert main(["serve", "--port", "0"]) == 1
    said = capsys.readouterr().err
    assert "catalog/words.toml" in said and "python -m assistant manifest" in said
    assert main(["manifest"]) == 0
    manifest.confirm(home, "data", "catalog")


def test_taking_in_a_release_names_its_files_and_blesses_no_other(home: Path) -> None:
    _a_line_too_many(home / FILE)
    shutil.copy(home / FILE, home / "data" / "nrm-2022-q2" / "new.csv")
    manifest.record(home, "nrm-2022-q2")
    with pytest.raises(AssistantError, match=FILE):
        manifest.confirm(home, "data")


def test_a_manifest_that_cannot_be_read_is_a_sentence(home: Path) -> None:
    manifest.path_of(home).write_text("{", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"manifest\.json cannot be read"):
        _answer(home)


def test_a_file_given_out_is_as_it_was_published(home: Path) -> None:
    assistant = Assistant(home)
    with TestClient(Starlette(routes=Api(assistant).routes())) as client:
        address = "/api/" + FILE
        whole = client.get(address)
        assert (whole.status_code, whole.content) == (200, (home / FILE).read_bytes())
        _half(home / FILE)
        assert client.get(address).status_code == 503
        (home / FILE).unlink()
        assert client.get(address).status_code == 503
    assistant.warehouse.close()


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_built_file_that_is_damaged_is_built_again(home: Path, damage: bytes | None) -> None:
    assert _answer(home) == 10606
    built = _built(home)
    if damage is not None:
        built.write_bytes(damage)
    else:  # still a database, with other figures
        with duckdb.connect(str(built)) as connection:
            connection.execute("UPDATE referrals_series SET value = value + 1")
    assert _answer(home) == 10606
    assert _built(home) == built


def test_other_figures_of_the_same_size_and_date_are_seen(home: Path) -> None:
    assert _answer(home) == 10606
    path = home / FILE
    stat = path.stat()
    raw = path.read_bytes()
    assert b"10606" in raw
    path.write_bytes(raw.replace(b"10606", b"10607"))

    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    manifest.write(home)
    assert _answer(home) == 10607


def test_what_was_built_long_ago_and_never_asked_for_is_removed(home: Path) -> None:

    old = home.parent / "cache" / "0123456789.duckdb"
    old.write_bytes(b"old")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    fresh = home.parent / "cache" / "9876543210.duckdb"
    fresh.write_bytes(b"of another home")
    assert _answer(home) == 10606
    assert not old.exists()
    assert fresh.exists()
