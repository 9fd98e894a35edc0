"""What somebody says of a figure, as it may be asked: "a third of them were for children", "they nearly doubled"."""

from __future__ import annotations

from itertools import pairwise

from assistant.asked.ratio import Ratio
from assistant.asked.walk import with_when
from assistant.english.clauses import Sentence, asks, strange
from assistant.english.conversation import Context, Question
from assistant.english.held_to import held_to
from assistant.english.lexeme import Lexeme
from assistant.period import Span
from assistant.words.tokens import WordUse

FIGURES = ("SHARE", "RATE", "AVERAGE", "RATIO", "GROWTH", "DIFF", "TOPIC")  # what is no count
ABOUT = ("NEARLY", "LIMIT", "EXACTLY", "ONLY", "POLITE", "ARTICLE")  # before a fraction: how near it is
AMOUNT = ("ARTICLE", "NTH", "N", "SHARE", "FRACTION", "UNIT", "POINTS", "TIMES", *ABOUT)
ITSELF = ("WHAT", "BE", "IT", "THAT", "ARTICLE", "POLITE", "EXACTLY", "ITSELF", "STOP", "COMMA", "AND", "SHARE")
ASKING = ("HOWMANY", "HOWMUCH", "WHAT", "WHICH", "WHEN")


def figures_told(items: tuple[Lexeme, ...]) -> tuple[tuple[Lexeme, ...], ...]:
    """What a figure is told of that is no plain count, as it may be asked: "the share of women | was 20% | in 2023",
    "41% of referrals were for children", "children made up a third of them", "they rose by a third in 2022".
    """
    if any(item.is_(*ASKING) for item in items):
        return ()
    if (asked := _moved(items) or _part(items) or _record(items)) is not None:
        return (asked,)
    figures = (i for i, x in enumerate(items) if x.is_("N") or x.text.replace(".", "", 1).isdecimal())
    at = next((i for i in figures if not items[i].is_("T")), None)  # "in 2023 was 526 days"
    if at is None:
        return ()
    behind = at + 1
    while behind < len(items) and items[behind].is_("SHARE", "UNIT", "POINTS"):
        behind += 1
    what, before = items[at].as_("WHAT", "what"), items[:at]
    if before and before[-1].is_("BE") and any(item.is_(*FIGURES) for item in before):
        return (what, *before[:-1], *items[behind:]), (*before[:-1], *items[behind:])
    if not any(item.is_("SHARE") for item in items[at + 1 : behind]):
        return ()
    if before and before[-1].is_("BE", "VERB"):
        return ((*before[:-1], *items[at + 1 :]),)
    return ((*before, what, *items[at + 1 :]),)


def apart(told: list[Sentence]) -> list[Sentence]:
    """Sentences in which somebody says a figure, apart from what is asked of it: "… were women, they say - exact
    share?" are two, and one that only a question mark ends asks whether it is so.
    """
    found: list[Sentence] = []
    for place, one in enumerate(told):
        items = one.lexemes
        marks = [i for i, item in enumerate(items) if item.is_("COMMA", "MARK") and 0 < i < len(items) - 1]
        at = marks[-1] if marks else 0
        if at and _asks_of_it(items[at + 1 :]) and (figures_told(items[:at]) or _of_topic(items[:at], items[at + 1 :])):
            found += [Sentence(items[:at]), Sentence(items[at + 1 :], one.stop)]
        elif one.stop == "?" and not asks(items) and figures_told(items):
            ends = place == len(told) - 1
            found.append(Sentence((items[0].as_("TRUE", "true"), *items), "?") if ends else Sentence(items))
        else:
            found.append(one)
    return found


def _asks_of_it(items: tuple[Lexeme, ...]) -> bool:
    """ "Exact percentage?", "what is it really?", "was it over 5,000?"."""
    itself = all(item.is_(*ITSELF) for item in items) and any(item.is_("WHAT", "ITSELF", "SHARE") for item in items)
    verb = len(items) > 2 and items[0].is_("BE", "DO", "HAVE") and items[1].is_("IT")
    return itself or verb or (len(items) > 1 and items[0].is_("THAT"))


def _of_topic(head: tuple[Lexeme, ...], tail: tuple[Lexeme, ...]) -> bool:
    """ "Referrals in 2023: | was it more than 17,000?"."""
    counts = any(item.is_("M", "W") for item in head) and any(item.is_("T", "TM") for item in head)
    limit = any(item.is_("LIMIT") for item in tail) and any(item.is_("N") for item in tail)
    return counts and limit and not any(item.is_("WHAT", "WHICH", "WHEN", "BE", "DO", "HAVE") for item in head)


