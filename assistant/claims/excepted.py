"""What is said of every year but one: "rose every year since 2014, except in 2020"."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.english.named import Names
from assistant.english.phrases import numbered, pattern
from assistant.period import Span

BUT, EACH = pattern("excepted.but"), pattern("excepted.each")
BUT_NTH = pattern("excepted.but_nth")
NTH = numbered("quarter")


def excepted(sentence: str, names_of: Callable[[str], Names]) -> tuple[str, tuple[Span, ...]]:
    """The sentence as if it were said of each period, and those that it leaves out, each by when it ends; the sentence
    itself where it says nothing of each, or leaves out no period."""
    if EACH.search(sentence) and (nth := BUT_NTH.search(sentence)):
        return _but_quarter(sentence, nth, names_of)
    found = BUT.search(sentence) if EACH.search(sentence) else None
    periods = names_of(found["when"]).periods if found else []
    left = [span for period in periods for span in (period.ends[-1:] or period.spans)]
    if found is None or not left:
        return sentence, ()
    return f"{sentence[: found.start()]}{sentence[found.end() :]}".strip(), tuple(left)


def _but_quarter(sentence: str, nth: re.Match[str], names_of: Callable[[str], Names]) -> tuple[str, tuple[Span, ...]]:
    """ "Rose in every quarter of 2024 except | the second": the quarter of the one year that it names."""
    rest = f"{sentence[: nth.start()]}{sentence[nth.end() :]}".strip()
    years = [span for span in names_of(rest).spans if span.is_year]
    if len(years) != 1:
        return sentence, ()
    at = years[0].start + (int(nth["q"]) - 1 if nth["q"] else NTH[nth["nth"].lower()])
    return rest, (Span(at, at),)
