"""Grade the assistant on a corpus of questions: outcome by kind, wrong figures first, then precision and recall by
slot.

A corpus is a folder of TOML files, each a list of [[question]]:

    text     the question
    kind     what it tries
    status   outcomes that are right; every part must have one of them
    expect   figures that must come back, each a line that the folder's oracle.py computes from the published cells
    rows     how many rows the longest part must have
    first    the label that must lead the rows
    parts    how many parts the question has
    read     how it must be read where expect does not say it: measure, filters, breakdown, period, shape; a|b either
    either   slots that can rightly be read in more than one way, so that they are not scored
    says     words that must stand in the answer
    caveats  ids that must be attached
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli

from assistant.answer.model import Answer, Part
from assistant.asked.having import Having
from assistant.asked.meaning import Meaning
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.selection import GRAINS, Selection
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, counts, walk
from assistant.errors import AssistantError
from assistant.period import Span
from assistant.service import Assistant

SLOTS = ("measure", "filters", "breakdown", "period", "shape")
GRADES = ("right", "wrong", "caveat", "declined")
TOLERANCE = 0.051  # shares are printed to one decimal


@dataclass(frozen=True)
class GoldenQuestion:
    """A question of the corpus with what must come back; ``figures``: for each, every value that is right."""

    text: str
    kind: str
    status: tuple[str, ...]
    figures: tuple[tuple[float, ...], ...] = ()
    rows: int = 0
    first: str = ""
    parts: int = 0
    read: dict[str, tuple[str, ...]] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """``grade``: right, wrong (a figure that is not what was asked), caveat (missing) or declined."""

    item: GoldenQuestion
    grade: str
    why: str
    read: dict[str, tuple[str, ...]]


def corpus(folder: Path, every: int = 1) -> list[GoldenQuestion]:
    """The questions of a folder, or of each file one in so many, the expected figures computed.

    Raises :class:`AssistantError`.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise AssistantError(f"There are no questions (*.toml) in {folder}.")
    oracle = _oracle(folder)
    items = []
    for path in files:
        for entry in tomli.loads(path.read_text(encoding="utf-8"))["question"][::every]:
            expect = [str(line) for line in entry.get("expect", [])]
            try:
                figures = [tuple(values) for line in expect for values in oracle.expected(line)]
                read = {**oracle.slots(expect), **entry.get("read", {})}
                read = {name: values for name, values in read.items() if name not in entry.get("either", ())}
            except (ValueError, KeyError, IndexError) as error:
                raise AssistantError(f"{path.name}: {entry['text']!r}: {error}") from error
            items.append(
                GoldenQuestion(
                    entry["text"],
                    entry["kind"],
                    tuple(entry["status"]),
                    tuple(figures),
                    entry.get("rows", 0),
                    entry.get("first", ""),
                    entry.get("parts", 0),
                    {name: tuple(read[name]) for name in SLOTS if name in read},
                    tuple(entry.get("says", ())),
                    tuple(entry.get("caveats", ())),
                )  # fmt: skip
            )
    return items


def _oracle(folder: Path) -> Any:
    """The folder's own means of computing what is expected: kept outside this package, so that it shares no mistake."""
    path = folder / "oracle.py"
    place = importlib.util.spec_from_file_location("corpus_oracle", path) if path.is_file() else None
    if place is None or place.loader is None:
        raise AssistantError(f"{folder} has no oracle.py to compute the expected figures.")
    module = importlib.util.module_from_spec(place)
    sys.modules[place.name] = module  # its dataclasses look themselves up there
    place.loader.exec_module(module)
    return module.load()


def numbers(parts: tuple[Part, ...]) -> list[float]:
    """Every number given as a figure."""
    cells = [c for p in parts if p.kind in ("figure", "change") for c in (p.value, *(c for row in p.rows for c in row))]
    return [float(cell) for cell in cells if isinstance(cell, int | float)]


def said(part: Part) -> str:
    """All words of a part, in small letters."""
    bits = [part.headline, part.missing, part.reading, *part.choices, *(c.text for c in part.caveats)]
    bits += [str(cell) for row in part.rows for cell in row]
    return " ".join(bit for bit in bits if bit).lower().replace("\u00a0", " ")


