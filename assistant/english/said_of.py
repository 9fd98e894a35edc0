"""What a follow-up says of the figure before it: its share, another count of the same, the one that it named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assistant.asked.count import Count, Where
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, axes, counts
from assistant.english.clause_reader import Clause
from assistant.english.conversation import Context
from assistant.english.frame import Frame
from assistant.english.joining import leads_on
from assistant.english.lexeme import Lexeme


def whole_named(items: tuple[Lexeme, ...], frame: Callable[[tuple[Lexeme, ...]], Frame | None]) -> Where:
    """What limits the whole: "of referrals by the police | , how many were children?", "how many of the children | were
    boys?"; nothing without one."""
    begin = next((i for i, item in enumerate(items) if not item.is_("AND", "COMMA", "MARK", "POLITE")), 0)
    end = next((i for i, item in enumerate(items) if item.is_("HOWMANY")), 0)
    if begin == end and (own := _of_whom(items[end:])):
        whole = frame(own)
        return whole.where if whole is not None else ()
    if end <= begin + 1 or not items[begin].is_("OF", "AMONG"):
        return ()
    while items[end - 1].is_("COMMA", "MARK"):
        end -= 1
    whole = frame(items[begin + 1 : end])
    return whole.where if whole is not None else ()


def but_of_part(clause: Clause, known: Frame | None, where: Callable[[tuple[Lexeme, ...]], Where]) -> Frame | None:
    """What was spoken of, less what a share names anew beside its whole: "what share of the men were Vietnamese?" after
    Albanian men, "what share of Indians were female?" after Chinese females.
    """
    share = next((i for i, item in enumerate(clause.lexemes) if item.is_("SHARE")), None)
    if known is None or share is None or not _of_whom(clause.lexemes[share:]):
        return known
    named = [{d for d, _ in where((x,))} for x in clause.lexemes[share:] if x.is_("F")]
    kinds = set().union(*named)
    return replace(known, where=tuple(x for x in known.where if x[0] not in kinds)) if len(named) > 1 else known


