"""Which words of a question its query answers: a word that has a meaning and is answered by nothing forbids a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.query import TIME, Query
from assistant.question.findings import Slots
from assistant.question.ranks import nth
from assistant.question.steps import moves
from assistant.question.tag import Item

OVER_TIME = ("series", "extreme", "average", "change", "compare", "history")
OF_THE = frozenset(("of", "the", "this", "that", "total", "overall", "whole"))
ADDED = ("combined", "together", "sum of", "total of", "added together", "taken together", "sum", "summed")
STEP_BY_STEP = ("year on year", "year over year", "yoy", "quarter on quarter", "qoq")
PASSING = ("overt", "surpass", "outnumber")
# Said of a change, and of the figures on both sides of it: a lone pair of figures does not say them.
BETWEEN = ("difference", "gap", "differ")


@dataclass(frozen=True)
class Account:
    """A query beside the words that it was built from."""

    query: Query
    slots: Slots
    measures: int = 1  # how many counts are asked for, each with a query of its own
    figures: int = 1  # how many queries the question has: groups of people side by side are one each

    def unanswered(self) -> list[int]:
        """Places of the items that have a meaning which no part of the query carries, in order."""
        found = {i for i, item in enumerate(self.slots.items) if not self._answered(i, item)}
        return sorted(found | set(self._numbers()))

    def _answered(self, i: int, item: Item) -> bool:
        """Does the query do what one of the item's cues asks, and all of what those ask that nothing may stand for?"""
        if item.kind == "period" and self.query.shape == "series" and item.text.split()[-3:][:1] == ["quarter"]:
            return "same" not in item.text.split()  # "each quarter of 2023 with the same quarter of 2022": in pairs
        cues = [name for name in item.cues if i in self.slots.cues.get(name, ())]
        if any(name in ALONE and not ALONE[name](self, i) for name in cues):
            return False
        if item.text in GLUE and not GLUE[item.text](self, i) and i not in self.slots.used:
            return False
        other = [name for name in cues if name not in ALONE]
        return not other or any(name not in ASKS or ASKS[name](self, i) for name in other)

    def _numbers(self) -> list[int]:
        """ "The five largest": a number kept for a list that the query does not cut."""
        return [i for i, number in self.slots.numbers if self.query.limit != number]

    @property
    def moved(self) -> bool:
        """Does the answer set figures of several periods, or of several members, beside one another?"""
        return self.query.shape in ("change", "compare") or self.query.step

    @property
    def listed(self) -> bool:
        return any(name not in TIME for name in self.query.by)

    def text(self, i: int) -> str:
        return self.slots.items[i].text if 0 <= i < len(self.slots.items) else ""


def _change(a: Account, i: int) -> bool:
    moved = i in moves(a.slots)
    if a.measures > 1 and not moved and not a.query.step:
        return False  # between two counts, and not between two periods of one
    if moved and a.query.shape == "change" and a.listed and len(a.query.periods) < 2 and _named(a):
        return False  # "the growth of children and adults": of each over time, and not one less the other
    if a.text(i) in BETWEEN and (moves(a.slots) or a.slots.cue("top", "bottom")):
        return False  # "the gap grew", "the gap between the highest and the lowest"
    if _of_change(a, i):
        return False  # "share of the rise": of what changed, and not of those counted
    if a.moved or a.query.shape == "history":
        return True
    if a.query.shape == "share":
        return len(a.query.periods) > 1 or bool(a.query.grain) or a.query.relative.startswith(("ends:", "all_ends"))
    return a.query.shape == "series" and i in moves(a.slots)


def _of_change(a: Account, i: int) -> bool:
    """ "Share of the rise", "how much of the change": nothing but "of the" between the two words."""
    asking = [j for j in a.slots.cues.get("number", []) if a.text(j) == "how much"]
    for j in [*a.slots.cues.get("share", []), *asking]:
        between = [word for k in range(j + 1, i) for word in a.text(k).split()]
        if j < i and (a.text(j).endswith(" of") or "of" in between) and set(between) <= OF_THE:
            return True
    return False


def _named(a: Account) -> bool:
    return all(len(a.query.filters.get(name, ())) > 1 for name in a.query.by if name not in TIME)


def _share(a: Account, i: int) -> bool:
    named = [f for f in a.slots.filters if f.at >= 0]
    pairs = ((f, g) for f in named for g in named if f.at < i < g.at and f.dimension == g.dimension)
    if a.query.shape == "share" and any(f.member != g.member for f, g in pairs):
        return False  # "children as a share of adults": neither is part of the other
    if not (a.query.shape == "breakdown" and a.query.percent):
        return a.query.percent or a.query.shape in ("share", "change")
    return all(_whole(a, f.at) for f in a.slots.filters if f.at >= 0 and not f.excluded)


