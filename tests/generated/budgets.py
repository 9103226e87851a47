"""Budgets in words: this year's amounts are the budget, last year's the budget before."""

from __future__ import annotations

from tests.generated.accounts import grand_totals, purchase_subjects
from tests.generated.amounts import Amount
from tests.generated.model import Year
from tests.generated.wordings import Subject
from tests.generated.writer import Draft, class_subject


def _income(d: Draft) -> tuple[Subject, list[Subject]]:
    y = d.year
    whole = Subject(("收入预算", "收入总预算"), y.grand, also=("收入合计", "收入总计", "部门收入"))
    parts = {
        "一般公共预算拨款收入": y.general_income,
        "政府性基金预算拨款收入": y.fund,
        "国有资本经营预算拨款收入": Amount(),
        "事业收入": y.others["事业收入"],
        "其他收入": y.other - y.others["事业收入"],
        "上年结转": y.carried,
    }
    named = d.random.random() < 0.4
    listed = [(n, a) for n, a in parts.items() if a.final or named]
    return whole, [Subject((n,), a, whole=whole) for n, a in listed]


def _expenditure(y: Year) -> tuple[Subject, list[Subject]]:
    whole = Subject(("支出预算", "支出总预算"), y.grand, also=("支出合计", "支出总计", "部门支出"))
    parts = {"基本支出": y.basic, "项目支出": y.project, "结转下年": y.left}
    return whole, [Subject((n,), a, whole=whole) for n, a in parts.items() if a.final]


def _general(d: Draft) -> None:
    y, s = d.year, "general_expenditure"
    whole = Subject(
        ("一般公共预算支出", "一般公共预算拨款支出", "一般公共预算当年拨款"),
        y.general,
        also=("一般公共预算",),
    )
    form = d.random.randrange(6)
    classes = [class_subject(top, a, whole, form) for top, a in y.classes.items()]
    subjects = {
        "G": whole,
        "B": Subject(("基本支出",), y.basic, whole=whole),
        "J": Subject(("项目支出",), y.general - y.basic, whole=whole),
    }
    d.heading("budget_general")
    d.say("budget_general", s, subjects, {"T": classes})
    d.items("budget_item", s, y.items)


def _basic(d: Draft) -> None:
    y = d.year
    whole = Subject(("一般公共预算基本支出",), y.basic, also=("基本支出",))
    subjects = {
        "B": whole,
        "M": Subject(("人员经费",), y.personnel, whole=whole),
        "N": Subject(("公用经费",), y.public, whole=whole),
    }
    d.heading("budget_basic")
    d.say("budget_basic", "general_basic", subjects)


def _three(d: Draft) -> None:
    y, use = d.year, d.year.public_use
    whole = Subject(
        ("“三公”经费", "“三公”经费财政拨款", "财政拨款“三公”经费"), y.three, also=("“三公”经费合计",)
    )
    subjects = {
        "A": whole,
        "C": Subject(("因公出国（境）费",), use["abroad"], also=("因公出国（境）费用",), whole=whole),
        "V": Subject(("公务用车购置及运行维护费",), y.vehicles, whole=whole),
        "P": Subject(("公务用车购置费",), use["purchase"]),
        "O": Subject(("公务用车运行维护费",), use["operation"]),
        "R": Subject(("公务接待费",), use["reception"], whole=whole),
    }
    d.heading("budget_three")
    d.say("budget_three", "three_public", subjects)


def _fund(d: Draft) -> None:
    y = d.year
    whole = Subject(("政府性基金预算支出", "政府性基金预算拨款支出"), y.fund, also=("政府性基金预算",))
    parts = [Subject((i.name,), i.amount) for i in y.funds]
    d.heading("budget_fund")
    name = "budget_fund" if y.funds else "no_budget_fund"
    d.say(name, "government_fund", {"F": whole}, {"U": parts})


def _rest(d: Draft) -> None:
    y = d.year
    level = d.random.choice((0, 1))
    if level:
        d.heading("others")
    d.heading("budget_operating", level)
    running = Subject(("机关运行经费",), y.public, also=("机关运行经费财政拨款", "机关运行经费财政拨款预算"))
    d.say("budget_operating", "operating_cost", {"M": running})
    subjects, parts = purchase_subjects(y)
    d.heading("budget_procurement", level)
    d.say("budget_procurement", "procurement", subjects, {"U": parts})
    d.heading("budget_performance", level)
    aims = Subject(("绩效目标管理的项目",), y.general - y.basic, also=("*",))
    d.say("budget_performance", "other", {"J": aims}, accept=("performance_target", "self_evaluation"))


def write_budget(d: Draft) -> None:
    """The whole report."""
    y = d.year
    d.plain(d.titled("titles", "budget"))
    d.plain(d.titled("parts", "overview"))
    d.plain("一、主要职责")
    d.plain("承担本辖区相关管理与服务工作，完成上级交办的其他任务。")
    d.plain(d.titled("parts", "budget"))
    income, sources = _income(d)
    spent, kinds = _expenditure(y)
    totals = grand_totals(y.grand)
    also = ("收支总预算", "收支总计", "收支预算", "收入总预算", "支出总预算", "收入预算", "支出预算")
    both = Subject(("收支总预算", "收、支总预算"), y.grand, also=also, spread=True)
    named = {
        "S": both,
        "I": Subject(("收入总预算",), totals["I"].amount, also=("收入预算", "收入总计")),
        "O": Subject(("支出总预算",), totals["O"].amount, also=("支出预算", "支出总计")),
    }
    d.heading("budget_total")
    d.say("budget_total", "income_expenditure_summary", named, accept=("income", "expenditure"))
    d.heading("budget_income")
    d.say("budget_income", "income", {"R": income}, {"L": sources})
    d.heading("budget_expenditure")
    d.say("budget_expenditure", "expenditure", {"E": spent}, {"K": kinds})
    _general(d)
    _basic(d)
    _three(d)
    _fund(d)
    _rest(d)
    d.plain(d.titled("parts", "glossary"))
    d.plain("一、一般公共预算拨款收入：指同级财政当年拨付的资金。")
