"""Clauses that say what a word means, beside a figure: "modern slavery, which includes any form of …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.english.named import Names
from assistant.english.phrases import pattern

# "Modern slavery – which includes any form of human trafficking, servitude or forced labour – was …", "a system that
# identifies victims": what a word means says nothing of whom a figure counts.
DEFINING = pattern("defining.defining")


def without_meanings(sentence: str, names_of: Callable[[str], Names], offences: Sequence[str]) -> str:
    """The sentence less such clauses; one that names people beside ``offences`` is kept: "which covers only women"."""
    kinds = {f.dimension for f in names_of(" ".join(offences)).filters}
    return DEFINING.sub(lambda found: found.group() if _limits(names_of(found.group()), kinds) else "", sentence)


def _limits(names: Names, kinds: set[str]) -> bool:
    said = {f.dimension for f in names.filters if not names.items[f.at].is_("SCOPE")}  # "Britain's system for …"
    return bool(said - kinds) or any(item.is_("ONLY") for item in names.items)
