"""What is wrong with a request, as problem details (RFC 9457): all errors at once, and nothing of what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Fault:
    """One error: the parameter or field, a code for programs and a sentence for people."""

    path: str
    code: str
    message: str


@dataclass
class Problem(Exception):
    """Raised where a request cannot be met; ``more`` are further members of the document."""

    status: int
    detail: str
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def view(self) -> dict[str, Any]:
        """The document."""
        document: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.faults:
            document["errors"] = [{"path": f.path, "code": f.code, "message": f.message} for f in self.faults]
        return {**document, **self.more}


def invalid(faults: Sequence[Fault]) -> Problem:
    """A request whose parameters or fields are wrong: every one is named."""
    many = "1 error" if len(faults) == 1 else f"{len(faults)} errors"
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"The request has {many}.", faults)


def from_validation(error: ValidationError) -> list[Fault]:
    """Pydantic's errors in our form; its sentences name the rule and never the value."""
    return [
        Fault(".".join(map(str, one["loc"]))[:100] or "body", one["type"], f"{one['msg']}.")
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    ]
