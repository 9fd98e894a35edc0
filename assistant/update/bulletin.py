"""The bulletin's own sentences against the new tables: every figure that the claim checker can read is held against
them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from assistant.claims.check import Checker
from assistant.period import Span
from assistant.service import Assistant
from assistant.store.warehouse import built
from assistant.update.address import Address, CouldNotLook
from assistant.update.look import Finding

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "div", "br", "figcaption", "dd", "dt"}
ASIDE = {"script", "style", "table", "sup"}
TIME = re.compile(r"\b(?:19|20)[0-9]{2}\b|\bquarter\b|\byear\b", re.IGNORECASE)
RIGHT = ("supported", "supported_at_release", "needs_context")


@dataclass(frozen=True)
class Bulletin:
    """How a bulletin's sentences stand beside the tables. ``against``: those with another figure, with what is
    published.
    """

    sentences: int
    agree: int
    against: tuple[str, ...] = ()
    unread: int = 0
    failures: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        if not self.sentences:
            return "No sentence of a bulletin states a figure that could be read."
        return (
            f"The bulletin: {self.agree} of {self.sentences} statements agree with the tables, {len(self.against)} "
            f"do not, "
            f"{self.unread} could not be checked."
        )


def read_bulletins(address: Address, finding: Finding, stage: Path) -> Bulletin:
    """Fetch and check every HTML page of a release. A page that cannot be read is a failure told, not an error."""
    texts, failures = [], []
    for path in finding.bulletins:
        try:
            body = (address.content(path).get("details") or {}).get("body", "")
            texts += sentences(str(body), finding.period)
        except CouldNotLook as error:
            failures.append(str(error))
    if not texts:
        return Bulletin(0, 0, failures=tuple(failures))
    assistant = Assistant(stage)
    checker = Checker(assistant)
    verdicts: Counter[str] = Counter()
    against = []
    for text in texts:
        for found in checker.check(text).assertions:
            verdicts[found.verdict] += 1
            if found.verdict == "not_supported":
                against.append(f"“{found.text}” {found.explanation}")
    figures = built(assistant.catalog, stage / "data")
    figures.unlink(missing_ok=True)  # of the stage alone: nobody asks for it again
    agree = sum(verdicts[name] for name in RIGHT)
    return Bulletin(sum(verdicts.values()), agree, tuple(against), verdicts["cannot_check"], tuple(failures))


def sentences(body: str, period: str) -> list[str]:
    """The sentences of an HTML body that state a number; one that names no time is about the release's own period.

    >>> sentences("<ul><li>4,142 people were counted</li><li>No figure</li></ul>", "2023-Q4")
    ['4,142 people were counted from October to December 2023.']
    """
    reader = _Text()
    reader.feed(body)
    found = []
    for block in reader.text.split("\n"):
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", " ".join(block.split())):
            if re.search(r"[0-9]", TIME.sub("", sentence)) and len(sentence.split()) > 3:
                when = "" if TIME.search(sentence) else f" {Span.read(period).phrase}"
                found.append(f"{sentence.rstrip('.')}{when}.")
    return list(dict.fromkeys(found))


class _Text(HTMLParser):
    """Text of a page, a line a block; tables are the workbook's to say."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._aside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._aside += tag in ASIDE
        if tag in BLOCKS:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._aside = max(0, self._aside - (tag in ASIDE))
        if tag in BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if not self._aside:
            self.text += data
