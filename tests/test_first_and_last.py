"""The first and the last period that keeps to a limit, which of two grew more, and limits across a definitional change.

Expected values are cells, or worked out from cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When were annual referrals last below 10,000?", "2018 (6,974)"),
        ("What was the last year in which there were under 10,000 referrals?", "2018 (6,974)"),
        ("When were quarterly referrals last below 4,000?", "April to June 2023 (3,993)"),
        ("Which was the first quarter in which referrals exceeded 5,000?", "October to December 2024 (5,538)"),
    ],
)
def test_the_first_or_last_that_keeps_to_a_limit_is_one_period(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert said in part.headline


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When did the share of children first exceed 40%?", "2017 (41%)"),
        ("What was the first year in which children were more than 40% of referrals?", "2017 (41%)"),
        ("When was the share of children last below 30%?", "2014 (29%)"),
    ],
)
def test_a_share_is_held_to_a_limit_in_each_year(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert said in part.headline
    assert "of the 16 years" in part.headline, "years that are not held may have been earlier or later"


def test_a_limit_holds_on_both_sides_of_a_definitional_change(assistant: Assistant) -> None:
    (part,) = assistant.ask("When did the share of positive reasonable grounds decisions fall below 60%?").parts
    assert "less than 60%: 2023 (55%)" in part.headline
    assert any("reasonable grounds" in caveat.text for caveat in part.caveats), "the change is told beside it"


def test_which_of_two_grew_faster_is_not_which_grew_more(assistant: Assistant) -> None:
    (faster,) = assistant.ask("Which grew faster between 2021 and 2023, child or adult referrals?").parts
    (more,) = assistant.ask("Which grew more between 2021 and 2023, child or adult referrals?").parts
    assert "children (36%)" in faster.headline
    assert "adults (2,221)" in more.headline
