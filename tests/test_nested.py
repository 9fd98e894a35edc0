"""Trees against an oracle that can say nested things (questions/nested.py), and knows nothing of the assistant."""

from __future__ import annotations

import importlib.util
import sys
from fractions import Fraction
from typing import Any

import pytest
import tomli
from conftest import ROOT

from assistant.answer.model import Part
from assistant.asked.link import read
from assistant.asked.node import Node
from assistant.asked.walk import KINDS, walk
from assistant.catalog.examples import read_examples
from assistant.service import Assistant

pytestmark = pytest.mark.slow

ENTRIES = tomli.loads((ROOT / "tests/trees.toml").read_text(encoding="utf-8"))["tree"]
EXAMPLES = {example.question: example.tree for example in read_examples(ROOT / "catalog")}
ROUNDED = 0.051  # to one decimal


def _nested() -> Any:
    place = importlib.util.spec_from_file_location("nested", ROOT / "tests/questions/nested.py")
    assert place is not None and place.loader is not None
    module = importlib.util.module_from_spec(place)
    sys.modules[place.name] = module
    place.loader.exec_module(module)
    return module


NESTED = _nested()


@pytest.fixture(scope="module")
def cells() -> Any:
    return NESTED.load()


def tree_of(entry: dict[str, str]) -> Node:
    return read(entry["tree"] if "tree" in entry else EXAMPLES[entry["question"]])


def close(given: Any, wanted: Fraction) -> bool:
    return isinstance(given, (int, float)) and abs(given - float(wanted)) <= ROUNDED


def last(part: Part) -> list[Any]:
    return [row[-1] for row in part.rows]


def matches(part: Part, wanted: Any) -> bool:
    """The value asked for, or the last column of the rows, in their order."""
    if isinstance(wanted, dict):
        given = last(part)
        return len(given) == len(wanted) and all(close(a, b) for a, b in zip(given, wanted.values(), strict=True))
    return close(part.value, wanted)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.get("question") or entry["tree"] for entry in ENTRIES])
def test_a_tree_has_the_value_of_the_tidy_files(assistant: Assistant, cells: Any, entry: dict[str, Any]) -> None:
    part = assistant.answer_tree(tree_of(entry))
    assert part.status in ("answered", "partial")
    if "expect" in entry:
        wanted = NESTED.expected(cells, entry["expect"])
        assert any(matches(part, one) for one in wanted), (part.value, part.rows[:8], wanted)
    if "value" in entry:
        assert part.value == entry["value"]
    if "truth" in entry:
        said = {part.headline.startswith("Yes") for _ in part.rows}
        assert said == {bool(one) for one in NESTED.expected(cells, entry["truth"])}
    if "rows" in entry:
        assert all(
            any(close(a, b) for b in NESTED.expected(cells, text))
            for a, text in zip(last(part), entry["rows"], strict=True)
        )


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "key" in entry], ids=lambda entry: entry["key"])
def test_what_is_picked_is_what_the_tidy_files_have_highest(
    assistant: Assistant, cells: Any, entry: dict[str, str]
) -> None:
    (key,) = NESTED.expected(cells, entry["key"])
    assert f" in {key} (" in assistant.answer_tree(tree_of(entry)).headline


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if "crossed" in entry], ids=lambda entry: entry["crossed"]
)
def test_a_table_of_two_axes_has_every_figure_of_the_tidy_files(
    assistant: Assistant, cells: Any, entry: dict[str, str]
) -> None:
    """Rows come in the order of the axes: the figures of each value of the first are those of the oracle, sorted."""
    part = assistant.answer_tree(tree_of(entry))
    given: dict[Any, list[float]] = {}
    for row in part.rows:
        if row[-1]:
            given.setdefault(row[0], []).append(float(row[-1]))  # type: ignore[arg-type]
    tables = NESTED.expected(cells, entry["crossed"])
    assert any(
        [sorted(found) for found in given.values()]
        == [pytest.approx(sorted(float(v) for v in table.values() if v), abs=ROUNDED) for table in one.values()]
        for one in tables
    ), (given, tables)


def test_every_example_of_the_catalog_and_every_node_is_among_them() -> None:
    assert set(EXAMPLES) <= {entry.get("question") for entry in ENTRIES}
    used = {type(node) for entry in ENTRIES for node in walk(tree_of(entry))}
    assert used == set(KINDS.values())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(referrals 2023)", [17004, 17023, 16990]),
        ("(highest (each quarter 2023 (referrals .)))", [4738, 4746, 4742]),
        ("(running (each quarter 2023 (dtn_reports .)))", None),
        ("(referrals 1999)", []),
    ],
)
def test_the_oracle_gives_the_published_figures(cells: Any, text: str, wanted: list[int] | None) -> None:
    found = NESTED.expected(cells, text)
    if wanted is None:
        assert list(found[0].values())[-1] == sum(
            NESTED.expected(cells, f"(dtn_reports 2023-Q{n})")[0] for n in (1, 2, 3, 4)
        )
    else:
        assert found == wanted
