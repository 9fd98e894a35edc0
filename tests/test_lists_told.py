"""A list that was told: with one more, without one, some of it, or both."""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

TWO = "How many Albanians and Vietnamese were referred in 2023?"
THREE = "How many Albanians, UK nationals and Vietnamese were referred in 2023?"
TOP = "Which three nationalities were referred most in 2023?"
YEARS = "How many referrals were there in 2019, 2020, 2021 and 2022?"
SHOWN = [
    ((TWO, "add Hungary"), [4055, 22, 988]),
    ((TWO, "and Hungary as well"), [4055, 22, 988]),
    ((TWO, "plus Hungary"), [4055, 22, 988]),
    ((TWO, "and Hungary too", "drop Vietnam"), [4055, 22]),
    ((TOP, "add Hungary"), [4055, 22, 4287, 988]),
    (("How many Albanians were referred in 2023?", "add Vietnam"), [4055, 988]),
    ((TWO, "both?"), [4055, 988]),
    (("How many Albanians were referred in 2023?", "and Vietnamese?", "both?"), [4055, 988]),
    ((THREE, "drop the UK", "the other two?"), [4055, 988]),
    ((THREE, "the first two"), [4055, 4287]),
    ((YEARS, "leave out 2020"), [10606, 12700, 16921]),
    ((YEARS, "without 2020 and 2021"), [10606, 16921]),
    (("How many referrals were there by year from 2018 to 2023?", "drop 2020"), [6974, 10606, 12700, 16921, 16990]),
    (("How many referrals by quarter in 2023?", "excluding Q1"), [3992, 4132, 4134]),
    (("referrals in 2021 and 2023", "and 2022 as well"), [12700, 16921, 16990]),
]
SUMS = [
    ((THREE, "drop the UK", "the other two together"), 5043),
    ((THREE, "the first two", "the other one?"), 988),
    ((TOP, "the first two together"), 8360),  # as the ranking shows them: 4,305 and 4,055
]
NOT_SO = [
    ("How many Vietnamese, UK nationals and Albanians were referred in 2023?", "the first two"),  # in which order?
    (TOP, "both?"),
    (THREE, "the other two?"),
    (TWO, "add women"),
    ("How many referrals by quarter in 2022 and 2023?", "drop Q1"),  # of which year?
]


@pytest.mark.parametrize(("turns", "figures"), SHOWN, ids=[" > ".join(turns) for turns, _ in SHOWN])
def test_a_list_is_edited(assistant: Assistant, turns: tuple[str, ...], figures: list[int]) -> None:
    part = talk(assistant, *turns)
    assert [row[-1] for row in part.rows] == figures, part.headline


@pytest.mark.parametrize(("turns", "figure"), SUMS, ids=[" > ".join(turns) for turns, _ in SUMS])
def test_some_of_a_list_are_added(assistant: Assistant, turns: tuple[str, ...], figure: int) -> None:
    assert talk(assistant, *turns).value == figure


@pytest.mark.parametrize("turns", NOT_SO, ids=[" > ".join(turns) for turns in NOT_SO])
def test_what_a_list_does_not_tell_has_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).status not in GIVEN
