"""Every engine gives the answers that DuckDB gives, says in one sentence what it could not do, and goes on."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from servers import JAVA, Cluster, PostgresServer, open_folder, postgres_programs, postgres_server
from test_asked import golden, native, rows_otherwise, shown_otherwise
from test_nested import ENTRIES, tree_of

from assistant.asked.link import text_of
from assistant.asked.selections import selection_of
from assistant.cli import main
from assistant.errors import AssistantError, EngineLost, QueryTooLarge
from assistant.evaluate import corpus
from assistant.plan.model import Plan
from assistant.plan.sql import held, statement
from assistant.render.json_view import answer_view
from assistant.service import Assistant
from assistant.store.engine import Engine
from assistant.store.export import export
from assistant.store.fingerprint import content
from assistant.store.spark import Spark

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "questions"
QUESTION = "How many referrals were there in 2019?"
TOTAL = 10606

needs_spark = [
    pytest.mark.engines,
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed (extra: spark)"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    # pyspark's own: its connections to Java are closed late, and it warns of a pandas that is not used here.
    pytest.mark.filterwarnings("default::ResourceWarning", "ignore:PySpark does not yet:FutureWarning"),
    pytest.mark.filterwarnings("default::pytest.PytestUnraisableExceptionWarning"),
]
needs_postgres = [
    pytest.mark.skipif(importlib.util.find_spec("psycopg_pool") is None, reason="psycopg is not installed"),
    pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL's server is not installed"),
]


def _view(assistant: Assistant, question: str) -> Any:
    """The whole answer but for what may differ: how long it took, and the dialect of its SQL."""
    view = answer_view(assistant.ask(question))
    del view["timings_ms"]
    for part in view["parts"]:
        del part["sql"]
    return json.loads(json.dumps(view))


@pytest.fixture(scope="module")
def expected(assistant: Assistant) -> dict[str, Any]:
    return {item.text: _view(assistant, item.text) for item in corpus(FOLDER)}


def _on(address: str, figures: Path | str = "") -> Assistant:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_ENGINE", address)
        patch.setenv("ASSISTANT_FIGURES", str(figures))
        return Assistant()


def _differing(expected: dict[str, Any], other: Assistant, threads: int) -> list[str]:
    assert len(expected) >= 400
    with ThreadPoolExecutor(threads) as pool:
        views = pool.map(lambda question: _view(other, question), expected)
        return [question for question, view in zip(expected, views, strict=True) if view != expected[question]]


# Spark


@pytest.fixture(scope="module")
def parquet(assistant: Assistant) -> Iterator[Path]:
    with open_folder() as folder:
        export(assistant.catalog, assistant.folder / "data", str(folder / "figures"))
        yield folder / "figures"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("spark"))
    try:
        made.add_worker()
        made.add_worker()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def spark(cluster: Cluster, parquet: Path) -> Iterator[Assistant]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("JAVA_TOOL_OPTIONS", JAVA)
        made = _on(cluster.address, parquet)
        yield made
        made.warehouse.close()


class TestSpark:
    """In this order: the later tests kill what the earlier ones use."""

    pytestmark = needs_spark

    def test_the_corpus_has_identical_answers_on_a_cluster_of_two_workers(
        self, expected: dict[str, Any], spark: Assistant
    ) -> None:
        assert _differing(expected, spark, threads=4) == []

    def test_the_answer_shows_the_sql_that_ran(self, spark: Assistant) -> None:
        shown = spark.ask(QUESTION).parts[0].sql
        assert "`value`" in shown
        assert ":p" not in shown

    def test_the_sql_of_trees_and_of_golden_answers_gives_what_they_show(
        self, spark: Assistant, assistant: Assistant
    ) -> None:
        assert _trees_amiss(spark, assistant, share=3) == []  # each takes a second or more there
        assert _amiss(spark, golden(8), least=50) == []

    def test_a_statement_past_its_time_is_stopped_and_the_next_one_works(self, spark: Assistant) -> None:
        with pytest.raises(QueryTooLarge, match="took too long"):
            spark.warehouse.run("SELECT count(*) FROM range(10000000000) a, range(100000) b", seconds=1)
        assert _asked_again(spark) == TOTAL

    def test_what_spark_cannot_run_is_said_in_a_sentence(self, spark: Assistant) -> None:
        with pytest.raises(AssistantError, match="cannot run the statement") as caught:
            spark.warehouse.run("SELECT nothing FROM nowhere")
        assert "\n" not in str(caught.value)

    def test_tables_spread_over_both_workers_are_whole_and_a_lost_worker_is_not_noticed(
        self, spark: Assistant, assistant: Assistant, cluster: Cluster, parquet: Path
    ) -> None:
        spread = Spark(cluster.address, str(parquet), in_one_place=0)
        for dataset in assistant.lookup.datasets:
            assert _groups(spread, dataset) == _groups(assistant.warehouse, dataset)
        cluster.workers[0].kill()  # what it held in memory is read again by the other
        for dataset in assistant.lookup.datasets:
            assert _held(spread, dataset) == _held(assistant.warehouse, dataset)
        assert _asked_again(spark) == TOTAL

    def test_no_worker_at_all_is_one_sentence_and_a_new_one_takes_up_the_work(
        self, spark: Assistant, cluster: Cluster
    ) -> None:
        cluster.workers[1].kill()
        with pytest.raises(EngineLost, match="no workers at the moment"):
            _asked_again(spark, seconds=4)
        cluster.add_worker()
        assert _asked_again(spark) == TOTAL

    def test_a_lost_engine_is_one_sentence_and_the_next_question_works(
        self, spark: Assistant, cluster: Cluster
    ) -> None:
        daemons = {daemon.process.pid for daemon in (cluster.master, *cluster.workers)}
        for process in _java_children() - daemons:
            os.kill(process, signal.SIGKILL)
        with pytest.raises(EngineLost, match="was lost; ask again"):
            _asked_again(spark)
        assert _asked_again(spark) == TOTAL

    def test_a_master_that_is_not_there_is_one_sentence(self, parquet: Path) -> None:
        with pytest.raises(EngineLost, match="cannot be reached"):
            _on("spark://127.0.0.1:1", parquet)


def _asked_again(assistant: Assistant, seconds: float = 50) -> int:
    """The largest figure that the question's statement reads, read anew: what is kept is kept by its time limit."""
    (asked,) = assistant.asking.questions(QUESTION, None) or []
    query = selection_of(asked.trees[0])
    assert query is not None
    plan = assistant.planner.plan(query)
    assert isinstance(plan, Plan)
    made = statement(plan, assistant.dialect)
    rows = assistant.warehouse.run(made.sql, made.parameters, seconds=seconds + next(FRESH) / 1000)
    return {str(row[rows.columns.index("tag")]): int(row[rows.columns.index("value")]) for row in made.rows(rows.rows)}[
        "part"
    ]


