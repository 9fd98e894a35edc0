"""Filter: a member named in a question; and whether a word such as "except" leaves it out."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.question.tag import Item

OPEN = ("not", "non")  # "not from Albania, and under 18": what follows need not be left out


@dataclass
class Filter:
    """A member or group named in the question, where it stands, and whether it is to be left out."""

    dimension: str
    member: str
    at: int
    excluded: bool = False
    joined: bool = False  # follows "and" directly


def previous(items: list[Item], i: int) -> int | None:
    """The item before that carries meaning: articles, marks and ignorable words are passed over."""
    for j in range(i - 1, -1, -1):
        item = items[j]
        if item.kind in ("mark", "ignored", "number") or (item.kind == "cue" and item.cues == ("of",)):
            continue
        return j
    return None


def excluding(items: list[Item], filters: list[Filter], i: int, dimensions: set[str], ranked: bool) -> int | None:
    """The item that leaves out what is named at ``i``: "except" before it, or before the list that it stands in.

    None where nothing does; ``i`` itself where it is not sure ("not from the UK or Albania").
    """
    j = previous(items, i)
    while j is not None and {"agent", "by"} & set(items[j].cues):
        j = previous(items, j)  # "except those made by …"
    if j is not None and "exclude" in items[j].cues:
        return j
    before = [k for k in range(max(0, i - 2), i) if items[k].text != "the"]
    if before and items[before[-1]].text == "after" and ranked:
        return before[-1]  # "the most common nationality after the UK"
    last = filters[-1] if filters else None
    if last is None or not _listed(items[last.at + 1 : i]):
        return None
    either = any(item.text in ("or", "nor") for item in items[last.at + 1 : i])
    if last.excluded:
        word = _word(items, last.at)
        # "Not from the police or a council" is from neither; "not from Albania, and under 18" is of those under 18.
        return word if last.dimension in dimensions or either or items[word].text not in OPEN else None
    negative = items[last.at].text.split()[0] in OPEN and last.dimension in dimensions
    return i if negative else None


def bounds(items: list[Item], i: int) -> bool:
    """Does what is named at ``i`` bound a time: "after the Act", "during lockdown"?"""
    before = [item.text for item in items[max(0, i - 2) : i] if item.text != "the"]
    return before[-1:] != [] and before[-1] in ("after", "since", "before", "until", "during")


def _listed(between: list[Item]) -> bool:
    """Nothing but commas, "and" and "or"."""
    return bool(between) and all(
        item.text == "," or "and" in item.cues or item.kind == "ignored" or item.cues == ("of",) for item in between
    )


def _word(items: list[Item], at: int) -> int:
    return next(j for j in range(at, -1, -1) if "exclude" in items[j].cues or items[j].text == "after")
