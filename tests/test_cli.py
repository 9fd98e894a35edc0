"""The command line as its users and outside tests see it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
PART_FIELDS = {
    "question", "status", "kind", "headline", "reading", "value", "unit", "columns", "rows", "origin", "missing",
    "caveats", "sources", "choices", "query", "sql", "words",
}  # fmt: skip


def test_a_figure_is_printed_as_the_contract_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "How many referrals were there in 2019?", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    part = answer["parts"][0]
    assert set(part) >= PART_FIELDS
    assert (part["status"], part["kind"], part["value"], part["unit"], part["origin"]) == (
        "answered",
        "figure",
        10606,
        "referrals",
        "published",
    )
    assert part["sources"][0]["release"] == "nrm-2023-q4"
    assert part["sources"][0]["published"] == "2024-03-07"
    assert set(part["words"]) >= {"used", "ignored", "not_understood"}
    assert answer["timings_ms"]["total"] > 0


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("How many referrals were there in 2019?", 0),
        ("Referrals by police force in 2022", 0),
        ("How many decisions were made in 2022?", 2),
        ("How many referrals were there in Birmingham in 2022?", 3),
        ("What is the weather in London?", 3),
    ],
)
def test_the_exit_status_says_what_came_of_it(question: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", question]) == status
    assert capsys.readouterr().out.strip()


def test_a_batch_prints_one_line_an_item_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = [{"id": "b", "question": "DtN reports in 2023"}, {"id": "a", "question": "asdf qwerty"}]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    assert main(["ask", "--batch", str(path), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["b", "a"]
    assert lines[0]["parts"][0]["value"] == 4929
    assert lines[1]["parts"][0]["status"] == "out_of_scope"


def test_a_claim_is_checked_as_the_contract_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "There were 4,580 duty to notify reports in 2022 and 5,929 in 2023.", "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert [a["verdict"] for a in checked["assertions"]] == ["supported", "not_supported"]
    assert checked["assertions"][1]["stated"] == 5929
    assert checked["assertions"][1]["published"] == 4929
    assert set(checked["assertions"][0]["answer"]) >= PART_FIELDS


def test_an_earlier_release_gives_the_figure_of_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    question = "How many referrals were there in the first quarter of 2023?"
    assert main(["ask", question, "--json", "--as-of", "nrm-2023-q1"]) == 0
    assert json.loads(capsys.readouterr().out)["parts"][0]["value"] == 4746


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "How many referrals in 2019?", "--as-of", "nrm-1066-q1"],
        ["ask", "--batch", "no-such-file.jsonl", "--json"],
        ["revisions", "--period", "yesterday"],
        ["revisions", "--measure", "nonsense"],
        ["changes", "--measure", "nonsense"],
        ["ingest", "no-such-workbook.ods", "--release", "nrm-2023-q4"],
    ],
)
def test_bad_input_gets_one_sentence_and_exit_status_one(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert "Traceback" not in captured.err


def test_a_batch_line_that_is_no_item_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    assert main(["ask", "--batch", str(path), "--json"]) == 1
    assert "Line 1" in capsys.readouterr().err


def test_explain_shows_the_reading_and_the_statement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "How many Albanian children were referred in Q3 2023?"]) == 0
    out = capsys.readouterr().out
    assert "Albanian nationals" in out
    assert "SELECT" in out
    assert "referrals_detail" in out


def test_tables_changes_and_revisions_list_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables"]) == 0
    assert "Duty to Notify" in capsys.readouterr().out
    assert main(["changes", "--measure", "rg_decisions"]) == 0
    assert "rg-threshold-2023" in capsys.readouterr().out
    assert main(["revisions", "--measure", "referrals", "--period", "2023-Q1"]) == 0
    out = capsys.readouterr().out
    assert "4,746" in out
    assert "4,738" in out


@pytest.mark.parametrize("arguments", [["ask"], ["check"], ["benchmark", "--repeat", "0"]])
def test_a_command_without_what_it_needs_says_what_to_give(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("nrm-assistant: ")


def test_no_question_is_too_odd_to_get_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    for question in (" ", "?", "\x00", "é" * 5000, "'; DROP TABLE referrals_series; --", "=1+1", "\ud800"):
        assert main(["ask", question]) in (2, 3), question
        assert main(["ask", question, "--json"]) in (2, 3), question
    assert capsys.readouterr().err == ""


def test_lists_are_json_where_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["tables"], ["changes"], ["revisions", "--measure", "referrals", "--period", "2023"]):
        assert main([*arguments, "--json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        assert listed
        assert all(isinstance(item, dict) for item in listed)


def test_two_processes_print_the_same_bytes(tmp_path: Path) -> None:
    items = [
        "Referrals by nationality in Q4 2023",
        "Which police forces made most referrals in 2022?",
        "decisions in 2022",
    ]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps({"id": q, "question": q}) for q in items), encoding="utf-8")
    printed = []
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-m", "assistant", "ask", "--batch", str(path), "--json"],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "cp1252"}, capture_output=True,
            check=True,
        )  # fmt: skip
        printed.append([{**json.loads(line), "timings_ms": {}} for line in run.stdout.decode("utf-8").splitlines()])
    assert json.dumps(printed[0]) == json.dumps(printed[1])
    assert len(printed[0]) == len(items)
