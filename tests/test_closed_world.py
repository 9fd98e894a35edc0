"""Every word with a meaning is answered or forbids the figure: the right value of the published tables, or none at all.

Each question has the values of which one must stand in an answer; an empty list says that no figure may be given.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answer.model import Answer
from assistant.claims.check import Checker
from assistant.cli import main
from assistant.desk.reply import draft_reply
from assistant.service import Assistant

FIGURES = ("answered", "partial")
Values = list[float]

NEGATION: list[tuple[str, Values]] = [
    ("referrals not from police or local authorities in 2023", [9122]),
    ("referrals not made by the Home Office or NGOs in 2023", [7927]),
    ("referrals that did not involve sexual exploitation 2023", [14230]),
    ("How many referrals in 2023 did not involve criminal exploitation at all?", [9872]),
    ("children not exploited in the UK in 2023", [2147]),
    ("referrals not from the UK or Albania in 2023", [8663]),
    ("How many referrals in 2023 other than the top three nationalities?", [7666, 7684]),
    ("Excluding the top nationality, how many referrals in 2023?", [12718, 12736]),
    ("How many referrals in 2023 were from neither the police nor local authorities?", [9122]),
    ("How many referrals in 2023 unless they were from the police?", []),
    ("referrals with the exception of the police in 2023", [13077]),
    ("referrals bar the police in 2023", [13077]),
]
LISTS: list[tuple[str, Values]] = [
    ("(a) labour and (b) criminal exploitation in 2023", [4657, 4725]),
    ("How many referrals in 2023 for (a) sexual, (b) labour and (c) domestic servitude?", [1679, 4657, 301]),
    ("criminal, labour and sexual referrals Q3 2023", [1088, 1185, 397]),
    ("men, women, boys and girls referred in Q4 2023", [1396]),
]
SHARES: list[tuple[str, Values]] = [
    ("What proportion of police referrals in 2023 concerned children?", [40.5]),
    ("percentage of referrals of women in 2023 related to sexual exploitation", [36.0]),
    ("What proportion of Salvation Army referrals in 2023 covered women?", [35.4]),
    ("What proportion of child referrals in 2022 happened overseas?", [29.6]),
    ("percentage positive by age, reasonable grounds 2023", [73.9]),
    ("proportion of females in each exploitation type 2023", [87.6]),
    ("male share by nationality 2023", [85.5]),
    ("Of Albanians who came by small boat in 2022, what share had an NRM referral?", [15.4]),
    ("What percentage of small boat arrivals from Albania in 2022 had an NRM referral?", [15.4]),
]
COMPOSED: list[tuple[str, Values]] = [
    ("In which year was the share of positive conclusive grounds decisions highest?", [91.4]),
    ("In which year was the share of children among referrals highest?", [47.4]),
    ("What was the percentage point change in the share of children from 2019 to 2023?", [0.8]),
    ("What was the difference between the highest and lowest quarter of 2023 for referrals?", [745]),
    ("gap between the highest and the lowest year for referrals", [22859]),
    ("What was the second largest rise in referrals year on year?", [4221]),
    ("What was the cumulative number of referrals by quarter in 2023?", [8731]),
    ("running total of referrals by quarter in 2023", [8731]),
    ("What share of the rise in referrals from 2018 to 2019 was due to children?", [39.1]),
    ("What is the difference between rg and cg decisions in 2022?", [10595]),
    ("How many more referrals than DtN reports in 2023?", [12061, 12075]),
    ("referrals per positive reasonable grounds decision in 2023", [2.0]),
    ("What was the average number of referrals per police force in 2023?", [85.6]),
    ("referrals per month in 2023", []),
    ("Which was the fastest growing nationality in 2023?", []),
    ("gap between boys and girls over time", []),
    ("By what percentage did the gap between boys and girls grow from 2022 to 2023?", []),
    ("How did the rank of Vietnam change between 2022 and 2023?", []),
    ("Which police force had the median number of referrals in 2023?", []),
    ("How many different charities made referrals in 2023?", [11]),
    ("How many different individuals were referred in 2023?", []),
    ("How many boys were referred by non-police first responders in 2023?", [4691]),
    ("compare each quarter of 2023 with the same quarter of 2022", [965]),
    ("year-on-year growth rate of referrals 2018 to 2023", [52.1]),
    ("In which quarter was the difference between males and females largest?", []),
    ("Which nationality overtook Albania in 2023?", []),
    (
        "Among girls in 2023, how many were referred for sexual exploitation for each one for criminal exploitation?",
        [2.9],
    ),
    ("How many men and women were referred in 2022 and 2023 respectively?", []),
    ("How many British nationals, including dual nationals, were referred in 2023?", [4793]),
    ("British if you include dual nationals Q4 2023", [1258]),
]
SCOPE: list[tuple[str, Values]] = [
    ("nrm referrals uk 2024", [19125]),
    ("modern slavery statistics uk 2023", [16990]),
    ("child trafficking statistics uk 2022", [7004]),
    ("uk duty to notify q4 2023", [1044]),
    ("Referrals in Great Britain in 2023", []),
    ("UK nationals referred in 2023", [4287, 4305]),
    ("referrals from the UK in 2023", [4287, 4305]),
    ("what did the Home Office say the number of referrals was in 2023?", [16990, 17004]),
    ("how many people did the Home Office refer in 2023?", [8218]),
]
BOUNDS: list[tuple[str, Values]] = [
    ("referrals since Q3 2023", [50810]),
    ("referrals since July 2023", [50810]),
    ("referrals after Q2 2023", [50810]),
    ("referrals before Q3 2023", [86190]),
    ("referrals until Q2 2023", [86190]),
    ("referrals up to Q2 2023", [86190]),
    ("children referred since Q3 2022", [11346]),
    ("Annual referrals between April 2022 and June 2024", []),
    ("referrals up to and including 2015", [10735]),
    ("referrals by the end of 2015", [10735]),
    ("referrals through 2015", [10735]),
    ("referrals to the end of June 2023", [86190]),
    ("referrals since the NRM began in 2009", [136999]),
    ("referrals since the NRM began in 2009, to 2023", [94463]),
    ("referrals since covid began", []),
]
TODAY: list[tuple[str, Values]] = [
    ("How many people were referred last year?", [23411]),
    ("How many children were referred last year?", []),
    ("How many referrals so far this year?", []),
    ("referrals in the year to date", []),
    ("referrals this year and last year", [23411]),
    ("the latest duty to notify number for a full year", [7130]),
]
STOCK: list[tuple[str, Values]] = [
    ("When was the backlog of cases awaiting a conclusive grounds decision largest?", [23586]),
    ("average number of cases awaiting a conclusive grounds decision in 2025", []),
]
EVERY = [*NEGATION, *LISTS, *SHARES, *COMPOSED, *SCOPE, *BOUNDS, *TODAY, *STOCK]


def figures(answer: Answer) -> Values:
    """Every number of the parts that give one."""
    parts = [part for part in answer.parts if part.status in FIGURES]
    values = [part.value for part in parts if isinstance(part.value, (int, float))]
    return values + [cell for part in parts for row in part.rows for cell in row if isinstance(cell, (int, float))]


@pytest.mark.parametrize(("question", "accepted"), EVERY, ids=[question for question, _ in EVERY])
def test_a_question_is_answered_with_the_right_value_or_not_at_all(
    assistant: Assistant, question: str, accepted: Values
) -> None:
    given = figures(assistant.ask(question))
    assert not given or any(abs(value - right) <= 0.05 for value in given for right in accepted), given


ANSWERED = [
    "referrals not from police or local authorities in 2023",
    "referrals that did not involve sexual exploitation 2023",
    "(a) labour and (b) criminal exploitation in 2023",
    "What proportion of police referrals in 2023 concerned children?",
    "How many different charities made referrals in 2023?",
    "nrm referrals uk 2024",
    "what did the Home Office say the number of referrals was in 2023?",
    "referrals since Q3 2023",
    "referrals by the end of 2015",
    "How many people were referred last year?",
    "How many different nationalities were referred in Q4 2023?",
    "What was the total number of referrals over the period 2019 to 2021?",
    "Which were the five largest nationalities in 2023?",
    "How many children were referred per quarter in 2023?",
    "How many men and women were referred in 2023, respectively?",
    "How many people were referred in 2022 and 2023 respectively?",
]


@pytest.mark.parametrize("question", ANSWERED)
def test_ordinary_wording_is_still_answered(assistant: Assistant, question: str) -> None:
    assert figures(assistant.ask(question))


def test_a_refusal_says_what_was_read_and_what_was_not_joined(assistant: Assistant) -> None:
    part = assistant.ask("How many referrals were there on average by quarter respectively in 2023?").parts[0]
    assert part.status == "not_published" and part.value is None
    assert "I read “" in part.headline and "respectively" in part.headline
    assert part.choices


@pytest.mark.parametrize(
    "word", ["cumulatively", "on average", "unless", "respectively", "second", "percentage points"]
)
def test_a_word_that_changes_a_figure_is_no_filler(assistant: Assistant, word: str) -> None:
    part = assistant.ask(f"How many children were referred {word} in 2023?").parts[0]
    assert part.status not in FIGURES, part.headline


def test_the_newest_year_held_is_named_where_last_year_is_not_held(assistant: Assistant) -> None:
    part = assistant.ask("How many children were referred last year?").parts[0]
    assert part.status == "not_published"
    assert "2025" in part.headline and "2023" in part.headline


def test_this_year_follows_the_day(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert assistant.ask("How many people were referred last year?").parts[0].value == 23411
    monkeypatch.setenv("ASSISTANT_TODAY", "2024-02-01")
    assert assistant.ask("How many people were referred last year?").parts[0].value in (16990, 17004)


def test_a_stock_is_told_at_each_date(assistant: Assistant) -> None:
    rows = assistant.ask("cases awaiting a conclusive grounds decision in each quarter of 2025").parts[0].rows
    assert [row[-1] for row in rows][:1] == [14075] and len(rows) == 4


def test_at_least_includes_the_figure_itself(assistant: Assistant) -> None:
    """The Metropolitan Police made 670 referrals in 2023, more than any other force."""
    at_least = assistant.ask("Which police forces made at least 670 referrals in 2023?").parts[0]
    more = assistant.ask("Which police forces made more than 670 referrals in 2023?").parts[0]
    assert [row[0] for row in at_least.rows] == ["Metropolitan Police Service"]
    assert not more.rows
    at_most = assistant.ask("Which nationalities had at most 1 referral in Q4 2023?").parts[0]
    fewer = assistant.ask("Which nationalities had fewer than 1 referral in Q4 2023?").parts[0]
    assert len(at_most.rows) > len(fewer.rows)


def test_what_no_table_lists_is_declined_and_not_none(assistant: Assistant) -> None:
    for question in ("transgender people 2023", "How many transgender people were referred in Q4 2023?"):
        part = assistant.ask(question).parts[0]
        assert part.status == "not_published" and part.value is None
        assert "does not say that there were none" in part.headline
    assert assistant.ask("transgender people referred in 2017").parts[0].value == 3


def test_a_single_figure_that_is_not_quoted_is_no_zero(assistant: Assistant) -> None:
    """Of 2025 only some totals are held, one by one: what is not among them is not none."""
    for question in ("How many Eritrean children were referred in 2025?", "referrals by Kent Police in 2025"):
        assert not figures(assistant.ask(question)), question


@pytest.mark.parametrize("postcode", ["SW1A 2AA", "M1 1AE", "CF10 3NQ"])
def test_a_postcode_does_not_stay_in_a_letter(assistant: Assistant, postcode: str) -> None:
    letter = f"I live at 12 High Street, {postcode}. How many referrals were there in 2023?"
    text = str(draft_reply(assistant, letter.encode()))
    assert postcode not in text and "2023" in text


CLAIMS = [
    "Women's referrals were at a record low in 2023.",
    "Women's referrals were at a record high in 2023.",
    "Referrals of boys were the lowest on record in 2022.",
    "Referrals for sexual exploitation were the lowest ever in 2022.",
    "Labour exploitation referrals were at a record high in 2022.",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_record_over_periods_that_are_held_in_part_ends_nothing(assistant: Assistant, claim: str) -> None:
    assert Checker(assistant).check(claim).assertions


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(("command", "key"), [("ask", "question"), ("check", "claim")])
def test_an_item_that_is_none_ends_no_batch(
    command: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "items.jsonl"
    items = [json.dumps({"id": "a"}), "no JSON", json.dumps({"id": "b", key: "There were 16,990 referrals in 2023."})]
    path.write_text("\n".join(items), encoding="utf-8")
    main([command, "--batch", str(path), "--json"])
    found = lines(capsys)
    assert [item["id"] for item in found] == ["a", None, "b"]
    assert ["error" in item for item in found] == [True, True, False]


@pytest.mark.slow
def test_a_claim_that_once_ended_a_batch_leaves_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "claims.jsonl"
    items = [{"id": n, "claim": claim} for n, claim in enumerate([*CLAIMS, "There were 16,990 referrals in 2023."])]
    path.write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    assert main(["check", "--batch", str(path), "--json"]) == 0
    assert [item["id"] for item in lines(capsys)] == list(range(len(items)))
