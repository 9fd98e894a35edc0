"""A mapping whose values are made when they are first asked for: what most questions never need costs them nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import RLock
from typing import TypeVar

V = TypeVar("V")


class Made(Mapping[str, V]):
    """``make(name)`` for each of ``names``, once. Names can be looked through without anything being made."""

    def __init__(self, names: Iterable[str], make: Callable[[str], V]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, V] = {}
        self._making = RLock()

    def __getitem__(self, name: str) -> V:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            with self._making:
                if name not in self._made:
                    self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
