"""Equality between forms, their report and the accounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from checks.codes import State
from checks.compare.printed import printed, wide
from checks.compare.quantity import ACCOUNTS, closest_pair, disagreement, place_in_words
from checks.compare.relations import compare_equal
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund


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
                    f"{place_in_words(held[0])}{held[0].item}{_measure(form)}为{printed(held[0])}"
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
