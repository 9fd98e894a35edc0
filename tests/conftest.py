"""One assistant for all tests: it is read-only and keeps no state between questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import Assistant

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant()
