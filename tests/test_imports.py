"""The one-way data flow, read from the source: a part of the project imports only what stands to its left."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "assistant"
# From the left: each may import its own level and those before it.
LEVELS = (
    {"errors", "home", "period", "query", "catalog"},
    {"question", "plan"},
    {"store", "publish"},
    {"answer"},
    {"service"},
    {"claims", "desk"},
    {"render"},
    {"web", "cli", "benchmark", "evaluate", "__main__"},
)
ONLY = {
    "duckdb": ("store",), "sqlglot": ("plan",), "altair": ("render",), "streamlit": ("web",),
    "rapidfuzz": ("question/suggest.py",), "spellchecker": ("question/suggest.py",), "python_calamine": ("publish",),
    "pandas": ("web",),
}  # fmt: skip
MOST_LINES = 330


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "bundled" not in path.parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _part(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def _level(part: str) -> int:
    return next(i for i, level in enumerate(LEVELS) if part in level)


@pytest.mark.parametrize("path", _modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_to_its_left(path: Path) -> None:
    part = _part(path)
    if part == "__init__":
        return
    for name in _imports(path):
        if name.startswith("assistant."):
            assert _level(name.split(".")[1]) <= _level(part), f"{part} may not import {name}"


def test_question_and_plan_do_not_know_each_other() -> None:
    for path in _modules():
        other = {"question": "assistant.plan", "plan": "assistant.question"}.get(_part(path))
        assert not (other and any(name.startswith(other) for name in _imports(path))), path.name


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_used_in_one_place_only(library: str) -> None:
    for path in _modules():
        if any(name.split(".")[0] == library for name in _imports(path)):
            relative = path.relative_to(PACKAGE).as_posix()
            assert relative.startswith(ONLY[library]), f"{relative} imports {library}"


def test_modules_stay_small() -> None:
    long = {path.name: n for path in _modules() if (n := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES}
    assert long == {}


def test_the_code_names_no_measure_table_or_breakdown_of_any_publication() -> None:
    """Facts live in the catalog: a second publication needs no code."""
    from assistant.service import Assistant

    assistant = Assistant()
    words = {m.id for m in assistant.catalog.measures} | {t.id for t in assistant.catalog.tables}
    words |= {d.id for d in assistant.catalog.datasets} | {"albanian", "nrm", "home office", "competent_authority", "first_responder"}
    for path in _modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, (ast.Module, ast.ClassDef, ast.FunctionDef))}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
                assert node.value.casefold() not in words, f"{path.name}: {node.value}"


def test_asking_on_the_command_line_loads_neither_streamlit_nor_altair_nor_pandas() -> None:
    code = (
        "import sys; from assistant.cli import main; main(['ask', 'How many referrals were there in 2019?']); "
        "print(sorted({'streamlit', 'altair', 'pandas'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert run.stdout.strip().endswith("[]")
