"""What of a clause speaks of the writer: who asks, why, what for, and what was seen or said before."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.english.clauses import ASKING, MARKS, content, strange
from assistant.english.lexeme import Lexeme, breakdowns

QUESTION = ("HOWMANY", "WHAT", "WHICH", "WHEN", "HOWMUCH")  # they ask, and do nothing else
TELLING = ("PRONOUN", "MEDIA", "ASK", "ASKED", "REPORT", "WRITING")
DOING = ("BE", "HAVE", "REPORT", "FILLER", "VERB")  # after who is meant: what they do or say
HOW = ("MOSTLY", "POLITE", "EVALUATION", "ALSO", "ONLY")  # between the two: "we mostly see"
PURPOSE = ("HOWMANY", "ASK", "PRONOUN", "FOR", "ARTICLE", "POLITE", "F", "M", "TOPIC", "X", "MEDIA", "FILLER", "SCOPE")
ASKER = 6  # words in which somebody who asks is named
TIMES = ("T", "TM", "MONTH", "BADTIME")


def tells_of_writer(items: tuple[Lexeme, ...]) -> bool:
    """ "We are seeing far more refusals than we used to": what compares in what the writer tells asks nothing."""
    if any(item.is_(*QUESTION, "ASK", "SHARE", "BREAKDOWN", "T", "TM") for item in items):
        return False
    heads = [i for i, item in enumerate(items[:-1]) if not i or items[i - 1].is_("COMMA")]
    return any(items[i].is_("PRONOUN") and _does(items[i + 1 :]) for i in heads)


def _does(items: Sequence[Lexeme]) -> bool:
    """ "(We) see", "(we) mostly see": what somebody does."""
    first = next((item for item in items if not item.is_(*HOW)), None)
    return first is not None and first.is_(*DOING)


def without_purpose(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Figures for a council report: how many …": without what they are for, where it names nobody else."""
    end = next((i for i, item in enumerate(items) if item.text == ":"), 0)
    head, rest = items[:end], items[end + 1 :]
    said = head and head[-1].is_("MEDIA") and any(x.is_("HOWMANY") for x in head) and all(x.is_(*PURPOSE) for x in head)
    counted = {m.what.id for x in head for m in x.meanings if m.category == "M"}
    again = counted <= {m.what.id for x in rest for m in x.meanings if m.category == "M"}
    asked = any(x.is_(*ASKING, "M", "W") for x in rest)
    return rest if said and again and asked and breakdowns(head) <= breakdowns(rest) else items


def set_aside(items: tuple[Lexeme, ...]) -> tuple[tuple[Lexeme, ...], tuple[Lexeme, ...]]:
    """The lexemes that ask, and those of clauses that only say who asks, why, what for, or what was said before.

    A stretch between marks is set aside where it has words that nothing knows, none that could limit a figure, and
    speaks of the writer or of what the figure is for. One that begins with a preposition and does neither may limit.
    """
    # "We are seeing far more refusals - how many …": what compares in what is told asks nothing.
    asking = QUESTION if any(item.is_(*QUESTION) for item in items) else ASKING
    first = next((i for i, item in enumerate(items) if item.is_(*asking) and not item.is_("M")), None)
    kept: list[Lexeme] = []
    aside: list[Lexeme] = []
    stretches = _stretches(items, first)
    for place, stretch in enumerate(stretches):
        introduces = place + 1 < len(stretches) and stretches[place + 1][0].text == ":"
        introduces = introduces and not any(content(item) for before in stretches[:place] for item in before)
        odd = any(strange(item) for item in stretch)
        # A place or a trade before a colon may be whom it is asked of: "Dorset: any quarter in which they …".
        tells = any(item.is_(*TELLING) for item in stretch) and not any(item.is_("ONLY") for item in stretch)
        tells = tells or (introduces and not any(item.is_("TOPIC") for item in stretch))
        rest = [item for other in stretches if other is not stretch for item in other]
        nothing = ("V", *(("N",) if tells else ()), *(TIMES if _works_on(stretch, rest) else ()))
        limits = any(content(item) and not item.is_(*nothing) for item in stretch)
        asked = first is not None and any(item.is_("ASKED") for item in stretch)
        cites = stretch[0].is_("CITING") and not any(item.is_("F", "M", "W", "D", "T", "TM") for item in stretch)
        told = asked or cites or _of_writer(stretch, rest) or _has_figure(stretch, rest)
        told = told or (odd and not limits and tells and not _of_them(stretch) and not _asks_itself(stretch))
        (aside if told and not _parts_it(stretch) else kept).extend(stretch)
    return tuple(kept), tuple(aside)


def _asks_itself(stretch: Sequence[Lexeme]) -> bool:
    """ "(Of the children referred,) how many were absent from school?": the question, and nothing of the writer."""
    many = stretch[0].get("HOWMANY")
    return many.what == "asked" if many is not None else stretch[0].is_("WHEN", "SHARE")


