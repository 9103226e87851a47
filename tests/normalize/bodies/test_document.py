"""What a document's bodies are: where they sit, their kind, codes, short names, and what they were before."""

from __future__ import annotations

import pytest

from extract.model import Document, Place
from normalize.bodies.document import kind_of_body
from normalize.ids import unit_id
from normalize.rows import normalize_report
from normalize.schema import Rows
from parsers.report import BodyReading, Profile, Report, UnitReading

PLACE = Place(None, None, "p0@0-1", "原文")


def rows(name: str, *bodies: BodyReading, source: str = "x.docx", below: str | None = None) -> Rows:
    """The rows of a report of a unit, of which this is said."""
    units = [UnitReading(place=PLACE, name=name, role="reporting")]
    units += [UnitReading(place=PLACE, name=below, role="subordinate")] if below else []
    profile = Profile(
        doc_type="final_accounts", title=f"{name}2020年度部门决算", unit_name=name, fiscal_year=2020
    )
    document = Document(name=source, sha256="0" * 64, file_format="docx")
    return normalize_report(document, Report(profile=profile, units=tuple(units), bodies=bodies))


def body(kind: str, value: str, of: str | None = None, year: int | None = None) -> BodyReading:
    """Something said of a body."""
    return BodyReading(place=PLACE, kind=kind, value=value, of=of, year=year)


def test_what_is_said_fills_the_units_columns() -> None:
    got = rows(
        "祁阳县农业农村局",
        body("credit_code", "91350100M000100Y43"),
        body("credit_code", "91350100M000100Y44", of="祁阳县园林所"),
        body("region_code", "431121000"),
        body("budget_code", "047022"),
        body("short_name", "县农业局", of="根据祁阳县农业农村局"),
        body("nature", "公益一类事业单位", of="祁阳县园林所"),
        body("supervisor", "祁阳县城市管理局", of="祁阳县园林所"),
        below="祁阳县园林所",
    )
    own, below = got.units
    assert (own.credit_code, own.credit_code_valid, own.fiscal_region_code) == (
        "91350100M000100Y43",
        True,
        "431121000",
    )
    assert (own.code, own.short_name, own.body_kind, own.supervisor) == ("047022", "县农业局", "organ", None)
    assert (below.credit_code, below.credit_code_valid, below.fiscal_region_code) == (
        "91350100M000100Y44",
        False,
        None,
    )
    assert (below.code, below.body_kind, below.supervisor) == (None, "institution", "祁阳县城市管理局")
    assert own.body_id == got.document.body_id != below.body_id


def test_the_folder_tells_where_a_body_sits() -> None:
    got = rows("鼓楼区水利局", source="江苏省/南京市/a.docx", below="鼓楼区园林所")
    assert [(u.region_code, u.region_by) for u in got.units] == [("320106", "folder")] * 2
    assert got.document.body_id != rows("鼓楼区水利局", source="福建省/福州市/a.docx").document.body_id
    assert (
        rows("鼓楼区水利局").document.body_id is None
        and rows("鼓楼区水利局").units[0].region_gap == "ambiguous"
    )


def test_a_change_links_bodies_of_the_reporting_units_place() -> None:
    got = rows("祁阳县农业农村局", body("renamed", "县农业局", of="县农业农村局", year=2019))
    (link,) = got.unit_links
    assert (link.kind, link.year, link.from_name, link.to_name) == (
        "renamed",
        2019,
        "祁阳县农业局",
        "祁阳县农业农村局",
    )
    assert link.to_body_id == got.document.body_id and link.from_unit_id == unit_id("祁阳县农业局")
    assert link.from_body_id not in (None, link.to_body_id) and link.raw == "原文"


@pytest.mark.parametrize(
    ("name", "nature", "kind"),
    [
        ("青禾县第一小学", "事业单位", "school"),
        ("青禾县幼儿园北校区", None, "school"),
        ("青禾县第一医院东街院区", None, "hospital"),
        ("青禾县林溪镇卫生院", None, "hospital"),
        ("青禾县林溪镇人民政府", "行政单位", "township"),
        ("青禾县林溪街道办事处（本级）", None, "township"),
        ("青禾县水务投资有限公司", None, "enterprise"),
        ("青禾县供销合作社", "参照公务员法管理的事业单位", "civil_service"),
        ("青禾县园林所", "公益一类事业单位", "institution"),
        ("青禾县信息中心", None, "institution"),
        ("青禾县财政局", None, "organ"),
        ("中共青禾县委组织部", None, "organ"),
        ("青禾县市场监督管理局", "服务企业的机关", "organ"),
        ("青禾县文学艺术界联合会", None, None),
        ("中共青禾县委党校", None, None),
    ],
)
def test_kinds(name: str, nature: str | None, kind: str | None) -> None:
    assert kind_of_body(name, nature) == kind
