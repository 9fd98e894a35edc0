"""Periods of several words: bounds, stretches, lists, and those counted from today or from what is held."""

from __future__ import annotations

import os
from datetime import date

from assistant.english.fiscal import FISCAL, fiscal
from assistant.english.frame import Time, When
from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.quarters import dated
from assistant.english.spans import (
    BACK,
    LENGTHS,
    SIZE,
    listed,
    of_years,
    on_base_after,
    one_by_one,
    whole_years,
    without_counted,
    without_units,
)
from assistant.english.year_parts import same_parts
from assistant.period import Span

CLOSED = frozenset(("to", "until", "through", "-"))  # "October 2022 to June 2023" is a stretch by itself
BESIDE = {"after": True, "following": True, "before": False, "preceding": False, "prior to": False}
ENDING = ("until", "through")


def today() -> date:
    """The day that "last year" is counted from."""
    return date.fromisoformat(os.environ.get("ASSISTANT_TODAY") or date.today().isoformat())


def read_times(items: list[Lexeme]) -> list[Lexeme]:
    """The lexemes with every period made one lexeme of category TM (or BADTIME), those side by side as one list."""
    return joined_times(single_times(items))


def joined_times(single: list[Lexeme]) -> list[Lexeme]:
    """Periods that are lexemes each by themselves, those side by side as one list."""
    return without_units(without_counted(of_years(listed(single))))


def single_times(items: list[Lexeme]) -> list[Lexeme]:
    """The lexemes with every period made one lexeme, each by itself."""
    items = whole_years(on_base_after(same_parts(fiscal(dated(items)))))
    out: list[Lexeme] = []
    i = 0
    while i < len(items):
        found = _stretch(items, i)
        if found is None:
            out.append(items[i])
            i += 1
            continue
        end, time = found
        part = items[i:end]
        text = " ".join(x.text for x in part)
        meaning = Meaning("BADTIME", time) if isinstance(time, str) else Meaning("TM", time)
        out.append(Lexeme(part[0].start, part[-1].end, text, " ".join(x.typed for x in part), (meaning,)))
        i = end
    return out


def of_a_day(item: Lexeme) -> bool:
    """ "Last year": is it another period on another day?"""
    time = item.get("TM")
    return (
        time is not None
        and any(isinstance(w, Span) for w in time.what.whens)
        and not any(c.isdigit() for c in item.text)
    )


def _stretch(items: list[Lexeme], i: int) -> tuple[int, Time | str] | None:
    for rule in (_named_beside, _bounded, _relative, _counted, _earlier_than, _plain):
        found = rule(items, i)
        if found is not None:
            return found
    return None


def _get(items: list[Lexeme], i: int, category: str) -> str | None:
    if 0 <= i < len(items):
        meaning = items[i].get(category)
        if meaning is not None:
            return str(meaning.what)
    return None


def _span(items: list[Lexeme], i: int, end: bool) -> Span | None:
    """A whole period, or a month that begins (ends) a quarter, as a bound."""
    if not 0 <= i < len(items):
        return None
    whole = items[i].get("T")
    if whole is not None:
        return whole.what if isinstance(whole.what, Span) else None
    month = items[i].get("MONTH")
    if month is None:
        return None
    year, number = month.what
    if (number % 3 == 0) if end else ((number - 1) % 3 == 0):
        index = year * 4 + (number - 1) // 3
        return Span(index, index)
    return None


def _bounded(items: list[Lexeme], i: int) -> tuple[int, Time | str] | None:
    """ "since Q3 2023", "from 2019 to 2023", "between A and B", "up to June 2023", "2019 onwards"."""
    since, until = _get(items, i, "SINCE"), _get(items, i, "UNTIL")
    if since or _get(items, i, "BETWEEN"):
        first = _span(items, i + 1, end=since == "after")
        if first is None:
            return _month_problem(items, i + 1)
        j = i + 2
        if first.length > 1 and CLOSED & set(items[i + 1].text.split()):
            return j, Time((first,), tuple(first.years[:1] + first.years[-1:]) if first.years else ())
        last = _closing(items, j)
        if last is not None and since != "after":
            return j + 2, _range(first, last)
        if since == "after":
            ends = (
                (first,) if items[i].text.startswith("since") else ()
            )  # what is counted then is where a change starts
            return j, Time((f"since:{_id(first.end + 1)}",), ends)
        onwards = items[j].get("ONWARDS") if j < len(items) else None
        month = bool(since) and items[i + 1].is_("MONTH")  # from one on figures are counted; of it alone there is none
        several = month or _stepped(items[:i], first)
        if onwards is None and since and items[i].text in ("from", "as from") and not (first.is_year or several):
            return None
        if onwards is None and items[i].text in ("from", "between") and not several:
            return None  # "referrals from 2019" is of that year
        return j + (1 if onwards else 0), Time((f"since:{_id(first.start)}",), (first,))
    if until and items[i].text not in ("by", "to", "through"):
        last = _span(items, i + 1, end=until != "before")
        if last is not None:
            stop = last.start - 1 if until == "before" else last.end
            return i + 2, Time((f"until:{_id(stop)}",))
        return _month_problem(items, i + 1)
    first = _span(items, i, end=False)
    if first is not None:
        last = _closing(items, i + 1) if i + 1 < len(items) and not items[i + 1].is_("AND") else None
        if last is not None:
            return i + 3, _range(first, last)
        if i + 1 < len(items) and items[i + 1].is_("ONWARDS") and items[i + 1].text != "on":
            return i + 2, Time((f"since:{_id(first.start)}",), (first,))
    return None


