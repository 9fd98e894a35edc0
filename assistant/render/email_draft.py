"""A drafted reply as plain text, HTML and an .eml file that mail programs open as a draft."""

from __future__ import annotations

import html
import re
import textwrap
from email import policy
from email.message import EmailMessage

from assistant.desk.draft import Draft
from assistant.desk.tables import groups
from assistant.render.letter import Block, blocks
from assistant.render.ods import ods_bytes
from assistant.render.sheets import book_of

WIDTH = 78


def draft_text(draft: Draft, officer: bool = True) -> str:
    """The letter to copy; ``officer`` puts the notes for the officer first."""
    out = []
    for block in blocks(draft):
        if block.kind == "officer":
            if officer:
                out.append(_wrapped(f"[For you, not to be sent: {block.text}]"))
        elif block.kind == "table":
            out.append(_wrapped(block.title) + "\n" + _plain_table(block))
        elif block.kind == "heading":
            out.append(block.text)
        else:
            out.append(_wrapped(block.text))
    return "\n\n".join(out) + "\n"


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False))


def _plain_table(block: Block) -> str:
    rows = [block.columns, *block.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(block.columns))]
    lines = [
        "  ".join(
            cell.rjust(w) if right else cell.ljust(w) for cell, w, right in zip(row, widths, block.numeric, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * w for w in widths), *lines[1:]])


def draft_html(draft: Draft) -> str:
    """The letter as HTML with real headings and table headers; nothing of the sender's is in it."""
    out = ['<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Reply</title></head><body>']
    for block in blocks(draft):
        text = html.escape(block.text)
        if block.kind == "heading":
            out.append(f"<h2>{text}</h2>")
        elif block.kind == "table":
            out.append(_html_table(block))
        elif block.kind != "officer":
            out.append(f"<p>{re.sub(r'(https?://[^ <]+)', _anchor, text)}</p>")
    return "".join([*out, "</body></html>"])


def _anchor(found: re.Match[str]) -> str:
    address = found[1].rstrip(".,")
    return f'<a href="{address}">{address}</a>{found[1][len(address) :]}'


def _html_table(block: Block) -> str:
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in block.columns)
    body = "".join(
        "<tr>" + "".join(
            f'<th scope="row">{html.escape(cell)}</th>' if i == 0 else f'<td style="text-align:right">{html.escape(cell)}</td>'
            for i, cell in enumerate(row)
        ) + "</tr>"
        for row in block.rows
    )  # fmt: skip
    return f'<table border="1" cellpadding="4"><caption>{html.escape(block.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def attachment(draft: Draft) -> bytes | None:
    """Every table of the reply as one ODS file, or None where there is none."""
    parts = []
    for group in groups(draft.items):
        parts += [group.table] if group.table else [p for item in group.items for p in (item.part, *item.alternatives)]
    parts = [part for part in parts if len(part.rows) > 1]
    if not parts:
        return None
    about = (
        "Tables of a reply to an enquiry, from published official statistics.",
        "Each worksheet names its source and release.",
    )
    return ods_bytes(book_of(parts, "Tables", about))


def draft_eml(draft: Draft) -> bytes:
    """A message marked as unsent, with text and HTML parts and the tables attached."""
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = re.sub(r"[\x00-\x1f\x7f]+", " ", draft.subject)[:200]
    message["X-Unsent"] = "1"
    message.set_content(draft_text(draft, officer=False))
    message.add_alternative(draft_html(draft), subtype="html")
    tables = attachment(draft)
    if tables is not None:
        message.add_attachment(
            tables, maintype="application", subtype="vnd.oasis.opendocument.spreadsheet", filename="tables.ods"
        )
    return message.as_bytes()
