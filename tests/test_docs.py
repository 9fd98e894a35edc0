"""The documents are true: their questions answer as printed, and every command stands in the README."""

from __future__ import annotations

import argparse
import doctest
import importlib
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


def test_every_option_stands_beside_its_command_in_the_readme() -> None:
    actions = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in actions.choices.items():
        lines = " ".join(line for line in README.splitlines() if line.startswith(f"| `{name} "))
        options = [option for action in command._actions for option in action.option_strings if option.startswith("--")]
        assert [option for option in options if option != "--help" and option not in lines] == [], name


WITH_EXAMPLES = [
    path for path in sorted((ROOT / "assistant").rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_examples_in_docstrings_are_true(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("document", ["README.md", "catalog/README.md", "data/README.md"])
def test_a_document_links_to_files_that_exist(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


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
