"""Sums and balances."""

from __future__ import annotations

from dataclasses import replace

from normalize.schema import Figure, Rows

from .builders import cells, document, fund, text


def classification(part: str) -> Rows:
    whole = fund(
        "教育支出", "10.00", statement="expenditure", table_id="t", row_no=0, item_code="205", level=1
    )
    listed = [
        fund(
            name,
            value,
            statement="expenditure",
            table_id="t",
            row_no=n,
            item_code=code,
            level=2,
            parent_id=whole.fund_id,
            part="exhaustive",
        )
        for n, (name, code, value) in enumerate(
            [("普通教育", "20502", "6.00"), ("职业教育", "20503", part)], 1
        )
    ]
    return document(whole, listed)


def row(project: str) -> Rows:
    amounts = {"本年支出合计": "10.00", "基本支出": "6.00", "项目支出": project}
    funds = cells("expenditure", "支出决算表", ("合计", amounts, {}))
    concepts = ("expenditure_this_year", "basic_expenditure", "project_expenditure")
    return document([replace(f, concept=c) for f, c in zip(funds, concepts, strict=True)])


def balance(closing: str) -> Rows:
    funds = cells(
        "income_expenditure_summary",
        "收入支出决算总表",
        ("一般公共服务支出", {"": "9.00"}, {"concept": "function:一般公共服务"}),
        ("本年支出合计", {"": "9.00"}, {"concept": "expenditure_this_year"}),
        ("年末结转和结余", {"": closing}, {"concept": "closing_balance"}),
        ("总计", {"": "10.00"}, {"concept": "total_income_expenditure"}),
    )
    return document(funds)


def basic(personnel: str) -> Rows:
    funds = cells(
        "general_basic",
        "基本支出决算表",
        ("工资福利支出", {"": "5.00"}, {"item_code": "301"}),
        ("对个人和家庭的补助", {"": "1.00"}, {"item_code": "303"}),
        ("人员经费合计", {"": personnel}, {"concept": "personnel"}),
    )
    return document(funds)


def three_public(reception: str) -> Rows:
    amounts = {"three_public": "3.00", "abroad": "0.00", "vehicles": "2.00", "reception": reception}
    return document(
        [
            fund(c, v, concept=c, statement="three_public", table_id="t", row_no=0, col_no=n)
            for n, (c, v) in enumerate(amounts.items())
        ]
    )


def listed(other: str) -> Rows:
    said = text(
        3,
        "income",
        ("本年收入合计", "10.00", "final", {"concept": "income_this_year"}),
        ("财政拨款收入", "9.00", "final", {"concept": "appropriation_income"}),
        ("财政拨款收入", "90.00", "share", {"concept": "appropriation_income"}),
        ("其他收入", other, "final", {"concept": "other_income"}),
        ("其他收入", "10.00", "share", {"concept": "other_income"}),
    )
    return document(said)


def structured(health: str) -> Rows:
    said = text(
        4,
        "general_expenditure",
        ("一般公共预算财政拨款支出", "10.00", "final", {"concept": "expenditure_this_year"}),
        ("教育支出", "7.00", "final", {"concept": "function:教育", "level": 1}),
        ("教育支出", "70.00", "share", {"concept": "function:教育", "level": 1}),
        ("卫生健康支出", health, "final", {"concept": "function:卫生健康", "level": 1}),
        ("卫生健康支出", "30.00", "share", {"concept": "function:卫生健康", "level": 1}),
    )
    return document(said)


def flow(closing: str) -> Rows:
    amounts = {
        "年初结转和结余": "2.00",
        "本年收入": "8.00",
        "本年支出/小计": "7.00",
        "年末结转和结余": closing,
    }
    return document(
        cells(
            "government_fund",
            "政府性基金预算财政拨款收入支出决算表",
            ("城乡社区支出", amounts, {"item_code": "212"}),
        )
    )


def reception(home: str) -> Rows:
    said = text(
        5,
        "three_public",
        ("公务接待费", "3.00", "final", {"concept": "reception"}),
        ("国内公务接待支出", home, "final", {}),
        ("外宾接待支出", "1.00", "final", {}),
    )
    return document(said)


def annex(second: str) -> Rows:
    rows = [
        (name, {"办公费": value}, {})
        for name, value in (("甲项目", "1.50"), ("乙项目", second), ("合计", "4.00"))
    ]
    return document(cells("fund_usage", "资金使用结构明细表", *rows))


def kinds(general: str) -> Rows:
    said = [("机关运行经费支出", "10.00", "final", {}), *(("机关运行经费支出", v, "final", {"breakdown": b, "budget_kind": k}) for b, k, v in (
        ("一般公共预算支出", "general", general), ("政府性基金预算支出", "government_fund", "0.00")))]  # fmt: skip
    return document(text(6, "operating_cost", *said))


def gridded(total: str) -> Rows:
    """Rows under a column of totals, the last one as given, and a row of totals."""
    rows = [(f"项目{n}", {"合计": "7.50", "甲": "5.00", "乙": "2.50"}, {}) for n in range(3)]
    last = ("项目四", {"合计": total, "甲": "5.00", "乙": "2.50"}, {})
    return document(cells("fund_usage", "t", *rows, last))


def left_over(amount: str) -> Rows:
    """What came in, what was spent and what was left, with their sentence."""
    sentence = f"本年收入120.00万元，本年支出100.00万元，收支相抵，结余{amount}万元"
    values = ("120.00", "100.00", amount)
    names = ("本年收入", "本年支出", "结余")
    rows = [
        fund(
            name,
            value,
            statement="income_expenditure_summary",
            origin="text",
            locator=f"p1@{sentence.rindex(f'{value}万元')}-{sentence.rindex(f'{value}万元') + len(value)}",
        )
        for name, value in zip(names, values, strict=True)
    ]
    figures = tuple(
        Figure(figure_id=f.fund_id, used_by=f.fund_id, context=sentence, locator=f.locator, raw=f.raw)
        for f in rows
    )
    return replace(document(rows), figures=figures)


CASES = {
    "sum.surplus": (left_over("20.00"), left_over("27.00")),
    "sum.grid": (gridded("7.50"), gridded("7.90")),
    "sum.kinds": (kinds("10.00"), kinds("11.00")),
    "sum.annex": (annex("2.50"), annex("3.50")),
    "sum.classification": (classification("4.00"), classification("5.00")),
    "sum.row": (row("4.00"), row("5.00")),
    "sum.balance": (balance("1.00"), balance("2.00")),
    "sum.basic": (basic("6.00"), basic("7.00")),
    "sum.three_public": (three_public("1.00"), three_public("1.50")),
    "sum.text": (listed("1.00"), listed("2.00")),
    "sum.structure": (structured("3.00"), structured("4.00")),
    "sum.flow": (flow("3.00"), flow("4.00")),
    "sum.reception": (reception("2.00"), reception("2.50")),
}
