"""What sentences, titles and notes say, against the tables and against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from normalize.schema import Figure, Rows
from tests.written import rows_of

from .builders import cells, document, indicator, passage, said, text

CARS = "共有车辆5辆，其中：机要通信用车0辆、执法执勤用车2辆、其他用车{}辆。"
SUMMARY, DETAIL = "收入支出决算总表", "基本支出决算表"


def completed(rate: str) -> Rows:
    """决算…完成年初预算…，决算数大于预算数3.00万元."""
    return document(
        text(
            1,
            "general_expenditure",
            ("教育支出", "103.00", "final", {}),
            ("教育支出", rate, "completion_rate", {"basis": "initial_budget"}),
            ("教育支出", "3.00", "change", {"basis": "initial_budget"}),
        ),
        passage("direction", "大于预算数", locator="p1@16-20"),
    )


def split(whole: str) -> Rows:
    """Three economic classes, each a share of basic expenditure, and that."""
    classes = {"工资福利支出": "80.00", "商品和服务支出": "15.00", "对个人和家庭的补助": "5.00"}
    rows = [
        text(n, "general_expenditure", (name, amount, "initial_budget", {}))
        for n, (name, amount) in enumerate(classes.items(), 1)
    ]
    sentences = [said(f"{r[0].item}{r[0].value}万元，占基本支出的", r[0].fund_id, r[0].locator) for r in rows]
    total = ("基本支出", whole, "initial_budget", {"concept": "basic_expenditure"})
    return document(*rows, *sentences, text(9, "general_basic", total))


def shares(projects: str) -> Rows:
    """The shares of both kinds of expenditure."""
    held = {"基本支出": ("84.06", "basic_expenditure"), "项目支出": (projects, "project_expenditure")}
    return document(
        *(
            text(n, "general_expenditure", (name, value, "share", {"concept": concept}))
            for n, (name, (value, concept)) in enumerate(held.items())
        )
    )


def listed(*names: str) -> Rows:
    """What 人员经费 is said to include, and the table of which 奖金 is 0."""
    table = cells(
        "general_basic",
        DETAIL,
        ("基本工资", {"": "14.00"}, {"item_code": "30101"}),
        ("奖金", {"": "0.00"}, {"item_code": "30103"}),
    )
    (amount,) = text(1, "general_basic", ("人员经费", "14.00", "final", {"concept": "personnel"}))
    sentence = f"人员经费14.00万元，主要包括：{'、'.join(names)}"
    return document(table, [amount], said(sentence, amount.fund_id, amount.locator))


def economic(name: str, amount: str) -> Rows:
    """An economic item of 人员经费 in the text, and the table of them."""
    printed = {"基本工资": "14.00", "津贴补贴": "5.00", "奖金": "3.00", "住房公积金": "2.00"}
    rows = [(n, {"": v}, {"item_code": f"3010{i}"}) for i, (n, v) in enumerate(printed.items(), 1)]
    said = [("人员经费", "24.00", "final", {"concept": "personnel"}), (name, amount, "final", {})]
    return document(cells("general_basic", DETAIL, *rows), text(1, "general_basic", *said))


def versions(second: str) -> Rows:
    """One table twice, five rows each."""

    def printed(table: str, last: str) -> list[object]:
        rows = [(f"第{n}项支出", {"": f"{n}.00"}, {}) for n in range(1, 5)] + [("第5项支出", {"": last}, {})]
        return [replace(f, section=DETAIL) for f in cells("general_basic", table, *rows)]

    return document(printed("one", "5.00"), printed("two", second))  # type: ignore[arg-type]


def kinds(personnel: str) -> Rows:
    """人员经费 of the summary and of the detail, all of it from appropriations."""
    held = {"all": "expenditure", "general": "general_expenditure"}
    basic = [
        cells(s, s, ("基本支出", {"": "100.00"}, {"concept": "basic_expenditure", "budget_kind": kind}))
        for kind, s in held.items()
    ]
    return document(
        *basic,
        cells("income_expenditure_summary", SUMMARY, ("人员经费", {"": personnel}, {"concept": "personnel"})),
        cells("general_basic", DETAIL, ("人员经费合计", {"": "80.00"}, {"concept": "personnel"})),
    )


def covered(amount: str) -> Rows:
    """涉及资金 beside the unit's 项目支出."""
    whole = ("项目支出", {"": "90.00"}, {"concept": "project_expenditure"})
    return document(
        cells("expenditure", "支出表", whole),
        text(1, "other", ("预算绩效管理项目", amount, "initial_budget", {})),
    )


def noted(note: str) -> Rows:
    return document(
        passage("table_title", "国有资本经营预算财政拨款支出决算表", locator="t8r0c0"),
        passage("table_note", note, locator="t8r0c0"),
    )


def blank(note: bool) -> Rows:
    title = passage("table_title", "财政拨款“三公”经费支出决算表", locator="t6r0c0")
    told = passage("empty_statement", "“三公”经费支出表：本单位没有此项支出，故本表无数据。")
    return document(title, *([told] if note else []))


