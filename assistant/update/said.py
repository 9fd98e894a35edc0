"""What an update found, as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.update.look import Finding, Seen
from assistant.update.run import Outcome, Shown, summary


def text(outcome: Outcome) -> Iterator[str]:
    """Lines, most needed first."""
    if outcome.undone:
        yield f"{outcome.undone} was undone: {len(outcome.files)} files are as they were."
        return
    for seen in outcome.seen:
        yield from _seen(seen)
    for one in outcome.shown:
        yield ""
        yield from _shown(one)
    if outcome.accepted:
        yield (
            f"Written: {outcome.accepted}, {len(outcome.files)} files. Undo it whole with update "
            f"--undo {outcome.accepted}."
        )
    else:
        yield from outcome.said


def _seen(seen: Seen) -> Iterator[str]:
    if not seen.sought:
        yield f"{seen.publication}: not looked for; the catalog has no address of its releases."
        return
    if seen.failure:
        yield f"{seen.publication}: could not be looked for: {seen.failure}"
        return
    news = sum(f.kind not in ("renamed",) for f in seen.findings)
    yield f"{seen.publication}: {f'{news} to look at' if news else 'nothing new'}."
    yield from (f"  {f.sentence}" for f in seen.findings if f.kind == "renamed")
    yield from (f"  {failure}" for failure in seen.failures)
    for due in seen.due[:3]:
        when = f": {due.note}" if due.note else ""
        yield f"  {'Next due' if due.kind == 'announced' else 'Cancelled'}: {due.title}{when}"


def _shown(one: Shown) -> Iterator[str]:
    yield f"{one.finding.release} ({one.finding.kind})"
    if one.failure:
        yield f"  {one.failure} Nothing was changed."
        return
    yield from (f"  {line}" for line in summary(one))
    if one.proposal:
        yield from (f"  Published, not held: {s.title} ({s.sheet}): {s.holds}" for s in one.proposal.matching.strays)
        yield from (f"  Note: {note}" for note in one.proposal.notes)
    yield from (f"  TO CONFIRM: {mark}" for mark in one.marks)
    yield from (f"  CANNOT BE TAKEN IN: {said}" for said in one.blocked)
    if not one.blocked:
        yield f"  Accept it with update --accept {one.finding.release}."


def view(outcome: Outcome) -> dict[str, Any]:
    """The JSON of ``update --json``."""
    return {
        "status": outcome.status,
        "accepted": outcome.accepted or None,
        "undone": outcome.undone or None,
        "files": list(outcome.files),
        "publications": [_seen_view(seen) for seen in outcome.seen],
        "releases": [_shown_view(one) for one in outcome.shown],
    }


def _finding_view(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind, "release": finding.release or None, "title": finding.title, "period": finding.period,
        "path": finding.path, "day": finding.day or None, "note": finding.note, "text": finding.sentence,
    }  # fmt: skip


def _seen_view(seen: Seen) -> dict[str, Any]:
    looked = seen.looked
    return {
        "id": seen.publication, "looked_for": seen.sought and not seen.failure, "failure": seen.failure or None,
        "failures": list(seen.failures), "findings": [_finding_view(f) for f in (*seen.findings, *seen.due)],
        "newest": looked.newest if looked else None, "due": looked.due if looked else None,
        "due_state": looked.state if looked else None,
    }  # fmt: skip


def _shown_view(one: Shown) -> dict[str, Any]:
    proposal, bulletin = one.proposal, one.bulletin
    made = {
        **_finding_view(one.finding), "failure": one.failure or None, "marks": list(one.marks),
        "blocked": list(one.blocked), "changes": summary(one) if not one.failure else [],
    }  # fmt: skip
    if proposal is None:
        return made
    return {
        **made,
        "workbook": {"url": proposal.fetched.url, "sha256": proposal.fetched.sha256, "size": proposal.fetched.size},
        "tables": [
            {
                "table": m.table, "sheet": m.sheet.sheet, "number": m.sheet.number, "title": m.sheet.title,
                "header_row": m.sheet.header_row, "moved": m.moved,
            }
            for m in proposal.matching.matches
        ],
        "not_held": [{"sheet": s.sheet, "title": s.title, "holds": s.holds} for s in proposal.matching.strays],
        "compared": [
            {
                "table": c.table, "against": c.against or None, "figures": c.figures, "new_periods": list(c.periods),
                "revised": len(c.revised), "of": c.shared,
                "largest": [{"cell": r.said, "was": r.old, "is": r.new} for r in c.revised[:5]],
                "new_members": list(c.fresh), "members_gone": list(c.gone),
            }
            for c in proposal.comparisons
        ],
        "differences": [d.text for d in proposal.differences],
        "bulletin": bulletin and {
            "statements": bulletin.sentences, "agree": bulletin.agree, "against": list(bulletin.against),
            "unread": bulletin.unread, "failures": list(bulletin.failures),
        },
        "notes": list(proposal.notes),
    }  # fmt: skip
