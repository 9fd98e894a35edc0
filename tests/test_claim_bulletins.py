"""What bulletins say of their own figures is right as they say it, and wrong with another figure in its place."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

FILE = Path(__file__).parent / "claims" / "bulletins.toml"
TEXTS: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["text"]
CHANGED = [(text, right, wrong) for text in TEXTS for right, wrong in text.get("wrong", {}).items()]
AGREES = {"supported", "supported_at_release"}


def number(text: str) -> float:
    return float(text.rstrip("%").replace(",", ""))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["says"][:60])
def test_a_figure_is_right_as_its_bulletin_prints_it(checker: Checker, text: dict[str, Any]) -> None:
    checked = checker.check(text["says"], text.get("dated"))
    assert checked.assertions
    assert {one.text: (one.verdict, one.explanation) for one in checked.assertions if one.verdict not in AGREES} == {}
    judged = {one.stated for one in checked.assertions}
    assert {number(right) for right in text.get("wrong", {})} <= judged


@pytest.mark.parametrize(("text", "right", "wrong"), CHANGED, ids=[str(n) for n in range(len(CHANGED))])
def test_another_figure_in_its_place_is_not_right(
    checker: Checker, text: dict[str, Any], right: str, wrong: str
) -> None:
    assert text["says"].count(right) == 1, "the figure to change must be said once"
    checked = checker.check(text["says"].replace(right, wrong), text.get("dated"))
    verdicts = [one.verdict for one in checked.assertions if one.stated == number(wrong)]
    assert verdicts and not AGREES & set(verdicts)


def test_shares_far_apart_in_one_sentence_are_each_judged_alone(checker: Checker) -> None:
    """The same wrong figure twice: the one that is right of its own people lends nothing to the other."""
    says = "20% (3,317) were sent to the Single Competent Authority and 20% (825) to the Immigration Enforcement one."
    shares = [one.verdict for one in checker.check(says, date(2024, 3, 7)).assertions if one.stated == 20]
    assert len(shares) == 2
    assert shares[0] not in AGREES


@pytest.mark.parametrize(
    "says",
    [
        "4,652 reasonable grounds and 1,517 conclusive grounds decisions were issued this quarter; of these, 88% of "
        "the reasonable grounds decisions were positive.",
        "The number of referrals this quarter is the second highest since the NRM began in 2009.",
        "Referrals this quarter rose by 10%.",
        "1,420 Duty to Notify reports were received, the highest since these began in 2015.",
    ],
)
def test_this_quarter_of_a_text_without_a_day_may_be_any_and_is_not_called_wrong(checker: Checker, says: str) -> None:
    assert "not_supported" not in {one.verdict for one in checker.check(says).assertions}


def test_figures_that_are_held_only_as_revised_later_are_not_called_wrong_by_one(checker: Checker) -> None:
    """1,322 was published for that quarter in 2017; the series of later releases have 1,323."""
    near, far = (checker.check(f"{n} people were referred from July to September 2017.") for n in ("1,322", "1,232"))
    assert [one.verdict for one in near.assertions] == ["needs_context"]
    assert [one.verdict for one in far.assertions] == ["not_supported"]
