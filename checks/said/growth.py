"""Rates of growth: of what changed, by how much, and against what."""

from __future__ import annotations

from functools import partial

from checks.codes import State
from checks.compare.interval import Interval
from checks.compare.mentions import of_other_year
from checks.compare.printed import last_place, narrow, printed, wide
from checks.compare.rates import (
    best_reading,
    follows,
    grown,
    on_zero,
    printed_abs,
    quotient,
    rated,
    usual_on_zero,
)
from checks.compare.relations import EXPECTED, HUNDRED, ReadInterval, compare_rate
from checks.comparison import Comparison, Examined, Missing, Repair
from checks.facts import Facts, offset, paragraph, same_subject, where
from extract import regex
from extract.fold import fold
from normalize.schema import Fund
from parsers.codes import Measure

SHARED = regex.compile("分别|各")
SHARED_OUT = regex.compile("(各|分别)[^，,。；;]*%[、，,和]\\d")
BASE = regex.compile("(上年|去年|20\\d{2}年|预算)[^，,。；;增减降]{0,12}$")
PHASES = ("initial_budget", "adjusted_budget")
"""Budgets of the year that what was spent is held against."""
TERMS = regex.compile("口径|剔除|扣除|还原")
CLAUSE = regex.compile("[，,。；;]")
LISTED = 24
"""Amounts and changes before a rate that it may speak of; no sentence lists more."""


def growths(facts: Facts) -> Examined:
    """Every rate of change against the change, or the two ends, that it is of."""
    for rate in facts.rates("change_rate"):
        change = facts.before(rate, ["change"])
        if _is_one_of_several(facts, rate) or (change is not None and _is_parted(facts, change, rate)):
            yield _turned(facts, rate) or Missing(f"{rate.item}的增减额")
            continue
        if change is not None and "差异率" in facts.context(rate) and change.basis != rate.basis:
            change = None
        current = None if change is None else _current(facts, change)
        if change is None or current is None or _is_of_a_later_one(facts, rate, change, current):
            change = _said_behind(facts, rate)
            current = None if change is None else _current(facts, change)
        if change is not None and _is_counted_otherwise(facts, change, rate):
            yield Missing(f"{rate.item}同口径的增减额")
            continue
        if change is None or current is None:
            yield _from_before(facts, rate, "增减额" if change is None else "本年数")
            continue
        yield from best_reading(
            e for one, whole in _changed(facts, change, current) for e in _grown(rate, one, whole)
        )


def _is_counted_otherwise(facts: Facts, change: Fund, rate: Fund) -> bool:
    """增收20万元，同口径增长5%: whether the second of the two is said to be counted in other terms."""
    first, second = (change, rate) if offset(change) < offset(rate) else (rate, change)
    said, number, _ = facts.parted(first)
    between = facts.parted(second)[0]
    if facts.context(first) == facts.context(second):
        between = between[len(said) + len(number) :]
    return TERMS.search(between) is not None and TERMS.search(CLAUSE.split(said)[-1]) is None


def _said_behind(facts: Facts, rate: Fund) -> Fund | None:
    """收入30万元，同比增长5%，增收1.43万元: the change said right behind its rate; else null."""
    behind = [f for f in facts.paragraphs.get(paragraph(rate), ()) if offset(f) > offset(rate)]
    told = behind[0] if behind else rate
    own = same_subject(told, rate) and facts.context(told) == facts.context(rate)
    return told if own and (told.measure, told.basis) == ("change", rate.basis) else None


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
        said = [f for f in (current, *amounts) if facts.context(f) == sentence or f is current]
        # What rose by more than it came to is none of what is meant, where anything else may be.
        said.sort(key=lambda f: (change.amount_yuan or 0) > (f.amount_yuan or 0))
        return list(dict.fromkeys((change, f) for f in said))
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
                f"印为{word}{printed_abs(rate)}{_of_what(rate, change, current)}{where(rate)}。"
            ),
            partial(grown, change, current),
        )


def _of_what(rate: Fund, change: Fund, current: Fund) -> str:
    """If the change gives the printed rate of this year's amount, the sentence says so."""
    mistaken = current.value and wide(rate).meets(quotient(change, current)(wide))
    return f"；以本年数{printed(current)}为基数才得{printed_abs(rate)}" if mistaken else ""


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
    executed = facts.before(change, ["final"])
    # 收入累计完成61万元，为年初预算109万元的56%，增收6万元: what came in changed, in a budget as well.
    here = executed is not None and facts.context(executed) == facts.context(change)
    measure = "final" if change.basis in PHASES or here else _present(facts)[0]
    found = facts.before(change, [measure], reach=1)
    if found is not None:
        stated = of_other_year(facts, found) and not of_other_year(facts, change)
        doubtful = stated or _is_of_last_year(found, change) or _is_parted(facts, found, change)
        return None if doubtful else found
    return facts.sole(measure, change.statement, change.concept)
