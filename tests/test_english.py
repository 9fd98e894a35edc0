"""The grammar: every rule's example is read by it, the lexicon holds no word twice, and questions said back are
themselves.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.question import question
from assistant.asked.ratio import Ratio
from assistant.catalog.entry import spelt_out
from assistant.period import Span
from assistant.service import Assistant
from assistant.words.written import rewrite

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "assistant" / "english"
Q1_2023, YEAR_2022, YEAR_2023 = Span(8092, 8092), Span(8088, 8091), Span(8092, 8095)
GIRLS = (("age", ("child",)), ("gender", ("female",)))
TREES: list[Node] = [
    Count("referrals", (), YEAR_2023),
    Count("referrals", GIRLS, Q1_2023),
    Count("cg_decisions", (("outcome", ("positive",)),), YEAR_2022),
    Count("dtn_reports", (), YEAR_2023),
    Over(Count("referrals", (), YEAR_2023), "quarter"),
    Over(Count("referrals", (), YEAR_2023), "nationality"),
    Over(Count("referrals", (), YEAR_2022), "period", (YEAR_2022, YEAR_2023)),
    Ratio(Count("referrals", (("age", ("child",)),), YEAR_2023), Count("referrals", (), YEAR_2023), "percent"),
]


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_a_tree_said_as_a_question_is_read_back(assistant: Assistant, tree: Node) -> None:
    asked = assistant.asking.questions(question(tree, assistant.lookup), None)
    assert asked is not None and [one.trees for one in asked] == [(tree,)]


def test_no_list_of_the_lexicon_holds_a_phrase_twice() -> None:
    for path in sorted((ENGLISH / "lexicon").glob("*.toml")):
        for category, meanings in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for meaning, phrases in meanings.items():
                twice = [phrase for phrase, times in Counter(phrases).items() if times > 1]
                assert not twice, (path.name, category, meaning, twice)


def test_a_row_of_the_lexicon_may_stand_for_several_phrases() -> None:
    row = "since (its|the) launch(| in 2009)"
    spelt = ["since its launch", "since its launch in 2009", "since the launch", "since the launch in 2009"]
    assert list(spelt_out(row)) == spelt and list(spelt_out("(")) == ["("]


def test_the_phrases_of_the_lexicon_stand_one_a_line() -> None:
    for path in sorted((ENGLISH / "lexicon").glob("*.toml")):
        rows = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert [row for row in rows if len(row) > 120 and row.endswith("]")] == [], path.name


def test_every_rule_has_an_example() -> None:
    lines = (ENGLISH / "grammar" / "frames.rules").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if "<-" in line and not line.startswith("#")]
    assert len(rules) > 60
    assert [rule for rule in rules if not re.search(r'"[^"]+"\s*$', rule)] == []


@pytest.mark.parametrize(
    ("question_", "release", "value"),
    [
        ("How many referrals were there in Q1 2023 as published in the Q1 2023 release?", "nrm-2023-q1", 4746),
        ("What did the Q3 2023 bulletin say about referrals in Q1 2023?", "nrm-2023-q3", 4739),
    ],
)
def test_a_release_named_by_its_period_is_read(assistant: Assistant, question_: str, release: str, value: int) -> None:
    part = assistant.ask(question_).parts[0]
    assert (part.value, part.sources[0].release) == (value, release)


@pytest.mark.parametrize(
    "question_",
    [
        "referrals in Q1 2023 in the previous release",
        "referrals in Q1 2023 in the first release",
        "referrals in 2023 in the earlier publication",
        "referrals in the financial year 2023",
    ],
)
def test_a_release_or_year_that_cannot_be_told_gives_no_figure(assistant: Assistant, question_: str) -> None:
    assert all(part.value is None for part in assistant.ask(question_).parts)


def test_each_quarter_beside_the_same_of_the_year_before(assistant: Assistant) -> None:
    part = assistant.ask("compare each quarter of 2023 with the same quarter of 2022").parts[0]
    assert [row[-1] for row in part.rows] == [4738 - 3773, 3993 - 4157, 4131 - 4578, 4142 - 4413]


def test_patterns_of_statements_stand_in_the_data() -> None:
    """A pattern of these modules holds marks and digits alone: its words are rows of the data."""
    words = {}
    package = ROOT / "assistant"
    for path in sorted([*(package / "claims").glob("*.py"), package / "words" / "written.py"]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
                texts = [x.value for x in ast.walk(node) if isinstance(x, ast.Constant) and isinstance(x.value, str)]
                plain = [re.sub(r"\\.|\(\?P<\w+>", "", text) for text in texts]
                words[f"{path.name}:{node.lineno}"] = [text for text in plain if re.search(r"[A-Za-z]{2}", text)]
    assert {place: found for place, found in words.items() if found} == {}


def test_every_form_of_a_date_that_is_written_otherwise_has_an_example() -> None:
    forms = tomllib.loads((ROOT / "assistant" / "words" / "written.toml").read_text(encoding="utf-8"))["form"]
    assert [form["example"] for form in forms if rewrite(form["example"]) == form["example"]] == []
