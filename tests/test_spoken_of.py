"""What was spoken of before, and what only leads in: figures are those of the published tables and bulletins."""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

FIVE = "Which five nationalities had the most referrals in 2023?"
FORCE = "Which police force made the most referrals in 2023?"
TALKS = [
    (("Which nationality had the most referrals in Q4 2023?", "and the second?", "how many of them were kids?"), 142),
    ((FORCE, "how many of those were for criminal exploitation?"), 307),
    ((FIVE, "just the first one, how many were children?"), 3354),
    (("Which first responder referred most in Q4 2023?", "how many?", "and the year before?"), 1193),
    (("Which quarter of 2023 had the most referrals?", "how many of those were children?"), 1894),
    (("How many Vietnamese children were referred in Q4 2023?", "all ages"), 268),
    (
        (
            "How many referrals in Q4 2025?",
            "how many from the UK?",
            "as a %?",
            "total for the same quarter a year before?",
        ),
        5538,
    ),
    (("How many British nationals were referred in 2023?", "what share of the total did they make up?"), 25.2),
    (("How many referrals did the Met make in Q4 2023?", "what about Essex?"), 60),
    (("How many referrals came from the police in Q3 2023?", "NGOs?"), 210),
    (("How many referrals in Q4 2025?", "and in the same quarter of 2022?"), 4413),
    (
        (
            "How many referrals in Q4 2025?",
            "by what percentage did it change compared with the same three months of 2024?",
        ),
        8.7,
    ),
    (("How many cases were awaiting a decision as at 30 September 2025?", "and at 31 December 2025?"), 5758),
]


@pytest.mark.parametrize(("turns", "value"), TALKS, ids=[" > ".join(turns) for turns, _ in TALKS])
def test_a_turn_knows_whom_an_answer_named(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


ALONE = [
    "how has it changed over the past year",
    "how many of them were women in 2023?",
    "How many referrals were there on 31 December 2023?",
]


@pytest.mark.parametrize("text", ALONE)
def test_what_nobody_has_spoken_of_has_no_figure(assistant: Assistant, text: str) -> None:
    assert all(
        (part.value is None and part.status not in GIVEN) or part.kind != "figure" for part in assistant.ask(text).parts
    )


LED = [
    ("Based on your statistics for 2023, how many children were referred?", [7432]),
    ("According to your end of year summary 2024, how many children were referred?", [5999]),
    ("Pursuant to the Answer of 12 March 2024 to Question 17612, how many positive conclusive grounds decisions were made in 2023?", [6528]),
    ("How many were exploited in the UK only, overseas only and both in 2023?", [8377, 6163, 2464]),
    ("For the six month period January to June 2023 please provide the number of referrals.", [8731]),
    ("How many of the 2023 referrals came in between October and December?", [4134]),
    ("How many and what proportion of referrals were for (a) adults and (b) children in 2023?", [8622, 50.7, 7432, 43.7]),
    ("Rank the charities by number of referrals in Q4 2023", [98, 80, 12]),
    ("How many reasonable grounds decisions were made in (a) 2021 and (b) 2023; and what proportion of those were positive?", [90.5, 54.6]),
    ("Number of people referred and the number who got a positive conclusive grounds decision in each year from 2022 to 2023", [16921, 16990, 6528]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), LED, ids=[text for text, _ in LED])
def test_what_leads_in_dates_a_question_or_says_nothing(assistant: Assistant, text: str, values: list[float]) -> None:
    parts = assistant.ask(text).parts
    assert {part.status for part in parts} == {"answered"}, [part.headline for part in parts]
    found = [cell for part in parts for row in part.rows for cell in row] + [part.value for part in parts]
    assert [value for value in values if value not in found] == []


def test_a_record_is_one_of_all_the_periods_held(assistant: Assistant) -> None:
    assert talk(assistant, "How many referrals in Q4 2025?", "is that a record?").headline.startswith("No.")
    assert talk(assistant, "How many referrals in 2025?", "is that a record?").headline.startswith("Yes.")


def test_what_a_report_gives_is_told_with_whose_report_it_is_and_its_address(assistant: Assistant) -> None:
    (part,) = assistant.ask("How many days on average did a conclusive grounds decision take in 2024?").parts
    assert (part.status, part.value, part.unit, part.chart) == ("answered", 637, "days", None)
    assert "as reported by medaille-trust.org.uk of the release of 6 March 2025" in part.headline
    assert part.sources[0].url.startswith("https://www.medaille-trust.org.uk/")
    assert {"reported-figure", "average-of-days"} <= {caveat.id for caveat in part.caveats}
    then = talk(assistant, "How long did conclusive grounds decisions take in 2024?", "And in 2023?")
    assert then.value == 526
    assert talk(assistant, "How many reasonable grounds decisions in 2023?", "How long did they take?").value == 23


WHY = [
    ("Why did referrals rise in 2023?", "nrm-2023-annual", [16921, 17004]),
    ("Why did referrals go up between 2021 and 2022?", "", [12700, 16921]),
    ("What explains the increase in Duty to Notify reports in 2023?", "", [4580, 4929]),
]


@pytest.mark.parametrize(("text", "release", "values"), WHY, ids=[text for text, _, _ in WHY])
def test_a_reason_is_asked_of_the_change_and_of_no_sum(
    assistant: Assistant, text: str, release: str, values: list[int]
) -> None:
    (part,) = assistant.ask(text, as_of=release).parts
    assert part.kind == "change" and "do not show causes" in part.headline
    assert all(f"{value:,}" in part.headline for value in values), part.headline


def test_what_is_comparable_is_told_of_the_release_that_was_named(assistant: Assistant) -> None:
    (part,) = assistant.ask("Are referrals in 2018 and 2023 comparable?", as_of="nrm-2023-annual").parts
    assert "17,004" in part.headline and "16,990" not in part.headline


def test_the_words_that_date_a_question_are_among_those_that_are_used(assistant: Assistant) -> None:
    (part,) = assistant.ask("Based on your statistics for 2023, how many children were referred?").parts
    assert "2023" in part.words.used and part.words.not_understood == ()


@pytest.mark.parametrize(
    "text",
    [
        "how many were children",
        "and how many of the 2022 ones were Albanian?",
        "what share were women",
        "how many came from Vietnam?",
        "and how many were boys in 2023?",
    ],
)
def test_what_leans_on_nothing_has_no_figure(assistant: Assistant, text: str) -> None:
    part = assistant.ask(text).parts[0]
    assert part.value is None and part.status not in GIVEN
    assert part.choices


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        (("DtN reports in 2024", "and 2025", "back to referrals - same two years"), [19125, 23411]),
        (("referrals in 2021 and 2022", "DtN reports in those two years"), [3193, 4580]),
        (("referrals q1 and q2 2024", "reasonable grounds decisions in the same year"), [20090]),
    ],
)
def test_both_times_that_were_spoken_of(assistant: Assistant, turns: tuple[str, ...], values: list[int]) -> None:
    assert [row[-1] for row in talk(assistant, *turns).rows] == values


