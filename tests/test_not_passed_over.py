"""What a question says is never passed over: a place before it, a second thing asked, whose share it is, which kind.

Figures were worked out from the published workbooks, and printed percentages from the releases' own texts.
"""

from __future__ import annotations

import pytest
from given import figures, gives

from assistant.service import Assistant

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    "question",
    [
        "Dorset: 2023: any quarter in which they referred more adults than children?",
        "Kent Police as the recording force 2023",
        "Essex, Kent and Sussex combined please. 2023. NRM.",
    ],
)
def test_a_place_that_is_not_published_gives_no_national_figure(assistant: Assistant, question: str) -> None:
    assert not figures(assistant.ask(question))


def test_those_whom_a_ranking_shows_are_not_everybody(assistant: Assistant) -> None:
    asked = "First responders excluding police, councils and Home Office: who's left, and how many referrals did they account for in 2023?"  # noqa: E501
    assert not gives(assistant.ask(asked), 16990)


def test_points_that_are_asked_for_are_given_or_said_not_to_be_read(assistant: Assistant) -> None:
    answer = assistant.ask("positive conclusive grounds, children v adults, which is higher and by how many points?")
    assert "points" in answer.parts[-1].headline
    assert answer.parts[-1].status == "not_published"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many referrals did Kalayaan, Unseen and Medaille Trust each make in 2023?", (24, 12, 51)),
        ("GMP and Merseyside - referrals made in Q3 2023, and how many were children", (53, 41, 31, 20)),
        (
            "How many were referred in the year to June 2023, and how many in the previous twelve months?",
            (17722, 14576),
        ),
        ("Who made more referrals in 2023, Kalayaan, Unseen or Migrant Help?", (281,)),
        ("Which of the police and local authorities made the fewest referrals in 2023", (3946,)),
        ("adult / child / unknown split 2021", (6401, 5447, 852)),
        ("Average number of referrals per quarter, 2019 v 2023", (2651.5, 4251.0)),
        ("List every police force that referred over 200 people in 2023", (670, 242, 236)),
        ("Referrals with overseas-only exploitation, 2022 to 2023, % change", (-8.8,)),
    ],
)
def test_each_of_those_named_has_its_figure(assistant: Assistant, question: str, wanted: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Combined share of referrals made by local authorities and police in 2023", (46.4,)),
        ("Share of CG decisions in 2023 that were negative for children, and for adults?", (19.3, 42.4)),
        ("Compare the share of minors among all referrals in 2012 with that in 2020.", (31.2, 47.4)),
        ("What percentage of people referred in 2023 were foreign nationals (not UK)?", (71.6,)),
        ("Kent Police's child share in 2023", (33.8,)),
        ("What was the overseas-only share of referrals in 2024, and the UK-only share?", (43.8, 43.2)),
    ],
)  # fmt: skip
def test_a_share_is_of_those_it_is_said_to_be_of(
    assistant: Assistant, question: str, wanted: tuple[float, ...]
) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        (("How many referrals did the Met make in 2023?", "What's its share of all police referrals?"), 17.0),
        (("How many children were referred in 2023?", "What share were girls?"), 20.2),
        (("Referrals in 2019 were 10,627 when first published. What are they now?",), 10606),
    ],
)
def test_whose_it_is_was_said_before(assistant: Assistant, turns: tuple[str, ...], wanted: float) -> None:
    before = None
    for text in turns:
        answer = assistant.ask(text, before=before)
        before = assistant.following(answer.parts[0])
    assert gives(answer, wanted)


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Were more than 70% of referrals in 2024 male?", True),  # 74 %, as printed
        ("Is it true that 44% of referrals in 2023 were children?", True),  # 43.7 %
        ("Is it true that 74% of referrals in 2024 were male?", True),  # as printed
        ("Were at least 44% of referrals in 2023 children?", False),
        ("Were over 60 per cent of conclusive grounds decisions in Q4 2025 positive?", True),  # 73 %
        ("Did Eritrean referrals rise in 2025?", True),  # by 81 %, as printed
        ("Did Eritrean referrals fall in 2025?", False),
        ("Was the share of male referrals higher in 2024 than in 2023?", False),  # 74 % and 75.9 %
        ("Did referrals hit a record high in 2025?", True),
        ("Was 2020 a record low for referrals?", False),
        ("Is the Met top of the list of police forces in 2023?", True),
        ("Are children more likely than adults to get a positive conclusive grounds decision?", True),
        ("In 2023 were adults more likely to get a positive reasonable grounds decision than children?", False),
    ],
)
def test_yes_or_no_is_said_first(assistant: Assistant, question: str, yes: bool) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert part.headline.startswith("Yes." if yes else "No.")


