"""Headers of tables: which rows they are, what each column is, and lists side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.tables.headers import blocks, columns, header_rows, is_total
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import table

HEADER = [["科目编码", "科目名称", "本年支出", L], [A, A, "基本支出", "项目支出"]]
BODY = [["205", "教育支出", "1.00", "2.00"], ["", "合计", "1.00", "2.00"]]


@given(st.integers(1, 2), st.booleans(), st.integers(0, 3))
def test_the_header_ends_where_numbers_or_names_begin(labels: int, numbered: bool, blank: int) -> None:
    top = (HEADER if labels == 2 else [["科目编码", "科目名称", "基本支出", "项目支出"]]) + [
        ["栏次", "", "1", "2"]
    ] * numbered
    assert header_rows(table(0, [*top, *BODY])) == len(top)
    empty = ["205", "教育支出", "", ""]
    assert header_rows(table(0, [*top, *[empty] * blank, *BODY])) <= len(top) + blank


@pytest.mark.parametrize(
    "first",
    [
        ["一、收入", ""],
        ["其中：接待费", ""],
        ["合计", ""],
        ["接待费", "(1.00)"],
        ["接待费", "2.00（上年:3.00）"],
        ["接待费", "3%"],
    ],
)
def test_what_is_no_header(first: list[str]) -> None:
    assert header_rows(table(0, [["项目", "决算数"], first, ["甲", "1.00"]])) == 1


def test_a_table_of_labels_alone_is_all_header() -> None:
    assert header_rows(table(0, [["项目", "决算数"], ["甲", "乙"]])) == 2


def test_each_column_has_its_path_and_its_role() -> None:
    found = columns(table(0, HEADER + BODY))
    assert [(c.path, c.role, c.label) for c in found] == [
        (("科目编码",), "code", "科目编码"),
        (("科目名称",), "name", "科目名称"),
        (("本年支出", "基本支出"), "value", "基本支出"),
        (("本年支出", "项目支出"), "value", "项目支出"),
    ]


@pytest.mark.parametrize(
    ("header", "body", "roles"),
    [
        (["行次", "项目", "金额"], ["1", "甲", "2.00"], ["line_number", "name", "value"]),
        (["行号", "项目", "金额"], ["1", "甲", "2.00"], ["line_number", "name", "value"]),
        (["政府采购支出", "金额"], ["货物", "2.00"], ["name", "value"]),
        (
            ["单位编码", "单位名称", "金额", "备注"],
            ["219", "甲局", "2.00", ""],
            ["unit_code", "name", "value", "remark"],
        ),
        (["项目", "名称", "金额"], ["20501", "甲", "2.00"], ["code", "name", "value"]),
        (["项目", "", "金额"], ["甲", "说", "2.00"], ["name", "remark", "value"]),
    ],
)
def test_roles(header: list[str], body: list[str], roles: list[str]) -> None:
    assert [c.role for c in columns(table(0, [header, body]))] == roles


def test_halves_side_by_side_are_two_lists() -> None:
    held = blocks(
        columns(
            table(
                0,
                [
                    ["项目", "金额", "行次", "项目", "预算数", "决算数"],
                    ["甲", "1.00", "1", "乙", "2.00", "3.00"],
                ],
            )
        )
    )
    assert [(b.name and b.name.index, [v.index for v in b.values]) for b in held] == [(0, [1]), (3, [4, 5])]


def test_a_list_without_values_is_none_and_two_classifications_are_one() -> None:
    assert blocks(columns(table(0, [["项目", "科目名称"], ["甲", "1.00"]]))) == []
    header = ["科目编码", "科目名称", "经济分类编码", "经济分类名称", "金额"]
    (block,) = blocks(columns(table(0, [header, ["301", "工资", "501", "工资", "1.00"]])))
    assert [c.index for c in block.codes] == [0] and block.name is not None and block.name.index == 1


@pytest.mark.parametrize(
    ("label", "total"), [("合计", True), ("本年支出合计", True), ("合计数", False), ("", False)]
)
def test_totals(label: str, total: bool) -> None:
    assert is_total(label) == total


def paths(*rows: list[str]) -> list[tuple[str, ...]]:
    return [c.path for c in columns(table(0, rows))]


def test_a_label_whose_merged_cell_is_lost_heads_its_group() -> None:
    body = ["甲", "1.00", "2.00", "3.00", "4.00"]
    top = ["项目", "2023年", "", "2024年", ""]
    low = ["", "预算数", "执行数", "预算数", "执行数"]
    assert paths(top, low, body)[1:] == [
        ("2023年", "预算数"), ("2023年", "执行数"), ("2024年", "预算数"), ("2024年", "执行数"),
    ]  # fmt: skip
    total = [["预算数", "", "决算数", ""], ["合计", "接待费", "合计", "接待费"], body[1:]]
    assert paths(*total) == [
        ("预算数", "合计"),
        ("预算数", "接待费"),
        ("决算数", "合计"),
        ("决算数", "接待费"),
    ]


@pytest.mark.parametrize(
    ("top", "low"),
    [
        (
            ["项目", "", "2023年", "", "备注"],
            ["", "预算数", "执行数", "增减", ""],
        ),  # in the middle of its group
        (
            ["", "2023年", "", "", ""],
            ["项目", "预算数", "执行数", "增减", "备注"],
        ),  # single labels stand below
        (
            ["项目", "2023年", L, "", "备注"],
            ["", "预算数", "执行数", "增减", ""],
        ),  # a merged cell ends where it ends
    ],
)
def test_labels_that_do_not_stand_first_in_their_groups_are_not_spread(
    top: list[str], low: list[str]
) -> None:
    assert paths(top, low, ["甲", "1.00", "2.00", "3.00", ""])[3] == ("增减",)


def test_a_label_is_spread_within_the_group_above_it() -> None:
    found = paths(
        ["项目", "车辆", L, "接待"],
        ["", "购置", "", ""],
        ["", "小计", "新车", "国内"],
        ["甲", "1.00", "2.00", "3.00"],
    )
    assert found == [("项目",), ("车辆", "购置", "小计"), ("车辆", "购置", "新车"), ("接待", "国内")]


def test_a_total_between_two_rows_of_labels_is_no_end_of_the_header() -> None:
    held = table(
        0,
        [
            ["经济分类科目", L, ""],
            ["", "", "总计"],
            ["科目编码", "科目名称", ""],
            ["30101", "基本工资", "6.00"],
        ],
    )
    assert header_rows(held) == 3
    assert header_rows(table(0, [["项目", "决算数"], ["合计", ""], ["甲", ""], ["乙", "1.00"]])) == 1


def test_names_under_one_label_stand_in_one_of_its_columns() -> None:
    held = table(0, [["编码", "名称", L, "金额"], ["205", "教育", "", "1.00"], ["206", "", "科学", "2.00"]])
    (found,) = blocks(columns(held))
    assert [n.index for n in found.names] == [1, 2] and found.name == found.names[1]


def test_a_blank_column_under_a_label_of_several_parts_no_list() -> None:
    held = table(
        0,
        [
            ["科目", L, L, "金额"],
            ["编码", "", "名称", A],
            ["205", "", "教育", "1.00"],
            ["", "", "合计", "1.00"],
        ],
    )
    assert [len(b.codes) for b in blocks(columns(held))] == [1]


def test_groups_of_the_same_labels_show_what_a_lost_merged_cell_held() -> None:
    found = paths(
        ["", "合计数", "", "接待费", ""],
        ["单位", "预算数", "决算数", "预算数", "决算数"],
        ["甲局", "1.00", "2.00", "3.00", "4.00"],
    )
    assert found[2] == ("合计数", "决算数") and found[4] == ("接待费", "决算数")


def test_codes_behind_names_make_no_second_list_of_them() -> None:
    held = table(
        0,
        [
            ["单位名称", "采购内容", "品目编码", "金额"],
            ["甲局", "检测", "B01", "1.00"],
            ["甲局", "管护", "B02", "2.00"],
        ],
    )
    (found,) = blocks(columns(held))
    assert found.name is not None and found.name.label == "采购内容"
