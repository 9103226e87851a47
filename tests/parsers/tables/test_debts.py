"""Debts of governments by row, column and title: the year that they stand as of."""

from __future__ import annotations

import pytest

from parsers.report import Profile
from parsers.tables.debts import as_of
from tests.written import ABOVE, LEFT, rows_of

PROFILE = Profile(doc_type="budget", fiscal_year=2024)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2023年青禾市政府债务限额和余额情况表", 2023),
        ("2023年和2024年青禾市一般债务余额情况表", 2024),
        ("政府专项债务余额表", 2024),
        ("2023年一般公共预算收入表", None),
    ],
)
def test_the_year_of_a_title(title: str, year: int | None) -> None:
    assert as_of(title, PROFILE) == year


def test_limits_and_balances_by_area() -> None:
    table = [
        ["地区", "债务限额", LEFT, LEFT, "债务余额", LEFT, LEFT],
        [ABOVE, "合计", "一般债务", "专项债务", "合计", "一般债务", "专项债务"],
        ["全市合计", "90", "60", "30", "80", "55", "25"],
        ["澜溪区", "50", "30", "20", "45", "28", "17"],
        ["青禾县", "40", "30", "10", "35", "27", "8"],
    ]
    rows = rows_of("青禾市2023年政府决算公开\n2023年地方政府债务限额和余额情况表\n单位：亿元", table)
    assert [(f.item, f.breakdown, f.measure, f.value) for f in rows.funds if f.item == "澜溪区"] == [
        ("澜溪区", "债务限额合计", "final", 50), ("澜溪区", "债务限额一般债务", "final", 30), ("澜溪区", "债务限额专项债务", "final", 20),
        ("澜溪区", "债务余额合计", "final", 45), ("澜溪区", "债务余额一般债务", "final", 28), ("澜溪区", "债务余额专项债务", "final", 17),
    ]  # fmt: skip
    assert {f.statement for f in rows.funds} == {"other"} and len(rows.funds) == 18
    assert {f.project for f in rows.funds} == {None} and rows.findings == ()


def test_the_parts_below_a_row_are_of_its_year() -> None:
    table = [
        ["项目", "公式", "本地区", "本级"],
        ["一、2023年地方政府债务限额", "A=B+C", "70", "40"],
        ["其中：一般债务限额", "B", "50", "30"],
        ["专项债务限额", "C", "20", "10"],
        ["二、提前下达的新增债务限额", "D", "6", "5"],
        ["三、2024年新增地方政府债务限额", "E", "9", "7"],
    ]
    rows = rows_of("青禾市2024年政府预算公开\n2024年地方政府债务限额调整情况表\n单位：亿元", table)
    told = [(f.item, f.measure, f.period) for f in rows.funds if f.breakdown == "本级"]
    assert told == [
        ("2023年地方政府债务限额", "prior_final", 2023), ("一般债务限额", "prior_final", 2023), ("专项债务限额", "prior_final", 2023),
        ("提前下达的新增债务限额", "final", 2024), ("2024年新增地方政府债务限额", "final", 2024),
    ]  # fmt: skip
