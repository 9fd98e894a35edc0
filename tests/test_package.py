"""The wheel answers away from the checkout, and a new release and table need no Python."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import tomli
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent


def _run(arguments: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "ASSISTANT_HOME")}
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments], cwd=folder, env={**kept, **variables},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the checkout and unpacked where nothing else of the project is."""
    built = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def test_an_installed_wheel_answers_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    run = _run(["ask", "How many referrals were there in 2019?", "--json"], tmp_path, PYTHONPATH=str(installed))
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["parts"][0]["value"] == 10606


def test_the_wheel_carries_the_settings_of_the_web_app(installed: Path) -> None:
    assert (installed / "assistant" / "bundled" / ".streamlit" / "config.toml").is_file()


def test_the_wheel_says_that_it_is_typed(installed: Path) -> None:
    assert (installed / "assistant" / "py.typed").is_file()


def test_the_wheel_has_its_program_its_licence_and_no_tests(installed: Path) -> None:
    (about,) = installed.glob("nrm_assistant-*.dist-info")
    assert "nrm-assistant = assistant.__main__:main" in (about / "entry_points.txt").read_text(encoding="utf-8")
    assert "MIT License" in next(about.rglob("LICENSE")).read_text(encoding="utf-8")
    assert {path.name for path in installed.iterdir()} == {"assistant", about.name}


def test_the_wheel_answers_from_its_own_code_and_figures(installed: Path, tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if k != "ASSISTANT_HOME"}
    script = "import assistant.home as home; print(home.__file__); print(home.home())"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env={**kept, "PYTHONPATH": str(installed)},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    code, figures = done.stdout.splitlines()
    assert Path(code).is_relative_to(installed)
    assert Path(figures) == installed / "assistant" / "bundled"


def _own_home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    shutil.copytree(ROOT / "catalog", home / "catalog")
    shutil.copytree(ROOT / "data", home / "data")
    return home


TABLE = """
id = "visits_by_age"
dataset = "visits"
title = "Visits by age"
measures = ["visits"]
dimensions = ["age"]
order = 1

[layout]
rows = ["age"]

[sheets]
nrm-2026-q1 = { sheet = "Visits", number = "1", header_row = 1, headings = ["Age"] }
"""
RELEASE = """
[[release]]
id = "nrm-2026-q1"
publication = "nrm"
title = "An invented release"
published = 2026-05-01
period = "2026-Q1"
url = "https://example.org/release"
"""
MEASURE = """
[[measure]]
id = "visits"
publication = "nrm"
label = "outreach visits"
unit = "visits"
singular = "visit"
definition = "Invented for a test."
headline = "{value} outreach visits{who} were made{by} {period}"
words = ["outreach visit"]
"""


def test_a_new_release_table_and_measure_need_no_python(tmp_path: Path) -> None:
    home = _own_home(tmp_path)
    (home / "catalog" / "tables" / "visits_by_age.toml").write_text(TABLE, encoding="utf-8")
    for name, text in (
        ("releases", RELEASE),
        ("measures", MEASURE),
        ("datasets", '\n[[dataset]]\nid = "visits"\ntitle = "Visits"\n'),
    ):
        path = home / "catalog" / f"{name}.toml"
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "Visits"
    for row in (["Age", "Total"], ["Adult (18 or over)", 30], ["Child (17 or under)", 12], ["Total", 42]):
        book.active.append(row)
    book.save(tmp_path / "visits.xlsx")
    variables = {"ASSISTANT_HOME": str(home), "PYTHONPATH": str(ROOT), "ASSISTANT_CACHE": str(tmp_path / "cache")}
    ingested = _run(["ingest", str(tmp_path / "visits.xlsx"), "--release", "nrm-2026-q1"], tmp_path, **variables)
    assert ingested.returncode == 0, ingested.stderr
    run = _run(["ask", "How many outreach visits to children were there in Q1 2026?", "--json"], tmp_path, **variables)
    part = json.loads(run.stdout)["parts"][0]
    assert (part["status"], part["value"], part["origin"]) == ("answered", 12, "published")
    whole = json.loads(_run(["ask", "outreach visits in Q1 2026", "--json"], tmp_path, **variables).stdout)["parts"][0]
    assert whole["value"] == 42


def _ods(path: Path, sheet: str, rows: list[list[str | int]]) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet)
    for row in rows:
        line = TableRow()
        for value in row:
            cell = (
                TableCell(valuetype="float", value=value) if isinstance(value, int) else TableCell(valuetype="string")
            )
            if isinstance(value, str):
                cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))


def test_the_next_quarter_of_a_table_is_a_release_and_one_line(tmp_path: Path) -> None:
    home = _own_home(tmp_path)
    releases, table = home / "catalog" / "releases.toml", home / "catalog" / "tables" / "dtn_nationality.toml"
    releases.write_text(releases.read_text(encoding="utf-8") + RELEASE, encoding="utf-8")
    line = 'nrm-2026-q1 = { sheet = "DtN", number = "50", header_row = 2, headings = ["Nationality"] }\n'
    table.write_text(table.read_text(encoding="utf-8").rstrip() + "\n" + line, encoding="utf-8")
    rows: list[list[str | int]] = [
        ["Reports"],
        ["Nationality", "Total"],
        ["Albanian", 70],
        ["Eritrean", 30],
        ["Total", 101],
    ]
    _ods(tmp_path / "next.ods", "DtN", rows)
    variables = {"ASSISTANT_HOME": str(home), "PYTHONPATH": str(ROOT), "ASSISTANT_CACHE": str(tmp_path / "cache")}
    ingested = _run(["ingest", str(tmp_path / "next.ods"), "--release", "nrm-2026-q1"], tmp_path, **variables)
    assert ingested.returncode == 0, ingested.stderr
    assert "add up to 100" in ingested.stdout, "a total that differs from its parts is said and recorded"
    run = _run(["ask", "How many DtN reports of Albanians were there in Q1 2026?", "--json"], tmp_path, **variables)
    part = json.loads(run.stdout)["parts"][0]
    assert (part["status"], part["value"], part["sources"][0]["release"]) == ("answered", 70, "nrm-2026-q1")
    unknown: list[list[str | int]] = [*rows[:3], ["Ruritanian", 31], rows[4]]
    _ods(tmp_path / "next.ods", "DtN", unknown)
    refused = _run(["ingest", str(tmp_path / "next.ods"), "--release", "nrm-2026-q1"], tmp_path, **variables)
    assert refused.returncode == 1
    assert "'Ruritanian'" in refused.stderr


def test_a_misspelt_key_stops_the_load_with_file_and_key_named(tmp_path: Path) -> None:
    home = _own_home(tmp_path)
    path = home / "catalog" / "measures.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("singular =", "singlar =", 1), encoding="utf-8")
    run = _run(["ask", "referrals in 2019"], tmp_path, ASSISTANT_HOME=str(home), PYTHONPATH=str(ROOT))
    assert run.returncode == 1
    assert "measures.toml" in run.stderr
    assert "sing" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_home_without_a_catalog_is_said_in_one_sentence(tmp_path: Path) -> None:
    run = _run(["ask", "referrals in 2019"], tmp_path, ASSISTANT_HOME=str(tmp_path), PYTHONPATH=str(ROOT))
    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 1


def test_the_image_is_made_of_what_the_project_needs_each_with_its_sum() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["mcp"]]
    lock = (ROOT / ".ci" / "deploy" / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)==\S+ \\\n    (--hash=sha256:)[0-9a-f]{64}", lock, re.MULTILINE))
    assert {re.split(r"[>=\[]", one)[0] for one in needed} <= set(pinned)
