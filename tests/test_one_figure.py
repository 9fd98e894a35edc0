"""One thing, one figure: alone, in a list, a ranking, a trend or a share, rounded once; stocks, records, superseded
figures.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from given import one

from assistant.answer.model import Part
from assistant.asked.selection import HISTORY, Selection, share
from assistant.period import Span
from assistant.service import Assistant

pytestmark = pytest.mark.slow

PUBLISHED = Path(__file__).resolve().parent / "published"
BACKLOG = {
    "end of March 2025": 14075,
    "end of June 2025": 11645,
    "end of September 2025": 9107,
    "end of December 2025": 5758,
}


def _note(part: Part, name: str) -> str:
    return next((caveat.text for caveat in part.caveats if caveat.id == name), "")


def _printed() -> list[dict[str, str]]:
    with (PUBLISHED / "percentages.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "question",
    ["Vietnamese nationals referred in each quarter of 2023", "average per quarter of Vietnamese nationals in 2023"],
)
def test_quarters_that_do_not_add_up_to_their_year_say_so(assistant: Assistant, question: str) -> None:
    note = _note(one(assistant, question), "revised")
    assert "988" in note and "997" in note  # printed for the year on 6 March 2025; the sum of its quarters


@pytest.mark.parametrize("row", _printed(), ids=lambda row: f"{row['period']} {row['measure']} {row['where']}")
def test_a_share_is_the_percentage_that_the_publisher_prints(assistant: Assistant, row: dict[str, str]) -> None:
    pairs = (pair.split("=") for pair in row["where"].split("|"))
    where = tuple(sorted((dimension, (member,)) for dimension, member in pairs))
    base = (row["base"],) if row["base"] else ()
    query = Selection(
        row["measure"], where, periods=(Span.read(row["period"]),), as_of=row["release"], calculation=share(base)
    )
    found = re.search(r"\((\d+)%\)", assistant.answer(query).headline)
    assert found and found[1] == row["printed"]


def test_a_share_is_rounded_once_and_never_to_nothing(assistant: Assistant) -> None:
    half = one(assistant, "What share of reasonable grounds decisions in Q3 2024 were positive?")
    assert "2,500 of 4,953" in half.headline and "(50%)" in half.headline and half.value == 50.5
    asked = Selection(
        "referrals", (("gender", ("unknown_gender",)),), periods=(Span.read("2023"),), calculation=share()
    )
    least = assistant.answer(asked)
    assert "1 of 17,023" in least.headline and "(less than 1%)" in least.headline and least.value


def test_a_change_is_rounded_once(assistant: Assistant) -> None:
    """17,168 less 5,758 is 66.46 per cent of 17,168: 66.5 to a decimal, and 66 whole."""
    part = one(assistant, "How did the backlog change in the last year?")
    assert "(66%)" in part.headline


def test_a_total_that_is_a_sum_is_not_called_published(assistant: Assistant) -> None:
    summed = assistant.answer(
        Selection("referrals", (("first_responder_type", ("police",)), ("gender", ("female",))),
                  periods=(Span.read("2023"),), calculation=share(("gender",)))
    )  # fmt: skip
    assert "published total" not in summed.reading and "added up" in summed.reading
    assert "share of the published total" in one(assistant, "What share of referrals in 2022 were children?").reading


@pytest.mark.parametrize(
    "question",
    ["cases awaiting a conclusive grounds decision each quarter of 2025", "backlog in the last four quarters"],
)
def test_a_stock_is_shown_at_each_end_and_never_added(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert dict(part.rows) == BACKLOG and part.value is None
    if "each" not in question:
        assert part.status == "partial" and "counted at a date" in (part.missing or "")
    assert "11,547" in _note(part, "revised") and "11,645" in _note(part, "revised")


@pytest.mark.parametrize("question", ["average backlog in 2025", "average quarterly backlog in 2025"])
def test_a_stock_is_never_averaged_and_what_is_held_is_offered(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.status, part.value, part.rows) == ("not_published", None, ())
    assert "averaged over time" in part.headline
    assert all(one(assistant, choice).status == "answered" for choice in part.choices)


def test_the_ends_of_an_averaged_stock_are_told(assistant: Assistant) -> None:
    part = one(assistant, "average backlog in 2025")
    assert all(f"{value:,} at the {end}" in part.headline for end, value in BACKLOG.items())
    assert dict(one(assistant, part.choices[0]).rows) == BACKLOG


def test_a_stock_of_a_year_is_that_of_its_end(assistant: Assistant) -> None:
    assert one(assistant, "backlog in 2025").value == 5758
    years = one(assistant, "cases awaiting a conclusive grounds decision per year")
    assert years.rows == (
        ("end of December 2022", 29275),
        ("end of December 2024", 17168),
        ("end of December 2025", 5758),
    )
    most = one(assistant, "When was the backlog largest?")
    assert most.value == 29275 and "end of December 2022" in most.headline


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many referrals were there in 2023?", 16990),
        ("referrals in 2022 and 2023", 16990),
        ("referrals in 2023 and 2022", 16990),
        ("referrals by year", 16990),
        ("How many UK and Vietnamese nationals were referred in 2023?", 4287),
        ("How many UK and Vietnamese nationals were referred in 2023?", 988),
        ("How many referrals were there in Q3 2024?", 4752),
        ("referrals by quarter in 2024", 4752),
    ],
)
def test_a_figure_is_the_same_alone_in_a_list_and_in_a_trend(assistant: Assistant, question: str, value: int) -> None:
    part = one(assistant, question)
    assert value in [cell for row in part.rows for cell in row]


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("referrals by first responder type in 2023", ("16,990", "17,023")),
        ("Which nationality had most referrals in 2023?", ("4,287", "4,305", "988", "997")),
        ("How did referrals change between 2022 and 2023?", ("16,990", "17,004")),
        ("referrals in the last four quarters", ("23,411", "23,414")),
        ("What share of referrals in 2023 were children?", ("16,990", "17,004")),
    ],
)
def test_figures_of_one_table_say_what_is_answered_alone(
    assistant: Assistant, question: str, both: tuple[str, ...]
) -> None:
    said = _note(one(assistant, question), "revised")
    assert all(figure in said for figure in both), said


def test_every_total_is_the_newest_and_says_that_it_was_revised(assistant: Assistant) -> None:
    revised = 0
    for measure in assistant.lookup.measures:
        for span in assistant.coverage.spans(measure, frozenset()):
            history = assistant.answer(Selection(measure, periods=(span,), calculation=HISTORY))
            values = [row[2] for row in history.rows]
            if len(set(values)) > 1:
                revised += 1
                part = assistant.answer(Selection(measure, periods=(span,)))
                assert part.value == values[-1], (measure, span)
                assert all(f"{value:,}" in _note(part, "revised") for value in values), (measure, span)
    assert revised > 100


@pytest.mark.parametrize(
    ("question", "value", "over", "absent"),
    [
        (
            "In which quarter were negative conclusive grounds decisions highest?",
            1449,
            "2014 to 2023 held",
            "2024 and 2025",
        ),
        ("In which year were referrals of children highest?", 7432, "2009 to 2024 held", "2025"),
        ("In which year were overseas referrals highest?", 8372, "2009 to 2024 held", "2025"),
        ("Which year had the most county lines referrals?", None, "too few for a record", "2021"),
    ],
)
def test_a_record_says_over_what_and_what_could_contradict_it(
    assistant: Assistant, question: str, value: int | None, over: str, absent: str
) -> None:
    part = one(assistant, question)
    assert (part.status, part.value) == ("partial", value)
    assert over in part.headline and (part.missing or "").startswith(absent)
    assert value is not None or "highest" not in part.headline


def test_a_record_of_all_that_is_counted_is_plain(assistant: Assistant) -> None:
    part = one(assistant, "In which year were referrals highest?")
    assert (part.status, part.value) == ("answered", 23411)
    assert "of the 17 years from 2009 to 2025 held" in part.headline


def test_women_are_of_all_ages_unless_their_age_is_said(assistant: Assistant) -> None:
    women = one(assistant, "How many women were referred in 2023?")
    assert women.value == 4088 and "of all ages" in women.headline
    adults = [part for text in women.next_questions for part in assistant.ask(text).parts]
    assert [part.value for part in adults] == [2347, 1508]
    assert "of all ages" not in one(assistant, "How many girls were referred in 2023?").headline
    assert "of all ages" in one(assistant, "How many men and women were referred in 2023?").headline


def test_a_member_that_no_table_lists_is_declined(assistant: Assistant) -> None:
    part = one(assistant, "How many transgender people were referred in 2023?")
    assert (part.status, part.value) == ("not_published", None)


@pytest.mark.parametrize(
    "question", ["non-UK nationals referred in Q4 2023", "referrals in Q4 2023 excluding UK nationals"]
)
def test_a_negation_says_what_becomes_of_the_unknown(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert any("unknown" in caveat.text.casefold() and caveat.kind == "note" for caveat in part.caveats)


def test_time_runs_forwards_whatever_the_order_of_the_words(assistant: Assistant) -> None:
    part = one(assistant, "quarterly referrals in 2023 and 2022")
    assert [row[0] for row in part.rows][::7] == ["January to March 2022", "October to December 2023"]
    assert one(assistant, "How did referrals change between 2023 and 2022?").value == 83


def test_a_cohort_is_of_the_newest_release_and_says_that_it_grows(assistant: Assistant) -> None:
    part = one(assistant, "How many small boat arrivals in 2022 were referred to the NRM?")
    assert (
        part.value == 5649
        and "3,763" in _note(part, "revised")
        and "later releases raise" in _note(part, "boat-cohort")
    )
    by_year = one(assistant, "small boat arrivals with an NRM referral by year")
    assert [row[1] for row in by_year.rows] == [12, 172, 1296, 2877, 5649, 3284, 5382, 8032]
    older = one(assistant, "How many Albanians arrived by small boat in 2022 and were referred?")
    assert older.value == 1952 and "5,649" in _note(older, "boat-superseded")
