"""A sentence of a letter in the words that its question needs, and the things that it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.claims.stated import states_figures
from assistant.desk.lines import Line
from assistant.desk.private import unnamed
from assistant.desk.sense import TIMES, Said, Sense
from assistant.desk.sentences import Language
from assistant.english.frame import Frame
from assistant.period import Span

BRIEF = 3  # words of a guess at an answer
GLOSS = re.compile(r" \((?P<gloss>[^()]{3,60})\)")  # what stands in brackets
SEVERAL = 3  # things in one sentence that the reader takes apart itself


def plainly(text: str, sense: Sense, language: Language) -> tuple[str, Said]:
    """A sentence without private names, as a question where it supposes what may be so, or wishes for what there may be."""
    helpful = language.patterns["helpful"].match(text)
    if helpful and not sense.said(helpful["what"]).names:
        helpful = None
    if told := language.patterns["if_told"].match(text):
        text = told["what"]
    elif wished := language.patterns["wished"].match(text) or helpful:
        text = wished.expand(language.words.letter.wished)
    text = language.aimless(text, lambda head: says(head, sense)) or text
    said = sense.said(text)
    if len(said.unknown) > 1:
        text = unnamed(text, said.unknown, language.words)
    supposed = language.patterns["supposed"].match(text)
    if supposed and sense.said(supposed["what"]).dated and not text.endswith("?"):
        text = f"{supposed['what'].rstrip('.')}?"  # "I think the threshold changed": is it so?
    return text, sense.said(text)


def apart(text: str, sense: Sense, language: Language) -> list[str]:
    """The things that a sentence lists, where the reader does not see itself what they share."""
    shares = language.shares_apart(text)
    if len(shares) > 1 and all(map(language.words["leaning"].found, shares)):
        return shares  # "the 2022 figure as a share of all, and the 2023 figure as a share too"
    if both := _then_of_those(text, sense, language):
        return both
    head, colon, rest = text.partition(":")
    named = [piece for piece in language.patterns["joined_things"].split(rest) if re.search(r"\w", piece)]
    each = [sense.said(one).counts or language.asks_directly(one) or language.counts(one) for one in named]
    if colon and len(named) > 1 and all(each) and sense.said(named[0]).counts and language.counts(head):
        return [f"{head}:", *named]  # "two numbers for 2022: children referred, and …"
    parts = [piece for piece in text.split(";") if re.search(r"\w", piece)]
    if (
        len(parts) > 1
        and all(sense.said(one).names for one in parts)
        and any(sense.said(one).counts for one in parts[1:])
    ):
        return [piece for one in parts for piece in apart(one.strip(), sense, language)]
    pieces = language.things(text, lambda piece: sense.said(piece).counts)
    if len(pieces) > 1 and (when := _time_before(pieces[0], sense, language)) and language.asks_directly(pieces[1]):
        return [f"{when}:", *pieces[1:]]  # "for 2023, how many …, how many of those …"
    repeats = any(map(language.repeats, pieces[1:]))
    said = [sense.said(piece) for piece in pieces]
    counted = [bool(one.measures) or one.counts for one in said]
    bare = [language.counts(piece) and "period" not in one.kinds for piece, one in zip(pieces, said, strict=True)]
    led = all(bare[:-1]) and counted[-1] and not any(counted[:-1])
    if len(said) > 1 and led and not (repeats or said[-1].those):
        return [text]  # "the number of adults and the number of children referred in 2014"
    refused = any(one.topics for one in said) and not any(one.those for one in said)  # the reader tells only why
    shared = any(map(language.patterns["share_of_all"].search, pieces[1:]))  # is of none of those before it
    besides = shared or language.words["besides"].found(text)  # "…, together with the percentage …" asks anew
    apart_of_those = sum(language.patterns["those_number"].match(one) is not None for one in pieces) > 1
    whole = not (repeats or refused or besides or apart_of_those or pieces[0].endswith(":"))
    if 1 < len(pieces) <= SEVERAL and whole and sense.several(text):
        return [text]
    while len(pieces) > 1 and not (pieces[0].endswith(":") or _whole_thing(pieces[0], sense, language)):
        pieces = [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]  # "On average, how many …"
    return pieces


def _then_of_those(text: str, sense: Sense, language: Language) -> list[str]:
    """ "Referrals by the police" and "of those, how many were children", of the two in one; empty where nobody is named
    first, of whom those are."""
    found = language.patterns["then_of_those"].match(text)
    first = sense.said(found["first"]) if found else Said()
    if found is None or not first.names or first.those:
        return []
    return [found["first"], language.of_those(f"{found['rest'].rstrip(') ')}")]


def each_breakdown(text: str, sense: Sense, language: Language) -> list[str]:
    """ "By male/female, and by minors or adults" is a question of each; of any other text that text."""
    found = language.patterns["by_each"].search(text)
    kinds = [sense.said(found[name]).kinds for name in ("first", "second")] if found else []
    if found is None or not all(kinds) or kinds[0] & kinds[1] or any(one & (TIMES | {"count"}) for one in kinds):
        return [text]
    if all(map(sense.refers, kinds)):
        return [text]  # "by local authorities, and by Kent Police"
    head = text[: found.start()]
    return [f"{head}{found[name]}{found['rest']}" for name in ("first", "second")]


def guesses(text: str, before: str, sense: Sense, language: Language) -> bool:
    """ "Emails?", after "In what format do they come?": what the answer to it may be, and no question of its own."""
    said = sense.said(text)
    brief = (
        text.endswith("?")
        and len(text.split()) <= BRIEF
        and not (said.kinds or said.those or said.asked or said.topics)
    )
    if not (brief and before.endswith("?") and sense.said(before).asked):
        return False
    return not (language.asks_directly(text) or language.words["confirms"].found(text))


def _whole_thing(text: str, sense: Sense, language: Language) -> bool:
    """Does a thing of a list name what it asks, or another time of what was asked ("and in 2022", "the total for 2022")?"""
    said = sense.said(text)
    dated = language.patterns["then_at"].match(text) or language.patterns["thing"].match(text)
    asks = language.words["confirms"].found(text) and not language.words["requests"].found(text)  # "is it right?"
    return said.names or asks or bool("period" in said.kinds and dated)


def _time_before(text: str, sense: Sense, language: Language) -> str:
    """ "For 2023" of "I would like to know about decisions: for 2023", before several questions; empty where it says more."""
    told, _, when = text.rpartition(":")
    limits = language.begins_limit(told) or language.asks_directly(told) or sense.said(told).kinds - {"count"}
    only = language.begins_limit(when.strip()) and sense.said(when).kinds == {"period"} and not sense.said(when).unknown
    return when.strip() if only and not limits else ""


def time_of_all(things: Sequence[str], sense: Sense, language: Language) -> tuple[str, ...]:
    """The time said at the end of several things, the last of which is of those before it: "the number of decisions, and
    the number of those that were positive in 2019"; none where any other says its own."""
    said = [sense.said(thing) for thing in things]
    if len(said) < 2 or "period" not in said[-1].kinds or any("period" in one.kinds for one in said[:-1]):
        return ()
    if not (said[-1].those or language.patterns["those"].search(things[-1])):
        return ()
    when = _when(sense.frame(things[-1], strict=False))
    return (when,) if when else ()


