"""The documents are true: their questions answer as printed, and every command stands in the README."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from assistant.cli import parser
from assistant.service import Assistant

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _examples() -> list[tuple[str, str, str]]:
    block = next(b for b in re.findall(r"```text\n(.*?)```", README, re.DOTALL) if "\n= " in b)
    return [(q, status, headline) for q, status, headline in re.findall(r"^(.+)\n= (\w+): (.+)$", block, re.MULTILINE)]


@pytest.mark.parametrize(("question", "status", "headline"), _examples(), ids=lambda text: text[:40])
def test_an_example_of_the_readme_answers_as_printed(
    assistant: Assistant, question: str, status: str, headline: str
) -> None:
    part = assistant.ask(question).parts[0]
    assert (part.status, part.headline) == (status, headline)


def test_every_command_stands_in_the_readme() -> None:
    actions = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name in actions.choices:
        assert f"`{name}" in README, name


def test_every_example_of_the_catalog_answers(assistant: Assistant) -> None:
    questions = [q for p in assistant.catalog.publications for q in p.examples]
    questions += [m.example for m in assistant.catalog.measures if m.example]
    questions += [c.example for c in assistant.catalog.changes if c.example]
    questions += [q for topic in assistant.catalog.unpublished for q in topic.nearest]
    for question in questions:
        statuses = {part.status for part in assistant.ask(question).parts}
        assert statuses == {"answered"}, (question, statuses)


def test_the_notice_and_the_licences_stand_in_the_readme(assistant: Assistant) -> None:
    publication = assistant.lookup.publication
    assert f"not a {publication.publisher} service" in README
    assert publication.attribution in " ".join(README.split())
    assert "MIT" in (ROOT / "LICENSE").read_text(encoding="utf-8")
