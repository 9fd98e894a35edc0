"""What the assistant costs beside something run beside it: every row a ratio, so that another machine says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.benchmark.measure import HEADING, Row
from assistant.errors import AssistantError
from assistant.home import home

PARTS = ("answers", "claims", "start", "growth", "load", "sessions", "peers")  # and "soak", where it is named


@dataclass(frozen=True)
class Options:
    """``sample`` questions of ``questions``, each asked ``repeat`` times; ``long``: the sizes that take minutes."""

    repeat: int = 3
    sample: int = 100
    only: tuple[str, ...] = ()
    questions: Path | None = None
    peer: Path | None = None
    long: bool = False


def run(options: Options) -> Iterator[str]:
    """The lines of one Markdown table, each as soon as it is measured. Raises :class:`AssistantError`."""
    if options.repeat < 1:
        raise AssistantError("A question has to be asked at least once: --repeat 1 or more.")
    if options.sample < 1:
        raise AssistantError("There has to be a question to ask: --sample 1 or more.")
    if "peers" in options.only and options.peer is None:
        raise AssistantError("The peers answer questions of a folder: name it with --peer FOLDER.")
    yield from HEADING
    for part in options.only or PARTS:
        yield from (row.line for row in _rows(part, options))


def _rows(part: str, options: Options) -> Iterator[Row]:
    from assistant.benchmark.questions import sample
    from assistant.service import Assistant

    if part == "peers":
        from assistant.benchmark.peers import peers

        yield from peers(options.peer, home()) if options.peer else ()
        return
    assistant = Assistant()
    asked = sample(assistant, options.questions, options.sample)
    if part == "answers":
        from assistant.benchmark.answers import answers

        yield from answers(assistant, asked, options.repeat)
    elif part == "claims":
        from assistant.benchmark.claims import claims

        yield from claims(assistant, asked, options.repeat)
    elif part == "start":
        from assistant.benchmark.start import start

        yield from start(asked)
    elif part == "growth":
        from assistant.benchmark.growth import growth

        yield from growth(assistant, asked, options.long)
    elif part == "load":
        from assistant.benchmark.load import load

        yield from load(assistant, asked, options.long)
    elif part == "sessions":
        from assistant.benchmark.sessions import sessions

        yield from sessions(assistant, asked)
    elif part == "soak":
        from assistant.benchmark.soak import soak

        yield from soak(assistant, asked, options.long)
