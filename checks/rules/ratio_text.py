"""Rates of the narrative and of indicators whose terms a sentence leaves open.

Right if any of the amounts that may be meant give them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checks.codes import State
from checks.compare.interval import point
from checks.compare.points import BOUNDED
from checks.compare.printed import narrow, printed, wide
from checks.compare.rates import best_reading, rated
from checks.compare.relations import EXPECTED, HUNDRED
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Indicator

BUDGETS = ("adjusted_budget", "initial_budget", "planned", "requested")
CONTROLLED = (("three_public", "三公经费"), ("public_funds", "公用经费"))


@rule("ratio.arrival", "资金到位率", "ratio", "warning")
def ratio_arrival(facts: Facts) -> Examined:
    """到位率 = 到位数 ÷ 预算 (计划, 申请) 数, where one paragraph of the text prints both, and each once."""
    for rate in facts.rates("arrival_rate", origin="text"):
        yield from of_any(
            facts,
            rate,
            _said_beside(facts, rate, ("received",)),
            _said_beside(facts, rate, (*BUDGETS, "received")),
            "资金到位率",
        )


@rule("ratio.execution_text", "正文预算执行率", "ratio", "warning")
def ratio_execution_text(facts: Facts) -> Examined:
    """执行率 = 支出 ÷ 到位 or 预算数, where one paragraph of the text prints both, and each once."""
    for rate in facts.rates("execution_rate", origin="text"):
        yield from of_any(
            facts,
            rate,
            _said_beside(facts, rate, ("final",)),
            _said_beside(facts, rate, (*BUDGETS, "received", "final")),
            "执行率",
        )


def _said_beside(facts: Facts, rate: Fund, measures: tuple[str, ...]) -> list[Fund]:
    """The distinct amounts of the rate's paragraph, in the order in which they are said."""
    held = [
        f
        for f in facts.paragraphs.get(paragraph(rate), [])
        if f.measure in measures and f.amount_yuan is not None and f.value
    ]
    return list({f.amount_yuan: f for f in reversed(held)}.values())[::-1]


def of_any(
    facts: Facts, rate: Fund, numerators: Sequence[Fund], bases: Sequence[Fund], name: str
) -> Examined:
    """Rate = one of the numerators ÷ one of the bases.

    It is wrong only where there is one pair and the paragraph holds no amount that was not understood.
    """
    pairs = [(a, b) for a in numerators for b in bases if a is not b]
    compared = [
        c
        for a, b in pairs
        for c in rated(
            rate,
            a,
            b,
            (
                f"{a.item}{printed(a)}÷{b.item}{printed(b)}＝{EXPECTED}，{name}印为{printed(rate)}"
                f"{where(rate)}。"
            ),
        )
    ]
    best = next(best_reading(compared)) if compared else None
    alone = len(pairs) == 1 and not facts.unread.get(paragraph(rate))
    yield (
        best
        if isinstance(best, Comparison) and (best.state == State.HOLDS or alone)
        else Missing(f"{rate.item}{name}的分子或分母")
    )


@rule("ratio.control", "控制率", "ratio", "warning")
def ratio_control(facts: Facts) -> Examined:
    """“三公”经费控制率, 公用经费控制率 = 实际支出 ÷ 预算安排, in the text and in the unit's own form."""
    for rate in facts.rates("control_rate"):
        for code, word in CONTROLLED:
            if word in _plain(rate.item):
                yield from of_any(
                    facts, rate, _spent(facts, code, ("final",)), _spent(facts, code, BUDGETS), "控制率"
                )
    for i in facts.indicators:
        for code, word in CONTROLLED:
            if (
                regex.search(f"{word}(预算)?控制率", _plain(i.level3 or ""))
                and i.project is None
                and _measured(i)
            ):
                yield from _controlled(facts, i, code)


def _plain(name: str) -> str:
    return regex.sub(r"[“”\"]", "", fold(name))


def _spent(facts: Facts, concept: str, measures: tuple[str, ...]) -> list[Fund]:
    held = {
        f.amount_yuan: f
        for f in facts.money
        if f.concept == concept and f.measure in measures and f.period == facts.year and f.value
    }
    return list(held.values())


def _measured(i: Indicator) -> bool:
    """Whether the form states a rate of its own, and not just that the target was met."""
    return (
        i.actual_value is not None
        and i.actual_unit == "%"
        and not BOUNDED.search(fold(i.actual or ""))
        and i.actual_value != i.target_value
    )


def _controlled(facts: Facts, i: Indicator, concept: str) -> Iterator[Comparison | Missing]:
    assert i.actual_value is not None
    pairs = [(a, b) for a in _spent(facts, concept, ("final",)) for b in _spent(facts, concept, BUDGETS)]
    if not pairs:
        yield Missing(f"“{i.level3}”的实际支出或预算")
        return
    place = Decimal(1).scaleb(min(0, int(i.actual_value.normalize().as_tuple().exponent)))
    stated = point(i.actual_value).widened(place)
    if any(
        stated.meets(read(a) / read(b) * HUNDRED)
        for a, b in pairs
        for read in (narrow, wide)
        if not read(b).holds(Decimal(0))
    ):
        yield HOLDS
        return
    (a, b), *others = pairs
    if others:
        yield Missing(f"“{i.level3}”是哪一个预算的")
        return
    assert a.amount_yuan is not None
    assert b.amount_yuan is not None
    expected = a.amount_yuan / b.amount_yuan * 100
    yield Comparison(
        state=State.BROKEN,
        message=(
            f"{a.item}决算{printed(a)}÷预算{printed(b)}＝{expected:.2f}%，“{i.level3}”实际完成值填"
            f"{i.actual}{where(i, a)}。"
        ),
        rows=(i, a, b),
        reported=i.actual_value,
        expected=expected,
        unit="%",
    )