def _whole(a: Account, at: int) -> bool:
    """ "Share of child referrals by nationality" is among children; "share of children in each nationality" is not."""
    following = [x for x in a.slots.items[at + 1 :] if x.kind != "mark"][:2]
    return any(x.has("measure", "weak_measure", "vague_measure") for x in following)


def _per(a: Account, i: int) -> bool:
    """ "Per force", "for each": of a breakdown or a step of time that the query goes by."""
    if a.text(i).split()[-1] not in ("per", "each", "every"):
        return True
    behind = a.slots.items[i + 1 : i + 5]
    following = next((x for x in behind if x.kind not in ("mark", "ignored") and x.cues != ("of",)), None)
    if following is None:
        return a.listed or len(a.query.by) > 0
    if following.kind == "period":
        return True
    if following.text.rstrip("s") in TIME:
        return a.query.grain is not None
    return a.listed and following.has("dimension", "weak_dimension", "compound")


def _ranked(a: Account, i: int) -> bool:
    query = a.query
    if query.shape in ("ranking", "extreme") or (query.shape == "change" and a.listed):
        return query.limit != 0
    return query.shape == "breakdown" and a.listed


def _nth(a: Account, i: int) -> bool:
    return (
        a.query.limit is not None and a.query.limit == nth(a.slots) and not a.query.step and a.query.shape != "change"
    )


def _average(a: Account, i: int) -> bool:
    meant = a.text(i) == "mean" and a.text(i - 1) in ("i", "you", "we", "it", "they", "does", "do")
    return (
        a.query.shape == "average"
        or meant
        or any(j != i for j in a.slots.cues.get("define", []) if a.text(i) == "mean")
    )


def _excludes(a: Account, i: int) -> bool:
    """The word that leaves something out was used for a limit that does, or names another count than the one asked for."""
    following = next((x for x in a.slots.items[i + 1 :] if x.kind not in ("mark", "ignored")), None)
    counts = {sense.id for sense in following.senses if "measure" in sense.kind} if following else set()
    return i in a.slots.used or bool(counts and a.query.measure not in counts)


def _running(a: Account, i: int) -> bool:
    """A sum over a stretch is its last running total; one for each step is not worked out."""
    return a.query.together and not a.slots.cue("year", "quarter")


def _previous(a: Account, i: int) -> bool:
    if a.text(i) in STEP_BY_STEP and a.query.shape == "change":
        spans = a.query.periods  # "year on year" of a stretch is every step of it, and not its two ends
        return len(spans) != 2 or spans[1].start - spans[0].start <= 4
    return a.moved or a.query.shape in ("series", "extreme", "share") or len(a.query.periods) > 1 or not a.query.periods


def _compared(a: Account, i: int) -> bool:
    query = a.query
    if a.text(i).startswith(PASSING):
        two = any(len(ids) > 1 for _, ids in query.where) or query.over is not None
        return two or a.moved or bool(a.slots.cue("claimed"))
    if a.slots.cue("claimed") or a.text(i - 1) in ("that", "this", "it"):
        return True  # "how does that compare with …": the figure before is there; "is it true that more than 17,000 …": the published figure is the answer
    several = len(query.periods) > 1 or any(len(ids) > 1 for _, ids in query.where) or a.figures > 1
    return a.moved or several or bool(query.by) or query.over is not None or query.shape in ("share", "history")


def _time(a: Account, i: int) -> bool:
    if set(a.text(i).split()) & {"each", "every", "per"} or a.text(i).startswith("by "):
        return a.query.grain is not None or _periods_of(a, a.text(i))
    if a.query.grain == "year" and any(s.length % 4 for s in a.query.periods):
        return False  # "annual … between April 2022 and June 2024": no whole years
    return a.query.grain is not None or bool(a.query.periods) or bool(a.query.relative) or a.moved


def _periods_of(a: Account, text: str) -> bool:
    """Are the periods shown those that the words step through, each by itself?"""
    if a.query.shape == "change":
        return False
    lengths = (1,) if "quarter" in text else (1, 4)  # "Q4 of each year"
    return a.query.shape == "ranking" or (bool(a.query.periods) and all(s.length in lengths for s in a.query.periods))


def _trend(a: Account, i: int) -> bool:
    return a.query.grain is not None or a.query.shape in OVER_TIME or len(a.query.periods) > 1


def _never(a: Account, i: int) -> bool:
    return False


