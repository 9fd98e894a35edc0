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
from assistant.render.records import Record, Rows, figure_text, ranked, records_of, tiny, wrapped
from assistant.render.text import cell_text

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
TEXT, GRID = "#1a1a1a", "#d9d9d9"
FONT = "Arial, Liberation Sans, Roboto, sans-serif"  # pictures are drawn where Arial may not be installed
MOST_BARS = 15
LONG_LABEL = 18  # characters: longer labels stand above their bars, so that a phone has room for the bars
WIDTH, HEIGHT, NARROW = 620, 320, 330
MOST_LABELS = 12  # points of one line: more figures than that would cover each other
MOST_BROAD = 6  # periods whose names stand in full size under a wide chart
MOST_NAMED = 9  # quarters whose months are named on the axis of a wide chart
TITLE_CHARACTERS, NOTE_CHARACTERS = 70, 28
LINES = "split(datum.label, '\\n')"
LINE = 15  # pixels of a line of labels
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
    if chart.vintages:
        records = records_of(chart, columns, rows)
        return earlier.sentence(*_under(chart, records, _axis(chart, records)[0]))
    values = [record["y"] for record in records_of(chart, columns, rows)]
    if small := tiny(chart, columns, rows):
        told = listed([f"{name} ({cell_text(most)} at most)" for name, most in small.items()])
        return f"Too small to show beside the others: {told}."
    if chart.kind == "line" or len(values) <= MOST_BARS:
        return ""
    which = "first" if ranked(values) else "highest"
    return f"The {which} {MOST_BARS} of {len(values)} are shown; the rest is in the table."


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
    rows = [r | {"text": figure_text(r["y"], _sign(chart))} for r in records[:MOST_BARS]]
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
        base.mark_text(align="left", dx=4, color=TEXT, fontSize=13).encode(text="text:N"),
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
        layers.append(base.mark_line(strokeWidth=2.5).encode(color=colour, strokeDash=dash))
        layers.append(base.mark_point(size=40, filled=True, opacity=1).encode(color=colour))
        ends = alt.Chart(alt.InlineData(values=_ends(rows, names, order, top, sign)))
        named = ends.mark_text(align="left", dx=10, fontSize=13, color=TEXT, baseline="middle", lineBreak="\n")
        layers.append(named.encode(x=place, y=height, text="series:N"))
    else:
        layers.append(
            base.mark_line(strokeWidth=2.5, color=PALETTE[0], point=alt.OverlayMarkDef(size=45, color=PALETTE[0]))
        )
    rules = _rules(breaks, order, place, NOTE_CHARACTERS if width == WIDTH else NOTE_CHARACTERS // 2)
    names = earlier.names(grey, held, TEXT, place, height)
    if not (chart.series or grey):
        names = _figures(rows, sign, width, place, height)
    return alt.layer(*layers, *rules, *names).properties(width=width, height=HEIGHT)


def _figures(rows: list[Record], sign: str, width: int, place: alt.X, height: alt.Y) -> list[Any]:
    """The figures at the points of one line: all of a few, else those at its ends, on the side that the line leaves
    free.
    """
    held = [r for r in rows if r["y"] is not None]
    each = len(held) <= (MOST_LABELS if width == WIDTH else MOST_LABELS // 2)
    sides: dict[tuple[bool, bool], list[Record]] = {}
    for i, row in enumerate(held):
        if not each and 0 < i < len(held) - 1:
            continue
        near = [r["y"] for r in held[max(0, i - 1) : i + 2] if r is not row]
        side = (not near or row["y"] >= min(near), width == NARROW and i == 0)
        sides.setdefault(side, []).append({"x": row["x"], "y": row["y"], "text": figure_text(row["y"], sign)})
    found = []
    for (above, first), texts in sides.items():
        words = alt.Chart(alt.InlineData(values=texts)).encode(x=place, y=height, text="text:N")
        style: Record = {"dy": -13 if above else 15, "fontSize": 12}
        if first:  # clear of the axis
            style |= {"align": "left", "dx": -4}
        found.append(words.mark_text(**style, color=earlier.WHITE, stroke=earlier.WHITE, strokeWidth=4))
        found.append(words.mark_text(**style, color=TEXT))
    return found


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
        " to" in label and year.isdecimal() for label, year in zip(order, years, strict=True)
    ):
        # Quarters: the year under its first quarter is enough, the months are in the table.
        firsts = [label for i, label in enumerate(order) if i == 0 or years[i] != years[i - 1]]
        return alt.Axis(
            labelAngle=0,
            title=None,
            grid=False,
            values=firsts,
            labelExpr="slice(datum.label, -4)",
            labelOverlap="greedy",
        )
    size = 12 if width == WIDTH and len(order) <= MOST_BROAD else 10.5
    return alt.Axis(labelAngle=0, title=None, grid=False, labelExpr=LINES, labelOverlap="greedy", labelFontSize=size)


def _scale(most: float) -> tuple[float, list[float]]:
    """The upper end of an axis from zero and its ticks, about five: known here because labels are placed by it."""
    size = 10 ** math.floor(math.log10(most / 4)) if most > 0 else 1
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if s * size * 5 >= most) if most > 0 else 1
    if isinstance(step, float) and step < 1 and most >= 4:
        step = 1
    count = max(1, math.ceil(most / step))
    return step * count, [step * i for i in range(count + 1)]


