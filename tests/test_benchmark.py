"""The benchmark's table: its rows, its shape and what it refuses. How long anything takes is no test."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.benchmark.growth import enlarged
from assistant.benchmark.load import together
from assistant.benchmark.measure import Row
from assistant.benchmark.questions import sample
from assistant.cli import main
from assistant.render.json_view import answer_view
from assistant.service import Assistant

pytestmark = pytest.mark.slow


def test_every_row_sets_what_it_measured_beside_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--only", "answers", "--sample", "3", "--repeat", "1"]) == 0
    heading, rule, *rows = capsys.readouterr().out.splitlines()
    assert heading == "| what | ours | beside it | ratio | target |"
    assert {line.count("|") for line in (heading, rule, *rows)} == {6}
    assert [row.split(",")[0] for row in rows[6:]] == [
        f"| stage: {name}" for name in ("parse", "plan", "SQL", "run", "compose")
    ]
    assert all(float(row.split("|")[4]) >= 0 for row in rows)  # a stage may be a hundredth of what is beside it


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--repeat", "0"], "at least once"),
        (["--sample", "0"], "a question to ask"),
        (["--only", "peers"], "--peer FOLDER"),
        (["--only", "answers", "--questions", "nowhere"], "no questions to ask in nowhere"),
        (["--only", "peers", "--peer", "nowhere"], "nowhere has no questions.py"),
    ],
)
def test_what_cannot_be_measured_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(["benchmark", *arguments]) == 1
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1


def test_a_row_says_its_ratio_and_whether_its_target_is_met() -> None:
    line = Row("answers", 30.0, "ms", 12.0, "alone", "3 times", True, "p95 41 ms").line
    assert line == "| answers | 30 ms, p95 41 ms | alone: 12 ms | 2.50 | 3 times: met |"
    assert Row("answers", 30.0, "ms", 5.0, "alone", "3 times", False).line.endswith("| 6.00 | 3 times: missed |")


def test_the_sample_is_spread_over_the_whole_corpus(assistant: Assistant) -> None:
    every = sample(assistant, None, 10_000)
    some = sample(assistant, None, 20)
    assert len(some) == len(set(some)) == 20
    assert every.index(some[-1]) > 0.9 * len(every)


def test_a_larger_catalog_gives_the_answers_of_the_one_in_use(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path / "cache"))
    larger = Assistant(enlarged(assistant, tmp_path / "home", 2))
    copied = [table for table in larger.catalog.tables if table.id.endswith("_copy1")]
    assert len(copied) > 5, "the tables of the first publication"
    for question in ("How many referrals were there in 2023?", "How many Albanian children were referred in 2023?"):
        assert larger.ask(question).parts[0].headline == assistant.ask(question).parts[0].headline
    larger.warehouse.close()


def test_callers_who_get_another_answer_or_none_are_counted(assistant: Assistant) -> None:
    good, other, failing = "How many referrals were there in 2023?", "How many referrals were there in 2022?", ""
    said = {q: [[p.status, p.headline, p.value, [list(row) for row in p.rows]] for p in assistant.ask(good).parts]
            for q in (good, other, failing)}  # fmt: skip

    def ask(question: str) -> object:
        if not question:
            raise OSError("gone")
        return answer_view(assistant.ask(question))

    run = together(ask, said, 3, 9)
    assert (run.errors, run.wrong, len(run.taken)) == (3, 3, 6)


QUESTIONS = """
Q = [
    ("core", "how many people from Albania were referred in 2023 Q1?", 14),
    ("group", "people by nationality in 2023 Q1", {"Albania": 14, "Vietnam": 3}),
    ("refuse", "how many people were convicted in 2023 Q1?", None),
]


def judge(expected, given):
    if expected is None:
        return "right" if given is None else "wrong"
    return "none" if given is None else "right" if given == expected else "wrong"
"""
FIGURES = """quarter,nationality,age,people
2023 Q1,Albania,Adult,10
2023 Q1,Albania,Child,4
2023 Q1,Vietnam,Adult,2
2023 Q1,Vietnam,Child,1
"""


def test_the_questions_of_a_peer_are_answered_from_a_catalog_made_without_python(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "questions.py").write_text(QUESTIONS, encoding="utf-8")
    (tmp_path / "plain.csv").write_text(FIGURES, encoding="utf-8")
    assert main(["benchmark", "--only", "peers", "--peer", str(tmp_path)]) == 0
    row = capsys.readouterr().out.splitlines()[-1]
    assert "3 questions of plain.csv" in row and "right 3, wrong 0, declined 0" in row and row.endswith("met |")
