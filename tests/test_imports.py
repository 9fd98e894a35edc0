"""The one way of the data flow, as rules about imports; and what a command may cost to start."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import assistant as surface

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assistant"

# A part may import from its own layer and from those before it, never from one after it.
LAYERS = (
    {
        "errors",
        "home",
        "kept",
        "late",
        "apart",
        "forked",
        "manifest",
        "journal",
        "looked",
        "links",
        "period",
        "catalog",
        "asked",
        "made",
        "tidyfile",
    },
    {"words"},
    {"plan"},
    {"store", "publish", "english"},
    {"answer"},
    {"tell"},
    {"unread", "picked"},
    {"asking", "histories", "ready", "resumed", "beside_figure"},
    {"claims"},
    {"service", "log"},
    {"desk"},
    {"render"},
    {"feedback", "update"},
    {"api"},
    {"web", "cli", "commands", "upkeep", "benchmark", "evaluate", "check_catalog", "surface", "__main__", "__init__"},
)
APART = (
    {"words", "plan"},
    {"store", "publish"},
    {"store", "english"},
    {"publish", "english"},
)  # sides of one layer that know nothing of each other

# Where each library that does heavy or risky work may be met.
LIBRARIES = {
    "duckdb": ("store", "tidyfile.py"),
    "pyspark": ("store/spark.py",),
    "psycopg": ("store/postgres.py",),
    "psycopg_pool": ("store/postgres.py",),
    "sqlglot": ("plan",),
    "altair": ("render", "web", "surface.py"),
    "vl_convert": ("render",),
    "openpyxl": ("render/xlsx.py",),
    "odf": ("render/ods.py",),
    "docx": ("render/document.py",),
    "pandas": ("web", "surface.py"),
    "sqlalchemy": ("feedback/store.py", "feedback/tables.py"),
    "platformdirs": ("feedback/store.py",),
    "streamlit": ("web", "benchmark/visit"),
    "starlette": ("api/reading.py", "web"),
    "uvicorn": ("web/serve.py", "web/patience.py"),
    "mcp": ("web/mcp_server.py", "web/asgi.py"),
    "rapidfuzz": ("words/suggest.py",),
    "spellchecker": ("words/suggest.py",),
    "python_calamine": ("publish",),
    "charset_normalizer": ("publish/decode.py",),
}
LONGEST = 330  # lines of a module

MODULES = sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    """The folder under assistant/, or the module's own name: "words" or "cli"."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


# A statement that imports: at the start of a line, with its names, which may go on over lines in brackets.
IMPORT = re.compile(
    r"^[ \t]*(?:from[ ]+(?P<place>[.\w]+)[ ]+import[ ]+(?P<names>\([^)]*\)|[^\n#]+)|import[ ]+(?P<modules>[\w., ]+))",
    re.MULTILINE,
)
FOR_TYPES = re.compile(r"^( *)if TYPE_CHECKING:\n(?:\1 +\S.*\n|\n)+", re.MULTILINE)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def imported(path: Path) -> tuple[tuple[int, str], ...]:
    """(line, dotted name) of every import, inside functions and TYPE_CHECKING blocks as well."""
    text = text_of(path)
    return tuple((text.count("\n", 0, at) + 1, name) for at, names in _imports(text, path) for name in names)


def _imports(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Where each statement stands, and what it names: "from assistant import cli" imports a part, by its name."""
    for found in IMPORT.finditer(text):
        if found["modules"]:
            yield found.start(), [one.split()[0] for one in found["modules"].split(",")]
            continue
        assert not found["place"].startswith("."), f"{place(path)}: imports are written in full"
        names = [one.split()[0] for one in found["names"].strip("() ").replace("(", "").split(",") if one.strip()]
        whole = found["place"] == "assistant"
        yield found.start(), [f"assistant.{name}" for name in names] if whole else [found["place"]]


def layer(part: str) -> int:
    return next(i for i, parts in enumerate(LAYERS) if part in parts)


def test_every_part_has_its_layer() -> None:
    assert {part_of(path) for path in MODULES} <= set().union(*LAYERS)


def test_no_part_imports_one_that_comes_after_it() -> None:
    wrong = []
    for path in MODULES:
        mine = part_of(path)
        for line, name in imported(path):
            if not name.startswith("assistant."):
                continue
            other = name.split(".")[1]
            apart = any({mine, other} <= sides and mine != other for sides in APART)
            if apart or layer(other) > layer(mine):
                wrong.append(f"{place(path)}:{line} imports {name}")
    assert wrong == []


def runtime_imports(path: Path, names: set[str]) -> set[str]:
    """The modules of ours that a module needs to run, now or when one of its functions does.

    Imports for a type checker alone are left out: the kinds of a recursive value (asked.node) name each other in types.
    """
    text = FOR_TYPES.sub("", text_of(path))
    found = set()
    for one in IMPORT.finditer(text):
        parts = [name.split()[0] for name in (one["names"] or "").strip("() ").split(",") if name.strip()]
        found |= {one["place"], *(f"{one['place']}.{name}" for name in parts)}
    return found & names


def test_no_modules_import_each_other_in_a_circle() -> None:
    paths = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    needs = {name: runtime_imports(path, set(paths)) for name, path in paths.items()}
    assert "assistant.catalog.model" in needs["assistant.store.engines"]
    try:
        list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_met_only_where_its_work_is_done(library: str) -> None:
    met = [place(path) for path in MODULES for _, name in imported(path) if name.split(".")[0] == library]
    assert [module for module in met if not module.startswith(LIBRARIES[library])] == []


def test_modules_are_short_enough_to_read() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_the_public_surface_is_these_names() -> None:
    assert surface.__all__ == ["Answer", "Assistant", "Checked", "Part", "Selection", "ask", "check"]
    assert set(surface.__all__) <= set(dir(surface))
    assert surface.Assistant.__module__ == "assistant.service"
    with pytest.raises(AttributeError, match="has no attribute 'Nobody'"):
        getattr(surface, "Nobody")  # noqa: B009 - a type checker would refuse the plain form


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import assistant", ("pydantic", "duckdb", "sqlglot")),
        ("import assistant.cli; assistant.cli.parser()", ("pydantic", "duckdb", "sqlglot")),
        (
            "import assistant.cli; assistant.cli.main(['ask', 'How many referrals were there in 2023?'])",
            ("streamlit", "altair", "pandas", "numpy", "pyarrow", "vl_convert", "sqlalchemy"),
        ),
        (
            "import assistant.cli; assistant.cli.main(['check', 'There were 100 referrals in 2023.'])",
            ("streamlit", "altair", "pandas"),
        ),
    ],
    ids=["import", "help", "ask", "check"],
)
def test_a_command_does_not_load_what_it_does_not_need(code: str, absent: tuple[str, ...]) -> None:
    script = f"import sys\n{code}\nprint(sorted(set(sys.argv[1:]) & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, *absent], capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert done.stderr.strip() == "[]"
