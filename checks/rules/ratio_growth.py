"""Rates of change: what an amount grew or fell by, in % of what it was before."""

from __future__ import annotations

from functools import partial

from checks.codes import Measure
from checks.compare.interval import Interval
from checks.compare.printed import last_place, narrow, printed, wide
from checks.compare.rates import best_reading, grown, on_zero, printed_abs, rated, usual_on_zero
from checks.compare.relations import EXPECTED, HUNDRED, Read, compare_rate
from checks.comparison import Comparison, Examined, Missing, Repair
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from normalize.schema import Fund

LISTED = 24
"""Amounts and changes before a rate that it may speak of; no sentence lists more."""


@rule("ratio.growth", "增减率", "ratio", "error")
def ratio_growth(facts: Facts) -> Examined:
    """增减率 = 增减额 ÷ (本年 − 增减额)."""
    for rate in facts.rates("change_rate"):
        change = facts.before(rate, ["change"])
        if change is not None and "差异率" in facts.context(rate) and change.basis != rate.basis:
            change = None
        current = None if change is None else _current(facts, change)
        if change is None or current is None:
            yield _from_before(facts, rate, "增减额" if change is None else "本年数")
            continue
        yield from best_reading(
            e for one, whole in _changed(facts, change, current) for e in _grown(rate, one, whole)
        )


def _from_before(facts: Facts, rate: Fund, missing: str) -> Comparison | Missing:
    """增减率 = (本年 − 上年) ÷ 上年, where the paragraph prints both and no change."""
    current = facts.before(rate, _present(facts))
    base = facts.before(rate, ["prior_final"])
    if current is None or base is None or facts.unread.get(paragraph(rate)):
        return Missing(f"{rate.item}的{missing}")
    assert rate.value is not None
    word = "增长" if rate.value >= 0 else "下降"
    said = f"{current.item}上年{printed(base)}、本年{printed(current)}"
    if not base.value:
        message = f"{said}，基数为0，却印出“{word}{printed_abs(rate)}”，基数为0时增长率无意义{where(rate)}。"
        return usual_on_zero(on_zero(rate, current, base, message))

    def growth(read: Read) -> Interval:
        return (read(current) - read(base)) / read(base) * HUNDRED

    percent = wide(rate).widened(last_place(rate) / 2) / HUNDRED
    repairs: tuple[Repair, ...] = ((current.fund_id, wide(base) + percent * wide(base)),)
    message = f"{said}，由此得{EXPECTED}，印为{word}{printed_abs(rate)}{where(rate)}。"
    try:
        return compare_rate(rate, growth, message, (rate, current, base), repairs)
    except ZeroDivisionError:
        return Missing(f"{rate.item}的非零基数")


def _present(facts: Facts) -> list[Measure]:
    """What a document calls this year's amounts."""
    return ["initial_budget"] if facts.document.doc_type == "budget" else ["final"]


def _changed(facts: Facts, change: Fund, current: Fund) -> list[tuple[Fund, Fund]]:
    """What may have changed by how much: the nearest first, as many as a sentence may list.

    An amount said before (收入总计…，其中年初结转…，较上年减少…); a change said before (分别增长…).
    """
    amounts = facts.said_before(change, current.measure, LISTED)
    others = [
        (f, whole)
        for f in facts.said_before(change, "change", LISTED)
        if (whole := _current(facts, f)) is not None and whole.amount_yuan is not None
    ]
    return list(dict.fromkeys([(change, current), *((change, f) for f in amounts), *others]))


def _grown(rate: Fund, change: Fund, current: Fund) -> Examined:
    """The rate of change, if it is `current` that changed."""
    assert current.amount_yuan is not None
    assert change.amount_yuan is not None
    assert rate.value is not None
    word = "增长" if rate.value >= 0 else "下降"
    base = {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}.get(change.basis or "", "上年数")
    if current.amount_yuan == change.amount_yuan:
        message = (
            f"{current.item}{printed(current)}比上年增加{printed(change)}，{base}即为0，却印出"
            f"“{word}{printed_abs(rate)}”，基数为0时增长率无意义{where(rate)}。"
        )
        rest = narrow(current) - narrow(change)
        yield usual_on_zero(on_zero(rate, change, current, message, rest))
    else:
        yield from rated(
            rate,
            change,
            current,
            (
                f"{current.item}{printed(current)}比{base}增减{printed(change)}，由此得{EXPECTED}，"
                f"印为{word}{printed_abs(rate)}{where(rate)}。"
            ),
            partial(grown, change, current),
        )


def _current(facts: Facts, change: Fund) -> Fund | None:
    """This year's amount that a change belongs to.

    In its paragraph, or the one of the same concept and kind in its statement.
    """
    budgeted = change.basis in ("initial_budget", "adjusted_budget")
    measure = "final" if budgeted else _present(facts)[0]
    found = facts.before(change, [measure], reach=1)
    if found is not None:
        return found
    return facts.sole(measure, change.statement, change.concept)
