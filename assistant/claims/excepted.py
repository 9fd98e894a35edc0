"""What is said of every year but one: "rose every year since 2014, except in 2020"."""

from __future__ import annotations

from collections.abc import Callable

from assistant.english.named import Names
from assistant.english.phrases import pattern
from assistant.period import Span

BUT, EACH = pattern("excepted.but"), pattern("excepted.each")


def excepted(sentence: str, names_of: Callable[[str], Names]) -> tuple[str, tuple[Span, ...]]:
    """The sentence as if it were said of each period, and those that it leaves out, each by when it ends; the sentence
    itself where it says nothing of each, or leaves out no period."""
    found = BUT.search(sentence) if EACH.search(sentence) else None
    periods = names_of(found["when"]).periods if found else []
    left = [span for period in periods for span in (period.ends[-1:] or period.spans)]
    if found is None or not left:
        return sentence, ()
    return f"{sentence[: found.start()]}{sentence[found.end() :]}".strip(), tuple(left)
