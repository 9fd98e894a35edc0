"""The share of whoever was spoken of: "what's its share of all police referrals?"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.english.clause_reader import Reader
from assistant.english.conversation import Context
from assistant.english.ends import Undecided, Unfit
from assistant.english.followed import frame_of
from assistant.english.frame import fill_time, merge
from assistant.english.its_year import share_of_year
from assistant.english.lexeme import Lexeme
from assistant.english.told import told
from assistant.words.vocabulary import Sense


def share_of_its(items: Sequence[Lexeme]) -> Sequence[Lexeme]:
    """ "What's its share of all police referrals?": the words of the whole; those of whom it is were said before."""
    at = next((i for i, (a, b) in enumerate(pairwise(items)) if a.is_("IT") and b.is_("SHARE")), None)
    rest = items[at + 2 :] if at is not None else ()
    return rest if any(item.is_("M", "W", "F") for item in rest) else ()


def of_their_total(items: tuple[Lexeme, ...], context: Context, agents: Set[str]) -> tuple[Lexeme, ...]:
    """ "As a % of their total", after the children whom a force referred: of all whom it did; "what's their total?",
    after several: of those.
    """
    at = next((i for i, x in enumerate(items) if (m := x.get("SUM")) is not None and m.what == "theirs"), None)
    if at is None:
        return items
    before, series = context.before, told(context)
    shares = any(x.is_("SHARE", "SHAREOF") for x in items)
    several = isinstance(before, (Over, Top)) or (len(series) > 1 and series[-1] == before)
    if several and not shares:
        return items
    limits = [(d, ids) for d, ids in before.where if d in agents] if isinstance(before, Count) else []
    if len(limits) != 1 or len(limits[0][1]) != 1 or not shares:
        return (*items[:at], items[at].as_("TOTAL", "total"), *items[at + 1 :])
    dimension, (name,) = limits[0]
    return (*items[:at], items[at].as_("F", Sense("member", name, dimension)), *items[at + 1 :])


def its_share(items: tuple[Lexeme, ...], context: Context, reader: Reader) -> tuple[Ratio, ...] | None:
    """The share that is asked for of whoever was spoken of; empty where there is none, None where no such is asked."""
    if rest := tuple(share_of_its(items)):
        share = _of_whole(rest, context, reader)
        return (share,) if share is not None else ()
    return share_of_year(items, context)


def _of_whole(rest: tuple[Lexeme, ...], context: Context, reader: Reader) -> Ratio | None:
    """The share of the whole that ``rest`` names; None where nobody was spoken of, or they are all of it."""
    named, known, last = reader.clause(rest).frame, context.frame, context.before
    known = frame_of(last.part) if isinstance(last, Ratio) else known
    if named is None or known is None or named.lists or named.axes:
        return None
    whole = fill_time(named, known) if named.counts else fill_time(replace(named, strong=known.strong), known)
    part = merge(replace(known, time=None, strong=(), as_of=""), whole)
    if part is None or part.where == whole.where:
        return None
    try:
        return Ratio(reader.builder.thing(part), reader.builder.thing(whole), "percent")
    except (Undecided, Unfit):
        return None
