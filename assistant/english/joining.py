"""Words that only join: what they stand between, and whether a verb stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.english.lexeme import Lexeme, Meaning, breakdowns
from assistant.english.lexicon import lexicon, lexicon_words
from assistant.english.scheme import enclosed
from assistant.words.numbers import NUMBER_WORDS
from assistant.words.vocabulary import Vocabulary

AUXILIARY = ("BE", "HAVE", "DO")
LINKING = (*AUXILIARY, "OF", "BY", "FROM", "FOR", "IN", "WITH", "TO", "AT", "AS")
GLUE = (*LINKING, "AMONG", "REL", "VERB", "PLACE")
OPENING = frozenset(word for category in AUXILIARY for word in lexicon_words(category, "opening"))
AND = frozenset(lexicon_words("AND", "plain"))
OF = frozenset(word for word in lexicon_words("OF", "of") if " " not in word)
NOUNS = ("F", "M", "W", "T", "PEOPLE", "ARTICLE", "POLITE")
PICKS = ("which", "what", "who", "whose")
QUARTERS = 4  # of a year
VERBAL = frozenset((*AUXILIARY, "VERB", "PLACE"))


def tells_of(items: Sequence[Lexeme], i: int) -> bool:
    """ "What share of all was that | , and how many …": does a word for what was told end a clause?"""
    return items[i - 1].is_("THAT") and items[i].is_("AND", "COMMA")


def relates(items: list[Lexeme], i: int) -> bool:
    """ "Those referred in 2023", "children who were referred": words that only join what they stand between."""
    item = items[i]
    dated = i > 0 and items[i - 1].is_("T", "TM") and any(x.is_("SHARE", "HOWMANY") for x in items[:i])
    if item.text == "who" and dated:
        return i + 1 < len(items) and items[i + 1].is_("BE")  # "the share of people referred in 2023 who were female"
    if item.text == "who":
        return i > 0 and items[i - 1].is_("PEOPLE", "F", "M", "W", "PLURAL", "HOWMANY", "ARTICLE")
    following = i + 1 < len(items) and items[i + 1].is_("W", "M", "REL")
    if item.is_("WHICH") and i + 1 < len(items) and items[i + 1].is_("IT", "THAT", "PRONOUN"):
        return True  # "the cases in which it was …"; "in which year was it highest?" asks
    if item.is_("REL") and item.is_("WHICH") and i > 0 and items[i - 1].is_("COMMA"):
        return enclosed(items[i:])
    named = item.text.startswith("such") or item.text.endswith("them")  # whom somebody spoke of
    return item.is_("THOSE") and following and not named


def leads_on(item: Lexeme) -> bool:
    """ "What share of", "how many of": what it is of stands behind it."""
    return item.text.split()[-1] in OF


def heads(items: list[Lexeme], i: int) -> bool:
    """Nothing stands before it that it could be said of: "which" asks there, and joins nothing; "which share" is
    "what".
    """
    if i + 1 < len(items) and items[i + 1].is_("SHARE"):
        return False
    return not any(x.is_("F", "M", "W", "PEOPLE", "TM", "THOSE") for x in items[:i])


def joining(item: Lexeme) -> dict[str, Any]:
    """What a joining word says: of, among, by; and whether a verb stands in it."""
    glue = [m.category for m in item.meanings if m.category in GLUE]
    if not glue:
        return {}
    what: dict[str, Any] = {"G": (glue[0],)}
    if glue[0] == "AMONG":
        what["AMONG"] = item.text
    if glue[0] in VERBAL or item.text.split()[0] in ("came", "made", "come", "were"):
        what["VB"] = item.text
    return what


def without_marks(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Without the marks of a lettered list behind a word that only joins: "were for (a) adults and (b) children"."""
    return tuple(item for i, item in enumerate(items) if not (item.is_("COMMA") and i and joins_alone(items[i - 1])))