def oddly_limited(items: tuple[Lexeme, ...]) -> bool:
    """ "10,000 dentists were referred", "a third of those in London": of whom a figure is told, nothing here knows."""
    for before, item in pairwise(items):
        odd = strange(item) and not item.is_("MEDIA", "REPORT", "PUB", "REFERENCE")
        whom = before.is_("N", "FRACTION") and not before.is_("T") and item.is_("X", "TOPIC")
        where = before.is_("IN", "FROM", "BY", "OF") and item.is_("TOPIC")
        if odd and (whom or where):
            return True
    return False


def _part(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...] | None:
    """ "Just over half of decisions were positive": what share of them."""
    at = [(i, i + 1) for i, item in enumerate(items) if item.is_("FRACTION")]
    at += [(i, i + 3) for i in range(len(items) - 3) if _in_so_many(items[i : i + 3])]
    if len(at) != 1:
        return None
    (first, end), begin = at[0], _begin(items, at[0][0])
    return (*items[:begin], items[first].as_("SHARE", "percent"), *items[end:])


def _in_so_many(three: tuple[Lexeme, ...]) -> bool:
    """ "Nine in ten"."""
    one, between, all_of = three
    return one.is_("N") and between.is_("IN", "OUT") and all_of.is_("N") and not all_of.is_("T")


def _moved(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...] | None:
    """ "Rose by a third from 2021", "nearly doubled from 2017": by how much."""
    for i, item in enumerate(items):
        if item.is_("DOUBLE") and not any(x.is_("MOVE", "GROWTH") for x in items):
            begin = _begin(items, i)
            return (item.as_("HOWMUCH", "number"), *items[:begin], item.as_("MOVE", "up"), *items[i + 1 :])
        if item.is_("MOVE") and items[i + 1 : i + 2]:
            begin = end = i + 1 + items[i + 1].is_("BY")
            while end < len(items) and items[end].is_(*AMOUNT) and not items[end].is_("T", "TM"):
                end += 1
            if end > begin and (begin > i + 1 or any(x.is_("N") for x in items[begin:end])):
                return (item.as_("HOWMUCH", "number"), *items[: i + 1], *items[end:])
    return None


def _record(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...] | None:
    """ "Referrals of women were said to be at an all-time high in 2023": how many they were."""
    at = next((i for i, item in enumerate(items) if item.is_("EVER")), 0)
    if not at or not any(item.is_("T", "TM") for item in items):
        return None
    begin = at
    while begin and items[begin - 1].is_("BE", "HAVE", "REPORT", "VERB", "ARTICLE", "AS"):
        begin -= 1
    return (items[at].as_("HOWMANY", "many"), *items[:begin], *items[at + 1 :])


def _begin(items: tuple[Lexeme, ...], at: int) -> int:
    """Where what is said of an amount begins."""
    while at and items[at - 1].is_(*ABOUT) and not items[at - 1].is_("F", "M", "W"):
        at -= 1
    return at


def asked_itself(items: tuple[Lexeme, ...], text: str, context: Context) -> list[Question]:
    """ "What was it exactly?", "the real figure?", behind what somebody says of it: that share, or that change; "was
    it over 5,000?": whether it was.
    """
    told = context.claimed is not None and context.claimed is context.before
    asked = any(item.is_("WHAT", "ITSELF", "EXACTLY", "SHARE") for item in items)
    shown = not context.asked and items[-1].is_("REPORT")  # "what do the figures show?"
    when = _when(items) if told and isinstance(context.before, Ratio) else None
    dated = ("IN", "FOR", "T") if when is not None else ()
    itself = (told or shown) and asked and all(_is_itself(x, *dated) or (shown and x is items[-1]) for x in items)
    tree = context.before if itself else held_to(items, context.before)
    if itself and tree is not None and when is not None:
        tree = with_when(tree, when)
    if tree is None:
        return []
    context.asked = [*context.asked, tree]
    return [Question(text, (tree,), words=WordUse(used=tuple(x.typed for x in items)), lexemes=items)]


def _is_itself(item: Lexeme, *dated: str) -> bool:
    """Does a word ask for what was said of a figure, or tell where that is from: "on the figures as published"?"""
    return item.is_(*ITSELF, *dated, "REPORT", "AT", "AS")


def _when(items: tuple[Lexeme, ...]) -> Span | None:
    """ "(What was the exact percentage) for January to March 2023?"."""
    named = [found.what for item in items if (found := item.get("T")) is not None]
    return named[0] if len(named) == 1 and isinstance(named[0], Span) else None


def asked_of_nothing(items: tuple[Lexeme, ...], text: str, context: Context) -> list[Question]:
    """ "… 406 of 449 were said to have stayed. What is the equivalent figure for Albanians?": what it would be of
    could not be read, and so nor can this.
    """
    known = context.before is not None or context.setting is not None or context.told is not None
    repeats = context.stated and any(item.is_("REPEAT") for item in items)
    if known or not repeats:
        return []
    return [Question(text, words=WordUse(not_understood=(text,)), lexemes=items)]
