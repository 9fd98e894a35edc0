"""Errors of operation, each with a sentence fit to show. What a question cannot have is an answer, not an error."""

from __future__ import annotations


class AssistantError(Exception):
    """Base of all errors raised on purpose; ``str(error)`` is one clear sentence."""


class CatalogError(AssistantError):
    """The catalog does not hold together. ``problems`` name the file and the key."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"The catalog cannot be used: {problems[0]}{more}")


class UnknownRelease(AssistantError):
    """A release was named that the catalog does not have."""


class GuardError(AssistantError):
    """A statement was about to run that is not one checked SELECT over catalog tables."""


class QueryTooLarge(AssistantError):
    """A query ran past its time or its rows."""


class EngineLost(AssistantError):
    """The engine that holds the figures cannot be reached, or was lost on the way."""


class LinkError(AssistantError):
    """A permalink cannot be read as a query."""