def with_most(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Which country do most of the people come from?", "who sent most of the children?": the one with the most;
    "the second most referrals": the second highest.
    """
    asks = any(x.is_("WHICH", "WHAT", "D") and x.text.split()[0] in PICKS for x in items[:3])
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        alone = item.is_("NTH") and not any(x.is_("MOST") for x in items[i + 1 : i + 2])
        last = lexicon().get((item.text.split()[-1],), ()) if alone else ()
        ranked = any(word.category == "MOSTLY" for word in last)
        out.append(item.as_("MOST", "high") if asks and item.is_("MOSTLY") and _most(item) else item)
        out += [replace(item.as_("MOST", "high"), start=item.end)] if ranked else []
    return tuple(out)


def with_drawn(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "A graph of referrals from 2014 to 2023": of a stretch each year is shown, where nothing else is asked of it."""
    at = next((i for i, x in enumerate(items) if x.is_("DRAWN")), None)
    spans = [m.what for x in items for m in x.meanings if m.category == "T"]
    other = any(x.is_("GRAIN", "UNIT", "EACH", "BREAKDOWN", "D", "AND", "VERSUS", "COMPARE", "SHARE") for x in items)
    if at is None or other or not (len(spans) == 2 or (len(spans) == 1 and spans[0].length > QUARTERS)):
        return items
    grain = "year" if all(span.length % QUARTERS == 0 and span.start % QUARTERS == 0 for span in spans) else "quarter"
    return (*items[:at], items[at].as_("GRAIN", grain), *items[at + 1 :])


def with_each(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Kalayaan and Unseen: how many did each of them make?": each of those just listed."""
    out = list(items)
    for i in range(len(items) - 1):
        listed = sum(x.is_("F") for x in items[:i]) > 1
        if listed and items[i].is_("EACH") and items[i + 1].is_("THOSE"):
            out[i], out[i + 1] = items[i].as_("POLITE", items[i].text), items[i + 1].as_("POLITE", items[i + 1].text)
    counted = {i + 1 for i in range(len(items)) if items[i].is_("EACH") and _all_quarters(items[i + 1 : i + 3])}
    for i in counted:  # "each of the four quarters"
        out[i - 1] = replace(out[i - 1], end=items[i].end, typed=f"{items[i - 1].typed} {items[i].typed}")
    return tuple(item for i, item in enumerate(out) if i not in counted)


def _all_quarters(items: tuple[Lexeme, ...]) -> bool:
    """ "Each of the | four quarters": every quarter of the year, and not the year."""
    number, unit = (items[0].get("N"), items[1].get("UNIT")) if len(items) == 2 else (None, None)
    return number is not None and unit is not None and (int(number.what), unit.what) == (4, "quarter")


def with_sides(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "The ratio of the Met to Police Scotland": two sides, and nothing passed to anybody."""
    if not any(x.is_("RATIO") for x in items):
        return items
    out: list[Lexeme] = []
    for item in items:
        head, *rest = item.text.split()
        members = [s for s in vocabulary.senses(tuple(rest)) if s.kind == "member"] if head == "to" and rest else []
        if item.is_("F") and members:
            out += [replace(item, text="to", meanings=(Meaning("TO", "to"),)), item.as_("F", members[0])]
        else:
            out.append(item)
    return tuple(out)


def with_percent(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Over 60 per cent of them": a bound, where "over 60" alone is an age."""
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        words = tuple(item.text.split())
        bound = next((w for w in lexicon().get(words[:-1], ()) if w.category == "LIMIT"), None)
        aged = item.is_("TOPIC") and words[-1].isdecimal() and any(x.is_("SHARE") for x in items[i + 1 : i + 2])
        if aged and bound is not None:
            out += [item.as_("LIMIT", bound.meaning), replace(item.as_("N", int(words[-1])), text=words[-1])]
        else:
            out.append(item)
    return tuple(out)


def without_periodic(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "By what percentage did annual referrals rise between 2014 and 2024?": between two periods, once."""
    ends = sum(x.is_("T") for x in items) == 2
    if not (ends and any(x.is_("HOWMUCH") for x in items) and any(x.is_("MOVE") for x in items)):
        return items
    counted = ("M", "W", "TOTAL", "HOWMANY")
    return tuple(
        x.as_("POLITE", x.text) if x.is_("PERIODIC") and items[i + 1 : i + 2] and items[i + 1].is_(*counted) else x
        for i, x in enumerate(items)
    )


def with_exactly(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "With only one referral", "exactly 10 referrals": a limit on both sides, and not a word that says nothing."""
    out = list(items)
    for i in range(len(items) - 2):
        said = items[i + 1].get("N")
        number = said.what if said is not None else NUMBER_WORDS.get(items[i + 1].text)
        had = i > 0 and items[i - 1].is_("WITH", "HAVE", "VERB", "W")
        if items[i].is_("EXACTLY") and had and number is not None and items[i + 2].is_("M", "W"):
            out[i], out[i + 1] = items[i].as_("LIMIT", "="), items[i + 1].as_("N", number)
    return tuple(out)


def without_how(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How does 2022 compare with 2020?": of two periods, as "2022 compared with 2020"."""
    at = next((i for i, x in enumerate(items) if not x.is_("POLITE", "COMMA", "MARK", "NO", "AND")), 0)
    asks = bool(items) and items[at].is_("WHAT") and items[at].is_("HOWMUCH")
    compares = any(x.is_("VERSUS", "COMPARE") for x in items)
    two = sum(x.is_("T") for x in items) == 2 and not any(x.is_("MOVE", "GROWTH", "M", "W", "F") for x in items)
    told = (*items[:at], items[at].as_("POLITE", items[at].text), *items[at + 1 :]) if asks else items
    return told if compares and two else items


def without_group(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Of the overseas-only group": those of that name; a group that is not named may limit."""
    named = {i for i, x in enumerate(items) if i and (m := x.get("ONES")) is not None and m.what == "group"}
    return tuple(x for i, x in enumerate(items) if not (i in named and items[i - 1].is_("F")))


def of_how_much(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "A rise of what per cent?", "how many per cent more?": by what percentage."""
    for i, item in enumerate(items):
        share = item.get("SHARE")
        if share is None or share.what != "percent":
            continue
        percent = item.as_("HOWMUCH", "percent")
        if i > 1 and items[i - 1].is_("OF") and items[i - 2].is_("MOVE"):
            return (*items[: i - 1], percent, *items[i + 1 :])
        behind = [x for x in items[i + 1 :] if not x.is_("STOP", "THAT", "POLITE")]
        if len(behind) == 1 and behind[0].is_("MORE"):
            moved = behind[0].as_("MOVE", "any")
            return (*items[:i], percent, *(moved if x is behind[0] else x for x in items[i + 1 :]))
    return items


def moved_by(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "So down by how many?": it moved, and no breakdown is asked for."""
    for i, item in enumerate(items[:-1]):
        down, number = item.get("BREAKDOWN"), items[i + 1]
        if down is not None and down.what == "down" and number.is_("HOWMANY", "HOWMUCH", "SHARE"):
            by = number.as_("HOWMUCH", "percent" if number.is_("SHARE") else "much")
            return (*items[:i], item.as_("MOVE", "down"), by, *items[i + 2 :])
    return items


def in_course(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How did referrals go through 2024?": in the course of that year, and not until its end."""
    if not (items and items[0].is_("WHAT") and items[0].is_("HOWMUCH")):
        return items
    out = list(items)
    for i in range(1, len(items) - 1):
        until = items[i].get("UNTIL")
        if until is not None and until.what == "through" and items[i + 1].is_("T") and not items[i - 1].is_("T"):
            out[i] = items[i].as_("IN", "in")
    return tuple(out)


def with_comparison(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Were referrals in 2024 higher than in 2023?" as "were there more referrals in 2024 than in 2023?"."""
    at = next((i for i, x in enumerate(items) if i and (x.is_("MORE") or _compares(items, i))), 0)
    opens = next((i for i, x in enumerate(items[:at]) if x.text.split()[0] in OPENING), None)
    if opens is None or any(not x.is_("OF", "AMONG", "IN", "FOR", "COMMA", *NOUNS) for x in items[:opens]):
        return items
    if _compares(items, at):
        way = "more" if items[at].get("LIMIT").what == ">" else "fewer"  # type: ignore[union-attr]
        first, rest = items[at].as_("MORE", way), (items[at].as_("THAN", "than"), *items[at + 1 :])
    else:
        first, rest = items[at], items[at + 1 :]
    than = next((i for i, x in enumerate(rest) if x.is_("THAN")), None)
    said_of = any(x.is_("F", "M", "W", "T") for x in items[opens + 1 : at])
    if than is None or not said_of:
        return items
    if _more_so(items, at):
        return (*items[:at], items[at].as_("X", items[at].text), *items[at + 1 :])
    return (*items[: opens + 1], first, *items[opens + 1 : at], *rest)


def _more_so(items: tuple[Lexeme, ...], at: int) -> bool:
    """ "Are labour referrals more male than criminal ones?" asks for shares, and sets no counts side by side."""
    adjective, than = items[at + 1 : at + 2], items[at + 2 : at + 3]
    if not (adjective and than) or not adjective[0].is_("F") or adjective[0].is_("PLURAL") or not than[0].is_("THAN"):
        return False
    return breakdowns(adjective).isdisjoint(breakdowns(items[at + 3 :]))


def _compares(items: tuple[Lexeme, ...], i: int) -> bool:
    """ "Higher than" before a period or people, and not before a number."""
    limit = items[i].get("LIMIT")
    plain = [x for x in items[i + 1 : i + 4] if not x.is_("ARTICLE", "IN", "FOR", "OF")]
    named = bool(plain) and plain[0].is_("T", "F", "M", "W", "SHARE", "HOWMANY") and not plain[0].is_("N")
    return limit is not None and limit.what in "<>" and items[i].text.endswith("than") and named


def _most(item: Lexeme) -> bool:
    found = item.get("MOSTLY")
    return found is not None and found.what == "most" and not item.is_("MOST")


def joins_alone(item: Lexeme) -> bool:
    return all(m.category in (*GLUE, "AND", "TOPICAL", "ONWARDS", "BASE", "UNTIL", "SINCE") for m in item.meanings)


def noun(items: list[Lexeme], i: int) -> bool:
    """ "A record" is no verb."""
    return bool(i) and meaning_of(items[i - 1], "ARTICLE") == "one" and items[i].is_("MOST")


def meaning_of(item: Lexeme, category: str) -> Any:
    found = item.get(category)
    return found.what if found is not None else None


def unmet(items: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """The words of a clause that ask for what no figure tells: what is it for, do they do nothing else, does that
    show.
    """
    return (*_dangling(items), *_exclusive(items), *_pointing(items))


def _exclusive(items: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """ "Which forces refer only children?", "is it true they only refer women?": and nobody else."""
    asks = (items[:1] and items[0].is_(*AUXILIARY, "WHICH")) or any(x.is_("TRUE") for x in items)
    return tuple(
        x
        for i, x in enumerate(items)
        if asks
        and x.is_("ONLY")
        and any(y.is_("W", "VERB") and not y.is_("PEOPLE") for y in (*items[i - 1 : i], *items[i + 1 : i + 2]))
    )


def _pointing(items: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """ "Does that show in their referrals?", "is that | what was published?": what was said before, or where something
    was, and no number.
    """
    shows = len(items) > 2 and items[0].is_("DO") and items[1].is_("REL", "IT") and items[2].is_("ASK", "REPORT")
    same = len(items) > 1 and items[0].is_("THAT") and items[1].is_("WHAT")
    place = len(items) > 1 and items[0].is_("WHERE") and items[1].is_(*AUXILIARY)  # "where were they referred to?"
    return (items[1],) if shows or same else (items[0],) if place else ()


def _dangling(items: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """ "What were they exploited for | in 2023?": a word for what it was, which is asked and not told."""
    asked = next((i for i, x in enumerate(items) if x.is_("WHAT")), len(items))
    named = any(x.is_("D") for x in items)  # "what types of exploitation were women referred for?"
    return tuple(
        x for i, x in enumerate(items) if i > asked and not named and x.is_("FOR") and _ends(items[i + 1 : i + 2])
    )


def _ends(after: Sequence[Lexeme]) -> bool:
    return not after or after[0].is_("IN", "STOP", "COMMA")
