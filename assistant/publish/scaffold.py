"""A first catalog for a file of figures: everything is guessed, written as TOML, and marked where it must be
confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import manifest
from assistant.catalog.load import load
from assistant.catalog.model import Catalog
from assistant.errors import AssistantError, CatalogError
from assistant.home import home as in_use
from assistant.publish.beside import beside
from assistant.publish.columns import ingest_file
from assistant.publish.donor import Donor
from assistant.publish.doubts import Answers, Ask
from assistant.publish.draft import Draft
from assistant.publish.guard import WorkbookError
from assistant.publish.guess import guess
from assistant.publish.names import identifier
from assistant.publish.progress import unswept
from assistant.publish.sdmx import read


@dataclass(frozen=True)
class Scaffold:
    """What was written: ``folder`` holds the new catalog files; ``lines`` say what was guessed and what to do next."""

    folder: Path
    lines: tuple[str, ...]


@unswept()
def scaffold(
    path: Path, home: Path, name: str = "", release: str = "", sheet: str = "", donor: Catalog | None = None,
    given: Mapping[str, str] | None = None, ask: Ask | None = None,
) -> Scaffold:  # fmt: skip
    """Catalog files and figures of a new publication in ``home``.

    ``donor`` (else the catalog in ``home``, else the one in use) lends English and words to members of the same name.
    ``given`` are answers to questions about the file, by their key; ``ask`` puts the others to a person. What nobody
    answers is written down as open, and no figure that hangs on it is given.

    Raises :class:`AssistantError` with one sentence, having written nothing.
    """
    lines = read(path, sheet)
    told = beside(path, lines)
    answers = Answers(given or {}, ask, told.answers)
    found = guess(lines, answers)
    lines = replace(lines)  # without the columns that were cut out of them
    here = load(home / "catalog") if (home / "catalog" / "publications.toml").is_file() else None
    publication = identifier(name or path.stem, set())
    title = (name or path.stem).replace("_", " ").replace("-", " ").strip().capitalize()
    folder = home / "catalog" / publication if here else home / "catalog"
    if (here and publication in {p.id for p in here.publications}) or (here and folder.exists()):
        raise WorkbookError(f"{folder} is there already: remove it first, or give another --id.")
    lender = donor or here or load(in_use() / "catalog")
    made = Draft(lines, found, here, publication, title, release, Donor(lender), answers, told.labels)
    files = made.files(sheet, common=here is None)  # which may ask as well
    if answers.unused():
        keys = ", ".join(doubt.key for doubt in answers.open) or "none is open"
        raise WorkbookError(f"No question of this file is called {', '.join(answers.unused())}: {keys}.")
    made.forget()
    del lines
    written: list[Path] = []
    said = []
    try:
        for place, content in files.items():
            target = folder / place
            if target.exists():
                raise WorkbookError(f"{target} is there already.")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8", newline="\n")
            written.append(target)
        catalog = load(home / "catalog")
        for one, *_ in made.releases:
            said.append(ingest_file(path, one, made.table, catalog, home / "data", made.taken[one]))
            if manifest.read(home) is not None:  # a new home has none until its catalog is done
                manifest.record(home, one)
    except (AssistantError, OSError) as error:
        for target in written:
            target.unlink(missing_ok=True)
            for parent in (target.parent, *target.parent.parents):
                if parent == home or any(parent.iterdir()):
                    break
                parent.rmdir()
        text = "; ".join(error.problems[:3]) if isinstance(error, CatalogError) else str(error)
        raise WorkbookError(f"Nothing was written: {text}") from error
    asked = [f"Open: {doubt.text} In a file of answers: {doubt.how}" for doubt in answers.open]
    return Scaffold(folder, (*told.notes, *made.said(), *asked, *said))
