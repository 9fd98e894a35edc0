"""Take an answer away: one button to copy it, one to share it, one to download it; files are built when asked for."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

import streamlit as st

from assistant.answer.model import Cell, Part
from assistant.asked.following import apart
from assistant.render.csv_export import csv_bytes, heading, shown_bytes
from assistant.render.grid import grid
from assistant.render.markup import Markup, el
from assistant.render.page import ADDRESS, EMBED_ADDRESS
from assistant.render.quote import foot, quoted
from assistant.web.shared import assistant
from assistant.web.turns import QUESTION

ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMBED_HEIGHT = 640  # pixels


def take_away(part: Part, key: str) -> None:
    """Three buttons in a row; nothing for an answer without figures. One without a link has its question for one."""
    if not part.rows or not (part.link or any(map(_counted, part.rows))):
        return
    # What it followed is of this conversation.
    own = apart(part.link)[0] if part.link else urlencode({QUESTION: part.question})
    link = f"{site()}/?{own}"
    with st.container(horizontal=True, gap="xsmall", key=f"{key}-take"):
        st.html(copy_button("Copy", quoted(part, link), "strong"), width="content")
        if part.link:
            with st.popover("Share", key=f"{key}-share"):
                _share(part, own)
        with st.popover("Download", key=f"{key}-download"):
            _files(part, key, link)


def _counted(row: tuple[Cell, ...]) -> bool:
    return any(isinstance(cell, (int, float)) for cell in row)


def copy_button(label: str, text: str, look: str = "") -> Markup:
    """A button that puts ``text`` on the clipboard and says so; see script.js.

    Percent-encoded, for Streamlit drops an attribute that holds the end of an element.
    """
    return el("button", label, type="button", class_=f"copy {look}".strip(), **{"data-copy": quote(text)})


def site() -> str:
    """The address of the service without its path, as the browser has it."""
    scheme, _, rest = (st.context.url or "").partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if rest else ""


def _share(part: Part, own: str) -> None:
    embed = el(
        "iframe", src=f"{site()}{EMBED_ADDRESS}?{own}", title=part.question, width="100%", height=str(EMBED_HEIGHT),
        style="border:0",
    )  # fmt: skip
    st.html(
        el(
            "div",
            el("p", "A link to this answer keeps to its release and says when a newer one changes it."),
            el("p", copy_button("Copy link", f"{site()}/?{own}")),
            el("p", copy_button("Copy embed code", embed)),
            el("p", el("a", "Page to print", href=f"{ADDRESS}?{own}", target="_blank", rel="noopener")),
            class_="card",
        )
    )  # fmt: skip


def _files(part: Part, key: str, link: str) -> None:
    name = file_name(part)
    if part.chart is not None:
        _button("Picture (PNG)", f"{name}.png", "image/png", lambda: _image(part, "png", link), key)
        _button("Picture (SVG)", f"{name}.svg", "image/svg+xml", lambda: _image(part, "svg", link), key)
    _button("Excel (XLSX)", f"{name}.xlsx", XLSX, lambda: _book(part, "xlsx", link), key)
    _button("OpenDocument (ODS)", f"{name}.ods", ODS, lambda: _book(part, "ods", link), key)
    _button("CSV, one figure a line", f"{name}.csv", "text/csv", lambda: csv_bytes(part, assistant().lookup), key)
    if grid(part) is not None:
        _button("CSV, as shown", f"{name}_as_shown.csv", "text/csv", lambda: shown_bytes(part), key)
    _button("CSV with its notes (ZIP)", f"{name}.zip", "application/zip", lambda: _packed(part, name), key)


def file_name(part: Part) -> str:
    """Whole words of the reading, so that no year is cut."""
    words, name = heading(part.reading).strip("_").split("_"), ""
    for word in words:
        if len(name) + len(word) > 80:
            break
        name = f"{name}_{word}" if name else word
    return name or "figures"


def _button(label: str, name: str, kind: str, make: Callable[[], bytes], key: str) -> None:
    st.download_button(
        label, data=make, file_name=name, mime=kind, on_click="ignore", key=f"{key}-{quote(label)}", type="tertiary"
    )


def _book(part: Part, kind: str, link: str) -> bytes:
    from assistant.render.ods import ods_bytes
    from assistant.render.sheets import book_of
    from assistant.render.xlsx import xlsx_bytes

    publication = assistant().lookup.publication
    about = (
        part.headline,
        f"Read as: {part.reading}",
        f"Link to this answer: {link}",
        f"Figures: {publication.publisher}, {publication.status}. This tool is not a {publication.publisher} service.",
        f"Contact of the publisher: {publication.contact}",
        publication.attribution,
    )
    book = book_of([part], "Answer from published statistics", about)
    return ods_bytes(book) if kind == "ods" else xlsx_bytes(book)


def _image(part: Part, kind: str, link: str) -> bytes:
    from assistant.render.chart_image import png_bytes, svg_bytes
    from assistant.render.charts import current

    part = current(part)
    publication = assistant().lookup.publication
    said = foot(part, publication.publisher, publication.licence, link)
    return (png_bytes(part, said) if kind == "png" else svg_bytes(part, said)) or b""


def _packed(part: Part, name: str) -> bytes:
    from assistant.render.packed import packed

    return packed(part, name, assistant().lookup)