FRESH = itertools.count(1)


def _trees_amiss(engine: Assistant, assistant: Assistant, share: int = 1) -> list[str]:
    """The trees that are answered otherwise than on DuckDB, or whose statement gives other rows than it shows."""
    wrong = []
    for tree in [*native(), *map(tree_of, ENTRIES)][::share]:
        there, here = engine.answer_tree(tree), assistant.answer_tree(tree)
        if (there.value, there.rows, there.headline) != (here.value, here.rows, here.headline):
            wrong.append(f"answers differ: {text_of(tree)}")
        elif there.rows and there.status in ("answered", "partial") and (said := rows_otherwise(engine, there)):
            wrong.append(f"{said}: {text_of(tree)}")
    return wrong


def _amiss(engine: Assistant, questions: list[str], least: int) -> list[tuple[str, str]]:
    """The answers whose statement, run as it is shown, gives something else than they show."""
    told = [
        (text, part) for text in questions for part in engine.ask(text).parts if part.kind == "figure" and part.rows
    ]
    told = [(text, part) for text, part in told if part.status in ("answered", "partial")]
    assert len(told) >= least
    return [(text, said) for text, part in told if (said := shown_otherwise(engine, part))]


def _held(engine: Engine, dataset: str) -> tuple[tuple[Any, ...], ...]:
    """Every combination of members that occurs, in order."""
    return engine.run(held(dataset, engine.describe()[dataset], engine.dialect), limit=1_000_000).rows


def _groups(engine: Engine, dataset: str) -> tuple[tuple[Any, ...], ...]:
    quoted = "`" if engine.dialect == "spark" else '"'
    sql = (
        f"SELECT release, period, sum(value), count(*) FROM {quoted}{dataset}{quoted} GROUP BY release, period ORDER "
        f"BY release, period"
    )
    return engine.run(sql, limit=1_000_000).rows


