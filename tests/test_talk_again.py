"""Follow-ups of several figures told in one text, of tables and of corrections. Expected values are those of the
published tables.
"""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

SEVERAL = [
    (("How many men and how many women were referred in 2023?", "how many of them were British?"), [3285, 1014]),
    (("How many Albanians, and how many Vietnamese in 2023?", "how many of those were children?"), [625, 306]),
    (("In 2023 how many were exploited in the UK only, and how many overseas only?", "just children"), [4589, 2147]),
    (
        (
            "How many children and how many adults were referred in 2023?",
            "how many of those were Albanian?",
            "and Vietnamese?",
        ),
        [306, 608],
    ),
    (("How many did the Met and how many did Kent refer in 2023?", "and children?"), [287, 25]),
    (("How many did the Met and how many did Kent refer in 2023?", "and Essex?"), [171]),
    (("How many adults and how many children were referred in 2023?", "what were they in 2022"), [8848, 7004]),
    (("how many children in Q1 2023, and how many in Q2?", "how many of those were girls?"), [359, 370]),
    (("How many referrals in 2023 and how many were children?", "how many of those were boys?"), [5935]),
    (("How many children and how many adults were referred in 2023?", "and men?"), [12903]),
    (("How many positive and how many negative CG decisions were there in 2023?", "children only please"), [3085, 737]),
]


@pytest.mark.parametrize(("turns", "figures"), SEVERAL, ids=[" > ".join(turns) for turns, _ in SEVERAL])
def test_what_follows_several_figures_of_one_text_is_of_each(
    assistant: Assistant, turns: tuple[str, ...], figures: list[float]
) -> None:
    before, parts = None, ()
    for text in turns:
        parts = assistant.ask(text, before=before).parts
        before = assistant.following(parts[-1])
    assert [part.value for part in parts] == figures


TURNS = [
    # Of a time that was said wrong only what is named is another.
    (("How many Albanians were referred in April to June 2023?", "sorry, I meant 2022"), 1130),
    (("referrals in the first half of 2023", "typo, I meant 2022"), 7930),
    (("referrals in Q2 2023", "I meant all of 2022"), 16921),
    (("referrals in Q2 2023", "move on to 2022"), 16921),
    # Another decision after the days to one is the days to that.
    (
        ("average number of days to a conclusive grounds decision in 2024?", "what about reasonable grounds in 2023?"),
        23,
    ),
    # The part of a share, and its whole, are named anew.
    (("overseas-only children in 2023", "what proportion of the children were UK only?"), 61.7),
    # "Which force" is of all forces, whatever shares were told.
    (
        (
            "How many referrals did the Metropolitan Police make in 2023?",
            "what share is that of all police referrals?",
            "same for Greater Manchester Police",
            "which force made the most that year?",
            "and in Q4 alone?",
        ),
        165,
    ),
    # What says nothing new.
    (("positive CG decisions in 2023", "how much higher is that than the number of negatives in 2022?"), 5878),
    (("Albanians in 2023", "how many more than the number of Vietnamese?"), 3067),
    (("referrals in Q4 2023", "what was it in the same quarter of 2024, so Oct to Dec?"), 5538),
    (("children referred in 2022", "and the total, all ages, in that year"), 16921),
    # How many times as many as at a time, or as of others.
    (("referrals in 2024", "how many times as many as in 2014?"), 8.18),
    (("referrals in 2024", "how many times higher is that than in 2014?"), 8.18),
    (("Met Police referrals in 2023", "how many times as many as Kent?"), 9.05),
    # Of a ranking those whom it shows.
    (("top five nationalities in 2023", "which grew most since 2022?"), 222),
    (("top five nationalities in 2023", "which grew the least?"), -554),
    (("top three nationalities in 2023", "and the next three"), 342),
    (("top five nationalities in 2023", "and the next two", "and the next one"), 312),
    # "That" is what was told, whatever it is called; the women of adults are adults.
    (("what share of referrals in 2023 were children", "how many cases is that"), 7432),
    (("referrals in 2022", "2023", "percentage change", "and in numbers"), 83),
    (("adults in 2023", "which exploitation type is most common", "how many women for that"), 297),
    (("conclusive grounds decisions in 2023", "positive ones as a %"), 66.4),
    (("Vietnamese nationals referred in 2023", "what rank is that"), 3),
    (("positive reasonable grounds rate in 2023", "what about adults", "how many decisions was that based on"), 8126),
    # A whole that holds whoever was counted; a force after the share of another; who is first, of the kind ranked.
    (("kids referred for criminal exploitation in 2023", "what % of kids"), 42.0),
    (("Essex Police referrals in 2023", "as a % of all police", "and Kent"), 1.9),
    (("top five nationalities for kids in 2023", "who's top for adults"), 3149),
    (("Which nationality had most referrals in 2023?", "who referred the most?"), 5216),
    # All of the year before a quarter; the same quarters of another year; a rank; points that were told.
    (("DtN reports in Q2 2023", "what about the whole year before"), 4580),
    (("referrals by quarter 2023", "difference between Q1 and Q4", "and for 2022"), 640),
    (("Albanians in 2023", "where does that rank"), 2),
    (
        ("what share of referrals in 2023 were children", "adults", "which is bigger", "by how many percentage points"),
        7.0,
    ),
    # When it first passed a number; both figures of a change; three before a part of the last.
    (("referrals by year", "when did it first go over 10,000?"), 10606),
    (("referrals in Q2 2023", "how much was that up on the quarter before?", "from what number to what number?"), -745),
    (("Albanians in 2023", "Vietnamese?", "Sudanese?", "how many Sudanese children?", "the three together"), 5983),
]


