"""The manifest: the SHA-256 of every file of figures and of the catalog, so that a damaged one is never printed from.

``data/manifest.json`` maps each path ("data/nrm-2023-q4/rg_series.csv") to its sum. ``ingest`` writes what it changed,
``python -m assistant manifest`` everything, after somebody has looked at what changed. A home without a manifest is one
that somebody is still making: it is not checked.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import AssistantError

NAME = "manifest.json"
PARTS = {"data": (".csv", ".parquet"), "catalog": (".toml",)}  # folder -> suffixes of the files that count
MEND = 'Put the file back as it was published, or, if you changed it on purpose, run "python -m assistant manifest".'


class Damaged(AssistantError):
    """A file is not the one that the manifest names."""


def path_of(home: Path) -> Path:
    return home / "data" / NAME


def sums(home: Path, part: str) -> dict[str, str]:
    """Path below ``home`` -> SHA-256 of every file of "data" or "catalog", as they are now. Raises :class:`Damaged`."""
    found = {}
    for path in sorted(path for suffix in PARTS[part] for path in (home / part).rglob(f"*{suffix}")):
        name = path.relative_to(home).as_posix()
        try:
            found[name] = sha256(path)
        except OSError as error:
            raise Damaged(f"{name} cannot be read: {error.strerror or error}.") from error
    return found


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(home: Path) -> dict[str, str] | None:
    """What the manifest names; None where there is none. Raises :class:`Damaged`."""
    path = path_of(home)
    if not path.is_file():
        return None
    try:
        named = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {str(name): str(value) for name, value in named.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"data/{NAME} cannot be read. {MEND}") from error


def confirm(home: Path, *parts: str) -> None:
    """Raises :class:`Damaged`, with the name of the first file of ``parts`` that the manifest does not name as it
    is.
    """
    named = read(home)
    for part in parts if named is not None else ():
        _compare(_of(named or {}, lambda name, part=part: name.startswith(f"{part}/")), sums(home, part))  # type: ignore[misc]


def _compare(named: Mapping[str, str], found: Mapping[str, str]) -> None:
    for name in sorted({*named, *found}):
        if name not in found:
            raise Damaged(f"{name} is missing: the manifest names it. {MEND}")
        if name not in named:
            raise Damaged(f"{name} is not in the manifest. {MEND}")
        if named[name] != found[name]:
            raise Damaged(f"{name} is not the file that the manifest names: it is damaged or was changed. {MEND}")


def same(home: Path, path: Path, raw: bytes) -> bool:
    """Is ``raw``, read from ``path``, what the manifest names? Where there is no manifest, whatever it is."""
    named = read(home)
    return named is None or named.get(path.relative_to(home).as_posix()) == hashlib.sha256(raw).hexdigest()


def write(home: Path) -> Path:
    """A manifest of everything as it is now."""
    return _write(home, {**sums(home, "catalog"), **sums(home, "data")})


def record(home: Path, release: str) -> Path:
    """The manifest with what taking in ``release`` changes: its figures, the differences, the catalog, nothing else.

    A file of another release that is damaged stays so, and is refused as before.
    """
    named = read(home)
    if named is None:
        return write(home)

    def changes(name: str) -> bool:
        return name.startswith((f"data/{release}/", "catalog/")) or name.count("/") == 1

    kept = _of(named, lambda name: not changes(name))
    return _write(home, kept | _of({**sums(home, "catalog"), **sums(home, "data")}, changes))


def along(home: Path, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """The manifest as it will be once ``files`` are written, to be written with them; nothing where there is none."""
    named = read(home)
    if named is None:
        return {}
    for name, content in files.items():
        if not name.endswith(PARTS.get(name.partition("/")[0], ("/",))):
            continue
        if content is None:
            named.pop(name, None)
        else:
            named[name] = hashlib.sha256(content).hexdigest()
    return {f"data/{NAME}": _text(named)}


def _of(files: Mapping[str, str], wanted: Callable[[str], bool]) -> dict[str, str]:
    return {name: value for name, value in files.items() if wanted(name)}


def _write(home: Path, files: Mapping[str, str]) -> Path:
    path = path_of(home)
    replace_whole(path, _text(files))
    return path


def _text(files: Mapping[str, str]) -> bytes:
    return (json.dumps({"files": dict(sorted(files.items()))}, indent=1) + "\n").encode()


def replace_whole(path: Path, raw: bytes, mode: int = 0o644) -> None:
    """Write a file so that it is there whole or not at all, also where the power fails."""
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the names in a folder written down, where the system allows it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
