"""Turns of a conversation: what each takes from the one before. Expected values are those of the published tables."""

from __future__ import annotations

import pytest

from assistant.answer.model import Part
from assistant.errors import LinkError
from assistant.service import Assistant

QUARTERS = [4742, 3992, 4132, 4134]  # referrals in 2023


def last(assistant: Assistant, *turns: str) -> Part:
    """The answer to the last turn, each asked after the one before."""
    before, part = None, None
    for text in turns:
        part = assistant.ask(text, before=before).parts[-1]
        before = assistant.following(part) if part.query else before
    assert part is not None
    return part


CONVERSATIONS = [
    (("Were more men than women referred in 2023?", "what's the ratio?"), 3.16),
    (("Were more men than women referred in 2023?", "by how many?", "how many times as many?"), 3.16),
    (("men and women referred in 2023", "what's the ratio?", "the difference?"), 8815),
    (("In 2023 what share of referrals were women?", "what percentage of them were adults?"), 57.4),
    (("What was the positive CG rate for children in 2023?", "and overall?"), 66.4),
    (("What was the positive CG rate for children in 2023?", "What was the overall positive rate in 2023?"), 66.4),
    (("How many children did West Midlands Police refer in 2023?", "as % of their total"), 26.9),
    (("children referred by councils in each quarter of 2023", "the yearly total?"), 3612),
    (("How many cases are awaiting a CG decision now?", "and a year earlier?"), 17168),
    (("How many adults were referred in 2023?", "what about Q4?"), 1978),
    (("How many referrals in 2022?", "and 2023?", "what's the change?"), 83),
    (("Referrals in Q3 2023", "Is that up or down on the quarter before?"), 138),
    (("How many Albanians in 2023?", "break 2023 down by quarter", "which was highest?"), 1452),
    (
        ("How many Albanians in 2023?", "by quarter", "which was highest?", "how many of that quarter's were women?"),
        213,
    ),
    (
        ("Negative RG decisions for adults by quarter in 2023", "which was highest?", "and children in that quarter?"),
        567,
    ),
    (("Referrals by Kent Police by quarter in 2023", "what share of all police referrals was the last of these?"), 2.1),
    (("DtN reports in 2023?", "and 2024?", "2025?", "what do the three years come to in total?"), 17657),
    (("DtN reports in 2023?", "and 2024?", "2025?", "and the average per year?"), 5885.7),
    (("How many referrals in 2022?", "and 2021?", "add those two up"), 29621),
    (("How many referrals in 2022? And how many in 2021?", "what is the difference between the two?"), 4221),
    (("referrals in 2022 as first published", "so the difference is?"), -17),
    (("How many girls for sexual exploitation in Q3 2023?", "now everyone, not only girls"), 397),
    (("Referrals by Border Force in 2023", "DtN reports in 2022?", "back to Border Force. Q4 2023?"), 67),
    (("RG decisions in 2023", "how many of these went in the person's favour, i.e. positive?"), 8319),
    (("What share of children in 2023 were British?", "just the number please"), 3354),
    (("How many Vietnamese in 2023?", "split 2023 out by quarter", "the last of these"), 268),
    (("How many children were referred in 2022?", "move on to 2023"), 7432),
    (("How many referrals in 2023?", "and the year before?"), 16921),
    (("How many referrals in Q3 2023?", "and the previous quarter?"), 3992),
    (("How many referrals in 2023?", "and DtN reports?"), 4929),
    (("How many positive CG decisions in 2022?", "how many were children?", "and RG?"), 6246),
    (("How many positive CG decisions in 2022?", "and referrals?"), 16921),
    (("reasonable grounds decisions in 2023", "For 2023:\nnumber that were positive"), 8319),
    (("How many negative reasonable grounds decisions in 2023?", "as a percentage"), 45.4),
    (("negative CG decisions in 2023", "what percentage is that", "for children only"), 19.3),
    (("referrals in 2023", "is that up?"), 83),
    (("referrals in 2023", "what was it when first published?"), 17004),
    (("referrals in 2022", "what was it when first published?"), 16938),
    (("Which nationalities had more than 100 referrals in Q4 2023?", "and more than 200?"), 5),
    (("Which nationalities had more than 100 referrals in Q4 2023?", "and in Q3?"), 5),
    (("How many children were referred in Q1 2023?", "and how many that year?"), 7432),
    (("Vietnamese referrals by year from 2022 to 2023", "how many in Q4 2023?"), 268),
    (("How many people were referred in 2024?", "what was the backlog when the year ended?"), 17168),
    (("How many people were referred in Q2 2025?", "what was the backlog at the end of that year?"), 5758),
    (("what is the IECA?", "how many referrals did it get in 2023?"), 3300),
    (("What is the Salvation Army?", "how many did they refer in 2023?"), 432),
    (("what is labour exploitation?", "how many people were referred for it in 2023?"), 4657),
    (("what is criminal exploitation?", "how many children in 2023?"), 3129),
    (("What is a first responder?", "which one referred most in Q4 2023?", "how many?"), 1188),
    (("Referrals by year from 2021 to 2025", "what is the increase from the first of those years to the last?"), 10711),
    (("referrals in 2020, 2021 and 2022", "how much has it grown over those years?"), 6339),
    (("How many children in 2022?", "and how many people in total that year?", "so what percentage is that?"), 41.4),
    (("How many children did police refer in 2023?", "what % is that of all children?"), 21.5),
    (("Referrals in Scotland in 2019", "for labour exploitation?", "of all 512, how many were Vietnamese?"), 214),
    (("Referrals in Q4 2025", "and a year earlier?", "so a rise of what per cent?"), 8.7),
    (("Referrals sent to Bedfordshire Police for crime recording in 2021", "and Northumbria?"), 100),
    (("Sent to Sussex Police for crime recording in 2021", "Northumbria?", "% change on 2020 for Northumbria?"), 29.9),
    (("How many in 2023 were exploited in the UK only?", "overseas only?", "and both?"), 2464),
    (("In 2023, overseas exploitation?", "of the overseas-only group, how many were children?"), 2147),
    (("What was the 2023 total when first published?", "Children in 2022?"), 7004),
    (("Albanian adults in 2023", "and those referred in Q1 2023?"), 1174),
    (("small boat arrivals in 2024", "what share of them were referred to the NRM?"), 15.0),
    (("How many small boat arrivals in 2023 were referred?", "and those arriving in 2025?"), 8032),
    (("What is the most common type of exploitation in 2023?", "and the most common type for adult women?"), 826),
    (("How many boys were referred in Q2 2025?", "how many altogether that quarter, any age?"), 5689),
    (("What was the average number of referrals a year from 2019 to 2023?", "total over that period?"), 67813),
    (("How many did the police refer in 2023?", "Home Office total?"), 8218),
    (("DtN reports in 2023", "2024", "2025", "the total over the three years"), 17657),
    (("referrals in Q4 2025", "Q4 2024", "difference", "in percentage terms", "Q4 2023 vs Q4 2022"), -6.1),
    (("labour exploitation 2023 by quarter", "which quarter was lowest?", "and the total for the year"), 4657),
    (("Duty to Notify reports 2024 vs 2023", "percent?"), 13.6),
    (("negative RG decisions in Q4 2023", "and Q3", "by how many?"), 422),
    (("Albanians in 2022", "and 2023", "so down by how many?"), -554),
    (("How many children in 2023?", "which is what share of the total?"), 43.7),
    (("2023 referrals for Afghanistan", "Iran", "Iraq", "total of the three"), 827),
    (("How many DtN reports of Chinese nationals in Q4 2023?", "and were referred to the NRM?"), 108),
    (("referrals in Q1 2024", "Q2", "Q3", "Q4", "total?"), 19125),
    (("What share of referrals in 2023 were UK nationals?", "children among them?"), 3354),
    (("How many people in 2023 were exploited overseas?", "unknown?"), 0),
    (("Met Police referrals 2023", "GMP", "West Midlands Police", "which was biggest?", "add them up"), 1037),
    (("Which quarter of 2023 was highest?", "how many Vietnamese men in 2023?", "those referred in Q4 2023?"), 181),
]


