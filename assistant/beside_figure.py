"""What is asked of a figure that was told, and of no other: is it so, where it stands, may it be quoted, its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.dates import long_date
from assistant.answer.model import Part
from assistant.asked.node import Node
from assistant.english.phrases import pattern
from assistant.words.tokens import clean, plain

KINDS = ("sure", "source", "quote", "rows")
LONG = 60  # characters of such a question at most


def asked_beside(text: str) -> str:
    """The kind of what is asked of a figure; empty of every other text."""
    said = plain(clean(text))
    for _ in range(3):
        said = pattern("beside.around").sub("", said)
    if not said or len(said) > LONG:
        return ""
    return next((kind for kind in KINDS if pattern(f"beside.{kind}").fullmatch(said)), "")


def told_again(text: str, tree: Node, answer: Callable[[Node], Part]) -> Part | None:
    """The figure of ``tree`` again, with what is asked of it; None where nothing such is, or it has no figure."""
    kind = asked_beside(text)
    part = answer(tree) if kind else None
    if part is None or part.status not in ("answered", "partial"):
        return None
    return replace(part, question=text, headline=f"{part.headline} {SAYS[kind](part)}".strip())


def _source(part: Part) -> str:
    if not part.sources:
        return ""
    newest = max(part.sources, key=lambda source: source.published)
    named = " ".join(dict.fromkeys(name for name in (f"“{newest.title}”,", newest.release_title) if name))
    when = f", published on {long_date(newest.published)}" if newest.published else ""
    others = len({source.release for source in part.sources}) - 1
    more = f", and {others} more, which stand beside it" if others else ""
    return f"Source: {named}{when}{more}."


def _sure(part: Part) -> str:
    how = "It is calculated from published figures" if part.origin == "calculated" else "It is the published figure"
    notes = ", and the notes beside it bear on it" if part.caveats else ""
    return f"{how}, as held here{notes}. {_source(part)}"


def _quote(part: Part) -> str:
    notes = " and with the notes beside it" if part.caveats else ""
    how = "as calculated from published figures" if part.origin == "calculated" else "as published"
    return f"It may be quoted {how}, with its source{notes}, under the Open Government Licence. {_source(part)}"


def _rows(part: Part) -> str:
    if len(part.rows) < 2:
        return "It is one figure, so there is nothing to draw; it can be taken away as CSV or a workbook."
    drawn = "Its table and its chart stand" if part.chart is not None else "Its table stands"
    return f"{drawn} beside it, to be taken away as CSV or a workbook."


SAYS: dict[str, Callable[[Part], str]] = {"sure": _sure, "source": _source, "quote": _quote, "rows": _rows}
