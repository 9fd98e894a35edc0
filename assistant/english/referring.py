"""Who "they" are that refer, those who were spoken of or whom a ranking has named; and to whom a clause goes back."""

from __future__ import annotations

from collections.abc import Callable, Set

from assistant.asked.count import Count, Where
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.asked.walk import counts
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.follow import Editor
from assistant.english.frame import Frame
from assistant.english.lexeme import Lexeme
from assistant.english.turned import acting
from assistant.words.vocabulary import Sense


def referring(
    items: tuple[Lexeme, ...], context: Context, agents: Set[str], several: Set[tuple[str, str]]
) -> tuple[Lexeme, ...]:
    """ "How many children did they refer?": who was spoken of as referring, or was named by a ranking of those."""
    at, tree = acting(items), context.before
    own = {(m.what.dimension, m.what.id) for item in items[:at] for m in item.meanings if m.category == "F"}
    if at is not None and items[at].is_("WE") and own & several:
        return (
            *items[:at],
            items[at].as_("X", items[at].text),
            *items[at + 1 :],
        )  # "as a charity, how many did we"
    if at is None or any(dimension in agents for dimension, _ in own):
        return items
    if isinstance(tree, (Pick, Top)) and isinstance(tree.over, Over) and tree.over.axis in agents:
        found = context.winner(tree) if context.winner is not None else None
        if found is None:
            return (*items[:at], items[at].as_("X", items[at].text), *items[at + 1 :])
        context.before = found
    frames = [
        frame
        for frame in (context.mentioned, context.frame, context.topic.frame if context.topic else None)
        if frame is not None
    ]
    where = [limit for frame in frames for limit in frame.where]
    known = [(d, ids[0]) for d, ids in where if d in agents and len(ids) == 1 and ids[0][0] != "!"]
    if items[at].is_("WE"):  # "I work for a council": one of many, of whom none has a figure
        known = [pair for pair in known if pair not in several]
    nobody = tree is None and any(m.category == "IT" and m.what == "it" for m in items[at].meanings)
    if not (known or nobody or any(item.is_("W") for item in items[at + 1 : at + 3])):
        return items
    if not known:
        return (*items[:at], items[at].as_("X", items[at].text), *items[at + 1 :])  # nobody knows who refers
    return (*items[:at], items[at].as_("F", Sense("member", known[-1][1], known[-1][0])), *items[at + 1 :])


def asked_of_them(items: tuple[Lexeme, ...], agents: Set[str]) -> tuple[Lexeme, ...]:
    """ "Now the same for UKVI - how many did they refer?", after the children whom another did: how many UKVI did."""
    at = next((i for i, x in enumerate(items) if x.is_("COMMA")), 0)
    head, rest = [x for x in items[:at] if not x.is_("AND", "POLITE", "GOESON")], items[at + 1 :]
    named = head[-1].get("F") if len(head) == 2 and head[0].is_("REPEAT", "WHAT") else None
    they = acting(rest)
    if named is None or named.what.dimension not in agents or they is None or not rest[0].is_("HOWMANY"):
        return items
    return (*rest[:they], head[-1], *rest[they + 1 :])


def than_theirs(
    items: tuple[Lexeme, ...], context: Context, editor: Editor, where: Callable[[tuple[Lexeme, ...]], Where]
) -> tuple[Lexeme, ...]:
    """ "How many more children than Kent?", after another force: the children of that one, and how many more than those
    of Kent.
    """
    at = next((i for i, x in enumerate(items) if x.is_("THAN", "AS")), 0)
    more = any(x.is_("ASKMORE", "MORE", "TIMES") for x in items[:at])
    named = [[x for x in side if x.is_("F")] for side in (items[:at], items[at + 1 :])]
    other = any(x.is_("M", "W", "D", "T", "TM", "AND", "OR") for x in items)
    before = context.before
    if not (at and more and isinstance(before, Count)) or other or any(len(side) != 1 for side in named):
        return items
    own, theirs = (where(tuple(side)) for side in named)
    told = {d for d, _ in before.where}
    if not own or not theirs or {d for d, _ in theirs} & {d for d, _ in own} or not {d for d, _ in theirs} <= told:
        return items
    context.before = editor.edit(before, Frame(where=own), within=True)
    return tuple(x for x in items if x is not named[0][0])


def as_in(items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
    """ "As in question 1, but for men": what it follows is that question, and the rest is what it says."""
    for i, item in enumerate(items):
        number = items[i + 1].get("N") if item.is_("REFERENCE") and i + 1 < len(items) else None
        if number is not None and 0 < int(number.what) <= len(context.asked):
            context.before = context.asked[int(number.what) - 1]
            return (*items[:i], *items[i + 2 :])
    return items


def back_to(
    items: tuple[Lexeme, ...], context: Context, where: Callable[[tuple[Lexeme, ...]], Where]
) -> tuple[tuple[Lexeme, ...], Node | None]:
    """ "Right, back to Border Force", after other counts: what was asked of them before those; "changing the subject":
    nothing that was.
    """
    before = context.before
    turns = {m.what: i for i, x in enumerate(items) for m in x.meanings if m.category == "NO"}
    if "anew" in turns:
        return items, None
    at = turns.get("back")
    if at is None or before is None:
        return items, before
    end = next((i for i in range(at + 1, len(items)) if items[i].is_("COMMA", "STOP", "MARK")), len(items))
    limits = set(where(items[at + 1 : end]))
    told = (one for one in reversed(context.spoken) if limits and all(limits <= set(c.where) for c in counts(one)))
    earlier = next(told, before)
    tree = earlier if counts(earlier)[0].measure != counts(before)[0].measure else before
    return ((*items[:at], *items[end + 1 :]) if _says_area(items, at, end) else items), tree


def _says_area(items: tuple[Lexeme, ...], at: int, end: int) -> bool:
    """ "Back to Scotland: how many did Police Scotland refer?": their name says where, and no other limit is meant."""
    area = {word for x in items[at + 1 : end] for word in x.text.split()}
    return any(x.is_("F") and area < set(x.text.split()) for x in items[end + 1 :])


def steps_alone(items: tuple[Lexeme, ...]) -> bool:
    """ "And the one before it?", after which quarter was highest: the figure a step before that quarter."""
    said = [
        x for x in items if not x.is_("AND", "WHAT", "COMMA", "MARK", "STOP", "POLITE", "IN", "IT") or x.is_("EARLIER")
    ]
    step = said[0].get("EARLIER") if len(said) == 1 else None
    return step is not None and step.what in ("same", *GRAINS)


def picked_time(context: Context) -> Node | None:
    """The count at the year or quarter that the ranking before has picked, or that is the latest of what was counted;
    None of anything else.
    """
    tree = context.before
    if isinstance(tree, Count) and isinstance(tree.when, str) and tree.when != "default" and context.winner is not None:
        latest: Node | None = context.winner(tree)
        return latest
    over = tree.over if isinstance(tree, Pick) else None
    if not (isinstance(over, Over) and over.axis in GRAINS) or context.winner is None:
        return None
    found: Node | None = context.winner(tree)
    return found
