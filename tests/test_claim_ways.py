"""Ways in which sentences set figures beside each other: which way, by how much, whose they are, and in which place."""

from __future__ import annotations

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

# Each is so by the bulletins and the tables of their releases (see data/README.md); beside it, what makes it false.
SENTENCES = {
    "which way from each of two quarters": (
        "4,312 people were referred in Q2 2024, down on the previous quarter (4,521) but up on Q2 2023 (3,993).",
        ("down on the previous quarter (4,521) but up on", "up on the previous quarter (4,521) but down on"),
    ),
    "one of the two figures is the smaller": (
        "4,521 people were referred in Q1 2024, fewer than in Q3 2024 (4,758) but more than in Q2 2024 (4,312).",
        ("fewer", "more"),
    ),
    "how far, of one way alone": (
        "In Q4 2023 there were 4,142 referrals, up slightly on the previous quarter (4,131) "
        "but down on a year earlier (4,413).",
        ("down", "up"),
    ),
    "a movement beside a count and its share": (
        "In 2023 the number of referrals for adults (51%; 8,622) saw a decrease from the previous year.",
        ("a decrease", "an increase"),
    ),
    "a movement behind a count": ("In 2023, the number of adult referrals (8,622) fell.", ("fell", "rose")),
    "the place behind those who have it": (
        "Albanian nationals were the most commonly referred in 2022, with UK nationals being the second most referred.",
        ("with UK", "with Eritrean"),
    ),
    "a bare place": (
        "The most common nationality in 2023 was UK, followed by Albanian; the third was Vietnamese.",
        ("third was Vietnamese", "third was Sudanese"),
    ),
    "a share behind those of whom it is": (
        "For Albanian nationals, 75% of referrals in Q3 2022 were for adults.",
        ("75%", "42%"),
    ),
    "a share behind the period and those of whom it is": (
        "In July to September 2022, among UK nationals, 80% of referrals were of children.",
        ("80%", "43%"),
    ),
    "a share that moved every year": (
        "The proportion of conclusive grounds decisions that were positive has risen year by year "
        "from 58% in 2016 to 91% in 2021.",
        ("2016", "2014"),
    ),
    "the way of a share, and not of the count": (
        "The proportion of conclusive grounds decisions that were positive fell in 2023.",
        ("fell", "rose"),
    ),
    "a share higher at one time than at another": (
        "The proportion of referrals that were for children was higher in 2023 than in 2022.",
        ("higher", "lower"),
    ),
    "a share of those told before": (
        "Bedfordshire Police had 402 potential cases in 2021, and 109 of them (27 per cent) involved child victims.",
        ("27", "37"),
    ),
    "the count and share of those who came behind": (
        "The 1,130 Albanians referred in Q2 2022 were ahead of UK nationals, at 1,013 or 24 per cent of the total.",
        ("24", "27"),
    ),
    "months of the year that goes on": (
        "Referrals fell by 23% in the first lockdown, from 2,857 in January to March 2020 to 2,198 in April to June.",
        ("23%", "33%"),
    ),
    "months before the quarter told": (
        "4,521 people were referred in January to March 2024, compared with 4,134 in October to December.",
        ("4,134", "5,538"),
    ),
    "decisions that confirmed who is a victim": (
        "In Q4 2023, 54% of final decisions confirmed individuals as modern slavery victims.",
        ("54%", "74%"),
    ),
    "changes of two kinds beside each other": (
        "Vietnamese referrals more than doubled in 2024, while Albanian referrals fell by 39 per cent.",
        ("doubled", "trebled"),
    ),
    "what has not happened since": ("Not since 2020 has the annual number of referrals fallen.", ("fallen", "risen")),
    "a share of the record": (
        "Albanians accounted for more than a quarter (27 per cent) of the record 4,171 people referred in Q2 2022.",
        ("27", "37"),
    ),
    "what another publication counts, said last": (
        "Referrals rose in 2024, despite a huge drop in Channel arrivals.",
        ("rose", "fell"),
    ),
    "counts in brackets of shares": (
        "Men and boys made up 76% of referrals in 2023 (12,903), and women and girls 24% (4,088).",
        ("24% (4,088)", "34% (4,088)"),
    ),
    "a decade later": (
        "Just 2,337 people were referred to the NRM in 2014; a decade later the figure was 19,125.",
        ("2,337", "3,337"),
    ),
    "a count of another year": ("In 2023 the Home Office received 4,929 Duty to Notify reports.", ("2023", "2022")),
    "two years put together": (
        "There were more conclusive grounds decisions in 2024 than in 2022 and 2023 put together.",
        ("more", "fewer"),
    ),
    "by how much a record was passed": (
        "In Q3 2024 there were 4,758 referrals, the highest number, by 16, since the NRM was introduced.",
        ("by 16", "by 160"),
    ),
    "a record beside the quarter that it is compared with": (
        "There were 4,586 referrals in July to September 2022. This is a 38% increase on the same period last year "
        "(3,317), and the highest number since the NRM was introduced.",
        ("38%", "28%"),
    ),
    "what is said last of most": (
        "Local authorities made 3,944 referrals in 2023, mostly for child potential victims, the Home Office said.",
        ("child", "adult"),
    ),
    "more than each of two": (
        "Police Scotland made 242 referrals in 2023, more than Greater Manchester Police or West Midlands Police.",
        ("West Midlands Police", "the Metropolitan Police"),
    ),
    "a rank in front of what is denied": (
        "UK nationals were most commonly referred in 2023 (25%; 4,299), with no change in proportion.",
        ("25%", "35%"),
    ),
    "a change whose verb is left out": (
        "In 2025 referrals of Eritreans went up 81% and of Somalis 337%.",
        ("Eritreans went up 81% and of Somalis 337%", "Somalis went up 81% and of Eritreans 337%"),
    ),
    "a change of all beside a share of some": (
        "Referrals rose 33% in 2022 and children made up 41%.",
        ("33%", "29%"),
    ),
    "two kinds of decision in turn": (
        "Of the 6,346 reasonable grounds and 7,406 conclusive grounds decisions issued in the last quarter of 2025, "
        "3,948 and 5,406 respectively were positive.",
        ("3,948 and 5,406", "5,406 and 3,948"),
    ),
    "two kinds of decision in turn behind their numbers": (
        "In 2023 there were 15,247 and 9,825 reasonable grounds and conclusive grounds decisions respectively.",
        ("15,247 and 9,825", "9,825 and 15,247"),
    ),
    "a change of all beside that of some": (
        "In 2018 referrals jumped 36% and those of UK nationals nearly 100%.",
        ("36%", "96%"),
    ),
    "to a figure from that of the year before": (
        "Referrals for people from the UK rose by nearly 100% in 2018, to 1,625 from 820.",
        ("820", "1,820"),
    ),
    "a figure and a time alone": (
        "4,052 Albanians were referred in 2023. 4,609 the year before. That's a 12% drop. #modernslavery",
        ("12%", "22%"),
    ),
    "more than those who follow, at so many": (
        "In the fourth quarter of 2023 there were 1,945 child referrals, fewer than adults, at 1,978.",
        ("fewer than", "more than"),
    ),
    "more than the number that follows": (
        "In Q4 2023, 1,945 children were referred, fewer than the 1,978 adults.",
        ("fewer", "more"),
    ),
    "what each figure counts, in front of it": (
        "In 2022 reasonable grounds decisions numbered 16,747 and conclusive grounds decisions 6,152.",
        ("16,747 and conclusive grounds decisions 6,152", "6,152 and conclusive grounds decisions 16,747"),
    ),
    "which way each of two went": (
        "Reasonable grounds decisions fell to 15,247 in 2023 and conclusive grounds decisions rose to 9,825.",
        ("fell", "rose"),
    ),
    "the former and the latter": (
        "Boys and girls were both referred in 2023. The former numbered 5,935, the latter 1,508.",
        ("5,935, the latter 1,508", "1,508, the latter 5,935"),
    ),
    "a number that is no year": (
        "Of the 5145 potential victims in 2017, 2118 of them were minors – under the age of 18. "
        "This is a 66% increase on the previous year.",
        ("66%", "76%"),
    ),
    "the one authority that there was": (
        "The Single Competent Authority (SCA) made 2,922 reasonable grounds decisions in Quarter 1 of 2021.",
        ("Quarter 1", "Quarter 2"),
    ),
    "more than half, and how much more": (
        "Albanian and UK nationals collectively accounted for more than half (52%) of all people referred in 2022.",
        ("52%", "62%"),
    ),
    "one way in each of two years": ("Adult referrals fell in 2020 and again in 2023.", ("fell", "rose")),
    "two movements, each with its own figure": (
        "Referrals of adults fell by 13% in 2020 and rose by 26% in 2021.",
        ("13%", "23%"),
    ),
    "a movement in front of one with a figure": (
        "Referrals fell slightly in 2020 before recovering to 12,700 in 2021.",
        ("fell", "rose"),
    ),
    "the verb said once of two years": ("Referrals rose by 20% in 2021 and by 33% in 2022.", ("20%", "30%")),
    "a quarter by its place in a year": (
        "The busiest quarter of 2023 was the first, when 4,738 people were referred.",
        ("first, when 4,738", "last, when 4,142"),
    ),
    "the highest of a year's quarters": (
        "The highest quarter in 2022 was July to September, with 4,578 referrals.",
        ("July to September, with 4,578", "April to June, with 4,157"),
    ),
    "the first above a number, of years that are held": (
        "For the first time, more than 7,000 children were referred in a single year in 2022.",
        ("2022", "2023"),
    ),
    "others set beside a share": (
        "Only 27% of adults who received a reasonable grounds decision between April and June 2023 got a positive one "
        "(461 of 1,687), versus 76% of children.",
        ("76%", "66%"),
    ),
    "by how many, and in percent": (
        "Adult referrals were down 226, or 3%, to 8,622 in 2023.",
        ("down 226", "up 226"),
    ),
    "which way each of two in turn": (
        "Vietnamese and Eritrean nationals both saw increases in 2024, to 2,153 and 1,702 respectively.",
        ("increases", "decreases"),
    ),
    "a sum said before its parts": (
        "Some 21,919 possible victims came to light in 2023: 16,990 were referred and 4,929 reported under the Duty to "
        "Notify.",
        ("21,919", "23,919"),
    ),
    "how many times a share": (
        "The share of conclusive grounds decisions that were negative tripled from 11% in 2022 to 34% in 2023.",
        ("tripled", "quadrupled"),
    ),
    "fewer than in any other quarter of the year": (
        "Fewer people were referred in the second quarter of 2023 (3,993) than in any other quarter that year.",
        ("second quarter of 2023 (3,993)", "third quarter of 2023 (4,131)"),
    ),
    "little changed": (
        "Referrals stood at 10,582 in 2020, little changed from 10,606 in 2019.",
        ("10,606", "11,606"),
    ),
    "to whom they were sent, of a breakdown that only bulletins print": (
        "In Q3 2023, 82% (3,404) were sent to the SCA for consideration and 18% (734) to the IECA.",
        ("82% (3,404) were sent to the SCA", "18% (3,404) were sent to the SCA"),
    ),
    "the next most common": (
        "UK nationals made up 25% of referrals in 2023; the next most common nationality was Albanian.",
        ("was Albanian", "was Vietnamese"),
    ),
    "the most common was the UK": (
        "In 2023 the most common nationality was UK (4,299).",
        ("4,299", "4,929"),
    ),
    "a ranking beside a count that does not have its kind": (
        "The most common nationalities in 2023 were UK and Albanian, and 9,825 conclusive grounds decisions were made, "
        "66% of them positive.",
        ("66%", "55%"),
    ),
    "a count of others than those who stand with it": (
        "There were 5,690 referrals in April to June 2025, of which 1,286 were for UK nationals.",
        ("1,286", "457"),
    ),
    "a part, its whole, and how much it makes up": (
        "Some 1,452 of 4,746 people referred in January to March 2023 were Albanian, making up 31% of the total.",
        ("31%", "41%"),
    ),
    "two figures of one release that moved the other way since": (
        "Positive conclusive grounds decisions fell to 635 in 2016, compared with 1,028 the previous year.",
        ("fell to", "rose to"),
    ),
    "who make a share up, ahead of those who follow": (
        "In 2023, males (12,903) accounted for three quarters of referrals, followed by females (4,088).",
        (
            "males (12,903) accounted for three quarters of referrals, followed by females (4,088)",
            "females (4,088) accounted for three quarters of referrals, followed by males (12,903)",
        ),
    ),
    "a share of some, ahead of others": (
        "In 2023 boys accounted for 80% of child referrals, ahead of girls.",
        ("80%", "60%"),
    ),
    "a change over years": (
        "In 2025 there were 23,411 referrals, up 38% in two years.",
        ("38%", "22%"),
    ),
    "a share said in words and then exactly": (
        "In 2024 around three in ten of referrals were children, at 31% down from 44% the previous year.",
        ("31%", "35%"),
    ),
    "a share of referrals that stood for some": (
        "In 2024, 31% of referrals represented children.",
        ("31%", "44%"),
    ),
    "how many times a figure of another year": (
        "Referrals of UK nationals were almost double those in 2017.",
        ("double", "treble"),
    ),
    "each of two moved from year to year": (
        "Referrals of adults and children were higher in 2022 than in 2021.",
        ("higher", "lower"),
    ),
    "a run that ended": (
        "Referrals fell in 2020, ending years of year-on-year increases.",
        ("fell", "rose"),
    ),
    "how many times, by a long word": (
        "Since 2017 the annual number of referrals has more than quadrupled, from 5,136 to 23,411 in 2025.",
        ("quadrupled", "quintupled"),
    ),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_nothing_true_is_called_wrong_and_nothing_false_right(checker: Checker, kind: str) -> None:
    sentence, (said, instead) = SENTENCES[kind]
    assert said in sentence
    true, false = checker.check(sentence), checker.check(sentence.replace(said, instead))
    assert {one.verdict for one in true.assertions} <= {"supported", "supported_at_release"}
    assert "not_supported" in {one.verdict for one in false.assertions}


def test_a_record_of_those_held_needs_that_said_and_a_higher_one_makes_it_false(checker: Checker) -> None:
    """UK nationals are held by quarter since 2022 only; more Vietnamese nationals were referred in a later quarter."""
    sentence = "Referrals for {} nationals in Q1 2023 were the highest since the scheme began."
    (uk,) = checker.check(sentence.format("UK")).assertions
    (vietnamese,) = checker.check(sentence.format("Vietnamese")).assertions
    assert (uk.verdict, vietnamese.verdict) == ("needs_context", "not_supported")
    assert "no such figure is held" in uk.explanation


def test_a_part_of_a_year_is_tried_as_a_quarter_and_never_held_against_a_text(checker: Checker) -> None:
    sentence = "In early 2023, {}% of conclusive grounds decisions were positive."
    (good,) = checker.check(sentence.format(76)).assertions
    (other,) = checker.check(sentence.format(66)).assertions
    assert (good.verdict, other.verdict) == ("supported", "cannot_check")
    assert "early 2023" in other.explanation


def test_a_change_of_no_period_may_be_of_any_and_is_not_called_wrong(checker: Checker) -> None:
    """19,125 in 2024 and 23,411 in 2025 are 22.4% apart."""
    (newest,) = checker.check("Referrals have gone up by 22%.").assertions
    (other,) = checker.check("Referrals have gone up by a third.").assertions
    assert (newest.verdict, other.verdict) == ("supported", "cannot_check")


def test_who_waits_for_a_first_decision_is_not_counted(checker: Checker) -> None:
    """5,758 waited for the second."""
    (first,) = checker.check("At the end of 2025, 5,758 people were still waiting for their first decision.").assertions
    (second,) = checker.check("At the end of 2025, 5,758 people were still waiting for a final decision.").assertions
    assert (first.verdict, second.verdict) == ("cannot_check", "supported")


def test_those_who_were_referred_in_a_year_and_still_wait_are_not_all_who_wait(checker: Checker) -> None:
    """29,275 waited at the end of 2022, whenever they were referred."""
    for who in ("people who were referred", "of those who had been referred", "people who entered the NRM"):
        (some,) = checker.check(f"At the end of 2022, 12,907 {who} in 2022 were awaiting a final decision.").assertions
        assert some.verdict == "cannot_check"
    (every,) = checker.check("At the end of 2022, 29,275 people were awaiting a final decision.").assertions
    assert every.verdict == "supported"
