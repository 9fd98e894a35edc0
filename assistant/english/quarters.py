"""Quarters that are named apart from their year, by an ordinal, by their months or in a list."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.lexicon import lexicon
from assistant.english.spans import DIGITS, LISTS, SIZE
from assistant.period import Span

STEPS = ("EARLIER", "GRAIN", "BREAKDOWN", "BY", "UNIT")


def _ordinal(item: Lexeme) -> int:
    """Which quarter of a year a word may name; 0 for none."""
    nth = item.get("ORDINAL")
    return int(nth.what) if nth is not None else 0


def _says_quarter(item: Lexeme) -> bool:
    """ "The third quarter of 2025", and not "Q3 2025"."""
    words = lexicon()
    return any(
        w.meaning == "quarter" and w.category == "UNIT" for text in item.text.split() for w in words.get((text,), ())
    )


def ordinals(items: list[Lexeme]) -> list[Lexeme]:
    """ "First quarter", "the third quarter" without its year: a quarter alone; so is "third" of "the third and
    fourth quarters".
    """
    out = _beside_unit(items)
    ahead = False  # does a quarter alone follow, in the same list?
    for i in range(len(out) - 1, -1, -1):
        number = _ordinal(out[i])
        named = out[i].get("T")
        if out[i].is_("QUARTER") or (named is not None and named.what.length == 1 and _says_quarter(out[i])):
            ahead = True
        elif ahead and number and i + 1 < len(out) and out[i + 1].is_(*LISTS):
            one = out[i]
            out[i] = Lexeme(one.start, one.end, one.text, one.typed, (Meaning("QUARTER", number), *one.meanings))
        elif not out[i].is_(*LISTS, "ARTICLE"):
            ahead = False
    return out


def _last_of_list(items: list[Lexeme], i: int) -> bool:
    """ "The first and last quarters of 2022": the last of the year."""
    latest = items[i].get("LATEST")
    return (
        latest is not None
        and latest.what == "last"
        and i > 1
        and items[i - 1].is_(*LISTS)
        and bool(_ordinal(items[i - 2]))
    )


def _beside_unit(items: list[Lexeme]) -> list[Lexeme]:
    out: list[Lexeme] = []
    i = 0
    while i < len(items):
        number = _ordinal(items[i]) or (4 if _last_of_list(items, i) else 0)
        unit = items[i + 1].get("UNIT") if number and i + 1 < len(items) else None
        if unit is not None and unit.what == "quarter":
            text = f"{items[i].text} {items[i + 1].text}"
            typed = f"{items[i].typed} {items[i + 1].typed}"
            out.append(
                Lexeme(items[i].start, items[i + 1].end, text, typed, (Meaning("QUARTER", number), *items[i].meanings))
            )
            i += 2
        elif _glossed_number(items, i):
            out.append(items[i].as_("QUARTER", items[i + 1].text))
            i += 2
        else:
            out.append(items[i])
            i += 1
    return out


def _glossed_number(items: list[Lexeme], i: int) -> bool:
    """ "Quarter 2 (April to June)"."""
    unit, behind = items[i].get("UNIT"), items[i + 1 : i + 4]
    named = len(behind) == 3 and behind[0].text in DIGITS and behind[1].text == "(" and behind[2].is_("MONTHSPAN")
    return named and unit is not None and unit.what == "quarter"


def _named_twice(items: list[Lexeme]) -> list[Lexeme]:
    """ "In the quarter July to September 2022": the unit of a period that is named says nothing more."""
    out = list(items)
    for i in range(len(items) - 1):
        that, named = items[i].get("THATTIME"), items[i + 1].get("T")
        if that is not None and named is not None and SIZE.get(str(that.what)) == named.what.length:
            out[i] = items[i].as_("ARTICLE", "article")
    return out


def _over_steps(items: list[Lexeme]) -> list[Lexeme]:
    """ "Quarter on quarter through 2023": over the quarters of that year, and not all those until then."""
    steps = any(m.category in STEPS and m.what == "quarter" for item in items for m in item.meanings)
    bounds = [i for i, item in enumerate(items) if item.is_("SINCE", "FROM", "BETWEEN", "UNTIL")]
    if not steps or len(bounds) != 1 or bounds[0] + 1 == len(items):
        return items
    at = bounds[0]
    through, named = items[at].get("UNTIL"), items[at + 1].get("T")
    if through is None or through.what != "through" or named is None or not named.what.is_year:
        return items
    return [*items[:at], items[at].as_("IN", "in"), *items[at + 1 :]]


def dated(items: list[Lexeme]) -> list[Lexeme]:
    """ "Q1 to Q4 2023", "Q1, Q2 and Q3 2022": a quarter alone is of the year of the one that it is listed with."""
    out = _between_quarters(_glossed(ordinals(_named_twice(_over_steps(items)))))
    for i in range(len(out) - 1, -1, -1):
        alone = out[i].get("QUARTER")
        following = out[i + 2].get("T") if alone is not None and i + 2 < len(out) else None
        joined = i + 1 < len(out) and (out[i + 1].is_("AND", "OR", "COMMA", "UNTIL", "TO", "VERSUS"))
        if alone is not None and following is not None and joined and following.what.length == 1:
            start = following.what.start // 4 * 4 + int(alone.what) - 1
            out[i] = Lexeme(out[i].start, out[i].end, out[i].text, out[i].typed, (Meaning("T", Span(start, start)),))
    return _months_of(_beside_year(_following(out)))


def _glossed(items: list[Lexeme]) -> list[Lexeme]:
    """ "The second quarter (April to June) of 2023", "Q2 2020 (1 April to 30 June)": its months say nothing new."""
    out = list(items)
    for i in range(len(items) - 4, -1, -1):
        gloss = out[i + 1 : i + 4]
        if len(gloss) < 3:
            continue  # what stood here was taken out as another gloss
        opens, months, closes = gloss
        within = months.get("QUARTER")
        if opens.text != "(" or closes.text != ")" or not months.is_("MONTHSPAN") or within is None:
            continue
        named, alone = out[i].get("T"), out[i].get("QUARTER")
        year = out[i + 4].get("T") if i + 4 < len(out) else None
        quarter = int(alone.what) if alone is not None else named.what.start % 4 + 1 if named is not None else 0
        if quarter != int(within.what) or (named is not None and named.what.length != 1):
            continue
        if alone is not None and year is not None and year.what.is_year:
            start = year.what.start + quarter - 1
            out[i : i + 5] = [out[i].as_("T", Span(start, start))]
        else:
            out[i : i + 4] = [out[i]]
    return out


def _between_quarters(items: list[Lexeme]) -> list[Lexeme]:
    """ "Between the first and third quarters of 2023": the last of the two and the first are of that year."""
    for i in range(len(items) - 4):
        first, last = items[i + 1].get("QUARTER"), items[i + 3].get("QUARTER")
        year = items[i + 4].get("T")
        if not (items[i].is_("BETWEEN") and first and last and items[i + 2].is_("AND") and year and year.what.is_year):
            continue
        quarter = year.what.start + int(last.what) - 1
        text = f"{items[i + 3].text} {items[i + 4].text}"
        typed = f"{items[i + 3].typed} {items[i + 4].typed}"
        both = Lexeme(items[i + 3].start, items[i + 4].end, text, typed, (Meaning("T", Span(quarter, quarter)),))
        return [*items[: i + 3], both, *items[i + 5 :]]
    return items


def _following(items: list[Lexeme]) -> list[Lexeme]:
    """ "2023 Q1, Q2 and Q3", "2023 quarter 1, 2, 3", "2023 Q1 to Q3": a quarter alone behind one of a year is of that
    year.
    """
    out = list(items)
    for i, item in enumerate(out):
        back = next((j for j in range(i - 1, -1, -1) if not out[j].is_(*LISTS, "TO", "UNTIL")), -1)
        named = out[back].get("T") if back >= 0 else None
        if named is None or named.what.length != 1 or not isinstance(named.what, Span):
            continue
        alone, number = item.get("QUARTER"), item.get("N")
        digits = back < i - 1 and out[back].text.split()[-1] in DIGITS and item.text in DIGITS
        which = int(alone.what) if alone is not None else int(number.what) if number is not None and digits else 0
        if which - 1 <= named.what.start % 4:
            continue
        end = named.what.start // 4 * 4 + which - 1
        between = out[back + 1 : i]
        if len(between) == 1 and (between[0].text == "-" or between[0].is_("TO", "UNTIL")):
            out[back] = out[back].as_("T", Span(named.what.start, end))
            out[back + 1 : i + 1] = [x.as_("ARTICLE", "article") for x in out[back + 1 : i + 1]]
        else:
            out[i] = item.as_("T", Span(end, end))
    return out


def _beside_year(items: list[Lexeme]) -> list[Lexeme]:
    """ "In 2023, and in Q4", "what share of those referred in 2023 were referred in Q1?": the year and a quarter of it,
    each by itself.
    """
    out = list(items)
    shares = next((i for i, x in enumerate(items) if x.is_("SHARE")), len(items))
    years = [i for i, x in enumerate(items) if i > shares and (m := x.get("T")) is not None and _is_year(m.what)]
    if len(years) == 1 and any(x.is_("W", "M") for x in items[: years[0] + 2]):
        behind = items[years[0] + 1 :]
        acts = (i for i, x in enumerate(behind) if x.is_("W", "VERB", "BE") and not x.is_("M"))
        again = next(acts, len(behind))
        for i, x in enumerate(behind):
            between = behind[again + 1 : i] if i > again else ()
            plain = all(y.is_("IN", "ARTICLE", "VERB", "W", "BE", "OF") for y in between)
            if i > again and plain and (alone := x.get("QUARTER")) is not None:
                start = items[years[0]].get("T").what.start + int(alone.what) - 1  # type: ignore[union-attr]
                out[years[0] + 1 + i] = x.as_("T", Span(start, start))
    for i in range(3, len(items)):
        alone, joins = items[i].get("QUARTER"), items[i - 2 : i]
        before = i - 4 if i > 3 and items[i - 3].is_("COMMA") else i - 3
        year = items[before].get("T")
        both = alone is not None and joins[0].is_("AND") and joins[1].is_("IN", "FOR")
        if both and alone is not None and year is not None and _is_year(year.what):
            start = year.what.start + int(alone.what) - 1
            out[i] = items[i].as_("T", Span(start, start))
    return out


def _is_year(when: object) -> bool:
    return isinstance(when, Span) and when.is_year


def _months_of(items: list[Lexeme]) -> list[Lexeme]:
    """ "In 2023 between October and December": months are of the one year that is named."""
    months = [i for i, x in enumerate(items) if x.is_("MONTHSPAN")]
    years = [i for i, x in enumerate(items) if x.is_("T")]
    year = items[years[0]].get("T") if len(years) == 1 else None
    if len(months) != 1 or year is None or not year.what.is_year:
        return items
    out, named = list(items), items[months[0]].get("QUARTER")
    quarter = year.what.start + int(named.what if named is not None else 1) - 1
    out[years[0]] = items[years[0]].as_("T", Span(quarter, quarter))
    out[months[0]] = items[months[0]].as_("ARTICLE", "article")
    return out
