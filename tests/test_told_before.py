"""Questions behind a figure that is told, and lists whose every part is meant.

Expected values are worked out from the published tables and the printed figures: 7,004 of 16,921 in 2022 and 7,432 of
17,004 in 2023 were children, 4,088 of 17,004 female, 4,609 of 16,921 and 4,055 of 17,004 Albanian.
"""

from __future__ import annotations

import pytest
from given import figures, gives, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("The share of women was 20%. What was it in 2023?", 24.0),
        ("Children made up 41% in 2022. And in 2023?", 43.7),
        ("41% of referrals in 2022 were children. How did that change in 2023?", 2.3),
        ("Albanians' share was 27% in 2022. How did that change in 2023?", -3.4),
        ("The positive rate for conclusive grounds decisions was 91% in 2021. What was it in 2023?", 66.4),
        ("The average wait for a conclusive grounds decision in 2023 was 526 days. What was it in 2024?", 637),
        ("What share of referrals in 2022 were children? How did that change in 2023?", 2.3),
        ("What was the average number of referrals per quarter in 2022? How did that change in 2023?", 20.75),
        ("Albanians were in the news in 2022. What was the number referred?", 4609),
        ("The Q1 2023 bulletin reported 4,746 referrals. What is the latest figure?", 4742),
    ],
)
def test_what_is_asked_again_is_what_was_told(assistant: Assistant, question: str, value: float) -> None:
    last = assistant.ask(question).parts[-1]
    assert last.status == "answered"
    assert last.value == pytest.approx(value, abs=0.06)


def test_whether_a_share_rose_is_asked_of_the_share(assistant: Assistant) -> None:
    last = assistant.ask("What share of referrals in 2022 were children? Did that rise in 2023?").parts[-1]
    assert last.headline.startswith("Yes")
    assert "44%" in last.headline and "41%" in last.headline


@pytest.mark.parametrize(
    ("question", "values"),
    [
        # 4,762 negative and 3,364 positive decisions for adults
        ("For every positive RG decision for adults in 2023, how many negative ones were there?", (1.42,)),
        ("How many girls were referred by the police in 2023 for each boy?", (356 / 1244,)),
        ("What percentage of those referred in 2023 came from Albania or Vietnam?", (29.7,)),
        ("If you add up every year from 2009 to 2013, how many were referred?", (552 + 726 + 936 + 1178 + 1743,)),
        ("How many RG and CG decisions were made in Q4 2023, and what percentage of each were positive?", (54.6, 54.0)),
        ("How many referrals were there in 2022? And in 2023? What proportion of each were children?", (41.4, 43.7)),
        ("How many referrals were there in the six months to June 2023?", (8731,)),
        ("2023 referrals excluding Q1", (12266,)),
        ("After UK and Albanian, which was the most common nationality among females referred in 2023?", (302,)),
        ("Which police force made the third-highest number of referrals in 2023?", (236,)),
        ("How many cases were passed to the SCA in 2023?", (13704,)),
        ("How big is the conclusive grounds backlog, and how big was it a year earlier?", (5758, 17168)),
        ("How many people were referred? And the year before?", (23411, 19125)),
    ],
)
def test_every_part_of_a_list_is_meant(assistant: Assistant, question: str, values: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *values), figures(assistant.ask(question))


def test_neither_leaves_out_both(assistant: Assistant) -> None:
    told = assistant.ask("How many people referred in 2023 were neither British nor Albanian?").parts[0].value
    without = assistant.ask("How many people referred in 2023 were not UK or Albanian nationals?").parts[0].value
    assert told is not None
    assert told == without


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("For 2023 please give total referrals, children, adults and those whose age is unknown.", (16990, 7432, 8622)),
        ("Total referrals, women and men in 2023", (16990, 4088, 12903)),
        ("The Member speaks tomorrow. Could we have referrals, DtN reports and CG decisions for 2024?", (19125, 5598)),
        ("What fraction of 2019's referrals, in percentage terms, were children?", (42.9,)),
        ("The test changed on 30 January 2023. What was the positive RG rate in 2022 and in 2023?", (88.5, 54.6)),
        ("Did the police or local authorities refer more people in Q1 2023?", (1043, 1080)),
    ],
)
def test_a_list_leaves_nothing_out(assistant: Assistant, question: str, values: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *values), figures(assistant.ask(question))


def test_whom_the_writer_speaks_of_is_not_whom_they_ask_for(assistant: Assistant) -> None:
    asked = assistant.ask("I support women who have escaped. How many referrals were there in 2022?")
    assert asked.parts[-1].value == 16921


def test_a_difference_is_asked_in_per_cent(assistant: Assistant) -> None:
    last = talk(assistant, "How many children in 2022?", "and 2023?", "how much higher is that in per cent?")
    assert last.value == pytest.approx(100 * (7432 - 7004) / 7004, abs=0.06)


def test_the_same_quarter_of_the_year_before_is_a_year_earlier(assistant: Assistant) -> None:
    last = talk(assistant, "How many referrals were there in the latest quarter?", "same quarter of the year before?")
    assert last.value == 5538


def test_in_which_a_child_was_is_a_limit(assistant: Assistant) -> None:
    assert 16990 not in figures(assistant.ask("How many referrals were there in 2023 in which a child was referred?"))


def test_a_rise_behind_a_told_year_is_of_that_year(assistant: Assistant) -> None:
    said = "A speaker said almost 17,000 people were referred in 2022, a third up on the year before. "
    last = assistant.ask(said + "By what percentage did referrals rise?").parts[-1]
    assert last.value == pytest.approx(100 * (16921 - 12700) / 12700, abs=0.06)


@pytest.mark.parametrize(
    ("question", "count", "whole"),
    [
        ("How many referrals, and what share of all of them, came from Kent Police in 2023?", 74, 17023),
        ("How many people, and what proportion of all referrals, were Albanian in 2023?", 4055, 16990),
    ],
)
def test_what_is_said_behind_limits_count_and_share(
    assistant: Assistant, question: str, count: int, whole: int
) -> None:
    asked = assistant.ask(question)
    assert gives(asked, count, 100 * count / whole), figures(asked)
    assert asked.parts[0].value == pytest.approx(100 * count / whole, abs=0.06)


def test_its_referrals_are_not_everybodys(assistant: Assistant) -> None:
    assert not figures(assistant.ask("What percentage of its 2023 referrals were children?"))


def test_a_statement_true_when_published_is_not_called_false(assistant: Assistant) -> None:
    for asks in ("is that right?", "is that so?", "is that true?"):
        told = assistant.ask(f"17,004 people were referred in 2023, {asks}").parts[0]
        assert not told.headline.startswith("No")
        assert "7 March 2024" in told.headline