def applied(target: str) -> Rows:
    held = {"project": "河道清淤", "table_id": "a"}
    return document(
        indicator("清淤长度", "10", None, kind="target", target="≥20公里", **held),
        indicator(
            "清淤长度", "10", "10", kind="self_evaluation", **{**held, "target": target, "table_id": "b"}
        ),
    )


def scored(second: str) -> Rows:
    """Three projects with four indicators each."""
    return document(
        *(
            indicator(f"指标{n}", "10", last if n == 3 else "9.5", table_id=table, project=table)
            for table, last in (("河道清淤", "8"), ("堤防加固", "8"), ("泵站改造", second))
            for n in range(4)
        )
    )


def vehicles(operation: str) -> Rows:
    """运行维护费 beside the total of both."""
    return document(
        text(1, "three_public", ("公务用车购置及运行维护费", "5.66", "final", {"concept": "vehicles"})),
        text(2, "three_public", ("公务用车运行维护费", operation, "final", {"concept": "vehicle_operation"})),
    )


def rated(value: str) -> Figure:
    """A rate of what passed a test."""
    sentence = f"抽查合格率达到{value}%"
    return Figure(
        figure_id="r",
        value=Decimal(value),
        unit="%",
        context=sentence,
        locator="p1@7-9",
        raw=f"{value}%",
    )


def covered_by(year: int) -> Rows:
    """A report whose text is about 2023, with a year in its title."""
    return rows_of(
        f"石河县水利局{year}年度部门决算\n一、收入决算情况说明\n2023年度收入合计60.20万元，均为财政拨款收入。\n"
        "二、支出决算情况说明\n2023年度支出合计58.10万元，均为基本支出。\n"
        "三、“三公”经费支出决算情况说明\n2023年度“三公”经费支出决算1.20万元，均为公务接待费。"
    )


def repeated(again: str) -> Rows:
    """What was done, at the beginning of a report and once more at its end."""
    done = "抽检水样{}份，清淤渠道18.46公里，比上年增长12.75%，均超过年初计划。"
    return rows_of(
        f"石河县水利局2023年度部门决算\n一、主要工作\n全年{done.format('1268')}\n"
        f"二、绩效情况说明\n全年{done.format(again)}"
    )


def ranked(name: str) -> Rows:
    return document(said(f"{name}（类）林业和草原（款）支出20.00万元"))


CASES = {
    "equality.repeated": (repeated("1268"), repeated("1368")),
    "name.item": (ranked("农林水支出"), ranked("农木水支出")),
    "period.cover": (covered_by(2023), covered_by(2021)),
    "difference.complete": (completed("103.00"), completed("100.00")),
    "sum.economic": (split("100.00"), split("107.00")),
    "bound.vehicles": (vehicles("5.66"), vehicles("7.68")),
    "bound.shares": (shares("15.94"), shares("19.62")),
    "name.listed": (listed("基本工资"), listed("基本工资", "奖金")),
    "equality.economic": (economic("奖金", "3.00"), economic("奖金", "8.00")),
    "equality.versions": (versions("5.00"), versions("6.00")),
    "equality.kinds": (kinds("80.00"), kinds("81.00")),
    "equality.covered": (covered("90.00"), covered("70.00")),
    "structure.note": (
        noted("注：本表反映国有资本经营预算支出情况。"),
        noted("说明：本单位没有政府性基金预算支出，故本表无数据。"),
    ),
    "structure.blank": (blank(True), blank(False)),
    "score.applied": (applied("≥20公里"), applied("≥12公里")),
    "score.identical": (scored("9"), scored("8")),
    "template.marks": (document(said("支出20.00万元，其中…")), document(said("支出20.00万元，，其中"))),
    "period.misprint": (document(said("2023年支出20.00万元")), document(said("2203年支出20.00万元"))),
    "period.as_of": (
        document(said("截至2023年12月31日，共有车辆2辆"), title="2023年度部门决算"),
        document(said("截至2022年12月31日，共有车辆2辆"), title="2023年度部门决算"),
    ),
    "period.project": (
        document(passage("project_period", "2022年1月-2023年12月")),
        document(passage("project_period", "2021年1月-2021年12月")),
    ),
    "sum.vehicles": (document(said(CARS.format(3))), document(said(CARS.format(8)))),
    "percent.over": (document(rated("99")), document(rated("109"))),
    "percent.scored": (
        document(said("过程指标分值25分，得分21.1分，得分率84.40%")),
        document(said("过程指标分值25分，得分21.1分，得分率89.40%")),
    ),
    "bound.visits": (
        document(said("国内公务接待8批次、160人次")),
        document(said("国内公务接待160批次、8人次")),
    ),
    "period.base": (
        document(said("支出20.00万元，与2022年决算数持平"), title="2023年度部门决算"),
        document(said("支出20.00万元，与2024年决算数持平"), title="2023年度部门决算"),
    ),
    "period.own": (
        document(said("2023年支出20.00万元，与2022年决算数持平")),
        document(said("2023年支出20.00万元，与2023年决算数持平")),
    ),
}
