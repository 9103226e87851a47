"""Rows in lines that lost the places of merged or blank cells, back under their columns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.barred_rows import keep_blanks, lose_places, placed_rows
from extract.txt.document import read_txt
from parsers.parse import parse_document

TITLE = "甲县林场2023年度部门决算\n\n支出决算表\n单位：万元\n"
HEADER = "项目 | 本年支出合计 | 基本支出 | 项目支出 ||\n科目编码 | 科目名称 ||||\n"


def amounts(text: str) -> list[tuple[str, str | None, str]]:
    """(item, breakdown, number) of what is read from a page."""
    report = parse_document(read_txt(text.encode(), "a.txt", "0"))
    return [(q.item, q.breakdown, q.number) for q in report.quantities]


def test_a_label_merged_over_names_and_codes() -> None:
    rows = "合计 | 9.00 | 5.00 | 4.00 ||\n213 | 农林水支出 | 9.00 | 5.00 | 4.00 |\n21302 | 林业 | 4.00 |  | 4.00 |\n"
    found = amounts(TITLE + HEADER + rows)
    assert ("合计", "基本支出", "5.00") in found and ("合计", "项目支出", "4.00") in found
    assert [(b, n) for item, b, n in found if item == "林业"] == [
        ("本年支出合计", "4.00"),
        ("项目支出", "4.00"),
    ]


def test_amounts_of_rows_that_lost_blank_cells_are_left_out() -> None:
    """Each line is filled up to the longest by bars that touch: what stood between is not known."""
    rows = "213 | 农林水支出 | 9.00 | 5.00 | 4.00 |\n21302 | 林业 | 4.00 | 4.00 | |\n合计 | 9.00 | 5.00 | 4.00 |\n"
    header = "项目 | 本年支出合计 | 基本支出 | 项目支出 | |\n科目编码 | 科目名称 | |||\n"
    document = read_txt((TITLE + header + rows).encode(), "a.txt", "0")
    found = [(q.item, q.number) for q in parse_document(document).quantities]
    assert [n for item, n in found if item == "农林水支出"] == ["9.00", "5.00", "4.00"]
    assert [n for item, n in found if item == "合计"] == ["9.00", "5.00", "4.00"]
    assert not [n for item, n in found if item == "林业"]
    assert any("林业" in w for w in document.warnings)
    kept = [(f.number, f.unit) for f in parse_document(document).figures]
    assert kept.count(("4.00", "万元")) == 4 and len(kept) == 8


def test_a_last_blank_cell_is_blank_where_those_before_it_are() -> None:
    header = "采购项目 | 品目 | 单位 | 数量 | 预算金额 | 采购方式\n"
    rows = "合计 |  |  |  | 46.00 | \n桌椅采购 | A01 | 套 | 4 | 26.00 | 网上超市\n保洁 | C02 | 项 | 1 | 20.00 | 公开招标\n"
    found = amounts("甲县林场2023年度政府采购预算表\n单位：万元\n" + header + rows)
    assert [(item, n) for item, _, n in found] == [
        ("合计", "46.00"),
        ("桌椅采购", "26.00"),
        ("保洁", "20.00"),
    ]


def test_no_row_is_read_where_no_line_has_all_columns() -> None:
    rows = "213 | 农林水支出 | 9.00 | 9.00 | ||\n21302 | 林业 | 9.00 | 9.00 | ||\n"
    header = "项目 | 本年支出合计 | 基本支出 | 项目支出 | 经营支出 | |\n科目编码 | 科目名称 | ||||\n"
    document = read_txt((TITLE + header + rows).encode(), "a.txt", "0")
    report = parse_document(document)
    assert not report.quantities and len(document.warnings) == 1
    assert [(f.number, f.unit) for f in report.figures] == [("9.00", "万元")] * 4


def test_what_stands_in_a_table_that_is_not_settled_is_no_sentence() -> None:
    """The criteria of a form, of which no row is read, say nothing of what was received."""
    cells = [
        "绩效目标申报表",
        "|",
        "上年结余收入:",
        "|",
        "一级指标",
        "分值",
        "指标值",
        "|",
        "资金到位率",
        "5",
        "15",
        "资金到位率达100%",
        "10",
    ]
    text = (
        "甲县林场2023年度绩效目标\n\n"
        + "\n".join(c if c == "|" else f"{c} |" for c in cells)
        + "\n\n以上情况予以公开。\n"
    )
    report = parse_document(read_txt(text.encode(), "a.txt", "0"))
    assert not report.quantities and ("100", "%") in [(f.number, f.unit) for f in report.figures]


def test_three_rows_of_labels_over_one_row_of_amounts() -> None:
    text = (
        "乙县水务局2023年度部门决算\n\n“三公”经费支出决算表\n单位：万元\n预算数 | 决算数 |||||||||||\n"
        + " | ".join(["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"] * 2)
        + " |||||\n"
        + " | ".join(["小计", "公务用车购置费", "公务用车运行费"] * 2)
        + " |||||||\n7.00 |  | 4.00 |  | 4.00 | 3.00 | 5.00 |  | 3.00 |  | 3.00 | 2.00 |\n"
    )
    report = parse_document(read_txt(text.encode(), "a.txt", "0"))
    assert [(q.item, q.measure, q.number) for q in report.quantities] == [
        ("合计", "initial_budget", "7.00"),
        ("公务用车购置及运行费", "initial_budget", "4.00"),
        ("公务用车运行费", "initial_budget", "4.00"),
        ("公务接待费", "initial_budget", "3.00"),
        ("合计", "final", "5.00"),
        ("公务用车购置及运行费", "final", "3.00"),
        ("公务用车运行费", "final", "3.00"),
        ("公务接待费", "final", "2.00"),
    ]


def test_rows_that_are_one_cell_to_a_line_are_told_by_what_fills_them_up() -> None:
    lines = ["项目", "本年支出合计", "基本支出", "项目支出", "", "科目编码", "科目名称", "||"]
    rows = [["213", "农林水支出", "9.00", "5.00", "4.00"], ["21302", "林业", "9.00", "5.00", "4.00"]]
    cells = [c if c == "||" else f"{c} |".strip() for c in lines]
    cells[-1] = "|||"
    text = TITLE + "\n".join([*cells, *(f"{c} |" for row in rows for c in row)]) + "\n\n以上情况予以公开。\n"
    assert amounts(text)[:3] == [
        ("农林水支出", "本年支出合计", "9.00"),
        ("农林水支出", "基本支出", "5.00"),
        ("农林水支出", "项目支出", "4.00"),
    ]


def test_the_number_of_a_row_is_no_amount() -> None:
    header = "收入 | 支出 | ||||\n项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |\n"
    rows = "财政拨款 | 1 | 9.00 | 教育支出 | 5 | 9.00 |\n事业收入 | 2 | 科技支出 | 6 | ||\n总计 | 3 | 9.00 | 总计 | 7 | 9.00 |\n"
    found = amounts("丙县学校2023年度部门决算\n\n收入支出决算总表\n单位：万元\n" + header + rows)
    assert {n for _, _, n in found} == {"9.00"}


def test_an_upper_label_ends_where_another_begins() -> None:
    rows = ["甲费\t\t\t乙费", "小计\t购置费\t运行费\t", "9.00\t4.00\t5.00\t3.00"]
    text = "丁县文化馆2023年度部门决算\n\n“三公”经费支出决算表\n单位：万元\n" + "\n".join(rows) + "\n"
    (table,) = read_txt(text.encode(), "a.txt", "0").tables
    assert [(c.text.chars, c.col_span) for c in table.cells if c.row == 0] == [("甲费", 3), ("乙费", 1)]
    assert [(c.text.chars, c.col_span) for c in table.cells if c.row == 1 and c.text.chars] == [
        ("小计", 1),
        ("购置费", 1),
        ("运行费", 1),
    ]


@pytest.mark.parametrize(
    ("lines", "rows", "kept"),
    [
        (["甲\t\t1.00"], [["甲", "", "1.00"]], True),
        (["| 甲 | |"], [["甲", ""]], True),
        (["甲 |  | 1.00 |"], [["甲", "", "1.00"]], True),
        (["甲 | | 1.00 |"], [["甲", "", "1.00"]], True),
        (["甲 | 1.00 | |"], [["甲", "1.00", ""]], False),
    ],
)
def test_whether_blank_cells_hold_their_place(lines: list[str], rows: list[list[str]], kept: bool) -> None:
    assert keep_blanks(lines, rows) is kept


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=5))
def test_rows_under_their_columns_keep_their_sums(pairs: list[tuple[int, int]]) -> None:
    body = [
        [f"2{n:02}", f"第{n}类", f"{a + b}.00", f"{a}.00", f"{b}.00"] for n, (a, b) in enumerate(pairs, 1)
    ]
    total = [sum(a for a, _ in pairs), sum(b for _, b in pairs)]
    last = ["合计", f"{sum(total)}.00", f"{total[0]}.00", f"{total[1]}.00"]
    header = [["项目", "本年支出合计", "基本支出", "项目支出"], ["科目编码", "科目名称"]]
    rows = [*header, *body, last]
    assert lose_places(rows, True)
    found = placed_rows(rows, 5, True)
    assert found is not None and found.short == ()
    for row in found.rows[2:]:
        assert Decimal(row[2]) == Decimal(row[3]) + Decimal(row[4])


def test_lone_words_above_the_labels_are_no_row_of_the_header() -> None:
    rows = "丁县文化馆情况一览 | |\n按财政口径 | |\n项目 | 决算数 |\n培训费 | 1.00 |\n会议费 | 2.00 |\n"
    (table,) = read_txt(rows.encode(), "a.txt", "0").tables
    assert table.settled and table.rows()[-1] == ["会议费", "2.00"]
