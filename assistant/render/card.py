"""A figure card as HTML: headline and figure, how current it is, chart, table, notes and source, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.answer.dates import long_date
from assistant.answer.model import Caveat, Part
from assistant.answer.numbers import listed
from assistant.catalog.lookup import Lookup
from assistant.looked import Looked
from assistant.render.chart_image import drawn
from assistant.render.charts import current, remark
from assistant.render.grid import by_size, grid
from assistant.render.markup import Markup, el
from assistant.render.text import cell_text, grouped_sources

STATUS = {
    "partial": "Part of an answer", "clarify": "Which do you mean?",
    "not_published": "Not published", "not_held": "Not available here", "out_of_scope": "Outside these statistics",
}  # fmt: skip
HELP = "What you can ask"
SIGNS = {"percent": "%"}
MOST_SOURCES = 4  # releases listed at once; more are folded
NEWER = "newer-release"  # id of the caveat on an answer that is pinned to a release which another followed


@cache
def style() -> str:
    """The style sheet of cards, for whichever page shows one."""
    return Path(__file__).with_name("card.css").read_text(encoding="utf-8")


def status_title(part: Part) -> str:
    """What stands over what is no whole answer: of what is only not held here, not that it is not published; nothing
    over a question back, which asks itself.
    """
    if part.status == "answered" or (part.status == "clarify" and part.headline.endswith("?")):
        return ""
    return HELP if helps(part) else STATUS["not_held" if part.reason == "not_held" else part.status]


def helps(part: Part) -> bool:
    """Is it what can be asked, told to somebody who has asked nothing yet?"""
    return part.status == "clarify" and part.kind == "catalogue"


@dataclass(frozen=True)
class Badge:
    """``tone`` is "good", "care" or "plain"."""

    text: str
    tone: str


def badges(part: Part, lookup: Lookup, looked: dict[str, Looked]) -> list[Badge]:
    """How current the figure is, and whether it was worked out."""
    if not part.sources or part.status not in ("answered", "partial"):
        return []
    found = [_current(part, lookup, looked)]
    if part.origin == "calculated":
        found.append(Badge("Calculated from published figures", "plain"))
    return found


def _current(part: Part, lookup: Lookup, looked: dict[str, Looked]) -> Badge:
    newest = max(part.sources, key=lambda source: source.published)
    named = f"release of {long_date(newest.published)}" if newest.published else newest.release_title or newest.release
    if any(caveat.id == NEWER for caveat in part.caveats):
        return Badge(f"Not the latest: from the {named}", "care")
    measure = lookup.measures.get(part.measure)
    found = looked.get(measure.publication if measure else lookup.publication.id)
    if found is not None and found.newest and not found.held:
        return Badge(f"Newest held: {named}; newer published: {found.newest}", "care")
    return Badge(f"Newest figures for this: {named}", "good")


def figure(part: Part) -> str:
    """The one number asked for, as it is printed; "" where the answer is no one number."""
    if part.value is None or part.status not in ("answered", "partial") or part.kind != "figure":
        return ""
    if isinstance(part.value, float) and part.unit == "percent":
        return f"{part.value:.0f}" if part.value >= 1 else f"{part.value:.1f}"
    return cell_text(part.value)


def head(part: Part, level: int = 3) -> Markup:
    """The figure large, then the sentence that can be printed, with the numbers of its notes."""
    shown, over = figure(part), status_title(part)
    sign = SIGNS.get(part.unit or "", "")
    rest = "" if sign or not part.unit else part.unit
    called = set(calls(part).values())
    rest_of = [number for number in range(1, len(part.caveats) + 1) if not any(number in one for one in called)]
    marks = f" {_mark(rest_of)}" if rest_of else ""
    return Markup(
        "".join((
            el("p", over, class_="state") if over else "",
            el("p", f"{shown}{sign}", *([el("small", rest)] if rest else []), class_="figure",
            **{"aria-hidden": "true"})
            if shown and shown != part.headline else "",
            el(f"h{level}", part.headline, *([el("span", marks, class_="mark")] if marks else []), class_="headline"),
        ))
    )  # fmt: skip


def calls(part: Part) -> dict[str, tuple[int, ...]]:
    """The numbers of the notes of each row and column of the table, by its label in small letters."""
    made = grid(part)
    if made is None:
        return {}
    labels = [*(row[0] for row in made.rows), *made.heads[1:]]
    found = {
        label.casefold(): tuple(
            number
            for number, caveat in enumerate(part.caveats, 1)
            if label.casefold() in [row.casefold() for row in caveat.rows]
        )
        for label in labels
    }
    return {label: numbers for label, numbers in found.items() if numbers}


def _mark(numbers: Sequence[int]) -> str:
    """
    >>> _mark([1, 2, 3, 5]), _mark([2])
    ('[notes 1 to 3 and 5]', '[note 2]')
    """
    spans = [(span[0], span[-1]) for span in _spans(numbers)]
    said = listed([
        text for a, b in spans for text in ([str(a)] if a == b else [str(a), str(b)] if b == a + 1 else [f"{a} to {b}"])
    ])  # fmt: skip
    return f"[note{'s' if len(numbers) > 1 else ''} {said}]"


def _spans(numbers: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def badge_list(found: list[Badge]) -> Markup:
    return (
        el("ul", *(el("li", badge.text, class_=badge.tone) for badge in found), class_="badges")
        if found
        else Markup("")
    )


def warnings(part: Part) -> Markup:
    """What changes the meaning of the figures, above them."""
    return Markup("".join(el("div", el("p", *note(n, c)), class_="warning") for n, c in _breaks(part)))


def _breaks(part: Part) -> list[tuple[int, Caveat]]:
    return [(number, caveat) for number, caveat in enumerate(part.caveats, 1) if caveat.kind == "break"]


def note(number: int, caveat: Caveat) -> list[str]:
    said = [f"[note {number}] {caveat.text} "]
    return [*said, el("a", f"Source of note {number}", href=caveat.source)] if web(caveat.source) else said


def picture(part: Part, earlier: bool = False) -> Markup:
    """The chart under its titles, broad and thin: the style sheet shows the one that there is room for.

    ``earlier``: with what earlier releases gave.
    """
    part = part if earlier else current(part)
    if part.chart is None:
        return Markup("")
    about = (part.chart, part.columns, by_size(part))
    images = [(look, drawn(*about, narrow=look == "thin")) for look in ("broad", "thin")]
    more = remark(*about)
    caption = el(
        "figcaption", el("b", part.chart.title), el("span", f"{part.chart.subtitle}.{f' {more}' if more else ''}")
    )
    shown = [
        el(
            "img",
            src=one.source,
            alt=part.chart.alt,
            width=str(one.width),
            height=str(one.height),
            class_=f"chart {look}",
        )
        for look, one in images
        if one is not None
    ]
    return el("figure", caption, *shown) if shown else Markup("")


def table(part: Part, total: int | None = None) -> Markup:
    """The same figures as a table of rows and columns, which scrolls within itself."""
    made = grid(part, total)
    if made is None:
        return Markup("")
    looks = [{"class_": "number"} if right else {} for right in made.numeric]
    marks = calls(part)
    heads = [el("th", *_marked(name, marks), scope="col", **look) for name, look in zip(made.heads, looks, strict=True)]
    rows = []
    for place, row in enumerate(made.rows, 1):
        cells = [el("td", text, **look) for text, look in zip(row[1:], looks[1:], strict=True)]
        total_row = {"class_": "total"} if made.total and place == len(made.rows) else {}
        rows.append(el("tr", el("th", *_marked(row[0], marks), scope="row"), *cells, **total_row))
    seen = {"class_": "heard"} if part.chart is not None else {}  # under the chart it would be said twice
    drawn = el(
        "table", el("caption", el("span", made.caption, **seen)), el("thead", el("tr", *heads)), el("tbody", *rows)
    )
    return el("div", drawn, class_="wide", tabindex="0", role="region", **{"aria-label": f"Table: {made.caption}"})


def _marked(label: str, marks: dict[str, tuple[int, ...]]) -> list[str]:
    numbers = marks.get(label.casefold())
    return [f"{label} ", el("span", _mark(numbers), class_="mark")] if numbers else [label]


def notes(part: Part, level: int = 4) -> Markup:
    """What bears on the figures and is not said above them already."""
    above = {number for number, _ in _breaks(part)}
    lines = [el("li", *note(n, c)) for n, c in enumerate(part.caveats, 1) if n not in above]
    return Markup(el(f"h{level}", "Notes") + el("ol", *lines, class_="notes")) if lines else Markup("")


def sources(part: Part, level: int = 4) -> Markup:
    grouped = grouped_sources(part)
    lines = [
        el("li", f"{said} ", el("a", f"Open {_short(said)}", href=url)) if web(url) else el("li", said)
        for said, url in grouped
    ]
    more = [el("li", "As published.")] if part.origin == "published" and lines else []  # the other is a badge
    if len(lines) > MOST_SOURCES:
        days = [source.published for source in part.sources if source.published]
        newest = f", the newest of {long_date(max(days))}" if days else ""
        summary = el("summary", f"Figures from {len(lines)} releases{newest}")
        return Markup(
            el(f"h{level}", "Source")
            + el("details", summary, el("ul", *lines, class_="sources"))
            + el("ul", *more, class_="sources")
        )
    return Markup(el(f"h{level}", "Source") + el("ul", *lines, *more, class_="sources")) if lines else Markup("")


def _short(said: str) -> str:
    """ "the release of 7 March 2024": links that are read out of place say where they lead."""
    when = said.partition(", published ")[2].partition(" (")[0].rstrip(".")
    return f"the release of {when}" if when else "the release"


def web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
