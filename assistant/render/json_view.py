"""The answer object as JSON: the contract that other programs and outside tests read."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from assistant.answer.model import Answer, Part
from assistant.claims.model import Checked

FIELDS = (
    "question", "status", "kind", "headline", "reading", "value", "unit", "columns", "rows", "origin", "missing",
    "reason",
    "caveats", "sources", "choices", "query", "sql", "words", "link", "follow", "next_questions",
)  # fmt: skip


def part_view(part: Part) -> dict[str, Any]:
    """One part; tuples become lists, numbers stay numbers."""
    full = {**asdict(replace(part, asked=None)), "query": part.query, "sql": part.sql}
    return {name: full[name] for name in FIELDS}


def answer_view(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "parts": [part_view(part) for part in answer.parts],
        "timings_ms": answer.timings_ms,
    }


def checked_view(checked: Checked) -> dict[str, Any]:
    """A checked claim; ``answer`` is one part as in an answer, or null."""
    return {
        "claim": checked.claim,
        "assertions": [
            {
                "text": a.text, "verdict": a.verdict, "stated": a.stated, "published": a.published,
                "release": a.release,
                "explanation": a.explanation, "answer": part_view(a.answer) if a.answer else None,
                "span": list(a.span), "read_as": a.read_as,
            }
            for a in checked.assertions
        ],
        "not_claims": [{"text": n.text, "span": list(n.span), "reason": n.reason} for n in checked.not_claims],
    }  # fmt: skip


def dumps(view: Any, indent: int | None = None) -> str:
    return json.dumps(view, ensure_ascii=False, indent=indent)
