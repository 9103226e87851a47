"""Which table a page goes on with, where parts of a wide one are printed across and then down."""

from __future__ import annotations

import pytest

from extract.pdf.page_breaks import join
from extract.pdf.tables import RuledTable
from extract.pdf.turns import Above, goes_on
from tests.extract.pdf.set_out import line, table

LEFT = [("项目", "合计"), ("办公费", "1.00"), ("差旅费", "2.00")]
RIGHT = [("基本", "项目"), ("1.00", "0.00"), ("1.50", "0.50")]
MORE_LEFT, MORE_RIGHT = [("会议费", "3.00"), ("培训费", "4.00")], [("3.00", "0.00"), ("3.00", "1.00")]


def two(*, rows: int = 3) -> list[Above]:
    """A left part on page 1 and the right one, or its first rows, on page 2."""
    return [Above(table(*LEFT), ["支出决算表"]), Above(table(*RIGHT[:rows], page=2), [])]


def test_the_parts_take_turns() -> None:
    tables = two()
    left, right = (a.table for a in tables)
    third = table(*MORE_LEFT, page=3)
    assert goes_on(tables, third, [line("支出决算表", page=3)]) is left
    join(left, third)
    assert goes_on(tables, table(*MORE_RIGHT, page=4), []) is right
    assert goes_on(tables, table(*MORE_RIGHT, page=5), []) is None


def test_a_part_that_is_not_done_goes_on_first() -> None:
    """Down, then across: the left part has more rows."""
    tables = two(rows=2)
    assert goes_on(tables, table(*MORE_RIGHT, page=3), []) is tables[1].table


@pytest.mark.parametrize(
    ("below", "said"),
    [
        (table(*MORE_LEFT, page=3), "收入决算表"),
        (table(*MORE_LEFT, page=4), "续表"),
        (table(*MORE_LEFT, page=3, xs=(90, 190, 290)), "续表"),
    ],
    ids=["another title", "a page between", "other edges"],
)
def test_what_is_no_part(below: RuledTable, said: str) -> None:
    assert goes_on(two(), below, [line(said, page=below.first_page)]) is None


def test_a_third_part_is_none_of_the_first_two() -> None:
    third = [("上缴", "经营"), ("0.10", "0.20"), ("0.30", "0.40")]
    assert goes_on(two(), table(*third, page=3), []) is None


def test_without_a_table_before_it_a_table_begins() -> None:
    assert goes_on([], table(*LEFT), []) is None
