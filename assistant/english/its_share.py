"""The share of whoever was spoken of: "what's its share of all police referrals?"."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count, Where
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.english.clause_reader import Reader
from assistant.english.conversation import Context
from assistant.english.ends import Undecided, Unfit
from assistant.english.follow import Editor
from assistant.english.followed import frame_of
from assistant.english.frame import fill_time, merge
from assistant.english.its_year import share_of_year
from assistant.english.joining import leads_on
from assistant.english.kinds import kinds_of
from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.share_each import share_of_each
from assistant.english.told import told
from assistant.english.turn import counted
from assistant.english.turned import HEAD
from assistant.words.vocabulary import Sense

Limits = Callable[[tuple[Lexeme, ...]], Where]
WHOM = ("F", "M", "ONES", "BY", "OF", "ARTICLE", "PEOPLE", "POLITE")  # whom a whole is of


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


def of_wider(items: tuple[Lexeme, ...], context: Context, editor: Editor, where: Limits) -> tuple[Lexeme, ...]:
    """ "And what share of police referrals?", after those of one force, or their share: of all of these, in which they
    lie.
    """
    items = _of_all(items, context)
    part = counted(context.before) if context.before is not None else None
    first = isinstance(part, Pick) or (isinstance(part, Top) and part.n == 1)
    part = context.winner(part) if first and context.winner is not None else part  # "what share of charity referrals?"
    begin = next((i for i, x in enumerate(items) if not x.is_(*HEAD, "WHAT")), len(items))
    shares = items[begin : begin + 1] != () and items[begin].is_("SHARE")
    at = begin if not shares or leads_on(items[begin]) else begin + 1
    behind = tuple(x for x in items[at + 1 :] if not x.is_("STOP", "MARK"))
    asks = shares or isinstance(context.before, Ratio)
    if not (isinstance(part, Count) and asks and behind and items[at].is_("OF", "SHARE")) or items[at].is_("WHOLE"):
        return items
    whom = all(x.is_(*WHOM) for x in behind) and any(x.is_("M", "ONES") for x in behind)
    behind = _of_own(behind, part, editor) if whom else behind
    limits = where(behind) if whom else ()
    kind = editor.finer(replace(part, where=limits)) in {d for d, _ in part.where}
    if not limits or not (kind or set(limits) < set(part.where)):
        return items
    if shares:
        return (*items[:begin], items[begin].as_("SHAREOF", "shareof"), *behind)
    return (*items[:at], replace(items[at], meanings=(*items[at].meanings, Meaning("WHOLE", "whole"))), *behind)


def _of_all(items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
    """ "And of everything?", after a share of some: of all of them; "women as a share of that", after the count of all:
    what share were women.
    """
    said = [x for x in items if not x.is_("AND", "POLITE", "STOP", "MARK", "COMMA", "WHAT")]
    last = context.before
    if len(said) == 2 and isinstance(last, Ratio) and said[0].is_("OF") and said[1].is_("EVERYONE"):
        return said[0].as_("SHAREOF", "shareof"), said[1]
    ends = len(said) > 2 and said[-2].is_("SHAREOF") and said[-1].is_("REL", "THAT", "IT", "THOSE")
    if ends and isinstance(last, Count) and all(x.is_("F") for x in said[:-2]):
        return said[-2].as_("SHARE", "percent"), said[-1].as_("BE", "opening"), *said[:-2]
    return items


def _of_own(behind: tuple[Lexeme, ...], part: Count, editor: Editor) -> tuple[Lexeme, ...]:
    """ "(What share of) all criminal exploitation referrals", after children of that type alone: of that type alone."""
    wider, own = kinds_of(editor.lookup.catalog).wider, {(d, ids[0]) for d, ids in part.where if len(ids) == 1}
    alone = {(d, group): (d, name) for (d, name), group in wider.items() if (d, name) in own}
    out: list[Lexeme] = []
    for item in behind:
        named = item.get("F")
        found = alone.get((named.what.dimension, named.what.id)) if named is not None else None
        out.append(item.as_("F", Sense("member", found[1], found[0])) if found is not None else item)
    return tuple(out)


def its_share(items: tuple[Lexeme, ...], context: Context, reader: Reader) -> tuple[Ratio, ...] | None:
    """The share that is asked for of whoever was spoken of; empty where there is none, None where no such is asked."""
    if rest := tuple(share_of_its(items)):
        share = _of_whole(rest, context, reader)
        return (share,) if share is not None else ()
    return found if (found := share_of_each(items, context)) is not None else share_of_year(items, context)


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
