"""Final accounts in words: the sections of the 决算情况说明, with their subjects."""

from __future__ import annotations

from collections.abc import Callable

from tests.generated.amounts import Amount
from tests.generated.model import Year
from tests.generated.wordings import Subject
from tests.generated.writer import Draft, class_subject

TOTALS = ("收入总计", "支出总计", "总计", "收入支出总计", "收、支总计", "收支总计")
INCOMES = ("本年收入合计", "收入合计", "本年收入", "收入")
EXPENDITURES = ("本年支出合计", "支出合计", "本年支出", "支出", "合计")


def grand_totals(amount: Amount, prefix: str = "") -> dict[str, Subject]:
    """S 收、支总计, I 收入总计, O 支出总计."""
    also = (*(prefix + t for t in TOTALS), *TOTALS)
    names = (f"{prefix}收、支总计", f"{prefix}收支总计", f"{prefix}收入支出总计")
    return {
        "S": Subject(names, amount, also=also, spread=True),
        "I": Subject((f"{prefix}收入总计",), amount, also=("收入总计",)),
        "O": Subject((f"{prefix}支出总计",), amount, also=("支出总计",)),
    }


def income_subjects(draft: Draft) -> tuple[Subject, list[Subject]]:
    """本年收入合计 and its sources; those of nothing are named or not."""
    y = draft.year
    whole = Subject(INCOMES[:2], y.income, also=INCOMES)
    parts = {"财政拨款收入": y.appropriated}
    if draft.random.random() < 0.4:
        parts = {
            "一般公共预算财政拨款收入": y.general_income,
            "政府性基金预算财政拨款收入": y.fund,
        }
    named = draft.random.random() < 0.5
    parts |= {n: a for n, a in y.others.items() if named or a.final}
    listed = [(n, a) for n, a in parts.items() if a.final or named or n == "财政拨款收入"]
    return whole, [Subject((n,), a, whole=whole) for n, a in listed]


def expenditure_subjects(draft: Draft) -> tuple[Subject, list[Subject]]:
    """本年支出合计 and its kinds."""
    y = draft.year
    whole = Subject(EXPENDITURES[:2], y.spent, also=EXPENDITURES)
    parts = {"基本支出": y.basic, "项目支出": y.project}
    if draft.random.random() < 0.4:
        parts |= {n: Amount() for n in ("上缴上级支出", "经营支出", "对附属单位补助支出")}
    return whole, [Subject((n,), a, whole=whole) for n, a in parts.items()]


def balances(y: Year, kind: str = "") -> dict[str, Subject]:
    """C 年初, D 年末结转和结余."""
    return {
        "C": Subject((f"年初{kind}结转和结余",), y.carried, also=("年初结转和结余",)),
        "D": Subject((f"年末{kind}结转和结余",), y.left, also=("年末结转和结余",)),
    }


def write_totals(d: Draft) -> None:
    """一、 to 四、: 总体, 收入, 支出, 财政拨款总体."""
    y = d.year
    income, sources = income_subjects(d)
    spent, kinds = expenditure_subjects(d)
    d.heading("summary")
    subjects = grand_totals(y.grand) | balances(y) | {"R": income, "E": spent}
    d.say("summary", "income_expenditure_summary", subjects, accept=("income", "expenditure"))
    d.heading("income")
    d.say("income", "income", {"R": income}, {"L": sources})
    d.heading("expenditure")
    d.say("expenditure", "expenditure", {"E": spent, "B": kinds[0], "J": kinds[1]}, {"K": kinds})
    d.heading("appropriation")
    money = {
        "G": Subject(("一般公共预算财政拨款收入",), y.general_income, also=("一般公共预算财政拨款",)),
        "F": Subject(("政府性基金预算财政拨款收入",), y.fund, also=("政府性基金预算财政拨款",)),
    }
    subjects = grand_totals(y.appropriation_grand, "财政拨款") | money | balances(y, "财政拨款")
    d.say("appropriation", "appropriation_summary", subjects)


