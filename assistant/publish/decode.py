"""Bytes of a file with separated values to rows of text: its encoding and separator are found, not asked for."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path
from sys import intern

from charset_normalizer import from_bytes

from assistant.publish.guard import WorkbookError

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
SEPARATORS = ",;\t|"
SAMPLE = 60  # lines looked at for the separator

Row = tuple[str, ...]


def rows_of(path: Path) -> list[Row]:
    """The lines of a CSV file, cells with their whitespace collapsed. Raises :class:`WorkbookError`."""
    content = _text(path)
    sample = "".join(content.splitlines(keepends=True)[:SAMPLE]) if len(content) < 10**6 else content[: 10**5]
    separator = _separator(sample)
    known: dict[str, str] = {}  # most cells repeat, and one text serves them all
    rows: list[Row] = []
    try:
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
            cells = []
            for cell in row:
                plain = known.get(cell)
                if plain is None:
                    plain = intern(" ".join(cell.split()))
                    if len(known) < 100_000:
                        known[cell] = plain
                cells.append(plain)
            rows.append(tuple(cells))
    except csv.Error as error:
        raise WorkbookError(f"{path.name} cannot be read as CSV: {error}.") from error
    return rows


def _text(path: Path) -> str:
    raw = path.read_bytes()
    for mark, name in BOMS:
        if raw.startswith(mark):
            return _decoded(raw, name, path)
    if raw[:4000].count(0) > len(raw[:4000]) // 3:  # UTF-16 without its mark: every second byte of Latin text is zero
        name = "utf-16-le" if raw[1:4000:2].count(0) > raw[0:4000:2].count(0) else "utf-16-be"
        return _decoded(raw, name, path)
    if b"\x00" in raw:
        raise WorkbookError(f"{path.name} is neither a CSV file nor a workbook.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best = from_bytes(raw[:200_000], cp_isolation=["cp1252", "iso8859_15", "cp850", "mac_roman"]).best()
    return _decoded(raw, best.encoding if best else "cp1252", path)


def _decoded(raw: bytes, name: str, path: Path) -> str:
    text = raw.decode(name, errors="replace")
    if "\x00" in text[:1000]:
        raise WorkbookError(f"{path.name} is neither a CSV file nor a workbook.")
    return text


def _separator(sample: str) -> str:
    """That which cuts most lines into the same number of cells, and then into most."""

    def cut(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row)
        except csv.Error:
            return 0, 0
        wide = {width: lines for width, lines in widths.items() if width > 1}
        width = max(wide, key=lambda w: (wide[w], w), default=0)
        return wide.get(width, 0), width

    return max(SEPARATORS, key=lambda separator: (*cut(separator), -SEPARATORS.index(separator)))
