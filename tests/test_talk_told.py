"""What is asked of what was told: is it so, where it stands, both of them together, everyone, after a record."""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.beside_figure import asked_beside
from assistant.service import Assistant

pytestmark = pytest.mark.slow

ALBANIANS = "How many Albanians were referred in 2023?"
OF_FIGURE = [
    ("are you sure?", "published figure"),
    ("really?", "published figure"),
    ("hmm, that seems high", "published figure"),
    ("source?", "published on 6 March 2025"),
    ("ok, where's that from?", "published on 6 March 2025"),
    ("which release?", "published on 6 March 2025"),
    ("can I quote that?", "may be quoted as published"),
    ("how should we cite this?", "may be quoted as published"),
    ("chart it", "taken away"),
    ("as CSV please", "taken away"),
    ("export to excel", "taken away"),
]
OTHERS = [
    "are you sure women fell?",
    "which release has county lines?",
    "which table shows children?",
    "is that right for 2022?",
    "how many were high?",
    "right",
    "table of children",
]


@pytest.mark.parametrize(("said", "told"), OF_FIGURE)
def test_what_is_asked_of_a_figure_is_told_of_it(assistant: Assistant, said: str, told: str) -> None:
    part = talk(assistant, ALBANIANS, said)
    assert part.value == 4055 and told in part.headline, part.headline
    assert talk(assistant, ALBANIANS, said, "and in 2022?").value == 4609


@pytest.mark.parametrize("text", OTHERS)
def test_a_question_of_its_own_is_none_of_the_figure_before(text: str) -> None:
    assert asked_beside(text) == ""


def test_nothing_is_told_of_a_figure_where_there_was_none(assistant: Assistant) -> None:
    for text, _ in OF_FIGURE:
        part = assistant.ask(text).parts[0]
        assert part.status not in GIVEN or part.kind != "figure", part.headline


TWO = ("Sudanese referrals in Q1 2023?", "and Eritreans?")
BY_QUARTER = ("Sudanese referrals by quarter in 2023?", "and Eritreans?")


@pytest.mark.parametrize("said", ["both together for the whole of 2023", "the two combined for the whole year"])
def test_both_together_at_another_time_are_both(assistant: Assistant, said: str) -> None:
    part = talk(assistant, *TWO, said)
    assert part.value is not None and part.value > 1800, part.headline  # and not 897, those told last


def test_both_together_of_two_tables_are_both_in_each_quarter(assistant: Assistant) -> None:
    first, second = talk(assistant, BY_QUARTER[0]), talk(assistant, *BY_QUARTER)
    sums = [a[-1] + b[-1] for a, b in zip(first.rows, second.rows, strict=True)]  # type: ignore[operator]
    assert [row[-1] for row in talk(assistant, *BY_QUARTER, "both together").rows] == sums
    whole = talk(assistant, *BY_QUARTER, "for the whole year, both together")
    assert whole.value is not None and abs(whole.value - sum(sums)) <= 5, whole.headline


def test_both_of_the_years_of_one_table_are_both_years(assistant: Assistant) -> None:
    assert talk(assistant, "referrals by quarter in 2022 and 2023", "both together").value in (33911, 33925)


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("How many children were referred for labour exploitation in 2023?", "and everyone?"), 4657),
        (("How many Albanian children were referred by the police in 2023?", "and everyone?"), 3946),
        (("How many people were referred for labour exploitation in 2023?", "and everyone?"), 16990),
        (("How many children were referred for labour exploitation in 2023?", "and the total?"), 16990),
    ],
)
def test_everyone_is_people_of_all_kinds_and_still_what_happened(
    assistant: Assistant, turns: tuple[str, ...], value: int
) -> None:
    assert talk(assistant, *turns).value == value


RECORD = ("How many referrals were there in 2025?", "is that a record?")


def test_what_follows_a_record_is_of_its_figure(assistant: Assistant) -> None:
    assert talk(assistant, *RECORD, "and the year before?").value == 19125
    part = talk(assistant, *RECORD, "what about the year before", "% increase between the two")
    assert any(cell == 22.4 for row in part.rows for cell in row), part.headline


def test_one_figure_is_not_said_to_have_a_table_or_a_chart(assistant: Assistant) -> None:
    part = talk(assistant, "How many people were referred in 2023?", "chart it")
    assert "nothing to draw" in part.headline and "table stands" not in part.headline
