"""One answered part on the page, in the fixed order: headline, reading, warnings, table, chart, notes, source, take away."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from assistant.answer.model import Caveat, Part
from assistant.render.page import status_title
from assistant.render.text import cell_text, grouped_sources, source_lines
from assistant.web.take_away import take_away

TABLE_ROWS = 60


def escaped(text: str) -> str:
    """Text as it is: no word of a question is read as markup."""
    for mark in "\\`*_{}[]<>#|~$:":
        text = text.replace(mark, f"\\{mark}")
    return text


def show(part: Part, key: str, ask: Callable[[str], None]) -> None:
    """Draw a part; ``ask`` is called with the question of a button."""
    _headline(part)
    _reading(part)
    notes = list(enumerate(part.caveats, 1))
    for number, caveat in notes:
        if caveat.kind == "break":
            st.warning(_note(number, caveat))
    if len(part.rows) > 1 or part.kind != "figure":
        _table(part, key)
    _chart(part, key)
    _notes([_note(number, caveat) for number, caveat in notes if caveat.kind != "break"])
    _sources(part)
    take_away(part, key)
    _buttons(part, key, ask)


def _headline(part: Part) -> None:
    box = {"answered": st.success, "partial": st.warning}.get(part.status, st.info)
    box(escaped(part.headline), title=status_title(part))


def _reading(part: Part) -> None:
    if part.reading:
        st.markdown(f"**How I read your question:** {escaped(part.reading)}")
    if part.words.corrected:
        pairs = ", ".join(f"“{escaped(typed)}” as “{escaped(read)}”" for typed, read in part.words.corrected)
        st.markdown(f"**Spelling read:** {pairs}.")
    unused = [word for word in part.words.not_understood if f"“{word}”" not in part.headline]
    if unused:
        st.markdown(f"**Words I did not understand:** {escaped(', '.join(unused))}.")


def _note(number: int, caveat: Caveat) -> str:
    return f"\\[note {number}\\] {escaped(caveat.text)}"


def _table(part: Part, key: str) -> None:
    if not part.rows:
        return
    title = part.chart.subtitle if part.chart else part.reading or part.headline
    if len(part.rows) <= TABLE_ROWS:
        st.table(_formatted(part, row_heads=True), alt=title, width="content" if part.kind == "figure" else "stretch")
    else:
        st.dataframe(_formatted(part, row_heads=False), hide_index=True, key=f"{key}-table", alt=title)


def _formatted(part: Part, row_heads: bool) -> Styler:
    """Numbers stay numbers, to be aligned and sorted as such; their text is that of every other output."""
    frame = pd.DataFrame(part.rows, columns=pd.Index(part.columns), dtype=object)
    texts: dict[Any, str | Callable[[object], str] | None] = {}
    for name in part.columns:
        values = frame[name].dropna()
        if not len(values) or isinstance(values.iloc[0], str):
            frame[name] = [cell_text(value, name) for value in frame[name]]
            continue
        whole = all(isinstance(value, int) for value in values)
        frame[name] = frame[name].astype("Int64" if whole else "Float64")
        texts[name] = _text_of(name, whole)
    return (frame.set_index(part.columns[0]) if row_heads else frame).style.format(texts)


def _text_of(name: str, whole: bool) -> Callable[[object], str]:
    def text(value: Any) -> str:
        if pd.isna(value):
            return cell_text(None, name)
        return cell_text(int(value) if whole else float(value), name)

    return text


def _chart(part: Part, key: str) -> None:
    if part.chart is None:
        return
    from assistant.render.charts import page_spec, remark

    drawn = (part.chart, part.columns, part.rows)
    spec = page_spec(*drawn)
    if not spec:
        return
    # Title and subtitle are text of the page: they wrap on a phone and can be read aloud and enlarged.
    below = f"{part.chart.subtitle}. {remark(*drawn)}".strip()
    st.markdown(f"**{escaped(part.chart.title)}**  \n{escaped(below)}")
    st.vega_lite_chart(spec=json.loads(spec), theme=None, width="stretch", key=f"{key}-chart")


def _notes(lines: list[str]) -> None:
    if lines:
        st.markdown("**Notes**\n\n" + "\n".join(f"- {line}" for line in lines))


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


def _buttons(part: Part, key: str, ask: Callable[[str], None]) -> None:
    questions = list(dict.fromkeys((*part.choices, *part.next_questions)))
    if not questions:
        return
    st.markdown("**You could ask**")
    for i, question in enumerate(questions):
        st.button(escaped(question), key=f"{key}-choice-{i}", on_click=ask, args=(question,))
