"""A catalog and what reads texts about it, without a figure: what can be made once for all that answer.

It holds no connection and starts no thread, so that a process that has made it may be copied.
"""

from __future__ import annotations

from pathlib import Path

from assistant.catalog.load import load
from assistant.catalog.lookup import Lookup
from assistant.english.publications import Publications
from assistant.english.saying import Sayer
from assistant.english.text import TextReader
from assistant.made import Made
from assistant.manifest import sums


class Ready:
    """The words of a home, each publication's when they are first asked for, or all at once by :meth:`make`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sums = sums(folder, "catalog")
        self.catalog = load(folder / "catalog")
        self.lookup = Lookup(self.catalog)
        self.publications = Publications(self.lookup)
        own, vocabularies = self.publications.lookups, self.publications.vocabularies
        self.readers = Made(own, lambda name: TextReader(own[name], vocabularies[name]))
        self.sayers = Made(own, self._sayer)

    def make(self) -> Ready:
        """Everything now."""
        for name in self.sayers:
            assert self.sayers[name]
        for publication in self.catalog.publications:
            for question in publication.examples:
                self.publications.only(question)
        return self

    def holds(self, folder: Path) -> bool:
        """Is it of the catalog that is in ``folder`` now?"""
        return folder == self.folder and self._sums == sums(folder, "catalog")

    def _sayer(self, name: str) -> Sayer:
        reader = self.readers[name].reader
        return Sayer(self.publications.lookups[name], reader.lexer, reader.chunker, name)
