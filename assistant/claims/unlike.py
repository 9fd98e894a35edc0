"""What a sentence says of its figures that they do not say: more than is counted, or one count as part of another."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.claims.orderings import Asserted
from assistant.claims.spans import TILL
from assistant.english.named import Names
from assistant.english.phrases import pattern

MADE = pattern("unlike.made")
# "Of these, 6,528 were confirmed": of those whom the sentence before counts.
OF_THEM = pattern("unlike.of_them")


class Unlike:
    """Reads with the names of a sentence and what a catalog says of claims."""

    def __init__(self, lookup: Lookup, names_of: Callable[[str], Names]) -> None:
        self.lookup = lookup
        self.names_of = names_of
        self.words = lookup.catalog.claims
        self.beyond, self.equated = (
            re.compile(rf"\b(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.IGNORECASE)
            for words in (self.words.beyond, self.words.equated)
        )

    def of(self, sentence: str, whole: Names, found: list[Asserted], before: Selection | None, earlier: str) -> str:
        """What a sentence says of its figures that they do not say: another count beside them, or more than is counted."""
        used = {query.measure for one in found for query in one.queries}
        default = self.lookup.publication_of(next(iter(used))).default_measure if used else None
        if not used:
            return ""
        waits = any(self.lookup.measures[m].kind == "stock" for m in used)
        more = [m for m in _apart_from(whole, used, waits) if m != default]
        if more:
            return f"The sentence also names {self.lookup.measures[more[0]].label}, which are counted apart."
        spoken = {before.measure, *self.names_of(earlier).counted} if before is not None else set()
        if before is not None and _goes_on(sentence, found) and (other := self._not_of(spoken, used)):
            label = self.lookup.measures[other].label
            return f"“Of these” would be of {self.lookup.measures[before.measure].label}: {label} of a period are not made of them."
        if (
            apart := self._of_another(sentence, found)
            or self._of_referred(whole, used, found)
            or self._made_by(sentence, whole, used)
        ):
            return apart
        more_said = self._beyond(sentence, whole)
        counted = bool(whole.measures or whole.weak)
        if default in used and not counted and (itself := self._itself(self.names_of(sentence))):
            return f"“{itself}” is more than is counted. {self.lookup.measures[default].definition}"
        if not more_said or counted:
            more_said = self.equated.search(sentence)  # "all people referred were victims"
        if more_said and default in used:
            return f"“{more_said.group()}” is more than is counted. {self.lookup.measures[default].definition}"
        return ""

    def _not_of(self, measures: set[str], used: set[str]) -> str:
        """Of the counts used, one that is no part of those that were spoken of before."""
        return next((m for m in sorted(used) if not {m, self.lookup.measures[m].part_of} & measures), "")

    def _beyond(self, sentence: str, whole: Names) -> re.Match[str] | None:
        """A word that says more than is counted, unless it says who or where: "exploited as children", "overseas"."""
        named = " ; ".join(item.typed for item in whole.items if item.is_("F", "PLACE"))
        return next((found for found in self.beyond.finditer(sentence) if found.group() not in named), None)

    def _itself(self, whole: Names) -> str:
        """ "Modern slavery in the UK soared": what is said to have moved, where it is no count."""
        moved = next((i for i, item in enumerate(whole.items) if item.is_("MOVE")), 0)
        before = [item for item in whole.items[:moved] if not item.is_("SCOPE", "TM", "ARTICLE", "HAVE", "IN")]
        return before[0].typed if len(before) == 1 and before[0].text in self.words.phenomenon else ""

    def _of_referred(self, whole: Names, used: set[str], found: list[Asserted]) -> str:
        """ "6,528 people referred in 2023 were found to be victims": decisions of a period are not of its referrals."""
        weak = {m for at, among in whole.weak if at and whole.items[at - 1].is_("PEOPLE", "THOSE") for m in among}
        parts = {self.lookup.measures[m].part_of for m in used}
        counted = any(one.stated is not None and one.kind == "count" for one in found)
        if not weak or not counted or weak & (used | parts):
            return ""
        label, other = self.lookup.measures[min(used)].label, self.lookup.measures[min(weak)].label
        return f"It is said of {other}: {label} of a period are not made of them."

    def cohort(self, whole: Names, measure: str) -> tuple[str, ...]:
        """ "12,907 people | referred in 2022 were still awaiting": those referred in a period, of a count of all who wait then."""
        if measure not in self.lookup.measures or self.lookup.measures[measure].kind != "stock":
            return ()
        items, counted = whole.items, [*whole.weak, *((at, (name,)) for at, name in whole.measures)]
        for period in whole.periods:
            lead = items[period.at - 1] if period.at else None
            for at, among in counted if lead is not None and lead.is_("IN") else ():
                between = items[at + 1 : period.at]
                who = [item for item in items[:at] if not item.is_("BE", "HAVE", "REL")]
                whose = at < period.at and who and who[-1].is_("PEOPLE", "THOSE", "OF")
                if whose and measure not in among and not any(TILL.search(i.typed) for i in between):
                    return (" ".join(i.typed for i in items[at : period.at + 1]),)
        return ()

    def _made_by(self, sentence: str, whole: Names, used: set[str]) -> str:
        """ "English police forces made 4,715 of the referrals": those who are said to have made what was passed to them."""
        for f in whole.filters:
            dimension = self.lookup.dimensions[f.dimension]
            words = re.escape(whole.items[f.at].typed) if f.at >= 0 else ""
            if f.dimension not in self.words.passed_to or not words or f.excluded:
                continue
            ahead, found, behind = [*re.split(rf"({words})", sentence, maxsplit=1, flags=re.IGNORECASE), "", ""][:3]
            if found and MADE.search(f"{ahead}|{behind}"):
                return f"“{found}” is a limit by {dimension.label}. {dimension.note}"
        return ""

    def _of_another(self, sentence: str, found: list[Asserted]) -> str:
        """ "16,990 people were referred, of whom 6,528 were confirmed": decisions of a period are not of its referrals."""
        them = OF_THEM.search(sentence)
        lead = self.names_of(sentence[: them.start()]) if them else None
        if them is None or lead is None:
            return ""
        named = set(lead.counted) or {name for _, among in lead.weak for name in among}
        for one in found:
            near = one.stated is not None and (
                one.stated.end >= them.start() or not sentence[one.stated.end : them.start()].strip()
            )
            for query in one.queries if named and near else ():
                measure = self.lookup.measures[query.measure]
                if query.measure not in named and measure.part_of not in named:
                    label = self.lookup.measures[min(named)].label
                    return f"“{them.group()}” would be of {label}: {measure.label} of a period are not made of them."
        return ""


def _goes_on(sentence: str, asserted: list[Asserted]) -> bool:
    """Does "of these" stand before or right behind the first figure, and so speak of the sentence before?"""
    of_them = OF_THEM.search(sentence)
    first = min((one.stated.end for one in asserted if one.stated), default=len(sentence))
    return of_them is not None and of_them.start() <= first + 1


def _apart_from(whole: Names, used: set[str], waits: bool) -> list[str]:
    """Counts named beside those that are used; "the backlog of decisions" is one count, whatever it ``waits`` for."""
    found = []
    for i, measure in sorted(whole.measures):
        before = [x for x in whole.items[max(0, i - 3) : i] if not x.is_("ARTICLE")]
        joined = (
            len(before) > 1
            and before[-1].is_("OF", "FOR")
            and any(at < i for at, m in whole.measures if m in used and whole.items[at] is before[-2])
        )
        awaited = waits and bool(before) and before[-1].is_("FOR")  # "waiting at the end of 2025 for a | decision"
        if measure not in used and not joined and not awaited:
            found.append(measure)
    return list(dict.fromkeys(found))
