"""Charts in the Analysis Function's palette: message title, statistical subtitle, direct labels, no line across a break."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt

from assistant.answer.model import Chart, Part

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
TEXT, GRID = "#1a1a1a", "#d9d9d9"
MOST_BARS = 15
WIDTH, HEIGHT = 620, 320
TITLE_CHARACTERS = 62
PADDING = {"left": 12, "right": 24, "top": 12, "bottom": 12}  # the page needs sides apart, not one number


def chart_for_part(part: Part) -> alt.LayerChart | None:
    """The chart of a part, or None where it has none. The same object is shown and exported."""
    if part.chart is None:
        return None
    records = [dict(zip(part.columns, row, strict=True)) for row in part.rows]
    drawn = _line(part.chart, records) if part.chart.kind == "line" else _bars(part.chart, records)
    return _dressed(drawn, part.chart, len(records))


def _plain(name: str) -> str:
    """Column names as field names: Vega-Lite reads dots and brackets in them as paths."""
    return "".join(c if c.isalnum() else "_" for c in name)


def _records(chart: Chart, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = [name for name in (chart.x, chart.y, chart.series) if name]
    return [{_plain(name): record[name] for name in kept} | {"order": i} for i, record in enumerate(records)]


def _bars(chart: Chart, records: list[dict[str, Any]]) -> Any:
    rows = _records(chart, records)[:MOST_BARS]
    x, y = _plain(chart.x), _plain(chart.y)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            f"{x}:N",
            sort=[row[x] for row in rows],
            title=None,
            axis=alt.Axis(labelLimit=260, ticks=False, domain=False),
        ),
        x=alt.X(f"{y}:Q", title=None, axis=None, scale=alt.Scale(zero=True)),
    )
    number = ",.1f" if any(isinstance(row[y], float) for row in rows) else ",d"
    return alt.layer(
        base.mark_bar(color=PALETTE[0]),
        base.mark_text(align="left", dx=4, color=TEXT, fontSize=13).encode(text=alt.Text(f"{y}:Q", format=number)),
    ).properties(width=WIDTH - 160, height=max(120, 26 * len(rows)))


def _line(chart: Chart, records: list[dict[str, Any]]) -> Any:
    rows = _segments(chart, _records(chart, records))
    x, y = _plain(chart.x), _plain(chart.y)
    order = list(dict.fromkeys(row[x] for row in rows))
    axis = alt.Axis(labelAngle=0, labelLimit=90, labelOverlap="greedy", title=None, grid=False)
    if len(order) > 5 and all(" to " in str(label) for label in order):
        # Quarters: the year under its first quarter is enough, the months are in the table.
        firsts = [label for i, label in enumerate(order) if i == 0 or str(label)[-4:] != str(order[i - 1])[-4:]]
        axis = alt.Axis(labelAngle=0, title=None, grid=False, values=firsts, labelExpr="slice(datum.label, -4)")
    place = alt.X(f"{x}:O", sort=order, axis=axis)
    height = alt.Y(f"{y}:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(format=",d", tickCount=5))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=place, y=height, detail="segment:N")
    layers: list[Any] = [
        base.mark_line(strokeWidth=2.5, color=PALETTE[0], point=alt.OverlayMarkDef(size=45, color=PALETTE[0]))
    ]
    if chart.series:
        series = _plain(chart.series)
        names = list(dict.fromkeys(row[series] for row in rows))
        colour = alt.Color(f"{series}:N", scale=alt.Scale(domain=names, range=list(PALETTE[: len(names)])), legend=None)
        dash = alt.StrokeDash(f"{series}:N", scale=alt.Scale(domain=names), legend=None)
        layers = [
            base.mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=40)).encode(color=colour, strokeDash=dash)
        ]
        last = [next(row for row in reversed(rows) if row[series] == name) for name in names]
        ends = alt.Chart(alt.InlineData(values=last)).encode(x=alt.X(f"{x}:O", sort=order), y=alt.Y(f"{y}:Q"))
        layers.append(ends.mark_text(align="left", dx=8, fontSize=13, color=TEXT).encode(text=f"{series}:N"))
    for i, (label, title) in enumerate(chart.breaks):
        mark = alt.Chart(alt.InlineData(values=[{x: label, "note": title}])).encode(x=alt.X(f"{x}:O", sort=order))
        layers.append(mark.mark_rule(strokeDash=[4, 3], color=TEXT))
        layers.append(
            mark.mark_text(align="left", dx=5, y=8 + 15 * i, fontSize=11, color=TEXT, limit=220).encode(text="note:N")
        )
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _segments(chart: Chart, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row's stretch between breaks: a line is drawn inside a stretch only."""
    x = _plain(chart.x)
    order = list(dict.fromkeys(row[x] for row in rows))
    starts = [order.index(label) for label, _ in chart.breaks if label in order]
    series = _plain(chart.series) if chart.series else ""
    for row in rows:
        stretch = sum(order.index(row[x]) >= start for start in starts)
        row["segment"] = f"{row.get(series, '')}{stretch}"
    return rows


def _dressed(chart: Any, about: Chart, count: int) -> alt.LayerChart:
    more = (
        f" First {MOST_BARS} of {count} shown; the table has them all."
        if about.kind == "bar" and count > MOST_BARS
        else ""
    )
    title = alt.TitleParams(
        textwrap.wrap(about.title, TITLE_CHARACTERS)[:3],
        subtitle=textwrap.wrap(about.subtitle + more, 90),
        anchor="start", fontSize=16, subtitleFontSize=13, color=TEXT, subtitleColor=TEXT, offset=12, frame="group",
    )  # fmt: skip
    drawn: alt.LayerChart = (
        chart.properties(title=title, description=about.alt, background="#ffffff", padding=PADDING)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, labelColor=TEXT, gridColor=GRID, domainColor=TEXT, labelFont="Arial")
        .configure_title(font="Arial", subtitleFont="Arial")
    )
    return drawn
