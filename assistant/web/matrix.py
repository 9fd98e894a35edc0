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


def matrix(cells: Iterable[Held], lookup: Lookup, publication: str) -> str:
    """HTML of one publication's table; it scrolls within itself where the window is narrow, by keyboard as well."""
    held = {(cell.measure, cell.dimensions): cell for cell in cells}
    counts = [m for m in lookup.catalog.measures if m.publication == publication and (m.id, ()) in held]
    used = {name for measure, names in held for name in names if any(m.id == measure for m in counts)}
    rows = [((), "Total"), *(((d.id,), _first_upper(d.label)) for d in lookup.catalog.dimensions if d.id in used)]
    heads = "".join(f'<th scope="col">{escape(_first_upper(m.label))}</th>' for m in counts)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>' + "".join(_cell(held.get((m.id, names))) for m in counts) + "</tr>"
        for names, label in rows
    )
    title = escape(lookup.publications[publication].title)
    return (
        f'<div class="card"><div class="wide matrix" role="region" aria-label="Measures and their breakdowns: {title}" tabindex="0">'
        f"<table><caption>{title}. A dash: not available here.</caption>"
        f'<thead><tr><th scope="col">Breakdown</th>{heads}</tr></thead><tbody>{body}</tbody></table></div></div>'
    )


def _cell(cell: Held | None) -> str:
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
        f'<a href="./?{escape(cell.link)}" title="{escape(said)}" aria-label="{told}">{shown}</a>'
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
