"""What a picture shows: its title, the order of its bars, the words in it, and when there is none."""

from __future__ import annotations

import re

import altair as alt
import pytest

from assistant.answer.model import Part
from assistant.render.chart_image import svg_bytes
from assistant.render.charts import current
from assistant.render.labels import Drawing, rules
from assistant.service import Assistant

pytestmark = pytest.mark.slow

# Ten to fifteen words: what is shown, of whom and when.
TITLES = {
    "referrals in each quarter of 2022": "Referrals rose from 3,773 in Q1 2022 to 4,413 in Q4 2022",
    "cases awaiting conclusive grounds decision per year": (
        "Cases awaiting a conclusive grounds decision fell from 29,275 (December 2022) to 5,758 (December 2025)"
    ),
    "How has the share of children changed between 2015 and 2018?": (
        "Share of referrals that were aged 17 or under at exploitation: 30% (2015), 45% (2018)"
    ),
    "percentage positive by age, reasonable grounds 2023": (
        "Share of positive decisions among reasonable grounds decisions, 2023: Child (17 or under) (74%)"
    ),
    "percentage change in referrals for each quarter of 2023 compared with the same quarter of 2022": (
        "Percentage change on a year earlier in referrals: +26% (Q1 2023), −6.1% (Q4 2023)"
    ),
    "Which nationality saw the biggest rise in numbers between Q1 2023 and Q4 2023?": (
        "Change in referrals between Q1 2023 and Q4 2023: Vietnamese (85), then Chinese (51)"
    ),
    # What is short says its breakdown, or a third.
    "referrals by nationality in 2023": "Most referrals by nationality, 2023: UK (4,305), then Albanian (4,055)",
    "How many different nationalities were referred in 2023?": (
        "Referrals by nationality, 2023: UK (4,305), Albanian (4,055), then Vietnamese (997)"
    ),
    "What was the average number of referrals per police force in 2023?": (
        "Referrals by the police but not by regional organised crime units: Metropolitan Police Service (670)"
    ),
    "Has the 2022 referrals figure been revised?": (
        "Referrals in 2022, by release: 16,938 in the first, 16,921 in the newest"
    ),
    # Across a change of definition the ends are not compared: the newest figure alone is told.
    "referrals of adults by year since 2019": "Referrals of adults by year, 2019 to 2023: 8,622 in 2023",
    # From below it says so.
    "quarter with the fewest referrals in 2023": (
        "Referrals by quarter, 2023, lowest first: Q2 2023 (3,992), then Q3 2023 (4,132)"
    ),
    # Periods with others between them are no stretch of time, and a few members that were named are not all.
    "referrals in 2019, 2021 and 2023": "Referrals in 2019, 2021 and 2023: 2023 (16,990), then 2021 (12,700)",
    "Referrals by Border Force; by Kent Police; and by Migrant Help in Q4 2023": (
        "Referrals, 3 first responders compared, Q4 2023: Migrant Help (80), then UK Border Force (67)"
    ),
}


def _drawn(assistant: Assistant, question: str) -> Part:
    (part,) = (part for part in assistant.ask(question).parts if part.chart)
    return part


def _texts(part: Part) -> list[str]:
    """The words of the picture, in the order in which they are drawn."""
    return re.findall(r"<text[^>]*>([^<]+)</text>", (svg_bytes(current(part)) or b"").decode())


@pytest.mark.parametrize("question", TITLES)
def test_a_title_says_what_is_shown_in_ten_to_fifteen_words(assistant: Assistant, question: str) -> None:
    chart = _drawn(assistant, question).chart
    assert chart is not None and chart.title == TITLES[question]
    assert 10 <= len(chart.title.split()) <= 15


def test_the_title_of_what_lies_beyond_a_limit_says_the_limit(assistant: Assistant) -> None:
    for question, head in (
        ("which quarters had more than 4000 referrals", "Quarters with more than 4,000 referrals: Q3 2025 (6,407)"),
        (
            "which years had fewer than 5000 referrals",
            "Years with fewer than 5,000 referrals, 2009 to 2025: 2009 (552)",
        ),
        (
            "which nationalities had more than 500 referrals in 2023",
            "Nationalities with more than 500 referrals, 2023: UK",
        ),
    ):
        chart = assistant.ask(question).parts[0].chart
        assert chart is not None and chart.title.startswith(head)


