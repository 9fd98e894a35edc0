"""What users tell us, as values: catalog ids, a day, and words only where a box was meant for them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

MOST_COMMENT = 1000  # characters
MOST_QUESTION = 2000
# Marks that turn the direction of writing could make a comment read as what it is not.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Rating:
    """One answer judged. All ids are the catalog's; ``question`` is empty unless its words are kept on purpose."""

    day: dt.date
    measure: str
    status: str
    useful: bool | None = None
    datasets: tuple[str, ...] = ()
    wanted: str = ""  # the breakdown that was needed: a dimension
    comment: str = ""
    question: str = ""


@dataclass(frozen=True)
class Reply:
    """One question of the survey answered: ids of datasets, a choice, breakdowns missed, or words."""

    question: str
    datasets: tuple[str, ...] = ()
    choice: str = ""
    wanted: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True)
class Response:
    """The survey answered once."""

    day: dt.date
    round: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Unmet:
    """What was asked for and is not published, in catalog ids. ``reason``: breakdown, period, topic or words.

    ``dimensions`` are sorted; ``topics`` name entries of ``unpublished.toml``. Both and the measure may be empty.
    """

    measure: str
    dimensions: tuple[str, ...]
    reason: str
    topics: tuple[str, ...] = ()


def clean(text: str, most: int = MOST_COMMENT) -> str:
    """Typed words as they can be kept and shown: no control characters, nothing that turns the writing, not too long.

    >>> clean("  more\\x00 tables\\u202e please ")
    'more tables please'
    """
    kept = (c for c in text if c in "\n\t" or not (c in TURNING or unicodedata.category(c) in ("Cc", "Cs")))
    return "".join(kept).strip()[:most]
