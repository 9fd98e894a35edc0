"""Trees of what can be asked: their values, their words, their links, and the SQL that gives their rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
import tomli
from conftest import ROOT

from assistant.answer.model import Part
from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.link import from_url, read, text_of, to_url
from assistant.asked.mean import Mean
from assistant.asked.median import Median
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.old import read as read_old
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.question import question
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.selection import Selection
from assistant.asked.selections import selection_of, tree_of
from assistant.asked.simple import simplified
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import KINDS, NODES
from assistant.catalog.examples import read_examples
from assistant.errors import GuardError, LinkError
from assistant.period import Span
from assistant.service import Assistant

EXAMPLES = read_examples(ROOT / "catalog")
S = Span.read


def of(measure: str, when: str, **where: str) -> Count:
    limits = tuple(sorted((name, tuple(ids.split("|"))) for name, ids in where.items()))
    return Count(measure, limits, S(when) if when[0].isdigit() else when)


def referrals(when: str, **where: str) -> Count:
    return of("referrals", when, **where)


def share(part: Node, whole: Node) -> Ratio:
    return Ratio(part, whole)


QUARTERS = Over(referrals("2023"), "quarter")
CHILDREN = share(referrals("all", age="child"), referrals("all"))


def on_year(count: Count) -> Minus:
    return Minus(count, Before(count, "year"), "percent")


def series() -> dict[tuple[str, str], int]:
    """Referrals of the newest full table by period and age, read from its tidy file: no line of the assistant's."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    with (ROOT / "data/nrm-2023-q4/referrals_series.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["location"] == "total":
                found[row["period"], row["age"]] += int(row["value"])
    return found


# Examples


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.question for example in EXAMPLES])
def test_every_example_is_the_question_that_it_says_and_gives_its_value(assistant: Assistant, example: Any) -> None:
    tree = read(example.tree)
    assert type(tree).__name__.lower() == example.node
    assert text_of(tree) == example.tree
    assert question(tree, assistant.lookup) == example.question
    part = assistant.answer_tree(tree)
    assert part.status == "answered"
    assert part.rows
    if example.value is not None:
        assert part.value == example.value


def test_every_node_has_an_example() -> None:
    text = " ".join(example.tree for example in EXAMPLES)
    assert [name for name in KINDS if f"{name}(" not in text] == []


# Values, as the published tables have them


@pytest.mark.parametrize(
    ("tree", "value"),
    [
        (referrals("2023", age="child", gender="male", first_responder_type="!police"), 4691),
        (Ratio(referrals("2023"), of("rg_decisions", "2023", outcome="positive"), "per"), 2.04),
        (Minus(referrals("2023"), of("dtn_reports", "2023")), 12061),
        (Minus(of("rg_decisions", "2022"), of("cg_decisions", "2022")), 10595),
        (Minus(Pick(QUARTERS, what="value"), Pick(QUARTERS, highest=False, what="value")), 745),
        (Pick(Over(on_year(referrals("since:2010-Q1")), "year")), 52.1),
        (Having(Over(referrals("2023", first_responder_type="ngo"), "first_responder"), ">=", 1, "count"), 11),
        (share(referrals("2023", first_responder_type="police", age="child"), referrals("2023",
        first_responder_type="police")), 40.5),
        (share(referrals("2023", gender="female", exploitation="sexual"), referrals("2023", gender="female")), 36.0),
    ],
    ids=lambda given: text_of(given) if isinstance(given, NODES) else None,
)  # fmt: skip
def test_a_composed_question_has_the_published_value(assistant: Assistant, tree: Node, value: float) -> None:
    assert assistant.answer_tree(tree).value == value


