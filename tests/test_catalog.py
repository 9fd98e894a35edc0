"""A fault between entries of the catalog stops the load in a sentence that names its file and what is amiss."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.catalog.load import load
from assistant.errors import CatalogError

ROOT = Path(__file__).resolve().parent.parent
FAULTS = [
    ("releases.toml", 'publication = "nrm"', 'publication = "nobody"', "unknown publication 'nobody'"),
    ("publications.toml", 'default_measure = "', 'default_measure = "un', "unknown measure"),
    ("publications.toml", 'cohort_topic = "', 'cohort_topic = "un', "unknown topic"),
    ("measures.toml", 'id = "rg_decisions"', 'id = "referrals"', "id: 'referrals' is used twice"),
    ("measures.toml", "{by} {period}", "{by}", "headline lacks the place {period}"),
    ("dimensions/nationality.toml", '\nid = "albanian"\n', '\nid = "algerian"\n', "member: 'algerian' is used twice"),
    ("changes/child-pilot-2021.toml", 'members = ["age=child"]', 'members = ["age=kid"]', "unknown 'age=kid'"),
    ("changes/child-pilot-2021.toml", '"rg_decisions"', '"rg_rulings"', "unknown measure 'rg_rulings'"),
    ("not_held.toml", 'topics = ["counties"]', 'topics = ["shires"]', "unknown topic 'shires'"),
    ("unpublished.toml", 'rg_decisions = "days_to_rg"', 'rg_decisions = "days"', "unknown printed 'days'"),
    ("tables/rg_series.toml", 'measures = ["rg_decisions"]', 'measures = ["rg_rulings"]', "'rg_rulings'"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "said"), FAULTS, ids=[said for *_, said in FAULTS])
def test_a_fault_is_told_with_its_file(tmp_path: Path, file: str, right: str, wrong: str, said: str) -> None:
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    path = tmp_path / "catalog" / file
    before = path.read_text(encoding="utf-8")
    assert right in before
    path.write_text(before.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load(tmp_path / "catalog")
    told = [line for line in str(caught.value).splitlines() if said in line]
    assert told, str(caught.value)
    assert file in told[0]


def test_the_catalog_as_it_stands_has_no_fault() -> None:
    assert len(load(ROOT / "catalog").publications) >= 4
