"""Ranks as sentences state them: "the second most common nationality", "A (4,305), followed by B (4,055)"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked.operand import EVERY
from assistant.asked.top import Top
from assistant.claims.orderings import (
    ANY_OTHER,
    EXTREME,
    FALL,
    MARK,
    NUMBERS,
    OVERTOOK,
    RISE,
    SINCE,
    STEADY,
    STREAK,
    YEAR_SAW,
    Asserted,
    Said,
)  # fmt: skip
from assistant.english.named import Name
from assistant.english.phrases import numbered, pattern
from assistant.period import Span

RANK = pattern("ranking.rank")
AFTER = pattern("ranking.after")
BEHIND = pattern("ranking.behind")
# "The most common nationalities … were | A, B and C"; "A, B and C | were the most common"
IN_ORDER = pattern("ranking.in_order")
MOST_ARE = pattern("ranking.most_are")
ADVERB = pattern("ranking.adverb")
LEAST = pattern("ranking.least")
LEADING = {word: n for word, n in numbered("count").items() if n > 1}
LEADERS = pattern("ranking.leaders")
AMONG, HOLDS = pattern("ranking.among"), pattern("ranking.holds")
NTH_MOST = pattern("ranking.nth_most")
BARE_NTH, SAID_BEFORE = pattern("ranking.bare_nth"), pattern("ranking.said_before")
NEXT = pattern("ranking.next")
OWN_SHARE = pattern("ranking.own_share")
IS = pattern("ranking.is")  # "… nationality | was Albanian"
MARK_OR_BRACKET = re.compile(r"[,;(]")
# What a sentence without a figure can be checked for.
ORDERING = (RISE, FALL, EXTREME, OVERTOOK, STREAK, RANK, NEXT, STEADY, AMONG, HOLDS, LEADERS, pattern("ranking.part"))


def orders(text: str) -> bool:
    """Does a sentence say how figures stand to one another, whether or not it gives any?"""
    return any(ordering.search(text) for ordering in ORDERING)


def ranks(said: Said) -> list[Asserted]:
    """The places that a sentence gives; of "the most common for the third year running" that of each of those years."""
    found, run = _ranks(said), STREAK.search(said.sentence)
    unit = (run["unit"] or run["late"]).lower() if run else ""
    if (
        run is None
        or len(found) != 1
        or len(found[0].queries) != 1
        or RISE.search(said.sentence)
        or FALL.search(said.sentence)
    ):
        return found
    query, size = found[0].queries[0], 4 if unit == "year" else 1
    if len(query.periods) != 1 or query.periods[0].length != size:
        return found
    back = [
        Span(query.periods[0].start - n * size, query.periods[0].end - n * size)
        for n in range(NUMBERS[run["n"].lower()])
    ]
    return [replace(found[0], queries=(replace(query, periods=(span,)),)) for span in back]


def _ranks(said: Said) -> list[Asserted]:
    """ "The second most common nationality was Albanian", "more than any other force"."""
    if some := _last(said) or _among(said):
        return some
    other, word = ANY_OTHER.search(said.sentence), RANK.search(said.sentence) or BARE_NTH.search(said.sentence)
    ordered = other or word or NEXT.search(said.sentence) or LEADERS.search(said.sentence)
    if YEAR_SAW.search(said.sentence) or not ordered or not said.whole.filters or not (said.spans or said.before):
        return []
    if _of_own_share(said):
        return []
    leaders = _ordered(said) or _leaders(said) or _listed(said) or _next(said)
    late = [] if other else _placed(said, BARE_NTH)
    if leaders or not said.spans:
        return leaders + late
    placed = late if other else _placed(said, RANK) + late
    word = next(
        (found for found in RANK.finditer(said.sentence) if found.group() not in {p.text for p in placed}), None
    )
    return placed + (_of_words(said, other, word, placed) if word or other else [])


def _of_own_share(said: Said) -> bool:
    """ "2020 saw the highest share of children": how much of all they were, and not their place among others; "the highest
    share of women were Albanian" is a place."""
    own = OWN_SHARE.search(said.sentence)
    return own is not None and bool(said.names_of(own["who"]).filters) and _whose(said, own.end()) is None


def _last(said: Said) -> list[Asserted]:
    """ "The least common nationalities were UK and Albanian": each is among as many of the last as are named with them."""
    found = LEAST.search(said.sentence)
    sides = (said.sentence[found.end() :], said.sentence[: found.start()]) if found and said.spans else ()
    for side in sides:
        named = list({f.pair: f for f in said.names_of(side).filters if not f.excluded}.values())
        if found and named and len({f.dimension for f in named}) == 1:
            rest = [f for f in said.whole.filters if f.dimension != named[0].dimension]
            last = _nth(found) - 1 + len(named)
            return [_place(said, f, rest, found.group(), -last, among=True) for f in named]
    return []


