"""What is there: new, revised, withdrawn, renamed, announced and cancelled releases of every publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assistant.answer.dates import long_date
from assistant.catalog.model import Catalog, GovUk, Publication, Release
from assistant.looked import Looked
from assistant.period import Span, today
from assistant.update.address import Address, CouldNotLook
from assistant.update.edition import held_as, is_of, newest, period_of_slug, release_id, slug_of

Kind = Literal["new", "revised", "withdrawn", "renamed", "announced", "cancelled"]
NEWS: tuple[Kind, ...] = ("new", "revised", "withdrawn")  # what somebody has to look at
SPREADSHEETS = (".ods", ".xlsx")


@dataclass(frozen=True)
class File:
    """A workbook as a release's page describes it."""

    url: str
    name: str
    title: str = ""
    size: int = 0


@dataclass(frozen=True)
class Finding:
    """One release or announcement that differs from what is held. ``release`` is its id in the catalog, or what it
    would be.
    """

    kind: Kind
    publication: str
    release: str
    title: str
    period: str
    path: str
    day: str = ""  # ISO: published, corrected, withdrawn or due
    note: str = ""  # the publisher's own words
    files: tuple[File, ...] = ()
    bulletins: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        when = f" ({long_date(self.day)})" if self.day else ""
        said = {
            "new": "is published and not held in full", "revised": "was corrected",
            "withdrawn": "was withdrawn", "renamed": f"has moved to {self.path}",
            "announced": "is announced", "cancelled": "was cancelled",
        }[self.kind]  # fmt: skip
        return f"{self.title}: {said}{when}.{f' {self.note}' if self.note else ''}"


@dataclass(frozen=True)
class Seen:
    """One publication as it was found. ``failure``: why it could not be looked for; ``missing``: its address is not
    there.
    """

    publication: str
    findings: tuple[Finding, ...] = ()
    failure: str = ""
    missing: bool = False
    failures: tuple[str, ...] = ()  # single releases whose page could not be read
    looked: Looked | None = None
    sought: bool = True
    due: tuple[Finding, ...] = field(default=())


def look(address: Address, catalog: Catalog) -> tuple[Seen, ...]:
    """Every publication of the catalog. What cannot be looked for says so in its entry: nothing is raised."""
    found: list[Seen] = []
    silent = ""
    calendars: dict[str, list[dict[str, Any]]] = {}
    for publication in catalog.publications:
        if publication.govuk is None:
            found.append(Seen(publication.id, sought=False))
            continue
        if silent:
            found.append(Seen(publication.id, failure=silent))
            continue
        try:
            found.append(_publication(address, catalog, publication, publication.govuk, calendars))
        except CouldNotLook as error:
            found.append(Seen(publication.id, failure=str(error), missing=error.missing))
            silent = str(error) if error.silent else ""
    return tuple(found)


def _publication(
    address: Address, catalog: Catalog, publication: Publication, govuk: GovUk,
    calendars: dict[str, list[dict[str, Any]]],
) -> Seen:  # fmt: skip
    listed = address.content(govuk.collection).get("links", {}).get("documents") or []
    documents = [d for d in listed if isinstance(d, dict) and is_of(publication, str(d.get("base_path", "")))]
    if not documents:
        raise CouldNotLook(
            f"{address.base}{govuk.collection} lists no release under a known name, which is a failure and not "
            f"nothing new."
        )
    if govuk.organisation not in calendars:
        calendars[govuk.organisation] = address.announcements(govuk.organisation)
    findings: list[Finding] = []
    failures: list[str] = []
    periods = {}
    for document in documents:
        period = period_of_slug(slug_of(document["base_path"]))
        if period is None:
            failures.append(f"{document['base_path']}: its name says no quarter or year, so its edition is not known.")
            continue
        periods[period] = document
        if not _sought(catalog, publication, period):
            continue
        try:
            findings += _release(address, catalog, publication, document, period)
        except CouldNotLook as error:
            failures.append(str(error))
    due = _announced(address, publication, calendars[govuk.organisation], set(periods))
    return Seen(
        publication.id, tuple(findings), failures=tuple(failures), due=due,
        looked=_looked(periods, findings, due),
    )  # fmt: skip


def _looked(periods: dict[str, Any], findings: Sequence[Finding], due: Sequence[Finding]) -> Looked:
    last = max(periods, key=lambda period: (Span.read(period).end, -Span.read(period).length), default="")
    latest = periods.get(last, {})
    next_ = due[0] if due else None
    return Looked(
        today().isoformat(), str(latest.get("title", "")), str(latest.get("public_updated_at", ""))[:10],
        not any(f.kind == "new" for f in findings),
        (next_.note if next_ else ""), {"announced": "confirmed"}.get(next_.kind, next_.kind) if next_ else "",
    )  # fmt: skip


