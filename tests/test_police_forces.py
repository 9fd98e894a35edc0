"""Police forces are those that are called so: the regional organised crime units listed among them are none.

Summed from the detail tables of the four releases of 2023: City of London Police 10, Cumbria 14, Northern Ireland 19.
The four units with referrals made 9 of the 3,946 of the police; 46 forces made the rest.
"""

from __future__ import annotations

import pytest
from given import figures

from assistant.service import Assistant

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("The three police forces with fewest referrals in 2023", ["City of London", "Cumbria", "Northern Ireland"]),
        ("Which police force made the fewest referrals in 2023?", ["City of London"]),
        (
            "Which police forces made fewer than 20 referrals in 2023?",
            ["City of London", "Cumbria", "Northern Ireland"],
        ),
        ("Which constabulary referred the fewest people in 2023?", ["City of London"]),
        ("Which force made the smallest number of referrals in 2023?", ["City of London"]),
    ],
)
def test_the_fewest_of_police_forces_are_no_regional_units(
    assistant: Assistant, question: str, labels: list[str]
) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    for row, label in zip(part.rows, labels, strict=False):
        assert label in str(row[0])


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many police forces made referrals in 2023?", 46),
        ("What was the average number of referrals per police force in 2023?", 85.6),
        ("How many forces made more referrals than Kent Police in 2023?", 15),
    ],
)
def test_police_forces_are_counted_without_regional_units(assistant: Assistant, question: str, value: float) -> None:
    (part,) = assistant.ask(question).parts
    assert part.value == value


def test_all_that_the_police_referred_includes_regional_units(assistant: Assistant) -> None:
    assert set(figures(assistant.ask("How many referrals were made by police forces in 2023?"))) == {3946}
    (part,) = assistant.ask("What share of police referrals did the top three forces make in 2023?").parts
    assert 3946 in [row[-1] for row in part.rows]


def test_the_units_are_first_responders_of_the_police(assistant: Assistant) -> None:
    (part,) = assistant.ask("Which police first responders made fewest referrals in 2023?").parts
    assert part.rows[0][-1] == 1
