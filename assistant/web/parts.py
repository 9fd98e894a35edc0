"""One answered part on the page, in the fixed order: headline, reading, warnings, table, chart, notes, source, take away."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from assistant.answer.model import Part
from assistant.render.csv_export import csv_bytes, heading
from assistant.render.text import cell_text, grouped_sources, source_lines

TABLE_ROWS = 60
STATUS_TITLE = {
    "answered": "Answer", "partial": "Part of an answer", "clarify": "Which do you mean?",
    "not_published": "Not published", "out_of_scope": "Outside these tables",
}  # fmt: skip


def escaped(text: str) -> str:
    """Text as it is: no word of a question is read as markup."""
    for mark in "\\`*_{}[]<>#|~$:":
        text = text.replace(mark, f"\\{mark}")
    return text


def show(part: Part, key: str, ask: Callable[[str], None]) -> None:
    """Draw a part; ``ask`` is called with the question of a button."""
    _headline(part)
    if part.reading:
        st.markdown(f"**How I read your question:** {escaped(part.reading)}")
    if part.words.corrected:
        pairs = ", ".join(f"“{escaped(typed)}” as “{escaped(read)}”" for typed, read in part.words.corrected)
        st.markdown(f"**Spelling read:** {pairs}.")
    for caveat in part.caveats:
        if caveat.kind == "break":
            st.warning(escaped(caveat.text))
    if len(part.rows) > 1 or part.kind != "figure":
        _table(part, key)
    if part.chart is not None:
        from assistant.render.charts import chart_for_part

        chart = chart_for_part(part)
        if chart is not None:
            st.altair_chart(chart, theme=None, width="stretch", key=f"{key}-chart")
    _notes(part)
    _sources(part)
    _take_away(part, key)
    _buttons(part, key, ask)


def _headline(part: Part) -> None:
    box = {"answered": st.success, "partial": st.warning}.get(part.status, st.info)
    box(f"**{STATUS_TITLE[part.status]}.** {escaped(part.headline)}")


def _table(part: Part, key: str) -> None:
    if not part.rows:
        return
    frame = pd.DataFrame(
        [[cell_text(value, column) for value, column in zip(row, part.columns, strict=True)] for row in part.rows],
        columns=list(part.columns),
    )
    if len(frame) <= TABLE_ROWS:
        st.table(frame.set_index(part.columns[0]))
    else:
        st.dataframe(frame, hide_index=True, key=f"{key}-table")


def _notes(part: Part) -> None:
    if part.caveats:
        lines = [f"- [note {i}] {escaped(caveat.text)}" for i, caveat in enumerate(part.caveats, 1)]
        st.markdown(
            "**Notes**\n\n" + "\n".join(line.replace("[note", "\\[note", 1).replace("]", "\\]", 1) for line in lines)
        )


def _sources(part: Part) -> None:
    if not part.sources:
        return
    grouped = grouped_sources(part)
    lines = [
        f"- {escaped(said)} [Open the release]({url})" if url.startswith("http") else f"- {escaped(said)}"
        for said, url in grouped
    ]
    how = [f"- {escaped(line)}" for line in source_lines(part)[len(grouped) :]]
    st.markdown("**Source**\n\n" + "\n".join(lines + how))


def _take_away(part: Part, key: str) -> None:
    if not part.rows or part.kind != "figure":
        return
    sentence = " ".join([part.headline, *source_lines(part)[:1]])
    with st.expander("Take it away: sentence, data, link and SQL"):
        st.code(sentence, language=None, wrap_lines=True)
        name = f"{heading(part.reading)[:60] or 'figures'}.csv"
        st.download_button(
            "Download the table as CSV", data=lambda: csv_bytes(part), file_name=name, mime="text/csv",
            on_click="ignore", key=f"{key}-csv",
        )  # fmt: skip
        st.markdown("Link to this answer, pinned to its release:")
        st.code(f"?{part.link}", language=None, wrap_lines=True)
        st.markdown("The statement that read the figures, its parameters written in:")
        st.code(part.sql, language="sql")


def _buttons(part: Part, key: str, ask: Callable[[str], None]) -> None:
    if part.choices:
        st.markdown("**You could ask**")
    for i, choice in enumerate(part.choices):
        st.button(choice, key=f"{key}-choice-{i}", on_click=ask, args=(choice,))