def time_alone(scope: str, sense: Sense, language: Language) -> str:
    """When a list was asked for, of a lead-in that says what each of its items is ("in 2023 by each of these forces"); what
    is asked after the list is of no item. The scope itself where it says no more, or limits whom."""
    hangs = language.patterns["hanging"].search(scope) or language.patterns["left_open"].search(scope)
    frame = sense.frame(scope[: hangs.start()] if hangs else scope, strict=False)
    return scope if not hangs or frame is None or frame.where else _when(frame) or scope


def closed(scope: str, sense: Sense, language: Language) -> str:
    """ "Referrals in 2023" of "referrals in 2023 made by", of a question outside the list that a scope leads in."""
    hangs = language.patterns["left_open"].search(scope)
    bare = language.patterns["made_by"].sub("", scope[: hangs.start()]) if hangs else scope
    return bare.rstrip(" ,:") if sense.said(bare).counts else scope


def timed(limit: str, sense: Sense, language: Language) -> str:
    """ "Over the past five years" of "how it has changed over the past five years": of what limits by nothing but a time,
    from its preposition on."""
    said = sense.said(limit)
    if said.first <= 0 or said.kinds != {"period"} or said.topics:
        return limit
    opens = language.patterns["lead_in"].search(limit[: said.first])
    start = opens.start() if opens else said.first
    return limit[start:] if language.begins_limit(limit[start:]) else limit


def time_said(text: str, sense: Sense) -> str:
    """ "For 2022" of what names that time; empty without one."""
    return _when(sense.frame(text, strict=False))