@pytest.mark.parametrize(
    ("tree", "figures"),
    [
        (Running(QUARTERS), [4738, 8731, 12862, 17004]),
        (Over(on_year(referrals("2023")), "quarter"), [25.6, -3.9, -9.8, -6.1]),
        (Over(on_year(referrals("2019..2023")), "year"), [52.1, -0.2, 20.0, 33.2, 0.5]),
        (Over(share(of("rg_decisions", "2023", outcome="positive"), of("rg_decisions", "2023")), "age", ("child",
        "adult")), [73.9, 41.4]),
    ],
    ids=["running total", "quarters on the year", "years on the year", "share within each age"],
)  # fmt: skip
def test_a_table_has_the_published_figures_in_its_last_column(
    assistant: Assistant, tree: Node, figures: list[float]
) -> None:
    assert [row[-1] for row in assistant.answer_tree(tree).rows] == figures


def test_the_year_with_the_highest_share_of_children_is_that_of_the_tidy_file(assistant: Assistant) -> None:
    counted = series()
    years = sorted({period for period, _ in counted if "Q" not in period})
    shares = {year: Fraction(100 * counted[year, "child"], counted[year, "total"]) for year in years}
    best = max(shares, key=lambda year: shares[year])
    part = assistant.answer_tree(Pick(Over(CHILDREN, "year")))
    assert part.value == pytest.approx(float(shares[best]), abs=0.05)
    assert f"highest in {best}" in part.headline
    assert [row[0] for row in part.rows if row[0] in shares] == sorted(years, key=lambda year: -shares[year])


def test_the_share_of_a_rise_and_the_change_of_a_share_are_those_of_the_tidy_file(assistant: Assistant) -> None:
    n = series()
    rise = Ratio(
        Minus(referrals("2019", age="child"), referrals("2018", age="child")),
        Minus(referrals("2019"), referrals("2018")),
    )
    due = Fraction(100 * (n["2019", "child"] - n["2018", "child"]), n["2019", "total"] - n["2018", "total"])
    assert assistant.answer_tree(rise).value == pytest.approx(float(due), abs=0.05) == 39.1

    def shared(year: str) -> Ratio:
        return share(referrals(year, age="child"), referrals(year))

    moved = 100 * (Fraction(n["2023", "child"], n["2023", "total"]) - Fraction(n["2019", "child"], n["2019", "total"]))
    part = assistant.answer_tree(Minus(shared("2023"), shared("2019"), "points"))
    assert part.value == pytest.approx(float(moved), abs=0.05) == 0.8
    assert part.unit == "percentage points"


def test_both_sides_of_a_comparison_come_from_one_table_and_each_count_alone_from_its_newest(
    assistant: Assistant,
) -> None:
    apart = assistant.answer_tree(Minus(referrals("2023"), of("dtn_reports", "2023")))
    assert [row[1] for row in apart.rows] == [16990, 4929, 12061]  # each the newest printed figure
    joint = assistant.answer_tree(Truth(referrals("2023"), ">", referrals("2022")))
    assert [row[1] for row in joint.rows] == [17004, 16921]  # the newest table that has both
    assert len({source.release for source in joint.sources}) == 1


# Words


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (Truth(referrals("2024"), ">", referrals("2023")),
        "Yes. There were 19,125 referrals in 2024 and 16,990 referrals in 2023."),
        (Truth(referrals("2023"), ">=", referrals("2019"), 2),
        "No. There were 17,004 referrals in 2023 and 10,606 referrals in 2019, 1.6 times as many."),
        (Minus(referrals("2023"), of("dtn_reports", "2023")),
        "There were 12,061 more referrals than Duty to Notify reports in 2023 (16,990 and 4,929)."),
        (
            Having(Over(Minus(referrals("2020", age="child"), referrals("2020", age="adult")), "quarter"), ">", 0),
            "One of the 4 quarters in 2020 had more referrals of children than referrals of adults: April to June "
            "2020 (1,277 and 840).",
        ),
        (Pick(Over(CHILDREN, "year")),
        "The share of children among referrals was highest in 2020 (47%), of the 16 years from 2009 to 2024."),
        (Running(QUARTERS), "The running total of referrals by quarter in 2023 reached 17,004 by the end of December "
                            "2023."),
    ],
    ids=["yes", "no", "more than", "outnumber", "which", "running"],
)  # fmt: skip
def test_a_headline_is_a_sentence_with_its_figures(assistant: Assistant, tree: Node, said: str) -> None:
    assert assistant.answer_tree(tree).headline == said


