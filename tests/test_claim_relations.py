"""What must hold of any figure: the sentence made from it is right, and the same sentence with another figure, or denied, is not.

People and periods are drawn by seed from the tidy files; the figures are read there by SQL, and never from the assistant.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pytest

from assistant.claims.check import Checker
from assistant.service import Assistant

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parent.parent / "data"
SIZE = 150
LEAST = 30  # of a smaller figure seven percent is no other figure
RIGHT = ("supported", "supported_at_release")
MONTHS = ("January to March", "April to June", "July to September", "October to December")

NATIONS = {
    "albanian": "Albanian", "vietnamese": "Vietnamese", "sudanese": "Sudanese", "eritrean": "Eritrean", "indian": "Indian",
    "iranian": "Iranian", "chinese": "Chinese", "afghan": "Afghan", "romanian": "Romanian", "somali": "Somali",
    "nigerian": "Nigerian", "ethiopian": "Ethiopian", "pakistani": "Pakistani", "iraqi": "Iraqi",
}  # fmt: skip
RESPONDERS = {
    "local_authority": "local authorities", "salvation_army": "the Salvation Army", "migrant_help": "Migrant Help",
    "metropolitan_police": "the Metropolitan Police", "west_midlands_police": "West Midlands Police",
    "greater_manchester_police": "Greater Manchester Police", "essex_police": "Essex Police", "border_force": "Border Force",
    "immigration_enforcement": "Immigration Enforcement", "uk_visas_and_immigration": "UK Visas and Immigration",
    "police_scotland": "Police Scotland", "thames_valley_police": "Thames Valley Police",
}  # fmt: skip
AGES = {"child": "children", "adult": "adults"}
GENDERS = {"male": "males", "female": "females"}
OF_PEOPLE = (
    "{n} {who} were referred {when}.",
    "{when} {n} {who} were referred to the NRM.",
    "There were {n} referrals of {who} {when}.",
)
BY_RESPONDERS = (
    "{who} made {n} referrals {when}.",
    "{when} {who} referred {n} potential victims.",
    "{n} referrals came from {who} {when}.",
)
COUNTED = {
    "referrals": (
        "There were {n} referrals {when}.",
        "{when} {n} potential victims were referred.",
        "The NRM received {n} referrals {when}.",
    ),
    "rg_decisions": (
        "{n} reasonable grounds decisions were made {when}.",
        "{when} there were {n} reasonable grounds decisions.",
    ),
    "cg_decisions": (
        "Officials took {n} conclusive grounds decisions {when}.",
        "{when} there were {n} conclusive grounds decisions.",
    ),
    "dtn_reports": ("{when} brought {n} Duty to Notify reports.", "There were {n} Duty to Notify reports {when}."),
}
VIEWS = {
    "referrals": "referrals_series",
    "rg_decisions": "rg_series",
    "cg_decisions": "cg_series",
    "dtn_reports": "dtn_series",
}
DENIED = ("It is not true that {0}", "The claim that {0} is false.", "Critics wrongly say that {0}")


@dataclass(frozen=True)
class Case:
    """A sentence with a place for its figure, and the figure."""

    sentence: str
    value: int

    def saying(self, value: int) -> str:
        text = self.sentence.replace("{n}", f"{value:,}")
        return text[0].upper() + text[1:]


def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    for name in (*VIEWS.values(), "detail_*"):
        made.execute(
            f"CREATE VIEW {name.removesuffix('_*')} AS SELECT * FROM read_csv('{DATA}/*/{name}.csv', header = true,"
            " all_varchar = true, union_by_name = true, filename = true)"
        )
    return made


def when(period: str) -> str:
    return f"in {period}" if len(period) == 4 else f"from {MONTHS[int(period[-1]) - 1]} {period[:4]}"


@cache
def cases() -> tuple[Case, ...]:
    """Groups of the detailed tables, by quarter and by the one whole year; and the totals of the newest series."""
    db, chosen = connection(), random.Random(17)
    finest = " AND ".join(
        f"{c} <> 'total'" for c in ("exploitation", "age", "gender", "nationality", "first_responder")
    )
    found: list[Case] = []
    kinds = (
        ("nationality", {m: f"{name} nationals" for m, name in NATIONS.items()}, OF_PEOPLE),
        ("nationality || age", {m + a: f"{n} {age}" for m, n in NATIONS.items() for a, age in AGES.items()}, OF_PEOPLE),
        ("gender || age", {"malechild": "boys", "femalechild": "girls", "femaleadult": "adult women"}, OF_PEOPLE),
        ("age", AGES, OF_PEOPLE),
        ("gender", GENDERS, OF_PEOPLE),
        ("first_responder", RESPONDERS, BY_RESPONDERS),
    )
    for column, names, frames in kinds:
        rows = db.execute(
            f"SELECT {column}, period, sum(value::INT) FROM detail WHERE {finest} AND measure = 'referrals' GROUP BY 1, 2,"
            " regexp_extract(filename, '([^/]+)/[^/]+$', 1) ORDER BY ALL"
        ).fetchall()
        for member, period, value in rows:
            if member in names and value >= LEAST:
                frame = chosen.choice(frames)
                found.append(Case(_filled(frame, names[member], period), value))
    for measure, view in VIEWS.items():
        columns = [row[0] for row in db.execute(f"DESCRIBE {view}").fetchall()]
        totals = " AND ".join(f"{c} = 'total'" for c in ("age", "location", "outcome") if c in columns) or "true"
        rows = db.execute(
            f"SELECT DISTINCT period, value::INT FROM {view} WHERE {totals} AND measure = '{measure}'"
            " AND filename LIKE '%nrm-2023-q4%' ORDER BY ALL"
        ).fetchall()
        found += [Case(_filled(chosen.choice(COUNTED[measure]), "", p), v) for p, v in rows if v >= LEAST]
    return tuple(chosen.sample(found, SIZE))


def _filled(frame: str, who: str, period: str) -> str:
    then = when(period).partition(" ")[2] if frame.startswith("{when} brought") else when(period)
    return frame.replace("{who}", who).replace("{when}", then)


@pytest.fixture(scope="module")
def verdicts(assistant: Assistant) -> Callable[[str], list[str]]:
    checker = Checker(assistant)
    return lambda text: [a.verdict for a in checker.check(text).assertions]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.saying(case.value))
def test_a_sentence_stands_and_falls_with_its_figure(case: Case, verdicts: Callable[[str], list[str]]) -> None:
    said = case.saying(case.value)
    assert set(verdicts(said)) <= set(RIGHT), said
    digits = str(case.value)
    other = int(f"{digits[0]}{9 - int(digits[1])}{digits[2:]}")
    for changed in {other, round(case.value * (1.07 if case.value % 2 else 0.93))} - {case.value}:
        assert not set(verdicts(case.saying(changed))) & set(RIGHT), case.saying(changed)
    denied = DENIED[case.value % len(DENIED)].format(said[0].lower() + said[1:].rstrip("."))
    assert "not_supported" in verdicts(denied), denied
