"""Charts in the Analysis Function's palette: message title, statistical subtitle, direct labels, no line across a
break.
"""

from __future__ import annotations

import json
import math
import textwrap
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import altair as alt

from assistant.answer.model import Chart, Part, Vintage
from assistant.answer.numbers import listed
from assistant.render import earlier
from assistant.render.grid import by_size
from assistant.render.labels import HEIGHT, TEXT, Drawing, ends, figures, rules
from assistant.render.records import Record, Rows, figure_text, ranked, records_of, tiny, wrapped
from assistant.render.text import cell_text

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
GRID = "#d9d9d9"
FONT = "Arial, Liberation Sans, Roboto, sans-serif"  # pictures are drawn where Arial may not be installed
MOST_BARS = 15
LONG_LABEL = 18  # characters: longer labels stand above their bars, so that a phone has room for the bars
WIDTH, NARROW = 620, 330
MOST_BROAD = 6  # periods whose names stand in full size under a wide chart
MOST_NAMED = 9  # quarters whose months are named on the axis of a wide chart
TITLE_CHARACTERS, NOTE_CHARACTERS = 70, 28
LINES = "split(datum.label, '\\n')"
GAP = "There is no figure here for a period without a point."
UNDER = 0.35  # of a step, for the figure of the lowest point
SIDES = 90  # pixels of a width that the figures of the axis and the sides take
SEPARATION = 6  # pixels at least between two names of periods
PADDING = {"left": 12, "right": 24, "top": 12, "bottom": 12}  # the page needs sides apart, not one number


def chart_for_part(part: Part) -> alt.LayerChart | None:
    """The chart of a part with its titles, as a picture of its own; None where it has none."""
    return _chart(part.chart, part.columns, by_size(part), titled=True) if part.chart else None


@lru_cache(maxsize=256)
def page_spec(chart: Chart, columns: tuple[str, ...], rows: Rows, narrow: bool = False) -> str:
    """The same chart as Vega-Lite for a page that shows the titles itself, or ""; ``narrow`` is for a phone."""
    drawn = _chart(chart, columns, rows, titled=False, width=NARROW if narrow else WIDTH)
    return json.dumps(drawn.to_dict(validate=False)) if drawn is not None else ""


def current(part: Part) -> Part:
    """A part whose chart shows the figures as they stand: what earlier releases gave is drawn where it is asked for."""
    return replace(part, chart=replace(part.chart, vintages=())) if part.chart is not None else part


def remark(chart: Chart, columns: tuple[str, ...], rows: Rows) -> str:
    """What the chart leaves out."""
    records = records_of(chart, columns, rows)
    said = []
    if chart.vintages:
        said.append(earlier.sentence(*_under(chart, records, _axis(chart, records)[0])))
    elif small := tiny(chart, columns, rows):
        told = listed([f"{name} ({cell_text(most)} at most)" for name, most in small.items()])
        said.append(f"Too small to show beside the others: {told}.")
    values = [record["y"] for record in records]
    if chart.kind == "line":
        said += [GAP] if None in values else []
    elif len(values) > MOST_BARS:
        which = "first" if ranked(values) else "highest"
        said.append(f"The {which} {MOST_BARS} of {len(values)} are shown; the rest is in the table.")
    return " ".join(said)


def _chart(
    chart: Chart, columns: tuple[str, ...], rows: Rows, titled: bool, width: int = WIDTH
) -> alt.LayerChart | None:
    records = records_of(chart, columns, rows)
    if not records:
        return None
    drawn = _line(chart, records, width) if chart.kind == "line" else _bars(chart, records, width)
    return _dressed(
        drawn if titled else drawn.properties(width=width), chart, remark(chart, columns, rows) if titled else None
    )


