"""What rounding explains is no finding; a base of 0 is one."""

from __future__ import annotations

from decimal import Decimal

from checks.run import check_rows
from normalize.schema import Rows
from tests.checks.changed import broken_rules, with_fund


def test_rounding_is_no_finding(accounts: Rows) -> None:
    """A total off by one hundredth with several parts is within what rounding explains."""
    parts = [
        f
        for f in accounts.funds
        if f.statement == "expenditure" and f.item_code == "201" and f.breakdown == "项目支出"
    ]
    value = parts[0].value + Decimal("0.01")
    rows = with_fund(
        accounts, {"statement": "expenditure", "item_code": "201", "breakdown": "项目支出"}, str(value)
    )
    assert broken_rules(rows) == set()


def test_zero_base(accounts: Rows) -> None:
    rows = with_fund(
        accounts, {"measure": "initial_budget", "statement": "general_expenditure", "origin": "text"}, "0.00"
    )
    messages = [f.message for f in check_rows(rows).findings if f.rule == "ratio.completion"]
    assert any("基数为0" in m for m in messages)


def test_findings_are_stable_and_short(accounts: Rows) -> None:
    rows = with_fund(accounts, {"statement": "general_basic", "item": "人员经费", "origin": "text"}, "1.00")
    one, two = check_rows(rows).findings, check_rows(rows).findings
    assert one == two and one
    assert all(len(f.message) <= 200 and len(f.evidence) <= 8 for f in one)
    assert len({f.finding_id for f in one}) == len(one)