@pytest.mark.parametrize(("turns", "value"), CONVERSATIONS, ids=[" > ".join(turns) for turns, _ in CONVERSATIONS])
def test_a_turn_takes_what_it_leaves_unsaid_from_the_one_before(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    part = last(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("How many reasonable grounds decisions were made about women in 2023?", "adults?"), 8126),
        (("positive conclusive grounds decisions for Albanians in 2023", "what about for everyone?"), 6528),
        (("referrals in 2022", "how many referrals so far in 2026?", "2025 then"), 23411),
    ],
)
def test_a_question_without_a_figure_is_followed_where_it_was_read(
    assistant: Assistant, turns: tuple[str, ...], value: int
) -> None:
    before = None
    for text in turns:
        part = assistant.ask(text, before=before).parts[-1]
        before = assistant.following(part)
    assert part.value == value


def test_a_figure_is_not_compared_with_itself(assistant: Assistant) -> None:
    part = last(assistant, "What share of referrals in 2023 were women?", "has it gone up since then?")
    assert part.status == "not_published" and "Nothing newer than 2023" in part.headline


def test_years_are_compared_after_the_highest_quarter_of_one(assistant: Assistant) -> None:
    part = last(assistant, "Which quarter of 2024 had most referrals?", "how does 2024 compare with 2023?")
    assert part.rows == (("2023", 16990), ("2024", 19125))


def test_both_years_are_those_told_last(assistant: Assistant) -> None:
    part = last(assistant, "referrals in 2022", "and 2023", "children in both years")
    assert part.rows == (("2022", 7004), ("2023", 7432))
    part = last(assistant, "positive RG decisions for kids in Q2 2023", "adults", "Q1 for both")
    assert [row[1] for row in part.rows] == [1011, 947]


def test_fewer_is_said_of_the_two_told_last(assistant: Assistant) -> None:
    assert last(assistant, "How many men in Q4 2023?", "women", "so fewer?").headline.startswith("Yes.")


def test_the_change_between_them_is_of_two_and_of_no_other(assistant: Assistant) -> None:
    part = last(assistant, "cases awaiting a CG decision at the end of June 2025", "what is the change between them?")
    assert part.status == "not_published" and part.value is None


def test_both_are_the_two_told_last(assistant: Assistant) -> None:
    part = last(assistant, "How many boys from Sudan were referred in 2023?", "and Eritrea?", "all children from both")
    assert part.rows == (("Eritrean", 353), ("Sudanese", 489))