def _bars(chart: Chart, records: list[Record], width: int) -> Any:
    if len(records) > MOST_BARS and not ranked([r["y"] for r in records]):
        records = sorted(records, key=lambda r: -r["y"])
    rows = [r | {"text": figure_text(r["y"], _sign(chart)), "end": max(r["y"], 0)} for r in records[:MOST_BARS]]
    above = width == NARROW or max(len(r["x"]) for r in rows) > LONG_LABEL
    axis = None if above else alt.Axis(ticks=False, domain=False, labelPadding=6)
    inner, outer = (0.55, 0.5) if above else (0.2, 0.1)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "x:N", sort=[r["x"] for r in rows], title=None, axis=axis,
            scale=alt.Scale(paddingInner=inner, paddingOuter=outer),
        ),
        x=alt.X("y:Q", title=None, axis=None, scale=alt.Scale(zero=True)),
    )  # fmt: skip
    layers = [
        base.mark_bar(color=PALETTE[0]),
        # Of a fall as well on the right of where the bars begin: inside its bar it could not be read.
        base.mark_text(align="left", dx=4, color=TEXT, fontSize=13).encode(text="text:N", x="end:Q"),
    ]
    if above:
        names = base.mark_text(align="left", dy=-19, color=TEXT, fontSize=13)
        layers.append(names.encode(text="x:N", x=alt.value(0)))
    return alt.layer(*layers).properties(width=WIDTH - 160, height=max(90, (42 if above else 26) * len(rows)))


def _sign(chart: Chart) -> str:
    return "%" if "%" in chart.y else ""


def _line(chart: Chart, records: list[Record], width: int) -> Any:
    order = list(dict.fromkeys(r["x"] for r in records))
    breaks = [(wrapped(label, chart), title) for label, title in chart.breaks if wrapped(label, chart) in order]
    rows = _segments(records, order, [label for label, _ in breaks])
    top, ticks = _axis(chart, rows)
    low, ticks = _below([r["y"] for r in rows if r["y"] is not None], ticks)
    grey, held = _under(chart, rows, top)
    place = alt.X("x:O", sort=order, axis=_time_axis(order, width))
    sign = _sign(chart)
    axis = alt.Axis(format=",.10~f", values=ticks, labelExpr=f"datum.label + '{sign}'")
    height = alt.Y("y:Q", title=None, scale=alt.Scale(domain=[low, top], nice=False), axis=axis)
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=place, y=height, detail="segment:N")
    layers = earlier.marks(grey, order, partial(_segments, order=order, starts=[x for x, _ in breaks]), place, height)
    if chart.series:
        names = list(dict.fromkeys(r["series"] for r in rows))
        colour = alt.Color("series:N", scale=alt.Scale(domain=names, range=list(PALETTE[: len(names)])), legend=None)
        dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=names), legend=None)
        layers.append(base.mark_line(strokeWidth=2.5, strokeJoin="round").encode(color=colour, strokeDash=dash))
        layers.append(base.mark_point(size=40, filled=True, opacity=1).encode(color=colour))
        last = alt.Chart(alt.InlineData(values=ends(rows, names, order, top, sign)))
        named = last.mark_text(align="left", dx=10, fontSize=13, color=TEXT, baseline="middle", lineBreak="\n")
        layers.append(named.encode(x=place, y=height, text="series:N"))
    else:
        layers.append(
            base.mark_line(
                strokeWidth=2.5,
                strokeJoin="round",
                color=PALETTE[0],
                point=alt.OverlayMarkDef(size=45, color=PALETTE[0]),
            )
        )
    wide = width == WIDTH
    drawing = Drawing(order, width - SIDES, low, top, tuple(label for label, _ in breaks))
    ruled = rules(breaks, drawing, place, NOTE_CHARACTERS if wide else NOTE_CHARACTERS // 2)
    names = earlier.names(grey, held, TEXT, place, height)
    if low < 0:  # what lies below is a fall
        layers.insert(0, alt.Chart(alt.InlineData(values=[{"y": 0}])).mark_rule(color=TEXT).encode(y=height))
    if not (chart.series or grey):
        names = figures(rows, sign, drawing, wide, place, height)
    return alt.layer(*layers, *ruled, *names).properties(width=width, height=HEIGHT)


def _axis(chart: Chart, rows: list[Record]) -> tuple[float, list[float]]:
    """The upper end and the ticks of a line's axis; higher where earlier releases are named above it."""
    most = max((*(r["y"] for r in rows if r["y"] is not None), *(v.y for v in chart.vintages)), default=1)
    return _scale(most * (1 + earlier.ROOM / HEIGHT) if chart.vintages else most)


def _under(chart: Chart, rows: list[Record], top: float) -> tuple[list[Vintage], earlier.DrawnLine]:
    """Earlier releases with their periods as the axis has them, and the line over them."""
    shown = {r["x"]: r["y"] for r in rows}
    grey = [replace(v, x=wrapped(v.x, chart)) for v in chart.vintages]
    # A gap is at the foot: a name may stand over it.
    line = earlier.DrawnLine({x: y or 0 for x, y in shown.items()}, top, HEIGHT)
    return [v for v in grey if v.x in shown], line


def _time_axis(order: list[str], width: int) -> alt.Axis:
    years = [label[-4:] for label in order]
    if len(order) > (MOST_NAMED if width == WIDTH else 5) and all(
        (" to" in label or label.startswith("end of")) and year.isdecimal()
        for label, year in zip(order, years, strict=True)
    ):
        # Quarters and dates: the year under its first is enough, the months are in the table.
        firsts = [label for i, label in enumerate(order) if i == 0 or years[i] != years[i - 1]]
        return alt.Axis(
            labelAngle=0,
            title=None,
            grid=False,
            values=firsts,
            labelExpr="slice(datum.label, -4)",
            labelOverlap="greedy",
            labelSeparation=SEPARATION,
        )
    size = 12 if width == WIDTH and len(order) <= MOST_BROAD else 10.5
    return alt.Axis(
        labelAngle=0, title=None, grid=False, labelExpr=LINES, labelFontSize=size, labelOverlap="greedy",
        labelSeparation=SEPARATION,
    )  # fmt: skip


def _scale(most: float) -> tuple[float, list[float]]:
    """The upper end of an axis from zero and its ticks, about five: known here because labels are placed by it."""
    size = 10 ** math.floor(math.log10(most / 4)) if most > 0 else 1
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if s * size * 5 >= most) if most > 0 else 1
    if isinstance(step, float) and step < 1 and most >= 4:
        step = 1
    count = max(1, math.ceil(most / step))
    return step * count, [step * i for i in range(count + 1)]


