"""One quantity, one value."""

from __future__ import annotations

from normalize.schema import Rows

from .builders import cells, document, fund, text


def tables(spent: str) -> Rows:
    columns = {"concept": "expenditure_this_year", "budget_kind": "all"}
    summary = cells("income_expenditure_summary", "收入支出决算总表", ("本年支出合计", {"": "9.00"}, columns))
    return document(summary, cells("expenditure", "支出决算表", ("合计", {"": spent}, columns)))


def told(personnel: str) -> Rows:
    columns = {"concept": "personnel", "budget_kind": "general"}
    table = cells(
        "general_basic", "基本支出决算表", ("人员经费合计", {"": "48840900.00"}, {**columns, "unit": "元"})
    )
    return document(table, text(1, "general_basic", ("人员经费", personnel, "final", columns)))


def annex(reception: str) -> Rows:
    said = text(
        1,
        "three_public",
        ("公务接待费", "0.44", "final", {"concept": "reception", "budget_kind": "appropriation"}),
    )
    return document(
        said, fund("公务接待", reception, statement="base_data", table_id="b", row_no=1, concept="reception")
    )


def form_total(budget: str) -> Rows:
    said = text(
        1,
        "general_expenditure",
        (
            "财政拨款支出",
            "351.26",
            "initial_budget",
            {"concept": "expenditure_this_year", "budget_kind": "general"},
        ),
    )
    income = text(2, "income", ("财政拨款收入", "100", "share", {"concept": "appropriation_income"}))
    return document(
        said,
        income,
        fund(
            "年度资金总额",
            budget,
            "initial_budget",
            statement="self_evaluation",
            table_id="t",
            concept="fund_total",
        ),
    )


def project(budget: str) -> Rows:
    listed = fund("业务工作经费", "30", "initial_budget", statement="base_data", table_id="b")
    columns = {
        "statement": "self_evaluation",
        "table_id": "t",
        "concept": "fund_total",
        "project": "业务工作经费",
    }
    return document(listed, fund("年度资金总额", budget, "initial_budget", **columns))


def received(budget: str) -> Rows:
    columns = {
        "statement": "self_evaluation",
        "table_id": "t",
        "concept": "fund_total",
        "project": "质量监管",
    }
    form = fund("年度资金总额", budget, "adjusted_budget", **columns)
    return document(form, text(1, "self_evaluation", ("专项资金", "243.03", "received", {})))


def grand(spending: str) -> Rows:
    columns = {"concept": "total_income_expenditure", "budget_kind": "all"}
    rows = ("收入总计", {"": "10.00"}, columns), ("支出总计", {"": spending}, columns)
    return document(cells("income_expenditure_summary", "收入支出决算总表", *rows))


def grand_by_column(spending: str) -> Rows:
    """The halves of a balance with two columns of what was spent: as carried out, and as accounted for."""
    columns = {"concept": "total_income_expenditure", "budget_kind": "all"}
    rows = (
        ("收入总计", {"执行数": "10.00", "决算数": "12.00"}, columns),
        ("支出总计", {"执行数": "10.00", "决算数": spending}, columns),
    )
    return document(cells("income_expenditure_summary", "收支决算平衡表", *rows))


def basic(public: str) -> Rows:
    general = {"budget_kind": "general"}
    spent = cells(
        "general_expenditure",
        "一般公共预算财政拨款支出决算表",
        ("合计", {"基本支出": "10.00"}, {**general, "concept": "basic_expenditure"}),
    )
    rows = [
        ("人员经费合计", {"": "8.00"}, {**general, "concept": "personnel"}),
        ("公用经费合计", {"": public}, {**general, "concept": "public_funds"}),
    ]
    return document(spent, cells("general_basic", "基本支出决算表", *rows))


def prior(other: str) -> Rows:
    columns = {"concept": "reception", "measure": "prior_final"}
    return document(
        [
            fund("公务接待费", v, statement=s, table_id=s, **columns)
            for s, v in (("three_public", "0.30"), ("base_data", other))
        ]
    )


CASES = {
    "equality.tables": (tables("9.00"), tables("8.00")),
    "equality.text": (told("4884.09"), told("4896.98")),
    "equality.annex": (annex("0.44"), annex("0.54")),
    "equality.form_total": (form_total("351.26"), form_total("329.7")),
    "equality.project": (project("30"), project("0")),
    "equality.received": (received("243.03"), received("155")),
    "equality.balance": (grand("10.00"), grand("9.00")),
    "equality.basic": (basic("2.00"), basic("3.00")),
    "equality.prior": (prior("0.30"), prior("0.50")),
}
