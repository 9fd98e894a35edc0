"""What the grammar's rules on parts and wholes build: shares, rates and what is most of a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.english.asks import Ask
from assistant.english.frame import EMPTY, Frame, Time, merge
from assistant.english.kinds import Kinds
from assistant.english.lexicon import lexicon_words

COMPOSING = frozenset(lexicon_words("VERB", "compose"))  # "made up": what a part does to its whole
Glue = tuple[str, ...]
TIME_UNITS = ("year", "quarter", "month", "week", "day")


def limited(frame: Frame) -> bool:
    return bool(frame.where or frame.lists)


def share(word: str, part: Frame) -> Ask | None:
    """Of all that is counted: "the percentage of children"."""
    if word in ("most", "half") or part.together:
        return None
    if not limited(part) and not [x for x in part.axes if x.name not in TIME_UNITS]:
        return None
    return Ask("share", (part, EMPTY))


def share_plain(kinds: Kinds, word: str, part: Frame) -> Ask | None:
    """ "The share of police referrals the Met made": of two who refer the first said is the whole, and the other one of
    them."""
    by = [(d, ids) for d, ids in part.where if d in kinds.agents]
    of = [limit for limit in by if limit[0] == part.lead]
    if len(by) < 2 or not of or part.lists:
        return share(word, part)
    others = tuple(limit for limit in part.where if limit not in of)
    return _share(replace(part, where=others, strong=(), weak=()), replace(part, where=tuple(of), time=None))


def share_sum(word: str, part_of: str, a: Frame) -> Ask | None:
    return Ask("share", (replace(a, together=True), EMPTY)) if a.lists and share(part_of, a) is not None else None


def share_after(kinds: Kinds, part: Frame, mark: Any, word: str) -> Ask | None:
    """ "Positive decisions, percentage": the last that is said; behind it nobody is named. "How many children did Kent
    refer, out of how many?" is of those whom it referred.
    """
    if word == "whole" and part.counts and (theirs := share_end(kinds, part, "percent")) is not None:
        return theirs
    made = share("percent", part) if part.counts and word in ("whole", "percent") else None
    return replace(made, options=(("last", True),)) if made is not None and word == "percent" else made


def share_end(kinds: Kinds, part: Frame, word: str) -> Ask | None:
    """ "Women's share"; "Kent Police's child share" is of those whom it referred."""
    by = tuple((d, ids) for d, ids in part.where if d in kinds.agents)
    people = tuple((d, ids) for d, ids in part.where if d not in kinds.agents)
    if by and people and not part.lists and not part.together:
        return _share(replace(part, where=people, strong=(), weak=()), replace(part, where=by, time=None))
    return share(word, part)


def whole_part(word: str, whole: Frame, verb: Any, part: Frame) -> Ask | None:
    other = bool(part.strong) and whole.counts and part.strong != whole.strong  # "… of referrals were county lines"
    if word == "half":
        return None
    alike = not part.counts or (part.strong, part.weak) == (whole.strong, whole.weak)
    dated = whole.counts and whole.time and part.time and part.time != whole.time and alike and not limited(part)
    if dated and word != "most":
        return Ask("share", (replace(whole, time=part.time), whole))  # "what share of 2023's referrals came in Q1?"
    return _share(part, whole) if limited(part) or other else None


def whole_part_bare(word: str, whole: Frame, glue: Glue, part: Frame) -> Ask | None:
    """Without a verb the whole must be plain: a count of its own ("child referrals")."""
    if not (limited(whole) and whole.counts and limited(part)) or word in ("most", "half"):
        return None
    return _share(part, whole)


def whole_part_who(word: str, whole: Frame, glue: Glue, part: Frame) -> Ask | None:
    """ "The percentage of women whose exploitation …": of them, and not of everybody."""
    if glue != ("REL",) or not (limited(whole) and limited(part)) or whole.lists or word in ("most", "half"):
        return None
    return _share(part, whole) if not whole.filters.keys() & part.filters.keys() else None


def part_whole(word: str, part: Frame, among: Any, whole: Frame) -> Ask | None:
    return _share(part, whole) if limited(part) and not limited_by_time_alone(whole) else None


def part_in_whole(word: str, part: Frame, glue: Glue, whole: Frame) -> Ask | None:
    fits = glue in (("IN",), ("AMONG",)) and limited(part) and not part.counts and limited(whole) and whole.counts
    return _share(part, whole) if fits else None


def share_of_who(word: str, part: Frame, glue: Glue, whole: Frame) -> Ask | None:
    """ "What share were girls | of children referred in 2023?": of those, and not of everybody."""
    fits = glue in (("OF",), ("AMONG",)) and limited(part) and not part.counts and limited(whole)
    return _share(part, whole) if fits and word not in ("most", "half") else None


def limited_by_time_alone(frame: Frame) -> bool:
    return bool(frame.time) and not frame.counts and not limited(frame) and not frame.noun


def part_whole_plain(part: Frame, word: Any, whole: Frame) -> Ask | None:
    return _share(part, whole) if limited(part) or part.counts else None


def of_all(part: Frame, word: Any) -> Ask | None:
    """ "Police referrals in 2023 as a percentage of all"."""
    return _share(part, EMPTY) if limited(part) and part.counts else None


def of_all_in(part: Frame, word: Any, mark: Any, time: Time) -> Ask | None:
    """ "…, 2023": when, said behind it."""
    return of_all(replace(part, time=time), word) if part.time is None else None


def of_whole(part: Frame, word: str, whole: Frame) -> Ask | None:
    """ "Women's share of police referrals": both sides are limited, or the whole is a count."""
    if word in ("most", "half") or not limited(part) or part.time or part.counts:
        return None
    return _share(part, whole) if whole.counts or limited(whole) else None


def has_share(part: Frame, verb: Any, word: str, whole: Frame) -> Ask | None:
    return of_whole(part, word, whole)


def of_whole_part(whole: Frame, word: str, verb: Any, part: Frame) -> Ask | None:
    return _share(part, whole) if limited(part) and word not in ("half",) else None


def of_named_whole(named: Frame, word: str, whole: Frame, part: Frame | None) -> Ask | None:
    """ "For Albanian nationals, what percentage of referrals were for adults?": whom it is asked of is the whole."""
    both = merge(named, whole) if named.where and whole.counts and not whole.where else None
    return of_whole_part(both, word, "", part) if both is not None and part is not None else None


def rate(kinds: Kinds, part: Frame, word: str) -> Ask | None:
    """ "The positive rate": a rate is of a kind of outcome among all outcomes."""
    told = [d for d, _ in part.where if d in kinds.outcomes]
    return Ask("share", (part, EMPTY), (("rate", True),)) if told else None


def rate_of(kinds: Kinds, part: Frame, word: str, rest: Frame) -> Ask | None:
    both = merge(part, rest)
    return rate(kinds, both, word) if both is not None else None


def _share(part: Frame, whole: Frame) -> Ask | None:
    """Of the whole, the part; what both limit to the same says nothing of the part."""
    if not part.lists and not part.counts and part.filters.items() <= whole.filters.items():
        return None
    return Ask("share", (part, whole))


def mostly(whole: Frame, word: Any, part: Frame) -> Ask | None:
    if part.lists or whole.lists:
        return None  # "mostly men or women": which of them more are
    made = _share(part, whole) if limited(part) else None
    return Ask("mostly", (made,)) if made is not None else None


def percent_said(number: int, word: str, *glue: Glue) -> str | None:
    """ "44% of": in percent."""
    return f"={number:g}" if word == "percent" and 0 < number <= 100 and glue in ((), (("OF",),)) else None


def fraction_limit(limit: str, fraction: str) -> str | None:
    """ "More than 70%"."""
    return f"{limit}{fraction.lstrip('=')}" if fraction[0] not in "<>" and limit[0] in "<>" else None


def fraction_said(part: Frame, word: str, whole: Frame) -> Ask | None:
    """ "Were more than half of referrals children?", "is it true that 44% of them were women?": yes or no; a$
    fraction in words is a round one, which is told and not held against the figure.
    """
    made = _share(part, whole) if limited(part) else None
    return _held_against(made, word) if made is not None else None


def share_beyond(made: Ask, word: str) -> Ask | None:
    """ "Was the share of women above 20%?": yes or no."""
    return _held_against(made, word) if made.kind == "share" and word[0] in "<>" else None


def first_beyond(made: Ask, first: str, word: str) -> tuple[Ask, tuple[str, Any]] | None:
    """ "(When did) the share of children first exceed 40%": in the first, or the last, that keeps to it."""
    held = share_beyond(made, word)
    return (held, ("FIRST", first)) if held is not None else None


def first_fraction(part: Frame, first: str, word: str, whole: Frame) -> tuple[Ask, tuple[str, Any]] | None:
    """ "(The first year in which) children were more than 40% of referrals"."""
    held = fraction_said(part, word, whole)
    return (held, ("FIRST", first)) if held is not None else None


def _held_against(made: Ask, word: str) -> Ask:
    op = word[: len(word) - len(word.lstrip("<>="))]
    number = float(word[len(op) :])
    return Ask("mostly", (made,), (("op", op), ("n", int(number) if number.is_integer() else number)))


def has_top_share(part: Frame, verb: Any, mx: Any, word: str, whole: Frame) -> tuple[Ask, tuple[str, Any]] | None:
    """ "Children make up the highest share of referrals": a share, of which the highest is asked for."""
    made = of_whole(part, word, whole)
    return (made, ("MX", mx)) if made is not None else None


def makes_top_share(verb: Any, mx: Any, word: str, whole: Frame) -> tuple[Ask, tuple[str, Any]] | None:
    """ "(Which nationality) made up the highest share of child referrals": each one's share of all of those; "had the
    highest share of children" is each one's own.
    """
    plain = whole.counts and not whole.where
    if whole.axes or whole.lists:
        return None
    return (Ask("share_by", (whole,)), ("MX", mx)) if word == "percent" and (verb in COMPOSING or plain) else None


def makes_fraction(verb: Any, word: str, whole: Frame) -> Ask | None:
    """ "(Which nationalities) made up more than 5% of referrals"."""
    return _held_against(Ask("share_by", (whole,)), word) if verb in COMPOSING and word[0] in "<>" else None


def has_moving_share(part: Frame, verb: Any, way: str, word: str, whole: Frame) -> tuple[Ask, tuple[str, Any]] | None:
    """ "Are Indian nationals a growing share of labour exploitation?": a share, and whether it has grown."""
    made = of_whole(part, word, whole)
    return (made, ("MOVE", way)) if made is not None else None


def change_share(word: str, way: str, whole: Frame, glue: Glue, part: Frame) -> Ask | None:
    return Ask("share_of_change", (part, whole)) if word == "percent" and limited(part) else None


def most_is(word: str, whole: Frame, part: Frame) -> Ask | None:
    return mostly(whole, word, part) if word == "most" and whole.counts and not part.counts and not part.time else None


def likelier_of(kinds: Kinds, two: Frame, way: str, what: Frame) -> Ask | None:
    """ "Were children or adults more likely to get a positive decision?": the shares of both, with no yes or no."""
    only = len(two.lists) == 1 and not (two.where or two.counts or two.time or two.axes)
    sides = two.lists[0] if only else ()
    made = likelier(kinds, sides[0], way, sides[1], what) if len(sides) == 2 else None
    return made[0] if made is not None else None


def likelier(kinds: Kinds, a: Frame, way: str, b: Frame, what: Frame) -> tuple[Ask, tuple[str, str]] | None:
    """ "Are children more likely than adults to get a positive decision?": the shares of both are set side by side."""
    if a.counts or b.counts or not (limited(a) and limited(b) and limited(what)) or a.lists or b.lists:
        return None
    told = any(d in kinds.outcomes for d, _ in what.where)
    shares = []
    for people in (a, b):
        both = merge(people, what)
        one = rate(kinds, both, way) if told and both is not None else _share(what, people) if not told else None
        if one is None:
            return None
        shares.append(one)
    return Ask("contrast", tuple(shares)), ("MORE", way)
