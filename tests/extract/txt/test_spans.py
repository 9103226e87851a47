"""Headers in exported text whose labels lost their spans: each column gets the labels that stood over it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Table
from extract.txt.document import read_txt
from extract.txt.spans import over_columns

Path = tuple[str, ...]
PLAIN = ["合计", "因公出国（境）费", "公务接待费", "会议费", "培训费", "上年结转", "其他收入"]
GROUPS = {
    "公务用车购置及运行维护费": ["小计", "公务用车购置费", "公务用车运行维护费"],
    "比上年增减情况": ["增减额", "增减幅度"],
    "本年支出": ["小计", "人员经费", "公用经费"],
    "预算执行": ["预算数", "执行数"],
}
NAMES = ["甲局", "乙局", "丙中心", "丁学校", "戊医院"]
BEFORE = ["下表为各单位的情况。", "2023年度经费支出情况表", "单位：万元"]
AFTER = ["二、没有其他需要说明的情况。"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], list[Path], list[list[str]]]:
    """The rows of labels as an export prints them, the path over each column, and the rows below."""
    plain = draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3, unique=True))
    groups = draw(st.lists(st.sampled_from(list(GROUPS)), min_size=1, max_size=2, unique=True))
    upper = ["项目", *draw(st.permutations([*plain, *groups]))]
    lower = list(chain(*(GROUPS.get(label, []) for label in upper)))
    paths: list[Path] = []
    for label in upper:
        paths += [(label, x) for x in GROUPS.get(label, [])] or [(label,)]
    rows = [[name, *draw(amounts(paths[1:]))] for name in NAMES[: draw(st.integers(2, 4))]]
    return [upper, lower], paths, rows


@st.composite
def amounts(draw: st.DrawFn, paths: list[Path]) -> list[str]:
    """A number for each column; a 小计 is the sum of those behind it."""
    values = [Decimal(draw(st.integers(1, 99999))) / 100 for _ in paths]
    for i, path in enumerate(paths):
        if path[-1] == "小计":
            values[i] = sum(values[i + 1 : i + 3], Decimal(0))
    return [f"{v:.2f}" for v in values]


def by_cell(labels: list[list[str]], rows: list[list[str]]) -> list[str]:
    return [f"{cell} |" for cell in chain(*labels, *rows)]


def between_bars(labels: list[list[str]], rows: list[list[str]]) -> list[str]:
    return [line for cell in chain(*labels, *rows) for line in (cell, "|")]


def loose(labels: list[list[str]], rows: list[list[str]]) -> list[str]:
    return list(chain(*labels, *rows))


def by_row(labels: list[list[str]], rows: list[list[str]]) -> list[str]:
    """Rows in lines, filled up with bars where cells that go on through them are not printed again."""
    width = len(rows[0])
    return [" | ".join(row) + " | " + "|" * (width - len(row)) for row in [*labels, *rows]]


def path_over(table: Table, col: int, first: int) -> Path:
    said = (table.words.get((row, col), "") for row in range(table.caption_rows, first))
    return tuple(dict.fromkeys(x for x in said if x))


@pytest.mark.parametrize("written", [by_cell, between_bars, loose, by_row])
@given(drawn=tables())
def test_each_column_gets_the_labels_that_stood_over_it(
    written: Callable[[list[list[str]], list[list[str]]], list[str]],
    drawn: tuple[list[list[str]], list[Path], list[list[str]]],
) -> None:
    labels, paths, rows = drawn
    document = read_txt("\n".join([*BEFORE, *written(labels, rows), *AFTER]).encode(), "a.txt", "0")
    if not document.tables:  # What is not sure is left out and named.
        assert document.warnings or written is loose
        return
    (table,) = document.tables
    first = table.row_count - len(rows)
    folded = [tuple(x.replace("（", "(").replace("）", ")") for x in path) for path in paths]
    assert [path_over(table, c, first) for c in range(table.cols)] == folded
    assert [[c.text.chars for c in table.row_cells(first + r)] for r in range(len(rows))] == rows


def test_most_drawn_headers_are_read() -> None:
    read = whole = 0

    @given(drawn=tables())
    def count(drawn: tuple[list[list[str]], list[Path], list[list[str]]]) -> None:
        nonlocal read, whole
        labels, paths, rows = drawn
        whole += 1
        read += over_columns(list(chain(*labels)), len(paths), rows) is not None

    count()
    assert read >= 0.8 * whole, (read, whole)


def test_lists_that_come_twice() -> None:
    body = [["甲局", "9.00", "4.00", "5.00", "8.00", "4.00", "4.00"]]
    labels = ["单位", "预算数", "决算数", "小计", "购置", "运行", "小计", "购置", "运行"]
    assert over_columns(labels, 7, body) == [
        ["单位", "预算数", "", "", "决算数", "", ""],
        ["", "小计", "购置", "运行", "小计", "购置", "运行"],
    ]
    labels = ["收入", "支出", "项目", "金额", "项目", "金额"]
    halves = [["拨款", "1.00", "教育", "1.00"]]
    assert over_columns(labels, 4, halves) == [["收入", "", "支出", ""], ["项目", "金额", "项目", "金额"]]


def test_a_total_that_does_not_add_up_is_no_proof() -> None:
    """小计 | 行政运行 | 其他 repeat no word of the label that they divide: only their sum says whose they are."""
    labels = ["项目", "合计", "接待费", "小计", "行政运行", "其他"]
    assert over_columns(labels, 5, [["预算数", "9.00", "3.00", "1.00", "2.00"]]) is not None
    assert over_columns(labels, 5, [["预算数", "9.00", "4.00", "1.00", "2.00"]]) is None


def test_a_total_within_a_group_is_no_second_total_of_the_table() -> None:
    labels = ["年度", "合计", "接待费", "公车购置及运行费", "合计", "车辆购置", "车辆运行"]
    body = [
        ["2021年度", "90", "20", "70", "30", "40"],
        ["2022年", "63", "13", "50", "20", "30"],
        ["2022年比2021年增减%", "-30", "-35", "-28.57", "-33.33", "-25"],
    ]
    top = ["年度", "合计", "接待费", "公车购置及运行费", "", ""]
    assert over_columns(labels, 6, body) == [top, ["", "", "", "合计", "车辆购置", "车辆运行"]]


def test_amounts_that_fewer_labels_head_are_not_read() -> None:
    text = "甲区三公经费情况表 | ||||\n合计 | 出国 | 用车 | ||\n小计 | 购置 | 接待 | ||\n58.00 | 1.00 | 6.00 | 46.00 | 5.00 |\n"
    document = read_txt(text.encode(), "a.txt", "0")
    assert not any(t.settled for t in document.tables) and "无法确定各列" in document.warnings[0]


def test_blank_cells_that_were_lost_are_proven_by_the_total_or_left_out() -> None:
    head = "项目 | 上年数 | 本年数 | 增减额 | 增减幅度 |\n合计 | 9.00 | 12.00 | 3.00 | 33% |\n"
    moved = head + "用车费 | 9.00 | 7.00 | -2.00 | -22% |\n接待费 | 5.00 | 5.00 | 100% | |\n"
    table, *_ = read_txt(moved.encode(), "a.txt", "0").tables
    assert [table.words.get((3, c), "") for c in range(5)] == ["接待费", "", "5.00", "5.00", "100%"]
    wrong = head + "用车费 | 8.00 | 7.00 | -1.00 | -12% |\n接待费 | 5.00 | 5.00 | 100% | |\n"
    table, *_ = read_txt(wrong.encode(), "a.txt", "0").tables
    assert [table.words.get((3, c), "") for c in range(5)] == ["接待费", "", "", "", ""]


def test_a_title_within_the_bars_begins_another_table() -> None:
    text = "索引号 | 7-1 | 机构 | 甲局 |\n文号 | 无 | ||\n附件 | |||\n甲局三公经费情况表 | |||\n单位：万元 | |||\n"
    text += "项目 | 上年数 | 本年数 | 备注 |\n接待费 | 1.00 | 2.00 | ||\n"
    first, second = read_txt(text.encode(), "a.txt", "0").tables
    assert first.row_count == 2 and second.title == "甲局三公经费情况表" and second.unit_line == "单位：万元"


def test_headings_within_a_line_stand_alone() -> None:
    line = "二、决算情况说明 （一）收支总体情况说明 1.总体情况 收入总计9.00万元，减少1.00万元。 2.支出情况 支出合计8.00万元。"
    said = [p.text.chars for p in read_txt(line.encode(), "page.txt", "0" * 64).paragraphs]
    assert said[:3] == ["二、决算情况说明", "（一）收支总体情况说明", "1.总体情况"]
    assert said[4:] == ["2.支出情况", "支出合计8.00万元。"]


def test_a_line_with_one_heading_is_left_as_it_is() -> None:
    line = "一、收入情况 收入合计8.00万元，其中：财政拨款8.00万元。"
    assert [p.text.chars for p in read_txt(line.encode(), "page.txt", "0" * 64).paragraphs] == [line]


@pytest.mark.parametrize("rates", ["2019年比2018年增减%", "增长率", "占比"])
def test_a_row_of_rates_says_nothing_against_a_sum(rates: str) -> None:
    """合计 | 车辆购置 | 车辆运行 divide 公车购置及运行费, and no other reading takes the first 合计 for theirs."""
    labels = ["年度", "合计", "接待费", "公车购置及运行费", "合计", "车辆购置", "车辆运行"]
    body = [["2018年", "50", "10", "40", "15", "25"], ["2019年", "41", "9", "32", "12", "20"], [rates, "-18", "-10", "-20", "-20", "-20"]]  # fmt: skip
    top = ["年度", "合计", "接待费", "公车购置及运行费", "", ""]
    assert over_columns(labels, 6, body) == [top, ["", "", "", "合计", "车辆购置", "车辆运行"]]


def test_a_number_left_over_at_the_end_of_rows_is_no_row() -> None:
    text = "甲区2019年“三公”经费情况表 |\n|||\n单位:万元 |\n||\n合计 |\n出国 |\n用车 |\n|||\n购置 |\n运行 | 接待费 | ||\n58 |\n1 |\n6 |\n46 |\n5 |\n"
    document = read_txt(text.encode(), "a.txt", "0")
    assert not any(t.settled for t in document.tables) and document.warnings


def test_rates_alone_decide_nothing() -> None:
    body = [["2018年", "10", "40", "15", "25"], ["2019年", "9", "32", "12", "20"], ["增长率", "-10", "-20", "-30", "-15"]]  # fmt: skip
    labels, top = ["年度", "接待费", "公车费", "合计", "购置", "运行"], ["年度", "接待费", "公车费", "", ""]
    assert over_columns(labels, 5, body) == [top, ["", "", "合计", "购置", "运行"]]
