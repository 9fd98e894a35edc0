"""Whether the figure that was spoken of keeps to a limit: "was it over 5,000?", "is that over 25%?"."""

from __future__ import annotations

from typing import get_args

from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having, Op
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.truth import Truth
from assistant.asked.walk import counts
from assistant.english.ends import at_time
from assistant.english.lexeme import Lexeme
from assistant.period import Span

BESIDE = ("POLITE", "ARTICLE", "IT", "BE", "DO", "HAVE", "VERB", "COMMA", "AND", "STOP", "MARK", "THAT")


def held_to(items: tuple[Lexeme, ...], before: Node | None) -> Node | None:
    """A yes or no of what was counted, or of a share; of several periods, of each."""
    said = [item for item in items if not (item.is_(*BESIDE) and not item.is_("LIMIT", "MORE"))]
    it = any(item.is_("THAT") for item in items[:2]) or (len(items) > 1 and items[1].is_("IT"))
    if before is None or not it or items[0].is_("WHAT", "HOWMANY") or not said:
        return None
    limit = said[0].get("LIMIT")
    op = str(limit.what) if limit is not None else ""
    number, percent, rest = _number(said[1:])
    counted = {count.measure for count in counts(before)}
    if number is None or op not in get_args(Op) or not all(_same(item, counted) for item in rest):
        return None
    figure = before.of if isinstance(before, Over) else before
    shares = isinstance(figure, Ratio) and figure.as_ == "percent"
    if not (isinstance(figure, Count) or shares) or percent is not shares:
        return None
    return truths(before, op, number)  # type: ignore[arg-type]


def truths(figure: Node, op: Op, number: int | float) -> Node:
    """Whether a figure keeps to a limit; of one at several times, whether each does."""
    if not isinstance(figure, Over):
        return Truth(figure, op, number)
    if figure.axis != "period":
        return Having(figure, op, number)
    spans = [value for value in figure.values if isinstance(value, Span)]
    return Each(tuple(Truth(at_time(figure.of, span), op, number) for span in spans))


def _same(item: Lexeme, counted: set[str]) -> bool:
    """ "Over 5,000 | people": what was counted, and no other count."""
    named = {m.what.id for m in item.meanings if m.category in ("M", "W")}
    return item.is_("PEOPLE") or bool(named & counted)


def _number(said: list[Lexeme]) -> tuple[int | float | None, bool, list[Lexeme]]:
    """The number, whether it is one in percent, and what stands behind it."""
    if said and (fraction := said[0].get("FRACTION")) is not None and str(fraction.what)[:1].isdigit():
        value = float(str(fraction.what))
        return (int(value) if value.is_integer() else value), True, said[1:]
    number = said[0].get("N") if said else None
    if number is None:
        return None, False, []
    percent = len(said) > 1 and said[1].is_("SHARE")
    return number.what, percent, said[1 + percent :]
