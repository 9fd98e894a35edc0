"""Bytes of a file with separated values to rows of text: its encoding and separator are found, not asked for."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from assistant.publish import eurostat
from assistant.publish.guard import WorkbookError
from assistant.publish.progress import Progress

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
SEPARATORS = ",;\t|"
# Texts of another kind, by how they begin.
OTHERS = (
    (
        re.compile(r'\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGES?|CREATION-DATE|MATRIX|SUBJECT-AREA)\s*="'),
        "a PC-Axis file",
    ),
    (re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*[\[{])'), "a JSON file"),
    (re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE), "a web page"),
    (re.compile(r"\s*<(?:\?xml|\w+:|\w+>)", re.IGNORECASE), "an XML file"),
)
SAMPLE = 60  # lines looked at for the separator
MOST_KNOWN = 200_000  # texts that are kept once

Row = tuple[str, ...]


class _Plain(dict[str, str]):
    """Cells with their whitespace collapsed: most repeat, and one text serves them all."""

    def __missing__(self, cell: str) -> str:
        plain = " ".join(cell.split())
        if len(self) < MOST_KNOWN:
            self[cell] = plain
        return plain


def rows_of(path: Path) -> Sequence[Row]:
    """The lines of a CSV file, cells with their whitespace collapsed. Raises :class:`WorkbookError`."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = "".join(islice(file, SAMPLE))
    if "\x00" in sample:
        raise WorkbookError(f"{path.name} is neither a CSV file nor a workbook.")
    for other, what in OTHERS:
        if other.match(sample):
            raise WorkbookError(f"{path.name} is {what}: give its table as a CSV file or a workbook.")
    separator = "\t" if eurostat.is_written_so(sample) else _separator(sample)
    plain = _Plain().__getitem__
    rows: list[Row] = []
    tell = Progress(path.name)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            for row in csv.reader(file, delimiter=separator):
                rows.append(tuple(map(plain, row)))
                tell.at(len(rows), "lines read")
    except csv.Error as error:
        raise WorkbookError(f"{path.name} cannot be read as CSV: {error}.") from error
    return eurostat.unfolded(rows)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        raw = file.read(200_000)
        for mark, name in BOMS:
            if raw.startswith(mark):
                return name
        start = raw[:4000]
        if start.count(0) > len(start) // 3:  # UTF-16 without its mark: every second byte of Latin text is zero
            return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        if b"\x00" in raw:
            raise WorkbookError(f"{path.name} is neither a CSV file nor a workbook.")
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            chunk = raw
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(2**20)
            decoder.decode(b"", final=True)
            return "utf-8"
        except UnicodeDecodeError:
            pass
    best = from_bytes(raw, cp_isolation=["cp1252", "iso8859_15", "cp850", "mac_roman"]).best()
    return best.encoding if best and best.encoding not in ("ascii", "utf_8") else "cp1252"


def _separator(sample: str) -> str:
    """That which cuts most lines into the same number of cells, and then into most."""

    def cut(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(
                len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row
            )
        except csv.Error:
            return 0, 0
        wide = {width: lines for width, lines in widths.items() if width > 1}
        width = max(wide, key=lambda w: (wide[w], w), default=0)
        return wide.get(width, 0), width

    return max(SEPARATORS, key=lambda separator: (*cut(separator), -SEPARATORS.index(separator)))