def _below(values: list[Any], ticks: list[float]) -> tuple[float, list[float]]:
    """The lower end of an axis, and its ticks: zero, or as many steps below it as a fall and its figure need."""
    step = ticks[1] if len(ticks) > 1 else 1
    least = min(values, default=0)
    steps = math.ceil(-least / step + UNDER) if least < 0 else 0
    return -step * steps, [-step * i for i in range(steps, 0, -1)] + ticks


def _segments(rows: list[Record], order: list[str], starts: list[str]) -> list[Record]:
    """Each row's stretch between breaks: a line is drawn inside a stretch only."""
    places = [order.index(label) for label in starts]
    return [
        row | {"segment": f"{row.get('series', '')}{sum(order.index(row['x']) >= start for start in places)}"}
        for row in rows
    ]


def _even(title: str) -> list[str]:
    """Lines of about the same length: one word alone is none."""
    lines = textwrap.wrap(title, TITLE_CHARACTERS)[:3]
    width = TITLE_CHARACTERS
    while len(lines) > 1 and len(closer := textwrap.wrap(title, width - 1)) == len(lines):
        lines, width = closer, width - 1
    return lines


def _dressed(chart: Any, about: Chart, more: str | None) -> alt.LayerChart:
    """``more`` completes the subtitle; None leaves the titles out and lets the page set the width."""
    if more is None:
        chart = chart.properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    else:
        chart = chart.properties(
            title=alt.TitleParams(
                _even(about.title),
                subtitle=textwrap.wrap(f"{about.subtitle}. {more}".strip(), 90),
                anchor="start", fontSize=16, subtitleFontSize=13, color=TEXT, subtitleColor=TEXT, offset=12,
                frame="bounds",
            )
        )  # fmt: skip
    drawn: alt.LayerChart = (
        chart.properties(description=about.alt, background="#ffffff", padding=PADDING)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, labelColor=TEXT, gridColor=GRID, domainColor=TEXT, labelFont=FONT, labelLimit=260
        )
        .configure_text(font=FONT)
        .configure_title(font=FONT, subtitleFont=FONT)
    )
    return drawn
