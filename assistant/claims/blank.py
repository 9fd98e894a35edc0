"""A sentence with its figures taken out, so that what is left can be read as a question is."""

from __future__ import annotations

from assistant.claims.orderings import FALL, RISE, plain
from assistant.claims.stated import Stated
from assistant.english.phrases import pattern

SHARE = pattern("blank.share")

# "…, the highest of any nationality": a rank, judged apart
OF_ANY = pattern("blank.of_any")


NAMES_WHOLE = pattern("blank.names_whole")
IN_TEN = pattern("blank.in_ten")
WHOLE = pattern("blank.whole")


# "23% of referrals | represented British nationals"
STOOD_FOR = pattern("blank.stood_for")
# "Children referred in 2023 reported criminal exploitation": what they reported is no part of the whole.
HAD = pattern("blank.had")


def names_whole(sentence: str, end: int) -> str:
    """The words behind "22% of" and "22% (4,052) of", which say of what it is a share, up to the verb or the period."""
    found = NAMES_WHOLE.match(sentence[end:])
    return found["whole"] if found else ""


def without(sentence: str, stated: list[Stated]) -> str:
    """The sentence with its figures blanked, so that what is left can be read as a question is."""
    text = sentence
    for s in reversed(stated):
        text = f"{text[: s.start]} {'percentage' if s.kind == 'share' else ','} {text[s.end :]}"
    return text


def as_question(sentence: str, stated: list[Stated], s: Stated) -> str:
    """The sentence as a question for the share that one of its figures states."""
    blanked = sentence
    for o in sorted(stated, key=lambda x: -x.start):
        # "Nearly half (48%)", as one share
        start, end = (o.opened, o.end + 1) if o.opened >= 0 else (o.start, o.end)
        blanked = f"{blanked[:start]} {_blank(s, sentence) if o is s else ' '} {blanked[end:]}"
    # A share that rose or fell is still a share: its change is judged apart.
    blanked = FALL.sub(" ", RISE.sub(" ", OF_ANY.sub("", plain(blanked))))
    blanked = STOOD_FOR.sub(r"\1 were ", HAD.sub("were for", blanked))
    return blanked.replace(" percentage ", " ") if SHARE.search(sentence) else blanked


def _blank(s: Stated, sentence: str) -> str:
    """What stands for a share in the question: "most referrals" and "four in ten referrals" are a percentage of them."""
    whole = IN_TEN.search(sentence[s.start : s.end]) and WHOLE.match(sentence[s.end :])
    return (
        "percentage of"
        if whole or (s.qualifier in ("over", "under") and s.value == 50 and s.step == 5)
        else "percentage"
    )