def read_as(answer: Answer) -> dict[str, tuple[str, ...]]:
    """The slots of what every part is asked, in the form that a corpus states them."""
    out: dict[str, list[str]] = {name: [] for name in SLOTS}
    for part in answer.parts:
        asked = part.asked
        if asked is None or isinstance(asked, Meaning):
            continue
        if not isinstance(asked, Selection):
            _add_tree(out, asked)
            continue
        out["measure"].append(asked.measure)
        out["shape"].append(part.query["s"])
        out["breakdown"] += asked.by
        out["period"] += [span.id for span in asked.periods]
        out["filters"] += [f"{d}={member}" for d, ids in asked.where for member in ids]
    return {name: tuple(dict.fromkeys(found)) for name, found in out.items()}


def _shape(tree: Node) -> str:
    """The word that a corpus has for a tree: a difference is a change, a yes or no over one count its figure."""
    if isinstance(tree, Minus):
        return "change"
    if isinstance(tree, Ratio):
        return "share" if tree.as_ == "percent" else "compare"
    if isinstance(tree, Truth):
        return (
            "figure"
            if isinstance(tree.right, (int, float))
            else "extreme"
            if isinstance(tree.right, Pick)
            else "compare"
        )
    if isinstance(tree, Pick):
        return "extreme" if isinstance(tree.over, Over) and tree.over.axis in TIME else "ranking"
    return "ranking" if isinstance(tree, (Top, Having)) else type(tree).__name__.lower()


def _add_tree(out: dict[str, list[str]], tree: Node) -> None:
    """The slots of a tree that no selection says: of all its counts and axes."""
    out["shape"].append(_shape(tree))
    for count in counts(tree):
        out["measure"].append(count.measure)
        out["period"] += [count.when.id] if isinstance(count.when, Span) else []
        out["filters"] += [f"{d}={member}" for d, ids in count.where for member in ids]
    out["breakdown"] += [node.axis for node in walk(tree) if isinstance(node, Over) and node.axis != "period"]


def grade(item: GoldenQuestion, answer: Answer) -> Result:
    outcome, why = _outcome(item, answer)
    return Result(item, outcome, why, read_as(answer))


def _outcome(item: GoldenQuestion, answer: Answer) -> tuple[str, str]:
    parts = answer.parts
    given = tuple(p for p in parts if p.status in ("answered", "partial"))
    found = numbers(given)
    strays = [p for p in given if not any(_holds(numbers((p,)), values) for values in item.figures)]
    missed = (
        "wrong" if any(numbers((p,)) for p in strays) else "declined"
    )  # declined: a part of it came back, and is right
    headlines = " / ".join(p.headline[:110] for p in parts)
    unwanted = [p.status for p in parts if p.status not in item.status]
    if not parts or unwanted:
        return missed, f"expected {' or '.join(item.status)} {_wanted(item)}; got {unwanted} {found[:6]}: {headlines}"
    asked_back = not given and "clarify" in item.status
    lacking = [values for values in item.figures if not _holds(found, values)]
    single = given[0].value if len(given) == len(item.figures) == 1 else None
    if single is not None and not _holds([single], item.figures[0]):  # the number asked for, not just any of the rows
        return "wrong", f"expected {_wanted(item)}; got {single:g}: {headlines}"
    if lacking and not asked_back:
        return missed, f"expected {_wanted(item)}; got {found[:8]}: {headlines}"
    longest = max((len(p.rows) for p in given), default=0)
    if item.rows and longest != item.rows and not asked_back:
        return "wrong" if found else "declined", f"expected {item.rows} rows; got {longest}: {headlines}"
    leading = next((p.rows[0] for p in given if p.rows), ())
    if item.first and not asked_back and item.first not in map(str, leading) and item.first not in parts[0].headline:
        return "wrong" if found else "declined", f"expected {item.first} first; got {leading}: {headlines}"
    if any(p.status == "clarify" and len(p.choices) < 2 for p in parts):
        return "declined", f"asked back without choices: {headlines}"
    if item.parts and len(parts) != item.parts:
        return missed, f"expected {item.parts} parts; got {len(parts)}: {headlines}"
    text = " ".join(map(said, parts))
    unsaid = [words for words in item.says if words.lower() not in text]
    if unsaid:
        return "declined", f"does not say {unsaid}: {headlines}"
    absent = set(item.caveats) - {c.id for p in parts for c in p.caveats}
    return ("caveat", f"lacks caveat {sorted(absent)}: {headlines}") if absent else ("right", "")


