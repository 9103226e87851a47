"""Equality: one quantity, one value, wherever it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.codes import State
from checks.compare.printed import printed, wide
from checks.compare.quantity import ACCOUNTS, Key, key_of
from checks.compare.relations import compare_equal, compare_sum
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund

NAMES = {
    "income_expenditure_summary": "收入支出总表",
    "income": "收入表",
    "expenditure": "支出表",
    "appropriation_summary": "财政拨款收入支出总表",
    "general_expenditure": "一般公共预算财政拨款支出表",
    "general_basic": "基本支出表",
    "three_public": "“三公”经费表",
    "government_fund": "政府性基金表",
    "state_capital": "国有资本经营预算表",
    "base_data": "基础数据表",
    "self_evaluation": "自评表",
}


def place_in_words(f: Fund) -> str:
    """Where a fund stands, in words."""
    if f.origin == "text":
        return "文字说明"
    return regex.sub(r"^\d{4}年(度)?", "", f.section or "") or NAMES.get(f.statement, "表")


def disagreement(a: Fund, b: Fund) -> str:
    """a is what is said, b what it is held against."""
    label = a.item if a.item_code is None else f"{a.item_code}{a.item}"
    column = f"（{a.breakdown}）" if a.breakdown and a.breakdown != a.item and a.origin == "table" else ""
    other = (
        f"的{b.item}{'（' + b.breakdown + '）' if b.breakdown else ''}"
        if fold(b.item) != fold(a.item) or b.breakdown
        else ""
    )
    return f"{place_in_words(a)}称{label}{column}{printed(a)}{where(a)}，{place_in_words(b)}{other}为{printed(b)}{where(b)}，同一数额前后不一致。"


@rule(
    "equality.tables",
    "各表之间一致",
    "equality",
    "error",
    "01 本年收入 = 02 合计; 01 本年支出 = 03 合计; 04 by kind = 05, 08, 09; 05 基本支出 = 06; never all against appropriation",
)
def equality_tables(facts: Facts) -> Examined:
    groups: dict[Key, dict[str, list[Fund]]] = defaultdict(lambda: defaultdict(list))
    for f in facts.in_tables:
        key = key_of(f)
        if key is not None and f.table_id:
            for each in (key, *_with_carried_over(f, key)):
                groups[each][f.table_id].append(f)
    for tables in groups.values():
        distinct = list(_distinct(tables.values()))
        if len(distinct) < 2:
            continue
        first, *others = distinct
        for rows in others:
            candidates = [
                (a, b)
                for a in rows
                for b in first
                if not (a.item_code and b.item_code and a.item_code != b.item_code)
            ]
            if candidates:
                yield _best(candidates)


def _with_carried_over(f: Fund, key: Key) -> Iterator[Key]:
    """What a total of a budget may also be called: by 收入预算, 支出预算 and the 合计 of their tables some mean what the year brings, some
    all that there is, with what was carried over."""
    if f.concept == "total_income_expenditure" and f.measure == "initial_budget":
        yield from ((concept, *key[1:]) for concept in ("income_this_year", "expenditure_this_year"))


def _distinct(tables: Iterable[list[Fund]]) -> Iterator[list[Fund]]:
    """The tables of one quantity, without those of a statement that is printed more than once: a file with the reports of several units."""
    held = list(tables)
    counts = Counter(t[0].statement for t in held)
    yield from (t for t in held if counts[t[0].statement] == 1)


def _best(candidates: list[tuple[Fund, Fund]]) -> Comparison:
    """Of the pairs that may be meant, the one that agrees best."""
    compared = [compare_equal(a, b, disagreement(a, b)) for a, b in candidates]
    return min(compared, key=lambda c: c.state)


@rule(
    "equality.text",
    "文字与表格一致",
    "equality",
    "error",
    "one quantity printed in table and narrative, in 元 there and 万元 here; without a table, each mention against the first",
)
def equality_text(facts: Facts) -> Examined:
    references: dict[Key, list[Fund]] = defaultdict(list)
    for f in facts.in_tables:
        if (key := key_of(f)) is not None:
            for each in (key, *_with_carried_over(f, key)):
                references[each].append(f)
    first: dict[Key, Fund] = {}
    for f in facts.money:
        key = key_of(f)
        if f.origin != "text" or key is None or _of_last_year(facts, f):
            continue
        held = references.get(key) or (
            [first[key]] if key in first and _mentions(first[key], f) and not f.level else []
        )
        if held:
            yield _best([(f, b) for b in held])
        elif not f.approximate:
            first.setdefault(key, f)


def _of_last_year(facts: Facts, f: Fund) -> bool:
    """与2022年9500.00万元相比: an amount that its clause says is last year's, whatever it was taken for."""
    before, _, _ = facts.context(f).partition(f.raw or "\0")
    years = "上年|去年|上一年" + (rf"|(?<!\d){f.fiscal_year - 1}年(?!\d)" if f.fiscal_year else "")
    return f.measure == "final" and regex.search(f"({years})[^，,。；;]*$", before) is not None