def _parts_it(stretch: Sequence[Lexeme]) -> bool:
    """ "A line for every quarter", "tell me by religion": how the figure is to be broken down."""
    each = any(item.is_("EACH", "BREAKDOWN", "BY") for item in stretch)
    named = each and any(item.is_("UNIT", "D", "TOPIC") for item in stretch)
    return named or any(item.is_("GRAIN") and not item.is_("PERIODIC", "MEDIA") for item in stretch)


def _of_writer(stretch: Sequence[Lexeme], rest: Sequence[Lexeme]) -> bool:
    """ "For our county lines briefing", "we are seeing more refusals": what the writer does, beside a question that
    names whom it is about itself.
    """
    said = [item for item in stretch if not item.is_("ARTICLE", *MARKS)]
    limits = any(item.is_("ONLY", "TOPIC") and not item.is_("F", "REPORT", "MEDIA") for item in said)
    if len(said) < 2 or limits or not any(item.is_("F") for item in rest):
        return False
    work = [i for i, item in enumerate(said) if item.is_("MEDIA") and not item.is_("F", "M", "T")]
    about = bool(work) and work[0] + 1 < len(said) and said[work[0] + 1].is_("TOPICAL")  # "a slide on exploitation"
    purpose = said[0].is_("FOR", "AS") and bool(work) and (about or work[-1] == len(said) - 1)
    if not breakdowns(said) <= breakdowns(rest):
        return False  # "for a piece on Albanians: how many women were referred?" is of Albanians
    seen = said[0].is_("PRONOUN") and _does(said[1:]) and not any(item.is_("T", "TM") for item in said)
    return purpose or (seen and not any(item.is_(*ASKING) and not item.is_("MORE") for item in said))


def _has_figure(stretch: Sequence[Lexeme], rest: Sequence[Lexeme]) -> bool:
    """ "Reporter has more than 6,400": the figure that somebody has already, beside a question that counts."""
    said = [item for item in stretch if not item.is_("ARTICLE", "POLITE", *MARKS)]
    if len(said) < 3 or not any(item.is_("M", "W") for item in rest):
        return False
    somebody = said[0].is_("MEDIA", "PRONOUN", "REPORT", "FILLER") and said[1].is_("HAVE", "REPORT", "FILLER")
    limits = any(item.is_("F", "M", "W", "D", "T", "TM", "TOPIC", "X", *QUESTION) for item in said[1:])
    return somebody and not limits and any(item.is_("N") for item in said[2:])


def _works_on(stretch: Sequence[Lexeme], rest: Sequence[Lexeme]) -> bool:
    """ "Writing up the test brought in in January 2023: what share in 2022 …?": when that was dates nothing."""
    return stretch[0].is_("WRITING") and any(item.is_("T", "TM") for item in rest)


def _of_them(stretch: Sequence[Lexeme]) -> bool:
    """ "They were dentists", "those were dentists": it says who they are, and may limit."""
    heads = (i for i, item in enumerate(stretch[:-1]) if item.is_("IT", "THOSE") and item.text != "it")
    return any(stretch[i + 1].is_("BE", "HAVE", "VERB") for i in heads)


def _stretches(items: tuple[Lexeme, ...], first: int | None) -> list[list[Lexeme]]:
    """Cut at marks, before the first word that asks, and before "for" where something to write or say follows."""
    out: list[list[Lexeme]] = [[]]
    asker = _asker(items)
    for i, item in enumerate(items):
        begins_purpose = (
            (item.is_("FOR", "AS") or (item.is_("TO", "IN", "AT") and _own_thing(items[i + 1 : i + 4])))
            and any(x.is_("MEDIA", "PRONOUN") for x in items[i + 1 : i + 6])
            and not any(content(x) for x in items[i + 1 : _purpose_end(items, i)])
        )
        if item.is_(*MARKS) and item.text != '"':  # what is quoted belongs to who says it
            out.append([item])
            out.append([])
        elif i in (first, asker) or begins_purpose:
            out.append([item])
        else:
            out[-1].append(item)
    return [stretch for stretch in out if stretch]


def _asker(items: tuple[Lexeme, ...]) -> int | None:
    """ "Legal want to know whether | …", "counsel asks for | …": where what somebody else asks begins."""
    at = next((i for i, item in enumerate(items[:ASKER]) if item.is_("ASKED", "ASK")), 0)
    end = next((i for i in range(at, len(items)) if not items[i].is_("ASKED", "ASK")), len(items))
    known = ("X", "TOPIC", "MEDIA", "ARTICLE", "FILLER", "POLITE", "PRONOUN")
    named = any(item.is_("X", "TOPIC", "MEDIA") for item in items[:at])
    return end if named and all(item.is_(*known) and not item.is_("F", "M", "W") for item in items[:at]) else None


def _own_thing(items: tuple[Lexeme, ...]) -> bool:
    """ "On my phone", "in the paper": something of the writer's; "in the slavery thing" may be what is counted."""
    first = next((x for x in items if not x.is_("ARTICLE")), None)
    return first is not None and first.is_("PRONOUN", "MEDIA")


def _purpose_end(items: tuple[Lexeme, ...], i: int) -> int:
    return next((j for j in range(i + 1, len(items)) if items[j].is_(*MARKS, *ASKING)), len(items))
