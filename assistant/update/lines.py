"""Lines of the catalog for a new release, put into the files as they stand, so that comments and order remain."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli

from assistant.catalog.layouts import Sheet
from assistant.catalog.model import Catalog, Publication
from assistant.period import today
from assistant.publish.drafts import MARK
from assistant.publish.names import identifier
from assistant.update.edition import names
from assistant.update.look import Finding
from assistant.update.match import Newcomer
from assistant.update.quarantine import Fetched

HOME = "https://www.gov.uk"  # releases are cited where everybody finds them


def toml(value: object) -> str:
    """A value as TOML: JSON's strings, numbers and lists are TOML's as well.

    >>> toml(("a", "b")), toml(dt.date(2024, 3, 7))
    ('["a", "b"]', '2024-03-07')
    """
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def with_release(text: str, catalog: Catalog, publication: Publication, finding: Finding, fetched: Fetched) -> str:
    """``releases.toml`` with the release in it; one that is there has its workbook's address, sum and day of
    correction set.
    """
    held = next((r for r in catalog.releases if r.id == finding.release), None)
    set_: dict[str, object] = {"workbook": fetched.url, "sha256": fetched.sha256}
    if held is not None:
        if finding.kind == "revised" and finding.day:
            set_["updated"] = dt.date.fromisoformat(finding.day)
        return with_keys(text, finding.release, set_)
    entry: dict[str, object] = {
        "id": finding.release, "publication": publication.id, "title": finding.title,
        **({"published": dt.date.fromisoformat(finding.day)} if finding.day else {}),
        "period": finding.period, "url": f"{HOME}{finding.path}", **set_,
        "words": names(catalog, publication, finding.period),
    }  # fmt: skip
    lines = "".join(f"{key} = {toml(value)}\n" for key, value in entry.items())
    return f"{text.rstrip()}\n\n[[release]]\n{lines}"


def with_keys(text: str, release: str, keys: dict[str, object]) -> str:
    """``releases.toml`` with keys of one release set or added."""
    lines = text.splitlines()
    begin = next(i for i, line in enumerate(lines) if _value(line) == ("id", release))
    end = next((i for i in range(begin, len(lines)) if lines[i].startswith("[[")), len(lines))
    while end > begin and not lines[end - 1].strip():
        end -= 1
    for key, value in keys.items():
        at = next((i for i in range(begin, end) if lines[i].split("=")[0].strip() == key), None)
        if at is None:
            lines.insert(end, f"{key} = {toml(value)}")
            end += 1
        else:
            lines[at] = f"{key} = {toml(value)}"
    return "\n".join(lines) + "\n"


def _value(line: str) -> tuple[str, Any]:
    try:
        ((key, value),) = tomli.loads(line).items()
    except (tomli.TOMLDecodeError, ValueError):
        return "", None
    return key, value


def with_sheet(text: str, release: str, sheet: Sheet) -> str:
    """A table's file with the release's line under ``[sheets]``; a line that is there is replaced."""
    said = ", ".join(f"{key} = {toml(value)}" for key, value in sheet.model_dump(exclude_defaults=True).items())
    made = f"{release} = {{ {said} }}"
    lines = text.rstrip("\n").splitlines()
    begin = next(i for i, line in enumerate(lines) if line.strip() == "[sheets]") + 1
    end = next((i for i in range(begin, len(lines)) if lines[i].startswith("[")), len(lines))
    at = next((i for i in range(begin, end) if lines[i].split("=")[0].strip() == release), None)
    if at is not None:
        lines[at] = made
    else:
        while end > begin and not lines[end - 1].strip():
            end -= 1
        lines.insert(end, made)
    return "\n".join(lines) + "\n"


def with_listed(text: str, release: str) -> str:
    """A table's file with the release named in its list ``releases``."""
    if release in tomli.loads(text).get("releases", []):
        return text
    begin = text.index("releases = [")
    end = text.index("]", begin)
    inside = text[begin:end].rstrip().removesuffix(",")
    closing = ",\n" if "\n" in inside else ""
    return f"{text[:begin]}{inside}, {toml(release)}{closing}{text[end:]}"


def with_members(text: str, found: Sequence[Newcomer], release: str) -> str:
    """A dimension's file with new members at its end, each marked to be confirmed."""
    data = tomli.loads(text)
    taken = {m["id"] for m in data.get("member", [])} | {g["id"] for g in data.get("group", [])}
    out = [text.rstrip("\n") + "\n"]
    for one in found:
        out.append(
            f"# First seen in {release}. {MARK} confirm that it is no other spelling of a member above, and add what "
            f"people call it.\n"
            f"[[member]]\nid = {toml(identifier(one.label, taken))}\nlabel = {toml(one.label)}\n"
            f"words = {toml((one.label.casefold(),))}\n"
        )
    return "\n".join(out)


def file_of(catalog_folder: Path, kind: str, name: str) -> Path:
    """The file of a table ("tables") or a dimension ("dimensions") by its id."""
    for path in _files(catalog_folder, kind):
        if tomli.loads(path.read_text(encoding="utf-8")).get("id") == name:
            return path
    raise FileNotFoundError(name)


def _files(catalog_folder: Path, kind: str) -> Iterator[Path]:
    yield from sorted(catalog_folder.glob(f"{kind}/*.toml"))
    yield from sorted(catalog_folder.glob(f"*/{kind}/*.toml"))


def releases_file(catalog_folder: Path, publication: Publication) -> Path:
    """The ``releases.toml`` beside the ``publications.toml`` that has the publication."""
    for path in [catalog_folder / "publications.toml", *sorted(catalog_folder.glob("*/publications.toml"))]:
        entries = tomli.loads(path.read_text(encoding="utf-8")).get("publication", [])
        if publication.id in {entry.get("id") for entry in entries}:
            return path.with_name("releases.toml")
    raise FileNotFoundError(publication.id)


def day(text: str) -> dt.date:
    """An ISO day; today where none is said."""
    return dt.date.fromisoformat(text) if text else today()
