"""Articles, bulletins and charities' news: figures whose people or period the sentence leaves to those around it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

RIGHT = {"supported", "supported_at_release"}

# Every figure is that of the bulletin or the tables of its release (see data/README.md).
YEAR_2023 = (
    "Some 17,004 potential victims were referred to the Home Office in 2023, up slightly from 16,921 in 2022. "
    "Females accounted for 24% of all referrals, totalling 4,088, the highest on record to date. "
    "The Home Office said this was the same proportion as 2022. "
    "The second most commonly referred nationality was Albanian (24%; 4,052) and third was Vietnamese (6%; 991). "
    "For Vietnamese nationals, 61% (601) were adult potential victims and 30% (302) were child potential victims."
)
QUARTER = (
    "In quarter 4 of 2023, 4,142 potential victims were referred to the Home Office. "
    "Of the 4,142 potential victims referred, 48% (1978) said that they were exploited as adults, whilst 47% (1,945) "
    "said that they were exploited as children. Of these, 75% (3,097) were male and 25% (1,041) were female. "
    "Overall in 2023, 15,247 reasonable grounds decisions were made."
)
YEAR_2018 = (
    "6,993 potential victims were submitted to the NRM in 2018. They were from 130 different nationalities. "
    "UK nationals were reported most, with the United Kingdom at 1,625 referrals over the 2017 total of 820 referrals."
)
TEXTS = {
    "2024-03-07": YEAR_2023,
    "2024-03-08": QUARTER,
    "2019-03-20": YEAR_2018,
}


def verdicts(checker: Checker, text: str, day: str) -> dict[str, str]:
    return {a.text.strip(): a.verdict for a in checker.check(text, date.fromisoformat(day)).assertions}


@pytest.mark.parametrize("day", TEXTS)
def test_no_true_figure_of_a_text_is_called_wrong(checker: Checker, day: str) -> None:
    found = verdicts(checker, TEXTS[day], day)
    assert {text for text, verdict in found.items() if verdict == "not_supported"} == set()


@pytest.mark.parametrize(
    ("day", "right", "wrong"),
    [
        ("2024-03-07", "24% of all", "34% of all"),
        ("2024-03-07", "4,052", "4,609"),  # that of the year that is only compared with
        ("2024-03-07", "61%", "71%"),
        ("2024-03-08", "(1978)", "(1878)"),
        ("2024-03-08", "(3,097)", "(3,997)"),
        ("2019-03-20", "1,625", "1,825"),
    ],
)
def test_a_figure_is_right_of_its_own_period_and_people_only(
    checker: Checker, day: str, right: str, wrong: str
) -> None:
    good = checker.check(TEXTS[day], date.fromisoformat(day))
    bad = checker.check(TEXTS[day].replace(right, wrong), date.fromisoformat(day))
    values = [float("".join(c for c in said.split()[0] if c.isdigit())) for said in (right, wrong)]
    assert {a.verdict for a in good.assertions if a.stated == values[0]} <= RIGHT
    assert RIGHT.isdisjoint({a.verdict for a in bad.assertions if a.stated == values[1]})


@pytest.mark.parametrize(
    ("claim", "day", "verdict"),
    [
        ("Referrals have increased by a third in the last year.", "2022-08-11", RIGHT),
        ("Referrals have doubled in the last year.", "2022-08-11", {"not_supported"}),
        ("Labour exploitation (6,153) was the most common in 2024, up 32% from last year.", "2025-03-06", RIGHT),
    ],
)
def test_last_year_may_be_any_of_its_meanings(checker: Checker, claim: str, day: str, verdict: set[str]) -> None:
    assert set(verdicts(checker, claim, day).values()) <= verdict


RANKED = "Vietnamese nationals jumped from fifth place in 2022 to {} place in 2023, with 6% (991) of referrals."
TIMES = "UK Visas and Immigration made 5,218 referrals in 2023, {} the 2,757 made by Immigration Enforcement."
AWAITING = (
    "At the end of 2024, {} people had received a positive reasonable grounds decision but were still waiting for a "
    "conclusive grounds decision."
)
BASED = "The number of children referred rose by 66% from 2016, up to {} cases, from 1,278 the previous year."
OF_TWO_RELEASES = "Conclusive grounds decisions rose by {} in 2024."


@pytest.mark.parametrize(
    ("claim", "right", "wrong"),
    [
        (RANKED, "third", "second"),
        (TIMES, "nearly twice", "three times"),
        (AWAITING, "17,168", "19,168"),
        (BASED, "2,118", "2,518"),
        (OF_TWO_RELEASES, "78%", "88%"),
        ("Arrivals on small boats increased from 285 in 2018 to {} in 2022.", "45,478", "55,478"),
    ],
)
def test_a_sentence_is_as_right_as_the_weakest_of_its_figures(
    checker: Checker, claim: str, right: str, wrong: str
) -> None:
    assert {a.verdict for a in checker.check(claim.format(right)).assertions} <= {*RIGHT, "needs_context"}
    assert "not_supported" in {a.verdict for a in checker.check(claim.format(wrong)).assertions}


def test_these_are_those_of_the_one_group_that_was_named(checker: Checker) -> None:
    text = "In 2023 there were 7,432 child referrals. Of those, 12,903 were male."
    assert [a.verdict for a in checker.check(text).assertions if a.stated == 12903] == ["needs_context"]


def test_a_year_that_is_only_compared_with_is_not_carried(checker: Checker) -> None:
    text = "Referrals in 2023 stood at a similar level to 2022. Some 7,432 were children."
    assert [a.verdict for a in checker.check(text).assertions if a.stated == 7432] == ["supported"]


def test_the_day_that_figures_came_out_dates_none_of_them(checker: Checker) -> None:
    text = "Figures published today show there were 19,125 referrals in 2024, up 13% on the previous year."
    assert set(verdicts(checker, text, "2025-03-06").values()) == {"supported"}


WAY = "In quarter 2 of 2024, 4,316 victims were referred, {} on the previous quarter (4,521) and {} on 2023 Q2 (3,992)."
RECORD = "There were 19,125 referrals in 2024, {} the 2023 record of around 17,000."


@pytest.mark.parametrize(
    ("claim", "right", "wrong"),
    [
        (WAY.replace("and {}", "and an 8% increase"), "a decrease", "an increase"),
        (RECORD, "above", "just short of"),
        ("There were 19,125 referrals in 2024, {} the 16,990 of 2023.", "exceeding", "some way below"),
        ("In 2024, 19,125 people were referred, {} than in 2023 (16,990) and 2022 (16,921).", "more", "fewer"),
        ("In 2025, 23,411 people were referred, {} the 2024 total of 19,125.", "beyond", "just shy of"),
    ],
)
def test_a_count_lies_on_the_side_of_another_that_the_sentence_says(
    checker: Checker, claim: str, right: str, wrong: str
) -> None:
    assert {a.verdict for a in checker.check(claim.format(right)).assertions} <= RIGHT
    assert "not_supported" in {a.verdict for a in checker.check(claim.format(wrong)).assertions}


@pytest.mark.parametrize(
    ("claim", "right", "wrong"),
    [
        ("In 2020, the Home Office was notified of an additional {} potential adult victims via the DtN process.",
         "2,178", "3,178"),
        ("In addition to those referred through the NRM, the Home Office received reports of a further {} adults "
         "through the Duty to Notify process in 2021.", "3,190", "2,190"),
    ],
)  # fmt: skip
def test_reports_beside_the_referrals_are_no_change(checker: Checker, claim: str, right: str, wrong: str) -> None:
    assert {a.verdict for a in checker.check(claim.format(right)).assertions} <= RIGHT
    assert "not_supported" in {a.verdict for a in checker.check(claim.format(wrong)).assertions}


SHARES = (
    "In 2024, the Home Office made 20,090 reasonable grounds decisions and 17,304 conclusive grounds decisions; of "
    "these, only {} of reasonable grounds and 56% of conclusive grounds decisions were positive."
)
SUMMARY = (
    "The End of Year Summary 2016 – the annual report on all victims referred to the identification system – recorded "
    "a total number of {} potential victims in 2016, a 17% increase on 2015."
)


@pytest.mark.parametrize(
    ("claim", "right", "wrong"),
    [
        (SHARES, "53%", "63%"),
        (SUMMARY, "3,805", "3,905"),
        ("Of the 19,125 referrals in 2024, 5,999 were children, equal to {} of the total.", "31%", "41%"),
        ("Children numbered 5,999 in 2024, amounting to {} of all referrals.", "31%", "39%"),
        (
            "At the end of June 2025, {} cases were still awaiting a final conclusive grounds decision.",
            "11,547",
            "12,547",
        ),
    ],
)
def test_words_that_limit_nobody_neither_weaken_nor_excuse(
    checker: Checker, claim: str, right: str, wrong: str
) -> None:
    assert {a.verdict for a in checker.check(claim.format(right)).assertions} <= RIGHT
    assert not {a.verdict for a in checker.check(claim.format(wrong)).assertions} <= RIGHT


@pytest.mark.parametrize(("share", "verdict"), [("82%", RIGHT), ("72%", {"cannot_check", "not_supported"})])
def test_a_share_of_these_is_of_all_whom_the_sentence_counts(checker: Checker, share: str, verdict: set[str]) -> None:
    text = (
        "In July to September 2020, 401 referrals were flagged as county lines referrals, 16% of all referrals "
        f"received in the quarter, and {share} (328) of these were for male children."
    )
    assert {a.verdict for a in checker.check(text).assertions if a.stated == int(share[:2])} <= verdict


@pytest.mark.parametrize(("way", "place", "verdicts"), [
    ("a decrease", "third", ["supported", "supported_at_release"]),
    ("an increase", "second", ["not_supported", "not_supported"]),
])  # fmt: skip
def test_those_of_a_lead_in_are_not_whom_a_record_is_of(
    checker: Checker, way: str, place: str, verdicts: list[str]
) -> None:
    text = f"Despite {way} in adult referrals since the previous quarter, Q1 2021 saw the {place}-highest number of "
    assert [a.verdict for a in checker.check(f"{text}referrals since the NRM began.").assertions] == verdicts


# Articles and bulletins set shares, records and waits beside those of other times, and count parts and quarters.
COMPARED = (
    "From April to June 2024, 4,515 RG decisions were issued, with 53% being positive. Before the guidelines changed, "
    "86% of RG decisions were positive (Q4 2022). A similar development is seen with conclusive grounds decisions, "
    "with {} being positive, compared with 84% in the last quarter of 2022."
)
HIGHER = (
    "The Government said that, for the first year, the number of people referred who said they had been exploited "
    "{} was higher than the number saying they had faced exploitation {}."
)
RISEN = "The number of potential victims reported to the authorities has risen by more than {} in two years."
WAITING = (
    "While {} of final decisions confirmed individuals as victims, the average waiting time for a decision has "
    "decreased to 550 days from 728 days in the previous quarter."
)


@pytest.mark.parametrize(
    ("text", "day", "right", "wrong"),
    [
        (COMPARED, "2024-08-15", ("64%",), ("74%",)),
        (HIGHER, "2025-03-06", ("overseas", "in the UK"), ("in the UK", "overseas")),
        (RISEN, "2019-03-20", ("80%",), ("100%",)),
        (WAITING, "2025-11-06", ("68%",), ("58%",)),
    ],
)
def test_what_is_compared_with_another_time_is_of_the_time_spoken_of(
    checker: Checker, text: str, day: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    good, bad = (checker.check(text.format(*words), date.fromisoformat(day)) for words in (right, wrong))
    assert {a.verdict for a in good.assertions} <= RIGHT
    assert "not_supported" in {a.verdict for a in bad.assertions}


def test_the_number_of_a_part_and_an_age_are_no_figures_and_a_number_may_touch_its_word(checker: Checker) -> None:
    text = (
        "1.1 Nationality\nIn 2023 4,299 UK nationals and 7,432 children 17 or younger were referred.\n"
        "At the end of September 2025, 9,107cases were awaiting a conclusive grounds decision."
    )
    assert [a.stated for a in checker.check(text).assertions] == [4299, 7432, 9107]


def test_a_headline_about_the_uk_is_of_everybody(checker: Checker) -> None:
    """23,411 were referred in 2025, the most of any year."""
    (one,) = checker.check("Modern slavery referrals in UK hit a record high in 2025.").assertions
    assert (one.verdict, one.published) == ("supported", 23411)
