"""Rates of the narrative and of indicators whose terms a sentence leaves open.

Right if any of the amounts that may be meant give them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import partial

from checks.codes import State
from checks.compare.interval import Interval, point, total
from checks.compare.mentions import of_other_year
from checks.compare.points import BOUNDED
from checks.compare.printed import last_place, narrow, printed, wide
from checks.compare.rates import (
    best_reading,
    follows,
    grown,
    of_any,
    on_zero,
    printed_abs,
    quotient,
    rated,
    usual_on_zero,
)
from checks.compare.relations import EXPECTED, HUNDRED, ReadInterval, compare_rate
from checks.comparison import HOLDS, Comparison, Examined, Missing, Repair
from checks.facts import Facts, offset, paragraph, same_subject, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Indicator
from parsers.codes import Measure

SPENT: tuple[Measure, ...] = ("final",)
BUDGETS: tuple[Measure, ...] = ("adjusted_budget", "initial_budget", "planned", "requested")
CONTROLLED = (("three_public", "三公经费"), ("public_funds", "公用经费"))

SHARED = regex.compile("分别|各")
SHARED_OUT = regex.compile("(各|分别)[^，,。；;]*%[、，,和]\\d")
BASE = regex.compile("(上年|去年|20\\d{2}年|预算)[^，,。；;增减降]{0,12}$")
PHASES = ("initial_budget", "adjusted_budget")
"""Budgets of the year that what was spent is held against."""
LISTED = 24
"""Amounts and changes before a rate that it may speak of; no sentence lists more."""

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
    for rate in facts.rates("change_rate"):
        change = facts.before(rate, ["change"])
        if _is_one_of_several(facts, rate) or (change is not None and _is_parted(facts, change, rate)):
            yield _turned(facts, rate) or Missing(f"{rate.item}的增减额")
            continue
        if change is not None and "差异率" in facts.context(rate) and change.basis != rate.basis:
            change = None
        current = None if change is None else _current(facts, change)
        if change is None or current is None or _is_of_a_later_one(facts, rate, change, current):
            yield _from_before(facts, rate, "增减额" if change is None else "本年数")
            continue
        yield from best_reading(
            e for one, whole in _changed(facts, change, current) for e in _grown(rate, one, whole)
        )


def _is_of_a_later_one(facts: Facts, rate: Fund, change: Fund, current: Fund) -> bool:
    """Whether the subject is told once more behind the change, by another amount: 收入20万元，增收2万元。
    收入(同口径)30万元，增长5%.
    """
    later = facts.before(rate, [current.measure])
    told = later is not None and paragraph(later) == paragraph(change) and offset(later) > offset(change)
    return told and later is not current


def _is_one_of_several(facts: Facts, rate: Fund) -> bool:
    """Whether a sentence shares out several rates (各下降5%、6%) and prints fewer changes as amounts."""
    held = facts.measures(rate)
    shared = SHARED_OUT.search(fold(facts.context(rate))) is not None
    return shared and held["change"] < held["change_rate"]


def _turned(facts: Facts, rate: Fund) -> Comparison | None:
    """各增加12.5万元、9.1万元，各下降4.2%、3.8%: what a sentence says all rose, and all fell; else null."""
    said = [
        f for f in facts.paragraphs[paragraph(rate)] if facts.context(f) == facts.context(rate) and f.value
    ]
    ways = {m: {(f.value or 0) > 0 for f in said if f.measure == m} for m in ("change", "change_rate")}
    changes, rates = ways["change"], ways["change_rate"]
    first = next((f for f in said if f.measure == "change"), None)
    if first is None or len(changes) > 1 or len(rates) > 1 or changes == rates or not rate.value:
        return None
    moved = "增加" if True in changes else "减少"
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{rate.item}称{moved}{printed(first)}，又称{_direction(rate)}{printed_abs(rate)}，"
            f"增减方向相反{where(rate)}。"
        ),
        rows=(rate, first),
        reported=rate.value,
        unit="%",
        culprit=first.fund_id,
    )


def _from_before(facts: Facts, rate: Fund, missing: str) -> Comparison | Missing:
    """增减率 = (本年 − 上年) ÷ 上年, or of the budget that it names, where the paragraph prints both and no
    change.
    """
    budgeted = rate.basis in PHASES and facts.document.doc_type != "budget"
    current = facts.before(rate, ["final"] if budgeted else _present(facts))
    base = facts.before(rate, [rate.basis or ""] if budgeted else ["prior_final"])
    if (
        current is None
        or base is None
        or not (budgeted or follows(current, base))
        or facts.unread.get(paragraph(rate))
    ):
        return Missing(f"{rate.item}的{missing}")
    word = _direction(rate)
    spent, now = ("执行数", "预算") if current.measure == "initial_budget" else ("决算", "决算")
    said = f"{current.item}上年{spent}{printed(base)}、本年{now}{printed(current)}"
    if budgeted:
        said = f"{current.item}{BASES[rate.basis or '']}{printed(base)}、决算{printed(current)}"
    if not base.value:
        message = f"{said}，基数为0，却印出“{word}{printed_abs(rate)}”，基数为0时增长率无意义{where(rate)}。"
        return usual_on_zero(on_zero(rate, current, base, message))

    def growth(read: ReadInterval) -> Interval:
        return (read(current) - read(base)) / read(base) * HUNDRED

    if _is_change(rate, base, current):
        return Missing(f"{rate.item}的增减方向")
    percent = wide(rate).widened(last_place(rate) / 2) / HUNDRED
    repairs: tuple[Repair, ...] = ((current.fund_id, wide(base) + percent * wide(base)),)
    message = f"{said}，由此得{EXPECTED}，印为{word}{printed_abs(rate)}{where(rate)}。"
    try:
        return compare_rate(rate, growth, message, (rate, current, base), repairs)
    except ZeroDivisionError:
        return Missing(f"{rate.item}的非零基数")


def _direction(rate: Fund) -> str:
    """The word before a rate; none before 0, which some print as a decrease."""
    return "" if not rate.value else "增长" if rate.value > 0 else "下降"


def _is_change(rate: Fund, base: Fund, current: Fund) -> bool:
    """Whether what was taken for last year's amount is the change, its word left out: 与2016年相比21万元."""
    rest = wide(current) - wide(base)
    if rest.low <= 0 <= rest.high:
        return False
    return wide(rate).widened(last_place(rate)).meets(wide(base) / rest * HUNDRED)


