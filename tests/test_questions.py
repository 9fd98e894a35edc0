"""The golden corpus: the figures are computed from the published cells without the assistant (questions/oracle.py)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.evaluate import GoldenQuestion, Result, corpus, evaluate, grade, last_line, misread, report, slot_scores
from assistant.service import Assistant

FOLDER = Path(__file__).parent / "questions"
FLOOR = 0.93  # share of questions with the right outcome; raise it when the assistant gets better, never lower it
SLOT_FLOORS = {"measure": 0.99, "filters": 0.95, "breakdown": 0.9, "period": 0.96, "shape": 0.93}


@pytest.fixture(scope="module")
def items() -> list[GoldenQuestion]:
    return corpus(FOLDER)


@pytest.fixture(scope="module")
def results(assistant: Assistant) -> list[Result]:
    return evaluate(FOLDER, assistant)


def test_every_twelfth_question_is_answered_right_or_not_at_all(assistant: Assistant) -> None:
    """For whoever changes a rule: the whole corpus is slow."""
    results = [grade(item, assistant.ask(item.text)) for item in corpus(FOLDER, 12)]
    assert [f"{r.item.text}\n    {r.why}" for r in results if r.grade == "wrong"] == []
    assert sum(r.grade == "right" for r in results) >= FLOOR * len(results)


@pytest.mark.slow
def test_no_question_is_answered_with_a_wrong_figure(results: list[Result]) -> None:
    wrong = [f"{r.item.text}\n    {r.why}" for r in results if r.grade == "wrong"]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_enough_questions_have_the_right_outcome(results: list[Result]) -> None:
    right = sum(r.grade == "right" for r in results)
    assert right >= FLOOR * len(results), "\n".join(report(results))


@pytest.mark.slow
@pytest.mark.parametrize("slot", SLOT_FLOORS)
def test_the_slots_are_read_right(results: list[Result], slot: str) -> None:
    precision, recall = slot_scores(results)[slot]
    amiss = [f"{r.item.text}: {misread(r)[slot]}" for r in results if slot in misread(r)]
    assert min(precision, recall) >= SLOT_FLOORS[slot], "\n".join(amiss)


@pytest.mark.slow
def test_the_corpus_is_large_varied_and_without_doubles(items: list[GoldenQuestion]) -> None:
    assert len(items) >= 400
    texts = Counter(" ".join(item.text.split()).casefold() for item in items)
    assert not [text for text, count in texts.items() if count > 1]
    assert len({item.kind for item in items}) >= 20
    assert sum(bool(item.figures) for item in items) >= 250


@pytest.mark.slow
def test_the_report_ends_with_a_line_to_quote(results: list[Result]) -> None:
    lines = list(report(results))
    assert lines[-1].strip() == last_line(results)
    assert lines[-1].strip().startswith("right ")


def test_a_folder_without_questions_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["evaluate", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.slow
def test_every_question_offered_answers(results: list[Result], assistant: Assistant) -> None:
    """What is put before a user instead of, or after, an answer must itself be answered."""
    offered = {c for r in results for p in assistant.ask(r.item.text).parts for c in (*p.choices, *p.next_questions)}
    assert len(offered) > 100
    dead = [q for q in sorted(offered) if {p.status for p in assistant.ask(q).parts} - {"answered", "partial"}]
    assert not dead, dead
