"""Labels over the money of a form in two rows."""

from __future__ import annotations

import pytest

from extract.model import Text
from parsers.forms.lines.fund_labels import in_two_rows

VALUES = ["30.00", "30.00", "28.50", "95.00%", "10", "9.5"]


@pytest.mark.parametrize(
    ("heads", "values", "lowest"),
    [
        (
            "资金(万元) 预算数 执行情况 分值 得分 年初预算数 全年预算数 全年执行数 执行率",
            VALUES,
            "年初预算数 全年预算数 全年执行数 执行率 分值 得分",
        ),
        ("资金(万元) 年初预算数 全年预算数 全年执行数 执行率 分值 得分", VALUES, ""),
        ("年初预算数 全年预算数 全年执行数 执行率 分值 得分 预算数 执行率", VALUES, ""),
        ("资金(万元) 预算数 执行情况 年初预算数 全年预算数 全年执行数", [], ""),
    ],
)
def test_the_lowest_label_stands_over_each_value(heads: str, values: list[str], lowest: str) -> None:
    found = in_two_rows([Text(x) for x in heads.split()], [Text(x) for x in values])
    assert [t.chars for t in found] == lowest.split()
