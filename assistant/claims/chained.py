"""Words for a period before one that is itself said to be before another: "52 the year before, and 31 the year before that"."""

from __future__ import annotations

from collections.abc import Callable

from assistant.english.phrases import numbered, pattern
from assistant.period import Span

SIZES = {"year": 4, "quarter": 1}
BACK = pattern("chained.back")
COUNTS = numbered("count")


def chained(sentence: str, said: Callable[[str], list[Span]], before: str = "") -> str:
    """The sentence with each such period written out, from the one that it or the sentence ``before`` it names; as it is
    where none says "before that". ``said``: the periods of a text in the order in which they are said."""
    found = list(BACK.finditer(sentence))
    if not any(one["that"] for one in found):
        return sentence
    last = said(before)[-1:]
    text, at = "", 0
    for one in found:
        named = said(sentence[at : one.start()])[-1:]
        if not named and at and not one["that"]:
            return sentence  # "the year before" behind another such is of neither beyond doubt
        last = named or last
        size = SIZES[(one["alone"] or one["unit"]).lower()]
        if not last or last[0].length not in (1, size):
            return sentence
        many = COUNTS.get((one["n"] or "").lower()) or int(one["n"] or 1)
        last = [Span(last[0].start - size * many, last[0].end - size * many)]
        text += f"{sentence[at : one.start()]}{one['in'] or 'in '}{last[0].label}"
        at = one.end()
    return text + sentence[at:]
