"""The English of asking for figures: function words and what they ask for. No word here names anything published."""

from __future__ import annotations

from assistant.words.tokens import phrase

_CUES: dict[str, str] = {
    "by": "crosstab of | cross tab of | cross tabulation of | cross tabulated with | cross tabulate | by | broken down by | split by | split out by | broken down into | grouped by | according to | breakdown by | "
    "breakdown of | break down by | disaggregated by | separated by | divided by | for each | for every | "
    "in each | per | each | every | in terms of | across each | cut by | crossed with | cross tabulated by | sorted by | distribution by",
    "agent": "made by | referred by | submitted by | sent by | reported by | came from | come from | coming from | "
    "identified by | raised by | put forward by | issued by | "
    "did the | received from | been referred by | were referred by",
    "breakdown": "breakdown | break down | breakdowns | split | distribution | broken down | composition | make up | makeup | "
    "disaggregated | disaggregation | list | list all | spread",
    "year": "first year with more than | first year with over | first year to exceed | first year to pass | first year to top | "
    "by year | each year | per year | every year | yearly | annual | annually | year by year | in each year | for each year | "
    "on an annual basis | annual figures | by calendar year | per annum | a year | each calendar year | year on year figures | "
    "in each calendar year | in each of the years | for every year | annual totals | annual figures | in each of | for each of | by individual year | "
    "in any single year | any single year | a single year | single year | any one year | in one year | in any year | in every year | broken down by year | split by year | every single year",
    "quarter": "first quarter with more than | first quarter with over | first quarter to exceed | first quarter to pass | first quarter to top | "
    "by quarter | each quarter | per quarter | every quarter | quarterly | quarter by quarter | in each quarter | "
    "in any single quarter | any single quarter | a single quarter | single quarter | any one quarter | in one quarter | in any quarter | "
    "for each quarter | on a quarterly basis | quarterly figures | a quarter | broken down by quarter | split by quarter | in every quarter",
    "trend": "what has happened to | what happened to | over time | trend | trends | time series | over the years | historical | historically | how has | how have | evolved | "
    "trajectory | month by month | pattern over time | over the period | series | timeline | through time | history of",
    "share": "one in how many | majority | majority of | the majority of | the vast majority of | vast majority of | a majority of | refusal rate | refusal rates | rejection rate | rejection rates | approval rate | acceptance rate | failure rate | share | proportion | percentage | percent | per cent | % | fraction | proportions | percentages | shares | pc | "
    "what part | as a percentage | what percentage | what percent | what per cent | percentage of | how large a share | percentage wise | percentage of | success rate | rate | rates",
    "change": "how many more or fewer | how many fewer or more | how much higher or lower | more or less than | is that up | is it up | is that down | is it down | was that up | was it up | was that down | was it down | is this up | is this down | were they up | are they up | how many more | how many fewer | how much more | how much less | double | halve | treble | triple | doubling | halving | tripling | going up | going down | on the rise | on the increase | on the up | doubled | halved | trebled | tripled | soared | surged | surge | plunged | climbed | slumped | jumps | rises | falls | drops | lower | higher | greater | change | changed | changes | increase | increased | increasing | decrease | decreased | rise | risen | rose | fall | "
    "fallen | fell | drop | dropped | growth | grow | grew | grown | difference | decline | declined | went up | gone up | "
    "go up | went down | gone down | go down | rising | falling | growing | jump | jumped | reduction | reduced | changing | gap | up from | "
    "down from | uplift | differ | swing | up or down | up on | down on | shift | percentage change | percent change | growth rate",
    "percent": "percentage change | percent change | percentage increase | percentage decrease | percent increase | per cent increase | "
    "by what percentage | by what % | by how many % | what % increase | by what percent | by how many percent | what percentage increase | what percentage | as a percentage | % change | "
    "% increase | percentage rise | percentage fall | per cent change | percentage growth | growth rate | what per cent | percentage drop | "
    "percentage difference | rate of change",
    "threshold": "first exceed | first exceeded | first pass | first passed | first reach | first reached | first top | first topped | first surpass | "
    "first surpassed | first hit | first go above | first go over | first went above | first went over | first rise above | first rose above | first break | first broke | "
    "first fall below | first fell below | first drop below | first dropped below | first go below | first went below | "
    "first year with more than | first year with over | first year to exceed | first year to pass | first year to top | "
    "first quarter with more than | first quarter with over | first quarter to exceed | first quarter to pass | first quarter to top",
    "times": "ratio | ratio of | how many times | times more | times as many | times higher | outnumber | outnumbered",
    "compare": "compares | how that compares | how this compares | comparing to | more | fewer | overtook | overtaken | overtake | outnumber | outnumbered | exceed | exceeded | surpassed | surpass | as many | as high | ratio | ratio of | compare | compared | comparing | comparison | versus | vs | v | than | against | compared to | compared with | "
    "in comparison to | in comparison with | relative to | as opposed to | side by side | contrast | alongside",
    "top": "so high | that high | mostly | third biggest | fourth biggest | fifth biggest | fourth most | fifth most | second most common | second largest | second most | second highest | second biggest | third most common | third largest | third most | third highest | "
    "fourth most common | fourth largest | fourth highest | fifth largest | fifth most common | fifth highest | top | most | highest | largest | biggest | greatest | main | leading | commonest | most common | most frequent | "
    "most often | most frequently | maximum | peak | highest number | largest number | most commonly | biggest number | record | "
    "number one | max | peaked | record high | principal | predominant | prevalent | most prevalent | dominant | highest ever | busiest",
    "nth": "third biggest | fourth biggest | fifth biggest | fourth most | fifth most | second most common | second largest | second most | second highest | second biggest | third most common | third largest | third most | third highest | fourth most common | fourth largest | fourth highest | fifth largest | fifth most common | fifth highest",
    "bottom": "so low | so few | that low | bottom | least | lowest | fewest | smallest | least common | minimum | fewer | lowest number | smallest number | "
    "rarest | least often | min | record low | quietest | least frequent | lowest ever",
    "rank": "rank | ranking | ranked | in order | league table | in descending order | order of size | rankings | most to least",
    "average": "average | mean | on average | averaged | averages | typical | typically",
    "total": "total of | total | overall | in total | altogether | combined | together | in all | sum | sum of | summed | all | both | totals | "
    "grand total | added together | as a whole | total number | aggregate | collectively | in aggregate | taken together",
    "running": "cumulative | cumulatively | cumulative total | cumulative totals | running total | running totals | running sum | accumulated | rolling",
    "points": "percentage point | percentage points | per cent points | percent points | pp | ppt",
    "revised": "revised later | later revised | revised afterwards | subsequently revised | between releases | from release to release | across releases | from one release to the next | changed later | figure changed | figures changed | figure been changed | figures been changed | changed afterwards | change after publication | changed after publication | change since publication | changed since publication | change after it was published | changed after it was published | change since it was published | changed since it was published | changed since first published | revised | revision | revisions | restated | been revised | updated since | been updated | changed since it was first published | "
    "has been revised | revise | different releases | each release | every release | by release | been changed since publication | "
    "was revised | were revised | been corrected | history of revisions | vintages | vintage | been restated",
    "first_published": "first report for | first say | the first release | first release | the first bulletin | first bulletin | original release | the original release | originally reported | initially published | initially reported | first reported | first printed | first released | originally released | initial release | the initial release | first published | originally published | as first published | when first published | when it was first published | "
    "initially published | at the time | original figure | as originally published | first reported | originally reported | at time of publication | "
    "when first released | initially reported | at first publication | initial figure",
    "as_published": "as published in | published in | in the release | according to | as at | as of | as reported in | in the bulletin | "
    "from the release | using | per the release",
    "containing": "alone or with other types | alone or with others | alone or combined | alone or in combination | partial or whole | "
    "whole or partial | in part or whole | in whole or in part | in part or in whole | wholly or partly | in combination | "
    "in combination with other types | combined with other types | in any combination | on its own or with other types | including combinations | "
    "with or without other types | as one of the types | as one of several types | alongside other types | alone or alongside other types | "
    "either alone or with other types | either alone or in combination | including where combined with other types | including in combination | "
    "whether alone or with other types | whether alone or in combination | in any form | of any kind | any involvement of | some element of | an element of | with an element of | with some element of | involving an element of | partially or wholly",
    "exclude": "all but | everyone but | everything but | but not | on top of | non | excluding | except | except for | other than | apart from | not | without | exclude | not including | minus | leaving out | "
    "besides | excl | ignoring | who were not | who are not | that are not | discounting",
    "and": "and | & | plus | as well as | along with | and also | or | and for | and the",
    "number": "how many different | number of different | the number of different | how many distinct | number of distinct | how many | number | numbers | count | counts | number of | how much | the number of | volume | quantity | tally | no of | level | levels | figure for | how big | how large | how high | how low | size of",
    "which": "which | what | who",
    "where": "where | whose",
    "when": "when did | when was | when were | since when | on what date | what date",
    "separately": "separately | respectively | individually | each separately",
    "claimed": "is it true | is it true that | is it right that | is it correct that | is it the case that | is it right | is it correct | is it the case | is it accurate | am i right | is that true | is this true | is this right | is that right | is this correct | is that correct",
    "of_those": "of those | of these | of them | of which | among those | among these | out of those | out of these | of whom | of that number | of the total",
    "previous": "the previous year | previous year | a year earlier | the year before | year before | same quarter last year | the same period last year | "
    "same period in the previous year | the previous quarter | previous quarter | the quarter before | quarter before | year on year | "
    "year over year | yoy | quarter on quarter | qoq | same quarter of the previous year | the same quarter a year earlier | one year earlier | a year before | "
    "same quarter the year before | the year prior | same quarter in the previous year | the same time last year | same quarter a year before | "
    "on the previous year | on the year before | the prior year | the same period a year earlier | the same quarter last year",
    "define": "what does | mean | meaning | define | definition | definition of | stand for | stands for | what is meant by | explain what | "
    "explanation of | meaning of | what is a | what is an | what is the | what are | what counts as | tell me about | who is the | what do you mean by | describe | "
    "how are | how is | who are the | what exactly is | explain | glossary | abbreviation | acronym | short for | what s a | whats a | what is | whats | who is | counted | how do you define | recorded as | treated",
    "catalogue": "how many tables are there | how many tables | how many datasets | how many breakdowns | what does the data cover | what do the data cover | what does this data cover | what do the statistics cover | what do these statistics cover | what do the figures cover | what do the tables cover | what can you do | what do you do | what can you help with | what can i ask you | start | starts | begin | begins | which tables | what tables | tables | datasets | data sets | what breakdowns | which breakdowns | breakdowns available | "
    "what data | which data | how far back | do you have | do you hold | can i get | can you give | can you break | can i see | can i break | "
    "is there data | is there any data | is it possible | available | what is published | what can i ask | what information | "
    "which years | what years | what period | how recent | what statistics | published by | do you publish | are there figures | are there any figures | "
    "is there a breakdown | earliest | go back to | goes back | go back | start from | coverage | can i have | what s available | whats available | "
    "do the statistics | does the data | do the figures | can the data | can the figures | held | what do you cover | which measures | what topics | do you cover | "
    "which dates | can i filter | how up to date | how often | what is available | are there breakdowns | when does the data start | when do the figures start | "
    "does it cover | what measures | can i split | can you split | is data available | are data available | are figures available | do you break | is it broken down | can i look at | are they broken down | "
    "do you publish data | is there information | what can you tell me | what can you answer | what questions | dimensions | possible to get",
    "release": "how many releases are there | how many releases | how often are these statistics published | how often are the statistics published | how often are the figures published | how often are they published | how often do you publish | how often is it published | when is the next release due | next release due | next release date | when will the next | when are the new figures | when do the next figures come out | when do new figures come out | what releases | which releases | list of releases | releases do you hold | latest statistics published | latest figures published | who collects | who compiles | who is the publisher | who do i contact | who should i contact | contact details | how do i contact | where does this data come from | where do these figures come from | where do the figures come from | source of the data | source of these figures | official statistics | national statistics | accredited statistics | who publishes | who produces | latest release | next release | most recent release | newest release | last release | release date | when was it published | were these statistics published | were these figures published | were these published | was this published | were the statistics published | were the figures published | last updated | when is the next | when are the next | how up to date | how recent | publication date | next publication",
    "changed": "changes affect | change affect | changes affected | changes mean for | change mean for | what changes | which changes | what changed | what has changed | what was changed | changes to | changes in how | definitional change | definitional changes | "
    "change in definition | change of definition | methodology change | break in the series | breaks in the series | methodological changes | "
    "changes in the data | how has the definition | definition changed | breaks in series | break in series | discontinuity | discontinuities | changes in definition | changes of definition | what happened",
    "comparable": "cant i compare | cant we compare | cannot i compare | can i not compare | cant you compare | cant be compared | be compared with | be compared to | be compared | be fairly compared | can i compare | comparable | fair to compare | fair comparison | can you compare | can we compare | like for like | "
    "is it right to compare | is it valid to compare | is it fair | valid comparison | valid to compare | safe to compare | reliable to compare | consistent with | meaningful to compare | ok to compare | should i compare",
    "why": "whats driving | what is driving | what s driving | whats behind | why | how come | what explains | reason for | reasons for | what caused | what is behind | what lies behind | reasons behind | what drove | explanation for | cause of | causes of | driven by",
    "of": "responsible for | be responsible for | deal with | dealt with | dealing with | handle | handled | face | faced | experienced | totalled | totalling | numbered | numbering | amounted to | amounting to | suffer | suffered | suffering | subjected to | of | among | amongst | for | from | in | within | that | were | was | are | is | had | have | been | out of | with | as | on | at | during | over | to | between | under | since | who | did | do | does | involving | involved | concerning | concerned | concern | relating to | related to | into | than | per cent of | up | down | only |  before | after | until",
}  # fmt: skip

CUES: dict[tuple[str, ...], tuple[str, ...]] = {}
for _name, _phrases in _CUES.items():
    for _text in _phrases.split(" | "):
        _words = phrase(_text)
        if not _words:
            continue
        CUES[_words] = (*CUES.get(_words, ()), _name)

for _words in [words for words, names in CUES.items() if "agent" in names and words[-1] == "by"]:
    for _unit in ("quarter", "year"):  # "referred by quarter" names no agent
        CUES[(*_words, _unit)] = (_unit,)
for _words in [words for words, names in CUES.items() if "percent" in names]:
    if set(_words) & {"increase", "decrease", "change", "rise", "fall", "growth", "drop", "difference"}:
        CUES[_words] = tuple(dict.fromkeys((*CUES[_words], "change")))

LONGEST_CUE = max(len(words) for words in CUES)
CUE_WORDS = frozenset(word for words in CUES for word in words)
