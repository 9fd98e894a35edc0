"""From a file of figures to the first right answer: the walk-through of catalog/README.md, and what is guessed and
refused.
"""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from assistant.catalog.load import load
from assistant.check_catalog import findings
from assistant.publish.columns import ingest_file
from assistant.publish.guard import WorkbookError
from assistant.publish.scaffold import scaffold
from assistant.service import Assistant

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "catalog" / "README.md").read_text(encoding="utf-8").partition("## Add a publication")[2]
COUNTS = re.findall(r"```csv\n(.*?)```", GUIDE, re.DOTALL)[0]


def _command(line: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """One command of the walk-through, as typed."""
    words = [sys.executable if word == "python" else word for word in shlex.split(line)]
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "ASSISTANT_HOME")}
    return subprocess.run(
        words, cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**kept, "PYTHONPATH": str(ROOT), "ASSISTANT_CACHE": str(folder / "cache"), **variables},
    )  # fmt: skip


def _commands() -> list[str]:
    return [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


def test_the_walk_through_leads_from_a_csv_file_to_the_first_right_answer(tmp_path: Path) -> None:
    (tmp_path / "bike-counts.csv").write_text(COUNTS, encoding="utf-8")
    said = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    make, export, check, first, ingest, last = _commands()
    made = _command(make, tmp_path)
    assert made.returncode == 0, made.stderr
    home = {"ASSISTANT_HOME": export.partition("=")[2]}

    listed = _command(check, tmp_path, **home)
    assert listed.returncode == 1
    assert listed.stdout.startswith("1. measures.toml:1: confirm what is counted")
    answered = _command(first, tmp_path, **home)
    assert " ".join(answered.stdout.split()).startswith(" ".join(said[0].split()))

    catalog = tmp_path / "cycling" / "catalog"
    (catalog / "measures.toml").write_text(re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0], encoding="utf-8")
    for name in ("publications.toml", "releases.toml"):
        text = (catalog / name).read_text(encoding="utf-8").replace('"TODO"', '"https://example.org/cycling"')
        (catalog / name).write_text(re.sub(r"(?m)^#.*TODO.*\n", "", text), encoding="utf-8")
    for path in (*catalog.glob("dimensions/*.toml"), *catalog.glob("tables/*.toml")):
        path.write_text(re.sub(r"(?m)^# TODO.*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")

    again = _command(ingest, tmp_path, **home)
    assert again.returncode == 0, again.stderr
    clean = _command(check, tmp_path, **home)
    assert (clean.returncode, clean.stdout.strip()) == (0, "Nothing is missing."), clean.stdout
    answered = _command(last, tmp_path, **home)
    assert " ".join(answered.stdout.split()).startswith(" ".join(said[1].split()))


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    path = tmp_path / "bike-counts.csv"
    path.write_text(COUNTS, encoding="utf-8")
    return path


def test_a_new_publication_beside_others_takes_nothing_from_them(tmp_path: Path, counts: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(ROOT / "catalog", home / "catalog")
    shutil.copytree(ROOT / "data", home / "data")
    scaffold(counts, home)
    both = Assistant(home)
    values = {
        "How many cyclists were there at Station Road in Q1 2023?": 44400,
        "Which counter had the most cyclists in Q2 2023?": 115400,
        "What share of cyclists in Q1 2023 went into town?": 50.8,
        "How many referrals were there in 2023?": 16990,
        "How many small boat arrivals were there in 2022?": 45478,
    }
    for question, value in values.items():
        part = both.ask(question).parts[0]
        assert (part.value or part.rows[0][1], part.status) == (value, "answered"), question


def test_a_printed_total_is_used_and_never_added_to_its_parts(tmp_path: Path, counts: Path) -> None:
    scaffold(counts, tmp_path / "home")
    part = Assistant(tmp_path / "home").ask("How many cyclists were there at Canal Bridge in Q2 2023?").parts[0]
    assert (part.value, part.origin) == (115400, "published")


def test_words_are_lent_to_members_of_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "swimmers.csv"
    path.write_text(
        "Quarter,Sex,Age,Swimmers\n2024 Q1,Female,Child,12\n2024 Q1,Male,Child,9\n2024 Q1,Female,Adult,30\n"
    )
    scaffold(path, tmp_path / "home")
    pool = Assistant(tmp_path / "home")
    assert pool.ask("How many girls were swimmers in Q1 2024?").parts[0].value == 12
    assert pool.ask("How many swimmers in January to March 2024 were women?").parts[0].value == 42
    language = (tmp_path / "home" / "catalog" / "words.toml").read_text(encoding="utf-8")
    assert "slavery" not in language.casefold() and "referral" not in language.casefold()


def test_a_workbook_is_read_below_its_title_lines(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Loans"
    for row in (
        ["Loans of the town's libraries"], [], ["Period", "Library", "Kind", "Loans", "Source"],
        ["Jan to Mar 2024", "Abbey", "Books", 120, "system"], ["Jan to Mar 2024", "Abbey", "Films", "[c]", "system"],
        ["Apr to Jun 2024", "Mill Lane", "Books", "1,040", "system"],
    ):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "loans.xlsx")
    made = scaffold(tmp_path / "loans.xlsx", tmp_path / "home", sheet="Loans")
    assert any("Source, which is 'system' in every line" in line for line in made.lines)
    library = Assistant(tmp_path / "home")
    assert library.ask("How many loans of books were there at Mill Lane in Q2 2024?").parts[0].value == 1040


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("Place,Visits\nAbbey,3\n", "no column says when"),
        ("Year,Place\n2023,Abbey\n2023,Mill\n", "no column holds figures"),
        ("Year,Place,Visits\n2023,Abbey,3\n2023,Abbey,4\n2023,Mill,1\n", "the same labels stand in row 2"),
        ("Year,Place,Visits\n2023,Abbey,3.5\n2023,Mill,1\n", "3.5 is not a whole number"),
        ("Year,Year,Visits\n2023,2023,3\n", "a heading is blank or stands twice"),
        ("Year,Visits\n", "no lines below its headings"),
        ("", "no lines below its headings"),
        ("\x00\x01\x02", "neither a CSV file nor a workbook"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence_and_nothing_is_written(
    tmp_path: Path, content: str, says: str
) -> None:
    path = tmp_path / "visits.csv"
    path.write_text(content, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    with pytest.raises(WorkbookError, match=re.escape(says)):
        scaffold(path, home)
    assert list(home.rglob("*.toml")) == [] and list(home.rglob("*.csv")) == []


def test_a_withheld_figure_is_neither_a_zero_nor_left_out_of_a_sum(tmp_path: Path) -> None:
    path = tmp_path / "loans.csv"
    path.write_text(
        "Year,Borough,Loans\n2022,North,310\n2022,South,200\n2022,Total,510\n"
        "2023,North,300\n2023,South,[c]\n2023,Total,480\n2024,North,290\n2024,South,..\n",
        encoding="utf-8",
    )
    made = scaffold(path, tmp_path / "home")
    assert any("Withheld: 2 figures, the first in loans.csv, row 6" in line for line in made.lines)
    loans = Assistant(tmp_path / "home")
    values = {
        "How many loans were there in North in 2023?": 300,
        "How many loans were there in South in 2022?": 200,
        "How many loans were there in 2023?": 480,
        "How many loans were there in South in 2023?": None,
        "How many loans were there in 2024?": None,
    }
    for question, value in values.items():
        part = loans.ask(question).parts[0]
        assert (part.value, part.status) == (value, "answered" if value else "not_published"), question
        assert not part.caveats
    table = tmp_path / "home" / "catalog" / "tables" / "loans_table.toml"
    table.write_text(table.read_text(encoding="utf-8").replace("complete = false\n", ""), encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"row 6: the figure is withheld"):
        ingest_file(path, "loans-2024", "", load(tmp_path / "home" / "catalog"), tmp_path / "home" / "data")


def test_a_publication_is_never_written_over(tmp_path: Path, counts: Path) -> None:
    scaffold(counts, tmp_path / "home")
    before = (tmp_path / "home" / "catalog" / "measures.toml").read_text(encoding="utf-8")
    with pytest.raises(WorkbookError, match="there already"):
        scaffold(counts, tmp_path / "home")
    assert (tmp_path / "home" / "catalog" / "measures.toml").read_text(encoding="utf-8") == before


def test_check_catalog_says_what_stops_everything_first(tmp_path: Path, counts: Path) -> None:
    home = tmp_path / "home"
    scaffold(counts, home)
    file = home / "data" / "bike-counts-2023-q2" / "bike_counts_table.csv"
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept.replace("canal_bridge", "canal"), encoding="utf-8")
    assert findings(home) == (
        "data/bike-counts-2023-q2/bike_counts_table.csv: 'canal' is no member of counter: add it, or ingest again.",
    )
    file.unlink()
    assert "no file of table bike_counts_table is held" in findings(home)[0]
    measures = home / "catalog" / "measures.toml"
    measures.write_text(measures.read_text(encoding="utf-8").replace("unit =", "units ="), encoding="utf-8")
    assert findings(home)[0].startswith("measures.toml [1]: unit")


def test_check_catalog_finds_words_given_twice_and_examples_without_an_answer(tmp_path: Path, counts: Path) -> None:
    home = tmp_path / "home"
    scaffold(counts, home)
    path = home / "catalog" / "dimensions" / "counter.toml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'(label = "(?:Canal Bridge|Station Road)"\n)', r'\1words = ["the bridge"]\n', text)
    path.write_text(text, encoding="utf-8")
    measures = home / "catalog" / "measures.toml"
    text = measures.read_text(encoding="utf-8")
    measures.write_text(
        re.sub(r'example = ".*"', 'example = "How many cyclists were there in 2031?"', text), encoding="utf-8"
    )
    said = "\n".join(findings(home))
    assert "“the bridge” names canal_bridge and station_road: give it to one." in said
    assert "“How many cyclists were there in 2031?” does not answer (not_published)." in said


def test_nothing_is_missing_in_the_catalog_that_is_shipped() -> None:
    assert findings(ROOT) == ()


# Invented counts of visitors, once with a line a cell and once with total lines at every level as published tables
# have.

PLACES, AGES, TICKETS = ("Castle", "Mill", "Gallery"), ("Adult", "Child"), ("Day", "Season")
PERIODS = [f"{year} Q{quarter}" for year in (2022, 2023) for quarter in (1, 2, 3, 4)]
CELLS = {
    key: 11 + 7 * number % 83 for number, key in enumerate(product(PERIODS, PLACES, AGES, TICKETS))
}  # fmt: skip


def _file(path: Path, totals: bool) -> Path:
    lines: Counter[tuple[str, ...]] = Counter()
    for (period, *labels), value in CELLS.items():
        for shown in product(*((label, "Total") if totals else (label,) for label in labels)):
            lines[period, *shown] += value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("Quarter", "Place", "Age", "Ticket", "Visitors"), *((*k, v) for k, v in lines.items())]
        )
    return path


def _sum(period: str = "", place: str = "", age: str = "", ticket: str = "") -> int:
    return sum(
        value for (p, *rest), value in CELLS.items()
        if p.startswith(period) and all(not w or w == r for w, r in zip((place, age, ticket), rest, strict=True))
    )  # fmt: skip


@pytest.mark.parametrize("totals", [False, True], ids=["one line a cell", "with total lines"])
def test_figures_agree_with_the_file_with_and_without_total_lines(tmp_path: Path, totals: bool) -> None:
    scaffold(_file(tmp_path / "visitors.csv", totals), tmp_path / "home")
    visits = Assistant(tmp_path / "home")
    asked = {
        "How many visitors were there in 2023?": _sum("2023"),
        "total visitors in 2022 Q1": _sum("2022 Q1"),
        "How many visitors were there at the castle in Q3 2022?": _sum("2022 Q3", "Castle"),
        "visitors where age is Child and ticket is Season in 2023": _sum("2023", age="Child", ticket="Season"),
        "How many children were visitors in 2022 Q2?": _sum("2022 Q2", age="Child"),
        "number of visitors with place Mill and age Adult in 2023 Q4": _sum("2023 Q4", "Mill", "Adult"),
        "How many visitors were there between 2022 Q3 and 2023 Q2 at the gallery?": sum(
            _sum(p, "Gallery") for p in ("2022 Q3", "2022 Q4", "2023 Q1", "2023 Q2")
        ),
    }
    for question, value in asked.items():
        part = visits.ask(question).parts[0]
        assert (part.status, part.value) == ("answered", value), question
    rows = dict(visits.ask("visitors by place in 2023").parts[0].rows)
    assert rows == {place: _sum("2023", place) for place in PLACES}
    for question in (
        "How many visitors were there in 2030?",
        "How many visitors were arrested in 2023?",
        "How many dogs in 2023?",
    ):
        assert visits.ask(question).parts[0].value is None, question


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_other_invented_figures_answer_every_question_asked_of_them(tmp_path: Path) -> None:
    """The figures beside the checkout, where they are: thirty questions, with no line of Python."""
    folder = ROOT.parent / "shared" / "peer-questions"
    if not (folder / "questions.py").is_file():
        pytest.skip("the shared questions are not here")
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("peer_questions", folder / "questions.py")
    assert spec and spec.loader
    peer = module_from_spec(spec)
    spec.loader.exec_module(peer)
    for name in ("plain", "with-totals"):
        home = tmp_path / name
        scaffold(folder / f"{name}.csv", home, name="peer")
        _own_words(home / "catalog")
        peers = Assistant(home)
        wrong = [text for _, text, gold in peer.Q if peer.judge(gold, _given(peers, text)) != "right"]
        assert wrong == [], name


def _own_words(catalog: Path) -> None:
    """What a person would add: the verbs for what is counted, fuller names, and that no period means all of them."""
    changes = {
        "publications.toml": [('"latest_year"', '"all"\ndefault_grain = "quarter"')],
        "measures.toml": [('words = ["people"]',
        'words = ["people referred", "referral"]\nweak_words = ["people", "referred", "victim", "total people", "sum '
        'of people"]')],
        "dimensions/exploitation.toml": [
            ('label = "Domestic"\n', 'label = "Domestic"\nwords = ["domestic servitude"]\n#'),
            ('label = "Labour"\n', 'label = "Labour"\nwords = ["labour exploitation"]\n#'),
            ('label = "Criminal"\n', 'label = "Criminal"\nwords = ["criminal exploitation"]\n#'),
            ('label = "Sexual"\n', 'label = "Sexual"\nwords = ["sexual exploitation"]\n#'),
        ],
    }  # fmt: skip
    for name, pairs in changes.items():
        text = (catalog / name).read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        (catalog / name).write_text(text, encoding="utf-8")


def _given(peers: Assistant, text: str) -> object:
    part = peers.ask(text).parts[0]
    if part.status not in ("answered", "partial") or part.value is not None:
        return part.value
    months = {"January": 1, "April": 2, "July": 3, "October": 4}
    named = {}
    for row in part.rows:
        quarter = re.match(r"(\w+) to \w+ (\d{4})$", str(row[0]))
        named[f"{quarter[2]} Q{months[quarter[1]]}" if quarter else str(row[0])] = row[-1]
    return named
