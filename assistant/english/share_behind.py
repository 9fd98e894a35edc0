"""A share that is named behind its part, for those of whom it is: "for Indians in 2023, the female share"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme

Items = tuple[Lexeme, ...]

HEAD = ("AND", "WHAT", "POLITE", "GOESON", "FOR", "AMONG", "OF", "REPEAT", "ARTICLE")
WHOM = ("F", "T", "IN", "FOR", "PEOPLE")
LEFT = ("POLITE", "STOP", "MARK")


def share_behind(items: Items) -> Items:
    """The same as "what share of Indians in 2023 were female": of those who are named first."""
    at = next((i for i, x in enumerate(items) if x.is_("COMMA")), 0)
    begin = next((i for i, x in enumerate(items) if not x.is_(*HEAD)), len(items))
    head, rest = items[begin:at], [x for x in items[at + 1 :] if not x.is_(*LEFT, "ARTICLE")]
    if not head or not head[0].is_("F") or not all(x.is_(*WHOM) for x in head):
        return items
    shares = [x for x in rest if x.is_("SHARE")]
    named = tuple(x for x in rest if not x.is_("SHARE") and not (x.is_("OF") and rest[0].is_("SHARE")))
    edge = bool(rest) and (rest[0].is_("SHARE") or rest[-1].is_("SHARE"))
    if len(shares) != 1 or not (edge and named) or not all(x.is_("F") for x in named):
        return items
    share = shares[0]
    return (share, share.as_("OF", "of"), *head, share.as_("BE", "opening"), *named)
