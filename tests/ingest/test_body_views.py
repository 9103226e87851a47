"""The views of bodies: peers, what a body was called by years, and which followed which."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.query import query
from normalize.ids import body_id, unit_id
from normalize.places.regions import locate
from normalize.schema import DocumentRow, Rows, Unit, UnitLink
from normalize.writing import write_rows


def report(name: str, year: int, code: str | None = None, kind: str = "organ") -> Rows:
    """A document that names its unit and nothing else."""
    at = locate(name, year)
    doc = unit_id(f"{name}{year}{code}").ljust(64, "0")
    unit = Unit(
        doc_id=doc,
        fiscal_year=year,
        unit_id=unit_id(name),
        body_id=body_id(at.place, at.body),
        name=name,
        code=code,
        region_code=at.code,
        region=at.region,
        level=at.level,
        body_kind=kind,
    )
    return Rows(document=DocumentRow(doc_id=doc, fiscal_year=year, unit_id=unit.unit_id), units=(unit,))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset")
    reports = [
        report("祁阳县教育局", 2019, "021"),
        report("祁阳县教育局", 2020, "021"),
        report("祁阳市教育局", 2022, "021"),
        report("祁阳县农业局", 2018, "047"),
        report("祁阳县农业农村局", 2020, "047"),
        report("祁阳县水利局", 2019, "047"),
        report("祁阳县中医医院", 2019, "060", "hospital"),
        report("道县水利局", 2019, "030"),
    ]
    link = UnitLink(
        doc_id=reports[4].document.doc_id, fiscal_year=2020, from_name="甲", to_name="乙", raw="甲更名为乙"
    )
    reports[4] = Rows(document=reports[4].document, units=reports[4].units, unit_links=(link,))
    write_rows(out, reports)
    return out


def test_peers_are_of_one_kind_level_region_and_year(data: Path) -> None:
    _, rows = query("select fiscal_year, name, peer_name from peers", data)
    pairs = {tuple(r) for r in rows}
    assert pairs == {
        (2019, "祁阳县教育局", "祁阳县水利局"),
        (2019, "祁阳县水利局", "祁阳县教育局"),
        (2020, "祁阳县教育局", "祁阳县农业农村局"),
        (2020, "祁阳县农业农村局", "祁阳县教育局"),
    }


def test_a_body_is_one_through_its_regions_names(data: Path) -> None:
    _, rows = query(
        "select fiscal_year, name, region_code from unit_history where body_id in "
        "(select body_id from unit_history where name = '祁阳市教育局')",
        data,
    )
    assert [tuple(r) for r in rows] == [
        (2019, "祁阳县教育局", "431121"),
        (2020, "祁阳县教育局", "431121"),
        (2022, "祁阳市教育局", "431181"),
    ]


def test_changes_are_stated_or_proven_by_code_region_and_name(data: Path) -> None:
    _, rows = query("select how, year, from_name, to_name, evidence from unit_changes", data)
    assert {tuple(r) for r in rows} == {
        ("stated", None, "甲", "乙", "甲更名为乙"),
        ("region", 2022, "祁阳县教育局", "祁阳市教育局", "431121 → 431181"),
        ("code", 2020, "祁阳县农业局", "祁阳县农业农村局", "047 · 431121"),
    }