def test_who_the_writer_is_limits_nobody(assistant: Assistant) -> None:
    text = "We are a charity. How many referrals for domestic servitude were there in 2023?"
    assert [part.value for part in assistant.ask(text).parts] == [301]


def test_a_comparison_with_another_period_shows_both(assistant: Assistant) -> None:
    part = last(assistant, "Albanian referrals Q4 2023", "how does that compare with Q4 2022?")
    assert {value for row in part.rows for value in row} >= {802, 1180}


def test_quarters_of_a_follow_up_are_those_of_its_period(assistant: Assistant) -> None:
    part = last(assistant, "How many referrals in 2022?", "by quarter")
    assert [row[-1] for row in part.rows] == [3773, 4157, 4578, 4413]


def test_who_is_asked_for_is_not_left_out(assistant: Assistant) -> None:
    part = last(assistant, "How many referrals in 2023?", "who made them?")
    assert part.columns[0] == "first responder"
    assert part.status == "answered"


def test_the_history_of_several_periods_is_told_one_by_one(assistant: Assistant) -> None:
    part = last(assistant, "Referrals in Q2 2023 and Q3 2023", "has it been revised?")
    assert "April to June 2023: 3,998 at first, now 3,992" in part.headline
    assert "July to September 2023: 4,138 at first, now 4,132" in part.headline


def test_a_ranking_goes_on_without_what_is_left_out(assistant: Assistant) -> None:
    part = last(assistant, "Top 3 nationalities in Q3 2023", "exclude the UK", "make it top 2")
    assert [row[:2] for row in part.rows] == [("Albanian", 808), ("Vietnamese", 318)]


def test_what_names_nothing_repeats_nothing(assistant: Assistant) -> None:
    assert last(assistant, "How many referrals in 2023?", "since when?").status == "out_of_scope"


def test_figures_as_first_published_are_each_of_their_own_release(assistant: Assistant) -> None:
    """Totals of the bulletins of 4 May, 10 August, 2 November 2023 and 7 March 2024."""
    part = assistant.ask("referrals by quarter in 2023 as first published").parts[0]
    assert [row[-1] for row in part.rows] == [4746, 3998, 4138, 4142]
    assert part.headline.startswith("As first published: ")
    years = assistant.ask("referrals in 2022 and 2023 as first published").parts[0]
    assert [row[-1] for row in years.rows] == [16938, 17004]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("How many referrals were there in 2025?", "and in 2024?", "the difference between the two"), 4286),
        (("cases awaiting a CG decision at the end of 2025?", "and a year earlier", "so how big is the drop"), -11410),
        (("DtN reports in 2023?", "2022?", "how much is that up, in percent"), 7.6),
        (("How many referrals in Scotland in 2019?", "how many of them were Vietnamese", "as a percentage"), 41.8),
        (("boys referred in Q3 2023", "what % of the children is that"), 79.3),
        (("How many referrals came from NGOs in Q4 2023", "which one sent the most?"), 98),
        (("positive reasonable grounds decisions in 2023", "and the other ones?"), 6928),
        (("Vietnamese boys referred for labour exploitation in Q3 2023", "any type of exploitation"), 64),
    ],
)
def test_a_follow_up_knows_the_two_askedlast(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_why_it_fell_is_told_by_what_changed_between_the_two(assistant: Assistant) -> None:
    turns = ("RG decisions in 2023", "what proportion were positive?", "and in 2022?", "why did it fall?")
    part = last(assistant, *turns)
    assert "do not show causes" in part.headline and any("January 2023" in caveat.text for caveat in part.caveats)


def test_a_link_that_followed_another_opens_alone(assistant: Assistant) -> None:
    first = assistant.ask("How many referrals were there in 2025?").parts[0]
    second = assistant.ask("and in 2024?", before=assistant.following(first)).parts[0]
    assert assistant.open(second.link).value == second.value == 19125


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("How many referrals in Q3 2023?", "and set against 2022?"), -447),
        (("referrals in the first half of 2022", "how does it compare with 2021"), 7930 - 6054),
        (("RG decisions in Q4 2023", "is it any more than in 2022?"), None),
    ],
)
def test_a_part_of_a_year_is_set_against_the_same_part_of_another(
    assistant: Assistant, turns: tuple[str, ...], value: float | None
) -> None:
    part = last(assistant, *turns)
    assert part.value == value
    assert value is not None or "October to December 2022" in part.headline


@pytest.mark.parametrize(
    "turns",
    [
        ("referrals in 2022", "compared with Q4 2021?"),
        ("referrals in 2022", "and in Q4 2023", "the difference between the two"),
        ("How many more referrals were there in 2023 than in Q4 2022?",),
        ("Were there more referrals in 2023 than in Q4 2022?",),
        ("How many times as many referrals were there in 2023 as in Q1 2023?",),
    ],
)
def test_numbers_of_unlike_periods_are_not_compared(assistant: Assistant, turns: tuple[str, ...]) -> None:
    part = last(assistant, *turns)
    assert part.status == "not_published" and part.value is None


