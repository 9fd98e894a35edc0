"""A sentence that lists what is wanted: "NRM in 2023: total, by gender, top three nationalities, DtN"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.node import Node
from assistant.asked.walk import counts
from assistant.english.clauses import strange
from assistant.english.conversation import Context, Question
from assistant.english.followed import frame_of
from assistant.english.frame import Frame
from assistant.english.joined import Joined
from assistant.english.lexeme import Lexeme, Meaning, typed
from assistant.words.tokens import WordUse

COUNTS = ("M", "W", "TOTAL", "HOWMANY", "SHARE", "RATE", "MOST", "D")  # what makes an item a question of its own
TIMES = ("T", "TM", "LATEST", "NOW")
FEWEST, MOST = 3, 10
PLAIN = ("ASK", "POLITE", "VERB", "HAVE", "PRONOUN", "IN", "FOR", "COMMA", "ARTICLE", "OF", *TIMES)
LIMITS = ("M", "W", "F", "BY", "D", "AS")
COMMA = (Meaning("COMMA", "comma"),)


class Itemized(Joined):
    """Reads each item of a list by itself, where more than half can be read so; the words of the others are told."""

    def _several(self, parts: list[tuple[Lexeme, ...]], context: Context, apart: bool = False) -> list[Question] | None:
        return self._defined_first(parts, context) or super()._several(parts, context, apart)

    def _itemized(self, items: tuple[Lexeme, ...], context: Context) -> list[Question] | None:
        at = next((i for i, item in enumerate(items) if item.text == ":"), 0)
        head, listed = items[:at], items[at + 1 :] if at else items
        parts = _parts(listed)
        frame = self.reader.clause(head).frame if head else Frame()
        apart = lists_total(items)
        if not FEWEST - apart <= len(parts) <= MOST or frame is None or frame.lists or frame.axes:
            return None
        spoken = frame_of(context.before) if apart and not head and context.before is not None else None
        frame = frame if spoken is None else spoken
        counted = bool(frame.counts) or any(x.is_("M", "W") for x in parts[0])
        if not counted or not all(_asks_alone(part, bool(frame.time), apart) for part in parts):
            return None
        base = self._base(head, context) or (context.before if spoken is not None else None)
        asked: list[Question] = []
        for part in parts:
            own = any(item.is_("M", "W") for item in part)
            # What limits the head limits every item, whatever it counts.
            tried = replace(context, before=None if own else base, setting=_held(frame), asked=[*context.asked])
            one = self._all_of(part, base) or self._clause(part, typed(part), tried)
            if one is None or not one.read:
                words = WordUse(not_understood=tuple(x.typed for x in part if strange(x)))
                one = Question(typed(part), words=words, lexemes=part)
            base = base or (one.trees[0] if one.read else None)
            asked.append(one)
        trees = [one.trees[0] for one in asked if one.read]
        if 2 * len(trees) <= len(asked):
            return None
        context.before = trees[-1]
        context.asked += trees
        return asked

    def _all_of(self, part: tuple[Lexeme, ...], base: Node | None) -> Question | None:
        """ "Total", "total referrals": what the head names, of whomever it does."""
        named = {m.what.id for x in part for m in x.meanings if m.category in ("M", "W")}
        same = base is not None and (not named or counts(base)[0].measure in named)
        return Question(typed(part), (base,), lexemes=part) if same and base is not None and _total(part) else None

    def _base(self, head: tuple[Lexeme, ...], context: Context) -> Node | None:
        """What the items are asked of: "NRM in 2023:"."""
        one = self._clause(head, typed(head), replace(context, asked=[])) if head else None
        return one.trees[0] if one is not None and len(one.trees) == 1 else None


def _held(frame: Frame) -> Frame | None:
    return Frame(time=frame.time, where=frame.where) if frame.time is not None or frame.where else None


def _parts(items: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
    """Cut at commas; an "and" or a wish at the head of an item says nothing of it."""
    parts: list[list[Lexeme]] = [[]]
    for item in items:
        if item.is_("COMMA") and item.text != "/":
            parts.append([])
        elif parts[-1] or not item.is_("AND", "POLITE", "ASK"):
            parts[-1].append(item)
    return [tuple(part) for part in parts if part]


def _asks_alone(items: tuple[Lexeme, ...], dated: bool, apart: bool) -> bool:
    """Does it count something, or people in a time of their own? ``apart``: no item limits another."""
    own = any(item.is_(*TIMES) for item in items)
    people = any(item.is_("F") for item in items) and (own or apart)
    return people or (any(item.is_(*COUNTS) for item in items) and (dated or own))


def headed(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "For 2023, total referrals, children and adults", "Kent Police, 2023: total + children": what is said ahead is
    said of every item; each is one of its own.
    """
    at = next((i for i, x in enumerate(items) if x.is_("TOTAL")), None)
    cut = next((i for i, x in enumerate(items) if at is not None and i > at and x.is_("COMMA", "AND")), None)
    marked = any(m.category == "COMMA" and m.what == "item" for x in items for m in x.meanings)
    if at is None or cut is None or marked or any(x.text == ":" for x in items[at:]) or not _total(items[at:cut]):
        return items
    while items[-1].is_("POLITE", "STOP"):
        items = items[:-1]
    end = len(items) - (1 + items[-2].is_("IN", "FOR") if items[-1].is_(*TIMES) else 0)
    listed, alone = items[cut + 1 : end], ("F", "AND", "COMMA", "ARTICLE", "REL", "PEOPLE", "THOSE")
    limits = at > 1 and items[at - 1].is_("COMMA") and any(x.is_("M", "W", "F") for x in items[:at])
    plain = (*PLAIN, *(LIMITS if limits else ()))  # "Kent Police, 2023, total and children"
    counts = listed[-1:] if len(listed) > 1 and listed[-1].is_("M") else ()  # "total and child referrals"
    listed = listed[: len(listed) - len(counts)]
    if not listed or not all(x.is_(*alone) for x in listed) or not all(x.is_(*plain) for x in items[:at]):
        return items
    mark, comma = (replace(items[cut], text=sign, typed=sign, meanings=COMMA) for sign in ":,")
    each = (comma if x.is_("AND") else x for x in listed)
    ahead = (*(x for x in items[:at] if not x.is_("COMMA")), *counts, *items[end:])
    return (*ahead, mark, *items[at:cut], comma, *each)


def lists_total(items: tuple[Lexeme, ...]) -> bool:
    """ "Referrals in 2023: total, women, children": a total among them says that no item limits another."""
    at = next((i + 1 for i, item in enumerate(items) if item.text == ":"), 0)
    parts = _parts(items[at:])
    several = any(not (_total(part) or _limits_nobody(part)) for part in parts)
    return len(parts) >= (FEWEST - 1 if at else FEWEST) and several and any(_total(part) for part in parts)


def _limits_nobody(items: tuple[Lexeme, ...]) -> bool:
    """ "All ages", "in that year" say of which total it is."""
    every = items[0].get("ANYOF") if len(items) == 2 else None
    dated = all(x.is_("T", "TM", "THATTIME", "IN", "FOR") for x in items)
    return dated or (every is not None and every.what == "all" and items[1].is_("D"))


def _total(items: tuple[Lexeme, ...]) -> bool:
    return any(x.is_("TOTAL") for x in items) and all(x.is_("TOTAL", "ARTICLE", "M", "W") for x in items)
