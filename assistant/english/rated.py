"""A share of decisions of one outcome, for some people: "the proportion of positive decisions for children"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from assistant.english.lexeme import Lexeme, breakdowns

Items = tuple[Lexeme, ...]
WHEN = ("IN", "T", "TM", "AT", "M", "W")


def rated(items: Items, outcomes: AbstractSet[str]) -> Items:
    """The same as "the positive rate for children": among the decisions for them, of which it is one outcome.

    What a verb stands between ("what share of positive decisions were for children?") is a share of that outcome.
    ``outcomes``: the breakdowns that tell how a case ended.
    """
    for i, item in enumerate(items):
        if not item.is_("SHARE"):
            continue
        at = i + 1
        while at < len(items) and items[at].is_("OF", "ARTICLE"):
            at += 1
        end = at + 1
        while end < len(items) and items[end].is_(*WHEN) and not items[end].is_("F"):
            end += 1
        ends = at < len(items) and bool(breakdowns((items[at],)) & outcomes)
        counted = any(x.is_("M", "W") for x in items[at + 1 : end])
        whom = items[end + 1 : end + 2] if end < len(items) and items[end].is_("FOR") else ()
        if ends and counted and whom and whom[0].is_("F") and not breakdowns(whom) & outcomes:
            return (*items[:i], item.as_("RATE", "rate"), *items[i + 1 :])
    return items