def test_two_sides_that_become_one_are_that_one(assistant: Assistant) -> None:
    turns = ("share of RG decisions that were positive in Q4 2022", "what is the change on the year before")
    part = last(assistant, *turns, "and in Q2 2023?")
    assert part.status == "answered" and part.value != 0


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("referrals in Q2 2022", "the next one?"), 4578),
        (("referrals in Q2 2022", "and the one after that", "and the one following"), 4413),
        (("Duty to Notify reports Q2 2023", "ok, the entire year"), 4929),
        (("child referrals in Q1 2023", "how many that year"), 7432),
        (("referrals in the first half of 2022", "and the latter half?"), 8991),
        (("referrals in 2023", "h1?"), 8731),
        (("referrals in 2022, the whole year", "and the following quarter"), 4742),
        (("referrals in 2023", "the quarter before"), 4413),
        (("referrals from 2020 to 2022", "and the year before"), 10606),
        (("referrals in 2023", "what does that come to per week"), 326.1),
        (("Duty to Notify reports in 2023", "what is that a month?"), 410.75),
        (("referrals in 2023", "a day?", "and for 2022"), 46.4),
    ],
)
def test_periods_are_said_by_the_one_spoken_of(
    assistant: Assistant, turns: tuple[str, ...], value: float | None
) -> None:
    assert last(assistant, *turns).value == (value if value is None else pytest.approx(value, abs=0.06))


@pytest.mark.parametrize(
    ("turns", "value", "said"),
    [
        (("cases awaiting a CG decision at the end of 2024", "what is the most there has ever been"), 29275, "2022"),
        (("referrals from 2017 to 2020", "and the fewest?"), 5136, "2017"),
        (("referrals in 2022", "when was it highest?"), 23411, "2025"),
        (("referrals in Q3 2022", "what's the lowest it's been", "and which year was the lowest"), 552, "2009"),
        (("which quarter of 2022 was the highest for referrals?", "when was that?"), 4578, "September 2022"),
        (("which quarter of 2021 was the highest for referrals?", "how many children that quarter"), 1362, "2021"),
        (("referrals in 2023", "and a month?", "was that a record?"), None, "No"),
        (("referrals in 2025", "how does that compare with the year before", "is that the highest ever?"), None, "Yes"),
    ],
)
def test_the_highest_is_of_all_periods_of_what_was_spoken_of(
    assistant: Assistant, turns: tuple[str, ...], value: float | None, said: str
) -> None:
    part = last(assistant, *turns)
    assert part.value == value and said in part.headline, part.headline


