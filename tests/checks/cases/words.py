"""What needs no arithmetic."""

from __future__ import annotations

from typing import Any

from normalize.schema import Rows

from .builders import cells, document, fund, passage, text


def filled_in(date: str) -> Rows:
    return document(passage("form_date", date))


def classified(name: str) -> Rows:
    codes = {"221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金"}
    table = cells(
        "general_expenditure", "支出决算表", *((n, {"": "2.00"}, {"item_code": c}) for c, n in codes.items())
    )
    heading = f"住房保障支出（类）{name}（款）住房公积金（项）"
    return document(
        table,
        text(1, "general_expenditure", ("住房公积金", "2.00", "final", {"section": heading, "level": 3})),
    )


def numbered(second: str) -> Rows:
    return document(
        passage("heading", "（一）基本支出", number="（一）"),
        passage("heading", f"{second}项目支出", number=second),
    )


def annexed(*there: str) -> Rows:
    announced = [passage("annex_announced", "整体支出绩效自评表", number=n) for n in "12"]
    return document(*announced, *(passage("annex", f"附件{n}", number=n) for n in there))


def promised(*titles: str) -> Rows:
    names = ("收入决算表", "支出决算表", "国有资本经营预算支出决算表")
    entries = [
        passage("contents_entry", f"{n}、{name}", page=2) for n, name in zip("一二三", names, strict=True)
    ]
    return document(*entries, *(passage("table_title", t, page=n) for n, t in enumerate(titles, 5)))


def empty(amount: str) -> Rows:
    table = cells("government_fund", "政府性基金表", ("合计", {"本年支出": amount}, {}))
    return document(passage("empty_statement", "说明：本单位没有政府性基金收入和支出，故本表无数据。"), table)


def titled(year: int) -> Rows:
    return document(
        *(
            passage("table_title", f"{y}年度{name}绩效自评表")
            for y, name in ((2023, "整体支出"), (year, "抽检项目支出"))
        )
    )


def dated(date: str) -> Rows:
    return document(report_date=date)


def project(name: str) -> Rows:
    form = fund("年度资金总额", "155", statement="self_evaluation", table_id="t", project=name)
    return document(
        form, title="某市市场监督管理局2023年度质量监管项目资金绩效自评报告", doc_type="self_evaluation"
    )


def unit(name: str) -> Rows:
    return document(
        passage("heading", f"第二部分{name}2023年度部门决算表"), unit_name="上海市普陀区规划和自然资源局"
    )


def directed(word: str, budget: str = "8.00", final: str = "10.00", **columns: Any) -> Rows:
    said = text(
        1,
        "general_expenditure",
        ("行政运行", budget, "initial_budget", {}),
        ("行政运行", final, "final", columns),
    )
    return document(said, passage("direction", word, locator="p1@40-50"))


STATEMENTS = ("收入决算表", "支出决算表", "国有资本经营预算支出决算表")
CASES = {
    "difference.direction": (directed("决算数大于年初预算数"), directed("决算数小于年初预算数")),
    "period.form_date": (filled_in("2024-03-28"), filled_in("2022-03-28")),
    "template.residue": (document(), document(passage("template_residue", "下降（增长）27.78%"))),
    "percent.missing": (document(), document(passage("number_without_unit", "增长13.95"))),
    "name.classification": (classified("住房改革支出"), classified("住房保障支出")),
    "structure.numbering": (numbered("（二）"), numbered("（三）")),
    "structure.annex": (annexed("1", "2"), annexed()),
    "structure.contents": (promised(*STATEMENTS), promised(*STATEMENTS[:2])),
    "structure.empty": (empty("0.00"), empty("3.00")),
    "period.title": (titled(2023), titled(2022)),
    "period.report_date": (dated("2024-03-28"), dated("2023-03-28")),
    "name.project": (project("质量监管专项"), project("质量监督专项")),
    "name.unit": (unit("上海市普陀区规划和自然资源局"), unit("上海市规划和自然资源局")),
}
