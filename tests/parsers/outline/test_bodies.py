"""What documents say of bodies: codes, short names, kind, who is above them, what they were before."""

from __future__ import annotations

import pytest

from extract.model import Cell, Document, Paragraph, Table, Text
from parsers.outline.bodies import read_bodies
from parsers.outline.sections import outline

Said = tuple[str, str, str | None, int | None]


def said(*lines: str) -> list[Said]:
    """What is read from a document of these paragraphs."""
    blocks = tuple(Paragraph(index=n, text=Text(line)) for n, line in enumerate(lines))
    document = Document(name="x", sha256="0", file_format="txt", blocks=blocks)
    return [(r.kind, r.value, r.of, r.year) for r in read_bodies(document, outline(document))]


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("统一社会信用代码：91350100M000100Y43", "credit_code", "91350100M000100Y43"),
        ("财政区划：431121000", "region_code", "431121000"),
        ("行政区划代码: 431121", "region_code", "431121"),
        ("预算单位编码：047022", "budget_code", "047022"),
        ("部门：047022-青禾市农业农村局", "budget_code", "047022"),
        ("单位性质：事业单位", "nature", "事业单位"),
        ("本单位为参照公务员法管理的事业单位。", "nature", "参照公务员法管理的事业单位"),
        ("主管部门：青禾市教育局", "supervisor", "青禾市教育局"),
        ("本中心隶属于青禾市卫生健康委员会。", "supervisor", "青禾市卫生健康委员会"),
        ("本所是青禾市城市管理局下属的二级预算单位", "supervisor", "青禾市城市管理局"),
    ],
)
def test_what_is_said_of_the_reporting_unit(line: str, kind: str, value: str) -> None:
    assert (kind, value, None, None) in said(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "2019年3月，原青禾市农业局更名为青禾市农业农村局。",
            [("renamed", "青禾市农业局", "青禾市农业农村局", 2019)],
        ),
        ("青禾市文体局（原青禾市文化局）负责此事", [("renamed", "青禾市文化局", "青禾市文体局", None)]),
        (
            "根据机构改革方案，将原青禾市林业局、青禾市国土资源局的职责整合，组建青禾市自然资源和规划局。",
            [
                ("merged", "青禾市林业局", "青禾市自然资源和规划局", None),
                ("merged", "青禾市国土资源局", "青禾市自然资源和规划局", None),
            ],
        ),
        ("县畜牧局整体并入县农业农村局", [("merged", "县畜牧局", "县农业农村局", None)]),
        (
            "青禾市市场监督管理局（以下简称“市市场监管局”）",
            [("short_name", "市市场监管局", "青禾市市场监督管理局", None)],
        ),
        (
            "青禾市园林所是青禾市城市管理局所属的预算单位",
            [("supervisor", "青禾市城市管理局", "青禾市园林所", None)],
        ),
    ],
)
def test_what_is_said_of_named_bodies(line: str, expected: list[Said]) -> None:
    assert said(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "将原青禾市林业局的森林防火职责划入青禾市应急管理局",
        "项目更名为青禾市农田水利建设",
        "合并报表后的支出为100万元",
        "资金并入专户管理",
        "单位：万元",
        "单位：2023年度",
        "支持企业发展为中小企业服务",
        "为企业节约费用，为2家国有企业融资，属于事业单位改革",
        "统一社会信用代码：无",
        "区划：青禾县",
    ],
)
def test_what_links_no_bodies(line: str) -> None:
    assert said(line) == []


def test_a_credit_code_of_a_table_is_that_of_its_row() -> None:
    rows = [["单位名称", "统一社会信用代码"], ["青禾市园林所", "91350100M000100Y43"], ["财政区划", "431121"]]
    cells = tuple(Cell(r, c, Text(text)) for r, row in enumerate(rows) for c, text in enumerate(row))
    table = Table(index=0, cells=cells, row_count=3, cols=2)
    document = Document(name="x", sha256="0", file_format="docx", blocks=(table,))
    assert [(r.kind, r.value, r.of) for r in read_bodies(document, ())] == [
        ("credit_code", "91350100M000100Y43", "青禾市园林所"),
        ("region_code", "431121", None),
    ]
