"""Next questions: made from what was answered, whatever was made of it, and each of them answers."""

from __future__ import annotations

import pytest

from assistant.asked.link import to_url
from assistant.service import Assistant
from assistant.web.ahead import ahead
from assistant.web.turns import tree

pytestmark = pytest.mark.slow

# A question for each kind of thing that can be asked, and a next one that a reader would look for.
ASKED = {
    "How many referrals were there in 2023?": "Change on the year before",
    "What proportion of referrals in 2022 were children?": "Over time",
    "How did referrals change between 2021 and 2022?": "Over time",
    "referrals by exploitation type in 2023": "As a share",
    "referrals each year since 2014": "By quarter",
    "Top ten nationalities in Q4 2023": "All of them",
    "Which year had the highest share of positive conclusive grounds decisions?": "The lowest",
    "How many different nationalities were referred in 2023?": "Over time",
    "Were more children than adults referred in 2023?": "By how much",
    "Cumulative referrals by quarter 2023": "The figures that it is made of",
    "Average referrals per police force in 2023": "The figures that it is made of",
    "How many more referrals than DtN reports in 2023?": "In per cent",
    "Ratio of male to female referrals in 2023": "By age at exploitation",
    "referrals by quarter and age in 2023": "By year",
    "percentage positive by age, reasonable grounds 2023": "The year before",
}


@pytest.mark.parametrize("question", ASKED)
def test_what_is_offered_next_is_answered_and_is_another_question(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    asked = tree(part)
    assert asked is not None
    found = ahead(asked, assistant.lookup, assistant.open, part.headline)
    assert ASKED[question] in found
    assert to_url(asked) not in found.values() and len(set(found.values())) == len(found)
    for link in found.values():
        answer = assistant.open(link)
        assert answer.status == "answered" and answer.headline != part.headline and answer.rows


def test_the_change_on_the_year_before_is_that_of_the_published_totals(assistant: Assistant) -> None:
    (part,) = assistant.ask("How many referrals were there in 2020?").parts
    asked = tree(part)
    assert asked is not None
    link = ahead(asked, assistant.lookup, assistant.open)["Change on the year before"]
    assert assistant.open(link).value == 10_582 - 10_606  # end of year summaries of 2020 and 2019
