"""Catalog terms as parts of sentences: who a figure is limited to, what was counted, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.answer.numbers import count, listed
from assistant.asked.count import Where
from assistant.asked.people import Said, said
from assistant.asked.selection import HISTORY, MEAN, Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span, runs
from assistant.plan.model import Unit


class Counted(Protocol):
    """What a phrase is of: a measure, whom it is limited to, and what it is broken down by."""

    @property
    def measure(self) -> str: ...

    @property
    def where(self) -> Where: ...

    @property
    def by(self) -> tuple[str, ...]: ...

    @property
    def dimensions(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Limits:
    """The phrases of a query's filters, by their place in a headline."""

    who: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.kind, *self.who, *self.by)


def member_phrase(lookup: Lookup, dimension: str, ids: tuple[str, ...]) -> str:
    """One filter in words: "Albanian nationals", "not UK nationals", "by Kent Police or Essex Police"."""
    entry = lookup.dimensions[dimension]
    parts: list[str] = []
    without: list[str] = []
    for name in ids:
        plain = name.removeprefix("!")
        found = lookup.member(dimension, plain) or lookup.group(dimension, plain)
        own = found.who if found else ""
        phrase = own or entry.who.replace("{label}", found.label if found else plain)
        (without if name.startswith("!") else parts).append(phrase)
    said = listed(parts, "or")
    left_out = f"not {listed(without, 'or')}" if without else ""
    return " but ".join(part for part in (said, left_out) if part)


def unlimited(query: Counted, dimension: str, lookup: Lookup) -> dict[str, str]:
    """Breakdowns that limit nothing where a reader of ``dimension`` may take them to: {"age": "of all ages"} of
    women.
    """
    measure = lookup.measures[query.measure]
    known = lookup.dimensions_of(query.measure) - set(query.dimensions) - set(measure.includes)
    return {other: text for other, text in lookup.dimensions[dimension].whole.items() if other in known}


def limits(query: Counted, lookup: Lookup, skip: tuple[str, ...] = ()) -> Limits:
    places: dict[str, list[str]] = {"who": [], "by": [], "kind": []}
    for dimension, ids in query.where:
        if dimension not in skip:
            places[lookup.dimensions[dimension].place].append(member_phrase(lookup, dimension, ids))
        if dimension not in skip or dimension in query.by:
            places["who"] += [
                text for text in unlimited(query, dimension, lookup).values() if text not in places["who"]
            ]
    return Limits(tuple(places["who"]), tuple(places["by"]), tuple(places["kind"]))


def subject(query: Counted, lookup: Lookup, skip: tuple[str, ...] = ()) -> str:
    """ "positive reasonable grounds decisions (aged 17 or under at exploitation)"."""
    found = limits(query, lookup, skip)
    kind = "".join(f"{word} " for word in found.kind)
    rest = (*found.who, *found.by)
    tail = f" ({', '.join(rest)})" if rest else ""
    return f"{kind}{lookup.measures[query.measure].label}{tail}"


def in_words(query: Counted, lookup: Lookup, skip: tuple[str, ...] = ()) -> str:
    """What is counted as a sentence has it: "positive reasonable grounds decisions for children", "referrals of
    females of all ages".
    """
    measure = lookup.measures[query.measure]
    found = _told(query, lookup, skip)
    who = f"{measure.of} {found.who}" if found.who else ""
    return " ".join(bit for bit in (*found.kind, measure.label, who, *found.by) if bit)


def _told(query: Counted, lookup: Lookup, skip: tuple[str, ...]) -> Said:
    found = said(tuple((d, ids) for d, ids in query.where if d not in skip), lookup)
    known = [d for d, _ in query.where if d not in skip or d in query.by]
    # Beside the noun that it is about: "females of all ages reporting sexual exploitation alone".
    found.after[:0] = dict.fromkeys(text for d in known for text in unlimited(query, d, lookup).values())
    return found


