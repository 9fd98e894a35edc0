"""Exact values as cells and as words: each is rounded once, from the exact figure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Literal

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth

Kind = Literal["count", "number", "percent", "change", "points", "times", "place", "yes"]


def kind(node: Node) -> Kind:
    """What sort of figure a node is; of a table, that of its figures."""
    if isinstance(node, Ratio):
        return {"percent": "percent", "times": "times", "per": "number"}[node.as_]  # type: ignore[return-value]
    if isinstance(node, Minus):
        if node.as_ == "percent":
            return "change"
        return "points" if kind(node.later) in ("percent", "change", "points") else "count"
    if isinstance(node, (Summary, Per)):
        inner = kind(node.over if isinstance(node, Summary) else node.of)
        return "number" if inner == "count" else inner
    if isinstance(node, Place):
        return "place"
    if isinstance(node, Truth):
        return "yes"
    if isinstance(node, Having):
        return "count" if node.what == "count" else kind(node.over)
    if isinstance(node, (Over, Before)):
        return kind(node.of)
    if isinstance(node, (Pick, Top, Running)):
        return kind(node.over)
    if isinstance(node, Each):
        return kind(node.of[0])
    assert isinstance(node, Count) or node is not None
    return "count"


def rounded(value: Fraction, places: int) -> Decimal:
    """Half away from zero, from the exact value.

    >>> rounded(Fraction(250000, 4953), 0), rounded(Fraction(-1, 8), 2)
    (Decimal('50'), Decimal('-0.13'))
    """
    with localcontext() as context:
        context.prec = 60
        scaled = value * 10**places
        whole = (Decimal(scaled.numerator) / Decimal(scaled.denominator)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return whole.scaleb(-places)


def cell(value: Fraction | None, of: Kind) -> int | float | None:
    """A number of a table: counts whole, anything else to one decimal."""
    if value is None:
        return None
    if of in ("count", "place", "yes") and value.denominator == 1:
        return int(value)
    whole = of == "number" and value.denominator == 1
    return int(value) if whole else float(rounded(value, places(value, of)))


def places(value: Fraction, of: Kind) -> int:
    """One decimal; two of what is less than ten of another."""
    return 2 if of in ("times", "number") and abs(value) < 10 else 1


def words(value: Fraction, of: Kind) -> str:
    """A figure in a sentence: "17,004", "47%", "1.26", "0.8 percentage points"; signs are left to the sentence.

    >>> words(Fraction(3, 2), "percent"), words(Fraction(1, 40), "percent"), words(Fraction(-33, 40), "points")
    ('2%', 'less than 0.1%', '0.8 percentage points')
    """
    size = abs(value)
    if of in ("percent", "change"):
        if 0 < size < Fraction(1, 20):
            return "less than 0.1%"
        if size < 1 or (of == "change" and size < 10):
            return f"{rounded(size, 1):,}%" if size else "0%"
        return f"{int(rounded(size, 0)):,}%"
    if of == "points":
        text = f"{rounded(size, 1):,}"
        return f"{text} percentage point{'' if text == '1.0' else 's'}"
    if of in ("count", "place", "number") and size.denominator == 1:
        return f"{int(size):,}"
    text = f"{rounded(size, places(size, of)):,}"
    return text.removesuffix("0") if of in ("times", "number") and "." in text[:-2] else text  # "1.6 times"


def signed(value: Fraction, of: Kind) -> str:
    """ "+26%", "−0.8 percentage points", "no change"."""
    if not value:
        return "no change"
    return f"{'+' if value > 0 else '−'}{words(value, of)}"
