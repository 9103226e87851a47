"""基础数据表: rows under columns of years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.tables.base_data import is_base_data, read_base_data
from tests.written import LEFT as L
from tests.written import table

YEARS = ["", "2022年决算数", "2023年预算数", "2023年决算数"]
ROWS = [["经费控制情况", L, L, L], YEARS, ["“三公”经费", "9", "8", "7"], ["其中：接待费", "3", "", "2"]]


def read(*rows: list[str]) -> list[tuple[str, str, str, int | None]]:
    return [(q.item, q.measure, q.number, q.period) for q in read_base_data(table(0, rows))]


def test_a_row_has_a_quantity_for_each_year_that_it_states() -> None:
    assert read(*ROWS) == [
        ("“三公”经费", "prior_final", "9", 2022), ("“三公”经费", "initial_budget", "8", 2023), ("“三公”经费", "final", "7", 2023),
        ("接待费", "prior_final", "3", 2022), ("接待费", "final", "2", 2023),
    ]  # fmt: skip


@pytest.mark.parametrize("block", ["财政供养人员情况", "保障措施", "经费控制情况"])
def test_a_block_of_other_things_ends_the_money(block: str) -> None:
    assert read(*ROWS[1:3], [block, "1", "2", "3"], ["在职", "40", "41", "42"]) == read(*ROWS[1:3])


def test_rows_without_a_name_or_before_any_year_are_none() -> None:
    assert read(["接待费", "1", "2", "3"]) == [] == read(YEARS, ["", "1", "2", "3"], ["…", "1", "2", "3"])


def test_the_unit_that_a_header_names() -> None:
    held = [["单位：元", *YEARS[1:]], ["接待费", "1", "2", "3"]]
    assert {q.unit for q in read_base_data(replace(table(0, held), unit_line="单位：万元"))} == {"元"}
    assert {q.unit for q in read_base_data(replace(table(0, ROWS), unit_line="单位：万元"))} == {"万元"}


@pytest.mark.parametrize(
    ("title", "header", "told"),
    [
        ("整体支出绩效评价基础数据表", ["甲", "乙", "丙", "丁"], True),
        ("", YEARS, True),
        ("", ["", "2022年决算数", "备注", "说明"], False),
        ("一般公共预算财政拨款支出决算表", YEARS, False),
        ("", ["2022年决算数", "2022年决算数", "2023年预算数", "2023年预算数"], False),
        ("", ["", "2022年人数", "2023年人数", "2024年人数"], False),
    ],
)
def test_what_is_base_data(title: str, header: list[str], told: bool) -> None:
    assert is_base_data(replace(table(0, [header, ROWS[2]]), title=title)) == told
