"""Counts by breakdowns as one table: from when to when, in which tables, and a link to an answer in every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from assistant.answer.holdings import Held
from assistant.answer.numbers import listed
from assistant.catalog.lookup import Lookup
from assistant.period import MONTHS

SINGLE = ", with single figures up to "
LINE = "border-bottom: 1px solid rgba(128, 128, 128, 0.5); padding: 0.4rem 0.6rem 0.4rem 0; vertical-align: top; text-align: left"


def matrix(cells: Iterable[Held], lookup: Lookup, publication: str) -> str:
    """HTML of one publication's table; it scrolls within itself where the window is narrow, by keyboard as well."""
    held = {(cell.measure, cell.dimensions): cell for cell in cells}
    counts = [m for m in lookup.catalog.measures if m.publication == publication and (m.id, ()) in held]
    used = {name for measure, names in held for name in names if any(m.id == measure for m in counts)}
    rows = [((), "Total"), *(((d.id,), _first_upper(d.label)) for d in lookup.catalog.dimensions if d.id in used)]
    heads = "".join(f'<th scope="col" style="{LINE}">{escape(_first_upper(m.label))}</th>' for m in counts)
    body = "".join(
        f'<tr><th scope="row" style="{LINE}">{escape(label)}</th>'
        + "".join(_cell(held.get((m.id, names))) for m in counts)
        + "</tr>"
        for names, label in rows
    )
    title = escape(lookup.publications[publication].title)
    return (
        f'<div role="region" aria-label="Counts and their breakdowns: {title}" tabindex="0" style="overflow-x: auto">'
        f'<table style="border-collapse: collapse; font-size: 0.9rem"><caption style="{LINE}">{title}</caption>'
        f'<thead><tr><th scope="col" style="{LINE}">Breakdown</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Held | None) -> str:
    if cell is None or not cell.periods:
        return f'<td style="{LINE}">not published</td>'
    periods, _, single = cell.periods.partition(SINGLE)
    if not periods.strip():
        periods, single = single, ""
    shown = escape(_short(periods))
    link = (
        f'<a style="color: inherit" href="./?{escape(cell.link)}" aria-label="{shown}: {escape(cell.question)}">{shown}</a>'
        if cell.link
        else shown
    )
    numbers = sorted(set(cell.numbers), key=lambda text: (len(text), text))
    said = f"{'Table' if len(numbers) == 1 else 'Tables'} {listed(numbers)}" if numbers else ""
    more = [escape(text) for text in (said, f"Single figures up to {_short(single)}" if single else "") if text]
    return f'<td style="{LINE}; min-width: 5.5rem">{link}{"".join(f"<br>{text}" for text in more)}</td>'


def _short(text: str) -> str:
    """
    >>> _short("April 2022 to December 2023")
    'Apr 2022 to Dec 2023'
    """
    return re.sub("|".join(MONTHS), lambda found: found.group()[:3], text)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