def _stepped(before: list[Lexeme], first: Span) -> bool:
    """ "In each year | from 2018": of a step that is one period the first is named, and not the only one."""
    steps = [
        m.what for i, x in enumerate(before) for m in x.meanings if m.category == "GRAIN" or _each_unit(before, i, m)
    ]
    return (first.is_year and "year" in steps) or (first.length == 1 and "quarter" in steps)


def _each_unit(items: list[Lexeme], i: int, meaning: Meaning) -> bool:
    return meaning.category == "UNIT" and bool(i) and items[i - 1].is_("EACH")


def _closing(items: list[Lexeme], j: int) -> Span | None:
    """The end of a stretch: "to 2023", "and Q4 2023", "- 2023"."""
    if j + 1 >= len(items):
        return None
    joins = items[j].is_("UNTIL", "AND", "TO") or items[j].text == "-"
    return _span(items, j + 1, end=True) if joins and _get(items, j, "UNTIL") != "before" else None


def _range(first: Span, last: Span) -> Time | str:
    if last.end < first.start:
        return Time((last, first)) if last.length == first.length else "The period ends before it begins."
    return Time((Span(first.start, last.end),), (first, last))


def _month_problem(items: list[Lexeme], i: int) -> tuple[int, str] | None:
    if i < len(items) and items[i].is_("MONTH"):
        return i + 1, "Figures are published by whole quarters, so a period that cuts a quarter is not published."
    return None


def _id(number: int) -> str:
    return Span(number, number).id


def _relative(items: list[Lexeme], i: int) -> tuple[int, Time | str] | None:
    """ "the latest quarter", "last year", "the last four quarters", "so far this year", "ever"."""
    now = _get(items, i, "NOW")
    if now:
        if now == "before_last":
            return i + 1, Time((Span.year(today().year - 2),))
        if now == "ytd":
            return i + 1, Time((Span.year(today().year),))
        at = i + 2 if i + 1 < len(items) and items[i + 1].is_("COMMA") else i + 1  # "since it began, up to 2023"
        last = _span(items, at + 1, end=True) if now == "all" and _get(items, at, "UNTIL") in ENDING else None
        if last is not None:
            return at + 2, Time((f"until:{_id(last.end)}",))
        return i + 1, Time(("all" if now == "all" else "latest_quarter",))
    latest = _get(items, i, "LATEST")
    if not latest:
        return None
    number = items[i + 1].get("N") if i + 1 < len(items) else None
    j = i + (2 if number else 1)
    unit = _get(items, j, "UNIT") or _get(items, j, "GRAIN")
    held = _for_which(items, j + 1) if unit in ("year", "quarter") else j
    if held > j + 1 and not number:
        return held, Time((f"latest_{unit}",))
    if unit == "decade":
        return j + 1, Time(("last:10:year",))
    if unit in ("year", "quarter"):
        if number:
            return j + 1, Time((f"last:{number.what}:{unit}",))
        if unit == "year" and latest in ("last", "this"):
            return j + 1, Time((Span.year(today().year - (latest == "last")),))
        return j + 1, Time((f"latest_{unit}",))
    if unit == "month" and number and int(number.what) % 3 == 0:
        return j + 1, Time((f"last:{int(number.what) // 3}:quarter",))
    if any(x.is_("UNIT", "GRAIN") for x in items[j:]):
        return None  # "the latest number for a full year"
    if latest == "latest" and (j >= len(items) or items[j].is_("HOWMANY", "STOP", "REPORT", "M", "W")):
        return i + 1, Time(("latest_quarter",))
    return None


def _for_which(items: list[Lexeme], j: int) -> int:
    """ "(The latest quarter) for which age is published": the newest that is held, which it is anyway."""
    if j >= len(items) or items[j].text not in ("for which", "with", "that", "in which"):
        return j
    return next((k + 1 for k in range(j + 1, min(j + 6, len(items))) if items[k].text in HELD), j)


WITHIN = ("UNTIL", "OF", "IN", "BETWEEN", "SINCE", "FROM")
HELD = frozenset(("published", "available", "held"))


