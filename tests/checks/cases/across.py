"""Relations across documents: a report, and others of its unit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checks.companions import Companions, ReportPart
from normalize.schema import Figure, Rows

from .builders import cells, document, fund, text

TOTAL = {"concept": "total_income_expenditure", "budget_kind": "all"}
SPENT = {"concept": "expenditure_this_year", "budget_kind": "general"}
UNIT, DEPARTMENT = "青禾市市场监督管理局", "青禾市市场监督管理局2023年度部门决算"


def dated(rows: Rows, year: int, **columns: Any) -> Rows:
    """The rows as those of another document of the unit and of another year."""
    doc = f"doc{year}{columns.get('doc_type', '')}{columns.get('unit_id', '')}"
    head = replace(
        rows.document, **{"doc_id": doc, "fiscal_year": year, "unit_id": "u", "unit_name": UNIT, **columns}
    )
    funds = tuple(
        replace(f, doc_id=doc, fiscal_year=year, period=year if f.period == 2023 else year - 1)
        for f in rows.funds
    )
    return replace(rows, document=head, funds=funds)


def this_year(change: str, spent_change: str = "-2.00", **columns: Any) -> Rows:
    """Two totals and what they changed by on the year before."""
    said = text(
        1,
        "income_expenditure_summary",
        ("收、支总计", "414.66", "final", TOTAL),
        ("收、支总计", change, "change", {**TOTAL, "basis": "prior_year", "unit": "万元"}),
    )
    more = text(
        2,
        "general_expenditure",
        ("财政拨款支出", "391.98", "final", SPENT),
        ("财政拨款支出", spent_change, "change", {**SPENT, "basis": "prior_year", "unit": "万元"}),
    )
    return dated(document(said, more, title=DEPARTMENT, **columns), 2023)


def year_before(
    title: str = "青禾市市场监督管理局2022年度部门决算", total: str = "421.88", closing: str = "21.56"
) -> Rows:
    rows = [
        fund("总计", total, statement="income_expenditure_summary", table_id="s", **TOTAL),
        fund("合计", "393.98", statement="general_expenditure", table_id="g", **SPENT),
        fund(
            "年末结转和结余",
            closing,
            statement="income_expenditure_summary",
            table_id="s",
            concept="closing_balance",
            budget_kind="all",
        ),
    ]
    return dated(document(rows, title=title), 2022)


def opened(amount: str) -> Rows:
    row = fund(
        "年初结转和结余",
        amount,
        statement="income_expenditure_summary",
        table_id="s",
        concept="opening_balance",
        budget_kind="all",
    )
    return dated(document(row, title=DEPARTMENT), 2023)


def planned(amount: str, word: str = "年初预算为") -> Rows:
    said = text(
        1,
        "general_expenditure",
        ("财政拨款支出", amount, "initial_budget", SPENT),
        ("行政运行", "80.00", "initial_budget", {**SPENT, "concept": "function:行政运行"}),
    )
    figures = tuple(
        Figure(figure_id=f"x{f.fund_id}", used_by=f.fund_id, context=f"{f.item}{word}{f.value}万元")
        for f in said
    )
    return replace(dated(document(said, title=DEPARTMENT), 2023), figures=figures)


def budget() -> Rows:
    table = cells(
        "general_expenditure",
        "一般公共预算支出表",
        ("合计", {"合计": "351.26"}, SPENT),
        ("行政运行", {"合计": "80.00"}, {**SPENT, "concept": "function:行政运行"}),
    )
    rows = [replace(f, measure="initial_budget") for f in table]
    return dated(
        document(rows, doc_type="budget", title="青禾市市场监督管理局2023年部门预算"), 2023, doc_type="budget"
    )


def spending(basic: str) -> Rows:
    columns = {"budget_kind": "general"}
    table = cells(
        "general_expenditure",
        "支出决算表",
        ("合计", {"基本支出": basic}, {**columns, "concept": "basic_expenditure"}),
        ("合计", {"项目支出": "94.38"}, {**columns, "concept": "project_expenditure"}),
    )
    return dated(document(table, title=DEPARTMENT), 2023)


def form() -> Rows:
    rows = [
        fund(item, value, statement="self_evaluation", table_id="t", concept=concept)
        for item, value, concept in (
            ("基本支出", "297.60", "basic_expenditure"),
            ("项目支出", "94.38", "project_expenditure"),
        )
    ]
    return dated(
        document(rows, doc_type="self_evaluation", title="整体支出绩效自评报告"),
        2023,
        doc_type="self_evaluation",
    )


def part(unit: str, basic: str, project: str) -> ReportPart:
    rows = spending(basic)
    return ReportPart(
        unit,
        (
            dated(
                replace(
                    rows,
                    funds=(
                        rows.funds[0],
                        replace(
                            rows.funds[1],
                            value=fund("", project).value,
                            amount_yuan=fund("", project).amount_yuan,
                        ),
                    ),
                ),
                2023,
                unit_id=unit,
            ),
        ),
    )


COMPANIONS = {
    "across.prior": Companions(prior=(year_before(),)),
    "across.opening": Companions(prior=(year_before(),)),
    "across.budget": Companions(budget=(budget(),)),
    "across.forms": Companions(forms=(form(),)),
    "across.parts": Companions(parts=(part("甲", "200.00", "94.38"), part("乙", "97.60", "0.00"))),
}
CASES = {
    "across.prior": (this_year("-7.22"), this_year("-6.22")),
    "across.opening": (opened("21.56"), opened("20.00")),
    "across.budget": (planned("351.26"), planned("315.26")),
    "across.forms": (spending("297.60"), spending("279.60")),
    "across.parts": (spending("297.60"), spending("297.70")),
}
