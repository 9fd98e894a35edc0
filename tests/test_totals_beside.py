"""Totals beside a list, rates of an outcome, the highest without a word of time, and ways in which a time is told.

Expected values are cells, or worked out from cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest

from assistant.service import Assistant

pytestmark = pytest.mark.slow


def _figures(assistant: Assistant, question: str) -> list[float]:
    """Every figure that the answers to a question show."""
    parts = assistant.ask(question).parts
    assert all(part.status == "answered" for part in parts), [part.status for part in parts]
    shown = [cell for part in parts for row in part.rows for cell in row if isinstance(cell, (int, float))]
    return [*shown, *(part.value for part in parts if isinstance(part.value, (int, float)))]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("What was the total number of referrals of Albanian, Vietnamese and Eritrean nationals in 2023?", 5_940),
        ("Total referrals for Albania, Vietnam and Sudan in 2023", 5_983),
        ("the total for police and local authorities in 2023", 7_901),
        ("total adult and child referrals for 2023", 16_054),
    ],
)
def test_a_total_of_those_listed_is_added_and_each_is_told(assistant: Assistant, question: str, figures: int) -> None:
    shown = _figures(assistant, question)
    assert figures in shown
    assert len(shown) > 2, "the parts stand beside their sum"


@pytest.mark.parametrize(
    "question",
    [
        "number of men, women and the total in 2023",
        "Male, female and total referrals for 2023",
        "How many men, women and people in total were referred in 2023?",
        "referrals of men and women and overall in 2023",
        "men, women and total, 2023",
    ],
)
def test_a_total_that_is_an_item_of_a_list_is_everybodys(assistant: Assistant, question: str) -> None:
    shown = _figures(assistant, question)
    assert {4_088, 12_903, 16_990} <= set(shown)


def test_a_total_beside_one_group_is_told_as_well(assistant: Assistant) -> None:
    assert {4_287, 16_990} <= set(_figures(assistant, "UK nationals and total referrals 2023"))


def test_nobody_knows_of_whom_a_total_is_that_stands_apart(assistant: Assistant) -> None:
    (part,) = assistant.ask("How many referrals of Albanians and Vietnamese in 2023, and in total?").parts
    assert part.status != "answered"


@pytest.mark.parametrize(
    "question",
    [
        "How many adult males were exploited as children in 2023?",
        "How many adult males said they were exploited as children in 2023?",
        "how many adults reported being exploited as children in 2023",
    ],
)
def test_adults_are_no_children_whatever_verb_stands_between(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status != "answered"


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Compare the proportion of positive RG decisions for children and for adults in 2023", (73.9, 41.4)),
        ("the share of positive RG decisions for adults and children in 2023", (73.9, 41.4)),
        ("What was the proportion of positive RG decisions made for children in 2023?", (73.9,)),
        # With a verb between, it is a share of the positive decisions: 4,610 of 8,319.
        ("What percentage of positive RG decisions were for children in 2023?", (55.4,)),
        ("share of positive reasonable grounds decisions that were for children in 2023", (55.4,)),
    ],
)  # fmt: skip
def test_an_outcome_for_some_people_is_a_rate_among_their_decisions(
    assistant: Assistant, question: str, figures: tuple[float, ...]
) -> None:
    shown = _figures(assistant, question)
    assert all(any(abs(figure - one) < 0.06 for one in shown) for figure in figures)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was the record number of referrals?", "2025 (23,411)"),
        ("What was the highest number of referrals ever?", "2025 (23,411)"),
        ("What was the CG backlog at its peak?", "end of December 2022 (29,275)"),
        ("What was the highest CG backlog?", "end of December 2022 (29,275)"),
        ("Which year so far has had the most referrals?", "2025 (23,411)"),
        ("Which quarter so far had the most referrals?", "July to September 2025 (6,407)"),
    ],
)
def test_the_highest_is_of_all_that_is_held(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert said in part.headline


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many were referred in spring 2023 (April to June)?", 3_992),
        ("Cases awaiting a CG decision at end-2022", 29_275),
        ("How many Duty to Notify reports were there in the year of the lockdowns, 2020?", 2_175),
        ("Under FOIA 2000: how many referrals in 2023", 16_990),
        ("I read that 23,411 people were referred in 2025. What was the figure for the year before?", 19_125),
    ],
)  # fmt: skip
def test_a_time_is_read_however_it_is_glossed(assistant: Assistant, question: str, figure: int) -> None:
    assert figure in _figures(assistant, question)


def test_what_the_change_was_is_asked_in_either_order(assistant: Assistant) -> None:
    asked = "To ask the Secretary of State, what the change was in Duty to Notify reports between 2019 and 2024."
    assert 3_326 in _figures(assistant, asked)


def test_brackets_behind_what_cannot_be_read_are_no_question_of_their_own(assistant: Assistant) -> None:
    parts = assistant.ask("How many teenage girls were there in 2023? (referred for sexual exploitation)").parts
    assert not any(part.status == "answered" for part in parts), "the girls must not be lost"


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("What were the numbers for boys and girls in each quarter of 2023?", {1_894, 1_539, 359}),
        ("How many boys and girls were referred by the police in 2023?", {1_600, 1_244, 356}),
    ],
)
def test_boys_and_girls_are_children_and_each_of_the_two(
    assistant: Assistant, question: str, figures: set[int]
) -> None:
    assert figures <= set(_figures(assistant, question))


@pytest.mark.parametrize(
    "question",
    [
        "How many referrals were made by police in Scotland in 2018?",
        "How many English forces made referrals in 2018?",
        "referrals by Scottish police in 2018",
    ],
)
def test_forces_that_record_a_crime_made_no_referrals_here(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status != "answered", "of a nation only those are held that were passed to its police"
    assert 228 in _figures(assistant, "How many were referred to police in Scotland in 2018?")


def test_each_whole_of_a_share_is_asked_by_itself(assistant: Assistant) -> None:
    asked = "What share of women among police referrals and among Home Office referrals in 2023?"
    police, home_office = assistant.ask(asked).parts
    assert "995 of 3,946" in police.headline
    assert "1,797 of 8,218" in home_office.headline


def test_a_share_of_nobody_is_no_share(assistant: Assistant) -> None:
    (part,) = assistant.ask("What share of Fijian referrals in 2023 were children?").parts
    assert "no referrals" in part.headline
    assert "%" not in part.headline


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many kids were sent to the NRM in 2023?", 7_432),
        ("How many people were still waiting at the end of 2025?", 5_758),
        ("How many referrals in 2023 mentioned labour exploitation, whether alone or with any other type?", 8_128),
    ],
)
def test_ordinary_words_for_referring_and_waiting(assistant: Assistant, question: str, figure: int) -> None:
    assert figure in _figures(assistant, question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was the most common nationality for each gender in 2023?", ("UK (1,014)", "Albanian (3,466)")),
        ("top three exploitation types by age group 2023", ("Labour (2,907)", "Criminal (3,129)")),
        ("Which exploitation type is most common among women, and among girls?", ("Sexual (1,470)", "Sexual (561)")),
    ],
)
def test_the_highest_of_each_is_told_of_each(assistant: Assistant, question: str, said: tuple[str, ...]) -> None:
    told = " ".join(part.headline for part in assistant.ask(question).parts)
    assert all(one in told for one in said)


def test_the_highest_of_each_of_too_many_is_not_the_highest_of_all(assistant: Assistant) -> None:
    (part,) = assistant.ask("For each first responder, what was the most common nationality in 2023?").parts
    assert part.status != "answered"


def test_a_year_in_two_is_no_number(assistant: Assistant) -> None:
    asked = "Number of referrals in financial years 2021/22 and 2022/23 and the % change"
    assert {13_538, 17_886} <= set(_figures(assistant, asked))


@pytest.mark.parametrize("question", ["When is the next release?", "when was the latest release published?"])
def test_when_a_release_is_out_is_told(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert "quarter 4 2025" in part.headline


def test_whether_two_words_mean_the_same_is_told_by_their_meanings(assistant: Assistant) -> None:
    (part,) = assistant.ask("Is a referral the same as a confirmed victim?").parts
    assert part.headline.startswith("Referral:")
    assert "Confirmed victim:" in part.headline


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Child referrals in 2017, 2018 and 2019, plus the total for the three years together", 9_791),
        ("referrals in 2017, 2018 and 2019 and the total", 22_716),
        ("referrals in Q1 and Q2 2023 and the total", 8_731),
        ("How many children were referred in 2021, 2022 and 2023, and how many in total over the three years?", 19_883),
    ],
)
def test_a_total_of_several_times_is_added(assistant: Assistant, question: str, figure: int) -> None:
    assert figure in _figures(assistant, question)


def test_years_apart_are_not_added(assistant: Assistant) -> None:
    (part,) = assistant.ask("referrals in 2021 and 2023 and the total").parts
    assert part.status != "answered"


def test_nobody_is_a_council_and_a_government_agency(assistant: Assistant) -> None:
    (part,) = assistant.ask("referrals by the police by the Home Office in 2023").parts
    assert part.status != "answered"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("After the Met, which police force made the most referrals in 2023?", "Police Scotland (242)"),
        ("What was the biggest nationality after the UK and Albania in 2023?", "Vietnamese nationals (997)"),
    ],
)
def test_the_most_after_some_is_of_the_others(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert said in part.headline


@pytest.mark.parametrize(
    "question",
    [
        "Year on year change in referrals in each quarter of 2025",
        "Quarterly referrals in 2025 with year on year changes",
        "referrals in each quarter of 2025 and the change on the same quarter of the year before",
    ],
)
def test_a_year_on_year_change_is_of_each_quarter(assistant: Assistant, question: str) -> None:
    assert {776, 1_377, 1_655, 483} <= set(_figures(assistant, question))


@pytest.mark.parametrize(
    "question",
    [
        "which forces did not refer any children in 2023",
        "how many forces did not refer any children in 2023",
        "Which charities did not refer men in 2023?",
    ],
)
def test_who_referred_none_are_not_who_referred_others(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status != "answered", "no table lists those who made none"
