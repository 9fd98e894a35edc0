"""Read ``catalog/`` into one validated :class:`Catalog`; every problem names its file and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from assistant.catalog.absent import Elsewhere, Unfigured, Unpublished
from assistant.catalog.check import check
from assistant.catalog.dimension import Dimension
from assistant.catalog.model import Catalog, Change, Dataset, Language, Measure, Publication, Release, Table, Term
from assistant.catalog.saying import ClaimWords
from assistant.errors import CatalogError
from assistant.journal import finish

E = TypeVar("E", bound=BaseModel)


class _Reader:
    """Collects every problem of every file, so that an author mends them in one go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.files: dict[str, str] = {}  # entry id -> file, for the cross-checks' messages
        self.owner = ""  # the publication whose folder is being read

    def toml(self, path: Path) -> dict[str, Any]:
        try:
            return tomli.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(f"{path.name} is missing")
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(f"{self._name(path)}: {error}")
        return {}

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def entry(self, model: type[E], data: Any, where: str) -> E | None:
        if self.owner and "publication" in model.model_fields and isinstance(data, dict):
            data = {"publication": self.owner, **data}
        try:
            entry = model.model_validate(data)
        except ValidationError as error:
            for problem in error.errors():
                key = ".".join(str(step) for step in problem["loc"])
                self.problems.append(f"{where}: {key}: {problem['msg']}")
            return None
        self.files[f"{model.__name__}:{getattr(entry, 'id', '')}"] = where
        return entry

    def listed(self, model: type[E], name: str, key: str, required: bool = True) -> tuple[E, ...]:
        """Entries of one file with an array of tables: ``[[measure]]`` in ``measures.toml``."""
        path = self.folder / name
        if not required and not path.exists():
            return ()
        data = self.toml(path)
        for unknown in sorted(set(data) - {key}):
            self.problems.append(f"{name}: {unknown}: unknown key, expected [[{key}]]")
        found = (self.entry(model, item, f"{name} [{i + 1}]") for i, item in enumerate(data.get(key, [])))
        return tuple(entry for entry in found if entry is not None)

    def folder_of(self, model: type[E], name: str) -> tuple[E, ...]:
        """Entries of a folder, one file each."""
        paths = sorted((self.folder / name).glob("*.toml"))
        found = (self.entry(model, self.toml(path), self._name(path)) for path in paths)
        return tuple(entry for entry in found if entry is not None)


def load(folder: Path) -> Catalog:
    """The catalog in ``folder``: its own publications, and one in every folder inside that has a publications.toml.

    Raises :class:`CatalogError` naming every problem found.
    """
    finish(folder.parent)
    read = _Reader(folder)
    language = read.entry(Language, read.toml(folder / "words.toml"), "words.toml")
    path = folder / "claims.toml"
    claims = read.entry(ClaimWords, read.toml(path), path.name) if path.exists() else None
    parts: dict[str, Any] = _part(read, "")
    languages: dict[str, Language] = {}
    for path in sorted(folder.glob("*/publications.toml")):
        place = f"{path.parent.name}/"
        own = _part(read, place)
        named = [publication.id for publication in own["publications"]]
        if len(named) != 1:
            read.problems.append(f"{place}publications.toml: a folder holds one publication, found {len(named)}")
        elif (path.parent / "words.toml").exists():
            words = read.entry(Language, read.toml(path.parent / "words.toml"), f"{place}words.toml")
            languages |= {named[0]: words} if words else {}
        parts = {kind: (*entries, *own[kind]) for kind, entries in parts.items()}
    if read.problems or language is None:
        raise CatalogError(tuple(read.problems))
    catalog = Catalog.model_construct(
        language=language, languages=languages, claims=claims or ClaimWords(), **parts
    )  # every part is validated already
    problems = tuple(check(catalog, read.files))
    if problems:
        raise CatalogError(problems)
    return catalog


def _part(read: _Reader, place: str) -> dict[str, tuple[Any, ...]]:
    """The entries of one folder; in a folder of its own they belong to the publication that it holds."""
    publications = read.listed(Publication, f"{place}publications.toml", "publication")
    read.owner = publications[0].id if place and publications else ""
    return {
        "publications": publications,
        "releases": read.listed(Release, f"{place}releases.toml", "release"),
        "measures": read.listed(Measure, f"{place}measures.toml", "measure"),
        "dimensions": read.folder_of(Dimension, f"{place}dimensions"),
        "datasets": read.listed(Dataset, f"{place}datasets.toml", "dataset"),
        "tables": read.folder_of(Table, f"{place}tables"),
        "changes": read.folder_of(Change, f"{place}changes"),
        "terms": read.listed(Term, f"{place}glossary.toml", "term", required=False),
        "unpublished": read.listed(Unpublished, f"{place}unpublished.toml", "topic", required=False),
        "elsewhere": read.listed(Elsewhere, f"{place}not_held.toml", "elsewhere", required=False),
        "unfigured": read.listed(Unfigured, f"{place}no_figure.toml", "kind", required=False),
    }
