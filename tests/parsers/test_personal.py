"""Persons are masked before anything is read, and nothing else is."""

from __future__ import annotations

import pytest

from extract.model import Cell, Document, Paragraph, Table, Text
from parsers.personal import MASK, without_personal_data


def masked(text: str) -> str:
    (block,) = without_personal_data(Document("d", "0", "docx", blocks=(Paragraph(0, Text(text)),))).blocks
    assert isinstance(block, Paragraph)
    return block.text.chars


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("填表人：某某甲　填报日期：2024年3月28日　联系电话：000-00000000", ("某某甲", "000-00000000")),
        (
            "填表人（签名）：某 甲  联系 电话：0000-00000000 单位负责人（签字）：某乙",
            ("甲", "0000-00000000", "乙"),
        ),
        ("单位负责人：某某甲填报日期：2023-01-02", ("某某甲",)),
        ("联系人及电话：某某甲 0000-0000000", ("某某甲", "0000-0000000")),
        ("评价组组长：某某甲，成员：某某乙、某某丙；", ("某某甲", "某某乙", "某某丙")),
        ("联系人某某甲，电话00000000", ("某某甲", "00000000")),
        ("填表人 某某甲", ("某某甲",)),
    ],
)
def test_names_and_numbers_are_masked(text: str, hidden: tuple[str, ...]) -> None:
    said = masked(text)
    assert len(said) == len(text) and not any(h in said for h in hidden)


@pytest.mark.parametrize(
    "text",
    [
        "项目负责人对项目质量负责，主要负责人1名，副职2名。",
        "年度资金总额13812345.67元，电话费1234567元，电话：1.2万元。",
        "填报日期：2024年3月28日",
        "1.邮电费3.20万元；2.联系群众12次。",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert masked(text) == text


def table(*rows: tuple[str, ...]) -> Table:
    return Table(
        0,
        tuple(Cell(r, c, Text(t)) for r, row in enumerate(rows) for c, t in enumerate(row)),
        len(rows),
        len(rows[0]),
    )


def words(t: Table) -> list[str]:
    (block,) = without_personal_data(Document("d", "0", "docx", blocks=(t,))).blocks
    assert isinstance(block, Table)
    return [c.text.chars for c in block.cells]


def test_cells_beside_and_below_labels() -> None:
    beside = table(
        ("项目负责人", "某某甲", "联系电话", "0000-0000000"), ("主管部门", "青禾市财政局", "金额", "12.00")
    )
    assert words(beside) == [
        "项目负责人",
        MASK * 3,
        "联系电话",
        MASK * 12,
        "主管部门",
        "青禾市财政局",
        "金额",
        "12.00",
    ]
    below = table(("姓名", "职务", "联系电话"), ("某某甲", "科长", "0000000"), ("某某乙", "科员", "0000001"))
    assert words(below) == [
        "姓名",
        "职务",
        "联系电话",
        MASK * 3,
        "科长",
        MASK * 7,
        MASK * 3,
        "科员",
        MASK * 7,
    ]


def test_amounts_are_nobodys_name() -> None:
    rows = table(("项目", "电话", "差旅费"), ("合计", "1.20", "3.40"))
    assert words(rows) == [c.text.chars for c in rows.cells]
