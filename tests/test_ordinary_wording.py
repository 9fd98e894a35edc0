"""Questions as people put them: in notes, with who asks and why around them, with what is meant said beside it.

Expected values are those of the published tables and of the reports named in the data, computed apart from the tool.
"""

from __future__ import annotations

import pytest
from given import figures, gives

from assistant.service import Assistant

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Iraqi, Iranian, Afghan. Numbers in Q3 2023. Adults only", (23, 42, 22)),
        ("Sussex, 2021, recording force: total referrals and how many were for children", (417, 140)),
        (
            "Thames Valley Police - referrals received for crime recording 2018 and 2019, from the annual summary",
            (302, 353),
        ),
        ("Our force is Bedfordshire. How many referrals were sent to Bedfordshire Police in Q1 2025?", (176,)),
        (
            "Analyst, force intelligence bureau. West Yorkshire Police as first responder, by quarter, 2023.",
            (57, 57, 63, 59),
        ),
        ("Did Humberside put in more than Lincolnshire in 2023?", (51, 50)),
        ("I'm with Kent Police. How many did we refer in 2023?", (74,)),
        (
            "Among the children referred in 2023, were there more boys or more girls, and how many of each?",
            (5935, 1508),
        ),
        ("By what factor did annual referrals grow between 2014 and 2024?", (8.2,)),
        ("The Home Office says 23,411 referrals in 2025. What percentage rise is that on 2024?", (22.4,)),
        ("Somalis 2025 Q3, Q4", (662, 579)),
        ("Medaille Trust referrals 2023 quarter 1, 2, 3, 4", (20, 11, 8, 12)),
        ("Median of the twenty quarterly referral counts, 2019 Q1 to 2023 Q4", (3323,)),
        ("How has the number of referrals grown over the last decade, 2015 to 2025?", (3263, 23411)),
        ("Top nationality in each quarter of 2023, please", (1452, 993, 1034, 1138)),
        ("Which was the first quarter in which referrals topped 5,000?", (5538,)),
        ("In 2020 was there a quarter when more children than adults were referred?", (1277, 840)),
        ("List all nationalities with more than 200 referrals in Q1 2023, with the number for each.", (1452, 212)),
        ("Q4 2025 change in referrals on the previous quarter and on the same quarter a year earlier", (6407, 5538)),
        (
            "How many referrals in Q4 2025, and how does that compare with the previous quarter and a year earlier?",
            (6407, 5538),
        ),
        ("Sexual exploitation only, 2023 - how many female and how many male potential victims?", (1470, 204)),
        ("For 2021 and 2023: number of positive and number of negative first stage decisions", (11311, 1188, 6928)),
        ("Children compared with adults: positive reasonable grounds rate in Q4 2023?", (72.6, 40.5)),
        ("How many referred in 2023 came through charities, rather than through the police?", (878,)),
        ("How many were referred by UK Visas and Immigration in 2023 (calendar year)?", (5216,)),
        ("We are seeing far more refusals than we used to - how many negative RG decisions in 2023?", (6928,)),
        ("I am seeing more Albanians. How many were referred in 2022?", (4609,)),
        ("I need to draw a bar chart for my project. How many children were referred in 2023?", (7432,)),
        ("I'm filing at five and want a line that readers can picture. How many were referred in 2025?", (23411,)),
        ("Combined share of the five largest nationalities in Q4 2023 referrals", (63.7, 2638)),
        ("What share of Q4 2023 referrals did the top three nationalities make up?", (53.3, 2208)),
        ("Referrals in 2023: total, by age, top three nationalities, DtN", (16990, 7432, 4305, 4929)),
        ("Referrals in 2023: total, women, children, police", (16990, 4088, 7432, 3946)),
        ("total referrals 2025, children 2023, the most common nationality in 2023", (23411, 7432, 4305)),
        ("What share were exploited overseas in 2022, and what about children?", (39.9, 29.6)),
        ("Were more people exploited overseas than in the UK in 2024?", (8372, 8268)),
        (
            "How many cases are awaiting a conclusive grounds decision now and what was it a year earlier?",
            (5758, 17168),
        ),
        ("the contribution of children to the increase in referrals from 2018 to 2019", (39.1,)),
        (
            "Could you confirm whether 9,825 CG decisions were made in 2023, and give the equivalent for 2022?",
            (9825, 6152),
        ),
        ("What share of 2023 referrals were UK nationals, and what proportion of the children?", (25.2, 45.0)),
        ("Share of RG decisions for children in 2023 that were positive, and share of those for adults?", (73.9, 41.4)),
        ("How many referrals each year 2019 to 2024 and the % change over the period", (10582, 80.3)),
        (
            "How many were referred in each year from 2019 to 2024, and by what % did it change from first to last?",
            (80.3,),
        ),
        ("Domestic servitude in 2023 by men, women, boys and girls please", (35, 167, 45)),
        ("number of referrals for each of the last five years", (12700, 16921, 19125, 23411)),
        ("How many referrals were there each year from 2019 to 2022, and how many DtN reports?", (10582, 2175, 4580)),
        ("gender split of sexual exploitation referrals in 2023, as percentages", (1470, 204, 87.6)),
        ("In how many quarters of 2023 were there more than 4,100 referrals?", (3,)),
        ("Which exploitation type is most common for UK nationals and how many were there in 2023?", (2870,)),
        ("Police v councils v charities: referrals in Q3 2023", (970, 963, 210)),
        ("the number of referrals in 2022 as originally published and as most recently published", (16938, 16921)),
        ("how many albanians were referred in 22 and how many in 24", (4609, 2492)),
        ("Small boat arrivals of 2022 with an NRM referral: how many have had a positive CG decision so far?", (157,)),
        ("Please provide the following for 2022: 1. number of NRM referrals. 2. number of DtN reports.", (16921, 4580)),
        ("Were more UK or more Albanian nationals referred in the first quarter of 2023?", (1163, 1452)),
        ("What was the increase in referrals between 2015, the year of the Act, and 2025?", (20148,)),
        ("children referred by councils in each quarter of 2023, and the annual total", (969, 833, 3612)),
        ("the top five nationalities' share of labour exploitation referrals in 2023", (61.9, 2885)),
        ("q/q and y/y % change in referrals, 2025Q4", (6407, 5538)),
        ("Duty to notify reports 2016 to 2023 all added up, sorry on my phone", (21233,)),
        # What is said before a question of how it is to be counted
        ("Counting cases in which it was combined with other types, how many sexual exploitation, Q4 2023?", (706,)),
        ("Brits aside, what were the top three nationalities from October to December 2023?", (802, 268, 222)),
        ("Leaving children out of it, how many referrals were there in 2023?", (9572,)),
        ("Summing 2014 to 2023, how many conclusive grounds decisions were positive in total?", (27218,)),
        ("Taking 2021 and 2022 together, how many referrals were there?", (29621,)),
        ("How many referrals did the top two forces combined make in 2023?", (912,)),
        # Of a share that was asked before: of its part
        (
            "Of UK nationals referred in Q4 2023, what percentage were children, and of those what share were girls?",
            (80.3, 22.0),
        ),
        ("In 2023 what share of referrals were women? And of those, what share were adults?", (24.0, 57.4)),
        (
            "In Q4 2023 what percentage of UK nationals were children, and of those children what percentage were "
            "recorded under criminal exploitation alone?",
            (80.3, 69.9),
        ),
        # A part of a year is that part of each year behind it
        ("How many people entered the NRM in the first quarter of 2022, and 2023?", (3773, 4742)),
        ("referrals in Q1 of 2022, and of 2023", (3773, 4742)),
        ("the number of referrals in the first quarter of each year, 2021, 2022 and 2023", (2935, 3773, 4742)),
        ("Referrals in 2018 passed to Police Scotland and the PSNI for crime recording", (228, 52)),
        ("average number of days to a conclusive grounds decision in 2023 and 2024", (526, 637)),
        ("How many times as many people were referred in 2022 as in 2020?", (1.6,)),
        ("How many times as many men as women were referred in 2023?", (3.16,)),
        ("By how many, and by what per cent, did referrals grow from 2022 to 2023?", (83,)),
        ("Did Essex Police's tally of referrals go up or down between the first and last quarters of 2023?", (27,)),
        ("How did the share of referrals that were children differ between 2022 and 2023?", (2.3,)),
        ("how many people got a yes at the first stage (reasonable grounds) in 2023?", (8319,)),
        (
            "What did the Home Office print as the 2021 total of referrals when it first came out, and what has it "
            "been revised to since?",
            (12727, 12700),
        ),
        ("For every woman or girl referred in 2023, how many men and boys were referred?", (3.16,)),
        (
            "Border Force and Immigration Enforcement together: what fraction of government agency referrals in 2023?",
            (36.4,),
        ),
        ("Where did West Yorkshire Police rank among police first responders in 2023?", (3,)),
        ("Were any referrals in Q4 2023 recorded as organ harvesting, and, if so, how many?", (3,)),
        ("Of the Channel small boat migrants who landed in 2024, how many were referred as victims?", (5382,)),
        ("Referrals in July to September 2023 as first published, and as they stand now, please", (4138, 4132)),
        ("how many people were referred in 2009 when the NRM started?", (552,)),
        ("whats the difference between the number of referrals in Q4 2023 and Q4 2022", (4142, 4413, -271)),
        ("Share of children in 2021 and in 2022, and the difference between the two?", (-1.5,)),
        ("for every child referred in 2023 how many adults were there?", (1.2,)),
        ("2023 referrals by location of exploitation (UK only, overseas only, both)", (8377, 6163, 2464)),
        (
            "Of the children referred by local authorities in 2023, how many were recorded under criminal exploitation "
            "only, and as a percentage?",
            (1979, 54.8),
        ),
        ("Referrals by Thames Valley Police in 2023, and how does that compare with Sussex and Kent?", (152, 98, 74)),
        ("Scottish referrals in 2018 and 2019", (228, 512)),
        # A claim that is quoted says when it is
        ("'A third of referrals in Q4 2023 were criminal.' What was the share for criminal exploitation?", (28.3,)),
    ],
)
def test_ordinary_wording_is_answered(assistant: Assistant, question: str, values: tuple[float, ...]) -> None:
    answer = assistant.ask(question)
    assert all(gives(answer, value) for value in values), [part.headline for part in answer.parts]


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("How many did we refer in 2023?", 16990),  # nobody knows who "we" are
        ("What percentage rise in referrals is that on 2024?", 12.6),  # 2024 is what it rose from
        ("Are Indian nationals an increasing proportion of labour exploitation referrals since Q2 2022?", 10.3),
        ("What share of people were exploited overseas in 2022, and does this differ for kids?", 8.5),
        ("Kent Police, Rutland: referrals 2023", 74),
        ("We are only looking at pregnant women - how many adults were referred in 2023?", 8622),
        ("Referrals in 2023: total, women, children, police", 356),  # no item limits another
        ("Kent Police in 2023: total referrals, referrals of children, women", 16990),  # the head limits every item
        ("Kent Police in 2023: total referrals, referrals of children, women", 7432),
        ("Referrals by Kent Police in 2023: total, children, DtN reports", 4929),
        ("I need zorks. How many were referred in 2023?", 16990),
        ("how many people in the UK are actually modern slaves right now?", 6021),  # nobody counts them
        ("Half of referrals in Q4 2023 were zorked. What was the share for adults?", 50.7),  # of another period
        ("Counting cases in which it was zorked, how many referrals for sexual exploitation in Q4 2023?", 406),
        ("How many Albanians leaving the UK were referred in 2023?", 4055),
    ],
)
def test_a_word_that_was_dropped_gives_no_figure(assistant: Assistant, question: str, wrong: float) -> None:
    assert not gives(assistant.ask(question), wrong)


