"""Several answers as one: their sentences, and a table of every figure that they tell under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer.model import Caveat, Cell, Part, Source
from assistant.answer.origins import placed, sources_of, united
from assistant.answer.phrases import upper_first
from assistant.answer.written import Written
from assistant.asked.count import Count
from assistant.asked.meaning import Meaning
from assistant.asked.name import Names
from assistant.asked.old import opened
from assistant.asked.over import Over
from assistant.asked.walk import TIME, counts, walk
from assistant.catalog.lookup import Lookup
from assistant.period import Span

COLUMNS = ("figure", "number")
Row = tuple[str, Cell, tuple[Source, ...]]
Told = Sequence[tuple[Part, Sequence[Row]]]


def overview(parts: Sequence[Part], lookup: Lookup) -> Part:
    """One part of answered parts: sentences joined; figures, caveats and sources, each with the rows it is about."""
    told = [(part, list(_rows(part, lookup))) for part in parts]
    rows = tuple(dict.fromkeys((label, value) for _, own in told for label, value, _ in own))
    given = {label: sources for _, own in told for label, _, sources in own}
    sources = united(replace(source, rows=()) for part in parts for source in part.sources)
    return Part(
        question="", status="answered", headline=" ".join(part.headline for part in parts), kind="catalogue",
        caveats=_caveats(told), sources=placed(sources, rows, given), columns=COLUMNS, rows=rows,
        missing=" ".join(dict.fromkeys(part.missing for part in parts if part.missing)) or None,
    )  # fmt: skip


def statements(parts: Sequence[Part]) -> Written:
    """The statements of several answers, one after the other."""
    return Written(lambda: ";\n\n".join(dict.fromkeys(part.sql for part in parts)))


def _rows(part: Part, lookup: Lookup) -> Iterator[Row]:
    """Each figure of an answer's table, with what it counts, of whom and when."""
    count, along = _counted(part)
    names = Names(lookup)
    for row in part.rows:
        labels = tuple(cell for cell in row if isinstance(cell, str))
        figures = range(len(labels), len(row))
        name = _name(count, along, part.columns, labels, names) if count else ""
        for place in figures:
            value = row[place]
            if not isinstance(value, (int, float)):
                continue
            plain = [name] if name else [*labels, part.columns[place]]
            of = [part.columns[place]] if name and place > figures[0] else []
            yield upper_first(": ".join([*plain, *of])), value, sources_of(part, row)


def _counted(part: Part) -> tuple[Count | None, list[str]]:
    """What an answer counts, and the breakdowns along which its table has it; nothing of steps in words."""
    tree = opened(part.link) if part.link else None
    if tree is None or isinstance(tree, Meaning) or part.columns[:1] == ("what",):
        return None, []
    return counts(tree)[0], [node.axis for node in walk(tree) if isinstance(node, Over)]


def _name(count: Count, along: Sequence[str], columns: Sequence[str], labels: Sequence[str], names: Names) -> str:
    """ "Referrals of UK nationals in 2024": the count at a row's labels; "" where one of them is not known."""
    lookup = names.lookup
    where, when = dict(count.where), count.when
    for title, label in zip(columns, labels, strict=False):
        axis = next((name for name in along if name not in TIME and lookup.dimensions[name].label == title), None)
        if axis is not None:
            dimension = lookup.dimensions[axis]
            ids = [m.id for m in dimension.members if m.label == label]
            ids += [g.id for g in dimension.groups if g.label == label]
            if not ids:
                return ""
            where[axis] = (ids[0],)
        elif (span := Span.named(label)) is not None:
            when = span
        else:
            return ""
    return names.name(replace(count, where=tuple(sorted(where.items())), when=when, as_of=""))


def _caveats(told: Told) -> tuple[Caveat, ...]:
    """Each caveat once, with the rows of the answers that have it; those of one kind with other words stay apart."""
    found: dict[tuple[str, str], tuple[Caveat, dict[str, None]]] = {}
    rows = dict.fromkeys(label for _, own in told for label, _, _ in own)
    for part, own in told:
        for caveat in part.caveats:
            _, labels = found.setdefault((caveat.id, caveat.text), (caveat, {}))
            labels.update(dict.fromkeys(label for label, _, _ in own))
    return tuple(
        replace(caveat, rows=tuple(labels) if len(labels) < len(rows) else ()) for caveat, labels in found.values()
    )
