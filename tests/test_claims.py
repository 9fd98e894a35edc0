"""Claims: a corpus with verdicts fixed by the published figures, and what must hold when a claim is changed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.claims.check import Checker
from assistant.claims.model import Checked
from assistant.service import Assistant

pytestmark = pytest.mark.slow


def corpus(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(
        (Path(__file__).parent / "claims" / f"{name}.toml").read_text(encoding="utf-8")
    )["claim"]
    return found


CLAIMS = corpus("claims")
PRINTED = [*corpus("newsroom"), *corpus("desks"), *corpus("readings"), *corpus("reworded")]
RANK = ("cannot_check", "not_supported", "needs_context", "supported_at_release", "supported")
# Year -> referrals in Table 2 of the release of 7 March 2024.
REFERRALS = {
    2014: 2337, 2015: 3263, 2016: 3805, 2017: 5136, 2018: 6974, 2019: 10606, 2020: 10582, 2021: 12700, 2022: 16921,
}  # fmt: skip


def _weakest(checked: Checked) -> str:
    return min((a.verdict for a in checked.assertions), key=RANK.index)


@pytest.mark.parametrize("claim", [*CLAIMS, *PRINTED], ids=lambda claim: claim["text"][:110])
def test_a_claim_of_the_corpus_gets_its_verdict(checker: Checker, claim: dict[str, Any]) -> None:
    checked = checker.check(claim["text"])
    verdicts = [(a.text, a.verdict, a.published) for a in checked.assertions]
    assert _weakest(checked) in claim["verdict"], verdicts
    if claim["verdict"] == ["cannot_check"]:
        assert {a.verdict for a in checked.assertions} == {"cannot_check"}
        assert all(a.published is None and a.answer is None for a in checked.assertions)
    else:
        assert all(a.answer is not None for a in checked.assertions if a.verdict != "cannot_check")


def test_the_corpus_has_its_five_groups_in_equal_parts() -> None:
    kinds = [claim["kind"] for claim in CLAIMS]
    assert len(kinds) >= 150
    assert len({kinds.count(kind) for kind in set(kinds)}) == 1


# As reports of the releases give them: 526 days in 2023, 637 in 2024, 550 in July to September 2025 after 728.
@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("The average wait for a final decision fell to 550 days in Q3 2025 from 728 days in the quarter before.", ["supported"] * 2),
        (
            "In Q3 2025 the average wait for a conclusive grounds decision fell from 728 days in the previous quarter to 550 days.",
            ["supported"] * 2,
        ),
        (
            "In Q3 2025 the average wait for a conclusive grounds decision fell from 550 days in the previous quarter to 728 days.",
            ["not_supported"] * 2,
        ),
        ("The average wait for a conclusive grounds decision fell to 550 days from 728 days in Q2 2025.", ["supported"] * 2),
        ("It took 637 days on average to get a conclusive grounds decision in 2024, up from 526.", ["supported"] * 2),
        ("It took 526 days on average to get a conclusive grounds decision in 2024.", ["not_supported"]),
        ("In 2023 there were 9,825 conclusive grounds decisions, and they took 526 days on average.", ["supported"] * 2),
        ("Women waited 526 days on average for a conclusive grounds decision in 2023.", ["cannot_check"]),
    ],
)  # fmt: skip
def test_how_long_decisions_took_is_held_against_single_printed_figures(
    checker: Checker, text: str, verdicts: list[str]
) -> None:
    assert [one.verdict for one in checker.check(text).assertions] == verdicts


@settings(max_examples=40, deadline=None)
@given(year=st.sampled_from(sorted(REFERRALS)), change=st.integers(-900, 900).filter(bool))
def test_a_figure_changed_by_more_than_its_precision_is_no_longer_supported(
    checker: Checker, year: int, change: int
) -> None:
    right = checker.check(f"{REFERRALS[year]:,} people were referred in {year}.")
    assert _weakest(right) == "supported"
    wrong = checker.check(f"{REFERRALS[year] + change:,} people were referred in {year}.")
    assertion = wrong.assertions[0]
    rounds_to_it = (REFERRALS[year] + change) % 100 == 0
    assert assertion.verdict != "supported" or rounds_to_it
    assert assertion.published is None or assertion.published == REFERRALS[year]


@settings(max_examples=30, deadline=None)
@given(pair=st.permutations(sorted(REFERRALS)).map(lambda years: years[:2]))
def test_another_year_shows_another_figure(checker: Checker, pair: list[int]) -> None:
    first, second = (checker.check(f"{REFERRALS[pair[0]]:,} people were referred in {year}.") for year in pair)
    assert first.assertions[0].published == REFERRALS[pair[0]]
    assert second.assertions[0].published == REFERRALS[pair[1]]
    assert second.assertions[0].verdict != "supported"


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(max_size=150)
    | st.lists(
        st.sampled_from(
            "17,004 27% half people referred in 2023 2022 up from Albanian children doubled DtN positive decisions , . than women men fell rose the of".split()
        ),
        max_size=14,
    ).map(" ".join)
)
def test_checking_any_text_raises_nothing(checker: Checker, text: str) -> None:
    for assertion in checker.check(text).assertions:
        assert assertion.verdict in RANK
        assert assertion.explanation


@pytest.mark.parametrize("length", [15, 16, 19, 20, 400, 5000])
def test_a_number_of_any_length_raises_nothing_and_is_no_figure(
    checker: Checker, assistant: Assistant, length: int
) -> None:
    number = "9" * length
    for text in (f"{number} people were referred.", number, f"Albanians were {number}% of referrals in 2022."):
        assert "supported" not in {one.verdict for one in checker.check(text).assertions}
    for question in (number, f"Where does {number} come from?", f"How many were referred in {number}?", f"{number}%?"):
        assert "answer" not in {part.kind for part in assistant.ask(question).parts}


def test_an_article_is_read_sentence_by_sentence_and_background_is_left_alone(checker: Checker) -> None:
    article = (
        "It rained in Croydon on Tuesday. Home Office figures show that 16,921 people were referred in 2022. "
        "The minister had lunch. In 2019, 10,606 people were referred."
    )
    checked = checker.check(article)
    assert [(a.verdict, a.stated) for a in checked.assertions if a.stated] == [
        ("supported", 16921),
        ("supported", 10606),
    ]
    assert not any("lunch" in a.text or "rained" in a.text for a in checked.assertions)
