"""One number of a document changed: the rule that must say so does, and nothing was said before."""

from __future__ import annotations

from pathlib import Path

import pytest

import juesuan
from normalize.schema import Rows
from tests.checks.changed import broken_rules, with_fund

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.mark.parametrize(
    ("rule", "fund", "value"),
    [
        (
            "sum.classification",
            {"statement": "expenditure", "item_code": "20138", "breakdown": "项目支出"},
            "1.00",
        ),
        ("sum.row", {"statement": "expenditure", "item_code": "2210201", "breakdown": "基本支出"}, "1.00"),
        ("sum.balance", {"statement": "income_expenditure_summary", "item": "年末结转和结余"}, "99.99"),
        ("sum.basic", {"statement": "general_basic", "item": "人员经费合计"}, "1.00"),
        ("sum.three_public", {"statement": "three_public", "item": "公务接待费", "origin": "table"}, "77.00"),
        ("sum.text", {"statement": "expenditure", "item": "项目支出", "origin": "text"}, "1.00"),
        (
            "sum.structure",
            {
                "statement": "general_expenditure",
                "item": "卫生健康支出",
                "origin": "text",
                "measure": "final",
            },
            "1.00",
        ),
        ("ratio.share", {"statement": "expenditure", "measure": "share"}, "12.34"),
        ("ratio.completion", {"measure": "completion_rate"}, "55.55"),
        ("ratio.growth", {"measure": "change_rate"}, "77.77"),
        ("equality.text", {"statement": "general_basic", "item": "人员经费", "origin": "text"}, "1.00"),
        ("equality.tables", {"statement": "income_expenditure_summary", "item": "本年支出合计"}, "1.00"),
        ("bound.share", {"measure": "share"}, "112.34"),
        ("bound.three_public", {"item_code": "30217"}, "99.00"),
        (
            "bound.appropriation",
            {"statement": "expenditure", "item": "合计", "breakdown": "基本支出"},
            "1.00",
        ),
    ],
)
def test_accounts(accounts: Rows, rule: str, fund: dict[str, object], value: str) -> None:
    assert broken_rules(accounts) == set()
    assert rule in broken_rules(with_fund(accounts, fund, value))


@pytest.mark.parametrize(
    ("rule", "fund", "value"),
    [
        ("ratio.execution", {"measure": "execution_rate"}, "50.00"),
        ("bound.execution", {"item": "年度资金总额", "measure": "final"}, "99.00"),
        ("sum.classification", {"item": "当年财政拨款", "measure": "final"}, "12.00"),
    ],
)
def test_form_funds(form: Rows, rule: str, fund: dict[str, object], value: str) -> None:
    assert broken_rules(form) == set()
    assert rule in broken_rules(with_fund(form, fund, value))


@pytest.mark.parametrize(
    ("rule", "fund", "value"),
    [
        ("sum.annex", {"item": "质量提升", "breakdown": "印刷费"}, "500.00"),
        ("sum.annex", {"item": "合计", "breakdown": "专项资金", "measure": "received"}, "1.00"),
        ("ratio.usage", {"item": "标准化建设", "measure": "execution_rate"}, "12.00"),
    ],
)
def test_annexes(rule: str, fund: dict[str, object], value: str) -> None:
    rows = juesuan.parse(FIXTURES / "annex-usage/document.docx")
    assert broken_rules(rows) == set()
    assert rule in broken_rules(with_fund(rows, fund, value))
