"""资金使用结构明细表: projects down, kinds of spending across."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.tables.fund_usage import is_fund_usage, is_sum, read_fund_usage
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import table

HEADER = [
    ["序号", "项目名称", "资金到位", L, "资金使用", L, "使用率"],
    [A, A, "省级", "合计", "工程费", "合计", "合计"],
]
ROWS = [["1", "道路养护", "8", "8", "6", "6", "75%"], ["合计", "", "8", "8", "6", "6", "75%"]]


def test_a_group_tells_the_measure_and_a_column_the_kind() -> None:
    found = list(read_fund_usage(replace(table(0, HEADER + ROWS), unit_line="单位：万元")))
    assert [(q.item, q.breakdown, q.measure, q.number, q.unit, q.project) for q in found[:5]] == [
        ("道路养护", "省级", "received", "8", "万元", "道路养护"), ("道路养护", "合计", "received", "8", "万元", "道路养护"),
        ("道路养护", "工程费", "final", "6", "万元", "道路养护"), ("道路养护", "合计", "final", "6", "万元", "道路养护"),
        ("道路养护", "合计", "execution_rate", "75", "%", "道路养护"),
    ]  # fmt: skip
    assert [q.basis for q in found[:5]] == [None, None, None, None, "received"] and found[
        0
    ].section == "资金到位"


def test_the_sum_is_no_project_and_blank_cells_are_none() -> None:
    found = list(read_fund_usage(table(0, [*HEADER, ["合计", "", "8", "", "-", "6", ""]])))
    assert [(q.item, q.project, q.number) for q in found] == [("合计", None, "8"), ("合计", None, "6")]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (HEADER[0], True),
        (["序号", "单位", "资金到位", L, "资金使用", L], False),
        (["序号", "项目名称", "资金到位", L, "余额", L], False),
        (["序号", "项目名称", "资金到位", "资金使用"], False),
    ],
)
def test_what_is_such_a_table(header: list[str], told: bool) -> None:
    assert is_fund_usage(table(0, [header, [str(n) for n in range(len(header))]])) == told


@pytest.mark.parametrize(
    ("label", "told"), [("合计", True), ("小计(1+2)", True), ("合计支出", False), ("项目", False)]
)
def test_sums(label: str, told: bool) -> None:
    assert is_sum(label) == told
