"""What the text says of itself: lists, years, codes, amounts said twice, changes, and the forms that it speaks of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from normalize.schema import Figure, Rows

from .builders import cells, document, fund, text


def listed(part: str) -> Rows:
    whole = ("政府采购支出", "30.00", "final", {"concept": "procurement", "subject_by": "named"})
    parts = [
        (f"{kind}支出", amount, "final", {"concept": f"procurement_{code}", "subject_by": "listed"})
        for kind, code, amount in (
            ("货物", "goods", "10.00"),
            ("工程", "works", "0.00"),
            ("服务", "services", part),
        )
    ]
    return document(text(1, "procurement", whole, *parts))


def slipped(part: str) -> Rows:
    """A list that nothing shows to be complete but its sum."""
    whole = ("专项资金", "143.07", "final", {"subject_by": "named"})
    parts = [
        (item, value, "final", {"subject_by": "listed"})
        for item, value in (("道路养护", "65.00"), ("桥梁检测", part))
    ]
    return document(text(1, "fund_usage", whole, *parts))


def within(part: str) -> Rows:
    """An amount behind 其中, with its sentence."""
    whole = ("支出预算", "50.00", "initial_budget", {"subject_by": "named"})
    rows = text(1, "expenditure", whole, ("财政拨款支出", part, "initial_budget", {"subject_by": "listed"}))
    sentence = f"支出预算50.00万元，其中：财政拨款支出{part}万元"
    starts = (sentence.index("50.00"), sentence.rindex(part))
    rows = [replace(f, locator=f"p1@{n}-{n + 5}") for f, n in zip(rows, starts, strict=True)]
    figures = tuple(
        Figure(figure_id=f.fund_id, used_by=f.fund_id, context=sentence, locator=f.locator, raw=f.raw)
        for f in rows
    )
    return replace(document(rows, doc_type="budget"), figures=figures)


def turned(change: str) -> Rows:
    """Two equal amounts of a report and their changes."""
    return document(
        *(
            text(
                n,
                "expenditure",
                (item, "17192.00", "final", {}),
                (item, amount, "change", {"basis": "prior_year"}),
            )
            for n, (item, amount) in enumerate((("财政拨款支出", "-990.00"), ("一般公共预算支出", change)))
        )
    )


def in_a_row(rate: str) -> Rows:
    """A row of two years' budgets with what changed."""
    row = cells(
        "income",
        "增减对比表",
        ("其他资金", {"上年预算": "80.00", "本年预算": "100.00", "增减额": "20.00"}, {}),
    )
    columns = {"basis": "prior_budget"}
    before, now, change = (replace(f, measure="initial_budget") for f in row)
    change = replace(change, measure="change", **columns)
    share = fund(
        "其他资金",
        rate,
        "change_rate",
        statement="income",
        table_id=now.table_id,
        row_no=0,
        col_no=3,
        **columns,
    )
    return document([replace(before, period=2022), now, change, share], doc_type="budget")


def targets(said: str) -> Rows:
    forms = [
        fund(
            "项目资金总额",
            amount,
            "planned",
            statement="performance_target",
            table_id=f"t{n}",
            concept="fund_total",
        )
        for n, amount in enumerate(("120.00", "80.00"))
    ]
    spoken = text(2, "other", ("编报绩效目标的项目", said, "initial_budget", {}))
    count = Figure(
        figure_id="c",
        value=spoken[0].value and 2 * spoken[0].value / spoken[0].value,
        unit="个",
        locator="p2@1-2",
    )
    return replace(document(spoken, forms, doc_type="budget"), figures=(count,))


def form(part: str) -> Rows:
    rows = [
        fund(item, amount, "planned", statement="performance_target", table_id="t", row_no=n, col_no=4)
        for n, (item, amount) in enumerate((("年度资金申请总额", "100.00"), ("当年财政拨款", part)))
    ]
    return document(rows, doc_type="performance_target")


def added(change: str) -> Rows:
    said = [
        ("会议费", "5.00", "final", {}),
        ("会议费", change, "change", {"basis": "prior_year"}),
    ]
    return document(text(3, "general_spending", *said))


def twice(again: str) -> Rows:
    said = text(
        4,
        "general_expenditure",
        ("住房公积金", "208.80", "initial_budget", {"subject_by": "named"}),
        ("住房公积金", again, "initial_budget", {"subject_by": "heading"}),
    )
    contexts = ("住房公积金208.80万元", f"本年预算安排{again}万元")
    figures = tuple(
        Figure(figure_id=f.fund_id, used_by=f.fund_id, context=c) for f, c in zip(said, contexts, strict=True)
    )
    return replace(document(said, doc_type="budget"), figures=figures)