def period_phrase(span: Span, query: Counted, lookup: Lookup) -> str:
    return span.end_phrase if lookup.measures[query.measure].kind == "stock" else span.phrase


def period_label(span: Span, query: Counted, lookup: Lookup) -> str:
    return span.end_phrase.removeprefix("at the ") if lookup.measures[query.measure].kind == "stock" else span.label


def unit_label(unit: Unit, query: Counted, lookup: Lookup) -> str:
    """A period of the answer; one that is held in part says which part, so that it cannot pass for the whole."""
    held = _held(unit)
    label = period_label(unit.span, query, lookup)
    return f"{label} ({listed([span.label for span in held])} only)" if held else label


def unit_phrase(unit: Unit, query: Counted, lookup: Lookup) -> str:
    held = _held(unit)
    return f"from {listed([span.label for span in held])}" if held else period_phrase(unit.span, query, lookup)


def _held(unit: Unit) -> list[Span]:
    """The parts that are held of a period that is not held whole; empty of a whole one."""
    return runs(unit.covered) if unit.pieces and unit.missing else []


def figure_sentence(query: Counted, value: int | float, period: str, lookup: Lookup, printed: str = "") -> str:
    """The measure's own sentence with its places filled; ``period`` is a phrase such as "in 2023", ``printed`` says how
    a printed figure is known.
    """
    found = limits(query, lookup)
    measure = lookup.measures[query.measure]
    pattern = measure.headline_one if value == 1 and measure.headline_one else measure.headline
    text = pattern.format(
        value=count(value),
        kind="".join(f" {word}" for word in found.kind),
        who=f" ({', '.join(found.who)})" if found.who else "",
        people=people(query, lookup),
        by="".join(f" {phrase}" for phrase in found.by),
        period=period,
        printed=printed,
    )
    return f"{text}."


def people(query: Counted, lookup: Lookup) -> str:
    """The people counted, as they stand in a sentence after the count: " of males of all ages"; empty for all."""
    who = _told(query, lookup, ()).who
    return f" {lookup.measures[query.measure].of} {who}" if who else ""


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def reading(query: Selection, lookup: Lookup) -> str:
    """The query in words: what was counted, of whom, by what, when."""
    bits = [subject(query, lookup)]
    if not query.where:
        bits.append(lookup.publication_of(query.measure).everyone)
    listing = [lookup.dimensions[name].label for name in query.by if name in lookup.dimensions]
    if listing:
        bits.append("by " + listed(listing))
    if query.grain:
        bits.append(f"by {query.grain}")
    if query.among:
        base = in_words(query, lookup, tuple(d for d, _ in query.where if d not in (query.among or ())))
        bits.append(f"as a share of all {base}")
    elif query.among is not None or (query.portions and not query.ranking):
        bits.append("as a share of the total")
    elif (how := _how(query)) and not query.over_time:
        bits.append(how)
    if query.limit is not None:
        bits.append(f"{'more' if query.highest else 'fewer'} than {count(query.limit)}")
    shown = query.periods if len(query.periods) <= 5 else query.periods[:4]
    bits += [period_label(span, query, lookup) for span in shown]
    if len(query.periods) > len(shown):
        bits.append(f"and {len(query.periods) - len(shown)} more periods")
    if query.as_of == "first" and query.calculation != HISTORY:
        bits.append("as first published")
    return ", ".join(bits)


def _how(query: Selection) -> str:
    """What is done with the figures, in a word or two; empty where they are told as they are."""
    if query.calculation in (MEAN, HISTORY):
        return "average" if query.calculation == MEAN else "in every release held"
    if query.minus is not None:
        return "change"
    if query.extreme:
        return "extreme"
    return "ranking" if query.ranking else "compare" if query.compared else ""


def had(what: str) -> str:
    """ "were positive", "were of people whose gender was unknown", "had an NRM referral raised"."""
    if what.startswith("with "):
        return f"had {what.removeprefix('with ')}"
    return f"were of people {what}" if what.startswith("whose ") else f"were {what}"
