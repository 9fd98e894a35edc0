"""What a program or a notebook calls: ``ask`` and ``check``, over one assistant of the process.

>>> answer = ask("How many referrals were there in 2019?")
>>> answer.value
10606
>>> answer.headline
'10,606 potential victims of modern slavery were referred to the National Referral Mechanism in 2019.'
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.answer import model
from assistant.claims.check import Checker
from assistant.claims.model import Checked
from assistant.service import Assistant

if TYPE_CHECKING:
    import altair
    import pandas


@dataclass(frozen=True)
class Answer(model.Answer):
    """The answer that every front end shows, with what an analyst does next.

    A question may hold several parts: ``headline``, ``value``, the table and the chart are those of its first one,
    ``sql`` is every statement that read figures.
    """

    @property
    def headline(self) -> str:
        """The sentence to print, or why there is no figure."""
        return self.parts[0].headline

    @property
    def value(self) -> int | float | None:
        """The one number asked for; None where there is no figure, or more than one."""
        return self.parts[0].value

    @property
    def sql(self) -> str:
        """The statements as they ran, their parameters written in; "" where none did."""
        return ";\n\n".join(part.sql for part in self.parts if part.sql)

    def to_pandas(self) -> pandas.DataFrame:
        """The table: a column for each of the part's ``columns``, numbers as numbers; empty where there is no
        figure.
        """
        import pandas

        part = self.parts[0]
        return pandas.DataFrame(list(part.rows), columns=pandas.Index(part.columns))

    def chart(self) -> altair.LayerChart | None:
        """The chart with its titles, which a notebook shows by itself; None where one number is the whole answer."""
        from assistant.render.charts import chart_for_part

        return chart_for_part(self.parts[0])

    def __str__(self) -> str:
        """What ``python -m assistant ask`` prints: sentence, table, notes and source."""
        from assistant.render.text import answer_text

        return answer_text(self)


def ask(question: str, as_of: str = "") -> Answer:
    """Answer a question. ``as_of``: the id of the release to read, else the newest one that holds the figure.

    Raises :class:`assistant.errors.AssistantError` for an unknown release or figures that cannot be read; what is not
    published is no error but an answer whose part says so.
    """
    given = _assistant().ask(question, as_of)
    return Answer(given.question, given.parts, given.timings_ms)


def check(text: str, dated: dt.date | None = None) -> Checked:
    """Set every figure that a text states beside what is published. ``dated``: the day of the text, for "last year"."""
    return _checker().check(text, dated)


@cache
def _assistant() -> Assistant:
    return Assistant()


@cache
def _checker() -> Checker:
    return Checker(_assistant())
