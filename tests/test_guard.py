"""The connection can read the figures and nothing else, and only the one checked SELECT gets to it."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pytest
from sqlglot import exp, parse_one

from assistant.asked.selection import Selection
from assistant.errors import GuardError, QueryTooLarge
from assistant.period import Span
from assistant.plan.model import Plan
from assistant.plan.sql import Statement, statement
from assistant.service import Assistant

ATTEMPTS = {
    "read a file as a table": "SELECT * FROM read_csv('/etc/passwd')",
    "read a file as text": "SELECT * FROM read_text('/etc/passwd')",
    "read a file by its name": "SELECT * FROM '/etc/passwd'",
    "list files": "SELECT * FROM glob('/*')",
    "write a file": "COPY (SELECT 1) TO '/tmp/written.csv'",
    "attach another database": "ATTACH '/tmp/other.duckdb'",
    "export the database": "EXPORT DATABASE '/tmp/exported'",
    "install an extension": "INSTALL httpfs",
    "load an extension": "LOAD httpfs",
    "open a network address": "SELECT * FROM read_csv('https://example.org/a.csv')",
    "change a setting": "SET threads = 8",
    "open the outside again": "SET enable_external_access = true",
    "create a table": "CREATE TABLE mine (a INTEGER)",
    "insert a row": "INSERT INTO referrals_series (value) VALUES (1)",
    "delete figures": "DELETE FROM referrals_series",
    "drop figures": "DROP TABLE referrals_series",
    "read the environment": "SELECT getenv('HOME')",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_connection_refuses_to(assistant: Assistant, attempt: str) -> None:
    with pytest.raises(duckdb.Error):
        assistant.warehouse.run(ATTEMPTS[attempt])
    assert assistant.ask("How many referrals were there in 2019?").parts[0].value == 10606


def _statement(assistant: Assistant) -> Statement:
    plan = assistant.planner.plan(Selection("referrals", periods=(Span.year(2019),)))
    assert isinstance(plan, Plan)
    return statement(plan)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1; DROP TABLE referrals_series",
        "SELECT * FROM pragma_database_list()",
        "SELECT value FROM duckdb_settings",
        "SELECT value FROM other.referrals_series",
        "SELECT secret FROM referrals_series",
        "SELECT value FROM referrals_series WHERE period = 'typed in'",
        "SELECT read_text('/etc/passwd')",
        "CREATE TEMP TABLE a AS SELECT 1",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "SELECT value FROM referrals_series WHERE period = $9",
    ],
)
def test_the_guard_lets_nothing_but_the_checked_select_pass(assistant: Assistant, sql: str) -> None:
    tree = parse_one(sql, dialect="duckdb")
    with pytest.raises(GuardError):
        assistant.guard.check(replace(_statement(assistant), tree=tree))  # type: ignore[arg-type]


def test_the_guard_refuses_a_parameter_without_a_value(assistant: Assistant) -> None:
    made = _statement(assistant)
    assistant.guard.check(made)
    with pytest.raises(GuardError, match="parameter has no value"):
        assistant.guard.check(replace(made, parameters=made.parameters[:-1]))


def test_the_guard_passes_a_planned_statement_and_binds_every_value(assistant: Assistant) -> None:
    made = _statement(assistant)
    sql = assistant.guard.check(made)
    assert "'" not in sql
    assert isinstance(made.select, exp.Select)
    assert "nrm-2023-q4" in made.parameters


def test_a_query_past_its_time_is_stopped_and_the_next_one_works(assistant: Assistant) -> None:
    endless = "SELECT count(*) FROM range(100000000) a, range(100000) b"
    with pytest.raises(QueryTooLarge):
        assistant.warehouse.run(endless, seconds=0.2)
    assert assistant.ask("How many referrals were there in 2019?").parts[0].value == 10606


def test_rows_past_the_cap_are_said_to_be_cut(assistant: Assistant) -> None:
    rows = assistant.warehouse.run("SELECT * FROM referrals_detail", limit=10)
    assert len(rows.rows) == 10
    assert rows.truncated
