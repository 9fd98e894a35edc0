"""The chart of an answer as PNG and SVG, the same as on the page, with its words and its source; nothing is fetched."""

from __future__ import annotations

import base64
import re
import struct
import textwrap
import zlib
from functools import lru_cache
from html import escape
from typing import NamedTuple

import vl_convert

from assistant.answer.model import Chart, Part
from assistant.render import earlier
from assistant.render.charts import FONT, GRID, PALETTE, WIDTH, chart_for_part, page_spec
from assistant.render.labels import HEIGHT, TEXT
from assistant.render.records import Rows

FOOT_LINE, FOOT_SIZE, FOOT_RULE = 16, 11.5, 6  # pixels of the lines with the source of a picture that is taken away
MARGIN, LETTER, CAPITAL, SIGN = 12, 6.4, 8.4, 10.3  # pixels beside them, of a letter, of a capital, of the broadest
LEAST = 40  # characters of such a line
# On a dark ground: what is drawn on paper in one colour, and the one that stands out as well there.
IN_THE_DARK = {
    "#ffffff": "#16191d", TEXT: "#f5f5f5", GRID: "#3a4048", earlier.GREY: "#a0a0a0", "#12436D": "#6bace6",
    "#28A197": "#5fd0c5", "#801650": "#e58ac1", "#3D3D3D": "#c9c9c9",
}  # fmt: skip
DARK = (
    "@media (prefers-color-scheme: dark) {"
    + "".join(
        f'[fill="{paper}"] {{ fill: {dark} }} [stroke="{paper}"] {{ stroke: {dark} }} '
        for paper, dark in IN_THE_DARK.items()
    )
    + "}"
)
SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="0 0 ([\d.]+) ([\d.]+)"')


def svg_bytes(part: Part, foot: str = "") -> bytes | None:
    """None where the answer has no chart. The root carries the description for screen readers; ``foot`` is its
    source.
    """
    made = _picture(part, foot)
    if made is None or part.chart is None:
        return None
    title, words = escape(part.chart.title), escape(part.chart.alt)
    start, _, rest = made.partition(">")
    named = start.replace("<svg ", f'<svg role="img" aria-label="{escape(part.chart.alt, quote=True)}" ', 1)
    return f"{named}><title>{title}</title><desc>{words}</desc>{rest}".encode()


def png_bytes(part: Part, foot: str = "") -> bytes | None:
    """Twice the size on the page; the description stands in the file as text."""
    made = _picture(part, foot)
    if made is None or part.chart is None:
        return None
    return _described(vl_convert.svg_to_png(made, scale=2), part.chart.alt)


class Drawn(NamedTuple):
    """A chart as the address of an image, which needs no request, with its size in pixels."""

    source: str
    width: int
    height: int


@lru_cache(maxsize=256)
def drawn(chart: Chart, columns: tuple[str, ...], rows: Rows, narrow: bool) -> Drawn | None:
    """The chart for a page that shows its titles itself; in the dark where the device has it so. None: nothing to
    draw.
    """
    spec = page_spec(chart, columns, rows, narrow)
    if not spec:
        return None
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    start, _, rest = svg.partition(">")
    found = SIZE.search(start)
    width, height = (round(float(found[i])) for i in (3, 4)) if found else (WIDTH, HEIGHT)
    text = f"{start}><style>{DARK}</style>{rest}"
    return Drawn(f"data:image/svg+xml;base64,{base64.b64encode(text.encode()).decode()}", width, height)


def warm() -> None:
    """Draw something, so that the first to ask does not wait for the engine."""
    chart = Chart("bar", "", "", "x", "y")
    drawn(chart, ("x", "y"), (("a", 1), ("b", 2)), narrow=False)


def _picture(part: Part, foot: str) -> str | None:
    """The chart with its titles, and under them its source in lines of its own."""
    chart = chart_for_part(part)
    if chart is None:
        return None
    svg = vl_convert.vegalite_to_svg(chart.to_dict(validate=False), allowed_base_urls=[])
    found = SIZE.search(svg)
    if not foot or not found:
        return svg
    width, high = float(found[3]), float(found[4])
    lines = [line for said in foot.split("\n") for line in _wrapped(said, width - 2 * MARGIN)]
    whole = high + FOOT_RULE + FOOT_LINE * len(lines) + 10
    texts = "".join(
        f'<text x="{MARGIN}" y="{high + FOOT_RULE + FOOT_LINE * (i + 1) - 4:g}" font-family="{FONT}" '
        f'font-size="{FOOT_SIZE}" '
        f'fill="{TEXT}">'
        f"{escape(line)}</text>"
        for i, line in enumerate(lines)
    )
    ground = f'<rect width="{width:g}" height="{whole:g}" fill="#ffffff"/>'
    rule = f'<rect x="{MARGIN}" y="{high:g}" width="36" height="3" fill="{PALETTE[0]}"/>'
    size = f'width="{width:g}" height="{whole:g}" viewBox="0 0 {width:g} {whole:g}"'
    start, _, rest = SIZE.sub(size, svg, count=1).partition(">")
    body, _, end = rest.rpartition("</svg>")
    return f"{start}>{ground}{body}{rule}{texts}</svg>{end}"


def _wrapped(text: str, pixels: float) -> list[str]:
    """Lines that fit: an address may be all of signs that are broader than letters."""
    characters = max(LEAST, int(pixels / LETTER))
    lines = textwrap.wrap(text, characters)
    while characters > LEAST and any(_broad(line) > pixels for line in lines):
        characters -= 2
        lines = textwrap.wrap(text, characters)
    return lines


def _broad(line: str) -> float:
    return sum(SIGN if sign in "%@mwMW" else CAPITAL if sign.isupper() or sign == "&" else LETTER for sign in line)


def _described(png: bytes, words: str) -> bytes:
    """The PNG with an iTXt chunk after its header (ISO/IEC 15948, 11.3.4.5)."""
    data = b"Description\x00\x00\x00en-GB\x00\x00" + words.encode()
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))
    return png[:33] + chunk + png[33:]
