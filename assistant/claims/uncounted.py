"""What a sentence says of how many kinds there were: "a record number of nationalities", which no table counts."""

from __future__ import annotations

from assistant.claims.orderings import Asserted
from assistant.english.phrases import pattern

NUMBER_OF = pattern("uncounted.number_of")
OF_PEOPLE = ("count", "share")


def of_people(sentence: str, found: list[Asserted]) -> list[Asserted]:
    """The assertions, where a sentence says how many kinds there were: that they rose, or were a record, is not said of
    those who are of them."""
    said = NUMBER_OF.search(sentence)
    if said is None:
        return found
    return [*(one for one in found if one.kind in OF_PEOPLE), Asserted("unread", said.group(), ())]