def _of_whom(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The children" of "how many of the children were boys"; nothing of any other."""
    start = 1 if items and leads_on(items[0]) else 2 if len(items) > 1 and items[1].is_("OF") else 0
    end = next((i for i, item in enumerate(items) if item.is_("BE", "HAVE")), 0)
    return items[start:end] if 0 < start < end else ()


def says_alone(items: tuple[Lexeme, ...], category: str) -> bool:
    """It says one thing and nothing else."""
    said = [item for item in items if not item.is_("AND", "STOP", "MARK", "COMMA", "POLITE")]
    return len(said) == 1 and said[0].is_(category)


def is_it_so(clause: Clause, context: Context) -> bool:
    """ "Is he right?", "is that true?", of what was told last: nothing else was said since."""
    since = context.asked or context.setting or context.mentioned or context.told or context.unread or context.stated
    return not since and says_alone(clause.lexemes, "TRUE")


def side_named(clause: Clause, frame: Frame, tree: Node) -> Count | None:
    """ "How many women?", after whether there were more women than men: the side that is of them."""
    sides = (tree.left, tree.right) if isinstance(tree, Truth) else ()
    sides = (tree.later, tree.earlier) if isinstance(tree, Minus) else sides
    asks = "HOWMANY" in clause.said and clause.said <= {"HOWMANY", "AND", "WHAT", "COMMA"}
    if not asks or frame.time or frame.step or frame.lists or frame.axes or frame.strong or not frame.where:
        return None
    one, other = (side if isinstance(side, Count) else None for side in sides) if len(sides) == 2 else (None, None)
    if one is None or other is None:
        return None
    for side, beside in ((one, other), (other, one)):
        if set(side.where) - set(beside.where) == set(frame.where):
            return side
    return None


def than_that(clause: Clause) -> bool:
    """ "Is that more than in the quarter before?", "and how much bigger than 2020?", "how many more than Albania?"."""
    many = "HOWMANY" in clause.said and not any(item.is_("D", "UNIT") for item in clause.lexemes)
    return "TH" in clause.said and (many or any(item.is_("THAT", "IT", "ASKMORE") for item in clause.lexemes))


def of_it(clause: Clause) -> bool:
    """ "How many children did they refer?" after the one that a ranking has named."""
    spoken = any(item.is_("IT") for item in clause.lexemes)
    return spoken and "HOWMANY" in clause.said and not clause.said & {"MX", "NTH", "NTHS"}


def measure_alone(clause: Clause) -> bool:
    """ "Conclusive grounds?", "what about conclusive grounds in 2022": the same of another count."""
    frame = clause.frame
    asks = any(item.is_("BE", "HAVE", "DO") for item in clause.lexemes)  # "what are referrals?" asks for a meaning
    goes_on = clause.lexemes[0].is_("AND", "WHAT")  # "conclusive grounds decisions in 2022" may begin anew
    every = any(x.is_("TOTAL", "ANYOF", "EVERYONE") for x in clause.lexemes)  # "and all CG decisions in 2022?"
    return (
        frame is not None
        and not every
        and bool(frame.strong)
        and not (frame.where or frame.axes or frame.lists or frame.step or asks)
        and (frame.time is None or goes_on)
        and clause.said <= {"AND", "WHAT", "COMMA"}
    )


def names_it(clause: Clause, tree: Count) -> bool:
    """It says again what is counted, of all people, and compares it."""
    return bool({"VERSUS", "COMPARE"} & clause.said) and not tree.where and "HOWMANY" not in clause.said


def same_of(clause: Clause, tree: Node) -> bool:
    """ "And among council referrals?", after a share or a change of those by the police: the same of them."""
    frame, shaped = clause.frame, isinstance(tree, (Ratio, Minus, Truth, Summary))
    goes_on = clause.lexemes[0].is_("AND", "WHAT", "AMONG") and clause.said <= {"AND", "WHAT", "COMMA", "ONLY"}
    measures = {count.measure for count in counts(tree)}
    asks = any(item.is_("BE", "HAVE", "DO") for item in clause.lexemes)
    return shaped and goes_on and not asks and frame is not None and bool(frame.where) and {*frame.strong} == measures


def of_those_then(clause: Clause, tree: Node) -> bool:
    """ "And those referred in 2022?": of whoever was counted before, at another time."""
    said = [item for item in clause.lexemes if not item.is_("AND", "WHAT", "COMMA", "MARK", "STOP", "FOR", "IN")]
    again = (
        len(said) == 2 and said[0].is_("TM") and clause.lexemes[0].is_("AND", "WHAT") and not isinstance(tree, Count)
    )
    those = len(said) == 3 and said[0].is_("ARTICLE", "ONES", "THOSE") and said[2].is_("TM")
    if not (again or those) or not said[1].is_("W", "V"):
        return False  # "2024 arrivals", after a share of those of another year, is the share again
    named = {m.what.id for m in said[1].meanings if m.category in ("W", "V")}
    return {count.measure for count in counts(tree)} <= named


def unnamed(frame: Frame, clause: Clause, tree: Node) -> Frame:
    """What a follow-up names, without the count where that says again what was counted before."""
    if isinstance(tree, Count) and frame.strong == (tree.measure,) and names_it(clause, tree):
        return replace(frame, strong=())  # "and how does the backlog compare with the end of 2022?"
    if same_of(clause, tree):
        return replace(frame, strong=())
    return replace(frame, weak=(), vague=()) if of_those_then(clause, tree) else frame


def said_alike(frame: Frame, tree: Node) -> Frame:
    """ "How many women?", after what share were women: those, and no narrower group of them."""
    tree = tree.left if isinstance(tree, Truth) else tree
    part = tree.part if isinstance(tree, Ratio) and tree.as_ == "percent" else None
    again = isinstance(part, Count) and bool(frame.where) and set(frame.where) <= set(part.where)
    return replace(frame, beside=()) if again else frame


def share_that(clause: Clause) -> bool:
    """ "What share of the children is that?": the count before is the part, and what is named the whole."""
    said = [item for item in clause.lexemes if item.is_("THAT", "SHARE", "SHAREOF")]
    shares = any(item.is_("SHARE", "SHAREOF") for item in said)
    # "What share of the children is that", "how many is that as a share of the children", "what % is that of all men".
    whole = any(a.is_("THAT") and b.is_("WHOLE", "OF") for a, b in pairwise(clause.lexemes))
    return shares and (
        clause.lexemes[-1].is_("THAT") or (said[0].is_("THAT") and said[-1].is_("SHAREOF")) or whole or of_all(clause)
    )


def of_all(clause: Clause) -> bool:
    """ "And what percentage of all children?": the whole alone is named."""
    items = [item for item in clause.lexemes if not item.is_("AND", "COMMA", "MARK")]
    share = next((i for i, item in enumerate(items) if item.is_("SHARE")), len(items))
    whole = items[share + 1 : share + 2]
    verb = any(item.is_("BE", "HAVE", "DO", "PLACE", "VERB") for item in items)
    return share == 0 and bool(whole) and whole[0].is_("WHOLE") and not verb


def of_held(clause: Clause, tree: Node) -> bool:
    """ "What % of kids?", after the kids of one kind: the whole alone is named, and holds whoever was counted."""
    items = [item for item in clause.lexemes if not item.is_("AND", "COMMA", "MARK", "STOP", "ARTICLE")]
    whole = len(items) == 3 and items[0].is_("SHARE") and items[1].is_("OF") and items[2].is_("F")
    where = set(clause.frame.where) if clause.frame is not None else set()
    return whole and isinstance(tree, Count) and bool(where) and where < set(tree.where)


def wider(tree: Node, context: Context) -> Node | None:
    """What was asked before the count and holds it: "how many in Scotland?", "how many of them were Vietnamese?"; at
    the time of the count itself.
    """
    if not isinstance(tree, Count):
        return None
    for earlier in reversed([*context.before_it, *context.asked][:-1]):
        earlier = earlier.part if isinstance(earlier, Ratio) and earlier.as_ == "percent" else earlier
        limits = {count.where for count in counts(earlier)} if isinstance(earlier, (Count, Over)) else set()
        if (axis := _ranked_by(earlier)) and (one := [x for x in tree.where if x[0] == axis]):
            kept = [x for x in counts(earlier)[0].where if x in tree.where and x[0] != axis]
            limits = {tuple(sorted((*kept, *one)))}  # "which force referred most? How many children? What share?"
            limits = {tuple(kept)} if limits == {tree.where} and kept else limits  # "who referred most girls?"
        where = limits.pop() if len(limits) == 1 and counts(earlier)[0].measure == tree.measure else None
        if where is not None and set(where) < set(tree.where):
            return replace(tree, where=where)
    return None


def _ranked_by(tree: Node) -> str:
    """The breakdown whose first was told."""
    table = tree.over if isinstance(tree, (Pick, Top)) else None
    return table.axis if isinstance(table, Over) and isinstance(table.of, Count) and table.axis not in TIME else ""


def narrower(tree: Node, context: Context) -> Count | None:
    """What was asked right before the count of all, and is a part of it: "how many boys? And in total? What share is
    that?".
    """
    earlier = [*context.before_it, *context.asked][:-1]
    part = earlier[-1] if earlier else None
    if not isinstance(tree, Count) or tree.where or not isinstance(part, Count) or not part.where:
        return None
    return part if replace(part, where=()) == tree else None


def beside_it(tree: Node, context: Context) -> Node | None:
    """What a share of the count, or the share that it is of, may be of besides: the whole or the part asked before."""
    return wider(tree, context) or narrower(tree, context)


def another_whole(clause: Clause, tree: Node) -> bool:
    """ "And of all women?", after a share of all Romanians."""
    said = [item for item in clause.lexemes if not item.is_("AND", "COMMA", "MARK", "WHAT")]
    return isinstance(tree, Ratio) and tree.as_ == "percent" and len(said) > 1 and said[0].is_("WHOLE")


def whole_alone(clause: Clause, frame: Frame, tree: Node) -> bool:
    """ "Out of all UK nationals", after the children among them: they are the whole, and were limited further."""
    said = [item for item in clause.lexemes if not item.is_("AND", "COMMA", "MARK")]
    heads = len(said) > 1 and said[0].is_("WHOLE") and not (frame.time or frame.counts)
    return heads and isinstance(tree, Count) and bool(frame.where) and set(frame.where) < set(tree.where)


def limit_alone(items: tuple[Lexeme, ...]) -> tuple[Any, int] | None:
    """ "And more than 200?": a limit and nothing else."""
    said = [item for item in items if not item.is_("AND", "COMMA", "WHAT", "MARK")]
    limit, number = (said[0].get("LIMIT"), said[1].get("N")) if len(said) == 2 else (None, None)
    return (limit.what, int(number.what)) if limit is not None and number is not None else None


def limits_picked(tree: Node, frame: Frame, clause: Clause) -> bool:
    """ "Which quarter had the most? What share were children?": of the one that was told, unless it names another."""
    axis = next((over.axis for over in axes(tree.over)), "") if isinstance(tree, (Pick, Top)) else ""
    limits = {dimension for dimension, _ in frame.where}
    plain = not (frame.time or frame.step or frame.axes or frame.counts or frame.lists)
    told = next((i for i, item in enumerate(clause.lexemes) if item.is_("BE", "VERB", "BY", "HAVE")), None)
    behind = told is not None and any(item.is_("F") for item in clause.lexemes[told:])  # not "how many men were there?"
    asks = bool(clause.said & {"HOWMANY", "SHARE"})
    return bool(axis and limits) and axis not in limits and plain and asks and behind