def _among(said: Said) -> list[Asserted]:
    """ "Albanian was | among the top three nationalities", "the top five included | Albanian": each is one of the first few."""
    holds = HOLDS.search(said.sentence)
    found = holds or AMONG.search(said.sentence)
    if found is None or not (said.spans or said.before):
        return []
    sides = (said.sentence[: found.start()], said.sentence[found.end() :])
    for side in sides[1:] if holds else sides:
        named = list({f.pair: f for f in said.names_of(side).filters if not f.excluded}.values())
        if named and len({f.dimension for f in named}) == 1:
            number = (found["n"] or found["m"]).lower()
            size = LEADING.get(number) or int(number)
            rest = [f for f in said.whole.filters if f.dimension != named[0].dimension]
            return [_place(said, f, rest, found.group(), size, among=True) for f in named]
    return []


def _placed(said: Said, words: re.Pattern[str]) -> list[Asserted]:
    """The places beside which whose they are is said: "the second most common was | Albanian (523)"."""
    made = []
    for word in words.finditer(said.sentence):
        if (own := _whose(said, word.end()) or _ahead(said, word)) is not None:
            rest = [f for f in said.whole.filters if f.dimension != own.dimension]
            made.append(_place(said, own, rest, word.group(), _nth(word)))
    return made


def _nth(word: re.Match[str]) -> int:
    return NUMBERS.get((word["n"] or "").lower(), 1)


def _of_words(
    said: Said, other: re.Match[str] | None, word: re.Match[str] | None, placed: list[Asserted]
) -> list[Asserted]:
    """The place that stands behind those whose it is, or of which the sentence names one alone."""
    asked = set(said.whole.by) | said.whole.dimensions()
    among: list[Name] = []
    if other:
        beside = said.names_of(f"which {other['what'] or ''}")
        asked |= set(beside.by)
        among = [f for f in beside.filters if f.dimension not in {g.dimension for g in said.whole.filters}]
    # "The third most common, after UK and Albanian": whose place it is stands before.
    ahead = said.names_of(AFTER.split(said.sentence)[0]).filters
    named = [f for f in (ahead or said.whole.filters) if f.dimension in asked]
    if other and not named and len(said.whole.filters) == 1:
        named = said.whole.filters
    if word and ADVERB.fullmatch(word.group()):  # "children were most often referred for | criminal exploitation"
        behind = said.names_of(MARK.split(said.sentence[word.end() :])[0]).filters
        if len({f.pair for f in behind}) == 1:
            before = [f for f in said.names_of(said.sentence[: word.start()]).filters if f.pair != behind[0].pair]
            rest = before or [f for f in said.whole.filters if f.dimension != behind[0].dimension]
            return [_place(said, behind[0], rest, word.group(), 1)]
    if word and len({f.pair for f in named}) > 1:  # "Councils were the biggest source, sending more than | the police"
        named = said.names_of(_clause(said.sentence, word)).filters
    told = {f.pair for f in said.whole.filters} & {(one.queries[0].by[0], one.member) for one in placed}
    named = [f for f in named if f.pair not in told]
    if not named and word:
        named = said.names_of(said.sentence[: word.start()]).filters  # "labour exploitation was the most common type"
        if not named and not SINCE.search(said.sentence) and not said.whole.says("UNIT", "GRAIN"):
            named = said.names_of(said.sentence[word.end() :]).filters  # "most referrals came from the police"
    if len({f.pair for f in named}) != 1:
        return []
    rest = [f for f in said.whole.filters if f.dimension != named[0].dimension] + among
    rank = 1 if other or word is None else _nth(word)
    text = other.group().strip(" ,") if other else word.group() if word else ""
    return [_place(said, named[0], rest, text, rank)]


def _clause(sentence: str, word: re.Match[str]) -> str:
    """The words between the marks round a word."""
    starts = [found.end() for found in MARK.finditer(sentence, 0, word.start())]
    behind = MARK.search(sentence, word.end())
    return sentence[max(starts, default=0) : behind.start() if behind else len(sentence)]


def _whose(said: Said, at: int) -> Name | None:
    """ "UK nationals (1,092), with the second most common being | Albanian (523)": whose the place is, where that stands
    behind it; None where it does not."""
    found = IS.match(said.sentence, at)
    behind = said.names_of(MARK_OR_BRACKET.split(said.sentence[found.end() :])[0]).filters if found else []
    pairs = {f.pair for f in behind if not f.excluded}
    return behind[0] if len(pairs) == 1 and len(pairs) == len({f.pair for f in behind}) else None


