"""The day that relative dates are read from: ASSISTANT_TODAY where it is set, as when answers are repeated later."""

from __future__ import annotations

import datetime as dt
import os

from assistant.errors import AssistantError


def today() -> dt.date:
    """Raises :class:`AssistantError` where ASSISTANT_TODAY is no date such as 2026-11-25."""
    text = os.environ.get("ASSISTANT_TODAY", "")
    try:
        return dt.date.fromisoformat(text) if text else dt.date.today()
    except ValueError as error:
        raise AssistantError(f"ASSISTANT_TODAY is {text[:40]!r}, which is no date such as 2026-11-25.") from error
