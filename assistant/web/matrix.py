"""Counts by breakdowns as one picture: a bar from when to when, in which tables, and a link to an answer in every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from assistant.answer.holdings import Held
from assistant.answer.numbers import listed
from assistant.catalog.lookup import Lookup
from assistant.period import MONTHS

YEAR = re.compile(r"\b[12]\d{3}\b")
SINGLE = ", with single figures up to "


def matrix(cells: Iterable[Held], lookup: Lookup, publication: str) -> str:
    """HTML of one publication's table; it scrolls within itself where the window is narrow, by keyboard as well."""
    held = {(cell.measure, cell.dimensions): cell for cell in cells}
    counts = [m for m in lookup.catalog.measures if m.publication == publication and (m.id, ()) in held]
    used = {name for measure, names in held for name in names if any(m.id == measure for m in counts)}
    rows = [((), "Total"), *(((d.id,), _first_upper(d.label)) for d in lookup.catalog.dimensions if d.id in used)]
    heads = "".join(f'<th scope="col">{escape(_first_upper(m.label))}</th>' for m in counts)
    scale = _scale(held[m.id, names].periods for m in counts for names, _ in rows if (m.id, names) in held)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(_cell(held.get((m.id, names)), scale) for m in counts)
        + "</tr>"
        for names, label in rows
    )
    title = escape(lookup.publications[publication].title)
    small = " “Some to” is how far single figures go on." if "<small>" in body else ""
    return (
        f'<div class="card"><div class="wide matrix" role="region" aria-label="Measures and their breakdowns: {title}" tabindex="0">'
        f"<table><caption><span>{title}. Bars run from {scale[0]} to {scale[1]}.{small} "
        "A dash: not available here.</span></caption>"
        f'<thead><tr><th scope="col">Breakdown</th>{heads}</tr></thead><tbody>{body}</tbody></table></div></div>'
    )


def _scale(texts: Iterable[str]) -> tuple[int, int]:
    """The first and the last year of any bar."""
    years = [int(year) for text in texts for year in YEAR.findall(text)]
    return min(years, default=0), max(years, default=0)


def _bar(text: str, scale: tuple[int, int]) -> str:
    """A bar over the years of a text, from the first to the last."""
    years = [int(year) for year in YEAR.findall(text)]
    many = scale[1] - scale[0] + 1
    left, wide = (100 * n / many for n in (years[0] - scale[0], years[-1] - years[0] + 1)) if years else (0.0, 0.0)
    return f'<span class="span" aria-hidden="true"><i style="margin-left:{left:.0f}%;width:{wide:.0f}%"></i></span>'


def _cell(cell: Held | None, scale: tuple[int, int]) -> str:
    """From when to when, as a link to an answer; which tables, for who points at it or hears it."""
    if cell is None or not cell.periods:
        return '<td><span aria-label="not available here">–</span></td>'
    periods, _, single = cell.periods.partition(SINGLE)
    if not periods.strip():
        periods, single = single, ""
    shown = escape(_short(periods))
    numbers = sorted(set(cell.numbers), key=lambda text: (len(text), text))
    said = f"{'Table' if len(numbers) == 1 else 'Tables'} {listed(numbers)}" if numbers else ""
    told = escape(". ".join(text for text in (f"{shown}: {cell.question}", said) if text))
    link = (
        f'<a href="./?{escape(cell.link)}" title="{escape(said)}" aria-label="{told}">{_bar(periods, scale)}{shown}</a>'
        if cell.link
        else shown
    )
    more = f"<br><small>some to {escape(_short(single))}</small>" if single else ""
    return f"<td>{link}{more}</td>"


def _short(text: str) -> str:
    """
    >>> _short("April 2022 to December 2023")
    'Apr 2022 to Dec 2023'
    """
    return re.sub("|".join(MONTHS), lambda found: found.group()[:3], text)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