@pytest.mark.parametrize(
    ("question", "says", "value"),
    [
        ("Piece says Vietnamese referrals more than doubled from 2023 to 2024, can that stand?", "Yes", 2153),
        ("Referrals of Albanians fell by half in 2024, correct?", "No", 2492),
        (
            "A motion before us states that over 19,000 potential victims were identified in 2024. Correct?",
            "Yes",
            19125,
        ),
        ("Reporter has 7,432 children in 2023, 44 per cent of the total. OK?", "Yes", 7432),
    ],
)
def test_a_statement_that_asks_whether_it_is_so_is_judged(
    assistant: Assistant, question: str, says: str, value: float
) -> None:
    answer = assistant.ask(question)
    assert answer.parts[0].headline.startswith(f"{says}.")
    assert gives(answer, value)


def test_a_statement_that_cannot_be_judged_gives_no_figure(assistant: Assistant) -> None:
    assert not figures(
        assistant.ask("My editor wants to say that 5,000 dentists were referred in 2023. Is that right?")
    )


@pytest.mark.parametrize("again", ["What about 2023?", "And in 2023?", "And how about for 2023?"])
def test_another_time_is_asked_of_all_that_the_sentence_before_asked(assistant: Assistant, again: str) -> None:
    asked = assistant.ask(f"How many people were referred in 2022 and how many of them were children? {again}")
    assert [part.value for part in asked.parts] == [16921, 7004, 16990, 7432]


@pytest.mark.parametrize("when", ["from 2019 to 2023", "between 2019 and 2023", ", 2019 to 2023"])
def test_by_age_and_year_over_a_stretch_gives_each_year_its_own_figures(assistant: Assistant, when: str) -> None:
    (part,) = assistant.ask(f"Referrals by age and year {when}").parts
    assert ("2019", "Adult (18 or over)", 5850) in part.rows
    assert ("2023", "Child (17 or under)", 7432) in part.rows


def test_the_years_of_a_stretch_that_is_only_named_are_no_breakdown(assistant: Assistant) -> None:
    (part,) = assistant.ask("Referrals by age in the years 2021 to 2023").parts
    assert part.columns == ("age at exploitation", "referrals")
