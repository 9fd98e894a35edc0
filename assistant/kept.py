"""What takes long to make, kept from one start to the next: a private file each, known by all that it is made of.

What is kept is words and their meanings alone. A file that is damaged, of other words, or in a folder that somebody
else may write to is not read, and the value is made as if there were none.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import io
import os
import pickle
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from assistant.home import PACKAGE
from assistant.manifest import replace_whole

T = TypeVar("T")
SUFFIX = ".words"
FORMAT = "1"  # raise when what is kept changes shape and no module that makes it does
MOST = 12  # files of one name: those that were wanted last
SUM = hashlib.sha256().digest_size
CLASSES = {("assistant.english.lexicon", "Word"), ("assistant.words.vocabulary", "Sense")}
OTHERS = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path:
    """A private folder for built files: $ASSISTANT_CACHE, else one of this user's in the temporary folder."""
    named = os.environ.get("ASSISTANT_CACHE")
    user = getattr(os, "getuid", lambda: os.environ.get("USERNAME", "user"))()
    folder = Path(named) if named else Path(tempfile.gettempdir()) / f"published-figures-{user}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Somebody else's folder of that name could hand us figures of their own.
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            raise PermissionError(folder)
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
    except OSError:
        folder = _passing()
    return folder


@cache
def _passing() -> Path:
    """Of this process alone."""
    folder = Path(tempfile.mkdtemp(prefix="published-figures-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def kept(name: str, of: Iterable[bytes], make: Callable[[], T]) -> T:
    """``make()``, or what it gave when it was last made of the same.

    ``of`` is all that the value is made of and that is no module of ``words`` or ``catalog``, which count for all.
    """
    known = _known(name, of)
    folder = cache_folder()
    if not known or not _private(folder):
        return make()
    path = folder / f"{name}-{known}{SUFFIX}"
    try:
        value = _read(path)
    except Exception:  # damaged, foreign or not there: nothing that it could hold is worth an error
        value = make()
        with contextlib.suppress(OSError):
            raw = pickle.dumps(value, 5)
            replace_whole(path, hashlib.sha256(raw).digest() + raw, 0o600)
            _tidy_up(folder, name)
    return cast(T, value)


def _known(name: str, of: Iterable[bytes]) -> str:
    """Changes with the program, the language that it is run by, and what the value is made of; "" where unknown."""
    digest = _program()
    if digest is None:
        return ""
    digest = digest.copy()
    digest.update(name.encode())
    for each in of:
        digest.update(hashlib.sha256(each).digest())
    return str(digest.hexdigest()[:32])


@cache
def _program() -> Any:
    """Of the modules that cut texts into words and keep them, and the words that those read."""
    digest = hashlib.sha256(f"{FORMAT} {sys.version} {sys.implementation.cache_tag}".encode())
    try:
        for folder in (PACKAGE / "words", PACKAGE / "catalog"):
            for path in sorted((*folder.glob("*.py"), *folder.glob("*.toml"))):
                digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        for path in (PACKAGE / "period.py", PACKAGE / "kept.py"):
            digest.update(path.read_bytes())
    except OSError:
        return None
    return digest


def _private(path: Path) -> bool:
    """Is it this user's, and nobody else's to write to? False where the system does not tell."""
    if not hasattr(os, "getuid"):
        return False
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & OTHERS and not stat.S_ISLNK(found.st_mode)


def _read(path: Path) -> Any:
    """Raises whatever it likes where the file is not as it was written."""
    if not _private(path):
        raise PermissionError(path)
    raw = path.read_bytes()
    if hashlib.sha256(raw[SUM:]).digest() != raw[:SUM]:
        raise ValueError(path)
    value = _Words(io.BytesIO(raw[SUM:])).load()
    with contextlib.suppress(OSError):
        os.utime(path)  # of those that are not wanted any more the oldest go first
    return value


class _Words(pickle.Unpickler):
    """Only what words and meanings are made of."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in CLASSES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no word")


def _tidy_up(folder: Path, name: str) -> None:
    found = sorted(folder.glob(f"{name}-*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[MOST:]:
        path.unlink(missing_ok=True)
