"""Meaning: what a term of the glossary means, which a question after it may be of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from assistant.asked.count import Count
from assistant.asked.node import Node


@dataclass(frozen=True)
class Meaning:
    """A ``term`` that counts what ``of`` does. It is no part of a tree, for nothing is worked out of it."""

    of: Count
    term: str


# What may be asked before something else.
Asked: TypeAlias = "Node | Meaning"
