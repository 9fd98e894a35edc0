"""Chats that add up what was told, go on to a sibling, or ask where a figure is from."""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

ADULTS = "How many adults received a positive conclusive grounds decision in 2021?"
THREE = ("How many Albanians were referred in 2023?", "Vietnamese?", "Eritreans?")
COUNCILS = "what share came from councils?"
CHILDREN = ("children referred in 2023?", "boys?", "girls?")
AGENCIES = "How many referrals came from government agencies in 2023?"
CHANGE = ("How many people were referred in 2025?", "compared with five years before?")
FIGURES = [
    ((ADULTS, "add the children", "so what's the total now?"), 1220 + 1293),
    ((ADULTS, "add the children", "and people of unknown age as well: what's the total now?"), 1220 + 1293 + 83),
    ((*THREE, "what would be the total for the three?"), 4055 + 988 + 897),
    ((*THREE, "so what do the three come to?"), 4055 + 988 + 897),
    ((*THREE, "sum of the three?"), 4055 + 988 + 897),
    ((*THREE, "the two together"), 988 + 897),
    (("How many referrals of children by quarter in 2023?", "total for the four?"), 7432),
    ((*CHILDREN, "and adults in that year?"), 8622),  # of both genders, as the children were
    ((*CHILDREN, "adult women?"), 2347),
    (("boys referred in 2023", "girls", "adults"), 8622),
    (("UK children referred in 2023", "girls", "boys", "UK adults"), 862),
    (("UK children referred in 2023", "girls", "boys", "UK women"), 258),
    (("How many male referrals were there in 2023?", "boys?", "adults?"), 6281),
    ((*CHANGE, "source for the 2020 figure?"), 10582),
    ((*CHANGE, "source for the 2025 figure?"), 23411),
]
PARTS = [
    ((AGENCIES, COUNCILS), 23.2),  # 3,955 of everybody's 17,023
    (("Who made most referrals in 2023: police, councils, government agencies or charities?", COUNCILS), 23.2),
    (("How many referrals were there of Albanians in 2023?", COUNCILS), 4.0),
    (("How many boys were referred in 2023?", "and girls?", "so how many boys for every girl?"), 3.94),
    ((*CHANGE, "so how many times as many is it now?"), 2.21),
]
NOT_SO = [
    (*THREE, "all four combined?"),
    ("How many Albanians and Vietnamese were referred in 2023?", "what would the three come to?"),
    (AGENCIES, "what share of government agency referrals came from councils?"),
    ("How many referrals in 2019?", "compared with 2014?", "how many times as many is it now?"),  # 2019 is not now
    (*CHANGE, "source for the 2023 figure?"),
]


@pytest.mark.parametrize(("turns", "figure"), FIGURES, ids=[" > ".join(turns) for turns, _ in FIGURES])
def test_what_was_told_is_added_or_gone_on_from(assistant: Assistant, turns: tuple[str, ...], figure: int) -> None:
    assert talk(assistant, *turns).value == figure


@pytest.mark.parametrize(("turns", "figure"), PARTS, ids=[" > ".join(turns) for turns, _ in PARTS])
def test_what_was_told_is_set_in_proportion(assistant: Assistant, turns: tuple[str, ...], figure: float) -> None:
    assert talk(assistant, *turns).value == pytest.approx(figure, abs=0.06)


@pytest.mark.parametrize("turns", NOT_SO, ids=[" > ".join(turns) for turns in NOT_SO])
def test_what_was_not_told_has_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).status not in GIVEN


def test_the_same_months_are_those_told(assistant: Assistant) -> None:
    first = "Albanian referrals in the first, second and third quarter of 2024?"
    assert talk(assistant, first, "what do they add up to?", "And Vietnamese for the same months?").value == 1565


def test_since_when_reports_are_collected_is_told_of_those_spoken_of(assistant: Assistant) -> None:
    part = talk(assistant, "duty to notify reports in 2025?", "since when have these reports been collected?")
    assert "2015" in part.headline


def test_asked_back_each_choice_is_of_those_spoken_of(assistant: Assistant) -> None:
    part = talk(assistant, "How many children were referred in 2022?", "How many decisions were there for them?")
    assert part.status == "clarify"
    assert len(part.choices) == 2
    assert all("children" in choice and "2022" in choice for choice in part.choices), part.choices
    everybody = talk(assistant, "How many children were referred in 2022?", "How many decisions were there?")
    assert all("children" not in choice and "2022" in choice for choice in everybody.choices), everybody.choices


def test_another_count_named_alone_is_of_those_spoken_of(assistant: Assistant) -> None:
    assert talk(assistant, "How many children were referred in 2023?", "conclusive grounds?").value == 3822
    albanians = talk(assistant, "How many Albanians were referred in 2023?", "conclusive grounds?")
    assert albanians.status not in GIVEN  # not published by nationality, and all 9,825 are no answer