def test_columns_are_named_in_words(assistant: Assistant) -> None:
    part = assistant.answer_tree(Pick(Over(CHILDREN, "year")))
    assert part.columns == ("year", "referrals of children", "referrals", "share of children among referrals, %")


def test_the_reading_is_the_question_of_the_tree_and_says_how_it_was_worked_out(assistant: Assistant) -> None:
    part = assistant.answer_tree(Minus(referrals("2023"), of("dtn_reports", "2023")))
    assert part.reading.startswith("How many more referrals than Duty to Notify reports were there in 2023?")
    assert "Calculated" in part.reading
    assert part.origin == "calculated"


# What is not computed


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        (Running(Over(of("awaiting_cg", "2025"), "quarter")), "neither added nor averaged over time"),
        (Mean(Over(of("awaiting_cg", "2025"), "quarter")), "neither added nor averaged over time"),
        (
            Running(Over(share(referrals("2023", age="child"), referrals("2023")), "quarter")),
            "Percentages are not added",
        ),
        (share(of("cg_decisions", "2023"), of("rg_decisions", "2023")), "a part that lies within its whole"),
        (share(referrals("2023"), referrals("2023", age="child")), "a part that lies within its whole"),
        (Minus(referrals("2023"), referrals("2022", age="child"), "points"), "between two percentages only"),
    ],
    ids=["stock added", "stock averaged", "percentages added", "two measures", "whole of its part", "points of counts"],
)
def test_what_would_be_a_wrong_figure_is_refused_by_its_type(assistant: Assistant, tree: Node, sentence: str) -> None:
    part = assistant.answer_tree(tree)
    assert (part.status, part.value, part.rows) == ("not_published", None, ())
    assert sentence in part.headline


def test_nothing_is_compared_across_a_break_and_both_figures_are_shown(assistant: Assistant) -> None:
    labour = {year: share(referrals(year, exploitation="labour"), referrals(year)) for year in ("2017", "2024")}
    for tree in (Minus(labour["2024"], labour["2017"], "points"), Truth(labour["2024"], ">", labour["2017"])):
        part = assistant.answer_tree(tree)
        assert part.value is None
        assert "not compared, because a definitional change lies between them" in part.headline
        assert "criminal-exploitation-2019" in [caveat.id for caveat in part.caveats]
        assert [row[1] for row in part.rows if str(row[0]).startswith("share")] == [32.2, 45.7]


def test_a_share_of_a_change_whose_parts_have_unlike_signs_is_told_and_not_shared_out(assistant: Assistant) -> None:
    """From 2019 to 2020 all referrals fell, and those of children rose."""
    n = series()
    assert n["2020", "total"] < n["2019", "total"]
    assert n["2020", "child"] > n["2019", "child"]
    part = assistant.answer_tree(
        Ratio(
            Minus(referrals("2020", age="child"), referrals("2019", age="child")),
            Minus(referrals("2020"), referrals("2019")),
        )
    )
    assert part.value is None
    assert "unlike signs" in part.headline


def test_periods_that_are_not_held_leave_a_partial_answer_that_names_them(assistant: Assistant) -> None:
    part = assistant.answer_tree(Over(share(referrals("2023..2024", age="child"), referrals("2023..2024")), "quarter"))
    assert part.status == "partial"
    assert part.missing is not None
    assert "2024" in part.missing
    assert {str(row[0])[-4:] for row in part.rows if row[-1] is not None} == {"2023"}


# Links


def test_a_link_reads_back_to_its_tree(assistant: Assistant) -> None:
    for tree in native():
        assert from_url(to_url(tree)) == tree
        assert read(text_of(tree)) == tree


