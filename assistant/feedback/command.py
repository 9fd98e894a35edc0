"""``feedback summary``: what users said between two days, written as Markdown and ODS."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from assistant.catalog.load import load
from assistant.catalog.lookup import Lookup
from assistant.catalog.survey import survey
from assistant.errors import AssistantError
from assistant.feedback.report import book, markdown
from assistant.feedback.store import Store
from assistant.feedback.summary import summarise
from assistant.home import home
from assistant.render.ods import ods_bytes


def summary(first: str, last: str, folder: Path) -> tuple[Path, Path]:
    """Write the summary of the days from ``first`` to ``last`` (ISO dates) into ``folder``: a .md and an .ods file.

    Raises :class:`AssistantError` for days that cannot be read and for a store that cannot.
    """
    begin, end = _day(first, "--from"), _day(last, "--to")
    if begin > end:
        raise AssistantError(f"--from {first} is after --to {last}.")
    catalog = home() / "catalog"
    store = Store(seconds=30)  # nobody waits for it as for an answer
    try:
        made = summarise(store, Lookup(load(catalog)), survey(catalog), begin, end)
    finally:
        store.close()
    folder.mkdir(parents=True, exist_ok=True)
    text, sheets = (folder / f"feedback-{begin}-to-{end}.{kind}" for kind in ("md", "ods"))
    text.write_text(markdown(made), encoding="utf-8", newline="\n")
    sheets.write_bytes(ods_bytes(book(made)))
    return text, sheets


def _day(text: str, option: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise AssistantError(f"{option}: {text[:40]!r} is not a day such as 2026-11-30.") from error
