"""A drafted reply as plain text, HTML and an .eml file that mail programs open as a draft."""

from __future__ import annotations

import html
import re
import textwrap
from email import policy
from email.message import EmailMessage
from email.utils import getaddresses

from assistant.answer.model import Part
from assistant.desk.draft import Draft
from assistant.desk.tables import groups, historic
from assistant.render.csv_export import with_notes
from assistant.render.letter import blocks, edited
from assistant.render.letter_tables import Block
from assistant.render.ods import ods_bytes
from assistant.render.sheets import book_of

WIDTH = 78
KINDS = {"ods": ("application", "vnd.oasis.opendocument.spreadsheet"), "csv": ("text", "csv")}


def draft_text(draft: Draft) -> str:
    """The letter to copy; what is for the officer is not in it."""
    out: list[str] = []
    last = ""
    for block in blocks(draft):
        if block.kind == "table":
            text = _wrapped(block.title) + "\n" + _plain_table(block)
        elif block.kind == "heading":
            text = block.text
        else:
            text = _wrapped(block.text)
        # A question stands on its answer, and the lines of one list on each other.
        close = last == "question" or (block.kind == last and last in ("note", "source")) or last == "heading"
        out.append(text if not out else f"\n{text}" if close else f"\n\n{text}")
        last = block.kind
    return "".join(out) + "\n"


def _wrapped(text: str) -> str:
    lines = [textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")]
    return "\n".join(line for wrapped in lines for line in wrapped)


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


def draft_html(draft: Draft, text: str = "") -> str:
    """The letter as HTML with real headings and table headers; ``text`` is the officer's own in its place."""
    out = ['<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Reply</title></head><body>']
    for block in edited(text) if text else blocks(draft):
        said = html.escape(block.text)
        if block.kind == "heading":
            out.append(f"<h2>{said}</h2>")
        elif block.kind == "pre":
            out.append(f"<pre>{said}</pre>")
        elif block.kind == "table":
            out.append(_html_table(block))
        elif block.kind == "question":
            out.append(f"<p><strong>{said}</strong></p>")
        else:
            linked = re.sub(r"(https?://[^ <\n]+)", _anchor, said)
            out.append(f"<p>{linked.replace(chr(10), '<br>')}</p>")
    return "".join([*out, "</body></html>"])


def _anchor(found: re.Match[str]) -> str:
    address = found[1].rstrip(".,")
    return f'<a href="{address}">{address}</a>{found[1][len(address) :]}'


def _html_table(block: Block) -> str:
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in block.columns)
    body = "".join(
        "<tr>" + "".join(
            f'<th scope="row">{html.escape(cell)}</th>' if i == 0
            else f'<td style="text-align:right">{html.escape(cell)}</td>'
            for i, cell in enumerate(row)
        ) + "</tr>"
        for row in block.rows
    )  # fmt: skip
    return (
        f'<table border="1" '
        f'cellpadding="4"><caption>{html.escape(block.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


def tables_of(draft: Draft) -> list[Part]:
    """Every table of the reply, as one part each."""
    parts: list[Part] = []
    for group in groups(draft.items):
        parts += [group.table] if group.table else [p for item in group.items for p in (item.part, *item.alternatives)]
    return [part for part in parts if len(part.rows) > 1 and not historic(part)]


def attachments(draft: Draft) -> dict[str, bytes]:
    """By name: every table of the reply as one ODS file, and each as CSV; empty where there is none."""
    parts = tables_of(draft)
    if not parts:
        return {}
    about = (
        "Tables of a reply to an enquiry, from published official statistics.",
        "Each worksheet names its source and release.",
    )
    found = {"tables.ods": ods_bytes(book_of(parts, "Tables", about))}
    for number, part in enumerate(parts, 1):
        found[f"table-{number}.csv"] = with_notes(part.columns, part.rows, part)
    return found


def draft_eml(draft: Draft, text: str = "") -> bytes:
    """A message marked as unsent, to the sender and in their thread, with text and HTML parts and the tables attached.

    ``text`` is the officer's own letter in place of the drafted one."""
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = _field(draft.subject, 200)
    for name, value in (("To", draft.thread.sender), ("In-Reply-To", draft.thread.message_id)):
        _add(message, name, value)
    _add(message, "References", f"{draft.thread.references} {draft.thread.message_id}".strip())
    message["X-Unsent"] = "1"
    message.set_content(text.strip() + "\n" if text else draft_text(draft))
    message.add_alternative(draft_html(draft, text), subtype="html")
    for name, raw in attachments(draft).items():
        main, sub = KINDS[name.rpartition(".")[2]]
        message.add_attachment(raw, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def _field(value: str, longest: int) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()[:longest]


def _add(message: EmailMessage, name: str, value: str) -> None:
    """A header that mail programs can read; one that is broken is left out."""
    value = _field(value, 900)
    if name == "To":
        found = [address for _, address in getaddresses([value])][:1]
        value = found[0] if found and re.fullmatch(r"[\w.+'-]+@[\w.-]+", found[0]) else ""
    elif value and not re.fullmatch(r"(?:<[^<>\s@]{1,200}@?[^<>\s]{0,200}>\s?){1,40}", value):
        value = ""
    if value:
        message[name] = value