def _when(frame: Frame | None) -> str:
    """The periods that a frame names, in words; empty without any."""
    whens = [when for when in (frame.time.whens if frame and frame.time else ()) if isinstance(when, Span)]
    return f"for {' and '.join(when.label for when in whens)}" if whens else ""


def each_limit(limit: str, sense: Sense, language: Language) -> list[str]:
    """ "For 2023" and "for children" of "for 2023 and for children", of which one says when, and the other nothing of that."""
    out: list[str] = []
    for one in language.each_limit(limit):
        pieces = language.patterns["and_for"].split(one)
        when = [is_time(piece, sense) for piece in pieces]
        dated = ["period" in sense.said(piece).kinds for piece in pieces]
        out += pieces if len(pieces) > 1 and any(when) and when == dated else [one]
    return out


def without_gloss(text: str, sense: Sense) -> str:
    """ "Children only" of "children (aged 17 or under) only", whose brackets say the same again; "(under 16)" says more."""
    found = GLOSS.search(text)
    own = sense.frame(found["gloss"]) if found else None
    rest = f"{text[: found.start()]}{text[found.end() :]}" if found else text
    around = sense.frame(rest, strict=False) if own is not None and own.where and own.time is None else None
    same = own is not None and around is not None and set(own.where) <= set(around.where)
    return rest if same and not sense.said(found["gloss"] if found else "").unknown else text


def is_whole(text: str, sense: Sense, language: Language) -> bool:
    """ "Plus the total for each quarter", after what asks for a breakdown: of that the whole."""
    said = sense.said(text)
    plain = said.kinds <= {"grain", "quarter of"} and not (said.unknown or said.withheld or said.asked)
    return plain and language.words["whole"].found(text)


def says(head: str, sense: Sense) -> bool:
    """Do words before a question name anything of the tables, or a number?"""
    said = sense.said(head)
    return said.names or said.numbers


def limits(head: str, sense: Sense) -> bool:
    """Do words before a question say when, or of whom, and nothing that nobody knows: "Kent Police: could you …"?"""
    said = sense.said(head)
    return said.limits and not said.unknown


def passage(pieces: Sequence[str]) -> list[str]:
    """The sentences of a passage that state figures, without the marks of quotation."""
    return [one.strip("\"“”' ") for one in pieces if states_figures(one)]


def with_bids(lines: Sequence[Line], language: Language) -> list[Line]:
    """The lines, what stands under a question and says only how its figures are to be made in one line with that."""
    out: list[Line] = []
    for n, line in enumerate(lines):
        above = out[-1] if out else None
        end = next((at for at in range(n, len(lines)) if above and lines[at].level <= above.level), len(lines))
        under = lines[n:end] if above is not None and line.level > above.level > 0 else []
        bids = all(language.patterns["bids"].match(one.text) and not one.text.endswith("?") for one in under)
        if above is not None and under and bids and above.text.endswith((".", "?")):
            out[-1] = replace(above, text=f"{above.text} {line.text}")
        else:
            out.append(line)
    return out


def with_times(lines: Sequence[Line], sense: Sense, language: Language) -> list[Line]:
    """The lines, with items that name nothing but times in one line with several things that lead them in."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        head = lines[i]
        end = i + 1
        while (
            end < len(lines)
            and lines[end].level > head.level
            and not lines[end].label
            and is_time(lines[end].text, sense)
        ):
            end += 1
        whole = end == len(lines) or lines[end].level <= head.level
        if end - i > 1 and whole and _several(head.text, sense, language):
            times = [one.text.strip(" ,;.") for one in lines[i + 1 : end]]
            text = language.unlisted(head.text).rstrip(" :")
            first, last = ", ".join(times[:-1]), times[-1].removeprefix("and ")
            joined = f"{first} and {last}" if first else last
            asks = language.words["requests"].found(text) or language.asks_directly(text)
            text = f"{text} {'' if language.left_open(text) else 'in '}{joined}"
            out.append(replace(head, text=text, level=head.level or (0 if asks else 1)))
            i = end
        else:
            out.append(head)
            i += 1
    return out


def _several(text: str, sense: Sense, language: Language) -> bool:
    """Does a lead-in ask for more than one thing?"""
    said = sense.said(text)
    counts = said.counts or (said.names and language.counts(text))  # "the number of girls referred by the police in"
    return counts and (sense.several(text) or len(language.things(text)) > 1)


def is_time(text: str, sense: Sense) -> bool:
    said = sense.said(text)
    return said.kinds == {"period"} and not (said.unknown or said.asked or said.topics)
