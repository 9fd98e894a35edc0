"""What "Q1" is in a letter whose questions are numbered 1, 2, 3: the first of those, or the first quarter."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.desk.ask import Ask
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language


def question_or_quarter(
    text: str, asks: Sequence[Ask], numbered: bool, sense: Sense, language: Language
) -> bool | None:
    """Is a question of the letter meant by "of those in Q1, how many were children?"? None where it cannot be told. Of what
    was asked by quarter, or where the text counts anew ("how many were referred in Q1?"), the quarter is meant; ``numbered``
    says that the letter calls its questions so."""
    found = language.patterns["refers"].search(text)
    label = found["short"].lower() if found and found["short"] else ""
    named = [ask for ask in asks if label and ask.label == label]
    if numbered or not named or not label.isdigit():
        return numbered
    quarters = language.patterns["speaks_of_quarters"]
    if any(quarters.search(one) for ask in named for one in (ask.text, *ask.scopes)):
        return False
    points = language.patterns["of_those_in"].search(text) is not None
    if not points and (sense.said(text).counts or language.patterns["counts_anew"].search(text)):
        return False
    elsewhere = [*(ask.text for ask in asks), text.replace(found.group(), " ") if found else text]
    return None if not points or any(map(quarters.search, elsewhere)) else True
