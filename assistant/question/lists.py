"""People listed one after another: "children, women and UK nationals" are three groups, not girls from the UK."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assistant.question.filters import Filter
from assistant.question.findings import Slots

SIDES = ("vs", "versus", "v", "compared with", "compared to", "against", "as opposed to")
PLURALS = ("women", "men", "children", "people", "wives")


@dataclass(frozen=True)
class Element:
    """Filters of one phrase of a list, such as "Albanian women". ``noun``: where the word stands that can stand alone for
    people; -1 where there is none."""

    filters: tuple[Filter, ...]
    noun: int

    @property
    def named(self) -> frozenset[str]:
        return frozenset(f.dimension for f in self.filters)

    def with_(self, more: tuple[Filter, ...]) -> Element:
        """Limited as well by those of ``more`` that say something of breakdowns it does not name."""
        own = self.named
        return Element((*self.filters, *(f for f in more if f.dimension not in own)), self.noun)

    def members(self, dimension: str) -> frozenset[str]:
        return frozenset(f.member for f in self.filters if f.dimension == dimension)


def groups(
    filters: list[Filter],
    slots: Slots,
    agents: frozenset[str] = frozenset(),
    sets: frozenset[tuple[str, str]] = frozenset(),
) -> list[list[Filter]]:
    """The limits of each figure asked for: one list, unless nouns of different breakdowns are listed.

    "Under 18 and female" are two limits of one group; "Albanian women and children" are two groups of Albanians; every
    other limit of the question holds for all of them. ``agents`` are breakdowns by who acts: one case has one of them.
    ``sets`` are named sets of members: beside another name of the same breakdown each is one figure.
    """
    beside = _sets_beside(filters, sets) if not slots.cue("total", "top", "bottom", "rank") else []
    if beside:
        return [[f, *(other for other in filters if other not in beside)] for f in beside]
    for run in _runs(filters, slots, agents):
        told = _apart(_spread(run))
        if len(told) > 1:
            listed = [f for element in run for f in element.filters]
            shared = [f for f in filters if f not in listed]
            return [[*group, *shared] for group in told]
    return [filters]


def _sets_beside(filters: list[Filter], sets: frozenset[tuple[str, str]]) -> list[Filter]:
    """ "EU and UK nationals", "Albanians against dual nationals": two names of one breakdown, one of them of many members."""
    for dimension in dict.fromkeys(f.dimension for f in filters):
        named = [f for f in filters if f.dimension == dimension and not f.excluded and f.at >= 0]
        if len(named) > 1 and any((f.dimension, f.member) in sets for f in named):
            return named
    return []


def _runs(filters: list[Filter], slots: Slots, agents: frozenset[str]) -> list[list[Element]]:
    """Stretches of two or more elements with nothing between them but commas and "and"."""
    elements: list[list[Filter]] = []
    runs: list[list[list[Filter]]] = []
    placed = sorted((f for f in filters if f.at >= 0 and not f.excluded), key=lambda f: f.at)
    for before, f in zip([None, *placed], placed, strict=False):
        between = _between(before, f, slots)
        if between == "same" and elements:
            elements[-1].append(f)
        elif between == "listed" and elements:
            elements.append([f])
        else:
            elements = [[f]]
            runs.append(elements)
    # "UK nationals, children, 2023" narrows like words typed into a search: only "and" makes a list.
    return [_elements(run, slots, agents) for run in runs if len(run) > 1 and _and(run, slots)]


def _and(run: list[list[Filter]], slots: Slots) -> bool:
    between = slots.items[run[0][0].at : run[-1][0].at]
    return any(item.cues == ("and",) or item.text in SIDES for item in between)


def _elements(run: list[list[Filter]], slots: Slots, agents: frozenset[str]) -> list[Element]:
    sides = any(item.text in SIDES for item in slots.items[run[0][0].at : run[-1][0].at])
    acting = all(f.dimension in agents for element in run for f in element)
    if sides:
        return _sides([Element(tuple(element), element[-1].at) for element in run])
    if acting or _agent(slots, run[0][0].at):  # "by the police and the Home Office": each is one who refers
        return [Element(tuple(element), element[-1].at) for element in run]
    return [Element(tuple(element), _noun(element, slots)) for element in _joined(run, slots)]


def _sides(run: list[Element]) -> list[Element]:
    """ "Sexual vs criminal exploitation among girls": what one end of a comparison says besides holds for all of it."""
    first, last = run[0], run[-1]
    if first.named < last.named:
        return [element.with_(tuple(f for f in last.filters if f.dimension not in first.named)) for element in run]
    if last.named < first.named:
        return [element.with_(tuple(f for f in first.filters if f.dimension not in last.named)) for element in run]
    return run


def _joined(run: list[list[Filter]], slots: Slots) -> list[list[Filter]]:
    """ "Under 18 and female" limit one group: an adjective goes with what follows, unless both say the same breakdown."""
    found: list[list[Filter]] = []
    for element in run:
        earlier = found[-1] if found else []
        apart = {f.dimension for f in earlier} & {f.dimension for f in element} or _noun(earlier, slots) >= 0
        if not earlier or apart:
            found.append(element)
        else:
            earlier.extend(element)
    return found


def _between(before: Filter | None, f: Filter, slots: Slots) -> str:
    """ "same" phrase, "listed" beside it, or "" where other words stand between."""
    if before is None:
        return ""
    listed = False
    for item in slots.items[before.at + 1 : f.at]:
        if item.text == "," or item.cues == ("and",) or item.text in SIDES:
            listed = True
        elif not (item.kind == "ignored" or item.cues == ("of",) or item.text == "by"):
            return ""
    return "listed" if listed else "same"


def _noun(filters: list[Filter], slots: Slots) -> int:
    """Where the last word stands that can be a group by itself: a plural."""
    return max((f.at for f in filters if _plural(slots, f.at)), default=-1)


def _plural(slots: Slots, at: int) -> bool:
    following = slots.items[at + 1].text if at + 1 < len(slots.items) else ""
    text = slots.items[at].text
    return text.endswith("s") or text in PLURALS or following in ("nationals", "citizens")


def _agent(slots: Slots, at: int) -> bool:
    return at > 0 and "by" in slots.items[at - 1].cues


def _spread(run: list[Element]) -> list[Element]:
    """Words that hold for more than the phrase that they stand in."""
    found = list(run)
    for i in range(len(found) - 2, -1, -1):
        here, following = found[i], found[i + 1]
        if here.noun < 0:  # "UK and Albanian children"
            found[i] = Element(here.with_(following.filters).filters, following.noun)
        elif following.noun >= 0:  # "children and women from Albania"
            found[i] = here.with_(tuple(f for f in following.filters if f.at > following.noun))
    for i in range(1, len(found)):
        earlier, here = found[i - 1], found[i]
        if here.noun < 0:  # "children from Albania and Vietnam"
            found[i] = here.with_(earlier.filters)
        elif run[i].filters[0].at == run[i].noun:  # "Albanian women and children"
            found[i] = here.with_(_before_noun(run[:i]))
    return found


def _before_noun(run: list[Element]) -> tuple[Filter, ...]:
    """The adjectives of the last phrase, with those listed before it: "Albanian and Vietnamese men"."""
    last = run[-1]
    found = [f for f in last.filters if f.at < last.noun]
    for element in reversed(run[:-1]):
        if element.noun >= 0:
            break
        found += element.filters
    return tuple(found)


def _apart(elements: list[Element]) -> list[tuple[Filter, ...]]:
    """Elements that differ in one breakdown alone are its members side by side; any others are figures of their own."""
    told: list[list[Element]] = []
    for element in elements:
        if told and told[-1][0].named == element.named and len(_differing([*told[-1], element])) <= 1:
            told[-1].append(element)
        else:
            told.append([element])
    return [tuple(f for element in group for f in element.filters) for group in told]


def _differing(elements: list[Element]) -> set[str]:
    return {name for name in elements[0].named for a, b in pairwise(elements) if a.members(name) != b.members(name)}
