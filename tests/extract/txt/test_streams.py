"""Cells of which each has a line: read where one number of columns fits, and not at all where several do."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.streams import loose_table, shape_of
from extract.txt.tables import find_tables

NUMBER = st.decimals(0, 9999, places=2).map(str)
ROWS = st.integers(2, 6).flatmap(
    lambda cols: st.lists(
        st.tuples(st.sampled_from(["甲局", "乙中心", "丙学校"]), *[NUMBER] * (cols - 1)),
        min_size=2,
        max_size=6,
    )
)
LABELS = ("单位", "预算数", "决算数", "上年数", "增减额", "余额")


@given(ROWS, st.sampled_from([(), ("2023年度支出决算表",), ("支出决算表", "单位：万元")]))
def test_cells_come_back_in_their_rows(rows: list[tuple[str, ...]], captions: tuple[str, ...]) -> None:
    cells = [*captions, *LABELS[: len(rows[0])], *chain(*rows)]
    found = shape_of(cells)
    assert found is not None and found.used == len(cells) and found.captions == captions
    assert [tuple(r) for r in found.header] == [LABELS[: len(rows[0])]]
    assert [tuple(r) for r in found.body] == rows
    assert [r[0] for r in found.rows[: len(captions)]] == list(captions)
    assert {len(r) for r in found.rows} == {len(rows[0])}


@given(ROWS)
def test_a_note_ends_the_cells(rows: list[tuple[str, ...]]) -> None:
    cells = [*LABELS[: len(rows[0])], *chain(*rows)]
    found = shape_of([*cells, "注：本表反映支出。", "1.00"])
    assert found is not None and found.used == len(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["单位", "预算数", "甲局"],
        ["1.00", "2.00", "3.00"],
        ["单位", "1.00"],
        ["单位", "决算数", "甲局", "1.00", "2.00", "3.00", "乙局", "4.00"],
    ],
)
def test_what_fits_no_number_of_columns(cells: list[str]) -> None:
    assert shape_of(cells) is None


def test_a_row_that_the_end_of_the_text_cuts_off_is_left_out() -> None:
    cells = ["单位", "预算数", "决算数", "甲局", "1.00", "2.00", "乙局", "3.00", "4.00", "丙局", "5.00"]
    found = shape_of(cells, cut=True)
    assert found is not None and len(found.body) == 2


def test_lines_without_marks_below_a_title() -> None:
    lines = [
        "支出决算表",
        "单位",
        "决算数",
        "甲局",
        "1.00",
        "乙局",
        "2.00",
        "丙局",
        "3.00",
        "以上支出，说明如下。",
    ]
    found = loose_table(lines, 1)
    assert found is not None and (found.start, found.end) == (1, 9) and len(found.rows) == 4
    assert loose_table(lines, 0) is None
    assert loose_table([*lines[:7], lines[-1]], 1) is None  # two numbers are too few
    assert loose_table(["支出决算表", "项目名称", *lines[3:]], 1) is None  # a form has a way of its own


def test_blank_lines_between_its_cells() -> None:
    said = ["单位", "决算数", "甲局", "1.00", "乙局", "2.00", "丙局", "3.00"]
    found = loose_table([x for c in said for x in (c, "")], 0)
    assert found is not None and found.end == 15 and found.rows[-1] == ("丙局", "3.00")


CODED = ["科目编码", "科目名称", "预算数", "小计", "基本支出", "项目支出"]
COSTS = ["合计", "出国费", "公务用车费", "接待费", "小计", "公务用车购置费", "公务用车运行费"]


@pytest.mark.parametrize(
    "cells",
    [
        # A total has no code: its row is shorter, and the codes of the next ones are not amounts.
        [*CODED, "合计", "30", "20", "10", "208", "社会保障支出", "5", "5", "0", "213", "农林水支出", "25", "15", "10"],
        ["单位", "甲局", "1.00", "2.00", "名称", "乙局", "3.00", "4.00"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("after", [[], ["二、说明。"]])
def test_codes_and_names_are_no_amounts(cells: list[str], after: list[str]) -> None:
    assert not [t for t in find_tables(["2021年预算表", "单位：万元", *cells, *after]) if t.settled]


@pytest.mark.parametrize("after", [[], [""], ["", ""], ["二、说明。"]])
def test_a_lone_row_below_a_header_in_two_levels(after: list[str]) -> None:
    lines = [
        "“三公”经费支出决算表",
        "单位：万元",
        *COSTS,
        "12.50",
        "0.00",
        "8.50",
        "0.00",
        "8.50",
        "4.00",
        *after,
    ]
    (found,) = find_tables(lines)
    assert found.rows[1] == ("", "", "小计", "公务用车购置费", "公务用车运行费", "")
    assert found.rows[2] == ("12.50", "0.00", "8.50", "0.00", "8.50", "4.00")


@pytest.mark.parametrize("gap", [[], [""]])
def test_names_that_begin_with_a_number_are_no_headings(gap: list[str]) -> None:
    cells = ["收入", "支出", *["项目", "行次", "金额"] * 2, "栏次", "", "1", "栏次", "", "2"]
    rows = [
        ["一、财政拨款收入", "1", "593.00", "一、公共服务支出", "30", ""],
        ["二、其他收入", "2", "87.00", "二、教育支出", "31", "550.00"],
        ["", "3", "", "三、卫生支出", "32", "45.00"],
    ]
    cells += [x for row in rows for x in row]
    above = ["收入支出决算总表", *gap, "单位：元", *gap]
    lines = [*above, *[x for c in cells for x in ([c, *gap] if c else [""])], "二、收入决算表", "本表为空。"]
    (found,) = find_tables(lines)
    assert [list(row) for row in found.rows[-3:]] == rows


@pytest.mark.parametrize("last", [[], [""], ["八、社会保"], ["", "八、社会保", ""]])
def test_the_text_may_end_in_the_midst_of_a_cell(last: list[str]) -> None:
    labels = ["收入", "支出", *["项目", "行次", "决算数"] * 2]
    names = ["一、公共", "二、教育", "三、卫生", "四、住房"]
    rows = [[x + "收入", f"{n}", f"{n}.50", x + "支出", f"{n + 9}", "1.75"] for n, x in enumerate(names, 1)]
    found = loose_table([*labels, *chain(*rows), "五、其他收入", "5", *last], 0)
    assert found is not None and [list(row) for row in found.rows[-4:]] == rows
