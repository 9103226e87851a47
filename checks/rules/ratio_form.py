"""Rates and execution points of self-evaluation forms."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checks.codes import State
from checks.compare.interval import point
from checks.compare.printed import printed, wide
from checks.compare.rates import on_zero, quotient, rated
from checks.compare.relations import EXPECTED, HUNDRED
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, where
from checks.registry import rule
from normalize.schema import Fund


@rule("ratio.execution", "预算执行率", "ratio", "error")
def ratio_execution(facts: Facts) -> Examined:
    """执行率 = 全年执行数 ÷ 全年预算数 (自评表)."""
    rates = [f for f in facts.rates("execution_rate") if f.table_id and f.statement == "self_evaluation"]
    for rate in rates:
        row = [f for f in facts.money if f.table_id == rate.table_id and f.row_no == rate.row_no]
        final, budget = (next((f for f in row if f.measure == m), None) for m in ("final", "adjusted_budget"))
        if final is not None and budget is not None:
            yield from _executed(rate, final, budget)
        elif final is not None or budget is not None:
            yield Missing(f"{rate.item}的{'执行数' if final is None else '全年预算数'}")
        elif _has_no_unit(facts, rate):
            yield Missing(f"{rate.item}的金额单位")
        elif rate.value:
            yield _of_nothing(rate, row)


def _has_no_unit(facts: Facts, rate: Fund) -> bool:
    """Whether the row of a rate prints its amounts, but nothing says in what unit."""
    row = (f for f in facts.funds if (f.table_id, f.row_no) == (rate.table_id, rate.row_no))
    return any(f.measure in ("final", "adjusted_budget") and f.amount_yuan is None for f in row)


def _of_nothing(rate: Fund, row: Sequence[Fund]) -> Comparison:
    """A rate beside neither budget nor spending."""
    have = "、".join(printed(f) for f in row)
    only = f"（仅有{have}）" if have else ""
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{rate.section or '自评表'}“{rate.item}”没有全年预算数和执行数{only}，"
            f"却填执行率{printed(rate)}{where(rate)}。"
        ),
        rows=(rate, *row),
        reported=rate.value,
        unit="%",
        severity="warning",
        culprit=rate.fund_id,
    )


def _executed(rate: Fund, final: Fund, budget: Fund) -> Examined:
    if budget.value == 0:
        if rate.value:
            message = f"{rate.item}全年预算数为0，却填执行率{printed(rate)}{where(rate)}。"
            yield on_zero(rate, final, budget, message)
    elif _as_fraction(rate, final, budget):
        yield HOLDS
    else:
        message = (
            f"{rate.section or '自评表'}{rate.item}全年预算数{printed(budget)}、全年执行数{printed(final)}，"
            f"执行率应为{EXPECTED}，报{printed(rate)}{where(rate)}。"
        )
        yield from rated(rate, final, budget, message)


def _as_fraction(rate: Fund, a: Fund, b: Fund) -> bool:
    """Whether a rate without % is the fraction that its numbers give: 0.9553."""
    if "%" in (rate.raw or "%") or not a.value or wide(b).holds(Decimal(0)):
        return False
    return (wide(rate) * HUNDRED).meets(quotient(a, b)(wide))


@rule("ratio.execution_score", "预算执行得分", "ratio", "info")
def ratio_execution_score(facts: Facts) -> Examined:
    """执行得分 = 分值 × 执行率 in most places; no rule is printed in the form, so info only."""
    for score in (
        s
        for s in facts.scores
        if s.component == "budget_execution" and s.weight and s.score is not None and s.table_id
    ):
        rate = next(
            (
                f
                for f in facts.rates("execution_rate")
                if f.table_id == score.table_id and f.project == score.project
            ),
            None,
        )
        if rate is None or rate.value is None or score.score is None or score.weight is None:
            yield Missing("执行率")
            continue
        expected = min(score.weight * rate.value / 100, score.weight)
        if point(score.score).widened(Decimal("0.5")).holds(expected):
            yield HOLDS
        else:
            yield Comparison(
                state=State.BROKEN,
                message=(
                    f"预算执行分值{score.weight.normalize():f}×执行率{printed(rate)}＝{expected:.2f}，"
                    f"得分报{score.score.normalize():f}{where(score)}。"
                ),
                rows=(score, rate),
                reported=score.score,
                expected=expected,
                unit="分",
                culprit=score.score_id,
            )


@rule("ratio.usage", "资金使用率", "ratio", "error")
def ratio_usage(facts: Facts) -> Examined:
    """使用率 = 支出 ÷ 到位, project by project (资金使用结构明细表)."""
    for rate in (f for f in facts.rates("execution_rate") if f.statement == "fund_usage" and f.table_id):
        row = {
            m: facts.table_rows.get((rate.table_id, rate.row_no, m), [])
            for m in ("final", "received")
            if rate.table_id and rate.row_no is not None
        }
        spent, received = (
            next((f for f in row.get(m, ()) if f.breakdown == rate.breakdown), None)
            for m in ("final", "received")
        )
        if spent is None or received is None or not received.value:
            yield Missing(f"{rate.item}的支出数或到位数")
            continue
        message = (
            f"{rate.item}（{rate.breakdown}）支出{printed(spent)}÷到位{printed(received)}＝{EXPECTED}，"
            f"印为{printed(rate)}{where(rate)}。"
        )
        yield from rated(rate, spent, received, message)
