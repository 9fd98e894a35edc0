"""A part of an answer in a conversation: its links say what it followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.answer.model import Part
from assistant.asked.following import followed_by, with_beside
from assistant.asked.meaning import Meaning
from assistant.asked.node import Node
from assistant.asked.old import whole


def each_after(parts: tuple[Part, ...], kept: Node | None) -> Iterator[Part]:
    """Each part with what went before it in its links: the parts before it, and before those ``kept``."""
    own: tuple[Node, ...] = ()
    for part in parts:
        went = with_beside(own, kept)
        yield _after(part, went) if went is not None else part
        if part.status in ("answered", "partial") and part.asked is not None:
            asked = whole(part.asked)
            own = own if isinstance(asked, Meaning) else (asked, *own)


def _after(part: Part, kept: Node) -> Part:
    """The part with ``kept``, what was asked before it, in its links."""
    link, follow = (followed_by(link, kept) if link else "" for link in (part.link, part.follow))
    return replace(part, link=link, follow=follow)
