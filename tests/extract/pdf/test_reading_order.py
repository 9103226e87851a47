"""The reading order of a page with tables beside each other."""

from __future__ import annotations

import pytest

from extract.model import Text, joined
from extract.pdf.textlines import Line
from extract.pdf.titles import in_reading_order
from tests.extract.pdf.set_out import line, table, text

ROWS = [("项目", "预算数"), ("增值税", "3.00")]
LEFT, RIGHT = table(*ROWS), table(*ROWS, xs=(300, 400, 500))


def spread(left: str, right: str, baseline: float) -> Line:
    """A line over both tables, with one space between what stands over each."""
    one = line(left, 60, baseline)
    return one._replace(text=joined([one.text, Text(" "), text(right, 310, baseline - 10)]))


def shown(lines: list[Line]) -> list[str]:
    return [
        x.text.chars if isinstance(x, Line) else "左表" if x is LEFT else "右表"
        for x in in_reading_order(lines, [RIGHT, LEFT])
    ]


def test_each_table_is_read_below_its_own_title() -> None:
    lines = [
        line("2024年预算公开", 100, 20),
        spread("收入预算表", "支出预算表", 60),
        spread("单位：元", "单位：万元", 80),
        line("注：含上年结转。", 60, 190),
    ]
    left, right = ["收入预算表", "单位：元", "左表"], ["支出预算表", "单位：万元", "右表"]
    assert shown(lines) == ["2024年预算公开", *left, *right, "注：含上年结转。"]


@pytest.mark.parametrize("said", [("收入", "支出"), ("收入预算表", "收入预算表"), ("收入预算表", "第三页")])
def test_what_are_no_titles_are_not_parted(said: tuple[str, str]) -> None:
    assert sorted(shown([spread(*said, 60)])[1:]) == ["右表", "左表"]
    assert shown([spread(*said, 60)])[0] == " ".join(said)


def test_a_title_over_both_is_not_parted() -> None:
    assert shown([line("2024年一般公共预算收入和支出预算表", 150, 60)])[0].startswith("2024年")
