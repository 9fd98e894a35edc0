"""What is counted, of an ask that says only its unit: "how many of the decisions", after conclusive grounds decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.meaning import Asked
from assistant.desk.ask import Ask
from assistant.desk.earlier import counted_by
from assistant.desk.sense import Sense
from assistant.desk.settings import Settings


def with_unit(ask: Ask, asked: Sequence[Asked | None], sense: Sense, words: Settings) -> Ask:
    """The ask with the one count in that unit that was asked for before it, of all people; as it is where several were,
    or where it says itself what it counts."""
    said = sense.said(ask.text)
    known = sense.assistant.lookup.measures
    counted = [one for one in map(counted_by, asked) if one is not None]
    open_ = len(said.measures) > 1 or (not said.counts and said.unknown)
    near = counted[-1] if counted and open_ and not ask.same else None
    if near is None or (said.measures and near.measure not in said.measures):
        return ask
    unit, label = known[near.measure].unit, known[near.measure].label
    if {one.measure for one in counted if known[one.measure].unit == unit} != {near.measure}:
        return ask
    if not {name for name in near.filters} <= said.kinds:  # "how many of the decisions", after those of children
        text = re.sub(rf"(?<=\bof )the {re.escape(unit)}(?!\w)", words.letter.those, ask.text, count=1)
        return replace(ask, text=text, written=ask.shown) if text != ask.text and not said.unknown else ask
    if not said.measures and {*said.unknown} != {unit}:
        return ask
    word = re.compile(rf"(?<!\w){re.escape(unit)}(?!\w)")
    if sense.said(word.sub(" ", ask.text)).measures:
        return ask  # "how many reasonable grounds decisions and how many conclusive grounds decisions"
    text = word.sub(label, ask.text, count=1)
    return replace(ask, text=text, written=ask.shown) if text != ask.text else ask
