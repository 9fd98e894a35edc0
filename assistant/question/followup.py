"""Follow-ups: a short turn that edits the query before it ("and for women?", "what about 2022?", "by nationality")."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.period import Span
from assistant.query import TIME, Query
from assistant.question.filters import Filter
from assistant.question.findings import Slots
from assistant.question.periods import PeriodWords

OPENING = re.compile(
    r"^(?:and|what about|how about|what of|only|just|no|but|same|the same|now|or|by|as a|as an|since|for|in|then|also|instead|"
    r"show|make that|i meant|sorry|broken|split|per|over|with|without|excluding|among|compared|versus|vs)\b",
    re.IGNORECASE,
)
VERB = re.compile(r"\b(?:were|was|are|is|had|have|been|being|who|that)\b", re.IGNORECASE)
BE = ("were", "are", "was", "is")
SHORT = 5  # items that carry meaning


def is_followup(text: str, slots: Slots) -> bool:
    """Does this turn lean on the one before? It names no measure (or nothing else), and is short or opens as an edit does."""
    opens = bool(OPENING.match(text))
    if slots.topics or ((slots.measures or slots.weak) and not (opens and _measure_alone(slots))):
        return False
    if slots.periods and (slots.filters or slots.by) and not opens:
        return False  # whole in itself: nothing of the question before is meant
    said = [item for item in slots.items if item.kind not in ("mark", "ignored") and item.cues != ("of",)]
    return (edits_something(slots) or _measure_alone(slots)) and (opens or len(said) <= SHORT)


def _measure_alone(slots: Slots) -> bool:
    """ "And DtN reports?": another count, of the same period and people."""
    return bool(slots.measures) and not (slots.filters or slots.by or slots.periods or slots.cue("define", "catalogue"))


def edits_something(slots: Slots) -> bool:
    """People, a breakdown, a period or a shape is named."""
    return bool(
        slots.filters
        or slots.by
        or slots.periods
        or slots.beyond
        or slots.cue(
            "share", "year", "quarter", "top", "bottom", "change", "average", "trend", "revised", "previous",
            "first_published", "comparable",
        )
    )  # fmt: skip


def predicated(slots: Slots) -> frozenset[str]:
    """Breakdowns of what "how many were …" says of the people counted: it is no limit of the questions beside it."""
    for i, item in enumerate(slots.items):
        if item.text in BE and i and slots.items[i - 1].cues in (("number",), ("of_those",)):
            return frozenset(f.dimension for f in slots.filters if f.at > i)
    return frozenset()


def take_over(
    text: str, slots: Slots, before: Query, persons: frozenset[str], apart: frozenset[str] = frozenset()
) -> None:
    """Filters of the query before stay, unless the turn names others of the same breakdown.

    "And how many children?" after women asks for all children, "and how many were children?" for those among them:
    without a verb, one word for persons takes the place of another. ``apart`` are breakdowns that belong to the count
    before alone, as an outcome does to decisions.
    """
    own = {f.dimension for f in slots.filters} | set(slots.by) | apart
    if own & persons and not slots.cue("of_those") and not VERB.search(text):
        own |= persons
    kept = [
        Filter(dimension, name.removeprefix("!"), -1, name.startswith("!"))
        for dimension, ids in before.where
        if dimension not in own
        for name in ids
    ]
    listing = [name for name in before.by if name not in TIME]
    if listing and not slots.by and not slots.filters and slots.cue("top", "bottom", "rank", "share"):
        slots.by = listing  # "top five", "as a percentage": the same breakdown, ordered or shared out
    slots.filters = kept + slots.filters


def take_period(slots: Slots, before: Query) -> None:
    """What a turn says of time is said of the period before: "and in Q4?", "the year before?", "is that up?"."""
    spans = before.periods
    if not spans:
        return
    alone = [p for p in slots.periods if p.relative.startswith("quarter:")]
    years = list(dict.fromkeys(year for span in spans for year in (span.years or [Span.year(span.start // 4)])))
    if alone and len(alone) == len(slots.periods):
        quarters = tuple(
            Span(y.start + int(p.relative[8:]) - 1, y.start + int(p.relative[8:]) - 1) for y in years for p in alone
        )
        slots.periods = [replace(alone[0], kind="span", relative="", problem="", spans=quarters)]
    elif not slots.periods and slots.cue("previous") and not slots.cue("change", "compare"):
        back = any(
            "quarter" in slots.items[i].text and "same" not in slots.items[i].text for i in slots.cues["previous"]
        )
        slots.periods = [_span(tuple(s.before() if back else s.year_earlier() for s in spans))]
        slots.cues["previous"] = []  # it is said
    elif not slots.periods and slots.cue(
        "change", "previous", "quarter", "year", "revised", "average", "first_published", "comparable"
    ):
        slots.periods = [_span(spans)]
    elif slots.cue("compare") and slots.periods and not (slots.by or any(f.at >= 0 for f in slots.filters)):
        slots.periods = [_span(spans), *slots.periods]


def _span(spans: tuple[Span, ...]) -> PeriodWords:
    return PeriodWords(-1, -1, "span", spans)


def carry(query: Query, before: Query, slots: Slots) -> Query:
    """Period and shape of the query before, where the turn names none."""
    if query.relative == "default":
        query = replace(query, periods=before.periods, relative=before.relative)
    named = {d for d, ids in query.where if not all(name.startswith("!") for name in ids)}
    narrowed = named - {d for d, _ in before.where}
    if query.shape == "series" and before.shape == "share" and query.dimensions == before.dimensions:
        return replace(query, shape="share", base=before.base, percent=True)  # "each quarter"
    if query.shape == "figure" and before.shape in ("breakdown", "series", "ranking", "share", "change", "compare"):
        by = tuple(name for name in before.by if name in TIME or name not in named)
        if by or before.shape in ("share", "change") or len(query.periods) > 1:
            base = tuple(d for d in before.base if d in named)
            if before.shape == "share":
                base = tuple(sorted({*base, *narrowed}))  # "for children only": the share among them
            limit = slots.beyond
            query = replace(
                query,
                shape=before.shape,
                by=by,
                base=base,
                limit=before.limit,
                percent=before.percent,
                descending=limit.above if limit else before.descending,
                over=limit.over if limit else before.over,
            )
    return query


def says_something(slots: Slots) -> bool:
    """Is anything asked at all? "Since when?" names nothing that a question before it could be edited by."""
    return edits_something(slots) or bool(slots.vague) or slots.cue("number", "total", "of_those", "which", "compare")
