"""A drafted reply as .docx: real headings, table header rows marked, the document's language set."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.desk.draft import Draft
from assistant.render.letter import blocks, edited
from assistant.render.letter_tables import Block


def docx_bytes(draft: Draft, text: str = "") -> bytes:
    """The letter as a document; ``text`` is the officer's own in place of the drafted one."""
    document = Document()
    document.core_properties.title = draft.subject
    document.core_properties.language = "en-GB"
    document.core_properties.author = ""
    _language(document)
    document.add_heading(draft.subject, level=1)
    for block in edited(text) if text else blocks(draft):
        if block.kind in ("heading", "question"):
            document.add_heading(block.text, level=2)
        elif block.kind == "pre":
            document.add_paragraph().add_run(block.text).font.name = "Courier New"
        elif block.kind in ("note", "source"):
            document.add_paragraph(block.text, style="List Paragraph")
        elif block.kind == "table":
            _table(document, block)
        else:
            document.add_paragraph(block.text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _language(document: Document) -> None:  # type: ignore[valid-type]
    properties = document.styles["Normal"].element.get_or_add_rPr()  # type: ignore[attr-defined]
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)


def _table(document: Document, block: Block) -> None:  # type: ignore[valid-type]
    document.add_paragraph(block.title, style="Caption")  # type: ignore[attr-defined]
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")  # type: ignore[attr-defined]
    for cell, text in zip(table.rows[0].cells, block.columns, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")  # the header row, for screen readers and page breaks
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