def test_of_members_one_without_a_figure_none_is_put_first(assistant: Assistant) -> None:
    answer = assistant.ask("Which of Albanian, Vietnamese and Indian nationals were referred most often in 2022?")
    assert not figures(answer)


def test_two_categories_of_one_thing_are_not_crossed(assistant: Assistant) -> None:
    assert not gives(assistant.ask("who referred more in 2023, police, local authorities or charities?"), 0)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("After the UK, which nationalities were referred most in 2024?", "Albanian"),
        ("After British nationals, which nationality was referred most often in October to December 2025?", "Eritrean"),
    ],
)
def test_of_printed_figures_one_can_be_left_out(assistant: Assistant, question: str, first: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "partial"
    assert part.rows[0][0] == first


def test_a_statement_before_a_question_says_whom_it_is_of(assistant: Assistant) -> None:
    asked = "The number of potential victims from Vietnam has more than doubled, I am told. What were the figures for 2023 and 2024?"  # noqa: E501
    assert gives(assistant.ask(asked), 988, 2153)


@pytest.mark.parametrize(
    ("above", "lines", "wanted"),
    [
        ("Please give the percentage of referrals in 2023 that were:", ("children", "women"), (43.7, 24.0)),
        ("What was the average number of referrals per quarter in 2023 for:", ("children", "adults"), (1858.0, 2155.5)),
        ("By how much did referrals rise from 2022 to 2023 for:", ("children", "adults"), (428, -226)),
        ("Which nationality was most referred in:", ("2022", "2023"), (4609, 4305)),
    ],
)
def test_what_stands_above_a_list_is_asked_of_each_line(
    assistant: Assistant, above: str, lines: tuple[str, ...], wanted: tuple[float, ...]
) -> None:
    answer = assistant.ask("\n".join((above, *(f"- {line}" for line in lines))))
    assert [part.value for part in answer.parts] == pytest.approx(list(wanted), abs=0.06)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What percentage of referrals in 2023 were: (a) children, (b) women?", [43.7, 24.0]),
        ("How many referrals were for (a) adults, (b) children and (c) women in 2023?", [8622, 7432, 4088]),
        ("For 2023, average referrals per quarter: children, adults", [1858.0, 2155.5]),
    ],
)
def test_each_of_a_lettered_list_is_a_thing_by_itself(assistant: Assistant, question: str, wanted: list[float]) -> None:
    assert [part.value for part in assistant.ask(question).parts] == pytest.approx(wanted, abs=0.06)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            (
                "For each of 2022 and 2023, please provide:",
                "1) total referrals",
                "2) how many were children",
                "3) how many were UK nationals",
            ),
            (16921, 7004, 7432, 4172, 4287),
        ),
        (
            (
                "Please confirm the total number referred in 2023 and, of these:",
                "- how many were children",
                "- what percentage were British",
            ),
            (16990, 7432, 25.2),
        ),
        (("Please break down referrals in 2023 by:", "- age"), (8622, 7432, 950)),
        (
            ("How many more were referred in 2023 than in 2022 from:", "- UK nationals", "- Albanian nationals"),
            (115, -554),
        ),
    ],
)
def test_no_line_of_a_list_limits_the_next(
    assistant: Assistant, lines: tuple[str, ...], wanted: tuple[float, ...]
) -> None:
    assert gives(assistant.ask("\n".join(lines)), *wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("referrals, DtN reports and positive conclusive grounds decisions in 2023", (16990, 4929, 6528)),
        (
            "referrals per year and positive conclusive grounds decisions per year, 2014 to 2015",
            (2337, 3263, 978, 1004),
        ),
        ("number of DtN reports for Albanian, Eritrean and UK nationals in 2023", (764, 580, 393)),
    ],
)
def test_counts_listed_are_each_of_their_own(assistant: Assistant, question: str, wanted: tuple[float, ...]) -> None:
    answer = assistant.ask(question)
    assert gives(answer, *wanted)
    assert {part.status for part in answer.parts} == {"answered"}


