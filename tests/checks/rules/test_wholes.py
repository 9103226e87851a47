"""What shares are of, and rows of forms that are none of the row above them."""

from __future__ import annotations

import pytest

from checks.compare.parts import outermost
from tests.checks.cases.builders import cells
from tests.written import rows_of

BUDGET = "石河县水利局2024年部门预算\n一、收入预算情况说明\n"


@pytest.mark.parametrize(("first", "count"), [("55.77", 0), ("31.82", 1)])
def test_shares_of_all_the_budgeted_income(first: str, count: int) -> None:
    said = (
        f"2024年收入预算358.63万元，其中：公共预算拨款200.01万元，占预算总收入的{first}%；财政专户拨款114.12万元，"
        "占预算总收入的31.82%；其他收入44.50万元，占预算总收入的12.41%。"
    )
    found = [f for f in rows_of(BUDGET + said).findings if f.severity != "info"]
    assert [f.rule for f in found] == ["ratio.share"] * count


@pytest.mark.parametrize(
    ("below", "left"),
    [("一般公共预算", 1), ("其他资金", 2), ("财政专户管理资金", 2), ("单位资金", 2)],
)
def test_money_of_another_source_is_none_of_the_appropriation(below: str, left: int) -> None:
    parts = cells("self_evaluation", "自评表", ("财政拨款", {"": "56.00"}, {}), (below, {"": "56.00"}, {}))
    assert len(outermost(parts)) == left
