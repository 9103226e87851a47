"""Every number of money, percentage and count, wherever it is printed, with its unit and its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Document, Paragraph, Table, Text
from parsers.outline.figures import read_figures
from parsers.report import FigureReading
from tests.written import table


def figures(*blocks: str | Table) -> list[FigureReading]:
    held = tuple(b if isinstance(b, Table) else Paragraph(n, Text(b)) for n, b in enumerate(blocks))
    return list(read_figures(Document("a", "0", "docx", (), held)))


def told(*blocks: str | Table) -> list[tuple[str, str | None]]:
    return [(f.number, f.unit) for f in figures(*blocks)]


def within(unit_line: str, *rows: list[str]) -> Table:
    return replace(table(0, rows), unit_line=unit_line)


AMOUNTS = st.tuples(
    st.decimals(0, 10**8, places=2),
    st.sampled_from(["{}", "{:,}"]),
    st.sampled_from(["万元", "元", "亿元", "%"]),
)


@given(st.lists(AMOUNTS, min_size=1, max_size=5), st.sampled_from("，。；"))
def test_a_text_states_its_numbers_in_order_each_at_its_place(
    numbers: list[tuple[Decimal, str, str]], mark: str
) -> None:
    said = [(form.format(value), unit) for value, form, unit in numbers]
    text = mark.join(f"支出{number}{unit}" for number, unit in said)
    found = figures(text)
    assert [(f.number, f.unit) for f in found] == said
    assert [f.place.raw for f in found] == [f"{n}{u}" for n, u in said]
    assert len({f.key for f in found}) == len(found)
    assert all(f.number in f.context for f in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("约3万元", [("3", "万元", True)]),
        ("节约8万元，合约6个", [("8", "万元", False), ("6", "个", False)]),
        ("占比下降3个百分点，共2个", [("3", "个百分点", False), ("2", "个", False)]),
        ("3.5万余元", [("3.5", "万元", True)]),
        ("30余人", [("30", "人", True)]),
        ("2023年5月", []),
        ("A12万元", []),
        ("下降3%分点", []),
        ("-2.50万元", [("-2.50", "万元", False)]),
    ],
)
def test_about_and_what_is_no_figure(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(f.number, f.unit, f.approximate) for f in figures(text)] == found


def test_the_sentence_around_a_number_is_its_own() -> None:
    first, second = figures("收入1.00万元。支出2.00万元；结余。")
    assert (first.context, second.context) == ("收入1.00万元", "支出2.00万元")


@pytest.mark.parametrize(
    ("kept", "after"),
    [
        ("公用经费2.00万元，主要包括：办公费、水费；维修（护）费；电费、邮电费", "。结余。"),
        ("公用经费2.00万元，主要包括：办公费；水费", ""),
        ("公用经费2.00万元，主要包括：办公费、水费", "；较上年减少，原因是节约。"),
        ("公用经费2.00万元，主要包括：办公费", "；人员经费主要包括：奖金。"),
        ("人员经费2.00万元，主要包括：奖金", "；公用经费1.00万元。"),
        ("公用经费2.00万元", "；办公费、水费。"),
    ],
)
def test_a_list_of_names_goes_on_behind_a_semicolon(kept: str, after: str) -> None:
    assert figures(kept + after)[0].context == Text(kept).folded


def test_a_column_has_the_unit_of_its_label_or_of_its_table() -> None:
    rows = [["项目", "金额（元）", "占比（%）", "决算数", "人数"], ["办公费", "12", "3", "4.00", "5"]]
    assert told(within("单位：万元", *rows)) == [("12", "元"), ("3", "%"), ("4.00", "万元")]
    assert told(within("", *rows)) == [("12", "元"), ("3", "%")]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["项目编码", "金额"], ["2080201", ""]),
        (["序号", "金额"], ["1", ""]),
        (["项目", "得分"], ["决策", "9"]),
        (["项目", "金额"], ["国内公务接待批次（个）", "9"]),
        (["项目", "金额"], ["电话", "0571"]),
    ],
)
def test_numbers_of_tables_that_are_no_money(header: list[str], row: list[str]) -> None:
    assert told(within("单位：万元", header, row, ["办公费", "x"])) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # The unit stands at the head of the labels; the numbers of the head are no labels of columns.
        (
            [
                ["项目名称", "平台建设", "<", "<", "<", "<"],
                ["资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率"],
                ["", "资金总额", "5.00", "6.00", "4.00", ""],
                ["年度总体目标", "预期目标", "<", "<", "实际完成情况", "<"],
                ["^", "7.00", "<", "<", "建设平台8个", "<"],
            ],
            [
                *("资金总额|年初预算数 5.00万元", "资金总额|全年预算数 6.00万元"),
                *("资金总额|全年执行数 4.00万元", "建设平台8个 8个"),
            ],
        ),
        # Each list of a table of base data has labels of its own.
        (
            [
                ["基础数据", "编制数", "实有人数", "控制率"],
                ["财政供养人员情况", "20", "19", "95%"],
                ["经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"],
                ["三公经费", "3.00", "4.00", "2.00"],
            ],
            ["财政供养人员情况|控制率 95%"]
            + [
                f"三公经费|{label}万元"
                for label in ("2022年决算数 3.00", "2023年预算数 4.00", "2023年决算数 2.00")
            ],
        ),
        # What was reached is in the measure of what was to be reached.
        (
            [
                ["一级指标", "二级指标", "三级指标", "指标值", "度量单位", "实际完成值", "得分"],
                ["产出指标", "数量指标", "培训班", "3", "期", "4", "10"],
            ],
            ["产出指标|指标值 3期", "产出指标|实际完成值 4期"],
        ),
        # The numbers of a list are none of what it lists.
        (
            [
                ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
                ["产出指标", "数量指标", "1.手册；2.培训", "1.20册；2.3次", "2.5次", "10"],
            ],
            ["1.20册 20册", "2.3次 3次", "2.5次 2.5次"],
        ),
    ],
)
def test_numbers_of_forms_under_their_own_labels(rows: list[list[str]], found: list[str]) -> None:
    assert [f"{f.context} {f.number}{f.unit}" for f in figures(within("", *rows))] == found


def test_lists_side_by_side_name_their_own_rows() -> None:
    rows = [
        ["项目", "统计数", "项目", "统计数"],
        ["（一）接待批次（个）", "12", "（一）货物支出", "1.50"],
        ["1．其中外宾", "3", "（二）工程支出", "-"],
        ["（二）接待费", "2.50", "（三）服务支出", "0.50"],
    ]
    found = [f"{f.context} {f.number}" for f in figures(within("单位：万元", *rows))]
    assert found == [
        "(一)货物支出|统计数 1.50",
        "(二)接待费|统计数 2.50",
        "(三)服务支出|统计数 0.50",
    ]


def test_labels_and_numbers_in_turn() -> None:
    rows = [["计划安排（万元）", "3.00", "实际支出（万元）", "2.00"]]
    assert [f"{f.context} {f.number}{f.unit}" for f in figures(within("", *rows))] == [
        "计划安排(万元) 3.00万元",
        "实际支出(万元) 2.00万元",
    ]


def test_numbers_in_the_words_of_a_cell() -> None:
    (figure,) = figures(within("", ["项目", "说明"], ["办公费", "其中纸张１.50万元"]))
    assert (figure.number, figure.unit, figure.place.raw) == ("1.50", "万元", "１.50万元")
    assert figure.key.startswith("t0r1c1@")


def test_contents_state_nothing() -> None:
    assert told("目录", "第一部分 收入12%……3", "第一部分 收入12%", "支出3.00万元") == [
        ("12", "%"),
        ("3.00", "万元"),
    ]