def test_each_of_the_four_quarters_has_its_own_figure(assistant: Assistant) -> None:
    (part,) = assistant.ask("Referrals of females in each of the four quarters of 2023").parts
    assert [row[-1] for row in part.rows] == [1088, 960, 1001, 1040]


def test_a_yes_from_printed_percentages_shows_both(assistant: Assistant) -> None:
    (part,) = assistant.ask("Was the positive conclusive grounds rate higher in Q4 2025 than in Q3 2025?").parts
    assert part.headline.startswith("Yes.")
    assert [row[1] for row in part.rows] == [5406, 7406, 73.0, 68]
    assert "2025-Q3" in part.sql and "2025-Q4" in part.sql


def test_each_bullet_below_a_line_is_asked(assistant: Assistant) -> None:
    assert [part.value for part in assistant.ask("Referrals of children\n- 2022\n- 2023").parts] == [7004, 7432]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Number of children referred for sexual exploitation, boys and girls separately, Q1 2023", (30, 149)),
        ("Vietnamese women referred for labour exploitation, adults and children, 2023", (45, 25)),
        ("how many referrals in wales or scotland in 2018", (251, 228)),
        ("Total number of conclusive grounds decisions, January to March 2024, and percentage positive", (3838, 48)),
        ("the number of Sudanese nationals referred in 2023 and the main type of exploitation in Q4", (940, 178)),
        ("Ratio of adult to child referrals by the police, Q4 2023. Then by UKVI.", (1.2, 1.8)),
        (
            "Referrals for organ harvesting in 2023? Include cases where it was one of several types.",
            (14,),
        ),
        ("How many referrals in 2023? Include only children", (7432,)),
        ("How did referrals of children change between 2015 and 2020? For each year?", (979, 5016)),
        ("Which nationality grew most between Q2 2022 and Q4 2023, and which shrank the most", (125, -328)),
    ],
)
def test_what_is_said_beside_a_count_is_of_it(assistant: Assistant, question: str, wanted: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    "question",
    [
        "Are most children who are referred British or from abroad",
        "Do most of the children come from the UK or from abroad?",
    ],
)
def test_most_of_two_is_the_larger(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert gives(answer, 3354, 3683) and not answer.parts[0].headline.startswith("Yes")


@pytest.mark.parametrize(
    "question",
    [
        "How many referrals in 2023 by the police? Include women only",
        "Difference between the sum of the four quarters of 2022 as first published and the annual figure",
        "Is the printed 79% male for 2022 Q3 consistent with the counts 3,645 of 4,586?",
    ],
)
def test_what_cannot_be_joined_gives_neither_figure_nor_definition(assistant: Assistant, question: str) -> None:
    assert {part.status for part in assistant.ask(question).parts} == {"not_published"}


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("How many people referred in 2023 didn't come from Albania?", 12968, 4055),
        ("Share of referrals in 2023 where the victim isn't British", 74.7, 25.2),
        ("How many referrals in 2023 weren't by the police?", 13077, 3946),
        ("How many women aren't Albanian in 2023?", 3501, 588),
    ],
)
def test_a_verb_with_its_not_in_one_word_denies(
    assistant: Assistant, question: str, right: float, wrong: float
) -> None:
    answer = assistant.ask(question)
    assert gives(answer, right)
    assert not gives(answer, wrong)


