"""Words of a follow-up that mean something by what was spoken of: "2022, not 2021", "no kids", "is it higher?"."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

from assistant.asked.count import Count, Where
from assistant.asked.node import Node
from assistant.asked.walk import axes, counts
from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.meaning import Topic
from assistant.words.vocabulary import Sense

NAMING = ("THAN", "F", "M", "W", "V", "D", "T", "UNIT", "PEOPLE", "HOWMANY", "SHARE", "RATE", "INPERCENT")
DATED = ("T", "TM", "QUARTER", "EARLIER", "THATTIME")
OF_TOLD = ("those", "two", "three", "four")  # which of several that were told
HEAD = ("AND", "POLITE", "COMMA", "MARK")


def without_thanks(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Thanks, and boys?" without what is said before it and asks nothing."""
    head = next((i for i, x in enumerate(items) if not x.categories <= {"POLITE", "GOESON", "COMMA", "MARK"}), 0)
    return items[head:]


def instead(
    items: tuple[Lexeme, ...], before: Node, where: Callable[[tuple[Lexeme, ...]], Where]
) -> tuple[Lexeme, ...]:
    """ "Not the police, councils", after the police: councils in their place. After others it is not read."""
    at = next((i for i, x in enumerate(items) if not x.is_(*HEAD, "NO")), 0)
    end = next((i for i in range(at, len(items)) if items[i].is_("COMMA")), 0)
    behind = items[end + 1 :]
    if not (end and items[at].is_("NOT") and any(x.is_("F") for x in behind)) or any(x.is_("NOT") for x in behind):
        return items
    denied = set(where(items[at + 1 : end]))
    told = {limit for count in counts(before) for limit in count.where}
    if not any(x.is_("F", "SCOPE") for x in items[at + 1 : end]):
        return items
    return behind if denied and denied <= told else (*items[:at], items[at].as_("X", items[at].text), *items[at + 1 :])


def without_those(
    items: tuple[Lexeme, ...], before: Node, where: Callable[[tuple[Lexeme, ...]], Where]
) -> tuple[Lexeme, ...]:
    """ "Drop the children", "no kids": without them; after children that limit is dropped. "No boys" after girls may
    correct: it is not read.
    """
    head = next((i for i, x in enumerate(items) if not x.is_(*HEAD, "NO", "GOESON", "WHAT")), 0)
    if items and items[head].is_("DROPS"):
        if (freed := _of_any(items[head + 1 :], before) or _unlimited(items[head + 1 :], before, where)) is not None:
            return freed
        return (*items[:head], items[head].as_("EXCEPT", "except"), *items[head + 1 :])
    said = [i for i, x in enumerate(items) if not x.is_(*HEAD)]
    denied = items[said[0]].get("NO") if len(said) == 2 and said[1] == said[0] + 1 else None
    named = items[said[1]].get("F") if denied is not None and denied.what == "deny" else None
    if named is None:
        return items
    spoken = any(named.what.dimension in dict(count.where) for count in counts(before)) or named.what.kind != "member"
    word = items[said[0]]
    made = word.as_("X", word.text) if spoken else word.as_("EXCEPT", "except")
    return (*items[: said[0]], made, *items[said[0] + 1 :])


def _of_any(items: tuple[Lexeme, ...], before: Node) -> tuple[Lexeme, ...] | None:
    """ "Forget the nationality", "drop the age and gender": of any, where it was limited or broken down by it."""
    said = [x for x in items if not x.is_("ARTICLE", "AND", "COMMA", "STOP", "MARK", "POLITE", "BREAKDOWN")]
    kinds = [m.what.id if (m := x.get("D")) is not None else "" for x in said]
    known = {d for count in counts(before) for d, _ in count.where} | {over.axis for over in axes(before)}
    if not kinds or not known.issuperset(kinds):
        return None
    return tuple(one for x in said for one in (x.as_("ANYOF", "any"), x))