def test_the_line_under_a_title_says_of_which_figures_and_periods_it_is(assistant: Assistant) -> None:
    for question, subtitle in (
        ("referrals in 2019, 2021 and 2023", "Referrals in the United Kingdom, 2019, 2021 and 2023"),
        (
            "Has the number of positive RG decisions in 2022 been revised?",
            "Positive reasonable grounds decisions in the United Kingdom, 2022, by date of the release",
        ),
        (
            "change in referrals by nationality between Q3 2023 and Q4 2023",
            "Change in referrals between July to September 2023 and October to December 2023 in the United Kingdom",
        ),
    ):
        chart = _drawn(assistant, question).chart
        assert chart is not None and chart.subtitle == subtitle


def test_the_first_bar_is_the_first_of_the_title_with_its_figure_beside_it(assistant: Assistant) -> None:
    """Falls begin with the largest, though what is of no nationality stands last in the table."""
    part = _drawn(assistant, "biggest falls in referrals by nationality between Q1 2023 and Q4 2023")
    assert part.chart is not None and part.chart.title.endswith("lowest first: Albanian (−650)")
    words = _texts(part)
    names = [word for word in words if word in ("Albanian", "Vietnamese", "Indian")]
    assert names[:2] == ["Albanian", "Indian"] and "−650" in words


def test_more_bars_alike_than_there_is_room_for_are_no_picture(assistant: Assistant) -> None:
    """Of a hundred nationalities all were male: fifteen of them would be chosen by nothing."""
    (part,) = assistant.ask("male share by nationality 2023").parts
    assert [row[-1] for row in part.rows].count(100.0) > 15 and part.chart is None


def test_two_counts_beside_each_other_are_pictured_by_their_difference(assistant: Assistant) -> None:
    (part,) = assistant.ask(
        "For adults, in which quarters of 2023 did negative reasonable grounds decisions outnumber positive reasonable "
        "grounds decisions?"
    ).parts
    assert [row[1:] for row in part.rows][1:] == [(1226, 461, 765), (1151, 935, 216), (1405, 957, 448)]
    assert part.chart is not None and part.chart.y.startswith("difference"), "no picture of one of them"


def test_a_fall_is_drawn_below_a_line_at_zero_with_room_for_its_figure(assistant: Assistant) -> None:
    part = _drawn(
        assistant, "percentage change in referrals for each quarter of 2023 compared with the same quarter of 2022"
    )
    words = _texts(part)
    assert "−9.8%" in words and "-20%" in [word.replace("−", "-") for word in words], "a step below the lowest"
    zero = svg_bytes(current(part)) or b""
    assert b"mark-rule" in zero


def test_the_title_of_a_break_does_not_reach_over_the_one_before() -> None:
    order = [f"Q{number % 4 + 1}\n202{2 + number // 4}" for number in range(8)]
    drawing = Drawing(order, 240, 0, 5000)
    layers = rules([(order[4], "Change of the test"), (order[6], "Change of the test")], drawing, alt.X("x:O"), 14)
    again = next(
        value["note"]
        for layer in layers
        for value in layer.data["values"]
        if value["x"] == order[6] and isinstance(value["note"], str)
    )
    assert again == "Changed\nagain"
    apart = drawing.across(order[6]) - drawing.across(order[4])
    assert max(map(len, again.split("\n"))) * 7.2 < apart


def test_words_of_a_share_are_english_whatever_the_filter(assistant: Assistant) -> None:
    for question, said in (
        ("What share of small boat arrivals were referred to the NRM in 2024?", "arrivals in 2024 (15%) had an NRM"),
        ("share of small boat arrivals referred to the NRM each year", "arrivals with an NRM referral raised was 4%"),
        ("what proportion of referrals in 2023 were children", "(44%) were aged 17 or under"),
    ):
        assert said in assistant.ask(question).parts[0].headline