def test_who_is_left_out_alone_does_not_leave_out_combinations(assistant: Assistant) -> None:
    asked = assistant.ask("How many referrals in 2023 were not overseas only?")
    assert not gives(asked, 8377)  # that leaves out those exploited in both as well


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Did the police refer more children than local authorities in 2023?", (1600, 3612)),
        ("How many more children did councils refer than the police in 2023", (2012,)),
        ("Did UKVI refer more women than the police in 2023?", (1393, 995)),
        ("share of children among referrals in each year from 2018", (44.9, 43.7)),
        ("2023: (a) total referrals, (b) of which female, (c) of which under 18", (16990, 4088, 7432)),
        ("A speaker told us that 10,000 children were trafficked in 2024. How many were in fact referred?", (5999,)),
        ("I was a magistrate in Cambridgeshire. How many did our police refer in the second half of 2023?", (42,)),
    ],
)
def test_each_side_and_each_part_is_of_whom_it_is_said(
    assistant: Assistant, question: str, wanted: tuple[float, ...]
) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    "question",
    ["How many did our police refer in 2023?", "Are labour referrals more male than criminal ones? Q4 2023"],
)
def test_who_or_what_is_not_known_gives_no_figure(assistant: Assistant, question: str) -> None:
    assert not figures(assistant.ask(question))


@pytest.mark.parametrize(
    ("question", "wanted", "never"),
    [
        ("Need a graph of children referred 2014 to 2023 for geography", (672, 7432), 37622),
        ("what is the most common nationality", (4305,), 16990),
        ("Which UK nation had the second most referrals in 2018?", (251,), 6993),
        ("Conditional on being referred by UKVI, what share are female? Q4 2023", (29.2,), 4134),
        ("whether more adults or children were referred in Q4 2023, and what the gap is", (33,), 4134),
    ],
)
def test_what_a_word_asks_is_answered(
    assistant: Assistant, question: str, wanted: tuple[float, ...], never: float
) -> None:
    answer = assistant.ask(question)
    assert gives(answer, *wanted)
    assert not gives(answer, never)


def test_what_they_were_exploited_for_is_no_number_of_them(assistant: Assistant) -> None:
    assert not figures(assistant.ask("what were women exploited for in 2023"))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Did Kent Police refer more women than children in 2023?", (24, 25)),
        ("How many more adults than women did the police refer in 2023", (1142,)),
        ("more Vietnamese children than Albanian women in 2023?", (-282,)),
        ("Were more women exploited for labour than children in 2023", (396, 1455)),
        ("Ratio of referrals to positive conclusive grounds decisions for 2022", (3.1,)),
    ],
)
def test_sides_have_their_own_people_and_share_the_rest(
    assistant: Assistant, question: str, wanted: tuple[float, ...]
) -> None:
    assert gives(assistant.ask(question), *wanted)


def test_a_note_behind_what_is_not_read_is_no_question_of_its_own(assistant: Assistant) -> None:
    asked = "Domestic servitude has been falling as a share, hasn't it? 2022 against 2023, adults."
    assert not figures(assistant.ask(asked))


def test_only_one_is_no_more_than_one(assistant: Assistant) -> None:
    asked = assistant.ask("How many nationalities had only one referral in Q4 2023?")
    assert gives(asked, 94)
    assert not gives(asked, 201)


def test_who_is_left_out_twice_is_left_out_of_one_figure(assistant: Assistant) -> None:
    asked = assistant.ask("How many people, excluding children, and excluding Albanians, were referred in 2023?")
    assert gives(asked, 6143)
    assert not gives(asked, 9572)


