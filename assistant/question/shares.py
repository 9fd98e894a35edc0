"""Shares: which limits of a question name the part, and which the whole that it is a part of."""

from __future__ import annotations

from dataclasses import replace

from assistant.query import Query
from assistant.question.findings import Slots
from assistant.question.limits import opens

# A verb ends the words that name the whole: "of referrals in 2023 | were children".
VERBS = frozenset(
    "that which who were was are is came come had have involved involving for from made been by whose being went reported report experienced suffered faced face".split()
)

# Words that hold the parts of one noun together: "of referrals in 2023 from the police".
JOINS = frozenset(
    "of in from by for the a an all at to with among amongst within during and or out under on as their his her its".split()
)
PREDICATES = frozenset("had have has were was got received went happened occurred took".split())
RATE = 4  # items between an outcome and the "rate" that it names
COPULAS = frozenset("were was are is had got received reported report experienced suffered faced face".split())


def share(query: Query, slots: Slots, kinds: frozenset[str] = frozenset()) -> Query | None:
    """What is the part and what the whole: filters in the "of …" clause after "share" limit the whole.

    ``kinds`` are breakdowns that a rate is named by: "the positive rate for children" is of the decisions for children.
    """
    cue = slots.cues["share"][0]
    listing = [name for name in query.by if name not in ("year", "quarter")]
    grain = "quarter" if slots.cue("quarter") else "year" if slots.cue("year", "trend") else ""
    named = [f for f in slots.filters if f.at >= 0]
    if not named and slots.filters and not listing:
        # "As a percentage": of the figure before, limited as that was.
        return replace(query, shape="share", by=(grain,) if grain else (), percent=True)
    if not named:
        return replace(query, shape="breakdown", percent=True) if listing else None
    rated = {f.dimension for f in named if f.dimension in kinds and 0 <= cue - f.at <= RATE and _rate(slots, cue)}
    if rated:
        return _share_with(query, grain, listing, {f.dimension for f in named} - rated, rated, set())
    before = {f.dimension for f in named if f.at < cue}
    if not before and opens(slots.items) and slots.items[cue].text.split()[-1] in ("most", "majority", "of"):
        # "Were most adults referred in 2023 | male?": no verb parts them, so what stands last is the part.
        run = _last_run(sorted(f.at for f in named))
        whole = {f.dimension for f in named if f.at not in run}
        return _share_with(query, grain, listing, whole, {f.dimension for f in named if f.at in run} - whole, before)
    copula = _copula(slots, cue, max(f.at for f in named))
    if copula is not None:
        # "Share of decisions for adults | were positive": all that stands before the verb limits the whole.
        whole = {f.dimension for f in named if cue < f.at <= copula}
        part = {f.dimension for f in named if f.at > copula}
        return _share_with(query, grain, listing, whole, part - whole, before)
    inside: set[str] = set()
    after: set[str] = set()
    # "Percentage of" is one cue, and "most children" are most of them.
    seen_of = zone = slots.items[cue].text.endswith(" of") or slots.items[cue].text == "most"
    for i in range(cue + 1, len(slots.items)):
        item = slots.items[i]
        words = set(item.text.split())
        if zone and inside and not after and _within(slots, i):
            after, inside = inside, set()  # "share of women | among Albanian referrals"
        elif not seen_of and item.text in ("of", "among", "amongst", "out of", "percentage of", "all"):
            seen_of = zone = True
        elif zone and item.kind in ("cue", "ignored") and (words & VERBS or (inside and not words <= JOINS)):
            zone = False  # any other word between two limits is the verb: "of police referrals | concerned children"
        kind = words & COPULAS and any(f.at == i and f.dimension in kinds for f in named)
        if zone and inside and (kind or item.text.split()[0] in PREDICATES):
            zone = False  # "proportion of adults | received a positive decision", "| had an NRM referral"
        (inside if zone else after).update(f.dimension for f in named if f.at == i)
    return _share_with(query, grain, listing, inside, after - inside, before)


def _last_run(places: list[int]) -> set[int]:
    """The last of the places, and those that stand right before it."""
    run = {places[-1]}
    while min(run) - 1 in places:
        run.add(min(run) - 1)
    return run


def _rate(slots: Slots, cue: int) -> bool:
    return slots.items[cue].text.split()[-1] in ("rate", "rates")


def _within(slots: Slots, i: int) -> bool:
    """ "Among", or "in" before people and not before a period."""
    following = next((j for j in range(i + 1, len(slots.items)) if slots.items[j].text != "the"), i)
    narrows = any(f.at == following for f in slots.filters)
    return slots.items[i].text in ("among", "amongst", "within", "out of") or (slots.items[i].text == "in" and narrows)


def _copula(slots: Slots, cue: int, last: int) -> int | None:
    """The verb that parts the whole from the part, where one stands between a limit and the last one."""
    first = min((f.at for f in slots.filters if f.at > cue), default=last)
    for i in range(cue + 1, last + 1):
        words = slots.items[i].text.split()
        if words and words[0] in PREDICATES and first < i and any(f.at == i for f in slots.filters):
            return i - 1  # "arrivals from Albania in 2022 | had an NRM referral"
        if i == last:
            break
        if words and words[-1] in COPULAS and slots.items[i].kind in ("cue", "ignored") and first < i:
            return i
    return None


def _share_with(
    query: Query, grain: str, listing: list[str], inside: set[str], after: set[str], before: set[str]
) -> Query:
    if after:
        base = inside or before
    elif inside and before:
        base = inside
    else:
        base = set()
    listed = {d for d in listing if len(query.filters.get(d, ())) > 1}
    by = ((grain,) if grain else ()) + tuple(listing)
    if listing and not listed:
        return replace(query, shape="breakdown", by=by, percent=True)
    return replace(query, shape="share", by=by, base=tuple(sorted(base - listed)), percent=True)