def test_a_link_opens_to_the_same_figures(assistant: Assistant) -> None:
    for tree in (Pick(Over(CHILDREN, "year")), Minus(referrals("2023"), of("dtn_reports", "2023")), Running(QUARTERS)):
        part = assistant.answer_tree(tree)
        again = assistant.open(part.link)
        assert (again.value, again.rows, again.headline) == (part.value, part.rows, part.headline)


@pytest.mark.parametrize(
    "text",
    [
        "", "count", "count(", "count()", "count(measure=referrals", "count(measure=referrals))", "referrals",
        "count(measure=referrals,measure=referrals)", "count(measure=referrals,colour=red)", "count(measure=[a])",
        "count(measure=referrals,when=@yesterday)", "count(measure=referrals,where=[age])", "nothing(of=x)",
        "pick(over=count(measure=referrals),nth=0)", "pick(over=count(measure=referrals),nth=-1)",
        "mean(over=count(measure=referrals))", "minus(later=2,earlier=3)", "each(of=[])", "each(of=[a])",
        "ratio(part=count(measure=referrals),whole=count(measure=referrals),as=sum)", "count(measure=a b)",
        "before(of=" * 40 + "count(measure=referrals)" + ")" * 40, "count(measure=" + "x" * 5000 + ")",
        "truth(left=count(measure=referrals),op=>,right=3)", "count(measure='referrals')",
    ],
)  # fmt: skip
def test_a_text_that_is_no_tree_is_refused(text: str) -> None:
    with pytest.raises(LinkError):
        read(text)


@pytest.mark.parametrize(
    "tree",
    [
        Count("unicorns"), referrals("2023", hair="red"), referrals("2023", age="giant"), Over(referrals("2023"),
        "hair"),
        Over(referrals("2023"), "age", ("giant",)), Over(referrals("2023"), "period"), Count("referrals",
        when="someday:"),
        Count("referrals", as_of="nowhere"), Over(referrals("2023"), "year", ("2023",)), referrals("1200"),
    ],
    ids=text_of,
)  # fmt: skip
def test_ids_that_the_catalog_does_not_know_are_refused_before_anything_is_read(
    assistant: Assistant, tree: Node
) -> None:
    with pytest.raises(LinkError):
        assistant.answer_tree(tree)


OLD = (
    "m=referrals&s=figure&p=2023", "m=referrals&s=breakdown&by=nationality&p=2023",
    "m=referrals&s=series&by=quarter&p=2023",
    "m=referrals&s=ranking&by=nationality&p=2023&n=3", "m=referrals&s=share&w.age=child&p=2020&pc=1",
    "m=referrals&s=change&p=2022%2C2023", "m=referrals&s=compare&p=2022%2C2023",
    "m=referrals&s=extreme&by=year&p=2009..2025",
    "m=referrals&s=average&by=quarter&p=2023", "m=referrals&s=history&p=2023-Q1",
    "m=referrals&s=series&by=year&p=2015..2019&sum=1",
    "m=referrals&s=extreme&by=year&p=2009..2025&over=10000", "m=referrals&s=ranking&by=nationality&p=2023&over=500",
    "m=referrals&s=share&by=year&w.age=child&p=2019..2023&pc=1", "m=awaiting_cg&s=figure&p=2024-Q2",
    "m=referrals&s=breakdown&by=age&p=2023&pc=1",
    "m=rg_decisions&s=share&w.age=child&w.outcome=positive&p=2023&of=age&pc=1",
)  # fmt: skip


@pytest.mark.parametrize("link", OLD)
def test_a_link_of_today_opens_as_a_tree_to_the_same_answer(assistant: Assistant, link: str) -> None:
    asked = read_old(link)
    assert isinstance(asked, Selection)
    tree = tree_of(asked)
    assert tree is not None
    was, now = assistant.answer(asked), assistant.answer_tree(tree)
    assert (now.value, now.rows, now.columns) == (was.value, was.rows, was.columns)
    assert selection_of(tree) == asked


