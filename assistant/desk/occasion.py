"""What a letter is written on: a release, a report, a speech. It limits nothing that is asked."""

from __future__ import annotations

from assistant.desk.sense import Said, Sense
from assistant.desk.sentences import Language


def without_occasion(text: str, sense: Sense, language: Language) -> tuple[str, list[str]]:
    """A sentence without "Following the release of the tables in August,", and that, for the officer; whole where it
    names who, what or when is counted, or a place."""
    occasion = language.occasion_of(text)
    rest = text[len(occasion) :]
    said = sense.said(occasion)
    dated = said.kinds == {"period"} and "period" in sense.said(rest).kinds
    counted = said.kinds == {"count"} and sense.said(rest).counts  # "ahead of the debate on waiting times in the NRM"
    if not occasion or (said.kinds and not (dated or counted)):
        return text, []
    return text if _places(occasion, said, sense, language) else rest, [occasion.rstrip(",: ")]


def _places(text: str, said: Said, sense: Sense, language: Language) -> bool:
    """Does a text name a place, known or not? A month in capitals is none."""
    named = [found["where"] for found in language.patterns["located_in"].finditer(text)]
    months = language.words["months"].opening
    return any(not months.match(one) and (one in said.unknown or sense.said(one).withheld) for one in named)
