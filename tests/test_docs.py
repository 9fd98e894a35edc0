"""The documents are true: their questions answer as printed, their commands are commands, their recipes can be
followed.
"""

from __future__ import annotations

import argparse
import doctest
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from assistant.api.openapi import description
from assistant.cli import parser
from assistant.service import Assistant

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORK = (ROOT / "assistant" / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("*/README.md")), *sorted(ROOT.glob("assistant/*/README.md"))]
DOCUMENTS += [ROOT / "assistant" / "CHANGES.md"]
PAGES = [path for path in DOCUMENTS if path.is_relative_to(ROOT / "assistant")]  # beside the code they are about
LONGEST = 150  # lines of the README, for somebody who is new here
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)  # (language, file, text)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _examples() -> list[tuple[str, str, str]]:
    block = next(text for language, _, text in BLOCK.findall(README) if language == "text")
    return [(q, status, headline) for q, status, headline in re.findall(r"^(.+)\n= (\w+): (.+)$", block, re.MULTILINE)]


def test_the_readme_is_short_and_has_ten_questions() -> None:
    assert len(README.splitlines()) <= LONGEST
    assert len(_examples()) == 10


@pytest.mark.parametrize(("question", "status", "headline"), _examples(), ids=lambda text: text[:40])
def test_an_example_of_the_readme_answers_as_printed(
    assistant: Assistant, question: str, status: str, headline: str
) -> None:
    part = assistant.ask(question).parts[0]
    assert (part.status, part.headline) == (status, headline)


def _typed() -> list[tuple[str, list[str]]]:
    """(document, words) of every command of ours that stands in a block to be typed."""
    found = []
    for path in DOCUMENTS:
        for language, _, text in BLOCK.findall(path.read_text(encoding="utf-8")):
            for line in text.splitlines() if language in ("sh", "console") else ():
                said = re.search(r"(?:python -m assistant|\bnrm-assistant) (.+)", line)
                if said:
                    found.append((_name(path), shlex.split(said[1], comments=True)))
    return found


def test_every_command_of_the_documents_is_one() -> None:
    typed = _typed()
    assert len(typed) > 20
    for document_, words in typed:
        try:
            parser().parse_args(words)
        except SystemExit:
            pytest.fail(f"{document_}: {shlex.join(words)}")


def test_every_question_of_the_documents_answers(assistant: Assistant) -> None:
    """But those of another home, which the walk-through asks, and of the recipes, before they are done."""
    recipes = {words[1] for document_, words in _typed() if document_ == "assistant/README.md"}
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
    asked = {q for text in texts for q in re.findall(r'\bask "([A-Z][^"]+\?)"', text)} - recipes
    asked = {question for question in asked if not re.search("cyclist|bikes", question)}
    assert len(asked) >= 2
    for question in sorted(asked):
        assert {part.status for part in assistant.ask(question).parts} == {"answered"}, question


def test_what_is_installed_with_it_is_an_extra() -> None:
    extras = set(tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"])
    named = {
        extra
        for path in DOCUMENTS
        for some in re.findall(r"'?\.\[([a-z,]+)\]", path.read_text(encoding="utf-8"))
        for extra in some.split(",")
    }
    assert {"test", "spark", "postgres", "mcp"} <= named <= extras


@pytest.mark.slow
def test_the_example_for_a_notebook_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = [text for language, _, text in BLOCK.findall(WORK) if language == "python"]
    exec(compile(code, "assistant/README.md", "exec"), {})
    assert "16,921 in 2022" in capsys.readouterr().out


@pytest.mark.slow
def test_every_recipe_can_be_followed(tmp_path: Path) -> None:
    """In a copy of the project, block by block: what is changed is there to be changed, what comes back is as
    printed.
    """
    for folder in ("assistant", "catalog", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    kept = {k: v for k, v in os.environ.items() if k != "ASSISTANT_HOME"}
    env = {**kept, "PYTHONPATH": str(tmp_path), "ASSISTANT_CACHE": str(tmp_path / "cache")}
    done = 0
    for language, place, text in BLOCK.findall(WORK.partition("## In a notebook")[0]):
        if language == "console":
            for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                home = re.match(r"ASSISTANT_HOME=(\S+) ", command)
                words = shlex.split(command[home.end() if home else 0 :])
                run = subprocess.run(
                    [sys.executable, *words[1:]], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
                    env={**env, "ASSISTANT_HOME": home[1]} if home else env,
                )  # fmt: skip
                assert run.returncode == 0, (command, run.stderr)
                assert " ".join(expected.split()) in " ".join(run.stdout.split()), command
                done += 1
            continue
        path = tmp_path / place
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        if language == "diff":
            before, after = (
                "\n".join(line[1:] for line in text.splitlines() if line[0] in signs) for signs in (" -", " +")
            )
            assert there.count(before) == 1, (place, before)
            path.write_text(there.replace(before, after), encoding="utf-8")
        else:
            path.write_text(f"{there}\n{text}" if there else text, encoding="utf-8")
    assert done >= 9


def test_every_command_stands_in_the_documents() -> None:
    actions = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name in actions.choices:
        assert f"`{name}" in WORK, name


def test_every_option_stands_beside_its_command() -> None:
    actions = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in actions.choices.items():
        lines = " ".join(line for line in WORK.splitlines() if line.startswith(f"| `{name} "))
        options = [option for action in command._actions for option in action.option_strings if option.startswith("--")]
        assert [option for option in options if option != "--help" and option not in lines] == [], name


def test_every_address_of_the_interface_stands_in_its_page() -> None:
    page = (ROOT / "assistant" / "api" / "README.md").read_text(encoding="utf-8")
    paths = [re.sub(r"\{.*", "", path) for path in description()["paths"]]
    assert len(paths) >= 10
    assert [path for path in paths if path not in page] == []


WITH_EXAMPLES = [
    path for path in sorted((ROOT / "assistant").rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_examples_in_docstrings_are_true(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


def _anchors(path: Path) -> list[str]:
    """How GitHub names the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_a_document_links_to_files_and_headings_that_exist(path: Path) -> None:
    for link, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)", path.read_text(encoding="utf-8")):
        target = path.parent / link if link else path
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), f"{link}#{anchor}"


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_page_begins_with_its_contents(path: Path) -> None:
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    listed = re.findall(r"^- \[(.+)\]\(#\S+\)$", text.partition("\n## ")[0], re.MULTILINE)
    assert listed == re.findall(r"^## (.+)$", text, re.MULTILINE)


@pytest.mark.slow
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
