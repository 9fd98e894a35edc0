"""Years beside their quarters: where a year is not what they come to, a figure may not be added over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.publish.lines import Lines
from assistant.publish.marks import Unread, figure_of
from assistant.publish.periods import stamp_of


def unlike_quarters(lines: Lines, value: str, labels: Sequence[str], when: Sequence[str], basis: str) -> str:
    """The first year that is not the sum of its quarters, as evidence: "2022 is 32,700, and its quarters add up to
    130,650"; or "". Each quarter may be rounded, and so the sum be off by two of the last place.
    """
    at = [lines.headings.index(heading) for heading in labels]
    column = lines.headings.index(value)
    years: dict[tuple[str, ...], int] = {}
    quarters: defaultdict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    stamps = [stamp_of(found, basis).id for found in zip(*(lines.column(h) for h in when), strict=True)]
    if not any("-Q" in s and ".." not in s for s in stamps) or not any(len(s) == 4 for s in stamps):
        return ""
    for stamp, row in zip(stamps, lines.rows, strict=True):
        if not stamp or ".." in stamp:
            continue
        try:
            figure = figure_of(row[column], 1000)  # so that fractions of a thousand are read as well
        except Unread:
            continue
        if figure is None or figure.value is None:
            continue
        key = (stamp[:4], *(row[i] for i in at))
        if len(stamp) == 4:
            years[key] = figure.value
        else:
            quarters[key][stamp] = figure.value
    for key, year in years.items():
        found = quarters.get(key, {})
        total = sum(found.values())
        if len(found) == 4 and abs(total - year) > 2 * _last_place((year, *found.values())):
            return f"{key[0]} is {year / 1000:,g}, and its quarters add up to {total / 1000:,g}"
    return ""


def _last_place(values: Sequence[int]) -> int:
    """What the figures seem to be rounded to: 1,000 of 5,000 and 7,000."""
    place = 1
    while place < 10**9 and all(value % (place * 10) == 0 for value in values):
        place *= 10
    return place
