"""Tables one below the other in a run of rows, and upper labels over the columns that they head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.levels import TextRow, settled_header, tables_within
from extract.txt.spans import over_columns

TABLE: list[TextRow] = [["项目", "决算数"], ["办公费", "1.00"]]


def numbered(rows: list[TextRow]) -> list[tuple[int, TextRow]]:
    """Rows on every second line."""
    return [(10 + 2 * n, row) for n, row in enumerate(rows)]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 3)), min_size=1, max_size=4))
def test_every_row_is_in_one_table_and_titles_begin_one(shape: list[tuple[bool, int]]) -> None:
    parts = [
        [*([["2023年度支出决算表", ""], ["单位：万元", ""]] if titled else []), *TABLE[:1], *TABLE[1:] * n]
        for titled, n in shape
    ]
    rows = numbered([row for part in parts for row in part])
    found = list(tables_within(rows))
    assert [row for _, _, part in found for row in part] == [row for _, row in rows]
    assert len(found) == 1 + sum(titled for titled, _ in shape[1:])
    assert [a for a, _, _ in found[1:]] == [b for _, b, _ in found[:-1]]
    assert (found[0][0], found[-1][1]) == (rows[0][0], rows[-1][0] + 1)


def test_a_title_beside_other_words_begins_none() -> None:
    rows = [*TABLE, ["2023年度支出决算表", "1.00"], *TABLE]
    assert len(list(tables_within(numbered(rows)))) == 1


def test_labels_that_divide_others_stand_over_their_columns() -> None:
    rows = [["项目", "合计", "本年支出"], ["人员支出", "公用支出"], ["教育", "3.00", "1.00", "2.00"]]
    assert settled_header(rows) == [
        ["项目", "合计", "本年支出", ""],
        ["", "", "人员支出", "公用支出"],
        ["教育", "3.00", "1.00", "2.00"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "预算数", "决算数"], ["教育", "1.00", "2.00"]],
        [["项目", "支出", ""], ["", "基本", "项目"], ["教育", "1.00", "2.00"]],
        [["一级指标", "三级指标"], ["产出", "数量", "1.00"], ["x"]],
        [["甲", "乙"], ["丙", "丁"]],
    ],
)
def test_a_header_in_its_place_stays(rows: list[TextRow]) -> None:
    assert settled_header(rows) == rows


def test_labels_over_numbers_alone_stand_behind_the_names() -> None:
    rows = [["决算数"], ["办公费", "1.00"], ["差旅费", "2.00"]]
    assert settled_header(rows) == [["", "决算数"], *rows[1:]]
    assert settled_header([["项目", "收入", "支出"], ["甲", "1.00", "乙", "2.00"]]) is None


@pytest.mark.parametrize("names", ["支出性质", "费用类型", "事项"])
def test_a_label_that_may_be_that_of_the_names_is_not_put_over_numbers(names: str) -> None:
    assert settled_header([[names, "决算数"], ["办公费", "1.00", "2.00"]]) is None
    assert over_columns([names, "决算数"], 3, [["办公费", "1.00", "2.00"]]) is None


@pytest.mark.parametrize("label", ["增减率(%)", "占比", "比上年增减%", "上年度", "2023年"])
def test_labels_that_head_numbers_stand_behind_the_names(label: str) -> None:
    assert over_columns(["预算数", label], 3, []) == [["", "预算数", label]]


def test_a_total_stands_under_the_columns_that_it_sums() -> None:
    rows = [
        ["序号", "项目名称", "下达", "支出"],
        ["1", "稻田", "50.00", "48.00"],
        ["2", "果园", "30.00", "30.00"],
    ]
    assert settled_header([*rows, ["合计", "80.00", "78.00"]]) == [*rows, ["合计", "", "80.00", "78.00"]]
    assert settled_header([*rows, ["合计", "81.00", "78.00"]]) == [*rows, ["合计", "", "", ""]]


@pytest.mark.parametrize(
    "header",
    [
        [["项目", "本年"], ["甲", "乙"]],  # neither repeats a word of the label that it would divide
        [["项目", "决算数"]],  # one row of labels, two columns short
    ],
)
def test_labels_that_fit_no_columns_are_told(header: list[TextRow]) -> None:
    assert settled_header([*header, ["教育", "1.00", "2.00", "3.00"]]) is None


@pytest.mark.parametrize("captions", [[], [["单位：万元", ""]], [["公开03表", ""], ["单位：万元", ""]]])
def test_a_table_begins_at_the_first_of_its_captions(captions: list[TextRow]) -> None:
    second = [*captions, ["2023年度收入决算表", ""], *TABLE]
    assert [part for _, _, part in tables_within(numbered([*TABLE, *second]))] == [TABLE, second]
    untitled = [*TABLE, *captions, *TABLE]
    assert len(list(tables_within(numbered(untitled)))) == 1


def test_a_row_of_words_only_is_none_of_the_header() -> None:
    rows: list[TextRow] = [
        ["2023年度支出决算表", ""],
        ["项目", "合计", "本年支出"],
        ["人员支出", "公用支出"],
        ["教育", "3.00", "1.00", "2.00"],
    ]
    found = settled_header(rows)
    assert found is not None and found[0] == rows[0] and found[1] == ["项目", "合计", "本年支出", ""]
