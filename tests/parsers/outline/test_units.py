"""Units named in running text: those whose accounts a report includes, those that carry out its projects, and their staff."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from extract.model import Document, Paragraph, Text
from extract.numbered import is_heading
from normalize.rows import normalize_report
from normalize.schema import Unit
from parsers.outline.sections import outline
from parsers.outline.units import read_units, with_full_names
from parsers.parse import parse_document
from parsers.report import Profile
from tests.written import table


def read(lines: Iterable[str]) -> tuple[str | None, list[Unit]]:
    """The reporting unit and the rows of units of a report that has these lines."""
    blocks = tuple(Paragraph(n, Text(line), is_heading(line)) for n, line in enumerate(lines))
    document = Document("report.docx", "0" * 64, "docx", (), blocks)
    rows = normalize_report(document, parse_document(document))
    return rows.document.unit_name, list(rows.units)


def subordinates(lines: Iterable[str]) -> list[str]:
    return [u.name for u in read(lines)[1] if u.role == "subordinate"]


COVER = ("石河市文化和旅游局2023年度部门决算", "第一部分 部门概况")


@pytest.mark.parametrize(
    "said",
    [
        ["部门决算单位构成包括：石河市文化和旅游局本级以及石河市图书馆、石河市文化馆。"],
        [
            "从决算单位构成看，石河市文化和旅游局部门决算包括：局本级决算、石河市图书馆决算、石河市文化馆决算。"
        ],
        [
            "纳入石河市文化和旅游局2023年度部门决算编制范围的预算单位共3个，具体包括：",
            "1.石河市文化和旅游局机关",
            "2.石河市图书馆（参公）",
            "3.石河市文化馆",
        ],
        [
            "纳入2023年度部门决算编制范围的二级预算单位如下：",
            "石河市文化和旅游局本级",
            "石河市图书馆",
            "石河市文化馆",
        ],
        [
            "本部门中，行政单位1家，事业单位2家，具体包括：",
            "1. 石河市文化和旅游局本部，设9个内设机构，包括：办公室、财务科。",
            "2. 石河市图书馆，不单列预算。",
            "3. 石河市文化馆。",
        ],
    ],
)
def test_members(said: list[str]) -> None:
    name, units = read(
        [*COVER, "二、机构设置", *said, "三、人员情况", "截至年底，石河市博物馆展出藏品120件。"]
    )
    members = [u for u in units if u.role == "subordinate"]
    assert name == "石河市文化和旅游局"
    assert [u.name for u in members][1:] == ["石河市图书馆", "石河市文化馆"]
    # 本级 is the unit itself.
    assert members[0].unit_id == units[0].unit_id and len({u.unit_id for u in members}) == 3
    assert all(u.raw and u.raw in "".join(said) for u in members)


def test_a_number_of_units_behind_their_name() -> None:
    assert subordinates([*COVER, "石河市文化和旅游局为一级预算单位，下设石河市图书馆1个二级预算单位。"]) == [
        "石河市图书馆"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "内设机构包括：办公室、人事科、石河市文化市场科。",
        "本单位服务对象包括学校、医院、石河市图书馆。",
        "本部门无下属单位，因此本部门决算仅含下属单位之外的部分。",
    ],
)
def test_no_members(line: str) -> None:
    assert subordinates([*COVER, line]) == []


def test_short_names_are_the_unit() -> None:
    _, units = read(
        [
            *COVER,
            "石河市文化和旅游局（以下简称“市文旅局”）是市政府工作部门。",
            "部门预算单位构成包括：市文旅局本级、石河市图书馆。",
        ]
    )
    assert [u.name for u in units] == ["石河市文化和旅游局", "市文旅局本级", "石河市图书馆"]
    assert units[0].unit_id == units[1].unit_id != units[2].unit_id
    assert (units[1].region, units[1].level) == ("石河市", "city")


def test_who_carries_a_project_out() -> None:
    _, units = read(
        [*COVER, "一、项目概述", "用于展览。", "二、实施主体", "石河市图书馆", "三、主管部门：石河市财政局"]
    )
    assert [(u.role, u.name) for u in units][1:] == [
        ("implementing", "石河市图书馆"),
        ("supervisor", "石河市财政局"),
    ]


@pytest.mark.parametrize(
    ("line", "quota", "actual"),
    [
        ("本部门人员编制120人，其中行政编制40人、事业编制80人；实有人员110人，其中行政38人。", 120, 110),
        ("现有编制总数66名，在职在编人员61名，离退休人员30名。", 66, 61),
        ("现有行政编制45名，事业编制30名，工勤编制2名，在职在岗人员70人。", None, 70),
        ("核定编制12人，年末实有人数11人。", 12, 11),
        ("事业编制15名，退休人员8人。", 15, None),
        ("编制人数共计10人，现有公务用车2辆。", 10, None),
    ],
)
def test_staff(line: str, quota: int | None, actual: int | None) -> None:
    _, units = read([*COVER, line])
    assert (units[0].staff_quota, units[0].staff_actual) == (quota, actual)


@pytest.mark.parametrize(
    "lines",
    [
        ["2023年度宁川县水务局部门决算"],
        ["2023年度", "宁川县水务局部门决算"],
        ["宁川县水务局2023年度部门决算"],
        ["宁川县水务局", "2023年度部门决算公开"],
        ["2023年度部门决算公开", "部门名称：宁川县水务局"],
        [
            "第一部分 宁川县水务局概况",
            "纳入宁川县水务局2023年度部门决算编制范围的单位包括：",
            "1.宁川县水务局机关",
        ],
        ["第一部分", "宁川县", "水务局概况", "宁川县水务局是县政府工作部门。", "2023年度部门决算情况说明"],
    ],
)
def test_the_reporting_unit(lines: list[str]) -> None:
    assert read(lines)[0] == "宁川县水务局"


def test_a_template_names_no_unit() -> None:
    assert read(
        ["上海市XX局", "2024年度部门决算", "纳入部门决算编制范围的单位包括：上海市XX局本级、上海市XX中心。"]
    ) == (None, [])


def of(
    *blocks: str | list[list[str]], unit: str | None = "石河市文化和旅游局"
) -> list[tuple[str, str, str | None, str | None]]:
    """(role, name, full name, code) of each unit."""
    held = tuple(
        table(n, b) if isinstance(b, list) else Paragraph(n, Text(b), is_heading(b))
        for n, b in enumerate(blocks)
    )
    document = Document("a", "0", "docx", (), held)
    profile = Profile(doc_type="budget", unit_name=unit, fiscal_year=2023)
    units = list(read_units(document, outline(document), profile))
    return [(u.role, u.name, u.full_name, u.code) for u in with_full_names(units, outline(document), profile)]


def test_a_table_lists_the_units_of_a_department() -> None:
    rows = [["序号", "单位名称"], ["1", "石河市图书馆（事业单位）"], ["2", "石河市文化馆"]]
    assert [n for r, n, _, _ in of(rows) if r == "subordinate"] == ["石河市图书馆", "石河市文化馆"]
    assert [
        n
        for r, n, _, _ in of([["序号", "单位名称", "预算数"], ["1", "石河市图书馆", "9"]])
        if r == "subordinate"
    ] == []


def test_a_short_name_has_its_full_one_and_the_office_its_departments() -> None:
    told = of(
        "石河市文化和旅游局（以下简称“市文旅局”）是工作部门。",
        "预算单位构成包括：市文旅局本级、石河市图书馆。",
    )
    assert ("subordinate", "市文旅局本级", "石河市文化和旅游局", None) in told
    told = of("石河市文化和旅游局是工作部门。", "预算单位构成包括：局本级、石河市图书馆。")
    assert ("subordinate", "石河市文化和旅游局（本级）", None, None) in told


def test_a_report_of_nobody_has_no_reporting_unit() -> None:
    assert of("说明", unit=None) == [] and [r for r, *_ in of("说明")] == ["reporting"]


def test_the_text_says_who_is_above_the_unit_where_no_form_does() -> None:
    lines = [
        "青禾县第一幼儿园2023年度部门决算",
        "青禾县第一幼儿园是青禾县教育局直属的事业单位，办学形式为日托制，是青禾县示范幼儿园。",
    ]
    assert [(u.role, u.name) for u in read(lines)[1]] == [
        ("reporting", "青禾县第一幼儿园"),
        ("supervisor", "青禾县教育局"),
    ]
