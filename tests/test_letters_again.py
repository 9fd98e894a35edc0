"""What a letter asks of what it has asked: items again by their marks, shares of all, breakdowns, passages to check."""

from __future__ import annotations

import pytest
from given import drafted

from assistant.service import Assistant

pytestmark = pytest.mark.slow


# Tables 2, 3, 11–14, 16, 28 and 40 of the release of 7 March 2024, and the printed figures of that of 6 March 2025; the
# figures after the semicolon are those of other readings.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # a share of all, after some of those that were counted
        (
            "Please send the number of referrals by local authorities in 2023, the number of those that were for "
            "children, and what percentage of all referrals local authorities made.",
            "3,955 3,612 23%;91%",
        ),
        (
            "Please tell me the number of children referred in 2022, how many of those were boys, and the proportion "
            "of all referrals that were of children.",
            "7,004 4,475 41%;43%",
        ),
        # numbers under letters, from one again under each
        (
            "Please supply for 2023:\n\nA. NRM referrals\n   1. from Kent Police\n   2. from local authorities\n"
            "B. Reasonable grounds decisions\n   1. positive\n   2. negative\nC. Duty to Notify\n   1. total reports",
            "74 3,955 8,319 6,928 4,929;6,528 16,990",
        ),
        (
            "(a) For referrals in 2023:\n   (1) the total number\n   (2) the number from Vietnam\n(b) For conclusive "
            "grounds decisions in 2023:\n   (1) the total number\n   (2) the number that were positive\n(c) The "
            "equivalent of (b) for 2022.",
            "16,990 988 9,825 6,528 6,152 5,502;16,921 766",
        ),
        # numbers of questions that could be quarters, and quarters that could be numbers
        (
            "For 2024 we need:\n\nQ1 - total number of NRM referrals\nQ2 - number of Albanian nationals referred\n"
            "Q3 - number of conclusive grounds decisions made\n"
            "Q4 - cases awaiting a conclusive grounds decision at year end",
            "19,125 2,492 17,304 17,168",
        ),
        (
            "Please give me the number of referrals in 2023 for\n\nQ1 - January to March\nQ2 - April to June\n"
            "Q3 - July to September",
            "4,742 3,992 4,132",
        ),
        # items again by their marks, in no words for "the same"
        (
            "(a) Number of reasonable grounds decisions in 2023\n(b) Number of conclusive grounds decisions in 2023\n"
            "(c) The figures at (a) and (b) for children only",
            "15,247 9,825 6,241 3,822;7,432",
        ),
        (
            "Please provide for 2023:\ni) the number of referrals\nii) the number of those referred who were children\n"
            "iii) the number of referrals by local authorities\n\nPlease provide i) and ii) for 2022 too.",
            "16,990 7,432 3,955 16,921 7,004;2,822",
        ),
        (
            "Q1. NRM referrals 2023 - total?\nQ2. DtN 2023 - total?\nQ3. Both of the above for 2022\nQ4. Top 5 "
            "nationalities in 2023\nQ5. Same as Q4 but for 2023 and children only",
            "16,990 4,929 16,921 4,580 4,305 3,354 625",
        ),
        (
            "1. How many referrals were made in 2022?\n2. How many reasonable grounds decisions were made in 2022?\n"
            "3. Please answer questions 1 and 2 for 2023.",
            "16,921 16,747 16,990 15,247",
        ),
        # the same of another time, and of others besides
        (
            "How many UK nationals were referred in Q3 2022 and Q4 2022? The same for Q1 and Q2 2023, and for "
            "Albanians too.",
            "1,076 1,133 1,163 970 1,294 1,180 1,452 993",
        ),
        # a breakdown of one of several figures, alone in its item
        (
            "1. How many Vietnamese nationals were referred in 2022 and 2023?\n2. Please break the 2023 number down by "
            "male/female, and by minors or adults.",
            "766 988 695 302 608 306",
        ),
        (
            "1. How many reasonable grounds decisions were made in 2022 and 2023?\n2. Break the 2022 figure down into "
            "positive and negative.",
            "16,747 15,247 14,826 1,921;3,515 733",
        ),
        # a passage to be checked, and what is asked after it
        (
            'Please could you verify this sentence: "In 2023, 17,004 potential victims were referred, of whom 7,432 '
            'were children." How many of them were women?',
            "17,004 7,432 4,088",
        ),
        # the figures of the whole list
        (
            "(i) the number of reasonable grounds decisions made in April to June 2023;\n(ii) how many of those were "
            "negative; and\n(iii) the equivalent figures for April to June 2022.",
            "3,460 1,724 3,982 380",
        ),
        # two added up, one of them of the message below
        (
            "Could I have the same for negative decisions please, and the total of the two? I also forgot to ask for "
            "the negative figure for 2022.\n\nOn 9 November 2026, NRM wrote:\n> There were 8,319 positive reasonable "
            "grounds decisions in 2023.",
            "6,928 15,247 1,921;3,297 650",
        ),
        (
            "How many adults were referred in 2023? And the same for children, plus the combined total of the two.",
            "8,622 7,432 16,054;16,990 17,004",
        ),
        # the year, after its quarters
        (
            "1. How many referrals were there in each of the first three quarters of 2024?\n2. In 2024 as a whole, how "
            "many were UK nationals, Albanian and Vietnamese?",
            "4,521 4,312 4,752 4,441 2,492 2,153;791",
        ),
        (
            "For the PCC's quarterly performance board could I please have West Yorkshire Police's NRM referrals for "
            "each quarter of calendar 2023, the total for the year, and the adult / child split for the year. For "
            "context we'd also like the same annual total for Greater Manchester Police and Merseyside Police.",
            "57 63 59 236 184 45 185 117;42",
        ),
        # what an organisation tells of itself
        (
            "I was told by a lady from the Salvation Army that they sent you over four hundred people in 2023. Would "
            "that be right, and how many of those were women or girls? And what about Migrant Help?",
            "432 153 281;4,088 69",
        ),
        (
            "Barnardo's told us that it made more than 50 referrals in 2023. Is that correct, and how many were girls?",
            "39 8;16,990 1,508",
        ),
        # those of two that were counted, and not everybody
        (
            "- Referrals in 2023 for Kent Police and Essex Police\n- Of those, how many were children?",
            "171 74 121;7,432",
        ),
        # quarters of another year; whether somebody has to do something
        (
            "can u pls tell me how many ppl got sent to the nrm in q1 q2 q3 and q4 of 2022 and same for 2021?? also is "
            "it true a kid doesnt have to agree to be referred",
            "3,773 4,157 4,578 4,413 2,935 3,119 3,316 3,330;12,700 5,999",
        ),
        # tables to be filled in
        (
            "Could you fill in the blanks in this table?\n\nYear | NRM referrals | of which children | Duty to Notify "
            "reports\n2021 |   |   |\n2022 |   |   |\n2023 |   |   |",
            "12,700 16,921 16,990 5,447 7,004 7,432 3,193 4,580 4,929",
        ),
        (
            "Could you complete the following? NRM referrals by nationality:\n\nNationality | 2022 | 2023\n"
            "Albanian | |\nVietnamese | |\nSudanese | |",
            "4,609 766 850 4,055 988 940",
        ),
        # the limbs of one question, which share what stands behind the last of them
        (
            "To ask the Secretary of State for the Home Department, how many (a) positive reasonable grounds, (b) "
            "negative "
            "reasonable grounds, (c) positive conclusive grounds and (d) negative conclusive grounds decisions "
            "were made "
            "in 2021; and if she will make a statement.",
            "11,311 1,188 2,596 243",
        ),
        (
            "To ask the Secretary of State for the Home Department, how many people were awaiting a conclusive grounds "
            "decision at the end of (a) December 2022, (b) December 2024 and (c) December 2025.",
            "29,275 17,168 5,758",
        ),
        (
            "To ask the Home Secretary, how many referrals to the NRM in 2023 were made by (a) Greater Manchester "
            "Police "
            "(b) West Midlands Police (c) Merseyside Police and (d) Essex Police.",
            "185 182 117 171",
        ),
        # items that stand side by side are not of the first of them
        (
            "For 1 October to 31 December 2023:\n\nA. how many referrals were for labour exploitation\nB. how many "
            "were "
            "for criminal exploitation\nC. how many were made by local authorities\nD. how many by NGOs",
            "1,113 1,171 1,017 221;81",
        ),
        (
            "For 2023:\n1. how many children were referred\n2. how many adults were\n3. how many were referred by the "
            "police",
            "7,432 8,622 3,946;2,137 1,600",
        ),
        # each of a list that is led in without a question, forces by their places, and which of them is highest
        (
            "For a regional feature: NRM referrals in calendar 2023 by each of the following forces -\n\n* West "
            "Yorkshire Police\n* South Yorkshire Police\n* Humberside\n* North Yorkshire Police\n\nand which of "
            "the four "
            "was highest.",
            "236 91 51 54;3,946",
        ),
        (
            "Number of referrals in 2023 of the following nationalities -\n1. Albanian\n2. Vietnamese\n3. Eritrean\n\n"
            "Which was lowest?",
            "4,055 988 897;4,305",
        ),
        # what the writer works on, and who wants to know
        (
            "As part of doctoral research into modern slavery and the criminal justice system I should be grateful for "
            "the following. For the years 2017 and 2018 (1 January to 31 December in each case) please confirm:-\n\n"
            "(1) the number of NRM referrals;\n(2) the number of Duty to Notify reports.",
            "5,136 6,974 1,634 1,688",
        ),
        (
            "Ahead of next week's debate on waiting times in the NRM, the Bishop would like to have in front of "
            "her the "
            "average number of days to a conclusive grounds decision in 2023 and in 2024, and the number of conclusive "
            "grounds decisions issued in 2023.",
            "526 637 9,825",
        ),
        # one of several figures, compared
        (
            "I would like to know how many women and girls were referred in the last quarter of 2023, how many men and "
            "boys, and, if you can, how the first number compares with the last quarter of 2022.",
            "1,040 3,097 964;3,451 4,413",
        ),
        # what is counted is said in an item that has no figure
        (
            "Can you tell me\n1. how many NRM referrals Leicester City Council made in 2023, and\n2. how many "
            "Leicestershire Police made in the same year?",
            "85;16,990",
        ),
        # parts and tables by their names, with what stands under them
        (
            "Part A - Referrals\n1. Total in 2022\n2. Total in 2023\n\nPart B - Duty to Notify reports\n1. Total in "
            "2022\n2. Total in 2023",
            "16,921 16,990 4,580 4,929;15,247",
        ),
        (
            "I would like two tables for 2022 and 2023.\nTable 1: number of referrals by age group\nTable 2: number of "
            "reasonable grounds decisions by outcome\nPlease give totals for each table.",
            "8,848 7,004 16,921 16,990 14,826 6,928 16,747 15,247;33,925 31,994",
        ),
        (
            "N200/01 - NRM referral - total 2023\nN200/02 - NRM referral - Duty to Notify only 2023\nN200/03 - NRM "
            "referral - children only 2023",
            "16,990 4,929 7,432",
        ),
        # tables of figures that are to be judged, and of cells for the answers
        (
            "Year | NRM referrals | Duty to Notify reports\n2021 | 12,727 | 3,190\n2022 | 16,938 | 4,580\n\nCould you "
            "please tell me if these figures are still correct?",
            "12,700 3,193 16,921 4,580",
        ),
        (
            "| Question | Answer |\n|---|---|\n| NRM referrals 2022 | |\n| DtN reports 2023 | |\n\nCould you complete "
            "the above?",
            "16,921 4,929",
        ),
        # one of the limbs of another item
        (
            "Please provide, for October to December 2023 only:\n\n1. NRM referrals by (a) government agencies, (b) "
            "local authorities, (c) police and (d) NGOs.\n2. Of (c), how many were made by the Metropolitan Police?\n"
            "3. Of (b), how many concerned children?",
            "1,908 1,017 995 221 165 932;66",
        ),
        # all of a list, added up; a ranking in a paragraph of its own; those beside each other
        (
            "1) How many Sudanese nationals were referred in 2023?\n2) And how many Eritrean?\n3) And Iranian?\n4) "
            "What "
            "was the combined total?",
            "940 897 324 2,164;1,223",
        ),
        (
            "Can you confirm how many children were referred in 2023?\n\nAlso what were the top three nationalities in "
            "2023?",
            "7,432 4,305 4,055 997;3,354",
        ),
        (
            "Could you let me have the number of Albanian nationals referred in 2023, the number of these who were "
            "adult males, and the number who were children?",
            "4,055 2,642 625;583",
        ),
        # the change from the figure told before
        (
            "How many children were referred in 2022? What was it in 2023, and by how much did that go up?",
            "7,004 7,432 428;1,557",
        ),
        (
            "Could the department set out the number of children referred to the NRM for sexual exploitation, whether "
            "alone or along with another form, in\n\n(a) July to September 2023 and\n(b) October to December 2023,\n\n"
            "and the total number of children referred in each of those quarters?",
            "286 295 1,848 1,945",
        ),
    ],
)  # fmt: skip
def test_what_was_asked_is_asked_again(assistant: Assistant, letter: str, figures: str) -> None:
    body = drafted(assistant, letter, figures)
    assert "could not" not in body


def test_a_refusal_can_be_signed(assistant: Assistant) -> None:
    """What no table knows is told to the officer; the letter says what is published nearest to it."""
    letter = "How many Vietnamese nationals with a blue bicycle were referred in 2023?"
    body = " ".join(drafted(assistant, letter, "").split())
    assert "This is not published as it was asked." in body
    assert "The nearest that is published: referrals (Vietnamese nationals), 2023." in body
    assert "“" not in body
