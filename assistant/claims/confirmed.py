"""A text that states something and asks whether it is so ("…, can that stand?"): judged as a claim, told as an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.model import Part
from assistant.claims.check import Checker
from assistant.claims.model import AGREE, Assertion, Published, Verdict
from assistant.english.phrases import pattern
from assistant.english.times import today

NEAR = 0.06  # a share to one decimal is the share
LONGEST = 400  # characters of a text that asks so
ASKS = pattern("confirmed.asks")  # "is that right?", "correct?", "would it be true to say that"
OPENS = pattern("confirmed.opens")  # who says it: "copy says", "my editor wants to say"
OTHER = pattern("confirmed.other")  # it asks for something else as well
RELATIVE = pattern("confirmed.relative")  # "last year", of the day on which it is asked
JOINS = pattern("confirmed.joins")  # "…. Is that true | for 2023?"
QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
# Of a count to the last digit, and of what is no count: a share, a record, a direction, a bound.
VERDICTS: dict[Verdict, tuple[str, str]] = {
    "supported": ("Yes. {stated} is what is published.", "Yes. “{stated}” agrees with what is published."),
    "supported_at_release": (
        "{stated} was published, and has been revised since.",
        "“{stated}” agreed with what was published, which has been revised since.",
    ),
    "needs_context": ("{stated} needs to be read with care.", "“{stated}” needs to be read with care."),
    "not_supported": (
        "No. {stated} is not the published figure.",
        "No. “{stated}” does not agree with what is published.",
    ),
}


class Confirming:
    """Says whether what a text states is so, by the verdicts of claims."""

    def __init__(self, held: Published) -> None:
        self._checker = Checker(held)

    def parts(self, text: str) -> tuple[Part, ...]:
        """An answer for each thing stated; none where nothing is stated, or one of them cannot be judged."""
        if len(text) > LONGEST or not ASKS.search(text):
            return ()
        said = QUOTED.sub(r"\1", OPENS.sub("", ASKS.sub(" ", text)))
        said = re.sub(r"\s+", " ", JOINS.sub(" ", said)).strip(" .,:;?!-–—")
        if not said or OTHER.search(said):
            return ()
        judged = self._checker.check(f"{said}.", today() if RELATIVE.search(said) else None).assertions
        if not judged or any(one.answer is None or one.verdict not in VERDICTS for one in judged):
            return ()
        return tuple(_judged(one, text) for one in judged)


def _judged(one: Assertion, text: str) -> Part:
    """The answer, without a number that is not the one of which it was asked: the rows give that as well."""
    part = told(one, text)
    same = part.value is None or one.published is None or abs(part.value - float(one.published)) < NEAR
    return part if same else replace(part, value=None, unit=None)


def told(one: Assertion, text: str) -> Part:
    """The answer that a judged assertion comes from, which says first how the two agree."""
    assert one.answer is not None
    # "More than 17,000" is true of 17,004, and was published by nobody.
    exact = one.verdict not in AGREE or one.published == one.stated
    plain, quoted = VERDICTS[one.verdict]
    count = isinstance(one.stated, int) and any(c.isdigit() for c in one.text) and "%" not in one.text and exact
    says = plain.format(stated=f"{one.stated:,}") if count else quoted.format(stated=one.text.rstrip("."))
    return replace(one.answer, question=text, headline=f"{says} {one.explanation}")
