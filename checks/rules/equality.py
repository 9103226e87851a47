"""Equality: one quantity, one value, wherever it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checks.codes import State
from checks.compare.economic import basic_items, is_economic, is_of_other_money, plain_name
from checks.compare.parts import is_outside
from checks.compare.printed import printed, wide
from checks.compare.quantity import (
    ACCOUNTS,
    QuantityKey,
    also_called,
    closest_pair,
    disagreement,
    key_of,
    section_in_words,
)
from checks.compare.relations import compare_equal, compare_sum
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Amount, Facts, offset, paragraph, where
from checks.registry import rule
from checks.said.repeated import repeated
from extract import regex
from extract.fold import fold
from normalize.schema import Fund
from parsers.codes import Measure


@rule("equality.tables", "各表之间一致", "equality", "error")
def equality_tables(facts: Facts) -> Examined:
    """01 本年收入 = 02 合计; 01 本年支出 = 03 合计; 04 by kind = 05, 08, 09; 05 基本支出 = 06.

    Never all against appropriation.
    """
    groups: dict[QuantityKey, dict[str, list[Fund]]] = defaultdict(lambda: defaultdict(list))
    for f in facts.in_tables:
        key = key_of(f)
        if key is not None and f.table_id:
            for each in (key, *also_called(f, key)):
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
                yield closest_pair(candidates)


def _distinct(tables: Iterable[list[Fund]]) -> Iterator[list[Fund]]:
    """The tables of one quantity, without those of a statement that is printed more than once.

    A file with the reports of several units.
    """
    held = list(tables)
    counts = Counter(t[0].statement for t in held)
    yield from (t for t in held if counts[t[0].statement] == 1)


@rule("equality.prior", "上年决算数一致", "equality", "error")
def equality_prior(facts: Facts) -> Examined:
    """上年决算数 of one concept and kind of money, printed in several tables."""
    first: dict[tuple[str, str | None, int | None], Fund] = {}
    for f in (
        f
        for f in facts.select(origin="table", measure="prior_final")
        if f.concept and f.project is None and not f.item_code
    ):
        key = (f.concept or "", f.budget_kind, f.period)
        known = first.setdefault(key, f)
        if known.table_id != f.table_id:
            yield compare_equal(
                known,
                f,
                (
                    f"{f.item}上年决算数一处为{printed(known)}，另一处为{printed(f)}，"
                    f"前后不一致{where(known, f)}。"
                ),
            )


@rule("equality.balance", "收入总计等于支出总计", "equality", "error")
def equality_balance(facts: Facts) -> Examined:
    """公开01表, 04表: the grand totals of the two halves, column by kind of money."""
    for funds in facts.tables.values():
        if funds[0].statement not in ("income_expenditure_summary", "appropriation_summary"):
            continue
        totals: dict[tuple[str, str | None], list[Fund]] = defaultdict(list)
        for f in funds:
            if f.concept == "total_income_expenditure":
                totals[f.measure, f.budget_kind].append(f)
        for first, *others in (columns for held in totals.values() for columns in _apart(held)):
            for other in others:
                yield compare_equal(
                    first,
                    other,
                    (
                        f"{first.section or '表'}收入总计{printed(first)}与支出总计{printed(other)}不等"
                        f"{where(first, other)}。"
                    ),
                )


def _apart(totals: Sequence[Fund]) -> Iterator[Sequence[Fund]]:
    """The totals of two halves, parted by their columns where each half has several: 执行数 beside 决算数."""
    columns: dict[str | None, list[Fund]] = defaultdict(list)
    for f in totals:
        columns[f.breakdown].append(f)
    several = len(columns) > 1 and all(len(held) > 1 for held in columns.values())
    yield from columns.values() if several else [totals]


@rule("equality.basic", "基本支出等于人员经费与公用经费之和", "equality", "error")
def equality_basic(facts: Facts) -> Examined:
    """05 基本支出 = 06 人员经费合计 + 公用经费合计, within 一般公共预算 alone."""
    measures: tuple[Measure, ...] = ("final", "initial_budget")
    for measure in measures:
        whole = facts.one(
            origin="table",
            measure=measure,
            kind="general",
            statement="general_expenditure",
            concept="basic_expenditure",
        )
        listed = facts.select(origin="table", measure=measure, kind="general", statement="general_basic")
        parts = [
            next((f for f in listed if f.concept == c and not f.item_code), None)
            for c in ("personnel", "public_funds")
        ]
        found = [p for p in parts if p is not None]
        if whole is None or not found:
            continue
        if len(found) < len(parts):
            yield Missing("人员经费合计或公用经费合计")
            continue
        yield _against_basic(whole, found)


def _against_basic(whole: Fund, parts: Sequence[Fund]) -> Comparison:
    sides = "＋".join(f"{p.item}{printed(p)}" for p in parts)
    return compare_sum(
        whole,
        parts,
        lambda amount: (
            f"一般公共预算财政拨款支出表基本支出{printed(whole)}，基本支出表{sides}＝{amount}，"
            f"两者不符{where(whole, *parts)}。"
        ),
    )


@rule("equality.annex", "附件与决算一致", "equality", "error")
def equality_annex(facts: Facts) -> Examined:
    """基础数据表, 自评表 and the report repeat what the accounts state, whatever money they call it."""
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
        found = closest_pair([(f, b) for b in held])
        # The budget that a form starts from may leave out what was carried over, which the accounts' may
        # hold.
        yield (
            found
            if f.measure == "final" or found.state != State.BROKEN
            else replace(found, severity="warning")
        )


@rule("equality.form_total", "整体自评表与决算说明一致", "equality", "warning")
def equality_form_total(facts: Facts) -> Examined:
    """年度资金总额 of the unit's own form against 财政拨款支出 of the accounts: 年初预算, 全年预算, 决算."""
    spent = facts.select(
        concept=("expenditure_this_year", "appropriation_expenditure", "total_income_expenditure"),
        statement=ACCOUNTS,
    )
    for form in (
        f
        for f in facts.select(origin="table", concept="fund_total", statement="self_evaluation")
        if f.project is None
    ):
        held = [f for f in spent if f.measure == form.measure and f.period == form.period]
        if form.measure == "initial_budget" and _other_money(facts):
            yield Missing("年初预算中财政拨款以外的资金")
        elif held and form.measure in ("initial_budget", "final"):
            best = closest_pair([(form, b) for b in held])
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
    """Whether the unit spent other money than appropriations, or it cannot be disagreement.

    Then the two budgets need not be of one scope.
    """
    spent = {
        f.budget_kind: f.amount_yuan
        for f in facts.select(concept="expenditure_this_year", measure="final")
        if f.project is None
    }
    income = [f for f in facts.rates("share") if f.concept == "appropriation_income" and f.value == 100]
    return not income and ("all" not in spent or "general" not in spent or spent["all"] != spent["general"])


