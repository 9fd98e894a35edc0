"""What a question follows: the tree asked last, and the one that went before it, for "the difference between the
two".
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from assistant.asked.each import Each
from assistant.asked.link import LONGEST, from_url, to_url
from assistant.asked.meaning import Asked
from assistant.asked.node import Node

AFTER = "after"
KEPT = 4  # figures before the last that are remembered


@dataclass(frozen=True)
class Following:
    """``last`` was asked last, ``earlier`` before it: one tree, or each of two, the later first."""

    last: Asked
    earlier: Node


def trees(earlier: Node | None) -> tuple[Node, ...]:
    """What was asked earlier, the latest first."""
    if earlier is None:
        return ()
    return tuple(one for part in earlier.of for one in trees(part)) if isinstance(earlier, Each) else (earlier,)


def beside(earlier: Node | None) -> tuple[Node, ...]:
    """What was asked in one text with the tree asked last, the latest first."""
    first = earlier.of[0] if isinstance(earlier, Each) else None
    return first.of if isinstance(first, Each) else ()


def with_beside(own: tuple[Node, ...], kept: Node | None) -> Node | None:
    """What a part of an answer followed: ``own`` were answered in the same text before it, ``kept`` before that."""
    return Each((Each(own), *trees(kept)[: max(KEPT - len(own), 0)])) if own else kept


def trail(last: Node, earlier: Node | None) -> Node:
    """What is kept for the question after the next: ``last``, and the newest of those before it, each once."""
    others = [one for one in trees(earlier) if one != last]
    return Each((last, *others[: KEPT - 1])) if others else last


def linked(link: str, earlier: Node) -> str:
    """The link of an answer that followed ``earlier``: it opens alone, and followed up it knows both, where both fit
    in one.
    """
    both = f"{link}&{urlencode([(AFTER, to_url(earlier))])}"
    return both if len(both) <= LONGEST else link


def followed_by(link: str, earlier: Node) -> str:
    """The same of a link that may name what its count is of, which is then the later of the two that it follows."""
    own, whole = apart(link)
    return linked(own, earlier if whole is None else Each((whole, trees(earlier)[0])))


def apart(link: str) -> tuple[str, Node | None]:
    """A link without what it followed, and that. Raises :class:`LinkError` where the latter cannot be read."""
    own, mark, after = link.partition(f"&{AFTER}=")
    return (own, from_url(dict(parse_qsl(f"{AFTER}={after}"))[AFTER])) if mark and after else (own, None)
