"""What earlier releases gave, in grey under a series: figures of the bulletins and tables of 2022 to 2024."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from cards import alternatives, headlines, html, tables
from streamlit.testing.v1 import AppTest

from assistant.answer.model import Part
from assistant.asked.count import Count
from assistant.asked.over import Over
from assistant.period import Span
from assistant.render.chart_image import svg_bytes
from assistant.render.charts import page_spec, remark
from assistant.service import Assistant

pytestmark = pytest.mark.slow

APP = str(Path(__file__).resolve().parent.parent / "assistant" / "web" / "app.py")
NEWEST, GREY = "#12436D", "#767676"


def _revised(assistant: Assistant, measure: str, periods: str, grain: str = "quarter", outcome: str = "") -> Part:
    where = (("outcome", (outcome,)),) if outcome else ()
    part = assistant.revised_series(Over(Count(measure, where, Span.read(periods)), grain))
    assert part is not None
    assert part.chart is not None
    return part


def _spec(part: Part) -> Any:
    assert part.chart is not None
    return json.loads(page_spec(part.chart, part.columns, part.rows))


def _layers(part: Part, kind: str, **looks: object) -> list[Any]:
    """Layers of a kind that look so, each with its rows as "rows"."""
    spec = _spec(part)
    return [
        {**layer, "rows": spec["datasets"][layer["data"]["name"]]}
        for layer in spec["layer"]
        if layer["mark"]["type"] == kind and looks.items() <= layer["mark"].items()
    ]


def _given(part: Part) -> set[tuple[str, int]]:
    return {(vintage.x, vintage.y) for vintage in part.chart.vintages} if part.chart else set()


def test_only_periods_whose_figure_differs_have_a_mark(assistant: Assistant) -> None:
    """No release gave another figure for October to December 2024."""
    part = assistant.ask("referrals by quarter in 2023").parts[0]
    assert _given(part) >= {
        ("January to March 2023", 4746),
        ("April to June 2023", 3998),
        ("July to September 2023", 4138),
        ("October to December 2023", 4142),
    }
    later = assistant.ask("referrals by quarter in 2024").parts[0]
    assert ("January to March 2024", 4524) in _given(later)
    assert "October to December 2024" not in {period for period, _ in _given(later)}
    assert part.chart is not None
    assert "4,142 published Mar 2024 for October to December 2023" in part.chart.alt
    assert "earlier releases" in remark(part.chart, part.columns, part.rows)


def test_figures_as_first_published_have_nothing_earlier(assistant: Assistant) -> None:
    part = assistant.ask("referrals by quarter in 2023 as first published").parts[0]
    assert _given(part) == set()


def test_a_link_to_an_older_release_shows_no_release_that_came_after_it(assistant: Assistant) -> None:
    tree = Over(Count("rg_decisions", when=Span.read("2022"), as_of="nrm-2023-q1"), "quarter")
    part = assistant.with_vintages(assistant.answer_tree(tree))
    dates = {release.id: release.published for release in assistant.catalog.releases}
    assert part.chart is not None
    assert all(dates[v.release] < dates["nrm-2023-q1"] for v in part.chart.vintages)  # type: ignore[operator]


def test_the_newest_lies_over_the_grey_and_both_differ_in_shape_and_name(assistant: Assistant) -> None:
    part = _revised(assistant, "rg_decisions", "2020..2023")
    text = json.dumps(_spec(part))
    assert text.index(GREY) < text.index(NEWEST)
    (marks,) = _layers(part, "point", color=GREY)
    assert (marks["mark"]["shape"], marks["mark"]["filled"]) == ("diamond", False)
    assert _layers(part, "line", color=GREY, strokeDash=[5, 4])
    named = [layer["rows"][0]["name"] for layer in _layers(part, "text", color="#1a1a1a")]
    assert "3,635\npublished\nAug 2023" in named
    assert "legend" not in text


def test_the_chart_leads_with_the_largest_revision_and_the_table_has_all(assistant: Assistant) -> None:
    part = _revised(assistant, "rg_decisions", "2022..2023")
    assert part.chart is not None
    assert part.chart.title == "April to June 2023: 3,635 when first published, 3,460 now"
    assert "3,635 in the release of 10 August 2023, 3,460 now, 175 lower (5%)" in part.headline
    rows = {row[0]: row[1:] for row in part.rows}
    assert rows["April to June 2023"] == (3460, 3635, "10 August 2023", -175)
    assert "The figures are in the table beside it." in part.chart.alt


def test_each_period_is_that_of_the_newest_release_which_gives_it(assistant: Assistant) -> None:
    """The bulletins of May and November 2024 changed figures that the tables of March 2024 had given."""
    rows = {row[0]: row[1:3] for row in _revised(assistant, "referrals", "2023").rows}
    assert rows["January to March 2023"] == (4742, 4746)
    assert rows["October to December 2023"] == (4134, 4142)
    for part in assistant.revisions("referrals", Span.read("2023-Q1")):
        assert part.value == 4742


def test_no_line_crosses_a_break_in_grey_or_in_blue(assistant: Assistant) -> None:
    part = _revised(assistant, "rg_decisions", "2021..2023", outcome="positive")
    assert part.chart is not None
    start = next(label for label, _ in part.chart.breaks)
    lines = _layers(part, "line")
    assert {layer["mark"]["color"] for layer in lines} == {GREY, NEWEST}
    order = [row[0] for row in part.rows]
    for layer in lines:
        sides: dict[str, set[bool]] = {}
        for row in layer["rows"]:
            late = order.index(row["x"].replace("\n", " ")) >= order.index(start)
            sides.setdefault(row["segment"], set()).add(late)
        assert all(len(side) == 1 for side in sides.values())


def test_grey_joins_only_neighbouring_periods_of_one_release(assistant: Assistant) -> None:
    part = _revised(assistant, "rg_decisions", "2014..2023")
    order = [row[0] for row in part.rows]
    (line,) = _layers(part, "line", color=GREY)
    joined: dict[str, list[int]] = {}
    for row in line["rows"]:
        joined.setdefault(row["segment"], []).append(order.index(row["x"].replace("\n", " ")))
    assert any(len(places) > 1 for places in joined.values())
    assert all(places == list(range(places[0], places[-1] + 1)) for places in joined.values())


def test_a_long_answer_looks_up_earlier_releases_for_its_chart_alone(assistant: Assistant) -> None:
    part = assistant.ask("referrals by quarter since 2019").parts[0]
    drawn = assistant.with_vintages(part)
    assert ("April to June 2022", 4171) in _given(drawn)
    assert (drawn.headline, drawn.rows, drawn.caveats) == (part.headline, part.rows, part.caveats)
    assert drawn.chart is not None
    assert "furthest off is 4,171 published Aug 2022 for April to June 2022" in drawn.chart.alt


def test_the_picture_that_is_downloaded_has_the_same_names_and_words(assistant: Assistant) -> None:
    part = _revised(assistant, "rg_decisions", "2020..2023")
    assert part.chart is not None
    root = ET.fromstring(svg_bytes(part) or b"")
    texts = {"".join(element.itertext()) for element in root.iter() if element.tag.endswith("text")}
    assert any("3,635" in text and "Aug 2023" in text for text in texts)
    assert root.get("aria-label") == part.chart.alt


@pytest.mark.parametrize("measure", ["county_lines_referrals"])
def test_a_series_that_no_release_changed_has_no_revisions(assistant: Assistant, measure: str) -> None:
    assert assistant.revised_series(Over(Count(measure, when="all"), "year")) is None


def test_periods_in_order_of_their_figures_are_bars(assistant: Assistant) -> None:
    """A line through them would run back and forth in time."""
    part = assistant.ask("Which quarter since 2022 had the most referrals?").parts[0]
    assert part.chart is not None
    assert part.chart.kind == "bar"


@pytest.fixture
def changed() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).run()
    return app.switch_page("app_pages/changed.py").run()


def _choose(app: AppTest, label: str, value: object) -> AppTest:
    return next(box for box in app.selectbox if box.label == label).set_value(value).run()


def test_the_page_shows_a_series_with_its_table_and_one_figure_in_every_release(changed: AppTest) -> None:
    _choose(changed, "Measure that was revised", "rg_decisions")
    assert not changed.exception
    assert "3,635 in the release of 10 August 2023, 3,460 now" in headlines(changed)[0]
    assert [alt.split(" chart")[0] for alt in alternatives(changed)] == ["Line", "Bar"]
    assert any("Earliest figure held" in table[0] for table in tables(changed))


def test_the_page_limits_the_series_to_a_category_and_to_years(changed: AppTest) -> None:
    _choose(changed, "Measure that was revised", "rg_decisions")
    _choose(changed, "Category", "outcome=positive")
    _choose(changed, "From", 2022)
    assert not changed.exception
    said = headlines(changed)[0]
    assert said.startswith("Positive reasonable grounds decisions by quarter")
    assert "2022 to 2023" in "".join(html(changed))


def test_the_page_says_so_where_nothing_was_revised(changed: AppTest) -> None:
    _choose(changed, "Measure that was revised", "county_lines_referrals")
    assert "No figure of this series differs" in changed.info[-1].value
