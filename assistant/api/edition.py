"""Which program, catalog and figures answer: their name changes with any of them, so that it can stand in an ETag."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.home import PACKAGE

SUFFIXES = (".toml", ".csv", ".parquet", ".py")


def edition(folder: Path) -> str:
    """A short hash over the contents of ``folder``'s catalog and data and of the program: the same on every machine."""
    digest = hashlib.sha256()
    for root in (folder / "catalog", folder / "data", PACKAGE):
        for path in sorted(p for p in root.rglob("*") if p.suffix in SUFFIXES):
            name = path.relative_to(root).as_posix()
            if not name.startswith("bundled/"):  # a wheel's copy of catalog and data has been read already
                digest.update(f"{name}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def etag(edition: str, *of: str) -> str:
    """A weak entity tag, since proxies compress: equal for equal requests to equal editions."""
    return f'W/"{edition}-{hashlib.sha256(chr(0).join(of).encode()).hexdigest()[:24]}"'


def matches(header: str, tag: str) -> bool:
    """Does an If-None-Match header name this tag?

    >>> matches('"a", W/"b"', 'W/"b"'), matches("*", 'W/"b"'), matches('"c"', 'W/"b"')
    (True, True, False)
    """
    plain = tag.removeprefix("W/")
    return header.strip() == "*" or plain in (one.strip().removeprefix("W/") for one in header.split(","))