def test_a_link_of_a_mean_that_was_a_median_opens_as_the_median() -> None:
    over = "over(of=count(measure=referrals,when=@2023),axis=quarter)"
    assert read(f"mean(over={over},kind=median)") == read(f"median(over={over})") == Median(QUARTERS)
    assert read(f"mean(over={over},kind=mean)") == Mean(QUARTERS)


def test_two_ways_to_ask_the_same_are_one_tree() -> None:
    count = referrals("2023")
    assert simplified(Before(count)) == referrals("2022")
    assert simplified(Before(referrals("2023-Q1"), "quarter")) == referrals("2022-Q4")
    assert simplified(Each((Each((count, count)), count))) == count
    sides = (Over(referrals("2023", age="child"), "quarter"), Over(referrals("2023"), "quarter"))
    assert simplified(Ratio(*sides)) == Over(Ratio(sides[0].of, sides[1].of), "quarter")


# The SQL that is shown


def native() -> Iterator[Node]:
    """Trees of every node over several measures, periods and breakdowns."""
    for measure, when in (("referrals", "2023"), ("rg_decisions", "2022"), ("dtn_reports", "2023")):
        count = of(measure, when)
        quarters = Over(count, "quarter")
        yield Running(quarters)
        yield Minus(Pick(quarters, what="value"), Pick(quarters, highest=False, what="value"))
        yield Over(on_year(count), "quarter")
        yield Over(Minus(count, Before(count, "quarter")), "quarter")
        yield Per(count, "month")
        yield Median(quarters)
        yield Per(count, "day")
        yield Over(Per(count, "week"), "quarter")
        yield Having(quarters, ">", Mean(quarters), "list")
        yield Having(quarters, "<", 4000, "count")
        yield Having(Over(of(measure, "all"), "year"), ">=", 1000, "first")
        yield Pick(Over(on_year(of(measure, "all")), "year"), nth=2)
        yield Place(Over(of(measure, "all"), "year"), when)
        yield Truth(Pick(quarters), ">", 4000)
    for dimension in ("nationality", "age", "gender", "exploitation", "first_responder", "first_responder_type"):
        over = Over(referrals("2023"), dimension)
        yield Ratio(Over(referrals("2023", age="child"), dimension), referrals("2023"))
        yield Over(share(referrals("2023", gender="female"), referrals("2023")), dimension)
        yield Top(over, 2, True, "sum")
        yield Top(over, 2, True, "rest")
        yield Mean(over)
        yield Median(over)
        yield Pick(over, nth=2)
        yield Having(over, ">", 100, "count")
        yield Over(Pick(over), "quarter")
        yield Over(Minus(referrals("2023"), Before(referrals("2023"), "quarter")), dimension, ())
        yield Top(Over(Minus(referrals("2023-Q4"), referrals("2023-Q1")), dimension), 3)
    yield Over(share(referrals("2023", nationality="albanian"), referrals("2023")), "nationality", ("eu", "non_uk"))
    yield Over(Minus(referrals("2023"), referrals("2022")), "age", ("child", "adult"))
    yield Over(Over(share(referrals("2023", gender="female"), referrals("2023")), "age"), "quarter")
    yield Over(Each((referrals("2023"), of("dtn_reports", "2023"))), "quarter")
    yield Each((referrals("2023"), of("rg_decisions", "2023")))
    yield Ratio(referrals("2023", gender="male"), referrals("2023", gender="female"), "times")
    yield Minus(referrals("2024"), of("rg_decisions", "2024"), "percent")
    yield Place(Over(referrals("2023"), "nationality"), "vietnamese")
    yield Having(Over(Minus(referrals("2020", age="child"), referrals("2020", age="adult")), "quarter"), ">", 0)
    yield Having(Over(referrals("2023"), "nationality"), ">", referrals("2023", nationality="vietnamese"))
    yield Pick(Over(of("awaiting_cg", "2024..2025"), "quarter"), what="value")
    yield Pick(Over(CHILDREN, "year"))
    yield Minus(Pick(Over(referrals("2023"), "quarter")), Pick(Over(referrals("2022"), "quarter")))


