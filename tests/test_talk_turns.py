"""Short turns of a talk, each leaning on the one before. Expected values are those of the published tables."""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

FORCE = "Which police force made the most referrals in 2023?"
ALBANIANS = "What share of referrals in 2023 were Albanian?"
TURNS = [
    # A correction says what was wrong beside what is meant.
    (("How many children were referred in Q3 2023?", "sorry, Q2 not Q3"), 1745),
    (("How many children were referred in 2022?", "oops, adults not children"), 8848),
    (("How many children were referred in Q4 2023?", "girls rather than children"), 397),
    ((ALBANIANS, "and in 2022, number not share"), 4609),
    ((ALBANIANS, "how many?", "percentage, not the number, for 2022"), 27.2),
    (("How did referrals change from 2021 to 2022?", "no, from 2020 not 2021"), 6339),
    # Another of the kind that a ranking is of.
    ((FORCE, "and second?", "what about West Midlands", "how many of theirs were children?"), 49),
    (("Top five police forces by referrals in 2023", "where does West Midlands come?", "and West Yorkshire?"), 3),
    # The whole that a figure is a part of.
    (("How many small boat arrivals in 2024 had an NRM referral?", "out of how many?"), 35898),
    (("How many small boat arrivals in 2024 had an NRM referral?", "How many for people who arrived in 2025?"), 8032),
    (("Were there more referrals in 2023 than in 2014?", "and by how much?", "how many times as many?"), 7.28),
    (("How many UK children in Q4 2023?", "out of how many children in total?"), 1945),
    # The year that was spoken of beside another.
    (("DtN reports by quarter in 2023", "which was highest?", "compare that year with 2022"), 349),
    # Everybody; a subject taken up again, or left; what those who wait wait for.
    (
        (
            "Albanian adults in 2023",
            "Sudanese?",
            "I mean all Sudanese, adults and kids",
            "go back to Vietnamese - how many in 2024?",
        ),
        2153,
    ),
    (("Referrals in Scotland in 2019", "back to Scotland - how many did Police Scotland refer in 2023?"), 242),
    (("RG decisions in 2022", "unrelated but how many girls were referred in Q4 2023?"), 397),
    (("Cases awaiting a CG decision at the end of 2025", "how long does it take on average, in 2024?"), 637),
    # Of whom a limit is dropped; there, of the place that a ranking named.
    (("UK boys referred in 2023", "forget the UK bit"), 5935),
    (("Which nationality had the most referrals in 2023?", "and the third?", "how many from there were women?"), 302),
    (("children by quarter in 2023", "just the last one", "what share of that quarter's referrals is that?"), 47.0),
    # Which of several that were told, and like beside like.
    (
        (
            "How many children did Kent Police refer in 2023?",
            "Essex Police?",
            "Which of the two referred most children",
        ),
        96,
    ),
    (("Referrals by Migrant Help in 2023", "the Salvation Army?", "Who made more in Q2?"), 104),
    (
        ("How many Vietnamese in 2023?", "compare with Albanians", "and Eritreans?", "which of the three is biggest?"),
        4055,
    ),
    (("referrals in 2021", "2022", "2023", "which of those years had the most children?"), 7432),
    (("Salvation Army in 2023", "how many Filipino?", "Migrant Help - total?", "which of the two made more?"), 151),
    # Whether it is so, and by how many; the same of others.
    (("Were there more Albanians than Vietnamese in 2023?", "so is he right?", "how many more?"), 3067),
    (("positive CG decisions in 2022", "and in 2023?", "how many more is that?"), 1026),
    (
        ("Albanians in Q4 2022", "and a year later?", "how much of a fall is that?", "did Vietnamese go the same way?"),
        111,
    ),
    (("How many are waiting for a CG decision?", "and how many decisions were made in Q4 2025?"), 7406),
    # Periods by those that were told.
    (("How many people were referred in 2020?", "and before that?"), 10606),
    (("children referred 2019 to 2023 by year", "just the last two years", "what's the difference?"), 428),
    # Whom a ranking put first; a force by the short name of its county; thanks.
    (("top 5 nationalities in 2023", "how many children among the top one?"), 3354),
    (("Referrals by Kent Police in 2023", "and West Yorks?"), 236),
    (("How many children in 2022?", "brill, and adults?", "one more - 2023"), 8622),
    # Beside what it was set; what is asked after a change, or after its reason, is of its later figure.
    (
        ("referrals in Q1 2023", "how does that compare to the quarter before?", "and the same quarter a year before?"),
        965,
    ),
    (("How many referrals in 2024?", "has that gone up since last year?"), 2135),
    (
        ("Albanians in Q4 2022", "a year later?", "how big a fall is that?", "what share of all Q4 referrals is that?"),
        19.4,
    ),
    (("positive RG rate in 2022", "2023?", "why the drop?", "ok what about 2024?"), 53),
    (("referrals in 2014-2023", "which year saw the biggest rise?", "by how much?"), 4221),
    (("police referrals in 2023", "what about without the Met"), 3276),
    (("Indians in 2023", "Pakistanis?", "Bangladeshis?", "total of the three", "which was highest?"), 342),
    (("In Q4 2025 how many cases went to the SCA?", "and the IECA?"), 1264),
    # Where one stands among all; what three are together, and the lowest of quarters that were added up.
    (("Met Police referrals in 2023", "where does Kent Police rank", "and where does it rank in Q4?"), 18),
    (("How many Albanians in 2023?", "Vietnamese?", "what's their combined share?"), 29.7),
    (("Albanians in Q1 2023", "Q2", "Q3", "Q4", "total", "which was the lowest?"), 802),
    (("referrals by gender in 2023", "which gender was higher?"), 12921),
    # The side of a comparison that is named.
    (("More women than men for sexual exploitation in 2023?", "how many women"), 1470),
    (("Vietnamese in 2023 please", "as a % of everyone"), 5.8),
    (("DtN reports in 2022", "compare with 2023", "which quarter of 2023 was highest?"), 1420),
    # The whole of a year after its quarters, and the total of those that a ranking tells apart.
    (("DtN reports in 2023", "which quarter had most", "what about Albanians, whole of 2023", "Vietnamese?"), 295),
    (("which quarter of 2022 had the most referrals?", "and for children, all of 2022"), 7004),
    (("children by quarter in 2023", "which was lowest?", "and the annual total"), 7432),
    (("Border Force referrals in 2023", "which nationality most?", "Immigration Enforcement?", "and in total"), 2760),
    (("top five nationalities of children in 2023", "total"), 7432),
    (("top three nationalities in DtN in Q4 2023", "how many of those were Vietnamese", "and Q3?"), 126),
    # The rate of what was decided, after all decisions as well; the decisions that were of the same people.
    (("positive CG decisions in Q4 2023", "out of how many?", "so what's the rate", "just for children"), 75.5),
    (("positive RG decisions for children in 2023", "out of how many?"), 6241),
    (("positive RG decisions for children in 2023", "as a share?"), 73.9),
    # What a rise is of, where the clause leaves it open; a verb with its "not" in one word.
    (("DtN reports in 2025", "and the year before that?", "so that's a rise of?"), 1532),
    (("children in 2023", "adults", "making it a gap of...?"), 1190),
    (("DtN reports in 2025", "and 2024", "so that's a drop of?"), 1532),
    # Those that hold whoever was counted are the whole.
    (("UK children in 2023", "out of all UK nationals"), 77.9),
    (("UK children in 2023", "of all the children"), 45.0),
    (("referrals in 2021", "adults", "and the ones whose age wasn't known?"), 852),
    # What a share is of, whatever was counted; which of those that were told.
    (("What percentage of CG decisions were positive in 2021?", "how many decisions was that out of?"), 2839),
    (("What percentage of CG decisions were positive in 2021?", "what's the denominator?", "and in 2022?"), 6152),
    (
        (
            "referrals in 2023 for criminal exploitation only",
            "and labour?",
            "sexual",
            "how many of the last were female?",
        ),
        1470,
    ),
    (("Albanians in 2023", "Vietnamese", "how many of the last were women?", "how many of the first were women?"), 588),
    (("children in 2023", "and adults?", "what share of the latter were women?"), 27.2),
    # The total of several of whom each is printed alone, and its share.
    (("How many Albanian, Vietnamese and Eritrean people were referred in 2024?", "what do they add up to?"), 6347),
    (
        ("Albanian, Vietnamese and Eritrean people in 2024", "their total?", "as a share of all referrals that year?"),
        33.2,
    ),
    # The few that a ranking has shown, together.
    (("Top five nationalities in Q4 2023", "what do they add up to?"), 2638),
    (
        ("Top five nationalities in Q4 2023", "what's their total?", "as a share of all referrals in that quarter?"),
        63.7,
    ),
    (("Top five nationalities in Q4 2023", "what share of the total do they make up?"), 63.7),
    (("top three police forces in 2023", "their total?", "what share of all police referrals is that?"), 29.1),
    (("Met Police referrals in 2023", "GMP", "what's their total?"), 855),
    (("Met Police referrals in 2023", "how many were children?", "what's their total?"), 670),
    # Which of the shares that were told.
    (("share of referrals in 2021 that were children", "2022?", "2023?", "which of those is highest?"), 43.7),
    (("share of Albanians in 2023 that were children", "Vietnamese?", "Sudanese?", "which of those is highest?"), 52.0),
    (("What share of referrals in 2023 were Albanian?", "Vietnamese?", "Sudanese?", "which was lowest?"), 5.5),
    (("positive CG rate in 2021", "2022?", "2023?", "which was lowest?"), 66.4),
    # How many more than another the one that a ranking picked has; of all, after a share of some.
    (("Which nationality had most referrals in 2023?", "how many more than Albania?"), 232),
    (("Which police force made most referrals in 2023?", "how many more than Kent Police?"), 596),
    (("referrals in 2020", "2021", "2022", "which was biggest?", "and how much bigger than 2020?"), 6339),
    (("What share of women in 2023 were adults?", "as a % of all referrals?"), 13.8),
    (("How many men in 2023?", "as %", "how many is that as a number?"), 12903),
    (("Met Police referrals in Q4 2022", "and Kent?", "how many of Kent's were children?"), 9),
    # A year as a whole after one of its quarters, and what share of it the quarter is.
    (("Which quarter of 2023 had most referrals?", "2022 as a whole"), 16921),
    (("Which quarter in 2021 was the lowest for children?", "and 2021 as a whole?", "adults?"), 6401),
    (("children in Q1 2023", "what share of the year is that?"), 25.5),
    (("Which quarter of 2023 had the most referrals?", "what share of the year's total was that?"), 27.9),
    (("referrals in Q1 2023", "as a % of the 2023 total"), 27.9),
    # Between the two that were told; the last two of more, and of the quarters of a table.
    (("referrals in 2022/23", "and the year before", "what's the % change between them"), 32.1),
    (("referrals in 2022/23", "and the year before", "what's the difference between them"), 4348),
    (("GMP referrals in 2023", "the Met", "and West Midlands Police", "those last two together?"), 852),
    (("GMP referrals in 2023", "the Met", "and West Midlands Police", "the difference between the last two"), -488),
    (("Police Scotland referrals by quarter in 2023", "the last two together"), 146),
    (("top five nationalities in 2023", "the top two together"), 8360),
    # A time, but of others; the ones from the UK; "now" that goes on.
    (("children in 2022", "actually go back to 2023 but girls only"), 1508),
    (("children in 2022", "2023 but only the UK ones"), 3354),
    (("children in 2023", "how many of the UK ones were girls?"), 735),
    # How many times as many as the other, which may be named.
    (("Police Scotland in 2023", "PSNI", "how many times bigger is the Scottish one?"), 12.7),
    (("referrals in 2010", "2020", "how many times bigger was it"), 14.6),
    (("Albanians in 2023", "Vietnamese", "how many times bigger is the Albanian figure?"), 4.1),
    (("men in 2023", "women", "how much bigger is the male one?"), 8815),
    # Of a wider group, in which those lie who were told; all of a kind.
    (("How many did the Met refer in 2023?", "what share of police referrals?"), 17.0),
    (("Met Police in 2023", "what share of all referrals is that?", "and of police referrals?"), 17.0),
    (("Met Police in 2023", "what share of all referrals is that?", "and what share of police referrals?"), 17.0),
    (("Border Force in 2023", "what share of government agency referrals?", "and of all referrals?"), 1.4),
    (("Albanian women in 2023", "what share of Albanian referrals?"), 14.5),
    (("children by the Met in 2023", "what share of the Met's referrals?"), 42.8),
    (("Met Police in 2023", "Kent?", "and for all police"), 3946),
    # Of whom a ranking has put first, as a share; the rest of a year after its first quarter.
    (("girls in 2023 by exploitation type", "what was the largest", "as % of all girls"), 37.2),
    (("Which police force made most referrals in 2023?", "as a percentage of police referrals"), 17.0),
    (("Which nationality had the most referrals in 2023?", "as a share of all referrals"), 25.2),
    (("DtN reports in Q1 2023", "how many Albanian", "and for the rest of 2023?"), 400),
    # A step to another time that is named as well.
    (("referrals in 2010", "and ten years on, in 2020?"), 10582),
    (("referrals in 2020", "a year later, in 2021"), 12700),
    (("referrals in Q1 2022", "and a year on, in Q1 2023"), 4742),
    (("referrals in 2010", "a decade later?"), 10582),
    (("referrals in 2021", "was that up on the year before, in 2020?"), 2118),
    # Where nobody was spoken of.
    (("all councils together?",), 3955),
    (("How many local authority referrals were there in 2023?", "how many were children?"), 3612),
    (("Albanians were in the news in 2022. What was the number referred?",), 4609),
]


