"""A sentence less what says nothing of its figures: talk before them, examples, a season beside the days themselves."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.claims.ordinal import ordinals
from assistant.claims.ranking import orders
from assistant.english.named import Names
from assistant.english.phrases import pattern, plainly
from assistant.period import MONTHS, Span

# "As long ago as | 2013"
AGO = pattern("trimmed.ago")
# "Most worrying of all, …"
JUDGED = pattern("trimmed.judged")
# "For all the talk of the Home Office marking its own homework, …"
TALK = pattern("trimmed.talk")
# "Government agencies | such as UK Visas and Immigration"
EXAMPLES = pattern("trimmed.examples")
YEARS = pattern("shared.year")
DATED_END = pattern("trimmed.dated_end")
ENDS_OF = pattern("trimmed.ends_of")
SEASON = pattern("trimmed.season")
ONE_OF = pattern("trimmed.one_of")  # "one child in ten"
TWELVE = pattern("trimmed.twelve")
MARK = pattern("trimmed.mark")  # "passed 10,000 in 2019 and | the 20,000 mark in 2025"
ABOVE = pattern("trimmed.above")  # "22% | above that of 2024"
COLOURED = pattern("trimmed.coloured")  # "| far | fewer", "a | large | fall", "| once more"
STEADILY = pattern("trimmed.steadily")  # "year-on-year increases"
SINGLE = pattern("trimmed.single")  # "every | single year"
MONTHS_ONLY, BASED = pattern("dated.months_only"), pattern("trimmed.based")  # "… to 2,198 in | April to June"
STARTS, ENDS = MONTHS[::3], MONTHS[2::3]
IN_YEAR = pattern("trimmed.in_year")
YEAR_BACK, BASE_ONLY = pattern("wording.year_back"), pattern("wording.base_only")


def trimmed(sentence: str, names_of: Callable[[str], Names]) -> str:
    """The sentence less what says nothing of its figures: talk before it, examples of those whom it names, and a season
    beside the dates themselves."""
    for said, plain in plainly():
        sentence = said.sub(plain, sentence)
    sentence = ordinals(COLOURED.sub("", sentence), names_of)
    sentence = STEADILY.sub(r"\g<move> every \g<unit>", JUDGED.sub("", sentence))
    sentence = TALK.sub(lambda m: m.group() if names_of(m.group()).spans or orders(m.group()) else "", sentence)
    sentence = EXAMPLES.sub(lambda m: "" if names_of(sentence[: m.start()]).filters else m.group(), sentence)
    sentence = MARK.sub(lambda m: f"{m['how'] or 'over '}{m['n']}", sentence)
    sentence = TWELVE.sub("a year ", sentence)
    sentence = ABOVE.sub(lambda m: f"{m['by']} {'higher' if m['over'] else 'lower'} than ", SINGLE.sub("", sentence))
    sentence = MONTHS_ONLY.sub(lambda m: _dated(m, names_of), _of_one_year(sentence, names_of))
    return ONE_OF.sub(r"\g<a> \g<in> \g<b> \g<who>", AGO.sub("in ", sentence))


def _of_one_year(sentence: str, names_of: Callable[[str], Names]) -> str:
    """ "In 2025 … from 11,645 at the end of June to 9,107 at the end of September": the days with their year, and without
    the year or the season of it that they lie in."""
    years = set(YEARS.findall(sentence))
    undated = len(ENDS_OF.findall(sentence))
    if len(years) == 1 and (undated > 1 or (undated and DATED_END.search(sentence))):
        year = years.pop()
        sentence = ENDS_OF.sub(rf"\g<0> {year}", SEASON.sub("", sentence))
        return IN_YEAR.sub("", sentence)
    rest = SEASON.sub("", sentence)
    return rest if names_of(rest).spans else sentence


def from_base(sentence: str, names_of: Callable[[str], Names]) -> str:
    """ "Rose by 66% on 2016 to 2,118, from 1,278 the previous year": from the one year named to the next."""
    found, spans = BASE_ONLY.search(sentence), names_of(sentence).spans
    if found is None or len(spans) != 1 or not spans[0].is_year:
        return sentence
    ends = f"{found['mid']} in {spans[0].start // 4 + 1}{found['from']} in {spans[0].label}"
    behind = YEAR_BACK.sub("", sentence[found.end() :], count=1)
    return f"{sentence[: found.start('mid')]}{ends}{behind}"


def _dated(found: re.Match[str], names_of: Callable[[str], Names]) -> str:
    """ "From 2,857 in January to March 2020 to 2,198 in | April to June": the next such months after the quarter that is
    named last before them, or the last before it where they are what something is compared with."""
    lead, behind = found.string[: found.start()], found.string[found.end() :]
    quarters = [span for span in names_of(lead).spans if span.length == 1]
    first, last = STARTS.index(found["first"].title()), ENDS.index(found["last"].title())
    if not quarters or found["rel"] or last < first or YEARS.match(behind.lstrip(" (,")):
        return found.group()
    told, start = quarters[-1].start, first
    start += told - told % 4
    if start != told and BASED.search(lead):
        start -= 4 if start > told else 0
    elif start < told:
        start += 4
    return Span(start, start + last - first).label
