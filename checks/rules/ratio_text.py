"""Rates of the narrative and of indicators whose terms a sentence leaves open.

Right if any of the amounts that may be meant give them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from checks.codes import State
from checks.compare.interval import point, total
from checks.compare.points import BOUNDED
from checks.compare.printed import narrow, printed, wide
from checks.compare.rates import of_any, quotient
from checks.compare.relations import HUNDRED
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, offset, paragraph, same_subject, where
from checks.registry import rule
from checks.said.growth import LISTED, growths
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Indicator
from parsers.codes import Measure

SPENT: tuple[Measure, ...] = ("final",)
BUDGETS: tuple[Measure, ...] = ("adjusted_budget", "initial_budget", "planned", "requested")
CONTROLLED = (("three_public", "三公经费"), ("public_funds", "公用经费"))


PAIR = 2


@rule("ratio.arrival", "资金到位率", "ratio", "warning")
def ratio_arrival(facts: Facts) -> Examined:
    """到位率 = 到位数 ÷ 预算 (计划, 申请) 数, where a sentence, or its paragraph, prints each once."""
    for rate in facts.rates("arrival_rate", origin="text"):
        arrived, due = (_said_beside(facts, rate, m) for m in (("received",), (*BUDGETS, "received")))
        own = [f for f in due if facts.context(f) == facts.context(rate) and offset(f) < offset(rate)]
        if facts.measures(rate)["arrival_rate"] == 1 and len(own) == PAIR and own[1].measure == "received":
            # One of several projects: 应到位68万元，实际到位21万元，到位率30.88%；….
            arrived, due = own[1:], own[:1]
        yield from of_any(facts, rate, arrived, due, "资金到位率")


@rule("ratio.execution_text", "正文预算执行率", "ratio", "warning")
def ratio_execution_text(facts: Facts) -> Examined:
    """执行率 = 支出 ÷ 到位 or 预算数, where one paragraph of the text prints both, and each once."""
    for rate in facts.rates("execution_rate", origin="text"):
        yield from _executed(facts, rate)


def _executed(facts: Facts, rate: Fund) -> Examined:
    """Of the one amount spent and the one budget that its own sentence gives for its subject.

    Else of any of its paragraph.
    """
    spent = _said_beside(facts, rate, ("final",))
    bases = _said_beside(facts, rate, (*BUDGETS, "received", "final"))
    said = [f for f in bases if same_subject(f, rate)]
    own = [f for f in said if facts.context(f) == facts.context(rate)]
    if [f.measure for f in said] == [rate.basis, "final"]:
        own = said  # 年初预算120万元，其中…。截至年末，支出115万元，执行率96%: one of each in its paragraph
    if sorted(f.measure == "final" for f in own) == [False, True] and offset(own[1]) < offset(rate):
        spent = [f for f in own if f.measure == "final"]
        bases = [f for f in own if f.measure != "final"]
        if wide(rate).meets(quotient(bases[0], spent[0])(wide)):
            # 资金共50万元，已拨付40万元，执行率80%: what was spent is told the other way round.
            yield Missing(f"{rate.item}执行率的分子或分母")
            return
    all_told = any(_is_of_all(facts, rate, f) for f in spent)
    yield from [HOLDS] if all_told else of_any(facts, rate, spent, bases, "执行率")


def _is_of_all(facts: Facts, rate: Fund, spent: Fund) -> bool:
    """省级资金到位20万元，县级资金到位48万元，共支出68万元，执行率100%: of what all sources brought in."""
    sources = [f for f in facts.said_before(spent, "received", LISTED) if f.value]
    return len(sources) > 1 and wide(rate).meets(wide(spent) / total(map(wide, sources)) * HUNDRED)


def _said_beside(facts: Facts, rate: Fund, measures: tuple[str, ...]) -> list[Fund]:
    """The distinct amounts of the rate's paragraph, in the order in which they are said."""
    held = [
        f
        for f in facts.paragraphs.get(paragraph(rate), [])
        if f.measure in measures and f.amount_yuan is not None and f.value
    ]
    return list({f.amount_yuan: f for f in reversed(held)}.values())[::-1]


@rule("ratio.control", "控制率", "ratio", "warning")
def ratio_control(facts: Facts) -> Examined:
    """“三公”经费控制率, 公用经费控制率 = 实际支出 ÷ 预算安排, in the text and in the unit's own form."""
    for rate in facts.rates("control_rate"):
        for code, word in CONTROLLED:
            if word in _plain(rate.item):
                yield from of_any(
                    facts, rate, _spent(facts, code, SPENT), _spent(facts, code, BUDGETS), "控制率"
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


def _spent(facts: Facts, concept: str, measures: Collection[Measure]) -> list[Fund]:
    held = {
        f.amount_yuan: f
        for f in facts.select(concept=concept, measure=measures)
        if f.period == facts.year and f.value
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
    pairs = [(a, b) for a in _spent(facts, concept, SPENT) for b in _spent(facts, concept, BUDGETS)]
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


@rule("ratio.growth", "增减率", "ratio", "error")
def ratio_growth(facts: Facts) -> Examined:
    """增减率 = 增减额 ÷ (本年 − 增减额)."""
    yield from growths(facts)