def test_questions_side_by_side_are_of_the_same_people(assistant: Assistant) -> None:
    asked = "How many people were referred in 2023, how many were Albanian, and how many were by the police?"
    answer = assistant.ask(asked)
    assert gives(answer, 3946)
    assert not gives(answer, 508)  # Albanians by the police


def test_the_periods_that_are_said_once_hold_for_both_counts(assistant: Assistant) -> None:
    answer = assistant.ask("For each quarter of 2023, how many men and how many women were referred?")
    assert len(answer.parts[1].rows) == 4


def test_the_second_of_a_ranking_is_told_with_its_own_figure(assistant: Assistant) -> None:
    headline = assistant.ask("How many referrals by the second biggest charity in 2023?").parts[0].headline
    assert "Migrant Help (281)" in headline


@pytest.mark.parametrize(
    "question",
    [
        "Which first responders refer only children?",
        "Is it true that the Medaille Trust only refers women?",
        "Kalayaan only does domestic workers, I think. Does that show in their referrals?",
    ],
)
def test_whether_they_do_nothing_else_is_no_count(assistant: Assistant, question: str) -> None:
    assert not figures(assistant.ask(question))


def test_years_written_one_after_the_other_are_no_pairs(assistant: Assistant) -> None:
    answer = assistant.ask("reasonable grounds decisions made in 2020 / 21 / 22 / 23")
    assert gives(answer, 10461, 12499, 16747, 15247)


@pytest.mark.parametrize(
    ("question", "national"),
    [
        ("Of the referrals the Met made in 2023, what proportion got a positive reasonable grounds decision?", 54.6),
        ("Of those referred in 2023, what percentage got a positive conclusive grounds decision?", 66.4),
    ],
)
def test_decisions_are_no_share_of_those_referred(assistant: Assistant, question: str, national: float) -> None:
    assert not gives(assistant.ask(question), national)


def test_who_were_says_the_part_and_not_the_whole(assistant: Assistant) -> None:
    answer = assistant.ask("Percentage of people referred by police in 2023 who were female?")
    assert gives(answer, 25.2)
    assert not gives(answer, 5.8)


def test_whether_that_was_published_is_judged_and_not_counted(assistant: Assistant) -> None:
    answer = assistant.ask("44% of referrals in 2023 were children. Is that what was published?")
    assert gives(answer, 43.7)
    assert not gives(answer, 5999)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Referrals by police, local authorities, government and NGOs in 2023", (3946, 3955, 8244, 878)),
        ("GLAA/Border Force/UKVI/IE referrals in 2023", (13, 242, 5216, 2760)),
    ],
)
def test_nobody_who_is_listed_is_left_out(assistant: Assistant, question: str, values: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *values)


def test_what_names_its_own_count_is_of_everybody(assistant: Assistant) -> None:
    asked = (
        "The number of referrals of women and girls in Q4 2023, and of men and boys in the same quarter, together with "
        "the percentage of that quarter's referrals that were children"
    )
    answer = assistant.ask(asked)
    assert gives(answer, 1040, 3097, (46.9, 47.0))
    assert not gives(answer, 49.9)  # of the men and boys alone


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How many referrals and how many positive decisions were made for women in 2023?", 4088),
        ("How many referrals were there and how many decisions were there for children in 2022?", 16921),
        ("How many referrals were there and how many arrests were there in 2023?", 16990),
        ("How many people were referred and how many visas were issued in 2022?", 16921),
        ("How many people were referred and what proportion were prosecuted in 2022?", 16921),
        ("How many people were referred in 2022 and how many visas were issued in 2021?", 16921),
        ("How many referrals and how many reasonable grounds decisions were there for children in 2023?", 7432),
        ("How many DtN reports and how many referrals of children were there in 2023?", 4929),
    ],
)
def test_what_is_said_at_the_end_of_two_questions_is_said_of_both(
    assistant: Assistant, question: str, first: int
) -> None:
    assert assistant.ask(question).parts[0].value == first