def coded(code: str) -> Rows:
    rows = ("住房公积金", {"合计": "3.00"}, {"item_code": code, "concept": "function:住房公积金"})
    return document(cells("general_expenditure", "t", rows))


def classed(name: str) -> Rows:
    table = ("卫生健康支出", {"": "3.00"}, {"item_code": "210", "concept": "function:卫生健康"})
    return document(
        cells("expenditure", "t", table), text(5, "general_expenditure", (name, "3.00", "final", {}))
    )


def year(said: str) -> Rows:
    columns = {"concept": "operating_cost"}
    funds = [
        *text(6, "operating_cost", ("机关运行经费", "3.00", "final", columns)),
        *text(7, "procurement", ("政府采购支出", "2.00", "final", {"concept": "procurement"})),
    ]
    contexts = (f"{said}年机关运行经费3.00万元", "2023年政府采购支出2.00万元")
    figures = tuple(
        Figure(figure_id=f.fund_id, used_by=f.fund_id, context=c)
        for f, c in zip(funds, contexts, strict=True)
    )
    return replace(document(funds), figures=figures)


def claimed(*amounts: str) -> Rows:
    columns = {"concept": "operating_cost", "subject_by": "named"}
    return document(
        *(text(n, "operating_cost", ("机关运行经费", a, "final", columns)) for n, a in enumerate(amounts, 10))
    )


def numbered(second: str) -> Rows:
    names = (
        "一、预算拨款",
        "公共预算拨款",
        "二、专户资金",
        "教育收费",
        "三、其他资金",
        "经营收入",
        "本年收入合计",
    )
    amounts = ("50.00", "50.00", second, second, "20.00", "20.00", "100.00")
    rows = [
        fund(
            name.partition("、")[2] or name,
            a,
            "initial_budget",
            statement="income",
            table_id="t",
            row_no=n,
            col_no=1,
        )
        for n, (name, a) in enumerate(zip(names, amounts, strict=True))
    ]
    figures = tuple(
        Figure(figure_id=f.fund_id, used_by=f.fund_id, context=f"{name}|预算数")
        for f, name in zip(rows, names, strict=True)
    )
    return replace(document(rows, doc_type="budget"), figures=figures)


def changes(reception: str) -> Rows:
    said = (("three_public", "-3.00"), ("abroad", "0.00"), ("vehicles", "-2.00"), ("reception", reception))
    return document(
        text(
            3,
            "three_public",
            *(
                (concept, amount, "change", {"concept": concept, "basis": "prior_year"})
                for concept, amount in said
            ),
        )
    )


def added_up(last: str) -> Rows:
    sentence = f"一般公共预算收入120万元，加上上级补助收入30万元、上年结转{last}万元，收入总计160万元"
    amounts = [(value, sentence.index(f"{value}万元")) for value in ("120", "30", last, "160")]
    figures = tuple(
        Figure(
            figure_id=f"a{at}",
            value=Decimal(value),
            unit="万元",
            context=sentence,
            locator=f"p4@{at}-{at + 3}",
            raw=f"{value}万元",
        )
        for value, at in amounts
    )
    return replace(document(), figures=figures)


def of_unit(unit: str) -> Rows:
    """One amount said of two things, in the unit given and in 万元."""
    other = fund("抽检专项", "46.13", statement="fund_usage", origin="text", unit=unit, locator="p2@1-6")
    return document(text(1, "fund_usage", ("抽检支出", "46.13", "final", {})), [other])


CASES = {
    "equality.unit": (of_unit("万元"), of_unit("元")),
    "difference.row": (in_a_row("25.00"), in_a_row("35.00")),
    "sum.slip": (slipped("78.07"), slipped("78.37")),
    "bound.listed": (within("50.00"), within("50.60")),
    "difference.twin": (turned("-990.00"), turned("990.00")),
    "sum.changes": (changes("-1.00"), changes("-2.00")),
    "sum.added": (added_up("10"), added_up("16")),
    "sum.numbered": (numbered("30.00"), numbered("35.00")),
    "sum.listed": (listed("20.00"), listed("25.00")),
    "sum.target": (targets("200.00"), targets("180.00")),
    "bound.form": (form("100.00"), form("120.00")),
    "bound.change": (added("4.00"), added("6.00")),
    "equality.paragraph": (twice("208.80"), twice("201.50")),
    "name.code": (coded("2210201"), coded("2210301")),
    "name.class": (classed("卫生健康支出"), classed("医疗卫生与计划生育支出")),
    "period.text": (year("2023"), year("2021")),
    "reading.doubtful": (claimed("3.00", "3.00"), claimed("3.00", "4.00", "5.00")),
}
