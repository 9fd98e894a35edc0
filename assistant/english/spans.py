"""What stands around a period: its ordinal, its unit, and the periods that it is listed with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.english.frame import Time
from assistant.english.lexeme import Lexeme, Meaning
from assistant.period import Span

LISTS = ("AND", "OR", "COMMA")
LENGTHS = {"quarter": (1,), "2": (2,), "3": (3,), "6": (6,)}  # quarters that "that quarter", "those six months" hold
SIZE = {"year": 4, "quarter": 1, "decade": 40}  # quarters of what "the year before" steps over
BACK = "before"  # "the year before | 2020" steps back from what stands behind it
DIGITS = ("1", "2", "3", "4")
MORE_THAN = {"quarters": 1, "years": 4, "periods": 4}


def whole_years(items: list[Lexeme]) -> list[Lexeme]:
    """ "2023, the whole year": said beside its year it says nothing more. "2023, h1 and h2": its halves; "the latest
    for the full year": the newest year.
    """
    beside = [i > 0 and items[i - 1].is_("T") for i in range(len(items))]  # "2022 full year"
    parts = [
        m.what if (m := x.get("YEARPART")) is not None and (beside[i] or not x.is_("UNIT")) else ""
        for i, x in enumerate(items)
    ]
    if not any(parts):
        return items
    spans = [m.what for x in items if (m := x.get("T")) is not None and isinstance(m.what, Span)]
    whole = "ARTICLE" if any(span.is_year for span in spans) else "UNIT" if any(x.is_("LATEST") for x in items) else ""
    years = {span.start // 4 for span in spans}
    halves = {"first": 0, "second": 2} if len(years) == 1 and all(span.length in (2, 4) for span in spans) else {}
    out = list(items)
    for i, part in enumerate(parts):
        if part in halves:
            start = 4 * min(years) + halves[part]
            out[i] = items[i].as_("T", Span(start, start + 1))
        elif part == "whole" and whole:
            out[i] = items[i].as_(whole, "whole" if whole == "ARTICLE" else "year")
    year = [m is not None and m.what in spans and m.what.is_year for m in (x.get("T") for x in items)]
    halved = any(part in halves for part in parts)
    return [x.as_("ARTICLE", "article") if halved and year[i] else x for i, x in enumerate(out)]


def _listed_back(out: list[Lexeme]) -> int:
    """How far back the period stands that the next one is listed with: "2021, 2022", "in 2021 and in 2022", "2021
    2022".
    """
    for back in range(1, min(4, len(out)) + 1):
        if out[-back].is_("TM"):
            between = out[len(out) - back + 1 :]
            joins = any(x.is_("AND", "OR", "COMMA", "VERSUS") for x in between)
            if not all(x.is_("AND", "OR", "COMMA", "VERSUS", "IN", "FOR", "AT") for x in between):
                return 0
            return back if joins or not between else 0
    return 0


def on_base_after(items: list[Lexeme]) -> list[Lexeme]:
    """ "Reports 2022, % change on 2021": the two ends of the change, though a comma stands before it."""
    times = [i for i, x in enumerate(items) if x.is_("T")]
    moves = [i for i, x in enumerate(items) if x.is_("GROWTH", "MOVE")]
    if len(times) != 2 or len(moves) != 1 or not (times[0] < moves[0] < times[1]):
        return items
    first, last = (items[i].get("T") for i in times)
    between = items[times[0] : moves[0]]
    marked = any(x.is_("COMMA", "AND") for x in between) and not any(x.is_("WHAT", "HOWMANY") for x in between)
    if not marked or times[1] != moves[0] + 2 or not items[moves[0] + 1].is_("BASE") or first is None or last is None:
        return items
    if first.what == last.what or first.what.length != last.what.length:
        return items
    ends = Time(tuple(sorted((first.what, last.what))))
    both = replace(items[times[0]], meanings=(Meaning("TM", ends),))
    return [*items[: times[0]], both, *items[times[0] + 1 : moves[0] + 1], *items[times[1] + 1 :]]


def of_years(items: list[Lexeme]) -> list[Lexeme]:
    """ "First quarter referrals for 2021 and 2022", "the third and fourth quarters of 2023": quarters that are named
    apart
    are those quarters of each year."""
    alone = [i for i, x in enumerate(items) if x.is_("QUARTER")]
    years = [i for i, x in enumerate(items) if x.is_("TM") and _years_alone(x)]
    if not alone or len(years) != 1:
        return items
    if not all(x.is_(*LISTS, "ARTICLE", "QUARTER") for x in items[alone[0] : alone[-1]]):
        return items
    time = items[years[0]].get("TM")
    quarters = [int(meaning.what) - 1 for i in alone if (meaning := items[i].get("QUARTER")) is not None]
    assert time is not None
    spans = [Span(y.start + n, y.start + n) for w in time.what.whens for y in w.years for n in quarters]
    out = list(items)
    old = items[years[0]]
    out[years[0]] = Lexeme(old.start, old.end, old.text, old.typed, (Meaning("TM", Time(tuple(spans))),))
    for i in range(alone[0], alone[-1] + 1):
        one = items[i]
        out[i] = Lexeme(one.start, one.end, one.text, one.typed, (Meaning("ARTICLE", "article"),))
    for i in range(alone[-1] + 1, years[0]):  # "the first quarter of each year, 2021 and 2022"
        if (grain := out[i].get("GRAIN")) is not None and grain.what == "year" and out[i - 1].is_("OF", "IN", "FOR"):
            out[i - 1 : i + 1] = [one.as_("ARTICLE", "article") for one in out[i - 1 : i + 1]]
    return out


def without_units(items: list[Lexeme]) -> list[Lexeme]:
    """ "In the months April to June 2025", "the years 2014 to 2023": the unit says nothing more."""
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        following = items[i + 1].get("TM") if i + 1 < len(items) else None
        named = following is not None and bool(following.what.whens) and isinstance(following.what.whens[0], Span)
        asked = i > 0 and items[i - 1].is_("EACH", "BY", "WHICH", "BREAKDOWN", "MOST", "AVERAGE", "N", "HOWMANY")
        asked |= i > 1 and items[i - 1].is_("AND", "COMMA") and items[i - 2].is_("D")  # "by age and | year from 2019"
        picks = any(x.is_("MOST", "WHICH", "WHEN", "FASTEST", "RANK") for x in items)
        alone = item.is_("UNIT") and not item.is_("F", "M", "ANYUNIT")
        if alone and named and not asked and not picks:
            out.append(Lexeme(item.start, item.end, item.text, item.typed, (Meaning("ARTICLE", "article"),)))
        else:
            out.append(item)
    return out


def without_counted(items: list[Lexeme]) -> list[Lexeme]:
    """ "The twenty quarters from 2019 Q1 to 2023 Q4", "the ten years 2014 to 2023": how many they are says nothing
    more.
    """
    times = [m.what for x in items if (m := x.get("TM")) is not None]
    span = times[0].whens[0] if len(times) == 1 and len(times[0].whens) == 1 else None
    if not isinstance(span, Span):
        return items
    sizes = {"quarter": span.length, "year": len(span.years)}
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        number = item.get("N")
        units = [m.what for x in items[i + 1 : i + 2] for m in x.meanings if m.category in ("UNIT", "GRAIN")]
        counted = number is not None and any(sizes.get(unit) == number.what for unit in units)
        ranked = i > 0 and items[i - 1].is_("MOST", "LIMIT", "LATEST")
        out.append(item.as_("ARTICLE", "article") if counted and not ranked else item)
    return out


def _years_alone(item: Lexeme) -> bool:
    time = item.get("TM")
    return (
        time is not None
        and bool(time.what.whens)
        and all(isinstance(w, Span) and w.years and w.start % 4 == 0 for w in time.what.whens)
    )


def listed(items: list[Lexeme]) -> list[Lexeme]:
    """ "2021, 2022 and 2023": periods side by side are one list of them."""
    out: list[Lexeme] = []
    for item in items:
        time = item.get("TM")
        back = _listed_back(out) if time else 0
        join = out[-back].get("TM") if back else None
        if time and not time.what.step and join and not join.what.step and not join.what.ends:
            before = out[-back]
            between = [x.text for x in out[len(out) - back + 1 :]]
            whens = (*join.what.whens, *(w for w in time.what.whens if w not in join.what.whens))
            ok = not time.what.ends and all(isinstance(w, Span) for w in whens)
            if ok:
                made = Time(whens)
                text = " ".join((before.text, *between, item.text))
                typed = " ".join((before.typed, *between, item.typed))
                out[-back:] = [Lexeme(before.start, item.end, text, typed, (Meaning("TM", made),))]
                continue
        out.append(item)
    return out


def that_time(which: str, when: Span) -> Span | None:
    """What words point at where ``when`` was spoken of: "that year" of a quarter is its year ("year"), "when the year
    ended" the last quarter of it ("end"), "those six months" itself ("2"); None where it is nothing so long.
    """
    first, last = when.start // 4, when.end // 4
    if which == "end":
        return Span(last * 4 + 3, last * 4 + 3)
    if which == "year":
        return when if when.length == 4 else Span.year(last) if first == last else None
    if which == "financial":
        return when if when.is_financial else None
    fits = which == "that" or when.length in LENGTHS.get(which, ()) or when.length > MORE_THAN.get(which, when.length)
    return when if fits else None


def unit_of(whens: Iterable[object]) -> str:
    """The unit that each of several periods is: "2021, 2022 and 2023" are years; empty where they are none."""
    sizes = {when.length if isinstance(when, Span) else 0 for when in whens}
    return next((unit for unit, size in SIZE.items() if sizes == {size}), "")


def one_by_one(items: list[Lexeme], at: int) -> tuple[int, tuple[Span, ...]]:
    """Where a list of periods that begins at ``at`` ends, and what it names: "2021, 2022 and 2023"."""
    named: list[Span] = []
    end = at
    for i in range(at, len(items)):
        found = items[i].get("T")
        if found is not None and isinstance(found.what, Span):
            named.append(found.what)
            end = i + 1
        elif not (named and items[i].is_("COMMA", "AND")):
            break
    return end, tuple(named)
