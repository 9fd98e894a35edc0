"""Financial years: one named as such is its quarters, and a stretch of several is each of them."""

from __future__ import annotations

from assistant.english.frame import Time, When
from assistant.english.lexeme import Lexeme, Meaning
from assistant.period import Span

FISCAL = "A financial year is two calendar years, such as 2023/24; figures are published by quarter and calendar year."
JOINS = ("FROM", "BETWEEN", "COMMA", "ARTICLE", "LATEST", "N", "OF")
MARKS = ("EACH", "BY")


def fiscal(items: list[Lexeme]) -> list[Lexeme]:
    """A financial year named as one ("2023/24") is its quarters; the financial year of a calendar year is unclear."""
    items = _unglossed(_stretches(_runs(items)))
    out = list(items)
    for i, item in enumerate(items):
        if (unit := item.get("UNIT")) is not None and unit.what == "financial":
            glossed = i > 1 and items[i - 1].is_("COMMA")  # "2021/22 (financial year)"
            beside = [_year(x) for x in items[max(0, i - 1 - glossed) : i + 2]]
            told = any(span is not None for span in beside) or any(x.is_("TM") for x in items[i + 1 : i + 2])
            picked = not told and items[i - 1 : i] != [] and items[i - 1].is_("WHICH") and sum(map(_named, items)) > 1
            meaning = Meaning("ARTICLE", "article") if told else Meaning("BADTIME", FISCAL)
            meaning = Meaning("UNIT", "year") if picked else meaning  # "which financial year, 2021/22 or 2022/23?"
            out[i] = Lexeme(item.start, item.end, item.text, item.typed, (meaning,))
    return out


def _unglossed(items: list[Lexeme]) -> list[Lexeme]:
    """ "The financial | year ending March 2020", "2021-22 | (April to March)": without what such a year is anyway."""
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        said = item.get("FISCAL")
        if said is not None and said.what == "before" and i + 1 < len(items) and _named(items[i + 1]):
            continue
        brackets = 1 < i < len(items) - 1 and (items[i - 1].text, items[i + 1].text) == ("(", ")")
        if said is not None and said.what == "behind" and brackets and _named(items[i - 2]):
            out.pop()
            continue
        if item.text == ")" and i > 2 and items[i - 1].is_("FISCAL") and _named(items[i - 3]):
            continue
        out.append(item)
    return out


def unfounded(items: tuple[Lexeme, ...], whens: tuple[When, ...]) -> tuple[Lexeme, ...]:
    """ "The financial year before", "that financial year", where none was spoken of: unclear as well."""
    spoken = any(isinstance(when, Span) and when.is_financial for when in whens) or any(_year(x) for x in items)
    return items if spoken else tuple(x.as_("BADTIME", FISCAL) if _leans(x) else x for x in items)


def _leans(item: Lexeme) -> bool:
    told = [str(m.what) for m in item.meanings if m.category in ("EARLIER", "THATTIME")]
    return any(one.startswith("financial") for one in told)


def _year(item: Lexeme) -> Span | None:
    """The quarters of a financial year; None of anything else."""
    found = item.get("T")
    span = found.what if found is not None else None
    return span if isinstance(span, Span) and span.is_financial else None


def _named(item: Lexeme) -> bool:
    return _year(item) is not None


def _runs(items: list[Lexeme]) -> list[Lexeme]:
    """ "2020 / 21 / 22 / 23": calendar years one after the other, and no pairs of them."""
    out: list[Lexeme] = []
    i = 0
    while i < len(items):
        end = i
        while end + 2 < len(items) and items[end + 1].text == "/" and items[end + 2].is_("T"):
            end += 2
        years = [year for item in items[i : end + 1 : 2] for year in _calendar(item)] if end > i else []
        if len(years) > 2 and years == list(range(years[0], years[0] + len(years))):
            run = items[i : end + 1]
            time = Time(tuple(Span(4 * year, 4 * year + 3) for year in years))
            text, typed = " ".join(x.text for x in run), " ".join(x.typed for x in run)
            out.append(Lexeme(run[0].start, run[-1].end, text, typed, (Meaning("TM", time),)))
            i = end + 1
        else:
            out.append(items[i])
            i += 1
    return out


def _calendar(item: Lexeme) -> tuple[int, ...]:
    """The calendar years that a year, or a financial year, is written with; none of anything else."""
    found = item.get("T")
    if found is None or not isinstance(found.what, Span) or found.what.length != 4:
        return ()
    first = found.what.start // 4
    return (first, first + 1) if _year(item) is not None else (first,)


def _stretches(items: list[Lexeme]) -> list[Lexeme]:
    """ "Each financial year from 2018/19 to 2020/21", "the financial years 2018/19 to 2020/21": each of them."""
    out = list(items)
    for i in range(len(items) - 3, 0, -1):
        first, last = _year(items[i]), _year(items[i + 2])
        joined = items[i + 1].is_("TO", "UNTIL") or (items[i + 1].is_("AND") and items[i - 1].is_("BETWEEN"))
        if first is None or last is None or not joined or last.start <= first.start:
            continue
        begin = _begins(items, i)
        if begin is None:
            continue
        spans = tuple(Span(start, start + 3) for start in range(first.start, last.start + 1, 4))
        run = items[begin : i + 3]
        text, typed = " ".join(x.text for x in run), " ".join(x.typed for x in run)
        made = Lexeme(run[0].start, run[-1].end, text, typed, (Meaning("TM", Time(spans)),))
        return [*out[:begin], made, *out[i + 3 :]]
    return out


def _begins(items: list[Lexeme], i: int) -> int | None:
    """Where words begin that ask for each financial year of the stretch at ``i``; None where nothing does."""
    at = i
    while at and items[at - 1].is_(*JOINS) and not items[at - 1].is_("T"):
        at -= 1
    unit = items[at - 1].get("UNIT") if at else None
    if unit is None or unit.what not in ("financial", "year"):
        return None
    start = at - 1
    while start and items[start - 1].is_("LATEST", "N", "ARTICLE", "EARLIER"):
        start -= 1
    marked = bool(start) and items[start - 1].is_(*MARKS)
    if not marked and unit.what == "year":
        return None
    return start - 1 if marked else start
