"""What a clause leans on: who and when were spoken of before it, and whether anybody was."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count, Where
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.asked.walk import counts
from assistant.catalog.lookup import Lookup
from assistant.english.clause_reader import Clause
from assistant.english.conversation import Context
from assistant.english.corrected import corrected
from assistant.english.elided import leans
from assistant.english.frame import Frame
from assistant.english.in_each import by_both, in_each
from assistant.english.kinds import Kinds
from assistant.english.left_open import grains_meant, much_in_percent
from assistant.english.lexeme import Lexeme
from assistant.english.of_several import of_several
from assistant.english.ordering import of_rank
from assistant.english.restoring import widened_by
from assistant.english.said_again import said_once_more
from assistant.english.said_of import share_that
from assistant.english.then import of_its_own
from assistant.english.told import WHEN, all_told, side_by_side, times_told, told
from assistant.english.turned import (
    compared_with,
    for_them,
    instead,
    next_to_them,
    of_both_kinds,
    of_whole,
    without_those,
)


def recalled(
    items: tuple[Lexeme, ...],
    context: Context,
    where: Callable[[tuple[Lexeme, ...]], Where],
    persons: Set[str],
) -> tuple[Lexeme, ...]:
    """ "The same three" and "in both quarters" say nothing new where a question before says who and when; else they
    forbid.
    """
    if context.before is not None:
        items, context.before = widened_by(of_its_own(items), context.before, where)
    before = context.before
    times = {count.when for count in counts(before)} if before is not None else set()
    both = len(times) > 1 or (isinstance(before, Over) and before.axis == "period")
    known = [name for name, spoken in (("SAMEONES", before is not None), ("BOTHTIMES", both)) if spoken]
    if isinstance(before, (Pick, Top)) and context.winner is not None and any(x.is_("REFERS") for x in items):
        before = context.before = context.winner(before) or before  # "how many women came from there?"
    if before is not None:
        items = in_each(by_both(items, context), context, where)
        before = context.before or before
        items = for_them(
            next_to_them(of_rank(said_once_more(grains_meant(much_in_percent(items), before), before), before)), before
        )
        items = without_those(instead(corrected(items, before, where), before, where), before, where)
        table = side_by_side(told(context)[-2:])
        items, context.before = all_told(_both_times(items), context)
        if not both and ((table is not None and table.axis == WHEN) or len(times_told(context)) == 2):
            items = tuple(x.as_("THATTIME", "periods") if x.is_("BOTHTIMES") else x for x in items)
        two = table.axis if table is not None and table.axis not in persons else ""
        items, context.before = of_several(of_whole(of_both_kinds(items, before, two, persons)), context)
        items = compared_with(items)
    nobody = before is None and context.setting is None and context.mentioned is None
    items = _added_up(_who_were(items)) if nobody else items
    of_kind = any(x.is_("D") for x in items)  # "the full list of nationalities"
    items = tuple(x.as_("WHAT", "show") if of_kind and x.is_("WHOLELIST") else x for x in items)
    out = (x.as_("POLITE", x.text) if known and x.is_(*known) else x for x in items)
    return tuple(x.as_("PEOPLE", "people") if nobody and x.is_("OTHERS") else x for x in out)


def _who_were(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Of those | referred by Kent Police", where nobody was spoken of, are all whom it referred."""
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        whose = item.is_("THOSE") and i + 1 < len(items) and items[i + 1].is_("BY")
        out += [item.as_("OF", "of"), item.as_("PEOPLE", "people")] if whose else [item]
    return tuple(out)