def general_subjects(y: Year) -> dict[str, Subject]:
    """G 一般公共预算财政拨款支出, B, J, M 人员, N 公用; E 本年支出合计."""
    spent = Subject(EXPENDITURES[:2], y.spent, also=EXPENDITURES)
    general = Subject(
        ("一般公共预算财政拨款支出", "一般公共预算支出"), y.general, also=("财政拨款支出",), whole=spent
    )
    return {
        "E": spent,
        "G": general,
        "B": Subject(("基本支出",), y.basic, whole=general),
        "J": Subject(("项目支出",), y.general - y.basic, whole=general),
        "M": Subject(("人员经费",), y.personnel),
        "N": Subject(("日常公用经费", "公用经费"), y.public),
    }


def write_general(d: Draft) -> None:
    """一般公共预算财政拨款支出: 总体, 结构, 具体."""
    y, s = d.year, "general_expenditure"
    subjects = general_subjects(y)
    form = d.random.randrange(6)
    classes = [class_subject(top, a, subjects["G"], form) for top, a in y.classes.items()]
    d.heading("general")
    for name in ("general_overall", "structure", "items"):
        if name != "items" and d.random.random() < 0.15:
            continue
        d.heading(name, 1)
        if name == "items":
            if d.random.random() < 0.7:
                d.say("items_lead", s, subjects)
            if d.random.random() < 0.2:
                d.tree(s, y)
            else:
                d.items("items_body", s, y.items)
        else:
            d.say(name, s, subjects, {"T": classes})


def write_basic(d: Draft) -> None:
    """一般公共预算财政拨款基本支出."""
    y = d.year
    whole = Subject(("一般公共预算财政拨款基本支出", "一般公共预算基本支出"), y.basic, also=("基本支出",))
    subjects = {
        "B": whole,
        "M": Subject(("人员经费",), y.personnel, whole=whole),
        "N": Subject(("公用经费",), y.public, also=("日常公用经费",), whole=whole),
        "W": Subject(("工资福利支出",), y.economic["工资福利支出"]),
        "Q": Subject(("对个人和家庭的补助",), y.economic["对个人和家庭的补助"]),
        "V": Subject(("商品和服务支出",), y.economic["商品和服务支出"]),
    }
    d.heading("basic")
    d.say("basic", "general_basic", subjects)


def three_subjects(y: Year) -> dict[str, Subject]:
    """A “三公”经费, C 出国, V 用车 {P 购置, O 运行}, R 接待, N 国内接待."""
    whole = Subject(
        ("“三公”经费", "“三公”经费财政拨款", "财政拨款“三公”经费"),
        y.three,
        also=("“三公”经费支出", "“三公”经费财政拨款支出", "“三公”经费合计"),
    )
    use = y.public_use
    return {
        "A": whole,
        "C": Subject(("因公出国（境）费",), use["abroad"], also=("因公出国（境）费用",), whole=whole),
        "V": Subject(("公务用车购置及运行维护费",), y.vehicles, whole=whole),
        "P": Subject(("公务用车购置费",), use["purchase"], also=("购置费",)),
        "O": Subject(("公务用车运行维护费",), use["operation"], also=("运行维护费",)),
        "R": Subject(("公务接待费",), use["reception"], whole=whole),
        "N": Subject(("国内接待费",), use["reception"], also=("国内公务接待费",)),
    }


def write_three(d: Draft, level: int = 0) -> None:
    """“三公”经费: 总体 and 具体. `level`: of the headings below the section's own."""
    y, s = d.year, "three_public"
    subjects = three_subjects(y)
    d.heading("three_total", level)
    d.say("three_total", s, subjects)
    d.heading("three_parts", level)
    if d.random.random() < 0.7 and y.three.final:
        d.say("three_parts", s, subjects)
    abroad = "abroad" if y.public_use["abroad"].final else "no_abroad"
    for n, name in enumerate((abroad, "vehicles", "reception"), 1):
        d.say(name, s, subjects, lead=d.habits.numbers.format(n=n))


