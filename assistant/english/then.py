"""Times said by what was spoken of: "that year", "the same quarter", "Q4", "the whole year", "the second half"."""

from __future__ import annotations

from typing import Any

from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.lexeme import Lexeme
from assistant.period import Span

PARTS = {"whole": (0, 3), "first": (0, 1), "second": (2, 3), "three": (0, 2)}  # first and last quarter of a year
PICKS = ("MOST", "WHICH", "WHEN", "LATEST", "AVERAGE", "EACH", "N", "FASTEST", "BY")


def picked_time(context: Context) -> Node | None:
    """The count at the year or quarter that the ranking before has picked; None of anything else."""
    tree = context.before
    over = tree.over if isinstance(tree, Pick) else None
    if not (isinstance(over, Over) and over.axis in GRAINS) or context.winner is None:
        return None
    found: Node | None = context.winner(tree)
    return found


def of_then(items: tuple[Lexeme, ...], whens: tuple[Any, ...]) -> tuple[Lexeme, ...]:
    """The lexemes with such times as periods, where one span was spoken of; of several in one year, the parts of that."""
    when = whens[0] if len(whens) == 1 else None
    if not isinstance(when, Span):
        years = {one.start // 4 for one in whens if isinstance(one, Span) and one.start // 4 == one.end // 4}
        if len(years) == 1 and len(whens) > 1 and not any(x.is_("T", "THATTIME") for x in items):
            year = Span.year(years.pop())
            parts = [(_part(items, i, year), x) for i, x in enumerate(items)]
            return tuple(x.as_("T", span) if span is not None else x for span, x in parts)
        dated = [i for i, x in enumerate(items) if x.is_("T")]
        return tuple(x for i, x in enumerate(items) if not (x.is_("THATTIME") and dated and dated[0] < i))
    alone = not any(x.is_("T") for x in items)
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        if _beside_quarter(items, i):
            continue
        if item.is_("ONES") and i and items[i - 1].is_("T"):
            out.append(item.as_("THOSE", "those"))  # "how many of the 2019 ones were Vietnamese"
        elif item.is_("THATTIME") and any(x.is_("T") for x in items[:i]):
            continue  # "in Q4 2023, and of men in the same quarter"
        elif item.is_("THATTIME") and not any(x.is_("T") for x in items[i + 1 : i + 3]):
            span = _sized(when, item)
            out.append(item.as_("T", span) if span is not None else item)
        elif alone and (span := _part(items, i, when)) is not None:
            out.append(item.as_("T", span))
        else:
            out.append(item)
    return tuple(x for i, x in enumerate(out) if not (_now(x) and len(out) > 1 and i == 0))


def _beside_quarter(items: tuple[Lexeme, ...], i: int) -> bool:
    """ "Q4 of that year" is that quarter."""
    if not any(x.is_("QUARTER") for x in items):
        return False
    return items[i].is_("THATTIME") or (items[i].is_("OF") and any(x.is_("THATTIME") for x in items[i + 1 : i + 2]))


def _sized(when: Span, item: Lexeme) -> Span | None:
    """ "That year" after a quarter is its year, "when the year ended" its last quarter; which quarter "that quarter" is
    of a year, nobody knows.
    """
    text, meaning = item.text, item.get("THATTIME")
    if meaning is not None and meaning.what == "end":
        return Span(when.end // 4 * 4 + 3, when.end // 4 * 4 + 3)
    if text.endswith("quarter") and when.length > 1:
        return None
    if text.endswith("year") and when.length < 4:
        return Span.year(when.start // 4) if when.start // 4 == when.end // 4 else None
    return when


def _part(items: tuple[Lexeme, ...], i: int, when: Span) -> Span | None:
    """ "Q4", "the whole year", "the second half": of the year that was spoken of last."""
    quarter, part = items[i].get("QUARTER"), items[i].get("YEARPART")
    if quarter is not None:
        start = when.start // 4 * 4 + int(quarter.what) - 1
        return Span(start, start)
    if part is None or any(x.is_(*PICKS) for x in items) or when.start // 4 != when.end // 4:
        return None
    first, last = PARTS[str(part.what)]
    return Span(when.start // 4 * 4 + first, when.start // 4 * 4 + last)


def _now(item: Lexeme) -> bool:
    """ "Now" at the head of a follow-up goes on; alone it is a time."""
    return item.text == "now"
