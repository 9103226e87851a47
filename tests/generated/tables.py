"""The statements of a drawn report as tables: 公开01, 03, 05, 06 and 07, with the rows that they state."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tests.fixtures.builder.layout import Grid, Para
from tests.generated.amounts import ZERO, Amount
from tests.generated.model import Item, Year

ECONOMIC = {
    "工资福利支出": ("301", (("30101", "基本工资"), ("30102", "津贴补贴"), ("30113", "住房公积金"))),
    "商品和服务支出": ("302", (("30201", "办公费"), ("30211", "差旅费"), ("30228", "工会经费"))),
    "对个人和家庭的补助": ("303", (("30302", "退休费"), ("30305", "生活补助"))),
}


class Tables:
    """Sets tables one after another; a printed number is a row, a 0 is left blank."""

    def __init__(self, year: Year) -> None:
        self.year, self.blocks, self.rows = year, list[Any](), list[dict[str, Any]]()

    def cell(self, amount: Decimal, statement: str, item: str, **row: Any) -> str:
        """An amount as the table prints it."""
        if not amount:
            return ""
        text = self.year.printed.money(amount)
        unit, period = self.year.printed.unit, self.year.year
        common = {"statement": statement, "item": item, "measure": "final", "unit": unit, "period": period}
        self.rows.append(common | {"value": text.replace(",", ""), "origin": "table"} | row)
        return text

    def table(self, title: str, grid: Grid) -> None:
        """A table below its title and its unit."""
        unit = f"部门：{self.year.name}　　金额单位：{self.year.printed.unit}"
        self.blocks += [Para(title, "title"), Para(unit, "unit"), grid]

    def summary(self) -> None:
        """公开01: income to the left, classes to the right."""
        y, s = self.year, "income_expenditure_summary"
        left = [
            ("一般公共预算财政拨款收入", y.general_income.final),
            ("政府性基金预算财政拨款收入", y.fund.final),
            *((n, a.final) for n, a in y.others.items()),
        ]
        right = [(top[1], amount.final) for top, amount in self.classes().items()]
        height = max(len(left), len(right))
        left += [("", ZERO)] * (height - len(left))
        right += [("", ZERO)] * (height - len(right))
        left += [
            ("本年收入合计", y.income.final),
            ("年初结转和结余", y.carried.final),
            ("总计", y.grand.final),
        ]
        right += [("本年支出合计", y.spent.final), ("年末结转和结余", y.left.final), ("总计", y.grand.final)]
        rows = [
            (ln, self.cell(la, s, ln), rn, self.cell(ra, s, rn))
            for (ln, la), (rn, ra) in zip(left, right, strict=True)
        ]
        head = [("收入", None, "支出", None), ("项目", "决算数", "项目", "决算数")]
        spans = ((0, 0, 1, 2), (0, 2, 1, 2))
        self.table("收入支出决算总表", Grid((*head, *rows), (150, 80, 150, 80), spans, 2))

    def classes(self) -> dict[tuple[str, str], Amount]:
        """All 类, other money with the unit's main one."""
        y = self.year
        out = dict(y.classes)
        for item in y.funds:
            out[item.top] = out.get(item.top, Amount()) + item.amount
        main = max(y.items, key=lambda i: i.basic.final).top
        out[main] += y.other
        return dict(sorted(out.items()))

    def functional(self, title: str, statement: str, first: str, items: Sequence[Item]) -> None:
        """公开03 or 05: every 类, 款 and 项 with 合计, 基本支出, 项目支出."""
        lines: dict[str, list[Any]] = {}
        for i in items:
            for code, name in ((i.top[0], i.top[1]), i.section, (i.code, i.name)):
                held = lines.setdefault(code, [name, Amount(), Amount()])
                held[1], held[2] = held[1] + i.basic, held[2] + i.project
        rows = []
        whole = [sum((getattr(i, k).final for i in items), ZERO) for k in ("basic", "project")]
        for code, (name, basic, project) in [("", ("合计", *whole)), *sorted(lines.items())]:
            parts = (basic, project) if not code else (basic.final, project.final)
            coded = {"item_code": code} if code else {}
            cells = [
                self.cell(v, statement, name, breakdown=label, **coded)
                for label, v in ((first, sum(parts, ZERO)), ("基本支出", parts[0]), ("项目支出", parts[1]))
            ]
            rows.append((code, name, *cells))
        head = ("功能分类科目编码", "科目名称", first, "基本支出", "项目支出")
        self.table(title, Grid((head, *rows), (70, 150, 80, 80, 80)))

    def basic(self) -> None:
        """公开06: the economic classification; the last part of each group takes what is left of it."""
        y, s = self.year, "general_basic"
        rows = []
        for name, (code, parts) in ECONOMIC.items():
            left = y.economic[name].final
            rows.append((code, name, self.cell(left, s, name, item_code=code)))
            step = (left / 4).quantize(Decimal(1).scaleb(-y.printed.decimals))
            for n, (part_code, part) in enumerate(parts):
                value = left if n == len(parts) - 1 else step
                left -= value
                rows.append((part_code, part, self.cell(value, s, part, item_code=part_code)))
        rows.append(("", "人员经费合计", self.cell(y.personnel.final, s, "人员经费合计")))
        rows.append(("", "公用经费合计", self.cell(y.public.final, s, "公用经费合计")))
        head = ("经济分类科目编码", "科目名称", "决算数")
        self.table("一般公共预算财政拨款基本支出决算表", Grid((head, *rows), (90, 170, 90)))

    def three(self) -> None:
        """公开07: 预算数 and 决算数 of the “三公”."""
        y, s = self.year, "three_public"
        use = y.public_use
        lines = (
            ("合计", y.three),
            ("因公出国（境）费", use["abroad"]),
            ("公务用车购置及运行维护费", y.vehicles),
            ("公务用车购置费", use["purchase"]),
            ("公务用车运行维护费", use["operation"]),
            ("公务接待费", use["reception"]),
        )
        rows = [
            (n, self.cell(a.budget, s, n, measure="initial_budget"), self.cell(a.final, s, n))
            for n, a in lines
        ]
        head = ("项目", "年初预算数", "决算数")
        self.table("财政拨款“三公”经费支出决算表", Grid((head, *rows), (180, 90, 90)))


def set_tables(year: Year) -> Tables:
    """The five tables of a year."""
    t = Tables(year)
    t.summary()
    if not year.other.final:
        t.functional("支出决算表", "expenditure", "本年支出合计", (*year.items, *year.funds))
    t.functional("一般公共预算财政拨款支出决算表", "general_expenditure", "本年支出合计", year.items)
    t.basic()
    t.three()
    return t
