"""What a sentence of an email limits, in the words that a question of it needs."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.desk.sense import Said
from assistant.desk.settings import Settings


class Limiting:
    """Limits by the words of the settings."""

    def __init__(self, words: Settings) -> None:
        self.words = words
        self.patterns = words.patterns

    def leaving(self, text: str, said: Said) -> str:
        """ "Excluding UK nationals" of "Figures should exclude UK nationals where possible", "UK nationals should be left out"."""
        bare = re.sub(r"\s+", " ", text).strip(" :.;,")
        found = self.words["leaves_out"].pattern.search(bare)
        if not found or said.first < 0:
            return ""
        passive = self.words["left_out"].found(bare)
        first = said.first if found.start() < said.first or passive else found.end()
        what = bare[first : found.start()] if passive and first < found.start() else bare[first:]
        what = self.patterns["conditions"].sub("", what)
        return f"excluding {what.strip(' ,')}" if re.search(r"\w", what) else ""

    def limit(self, text: str, said: Said) -> str:
        """What a sentence limits: "for 2022" of "I need the following for 2022:"; empty where it limits nothing."""
        bare = re.sub(r"\s+", " ", text).strip(" :.;,")
        ends = [
            found.end()
            for found in self.patterns["stands"].finditer(bare)
            if self._says(bare[found.end() :]) and not self._within(bare, found)
        ]
        if ends:
            rest = bare[ends[0] if 0 <= ends[0] <= said.first else ends[-1] :].strip(" ,:")
            return self._once(rest)
        narrowed = [
            found for found in self.patterns["joined"].finditer(bare) if said.first < 0 or found.end() <= said.first
        ]
        if said.first < 0:
            return bare[narrowed[-1].end() :] if narrowed else ""
        lead = self.patterns["lead_in"].search(bare[: said.first])
        asks = self.words["requests"].pattern.search(bare, said.first)
        stop = asks.start() if asks else len(bare)
        if lead:
            return self._once(bare[lead.start() : stop])
        if narrowed or not self.words["requests"].found(bare):
            start = narrowed[-1].end() if narrowed else 0
            return self._once(bare[start:stop])
        return self._once(bare[said.first : stop])

    def interest(self, text: str, said: Callable[[str], Said]) -> str:
        """ "Outcomes by age" of "I am a second-year student and am interested in outcomes by age"; empty where what stands
        before says nothing that is unknown."""
        own = self.words["first_person"].opening.match(text) is not None
        for found in self.patterns["joined"].finditer(text) if own else ():
            rest, before = said(text[found.end() :]), said(text[: found.start()])
            if rest.limits and not rest.unknown and before.unknown and not before.kinds:
                return text[found.end() :]
        return ""

    def _within(self, bare: str, found: re.Match[str]) -> bool:
        """Does what may stand for the questions only open a limit: "for each of the quarters of 2023"?"""
        opens = self.patterns["lead_in"].search(bare[: found.start()])
        return bool(opens) and self.words["between"].opening.fullmatch(found.group().strip()) is not None

    def each_limit(self, limit: str) -> list[str]:
        """ "Children" and "2023" of "children, and only 2023"."""
        return [piece.strip(" ,") for piece in self.patterns["and_only"].split(limit) if re.search(r"\w", piece)]

    def _says(self, text: str) -> bool:
        """Is there a word but those that join a limit, and those that stand for what it limits?"""
        for name in ("stands", "joins", "prepositions", "between"):
            text = self.words[name].pattern.sub(" ", text)
        return bool(re.search(r"\w", text))

    def _once(self, limit: str) -> str:
        """A limit in the words that it needs: a financial year says itself that it is one, and of a stretch each year is meant."""
        bare = self.patterns["fiscal"].sub("", limit.strip(" ,:;"))
        if concerns := self.words["concerning"].opening.match(bare):
            bare = f"for{bare[concerns.end() :]}"
        bare = self.patterns["stretch"].sub(r"each of the years \g<years>", bare)
        return self.patterns["years_listed"].sub("", bare)
