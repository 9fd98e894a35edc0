"""A copy of the home in which a release is taken in as ``ingest`` would, to be looked at and then written as one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tomli

from assistant import manifest
from assistant.catalog.differences import Difference
from assistant.catalog.load import load
from assistant.catalog.model import Catalog, Publication
from assistant.errors import AssistantError, CatalogError
from assistant.period import today
from assistant.publish.ingest import IngestError, IngestReport, ingest
from assistant.update import lines
from assistant.update.compare import Comparison, compare, unlike
from assistant.update.look import Finding
from assistant.update.match import Matching, Newcomer, match
from assistant.update.quarantine import Fetched

LOG = "data/updates.toml"
FAR = 0.01  # parts of a release may differ from its total by this share; more is another table's figures


@dataclass(frozen=True)
class Proposal:
    """What taking a release in would mean. ``blocked``: sentences on why it cannot be yet; ``marks``: what has to be
    seen.
    """

    finding: Finding
    fetched: Fetched
    matching: Matching
    report: IngestReport | None
    comparisons: tuple[Comparison, ...]
    blocked: tuple[str, ...]
    marks: tuple[str, ...]
    notes: tuple[str, ...]
    stage: Path  # a home with the release in it, where nothing is blocked

    @property
    def differences(self) -> tuple[Difference, ...]:
        return self.report.differences if self.report else ()


def propose(home: Path, finding: Finding, fetched: Fetched, stage: Path) -> Proposal:
    """Take a release into a copy of ``home`` at ``stage``. Nothing in ``home`` is touched."""
    catalog = load(home / "catalog")
    publication = next(p for p in catalog.publications if p.id == finding.publication)
    found = match(fetched.path, catalog, publication.id, home / "data")

    def made(report: IngestReport | None, blocked: Sequence[str], more: Sequence[Comparison] = ()) -> Proposal:
        notes = tuple(_notes(catalog, finding, fetched))
        return Proposal(finding, fetched, found, report, tuple(more), tuple(blocked), found.marks, notes, stage)

    if found.blocked:
        return made(None, found.blocked)
    if not found.matches:
        return made(None, ["None of its sheets is a table that the catalog knows: nothing can be taken in."])
    shutil.rmtree(stage, ignore_errors=True)
    for name in ("catalog", "data"):
        shutil.copytree(home / name, stage / name, ignore=shutil.ignore_patterns(manifest.NAME))
    _describe(stage / "catalog", catalog, publication, finding, fetched, found)
    try:
        described = load(stage / "catalog")
        report = ingest(fetched.path, finding.release, described, stage / "data")
    except IngestError as error:
        return made(None, error.problems)
    except CatalogError as error:
        return made(None, error.problems)
    except AssistantError as error:
        return made(None, [str(error)])
    tables = tuple(m.table for m in found.matches)
    compared = [compare(described, name, finding.release, home / "data", stage / "data") for name in tables]
    blocked = [said for c in compared if (said := unlike(described, c))]
    blocked += [
        f"{d.text} That is too far apart to be taken for a known difference."
        for d in {(d.published, d.parts): d for d in report.differences if _far(d, found)}.values()
    ]
    return made(report, blocked, compared)


def _far(found: Difference, matching: Matching) -> bool:
    """Between tables of the release, and by more than a known slip of counting."""
    between = " over " not in found.what
    return between and abs(found.published - found.parts) > max(2, FAR * found.published)


def _describe(
    folder: Path, catalog: Catalog, publication: Publication, finding: Finding, fetched: Fetched, found: Matching
) -> None:
    path = lines.releases_file(folder, publication)
    _edit(path, lines.with_release(_text(path), catalog, publication, finding, fetched))
    for one in found.matches:
        path = lines.file_of(folder, "tables", one.table)
        _edit(path, lines.with_sheet(_text(path), finding.release, one.sheet))
    fresh: dict[str, list[Newcomer]] = {}
    for newcomer in found.newcomers:
        fresh.setdefault(newcomer.dimension, []).append(newcomer)
    for dimension, members in fresh.items():
        path = lines.file_of(folder, "dimensions", dimension)
        _edit(path, lines.with_members(_text(path), members, finding.release))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _edit(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _notes(catalog: Catalog, finding: Finding, fetched: Fetched) -> list[str]:
    """What a person should look at: a size other than said, what the catalog says of periods that are not held."""
    said = (
        [f"The file has {fetched.size:,} bytes, where its page says {fetched.told:,}."]
        if fetched.told not in (0, fetched.size)
        else []
    )
    mine = [e for e in catalog.elsewhere if e.first_quarter and e.first_quarter <= finding.period]
    return said + [
        f"not_held.toml says of {e.what[:1].lower()}{e.what[1:]} that they are not held: look whether that stands."
        for e in mine
    ]


def files(home: Path, stage: Path, log: str) -> dict[str, bytes | None]:
    """Path -> content of everything in which a stage differs from the home, with the dated entry of what changed."""
    changed: dict[str, bytes | None] = {}
    for folder in ("catalog", "data"):
        for path in sorted((stage / folder).rglob("*")):
            name = path.relative_to(stage).as_posix()
            if path.is_file() and (not (home / name).is_file() or (home / name).read_bytes() != path.read_bytes()):
                changed[name] = path.read_bytes()
        for path in sorted((home / folder).rglob("*")):
            name = path.relative_to(home).as_posix()
            if path.is_file() and path.name != manifest.NAME and not (stage / name).exists():
                changed[name] = None
    changed[LOG] = with_entry(home, log)
    return changed


def logged(home: Path, release: str, kind: str) -> bool:
    """Whether an entry of ``updates.toml`` says that of a release."""
    path = home / LOG
    entries = tomli.loads(path.read_text(encoding="utf-8")).get("update", []) if path.is_file() else []
    return any((one.get("release"), one.get("kind")) == (release, kind) for one in entries)


def with_entry(home: Path, log: str) -> bytes:
    """``updates.toml`` with one more entry."""
    path = home / LOG
    kept = path.read_text(encoding="utf-8") if path.is_file() else HEAD
    return f"{kept.rstrip()}\n\n{log}".encode()


HEAD = "# What was taken in, day by day: one entry an update.\n"


def entry(release: str, kind: str, said: Sequence[str], **facts: object) -> str:
    """A dated entry of ``updates.toml``."""
    out = {"date": today(), "release": release, "kind": kind, **facts}
    listed = "".join(f"  {lines.toml(line)},\n" for line in said)
    return "[[update]]\n" + "".join(f"{k} = {lines.toml(v)}\n" for k, v in out.items()) + f"changes = [\n{listed}]\n"