def _whole_year(a: Account, i: int) -> bool:
    """ "A full year" where a year is what is shown."""
    return (
        a.query.grain == "year"
        or any(s.length >= 4 for s in a.query.periods)
        or "year" in a.query.relative
        or (a.query.relative in ("default", "all"))
    )


def _quarters(a: Account, i: int) -> bool:
    return a.query.grain == "quarter" or any(s.length < 4 for s in a.query.periods) or "quarter" in a.query.relative


def _included(a: Account, i: int) -> bool:
    """ "British nationals, including dual nationals": a group that is added to the one before is a sum not worked out."""
    following = next((f for f in a.slots.filters if 0 < f.at - i <= 2), None)
    return following is None or not any(f.dimension == following.dimension and f.at < i for f in a.slots.filters)


def _near_limit(a: Account, i: int) -> bool:
    """ "Only" beside what is named: the limit says it."""
    named = {f.at for f in a.slots.filters} | {j for j, x in enumerate(a.slots.items) if x.kind == "period"}
    named |= {j for j, _ in a.slots.measures} | {j for j, _ in a.slots.weak}
    return any(abs(j - i) <= 3 for j in named) or i in (0, len(a.slots.items) - 1)


# By cue: is it answered? A cue that is not here asks for nothing that could be left out.
ASKS: dict[str, Callable[[Account, int], bool]] = {
    "by": _per,
    "breakdown": lambda a, i: bool(a.query.by) or a.figures > 1 or a.query.shape in ("compare", "series"),
    "year": _time,
    "quarter": _time,
    "trend": _trend,
    "share": _share,
    "change": _change,
    "threshold": lambda a, i: a.query.over is not None,
    "times": lambda a, i: a.moved and a.measures < 2,
    "compare": _compared,
    "top": _ranked,
    "bottom": _ranked,
    "rank": lambda a, i: a.query.shape == "ranking" or a.listed,
    "revised": lambda a, i: a.query.shape == "history",
    "first_published": lambda a, i: bool(a.query.as_of) or a.query.shape == "history",
    "previous": _previous,
}


def _apart(a: Account, i: int) -> bool:
    """ "Respectively" of one list is each of it; of two lists it pairs them, which no query does."""
    several = any(len(ids) > 1 for _, ids in a.query.where) or bool(a.query.by) or a.figures > 1
    periods = len(a.query.periods) > 1
    return several != periods if a.text(i) == "respectively" else several or periods


def _added(a: Account, i: int) -> bool:
    """ "Combined", "the sum of": of several counts, or of the first few of a list, no sum is worked out."""
    stretch = sum(len(p.spans) for p in a.slots.periods) > 1
    several = a.figures > 1 or (a.query.shape == "ranking" and not stretch)
    return a.text(i) not in ADDED or a.query.together or not several


def _which(a: Account, i: int) -> bool:
    """ "Which year", "the most recent year in which": a period is asked for, and not a figure of one."""
    behind = a.slots.items[i - 1] if i else None
    sought = behind is not None and behind.kind == "cue" and i > 1 and a.slots.items[i - 2].kind == "period"
    if a.text(i + 1) in ("year", "quarter", "years", "quarters") or (sought and a.slots.cue("change")):
        return a.query.grain is not None or a.query.shape in ("history", "share", "breakdown")
    return True


def _number(a: Account, i: int) -> bool:
    """ "How many different nationalities" counts members; of people nobody knows who was referred twice."""
    return not {"different", "distinct"} & set(a.text(i).split()) or bool(a.slots.units)


# Cues for which no other meaning of the word may stand.
ALONE: dict[str, Callable[[Account, int], bool]] = {
    "number": _number,
    "total": _added,
    "which": _which,
    "nth": _nth,
    "average": _average,
    "exclude": _excludes,
    "percent": lambda a, i: a.query.percent or a.query.shape in ("share", "change", "compare"),
    "running": _running,
    "separately": _apart,
    "points": _never,
}
# Little words that say how two things are joined: none is filler.
GLUE: dict[str, Callable[[Account, int], bool]] = {
    "before": _never,
    "after": _never,
    "until": _never,
    "than": _compared,
    "only": _near_limit,
    "between": _compared,
    "quarters": _quarters,
    "full year": _whole_year,
    "whole year": _whole_year,
    "full calendar year": _whole_year,
    "including": _included,
    "include": _included,
    "includes": _included,
}


def unanswered(query: Query, slots: Slots, measures: int = 1, figures: int = 1) -> list[int]:
    """Places of the items whose meaning the query does not carry."""
    return Account(query, slots, measures, figures).unanswered()