def test_that_quarter_is_the_one_that_was_named(assistant: Assistant) -> None:
    part = last(assistant, "in which quarter of 2023 were referrals highest?", "nationalities in that quarter")
    assert {("Albanian", 1452), ("UK", 1163)} <= {tuple(row) for row in part.rows}
    assert "January to March 2023" in part.headline


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("share of RG decisions that were positive in Q4 2023", "conclusive grounds decisions?"), 54.0),
        (("share of RG decisions that were positive in 2022", "no, DtN reports"), 4580),
        (("how did referrals change from 2022 to 2023", "DtN reports?"), 349),
        (("Vietnamese referrals in Q3 2023", "how many were children", "and in Q4", "as a share"), 28.4),
        (("referrals by the police in Q4 2023", "how many were under 18", "what about Q3", "in %"), 40.6),
    ],
)
def test_a_change_of_count_or_time_keeps_what_it_is_a_share_of(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize("said", ["typo, 2022", "oops sorry, 2022", "hang on, 2022", "that should have been 2022"])
def test_a_slip_is_put_right(assistant: Assistant, said: str) -> None:
    assert last(assistant, "child referrals in 2012", said).value == 7004


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("How many women, not girls, were referred in 2023?",), 2347),
        (("How many women excluding girls were referred in 2023?",), 2347),
        (("referrals of girls in 2023", "and women?"), 2347),
        (("referrals of boys in 2023", "and men?"), 6281),
        (("referrals of men in 2023", "and women?"), 4088),
        (("county lines referrals of boys in 2023", "and men"), 199),
        (("sexual exploitation referrals in Q3 2023", "females only", "lose the kids"), 195),
        (("adult referrals in 2023", "adults and children together"), 16054),
        (("adults and children combined, local authorities, 2023",), 3891),
    ],
)
def test_who_is_left_out_is_said_by_what_stays(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    assert last(assistant, *turns).value == value


def test_a_plural_asks_for_several_and_a_place_for_one_of_them(assistant: Assistant) -> None:
    several = last(assistant, "which nationalities were referred most in Q3 2023?")
    assert [row[:2] for row in several.rows][:3] == [("UK", 1034), ("Albanian", 808), ("Vietnamese", 318)]
    two = assistant.ask("who came second and third?", before=assistant.following(several)).parts
    assert [part.value for part in two] == [808, 318]
    turns = ("which nationality was referred most in Q3 2023?", "how many Vietnamese", "who came second?")
    assert last(assistant, *turns).value == 808


def test_most_of_them_asks_who_sent_the_most(assistant: Assistant) -> None:
    turns = ("referrals by type of first responder in Q4 2023", "who sent most of the children?")
    assert last(assistant, *turns).value == 932
    assert last(assistant, *turns, "and the Salvation Army").value == 19


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("referrals recorded in Wales in 2018", "and the UK as a whole?"), 6974),
        (("child referrals by Kent Police in 2023", "nationally, in Q4 2023"), 1945),
        (("Albanian nationals referred in 2023", "and the UK"), 4287),
    ],
)
def test_the_whole_country_is_no_part_of_it(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    assert last(assistant, *turns).value == value


def test_people_of_another_publication_stay_who_they_are(assistant: Assistant) -> None:
    turns = ("How many people came by small boat in 2022?", "how many were referred?")
    assert last(assistant, *turns).value == 5649
    assert last(assistant, *turns, "how many were referred in all from 2018 to 2025").value == 26704
    assert last(assistant, *turns, "how many referrals were there in 2022?").value == 16921


def test_what_follows_a_meaning_is_of_what_it_counts(assistant: Assistant) -> None:
    assert last(assistant, "what is the NRM?", "how many people went into it in 2022").value == 16921
    decisions = ("what is a conclusive grounds decision?", "how many in 2023", "for children", "positive ones", "in %")
    assert last(assistant, *decisions).value == 80.7
    assert last(assistant, "what is Duty to Notify?", "how many reports in 2022").value == 4580


def test_a_meaning_asked_in_between_keeps_what_was_asked(assistant: Assistant) -> None:
    children = "How many Albanian children were referred in 2023?"
    assert last(assistant, children, "what is a referral?", "and in Q4 2023").value == 142
    assert last(assistant, "RG decisions in 2023", "what is the NRM?", "how many were positive").value == 8319
    assert last(assistant, "RG decisions in 2023", "what is a CG decision?", "how many in 2022").value == 6152


def test_the_link_of_a_meaning_opens_it(assistant: Assistant) -> None:
    part = last(assistant, "child referrals in 2023", "what is a conclusive grounds decision?")
    assert assistant.open(part.link).headline == part.headline
    assert assistant.open(part.link).kind == "definition"
    with pytest.raises(LinkError):
        assistant.open(part.link.replace("cg_decision&", "prevalence&"))


@pytest.mark.parametrize(
    "text",
    [
        "how many reports were made under the duty to notify in 2023",
        "reports received through DtN, 2023",
        "how many reports came in via the Duty to Notify in 2023?",
    ],
)
def test_reports_are_those_of_the_duty_they_are_made_under(assistant: Assistant, text: str) -> None:
    assert last(assistant, text).value == 4929


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("referrals in Q2 2022", "and the rest of the year"), 8991),
        (("referrals in Q2 2022", "the next?"), 4578),
        (("referrals in Q2 2022", "and the second?"), 4157),
        (("referrals in the first half of 2022", "and the second?"), 8991),
        (("referrals in the second half of 2022", "the other half"), 7930),
        (("referrals in Q2 2022", "the year total"), 16921),
        (("DtN reports in Q1 2023", "next quarter?"), 1148),
        (("Which police force made most referrals in 2023?", "how many?", "and second?"), 242),
        (("which nationality was referred most in Q3 2023?", "and next?", "and next?"), 318),
        (("people exploited overseas in 2023", "in the UK?"), 8377),
        (("in which quarter of 2022 were referrals highest?", "how does that compare with the year before"), 1262),
        (("share of CG decisions that were positive in 2023", "was it higher in 2022?"), -23.0),
        (("Albanians referred in each year", "only 2022 and 2023", "the difference"), -554),
        (("cases awaiting a CG decision at the end of 2024", "has it ever been higher?"), 29275),
        (("cases awaiting a CG decision at the end of 2024", "what was the peak"), 29275),
    ],
)
def test_a_short_follow_up_is_read_by_what_was_spoken_of(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_each_year_after_one_of_them_is_of_all(assistant: Assistant) -> None:
    rows = last(assistant, "Duty to Notify reports in 2023", "every year").rows
    assert len(rows) > 5 and [row[-1] for row in rows][-3:-2] == [4929]


def test_a_year_to_come_is_not_held(assistant: Assistant) -> None:
    assert last(assistant, "referrals in 2025", "and next year?").status == "not_published"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("referrals in 2021", "2022, not 2021"), 16921),
        (("referrals in 2021", "not 2021, 2022"), 16921),
        (("referrals in 2021", "*2022"), 16921),
        (("referrals in 2021", "switch that to 2022"), 16921),
        (("referrals in Q4 2023", "no kids"), 2197),
        (("referrals in Q4 2023", "no, kids"), 1945),
        (("women and girls referred in Q4 2023", "just the women"), 581),
        (("positive CG decisions in 2023", "RG?"), 8319),
        (("referrals in 2023", "a quarter on average"), 4251),
        (("child referrals from 2019 to 2022", "average per year"), 5503.8),
    ],
)
def test_a_correction_and_an_average_are_of_what_was_asked(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_a_denial_that_may_correct_gives_no_figure(assistant: Assistant) -> None:
    assert last(assistant, "girls referred in Q4 2023", "no boys").status == "not_published"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("Eritreans and Sudanese in Q4 2023", "together"), 430),
        (("female referrals in 2023", "by quarter", "total"), 4088),
        (("referrals in Q1 and Q2 2023", "combined"), 8731),
        (("domestic servitude referrals in 2023", "alone or with other types"), 1254),
        (("CG decisions by year 2021 to 2023", "on average", "which was the lowest?"), 2839),
    ],
)
def test_what_was_listed_is_added_where_it_is_asked(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    assert last(assistant, *turns).value == value


def test_a_rate_by_year_of_what_was_spoken_of_is_one_for_each(assistant: Assistant) -> None:
    rows = last(assistant, "CG decisions from 2021 to 2023", "positive rate each year").rows
    assert [row[-1] for row in rows] == [91.4, 89.4, 66.4]


def test_a_place_in_single_printed_figures_is_listed_with_those_before_it(assistant: Assistant) -> None:
    part = last(assistant, "which nationalities were referred most in 2024?", "who came fourth?")
    assert part.status == "partial" and [row[:2] for row in part.rows][-1] == ("Eritrean", 1702)
    assert last(assistant, "which nationality came ninth in 2024?").status == "not_published"


def test_what_did_not_exist_yet_is_told_to_have_begun_later(assistant: Assistant) -> None:
    part = last(assistant, "How many referrals went to the IECA in 2022?", "and in 2020?")
    assert part.status == "not_published"
    assert any("began on 8 November 2021" in caveat.text for caveat in part.caveats)


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("referrals in 2020", "was that down on 2019", "compared with 2018?"), 3608),
        (("referrals in 2020", "was that down on 2018", "by what percentage?"), 51.7),
        (("referrals by Kent Police in 2023", "and Essex", "which was higher?"), 97),
        (("Vietnamese children referred in 2023", "the total of those"), 306),
        (("How many cases were waiting at the end of 2025?",), 5758),
    ],
)
def test_what_was_compared_is_compared_again(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_those_that_were_asked_one_by_one_are_not_everybody(assistant: Assistant) -> None:
    assert last(assistant, "Vietnamese children in Q1 2023", "and Q2", "total them").value is None


def test_both_years_of_a_change_are_those_years(assistant: Assistant) -> None:
    part = last(assistant, "How did referrals change from 2021 to 2023?", "RG decisions over the same two years")
    assert [row[-1] for row in part.rows] == [12499, 15247]


def test_decisions_are_those_that_were_spoken_of(assistant: Assistant) -> None:
    turns = ("CG decisions in 2022", "what share was positive?", "how many decisions was that in total?")
    assert last(assistant, *turns).value == 6152
    assert last(assistant, "referrals in 2023", "how many decisions were made?").status == "clarify"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("How many referrals did Kent Police make in 2023?", "how many children did they refer?"), 25),
        (("How many referrals did Kent Police make in 2023?", "how many of their referrals were women?"), 24),
        (("child referrals by local authorities in 2023", "how many adults did they refer?"), 279),
        (("Which police force made most referrals in 2023?", "how many children did it refer?"), 287),
        (("Which police force made most referrals in 2023?", "how many of its referrals were children?"), 287),
    ],
)
def test_they_are_those_who_refer(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    assert last(assistant, *turns).value == value


def test_they_are_nobody_where_several_were_ranked(assistant: Assistant) -> None:
    assert last(assistant, "top 3 police forces in 2023", "how many children did they refer?").value is None


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("women referred by Migrant Help in 2023", "and both genders?"), 281),
        (("boys, criminal exploitation, Q4 2023", "both sexes, the quarter before that"), 722),
        (("Albanians in Q4 2023", "how many were children?", "as a % in the quarter before"), 17.3),
    ],
)
def test_a_step_is_taken_whatever_else_is_asked(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize("text", ["referrals 2023 h1 vs h2", "referrals in h1 and h2 2023"])
def test_halves_are_of_the_year_beside_them(assistant: Assistant, text: str) -> None:
    assert [row[-1] for row in last(assistant, text).rows] == [8731, 8273]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("referrals in Q1 2023", "the first three quarters together"), 12862),
        (("what is the latest number of referrals for the full year",), 23411),
        (("referrals in 2022, the year as a whole",), 16921),
    ],
)
def test_a_part_of_a_year_is_of_the_year_that_is_meant(
    assistant: Assistant, turns: tuple[str, ...], value: int
) -> None:
    assert last(assistant, *turns).value == value


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("DtN reports in 2021, 2022 and 2023", "average", "how about 2024"), 5598),
        (("DtN reports in 2021, 2022 and 2023", "which was highest", "and 2024"), 5598),
        (("referrals by quarter in 2022", "which was highest", "and in 2023"), 4742),
        (("people exploited overseas in 2023", "uk"), 8377),
        (("referrals in Q3 2023", "same quarter of 2022", "% difference"), -9.8),
    ],
)
def test_another_time_is_none_of_those_that_were_averaged(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("cases awaiting a CG decision at the end of 2025", "and at the end of September?"), 9107),
        (("cases awaiting a CG decision at the end of 2025", "end of March"), 14075),
        (("criminal exploitation in Q4 2023 by gender", "both sexes, the quarter before that"), 1088),
        (("referrals in 2023", "and at the end of September?"), None),
    ],
)
def test_a_date_is_of_the_year_spoken_of_where_dates_are_counted(
    assistant: Assistant, turns: tuple[str, ...], value: int | None
) -> None:
    assert last(assistant, *turns).value == value


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("referrals in Q3 2023 not counting UK nationals", "which nationality was highest?"), 808),
        (("child referrals by councils in 2023", "boys", "% of all council child referrals"), 78.1),
        (("DtN reports by quarter in 2023", "just Q4"), 1044),
        (("referrals by year from 2019 to 2023", "only 2021"), 12700),
    ],
)
def test_what_was_left_out_or_named_holds_for_the_table(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_a_table_of_those_left_leaves_them_out(assistant: Assistant) -> None:
    rows = last(assistant, "referrals in Q3 2023 not counting UK nationals", "by nationality").rows
    assert rows and not any(row[0] == "UK" for row in rows) and ("Albanian", 808) in [tuple(row[:2]) for row in rows]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("girls from Vietnam in 2023", "same for adults"), 170),
        (("boys referred in 2023", "and adults?"), 6281),
        (("boys referred in 2023", "and all children?"), 7432),
        (("girls referred in 2023", "women and girls"), 4088),
        (("girls referred in 2023", "boys and girls together"), 7432),
        (("women and girls referred in 2023", "adults only"), 2347),
        (("women referred in 2023", "how many children?"), 7432),
        (("referrals by the police in 2023", "and NGOs?"), 878),
    ],
)
def test_of_several_limits_the_one_of_its_kind_is_replaced(
    assistant: Assistant, turns: tuple[str, ...], value: int
) -> None:
    assert last(assistant, *turns).value == value