def _below(values: list[Any], ticks: list[float]) -> tuple[float, list[float]]:
    """The lower end of an axis, and its ticks: zero, or as many steps below it as a fall needs."""
    step = ticks[1] if len(ticks) > 1 else 1
    steps = max(0, math.ceil(-min(values, default=0) / step))
    return -step * steps, [-step * i for i in range(steps, 0, -1)] + ticks


def _ends(rows: list[Record], names: list[str], order: list[str], top: float, sign: str) -> list[Record]:
    """Names and newest figures beside the last point of each series, moved apart where they would cover each other."""
    ends = []
    for name in names:
        held = [r for r in rows if r["series"] == name and r["y"] is not None]
        if held:
            ends.append({"x": order[-1], "series": f"{name}\n{figure_text(held[-1]['y'], sign)}", "y": held[-1]["y"]})
    unit = LINE * top / HEIGHT  # of the axis, a line of text; a label's place is that of its first line
    ends.sort(key=lambda r: -r["y"])
    lines = [r["series"].count("\n") + 1 for r in ends]
    for i, end in enumerate(ends):
        end["y"] += (lines[i] - 1) / 2 * unit
        if i:
            end["y"] = min(end["y"], ends[i - 1]["y"] - lines[i - 1] * unit)
    # What was pushed below the axis is lifted again, and what stands above it in turn.
    for i in reversed(range(len(ends))):
        below = ends[i + 1]["y"] + unit if i + 1 < len(ends) else 0.6 * unit
        ends[i]["y"] = max(ends[i]["y"], below + (lines[i] - 1) * unit)
    return ends


def _rules(breaks: list[tuple[str, str]], order: list[str], place: alt.X, characters: int) -> list[Any]:
    """A rule and a label at each break, above the lines; a change that came twice is named once."""
    layers: list[Any] = []
    above = 6
    last = len(order) / 2
    numbered = list(enumerate(breaks))
    # What reads to the right stands lowest at the last, and what reads to the left at the first: no rule crosses a
    # label.
    if any(order.index(label) <= last for label, _ in breaks):
        numbered.reverse()
    for i, (label, title) in numbered:
        again = title in [earlier for _, earlier in breaks[:i]]
        note = textwrap.wrap("Changed again" if again else title, characters)
        above += LINE * len(note)
        late = order.index(label) > last
        mark = alt.Chart(alt.InlineData(values=[{"x": label, "note": "\n".join(note)}])).encode(x=place)
        layers.append(mark.mark_rule(strokeDash=[4, 3], color=TEXT).encode(y=alt.value(-above), y2=alt.value("height")))
        text = mark.mark_text(
            align="right" if late else "left",
            dx=-5 if late else 5,
            fontSize=12,
            color=TEXT,
            baseline="top",
            lineBreak="\n",
        )
        layers.append(text.encode(text="note:N", y=alt.value(-above)))
        above += 3
    return layers


def _segments(rows: list[Record], order: list[str], starts: list[str]) -> list[Record]:
    """Each row's stretch between breaks: a line is drawn inside a stretch only."""
    places = [order.index(label) for label in starts]
    return [
        row | {"segment": f"{row.get('series', '')}{sum(order.index(row['x']) >= start for start in places)}"}
        for row in rows
    ]


def _dressed(chart: Any, about: Chart, more: str | None) -> alt.LayerChart:
    """``more`` completes the subtitle; None leaves the titles out and lets the page set the width."""
    if more is None:
        chart = chart.properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    else:
        chart = chart.properties(
            title=alt.TitleParams(
                textwrap.wrap(about.title, TITLE_CHARACTERS)[:3],
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