def _full(catalog: Catalog, publication: Publication) -> list[Release]:
    """Releases held in full: with tables, not single printed figures."""
    named = {name for table in catalog.tables for name in (*table.sheets, *(table.releases if table.complete else ()))}
    return [r for r in catalog.releases if r.publication == publication.id and r.id in named]


def _sought(catalog: Catalog, publication: Publication, period: str) -> bool:
    """Held ones may be corrected; of others, those that are newer than what is held in full are wanted."""
    held = held_as(catalog, publication, period)
    full = _full(catalog, publication)
    return held in full or Span.read(period).end > newest(r.period for r in full)


def _release(
    address: Address, catalog: Catalog, publication: Publication, document: dict[str, Any], period: str
) -> list[Finding]:
    path = document["base_path"]
    page = address.content(path)
    held = held_as(catalog, publication, period)
    name = held.id if held else release_id(catalog, publication, period)
    details = page.get("details") or {}
    attached = [a for a in details.get("attachments") or [] if isinstance(a, dict)]
    made = Finding(
        "new", publication.id, name, str(page.get("title", "")), period, path,
        str(page.get("first_published_at", ""))[:10], files=_files(attached),
        bulletins=tuple(a["url"] for a in attached if a.get("attachment_type") == "html" and a.get("url")),
    )  # fmt: skip
    withdrawn = page.get("withdrawn_notice") or {}
    if withdrawn or document.get("withdrawn"):
        if held is None or held.withdrawn is None:
            day = str(withdrawn.get("withdrawn_at", ""))[:10]
            return [replace(made, kind="withdrawn", day=day, note=str(withdrawn.get("explanation", "")))]
        return []
    if held is None:
        return [made]
    found = []
    if slug_of(held.url) != slug_of(path) and "/government/statistics/" in held.url:
        found.append(replace(made, kind="renamed", day=""))
    if held not in _full(catalog, publication):
        year = Span.read(period).is_year and not made.files
        return found if year else [*found, replace(made, note="So far single printed figures of it are held.")]
    corrected = _corrected(details.get("change_history") or [], held, made.day)
    replaced = held.sha256 and made.files and all(file.url != held.workbook for file in made.files)
    if corrected or replaced:
        day, note = corrected or ("", "Its file has another address than the one held.")
        found.append(replace(made, kind="revised", day=day, note=note))
    return found


def _files(attached: Sequence[dict[str, Any]]) -> tuple[File, ...]:
    return tuple(
        File(
            a["url"], str(a.get("filename") or slug_of(a["url"])), str(a.get("title", "")), int(a.get("file_size") or 0)
        )
        for a in attached
        if a.get("attachment_type") == "file" and a.get("url") and slug_of(a["url"]).endswith(SPREADSHEETS)
    )


def _corrected(history: Sequence[dict[str, Any]], held: Release, first: str) -> tuple[str, str] | None:
    """Day and note of the newest change that is later than the edition held."""
    known = max(str(held.updated or held.published or ""), first)
    later = [(str(h.get("public_timestamp", ""))[:10], str(h.get("note", ""))) for h in history if isinstance(h, dict)]
    return max((entry for entry in later if entry[0] > known), default=None)


def _announced(
    address: Address, publication: Publication, calendar: Sequence[dict[str, Any]], out: set[str]
) -> tuple[Finding, ...]:
    """Editions that the calendar has and the collection has not, soonest first; cancelled ones last."""
    found = []
    for entry in calendar:
        path = str(entry.get("link", ""))
        period = period_of_slug(slug_of(path)) if is_of(publication, path) else None
        if period is None or period in out:
            continue
        details = _details(address, path)
        day = str(details.get("release_timestamp") or entry.get("release_timestamp") or "")[:10]
        state = str(details.get("state") or entry.get("statistics_announcement_state") or "")
        shown = str(details.get("display_date") or day)
        cancelled = state == "cancelled"
        note = str(details.get("cancellation_reason", "")) if cancelled else shown
        if state == "provisional":
            note = f"{shown}, provisional"
        found.append(
            Finding(
                "cancelled" if cancelled else "announced", publication.id, "", str(entry.get("title", "")), period,
                path, "" if state == "provisional" else day, note,
            )
        )  # fmt: skip
    recent = [f for f in found if not f.day or f.day >= _year_before(today())]
    return tuple(sorted(recent or found, key=lambda f: (f.kind == "cancelled", f.day or "9999")))


def _year_before(day: dt.date) -> str:
    return (day - dt.timedelta(days=366)).isoformat()


def _details(address: Address, path: str) -> dict[str, Any]:
    try:
        return dict(address.content(path).get("details") or {})
    except CouldNotLook:  # the calendar's own line says enough
        return {}
