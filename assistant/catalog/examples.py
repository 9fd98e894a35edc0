"""Examples of trees that can be asked: what each is in words, and the one value that it gives."""

from __future__ import annotations

from pathlib import Path

import tomli
from pydantic import ValidationError

from assistant.catalog.entry import Entry, Id
from assistant.errors import CatalogError


class Example(Entry):
    """``tree`` as its link has it; ``value`` is none of a table, a list or a yes."""

    node: Id
    tree: str
    question: str
    value: int | float | None = None


def read_examples(folder: Path) -> tuple[Example, ...]:
    """The examples of a catalog, in order; empty without any. Raises :class:`CatalogError`."""
    path = folder / "examples.toml"
    if not path.is_file():
        return ()
    try:
        return tuple(
            Example.model_validate(item) for item in tomli.loads(path.read_text(encoding="utf-8")).get("example", [])
        )
    except (tomli.TOMLDecodeError, ValidationError) as error:
        raise CatalogError((f"{path.name}: {error}",)) from error