def _unlimited(
    items: tuple[Lexeme, ...], before: Node, where: Callable[[tuple[Lexeme, ...]], Where]
) -> tuple[Lexeme, ...] | None:
    """ "Forget the UK nationals", after boys from the UK: boys of any nationality."""
    said = tuple(x for x in items if not x.is_("ARTICLE", "STOP", "MARK", "POLITE", "ONES"))
    limits = where(said) if len(said) == 1 and said[0].is_("F") else ()
    if not limits or not all(set(limits) <= set(count.where) for count in counts(before)):
        return None
    return tuple(said[0].as_(*one) for d, _ in limits for one in (("ANYOF", "any"), ("D", Sense("dimension", d))))


def of_both_kinds(items: tuple[Lexeme, ...], before: Node, two: str, persons: Set[str]) -> tuple[Lexeme, ...]:
    """ "Both sexes" after women, or after each of the sexes: all of them together; "both countries" after one and
    another, of the kind ``two``: those.
    """
    limited = {d for count in counts(before) for d, _ in count.where} | {over.axis for over in axes(before)}
    out = list(items)
    for i, item in enumerate(items[:-1]):
        kind = items[i + 1].get("D")
        added = bool(two) and all(x.is_("SUM", "TOTAL") for x in items[i + 2 :])  # "both forces together"
        if item.is_("BOTH") and ((kind is not None and kind.what.id == two) or (added and items[i + 1].is_("F"))):
            out[i + 1] = items[i + 1].as_("POLITE", "polite")
        elif item.is_("BOTH") and kind is not None and kind.what.id in limited & persons:
            out[i] = item.as_("ANYOF", "any")
    return tuple(out)