@rule("equality.project", "项目自评表与基础数据表、正文一致", "equality", "warning")
def equality_project(facts: Facts) -> Examined:
    """A project's 年初预算 and 执行数 in its own form against its row of 基础数据表."""
    listed = facts.select(origin="table", statement="base_data")
    for form in (
        f
        for f in facts.select(origin="table", concept="fund_total", statement="self_evaluation")
        if f.project
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
                (
                    f"{section_in_words(held[0])}{held[0].item}{_measure(form)}为{printed(held[0])}"
                    f"{where(held[0])}，项目自评表为{printed(form)}{where(form)}，前后不一致。"
                ),
            )


def _measure(f: Fund) -> str:
    return {"initial_budget": "预算数", "adjusted_budget": "全年预算数", "final": "决算数"}.get(f.measure, "")


@rule("equality.received", "到位资金与自评表一致", "equality", "warning")
def equality_received(facts: Facts) -> Examined:
    """资金到位数 in the report's text against 全年预算数 of the form of its one project."""
    forms = facts.select(origin="table", concept="fund_total", measure="adjusted_budget")
    whole = "总|合计|共"
    received = [
        f
        for f in facts.select(origin="text", measure="received", statement="self_evaluation")
        if f.parent_id is None and not f.approximate
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
        message=(
            f"正文收到{first.item}{printed(first)}{where(first)}，自评表全年预算数{printed(form)}"
            f"{where(form)}，两者不一致。"
        ),
        rows=(first, form),
        reported=first.value,
        expected=form.value,
        unit=first.unit,
        culprit=form.fund_id,
    )


WHOLES = ("personnel", "public_funds", "basic_expenditure")
"""What a sentence lists economic items under."""
PRINTED = 4
"""Economic items with an amount: a table with fewer is not read, or prints classes alone."""


@rule("equality.economic", "文字所列经济科目金额与基本支出表一致", "equality", "error")
def equality_economic(facts: Facts) -> Examined:
    """人员经费…其中：奖金8万元: an economic item with an amount in the text has that amount in 公开06表.

    An item that the table does not print has none: warning.
    """
    rows = basic_items(facts)
    measured = Counter(f.measure for f in rows.values() if f.value)
    for f in facts.select(origin="text", measure=("final", "initial_budget")):
        known = rows.get(plain_name(f.item))
        if measured[f.measure] < PRINTED or not f.value or not _is_basic(facts, f):
            continue
        if known is None and is_economic(f.item):
            yield Comparison(
                state=State.BROKEN,
                message=f"文字说明列有{f.item}{printed(f)}，基本支出表没有该科目{where(f)}。",
                rows=(f,),
                reported=f.value,
                unit=f.unit,
                severity="warning",
                culprit=f.fund_id,
            )
        elif known is not None and known.measure == f.measure and f.concept is None:
            yield compare_equal(f, known, disagreement(f, known))


def _is_basic(facts: Facts, f: Amount) -> bool:
    """Whether the list of an amount is one of basic expenditure, or of what that is made of."""
    held = facts.paragraphs.get(paragraph(f), ())
    said = [x for x in held if offset(x) < offset(f) and x.measure == f.measure]
    n = next((n for n, x in reversed([*enumerate(said)]) if _is_whole(x)), None)
    if n is None or said[n].concept not in WHOLES or f.project is not None:
        return False
    listed = (*said[n + 1 :], f)
    return not any(is_outside(facts, said[n], x) or is_of_other_money(facts, said[n], x) for x in listed)


def _is_whole(f: Fund) -> bool:
    """Whether an amount may be what a list is of: no economic class or item, which lists of these hold."""
    return f.concept is not None and not f.concept.startswith("economic:") and not is_economic(f.item)


@rule("equality.repeated", "重复语句数字一致", "equality", "warning")
def equality_repeated(facts: Facts) -> Examined:
    """What a report says twice in the same words has the same numbers: 清淤渠道18.46公里，比上年增长12.75%.

    Told of two places where several long numbers are the same and one is not.
    """
    yield from repeated(facts)