def write_funds(d: Draft) -> None:
    """政府性基金 and 国有资本经营预算."""
    y = d.year
    whole = Subject(("政府性基金预算财政拨款支出", "政府性基金预算支出"), y.fund)
    income = Subject(("政府性基金预算财政拨款收入",), y.fund)
    parts = [Subject((i.name,), i.amount, whole=whole) for i in y.funds]
    d.heading("fund")
    d.say("fund" if y.funds else "no_fund", "government_fund", {"F": whole, "H": income}, {"U": parts})
    d.heading("capital")
    nothing = Subject(("国有资本经营预算财政拨款支出", "国有资本经营预算支出"), Amount())
    d.say("no_capital", "state_capital", {"F": nothing})


def purchase_subjects(y: Year) -> tuple[dict[str, Subject], list[Subject]]:
    """B 政府采购, G 货物, W 工程, S 服务, Z 中小企业, Y 小微企业."""
    names = ("政府采购支出总额", "政府采购支出")
    whole = Subject(names, y.purchases, also=("政府采购", "政府采购预算", "政府采购预算总额"))
    parts = [
        Subject((f"政府采购{word}支出",), y.procurement[key], also=(f"{word}", f"{word}类采购"), whole=whole)
        for key, word in (("goods", "货物"), ("works", "工程"), ("services", "服务"))
    ]
    given = {
        "Z": Subject(("授予中小企业合同金额",), y.procurement["sme"], whole=whole),
        "Y": Subject(("授予小微企业合同金额",), y.procurement["micro"], whole=whole),
    }
    return {"B": whole, **dict(zip("GWS", parts, strict=True)), **given}, parts


def write_operating(d: Draft, level: int) -> None:
    d.heading("operating", level)
    subject = Subject(("机关运行经费",), d.year.public, also=("机关运行经费支出",))
    d.say("operating", "operating_cost", {"M": subject})


def write_procurement(d: Draft, level: int) -> None:
    subjects, parts = purchase_subjects(d.year)
    d.heading("procurement", level)
    d.say("procurement", "procurement", subjects, {"U": parts})


def write_assets(d: Draft, level: int) -> None:
    d.heading("assets", level)
    d.say("assets", "assets", {})


def write_general_spending(d: Draft, level: int) -> None:
    d.heading("general_spending", level)
    subjects = {"H": Subject(("会议费",), d.year.meeting), "T": Subject(("培训费",), d.year.training)}
    d.say("general_spending", "general_spending", subjects)


def write_performance(d: Draft, level: int) -> None:
    """预算绩效: what was evaluated, and a review of each project."""
    y = d.year
    d.heading("performance", level)
    names = ("一般公共预算项目支出",)
    subject = Subject(
        names, y.general - y.basic, also=("项目", "项目支出", "涉及资金", "绩效自评", "绩效自评项目")
    )
    d.say("performance", "other", {"J": subject}, accept=("self_evaluation",))
    for name, amount in y.projects[:2]:
        also = (f"{name}项目", "项目全年预算", "全年预算", "项目资金", "年度资金总额")
        d.say(
            "project_review",
            "self_evaluation",
            {"Z": Subject((name,), amount, also=also, project=name)},
        )


REST: tuple[Callable[[Draft, int], None], ...] = (
    write_operating,
    write_procurement,
    write_assets,
    write_general_spending,
    write_performance,
)


def write_accounts(d: Draft) -> None:
    """The whole report."""
    d.plain(d.titled("titles", "final"))
    d.plain(d.titled("parts", "overview"))
    d.plain("一、主要职责")
    d.plain("贯彻执行国家和上级有关方针政策，承担本辖区相关管理与服务工作。")
    d.tables_at = len(d.blocks)
    d.plain(d.titled("parts", "final"))
    write_totals(d)
    write_general(d)
    write_basic(d)
    d.heading("three")
    write_three(d, 1)
    write_funds(d)
    level = d.random.choice((0, 1))
    if level:
        d.heading("others")
    for write in REST:
        if d.random.random() < 0.8:
            write(d, level)
    d.plain(d.titled("parts", "glossary"))
    d.plain("一、财政拨款收入：指单位从同级财政部门取得的各类财政拨款。")
    d.plain("二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。")