def test_a_group_that_is_broken_down_stays_the_group(assistant: Assistant) -> None:
    turns = ("How many non-UK children were referred in Q4 2023?", "top 3 nationalities of those")
    assert [row[-1] for row in last(assistant, *turns).rows][:2] == [142, 134]


def test_all_of_them_together_are_those_that_were_listed(assistant: Assistant) -> None:
    turns = ("police referrals in Q3 and Q4 2023", "all of them together")
    assert last(assistant, *turns).value == 970 + 995


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("share of referrals from local authorities in 2023", "and the police"), 23.2),
        (("children referred in 2023", "of which UK"), 3354),
        (("referrals in Q1 2023", "is that more than in Q1 2022?", "by how much?"), 965),
    ],
)
def test_a_share_stays_one_and_a_yes_has_its_distance(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_a_number_and_a_percentage_are_not_set_against_each_other(assistant: Assistant) -> None:
    share = "share of referrals that were from local authorities in 2023"
    part = last(assistant, share, "referrals by the police in 2023", "the difference between the two")
    assert part.status == "not_published" and part.value is None


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("Of referrals by the police in 2023, how many were children?", "what %"), 40.5),
        (("Of Albanian referrals in 2023, how many were women?", "what share is that", "and men"), 85.5),
        (("Of the children referred in 2023, how many were boys?", "and in Q4", "percent"), 79.4),
        (("referrals by the police in 2023", "% that were children", "and of those by councils"), 91.3),
        (("referrals of Nigerian women in 2023", "which exploitation type is most common for them?"), 20),
        (("referrals in the latest quarter", "previous one", "year ago"), 4752),
    ],
)
def test_a_share_is_of_what_was_named_as_the_whole(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.06)


