"""What a budget tells of the accounts of the year before, and what came in."""

from __future__ import annotations

import pytest

from checks.facts import Facts
from checks.said.accounts import by_year
from tests.written import rows_of

EXECUTED = "青禾市2023年预算执行情况和2024年预算草案的报告\n一、2023年预算执行情况\n"
OUTTURN = "青禾市2023年财政决算报告\n一、一般公共预算\n"
BUDGETED = "2023年一般公共预算收入执行数26000万元，2024年预算27000万元，增长3.8%。"
CAME_IN = "一般公共预算收入完成26000万元，比上年增长4%。"


@pytest.mark.parametrize(
    ("head", "years"),
    [
        (EXECUTED, [("budget", 2024), ("final_accounts", 2023)]),
        (OUTTURN, [("final_accounts", 2023)]),
    ],
)
def test_accounts_of_the_year_before_stand_apart(head: str, years: list[tuple[str, int]]) -> None:
    found = by_year(Facts(rows_of(head + CAME_IN)))
    assert [(f.document.doc_type, f.year) for f in found] == years
    assert [f.measure for f in found[-1].funds] == ["final", "change_rate"]


def test_what_is_budgeted_beside_what_came_in_is_of_the_budget() -> None:
    (own,) = by_year(Facts(rows_of(EXECUTED + BUDGETED)))
    assert {f.period for f in own.funds} == {2023, 2024}


@pytest.mark.parametrize(("total", "count"), [("40900", 0), ("41900", 1)])
def test_what_a_budget_tells_of_the_year_before_is_told_once(total: str, count: int) -> None:
    said = f"一般公共预算收入26000万元，加上级补助收入12000万元，上年结转收入1700万元，调入资金1200万元，收入总计{total}万元。"
    found = [f.rule for f in rows_of(EXECUTED + said).findings if f.severity == "error"]
    assert found == ["sum.added"] * count


def test_what_a_budget_tells_of_its_own_year_is_told_once() -> None:
    own = "\n二、2024年预算\n2024年一般公共预算收入安排27000万元，比上年减少1000万元，增长3.8%。"
    found = [f.rule for f in rows_of(EXECUTED + CAME_IN + own).findings if f.rule == "difference.direction"]
    assert len(found) == 1


def test_what_came_in_is_no_spending() -> None:
    said = "税收收入完成26000万元，为年初预算25000万元的114%。"
    found = [f.message for f in rows_of(OUTTURN + said).findings if f.rule == "ratio.completion"]
    assert len(found) == 1 and found[0].startswith("税收收入决算26000万元÷年初预算25000万元")