def _holds(found: list[float], accepted: tuple[float, ...]) -> bool:
    return any(abs(number - value) <= TOLERANCE for number in found for value in accepted)


def _wanted(item: GoldenQuestion) -> str:
    return " ".join("|".join(f"{v:g}" for v in values[:4]) for values in item.figures[:8])


def _spans(texts: tuple[str, ...]) -> set[str]:
    """Periods as stretches without a gap, so that 2022,2023 and 2022..2023 are the same."""
    quarters = sorted({q for text in texts for q in Span.read(text).quarters})
    ends = [q for q in quarters if q + 1 not in quarters]
    starts = [q for q in quarters if q - 1 not in quarters]
    return {Span(a, b).id for a, b in zip(starts, ends, strict=True)}


def _slot(name: str, result: Result) -> tuple[set[str], set[str]]:
    """What the corpus says and what came back, in comparable form."""
    stated, actual = result.item.read[name], set(result.read[name])
    if name == "period":
        return _spans(stated), _spans(result.read[name])
    expected = {next((word for word in text.split("|") if word in actual), text) for text in stated}
    if name == "breakdown" and not expected & set(GRAINS):
        actual -= set(GRAINS)  # a comparison of years may run over time or set them side by side
    return expected, actual


def slot_scores(results: list[Result]) -> dict[str, tuple[float, float]]:
    """Precision and recall of every slot, over the questions whose reading the corpus states."""
    hits: Counter[str] = Counter()
    got: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for result in results:
        for name in result.item.read:
            expected, actual = _slot(name, result)
            hits[name] += len(expected & actual)
            got[name] += len(actual)
            wanted[name] += len(expected)
    return {name: (_ratio(hits[name], got[name]), _ratio(hits[name], wanted[name])) for name in SLOTS}


def misread(result: Result) -> dict[str, tuple[set[str], set[str]]]:
    """Slots that were read otherwise than the corpus says: what it says, what came back."""
    pairs = {name: _slot(name, result) for name in result.item.read}
    return {name: (expected, actual) for name, (expected, actual) in pairs.items() if expected != actual}


def _ratio(hits: int, total: int) -> float:
    return hits / total if total else 1.0


def evaluate(folder: Path, assistant: Assistant | None = None) -> list[Result]:
    """Grade every question of a folder."""
    items = corpus(folder)
    assistant = assistant or Assistant()
    return [grade(item, assistant.ask(item.text)) for item in items]


def last_line(results: list[Result]) -> str:
    tally = Counter(result.grade for result in results)
    lacking = f", without a caveat {tally['caveat']}" if tally["caveat"] else ""
    return f"right {tally['right']} of {len(results)}, wrong {tally['wrong']}, declined {tally['declined']}{lacking}"


def report(results: list[Result], slots: bool = False) -> Iterator[str]:
    """Lines to print: what went amiss, wrong figures first; outcomes by kind; the slots; and a line to quote.

    ``slots``: also every question that was answered right and read otherwise than the corpus says.
    """
    for name in ("wrong", "caveat", "declined"):
        for result in results:
            if result.grade == name:
                yield f"{name:9} {result.item.kind}: {result.item.text[:200]}"
                yield f"          {result.why}"
    for result in results if slots else ():
        if result.grade == "right" and misread(result):
            yield f"read as   {result.item.text[:200]}"
            yield f"          {misread(result)}"
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        by_kind[result.item.kind][result.grade] += 1
    yield f"\n{'kind':24}" + "".join(f"{name:>10}" for name in GRADES)
    for kind, tally in sorted(by_kind.items()):
        yield (f"{kind:24}" + "".join(f"{tally[name] or '':>10}" for name in GRADES)).rstrip()
    yield f"\n{'slot':24}{'precision':>10}{'recall':>10}"
    for name, (precision, recall) in slot_scores(results).items():
        yield f"{name:24}{precision:>10.3f}{recall:>10.3f}"
    yield f"\n{last_line(results)}"
