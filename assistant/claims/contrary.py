"""Two words of one movement that contradict each other: "referrals fell in 2025, up 22%"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.claims.orderings import FALL, RISE, Asserted
from assistant.english.lexeme import Lexeme
from assistant.english.named import Names
from assistant.period import Span

# What may stand between a movement and the figure of the same one: when, how many, and of what
BETWEEN = ("TM", "IN", "AT", "COMMA", "TO", "N", "TOTAL", "ARTICLE", "IT", "WITH", "M", "OF")
AHEAD = (*BETWEEN, "F", "BE", "HAVE", "EVALUATION", "REPORT", "PUB")  # and nothing that denies it, or only fears it


def contrary(made: list[Asserted], sentence: str, names_of: Callable[[str], Names]) -> list[Asserted]:
    """The directions that are said beside a change, with nothing of another time or of others between them, and are the
    other way from it: each is judged, for both cannot be so."""
    figures = [one.stated for one in made if one.stated is not None]
    told = any(one.kind == "direction" for one in made)
    out: list[Asserted] = []
    for one in made if not told else ():
        s = one.stated
        if s is None or one.kind not in ("change", "difference") or len(one.queries) != 2 or not s.value:
            continue
        first, last = one.queries
        if first.periods == last.periods or (first.measure, first.where) != (last.measure, last.where):
            continue
        for hit in (RISE if s.falling else FALL).finditer(sentence):
            if any(f.start < hit.end() and hit.start() < f.end for f in figures):
                continue
            between = sentence[hit.end() : s.start] if hit.end() <= s.start else sentence[s.end : hit.start()]
            names = names_of(between)
            alike = set(names.spans) <= {*first.periods, *last.periods} and set(names.counted) <= {last.measure}
            ahead = names_of(sentence[: hit.start()]).items if hit.end() <= s.start else []
            if not alike or not _only(names.items, BETWEEN) or not _only(ahead, AHEAD):
                continue
            times = _times(first.periods[0], last.periods[0])
            queries = tuple(replace(last, periods=(when,)) for when in times)
            out.append(Asserted("direction", hit.group(), queries, falling=not s.falling))
    return out[:1]


def _only(items: list[Lexeme], categories: tuple[str, ...]) -> bool:
    return all(item.is_(*categories) for item in items)


def _times(first: Span, last: Span) -> tuple[Span, ...]:
    """From when to when; a quarter may have moved from the one before it, or from that of a year earlier."""
    return (last.year_earlier(), last, last.before()) if last.length == 1 else (first, last)
