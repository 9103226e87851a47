"""Rows whose cells are set apart by white space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.spaced_rows import LONGEST, spaced_rows

VALUES = st.decimals(-9999, 9999, places=2).map("{:,}".format) | st.sampled_from(["—", "3.2%", "0"])
TABLES = st.integers(1, 5).flatmap(
    lambda cols: st.lists(
        st.tuples(
            st.sampled_from(["办公费", "差旅费", "因公出国（境）费"]), *[VALUES] * (cols - 1), st.just("1.50")
        ),
        min_size=2,
        max_size=5,
    )
)
LABELS = ("项目", "预算数", "决算数", "上年数", "增减额", "比重")


@given(TABLES, st.sampled_from([" ", "  ", "\u3000"]), st.booleans())
def test_as_many_values_as_labels(rows: list[tuple[str, ...]], gap: str, spaced: bool) -> None:
    held = [LABELS[: len(rows[0])], *rows]
    lines = [x for row in held for x in (gap.join(row), "")[: 1 + spaced]]
    found = spaced_rows(["前文。", *lines, "以上支出，说明如下。"], 1)
    assert found is not None and found.rows == tuple(held)
    assert found.start == 1 and found.end == 1 + len(lines) - spaced


def test_a_label_of_several_words_is_one() -> None:
    found = spaced_rows(["项目 决算数", "其中： 办公费 1.00", "差 旅 费 2.00"], 0)
    assert found is not None and found.rows[1:] == (("其中：办公费", "1.00"), ("差旅费", "2.00"))


@pytest.mark.parametrize(
    "lines",
    [
        ["收入合计 100.00", "支出合计 100.00", "结余 0.00"],
        ["项目 决算数", "办公费 1.00"],
        ["项目 决算数", "办公费 甲", "差旅费 乙"],
        ["项目 决算数，", "办公费 1.00", "差旅费 2.00"],
        ["项目", "办公费 1.00", "差旅费 2.00"],
        ["项目 决算数", "2023 1.00", "2022 2.00"],
        ["项 目 " * LONGEST, "办公费 1.00", "差旅费 2.00"],
    ],
)
def test_what_is_no_table(lines: list[str]) -> None:
    assert spaced_rows(lines, 0) is None


def test_blank_cells_are_kept_by_the_space_that_stands_for_them() -> None:
    lines = ["项目 预算数 决算数", "办公费 1.00 2.00", "接待费   2.00", "差旅费 3.00 4.00"]
    found = spaced_rows(lines, 0)
    assert found is not None and found.rows[2] == ("接待费", "", "2.00")
    assert spaced_rows([lines[0].replace("项目", "甲乙丙"), *lines[1:]], 0) is None


def test_a_header_in_two_lines() -> None:
    lines = ["项目 2022年预算数", "小计 其中：一般公共预算安排数", "合计 21.00 20.00"]
    lines += ["（一）因公出国（境）费 单位不需填列 单位不需填列", "（二）公务接待费 14.00 13.00"]
    lines += ["   1.公务用车购置费", "   2.公务用车运行费 7.00 7.00"]
    found = spaced_rows(lines, 0)
    assert found is not None and found.end == len(lines)
    assert found.rows[:2] == (("项目", "2022年预算数", ""), ("", *lines[1].split()))
    assert [row[1:] for row in found.rows[2:]] == [
        ("21.00", "20.00"),
        ("单位不需填列", "单位不需填列"),
        ("14.00", "13.00"),
        ("", ""),
        ("7.00", "7.00"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["小计 一般公共预算安排数", "接待费 14.00 13.00", "用车费 7.00 7.00"],
        ["出国费 单位不需填列 单位不需填列", "接待费 14.00 13.00", "用车费 7.00 7.00"],
        ["项目 收入 支出", "甲 乙", "接待费 1.00 2.00 3.00", "用车费 4.00 5.00 6.00"],
    ],
)
def test_a_row_with_more_values_than_labels_is_not_read(lines: list[str]) -> None:
    assert spaced_rows(lines, 0) is None


def test_codes_before_the_names() -> None:
    lines = ["科目编码 科目名称 本年支出合计 基本支出 项目支出", "合计 300.00 200.00 100.00"]
    lines += ["208 社会保障和就业支出 50.00 50.00", "213 农林水支出 250.00 150.00 100.00"]
    lines += ["2130301 行政 运行 250.00 150.00 100.00"]
    found = spaced_rows(lines, 0)
    assert found is not None and found.rows[1:] == (
        ("合计", "", "300.00", "200.00", "100.00"),
        ("208", "社会保障和就业支出", "", "", ""),
        ("213", "农林水支出", "250.00", "150.00", "100.00"),
        ("2130301", "行政运行", "250.00", "150.00", "100.00"),
    )
    assert found.short == ("208社会保障和就业支出",)


def test_labels_of_two_lines_stay_in_theirs() -> None:
    """Of three years' columns, one label is in the upper line alone; read anew, 2022年 would be this year's."""
    lines = ["项目 2022年 2023年", "决算数 预算数 决算数", "公务接待费 3.00 2.00 1.00", "会议费 6.00 5.00 4.00", "培训费 9.00 8.00 7.00"]  # fmt: skip
    found = spaced_rows(lines, 0)
    assert found is None or found.rows[0][1] != "2023年"