def _counted(items: list[Lexeme], i: int) -> tuple[int, Time | str] | None:
    """ "two years ago", "the three years 2021 to 2023", "the three years to 2023", "the first two quarters of 2023"."""
    number = items[i].get("N")
    unit = _get(items, i + 1, "UNIT") if number else None
    if number is not None and unit == "month" and int(number.what) % 3 == 0 and i + 2 < len(items):
        return _as_long(items, i + 2, int(number.what) // 3)  # "the eighteen months from January 2022 to June 2023"
    if number is None or unit not in SIZE or i + 2 >= len(items):
        return None
    later = _get(items, i + 2, "LATER")
    if later and unit in ("year", "quarter"):
        return i + 3, Time((), step=f"by:{SIZE[unit] * int(number.what) * (1 if later == 'later' else -1)}")
    if items[i + 2].text == "ago" and unit == "year":
        return i + 3, Time((Span.year(today().year - int(number.what)),))
    length = SIZE[unit] * int(number.what)
    beside = _span(items, i + 3, end=False) if items[i + 2].text in BESIDE else None
    if beside is not None and beside.length == SIZE[unit]:
        length = SIZE[unit] * int(number.what)
        after = BESIDE[items[i + 2].text]
        span = Span(beside.end + 1, beside.end + length) if after else Span(beside.start - length, beside.start - 1)
        return i + 4, Time((span,))
    if (found := _as_long(items, i + 2, length)) is not None:
        return found
    at = i + 2 + (1 if items[i + 2].is_(*WITHIN) else 0)
    first = _span(items, at, end=True)
    if first is not None and items[i + 2].is_("UNTIL") and first.length == SIZE[unit]:
        span = Span(first.end - length + 1, first.end)
        return at + 1, Time((span,), (Span(span.start, span.start + SIZE[unit] - 1), first))
    return None


def _named_beside(items: list[Lexeme], i: int) -> tuple[int, Time | str] | None:
    """ "The first five calendar years, 2009 to 2013", "the last two quarters (July to December 2023)"."""
    if not items[i].is_("FIRST", "LATEST") or i + 3 >= len(items) or (number := items[i + 1].get("N")) is None:
        return None
    size = SIZE.get(str(_get(items, i + 2, "UNIT") or ""), 0)
    return _as_long(items, i + 3, size * int(number.what)) if size else None


def _as_long(items: list[Lexeme], i: int, length: int) -> tuple[int, Time | str] | None:
    """ "(The three years) 2021 to 2023", "2021, 2022 and 2023": a period beside its length, where the two agree."""
    at = i + (1 if items[i].is_(*WITHIN, "COMMA") else 0)
    first = _span(items, at, end=True)
    closing = _closing(items, at + 1) if first is not None else None
    if first is not None and closing is not None and closing.end - first.start + 1 == length:
        return at + 2 + 1, _range(first, closing)
    end, named = one_by_one(items, at)
    if len(named) > 1 and sum(span.length for span in named) == length:
        return end, Time(named)
    if first is not None and first.length == length:
        return at + 1, Time((first,), tuple(first.years[:1] + first.years[-1:]))
    if first is not None and first.length == 1 and items[i].is_("UNTIL"):
        return at + 1, Time((Span(first.end - length + 1, first.end),))  # "six months to June 2023"
    return None


def _earlier_than(items: list[Lexeme], i: int) -> tuple[int, Time | str] | None:
    """ "the year before 2020"; alone, "the year before" steps back from another period."""
    behind = items[i + 1] if i + 1 < len(items) else None
    that = items[i].get("THATTIME")
    of_year = that is not None and behind is not None and behind.is_("T")
    if that is not None and behind is not None and behind.text.isdigit():
        of_year = of_year and that.what in LENGTHS  # "the same quarter 2022"
    if items[i].is_("SAMEPERIOD") or of_year:  # "the same quarter | of 2024" where the year has its own preposition
        year = _span(items, i + 1, end=False)
        return (i + 2, Time((), step=f"to:{year.start // 4}")) if year is not None and year.is_year else None
    step = _get(items, i, "EARLIER")
    if not step:
        return None
    following = _span(items, i + 1, end=False)
    if step == "financial" and following is not None and not following.is_financial:
        return i + 1, FISCAL  # "the financial year before 2023"
    if (
        following is not None
        and following.length == SIZE.get(step, 4 * (step == "financial"))
        and items[i].text.endswith(BACK)
    ):
        return i + 2, Time((Span(following.start - following.length, following.start - 1),))
    return i + 1, Time((), step=step)


def _plain(items: list[Lexeme], i: int) -> tuple[int, Time | str] | None:
    meaning = items[i].get("T")
    if meaning is not None:
        span: When = meaning.what
        return i + 1, Time((span,))
    if items[i].is_("MONTH"):
        return i + 1, "Figures are published by quarter and by year, not by month."
    problem = items[i].get("BADTIME")
    return (i + 1, str(problem.what)) if problem else None
