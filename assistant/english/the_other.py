"""The other one of two, or the few that are left of a kind: "and the other one?", "the other two?"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.walk import axes, counts
from assistant.english.conversation import Context
from assistant.english.first_last import one_by_one
from assistant.english.follow import Editor
from assistant.english.lexeme import Lexeme
from assistant.english.told import WHEN
from assistant.words.vocabulary import Sense

Items = tuple[Lexeme, ...]
Members = tuple[str, tuple[str, ...]]  # of a breakdown
FEW = {"two": 2}


def of_the_other(items: Items, context: Context, editor: Editor) -> Items:
    """The clause with the names of those it means; with a word that nothing knows where that is not sure."""
    at = next((i for i, x in enumerate(items) if x.is_("OTHER")), None)
    if at is None or context.before is None:
        return items
    many, kind, end = 1, "", at + 1
    if end < len(items):
        number, named, two = items[end].get("N"), items[end].get("D"), items[end].get("TWO")
        many = int(number.what) if number is not None else 2 if two is not None else 1
        kind = str(named.what.id) if named is not None else ""
        end += any(one is not None for one in (number, named, two))
    name, members = _meant(context, editor, kind, many)
    if len(members) != many:
        return (*items[:at], items[at].as_("X", items[at].text), *items[end:])
    said = [items[at].as_("F", Sense("member", member, name)) for member in members]
    comma = [x for one in said[1:-1] for x in (items[at].as_("COMMA", ","), one)]
    last = (items[at].as_("AND", "and"), said[-1]) if len(said) > 1 else ()
    return (*items[:at], said[0], *comma, *last, *items[end:])


def _meant(context: Context, editor: Editor, kind: str, many: int) -> Members:
    """Who they are: of what a ranking put in order the one that it did not pick, of two that were told the one of which
    the last figure is no part, else who is left of the kind that was told.
    """
    before = context.before
    if isinstance(before, Pick):
        return _unpicked(context, editor, before)
    if isinstance(before, Ratio) and before.as_ == "percent":
        return _of_share(context, editor, before, kind)
    if not isinstance(before, Count):
        return _of_sides(editor, before, kind) if isinstance(before, Minus) else ("", ())
    series = one_by_one(context)
    apart = [d for d, ids in series[0].where if dict(series[-1].where).get(d) != ids] if series else []
    if many == 1 and len(series) == 2 and series[-1] != before and len(apart) == 1 and kind in ("", apart[0]):
        return apart[0], dict(series[0].where)[apart[0]]
    told = [one for one in context.spoken if isinstance(one, Count) and _beside(editor, one, before)]
    known = [one for one in context.spoken if isinstance(one, Count) and one not in told]
    if many == 1 and any(not {*one.where} <= {*before.where} for one in known):
        return "", ()  # of what was told first, or of what was told last?
    limits = {limit for one in told for limit in {*one.where} ^ {*before.where}} or {*before.where}
    found: list[Members] = []
    for name, ids in before.where:
        if (name, ids) not in limits:
            continue
        if kind in ("", name) and len(ids) == 1 and not ids[0].startswith("!"):
            gone = {member for one in (*told, before) for d, members in one.where if d == name for member in members}
            found += _left(editor, name, gone | _alike(editor, name, told), many)
    return found[0] if len(found) == 1 else ("", ())


def _beside(editor: Editor, one: Count, last: Count) -> bool:
    """Was it counted as the last one was, but for one limit of each?"""
    if (one.measure, one.when, one.as_of) != (last.measure, last.when, last.as_of):
        return False
    apart = {*one.where} ^ {*last.where}
    kinds = {d for d, _ in apart}
    return len(apart) == 2 and len(one.where) == len(last.where) and (len(kinds) == 1 or kinds <= editor.referrers)


def _alike(editor: Editor, name: str, told: list[Count]) -> set[str]:
    """Those of a breakdown that another one names as well: local authorities, as a kind and as a first responder."""
    same = [editor.lookup.same_as(d, one) for count in told for d, ids in count.where if d != name for one in ids]
    return {two[1] for two in same if two is not None and two[0] == name}


def _left(editor: Editor, name: str, gone: set[str], many: int) -> list[Members]:
    own = [two for one in gone if (two := editor.lookup.same_as(name, one)) is not None]
    if name in editor.referrers and own and len(own) == len(gone):  # who refers, as a kind of those who do
        name, gone = own[0][0], {two[1] for two in own}
    left = tuple(m.id for m in editor.lookup.dimensions[name].members if m.id not in gone)
    return [(name, left)] if len(left) == many else []


def _unpicked(context: Context, editor: Editor, before: Pick) -> Members:
    """ "Which of the two made more? And the other one?"."""
    over = next(iter(axes(before.over)), None)
    found = context.winner(before) if context.winner is not None else None
    if not isinstance(over, Over) or over.axis == WHEN or not isinstance(found, Count):
        return "", ()
    first = dict(found.where).get(over.axis, ())
    known = editor.lookup.dimensions.get(over.axis)
    every = [str(value) for value in over.values] or [m.id for m in known.members] if known is not None else []
    return over.axis, tuple(one for one in every if one not in first) if len(every) == 2 else ()


def _of_share(context: Context, editor: Editor, before: Ratio, kind: str) -> Members:
    """ "What share went to one of them? And to the other?"; of several shares that were told nobody knows which."""
    part, whole = before.part, before.whole
    shares = {one.part for one in context.spoken if isinstance(one, Ratio) and one.whole == whole}
    if not (isinstance(part, Count) and isinstance(whole, Count)) or shares - {part}:
        return "", ()
    limits = [(d, ids) for d, ids in part.where if (d, ids) not in whole.where and kind in ("", d)]
    return next(iter(_left(editor, limits[0][0], {*limits[0][1]}, 1)), ("", ())) if len(limits) == 1 else ("", ())


def _of_sides(editor: Editor, before: Minus, kind: str) -> Members:
    """After how far those of one kind moved: of two that there are the other one."""
    limits = {limit for count in counts(before) for limit in count.where}
    found = [one for d, ids in limits if kind in ("", d) for one in _left(editor, d, {*ids}, 1)]
    return found[0] if len(found) == 1 and len({count.where for count in counts(before)}) == 1 else ("", ())
