"""One assistant for all tests: it is read-only and keeps no state between questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.claims.check import Checker
from assistant.service import Assistant

ROOT = Path(__file__).resolve().parent.parent


WHOLLY_SLOW = re.compile(r"^pytestmark = (\[\s*)?pytest\.mark\.slow\b", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file that is slow throughout is not imported where only the fast tests are asked for."""
    if config.getoption("markexpr") != "fast" or not collection_path.name.startswith("test_"):
        return None
    return WHOLLY_SLOW.search(collection_path.read_text(encoding="utf-8")) is not None or None


MANY = 9  # examples of one test; of more, those of each kind stand close together


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Three tiers: what is marked neither slow nor engines is fast; of a test with many examples, every fourth is."""
    examples: dict[str, list[pytest.Item]] = {}
    for item in items:
        if not any(item.get_closest_marker(tier) for tier in ("slow", "engines")):
            examples.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for listed in examples.values():
        for number, item in enumerate(listed):
            item.add_marker(pytest.mark.slow if len(listed) > MANY and number % 4 else pytest.mark.fast)


@pytest.fixture(scope="session", autouse=True)
def _feedback_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests say is no feedback of this machine's user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('feedback')}/feedback.sqlite")
        yield


@pytest.fixture(scope="session", autouse=True)
def _the_day() -> Iterator[None]:
    """ "Last year" is the same year whenever the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_TODAY", "2026-11-25")
        yield


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture(scope="session")
def checker(assistant: Assistant) -> Checker:
    return Checker(assistant)