@pytest.mark.parametrize("text", ["referrals in the same two years", "referrals over those years"])
def test_two_times_are_not_one(assistant: Assistant, text: str) -> None:
    assert talk(assistant, "DtN reports in 2025", text).status not in GIVEN


KENT = "UK children referred by Kent Police in 2023"
MENDED = [
    (("How many Brits were referred in Q4 2023?", "just the boys", "thanks, and Albanian boys?"), 132),
    (("UK children referred by West Yorkshire Police in 2023", "now Greater Manchester Police, all ages and nationalities"), 185),
    (("girls referred for sexual exploitation in Q3 2023", "and males of any age, same quarter"), 57),
    (("women referred by the Salvation Army in 2023", "what about Migrant Help, men and women together"), 281),
    (("Romanian referrals in Q1 2023", "Bulgarians?", "both together"), 94),
    (("Romanian referrals in Q1 2023", "Bulgarians?", "the sum of the two"), 94),
    (("boys referred in 2023", "girls", "put together"), 5935 + 1508),
    (("Gender split of referrals in 2023?", "females as a % of the total"), 24.0),
    (("Gender split of referrals in 2023?", "females as a % of the total", "and in 2021", "just the number"), 2923),
    (("NRM referrals in Scotland in 2019", "of which Vietnamese?", "and the Scotland total for 2018"), 228),
    ((KENT, "the Kent Police total"), 74),
    (("Referrals in Q3 2023?", "has the 2022 annual total been changed as well"), 16921),
    (("referrals for adults and children in 2023", "drop the children"), 8622),
    (("What percentage of reasonable grounds decisions were positive in 2022?", "why has it dropped since then?", "Q4 2025"), 62.2),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "value"), MENDED, ids=[" > ".join(turns) for turns, _ in MENDED])
