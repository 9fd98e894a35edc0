"""A first catalog for a file of figures: everything is guessed, written as TOML, and marked where it must be confirmed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from assistant import manifest
from assistant.catalog.load import load
from assistant.catalog.model import Catalog, Columns, Dimension
from assistant.errors import AssistantError, CatalogError
from assistant.home import home as in_use
from assistant.period import Span
from assistant.publish import drafts
from assistant.publish.columns import Lines, cells_of, ingest_file, levels_of, read
from assistant.publish.donor import Donor
from assistant.publish.guard import WorkbookError
from assistant.publish.guess import GENERIC, Breakdown, Guess, guess


@dataclass(frozen=True)
class Scaffold:
    """What was written: ``folder`` holds the new catalog files; ``lines`` say what was guessed and what to do next."""

    folder: Path
    lines: tuple[str, ...]


def identifier(label: str, taken: set[str], prefix: str = "") -> str:
    """A new id in the catalog's form: "17 and under" is "m_17_and_under"."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "blank"
    slug = slug if slug[0].isalpha() else f"m_{slug}"
    slug = f"{slug}_label" if slug == "total" else slug
    options = [slug, f"{prefix}_{slug}" if prefix else slug, *(f"{slug}_{n}" for n in range(2, 1000))]
    found = next(option for option in options if option not in taken)
    taken.add(found)
    return found


def scaffold(
    path: Path, home: Path, name: str = "", release: str = "", sheet: str = "", donor: Catalog | None = None
) -> Scaffold:
    """Catalog files and figures of a new publication in ``home``.

    ``donor`` (else the catalog in ``home``, else the one in use) lends English and words to members of the same name.

    Raises :class:`AssistantError` with one sentence, having written nothing.
    """
    lines = read(path, sheet)
    found = guess(lines)
    here = load(home / "catalog") if (home / "catalog" / "publications.toml").is_file() else None
    publication = identifier(name or path.stem, set())
    title = (name or path.stem).replace("_", " ").replace("-", " ").strip().capitalize()
    folder = home / "catalog" / publication if here else home / "catalog"
    if (here and publication in {p.id for p in here.publications}) or (here and folder.exists()):
        raise WorkbookError(f"{folder} is there already: remove it first, or give another --id.")
    lender = donor or here or load(in_use() / "catalog")
    made = _Draft(lines, found, here, publication, title, release, Donor(lender))
    written: list[Path] = []
    try:
        files = made.files(sheet, common=here is None)
        for place, content in files.items():
            target = folder / place
            if target.exists():
                raise WorkbookError(f"{target} is there already.")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8", newline="\n")
            written.append(target)
        said = ingest_file(path, made.release, made.table, load(home / "catalog"), home / "data")
        if manifest.read(home) is not None:  # a new home has none until its catalog is done
            manifest.record(home, made.release)
    except (AssistantError, OSError) as error:
        for target in written:
            target.unlink(missing_ok=True)
            for parent in (target.parent, *target.parent.parents):
                if parent == home or any(parent.iterdir()):
                    break
                parent.rmdir()
        text = "; ".join(error.problems[:3]) if isinstance(error, CatalogError) else str(error)
        raise WorkbookError(f"Nothing was written: {text}") from error
    return Scaffold(folder, (*made.said(), said))


