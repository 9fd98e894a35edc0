"""Files as they came, apart from everything that is used, each with where it is from, its size and its sum."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.publish import guard
from assistant.publish.guard import FILE_LIMIT, WorkbookError
from assistant.update.address import Address, CouldNotLook
from assistant.update.look import File, Finding

MANIFEST = "manifest.json"
KINDS = {".ods": guard.ODS_CONTENT, ".xlsx": guard.XLSX_BOOK}


@dataclass(frozen=True)
class Fetched:
    """A workbook that passed its checks."""

    path: Path
    url: str
    sha256: str
    size: int
    told: int = 0  # the size that its page says


def fetch(address: Address, finding: Finding, folder: Path) -> Fetched:
    """The workbook of a release, in a folder of its own. Raises :class:`CouldNotLook` with one sentence, keeping
    nothing.
    """
    file = _tables(finding)
    content = address.get(file.url, FILE_LIMIT)
    place = folder / finding.release
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    path = place / _plain(file.name)
    try:
        path.write_bytes(content)
        _check(path, content)
    except (WorkbookError, CouldNotLook) as error:
        shutil.rmtree(place)
        raise CouldNotLook(f"{finding.title}: {error}") from error
    made = Fetched(path, file.url, hashlib.sha256(content).hexdigest(), len(content), file.size)
    (place / MANIFEST).write_text(
        json.dumps({**asdict(made), "path": path.name, "release": finding.release}, indent=1) + "\n",
        encoding="utf-8", newline="\n",
    )  # fmt: skip
    return made


def _tables(finding: Finding) -> File:
    """The only workbook, or the only one whose title says that it is the data tables."""
    named = [file for file in finding.files if "table" in f"{file.title} {file.name}".casefold()]
    chosen = named if len(named) == 1 else list(finding.files)
    if len(chosen) != 1:
        many = f"{len(chosen)} workbooks, none of which is plainly its data tables" if chosen else "no workbook"
        raise CouldNotLook(f"{finding.title}: its page has {many}.")
    return chosen[0]


def _check(path: Path, content: bytes) -> None:
    start = content[:512].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        raise CouldNotLook(f"{path.name} came as a web page where a workbook was expected.")
    guard.check(path, path.name)
    wanted = KINDS.get(path.suffix.casefold())
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    if wanted and wanted not in names:
        kind = next((suffix[1:].upper() for suffix, part in KINDS.items() if part in names), "other")
        raise CouldNotLook(
            f"{path.name} is {'an' if kind == 'XLSX' else 'a'} {kind} file under another name; look at it before it "
            f"is taken in."
        )


def _plain(name: str) -> str:
    """A file's name without anything that leads out of its folder."""
    kept = "".join(c for c in Path(name).name if c.isalnum() or c in "._-")
    return kept.lstrip(".") or "workbook"
