"""The ``update`` command: look, fetch, propose; write what is accepted, or undo it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant import journal, looked
from assistant.catalog.load import load
from assistant.errors import AssistantError
from assistant.update import lines, staging
from assistant.update.address import Address, CouldNotLook
from assistant.update.bulletin import Bulletin, read_bulletins
from assistant.update.look import NEWS, Finding, Seen, look
from assistant.update.quarantine import fetch
from assistant.update.staging import Proposal, propose

SHOWN = "shown.json"
NOTHING_NEW, SOMETHING_NEW, COULD_NOT_LOOK = 0, 10, 20


class NotAccepted(AssistantError):
    """What was to be accepted was not; the message says why. Nothing was written."""


@dataclass(frozen=True)
class Shown:
    """One release with what taking it in would mean; ``failure`` where its files could not be used."""

    finding: Finding
    proposal: Proposal | None = None
    bulletin: Bulletin | None = None
    failure: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What a person has to have seen before it is accepted."""
        own = self.proposal.marks if self.proposal else ()
        against = self.bulletin.against if self.bulletin else ()
        return (*own, *(f"The bulletin says otherwise: {said}" for said in against))

    @property
    def blocked(self) -> tuple[str, ...]:
        return self.proposal.blocked if self.proposal else ()

    @property
    def digest(self) -> str:
        """Of the file and all that is marked: accepting is of this and of nothing else."""
        sum_ = self.proposal.fetched.sha256 if self.proposal else ""
        return hashlib.sha256("\n".join([sum_, *self.marks]).encode()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """A whole run. ``accepted``: what was written, if anything was; ``files``: their paths."""

    seen: tuple[Seen, ...] = ()
    shown: tuple[Shown, ...] = ()
    accepted: str = ""
    undone: str = ""
    files: tuple[str, ...] = field(default=())
    said: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """Exit status. A publication whose address is not there is told, and hides nothing of the others."""
        if self.accepted or self.undone:
            return NOTHING_NEW
        if any(not one.failure for one in self.shown):
            return SOMETHING_NEW
        sought = [one for one in self.seen if one.sought]
        lost = [one for one in sought if one.failure]
        if any(one.failure for one in self.shown) or any(one.failures for one in sought):
            return COULD_NOT_LOOK
        if any(not one.missing for one in lost) or (lost and (len(lost) == len(sought) or lost[0] is sought[0])):
            return COULD_NOT_LOOK
        return NOTHING_NEW


def update(home: Path, address: Address, check: bool = False, accept: str = "") -> Outcome:
    """Look for releases and show what each would change; ``check`` keeps nothing but when it looked.

    ``accept`` writes one of them. Raises :class:`NotAccepted`, having written nothing.
    """
    journal.finish(home)
    catalog = load(home / "catalog")
    seen = look(address, catalog)
    if any(one.looked for one in seen):
        looked.write(home, {one.publication: one.looked for one in seen if one.looked})
    news = [
        f for one in seen for f in one.findings
        if f.kind in NEWS and accept in ("", f.release)
        and not (f.kind == "withdrawn" and staging.logged(home, f.release, f.kind))
    ]  # fmt: skip
    with _workshop(home, check) as folder:
        shown = tuple(_show(home, address, finding, folder) for finding in news)
        outcome = Outcome(seen, shown)
        if accept:
            return _accept(home, outcome, accept)
        if not check:
            _remember(home, shown)
        return outcome


@contextmanager
def _workshop(home: Path, check: bool) -> Iterator[Path]:
    """Where files are fetched to and staged: kept in the home's own folder unless only a check was asked for."""
    if not check:
        yield journal.folder(home)
        return
    with tempfile.TemporaryDirectory(prefix="update-") as scratch:
        yield Path(scratch)


def _show(home: Path, address: Address, finding: Finding, folder: Path) -> Shown:
    if finding.kind == "withdrawn":
        return Shown(finding)
    try:
        fetched = fetch(address, finding, folder / "quarantine")
    except CouldNotLook as error:
        return Shown(finding, failure=str(error))
    try:
        proposal = propose(home, finding, fetched, folder / "stage" / finding.release)
    except AssistantError as error:
        return Shown(finding, failure=f"{finding.title}: {error}")
    bulletin = None if proposal.blocked else read_bulletins(address, finding, proposal.stage)
    return Shown(finding, proposal, bulletin)


def _kept(home: Path) -> dict[str, str]:
    try:
        return dict(json.loads((home / journal.FOLDER / SHOWN).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _remember(home: Path, shown: Sequence[Shown]) -> None:
    kept = {one.finding.release: one.digest for one in shown if not one.failure}
    path = journal.folder(home) / SHOWN
    path.write_text(json.dumps({**_kept(home), **kept}, indent=1), encoding="utf-8", newline="\n")


def _accept(home: Path, outcome: Outcome, release: str) -> Outcome:
    if not outcome.shown:
        failed = [one.failure for one in outcome.seen if one.failure and not one.missing]
        raise NotAccepted(failed[0] if failed else f"There is nothing new to accept under the id {release!r}.")
    one = outcome.shown[0]
    if one.failure:
        raise NotAccepted(one.failure)
    if one.blocked:
        raise NotAccepted(f"{release} cannot be taken in: {one.blocked[0]}")
    if one.marks and _kept(home).get(release) != one.digest:
        _remember(home, [one])
        many = f"{len(one.marks)} points are" if len(one.marks) > 1 else "1 point is"
        return Outcome(
            outcome.seen,
            outcome.shown,
            said=(f"Nothing was written: {many} marked. Look, then accept {release} again.",),
        )
    said = tuple(summary(one))
    if one.proposal is None:
        files = _withdrawn(home, one.finding, said)
    else:
        fetched = one.proposal.fetched
        log = staging.entry(
            release, one.finding.kind, said, workbook=fetched.url, sha256=fetched.sha256, size=fetched.size
        )
        files = staging.files(home, one.proposal.stage, log)
    journal.commit(home, release, files)
    _now_held(home, outcome, one.finding)
    return Outcome(outcome.seen, outcome.shown, accepted=release, files=tuple(files), said=said)


def _now_held(home: Path, outcome: Outcome, finding: Finding) -> None:
    """What was kept of the look says that the newest is not held: now it is."""
    others = [f for s in outcome.seen for f in s.findings if f.kind == "new" and f.release != finding.release]
    kept = looked.read(home).get(finding.publication)
    if kept and not any(f.publication == finding.publication for f in others):
        looked.write(home, {finding.publication: replace(kept, held=True)})


def _withdrawn(home: Path, finding: Finding, said: Sequence[str]) -> dict[str, bytes | None]:
    """A withdrawn release is marked as such; its figures stay, for answers given of them can be asked for again."""
    log = {staging.LOG: staging.with_entry(home, staging.entry(finding.release, finding.kind, said))}
    catalog = load(home / "catalog")
    if not any(r.id == finding.release for r in catalog.releases):
        return dict(log)
    publication = next(p for p in catalog.publications if p.id == finding.publication)
    path = lines.releases_file(home / "catalog", publication)
    day = lines.day(finding.day)
    text = lines.with_keys(path.read_text(encoding="utf-8"), finding.release, {"withdrawn": day})
    return {path.relative_to(home).as_posix(): text.encode(), **log}


def undo(home: Path, release: str) -> Outcome:
    """Put back everything that the newest update of a release wrote. Raises :class:`JournalError`."""
    return Outcome(undone=release, files=journal.undo(home, release))


def summary(one: Shown) -> list[str]:
    """What a release changes, in sentences."""
    said = [one.finding.sentence]
    if one.proposal and one.proposal.report:
        said += [f"Table {m.sheet.number}: {m.moved}." for m in one.proposal.matching.matches if m.moved]
        said += [line for comparison in one.proposal.comparisons for line in comparison.lines]
        said += list(dict.fromkeys(f"Recorded: {d.text}" for d in one.proposal.differences))
    if one.bulletin:
        said.append(one.bulletin.line)
    return said