def _java_children() -> set[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,comm=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    )
    return {int(line.split()[0]) for line in listed.stdout.splitlines() if line.split()[1] == "java"}


# PostgreSQL


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with postgres_server() as made:
        yield made


@pytest.fixture(scope="module")
def postgres(assistant: Assistant, server: PostgresServer) -> Iterator[Assistant]:
    for _ in range(2):  # the second replaces the first
        export(assistant.catalog, assistant.folder / "data", server.address)
    made = _on(server.address)
    yield made
    made.warehouse.close()


class TestPostgres:
    pytestmark = needs_postgres

    def test_the_corpus_has_identical_answers(self, expected: dict[str, Any], postgres: Assistant) -> None:
        assert _differing(expected, postgres, threads=2) == []

    def test_the_sql_of_trees_gives_the_rows_that_are_shown(self, postgres: Assistant, assistant: Assistant) -> None:
        assert _trees_amiss(postgres, assistant) == []

    def test_the_sql_of_golden_answers_gives_their_rows_and_their_value(self, postgres: Assistant) -> None:
        assert _amiss(postgres, golden(3), least=150) == []

    def test_the_connection_cannot_write(self, postgres: Assistant, assistant: Assistant) -> None:
        for dataset in assistant.lookup.datasets:
            with pytest.raises(AssistantError, match="read-only"):
                postgres.warehouse.run(f'DELETE FROM "{dataset}"')

    def test_a_statement_past_its_time_is_stopped_and_the_next_one_works(self, postgres: Assistant) -> None:
        with pytest.raises(QueryTooLarge, match="took too long"):
            postgres.warehouse.run("SELECT count(*) FROM generate_series(1, 1000000000)", seconds=0.2)
        assert postgres.ask(QUESTION).parts[0].value == TOTAL

    def test_a_lost_server_is_one_sentence_and_the_next_question_works(
        self, postgres: Assistant, server: PostgresServer
    ) -> None:
        server.kill()
        with pytest.raises(EngineLost, match="cannot be reached"):
            postgres.ask(QUESTION)
        server.start()
        assert postgres.ask(QUESTION).parts[0].value == TOTAL

    def test_a_table_of_somebody_else_is_left_alone(
        self, assistant: Assistant, postgres: Assistant, server: PostgresServer
    ) -> None:
        import psycopg

        name = next(iter(assistant.lookup.datasets))
        with psycopg.connect(server.address) as connection:
            connection.execute("CREATE SCHEMA theirs")
            connection.execute(f'CREATE TABLE theirs."{name}" (a INTEGER)'.encode())
        with pytest.raises(AssistantError, match="somebody else's"):
            export(assistant.catalog, assistant.folder / "data", f"{server.address}?options=-csearch_path%3Dtheirs")

    def test_figures_exported_from_other_files_are_refused(
        self, assistant: Assistant, server: PostgresServer, tmp_path: Path
    ) -> None:
        data = tmp_path / "data"
        shutil.copytree(assistant.folder / "data", data)
        changed = next(
            path for path in sorted(data.glob("*/*.csv")) if path.read_text(encoding="utf-8").count("\n") > 3
        )
        lines = changed.read_text(encoding="utf-8").splitlines()
        changed.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        assert content(assistant.catalog, data) != content(assistant.catalog, assistant.folder / "data")
        export(assistant.catalog, data, server.address)
        with pytest.raises(AssistantError, match="run export-warehouse again"):
            _on(server.address)


# The export and the choice of an engine


def test_the_figures_are_exported_by_command_and_only_over_an_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export-warehouse", str(tmp_path / "figures")]) == 0
    assert "cells" in capsys.readouterr().out
    assert main(["export-warehouse", str(tmp_path / "figures")]) == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me", encoding="utf-8")
    assert main(["export-warehouse", str(tmp_path / "mine")]) == 1
    assert "holds something else" in capsys.readouterr().err
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "keep me"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures", "mine"]


def test_an_engine_that_nobody_knows_is_named() -> None:
    with pytest.raises(AssistantError, match="ASSISTANT_ENGINE is 'oracle://db'"):
        _on("oracle://db")
    with pytest.raises(AssistantError, match="ASSISTANT_FIGURES must name the folder"):
        _on("spark-local")
