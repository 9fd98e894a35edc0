"""Lint, types and the habits of the house are part of the tests."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.catalog.load import load

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "assistant").rglob("*.py"))


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "assistant", "tests"], pytest.param(["mypy"], marks=pytest.mark.slow)],
    ids=["ruff", "mypy"],
)
def test_the_code_passes(command: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string that a module works with: its docstrings are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


@pytest.mark.slow
def test_the_code_names_no_publication_measure_table_or_member() -> None:
    catalog = load(ROOT / "catalog")
    named = {e.id for e in (*catalog.measures, *catalog.tables, *catalog.datasets, *catalog.dimensions)}
    named |= {member.id for dimension in catalog.dimensions for member in dimension.members}
    words = (
        {p.id for p in catalog.publications}
        | {m.label for m in catalog.measures}
        | {m.singular for m in catalog.measures}
    )
    words -= {"report", "case", "decision", "day", "request", "per cent", "person", "return"}  # plain English as well
    inside = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words)))})\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{line}: {text!r}"
        for path in MODULES
        for line, text in _texts(path)
        if text in named or inside.search(text.replace("nrm-assistant", ""))  # the program's own name
    ]
    assert found == []


def test_files_are_utf8_with_unix_line_ends() -> None:
    for folder in ("assistant", "catalog", "data", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".md", ".csv"):
                raw = path.read_bytes()
                raw.decode("utf-8")
                assert b"\r" not in raw, path
                assert not raw or raw.endswith(b"\n"), path


@pytest.mark.slow
def test_text_files_are_opened_as_utf8_on_every_system() -> None:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in ("read_text", "write_text") or (name == "open" and isinstance(node.func, ast.Name)):
                modes = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if not any("b" in mode for mode in modes) and "encoding" not in {k.arg for k in node.keywords}:
                    found.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}")
    assert found == []
