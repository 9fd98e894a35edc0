"""Not published, or published and not held here: two sentences, in every front end; and what asks for no figure."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path
from typing import Any

import pytest
from given import one
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from assistant.answer.absent import published_elsewhere
from assistant.asked.old import read
from assistant.claims.check import Checker
from assistant.desk.reply import draft_reply
from assistant.render.email_draft import draft_text
from assistant.render.json_view import part_view
from assistant.render.text import part_text
from assistant.service import Assistant
from assistant.web.http_api import Api

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
COLLECTION = "https://www.gov.uk/government/collections/national-referral-mechanism-statistics"
BULLETIN = "https://www.gov.uk/government/statistics/modern-slavery-nrm-and-dtn-statistics-october-to-december-2025"
# What a quarterly release holds and these tables do not, by kind, with a word that must stand in the sentence.
NOT_HELD = {
    "How many conclusive grounds decisions were there by competent authority in 2023?": "competent authority",
    "How many people were referred in each county in 2023?": "UK county",
    "How many people were referred in Kent in 2023?": "UK county",
    "How many referrals were there in Scotland in 2021?": "Scotland",
    "Which police force of crime recording had most referrals in 2023?": "police force of crime recording",
    "In which countries were people exploited in 2023?": "country of exploitation",
    "How long did conclusive grounds decisions take in 2025?": "time that decisions take",
    "How long had cases awaiting a conclusive grounds decision been waiting at the end of 2024?": "age of cases",
    "What were the reasons for negative reasonable grounds decisions in 2023?": "reasons for negative decisions",
    "How many people were disqualified on grounds of public order in 2025?": "Disqualifications",
    "How many positive reasonable grounds decisions were made in Q1 2024?": "January to March 2024",
    "How many children were referred in Q3 2024?": "July to September 2024",
    "How many Vietnamese women were referred in 2024?": "Vietnamese",
    "How many referrals did each police force make in 2025?": "police",
}
NOT_PUBLISHED = {
    "How many disabled people were referred in 2023?": "disability",
    "How many people were referred in each month of 2023?": "month",
    "How many conclusive grounds decisions were made for UK nationals in 2023?": "nationality",
    "How many referrals were there in 2005?": "2009",
}


@pytest.mark.parametrize("question", NOT_HELD)
def test_what_is_published_and_not_held_is_told_with_where_it_is(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.status, part.reason, part.value, part.rows) == ("not_published", "not_held", None, ())
    assert part.missing and NOT_HELD[question] in part.missing
    assert "not held here" in part.missing and "published in" in part.missing
    assert "is not published" not in part.headline and "are not published" not in part.headline
    assert "https://www.gov.uk/government/" in part.missing
    assert part.choices
    for choice in part.choices:
        assert assistant.ask(choice).parts[0].status in ("answered", "partial"), choice


@pytest.mark.parametrize("question", NOT_PUBLISHED)
def test_what_is_not_published_is_told_so_and_not_sent_elsewhere(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.status, part.reason, part.value) == ("not_published", "not_published", None)
    assert part.missing and NOT_PUBLISHED[question] in part.headline
    assert "not held here" not in part.headline


@pytest.mark.parametrize("period", ["Q1 2026", "Q2 2026", "the first half of 2026"])
def test_after_the_newest_release_its_day_and_the_address_of_later_ones_are_told(
    assistant: Assistant, period: str
) -> None:
    part = one(assistant, f"How many referrals were there in {period}?")
    assert (part.status, part.reason, part.value) == ("not_published", "not_held", None)
    assert f"The newest release held is that of 19 February 2026; later ones are at {COLLECTION}." in str(part.missing)


def test_a_single_later_period_is_told_with_the_release_that_has_it(assistant: Assistant) -> None:
    part = one(assistant, "How many Vietnamese women were referred in 2024?")
    assert "the release of 6 March 2025" in str(part.missing)
    assert "modern-slavery-nrm-and-dtn-statistics-end-of-year-summary-2024" in str(part.missing)


def test_a_partial_answer_tells_where_the_rest_is_published(assistant: Assistant) -> None:
    part = one(assistant, "How many positive reasonable grounds decisions were made in 2024?")
    assert part.status == "partial" and part.missing
    assert "not held here" in part.missing and COLLECTION in part.missing and "not published" not in part.missing


def test_the_reason_is_given_of_refusals_alone(assistant: Assistant) -> None:
    for question in (
        "How many referrals were there in 2023?",
        "How many decisions were made in 2022?",
        "tell me a joke",
    ):
        assert one(assistant, question).reason is None


def test_both_sentences_stand_in_text_json_http_and_a_letter(assistant: Assistant) -> None:
    held, unpublished = (
        "How many people were referred in each county in 2023?",
        "How many disabled people were referred in 2023?",
    )
    with TestClient(Starlette(routes=Api(assistant).routes())) as client:
        for question, reason, said in (
            (held, "not_held", "not held here"),
            (unpublished, "not_published", "not published"),
        ):
            part = one(assistant, question)
            assert part_view(part)["reason"] == reason
            assert said in " ".join(part_text(part).split())
            assert client.get("/api/ask", params={"q": question}).json()["parts"][0]["reason"] == reason
            title = {"not_held": "Not available here", "not_published": "Not published"}[reason]
            assert title in client.get("/api/answer.html", params={"q": question}).text
            letter = " ".join(draft_text(draft_reply(assistant, question.encode())).split())
            assert said in letter
        schema = client.get("/api/openapi.json").json()["components"]["schemas"]["PartView"]["properties"]["reason"]
        assert {"not_published", "not_held"} <= set(str(schema).replace("'", " ").replace(",", " ").split())


def test_a_tool_of_a_language_model_is_told_the_reason(assistant: Assistant) -> None:
    mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")
    from assistant.web.mcp_server import server

    async def ask() -> Any:
        async with mcp.Client(server(assistant)) as client:
            return await client.call_tool(
                "answer_question", {"question": "How many people were referred in each county in 2023?"}
            )

    result = asyncio.run(ask())
    assert result.structured_content["parts"][0]["reason"] == "not_held"
    assert COLLECTION in result.content[0].text


def test_a_claim_on_what_is_not_held_is_not_told_to_be_unpublished(assistant: Assistant) -> None:
    checked = Checker(assistant).check("Some 100 people were referred in Kent in 2023.")
    said = " ".join(a.explanation for a in checked.assertions)
    assert checked.assertions[0].verdict == "cannot_check" and checked.assertions[0].published is None
    assert "not held here" in said and "not published" not in said


def test_browse_lists_what_is_published_and_not_held() -> None:
    app = AppTest.from_file(str(ROOT / "assistant" / "web" / "app.py"), default_timeout=60).run()
    app.switch_page("app_pages/browse.py").run()
    assert "Published elsewhere" in [header.value for header in app.header]
    said = " ".join(text.value for text in app.markdown)
    for kind in ("UK county", "country of exploitation", "reasons for negative decisions", "competent authority"):
        assert kind in said


def test_everything_published_and_not_held_is_said_in_a_sentence_with_an_address(assistant: Assistant) -> None:
    for sentence in published_elsewhere(assistant.lookup):
        assert sentence.endswith("not held here.") and "https://www.gov.uk/government/collections/" in sentence


# Printed figures, as reports of a release gave them. Expected values: the reports named in data/.
PRINTED = {
    "How many children were referred in 2024?": 5999,
    "How many referrals were there in Scotland in 2019?": 512,
    "How many people were referred for labour exploitation in Scotland in 2019?": 305,
    "How many Vietnamese nationals were referred in Scotland in 2019?": 214,
    "How many referrals were there in Northern Ireland in 2020?": 128,
    "How many cases were awaiting a conclusive grounds decision at the end of 2022?": 29275,
    "How many county lines referrals were there in 2020?": 1544,
    "How many women were referred in 2013?": 1122,
}


@pytest.mark.parametrize("question", PRINTED)
def test_a_figure_seen_in_a_report_is_answered_and_said_to_be_reported(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.status, part.value, part.origin) == ("answered", PRINTED[question], "published")
    assert part.sources[0].quoted_by == "reported"
    assert "reported-figure" in [caveat.id for caveat in part.caveats]


def test_printed_parts_of_scotland_in_2019_add_to_its_total() -> None:
    with (ROOT / "data" / "nrm-2019-annual" / "key_figures.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["uk_nation"] == "scotland" and row["period"] == "2019"]
    types = [int(r["value"]) for r in rows if r["exploitation"] != "total" and r["age"] == r["gender"] == "total"]
    people = [int(r["value"]) for r in rows if r["exploitation"] == "total" and "total" not in (r["age"], r["gender"])]
    assert sum(types) == sum(people) == 512


def test_nations_are_ranked_only_where_all_four_are_held(assistant: Assistant) -> None:
    assert one(assistant, "Which UK nation had the most referrals in 2019?").value is None
    assert one(assistant, "Which UK nation had the most referrals in 2019?").reason == "not_held"
    assert "England (6,462)" in one(assistant, "Which UK nation had the most referrals in 2018?").headline


# Printed percentages and numbers of days

AS_PRINTED = {
    "What share of reasonable grounds decisions were positive in 2024?": (53, "per cent"),
    "What percentage of conclusive grounds decisions were positive in Q3 2025?": (68, "per cent"),
    "How many disqualification requests were there in Q3 2025?": (112, "requests"),
    "What share of conclusive grounds decisions were positive in Q1 2024?": (48, "per cent"),
}


@pytest.mark.parametrize("question", AS_PRINTED)
def test_a_printed_percentage_is_given_as_printed(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.value, part.unit, part.origin, part.chart) == (*AS_PRINTED[question], "published", None)
    reported = "reported-figure" in [caveat.id for caveat in part.caveats]
    assert ("as reported by" if reported else "as printed in") in part.headline
    assert "of the release of " in part.headline or "in the release of " in part.headline
    assert "printed-figure" in [caveat.id for caveat in part.caveats]


@pytest.mark.parametrize(
    "question",
    [
        "How long did conclusive grounds decisions take in 2025?",
        "How long did reasonable grounds decisions take for children in 2023?",
        "mean time to a conclusive grounds decision in 2024",
        "What was the total time to a conclusive grounds decision in 2023 and 2024?",
        "Average time to a conclusive grounds decision by year",
        "What was the ratio of the time to a conclusive grounds decision to referrals in 2024?",
        "How did the average age of waiting cases change from Q2 2025 to Q3 2025?",  # of two releases
        "What was the average number of days from referral to a conclusive grounds decision in 2023?",  # from when?
        "What was the average time from reasonable grounds to conclusive grounds in 2024?",
        "How many conclusive grounds decisions took over a year in 2024?",
        "What was the average share of positive reasonable grounds decisions in Q1 and Q2 2024?",
        "How many disqualification requests were there in 2025?",
    ],
)
def test_nothing_is_computed_from_a_printed_percentage_or_number_of_days(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.status, part.value, part.rows) == ("not_published", None, ())


@pytest.mark.parametrize(
    ("question", "days"),
    [
        (
            "How long did conclusive grounds decisions take compared with reasonable grounds decisions in 2023?",
            [526, 23],
        ),
        ("By what percentage did the time to a conclusive grounds decision rise between 2023 and 2024?", [637, 526]),
    ],
)
def test_two_printed_figures_are_told_side_by_side_and_not_compared(
    assistant: Assistant, question: str, days: list[int]
) -> None:
    part = one(assistant, question)
    assert (part.status, part.value) == ("partial", None) and [row[-1] for row in part.rows] == days
    assert "given as printed" in (part.missing or "")


@pytest.mark.parametrize(
    "shape", ["s=change&p=2023,2024", "s=series&by=quarter&p=2024", "s=breakdown&by=year&p=2023..2024", "p=2025"]
)
def test_a_link_cannot_compute_with_them_either(assistant: Assistant, shape: str) -> None:
    days = () if shape.startswith("s=change") else ("days_to_cg",)  # which lie so many days apart
    for measure in ("rg_positive_share", "disqualification_requests", *days):
        part = assistant.answer(read(f"m={measure}&{shape}"))
        assert part.value is None and part.rows == ()


def test_counts_go_before_a_printed_share(assistant: Assistant) -> None:
    assert (
        "8,319 of 15,247"
        in one(assistant, "What share of reasonable grounds decisions were positive in 2023?").headline
    )


def test_members_side_by_side_are_of_the_same_periods(assistant: Assistant) -> None:
    part = one(assistant, "referrals of adults and children each year from 2020 to 2024")
    assert part.status == "partial" and "2024 is not held here" in str(part.missing)
    assert not any(5999 in row for row in part.rows)
    assert "48,131" in one(assistant, "adults vs children since 2014").headline


# What asks for no figure

ASKS_NONE = {
    "What assessment has been made of the effectiveness of the modern slavery strategy?": "assessment",
    "What steps is the government taking to support victims of trafficking?": "policy",
    "To ask the Secretary of State for the Home Department, what discussions he has had on child criminal "
    "exploitation.": "policy",
    "To ask the Secretary of State, what assessment she has made of the role of nail bar owners in the trafficking "
    "of Vietnamese children.": "assessment",
    "Why do so many Albanian women refuse to speak to the police?": "reason",
    "What is the cost of the NRM?": "costs",
    "What happened to the case of my client John Smith?": "individual cases",
    "What is known about forced labour in car washes?": "account",
    "Do police forces record their referrals?": "not how many",
    "Should the government repeal the Modern Slavery Act?": "policy",
}


@pytest.mark.parametrize("question", ASKS_NONE)
def test_what_asks_for_no_figure_is_told_its_kind_and_the_nearest_figures(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.status, part.value, part.rows) == ("not_published", None, ())
    assert ASKS_NONE[question] in part.headline and "a word I know" not in part.headline
    assert BULLETIN in part.headline
    assert 1 <= len(part.choices) <= 3
    for choice in part.choices:
        assert assistant.ask(choice).parts[0].status == "answered", choice


def test_the_figures_offered_are_of_what_the_question_names(assistant: Assistant) -> None:
    part = one(assistant, "What assessment has been made of the exploitation of Vietnamese children?")
    assert any("Vietnamese children" in choice for choice in part.choices)


@pytest.mark.parametrize(
    "question",
    [
        "What assessment has been made of the number of children referred in 2023?",
        "What steps are being taken to reduce the number of referrals, which stood at how many in 2023?",
    ],
)
def test_a_wrapper_round_a_count_still_asks_for_the_count(assistant: Assistant, question: str) -> None:
    assert "tables of counts do not hold" not in assistant.ask(question).parts[0].headline


def test_what_is_outside_stays_outside_however_it_is_asked(assistant: Assistant) -> None:
    assert one(assistant, "What steps is the government taking to fix potholes?").status == "out_of_scope"


@pytest.mark.parametrize("question", ["modern slavery statistics", "human trafficking statistics UK", "NRM statistics"])
def test_a_bare_topic_is_an_overview(assistant: Assistant, question: str) -> None:
    part = one(assistant, question)
    assert (part.status, part.kind, part.value) == ("answered", "catalogue", None)
    for said in ("23,411", "19,125", "UK (4,441)", "reasonable grounds decisions", "19 February 2026"):
        assert said in part.headline
    assert part.sources and part.choices
    for choice in part.choices:
        assert assistant.ask(choice).parts[0].status == "answered", choice


def test_an_overview_of_children_is_of_children(assistant: Assistant) -> None:
    part = one(assistant, "child trafficking uk")
    assert part.kind == "catalogue" and "UK nationals" not in part.headline
    assert "5,999" in part.headline and "7,432" in part.headline and "UK (3,354)" in part.headline


@pytest.mark.parametrize("greeting", ["hello", "help", "Hi!", "what can I ask?"])
def test_a_greeting_is_answered_with_what_can_be_asked(assistant: Assistant, greeting: str) -> None:
    part = one(assistant, greeting)
    assert (part.status, part.value) == ("clarify", None)
    assert part.choices and "outside" not in part.headline


def test_tables_of_several_publishers_are_not_said_to_be_of_one(assistant: Assistant) -> None:
    (part,) = assistant.ask("What is held?").parts
    assert "Published by the Home Office and the Office for National Statistics" in part.headline
