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


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("开户行：青禾银行，账号：0000 0000 0000 0000 000。", ("0000 0000 0000 0000 000",)),
        ("户名：某某甲，银行卡号00000000000000000", ("某某甲", "00000000000000000")),
        ("邮箱：abc.def@example.org，微信号：qh_000000", ("abc.def@example.org", "qh_000000")),
        (
            "家庭住址：青禾市云溪路0号0单元000室，联系电话000-00000000",
            ("云溪路0号0单元000室", "000-00000000"),
        ),
        ("由局长王某某同志负责实施，李某先生参加。", ("王某某", "李某")),
        ("发放临时救助：王某某（3000元）、李某（2000元）、张某某1500元。", ("王某某", "李某", "张某某")),
    ],
)
def test_other_ways_to_reach_a_person_and_names_in_sentences(text: str, hidden: tuple[str, ...]) -> None:
    said = masked(text)
    assert len(said) == len(text) and not any(h in said for h in hidden)


@pytest.mark.parametrize(
    "text",
    [
        "培训费3000元、差旅费2000元、邮电费1500元。",
        "救助王某某".replace("王某某", "困难群众") + "3000元、临时救助2000元。",
        "主任会议成员单位负责人同志，党员同志和全体同志。",
        "预算账户余额12.30万元，账号管理费2000元。",
        "地址变更登记1,200件，微信公众号推送30条，邮箱系统维护费5万元。",
        "农林水支出2130199、统一社会信用代码11310000000000000X",
    ],
)
def test_no_amount_body_or_thing_is_a_person(text: str) -> None:
    assert masked(text) == text