def test_one_of_a_table_is_picked_by_its_place(assistant: Assistant) -> None:
    assert last(assistant, "referrals by nationality in 2023", "the second one").value == 4055
    share = "share of RG decisions that were positive in Q3 2023"
    part = last(assistant, share, "and in Q4", "by how many percentage points did it rise")
    assert part.unit == "percentage points" or "percentage point" in part.headline


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (("referrals in 2019, 2020, 2021 and 2022", "the percentage change for each year?"), [-0.2, 20.0, 33.2]),
        (("referrals in 2019, 2020, 2021 and 2022", "and for each of the last two years the % change"), [20.0, 33.2]),
        (("referrals in 2019, 2020, 2021 and 2022", "the change in each of 2021 and 2022"), [2118, 4221]),
        (("How many children were referred each quarter of 2023?", "and the change each quarter?"), [-149, 103, 97]),
    ],
)
def test_each_period_of_a_series_is_set_against_the_one_before(
    assistant: Assistant, turns: tuple[str, ...], rows: list[float]
) -> None:
    part = last(assistant, *turns)
    assert part.status == "answered"
    assert [row[-1] for row in part.rows] == rows


def test_the_end_of_a_year_is_one_moment_of_what_is_counted_then(assistant: Assistant) -> None:
    part = last(
        assistant,
        "cases awaiting a conclusive grounds decision at the end of each quarter of 2025",
        "and at the end of 2024?",
    )
    assert part.value == 17168


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        (
            ("How many children were referred in 2023?", "how many of those were boys and how many were Vietnamese?"),
            [5935, 306],
        ),
        (("in October to December 2023, how many of the females were adults and how many were children?",), [581, 397]),
        (("What proportion of those referred in 2022 were Albanian nationals?",), [27.2]),
    ],
)
def test_several_things_are_asked_of_the_same_people(
    assistant: Assistant, turns: tuple[str, ...], values: list[float]
) -> None:
    before = None
    for text in turns:
        parts = assistant.ask(text, before=before).parts
        before = assistant.following(parts[-1])
    assert [part.value for part in parts] == values


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        (
            (
                "How many people were referred in Q1 2025?",
                "how does that compare with the previous quarter and with Q1 2024?",
            ),
            [-241, 776],
        ),
        (
            (
                "How many Duty to Notify reports in 2024?",
                "Was that more or fewer than the year before, and by how many?",
            ),
            [669],
        ),
        (("How many male and how many female adults were referred in 2023?",), [6281, 2347]),
    ],
)
def test_each_of_two_is_told(assistant: Assistant, turns: tuple[str, ...], values: list[float]) -> None:
    before = None
    for text in turns:
        parts = assistant.ask(text, before=before).parts
        before = assistant.following(parts[-1])
    assert [part.value for part in parts] == values