@pytest.mark.parametrize(("turns", "value"), TURNS, ids=[" > ".join(turns) for turns, _ in TURNS])
def test_a_short_turn_is_read_by_what_was_told(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


def test_now_goes_on_and_names_no_time_of_its_own(assistant: Assistant) -> None:
    part = talk(assistant, "compare 2022 and 2023 referrals", "now just adults")
    assert [row[-1] for row in part.rows] == [8848, 8622]


def test_what_is_not_printed_of_each_is_not_added(assistant: Assistant) -> None:
    part = talk(assistant, "How many Albanian and Sudanese people together were referred in 2025?")
    assert part.status == "not_published"


def test_both_years_are_those_that_a_number_and_a_share_were_told_of(assistant: Assistant) -> None:
    part = talk(assistant, ALBANIANS, "and in 2022?", "the actual number for 2022", "Vietnamese people, both years")
    assert [row[-1] for row in part.rows] == [766, 988]


def test_a_time_that_was_none_of_those_compared_takes_the_place_of_none(assistant: Assistant) -> None:
    part = talk(assistant, "How did referrals change from 2021 to 2022?", "2020 not 2019")
    assert part.value is None and part.status not in GIVEN


FALLS = [
    (("Trend in referrals 2018 to 2023", "which year had the biggest increase?", "and did it ever fall?"), "2020"),
    (("DtN reports by year from 2019 to 2025", "which years went down?"), "2020"),
    (("referrals by quarter in 2023", "were there any drops?"), "April to June 2023"),
    (("In which years between 2018 and 2023 did referrals fall?",), "2020"),
]


@pytest.mark.parametrize(("turns", "when"), FALLS, ids=[" > ".join(turns) for turns, _ in FALLS])
def test_a_fall_is_looked_for_in_all_that_was_told(assistant: Assistant, turns: tuple[str, ...], when: str) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", 1)
    assert f": {when} (" in part.headline


def test_all_three_are_those_told_last(assistant: Assistant) -> None:
    part = talk(assistant, "adults referred in 2020", "children", "and age unknown", "waht about 2021, all three")
    assert [row[-1] for row in part.rows] == [6401, 5447, 852]


def test_the_trend_is_of_the_years_told(assistant: Assistant) -> None:
    part = talk(assistant, "DtN reports in 2022", "2023", "2024", "whats the trend")
    assert [row[-1] for row in part.rows] == [4580, 4929, 5598]


AGAIN = [
    (("Police Scotland by quarter in 2023", "put it in a table"), [43, 53, 71, 75]),
    (("referrals in 2022", "2023", "put them both in a table"), [16921, 16990]),
    (("referrals by quarter in 2023", "only UK nationals now"), [1163, 970, 1034, 1139]),
    (("referrals in 2010", "2020", "how many times higher is that?", "and children, same two years"), [191, 5016]),
]


@pytest.mark.parametrize(("turns", "figures"), AGAIN, ids=[" > ".join(turns) for turns, _ in AGAIN])
def test_what_was_told_is_told_again(assistant: Assistant, turns: tuple[str, ...], figures: list[int]) -> None:
    part = talk(assistant, *turns)
    assert [row[-1] for row in part.rows] == figures


UNSAID = [
    ("referrals in Q2 2023", "and the rest of 2023"),
    ("children by the Met in 2023", "what share of Met referrals is that?", "and of police referrals?"),
    ("Albanians in 2023", "Vietnamese", "how many times bigger is the Eritrean one"),
    ("Albanians in 2022", "and Vietnamese in 2023", "the last two together"),
    ("top five nationalities in 2023", "the last two together"),
]


@pytest.mark.parametrize("turns", UNSAID, ids=[" > ".join(turns) for turns in UNSAID])
def test_of_what_was_not_told_there_is_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    part = talk(assistant, *turns)
    assert part.value is None and part.status not in GIVEN
