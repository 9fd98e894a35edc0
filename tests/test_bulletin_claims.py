"""Key results as a bulletin writes them, over all periods held: true as computed from the tidy files, false with one number
changed. The figures come from the files themselves, by SQL, and never from the assistant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from assistant.claims.check import Checker
from assistant.claims.model import Checked

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parent.parent / "data"
MONTHS = ("January to March", "April to June", "July to September", "October to December")
AGREES = ("supported", "supported_at_release")


@cache
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    for name in ("key_figures", "referrals_series", "rg_series", "cg_series", "dtn_series", "detail_*"):
        made.execute(
            f"CREATE VIEW {name.removesuffix('_*')} AS SELECT *, "
            "regexp_extract(filename, '([^/]+)/[^/]+$', 1) AS release "
            f"FROM read_csv('{DATA}/*/{name}.csv', header = true, all_varchar = true, union_by_name = true, filename = true)"
        )
    return made


def one(view: str, release: str, period: str, **members: str) -> int:
    """A printed cell of one release; what is not named stands at its total."""
    columns = [row[0] for row in connection().execute(f"DESCRIBE {view}").fetchall()]
    named = [c for c in columns if c not in ("period", "value", "release", "filename", "url", "quoted_by", "measure")]
    wanted = {c: members.get(c, "total") for c in named} | {"period": period, "release": release}
    if "measure" in members:
        wanted["measure"] = members["measure"]
    where = " AND ".join(f"{c} = ?" for c in wanted)
    rows = connection().execute(f"SELECT DISTINCT value FROM {view} WHERE {where}", list(wanted.values())).fetchall()
    if not rows and "age" in named and members and "age" not in members:  # printed by age only
        ages = connection().execute(
            f"SELECT DISTINCT age FROM {view} WHERE age <> 'total' AND release = ? AND period = ?", [release, period]
        )
        return sum(one(view, release, period, **members, age=age) for (age,) in ages.fetchall())
    assert len(rows) == 1, (view, wanted, rows)
    return int(rows[0][0])


def summed(period: str, **members: str) -> int:
    """A sum over the detailed tables of the quarters of a period, each as first published."""
    finest = "exploitation <> 'total' AND age <> 'total' AND gender <> 'total' AND nationality <> 'total' AND first_responder <> 'total'"
    where = "".join(f" AND {c} = ?" for c in members)
    sql = f"SELECT sum(value::INT) FROM detail WHERE period LIKE ? AND {finest}{where}"
    return int(connection().execute(sql, [f"{period}%", *members.values()]).fetchall()[0][0])


def key(release: str, period: str, measure: str = "referrals", **members: str) -> int:
    return one("key_figures", release, period, measure=measure, **members)


def q(period: str) -> str:
    return f"{MONTHS[int(period[-1]) - 1]} {period[:4]}"


def pct(part: float, whole: float) -> str:
    return f"{int(100 * part / whole + 0.5)}%"


def moved(after: float, before: float) -> str:
    share = 100 * (after - before) / before
    return f"a {int(abs(share) + 0.5)}% {'increase' if share > 0 else 'decrease'}"


def referrals(period: str, **members: str) -> int:
    return one("referrals_series", "nrm-2023-q4", period, measure="referrals", **members)


def rg(period: str, **members: str) -> int:
    return one("rg_series", "nrm-2023-q4", period, measure="rg_decisions", **members)


def cg(period: str, **members: str) -> int:
    return one("cg_series", "nrm-2023-q4", period, measure="cg_decisions", **members)


def dtn(period: str) -> int:
    return one("dtn_series", "nrm-2023-q4", period, measure="dtn_reports")


def quarter(period: str, before: str, year_before: str) -> str:
    n, a, b = referrals(period), referrals(before), referrals(year_before)
    return (
        f"From {q(period)}, the NRM received {n:,} referrals of potential victims of modern slavery, representing {moved(n, a)} "
        f"compared to the preceding quarter ({a:,}) and {moved(n, b)} from {q(year_before)} ({b:,})."
    )


def ages(year: str) -> str:
    n, adults, children = referrals(year), referrals(year, age="adult"), referrals(year, age="child")
    return (
        f"Of the {n:,} potential victims referred in {year}, {pct(adults, n)} ({adults:,}) claimed that the exploitation occurred as "
        f"adults and {pct(children, n)} ({children:,}) claimed exploitation as children."
    )


def sexes() -> str:
    male, female = key("nrm-2023-annual", "2023", gender="male"), key("nrm-2023-annual", "2023", gender="female")
    n = key("nrm-2023-annual", "2023")
    return f"In 2023, {pct(male, n)} ({male:,}) of the potential victims referred were male and {pct(female, n)} ({female:,}) were female."


def nationalities() -> str:
    n = key("nrm-2024-annual", "2024")
    uk, albanian, vietnamese = (key("nrm-2024-annual", "2024", nationality=x) for x in ("uk", "albanian", "vietnamese"))
    return (
        f"In 2024, UK nationals were the most commonly referred ({pct(uk, n)}; {uk:,}), followed by Albanian ({pct(albanian, n)}; "
        f"{albanian:,}) and Vietnamese ({pct(vietnamese, n)}; {vietnamese:,}) nationals."
    )


def decisions(period: str) -> str:
    return f"The competent authorities issued {rg(period):,} reasonable grounds and {cg(period):,} conclusive grounds decisions from {q(period)}."


def positive(year: str) -> str:
    n, yes = rg(year), rg(year, outcome="positive")
    return f"Of the {n:,} reasonable grounds decisions issued in {year}, {pct(yes, n)} ({yes:,}) were positive."


def conclusive(period: str) -> str:
    n, yes = cg(period), cg(period, outcome="positive")
    return f"{pct(yes, n)} of conclusive grounds decisions issued from {q(period)} were positive."


def notified(period: str, before: str) -> str:
    n, a = dtn(period), dtn(before)
    return f"The Home Office received {n:,} reports of adult potential victims via the DtN process from {q(period)}, {moved(n, a)} from the previous quarter."


def rise(year: str, before: str) -> str:
    n, a = referrals(year), referrals(before)
    return f"Referrals {'rose' if n > a else 'fell'} from {a:,} in {before} to {n:,} in {year}, {moved(n, a)}."


def forces(period: str, force: str, label: str) -> str:
    return f"{label} made {summed(period, first_responder=force):,} referrals from {q(period)}."


def exploitation(period: str, age: str, label: str) -> str:
    n = summed(period, age=age, exploitation="criminal")
    return f"From {q(period)}, {n:,} {label} were referred for criminal exploitation."


def people(period: str, nationality: str, label: str, gender: str, who: str) -> str:
    n = summed(period, nationality=nationality, gender=gender)
    return f"From {q(period)} there were {n:,} referrals of {label} {who}."


def overseas(year: str) -> str:
    n, away = referrals(year), referrals(year, location="overseas")
    return f"{pct(away, n)} ({away:,}) of those referred in {year} said that they were exploited overseas only."


def backlog() -> str:
    a, b = key("nrm-2025-q2", "2024-Q2", "awaiting_cg"), key("nrm-2025-q4", "2025-Q4", "awaiting_cg")
    return f"The number of cases awaiting a conclusive grounds decision fell from {a:,} at the end of June 2024 to {b:,} at the end of December 2025."


def newest() -> str:
    n, a = key("nrm-2025-annual", "2025"), key("nrm-2024-annual", "2024")
    return f"In 2025 the NRM received {n:,} referrals, the highest annual number since it began in 2009, up {pct(n - a, a)} from 2024."


def types() -> str:
    n, criminal = referrals("2023-Q4"), summed("2023-Q4", exploitation="labour")
    return f"Labour exploitation accounted for {pct(criminal, n)} of referrals in Q4 2023, or {criminal:,}."


def earlier(release: str, period: str) -> str:
    return f"There were {one('referrals_series', release, period, measure='referrals'):,} referrals from {q(period)}."


def two_years() -> str:
    return f"{referrals('2019', age='child'):,} children were referred in 2019; in 2020 there were {referrals('2020', age='child'):,}."


def authorities() -> str:
    sca, ieca = (key("nrm-2024-annual", "2024", competent_authority=x) for x in ("sca", "ieca"))
    return f"In 2024 {ieca:,} referrals were sent to the IECA for consideration and {sca:,} to the SCA."


SENTENCES: dict[str, Callable[[], str]] = {
    "quarter 2023-Q4": lambda: quarter("2023-Q4", "2023-Q3", "2022-Q4"),
    "quarter 2022-Q3": lambda: quarter("2022-Q3", "2022-Q2", "2021-Q3"),
    "quarter 2020-Q2": lambda: quarter("2020-Q2", "2020-Q1", "2019-Q2"),
    "quarter 2017-Q1": lambda: quarter("2017-Q1", "2016-Q4", "2016-Q1"),
    "ages 2023": lambda: ages("2023"),
    "ages 2021": lambda: ages("2021"),
    "ages 2018": lambda: ages("2018"),
    "ages 2015": lambda: ages("2015"),
    "sexes": sexes,
    "nationalities": nationalities,
    "decisions 2023-Q4": lambda: decisions("2023-Q4"),
    "decisions 2019-Q2": lambda: decisions("2019-Q2"),
    "positive 2022": lambda: positive("2022"),
    "positive 2016": lambda: positive("2016"),
    "positive 2020": lambda: positive("2020"),
    "conclusive 2023-Q3": lambda: conclusive("2023-Q3"),
    "conclusive 2018-Q1": lambda: conclusive("2018-Q1"),
    "notified 2023-Q4": lambda: notified("2023-Q4", "2023-Q3"),
    "notified 2021-Q2": lambda: notified("2021-Q2", "2021-Q1"),
    "rise 2019": lambda: rise("2019", "2018"),
    "rise 2011": lambda: rise("2011", "2010"),
    "rise 2020": lambda: rise("2020", "2019"),
    "rise 2016": lambda: rise("2016", "2015"),
    "met 2023-Q2": lambda: forces("2023-Q2", "metropolitan_police", "The Metropolitan Police"),
    "barnardos 2023-Q4": lambda: forces("2023-Q4", "salvation_army", "The Salvation Army"),
    "border force 2022-Q4": lambda: forces("2022-Q4", "border_force", "Border Force"),
    "criminal children 2023-Q1": lambda: exploitation("2023-Q1", "child", "children"),
    "criminal adults 2022-Q3": lambda: exploitation("2022-Q3", "adult", "adults"),
    "Vietnamese women 2023-Q3": lambda: people("2023-Q3", "vietnamese", "Vietnamese", "female", "women and girls"),
    "Eritrean men 2023-Q2": lambda: people("2023-Q2", "eritrean", "Eritrean", "male", "males"),
    "overseas 2022": lambda: overseas("2022"),
    "overseas 2014": lambda: overseas("2014"),
    "backlog": backlog,
    "newest": newest,
    "types": types,
    "first published 2023-Q1": lambda: earlier("nrm-2023-q1", "2023-Q1"),
    "first published 2023-Q2": lambda: earlier("nrm-2023-q2", "2023-Q2"),
    "first published 2022-Q4": lambda: earlier("nrm-2023-q1", "2022-Q4"),
    "two years": two_years,
    "authorities": authorities,
}


def told(checked: Checked) -> list[tuple[str, str, str]]:
    return [(a.text, a.verdict, a.explanation) for a in checked.assertions]


@pytest.mark.parametrize("name", SENTENCES)
def test_a_true_key_result_is_supported_in_every_figure(checker: Checker, name: str) -> None:
    text = SENTENCES[name]()
    checked = checker.check(text)
    assert {a.verdict for a in checked.assertions} <= set(AGREES), (text, told(checked))
    stated = {a.span for a in checked.assertions if a.stated is not None}
    figures = [found for found in re.finditer(r"\d[\d,]*%?", text) if re.search(r",|%", found.group().rstrip(","))]
    assert len(stated) >= len(figures), (text, told(checked), checked.not_claims)


@pytest.mark.parametrize("name", SENTENCES)
def test_with_one_number_changed_it_is_not(checker: Checker, name: str) -> None:
    text = SENTENCES[name]()
    for found in list(re.finditer(r"\d{1,3}(?:,\d{3})+|(?<![\w,])\d{3}(?![\d,])|\d+(?=%)", text)):
        number = int(found.group().replace(",", ""))
        other = (
            number + 9 if text[found.end() :].startswith("%") else number + max(7, number // 13) + (number % 10 == 3)
        )
        changed = f"{text[: found.start()]}{other:,}{text[found.end() :]}"
        checked = checker.check(changed)
        wrong = [a for a in checked.assertions if a.verdict not in AGREES]
        assert wrong, (changed, told(checked))


def test_the_day_of_a_text_says_what_its_periods_are(checker: Checker) -> None:
    """On 7 March 2024 the release of that day gave 17,004 for 2023, which was then last year."""
    checked = checker.check("17,004 people were referred last year.", date(2024, 3, 7))
    assert [a.verdict for a in checked.assertions] == ["supported_at_release"]
    checked = checker.check(f"There were {referrals('2023-Q4'):,} referrals this quarter.", date(2024, 3, 7))
    assert [(a.verdict, a.published) for a in checked.assertions] == [("supported_at_release", 4134)]
