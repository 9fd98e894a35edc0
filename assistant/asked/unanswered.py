"""A text that was asked before and got no figure: what is typed next may answer what was asked back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from assistant.asked.each import Each
from assistant.asked.following import Following, apart, trees
from assistant.asked.link import LONGEST, read
from assistant.asked.link import text_of as written
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.old import opened
from assistant.errors import LinkError

TEXT, OFFERED = "q", "of"
MOST = 400  # characters of a text that is remembered
FIELDS = 4  # of such a link


@dataclass(frozen=True)
class Unanswered:
    """``text`` was asked after ``earlier``, one tree or each of several, the latest first.

    ``offered``: what may be meant by it, where that is no longer all that was asked back at first.
    """

    text: str
    earlier: Node | None = None
    offered: tuple[Node, ...] = ()

    @property
    def followed(self) -> Asked | Following | None:
        """What the text itself followed."""
        gone = trees(self.earlier)
        if not gone:
            return None
        return Following(gone[0], Each(gone[1:])) if len(gone) > 1 else gone[0]


def remembered(text: str, offered: tuple[Node, ...] = ()) -> str:
    """The link of a text that got no figure; empty where it is too long to be one."""
    pairs = [(TEXT, text), *([(OFFERED, written(Each(offered)))] if offered else [])]
    link = urlencode(pairs) if len(text) <= MOST else ""
    return link if len(link) <= LONGEST else ""


def unanswered(link: str) -> Unanswered | None:
    """What such a link remembers; None of any other. Raises :class:`LinkError`."""
    if not link.startswith(f"{TEXT}="):
        return None
    own, earlier = apart(link)
    try:
        pairs = dict(parse_qsl(own, max_num_fields=FIELDS))
    except ValueError as error:
        raise LinkError("The link cannot be read as a question.") from error
    offered = read(pairs[OFFERED]) if OFFERED in pairs else None
    if not 0 < len(pairs.get(TEXT, "")) <= MOST:
        raise LinkError("The link cannot be read as a question.")
    return Unanswered(pairs[TEXT], earlier, trees(offered))


def gone_before(link: str) -> Asked | Following | Unanswered:
    """What a question follows, of any link that an answer gives. Raises :class:`LinkError`."""
    if (found := unanswered(link)) is not None:
        return found
    own, earlier = apart(link)
    last = opened(own)
    return last if earlier is None else Following(last, earlier)