def plain(rows: Any) -> list[tuple[Any, ...]]:
    return [
        tuple(float(cell) if cell is not None and not isinstance(cell, str) else cell for cell in row) for row in rows
    ]


@pytest.mark.slow
def test_the_sql_that_is_shown_gives_the_rows_that_are_shown(assistant: Assistant) -> None:
    wrong, told = [], 0
    for tree in native():
        part: Part = assistant.answer_tree(tree)
        if selection_of(simplified(tree)) is not None or part.status not in ("answered", "partial"):
            continue
        told += 1
        if rows_otherwise(assistant, part):
            wrong.append(text_of(tree))
    assert wrong == []
    assert told > 80


def test_the_sql_that_is_shown_is_one_select_with_every_value_bound_until_it_is_shown(assistant: Assistant) -> None:
    found = assistant.trees.read(Pick(Over(CHILDREN, "year")))
    statement = assistant.trees.calculation(found, assistant.trees.table(found))
    sql = assistant.guard.check(statement)
    assert "'" not in sql
    rows = assistant.warehouse.run(sql, statement.parameters).rows
    assert plain(rows) == plain(assistant.warehouse.run(statement.readable()).rows)


def test_a_calculation_that_reads_more_than_its_cells_is_refused(assistant: Assistant) -> None:
    from dataclasses import replace

    from sqlglot import parse_one

    found = assistant.trees.read(Running(QUARTERS))
    statement = assistant.trees.calculation(found, assistant.trees.table(found))
    for sql in (
        "WITH cells AS (SELECT value FROM duckdb_settings) SELECT figure FROM cells",
        "WITH cells AS (SELECT value FROM referrals_series), b AS (SELECT value FROM referrals_series) SELECT figure "
        "FROM b",
        "WITH cells AS (SELECT value FROM referrals_series) SELECT figure FROM referrals_series",
        "WITH referrals_series AS (SELECT 1), cells AS (SELECT 2) SELECT figure FROM cells",
        "WITH cells AS (SELECT value FROM referrals_series) SELECT figure, read_text('/etc/passwd') FROM cells",
        "WITH cells AS (SELECT value FROM referrals_series) SELECT secret FROM cells",
    ):
        with pytest.raises(GuardError):
            assistant.guard.check(replace(statement, tree=parse_one(sql, dialect="duckdb")))


def test_history_is_of_counts(assistant: Assistant) -> None:
    assert [row[2] for row in assistant.answer_tree(History(referrals("2023-Q1"))).rows][-1] == 4742