def _mentions(a: Fund, b: Fund) -> bool:
    """Whether two mentions without a table speak of one quantity: within a section, or of all the unit's money wherever they stand.

    Two budgets of one subject in one paragraph may be a budget and what was spent of it, where the sentence leaves that to be understood.
    """
    if a.measure in ("initial_budget", "adjusted_budget") and paragraph(a) == paragraph(b):
        return False
    return a.statement == b.statement or {a.statement, b.statement} <= {
        "income_expenditure_summary",
        "income",
        "expenditure",
    }


@rule(
    "equality.annex",
    "附件与决算一致",
    "equality",
    "error",
    "基础数据表, 自评表 and the report's narrative repeat what the accounts state, whatever kind of money they call it",
)
def equality_annex(facts: Facts) -> Examined:
    accounts: dict[tuple[str, str, int | None], list[Fund]] = defaultdict(list)
    for f in facts.money:
        if f.concept and f.statement in ACCOUNTS and f.project is None:
            accounts[f.concept, f.measure, f.period].append(f)
    for f in facts.money:
        if f.statement not in ("base_data", "self_evaluation") or not f.concept or f.project is not None:
            continue
        held = accounts.get((f.concept, f.measure, f.period))
        if (
            not held
            or f.concept in ("procurement", "training", "meeting")
            or (f.breakdown and f.concept != "basic_expenditure" and f.concept != "project_expenditure")
        ):
            continue
        found = _best([(f, b) for b in held])
        # The budget that a form starts from may leave out what was carried over, which the accounts' may hold.
        yield (
            found
            if f.measure == "final" or found.state != State.BROKEN
            else replace(found, severity="warning")
        )


@rule(
    "equality.form_total",
    "整体自评表与决算说明一致",
    "equality",
    "warning",
    "年度资金总额 of the unit's own form against 财政拨款支出 of the accounts: 年初预算, 全年预算, 决算",
)
def equality_form_total(facts: Facts) -> Examined:
    spent = [
        f
        for f in facts.money
        if f.concept in ("expenditure_this_year", "appropriation_expenditure", "total_income_expenditure")
        and f.statement in ACCOUNTS
    ]
    for form in (
        f
        for f in facts.in_tables
        if f.concept == "fund_total" and f.project is None and f.statement == "self_evaluation"
    ):
        held = [f for f in spent if f.measure == form.measure and f.period == form.period]
        if form.measure == "initial_budget" and _other_money(facts):
            yield Missing("年初预算中财政拨款以外的资金")
        elif held and form.measure in ("initial_budget", "final"):
            best = _best([(form, b) for b in held])
            yield (
                best
                if best.state != State.BROKEN
                else Comparison(
                    state=State.BROKEN,
                    message=disagreement(form, held[0]),
                    rows=(form, held[0]),
                    reported=form.value,
                    expected=held[0].value,
                    unit=form.unit,
                    culprit=form.fund_id,
                )
            )


def _other_money(facts: Facts) -> bool:
    """Whether the unit spent other money than appropriations, or it cannot be disagreement: then the two budgets need not be of one scope."""
    spent = {
        f.budget_kind: f.amount_yuan
        for f in facts.money
        if f.concept == "expenditure_this_year" and f.measure == "final" and f.project is None
    }
    income = [
        f
        for f in facts.funds
        if f.concept == "appropriation_income" and f.measure == "share" and f.value == 100
    ]
    return not income and ("all" not in spent or "general" not in spent or spent["all"] != spent["general"])


@rule(
    "equality.project",
    "项目自评表与基础数据表、正文一致",
    "equality",
    "warning",
    "a project's 年初预算 and 执行数 in its own form against its row of 基础数据表",
)
def equality_project(facts: Facts) -> Examined:
    listed = [f for f in facts.in_tables if f.statement == "base_data"]
    for form in (
        f
        for f in facts.in_tables
        if f.concept == "fund_total" and f.project and f.statement == "self_evaluation"
    ):
        names = [
            fold(form.project or ""),
            *regex.findall(r"[(（]([^()（）]{2,30})[)）]$", fold(form.section or "")),
        ]
        held = [
            f
            for f in listed
            if f.measure == form.measure
            and f.period == form.period
            and any(n in fold(f.item) for n in names if len(n) >= 4)
        ]
        if len(held) == 1:
            yield compare_equal(
                held[0],
                form,
                f"{place_in_words(held[0])}{held[0].item}{_measure(form)}为{printed(held[0])}{where(held[0])}，项目自评表为{printed(form)}{where(form)}，前后不一致。",
            )


