"""What stands around a table is its title, its unit line and its notes; a sentence is none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.captions import REACH, says_nothing_new, with_context
from extract.fold import fold
from extract.model import Cell, Paragraph, Table, Text

ROWS = [["项目", "决算数"], ["办公费", "1.00"]]


def table(rows: list[list[str]], wide: int = 1) -> Table:
    """A table of rows; a row of one cell spans `wide` columns."""
    cells = [
        Cell(r, c, Text(t), 1, wide if len(row) == 1 else 1)
        for r, row in enumerate(rows)
        for c, t in enumerate(row)
    ]
    return Table(0, tuple(cells), len(rows), max(map(len, rows)))


def captioned(*blocks: str | Table) -> Table:
    """The table among blocks with its context."""
    held = [b if isinstance(b, Table) else Paragraph(n, Text(b)) for n, b in enumerate(blocks)]
    (found,) = [b for b in with_context(held) if isinstance(b, Table)]
    return found


@given(
    st.lists(
        st.sampled_from(["单位：万元", "公开03表", "编制单位：甲局", "附件1", ""]), max_size=4, unique=True
    )
)
def test_labels_and_unit_lines_between_a_title_and_its_table_are_passed_over(between: list[str]) -> None:
    found = captioned("上一段说明了收入的总体情况和变动原因。", "2023年度支出决算表", *between, table(ROWS))
    assert found.title == "2023年度支出决算表"
    assert found.unit_line == ("单位：万元" if "单位：万元" in between else "")
    assert [p.text.chars for p in found.above][1:] == ["2023年度支出决算表", *filter(None, between)]


def test_a_sentence_between_ends_the_search() -> None:
    assert captioned("2023年度支出决算表", "本表反映单位全年的支出情况和变动。", table(ROWS)).title == ""
    assert captioned("支出决算表", "短", table(ROWS)).title == "支出决算表"


def test_the_paragraphs_above_reach_so_far_and_end_at_another_table() -> None:
    lines = [f"第{n}行" for n in range(REACH + 2)]
    assert [p.text.chars for p in captioned(*lines, table(ROWS)).above] == lines[2:]
    first = table(ROWS)
    _, second = [
        b for b in with_context([Paragraph(0, Text("收入决算表")), first, first]) if isinstance(b, Table)
    ]
    assert second.title == "" and second.above == ()


def test_a_title_that_is_broken_in_its_bracket_is_whole() -> None:
    lines = "2024年基本支出预算表（按政府预算", "经济分类）"
    assert captioned(*lines, "单位：万元", table(ROWS)).title == "".join(lines)
    assert captioned("上述收入（含附加", "支出）", table(ROWS)).title == ""


def test_a_title_that_is_broken_is_whole() -> None:
    assert captioned("一般公共预算财政拨款支出", "决算表", table(ROWS)).title == "决算表"
    assert (
        captioned("一般公共预算财政拨款支出决", "算表", table(ROWS)).title == "一般公共预算财政拨款支出决算表"
    )


def test_notes_below_until_something_else_stands_there() -> None:
    notes = ["注：本表反映支出。", "说明：数字四舍五入。"]
    assert captioned(table(ROWS), *notes, "二、其他情况", "注：别的").notes == tuple(notes)
    assert captioned(table(ROWS), "二、其他情况", notes[0]).notes == ()


@pytest.mark.parametrize(
    ("top", "rows", "title", "unit"),
    [
        ([["2023年度支出决算表"]], 1, "2023年度支出决算表", ""),
        ([["2023年度支出决算表"], ["公开03表", "单位：万元"]], 2, "2023年度支出决算表", "单位：万元"),
        ([["项目支出", "单位：万元"]], 0, "", "单位：万元"),
        ([["2023年度支出决算表", "附注"]], 0, "", ""),
    ],
)
def test_captions_within_the_table(top: list[list[str]], rows: int, title: str, unit: str) -> None:
    found = captioned(table([*top, *ROWS], 2))
    assert (found.caption_rows, found.title) == (rows, title)
    assert found.unit_line == (unit if rows else "")


def test_what_a_table_says_of_itself_stays() -> None:
    own = Table(0, table(ROWS).cells, 2, 2, "自己的表", "单位：元", ("注：己",))
    found = captioned("2023年度支出决算表", "单位：万元", own, "注：彼")
    assert (found.title, found.unit_line, found.notes) == (own.title, own.unit_line, own.notes)


@pytest.mark.parametrize("mark", ["", "（续）", "(续表)", "续表2", "续"])
def test_a_title_that_was_printed_before_says_nothing_new(mark: str) -> None:
    title = fold("2023年度支出决算表" + mark)
    assert says_nothing_new(title, {"2023年度支出决算表"})
    assert not says_nothing_new(title, {"2023年度收入决算表"})


@pytest.mark.parametrize("said", ["续表", "(续表1)", "单位:万元"])
def test_nor_do_a_mark_alone_and_the_unit(said: str) -> None:
    assert says_nothing_new(said, set())


@pytest.mark.parametrize("title", ["明细表", "情况表"])
def test_the_rest_of_a_title_with_nothing_above_it_names_the_table(title: str) -> None:
    assert captioned(title, table(ROWS)).title == title
