"""A figure that is the whole of which others are parts: "of the 16,990"."""

from __future__ import annotations

from assistant.claims.stated import Stated
from assistant.english.phrases import pattern

# "A total of 4,746 women" are no part of 4,746.
OF_THE = pattern("bases.of_the")
# "305 of Scotland's 512 referrals"
OF_WHOSE = pattern("bases.of_whose")

OWN_PART = pattern("bases.own_part")
COMPARED = pattern("shares.beside")
OF_THEM = pattern("bases.of_them")
OF_TOLD = pattern("bases.of_told")


def base_of(sentence: str, s: Stated) -> bool:
    """ "Of the 16,990": is the figure the whole of which something is a part?"""
    lead = sentence[: s.start].rstrip() + " "
    return bool(OF_THE.search(lead) or OF_WHOSE.search(lead))


def own_part(between: str) -> bool:
    """ "2,118, | of whom | 732 were girls": is what stands behind these words a part of the figure in front of them?"""
    return OWN_PART.search(between) is not None and OF_TOLD.fullmatch(between) is None


def part_of(sentence: str, s: Stated, counts: list[Stated]) -> Stated | None:
    """The count of a sentence that another is a part of: "including | 22", "| 109 of them"; None where it is of none."""
    earlier = [o for o in counts if o.end <= s.start and o is not s]
    if not earlier or s.kind != "count":
        return None
    if OF_THEM.match(sentence[s.end :]):
        return earlier[0]
    if base_of(sentence, earlier[-1]) or own_part(sentence[earlier[-1].end : s.start]):
        told = [o for o in earlier if not COMPARED.search(sentence[: o.start])]  # "100, down from 116, including | 68"
        return (told or earlier)[-1]  # "of 100 people, | 41 were children"
    return None


def past_base(sentence: str, s: Stated, counts: list[Stated]) -> bool:
    """ "17,004 in 2023, up from 16,921 in 2022, including | 7,432 children": is it part of another count than the last one,
    which is only what that is compared with?"""
    whole, earlier = part_of(sentence, s, counts), [o for o in counts if o.end <= s.start and o is not s]
    return whole is not None and whole is not earlier[-1] and COMPARED.search(sentence[: earlier[-1].start]) is not None
