"""A drafted reply for the command line: JSON by the contract, or a file, or text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from assistant.desk.draft import Draft
from assistant.desk.reply import draft_reply
from assistant.errors import AssistantError
from assistant.render.email_draft import attachments, draft_eml, draft_text
from assistant.render.json_view import dumps, part_view
from assistant.render.letter import officer


def reply_view(draft: Draft) -> dict[str, Any]:
    """The contract's fields; the parts in the order of the letter, what a fallback or reading stands for beside them.

    ``body`` is the letter alone; ``officer`` what its sender must look at first."""
    return {
        "subject": draft.subject,
        "body": draft_text(draft),
        "parts": [
            {
                **part_view(item.part), "label": item.label, "checked": item.checked, "instead_of": item.instead_of,
                "alternatives": [part_view(part) for part in item.alternatives],
            }
            for item in draft.items
        ],
        "attachments": [{"name": name, "bytes": len(raw)} for name, raw in attachments(draft).items()],
        "officer": officer(draft),
        "unread": [one.text for one in draft.unread],
        "notes": list(draft.notes),
    }  # fmt: skip


def written(draft: Draft, path: Path) -> None:
    """Raises :class:`AssistantError` for a kind of file that is not offered."""
    kind = path.suffix.lower()
    if kind == ".docx":
        from assistant.render.document import docx_bytes

        path.write_bytes(docx_bytes(draft))
    elif kind == ".eml":
        path.write_bytes(draft_eml(draft))
    elif kind == ".txt":
        path.write_text(draft_text(draft), encoding="utf-8")
    else:
        raise AssistantError("The draft can be written as .docx, .eml or .txt.")


def run(raw: bytes, as_json: bool, out: Path | None) -> int:
    """Exit status 0: a draft was made, whatever of it could be answered."""
    from assistant.service import Assistant

    draft = draft_reply(Assistant(), raw)
    if out is not None:
        written(draft, out)
    if as_json:
        print(dumps(reply_view(draft), indent=2))
        return 0
    if out is None:
        print(draft_text(draft), end="")
    for text in officer(draft):
        print(f"For you, not to be sent: {text}", file=sys.stderr)
    return 0
