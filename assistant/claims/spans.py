"""What stretch of time a stated figure is of, where it is no single period: a mean, a sum since a year, a change on one."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.claims.stated import Stated
from assistant.english.named import Names
from assistant.english.phrases import pattern, phrases
from assistant.period import Span

AVERAGE = pattern("spans.average")
EACH = pattern("spans.each")
# A figure of less than a quarter: "each month", "62 a day"; not "a month later".
SHORT = pattern("spans.short")
EVERY_ONE = pattern("spans.every_one")
# "Up 34% on 2021", "33% more than in 2021": the year is where the change starts.
ON = pattern("spans.on")


# "There were 4,929 reports, up on 2022": the figure is of the year after.
UP_ON = pattern("spans.up_on")

# "A rise from 16,990 in 2023"
FROM_FIGURE = pattern("spans.from_figure")
COMPARED = pattern("spans.compared")

ASIDE = pattern("spans.aside")

TILL = re.compile(r"[,;.()]|\d")  # where what is said of one thing ends
NEXT = pattern("spans.next")
VERB = pattern("spans.verb")


def clause(behind: str, more: bool, whole: bool) -> str:
    """The words behind a figure that are about it.

    "…, more than the police" is about somebody else, "…, and in 2023 there were" begins what the next figure is about
    (``more``), and of "the 17,004 referred | were male" the verb is not about the ``whole``.
    """
    behind = ASIDE.split(behind)[0].split(";")[0]
    behind = NEXT.split(behind)[0] if more else behind
    return VERB.split(behind)[0] if whole else behind


UNITS = {ly: unit for unit, listed in phrases("ly").items() for ly in listed}


def averaged(sentence: str, behind: str = "") -> str:
    """ "Averaged 4,250 a quarter": the unit of a figure that is a mean, which may stand ``behind`` it; else empty."""
    if not AVERAGE.search(sentence) or not (found := EACH.search(behind) or EACH.search(sentence)):
        return ""
    unit = (found["unit"] or found["ly"] or found["of"]).lower()
    return UNITS.get(unit, unit)


# "… a month in 2025, against | 1,594"
BESIDE_MEAN, ALIKE = pattern("spans.beside_mean"), 4


def short_of(sentence: str, s: Stated, stated: list[Stated]) -> bool:
    """ "The 23,411 work out at | 64 | a day", "every day 64": is a figure of a day, a week or a month, and not another?"""
    behind = next((o.start for o in stated if o.start >= s.end), len(sentence))
    first = min(o.start for o in stated)
    short = [found.start() for found in SHORT.finditer(sentence)]
    ahead = next((o for o in reversed(stated) if o.end <= s.start), None)
    alike = ahead is not None and float(s.value) < ALIKE * float(
        ahead.value
    )  # "…, against 19,125 in the whole of 2024"
    if ahead is not None and alike and BESIDE_MEAN.fullmatch(sentence[ahead.end : s.start]):
        return short_of(sentence, ahead, stated)  # "1,951 a month in 2025, against | 1,594 in 2024"
    return any(s.end <= at < behind or (at < first and s.start == first) for at in short)


def since(whole: Names) -> str:
    """ "Have been referred since 2009": how the query names the stretch that a count is the sum of, else empty."""
    found = [p.relative for p in whole.periods if not p.spans]
    return next((name for name in found if name.startswith("since:") or name == "all"), "")


def starts_at(sentence: str, s: Stated, after: Names) -> bool:
    """Is the one period behind a change that which it starts from?"""
    return bool(ON.match(sentence[s.end :])) and any(p.spans for p in after.periods)


def after_base(spans: tuple[Span, ...], behind: str) -> tuple[Span, ...]:
    """The period of a figure behind which only a year stands that it is compared with; else the periods as they are."""
    found = UP_ON.search(behind)
    base = Span.year(int(found["year"])) if found else None
    return (following(base),) if base and spans == (base,) else spans


def following(span: Span) -> Span:
    return Span(span.end + 1, span.end + span.length)


COMBINED = pattern("spans.combined")


def combined(sentence: str, own: tuple[Span, ...], named: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "In 2020, 2021 and 2022 combined": years without a gap that a figure is the sum of, else the figure's own."""
    ordered = sorted(named)
    joined = len(ordered) > 1 and all(b.start == a.end + 1 for a, b in pairwise(ordered))
    return (Span(ordered[0].start, ordered[-1].end),) if joined and COMBINED.search(sentence) else own
