"""Labels of headers that lost their spans, over the columns that they head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.label_tree import kinds_of, label_rows

EXECUTED = [["项目", "2022年决算数", "2023年预算数", "2023年执行数"], ["金额", "占预算%", "比上年增长%"]]
FULL = ["201", "甲类支出", "9.00", "5.00", "4.00"]


def test_percentages_tell_which_amount_they_are_of() -> None:
    body = [["税收收入", "40", "50", "45", "90", "12.5"], ["专项收入", "8", "10", "12", "120", "50"]]
    assert label_rows(EXECUTED, 6, body) == [
        ["项目", "2022年决算数", "2023年预算数", "2023年执行数", "", ""],
        ["", "", "", "金额", "占预算%", "比上年增长%"],
    ]


def test_percentages_that_are_no_quotients_tell_nothing() -> None:
    body = [["税收收入", "40", "50", "45", "90", "12.5"], ["专项收入", "8", "10", "12", "110", "40"]]
    assert label_rows(EXECUTED, 6, body) is None
    assert label_rows(EXECUTED, 6, body[:1]) is None


@pytest.mark.parametrize(
    ("header", "body", "placed"),
    [
        (
            [["项目", "本年支出合计", "基本支出", "项目支出"], ["科目编码", "科目名称"]],
            [FULL],
            [["项目", "", "本年支出合计", "基本支出", "项目支出"], ["科目编码", "科目名称", "", "", ""]],
        ),
        (
            [["项目", "支出预算"], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["类", "款"]],
            [["201", "01", "甲类支出", "9.00", "5.00", "4.00"]],
            [
                ["项目", "", "", "支出预算", "", ""],
                ["科目编码", "", "科目名称", "合计", "基本支出", "项目支出"],
                ["类", "款", "", "", "", ""],
            ],
        ),
        (
            [["收入", "支出"], ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算"]],
            [["财政拨款", "1", "9.00", "甲类支出", "5", "9.00", "9.00"]],
            [
                ["收入", "", "", "支出", "", "", ""],
                ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算"],
            ],
        ),
        (
            [
                ["预算数", "决算数"],
                [*["合计", "因公出国（境）费", "公务用车费", "公务接待费"] * 2],
                [*["小计", "公务用车 购置费", "公务用车运行费"] * 2],
            ],
            [["9.00", "", "6.00", "2.00", "4.00", "3.00", "8.00", "", "6.00", "2.00", "4.00", "2.00"]],
            [
                ["预算数", *[""] * 5, "决算数", *[""] * 5],
                [*["合计", "因公出国（境）费", "公务用车费", "", "", "公务接待费"] * 2],
                [*["", "", "小计", "公务用车 购置费", "公务用车运行费", ""] * 2],
            ],
        ),
        (
            [["合计", "公务用车费", "公务接待费"], ["小计", "公务用车运行费"], [*["预算数", "决算数"] * 4]],
            [["9.00", "8.00", "6.00", "6.00", "6.00", "6.00", "3.00", "2.00"]],
            [
                ["合计", "", "公务用车费", "", "", "", "公务接待费", ""],
                ["", "", "小计", "", "公务用车运行费", "", "", ""],
                [*["预算数", "决算数"] * 4],
            ],
        ),
    ],
)
def test_labels_stand_over_their_columns(
    header: list[list[str]], body: list[list[str]], placed: list[list[str]]
) -> None:
    assert label_rows(header, len(body[0]), body) == placed


def test_labels_that_may_head_several_columns_are_not_placed() -> None:
    header = [["合计", "甲专项", "乙专项"], ["年初数", "年末数"]]
    assert label_rows([header[0], ["金额", "占比"]], 4, [["甲", "1.00", "2.00", "3.00"]]) is None
    assert label_rows(header, 4, [["9.00", "1.00", "2.00", "3.00"]]) is None


def test_a_column_of_percentages_has_a_label_of_rates() -> None:
    header = [["采购支出", "总计", "中小企业合同"], ["金额", "占比"]]
    body = [["货物", "9.00", "5.00", "55.56%"], ["服务", "8.00", "8.00", "100.00%"]]
    assert label_rows(header, 4, body) == [["采购支出", "总计", "中小企业合同", ""], ["", "", "金额", "占比"]]


@given(st.integers(1, 5), st.integers(2, 6))
def test_labels_keep_their_order_and_none_is_lost(leading: int, below: int) -> None:
    upper = [*(f"甲{'乙' * n}收入" for n in range(leading)), "本年支出"]
    lower = ["小计", *(f"{'丙' * n}支出" for n in range(1, below))]
    width = leading + below
    body = [["1.00"] * width]
    placed = label_rows([upper, lower], width, body)
    if placed is not None:
        assert [[c for c in row if c] for row in placed] == [upper, lower]
        assert [len(row) for row in placed] == [width, width]


def test_what_columns_hold() -> None:
    body = [["201", "甲", "1.00", "5%", ""], ["20101", "乙", "-", "", ""]]
    assert kinds_of(body, 5) == ["codes", "words", "numbers", "rates", ""]


@pytest.mark.parametrize(
    ("header", "body", "top"),
    [
        (
            [
                ["年度", "合计", "出国费", "公务用车费", "接待费"],
                ["小计", "其中"],
                ["公务用车购置费", "公务用车运行费"],
            ],
            ["甲年", "9.00", "1.00", "6.00", "2.00", "4.00", "2.00"],
            ["年度", "合计", "出国费", "公务用车费", "", "", "接待费"],
        ),
        (
            [["单位名称", "合计", "财政拨款收入", "事业收入"], ["小计", "其中：政府性基金"]],
            ["甲馆", "9.00", "8.00", "2.00", "1.00"],
            ["单位名称", "合计", "财政拨款收入", "", "事业收入"],
        ),
        (
            [["人员经费", "公用经费"], ["科目编码", "科目名称", "金额"] * 3],
            ["301", "工资", "9.00", "302", "办公", "5.00", "310", "设备", "1.00"],
            ["人员经费", "", "", "公用经费", "", "", "", "", ""],
        ),
    ],
)
def test_what_the_labels_of_a_statement_head(
    header: list[list[str]], body: list[str], top: list[str]
) -> None:
    placed = label_rows(header, len(body), [body])
    assert placed is not None and placed[0] == top
