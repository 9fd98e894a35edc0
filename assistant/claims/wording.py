"""A claim's words for a period that stands in relation to another, as that period."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.claims.bounds import never
from assistant.claims.digits import in_digits
from assistant.claims.often import never_moved
from assistant.claims.orderings import EXTREME
from assistant.claims.trimmed import IN_YEAR, YEAR_BACK, from_base, trimmed
from assistant.english.named import Names
from assistant.english.phrases import numbered, pattern, phrases
from assistant.period import MONTHS, Span

# "…, according to data published by a government department": whose figures they are
ACCORDING = pattern("wording.according")
# "The NRM, which is operated by the NCA": who runs the scheme referred nobody
RUN_BY = pattern("wording.run_by")
BEFORE = 3  # words before a clause that it may be said of
# "The first three months of this year (2025)"
THE_YEAR = pattern("wording.the_year")
# "Up to 2,118 in 2017, from 1,278": where it rose to, and no bound
UP_TO = pattern("wording.up_to")
# "Increased by 12% (90 referrals to 101)"
BOTH_ENDS = pattern("wording.both_ends")
# "Criminal exploitation, alone or with other types"
OR_WITH = pattern("alone.or_with")

QUARTER_BEFORE = pattern("wording.quarter_before")
# "On the three months to June", of a text about those to September 2025
TO_MONTH = pattern("wording.to_month")
YEAR_END = pattern("wording.year_end")
FIGURE = pattern("wording.figure")
# "… 6,407 in Q3 2025, falling to 6,021 in | Q4"
BARE_QUARTER = pattern("wording.bare_quarter")
ENDS = tuple(month.lower() for month in MONTHS[2::3])
NTH = numbered("quarter")
NTH_QUARTER = pattern("wording.nth_quarter")
# "In the third quarter, up 15% | on July to September 2023": of the year after
BASIS = pattern("wording.base_behind")


EVERY = pattern("trimmed.every")
# "since the NRM began in 2009": of all that is held, and no period of its own
BEGAN = pattern("wording.began")


SAME = pattern("wording.same")
SAME_BACK = pattern("wording.same_back")
# "For every woman referred there were three men"
FOR_EVERY = pattern("wording.for_every")
# "More than half of whom were adults"
OF_WHOM = pattern("wording.of_whom")
# "Boys outnumbered girls by more than three to one"
TO_ONE = pattern("wording.to_one")
# "…," said Ms Phillips; "Ms Phillips said that …"
SPEAKER = pattern("wording.speaker")
# "Doubled in five years, from 10,582 in 2020 to 23,411 in 2025": the years are named beside it.
IN_YEARS = pattern("wording.in_years")
HYPHENED = pattern("wording.hyphened")
# "A fall of 89% to 55%"
FROM_TO = pattern("wording.from_to")
THAT_TIME = pattern("wording.that_time")
THAT_YEAR = pattern("wording.that_year")
# As headlines have it: "referrals top 17,000 for first time"
HEADLINE_PAST, TOPPED = pattern("wording.headline_past"), pattern("wording.topped")
PLACES = numbered("nth")  # and no "top", which is first
LARGEST, LARGEST_NATION = (
    {nth: words[0] for nth, words in phrases(name).items()} for name in ("placed", "placed_nationality")
)
HEADLINE_FIRST = pattern("wording.headline_first")
# "2024 was the first year in which more than 20,000 were referred"
FIRST_YEAR = pattern("wording.first_year")
# "… and Immigration Enforcement made a further 2,757": of somebody else, and so no part of what went before
FURTHER = pattern("wording.further")
OTHER_SHARE = pattern("wording.other_share")  # "…, with | the other 87% going to the IECA"
# "More people were referred in 2024 than ever before"
THAN_EVER = pattern("wording.than_ever")
# "Has never had | a busier quarter than the second of 2025"
NEVER_MORE = pattern("wording.never_more")
EXTREMES = {word: most for most, words in phrases("past").items() for word in words}
# "Between them, the police and councils made 7,901": that the figure is of both.
BETWEEN_THEM, TOGETHER = pattern("wording.between_them"), phrases("sum")["together"][0]
# "As with the year before, UK nationals were the most common"
AS_BEFORE = pattern("wording.as_before")
# "…, following a record high the quarter before": of another period than the one spoken of
PASSED = pattern("wording.passed")
# "Up 22% from 2024": what it is set beside, and no stretch that begins then
FROM_BASE = pattern("wording.from_base")
# "After years of steep growth, …": of other periods, and it is not said which
YEARS_OF = pattern("wording.years_of")
# "…, with children making up 41%": that they made it up
WITH_PART = pattern("wording.with_part")
# "The majority (81%; 712) of referrals for UK nationals": 81% (712) of them
MAJORITY = pattern("wording.majority")


def _reached(found: re.Match[str], begun: frozenset[int]) -> str:
    """ "Their highest since records began | in 2025": when that was, if no count began then."""
    when = found["when"] or ""
    return "" if when and int(when[-4:]) in begun else when


def _run(found: re.Match[str], names_of: Callable[[str], Names]) -> str:
    """Nothing, behind the name of the scheme; what stands behind people says something of them."""
    said = " ".join(found.string[: found.start()].split()[-BEFORE:])
    return found.group() if names_of(said).filters else ""


def _source(found: re.Match[str], names_of: Callable[[str], Names]) -> str:
    """ "According to the 2017 figures of the NCA": the one period of the figures; all of it where people or a place stand
    behind a word that says of whom they are."""
    if names_of(found["about"] or "").filters:
        return found.group()
    spans = names_of(found.group()).spans
    return f" in {spans[0].label}{',' if found.group().endswith(',') else ''}" if len(spans) == 1 else ""


def _most(found: re.Match[str], names_of: Callable[[str], Names]) -> str:
    """ "No quarter has seen more referrals than Q3 2025": that this had the most, where it is one period and nobody is named
    with it."""
    base = names_of(found["when"])
    if len(base.spans) != 1 or base.filters or base.measures:
        return found.group()
    most = EXTREMES[found["how"].lower()]
    return f"{found['head']}{found['mid']} {most}{found['what']} on record in {found['when']}"


def _names(names: Names) -> bool:
    return bool(names.filters or names.topics or names.measures)


def spelled_out(
    sentence: str,
    names_of: Callable[[str], Names],
    told: tuple[Span, ...] = (),
    begun: frozenset[int] = frozenset(),
) -> str:
    """ "The same period of 2023" as its months and "a year earlier" as that year, so that each clause can be read alone.

    ``told``: the periods that the sentence before was about, the last of them above all; ``begun``: the years in which a
    count began.
    """
    said = told[-1] if told else None
    sentence = trimmed(sentence, names_of)
    sentence = OR_WITH.sub(" alone or in combination", sentence)
    sentence = HYPHENED.sub(r"\1 \2", FROM_TO.sub(r"from \1", sentence))
    sentence = ACCORDING.sub(lambda m: _source(m, names_of), RUN_BY.sub(lambda m: _run(m, names_of), sentence))
    sentence = THE_YEAR.sub(lambda m: f"{m['of'] or ''}{m['year']}", sentence)
    sentence = FROM_BASE.sub(" on ", sentence)
    sentence = YEARS_OF.sub(lambda m: m.group() if _names(names_of(m.group())) else "", sentence)
    sentence = WITH_PART.sub(", and ", UP_TO.sub("to ", sentence))
    sentence = BOTH_ENDS.sub(r" from \g<a> to \g<b>", sentence)
    sentence = MAJORITY.sub(lambda m: f"{m['share']} ({m['n']})" if m["n"] else m["share"], sentence)
    sentence = PASSED.sub(
        lambda m: m.group() if _names(names_of(m.group())) else "", AS_BEFORE.sub(" ", sentence)
    ).lstrip()
    sentence = never_moved(sentence, names_of)
    sentence = THAT_TIME.sub(lambda found: _that(found, told, names_of), sentence)
    sentence = FURTHER.sub(lambda m: f"{m['lead']} " if names_of(m["lead"]).filters else m.group(), never(sentence))
    sentence = OTHER_SHARE.sub("", sentence)
    sentence = THAN_EVER.sub(
        lambda m: f"the {'lowest' if m['less'] else 'highest'} number of {m['rest']} on record", sentence
    )
    sentence = NEVER_MORE.sub(lambda m: _most(m, names_of), sentence)
    sentence = FIRST_YEAR.sub(r"In \g<when> \g<rest> for the first time", SPEAKER.sub("", sentence))
    if EVERY.search(sentence):
        sentence = BEGAN.sub(
            lambda found: f"since {found['when'].split()[-1]}" if found["when"] else found[0], sentence
        )
    if EXTREME.search(sentence) or YEAR_BACK.search(sentence):  # else a count is the sum of all years
        bare = BEGAN.sub("on record", sentence)
        dated = bool(
            told or names_of(bare).spans
        )  # "its highest since records began in 2025" names the year of the figure
        sentence = bare if dated else BEGAN.sub(lambda found: f"on record {_reached(found, begun)}", sentence)
    if len(re.findall(r"\b(?:19|20)\d\d\b", sentence)) > 1:
        sentence = IN_YEARS.sub(" ", sentence)
    sentence = TOPPED.sub(_topped, sentence)
    sentence = HEADLINE_FIRST.sub("for the first time", HEADLINE_PAST.sub("topped ", sentence))
    sentence = BETWEEN_THEM.sub(f"{TOGETHER} ", in_digits(sentence))
    sentence = OF_WHOM.sub(" of them", sentence)
    sentence = TO_ONE.sub(r"there were \g<n> times as many \g<a> as \g<b>", sentence)
    sentence = FOR_EVERY.sub(r"there were \g<n> times as many \g<b> as \g<a>\g<mid>", sentence)
    sentence = _ends_of_years(sentence, names_of)
    quarter = next((span for span in reversed(told) if span.length == 1), None)
    sentence = _of_one_quarter(sentence, names_of, quarter)
    back, like = _year_earlier(sentence, names_of, quarter), _like(sentence, names_of, quarter)
    sentence = _quarter(sentence, names_of, quarter)
    sentence = SAME_BACK.sub(back, sentence, count=1) if back else sentence
    return _dated(SAME.sub(f" {like}", sentence, count=1) if like else sentence, names_of, said)


def _topped(found: re.Match[str]) -> str:
    """ "Topped the table", "was third in the list of nationalities", as a place among others."""
    words = LARGEST_NATION if found["of"] or found["kind"] else LARGEST
    nth = (found["nth"] or found["at"] or "").lower()
    return words["first"] if nth not in PLACES else words.get(nth, found.group())


def _that(found: re.Match[str], told: tuple[Span, ...], names_of: Callable[[str], Names]) -> str:
    """ "That year", "at the end of the quarter" of a text whose sentence before was of one, or behind the one that its own
    sentence names."""
    length = {"year": 4, "quarter": 1}.get(found["unit"].lower())
    own = names_of(found.string[: found.start()]).spans
    if len(own) == 1 and own[0].length == length and not found["end"]:
        return ""
    said = next((span for span in reversed(told) if length in (None, span.length)), None)
    return f"in {said.label}" if said else found.group()


def _quarter(sentence: str, names_of: Callable[[str], Names], said: Span | None) -> str:
    """ "In the first" beside "the last quarter of 2023" is a quarter of that year."""
    sentence = _quarter_before(sentence, names_of, said)
    if not (THAT_YEAR.search(sentence) or NTH_QUARTER.search(sentence) or BARE_QUARTER.search(sentence)):
        return sentence
    spans = names_of(sentence).spans
    years = {span.start // 4 for span in spans if span.length == 1}
    if not years and len(spans) == 1 and spans[0].is_year and len(NTH_QUARTER.findall(sentence)) == 1:
        years = {spans[0].start // 4}  # "In 2023, 932 of those referred in the last quarter were children"
        sentence = IN_YEAR.sub("", sentence)
    if len(years) != 1:
        return sentence
    first = 4 * years.pop()
    found = NTH_QUARTER.search(sentence)
    if found and BASIS.search(sentence, found.end()) and spans == (_nth(found, first),):
        return NTH_QUARTER.sub(lambda found: f"in {_nth(found, first + 4).label}", sentence)
    sentence = THAT_YEAR.sub(f"in {first // 4}", sentence)
    sentence = BARE_QUARTER.sub(lambda found: f"{found.group()} {first // 4}", sentence)
    return NTH_QUARTER.sub(lambda found: f"in {_nth(found, first).label}", sentence)


def _nth(found: re.Match[str], first: int) -> Span:
    """The quarter that is said, of a year by its first."""
    start = first + NTH[found[1].lower()]
    return Span(start, start)


def _of_one_quarter(sentence: str, names_of: Callable[[str], Names], said: Span | None) -> str:
    """ "From 56 in the quarter before and 70 a year earlier": both beside the one quarter that is named before them, or that
    a text has ``said`` where its sentence names none."""
    found = [QUARTER_BEFORE.search(sentence), YEAR_BACK.search(sentence)]
    starts = [one.start() for one in found if one]
    named = names_of(sentence[: min(starts)]).spans if len(starts) == len(found) else ()
    if len(starts) == len(found) and said is not None and not names_of(sentence).spans:
        named = (said,)
    if len(named) != 1 or named[0].length != 1:
        return sentence
    earlier, before = named[0].year_earlier().label, named[0].before().label
    sentence = YEAR_BACK.sub(lambda m: f"in {earlier}" if m[1] else earlier, sentence)
    return QUARTER_BEFORE.sub(lambda m: f"{'in ' if m['at'] else m['on'] or ''}{before}", sentence)


def _quarter_before(sentence: str, names_of: Callable[[str], Names], said: Span | None) -> str:
    """ "The previous quarter" behind a quarter that is named is the one before it."""
    found = QUARTER_BEFORE.search(sentence) or TO_MONTH.search(sentence)
    ahead = [s for s in names_of(sentence[: found.start()]).spans if s.length == 1] if found else []
    here = names_of(sentence).spans if found else ()
    first = (ahead[-1] if ahead else said) or next(iter(here), None)
    if first is None or first.length != 1:
        return sentence
    sentence = TO_MONTH.sub(lambda found: _latest(found, first, first not in here), sentence)
    return QUARTER_BEFORE.sub(
        lambda found: f"{'in ' if found['at'] else found['on'] or ''}{first.before().label}", sentence
    )


def _latest(found: re.Match[str], last: Span, itself: bool) -> str:
    """The last quarter that ends with a month and lies before another, or may be that one ``itself``."""
    back = (last.end % 4 - ENDS.index(found["month"].lower())) % 4 or (0 if itself else 4)
    return Span(last.end - back, last.end - back).label


def _ends_of_years(sentence: str, names_of: Callable[[str], Names]) -> str:
    """ "From 268 at the end of 2023 to 493 in Q1 2024": beside another quarter, the last one of that year."""
    if not YEAR_END.search(sentence):
        return sentence
    rest = names_of(YEAR_END.sub(" ", sentence))
    quarterly = any(span.length == 1 for span in rest.spans) or any(
        m.what == "quarter" for item in rest.items for m in item.meanings if m.category in ("UNIT", "GRAIN")
    )
    if not quarterly:
        return sentence
    return YEAR_END.sub(lambda found: f"in {Span(4 * int(found[1]) + 3, 4 * int(found[1]) + 3).label}", sentence)


def _dated(sentence: str, names_of: Callable[[str], Names], said: Span | None) -> str:
    """ "The year before", of the one period of the sentence; of several, of the one that is said last before it."""
    if not YEAR_BACK.search(sentence):
        return sentence
    sentence = from_base(sentence, names_of)
    every = list(names_of(sentence).spans) or ([said] if said else [])

    def earlier(found: re.Match[str]) -> str:
        lead = sentence[: found.start()]
        last = list(names_of(lead).spans)[-1:] if FIGURE.search(lead) else []  # "16,921 | the year before"
        spans = every if len(every) == 1 else last
        if not spans or spans[0].length not in (1, 4):
            return found.group()
        label = spans[0].year_earlier().label
        return f"in {label}" if found[1] else label

    return YEAR_BACK.sub(earlier, sentence)


def _year_earlier(sentence: str, names_of: Callable[[str], Names], said: Span | None) -> str:
    """ "The same period last year" behind a quarter, or of a text about one."""
    found = SAME_BACK.search(sentence)
    ahead = [s for s in names_of(sentence[: found.start()]).spans if s.length == 1] if found else []
    quarter = ahead[0] if ahead else said
    return quarter.year_earlier().label if found and quarter else ""


def _like(sentence: str, names_of: Callable[[str], Names], said: Span | None) -> str:
    """ "The same quarter of 2023", as the one that is named before it, or else that of the sentence before."""
    found = SAME.search(sentence)
    if not found:
        return ""
    ahead = names_of(sentence[: found.start()]).spans[:1] or ((said,) if said else names_of(sentence).spans[:1])
    if not ahead:
        return ""
    start = int(found[1]) * 4 + ahead[0].start % 4
    return Span(start, start + ahead[0].length - 1).label