def golden(share: int = 2) -> list[str]:
    """Every second question of each kind of the corpus, and at least one."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests/questions").glob("*.toml")):
        for item in tomli.loads(path.read_text(encoding="utf-8")).get("question", []):
            kinds[item["kind"]].append(item["text"])
    assert len(kinds) >= 20
    return [text for texts in kinds.values() for text in texts[::share]]


def rows_otherwise(given: Assistant, part: Part) -> str:
    """What the statement that an answer shows gives otherwise than the answer: its columns or its rows."""
    run = given.warehouse.run(part.sql)
    cut = {"postgres": 63}.get(given.dialect)  # letters of a name
    if [name[:cut] for name in part.columns] != list(run.columns):
        return f"columns {run.columns}"
    return "" if plain(run.rows) == plain(part.rows) else f"rows {run.rows[:3]}"


def shown_otherwise(given: Assistant, part: Part) -> str:
    """As :func:`rows_otherwise`, and the value: a figure of the rows, or one that is plainly made of them all."""
    said = rows_otherwise(given, part)
    rows = plain(given.warehouse.run(part.sql).rows)
    figures = [row[-1] for row in rows if isinstance(row[-1], float)]
    # A stretch, an average, how many there are, or how many of them have more of the one than of the other.
    mean = round(sum(figures) / max(len(figures), 1) + 1e-9, 1)
    worked = {sum(figures), mean, float(len(rows)), float(sum(figure > 0 for figure in figures))}
    right = part.value is None or part.value in worked or any(part.value in row for row in rows)
    return said or ("" if right else f"value {part.value}")


@pytest.mark.slow
def test_the_sql_of_golden_answers_gives_their_rows_and_their_value(assistant: Assistant) -> None:
    told = [
        (text, part)
        for text in golden()
        for part in assistant.ask(text).parts
        if part.kind == "figure" and part.rows and part.status in ("answered", "partial")
    ]
    assert [(text, said) for text, part in told if (said := shown_otherwise(assistant, part))] == []
    assert len(told) >= 250


# The normal form, and what the corners of a node are worth


def test_two_sides_of_one_axis_are_compared_along_it_and_others_are_kept() -> None:
    """Two members are set side by side; the quarters of two years are not each other's."""
    ages = Minus(Over(referrals("2023"), "age"), Over(referrals("2022"), "age"))
    assert simplified(ages) == Over(Minus(referrals("2023"), referrals("2022")), "age")
    quarters = Minus(QUARTERS, Over(of("dtn_reports", "2023"), "quarter"))
    assert simplified(quarters) == Over(Minus(referrals("2023"), of("dtn_reports", "2023")), "quarter")
    for kept in (
        Minus(QUARTERS, Over(referrals("2022"), "quarter")),
        Minus(Over(referrals("2023"), "age"), Over(referrals("2023"), "gender")),
        Minus(Over(referrals("2023"), "age", ("child",)), Over(referrals("2022"), "age", ("adult",))),
        Minus(Over(referrals("2023"), "age"), referrals("2022")),
    ):
        assert simplified(kept) == kept


def test_a_step_back_is_made_where_the_period_is_known() -> None:
    half = of("referrals", "2023-Q1..2023-Q2")
    assert simplified(Before(half, "same")) == of("referrals", "2022-Q3..2022-Q4")
    largest = Pick(Over(referrals("2023"), "age"))
    assert simplified(Before(largest)) == Pick(Over(referrals("2022"), "age"))
    timed = Before(Pick(QUARTERS))  # a year before the largest quarter, which is no quarter of the year before
    assert simplified(timed) == timed


def test_per_week_is_the_period_s_days_by_seven(assistant: Assistant) -> None:
    a_quarter = float(assistant.answer_tree(Mean(Over(referrals("2023"), "quarter"))).value or 0)
    assert assistant.answer_tree(Per(referrals("2023"), "week")).value == round(a_quarter * 4 * 7 / 365, 1)


def test_the_last_of_a_ranking_is_the_least_and_none_comes_after_it(assistant: Assistant) -> None:
    quarters = {period: value for (period, age), value in series().items() if period[:5] == "2019-" and age == "total"}
    over = Over(referrals("2019"), "quarter")
    assert len(quarters) == 4
    last = assistant.answer_tree(Pick(over, nth=4, what="value"))
    assert last.value == min(quarters.values())
    assert assistant.answer_tree(Pick(over, nth=5, what="value")).value is None


def test_a_place_counts_from_the_end_that_is_asked_for(assistant: Assistant) -> None:
    years = {period: value for (period, age), value in series().items() if len(period) == 4 and age == "total"}
    held = {year: value for year, value in years.items() if "2014" <= year <= "2019"}
    over = Over(of("referrals", "2014..2019"), "year")
    for highest in (True, False):
        order = sorted(held, key=lambda year: held[year], reverse=highest)
        assert assistant.answer_tree(Place(over, "2018", highest)).value == order.index("2018") + 1


def test_a_truth_of_what_is_not_held_is_neither(assistant: Assistant) -> None:
    part = assistant.answer_tree(Truth(referrals("2010", nationality="albanian"), ">", 5))
    assert (part.status, part.value) != ("answered", None)
    assert "Yes" not in part.headline and "No," not in part.headline
