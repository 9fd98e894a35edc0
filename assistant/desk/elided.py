"""What an item of a list leaves unsaid: "how many were referred by the police?", under "how many children were referred?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.desk.ask import Ask
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language

LONGEST_NOUN = 4  # words of what is counted
TIMES = frozenset(("count", "period", "quarter of", "grain"))


def elided(asks: Sequence[Ask], sense: Sense, language: Language) -> list[Ask]:
    """The asks, each item that names nobody who is counted said to be of the nearest item before it that does."""
    out: list[Ask] = []
    for ask in asks:
        ask = _awaiting(ask, out, language)
        ask = _with_noun(ask, out, sense, language) if ask.group else ask
        found = _before(ask, out, sense, language) if ask.group else None
        if found is None:
            out.append(ask)
        else:
            of, part = found
            text = language.of_those(ask.text) if part else ask.text
            out.append(replace(ask, text=text, like=f"#{of}"))
    return out


def before_list(text: str, item: str, sense: Sense, language: Language) -> tuple[str, str] | None:
    """ "The number referred by Kent Police in each quarter, and the 2023 totals for:" before ``item`` "Essex Police": what is
    asked of another than the items, and what is asked of each of them; None where the lead-in is all of the list's."""
    found = language.patterns["two_led"].match(text) if item else None
    if not found or not all(map(language.counts, found.groups())):
        return None
    first, last = found["first"], found["last"]
    kinds, own = sense.said(item).kinds, sense.said(first).kinds
    return (first, last) if kinds and kinds <= own and not kinds & sense.said(last).kinds else None


def _before(ask: Ask, before: Sequence[Ask], sense: Sense, language: Language) -> tuple[int, bool] | None:
    """The place of the item whose people an ask is of, past those that stand beside it, and whether it asks for a part of
    them, and does not limit as that item does ("girls", after "females"); None where it says itself whom or when it counts."""
    said = sense.said(ask.text)
    own = said.kinds - TIMES
    whole = said.those or ask.like or ask.same or language.words["whole"].found(ask.text)
    if (
        whole
        or not own
        or not language.patterns["elliptic"].match(ask.text)
        or (said.counts and "period" in said.kinds)
    ):
        return None
    for n in range(len(before) - 1, -1, -1):
        one = before[n]
        if one.group != ask.group:
            return None
        kinds = sense.said(one.text).kinds - TIMES
        beside = one.after is not None and one.after < n and before[one.after].like  # "…, and how many female?"
        if one.like or one.same or beside or _leans(one, sense, language):
            continue
        if not kinds and sense.said(one.text).withheld:
            return None  # of a council, whom nothing names
        if not kinds & own and _beside(n, before, sense):
            return None  # "for labour? for criminal? by councils?": of a list whose items stand side by side
        # "Were referred" says anew what is counted, and leaves unsaid only of whom; "were children" is of what was counted.
        plain = not kinds & own
        alike = (
            not said.measures and "period" in sense.said(one.text).kinds
        )  # "how many were girls", after "females in 2023"
        return (n, plain) if (kinds or not said.counts) and (plain or alike) else None
    return None


def _awaiting(ask: Ask, before: Sequence[Ask], language: Language) -> Ask:
    """ "How many were waiting at the end of 2022?", after "how many cases were awaiting a decision": for what that says."""
    found = language.patterns["still_waiting"].match(ask.text)
    said = (language.patterns["awaited"].search(one.text) for one in reversed(before if found else ()))
    near = next(filter(None, said), None)
    text = f"{ask.text[: found.start('verb')]}{near.group()}{ask.text[found.end() :]}" if found and near else ask.text
    return replace(ask, text=text, written=ask.shown) if text != ask.text else ask


def _with_noun(ask: Ask, before: Sequence[Ask], sense: Sense, language: Language) -> Ask:
    """ "How many Kent Police made", under "how many referrals our council made": how many of what is said there."""
    found = language.patterns["no_noun"].match(ask.text)
    near = next((one for one in reversed(before) if one.group == ask.group), None)
    asked = language.patterns["number_asked"].search(near.text) if found and near else None
    if found is None or near is None or asked is None:
        return ask
    words = near.text[asked.end() :].split()[:LONGEST_NOUN]
    nouns = (" ".join(words[:n]) for n in range(1, len(words) + 1) if words[n - 1].islower())
    noun = next((one for one in nouns if sense.said(one).kinds == {"count"} and sense.known(one)), "")
    text = f"{found.group()}{noun} {ask.text[found.end() :]}"
    return replace(ask, text=text, written=ask.shown) if noun else ask


def _beside(at: int, asks: Sequence[Ask], sense: Sense) -> bool:
    """Does another item of its list limit by what an item limits by, at no time of its own: "children", and "adults"?"""
    kinds = sense.said(asks[at].text).kinds
    others = (one for n, one in enumerate(asks) if n != at and one.group == asks[at].group)
    alike = any(sense.said(one.text).kinds - TIMES == kinds - TIMES for one in others if not (one.like or one.same))
    return alike and "period" not in kinds


def _leans(ask: Ask, sense: Sense, language: Language) -> bool:
    """Is an item itself of one before it?"""
    said = sense.said(ask.text)
    plain = said.counts and not said.kinds - TIMES  # "how many were referred"
    return bool(language.patterns["those"].search(ask.text)) or (
        not plain and language.patterns["elliptic"].match(ask.text) is not None
    )
