"""What only a person can know of a file: a question, what speaks for each answer, and the answers that were given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli

from assistant.publish.guard import WorkbookError

Ask = Callable[["Doubt"], str]


@dataclass(frozen=True)
class Doubt:
    """A question about a column. ``choices`` pairs each answer with what it means; ``evidence`` are places and figures.

    ``key`` names it in a file of answers: "kind:Prisoners".
    """

    key: str
    question: str
    evidence: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The question with its evidence, in one line."""
        seen = f" ({'; '.join(self.evidence)})" if self.evidence else ""
        return f"{self.question}{seen}"

    @property
    def how(self) -> str:
        """How it is answered in a file."""
        return f'"{self.key}" = "{"|".join(name for name, _ in self.choices)}"'


@dataclass
class Answers:
    """Answers from a file or a terminal; what was asked and had none is kept in ``open``."""

    given: Mapping[str, str] = field(default_factory=dict)
    ask: Ask | None = None
    told: Mapping[str, str] = field(
        default_factory=dict
    )  # by a file beside it: used where nobody answers, and may go unasked
    open: list[Doubt] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    def choose(self, doubt: Doubt) -> str:
        """The answer, or "" where nobody gave one. Raises :class:`WorkbookError` for one that is no choice."""
        if doubt.key in self.used:
            return self.used[doubt.key]
        answer = self.given.get(doubt.key, "") or self.told.get(doubt.key, "")
        if not answer and self.ask and doubt not in self.open:
            answer = self.ask(doubt)
        names = [name for name, _ in doubt.choices]
        if answer and answer not in names:
            raise WorkbookError(f"{doubt.key}: {answer!r} is none of {', '.join(names)}.")
        if answer:
            self.used[doubt.key] = answer
        elif doubt not in self.open:
            self.open.append(doubt)
        return answer

    def agreed(self, key: str) -> bool:
        """Whether somebody said yes where nothing was asked."""
        if self.given.get(key) == "yes":
            self.used[key] = "yes"
        return key in self.used

    def unused(self) -> list[str]:
        """Keys of answers that no question asked for."""
        return [key for key in self.given if key not in self.used]


def answers_of(path: Path) -> dict[str, str]:
    """The answers in a TOML file: ``"kind:Prisoners" = "stock"``. Raises :class:`WorkbookError`."""
    try:
        found = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise WorkbookError(f"{path} cannot be read as answers: {error}.") from error
    wrong = [key for key, value in found.items() if not isinstance(value, str)]
    if wrong:
        raise WorkbookError(f"{path}: {wrong[0]}: an answer is a text in quotation marks.")
    return found