def test_each_of_the_last_years_is_no_sum_of_them(assistant: Assistant) -> None:
    part = last(assistant, "For each of the last three years, how many people were referred?")
    assert [row[-1] for row in part.rows] == [16990, 19125, 23411]


@pytest.mark.parametrize(
    ("turns", "figures"),
    [
        (("referrals in Q1 2025", "what was it in the quarter before, and in the same quarter of 2024?"), [4521, 5538]),
        (("referrals in Q1 2025", "in the previous quarter and in Q1 2024?"), [4521, 5538]),
        (("children referred in 2023", "how many adults in the year before and in 2020?"), [5071, 8848]),
    ],
)
def test_of_two_times_neither_is_counted_from_the_other(
    assistant: Assistant, turns: tuple[str, ...], figures: list[int]
) -> None:
    assert [row[-1] for row in last(assistant, *turns).rows] == figures


@pytest.mark.parametrize("text", ["and by age in 2020 and 2022?", "by age?"])
def test_a_breakdown_at_several_times_is_told_of_each(assistant: Assistant, text: str) -> None:
    before = ("referrals in 2020 and 2022",) if text == "by age?" else ("referrals in 2023",)
    part = last(assistant, *before, text)
    assert all(figure in part.headline for figure in ("5,071", "5,016", "8,848", "7,004"))


def test_those_left_out_are_put_back(assistant: Assistant) -> None:
    part = last(
        assistant, "Top five nationalities for 2023?", "drop the Albanians", "put them back in, but children only"
    )
    assert [row[-1] for row in part.rows[:2]] == [3354, 625]


def test_what_one_text_asked_is_asked_again_of_another_time(assistant: Assistant) -> None:
    first = assistant.ask("For Q2 2023 I need referrals and conclusive grounds decisions").parts
    again = assistant.ask("same for Q3", before=assistant.following(first[-1])).parts
    assert [part.value for part in again] == [4132, 2367]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("Referrals in 2023/24?", "and the financial year before that"), 17886),
        (("Referrals in 2022/23?", "and the following financial year?"), 16779),
        (("Referrals of adults in 2022/23?", "by quarter", "what do those come to?"), 9382),
        (("Referrals in 2022/23?", "adults in that same financial year?"), 9382),
        (("How many Albanian boys were referred in 2023?", "drop the age and nationality"), 12903),
        (("How many Albanian women were referred in 2023?", "now forget the nationality"), 4088),
        (("What share of RG decisions for adults in 2023 were positive?", "back to all ages"), 54.6),
        (("Referrals in 2023?", "and 2024?", "how much of a rise is that?"), 2135),
        (("Top five nationalities of children in 2023?", "what proportion of them were British?"), 45.0),
        (("How many referrals by West Yorkshire Police in 2023?", "and that force's total for Q4?"), 59),
        (("Referrals in Q2 2023?", "what did they first say for that one?"), 3998),
    ],
)
def test_a_turn_widens_or_moves_what_was_spoken_of(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = last(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


def test_no_financial_year_is_before_a_calendar_year(assistant: Assistant) -> None:
    part = last(assistant, "How many referrals in 2023?", "and the financial year before that?")
    assert part.status == "not_published" and "2023/24" in part.missing


@pytest.mark.parametrize("text", ["list them all", "can you show me all of them?", "give me the full list"])
def test_all_that_a_ranking_is_of_are_listed(assistant: Assistant, text: str) -> None:
    part = last(assistant, "Which type of first responder made the most referrals in 2023?", text)
    assert sorted(row[-1] for row in part.rows) == [878, 3946, 3955, 8244]


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        (
            ("How many DtN reports in 2023?", "Which three nationalities were reported most under it in Q4 2023?"),
            [123, 105, 102],
        ),
        (
            ("Referrals in Q2 2023 as first published?", "as they stand today, all four quarters of that year?"),
            QUARTERS,
        ),
        (("Which quarter of 2023 had the fewest referrals?", "list them all"), QUARTERS),
        (("referrals by quarter in 2022", "the average per quarter?", "same list for 2023"), QUARTERS),
    ],
)
def test_a_table_is_of_the_time_that_a_turn_names(
    assistant: Assistant, turns: tuple[str, ...], values: list[int]
) -> None:
    assert [row[-1] for row in last(assistant, *turns).rows] == values


def test_one_of_a_ranking_is_told_as_a_share(assistant: Assistant) -> None:
    part = last(
        assistant, "Top three nationalities for DtN reports in Q4 2023", "what share of the total is the first?"
    )
    assert part.value == 11.8, part.headline


@pytest.mark.parametrize("rate", ["what was the positive rate for children?", "and the child positive rate?"])
def test_a_rate_of_people_is_of_the_decisions_for_them(assistant: Assistant, rate: str) -> None:
    asked = assistant.ask(f"How many conclusive grounds decisions were made in 2023? {rate}")
    assert [round(part.value or 0, 1) for part in asked.parts] == [9825, 80.7]