def _ahead(said: Said, word: re.Match[str]) -> Name | None:
    """ "…, with | Eritreans | being the second most referred": whose a place is that is not the first, of a clause that
    begins with them; None where it does not."""
    found = SAID_BEFORE.search(said.sentence[: word.start()]) if _nth(word) > 1 else None
    named = said.names_of(found["who"]).filters if found else []
    return named[0] if len(named) == 1 and not named[0].excluded else None


def _place(said: Said, member: Name, rest: list[Name], text: str, rank: int, among: bool = False) -> Asserted:
    """That a member is at a rank, or ``among`` so many of the first, of those of its kind whom ``rest`` limits."""
    listing = replace(
        said.query(rest, said.spans[:1] or said.before, ""), by=(member.dimension,), calculation=Top(EVERY)
    )
    return Asserted("rank", text, (listing,), rank=rank, member=member.member, among=among)


def _ordered(said: Said) -> list[Asserted]:
    """ "The most common was A, followed by B and C": A at its rank, B and C among those behind it."""
    found = BEHIND.search(said.sentence)
    if not found:
        return []
    first, second = said.sentence[: found.start()], said.sentence[found.end() :]
    tail = said.names_of(second).filters
    dimension = tail[0].dimension if tail else ""
    behind = list({f.pair: f for f in tail if f.dimension == dimension and not f.excluded}.values())
    head = list({f.pair: f for f in said.names_of(first).filters if f.dimension == dimension}.values())
    if not behind or not head or any(f.excluded for f in head):
        return []
    rest = [f for f in said.whole.filters if f.dimension != dimension]
    nth = NTH_MOST.search(first)
    start = NUMBERS[nth["n"].lower()] if nth else 1
    last = start + len(head) - 1
    text = found.group().strip(" ,")
    made = [
        _place(said, f, rest, (nth or RANK.search(said.sentence) or found).group(), last, last > start) for f in head
    ]
    told = sorted(behind, key=lambda f: f.at)
    return made + [_place(said, f, rest, text, last + n) for n, f in enumerate(told, 1)]


def _listed(said: Said) -> list[Asserted]:
    """ "The most common nationalities were Albanian, UK and Vietnamese", or these "were the most common": each is among as
    many of the first as are listed, and as those of their kind whom the sentence names beside them."""
    found = MOST_ARE.search(said.sentence)
    if not found or NTH_MOST.search(said.sentence[: found.end()]):
        return []  # "the second and third most common"
    sides = (said.sentence[found.end() :], said.sentence[: found.start()])
    for side in sides if found["are"] else sides[::-1]:
        named = list({f.pair: f for f in said.names_of(side).filters if not f.excluded}.values())
        kinds = {f.dimension for f in named}
        ahead = {f.member for f in said.whole.filters if f.dimension in kinds} - {f.member for f in named}
        if len(named) > 1 and len(kinds) == 1:
            rest = [f for f in said.whole.filters if f.dimension not in kinds]
            many = len(named) + len(ahead)
            return _in_places(said, named, rest, found.group().strip(), many)
    return []


def _next(said: Said) -> list[Asserted]:
    """ "UK nationals made up 23%; the next most common were | Eritrean and Vietnamese": each behind as many as stand in front;
    nothing where nobody does."""
    found = NEXT.search(said.sentence)
    behind = said.names_of(said.sentence[found.end() :].split(";")[0]).filters if found else []
    named = list({f.pair: f for f in behind if not f.excluded}.values())
    kinds = {f.dimension for f in named}
    ahead = said.names_of(said.sentence[: found.start()]).filters if found else []
    before = {f.member for f in ahead if f.dimension in kinds} - {f.member for f in named}
    if found is None or len(kinds) != 1 or not before:
        return []
    rest = [f for f in said.whole.filters if f.dimension not in kinds]
    return [_place(said, f, rest, found.group(), len(before) + len(named), among=len(named) > 1) for f in named]


def _leaders(said: Said) -> list[Asserted]:
    """ "The three most common nationalities were UK, Albanian and Vietnamese": each is among the first three."""
    found = LEADERS.search(said.sentence)
    named = said.names_of(said.sentence[found.end() :]).filters if found else []
    if not found or len({f.dimension for f in named}) != 1:
        return []
    listed = list({f.member: f for f in named}.values())
    number = (found["n"] or found["m"]).lower()
    size = LEADING.get(number) or int(number)
    rest = [f for f in said.whole.filters if f.dimension != named[0].dimension]
    return _in_places(said, listed, rest, found.group(), size) if len(listed) == size else []


def _in_places(said: Said, named: list[Name], rest: list[Name], text: str, size: int) -> list[Asserted]:
    """Each among the first few; "in that order", each in its place."""
    if IN_ORDER.search(said.sentence) and len(named) == size:
        return [_place(said, f, rest, text, n) for n, f in enumerate(sorted(named, key=lambda f: f.at), 1)]
    return [_place(said, f, rest, text, size, among=True) for f in named]
