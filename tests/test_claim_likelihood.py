"""What claims say of two groups, of two times and of two bases at once: each side is held against its own figures."""

from __future__ import annotations

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

# By the bulletins and the tables of their releases; beside each what makes it false.
SENTENCES = {
    "changes on the quarter and on the year": (
        "There were 4,746 referrals in Q1 2023, a 7 per cent quarterly rise and a 26 per cent increase year on year.",
        ("7 per cent quarterly rise and a 26", "26 per cent quarterly rise and a 7"),
    ),
    "a rise year on year, then one quarter on quarter": (
        "Referrals rose 26% year on year and 7% quarter on quarter in the first three months of 2023.",
        ("26% year on year and 7%", "7% year on year and 26%"),
    ),
    "changes in turn, behind the time": (
        "Referrals for Eritrean and Somali nationals rose sharply in 2025, by 81% and 337% respectively.",
        ("81% and 337%", "337% and 81%"),
    ),
    "changes in turn, of whom it says behind": (
        "In 2023 referrals fell by 3% and rose by 6% for adults and children respectively.",
        ("adults and children", "children and adults"),
    ),
    "changes in turn, of years": (
        "In 2024 and 2025 referrals rose by 13% and 22% respectively.",
        ("13% and 22%", "22% and 13%"),
    ),
    "more likely, by the shares of each": (  # 3,085 of 3,822 children and 3,139 of 5,448 adults
        "Children were more likely than adults to receive a positive conclusive grounds decision in 2023.",
        ("Children were more likely than adults", "Adults were more likely than children"),
    ),
    "more likely, of whom it is said last": (
        "Women were more likely to be referred for sexual exploitation in 2023 than men.",
        ("more", "less"),
    ),
    "a higher share of one group than of another": (
        "A higher share of children than of adults received a positive reasonable grounds decision in 2023.",
        ("higher", "lower"),
    ),
    "a part of the count, and not of what it is compared with": (
        "In 2023 there were 17,004 referrals, up from 16,921 the year before, including 7,432 children.",
        ("7,432", "7,004"),  # of 2022
    ),
    "a share in words, exactly, and its count": (
        "In 2023, over three quarters of UK nationals (78%; 3,350) were children.",
        ("78%", "88%"),
    ),
    "shares of two counts that are told": (
        "In 2023, 55% of the 15,247 reasonable grounds decisions and 66% of the 9,825 conclusive grounds decisions "
        "were positive.",
        ("66%", "76%"),
    ),
    "the counts of which the shares are": (
        "89% of reasonable grounds decisions (16,747) and 89% of conclusive grounds decisions (6,152) in 2022 were "
        "positive.",
        ("6,152", "6,252"),
    ),
    "the share of whom others are ahead": (
        "Albanian nationals were the most referred in 2022, ahead of UK nationals on 25%.",
        ("25%", "27%"),
    ),
    "the record of its time, of some": (
        "Children made up more than four in 10 referrals in 2023, totalling 7,432, the highest number recorded up to "
        "that point.",
        ("7,432", "8,432"),
    ),
    "a record of its time": (
        "12,700 people were referred in 2021, the most until then.",
        ("12,700 people were referred in 2021", "10,582 people were referred in 2020"),
    ),
    "a part of a year that passed a whole one": (
        "Referrals in the first half of 2025 already exceed the total for the whole of 2019.",
        ("2019", "2021"),
    ),
    "a year that passed another": (
        "Referrals in 2024 exceeded the 2023 total.",
        ("2024 exceeded the 2023", "2020 exceeded the 2019"),
    ),
    "by another verb": ("Referrals mushroomed in 2019.", ("mushroomed", "tailed off")),
    "who came first in each of two groups": (
        "Labour exploitation was the most common type for adults in 2023, and criminal exploitation for children.",
        (
            "adults in 2023, and criminal exploitation for children",
            "children in 2023, and criminal exploitation for adults",
        ),
    ),
    "means of two years": (
        "The average number of referrals per quarter rose from 3,175 in 2021 to 4,230 in 2022.",
        ("rose", "fell"),
    ),
    "a part as a share and as a number": (
        "County lines accounted for 13% of all referrals in 2022, or 2,281 people.",
        ("2,281", "2,381"),
    ),
    "a share of those told, and not of what they are compared with": (
        "In 2023, there were 17,004 referrals (0.5% up on 2022), of which 44% were of children.",
        ("44%", "41%"),  # of 2022
    ),
    "a number of those told": (
        "In 2023, there were 17,004 referrals (0.5% up on 2022), of which 7,432 were of children.",
        ("7,432", "7,004"),
    ),
    "a share of all whose own is told": (
        "Britons (25%), Albanians (24%) and Vietnamese (6%) together accounted for 55% of referrals in 2023.",
        ("55%", "45%"),
    ),
    "no quarter of a year": (
        "Not a single quarter of 2023 saw more than 5,000 referrals.",
        ("5,000", "4,500"),
    ),
    "the lowest quarter of its year": (
        "The second quarter of 2023 had the fewest referrals of the year.",
        ("second", "third"),
    ),
    "so many and a half times": (
        "There were two and a half times as many referrals in 2023 as in 2018.",
        ("two", "three"),
    ),
    "most of what was added": (  # 2,447 adults and 1,557 children of 4,221
        "Most of the increase in 2022 came from adults.",
        ("adults", "children"),
    ),
    "one moved, and the other did not": (
        "Child referrals rose in 2023 but adult referrals did not.",
        ("in 2023", "in 2022"),
    ),
    "neither moved": ("Neither adult nor child referrals fell in 2022.", ("2022", "2023")),
    "by how many it was reported": (
        "Labour exploitation on its own was reported by 27% of potential victims in 2023.",
        ("27%", "37%"),
    ),
    "the first of those named ahead": (
        "Among women, sexual exploitation was the most common form in 2023.",
        ("women", "men"),
    ),
    "by how many": ("Referrals in 2023 were only 83 higher than in 2022.", ("higher", "lower")),
    "by how many the earlier of two was lower": (
        "There were 349 fewer Duty to Notify reports in 2022 than in 2023.",
        ("fewer", "more"),
    ),
    "by how much the earlier of two was lower": (
        "Referrals were 11% lower in 2023 than in 2024.",
        ("in 2023 than in 2024", "in 2024 than in 2023"),
    ),
    "how many times, of the earlier of two years": (
        "Almost three times as many referrals were made in 2018 as in 2014.",  # 6,974 and 2,337
        ("in 2018 as in 2014", "in 2014 as in 2018"),
    ),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_each_side_has_its_own_figure(checker: Checker, kind: str) -> None:
    sentence, (said, instead) = SENTENCES[kind]
    assert said in sentence
    true, false = checker.check(sentence), checker.check(sentence.replace(said, instead))
    assert {one.verdict for one in true.assertions} <= {"supported", "supported_at_release"}
    assert "not_supported" in {one.verdict for one in false.assertions}


@pytest.mark.parametrize(
    "claim",
    [
        "Men were three times as likely as women to be referred in 2023.",  # of all men, whom nobody counts here
        "Men were more likely than women to be referred in 2023.",
        "In 2023, children were 80% more likely than adults to receive a positive reasonable grounds decision.",
        "Referrals of UK and Albanian nationals changed in 2024, by 5% and 20% respectively.",
        "In six months of 2024 there were 19,125 referrals.",  # in all of it
        "Albanian nationals accounted for more referrals than UK nationals in 2022, 27% against 25%.",
        "Referrals rose for two quarters running in 2025.",  # of which nobody knows
        "Referrals rose by an average of 33% year on year between 2014 and 2022.",
    ],
)
def test_what_is_said_of_no_share_that_is_held_is_not_judged_by_counts(checker: Checker, claim: str) -> None:
    assert checker.check(claim).assertions[0].verdict == "cannot_check"


def test_two_groups_that_are_said_to_have_moved_are_two_though_of_different_kinds(checker: Checker) -> None:
    """7,004 children in 2022, then 7,432; 8,848 adults, then 8,622. Of women a quarter of 2022 is not held."""
    women, children = checker.check("Referrals of women and children rose in 2023.").assertions
    adults, _ = checker.check("Referrals of adults and of women rose in 2023.").assertions
    assert (women.verdict, children.verdict, adults.verdict) == ("cannot_check", "supported", "not_supported")


def test_a_run_goes_on_to_the_newest_period_that_was_published(checker: Checker) -> None:
    """7,432 children in 2023, 5,999 in 2024; 66% and 56% of decisions positive, and of 2025 the year is not held."""
    (children,) = checker.check("Child referrals have risen every year since 2020.").assertions
    (rate,) = checker.check(
        "The grant rate at the conclusive grounds stage has fallen every year since 2021."
    ).assertions
    (every,) = checker.check("Referrals have risen every year since 2020.").assertions
    assert (children.verdict, rate.verdict, every.verdict) == ("not_supported", "needs_context", "supported")


def test_shares_between_which_one_multiplied_are_each_of_its_year(checker: Checker) -> None:
    """11.5% and 45.4% of decisions were negative, by tests that differ."""
    sentence = "The share of negative reasonable grounds decisions quadrupled between 2022 and 2023, from {}% to 45%."
    good, other = checker.check(sentence.format(11)).assertions, checker.check(sentence.format(21)).assertions
    assert {one.verdict for one in good} == {"needs_context"}
    assert "not_supported" in {one.verdict for one in other}


def test_a_number_that_is_of_others_alone_is_no_figure_of_those_named(checker: Checker) -> None:
    """525 of 2023 reported sexual and labour exploitation; how many were passed to forces in Wales is not held."""
    (wales,) = checker.check("Wales had 525 referrals in 2023.").assertions
    assert wales.verdict == "cannot_check"


def test_a_total_of_two_counts_is_of_both_and_needs_that_said(checker: Checker) -> None:
    """17,004 referrals as first published, and 4,929 reports."""
    sentence = "In 2023 there were 17,004 referrals and 4,929 Duty to Notify reports, a total of {}."
    good, other = (checker.check(sentence.format(n)).assertions[-1] for n in ("21,933", "22,933"))
    assert (good.verdict, other.verdict) == ("needs_context", "not_supported")


def test_the_place_of_a_share_in_time_is_no_place_among_groups(checker: Checker) -> None:
    """47% of 2020, of whom adults were more; of one year the ages are not held."""
    found = checker.check("In 2020 47% of those referred were children, the highest proportion on record.").assertions
    assert "not_supported" not in {one.verdict for one in found}


def test_a_quarter_set_beside_no_other_may_have_moved_from_either(checker: Checker) -> None:
    """4,521, then 4,312 in the second quarter of 2024, of which there were 3,993 a year before."""
    (before,) = checker.check("Referrals fell by 5% in Q2 2024.").assertions
    (neither,) = checker.check("Referrals fell by 9% in Q2 2024.").assertions
    (said,) = checker.check("Referrals fell by 5% in Q2 2024 compared with a year earlier.").assertions
    assert (before.verdict, neither.verdict, said.verdict) == ("needs_context", "not_supported", "not_supported")
