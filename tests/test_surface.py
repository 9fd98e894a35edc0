"""What a notebook gets: the sentence, the number, a table, the statement and a chart of one answer; a claim checked."""

from __future__ import annotations

import csv
import datetime as dt
import pickle
from pathlib import Path

import pytest

from assistant import Answer, Assistant, ask, check
from assistant.errors import UnknownRelease

SERIES = Path(__file__).resolve().parent.parent / "data" / "nrm-2023-q4" / "referrals_series.csv"
YEARS = "How many referrals were there in each year from 2019 to 2022?"


def _published() -> dict[str, int]:
    """Referrals of each year, as the published file prints them."""
    with SERIES.open(encoding="utf-8", newline="") as file:
        totals = [row for row in csv.DictReader(file) if (row["age"], row["location"]) == ("total", "total")]
    years = ("2019", "2020", "2021", "2022")
    return {row["period"]: int(row["value"]) for row in totals if row["period"] in years}


def test_the_table_of_an_answer_is_a_frame_of_numbers() -> None:
    table = ask(YEARS).to_pandas()
    assert dict(zip(table["year"], table["referrals"], strict=True)) == _published()
    assert table["referrals"].sum() == sum(_published().values())


def test_the_statement_of_an_answer_runs_and_gives_its_table(assistant: Assistant) -> None:
    answer = ask(YEARS)
    assert assistant.warehouse.run(answer.sql).rows == answer.parts[0].rows


def test_an_answer_that_goes_to_another_process_takes_its_statement_along(assistant: Assistant) -> None:
    sent = pickle.loads(pickle.dumps(ask(YEARS)))
    assert sent.parts == ask(YEARS).parts
    assert assistant.warehouse.run(sent.sql).rows == ask(YEARS).parts[0].rows


def test_a_series_has_a_chart_of_its_figures_and_one_number_has_none() -> None:
    drawn = ask(YEARS).chart()
    assert drawn is not None
    cells = [row for rows in drawn.to_dict()["datasets"].values() for row in rows]
    assert set(_published().values()) <= {cell["y"] for cell in cells if "y" in cell}
    assert ask("How many referrals were there in 2019?").chart() is None


def test_an_answer_prints_as_the_command_prints_it() -> None:
    answer = ask("How many referrals were there in 2019?")
    assert isinstance(answer, Answer)
    assert answer.value == 10606
    assert " ".join(str(answer).split()).startswith(answer.headline)


def test_what_is_not_published_has_no_number_no_rows_and_no_chart() -> None:
    answer = ask("How many positive conclusive grounds decisions were made for UK nationals in 2023?")
    assert answer.parts[0].status == "not_published"
    assert (answer.value, len(answer.to_pandas()), answer.chart(), answer.sql) == (None, 0, None, "")


def test_the_statements_of_all_parts_are_shown() -> None:
    answer = ask("How many referrals were there in 2019? How many DtN reports were there in 2019?")
    assert len(answer.parts) == 2
    assert all(part.sql and part.sql in answer.sql for part in answer.parts)


def test_figures_are_read_as_an_earlier_release_had_them() -> None:
    assert ask("How many referrals were there in the first quarter of 2023?", as_of="nrm-2023-q1").value == 4746
    with pytest.raises(UnknownRelease, match="nobody"):
        ask("How many referrals were there in 2019?", as_of="nobody")


def test_a_claim_is_checked_and_read_from_its_own_day() -> None:
    assert check("There were 12,500 referrals in 2023.").assertions[0].verdict == "not_supported"
    (assertion,) = check("There were 10,606 referrals last year.", dated=dt.date(2020, 4, 1)).assertions
    assert assertion.verdict == "supported"
