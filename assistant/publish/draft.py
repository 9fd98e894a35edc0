"""What was guessed of a file as catalog files: ids, entries, levels and caveats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.catalog.dimension import Dimension
from assistant.catalog.layouts import Columns
from assistant.catalog.model import Catalog
from assistant.period import Span
from assistant.publish import drafts, roles
from assistant.publish.columns import ALIKE, Taken, cells_of, levels_of
from assistant.publish.donor import Donor
from assistant.publish.doubts import Answers, Doubt
from assistant.publish.drafts import Measure, Parts
from assistant.publish.guard import WorkbookError
from assistant.publish.guess import Counted, Guess
from assistant.publish.lines import Lines
from assistant.publish.members import Breakdown
from assistant.publish.names import identifier
from assistant.publish.periods import day_of

RESERVED = {"year", "quarter", "total", "value", "measure", "period", "release", "url", "tag", "cells"}


class Draft:
    """Ids for everything that was guessed, and the files made of them."""

    def __init__(
        self, lines: Lines, found: Guess, here: Catalog | None, publication: str, title: str, release: str,
        donor: Donor,
        answers: Answers, labels: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.lines, self.found, self.donor, self.answers = lines, found, donor, answers
        self.labels = labels or {}  # heading -> what a file beside it says that it is called
        self.repeated = ""  # what lines with the same labels are, once that is known
        self.publication, self.title = publication, title
        taken = {d.id for d in here.dimensions} | {m.id for m in here.measures} if here else set()
        taken |= {d.id for d in here.datasets} | {t.id for t in here.tables} if here else set()
        taken |= RESERVED
        self.measures = [(self._measure(one, taken), one) for one in found.values]
        self.dimensions = [(identifier(b.heading, taken, publication), b) for b in found.breakdowns]
        self.table = identifier(f"{publication}_table", taken)
        spans = [Span.read(p) for p in found.when.periods]
        self.newest = max(spans, key=lambda s: (s.end, s.length))
        self.releases = self._releases(release)
        self.grain = "quarter" if any(s.length == 1 for s in spans) else "year"
        self.taken: dict[str, Taken] = {}
        self.newest_of: dict[str, str] = {}  # release -> its newest period
        self.withheld: list[str] = []
        self.marks: dict[str, list[str]] = {}

    def _releases(self, release: str) -> list[tuple[str, str, str, str, str]]:
        """Id, title, newest period, day and label of each release in the file, oldest first."""
        stem = self.publication.replace("_", "-")
        if not self.found.vintages:
            name = release or f"{stem}-{re.sub(r'[^a-z0-9]+', '-', self.newest.id.lower())}"
            return [(name, self.title, self.newest.id, "", "")]
        named: set[str] = set()
        made = []
        for label in sorted(self.found.vintages, key=day_of):
            name = identifier(f"{stem} {label}", named).replace("_", "-")
            made.append((name, f"{self.title}: {label}", self.newest.id, day_of(label), label))
        return made

    def _measure(self, one: Counted, taken: set[str]) -> Measure:
        """A heading such as "Value" counts what the title says."""
        said = roles.SCALE.sub("", roles.plain(self.labels.get(one.heading, one.heading))).strip()
        said = re.sub(r"\s*\((?:number|count|no\.?)\)", "", said, flags=re.IGNORECASE)
        said = " ".join(re.sub(r"[:;]", " ", said).split())  # which part a question, and so would its name
        bare = re.sub(r"^(?:number|count|no\.?|total) of (?:the )?", "", said, flags=re.IGNORECASE)
        bare = (
            (self.found.subject or self.title)
            if roles.GENERIC.fullmatch(said) or roles.OPEN.fullmatch(said)
            else bare or said
        )
        label = bare.lower()
        words = dict.fromkeys([label, drafts.singular(label), said.lower(), roles.plain(one.heading).lower()])
        text = " ".join(doubt.text for doubt in one.doubts)
        how = tuple(doubt.how for doubt in one.doubts)
        adds = one.adds and not one.doubts
        return Measure(
            identifier(bare, taken, self.publication), label, one.heading, tuple(words), one.stock, adds, text, how
        )

    def columns(self, sheet: str) -> Columns:
        found = self.found
        return Columns.model_validate({
            "period": found.when.columns, "basis": found.when.basis,
            "dimensions": {d: (b.heading,) for d, b in self.dimensions},
            "values": {m.id: one.heading for m, one in self.measures}, "total": found.totals or ("Total",),
            "scale": {m.id: one.scale for m, one in self.measures if one.scale != 1}, "only": dict(found.only),
            "release": found.release, "vintages": {one[0]: one[4] for one in self.releases if one[4]},
            "sheet": sheet or self.lines.sheet, "header_row": self.lines.header, "repeated": self.repeated,
        })  # fmt: skip

    def files(self, sheet: str, common: bool) -> dict[str, str]:
        """Path inside the catalog folder -> TOML."""
        when = self._newest_whole()
        main = next((m for m, _ in self.measures if not m.confirm), self.measures[0][0])
        example = f"How many {main.label} were there {when}?"
        files = {
            "publications.toml": drafts.publication(
                self.publication, self.title, main.id, example, own=not common, words=self._pointing()
            ),
            "measures.toml": drafts.measures([m for m, _ in self.measures], self.publication, when),
            "datasets.toml": drafts.dataset(self.table, self.title),
        }
        listed = []
        counted = {w.casefold() for m, _ in self.measures for w in m.words}
        counted |= {roles.plain(heading).casefold() for heading, _ in self.found.unread}
        for name, breakdown in self.dimensions:
            own: set[str] = set()
            members = [(identifier(label, own), label) for label in breakdown.members]
            called = self.labels.get(breakdown.heading, breakdown.heading)
            given = self.donor.lend(called, breakdown.members)
            files[f"dimensions/{name}.toml"] = drafts.dimension(
                name, called, members, given, _parts(breakdown), counted
            )
            listed.append((name, members, given))
        known = {name: members for name, members, _ in listed}
        levels, full = self._cells(self.columns(sheet), known)
        if twice := [said for taken in self.taken.values() for said in taken.twice]:
            self._ask_of(twice, sum(taken.unequal for taken in self.taken.values()))
            levels, full = self._cells(self.columns(sheet), known)
        columns = self.columns(sheet)
        files["releases.toml"] = drafts.releases(
            [(name, title, self.newest_of[name], day) for name, title, _, day, _ in self.releases], self.publication
        )
        caveats = self._caveats()
        files |= {f"changes/{name}.toml": text for name, text in caveats.items()}
        files[f"tables/{self.table}.toml"] = drafts.table(
            self.table, self.title, columns, [one[0] for one in self.releases], self.grain, levels, self.found.ignored,
            bool(self.withheld), full, list(caveats), self._since(known),
        )  # fmt: skip
        named = [label for _, members, _ in listed for _, label in members] + [
            w for m, _ in self.measures for w in m.words
        ]
        if self.found.unread:
            topics: set[str] = set()
            unread = [
                (identifier(f"{self.publication} {h}", topics), roles.plain(h).lower(), why)
                for h, why in self.found.unread
            ]
            files["unpublished.toml"] = drafts.unread(unread, example)
            files["not_held.toml"] = drafts.elsewhere(unread)
        language = self.donor.language(named) if common else {}
        files["words.toml"] = drafts.words(language, self.donor.compounds(listed))
        return files

    def forget(self) -> None:
        """Let go of the lines once they are cells: a long file need not be in memory twice."""
        self.lines = replace(self.lines, rows=(), places=(), spots=())

    def _since(self, members: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
        """Breakdowns, and members, that the file tells apart from a quarter on."""
        found: dict[str, str] = {}
        for name, b in self.dimensions:
            ids = {label: member for member, label in members[name]}
            found |= {f"{name}={ids[label]}" if label else name: first for label, first in b.since}
        return found

    def _ask_of(self, twice: list[str], unequal: int) -> None:
        """What lines are whose labels others have. Raises :class:`WorkbookError` where nobody knows."""
        asked = Doubt(
            "repeated", f"Are lines with the same labels parts of one figure ({len(twice):,} have those of another)?",
            (*twice[:2], f"{unequal:,} of them have another figure than the first"),
            (("add", "they are parts: their figures are added up"), *((("once", "each is the same line written again"),
            ) if not unequal else ())),
        )  # fmt: skip
        # A label that stands for the one above is not the same label, and a period in two spellings is no two parts.
        other = any("is blank" in said or ALIKE in said for said in twice)
        label = "" if other or self.answers.given.get("repeated") else self._told_apart()
        self.repeated = "" if other or label else self.answers.choose(asked)
        if not self.repeated:
            again = f"{asked.question} In a file of answers: {asked.how}."
            if label:
                again = (
                    f"With the numbers of {label!r} as labels no two lines are alike: are they labels? In a file of "
                    f'answers: "label:{label}" = "yes". {again}'
                )
            raise WorkbookError(twice[0] if other else f"{twice[0]} {again}")

    def _told_apart(self) -> str:
        """A column of whole numbers that tells lines with the same labels apart: numbers of states, or of schools."""
        lines, found = self.lines, self.found
        keys = [*found.when.columns, *(b.heading for _, b in self.dimensions)]
        columns = [lines.column(heading) for heading in keys]
        for heading in [one.heading for one in found.values] + [heading for heading, _ in found.ignored]:
            labels = lines.distinct(heading)
            if not 1 < len(labels) < len(lines.rows) or not all(label.isdigit() for label in labels):
                continue
            if len(set(zip(*columns, lines.column(heading), strict=True))) == len(lines.rows):
                return heading
        return ""

    def _pointing(self) -> list[str]:
        """Words that only a question about this publication says: its title, and what it counts."""
        return list(dict.fromkeys([self.title.lower(), *(m.label for m, _ in self.measures)]))

    def _newest_whole(self) -> str:
        """The newest year of which everything is there, or else the newest quarter, as it stands in a question."""
        held = {Span.read(p) for p in self.found.when.periods}
        quarters = {s.start for s in held if s.length == 1}
        years = {s for s in held if s.is_year}
        if self.found.values[0].stock:
            return self.newest.end_phrase
        if self.measures[0][0].adds:
            years |= {Span.year(q // 4) for q in quarters if set(Span.year(q // 4).quarters) <= quarters}
        return max(years, default=self.newest).phrase

    def _cells(self, columns: Columns, members: dict[str, list[tuple[str, str]]]) -> tuple[list[list[str]], bool]:
        """The breakdowns at which the file has lines, coarsest first, where it has totals; whether every combination
        has one.
        """
        order = [name for name, _ in self.dimensions]
        plain = [
            Dimension.model_validate({"id": name, "label": name, "words": [], "member": [
                {"id": key, "label": label} for key, label in members[name]
            ]})
            for name in order
        ]  # fmt: skip
        cells = 0
        self.withheld, self.marks = [], {}
        stocks = frozenset(m.id for m, _ in self.measures if m.stock)
        shapes: set[frozenset[str]] = set()
        for one in self.releases:
            found = self.taken[one[0]] = cells_of(self.lines, columns, order, plain, {}, self.newest.id, one[0], stocks)
            cells += len(found.cells)
            self.newest_of[one[0]] = max(
                (Span.read(p) for p in {c.period for c in found.cells}),
                key=lambda s: (s.end, s.length),
                default=self.newest,
            ).id
            shapes |= levels_of(found.cells, order)
            self.withheld += found.withheld
            for mark, places in found.marks.items():
                self.marks.setdefault(mark, []).extend(places)
        levels = sorted(shapes, key=lambda level: (len(level), sorted(level)))
        listed = [[name for name in order if name in level] for level in levels]
        whole = len(self.found.when.periods) * len(self.measures) * len(self.releases)
        for _, breakdown in self.dimensions:
            whole *= len(breakdown.members) + bool(breakdown.totals or breakdown.both)
        return (listed if self.found.totals else []), cells >= whole

    def _caveats(self) -> dict[str, str]:
        """Limits that stand beside every figure: what was printed in thousands, and marks beside figures."""
        stem = self.publication.replace("_", "-")
        made: dict[str, str] = {}
        alike = [(b.heading, b.members[0]) for _, b in self.dimensions if len(b.members) == 1 and not b.totals]
        if alike:
            text = (
                f"Every figure of this table is "
                f"of {' and '.join(f'{label} ({roles.plain(h).lower()})' for h, label in alike)}."
            )
            made[f"{stem}-limits"] = drafts.caveat(
                f"{stem}-limits", "What the table is of", text, self.table, drafts.MARK
            )
        if self.found.marking:
            text = (
                f"The publisher marks figures in a column of its own ({', '.join(self.found.marking)}), which is not "
                f"shown here."
            )
            made[f"{stem}-status"] = drafts.caveat(f"{stem}-status", "Marks in the file", text, self.table, drafts.MARK)
        for measure, one in self.measures:
            if one.scale != 1:
                name = f"{stem}-{measure.id.replace('_', '-')}-rounded"
                unit = {1000: "thousands", 10**6: "millions"}.get(one.scale, f"units of {one.scale:,}")
                text = f"The publisher prints {measure.label} in {unit}, so that the last digits are not known."
                made[name] = drafts.caveat(name, f"Printed in {unit}", text, self.table, drafts.MARK)
        if self.marks:
            told = "; ".join(
                f"{mark} beside {len(places):,} (the first: {places[0]})" for mark, places in self.marks.items()
            )
            text = f"The publisher marks some of these figures: {told}. What the marks mean stands in its notes."
            made[f"{stem}-marks"] = drafts.caveat(f"{stem}-marks", "Marked figures", text, self.table, drafts.MARK)
        return made

    def said(self) -> tuple[str, ...]:
        """What was guessed, in sentences."""
        when = self.found.when
        first, last = Span.read(when.periods[0]).label, Span.read(when.periods[-1]).label
        columns = " and ".join(when.columns) or "the title"
        counted = [
            f"{one.heading} as {m.id}" + (f" (times {one.scale:,})" if one.scale != 1 else "")
            for m, one in self.measures
        ]
        spoken = [
            *self.lines.notes,
            f"When: {columns} ({len(when.periods)} periods, {first} to {last}).",
            f"Counted: {', '.join(counted)}.",
        ]
        for name, b in self.dimensions:
            named = (*b.totals, *((b.both,) if b.both else ()))
            totals = f", total: {', '.join(label or 'a blank' for label in named)}" if named else ""
            spoken.append(f"By: {b.heading} as {name} ({len(b.members)} members{totals}).")
        if self.withheld:
            spoken.append(
                f"Withheld: {len(self.withheld)} figures, the first in {self.withheld[0]}; so nothing is added up, "
                "and only printed figures are given."
            )
        spoken += [
            f"Marked: {mark} beside {len(places)} figures, the first in {places[0]}."
            for mark, places in self.marks.items()
        ]
        if self.found.release:
            spoken.append(
                f"Releases: {self.found.release} ({len(self.releases)}): {', '.join(one[0] for one in self.releases)}."
            )
        spoken += [f"Not read: {heading}, which {why}." for heading, why in self.found.ignored]
        return (*spoken, *(f"Look at {note}" for note in self.found.notes))


def _parts(breakdown: Breakdown) -> Parts:
    doubt = breakdown.doubt
    note = breakdown.note or (f"published totals: {', '.join(map(repr, breakdown.totals))}" if breakdown.totals else "")
    holding = (
        {}
        if breakdown.partition
        else {
            m: f"{m} holds {', '.join(parts[:-1])} and {parts[-1]}: they are not to be added."
            for m, parts in breakdown.holding
        }
    )
    holding |= {m: f"{m}: what is not told apart before {breakdown.since[0][1]}." for m in breakdown.whole}
    return Parts(breakdown.partition, doubt.text if doubt else "", doubt.how if doubt else "", note, holding)
