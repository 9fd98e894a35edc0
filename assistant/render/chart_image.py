"""The chart of an answer as PNG and SVG, the same as on the page, with its words; nothing is fetched."""

from __future__ import annotations

import struct
import zlib
from html import escape
from typing import Any

import vl_convert

from assistant.answer.model import Part
from assistant.render.charts import chart_for_part


def svg_bytes(part: Part) -> bytes | None:
    """None where the answer has no chart. The root carries the chart's description for screen readers."""
    spec = _spec(part)
    if spec is None or part.chart is None:
        return None
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    title, words = escape(part.chart.title), escape(part.chart.alt)
    named = f'<svg role="img" aria-label="{escape(part.chart.alt, quote=True)}" '
    start, _, rest = svg.partition("<svg ")
    head, _, body = rest.partition(">")
    return f"{start}{named}{head}><title>{title}</title><desc>{words}</desc>{body}".encode()


def png_bytes(part: Part) -> bytes | None:
    """Twice the size on the page; the description stands in the file as text."""
    spec = _spec(part)
    if spec is None or part.chart is None:
        return None
    return _described(vl_convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[]), part.chart.alt)


def _spec(part: Part) -> dict[str, Any] | None:
    drawn = chart_for_part(part)
    return drawn.to_dict(validate=False) if drawn is not None else None


def _described(png: bytes, words: str) -> bytes:
    """The PNG with an iTXt chunk after its header (ISO/IEC 15948, 11.3.4.5)."""
    data = b"Description\x00\x00\x00en-GB\x00\x00" + words.encode()
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))
    return png[:33] + chunk + png[33:]
