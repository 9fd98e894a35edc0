"""A table as CSV with what a file of rows alone cannot say, in one archive: its notes and a description of its columns.

As StatCan and the World Bank give theirs: figures in one file, notes in a second, and no line of comment in either.
"""

from __future__ import annotations

import io
import zipfile

from assistant.answer.model import Part
from assistant.catalog.lookup import Lookup
from assistant.render.csv_export import csv_bytes, notes_bytes
from assistant.render.csvw import csvw_bytes

STAMP = (1980, 1, 1, 0, 0, 0)  # the same answer is the same file, whenever it is made


def packed(part: Part, name: str, lookup: Lookup) -> bytes:
    """``name``.csv, ``name``_notes.csv and ``name``.csv-metadata.json (CSV on the Web)."""
    files = {f"{name}.csv": csv_bytes(part, lookup), f"{name}_notes.csv": notes_bytes(part)}
    files[f"{name}.csv-metadata.json"] = csvw_bytes(part, f"{name}.csv", lookup)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, raw in files.items():
            archive.writestr(zipfile.ZipInfo(file, STAMP), raw, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
