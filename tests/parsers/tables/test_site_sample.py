"""现场评价明细表: units down, projects across."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.tables.site_sample import is_site_sample, read_site_sample, sampled_units
from tests.written import table

ROWS = [
    ["编码", "单位名称", "道路养护", "绿化", "合计"],
    ["219001", "甲镇", "1.00", "", "1.00"],
    ["编码", "单位名称", "河道", "水闸", "合计"],
    ["219002", "乙镇", "2.00", "3.00", "5.00"],
]
HELD = replace(table(0, ROWS), title="现场评价明细表", unit_line="单位：万元")


def test_each_amount_is_of_its_unit_and_of_the_project_that_heads_it_last() -> None:
    assert [(q.item, q.project, q.number, q.unit, q.measure) for q in read_site_sample(HELD)] == [
        ("甲镇", "道路养护", "1.00", "万元", "received"), ("甲镇", None, "1.00", "万元", "received"),
        ("乙镇", "河道", "2.00", "万元", "received"), ("乙镇", "水闸", "3.00", "万元", "received"), ("乙镇", None, "5.00", "万元", "received"),
    ]  # fmt: skip


def test_the_columns_of_units_are_no_amounts() -> None:
    assert {q.col for q in read_site_sample(HELD)} == {2, 3, 4}
    assert list(read_site_sample(replace(table(0, [["1", "2", "3", "4", "5"]]), title="x"))) == []


def test_units_are_known_by_their_codes() -> None:
    assert [(name, code) for _, name, code in sampled_units(HELD)] == [("甲镇", "219001"), ("乙镇", "219002")]
    assert list(sampled_units(table(0, [["21900", "甲镇"], ["合计", ""]]))) == []


@pytest.mark.parametrize(
    ("title", "cols", "told"),
    [
        ("现场评价明细表", 5, True),
        ("现场评价情况汇总表", 5, True),
        ("现场评价明细表", 4, False),
        ("评价明细表", 5, False),
    ],
)
def test_what_is_such_a_table(title: str, cols: int, told: bool) -> None:
    assert is_site_sample(replace(table(0, [["甲"] * cols]), title=title)) == told