@pytest.mark.parametrize(("turns", "value"), TURNS, ids=[" > ".join(turns) for turns, _ in TURNS])
def test_a_turn_keeps_what_it_does_not_name(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


def test_a_table_is_set_beside_that_of_another_year(assistant: Assistant) -> None:
    part = talk(assistant, "referrals by age in 2023", "compared with the year before")
    assert [row[-1] for row in part.rows] == [8848, 7004, 1069, 8622, 7432, 950]


UNSAID = [
    ("How did referrals change from Q1 2022 to Q1 2023?", "sorry I meant 2021"),
    ("referrals by the police in 2023", "and the home office", "how many is that altogether"),
    ("UK boys referred for criminal exploitation in 2023", "was that a record?"),
    ("referrals in 2019", "did it keep going up from 2019 to 2023?"),
    ("referrals in 2023", "how much was that up on the year before?", "from what in the quarter before, to what?"),
]


@pytest.mark.parametrize("turns", UNSAID, ids=[" > ".join(turns) for turns in UNSAID])
def test_what_could_be_meant_in_several_ways_has_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    part = talk(assistant, *turns)
    assert part.value is None and part.status not in GIVEN


def test_a_rise_that_went_on_is_on_the_year_before(assistant: Assistant) -> None:
    part = talk(assistant, "referrals in 2022", "and in 2023?", "did it keep going up in 2024?")
    assert part.headline is not None and part.headline.startswith("Yes. There were 19,125 referrals in 2024 and 16,990")


ALIKE = [
    (("children in 2023", "was that also the case in 2022?"), [7004, 7432]),
    (("compare labour and criminal exploitation in 2023",), [4725, 4657]),
    (("how do labour and criminal exploitation compare in 2023",), [4725, 4657]),
]


@pytest.mark.parametrize(("turns", "figures"), ALIKE, ids=[" > ".join(turns) for turns, _ in ALIKE])
def test_one_is_set_beside_the_other(assistant: Assistant, turns: tuple[str, ...], figures: list[int]) -> None:
    part = talk(assistant, *turns)
    assert [row[1] for row in part.rows] == figures


EACH = [
    (("top three police forces in 2023", "how many women in each"), [206, 58, 72]),
    (("Q4 2022 referrals", "compare with Q4 2023", "how many were children in each"), [1939, 1945]),
    (("Albanians in 2023", "Vietnamese", "how many women in each"), [588, 302]),
    (("top three police forces in 2023", "how many of those were women"), [206, 58, 72]),
    (("How many Albanians and Vietnamese were referred in 2023?", "what share of those were children?"), [15.4, 30.7]),
    (("Poles referred in 2023", "Romanians", "Lithuanians", "rank them"), [301, 100, 51]),
]


@pytest.mark.parametrize(("turns", "figures"), EACH, ids=[" > ".join(turns) for turns, _ in EACH])
def test_what_is_asked_in_each_is_of_those_told(
    assistant: Assistant, turns: tuple[str, ...], figures: list[int]
) -> None:
    assert [row[-1] for row in talk(assistant, *turns).rows] == figures


def test_the_other_end_of_a_ranking(assistant: Assistant) -> None:
    part = talk(assistant, "Which quarter had the fewest referrals in 2023?", "how many was that?", "and the most?")
    assert (part.headline or "").startswith("Referrals were highest from January to March 2023 (4,742)")


RISES = [
    (("Did referrals go up in 2023?", "and 2024?"), "Yes. There were 19,125 referrals in 2024 and 16,990"),
    (
        ("referrals in 2022", "is that more than in 2021?", "and 2024?"),
        "No. There were 16,921 referrals in 2022 and 19,125",
    ),
]


@pytest.mark.parametrize(("turns", "said"), RISES, ids=[" > ".join(turns) for turns, _ in RISES])
def test_whether_it_rose_is_asked_again_of_a_later_year(
    assistant: Assistant, turns: tuple[str, ...], said: str
) -> None:
    assert (talk(assistant, *turns).headline or "").startswith(said)
