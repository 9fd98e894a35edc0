"""Every kind of summary by its name, as links and the lexicon have it."""

from __future__ import annotations

from assistant.asked.mean import Mean
from assistant.asked.median import Median
from assistant.asked.summary import Summary

SUMMARIES: dict[str, type[Summary]] = {kind.__name__.lower(): kind for kind in (Mean, Median)}
