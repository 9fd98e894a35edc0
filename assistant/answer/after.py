"""A part of an answer in a conversation: its links say what it followed."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Part
from assistant.asked.following import followed_by
from assistant.asked.node import Node


def after(part: Part, kept: Node) -> Part:
    """The part with ``kept``, what was asked before it, in its links."""
    link, follow = (followed_by(link, kept) if link else "" for link in (part.link, part.follow))
    return replace(part, link=link, follow=follow)
