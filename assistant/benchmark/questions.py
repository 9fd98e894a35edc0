"""What is asked: questions of the golden corpus, spread over all of it; in a wheel, which has none, the catalog's
examples.
"""

from __future__ import annotations

from pathlib import Path

import tomli

from assistant.errors import AssistantError
from assistant.service import Assistant


def sample(assistant: Assistant, folder: Path | None, size: int) -> list[str]:
    """``size`` questions, evenly over the folder's files. Raises :class:`AssistantError`."""
    beside = assistant.folder / "tests" / "questions"
    place = folder or (beside if beside.is_dir() else None)
    listed = _corpus(place) if place else examples(assistant)
    if not listed:
        raise AssistantError(f"There are no questions to ask{f' in {place}' if place else ''}.")
    step = max(1, len(listed) / size)
    return [listed[int(step * number)] for number in range(min(size, len(listed)))]


def _corpus(folder: Path) -> list[str]:
    try:
        return [
            str(entry["text"])
            for path in sorted(folder.glob("*.toml"))
            for entry in tomli.loads(path.read_text(encoding="utf-8")).get("question", [])
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AssistantError(f"The questions of {folder} cannot be read: {error}.") from error


def examples(assistant: Assistant) -> list[str]:
    """The example questions of the publications and of the measures, each once."""
    listed = [q for publication in assistant.catalog.publications for q in publication.examples]
    return list(dict.fromkeys([*listed, *(m.example for m in assistant.catalog.measures if m.example)]))
