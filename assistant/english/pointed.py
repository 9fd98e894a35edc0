"""Who was put first, pointed at: "and theirs?", "theirs in 2022"; and which of them: "which one referred most?"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.walk import counts
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import lexicon_words

Items = tuple[Lexeme, ...]
AROUND = ("AND", "COMMA", "MARK", "STOP", "WHAT", "ARTICLE")
NAMING = ("F", "D", "T", "TM", "M", "HOWMANY")


def pointed_at(items: Items, context: Context) -> tuple[Items, Node | None]:
    """The words without the one that points, and the count of whom it points at."""
    before = context.before
    items = _which_one(_mostly(items), before)
    theirs = lexicon_words("IT", "theirs")
    at = [i for i, x in enumerate(items) if x.text in theirs]
    if isinstance(before, Count) and before.where and len(at) == 1:
        rest = items[: at[0]] + items[at[0] + 1 :]
        return (items if all(x.is_(*AROUND) for x in rest) else rest), before
    if context.winner is None or not (isinstance(before, Pick) or (isinstance(before, Top) and before.n == 1)):
        return items, before
    if len(at) != 1:
        return items, before
    rest = items[: at[0]] + items[at[0] + 1 :]
    if all(x.is_(*AROUND) for x in rest):
        return (items[at[0]].as_("PICKED", _place(before)),), before
    found = context.winner(before)
    plain = not any(x.is_("MOST", "NTH", "WHICH") for x in rest)
    return (rest, found) if found is not None and plain else (items, before)


def _place(before: Pick | Top) -> str:
    return str(before.nth) if isinstance(before, Pick) else "1"


def _which_one(items: Items, before: Node | None) -> Items:
    """ "Which one referred most?", of those that were told: as "which one made the most?" is."""
    which = [x for x in items if x.is_("WHICH")]
    most = any(x.is_("MOST") for x in items)
    if before is None or len(which) != 1 or not most or any(x.is_(*NAMING) for x in items):
        return items
    measure = counts(before)[0].measure
    return tuple(
        x.as_("VERB", x.text)
        if x.is_("W") and x.is_("REFERRING") and any(m.category == "W" and m.what.id == measure for m in x.meanings)
        else x
        for x in items
    )


def _mostly(items: Items) -> Items:
    """ "From which nationality mostly?": which is the most common."""
    said = [x for x in items if not x.is_(*AROUND)]
    asks = len(said) == 3 and said[0].is_("WHICH") and said[1].is_("D") and said[2].is_("MOSTLY")
    if not asks or said[2].is_("MOST"):
        return items
    return tuple(x.as_("MOST", "high") if x is said[2] else x for x in items)


def its_part(items: Items, context: Context) -> Ratio | None:
    """ "As a share", "what percentage is that?", of whom a ranking put first: of all that it ranks."""
    tree = context.before
    said = [x for x in items if not x.is_(*AROUND, "THAT", "BE", "POLITE")]
    table = tree.over if isinstance(tree, Pick) or (isinstance(tree, Top) and tree.n == 1) else None
    if len(said) != 1 or not said[0].is_("SHARE", "INPERCENT") or context.winner is None or tree is None:
        return None
    if not (isinstance(table, Over) and isinstance(table.of, Count)) or table.axis in (*GRAINS, "period"):
        return None
    part = context.winner(tree)
    within = isinstance(part, Count) and {*table.of.where} < {*part.where} and part.when == table.of.when
    return Ratio(part, table.of) if within else None
