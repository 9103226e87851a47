"""Ratios and differences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from normalize.schema import Rows

from .builders import document, fund, indicator, score, text


def share(printed: str) -> Rows:
    said = text(
        1,
        "income",
        ("本年收入合计", "8.00", "final", {"concept": "income_this_year"}),
        ("财政拨款收入", "6.00", "final", {"concept": "appropriation_income"}),
        ("财政拨款收入", printed, "share", {"concept": "appropriation_income"}),
    )
    return document(said)


def completion(printed: str, budget: str = "8.00") -> Rows:
    columns = {"concept": "reception"}
    rate = ("公务接待费", printed, "completion_rate", {**columns, "basis": "initial_budget"})
    return document(
        text(
            2,
            "three_public",
            ("公务接待费", budget, "initial_budget", columns),
            ("公务接待费", "6.00", "final", columns),
            rate,
        )
    )


def growth(printed: str) -> Rows:
    columns = {"concept": "operating_cost"}
    change = ("机关运行经费", "2.00", "change", {**columns, "basis": "prior_year"})
    return document(
        text(
            3,
            "operating_cost",
            ("机关运行经费", "10.00", "final", columns),
            change,
            ("机关运行经费", printed, "change_rate", columns),
        )
    )


def execution(printed: str) -> Rows:
    columns = {"statement": "self_evaluation", "table_id": "t", "row_no": 2}
    amounts = [
        fund("年度资金总额", "80.00", "adjusted_budget", **columns),
        fund("年度资金总额", "60.00", **columns),
    ]
    return document(amounts, fund("年度资金总额", printed, "execution_rate", **columns))


def execution_score(points: str) -> Rows:
    rate = fund("年度资金总额", "75.00", "execution_rate", statement="self_evaluation", table_id="t")
    return document(rate, score("budget_execution", "10", points))


def prior(change: str) -> Rows:
    columns = {"concept": "reception", "budget_kind": "appropriation"}
    said = text(
        4,
        "three_public",
        ("公务接待费", "0.44", "final", columns),
        ("公务接待费", change, "change", {**columns, "basis": "prior_year"}),
    )
    return document(
        said,
        fund("公务接待", "0.30", "prior_final", statement="base_data", table_id="t", concept="reception"),
    )


def against_budget(change: str) -> Rows:
    columns = {"concept": "operating_cost"}
    change_said = ("机关运行经费", change, "change", {**columns, "basis": "initial_budget"})
    said = [
        ("机关运行经费", "26.00", "initial_budget", columns),
        ("机关运行经费", "40.86", "final", columns),
        change_said,
    ]
    return document(text(5, "operating_cost", *said))


def usage(printed: str) -> Rows:
    columns = {"statement": "fund_usage", "table_id": "u", "row_no": 3, "breakdown": "合计"}
    return document(
        [
            fund("甲项目", v, m, **columns)
            for v, m in (("80.00", "received"), ("60.00", "final"), (printed, "execution_rate"))
        ]
    )


def arrival(printed: str) -> Rows:
    said = [
        ("专项资金", "80.00", "planned", {}),
        ("专项资金", "60.00", "received", {}),
        ("专项资金", printed, "arrival_rate", {}),
    ]
    return document(text(6, "self_evaluation", *said))


def executed(printed: str) -> Rows:
    said = [
        ("专项资金", "80.00", "received", {}),
        ("专项资金", "60.00", "final", {}),
        ("专项资金", printed, "execution_rate", {}),
    ]
    return document(text(7, "self_evaluation", *said))


def control(printed: str) -> Rows:
    columns = {"statement": "three_public", "table_id": "t", "concept": "three_public"}
    amounts = [
        fund("“三公”经费", v, m, **columns) for v, m in (("4.00", "adjusted_budget"), ("3.00", "final"))
    ]
    named = indicator(
        "“三公经费”控制率",
        "5",
        "5",
        target="≤100%",
        target_value=Decimal(100),
        target_unit="%",
        actual=f"{printed}%",
    )
    return document(amounts, replace(named, actual_value=Decimal(printed), actual_unit="%"))


def granted(amount: str) -> Rows:
    kinds = [
        (word, f"procurement_{code}", value)
        for word, code, value in (
            ("货物", "goods", "10.00"),
            ("工程", "works", "0.00"),
            ("服务", "services", "20.00"),
        )
    ]
    amounts = [(f"{word}支出", value, "final", {"concept": concept}) for word, concept, value in kinds]
    shares = [
        (f"{w}采购授予中小企业合同金额", s, "share", {"basis_item": f"{w}支出金额"})
        for (w, _, _), s in zip(kinds, ("50.00", "0.00", "75.00"), strict=True)
    ]
    return document(
        text(
            8,
            "procurement",
            *amounts,
            ("授予中小企业合同金额", amount, "final", {"concept": "procurement_sme"}),
            *shares,
        )
    )


def shares(second: str) -> Rows:
    """Two amounts, and the share that each is of a whole that is printed nowhere."""
    of = {"basis": "total", "basis_item": "支出总预算"}
    said = [
        text(
            n,
            "expenditure",
            (item, amount, "initial_budget", {"concept": item}),
            (item, rate, "share", {"concept": item, **of}),
        )
        for n, (item, amount, rate) in enumerate((("人员", "80.00", "80.00"), ("车辆", "20.00", second)))
    ]
    return document(*said, doc_type="budget")


CASES = {
    "ratio.shares": (shares("20.00"), shares("12.00")),
    "ratio.arrival": (arrival("75.00"), arrival("95.00")),
    "ratio.execution_text": (executed("75.00"), executed("95.00")),
    "ratio.control": (control("75"), control("95")),
    "ratio.procurement": (granted("20.00"), granted("21.00")),
    "ratio.usage": (usage("75.00"), usage("100.00")),
    "ratio.share": (share("75.00"), share("57.00")),
    "ratio.completion": (completion("75.00"), completion("57.00")),
    "ratio.growth": (growth("25.00"), growth("20.00")),
    "ratio.execution": (execution("75.00"), execution("100.00")),
    "ratio.execution_score": (execution_score("7.5"), execution_score("10")),
    "difference.prior": (prior("0.14"), prior("0.41")),
    "difference.budget": (against_budget("14.86"), against_budget("18.46")),
}
