"""What people say between two questions: they let go, correct, point back, and ask what they were told before."""

from __future__ import annotations

import pytest
from given import talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

LET_GO = [
    (
        (
            "How many NRM referrals came from Kalayaan in 2023?",
            "OK, forget Hackney. Which NGO made the most referrals in 2023?",
        ),
        432,
    ),
    (("How many referrals did Kalayaan make in 2023?", "never mind, UK nationals referred in 2022"), 4172),
    (("referrals in 2022", "forget 2022. How many referrals in 2023?"), 16990),
    (
        (
            "How many referrals did the Salvation Army make in 2023?",
            "forget the NGOs. How many referrals did the police make in 2023?",
        ),
        3946,
    ),
]


@pytest.mark.parametrize(("turns", "value"), LET_GO, ids=[" > ".join(turns) for turns, _ in LET_GO])
def test_what_is_let_go_limits_no_whole_question_behind_it(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    part = talk(assistant, *turns)
    assert value in (part.value, *(row[-1] for row in part.rows)), part.headline


def test_those_let_go_alone_are_left_out(assistant: Assistant) -> None:
    part = talk(assistant, "How many UK boys were referred in 2023?", "never mind the nationality")
    assert part.value == 5935, part.headline


BY_QUARTER = ["no, I meant quarters", "sorry I wanted quarters", "no, quarters"]


@pytest.mark.parametrize("said", BY_QUARTER)
def test_quarters_that_were_meant_are_told(assistant: Assistant, said: str) -> None:
    part = talk(assistant, "NRM referrals 2021 and 2022 please", said)
    assert [row[-1] for row in part.rows] == [2935, 3119, 3316, 3330, 3773, 4157, 4578, 4413]


ENDS = [
    (("NRM referrals in 2025", "and the year before that?", "so that's a rise of what, in per cent?"), 4286),
    (
        (
            "How many people were waiting for a conclusive grounds decision at the end of 2025?",
            "And at the end of 2022?",
            "by how much has the backlog come down, then",
        ),
        -23517,
    ),
    (
        (
            "How many people were waiting for a conclusive grounds decision at the end of 2025?",
            "And at the end of 2022?",
            "how much has the queue come down by?",
        ),
        -23517,
    ),
    (("Albanians in 2022", "and in 2023", "by how much did Albanian referrals fall then"), -554),
]


@pytest.mark.parametrize(("turns", "moved"), ENDS, ids=[" > ".join(turns) for turns, _ in ENDS])
def test_a_change_lies_between_the_two_that_were_told(
    assistant: Assistant, turns: tuple[str, ...], moved: float
) -> None:
    part = talk(assistant, *turns)
    assert moved in part.rows[-1], part.headline


def test_a_change_of_all_is_none_of_those_told(assistant: Assistant) -> None:
    part = talk(assistant, "Albanians in 2022", "and in 2023", "how much did referrals fall")
    assert -554 not in part.rows[-1], part.headline


STEPS = [
    (("referrals in Q4 2024", "And the quarter just before the latest one?"), 6407),
    (("referrals in Q2 2023", "the quarter right before it"), 4742),
    (("referrals in Q2 2023", "the quarter right before it", "and the one immediately before that"), 4413),
]


@pytest.mark.parametrize(("turns", "value"), STEPS, ids=[" > ".join(turns) for turns, _ in STEPS])
def test_a_period_just_before_another(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert value in (part.value, *(row[-1] for row in part.rows)), part.headline


ALL = [
    (
        (
            "How many conclusive grounds decisions were there in 2023?",
            "how many of them confirmed the person as a victim?",
            "Thanks, and one more: total CG decisions in 2024?",
        ),
        17304,
    ),
    (("positive conclusive grounds decisions in 2023", "and all CG decisions in 2022?"), 6152),
    (("County lines referrals 2022?", "UK nationals referred in 2023, all types"), 4287),
    (("labour exploitation boys in 2023", "all types"), 5935),
    (("domestic servitude on its own in 2023", "And counting every combination that includes it?"), 1254),
]


@pytest.mark.parametrize(("turns", "value"), ALL, ids=[" > ".join(turns) for turns, _ in ALL])
def test_all_of_them_keep_no_limit(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


@pytest.mark.parametrize("turns", [("boys in 2023 county lines", "all types"), ("by the police in 2023", "all types")])
def test_types_of_what_nobody_said_are_none(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).status != "answered"


SHARES = [
    (("Chinese nationals in 2023", "of the Chinese, how many female", "do the same for Nigerians: female share"), 59.5),
    (("Indian nationals in 2023", "how about Nigerians, female share"), 59.5),
    (("share of Border Force referrals that were children in 2023", "and for UKVI, the share of children"), 29.5),
    (("for Indians in 2023, the female share",), 23.1),
]


@pytest.mark.parametrize(("turns", "value"), SHARES, ids=[" > ".join(turns) for turns, _ in SHARES])
def test_a_share_named_behind_its_part_is_of_those_named_first(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", pytest.approx(value, abs=0.06)), part.headline


NOT_OF_ITSELF = [
    (("UK girls in 2023", "what share of the girls were British"), 48.7),
    (("Chinese females in 2023", "what share of Nigerians were female"), 59.5),
]


@pytest.mark.parametrize(("turns", "value"), NOT_OF_ITSELF, ids=[" > ".join(turns) for turns, _ in NOT_OF_ITSELF])
def test_a_share_names_its_own_part_and_whole(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert talk(assistant, *turns).value == pytest.approx(value, abs=0.06)


def test_how_many_another_referred_are_everybody(assistant: Assistant) -> None:
    turns = (
        "Border Force referrals in 2023",
        "How many were children?",
        "Now the same for UKVI - how many did they refer?",
    )
    assert talk(assistant, *turns).value == 5216


def test_a_share_that_points_at_nothing_is_none(assistant: Assistant) -> None:
    assert talk(assistant, "what share of all police referrals is that").status != "answered"


def test_in_each_of_those_asks_of_whom_was_told(assistant: Assistant) -> None:
    told = "children referred by Kent Police and Essex Police in 2023"
    assert [row[-1] for row in talk(assistant, told, "how many girls in each of those").rows] == [19, 5]
    assert [row[-1] for row in talk(assistant, told, "how many girls did each refer?").rows] == [19, 5]


def test_in_each_of_which_the_largest_was_told(assistant: Assistant) -> None:
    turns = (
        "labour exploitation referrals in 2023",
        "criminal exploitation",
        "which was larger",
        "how many children in each",
    )
    assert sorted(row[-1] for row in talk(assistant, *turns).rows) == [1455, 3129]


def test_by_both_is_by_the_two_told_last(assistant: Assistant) -> None:
    part = talk(assistant, "referrals by age 2023", "by gender", "by both")
    assert {5935, 1508, 6281, 2347} <= {row[-1] for row in part.rows}


def test_higher_or_lower_is_asked_of_the_two_told(assistant: Assistant) -> None:
    part = talk(assistant, "positive CG decisions as a share in 2023", "and in 2022?", "is that higher or lower")
    assert "23" in part.headline and "89%" in part.headline and "66%" in part.headline


@pytest.mark.parametrize("said", ["write it as a sentence", "can you put that in words?"])
def test_the_answer_in_words_is_the_answer_again(assistant: Assistant, said: str) -> None:
    assert talk(assistant, "referrals in 2023", said).value == 16990


THEM = [
    (("how many people did the Salvation Army refer in 2023", "and Migrant Help", "all of them together"), 713),
    (("men in 2023", "women", "all of them"), 16990),
    (("How many adults were referred in 2023", "how many were men"), 6281),
    (("referrals in 2023", "how many were adults", "how many were men"), 12903),
    (("How many women were referred by the police in 2023?", "and how many were children?"), 1600),
]


@pytest.mark.parametrize(("turns", "value"), THEM, ids=[" > ".join(turns) for turns, _ in THEM])
def test_those_spoken_of_are_of_whom_it_is(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


def test_a_change_in_percentage_terms(assistant: Assistant) -> None:
    turns = "referrals in 2019", "and in 2025", "what's the difference", "by how much in percentage terms"
    assert 120.7 in talk(assistant, *turns).rows[-1]


def test_which_half_is_of_the_two_told(assistant: Assistant) -> None:
    part = talk(assistant, "referrals in the first half of 2023", "second half", "which half was bigger")
    assert "January to June 2023" in part.headline
    assert not {16990, 17004} & {row[-1] for row in part.rows}


OF_THE_FIRST = [
    (("Which force referred most in 2023?", "how many were children", "what share"), 42.8),
    (("which charity referred most in 2023", "how many of those were men", "what proportion is that"), 64.4),
    (("Which nationality had the most girls referred in 2023?", "how many", "what share"), 48.7),
    (
        ("children referred in 2023 for criminal exploitation", "what share of all criminal exploitation referrals"),
        66.2,
    ),
]


@pytest.mark.parametrize(("turns", "value"), OF_THE_FIRST, ids=[" > ".join(turns) for turns, _ in OF_THE_FIRST])
def test_a_share_is_of_whom_was_told_first(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", pytest.approx(value, abs=0.06)), part.headline


SAID_AGAIN = [
    (("referrals in 2023", "what share were women", "how many women"), 4088),
    (("domestic servitude in 2023", "mostly women?", "how many women"), 231),
    (("Kent Police girls 2023", "Kent Police boys", "so total kids"), 25),
    (("Albanian boys in 2023", "total children"), 7432),
    (("women in 2023", "and the total", "so women as a share of that"), 24.0),
    (("Which charity refers the most in 2023?", "so what share of charity referrals"), 49.2),
    (
        (
            "referrals by UKVI and Immigration Enforcement in 2023",
            "their total",
            "share of government agency referrals",
            "and of everything",
        ),
        46.9,
    ),
]


@pytest.mark.parametrize(("turns", "value"), SAID_AGAIN, ids=[" > ".join(turns) for turns, _ in SAID_AGAIN])
def test_who_is_said_again_is_who_was_meant(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", pytest.approx(value, abs=0.06)), part.headline


def test_a_base_that_is_named_anew_moves_the_figure_by_no_year(assistant: Assistant) -> None:
    turns = "how many potential victims in Q2 2023?", "up or down on Q1", "and on Q2 2022", "and on Q2 2019"
    assert talk(assistant, *turns).rows[-1][2] == 1685


PARTS = [
    (("How many referrals from Essex Police in 2023", "how many boys", "how many girls", "how many adults"), 68),
    (("girls in 2023", "and adults?"), 2347),
    (("which quarter of 2023 was highest", "and the one before it"), 4413),
    (("top three forces 2023", "how many did the top one refer"), 670),
]


@pytest.mark.parametrize(("turns", "value"), PARTS, ids=[" > ".join(turns) for turns, _ in PARTS])
def test_parts_are_of_the_figure_they_were_asked_of(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


def test_a_ratio_after_several_is_of_these(assistant: Assistant) -> None:
    part = talk(assistant, "Albanians and Vietnamese in 2023", "ratio of men to women")
    assert {3466 + 695, 588 + 302} <= {row[-1] for row in part.rows}
