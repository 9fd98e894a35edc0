"""What a sentence names, as a bag of words, and which meaning of a number agrees with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.period import Span
from assistant.store.values import Meaning

Pair = tuple[str, str]  # dimension, member


@dataclass(frozen=True)
class Bag:
    """``named``: everybody that the sentence, or what it goes on about, names; ``direct``: of them those that must be
    said of this figure. ``spans``: the periods named; ``own``: the one that stands with the figure. ``certain``: who and
    when are beyond doubt, so that a figure which disagrees is wrong."""

    named: frozenset[Pair] = frozenset()
    direct: frozenset[Pair] = frozenset()
    spans: tuple[Span, ...] = ()
    own: tuple[Span, ...] = ()
    measures: tuple[str, ...] = ()
    certain: bool = True
    bracketed: bool = False  # the figure stands in brackets behind the name that it is of
    ends: tuple[Span, ...] = ()  # of stretches: "since 2020"
    near: frozenset[Pair] = frozenset()  # of ``direct`` those who are named up to the next figure
    undated: bool = False  # no period is said, inherited or implied by a record


@dataclass(frozen=True)
class Meant:
    """The meaning of a number that its sentence allows; ``dated`` where the sentence says when."""

    meaning: Meaning
    dated: bool


def meant(meanings: Iterable[Meaning], bag: Bag, implied: Callable[[str], dict[str, str]]) -> Meant | None:
    """The meaning that agrees with everything said: who, what and when; the one that most of the words confirm.

    ``implied``: limits that a measure has by definition. Of meanings that differ by their period alone, and none of them
    named, there must be one.
    """
    fitting = [m for m in meanings if m.measure in bag.measures and _who(m, bag, implied(m.measure))]
    when = bag.own or bag.spans
    dated = [m for m in fitting if m.period in when]
    if dated:
        return Meant(max(dated, key=lambda m: (len(m.where), m.printed)), True)
    periods = {m.period for m in fitting}
    if not when and len(periods) == 1:
        return Meant(max(fitting, key=lambda m: (len(m.where), m.printed)), False)
    return None


def _who(m: Meaning, bag: Bag, implied: dict[str, str]) -> bool:
    """Is everybody that it counts named, and everybody that must be meant counted?"""
    where = set(m.where) | set(implied.items())
    return set(m.where) <= bag.named and bag.direct <= where
