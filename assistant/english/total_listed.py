"""A total that is asked for beside those of a list: "men, women and the total", "the total number of A, B and C"."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.walk import with_when
from assistant.english.conversation import Context, Question
from assistant.english.ends import GRAINS
from assistant.english.lexeme import Lexeme, breakdowns, typed
from assistant.english.of_each import OfEach
from assistant.english.told import together
from assistant.period import Span
from assistant.words.tokens import WordUse

Items = tuple[Lexeme, ...]
JOINS = ("AND", "COMMA")
TIMES = ("T", "TM", "QUARTER")
APART = (
    "SHARE", "SHAREOF", "INPERCENT", "RATE", "MOST", "BREAKDOWN", "D", "MOVE", "GROWTH", "AVERAGE", "RUNNING", "SUM",
    "COMPARE", "DIFF", "MINUS", "MORE", "RATIO", "TIMES", "VERSUS", "EXCEPT", "LIMIT", "EACH", "GRAIN", "UNIT", "WHICH",
    "WHEN", "OR", "NO", "BOTH",
)  # fmt: skip
COUNTED = ("M", "W", "PEOPLE", "HOWMANY")
BEHIND = (
    "IN", "FOR", "T", "TM", "VERB", "BE", "DO", "STOP", "POLITE", "THATTIME", "COMMA", "LATEST", "REFERRING", "BY",
)  # fmt: skip
BEFORE = ("HOWMANY", "M", "W", "PEOPLE", "OF", "FOR", "FROM", "BY", "ARTICLE")  # "the total | number of | A, B and C"
ALL_TIMES = (
    "TOTAL", "SUM", "ARTICLE", "FOR", "BASE", "OVER", "N", "TWO", "UNIT", "THOSE", "HOWMANY", "IN", "ANYOF",
    "POLITE", "OF",
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """``each``: what is asked of those listed; ``whom``: the words that name them, of times none; ``added``: is theirs
    the total?
    """

    each: Items
    whom: Items
    added: bool


def total_listed(items: Items, agents: AbstractSet[str]) -> Listed | None:
    """A list beside which its total is asked for, or everybody's; None where there is no such total.

    ``agents``: the breakdowns of those who refer, of whom a list may name some of each.
    """
    if (times := _of_times(items)) is not None:
        return times
    places = [i for i, x in enumerate(items) if _total(x)]
    if len(places) != 1 or any(x.text == ":" or (x.is_(*APART) and not x.is_("F", "TOTAL", "PEOPLE")) for x in items):
        return None
    at = places[0]
    return _behind(items, at, agents) or _ahead(items, at, agents) or _of_list(items, at, agents)


def _total(item: Lexeme) -> bool:
    number = item.get("HOWMANY")
    return item.is_("TOTAL") or (number is not None and number.what == "total")


def _of_times(items: Items) -> Listed | None:
    """ "Referrals in 2017, 2018 and 2019 | and the total for the three years"."""
    for joint in range(2, len(items) - 1):
        tail = items[joint + 1 :]
        totals = any(x.is_("TOTAL", "SUM") for x in tail) and all(x.is_(*ALL_TIMES) for x in tail)
        if not items[joint].is_("AND") or not totals:
            continue
        head = items[: joint - items[joint - 1].is_("COMMA")]
        begin = len(head)
        while begin and (
            head[begin - 1].is_("T", "TM", "QUARTER") or (begin < len(head) and head[begin - 1].is_(*JOINS))
        ):
            begin -= 1
        whens = [
            w for x in head[begin:] for m in x.meanings if m.category in ("T", "TM", "QUARTER") for w in _whens(m.what)
        ]
        if len(set(whens)) > 1 and not any(x.is_(*APART) and not x.is_("F", "PEOPLE") for x in head):
            return Listed(head, (), True)
    return None


def _whens(what: object) -> tuple[object, ...]:
    return getattr(what, "whens", (what,))


def _behind(items: Items, at: int, agents: AbstractSet[str]) -> Listed | None:
    """ "Referrals of men and women | and overall | in 2023"."""
    begin, end = at, at + 1
    while begin and items[begin - 1].is_("ARTICLE", "PEOPLE"):
        begin -= 1
    while end < len(items) and items[end].is_(*COUNTED) and not items[end].is_("F"):
        end += 1
    if not begin or not items[begin - 1].is_("AND") or (items[end:] and not items[end].is_(*BEHIND)):
        return None
    joint = begin - 1 - (begin > 1 and items[begin - 2].is_("COMMA"))
    first, last = _run(items, joint - 1, agents)
    if joint != last:  # "how many Albanians in 2023, and in total?": of them, or of everybody?
        return Listed((), (), False) if any(x.is_("F") for x in items[:joint]) else None
    counted = tuple(x for x in items[at:end] if x.is_("M", "W")) if not _counts(items[:first]) else ()
    both = (
        items[begin - 1] if x.is_("COMMA") and i == last - first - 2 else x for i, x in enumerate(items[first:last])
    )
    return Listed((*items[:first], *both, *counted, *items[end:]), items[first:last], False)


def _ahead(items: Items, at: int, agents: AbstractSet[str]) -> Listed | None:
    """ "Total, men and women 2023"."""
    if at or len(items) < 3 or not items[1].is_("COMMA") or not items[2].is_("F"):
        return None
    first, last = _run(items, 2, agents)
    return Listed(items[first:], items[first:last], False)


def _of_list(items: Items, at: int, agents: AbstractSet[str]) -> Listed | None:
    """ "The total number of | A, B and C"."""
    begin = next((i for i in range(at + 1, len(items)) if items[i].is_("F")), 0)
    first, last = _run(items, begin, agents) if begin else (0, 0)
    several = sum(x.is_("F") for x in items[first:last]) > 1 and any(x.is_("AND") for x in items[first:last])
    if not several or not all(x.is_(*BEFORE) for x in items[at + 1 : begin]):
        return None
    many = (items[at].as_("HOWMANY", "many"),) if items[at].is_("HOWMANY") else ()
    return Listed((*items[:at], *many, *items[at + 1 :]), items[first:last], True)


def _run(items: Items, at: int, agents: AbstractSet[str]) -> tuple[int, int]:
    """Where those of one breakdown begin and end that are named one after the other about a place."""
    kinds = breakdowns(items[at : at + 1])
    kinds = kinds | agents if kinds & agents else kinds

    def alike(i: int) -> bool:
        return bool(breakdowns((items[i],)) & kinds)

    first = last = at
    if not kinds:
        return at, at
    while first and (alike(first - 1) or (items[first - 1].is_(*JOINS, "ARTICLE") and first > 1)):
        first -= 1
    while not alike(first):
        first += 1
    while last + 1 < len(items) and (alike(last + 1) or items[last + 1].is_(*JOINS, "ARTICLE")):
        last += 1
    while not alike(last):
        last -= 1
    return first, last + 1


def _counts(items: Items) -> bool:
    return any(x.is_("M", "W") for x in items)


def two_as_one(items: Items, compounds: Mapping[str, Mapping[str, str]]) -> tuple[str, tuple[str, ...]] | None:
    """ "Boys and girls", which are children: the breakdown that tells them apart, and the two; None of others."""
    if any(x.is_(*APART, "TOTAL") and not x.is_("F", "PEOPLE", "GRAIN", "EACH") for x in items):
        return None
    for item in (x for x in items if x.is_("F")):
        kinds = [m.what for m in item.meanings if m.category == "F"]
        one = compounds.get(kinds[0].id, {}) if kinds[0].kind == "compound" else {}
        two = [compounds[word] for word in item.text.split() if word in compounds]
        apart = {d for each in two for d in each if d not in one}
        if len(two) > 1 and len(apart) == 1 and all(one.items() <= each.items() for each in two):
            (dimension,) = apart
            return dimension, tuple(each[dimension] for each in two)
    return None


class WithTotal(OfEach):
    """Reads a list beside which its total is asked for; keeps nothing between texts."""

    def _with_parts(self, items: Items, context: Context) -> list[Question] | None:
        """ "How many boys and girls?": children, and each of the two; None where no two are named as one."""
        parts = two_as_one(items, self.reader.chunker.compounds)
        tried = replace(context, asked=[*context.asked])
        one = self._clause(items, typed(items), tried) if parts is not None else None
        if parts is None or one is None or len(one.trees) != 1:
            return None
        each = _each_of(one.trees[0], *parts)
        if each is None:
            return None
        context.before, context.setting = tried.before, tried.setting
        context.asked += one.trees
        return [one, replace(one, trees=(each,))]

    def _with_total(self, items: Items, context: Context) -> list[Question] | None:
        """The list, and its total; None where no total is asked for beside one."""
        listed = total_listed(items, self.editor.agents)
        if listed is None:
            return None
        unread = [Question(typed(items), words=WordUse(not_understood=(typed(items),)), lexemes=items)]
        tried = replace(context, asked=[*context.asked])
        one = self._clause(listed.each, typed(items), tried) if listed.each else None
        if one is None or len(one.trees) != 1:
            return unread
        frame = self.reader.clause(listed.whom[:1]).frame if listed.whom else None
        kinds = {d for d, _ in frame.where} if frame is not None else {"period"}
        kinds = kinds | self.editor.agents if kinds & self.editor.agents else kinds
        tree = self._all_of_list(one.trees[0], kinds, listed.added)
        if tree is None or tree == one.trees[0]:
            return unread
        context.before, context.setting = tried.before, tried.setting
        context.asked += [*one.trees, tree]
        return [one, replace(one, trees=(tree,))]

    def _all_of_list(self, tree: Node, kinds: set[str], added: bool) -> Node | None:
        """Those of whom ``tree`` tells one by one, added; or everybody, of whom it tells some."""
        if isinstance(tree, Over) and tree.axis not in kinds:
            inner = self._all_of_list(tree.of, kinds, added)
            return replace(tree, of=inner) if isinstance(inner, Count) else None
        if isinstance(tree, Over) and isinstance(tree.of, Count) and added:
            of, axis = tree.of, tree.axis
            each = (
                with_when(of, v) if isinstance(v, Span) else replace(of, where=tuple(sorted((*of.where, (axis, (v,))))))
                for v in tree.values
            )
            return together(self.editor, tuple(one for one in each if isinstance(one, Count)))
        if isinstance(tree, Over):
            return tree.of
        if isinstance(tree, Count) and not added:
            return replace(tree, where=tuple(limit for limit in tree.where if limit[0] not in kinds))
        return None


def _each_of(tree: Node, dimension: str, members: tuple[str, ...]) -> Node | None:
    """The same of each of the members; None where it is no count, or is of some of them already."""
    if isinstance(tree, Over):
        inner = _each_of(tree.of, dimension, members) if tree.axis in ("period", *GRAINS) else None
        return replace(tree, of=inner) if isinstance(inner, Over) else None
    plain = isinstance(tree, Count) and dimension not in dict(tree.where)
    return Over(tree, dimension, members) if plain and isinstance(tree, Count) else None
