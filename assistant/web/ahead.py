"""What to ask next: edits of the tree that was just answered, each tried before it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from assistant.answer.model import Part
from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.link import to_url
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, axes, counts, of_release, percentage, walk, with_counts, with_when
from assistant.catalog.lookup import Lookup
from assistant.errors import AssistantError
from assistant.period import Span

MOST = 4
MOST_TRIED = 6  # each costs an answer
MOST_BREAKDOWNS = 3
MOST_ROWS = 300  # of a table that somebody reads on a page
FIRST = 5  # of a ranking
Next = tuple[str, Node]


def ahead(tree: Node, lookup: Lookup, answer: Callable[[str], Part], told: str = "") -> dict[str, str]:
    """Label -> link, of questions that are answered in full, each otherwise than what was ``told`` already.

    ``answer`` raises :class:`AssistantError`.
    """
    found: dict[str, str] = {}
    said = {told}
    tree = of_release(tree, "")
    tried = {to_url(tree)}
    for label, each in _near(tree, lookup):
        link = to_url(each)
        if link in tried or label in found:
            continue
        if len(found) == MOST or len(tried) > MOST_TRIED:
            break
        tried.add(link)
        headline = _answers(link, answer)
        if headline and headline not in said:
            found[label] = link
            said.add(headline)
    return found


def _answers(link: str, answer: Callable[[str], Part]) -> str:
    """The headline of a full answer; empty of any other."""
    try:
        part = answer(link)
    except AssistantError:
        return ""
    return part.headline if part.status == "answered" and 0 < len(part.rows) <= MOST_ROWS else ""


def _near(tree: Node, lookup: Lookup) -> Iterator[Next]:
    """Candidates, the likeliest first: those of the operation, then breakdowns of what it counts."""
    yield from edits(tree)
    yield from _breakdowns(tree, lookup)


def edits(tree: Node) -> Iterator[Next]:
    """What else can be made of the figures of a tree; not tried."""
    return next((edits for kind, edits in EDITS if isinstance(tree, kind)), _of_others)(tree)


def _of_count(tree: Count) -> Iterator[Next]:
    if isinstance(tree.when, Span):
        yield "Change on the year before", Minus(tree, Before(tree, "year"))
    yield "Over time", _over_time(tree)
    if tree.where:
        yield "As a share of all", Ratio(tree, replace(tree, where=()))
    if _whole_year(tree.when):
        yield "By quarter", Over(tree, "quarter")


def _of_ratio(tree: Ratio) -> Iterator[Next]:
    if isinstance(tree.part, Over):
        yield "The year before", _year_before(tree)
    elif all(isinstance(count.when, Span) for count in counts(tree)) and percentage(tree):
        yield "Change on the year before", Minus(tree, Before(tree, "year"), "points")
    if not any(isinstance(node, Over) for node in walk(tree)):
        yield "Over time", _over_time(tree)
    if percentage(tree):
        yield "As a number", tree.part


def _of_change(tree: Minus) -> Iterator[Next]:
    if tree.as_ == "number":
        yield "In per cent", replace(tree, as_="percent")
    yield "Over time", _over_time(counts(tree)[0])


def _of_breakdown(tree: Over) -> Iterator[Next]:
    if tree.axis in TIME:
        yield from _of_times(tree)
        return
    yield "The year before", _year_before(tree)
    inner = tree.of
    if isinstance(inner, Count):
        yield "As a share", Ratio(tree, inner)
        if not tree.values:
            yield f"The {FIRST} highest", Top(tree, FIRST)
        if _whole_year(inner.when):
            yield "By quarter as well", Over(tree, "quarter")
    yield "Over time", _over_time(tree)


def _of_times(tree: Over) -> Iterator[Next]:
    other = {"year": "quarter", "quarter": "year"}.get(tree.axis)
    count = counts(tree)[0]
    if other:
        of = tree.of if other == "quarter" else with_when(tree.of, "all")
        yield f"By {other}", Over(of, other)
    if isinstance(tree.of, Count):
        if tree.axis in ("year", "quarter"):
            yield "Change on the year before", replace(tree, of=Minus(tree.of, Before(tree.of, "year")))
        yield "The highest", Pick(tree)
        if count.where:
            yield "As a share of all", replace(tree, of=Ratio(count, replace(count, where=())))
    yield "Newest year", with_when(tree.of, "latest_year")


def _reduced(tree: Top | Pick | Having | Place | Summary | Running) -> Iterator[Next]:
    """What a node picks from, in full, and the same a year earlier."""
    yield "All of them" if isinstance(tree, (Top, Pick, Having, Place)) else "The figures that it is made of", tree.over
    if isinstance(tree, (Top, Pick)):
        if not any(over.axis in TIME for over in axes(tree.over)):
            yield "The year before", _year_before(tree)
        yield "The lowest" if tree.highest else "The highest", replace(tree, highest=not tree.highest)
    yield "Over time", _over_time(counts(tree)[0])


def _of_truth(tree: Truth) -> Iterator[Next]:
    if not isinstance(tree.right, (int, float)) and tree.factor == 1:
        yield "By how much", Minus(tree.left, tree.right)
    yield "Over time", _over_time(counts(tree)[0])


def _of_others(tree: Node) -> Iterator[Next]:
    """Of what has no edits of its own: what it counts, over time."""
    yield "Over time", _over_time(counts(tree)[0])


EDITS: tuple[tuple[Any, Callable[[Any], Iterator[Next]]], ...] = (
    (Count, _of_count), (Ratio, _of_ratio), (Minus, _of_change), (Over, _of_breakdown), (Truth, _of_truth),
    ((Top, Pick, Having, Place, Summary, Running), _reduced),
)  # fmt: skip


def _over_time(tree: Node) -> Node:
    return Over(with_when(tree, "all"), "year")


def _year_before(tree: Node) -> Node:
    def earlier(count: Count) -> Count:
        return replace(count, when=count.when.year_earlier()) if isinstance(count.when, Span) else count

    return with_counts(tree, earlier)


def _whole_year(when: Span | str) -> bool:
    return isinstance(when, Span) and when.length == 4 and when.start % 4 == 0


def _breakdowns(tree: Node, lookup: Lookup) -> Iterator[Next]:
    """In the catalog's order: of a share or a change those of each category, else of what is counted."""
    of = tree.part if isinstance(tree, Ratio) else tree.later if isinstance(tree, Minus) else None
    what = tree if isinstance(of, Count) else counts(tree)[0]
    used = {name for count in counts(tree) for name, _ in count.where} | {
        node.axis for node in walk(tree) if isinstance(node, Over)
    }
    able = lookup.dimensions_of(counts(tree)[0].measure)
    offered = [d for d in lookup.catalog.dimensions if d.id in able and d.id not in used][:MOST_BREAKDOWNS]
    for dimension in offered:
        yield f"By {dimension.label}", Over(what, dimension.id)
