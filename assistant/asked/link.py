"""A tree as one canonical line of text, and back: strict, bounded, and nothing is run or looked up by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any
from urllib.parse import parse_qsl, urlencode

from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.summaries import SUMMARIES
from assistant.asked.walk import KINDS, NODES
from assistant.errors import LinkError
from assistant.period import Span

LONGEST = 4000
DEEPEST = 12
MOST = 400  # nodes, lists and words
TOKEN = re.compile(r"[@!\w.:-]+|[()\[\],=]", re.ASCII)
# What a word stands for is its field's to say: a period is "@2023", so that a category of that name is another thing.
SPAN = re.compile(r"@([\w.-]+)", re.ASCII)


def text_of(tree: Node) -> str:
    """ "minus(later=count(measure=referrals,when=@2023),earlier=…)"; fields at their default are left out."""
    return _write(tree)


def to_url(tree: Node) -> str:
    """The canonical permalink query string of a tree; equal trees have equal links."""
    return urlencode([("t", text_of(tree))])


def from_url(link: str) -> Node:
    """Read :func:`to_url`. Raises :class:`LinkError`; ids are checked against the catalog by who answers."""
    if len(link) > 3 * LONGEST:
        raise LinkError("The link is too long to be one of ours.")
    try:
        pairs = dict(parse_qsl(link, strict_parsing=True, max_num_fields=40))
    except ValueError as error:
        raise LinkError("The link cannot be read as a question.") from error
    return read(pairs.get("t", ""))


def read(text: str) -> Node:
    """Read :func:`text_of`. Raises :class:`LinkError`."""
    if len(text) > LONGEST:
        raise LinkError("The link is too long to be one of ours.")
    try:
        reader = _Reader(text)
        tree = reader.value(0)
        if not isinstance(tree, NODES) or reader.next() != "":
            raise ValueError("not one tree")
    except (ValueError, TypeError, KeyError) as error:
        raise LinkError("The link cannot be read as a question.") from error
    return tree


def _write(value: Any) -> str:
    if isinstance(value, NODES):
        given = [(f.name, getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != _default(f)]
        inside = ",".join(f"{name.rstrip('_')}={_write(one)}" for name, one in given)
        return f"{type(value).__name__.lower()}({inside})"
    if isinstance(value, tuple):
        return f"[{','.join(_write(one) for one in value)}]"
    if isinstance(value, Span):
        return f"@{value.id}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return {op: word for word, op in OPS.items()}.get(str(value), str(value))


def _default(field: Any) -> Any:
    return MISSING if field.default is MISSING else field.default


class _Reader:
    """Recursive descent over marks and words; every field is checked for its kind."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        if len(self.tokens) > 6 * MOST:
            raise ValueError("too many parts")
        self.at = 0

    def next(self) -> str:
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        self.at += 1
        return token

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, mark: str) -> None:
        if self.next() != mark:
            raise ValueError(f"{mark!r} is expected")

    def value(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise ValueError("too deep")
        token = self.next()
        if token == "[":
            found = []
            while self.peek() != "]":
                found.append(self.value(depth + 1))
                if self.peek() != "]":
                    self.take(",")
            self.take("]")
            return tuple(found)
        if self.peek() == "(":
            return self._node(token, depth)
        if not token or token in "()],=":
            raise ValueError("a word is expected")
        span = SPAN.fullmatch(token)
        return Span.read(span[1]) if span else token

    def _node(self, name: str, depth: int) -> Any:
        kind = KINDS[name]
        given: dict[str, Any] = {}
        self.take("(")
        while self.peek() != ")":
            field = {"as": "as_", "as_": ""}.get(word := self.next(), word)  # "as" is a word of Python's
            self.take("=")
            if field in given:
                raise ValueError("a field is given twice")
            given[field] = _checked(name, field, self.value(depth + 1))
            if self.peek() != ")":
                self.take(",")
        self.take(")")
        if name == "mean" and "kind" in given:
            return SUMMARIES[given.pop("kind")](**given)
        return kind(**given)


def _tokens(text: str) -> Iterator[str]:
    at = 0
    for found in TOKEN.finditer(text):
        if found.start() != at:
            raise ValueError("an unknown sign")
        at = found.end()
        yield found.group()
    if at != len(text):
        raise ValueError("an unknown sign")


OPS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<=", "eq": "="}
CHOICES = {
    "before.step": ("year", "quarter", "same"),
    "ratio.as_": ("percent", "times", "per"),
    "minus.as_": ("number", "percent", "points"),
    "mean.kind": tuple(SUMMARIES),  # as links had it when the average was one of two kinds of it
    "per.unit": ("month", "week", "day"),
    "pick.what": ("which", "value"),
    "top.what": ("list", "sum", "rest"),
    "having.what": ("list", "count", "first", "last"),
}
ALONG = (
    "running.over",
    "place.over",
    *(f"{name}.over" for name in SUMMARIES),
)  # an axis itself, not what has one below
TREES = ("of", "over", "part", "whole", "later", "earlier", "left")


def _checked(node: str, field: str, value: Any) -> Any:
    """The value of a field as the node takes it. Raises ValueError, KeyError."""
    place = f"{node}.{field}"
    if place in CHOICES:
        return _one_of(value, CHOICES[place])
    if field == "op":
        return OPS[value]
    if place in ("having.n", "truth.right"):
        return value if isinstance(value, NODES) else _number(value)
    if field in TREES:
        return _tree(place, value)
    if field in ("n", "nth"):
        return _whole(value)
    if field == "factor":
        return float(_number(value))
    if field == "highest":
        return {"yes": True, "no": False}[value]
    if field == "where":
        return _where(value)
    if field == "values":
        return _values(value)
    if field == "when" and isinstance(value, Span):
        return value
    if field not in ("measure", "as_of", "axis", "member", "when"):
        raise ValueError("an unknown field")
    return _word(value)


def _tree(place: str, value: Any) -> Any:
    if place == "each.of":
        if not (isinstance(value, tuple) and value and all(isinstance(one, NODES) for one in value)):
            raise ValueError("a list of trees is expected")
    elif not isinstance(value, Over if place in ALONG else NODES):
        raise ValueError("a tree is expected")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 100:
        raise ValueError("a word is expected")
    return value


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError("an unknown word")
    return _word(value)


def _number(value: Any) -> int | float:
    text = _word(value)
    if re.fullmatch(r"\d{1,10}", text):
        return int(text)
    if re.fullmatch(r"\d{1,10}\.\d{1,6}", text):
        return float(text)
    raise ValueError("a number is expected")


def _whole(value: Any) -> int:
    number = _number(value)
    if not isinstance(number, int) or not 1 <= number <= 10_000:
        raise ValueError("a whole number is expected")
    return number


def _where(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = []
    for dimension, ids in value:
        if not isinstance(ids, tuple) or not ids or len(ids) > MOST:
            raise ValueError("a list of categories is expected")
        pairs.append((_word(dimension), tuple(_word(one) for one in ids)))
    if len({dimension for dimension, _ in pairs}) < len(pairs):
        raise ValueError("a limit is given twice")
    return tuple(sorted(pairs))


def _values(value: Any) -> tuple[str, ...] | tuple[Span, ...]:
    if not isinstance(value, tuple) or len(value) > MOST:
        raise ValueError("a list is expected")
    if value and all(isinstance(one, Span) for one in value):
        return value
    return tuple(_word(one) for one in value)
