"""Second cases of what no small report prints: wide annexes, forms of two columns of money, several documents."""

from __future__ import annotations

from normalize.schema import Rows
from tests.checks.cases import across
from tests.checks.cases.builders import cells, document, fund, text

GENERAL = {"concept": "expenditure_this_year", "budget_kind": "general"}


def columns(second: str) -> Rows:
    """Two streets and their total, by kind of work."""
    rows = [
        (name, {"管网维修": value, "设备更新": "3.10"}, {})
        for name, value in (("城关街道", "12.40"), ("河东街道", second))
    ]
    total = ("总计", {"管网维修": "20.00", "设备更新": "6.20"}, {})
    return document(cells("site_sample", "现场评价明细表", *rows, total))


def usage(printed: str) -> Rows:
    shared = {"statement": "fund_usage", "table_id": "z", "row_no": 7, "breakdown": "小计", "unit": "元"}
    return document(
        fund("管网维修", "250000", "received", **shared),
        fund("管网维修", "225000", "final", **shared),
        fund("管网维修", printed, "execution_rate", **{**shared, "unit": "%"}),
    )


def applied(part: str) -> Rows:
    rows = (("预算总额", "64.50"), ("本年财政拨款", part), ("其他资金", "2.00"))
    return document(
        [
            fund(item, amount, "planned", statement="performance_target", table_id="v", row_no=n, col_no=2)
            for n, (item, amount) in enumerate(rows)
        ],
        doc_type="budget",
    )


def of_which(part: str) -> Rows:
    whole = fund("资金总额", "91.20", "adjusted_budget", statement="self_evaluation", table_id="w")
    inner = fund(
        "上级专项",
        part,
        "adjusted_budget",
        statement="self_evaluation",
        table_id="w",
        parent_id=whole.fund_id,
        part="of_which",
        concept="superior_subsidy_income",
    )
    return document(whole, inner)


def whole_form(amount: str) -> Rows:
    said = text(4, "appropriation_summary", ("财政拨款支出合计", "88.40", "final", GENERAL))
    form = fund("资金总额", amount, "final", statement="self_evaluation", table_id="w", concept="fund_total")
    return document(said, form)


def units(reception: str) -> Rows:
    """A department's 公务接待费; its units print theirs in COMPANIONS."""
    shared = {"budget_kind": "appropriation", "concept": "reception"}
    table = cells("three_public", "“三公”经费决算表", ("公务接待费", {"决算数": reception}, shared))
    other = cells(
        "three_public",
        "“三公”经费决算表",
        ("公务用车运行费", {"决算数": "9.00"}, {**shared, "concept": "vehicle_operation"}),
    )
    return across.dated(document(table, other, title=across.DEPARTMENT), 2023)


def evaluated(personnel: str) -> Rows:
    """人员经费 and 公用经费 of the accounts; the form prints its own in COMPANIONS."""
    parts = (("人员经费合计", personnel, "personnel"), ("公用经费合计", "17.30", "public_funds"))
    table = [
        fund(item, amount, statement="general_basic", table_id="b", concept=concept, budget_kind="general")
        for item, amount, concept in parts
    ]
    return across.dated(document(table, title=across.DEPARTMENT), 2023)


def form() -> Rows:
    parts = (("人员支出", "60.20", "personnel"), ("公用支出", "17.30", "public_funds"))
    rows = [
        fund(item, amount, statement="self_evaluation", table_id="f", concept=concept)
        for item, amount, concept in parts
    ]
    return across.dated(
        document(rows, doc_type="self_evaluation", title="部门整体绩效自评表"),
        2023,
        doc_type="self_evaluation",
    )


def part(unit: str, reception: str, operation: str) -> across.ReportPart:
    shared = {"budget_kind": "appropriation"}
    rows = cells(
        "three_public",
        "“三公”经费决算表",
        ("公务接待费", {"决算数": reception}, {**shared, "concept": "reception"}),
        ("公务用车运行费", {"决算数": operation}, {**shared, "concept": "vehicle_operation"}),
    )
    return across.ReportPart(unit, (across.dated(document(rows), 2023, unit_id=unit),))


COMPANIONS = {
    "across.forms": across.Companions(forms=(form(),)),
    "across.parts": across.Companions(parts=(part("丙", "1.20", "4.00"), part("丁", "0.80", "5.00"))),
}
CASES = {
    "across.forms": (evaluated("60.20"), evaluated("62.00")),
    "across.parts": (units("2.00"), units("2.60")),
    "bound.form": (applied("62.50"), applied("72.50")),
    "bound.part": (of_which("80.00"), of_which("98.00")),
    "equality.form_total": (whole_form("88.40"), whole_form("84.80")),
    "ratio.usage": (usage("90.00"), usage("95.00")),
    "sum.annex": (columns("7.60"), columns("9.60")),
}