def _added_up(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "All councils together?", where nobody was spoken of: their total; of several it is read as a sum."""
    said = [x for x in items if not x.is_("AND", "WHAT", "POLITE", "COMMA", "STOP", "MARK", "T", "TM", "IN", "FOR")]
    every = said[0].get("ANYOF") if len(said) == 3 else None
    plain = every is not None and every.what == "all" and said[1].is_("F") and said[2].is_("SUM")
    return tuple(x.as_("TOTAL", "total") if x.is_("SUM") else x for x in items) if plain else items


def _both_times(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Vietnamese people, both years": in both of the periods that were spoken of, where the clause names none."""
    at = next((i for i, (a, b) in enumerate(pairwise(items)) if a.is_("BOTH") and b.is_("UNIT")), None)
    if at is None or any(x.is_("T", "TM", "SUM", "TOTAL") for x in items):
        return items
    return (*items[:at], items[at].as_("BOTHTIMES", "both"), *items[at + 2 :])


def movement(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Why did referrals rise in 2023?" as how much they rose, which changes may bear on; nothing where none did."""
    asked = any(x.is_("WHY") for x in items) and any(x.is_("MOVE", "GROWTH") for x in items)
    return tuple(x.as_("HOWMUCH", "much") if x.is_("WHY") else x for x in items) if asked else ()


def points(clause: Clause, context: Context) -> bool:
    """It speaks of "it", or of how many "were children", where nothing was spoken of that is counted."""
    nothing = context.before is None and context.setting is None and context.mentioned is None
    spoken = any(x.is_("IT") for x in clause.lexemes) and not any(x.is_("M", "W", "V", "F") for x in clause.lexemes)
    nobody = context.before is None and context.setting is None
    that = share_that(clause)  # "what share of all police referrals is that?"
    return (
        (nothing and context.topic is None and that)
        or (nothing and (spoken or leans(clause.lexemes)))
        or (nobody and _somebodys(clause.lexemes))
    )


def _somebodys(items: tuple[Lexeme, ...]) -> bool:
    """ "Its 2023 referrals", where the clause names nobody before whose they may be."""
    for i, item in enumerate(items):
        if item.is_("F", "D", "WHICH", "PUB", "MEDIA", "PRONOUN"):
            return False
        if any(m.category == "IT" and m.what == "own" for m in item.meanings):
            behind = [x for x in items[i + 1 : i + 3] if not x.is_("T", "TM")]
            return bool(behind) and behind[0].is_("M", "W")
    return False


def redated(clause: Clause, tree: Node, before: Node | None) -> Node | None:
    """ "2023 referrals?" after those of Albanians in 2022: of Albanians again, or of all, which is asked back."""
    said = [item for item in clause.lexemes if not item.is_("AND", "WHAT", "COMMA", "MARK", "POLITE")]
    dated = len(said) == 2 and said[0].is_("TM") and said[1].is_("M", "W", "V")
    if not (dated and isinstance(before, Count) and isinstance(tree, Count)) or tree.where:
        return None
    return replace(before, when=tree.when) if before.where and before.measure == tree.measure else None


def says_nobody(clause: Clause) -> bool:
    """It names neither a count nor anybody: what it is of was said before it."""
    frame = clause.frame
    return frame is not None and not (frame.counts or frame.where or frame.lists)


def share_of_those(items: tuple[Lexeme, ...]) -> bool:
    return any(a.is_("SHARE") and b.is_("THOSE") for a, b in pairwise(items))


def of_it(items: tuple[Lexeme, ...]) -> bool:
    """ "It" itself, or "they"; of "its" and "their" the clause may say whose."""
    return any(m.category == "IT" and m.what in ("it", "they") for item in items for m in item.meanings)


def fate(items: tuple[Lexeme, ...]) -> bool:
    """ "How many of those were granted?", "of the referrals in 2023, how many were decided?": a verb alone parts those
    that were counted, and is no restating of them.
    """
    said = [x for x in items if not x.is_("AND", "COMMA", "MARK", "BE", "HAVE", "POLITE", "GOESON")]
    if len(said) < 3 or not said[-1].is_("VERB", "OBTAIN") or said[-1].is_("M", "W", "V", "F", "T"):
        return False
    of_them = said[-3].is_("HOWMANY") and said[-2].is_("THOSE")
    return of_them or (said[-2].is_("HOWMANY") and said[0].is_("OF", "AMONG", "THOSE"))


def became(trees: tuple[Node, ...], spoken: Frame, lookup: Lookup) -> bool:
    """ "How many of those received a positive decision?", of people referred: nothing counts what became of them."""
    default = lookup.publication.default_measure
    able = {*spoken.strong, *(name for names in (*spoken.weak, *spoken.vague) for name in names)}
    asked = {count.measure for tree in trees for count in counts(tree)}
    return default in able and not all(name in able or lookup.measures[name].part_of in able for name in asked)


def says_again(clause: Clause, before: Node | None) -> bool:
    """ "% of those negative", after negative ones: all of them are."""
    where = set(clause.frame.where) if clause.frame is not None else set()
    of_those = any(x.is_("THOSE") for x in clause.lexemes) and any(x.is_("SHARE", "RATE") for x in clause.lexemes)
    return of_those and isinstance(before, Count) and bool(where) and where <= set(before.where)


def verb_alone(items: tuple[Lexeme, ...]) -> bool:
    """ "And were referred to the NRM?", "and got a positive decision?": what became of those spoken of."""
    said = [x for x in items if not x.is_("COMMA", "MARK", "STOP", "POLITE", "ARTICLE", "T", "TM", "IN")]
    goes_on = bool(said) and said[0].is_("AND")
    said = said[1:] if goes_on else said
    if not said or any(x.is_("PEOPLE", "EVERYONE", "IT", "THAT", "MORE", "D") for x in said):
        return False
    if goes_on and len(said) > 1 and said[0].is_("BE", "HAVE", "OBTAIN"):
        return all(x.is_("M", "W", "F") for x in said[1:]) and any(x.is_("M", "W") for x in said[1:])
    return len(said) == 1 and said[0].is_("W") and not said[0].is_("M", "V", "F")


def of_people(lexemes: tuple[Lexeme, ...], frame: Frame | None, kinds: Kinds) -> bool:
    """ "How many received a positive decision?", after people (``frame``): nobody is named who did, so it is they."""
    items = [item for item in lexemes if not item.is_("AND", "COMMA", "ASK", "POLITE")]
    if len(items) == 4 and items[0].is_("WHAT") and items[1].is_("BE") and items[3].is_("W"):
        items = [items[2], items[1], items[3]]  # "what is the number referred?"
    if len(items) > 2 and items[1].is_("WHICH") and not items[1].is_("D"):
        del items[1]  # "the number who received one"
    known = {dimension for dimension, _ in frame.where} if frame is not None else set()
    if verb_alone(lexemes):
        return bool(known - kinds.outcomes)
    if len(items) < 2 or not items[0].is_("HOWMANY") or any(x.is_("PEOPLE", "EVERYONE", "TOTAL") for x in items):
        return False
    if items[1].is_("OBTAIN"):
        return bool(known - kinds.outcomes)
    acts = items[1].is_("VERB", "BE", "HAVE") and any(x.is_("M", "W") for x in items[2:])
    return acts and bool(known - kinds.outcomes - kinds.agents)
