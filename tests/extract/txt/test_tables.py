"""Tables in exported text: however their cells are parted, the rows are those that were written."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Paragraph, Table
from extract.txt.document import read_txt
from extract.txt.tables import find_tables, is_sound

LABELS = st.sampled_from(["预算数", "决算数", "合计", "基本支出", "项目支出", "上年数", "财政拨款"])
NAMES = st.sampled_from(["一、办公费", "其中：差旅费", "公务接待费", "因公出国(境)费", "其他收入"])
NUMBERS = st.decimals(0, 99999, places=2).map("{:,}".format) | st.sampled_from(["", "0", "-1.50", "3.2%"])
BEFORE, AFTER = ["一、本单位收支情况如下，详见表格。", ""], ["", "二、本单位没有其他需要说明的情况。"]


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    cols, count = draw(st.integers(2, 7)), draw(st.integers(2, 8))
    header = ["项目", *draw(st.lists(LABELS, min_size=cols - 1, max_size=cols - 1))]
    rows = [
        [draw(NAMES), *draw(st.lists(NUMBERS, min_size=cols - 1, max_size=cols - 1))] for _ in range(count)
    ]
    # A row and a column without any number say nothing of what stands where.
    for n, row in enumerate(rows):
        row[1 + n % (cols - 1)] = f"{n}.25"
    rows[0][1:] = [f"{n}.75" for n in range(1, cols)]
    return [header, *rows]


def barred(rows: list[list[str]]) -> list[str]:
    return [" | ".join(row) + " |" for row in rows]


def framed(rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in rows]


def tabbed(rows: list[list[str]]) -> list[str]:
    return ["\t".join(row) for row in rows]


def closed(rows: list[list[str]]) -> list[str]:
    """A cell to a line, a bar behind each."""
    return [f"{cell} |".strip() for cell in chain(*rows)]


def opened(rows: list[list[str]]) -> list[str]:
    """The same with a bar before each row."""
    return [line for row in rows for line in ("|", *closed([row]))]


def loose(rows: list[list[str]]) -> list[str]:
    """A cell to a line, with nothing between them."""
    return list(chain(*rows))


def spaced(rows: list[list[str]]) -> list[str]:
    """The same with a blank line behind each."""
    return [line for cell in chain(*rows) for line in (cell, "")]


def apart(rows: list[list[str]]) -> list[str]:
    """A row to a line, its cells set apart by white space, a dash for a blank one."""
    return ["  ".join(cell or "-" for cell in row) for row in rows]


@pytest.mark.parametrize("written", [barred, framed, tabbed, closed, opened, loose, spaced, apart])
@given(rows=tables())
def test_rows_are_read_as_they_were_written(
    written: Callable[[list[list[str]]], list[str]], rows: list[list[str]]
) -> None:
    lines = [*BEFORE, *written(rows), *AFTER]
    (found,) = find_tables(lines)
    assert found.settled
    assert [["" if c == "-" else c for c in row][-len(rows[0]) :] for row in found.rows] == rows
    document = read_txt("\n".join(lines).encode(), "a.txt", "0")
    (table,) = document.tables
    assert table.row_count == len(rows)
    assert [p.text.chars for p in document.blocks if isinstance(p, Paragraph)] == [BEFORE[0], AFTER[1]]


def test_cells_that_were_lost_are_not_guessed() -> None:
    rows = [
        ["项目", "预算数", "决算数"],
        ["办公费", "1.00", "2.00"],
        ["差旅费", "3.00"],
        ["会议费", "4.00", "5.00"],
        ["合计", "8.00"],
    ]
    document = read_txt("\n".join([*BEFORE, *closed(rows), *AFTER]).encode(), "a.txt", "0")
    assert [t.settled for t in document.tables] == [False] and len(document.warnings) == 1
    assert "单元格有缺失" in document.warnings[0] and "第3行" in document.warnings[0]


def test_rows_that_bars_fill_up() -> None:
    """A form copied from a page: bars alone stand for the columns that a merged cell covers."""
    lines = [
        "自评表 |",
        "|||",
        "项目名称 |",
        "校舍维修 |",
        "||",
        "资金(万元) |",
        "|",
        "预算数 |",
        "执行数 |",
        "|",
        "总额 |",
        "30 |",
        "29 |",
    ]
    (found,) = find_tables(lines)
    assert found.settled and found.rows[-1] == ("", "总额", "30", "29")
    assert found.rows[1] == ("项目名称", "校舍维修", "", "")


CAPTIONS = ["收入支出决算总表 |", "| |", "|", "|", "|", "|", "公开01表 |", "部门:青石县小学 |"]
CAPTIONS += ["|", "|", "|", "|", "金额单位:万元 |", "收入 |", "支出 |"]
HALVES = [
    ["一、财政拨款收入", "1", "593", "一、公共服务支出", "35", ""],
    ["其中:基金预算", "2", "", "二、外交支出", "36", ""],
    ["二、其他收入", "3", "87", "三、教育支出", "37", "550"],
    ["", "4", "", "四、社会保障支出", "38", "58"],
    ["", "5", "", "五、卫生支出", "39", "45"],
    ["", "6", "", "六、环保支出", "40", ""],
]


def test_a_bar_before_a_blank_cell_begins_a_row() -> None:
    """Two halves side by side below captions, a line for each cell."""
    cells = [*["项目", "行次", "决算数"] * 2, *chain(*HALVES[:3])]
    lines = [*CAPTIONS, *[f"{c} |" if c else "|" for c in cells]]
    for row in HALVES[3:]:
        lines += ["| |", *[f"{c} |" if c else "|" for c in row[1:]]]
    (found,) = find_tables(["第二部分决算表", *lines])
    assert found.settled and [list(row) for row in found.rows[-6:]] == HALVES
    assert [x for row in found.rows[:-8] for x in row if x][-1] == "金额单位:万元"


def test_rows_of_a_length_that_mixes_words_and_numbers_are_not_read() -> None:
    cells = [f"{c}|" for row in HALVES for c in row]
    del cells[17:18]  # a blank cell was lost: what follows stands a column to the left
    lines = [
        "收入支出决算总表|",
        "||",
        *[f"{x}|" for x in ["项目", "行次", "决算数"] * 2],
        *cells,
        "||",
        "合计|",
    ]
    assert not [t for t in find_tables(lines) if t.settled]


def test_an_upper_label_spans_what_it_heads() -> None:
    text = "项目\t本年支出\t\n\t基本支出\t项目支出\n教育\t1.00\t2.00\n文化\t3.00\t4.00\n"
    (table,) = read_txt(text.encode(), "a.txt", "0").tables
    assert isinstance(table, Table) and table.grid[0, 2].text.chars == "本年支出"


@pytest.mark.parametrize(
    "lines",
    [
        ["| 首页 | 概况 |", "正文第一段写了本单位的情况。"],
        ["发布时间:2021-01-05 | 发布单位:甲局"],
        ["一、概况", "二、收入", "三、支出", "2023", "年度"],
        ["甲局", "2023年度", "12", "决算", "13"],
        [
            "甲局2023年预算说明",
            "一、收入预算说明",
            "（一）总体情况",
            "收入100万元，增长。",
            "（二）对比",
            "比上年增加。",
        ],
        ["本年收入 合计", "收入情况 100.00", "其他 说明"],
        ["2023 年财政拨款收入 393.10 万元", "支出 391.98 万元，比上年 减少"],
    ],
)
def test_what_is_no_table(lines: list[str]) -> None:
    assert list(find_tables(lines)) == []


def test_loose_cells_with_remarks() -> None:
    cells = [
        "项目",
        "预算数",
        "决算数",
        "备注",
        "公务接待费",
        "2.00",
        "1.00",
        "厉行节约",
        "会议费",
        "3.00",
        "",
        "",
        "合计",
        "5.00",
        "1.00",
        "",
    ]
    (found,) = find_tables([*BEFORE, *cells, *AFTER])
    assert found.rows[1] == ("公务接待费", "2.00", "1.00", "厉行节约") and len(found.rows) == 4


@pytest.mark.parametrize(("label", "read"), [("支出性质", False), ("预算数", True)])
def test_a_unit_line_heads_names_where_the_labels_beside_it_head_numbers(label: str, read: bool) -> None:
    lines = ["单位：万元", label, "决算数", "基本支出", "3.00", "2.00", "项目支出", "2.00", "1.00"]
    assert [table.settled for table in find_tables(lines)] == [read]


TYPED = ["项目", "支出性质", "决算数", "办公", "基本", "3.00", "会议", "", "2.00", "培训", "项目", "1.00"]


@pytest.mark.parametrize("above", [["（单位：万元）"], ["2023年度经费支出情况表", "（2023年度）"]])
def test_what_stands_in_brackets_above_a_table(above: list[str]) -> None:
    (found,) = find_tables(["公开如下：", *above, *TYPED, "以上未经审计。"])
    assert found.rows[0] == ("项目", "支出性质", "决算数") and len(found.rows) == 4


def test_a_table_does_not_begin_within_its_header() -> None:
    assert not list(find_tables(["公开如下：", *TYPED, "以上未经审计。"]))


@pytest.mark.parametrize(
    "rows",
    [
        [["科目编码", "合计"], ["甲类支出", "1.00"], ["乙类支出", "2.00"]],
        [["合计", "支出数"], ["1.00", "20101"], ["2.00", "20102"]],
    ],
)
def test_codes_and_words_under_labels_of_others_were_set_in_wrong_rows(rows: list[list[str]]) -> None:
    assert not is_sound(rows)
    assert is_sound([["科目编码", "名称", "支出数"], ["201", "甲", "1.00"], ["20101", "乙", "2.00"]])


def test_rows_that_tabs_part_stay_in_place_whatever_follows_the_last_cell() -> None:
    rows = ["单位\t\t合计\t甲项目\t", "01\t乙局\t3.00\t\t3.00", "\t丙局\t4.00\t4.00"]
    (found,) = find_tables([*BEFORE, *rows, *AFTER])
    assert found.settled and found.short == ()
    assert [row[:4] for row in found.rows[1:]] == [("01", "乙局", "3.00", ""), ("", "丙局", "4.00", "4.00")]


def test_names_behind_labels_of_amounts_say_that_the_header_began_above() -> None:
    """项目 is merged over 类, 款, 项 and 科目名称, which stand in the second row of the header."""
    header = [
        "项目",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "类",
        "款",
        "项",
        "科目名称",
    ]
    rows = [
        ["合计", "9.00", "5.00", "4.00", "-", "-"],
        ["201", "", "", "一般公共服务支出", "9.00", "5.00", "4.00", "-", "-"],
    ]
    cells = [*header, *chain(*rows), *chain(*rows[1:])]
    lines = [line for c in cells for line in ((c, "") if c else ("",))]
    assert not [found for found in find_tables(lines) if found.settled]


def test_a_long_cell_between_lines_of_bars_goes_on_with_its_table() -> None:
    long = "1、部门预算项目 2、市直专项 3、市对下转移支付项目 4、其他需要在此说明的项目"
    lines = [
        "项目名称",
        "|",
        "护堤",
        "|",
        "||||",
        "项目类别",
        "|",
        long,
        "|",
        "||||",
        "主管部门",
        "|",
        "水务局",
        "|",
        "||||",
    ]
    (found,) = find_tables(lines)
    assert found.end == len(lines) and any(long in row for row in found.rows)
