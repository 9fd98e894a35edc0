"""Take an answer away: files built when they are asked for, the sentence with its source, a link and the statement."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.answer.model import Part
from assistant.render.csv_export import csv_bytes, heading
from assistant.render.text import source_lines
from assistant.web.shared import assistant

ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(part: Part, key: str) -> None:
    """Buttons in a row and a disclosure; nothing for an answer without figures."""
    if not part.rows:
        return
    name = heading(part.reading)[:60].strip("_") or "figures"
    with st.container(horizontal=True):
        _button("CSV", f"{name}.csv", "text/csv", lambda: csv_bytes(part, assistant().lookup), key)
        _button("ODS", f"{name}.ods", ODS, lambda: _book(part, "ods"), key)
        _button("XLSX", f"{name}.xlsx", XLSX, lambda: _book(part, "xlsx"), key)
        if part.chart is not None:
            _button("PNG", f"{name}.png", "image/png", lambda: _image(part, "png"), key)
            _button("SVG", f"{name}.svg", "image/svg+xml", lambda: _image(part, "svg"), key)
        _button(
            "CSV metadata", f"{name}.csv-metadata.json", "application/json", lambda: _sidecar(part, f"{name}.csv"), key
        )
    if not part.sql:
        return
    with st.expander("Sentence to copy, link and SQL"):
        st.markdown("The sentence with its source:")
        st.code(" ".join([part.headline, *source_lines(part)[:1]]), language=None, wrap_lines=True)
        if part.link:
            st.markdown("Link to this answer, pinned to its release:")
            address = (st.context.url or "").partition("?")[0].rstrip("/")
            st.code(f"{address}/?{part.link}", language=None, wrap_lines=True)
        st.markdown("The statement that read the figures, its parameters written in:")
        # Not coloured as SQL: Streamlit's colours for words of a language have contrasts from 3:1 on.
        st.code(part.sql, language=None, wrap_lines=True)


def _button(label: str, name: str, kind: str, make: Callable[[], bytes], key: str) -> None:
    st.download_button(
        f"Download {label}",
        data=make,
        file_name=name,
        mime=kind,
        on_click="ignore",
        key=f"{key}-{label}",
    )


def _book(part: Part, kind: str) -> bytes:
    from assistant.render.ods import ods_bytes
    from assistant.render.sheets import book_of
    from assistant.render.xlsx import xlsx_bytes

    publication = assistant().lookup.publication
    about = (
        part.headline,
        f"Read as: {part.reading}",
        f"Figures: {publication.publisher}, {publication.status}. This tool is not a {publication.publisher} service.",
        f"Contact of the publisher: {publication.contact}",
        publication.attribution,
    )
    book = book_of([part], "Answer from published statistics", about)
    return ods_bytes(book) if kind == "ods" else xlsx_bytes(book)


def _image(part: Part, kind: str) -> bytes:
    from assistant.render.chart_image import png_bytes, svg_bytes

    return (png_bytes(part) if kind == "png" else svg_bytes(part)) or b""


def _sidecar(part: Part, name: str) -> bytes:
    from assistant.render.csvw import csvw_bytes

    return csvw_bytes(part, name, assistant().lookup)
