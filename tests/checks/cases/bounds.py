"""Bounds: parts, wholes, targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from normalize.schema import Indicator, Rows

from .builders import cells, document, fund, indicator, text


def three_public(economic: str) -> Rows:
    part = fund(
        "公务接待费", economic, statement="general_basic", item_code="30217", concept="economic:30217"
    )
    return document(
        part, fund("公务接待费", "1.00", statement="three_public", table_id="t", concept="reception")
    )


def procurement(small: str) -> Rows:
    total = ("政府采购支出总额", "10.00", "final", {"concept": "procurement"})
    return document(
        text(
            1, "procurement", total, ("授予中小企业合同金额", small, "final", {"concept": "procurement_sme"})
        )
    )


def appropriation(general: str) -> Rows:
    columns = {"concept": "basic_expenditure", "breakdown": "基本支出"}
    whole = fund("合计", "10.00", statement="expenditure", table_id="a", budget_kind="all", **columns)
    return document(
        whole,
        fund(
            "合计", general, statement="general_expenditure", table_id="b", budget_kind="general", **columns
        ),
    )


def classes(general: str) -> Rows:
    columns = {"item_code": "205", "concept": "function:教育"}
    whole = fund("教育支出", "10.00", statement="expenditure", table_id="a", **columns)
    return document(
        whole, fund("教育支出", general, statement="general_expenditure", table_id="b", **columns)
    )


def operating(cost: str) -> Rows:
    public = cells(
        "general_basic", "基本支出决算表", ("公用经费合计", {"": "40.86"}, {"concept": "public_funds"})
    )
    return document(
        public, text(1, "operating_cost", ("机关运行经费", cost, "final", {"concept": "operating_cost"}))
    )


def share(printed: str) -> Rows:
    return document(text(1, "income", ("财政拨款收入", printed, "share", {})))


def execution(final: str) -> Rows:
    columns = {"statement": "self_evaluation", "table_id": "t", "row_no": 1, "concept": "fund_total"}
    return document(
        fund("年度资金总额", "155", "adjusted_budget", **columns), fund("年度资金总额", final, **columns)
    )


def target(actual: str) -> Rows:
    columns = {
        "target": "≥95%",
        "target_op": "ge",
        "target_value": Decimal(95),
        "target_unit": "%",
        "actual": f"{actual}%",
    }
    return document(
        indicator("抽检合格率", "10", "10", actual_value=Decimal(actual), actual_unit="%", **columns)
    )


def limited(name: str, **columns: Any) -> Indicator:
    """A cost indicator of 518万元 at most."""
    target = {
        "target": "≤518万元",
        "target_op": "le",
        "target_value": Decimal(518),
        "target_unit": "万元",
        "actual": "≤518万元",
    }
    return indicator(name, "10", "10", level2="成本指标", **{**target, **columns})


def cost(
    spent: str, name: str = "价格监督检查和反不正当竞争执法", item: str = "价格监督与反不正当竞争"
) -> Rows:
    return document(limited(name), fund(item, spent, statement="fund_usage", table_id="u", row_no=3))


def own_cost(name: str, spent: str = "557.65") -> Rows:
    """A form of one project with the amount that it spent."""
    form = {"statement": "self_evaluation", "table_id": "t", "concept": "fund_total", "project": "食品抽检"}
    return document(limited(name, project="食品抽检"), fund("年度资金总额", spent, **form))


def part(inner: str) -> Rows:
    columns = {"statement": "self_evaluation", "table_id": "t"}
    whole = fund("年度资金总额", "10.00", **columns)
    return document(whole, fund("当年财政拨款", inner, parent_id=whole.fund_id, part="of_which", **columns))


CASES = {
    "bound.three_public": (three_public("1.00"), three_public("2.00")),
    "bound.procurement": (procurement("10.00"), procurement("12.00")),
    "bound.appropriation": (appropriation("10.00"), appropriation("11.00")),
    "bound.classes": (classes("10.00"), classes("11.00")),
    "bound.operating": (operating("40.86"), operating("48.06")),
    "bound.share": (share("100.00"), share("110.00")),
    "bound.execution": (execution("155"), execution("243.03")),
    "bound.target": (target("95"), target("90")),
    "bound.cost": (cost("500.00"), cost("557.65")),
    "bound.part": (part("10.00"), part("12.00")),
}
