"""The lists of a letter: items over items, items asked again by their labels, codes, and what stands beside them."""

from __future__ import annotations

import re

import pytest
from given import drafted

from assistant.desk.reply import draft_reply
from assistant.render.email_draft import draft_text
from assistant.service import Assistant

pytestmark = pytest.mark.slow


# Tables 2, 11–14, 16, 28 and 40 of the release of 7 March 2024 and table IER_02d of 27 August 2026; the figures
# after the
# semicolon are those of other readings.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # periods as items under a question, which the next list has again; an age that is meant, and one that is not
        (
            "1. How many children were referred in the following periods of time?\na) 1 April 2016 to 31 March 2017\n"
            "b) 1 April 2015 to 31 March 2016\n\n2. How many adults were referred in each of the same periods?\n"
            "a) 1 April 2016 to 31 March 2017\nb) 1 April 2015 to 31 March 2016\n\n"
            "For clarity, I mean the age at the time of the exploitation and not at the date of referral.",
            "1,427 1,065 2,640 2,365;4,067 3,430 23,411",
        ),
        # a question that heads its own parts
        (
            "For 2019 and 2021 please confirm:-\n(1) The number of reasonable grounds decisions, and of those "
            "decisions "
            "please confirm what the outcomes were, namely:-\n(a) the number that were positive;\n(b) the number that "
            "were negative.",
            "10,278 12,499 9,289 11,311 989 1,188",
        ),
        # items asked again by their letters
        (
            "1. For 2023, how many NRM referrals came from each of the following:\na. the Gangmasters and Labour Abuse "
            "Authority\nb. UK Visas and Immigration\nc. Immigration Enforcement\n\n2. And for the fourth quarter of "
            "2023 "
            "only, the same for b and c.",
            "13 5,216 2,760 1,188 651",
        ),
        (
            "1. For quarter 2 (April to June) 2023:\n   a) NRM referrals\n      i. of adults\n      ii. of children\n"
            "   b) reasonable grounds decisions\n      i. positive\n      ii. negative\n"
            "2. For quarter 3 (July to September) 2023: a) to b) as above.\n\n"
            "I would be grateful if you could confirm in writing that you have received it.",
            "2,040 1,745 1,736 1,724 2,018 1,848 1,956 1,715",
        ),
        # of whom a question was asked, said again in full over its items
        (
            "1. How many adults did the Salvation Army refer in 2023?\n2. Of the total number of adults that the "
            "Salvation Army referred as in question 1, how many were\n- women\n- men\n",
            "318 118 199;153 278",
        ),
        # the same by another breakdown, or by two
        (
            "For 2023 please provide:\n\n- The referrals made by local authorities for criminal exploitation, broken "
            "down by age\n- The same broken down by gender\n- The same split by nationality and gender",
            "1,979 36 14 1,899 129 1,446 94;2,992 12,921",
        ),
        # a figure of two years as a share of all
        (
            "- the number of Albanian nationals referred in 2022 and in 2023\n- what percentage of all referrals that "
            "was in each of the two years",
            "4,609 4,055 27.2 23.9",
        ),
        # items that stand in their lead-in, and a total of all of their kind
        (
            "How many NRM referrals did these make in 2023?\n- Police Scotland\n- Police Service of Northern Ireland\n"
            "- Essex Police\n\nAnd what was the total for all police forces?",
            "242 19 171 3,946;16,990",
        ),
        # whom "they" referred, a split beside its whole, and the total of the list for others
        (
            "For 2023:\n\n- how many people Kent Police referred, and how that splits across the four quarters\n"
            "- which nationality they referred most often, and how many that was\n"
            "- the same total for Essex Police and for Sussex Police so we can compare",
            "74 27 14 12 21 39 171 98;4,287 118 60",
        ),
        # two figures of a list for another year
        (
            "1) how many people who arrived by small boat in 2025 had a modern slavery referral?\n2) what percentage "
            "of that year's small boat arrivals was that?\n3) and what were the two figures for 2024?",
            "8,032 20 5,382 15",
        ),
        # the cohort of a letter, after some of it, and marks in one line without their first bracket
        (
            "We would like to know, for 2023:\n\n1. How many potentially trafficked children were referred to the "
            "NRM?\n2. How many of these children have been UK nationals?\n3. Of the children identified what type of "
            "care placements have been sought?\n4. How many children in this cohort were exploited a) in the UK only "
            "b) overseas only?",
            "7,432 3,354 4,589 2,147",
        ),
        # whose lead-in asks of those of each
        (
            "Of the referrals made by the following in 2023, how many were for children?\n(a) the Home Office\n"
            "(b) Kent Police\n(c) local authorities",
            "2,032 25 3,612;5,999",
        ),
        # those of a list's own period, of whom no such figure is published
        (
            "For 2022 and 2023:\n1. How many children were referred by the police?\n2. How many of these received a "
            "positive conclusive grounds decision?",
            "1,195 1,600;6,528 5,502",
        ),
        # a remark in brackets, and how the figures are to be split behind it
        (
            "1. How many Vietnamese nationals did local authorities refer in 2023? (I am told this is on the form.) "
            "Please break the numbers down by male/female, and by minors or adults.",
            "63 39 24 46 14;8,622 7,432",
        ),
        # by their number
        (
            "1) how many women and girls were referred in 2023\n2) how many of them were referred in Q4 2023\n"
            "3) the same for men and boys for number 1",
            "4,088 12,903",
        ),
        # a sender's own codes, and what they say of themselves in brackets
        (
            'For the period 1 July 2019 to 30 September 2019 (I wrote "September 31" to another body, apologies):\n'
            "N200/01 - NRM referrals\nN200/02 – NRM negative reasonable grounds decisions",
            "2,802 210",
        ),
        # of those whom the sentence has named; in two ways, each by itself
        (
            "How many people from Albania were referred in (a) 2022 and (b) 2023; how many of those referred in 2023 "
            "were "
            "(i) adults and (ii) children?",
            "4,609 4,055 3,149 625;7,432 8,622",
        ),
        (
            "1. How many Vietnamese nationals were referred in 2022 and 2023?\n2. For 2023, please break the number "
            "down "
            "by male/female, and by minors or adults.",
            "766 988 695 302 608 306;438 7,432",
        ),
        # what is counted in the unit that is said
        (
            "1. How many conclusive grounds decisions were made in 2022 and 2023?\n2. How many of the decisions in "
            "2023 "
            "were (a) positive and (b) negative?",
            "6,152 9,825 6,528 3,297;8,319",
        ),
        # one figure of several as a share
        (
            "The number of people who arrived by small boat in 2024 and 2025 who went on to have an NRM referral, "
            "and the "
            "total number of small boat arrivals in each of those years? I'd also like the 2025 one as a percentage of "
            "arrivals.",
            "5,382 8,032 35,898 40,595 20%",
        ),
        # a request that its sender quotes
        (
            "I request an internal review. For ease of reference, I asked:\n\n> 1. How many conclusive grounds "
            "decisions "
            "were made in 2022?\n> 2. How many of those were positive?\n\nA full history of my request and all "
            "correspondence is available on the Internet at the usual address.",
            "6,152 5,502",
        ),
        # the force that was spoken of, a number of what was made, a body's name in the head of the mail
        (
            "I am drafting a paper for the Panel's December meeting and need to set out how many referrals West "
            "Yorkshire "
            "Police made in each quarter of 2023.\n\nCould you also tell me how many of the referrals made by the "
            "force in "
            "the fourth quarter of 2023 were for children, and – for comparison – the number made in the year by "
            "Greater "
            "Manchester Police?",
            "57 63 59 10 185;95 66 detail",
        ),
        # the last of several times, in the unit that was counted
        (
            "- the number of Duty to Notify reports in each quarter of 2022 and each quarter of 2023;\n- the "
            "nationalities "
            "with the most reports in the last of those quarters (the top three).",
            "987 1,044 123 105 102;764",
        ),
        # periods that are said to be the same as a list before, of people of whom the letter is loosely said to be
        (
            "I submit this request concerning exploitation of young people.\n\n1. How many children were referred in "
            "the following periods?\na) 1 April 2017 to 31 March 2018\nb) 1 April 2016 to 31 March 2017\n\n"
            "2. How many adults were referred in each of the same two periods?",
            "2,416 1,427 3,182 2,640;4,067",
        ),
        # how the figures are made, under a question; what somebody does with cases; a law with its year in brackets
        (
            'Under FOIA 2000 ("FOIA 2000") I request information regarding the Home Office\'s handling of trafficking '
            "cases, by year for 2020 to 2022:\n1. Please provide the total number of referrals each year.\na. This "
            "data "
            "should include all first responders.\n2. Please provide the number of positive conclusive grounds "
            "decisions each year.",
            "10,582 12,700 16,921 3,077 2,596 5,502;handling",
        ),
        # items without marks, each asking for the sum of two quarters; a total of others under them
        (
            "For January to June 2023 please provide:\nThe number of referrals made by UK Visas and Immigration\nThe "
            "number of referrals made by Immigration Enforcement\nThe number of referrals made by local authorities in "
            "which the potential victim was subject to criminal exploitation only\n\nAlso the total referred by local "
            "authorities in that half year.",
            "2,712 1,493 1,008 1,975",
        ),
        (
            "Please let me have the number of referrals in Q4 2023 from:\n- Eritrea,\n- Sudan, and\n- Vietnam\n\nand "
            "the total of all nationalities for that quarter.\n\nIt would also help to know how many of the Vietnamese "
            "ones were children.",
            "208 222 268 4,134 76;306",
        ),
        (
            "Please let me have the number of referrals in 2023 made by\n\ni. The Salvation Army,\nii. Migrant Help, "
            "and\niii. Barnardo's\n\nand also the total referred by local authorities that year.",
            "432 281 39 3,955",
        ),
        # what would be a bonus, of the ones of a year
        (
            "I'd like the number of referrals flagged as county lines in 2020 and in 2022. If you can also tell me how "
            "many of the 2020 ones were boys that would be a bonus.",
            "1,544 2,281 1,247;bonus",
        ),
        # marks that only list; forces that are said to be sent cases
        (
            "In 2018, how many potential victims were referred to (i) Police Scotland, (ii) the PSNI, (iii) Welsh "
            "forces "
            "and (iv) English forces for crime recording?",
            "228 52 251 6,462",
        ),
        # the days of a decision, and the cases that wait for one
        (
            "I am a student looking at delay in the NRM. I have read the bulletins, so I'd be grateful if you could "
            "confirm\n\n1) how many cases with a positive reasonable grounds decision were awaiting a conclusive "
            "grounds "
            "decision at the end of 2024, and at the end of September 2025;\n2) the average number of days to a "
            "conclusive grounds decision in 2023 and 2024.",
            "17,168 9,107 526 637;2,500",
        ),
        # one item by its mark; those of the question above, on lines of their own; a list of its own under a paragraph
        (
            "For 2023 please list the number of NRM referrals made by:\n(a) Kent Police\n(b) the Metropolitan "
            "Police\n\n"
            "For (b), please also say how many were children and how many were for labour exploitation.",
            "74 670 287 57;5,999 1,455",
        ),
        (
            "Please supply, by first responder, for 2023:\n\n(1) Barnardo's\n(2) Migrant Help\n\nFor (2), how many "
            "were "
            "children? And the total made by all first responders.",
            "39 281 44 16,990",
        ),
        (
            "1. How many potential victims were referred for sexual exploitation in 2023?\nOf these please could you "
            "break "
            "them down by adult/child victims (if unknown please state)\nOf these please could you break them down by "
            "gender",
            "1,679 917 673 1,470 204;753",
        ),
        # each quarter of a year that was told by quarter
        (
            "- number of referrals of Vietnamese people, Q1 2023 to Q4 2023 by quarter\n- total referrals in each of "
            "those "
            "quarters",
            "183 228 318 268 4,742 3,992 4,132 4,134",
        ),
        # each of two in each case, and the share of each; the whole of a ranking, and how it moved
        (
            "In 2023, how many conclusive grounds decisions were made for adults, and for children? Of those, how "
            "many were "
            "positive in each case, and what percentage does that make?",
            "5,448 3,822 3,139 3,085 57.6 80.7;6,528 0.66",
        ),
        (
            "Please can you tell me the five nationalities with most Duty to Notify reports in Q4 2023, with "
            "numbers, and "
            "what the total was? And was that up or down on the quarter before?",
            "123 105 102 78 73 1,044 1,317",
        ),
        # what a writer does; what would do where nothing else was asked that can be told
        (
            "I volunteer with a charity for young people and would like to know, for 2023:\n1. how many children were "
            "referred to the NRM\n2. how many of them went missing from care",
            "7,432;204",
        ),
        (
            "I gather you may not split by detention. If so, could you simply say what proportion of reasonable "
            "grounds "
            "decisions were negative (i) in 2022 and (ii) in 2023?",
            "11.5 45.4",
        ),
        # of the message below: other times, and other counts
        (
            "What I asked for was financial years: 2021-22 and 2022-23, adults only.\n\nOn 2 June 2025, NRM wrote:\n"
            "> There were 6,401 referrals of adults in 2021.",
            "7,024 9,382;6,401",
        ),
        (
            "Could I have the same for Duty to Notify reports? And for conclusive grounds decisions?\n\nOn 3 "
            "November 2025, "
            "NRM wrote:\n> 16,921 potential victims were referred in 2022.",
            "4,580 6,152;17,304",
        ),
        # others, under the periods that a question was asked for; what is to be sent along with an answer
        (
            "Please provide the number of children referred for the following time periods:\n1) 1 January 2022 – 31 "
            "December 2022\n2) 1 January 2023 – 31 December 2023\n\nPlease can you also provide the number of adults "
            "referred for the same two periods.",
            "7,004 7,432 8,848 8,622",
        ),
        (
            "For 2022 and 2023:\n1. Please provide the total number of referrals received each year.\na. This data "
            "should "
            "include all regions.\nb. When answering this question, please provide copies of all documents.\n2. Of the "
            "referrals received (as per item 1), please specify how many were of children each year.",
            "16,921 16,990 7,004 7,432;answering",
        ),
    ],
)  # fmt: skip
def test_the_lists_of_a_letter_are_read(assistant: Assistant, letter: str, figures: str) -> None:
    body = drafted(assistant, letter, figures)
    assert "could not" not in body


@pytest.mark.parametrize(
    "asked",
    [
        "2. Of those, how many received:\na) a positive conclusive grounds decision\nb) a negative one",
        "2. The number of those referrals that received (i) a positive conclusive grounds decision, and (ii) a "
        "negative "
        "conclusive grounds decision.",
        "2. Of those, how many were given a positive reasonable grounds decision?\n3. Of those, how many received a "
        "positive conclusive grounds decision?",
    ],
)
def test_decisions_on_those_who_were_referred_are_not_those_on_everybody(assistant: Assistant, asked: str) -> None:
    letter = f"Hello\n\n1. How many children were referred by local authorities in 2023?\n{asked}\n"
    body = draft_text(draft_reply(assistant, letter.encode()))
    assert "3,612" in body
    assert not re.search(r"6,528|3,297|8,319|6,928", body)


def test_a_body_in_the_head_of_a_mail_is_nobodys_name(assistant: Assistant) -> None:
    mail = (
        'From: "Policing & Crime Panel, West Yorkshire" <panel@example.org>\nTo: x@example.org\n\n'
        "How many referrals did West Yorkshire Police make in Q4 2023?\n"
    )
    assert [item.part.value for item in draft_reply(assistant, mail.encode()).items] == [59]
