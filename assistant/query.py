"""Query: what a user wants to know, in catalog terms. No word of the question survives here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args
from urllib.parse import parse_qsl, urlencode

from assistant.errors import LinkError
from assistant.period import Span, span_ids

Shape = Literal[
    "figure",
    "breakdown",
    "series",
    "ranking",
    "share",
    "change",
    "compare",
    "extreme",
    "average",
    "history",
    "meaning",
]
TIME = ("year", "quarter")


@dataclass(frozen=True)
class Query:
    """A request in catalog ids.

    ``where``: sorted pairs of dimension and member (or group) ids; an id with "!" before it is left out instead.
    ``by``: dimensions, "year" or "quarter". ``periods``: resolved spans; ``relative`` says how they are to be
    resolved when empty ("latest_quarter", "latest_year", "last:4:quarter", "all", "since:2019-Q1", "default").
    ``base``: for a share, the dimensions of ``where`` that also limit the whole.
    ``as_of``: a release id, or "first" for figures as first published.
    ``over``: the first period whose figure lies above it (below it, where not ``descending``), and of a ranking or a
    series all that do; ``step``: the largest change from one period to the next. Both are kinds of "extreme".
    ``term``: with the shape "meaning", what is asked the meaning of; it counts what ``measure`` does, and a question
    that follows is of that.
    """

    measure: str
    shape: Shape = "figure"
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    by: tuple[str, ...] = ()
    periods: tuple[Span, ...] = ()
    relative: str = ""
    base: tuple[str, ...] = ()
    limit: int | None = None
    descending: bool = True
    percent: bool = False
    together: bool = False
    as_of: str = ""
    over: int | None = None
    step: bool = False
    term: str = ""

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        return dict(self.where)

    @property
    def grain(self) -> str | None:
        """ "year" or "quarter" where the answer runs over time."""
        return next((name for name in self.by if name in TIME), None)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Every dimension that the query limits or breaks down by, without time."""
        names = [name for name, _ in self.where] + [name for name in self.by if name not in TIME]
        return tuple(dict.fromkeys(names))

    def with_where(self, **filters: tuple[str, ...] | None) -> Query:
        """A copy with these filters set, or removed where None."""
        merged: dict[str, tuple[str, ...] | None] = {**self.filters, **filters}
        return replace(self, where=tuple(sorted((k, v) for k, v in merged.items() if v is not None)))

    def as_dict(self) -> dict[str, Any]:
        """For JSON; the same keys as :meth:`to_url`."""
        return dict(parse_qsl(self.to_url()))

    def to_url(self) -> str:
        """The canonical permalink query string; equal queries have equal links."""
        pairs = [("m", self.measure), ("s", self.shape)]
        pairs += [(f"w.{name}", "|".join(ids)) for name, ids in self.where]
        optional = {
            "by": "|".join(self.by), "p": span_ids(self.periods), "r": self.relative, "of": "|".join(self.base),
            "n": "" if self.limit is None else str(self.limit), "order": "" if self.descending else "asc",
            "pc": "1" if self.percent else "", "sum": "1" if self.together else "", "release": self.as_of,
            "over": "" if self.over is None else str(self.over), "step": "1" if self.step else "",
            "term": self.term,
        }  # fmt: skip
        return urlencode(pairs + [(key, value) for key, value in optional.items() if value])

    @classmethod
    def from_url(cls, text: str) -> Query:
        """Read :meth:`to_url`. Raises :class:`LinkError` with one clear sentence; ids are checked by the planner."""
        if len(text) > 4000:
            raise LinkError("The link is too long to be one of ours.")
        try:
            pairs = dict(parse_qsl(text, strict_parsing=True, max_num_fields=40))
            shape = pairs.get("s", "figure")
            if shape not in get_args(Shape):
                raise ValueError(f"unknown kind of answer {shape!r}")
            many = {key: tuple(part for part in value.split("|") if part) for key, value in pairs.items()}
            return cls(
                measure=pairs["m"],
                shape=cast(Shape, shape),
                where=tuple(sorted((key[2:], ids) for key, ids in many.items() if key.startswith("w.") and ids)),
                by=many.get("by", ()),
                periods=tuple(Span.read(part) for part in pairs.get("p", "").split(",") if part),
                relative=pairs.get("r", ""),
                base=many.get("of", ()),
                limit=int(pairs["n"]) if "n" in pairs else None,
                descending=pairs.get("order") != "asc",
                percent=pairs.get("pc") == "1",
                together=pairs.get("sum") == "1",
                as_of=pairs.get("release", ""),
                over=int(pairs["over"]) if "over" in pairs else None,
                step=pairs.get("step") == "1",
                term=pairs.get("term", ""),
            )
        except (ValueError, KeyError) as error:
            raise LinkError("The link cannot be read as a question.") from error
