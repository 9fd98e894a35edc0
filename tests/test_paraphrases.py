"""Forty questions, each asked in five ways: every way gives the same query."""

from __future__ import annotations

import pytest

from assistant.service import Assistant

GROUPS = """
How many referrals were there in 2022?
number of nrm referrals in 2022
2022 referrals
How many people were referred to the National Referral Mechanism in 2022?
total potential victims referred during 2022

How many children were referred in 2021?
kids referred to the NRM in 2021
2021 referrals of under 18s
number of minors who were referred in 2021
Can you tell me the number of child referrals for 2021 please?

How many women were referred in Q4 2023?
females referred October to December 2023
women, 4th quarter 2023, referrals
number of women referred in the last quarter of 2023
Please could you tell me how many women were referred between October and December 2023

How many Albanian nationals were referred in 2023?
Albanians referred in 2023
referrals from Albania 2023
people from Albania referred to the NRM in 2023
number of Albanian referrals during 2023

How many positive reasonable grounds decisions were made in 2022?
positive RG decisions 2022
2022 positive initial decisions
number of reasonable grounds decisions in 2022 that were positive
how many reasonable grounds decisions were positive in 2022

negative conclusive grounds decisions 2023
How many negative CG decisions were made in 2023?
How many final decisions were negative in 2023?
number of negative conclusive grounds decisions made during 2023
how many people were refused at the conclusive grounds stage in 2023

How many Duty to Notify reports were there in 2022?
DtN reports 2022
2022 duty to notify reports
number of MS1 forms in 2022
How many DtN notifications were received in 2022?

referrals by nationality in Q4 2023
breakdown of referrals by nationality, Q4 2023
Q4 2023 referrals broken down by nationality
How many referrals were there for each nationality in October to December 2023?
nationality breakdown of NRM referrals Q4 2023

referrals by exploitation type in 2023
2023 referrals by type of exploitation
breakdown of 2023 referrals by exploitation type
how many referrals were there in 2023 for each exploitation type
split 2023 referrals by exploitation type

top five nationalities referred in Q3 2023
the five nationalities with the most referrals in Q3 2023
Which five nationalities were referred most in Q3 2023?
top 5 nationalities by referrals, July to September 2023
Q3 2023: five most referred nationalities

What percentage of referrals in 2023 were children?
share of 2023 referrals that were children
what proportion of referrals in 2023 were of children
children as a percentage of referrals in 2023
percentage of 2023 referrals who were children

referrals each year from 2018 to 2022
annual referrals 2018 to 2022
referrals by year, 2018-2022
yearly referrals between 2018 and 2022
How many referrals were there in each year from 2018 to 2022?

referrals by quarter in 2022
quarterly referrals 2022
How many referrals were there in each quarter of 2022?
2022 referrals quarter by quarter
referrals per quarter, 2022

percentage change in referrals from 2019 to 2023
By what percentage did referrals change between 2019 and 2023?
percent change in referrals between 2019 and 2023
% change in referrals, 2019 to 2023
what was the percentage change in referrals from 2019 to 2023

compare referrals in 2015 and 2023
referrals in 2015 compared with 2023
referrals in 2015 versus 2023
How do referrals in 2015 compare with 2023?
2015 vs 2023 referrals

referrals made by the Metropolitan Police in 2023
How many referrals did the Met make in 2023?
Met Police referrals 2023
How many people did the Metropolitan Police refer in 2023?
2023 referrals by the Met

How many referrals did local authorities make in Q4 2023?
council referrals in Q4 2023
How many people did councils refer in Q4 2023?
referrals made by local authorities, Q4 2023
Q4 2023 local authority referrals

How many boys were referred in Q2 2023?
boys referred April to June 2023
male children referred in Q2 2023
Q2 2023 referrals of boys
number of boys referred in the second quarter of 2023

How many girls were referred for sexual exploitation in 2023?
girls referred for sexual exploitation 2023
2023 referrals of girls for sexual exploitation
number of female children referred for sexual exploitation in 2023
sexual exploitation referrals of girls in 2023

labour exploitation referrals in Q1 2023
How many people were referred for labour exploitation in Q1 2023?
referrals for forced labour Jan-Mar 2023
number of labour exploitation referrals, first quarter of 2023
Q1 2023 referrals for labour exploitation

criminal exploitation alone or with other types, Q4 2023
referrals for any criminal exploitation in Q4 2023
criminal exploitation partial or whole Q4 2023
How many referrals involved criminal exploitation alone or combined in Q4 2023?
Q4 2023 referrals for criminal exploitation, alone or with other types

referrals in the year to June 2023
referrals in the year ending June 2023
How many referrals were there in the 12 months to June 2023?
referrals July 2022 to June 2023
number of referrals between July 2022 and June 2023

referrals in 2021/22
referrals in the financial year 2021-22
referrals in the 2021/22 financial year
How many referrals were there from April 2021 to March 2022?
referrals in FY 2021/22

referrals in the first half of 2023
How many referrals were there in H1 2023?
referrals January to June 2023
referrals in the first six months of 2023
number of referrals between January and June 2023

referrals where the exploitation was overseas in 2022
How many people referred in 2022 were exploited overseas?
referrals of people exploited abroad, 2022
people exploited overseas and referred in 2022
2022 referrals for exploitation overseas

Vietnamese children referred in 2023
How many Vietnamese children were referred in 2023?
children from Vietnam referred in 2023
number of Vietnamese minors referred in 2023
How many under 18s from Vietnam were referred in 2023?

British nationals referred in Q3 2023
How many UK nationals were referred in Q3 2023?
Britons referred in Q3 2023
referrals of British people, July to September 2023
how many Brits were referred in the third quarter of 2023

average referrals per quarter in 2023
average number of referrals per quarter in 2023
mean referrals per quarter, 2023
What was the average number of referrals a quarter in 2023?
On average how many referrals were there per quarter in 2023?

Which year had the most referrals?
In which year were referrals highest?
what year had the highest number of referrals
the year with the most referrals
which year saw the most referrals

How many adults had a positive conclusive grounds decision in 2022?
positive conclusive grounds decisions for adults 2022
adults with positive CG decisions in 2022
number of positive final decisions for adults, 2022
how many positive CG decisions were made for adults in 2022

referrals by age in 2022
age breakdown of referrals in 2022
2022 referrals broken down by age
breakdown of 2022 referrals by age group
How many referrals were there in 2022, by age?

referrals by first responder type in Q4 2023
Q4 2023 referrals by type of first responder
breakdown of Q4 2023 referrals by first responder type
How many referrals were there in Q4 2023, by first responder type?
referrals for each first responder type in Q4 2023

How many adult men were referred in Q1 2023?
adult males referred in Q1 2023
men aged 18 or over referred January to March 2023
number of adult men referred in the first quarter of 2023
Q1 2023 referrals of adult men

men compared with women referred in Q4 2023
men against women: referrals in Q4 2023
men versus women referred, Q4 2023
men vs women: referrals in Q4 2023
referrals of men compared with referrals of women, Q4 2023

Duty to Notify reports by nationality in Q4 2023
DtN reports by nationality, Q4 2023
nationality breakdown of duty to notify reports Q4 2023
Q4 2023 DtN reports broken down by nationality
How many Duty to Notify reports were there for each nationality in Q4 2023?

cases awaiting a conclusive grounds decision at the end of 2025
How many cases were awaiting a conclusive grounds decision at the end of 2025?
NRM backlog at the end of 2025
how many people were waiting for a conclusive grounds decision at the end of 2025
number of cases awaiting a final decision at the end of 2025

county lines referrals in Q2 2025
referrals flagged as county lines in Q2 2025
How many county lines cases were there in Q2 2025?
April to June 2025 county lines referrals
number of county lines referrals in the second quarter of 2025

referrals considered by the IECA in Q4 2025
IECA referrals Q4 2025
How many referrals went to the IECA in Q4 2025?
Q4 2025 referrals sent to the Immigration Enforcement Competent Authority
referrals to the IECA, October to December 2025

referrals in each of the last three years
How many referrals were there in each of the past three years?
referrals by year for the last three years
annual referrals over the last 3 years
yearly referrals, last three years

share of conclusive grounds decisions in 2023 that were positive
What percentage of conclusive grounds decisions were positive in 2023?
proportion of 2023 CG decisions that were positive
what share of conclusive grounds decisions made in 2023 were positive
percentage of conclusive grounds decisions that were positive, 2023
"""
QUESTIONS = [tuple(group.split("\n")) for group in GROUPS.strip().split("\n\n")]


def test_there_are_forty_questions_of_five_ways_each() -> None:
    assert len(QUESTIONS) >= 40
    assert {len(ways) for ways in QUESTIONS} == {5}
    assert len({way for ways in QUESTIONS for way in ways}) == 5 * len(QUESTIONS)


@pytest.mark.parametrize("ways", QUESTIONS, ids=lambda ways: ways[0])
def test_five_ways_of_asking_are_read_as_one(assistant: Assistant, ways: tuple[str, ...]) -> None:
    asked = {way: assistant.asking.questions(way, None) or [] for way in ways}
    trees = {way: [one.trees for one in found] for way, found in asked.items()}
    expected = trees[ways[0]]
    assert len(expected) == 1 and len(expected[0]) == 1
    others = {way: found for way, found in trees.items() if found != expected}
    assert not others, f"{ways[0]!r} is {expected}; otherwise read: {others}"
