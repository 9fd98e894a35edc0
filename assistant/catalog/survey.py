"""The survey of users in ``catalog/feedback.toml``: its questions, its rounds, and what closed rounds led to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Literal

import tomli
from pydantic import ValidationError

from assistant.catalog.entry import Entry, Id
from assistant.errors import CatalogError

NAME = "feedback.toml"


class SurveyQuestion(Entry):
    """One question. ``datasets``: several may be chosen of the published tables, those that belong together as one;
    ``choice``: one of ``choices``.
    """

    id: Id
    text: str
    kind: Literal["datasets", "choice", "text"]
    choices: tuple[str, ...] = ()
    breakdowns: bool = False  # asks as well which breakdowns are missing, chosen from the catalog's


class Point(Entry):
    """One line of a published summary: what users said, and what was answered."""

    said: str
    response: str


class Round(Entry):
    """One time that the survey was open: the first and the last day, where known, and what was published after it."""

    id: Id
    title: str
    by: str  # whose survey it was
    text: str = ""
    opens: dt.date | None = None
    closes: dt.date
    own: bool = True  # asked here; false: one that the publisher held, told of only
    summary: str = ""  # published after it closed; the points stand below it
    points: tuple[Point, ...] = ()
    source: str = ""
    source_url: str = ""


class Survey(Entry):
    """Everything about the survey; a catalog without the file asks nothing."""

    questions: tuple[SurveyQuestion, ...] = ()
    rounds: tuple[Round, ...] = ()

    def open(self, day: dt.date) -> Round | None:
        """The round that takes responses on this day."""
        return next((r for r in self.rounds if r.own and (r.opens or day) <= day <= r.closes), None)

    def closed(self, day: dt.date) -> tuple[Round, ...]:
        """Rounds that are over, the newest first."""
        return tuple(sorted((r for r in self.rounds if r.closes < day), key=lambda r: r.closes, reverse=True))


def survey(folder: Path) -> Survey:
    """Read the survey of the catalog in ``folder``. Raises :class:`CatalogError` naming every problem found."""
    path = folder / NAME
    if not path.is_file():
        return Survey()
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
        data = {{"question": "questions", "round": "rounds"}.get(key, key): value for key, value in data.items()}
        found = Survey.model_validate(data)
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError((f"{NAME}: {error}",)) from error
    except ValidationError as error:
        where = (f"{NAME}: {'.'.join(str(step) for step in p['loc'])}: {p['msg']}" for p in error.errors())
        raise CatalogError(tuple(where)) from error
    problems = tuple(_problems(found))
    if problems:
        raise CatalogError(problems)
    return found


def _problems(found: Survey) -> list[str]:
    listed = [("question", q.id) for q in found.questions] + [("round", r.id) for r in found.rounds]
    wrong = [f"{NAME}: {kind} {name}: the id is used twice" for (kind, name), n in Counter(listed).items() if n > 1]
    for question in found.questions:
        if (question.kind == "choice") != bool(question.choices):
            wrong.append(f'{NAME}: question {question.id}: choices belong to kind = "choice", and to no other')
    own = sorted((r for r in found.rounds if r.own), key=lambda r: r.closes)
    for one in own:
        if one.opens is None or one.opens > one.closes:
            wrong.append(f"{NAME}: round {one.id}: it opens on a day, not after the one on which it closes")
    for earlier, later in pairwise(own):
        if later.opens is not None and later.opens <= earlier.closes:
            wrong.append(f"{NAME}: round {later.id}: it opens before {earlier.id} is closed")
    return wrong
