"""The summary as Markdown and ODS. What users wrote stands in both as text, whatever it looks like."""

from __future__ import annotations

import re

from assistant.answer.dates import long_date
from assistant.feedback.summary import FEW, Summary
from assistant.render.csv_export import safe
from assistant.render.sheets import Book, TableSheet

TITLE = "What users told us"
ABOUT = (
    f"Counts under 5, none at all among them, are shown as “{FEW}”, and totals that would tell them are left out.",
    "What is counted by month covers the whole of the first and the last month.",
    "Comments are as they were written, grouped by what they are about: to be edited, and cleared of anything about "
    "a person, before they are published.",
)
MARKUP = re.compile(
    r"[\\`*_{}\[\]<>#|~$@&]|:(?=//)|!(?=\[)|(?<=www)\.|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]", re.IGNORECASE
)


def markdown(summary: Summary) -> str:
    """The whole summary; tables in pipes, each comment a line of a list."""
    lines = [f"# {TITLE}", "", f"{_days(summary)}.", ""]
    for said in ABOUT:
        lines += [f"- {said}"]
    for section in summary.sections:
        lines += ["", f"## {plain(section.title)}", ""]
        counts = [
            all(isinstance(cell, int) or cell == FEW for cell in column) for column in zip(*section.rows, strict=True)
        ]
        lines += [_row(section.columns), _row(["---:" if count else "---" for count in counts])]
        lines += [_row([f"{cell:,}" if isinstance(cell, int) else plain(cell) for cell in row]) for row in section.rows]
    if summary.comments:
        lines += ["", "## Comments"]
    for heading, comments in summary.comments:
        lines += ["", f"### {plain(heading)}", ""]
        lines += [f"- {plain(comment)}" for comment in comments]
    if not summary.sections and not summary.comments:
        lines += ["", "Nothing was said in these days."]
    return "\n".join(lines) + "\n"


def book(summary: Summary) -> Book:
    """One sheet a table, and the comments in one of their own; text that would run as a formula is quoted."""
    sheets = [
        TableSheet(s.title, s.columns, tuple(tuple(safe(c) for c in row) for row in s.rows)) for s in summary.sections
    ]
    comments = tuple((heading, safe(text)) for heading, texts in summary.comments for text in texts)
    if comments:
        sheets.append(TableSheet("Comments", ("What they are about", "Comment"), comments))
    return Book(TITLE, (f"{_days(summary)}.", *ABOUT), tuple(sheets))


def plain(text: str) -> str:
    """Text as it is, on one line: nothing in it is read as markup, as a link or as HTML.

    >>> print(plain("<b>a</b> [x](y)"))
    \\<b\\>a\\</b\\> \\[x\\](y)
    """
    return MARKUP.sub(lambda found: f"\\{found[0]}", _line(text))


def _line(text: str) -> str:
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _days(summary: Summary) -> str:
    return f"From {long_date(summary.first)} to {long_date(summary.last)}"
