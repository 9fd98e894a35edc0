"""Which of the forms on offer an Accept header prefers."""

from __future__ import annotations

from http import HTTPStatus

from assistant.api.problems import Problem

MOST = 20  # ranges of a header that are looked at


def chosen(header: str, *offered: str) -> str:
    """The media type to send: the first offered among equals. Raises :class:`Problem` where none is accepted.

    >>> chosen("text/csv, application/json;q=0.5", "application/json", "text/csv")
    'text/csv'
    >>> chosen("", "application/json"), chosen("text/html, */*;q=0.1", "application/json", "text/csv")
    ('application/json', 'application/json')
    """
    ranges = [_range(text) for text in (header.strip() or "*/*").split(",")[:MOST]]
    best = max(offered, key=lambda media: _quality(media, ranges))
    if _quality(best, ranges) <= 0:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, f"The forms on offer are {' and '.join(offered)}.")
    return best


def _range(text: str) -> tuple[str, float]:
    media, *rest = (piece.strip().lower() for piece in text.split(";"))
    quality = next((piece[2:] for piece in rest if piece.startswith("q=")), "1")
    try:
        return media, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return media, 0.0


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """Of the most exact range that covers the type."""
    for pattern in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for named, quality in ranges if named == pattern]
        if found:
            return max(found)
    return 0.0
