"""What a file must be before it is opened: a small zip holding a spreadsheet whose sheets are of a sane size."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from assistant.errors import AssistantError

FILE_LIMIT = 50 * 1024 * 1024
TEXT_LIMIT = 300 * 1024 * 1024  # of a CSV file, which is read line by line
UNPACKED_LIMIT = 200 * 1024 * 1024
MEMBER_LIMIT = 2_000  # parts of an archive: a published workbook has some dozens
CELL_LIMIT = 5_000_000  # a sheet of the largest published table has about 120,000
XLS = b"\xd0\xcf\x11\xe0"  # the first bytes of a workbook of before 2007
DAMAGE = (
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, NotImplementedError, ValueError, OSError,
)  # fmt: skip
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet in the format
ODS_CONTENT, XLSX_BOOK = "content.xml", "xl/workbook.xml"
ODS_MANIFEST = "META-INF/manifest.xml"
ODS_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ODS_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"

_passed: set[tuple[Path, int, int, int]] = set()


class WorkbookError(AssistantError):
    """A file that cannot be read as a workbook; the message is one sentence."""


def check(path: Path, name: str, unpack: bool = True) -> None:
    """Raise :class:`WorkbookError` unless the file at ``path`` may safely be opened. Its extension is not looked at.

    Without ``unpack`` only what it says of itself is looked at. A file that passed is not gone through again as long
    as it stays what it is.
    """
    if not path.is_file():
        raise WorkbookError(f"{name} is not a file.")
    stat = path.stat()
    size, as_it_is = stat.st_size, (path.resolve(), stat.st_size, stat.st_mtime_ns, stat.st_ino)
    if as_it_is in _passed:
        return
    if size == 0:
        raise WorkbookError(f"{name} is empty.")
    if size > FILE_LIMIT:
        raise WorkbookError(f"{name} is larger than {FILE_LIMIT // 2**20} MB, which no published workbook is.")
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            start = file.read(4)
        if start == XLS:  # no archive: what it unpacks to is what it is
            return
        if start == b"PK\x03\x04":
            raise WorkbookError(f"{name} is cut short or damaged: download it again.")
        raise WorkbookError(f"{name} is not a spreadsheet: an ODS or XLSX workbook is expected.")
    try:
        with zipfile.ZipFile(path) as archive:
            _archive(archive, name, unpack)
    except DAMAGE as error:
        raise WorkbookError(f"{name} is cut short or damaged: download it again.") from error
    except RuntimeError as error:  # zipfile's way of saying that a member is encrypted
        raise WorkbookError(f"{name} is protected by a password.") from error
    if unpack:
        _passed.clear()  # one workbook at a time is worked on
        _passed.add(as_it_is)


def _archive(archive: zipfile.ZipFile, name: str, unpack: bool) -> None:
    members = archive.infolist()
    if len(members) > MEMBER_LIMIT:
        raise WorkbookError(f"{name} has more than {MEMBER_LIMIT:,} parts, which no published workbook has.")
    if sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise WorkbookError(f"{name} would unpack to more than {UNPACKED_LIMIT // 2**20} MB, so it was not opened.")
    names = {member.filename for member in members}
    if ODS_CONTENT not in names and XLSX_BOOK not in names:
        raise WorkbookError(f"{name} is a zip file but no ODS or XLSX workbook.")
    if not unpack:
        return
    if archive.testzip() is not None:  # reads no more than the declared sizes, and checks each sum
        raise WorkbookError(f"{name} is cut short or damaged: download it again.")
    if ODS_MANIFEST in names and b"encryption-data" in archive.read(ODS_MANIFEST):
        raise WorkbookError(f"{name} is protected by a password.")
    sheets = [m for m in sorted(names) if m == ODS_CONTENT or re.fullmatch(r"xl/worksheets/[^/]+\.xml", m)]
    for member in sheets:
        with archive.open(member) as content:
            sizes = _ods_sizes(content) if member == ODS_CONTENT else _xlsx_sizes(content)
            if any(rows * columns > CELL_LIMIT for rows, columns in sizes):
                raise WorkbookError(f"{name} has a sheet of more than {CELL_LIMIT:,} cells, so it was not opened.")


def _ods_sizes(content: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Rows and columns of each sheet up to its last filled cell, with the repeats that the format abbreviates."""
    row = height = width = column = filled = 0
    for event, element in ElementTree.iterparse(content, events=("start", "end")):
        tag = element.tag.removeprefix(ODS_TABLE)
        if event == "start":
            if tag == "table":
                row = height = width = 0
            elif tag == "table-row":
                column = filled = 0
        elif tag in ("table-cell", "covered-table-cell"):
            column += int(element.get(f"{ODS_TABLE}number-columns-repeated", 1))
            if element.get(ODS_VALUE) or len(element):
                filled = column
        elif tag == "table-row":
            row += int(element.get(f"{ODS_TABLE}number-rows-repeated", 1))
            if filled:
                height, width = row, max(width, filled)
            element.clear()
        elif tag == "table":
            yield height, width


def _xlsx_sizes(content: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Rows and columns of a sheet up to its farthest cell, wherever the file says that it is."""
    height = width = row = column = 0
    for event, element in ElementTree.iterparse(content, events=("start", "end")):
        if event == "start" and element.tag.endswith("}row"):
            given = element.get("r", "")
            row, column = (_number(given) if given else row + 1), 0
        elif event == "start" and element.tag.endswith("}c"):
            given = element.get("r", "")
            found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,10})", given)
            if given and not found:
                raise ValueError("no place of a cell")  # which another reader may take for any
            # A cell that does not say where it stands follows the one before it.
            column = _column(found[1].upper()) if found else column + 1
            height, width = max(height, row, _number(found[2]) if found else 0), max(width, column)
        elif event == "end" and element.tag.endswith("}row"):
            element.clear()
    if height > MOST_ROWS or width > MOST_COLUMNS:
        raise ValueError("outside of any sheet")
    yield height, width


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", text):
        raise ValueError("no number of a row")
    return int(text)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