class _Draft:
    """Ids for everything that was guessed, and the files made of them."""

    def __init__(
        self, lines: Lines, found: Guess, here: Catalog | None, publication: str, title: str, release: str, donor: Donor
    ) -> None:
        self.lines, self.found, self.donor = lines, found, donor
        self.publication, self.title = publication, title
        self.withheld: list[str] = []
        taken = {d.id for d in here.dimensions} | {m.id for m in here.measures} if here else set()
        taken |= {d.id for d in here.datasets} | {t.id for t in here.tables} if here else set()
        taken |= {"year", "quarter", "total", "value", "measure", "period", "release", "url", "tag", "cells"}
        self.measures = [(identifier(self._counted(h), taken, publication), self._counted(h), h) for h in found.values]
        self.dimensions = [(identifier(b.heading, taken, publication), b) for b in found.breakdowns]
        self.table = identifier(f"{publication}_table", taken)
        span = max((Span.read(p) for p in found.periods), key=lambda s: s.end)
        self.newest = span.id
        self.release = release or f"{publication.replace('_', '-')}-{span.id.lower()}"
        self.grain = "quarter" if any("Q" in p for p in found.periods) else "year"

    def _counted(self, heading: str) -> str:
        """A heading such as "Value" counts what the title says."""
        return (self.title if GENERIC.fullmatch(heading) else heading.replace("_", " ")).lower()

    def _columns(self, sheet: str) -> Columns:
        place = self.lines.first - 1
        return Columns(
            period=self.found.period, dimensions={d: (b.heading,) for d, b in self.dimensions},
            values={m: heading for m, _, heading in self.measures}, total=self.found.totals or ("Total",),
            sheet=sheet, header_row=place,
        )  # fmt: skip

    def files(self, sheet: str, common: bool) -> dict[str, str]:
        """Path inside the catalog folder -> TOML."""
        when = self._newest_whole()
        example = f"How many {self.measures[0][1]} were there {when}?"
        files = {
            "publications.toml": drafts.publication(
                self.publication, self.title, self.measures[0][0], example, own=not common
            ),
            "releases.toml": drafts.release(self.release, self.publication, self.title, self.newest),
            "measures.toml": drafts.measures(self.measures, self.publication, when),
            "datasets.toml": drafts.dataset(self.table, self.title),
        }
        listed = []
        for name, breakdown in self.dimensions:
            members = [(identifier(label, taken), label) for taken in [set[str]()] for label in breakdown.members]
            given = self.donor.lend(breakdown.heading, breakdown.members)
            files[f"dimensions/{name}.toml"] = drafts.dimension(
                name, breakdown.heading, members, given, self._note(breakdown)
            )
            listed.append((name, members, given))
        columns = self._columns(sheet)
        levels, self.withheld = self._cells(columns)
        files[f"tables/{self.table}.toml"] = drafts.table(
            self.table, self.title, columns, self.release, self.grain, levels, self.found.ignored, bool(self.withheld)
        )
        files["words.toml"] = drafts.words(self.donor.language() if common else {}, self.donor.compounds(listed))
        return files

    def _newest_whole(self) -> str:
        """The newest year of which everything is there, or else the newest quarter, as it stands in a question."""
        held = {Span.read(p) for p in self.found.periods}
        quarters = {s.start for s in held if s.length == 1}
        years = {s for s in held if s.is_year} | {
            Span.year(q // 4) for q in quarters if set(Span.year(q // 4).quarters) <= quarters
        }
        return max(years, default=Span.read(self.newest)).phrase

    def _cells(self, columns: Columns) -> tuple[list[list[str]], list[str]]:
        """The breakdowns at which the file has lines, coarsest first, where it has totals; places of withheld figures."""
        order = [name for name, _ in self.dimensions]
        plain = [
            Dimension.model_validate({"id": name, "label": name, "words": [], "member": [
                {"id": f"m{i}", "label": label} for i, label in enumerate(b.members)
            ]})
            for name, b in self.dimensions
        ]  # fmt: skip
        cells, _, withheld = cells_of(self.lines, columns, order, plain, {})
        levels = sorted(levels_of(cells, order), key=lambda level: (len(level), sorted(level)))
        listed = [[name for name in order if name in level] for level in levels]
        return (listed if self.found.totals else []), withheld

    def _note(self, breakdown: Breakdown) -> str:
        note = next((n for n in self.found.notes if n.startswith(f"{breakdown.heading}: ")), "")
        return note or (f"published totals: {', '.join(map(repr, breakdown.totals))}" if breakdown.totals else "")

    def said(self) -> tuple[str, ...]:
        """What was guessed, in sentences."""
        first, last = Span.read(self.found.periods[0]).label, Span.read(self.found.periods[-1]).label
        spoken = [
            f"When: {' and '.join(self.found.period)} ({len(self.found.periods)} periods, {first} to {last}).",
            f"Counted: {', '.join(f'{h} as {m}' for m, _, h in self.measures)}.",
        ]
        for name, b in self.dimensions:
            totals = f", total: {', '.join(label or 'a blank' for label in b.totals)}" if b.totals else ""
            spoken.append(f"By: {b.heading} as {name} ({len(b.members)} members{totals}).")
        if self.withheld:
            spoken.append(
                f"Withheld: {len(self.withheld)} figures, the first in {self.withheld[0]}; so nothing is added up, and only "
                "printed figures are given."
            )
        spoken += [f"Not read: {heading}, which {why}." for heading, why in self.found.ignored]
        return (*spoken, *(f"Look at {note}" for note in self.found.notes))
