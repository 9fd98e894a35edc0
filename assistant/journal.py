"""Files of a home replaced all at once: a kill between any two steps leaves the old files, or the new ones.

What is to be written is laid down beside the home's files first. The one rename to ``ready`` decides: before it
nothing has
happened, after it whoever next reads the home (:func:`finish`) completes what was begun.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant import manifest
from assistant.errors import AssistantError

FOLDER = ".update"
READY, PENDING, DONE = "ready", "pending", "done"
LIST = "files.json"
Step = Callable[[str], None]


class JournalError(AssistantError):
    """An update cannot be written, completed or undone; the message is one sentence."""


def folder(home: Path) -> Path:
    """Where updates are prepared and remembered: in the home, and kept out of version control."""
    place = home / FOLDER
    place.mkdir(exist_ok=True)
    ignored = place / ".gitignore"
    if not ignored.is_file():
        ignored.write_text("*\n", encoding="utf-8", newline="\n")
    return place


def _nothing(_: str) -> None:
    return None


def commit(home: Path, label: str, files: Mapping[str, bytes | None], step: Step = _nothing, undoes: str = "") -> None:
    """Replace files (paths inside ``home`` -> content, None to remove) as one. ``step`` is told of every step taken."""
    finish(home)
    with _locked(home) as place:
        pending = place / PENDING
        shutil.rmtree(pending, ignore_errors=True)
        pending.mkdir()
        listed = []
        whole = {**files, **manifest.along(home, files)}
        for number, (path, content) in enumerate(sorted(whole.items())):
            target = home / path
            old = target.read_bytes() if target.is_file() else None
            for name, kept in (("old", old), ("new", content)):
                if kept is not None:
                    _write(pending / f"{number}.{name}", kept)
            listed.append({"path": path, "number": number, "old": _sum(old), "new": _sum(content)})
            step(f"laid down {path}")
        meta = {"label": label, "undoes": undoes, "files": listed}
        _write(pending / LIST, json.dumps(meta, indent=1).encode())
        step("listed")
        os.replace(pending, place / READY)
        step("ready")
        _apply(home, place, step)


def finish(home: Path, step: Step = _nothing) -> bool:
    """Complete an update that was cut off; whether there was one. Raises :class:`JournalError` where that is not
    allowed.
    """
    place = home / FOLDER
    if not (place / READY).is_dir():
        return False
    try:
        with _locked(home):
            _apply(home, place, step)
    except PermissionError as error:
        raise JournalError(
            "An update was cut off and cannot be completed by this user: run python -m assistant update."
        ) from error
    return True


def _apply(home: Path, place: Path, step: Step) -> None:
    """Every step may be taken again: what is there already is written once more."""
    ready = place / READY
    if not ready.is_dir():
        return  # another process was as quick
    meta = json.loads((ready / LIST).read_text(encoding="utf-8"))
    for file in meta["files"]:
        target = home / file["path"]
        if file["new"]:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".{target.name}.fresh")
            shutil.copyfile(ready / f"{file['number']}.new", beside)
            os.replace(beside, target)
        else:
            target.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                target.parent.rmdir()  # only where nothing else is in it
        step(f"wrote {file['path']}")
    done = place / DONE
    done.mkdir(exist_ok=True)
    if meta["undoes"]:
        shutil.rmtree(done / meta["undoes"], ignore_errors=True)
        step("forgot")
        shutil.rmtree(ready)
    else:
        os.replace(ready, done / f"{len(list(done.iterdir())):04d}-{meta['label']}")
    step("done")


def undo(home: Path, label: str, step: Step = _nothing) -> tuple[str, ...]:
    """Put back every file as it was before the newest update of that label; the paths. Raises :class:`JournalError`."""
    finish(home)
    kept = sorted((home / FOLDER / DONE).glob(f"[0-9]*-{label}"))
    if not kept:
        raise JournalError(f"No update of {label} is kept here, so there is nothing to undo.")
    meta: dict[str, Any] = json.loads((kept[-1] / LIST).read_text(encoding="utf-8"))
    files: dict[str, bytes | None] = {}
    for file in meta["files"]:
        if file["path"] == f"data/{manifest.NAME}":
            continue  # later updates are named in it as well: it is written anew
        target = home / file["path"]
        if _sum(target.read_bytes() if target.is_file() else None) != file["new"]:
            raise JournalError(f"{file['path']} was changed since, so the update of {label} cannot be undone whole.")
        files[file["path"]] = (kept[-1] / f"{file['number']}.old").read_bytes() if file["old"] else None
    commit(home, label, files, step, undoes=kept[-1].name)
    return tuple(files)


def _sum(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _locked(home: Path) -> Iterator[Path]:
    """One writer at a time, where the system has such locks; they end with their process."""
    place = folder(home)
    with (place / "lock").open("wb") as file:
        try:
            import fcntl
        except ImportError:  # not on every system
            yield place
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield place
