"""One assistant for all tests: it is read-only and keeps no state between questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Three tiers: what is marked neither slow nor engines is fast."""
    for item in items:
        if not any(item.get_closest_marker(tier) for tier in ("slow", "engines")):
            item.add_marker(pytest.mark.fast)


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
