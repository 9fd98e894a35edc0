"""Links of before trees, which are still those of simple answers: read as a selection, and written of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlencode

from assistant.asked.before import Before
from assistant.asked.count import Count, Where
from assistant.asked.having import Having
from assistant.asked.link import from_url, text_of
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.operand import EVERY, FIRST, LAST, WHOLE
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.selection import HISTORY, MEAN, SUM, Selection, share
from assistant.asked.selections import tree_of
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.errors import LinkError
from assistant.period import Span, span_ids

LONGEST = 4000
KEYS = ("m", "s", "by", "p", "r", "of", "n", "order", "pc", "sum", "release", "over", "step", "term")
MEANING = "meaning"
KINDS = (
    "figure", "breakdown", "series", "ranking", "share", "change", "compare", "extreme", "average", "history", MEANING,
)  # fmt: skip


def opened(link: str) -> Asked:
    """What a link of today, or one of before trees, asks; of a change whose ends were still to be found, its count.

    Raises :class:`LinkError`; ids are checked against the catalog by who answers.
    """
    if link.startswith("t="):
        return from_url(link)
    return whole(read(link))


def whole(asked: Selection | Asked) -> Asked:
    """What is asked as a tree; of a change whose ends were still to be found, its count."""
    if not isinstance(asked, Selection):
        return asked
    return tree_of(asked) or Count(asked.measure, asked.where, "all", asked.as_of)


def read(link: str) -> Selection | Meaning:
    """Read :func:`written`. Raises :class:`LinkError` with one clear sentence; ids are checked by who answers."""
    if len(link) > LONGEST:
        raise LinkError("The link is too long to be one of ours.")
    try:
        return _read(dict(parse_qsl(link, strict_parsing=True, max_num_fields=40)))
    except (ValueError, KeyError) as error:
        raise LinkError("The link cannot be read as a question.") from error


def _read(pairs: Mapping[str, str]) -> Selection | Meaning:
    kind = pairs.get("s", "figure")
    if kind not in KINDS:
        raise ValueError(f"unknown kind of answer {kind!r}")
    if kind == MEANING or "term" in pairs:
        return Meaning(Count(pairs["m"], _limits(pairs)), pairs.get("term", "") if kind == MEANING else "")
    many = {key: tuple(part for part in value.split("|") if part) for key, value in pairs.items()}
    return Selection(
        measure=pairs["m"],
        where=_limits(pairs),
        by=many.get("by", ()),
        periods=tuple(Span.read(part) for part in pairs.get("p", "").split(",") if part),
        relative=pairs.get("r", ""),
        as_of=pairs.get("release", ""),
        calculation=_calculation(kind, pairs, many.get("by", ())),
    )


def _limits(pairs: Mapping[str, str]) -> Where:
    many = {key: tuple(part for part in value.split("|") if part) for key, value in pairs.items()}
    return tuple(sorted((key[2:], ids) for key, ids in many.items() if key.startswith("w.") and ids))


def _calculation(kind: str, pairs: Mapping[str, str], by: tuple[str, ...]) -> Node:
    """What a link asks to be worked out; of a kind that knows nothing of a parameter, that says nothing."""
    among, number, limit = _bounds(pairs)
    highest, percent = pairs.get("order") != "asc", pairs.get("pc") == "1"
    as_: Literal["number", "percent"] = "percent" if percent else "number"
    if limit is not None and kind in ("ranking", "series", "extreme"):
        return Having(EVERY, ">" if highest else "<", limit, "first" if kind == "extreme" else "list")
    if kind == "extreme":
        last: Literal["year", "quarter"] = "quarter" if "quarter" in by else "year"
        return Pick(Minus(EVERY, Before(EVERY, last), as_) if pairs.get("step") == "1" else EVERY, number or 1, highest)
    if kind == "change":
        moved = Minus(LAST, FIRST, as_)
        return Top(moved, number, highest) if by else moved
    if kind == "share":
        return share(among)
    every: Node = Ratio(EVERY, WHOLE) if percent and kind in ("breakdown", "ranking") else EVERY
    if kind == "ranking":
        return Top(every, number, highest)
    if kind == "series" and pairs.get("sum") == "1":
        return SUM
    alone: dict[str, Node] = {"average": MEAN, "history": HISTORY}
    return alone.get(kind, every)


class Bounds(NamedTuple):
    """What a link bounds an answer by: a whole, a number of rows, a limit."""

    among: tuple[str, ...] = ()
    first_of: int | None = None
    limit: int | None = None


def bounds(link: str) -> Bounds:
    """Those that a link gives, whether its kind of answer knows of them or not. Raises ValueError."""
    return _bounds(dict(parse_qsl(link)))


def _bounds(pairs: Mapping[str, str]) -> Bounds:
    among = tuple(part for part in pairs.get("of", "").split("|") if part)
    return Bounds(among, int(pairs["n"]) if "n" in pairs else None, int(pairs["over"]) if "over" in pairs else None)


def fields(asked: Selection | Asked | None) -> dict[str, str]:
    """The parameters of a link, for JSON; none of nothing."""
    if asked is None:
        return {}
    return dict(_pairs(asked)) if isinstance(asked, (Selection, Meaning)) else {"t": text_of(asked)}


def written(asked: Selection | Meaning) -> str:
    """The canonical permalink query string; equal selections have equal links."""
    return urlencode(_pairs(asked))


def _pairs(asked: Selection | Meaning) -> list[tuple[str, str]]:
    if isinstance(asked, Meaning):
        who = [(f"w.{name}", "|".join(ids)) for name, ids in asked.of.where]
        return [("m", asked.of.measure), ("s", MEANING), *who, ("term", asked.term)]
    made = asked.calculation
    pairs = [("m", asked.measure), ("s", _kind(asked))]
    pairs += [(f"w.{name}", "|".join(ids)) for name, ids in asked.where]
    optional = {
        "by": "|".join(asked.by), "p": span_ids(asked.periods), "r": asked.relative, "of": "|".join(asked.among or ()),
        "n": "" if asked.first_of is None else str(asked.first_of), "order": "" if asked.highest else "asc",
        "pc": "1" if asked.percent else "", "sum": "1" if made == SUM else "", "release": asked.as_of,
        "over": "" if asked.limit is None else str(asked.limit), "step": "1" if asked.step else "",
    }  # fmt: skip
    return pairs + [(key, value) for key, value in optional.items() if value]


def _kind(asked: Selection) -> str:
    """The word that a link has for what is asked."""
    if asked.extreme:
        return "extreme"
    if asked.ranking:
        return "ranking"
    if asked.minus is not None:
        return "change"
    if asked.among is not None:
        return "share"
    if isinstance(asked.calculation, Summary):
        return "average"
    if asked.calculation == HISTORY:
        return "history"
    if asked.grain and not asked.portions:
        return "series"
    return "compare" if asked.compared else "breakdown" if asked.divided else "figure"
