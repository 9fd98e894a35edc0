"""Asylum, detention and returns: figures computed from the publisher's files apart, and what must be asked back or
refused.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant

QUESTIONS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "immigration.toml").read_text("utf-8"))[
    "question"
]
FIGURES = [entry for entry in QUESTIONS if "status" not in entry]
OTHERS = [entry for entry in QUESTIONS if "status" in entry]


def _text(entry: dict[str, Any]) -> str:
    return str(entry["text"])[:70]


@pytest.mark.parametrize("entry", FIGURES, ids=_text)
def test_a_question_gets_the_figure_of_the_published_file(assistant: Assistant, entry: dict[str, Any]) -> None:
    (part,) = assistant.ask(entry["text"]).parts
    assert part.status == "answered", part.headline
    if "value" in entry:
        assert part.value == entry["value"], part.headline
    for said in entry.get("says", ()):
        assert said in part.headline


@pytest.mark.parametrize("entry", OTHERS, ids=_text)
def test_a_near_miss_is_asked_back_or_refused(assistant: Assistant, entry: dict[str, Any]) -> None:
    parts = assistant.ask(entry["text"]).parts
    assert all(part.value is None for part in parts), parts[0].headline
    assert parts[0].status in entry["status"], parts[0].headline
    told = " ".join((parts[0].headline, *parts[0].choices)).lower()
    for said in entry.get("says", ()):
        assert said.lower() in told