def _measure(f: Fund) -> str:
    return {"initial_budget": "预算数", "adjusted_budget": "全年预算数", "final": "决算数"}.get(f.measure, "")


@rule(
    "equality.received",
    "到位资金与自评表一致",
    "equality",
    "warning",
    "资金到位数 in the report's text against 全年预算数 of its form, where the report is about one project",
)
def equality_received(facts: Facts) -> Examined:
    forms = [f for f in facts.in_tables if f.concept == "fund_total" and f.measure == "adjusted_budget"]
    whole = "总|合计|共"
    received = [
        f
        for f in facts.money
        if f.origin == "text"
        and f.measure == "received"
        and f.statement == "self_evaluation"
        and f.parent_id is None
        and not f.approximate
    ]
    if len(forms) != 1 or not received:
        return
    form = forms[0]
    if any(wide(r).meets(wide(form)) for r in received):
        yield HOLDS
        return
    # One of several amounts received is a part of what arrived.
    first = next((r for r in received if len(received) == 1 or regex.search(whole, r.item)), None)
    if first is None:
        yield Missing("到位资金总额")
        return
    yield Comparison(
        state=State.BROKEN,
        message=f"正文收到{first.item}{printed(first)}{where(first)}，自评表全年预算数{printed(form)}{where(form)}，两者不一致。",
        rows=(first, form),
        reported=first.value,
        expected=form.value,
        unit=first.unit,
        culprit=form.fund_id,
    )


@rule(
    "equality.prior",
    "上年决算数一致",
    "equality",
    "error",
    "上年决算数 of one concept and kind of money, printed in several tables",
)
def equality_prior(facts: Facts) -> Examined:
    first: dict[tuple[str, str | None, int | None], Fund] = {}
    for f in (
        f
        for f in facts.in_tables
        if f.measure == "prior_final" and f.concept and f.project is None and not f.item_code
    ):
        key = (f.concept or "", f.budget_kind, f.period)
        known = first.setdefault(key, f)
        if known.table_id != f.table_id:
            yield compare_equal(
                known,
                f,
                f"{f.item}上年决算数一处为{printed(known)}，另一处为{printed(f)}，前后不一致{where(known, f)}。",
            )


@rule(
    "equality.balance",
    "收入总计等于支出总计",
    "equality",
    "error",
    "公开01表, 04表: the grand totals of the two halves, column by kind of money",
)
def equality_balance(facts: Facts) -> Examined:
    for funds in facts.tables.values():
        if funds[0].statement not in ("income_expenditure_summary", "appropriation_summary"):
            continue
        totals: dict[tuple[str, str | None], list[Fund]] = defaultdict(list)
        for f in funds:
            if f.concept == "total_income_expenditure":
                totals[f.measure, f.budget_kind].append(f)
        for first, *others in totals.values():
            for other in others:
                yield compare_equal(
                    first,
                    other,
                    f"{first.section or '表'}收入总计{printed(first)}与支出总计{printed(other)}不等{where(first, other)}。",
                )


@rule(
    "equality.basic",
    "基本支出等于人员经费与公用经费之和",
    "equality",
    "error",
    "05 基本支出 = 06 人员经费合计 + 公用经费合计, within 一般公共预算 alone",
)
def equality_basic(facts: Facts) -> Examined:
    for measure in ("final", "initial_budget"):
        held = [f for f in facts.in_tables if f.measure == measure and f.budget_kind == "general"]
        whole = next(
            (f for f in held if f.statement == "general_expenditure" and f.concept == "basic_expenditure"),
            None,
        )
        parts = [
            next(
                (f for f in held if f.statement == "general_basic" and f.concept == c and not f.item_code),
                None,
            )
            for c in ("personnel", "public_funds")
        ]
        found = [p for p in parts if p is not None]
        if whole is None or not found:
            continue
        if len(found) < len(parts):
            yield Missing("人员经费合计或公用经费合计")
            continue
        yield _against_basic(whole, found)


def _against_basic(whole: Fund, parts: list[Fund]) -> Comparison:
    sides = "＋".join(f"{p.item}{printed(p)}" for p in parts)
    return compare_sum(
        whole,
        parts,
        lambda amount: (
            f"一般公共预算财政拨款支出表基本支出{printed(whole)}，基本支出表{sides}＝{amount}，两者不符{where(whole, *parts)}。"
        ),
    )