def test_all_that_a_turn_says_is_done(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert talk(assistant, *turns).value == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize(
    "turns",
    [
        ("women referred in 2023", "children", "both together"),
        ("DtN reports in 2023", "and referrals", "combined"),
        ("referrals in Q1 2023", "and Q3?", "the two combined"),
    ],
)
def test_what_may_overlap_is_not_added(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).status not in GIVEN


def test_a_table_over_time_becomes_one_of_shares(assistant: Assistant) -> None:
    turns = ("RG decisions by year, 2019 to 2023", "positive only", "as a % of all RG decisions")
    assert [row[-1] for row in talk(assistant, *turns).rows] == pytest.approx([90.4, 92.3, 90.5, 88.5, 54.6], abs=0.06)


FORCES = ("Referrals by the Met in 2023", "and Essex", "and Kent")
SERIES = [
    ((*FORCES, "which of those is the biggest"), 670),
    (("Albanians in 2023", "Vietnamese", "which of them is lowest"), 988),
    (("Albanian referrals in Q1 2023", "Q2", "Q3", "all three together"), 1452 + 993 + 808),
    (("DtN reports in 2024", "and 2025", "both years together"), 5598 + 7130),
    (("positive RG decisions for children in 2023", "negative ones", "so what's the total"), 4610 + 1631),
    (("referrals of Romanian women in 2023", "what's that as a share of all Romanians", "and of all women"), 3.6),
    (("charities 2023", "medaille trust?", "share of charities"), 5.8),
    (("How many women were referred in Q4 2023", "same quarter 2022"), 964),
    (("referrals in 2023", "excluding the UK", "and excluding Albania too"), 8663),
]


@pytest.mark.parametrize(("turns", "value"), SERIES, ids=[" > ".join(turns) for turns, _ in SERIES])
def test_figures_told_one_after_the_other_are_remembered(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    assert talk(assistant, *turns).value == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize(
    "turns",
    [
        (*FORCES, "and Surrey", "and Sussex", "and Cumbria", "which of those is the biggest"),
        ("Albanians in 2023", "which of those was highest"),
        ("girls referred in 2023", "no, I meant boys", "both years together"),
    ],
)
def test_what_is_not_remembered_is_not_guessed(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).status not in GIVEN


LOCAL = "How many boys were referred by local authorities in 2023?"
ASKED = [
    (("positive conclusive grounds decisions in 2023", "and how many were refused in 2023?"), 3297),
    (("labour exploitation referrals 2023", "including where it is combined with other types"), 8128),
    (("Vietnamese boys referred in 2023", "Criminal exploitation only", "ok and UK boys, same thing"), 2196),
    (("referrals last quarter", "how many positive CG decisions that last quarter (Q4 2025)"), 5406),
    (("Duty to notify 2022", "how many more than 2021"), 4580 - 3193),
    ((LOCAL, "and by police", "any first responder"), 5935),
]


@pytest.mark.parametrize(("turns", "value"), ASKED, ids=[" > ".join(turns) for turns, _ in ASKED])
def test_a_turn_is_of_what_was_counted(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert talk(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_whom_a_turn_leaves_out_stays_left_out(assistant: Assistant) -> None:
    part = talk(assistant, "British nationals 2023", "without children", "men only")
    assert part.value == 670 and "not aged 17 or under" in part.reading


def test_a_count_named_again_at_another_time_may_be_all_of_it(assistant: Assistant) -> None:
    part = talk(assistant, "Referrals of Albanians in 2022", "2023 referrals?")
    assert part.status == "clarify" and len(part.choices) == 2


TURNED = [
    (("police referrals in 2023", "not police, local authorities"), 3955),
    (("girls referred in 2023", "not girls, boys"), 5935),
    (("Iranians referred in 2023", "Iraqis", "Afghans", "combined"), 324 + 191 + 312),
    (("nationalities with at least 500 referrals in 2023", "at least 100", "how many of those are there"), 20),
]


@pytest.mark.parametrize(("turns", "value"), TURNED, ids=[" > ".join(turns) for turns, _ in TURNED])
def test_what_a_turn_says_stands_for_what_was_told(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    assert talk(assistant, *turns).value == value


@pytest.mark.parametrize(
    "turns",
    [
        ("how many children did they refer in 2023",),
        ("referrals in 2023", "how many did they refer"),
        ("Albanians referred in 2023", "not the UK, Vietnam"),
        ("Albanians referred in 2023", "Vietnamese", "which share is higher"),
        ("Albanians referred in 2023", "what's an adult?"),
    ],
)
def test_what_is_not_known_of_a_turn_gives_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).value is None


def test_a_meaning_is_asked_between_figures(assistant: Assistant) -> None:
    turns = ("Albanian referrals 2023", "what are dual nationals?")
    assert talk(assistant, *turns).kind == "definition"
    assert talk(assistant, *turns, "and British ones?").value == 4287


def test_another_base_of_a_comparison_takes_the_place_of_the_first(assistant: Assistant) -> None:
    part = talk(assistant, "positive CG decisions 2023", "is that higher than 2022", "and 2021")
    assert "6,528" in part.headline and "2,596" in part.headline


SINCE = [
    (("referrals in 2019", "how much have they gone up since then"), 23411 - 10606),
    (("cases awaiting a conclusive grounds decision at the end of 2022", "how much has it fallen since then"), 5758 - 29275),
    (("share of children in referrals 2020", "how has it changed since 2020"), 31.4 - 47.4),
    (("referrals in Q1 2023", "for the half year"), 8731),
    (("UK boys referred for criminal exploitation in 2023", "as a % of UK boys", "as % of all boys"), 37.0),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "value"), SINCE, ids=[" > ".join(turns) for turns, _ in SINCE])
def test_from_then_to_now(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert talk(assistant, *turns).value == pytest.approx(value, abs=0.06)


def test_half_is_no_share_that_is_asked_for(assistant: Assistant) -> None:
    assert talk(assistant, "referrals in Q1 2023", "is that half").value is None


BOTH = [
    (("women from Vietnam referred in 2023", "from China", "both countries together"), 302 + 158),
    (("Referrals by Kent Police in 2023", "Essex Police", "both forces together"), 74 + 171),
]


@pytest.mark.parametrize(("turns", "value"), BOTH, ids=[" > ".join(turns) for turns, _ in BOTH])
def test_both_of_a_kind_are_the_two_that_were_told(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    assert talk(assistant, *turns).value == value


@pytest.mark.parametrize(
    "turns",
    [
        ("women from Vietnam referred in 2023", "both countries together"),
        ("positive CG decisions 2021", "same for 2022 and 2023", "total across the three"),
        ("negative RG decisions in Q4 2022", "% of those negative"),
    ],
)
def test_more_than_was_told_is_not_made_up(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).value is None


CHANGED = [
    (("By how much did referrals rise in 2023?", "and in 2022?"), 4221),
    (("By how much did referrals rise in 2023?", "and in 2022?", "2021"), 2118),
    (("Percentage change in referrals between 2022 and 2023?", "and between 2021 and 2022?"), 33.2),
    (("By how much did referrals rise in 2023?", "and adults in 2022"), 2447),
    (("By how much did referrals rise in 2023?", "and Duty to Notify reports in 2022"), 1387),
    (("By how much have referrals risen since 2019?", "and since 2021?"), 10711),
    (("By how much did the share of children change from 2022 to 2023?", "and in 2020?"), 4.5),
    (("How many referrals in 2023?", "how does that compare with 2022?", "and 2021?"), 4304),
    (("By how much did referrals rise in 2023?", "what was it in 2022?"), 16921),
    (("Did referrals rise in 2023?", "what was it in 2022?"), 16921),
    (("How many referrals in 2025?", "is that a record?", "how much higher than 2024?"), 4286),
    (("How many referrals in 2025?", "how does that compare with 2024?", "just the last quarter of 2025"), 6021),
    (("What share of reasonable grounds decisions in Q3 2025 were positive?", "and for conclusive grounds"), 68),
    (("What share of reasonable grounds decisions in 2022 were positive?", "and conclusive grounds in 2023"), 66.4),
    (("What share of referrals in Q4 2025 were Eritrean?", "and the UK ones?"), 21.9),
    (("Children referred by Immigration Enforcement in 2023", "GLAA, everyone?"), 13),
    (("Adult men referred for labour exploitation in 2023", "labour exploitation in 2024, everyone"), 6153),
    (("Children in Q1 2023", "Q2?", "total for the first half of 2023"), 3639),
    (("Referrals by the police in 2023", "in the last quarter of that"), 995),
    (("Referrals by the police in 2023", "the first three months of it"), 1043),
    (("Referrals by the police in 2023", "Kent?"), 74),
    (("Do you have girls for Q2 2025?",), 351),
    (("What share of police referrals in 2023 were children?", "and among council referrals"), 91.3),
    (("By how much did police referrals rise between Q3 and Q4 2023?", "and council referrals?"), 54),
    (("By how much did the share of children change from 2022 to 2023?", "and adults?"), -1.6),
    (("How many more men than women were referred in 2023?", "children"), 5935 - 1508),
    (("Albanians referred in 2023", "compared with Vietnamese", "and Eritreans"), 4055 - 897),
    (("Vietnamese boys referred in 2023", "only girls"), 105),
    (("Boys referred by Kent Police in 2023", "as a share of theirs"), 27.0),
    (("Women referred by Kent Police in 2023", "what share of theirs is that", "and Essex", "everyone"), 171),
    (("Share of children among referrals in 2019", "which year was highest?", "and of adults"), 74.4),
    (("How many children in 2022?", "what share is that, in per cent?"), 41.4),
    (("Vietnamese girls referred in 2023", "all Vietnamese"), 988),
    (("Albanian women referred in 2023", "all women"), 4088),
    (("Share of referrals by NGOs in 2023", "in numbers"), 878),
    (("Albanian Duty to Notify reports in 2023", "Oct-Dec only"), 105),
    (("Positive reasonable grounds decisions in Q4 2023", "and in the quarter before that?"), 1956),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "value"), CHANGED, ids=[" > ".join(turns) for turns, _ in CHANGED])
def test_what_was_worked_out_is_gone_on_with(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert talk(assistant, *turns).value == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize(
    ("turns", "headline"),
    [
        (("Did referrals rise in 2023?", "and in 2022?"), "Yes. There were 16,921 referrals in 2022 and 12,700"),
        (("How many referrals in 2025?", "is that a record?", "and 2024?"), "No. The number of referrals in 2024"),
        (
            ("Were there more children than adults referred in 2023?", "2020?"),
            "No. There were 5,016 referrals of children and 5,071 referrals of adults in 2020",
        ),
        (
            ("Referrals by Kent Police in 2023", "more than Essex?", "and the Met?"),
            "No. There were 74 referrals by Kent Police and 670",
        ),
    ],
)
def test_whether_it_was_so_is_asked_again(assistant: Assistant, turns: tuple[str, ...], headline: str) -> None:
    assert talk(assistant, *turns).headline.startswith(headline)


NEXT = [
    (("Adults referred by the Met in 2023", "which force had most after them? all ages"), "Police Scotland (242)"),
    (("Referrals by West Yorkshire Police in 2023", "which force made the most after that?"), "Greater Manchester"),
    (("Vietnamese nationals referred in 2023", "which nationality was next?", "who came after that?"), "Eritrean"),
    (("Albanian adults in 2023", "children", "who came third overall that year?"), "Vietnamese nationals (997)"),
    (("Adults referred by the Met in 2023", "which force had the most overall?"), "Metropolitan Police Service (670)"),
]


@pytest.mark.parametrize(("turns", "name"), NEXT, ids=[" > ".join(turns) for turns, _ in NEXT])
def test_who_comes_next_is_next_to_whom_was_spoken_of(assistant: Assistant, turns: tuple[str, ...], name: str) -> None:
    assert name in talk(assistant, *turns).headline


@pytest.mark.parametrize(
    "turns",
    [
        ("Public order disqualification requests in Q3 2025", "how many of those were granted?"),
        ("Duty to Notify reports in 2023", "of those, how many were processed?"),
        ("Of the referrals in 2023, how many were granted?",),
        ("How many referrals did it get in 2023?",),
        ("When was the conclusive grounds backlog at its highest?", "and in 2023?"),
    ],
)
def test_what_parts_a_count_is_not_passed_over(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns).value is None


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        (("How many CG decisions in 2023?", "how many were positive and how many were for children?"), [6528, 3822]),
        (("CG decisions in 2023, how many positive and how many for children?",), [6528, 3822]),
        (
            ("CG decisions in 2023", "of those, the number that were positive and the number for adults"),
            [6528, 5448],
        ),
        (("How many referrals were made by the police in 2023, and how many were for children?",), [3946, 1600]),
    ],
)
def test_what_is_asked_side_by_side_is_of_those_spoken_of(
    assistant: Assistant, turns: tuple[str, ...], values: list[int]
) -> None:
    before = None
    for text in turns:
        parts = assistant.ask(text, before=before).parts
        before = assistant.following(parts[-1])
    assert [part.value for part in parts] == values
