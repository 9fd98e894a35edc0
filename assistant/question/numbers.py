"""Numbers, "most" and commas: what they do depends on what stands beside them."""

from __future__ import annotations

from assistant.question.findings import Slots
from assistant.question.limits import COUNTED, opens


def continues(slots: Slots, i: int, dimension: str = "") -> bool:
    """Does a comma set the item beside another member of the breakdown: "men, women, | boys and girls"?"""
    last = slots.filters[-1] if slots.filters else None
    return (
        last is not None and last.at == i - 2 and slots.items[i - 1].text == "," and dimension in ("", last.dimension)
    )


def most_of(slots: Slots) -> None:
    """ "Were most referrals adults?" asks for a share, and ranks nothing."""
    if not (opens(slots.items) and slots.filters) or slots.asked:
        return
    for i in [i for i in slots.cues.get("top", []) if slots.items[i].text in ("most", "mostly")]:
        if slots.items[i - 1].text != "the" and not slots.by:
            slots.cues["top"].remove(i)
            slots.cues.setdefault("share", []).append(i)


def claim_numbers(slots: Slots) -> None:
    """ "top five", "five police forces", "the 10 most common": a number beside a ranking word is a limit."""
    ranked = set(slots.cues.get("top", []) + slots.cues.get("bottom", []))
    kept = []
    for i, number in slots.numbers:
        near = any(j in ranked for j in range(i - 2, i + 3))
        follows_which = i > 0 and "which" in slots.items[i - 1].cues and bool(ranked)
        after = slots.items[i + 1] if i + 1 < len(slots.items) else None
        listed = bool(ranked) and after is not None and after.has("dimension", "compound")
        compared = i > 0 and slots.items[i - 1].text == "than"  # "fewer than 10" is no list of ten
        if (near or follows_which or listed) and not compared and 0 < number <= 100:
            kept.append((i, number))
            slots.used.add(i)
        elif slots.items[i].text in ("one",):
            continue
        elif slots.threshold is None and any(j < i for j in slots.cues.get("threshold", [])):
            slots.threshold = number
            slots.used.add(i)
        elif slots.cue("claimed") or (opens(slots.items) and after and after.has(*COUNTED)):
            slots.used.add(i)  # "is it true that 17,000 …", "were 17,000 people …": the published figure is the answer
        else:
            slots.unknown.append(i)
    slots.numbers = kept