def _present(facts: Facts) -> list[Measure]:
    """What a document calls this year's amounts."""
    return ["initial_budget"] if facts.document.doc_type == "budget" else ["final"]


def _changed(facts: Facts, change: Fund, current: Fund) -> list[tuple[Fund, Fund]]:
    """What may have changed by how much: the nearest first, as many as a sentence may list.

    An amount said before (收入总计…，其中年初结转…，较上年减少…); a change said before (分别增长…). Where
    amount and change are of one subject and nothing is shared out, what their own sentence says alone.
    """
    amounts = facts.said_before(change, current.measure, LISTED)
    sentence = facts.context(change)
    if sentence and same_subject(current, change) and not SHARED.search(fold(sentence)):
        said = (f for f in amounts if facts.context(f) == sentence)
        return list(dict.fromkeys([(change, current), *((change, f) for f in said)]))
    others = [
        (f, whole)
        for f in facts.said_before(change, "change", LISTED)
        if (whole := _current(facts, f)) is not None and whole.amount_yuan is not None
    ]
    return list(dict.fromkeys([(change, current), *((change, f) for f in amounts), *others]))


BASES = {"initial_budget": "年初预算", "adjusted_budget": "全年预算", "prior_budget": "上年预算数"}
"""What a change is against, in words; else it is last year."""


def _grown(rate: Fund, change: Fund, current: Fund) -> Examined:
    """The rate of change, if it is `current` that changed."""
    assert current.amount_yuan is not None
    assert change.amount_yuan is not None
    word = _direction(rate)
    base = BASES.get(change.basis or "", "上年数")
    moved = "减少" if change.value and change.value < 0 else "增加"
    if current.amount_yuan == change.amount_yuan:
        message = (
            f"{current.item}{printed(current)}比{base.removesuffix('数')}增加{printed(change)}，{base}即为0，却印出"
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
                f"{current.item}{printed(current)}比{base}{moved}{printed(change)}，由此得{EXPECTED}，"
                f"印为{word}{printed_abs(rate)}{where(rate)}。"
            ),
            partial(grown, change, current),
        )


def _is_parted(facts: Facts, found: Fund, change: Fund) -> bool:
    """Whether an amount that no fund carries stands between two: the change may be that one's.

    What a change is held against (较上年2.08万元减少…) does not part them.
    """
    between = [
        f
        for f in facts.unread.get(paragraph(change), ())
        if paragraph(found) == paragraph(change) and offset(found) < offset(f) < offset(change)
    ]
    return any(not BASE.search(facts.parted(f)[0]) for f in between)


def _is_of_last_year(found: Fund, change: Fund) -> bool:
    """较上年210万元，增收29万元: an amount of the year that this year's is held against."""
    return None not in (found.period, change.period) and found.period != change.period


def _current(facts: Facts, change: Fund) -> Fund | None:
    """This year's amount that a change belongs to.

    In its paragraph, or the one of the same concept and kind in its statement.
    """
    budgeted = change.basis in PHASES
    measure = "final" if budgeted else _present(facts)[0]
    found = facts.before(change, [measure], reach=1)
    if found is not None:
        stated = of_other_year(facts, found) and not of_other_year(facts, change)
        doubtful = stated or _is_of_last_year(found, change) or _is_parted(facts, found, change)
        return None if doubtful else found
    return facts.sole(measure, change.statement, change.concept)