def of_whole(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "% of all council referrals", after boys that councils referred: the boys as a share of them."""
    at = next((i for i, x in enumerate(items) if not x.is_(*HEAD)), 0)
    two = items[at : at + 2]
    said = len(two) == 2 and two[0].is_("SHARE") and two[1].is_("WHOLE")
    if not said or any(x.is_("BE", "HAVE", "DO", "VERB", "THAT", "WITH", "FOR") for x in items):
        return items
    return (*items[:at], two[0].as_("SHAREOF", "shareof"), *items[at + 2 :])


def for_them(items: tuple[Lexeme, ...], before: Node) -> tuple[Lexeme, ...]:
    """ "Which type is most common for them?": of those that were counted, where no other count is named."""
    if any(x.is_("M", "W", "V") for x in items):
        return items
    counted = isinstance(before, Count)
    known = [m is not None and (counted or m.what == "means") for m in (x.get("REFERS") for x in items)]
    many = bool(items) and items[0].is_("HOWMANY") and any(x.is_("F") for x in items)  # "how many women for that?"
    plain = ("THOSE", "those") if many and known[-1] else ("POLITE", "polite")
    return tuple(x.as_(*plain) if said else x for x, said in zip(items, known, strict=True))


def held(items: tuple[Lexeme, ...], spoken: bool) -> tuple[Lexeme, ...]:
    """ "Do you have girls for 2023?" asks for their figure, "do you have figures on girls?" what there is."""
    at = next((i for i, x in enumerate(items) if not x.is_(*HEAD, "NO")), 0)
    have = items[at].get("CATALOGUE") if items else None
    named = spoken or any(x.is_("F", "M", "W") for x in items)
    if have is None or have.what != "have" or not named or not any(x.is_("T", "QUARTER") for x in items):
        return items
    return (*items[:at], *items[at + 1 :])


def next_to_them(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Which force had most after them?", "who came after that?": the next one in the order of size."""
    asked = any(x.is_("WHICH") for x in items) and any(x.is_("MOST", "RANK") for x in items)
    for i, item in enumerate(items if asked else ()):
        later = item.get("LATER")
        two = item.is_("SINCE") and any(x.is_("IT", "THOSE") for x in items[i + 1 : i + 2])
        if not (two or (later is not None and later.what == "later")):
            continue
        nearest = replace(item, meanings=(Meaning("NEXT", "next"), Meaning("NTH", 2)))
        most = next((k for k, x in enumerate(items[:i]) if x.is_("MOST")), i)
        return (*items[:most], nearest, *items[most:i], *items[i + (2 if two else 1) :])
    return items


def acting(items: tuple[Lexeme, ...]) -> int | None:
    """Where "they" or "it" is who refers: "did they refer", "have they made", "of its referrals"; "we" are the writer's
    own.
    """
    for i in range(1, len(items) - 1):
        does = items[i - 1].is_("DO", "HAVE") and any(x.is_("W", "VERB") for x in items[i + 1 : i + 3])
        if items[i].is_("IT") and (does or items[i + 1].is_("M")):
            return i
        if items[i].is_("WE") and items[i - 1].is_("DO", "HAVE") and items[i + 1].is_("W", "REFERRING"):
            return i
    return None


def compared_with(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Was it higher in 2022?" sets it beside 2022; "has it ever been higher?" asks for the highest."""
    if _beside_another_time(items):
        return tuple(x.as_("COMPARE", x.text) if x.is_("MORE") else x for x in items)
    if _of_two(items):
        return tuple(x.as_("DIFF", "diff") if x.is_("MORE") else x for x in items)
    ever = any(m.category == "NOW" and m.what == "all" for x in items for m in x.meanings)
    ever = ever or _of_them(items)
    return tuple(_utmost(x) for x in items) if ever and not any(x.is_("THAN") for x in items) else items


def _of_two(items: tuple[Lexeme, ...]) -> bool:
    """ "Which is bigger?", of the two that were asked last."""
    named = any(x.is_(*NAMING, "QUARTER", "MOVE", "GROWTH") for x in items)  # "which rose more?" asks of two changes
    beside = items[-1].is_("IT")  # "who is above them?"
    return not (named or beside) and any(x.is_("WHICH") for x in items) and any(x.is_("MORE") for x in items)


def _of_them(items: tuple[Lexeme, ...]) -> bool:
    """ "Which had more children?", "who made more in Q4?": the most of those that were asked last."""
    which = items[0].get("WHICH") if items else None
    named = any(x.is_("M", "V", "D", "MOVE", "GROWTH", "SHARE", "AND", "OR", "COMMA") for x in items[1:])
    return which is not None and not named and any(x.is_("F", *DATED) for x in items[1:])


def _beside_another_time(items: tuple[Lexeme, ...]) -> bool:
    """ "Was it higher in 2022?" sets it beside 2022."""
    named = any(x.is_("THAN", "F", "M", "W", "V", "D", "PEOPLE", "HOWMANY") for x in items)
    spoken = any(x.is_("IT", "THAT") for x in items)
    return spoken and not named and any(x.is_("MORE") for x in items) and any(x.is_("T", "EARLIER") for x in items)


def _utmost(item: Lexeme) -> Lexeme:
    """ "Has it ever been higher?": the highest tells."""
    more = item.get("MORE")
    return item if more is None or more.what == "either" else item.as_("MOST", "high" if more.what == "more" else "low")


def of_topic(items: tuple[Lexeme, ...], topic: Topic | None) -> tuple[Lexeme, ...]:
    """ "Which one referred most?", after the meaning of a first responder, is which first responder; "how many were
    referred for it?", after that of a kind of exploitation, for that.
    """
    if topic is None:
        return items
    named = {x.what.dimension for item in items for x in item.meanings if x.category == "F"}
    for name, (member,) in topic.frame.where:
        if name not in named:
            items = tuple(x.as_("F", Sense("member", member, name)) if x.is_("REFERS") else x for x in items)
    ones = [i for i, x in enumerate(items) if (m := x.get("WHICH")) is not None and m.what in ("ones", *OF_TOLD)]
    if not ones or not topic.frame.axes or any(x.is_("D") for x in items):
        return items
    at = ones[0]
    which = items[at].as_("WHICH", "which")
    return (*items[:at], which, items[at].as_("D", Sense("dimension", topic.frame.axes[0].name)), *items[at + 1 :])
