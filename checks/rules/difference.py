"""Differences: a printed change is this year's number less the one it is measured against."""

from __future__ import annotations

from collections.abc import Iterator

from checks.codes import State
from checks.compare.interval import Interval, above, below
from checks.compare.printed import last_place, narrow, printed, wide
from checks.comparison import HOLDS, Comparison, Examined, Missing, Repair, likeliest
from checks.facts import Facts, offset, paragraph, same_subject, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Passage
from parsers.codes import Measure

PHASES: dict[Measure, str] = {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}
MORE, LESS = "大于|高于|多于|超过|超出", "小于|低于|少于"
BUDGETS = {"年初": ["initial_budget"], "全年": ["adjusted_budget"], "调整": ["adjusted_budget"]}


@rule("difference.prior", "与上年相比的增减额", "difference", "error")
def difference_prior(facts: Facts) -> Examined:
    """增减额 = 本年决算 − 上年决算数, wherever that is printed (the same paragraph, tables, 基础数据表)."""
    before = [
        f for f in facts.select(origin="table", measure="prior_final") if f.concept and f.project is None
    ]
    for change in (f for f in facts.rates("change") if f.basis == "prior_year" and f.amount_yuan is not None):
        current = facts.before(change, ["final"], reach=1)
        executed = facts.before(change, ["initial_budget"]) if _is_budget(facts) else None
        held = [
            f for f in before if f.concept == change.concept and f.budget_kind in (None, change.budget_kind)
        ]
        said = facts.before(change, ["prior_final"])
        if executed is not None and said is not None and current is None:
            yield _difference(change, executed, said, "上年执行数")
        elif current is not None and said is not None:
            yield _difference(change, current, said, "上年决算")
        elif current is not None and len({f.amount_yuan for f in held}) == 1:
            yield _difference(change, current, held[0], "上年决算")


def _is_budget(facts: Facts) -> bool:
    """Whether this year's amounts are budgeted, and last year's were spent."""
    return facts.document.doc_type == "budget"


@rule("difference.budget", "与年初预算相比的增减额", "difference", "error")
def difference_budget(facts: Facts) -> Examined:
    """增减额 = 决算 − 年初预算, where the same paragraph or the same statement prints both."""
    for change in (
        f
        for f in facts.rates("change")
        if f.basis in ("initial_budget", "adjusted_budget") and f.amount_yuan is not None
    ):
        current = facts.before(change, ["final"], reach=1)
        named = facts.before(change, [change.basis or ""], reach=1)
        if current is None or named is None:
            continue
        # Beside two budgets (预算数…，调整数…，决算数…，增加…) the sentence may mean either.
        said = (facts.before(change, [m]) for m in PHASES if m != change.basis)
        bases = [named, *(b for b in said if b is not None)]
        yield likeliest(_difference(change, current, b, PHASES[b.measure]) for b in bases)


def _difference(change: Fund, current: Fund, base: Fund, name: str) -> Comparison:
    """Current − base = change."""
    if (narrow(current) - narrow(base)).meets(narrow(change)):
        return HOLDS
    assert current.amount_yuan is not None
    assert base.amount_yuan is not None
    assert change.amount_yuan is not None
    assert change.value is not None
    scale = last_place(change) * 10 ** (change.decimals or 0)
    expected = (current.amount_yuan - base.amount_yuan) / scale
    coarse = wide(current) - wide(base)
    word, should = ("增加" if v >= 0 else "减少" for v in (change.value, expected))
    return Comparison(
        state=State.NEAR if coarse.meets(wide(change)) else State.BROKEN,
        message=f"{current.item}{printed(current)}，{name}为{printed(base)}，"
        f"应{should}{abs(expected):.{change.decimals or 0}f}{change.unit or ''}，印为{word}"
        f"{printed(change)}{where(change, base)}。",
        rows=(change, current, base),
        reported=change.value,
        expected=expected,
        unit=change.unit,
        culprit=change.fund_id,
        repairs=(
            (change.fund_id, coarse),
            (current.fund_id, wide(base) + wide(change)),
            (base.fund_id, wide(current) - wide(change)),
        ),
    )


@rule("difference.direction", "大于、小于、持平与数额相符", "difference", "error")
def difference_direction(facts: Facts) -> Examined:
    """决算数大于(小于, 等于)预算数, 与上年持平.

    The word against the two numbers that the paragraph, for 上年 the tables, print.
    """
    for p in facts.noted("direction"):
        final = _said_before(facts, p, ["final"])
        bases = [] if final is None else list(_bases(facts, p, final))
        if final is None or not bases:
            yield Missing(f"“{fold(p.text or '')}”所比较的数额")
        else:
            yield likeliest(
                (_compared(p, final, b) for b in bases),
            )


def _said_before(facts: Facts, p: Passage, measures: list[str], like: Fund | None = None) -> Fund | None:
    """The last amount before the word, in its paragraph or the one above.

    An amount in between that no fund carries may be the one meant.
    """
    here = paragraph(p)
    for number in (here, here - 1):
        end = offset(p) if number == here else 10**9
        held = [
            f
            for f in facts.paragraphs.get(number, [])
            if f.measure in measures and offset(f) < end and (like is None or same_subject(f, like))
        ]
        if held:
            unread = any(offset(held[-1]) < offset(x) < end for x in facts.unread.get(number, []))
            return None if unread or held[-1].approximate else held[-1]
        if number == here and any(
            offset(x) < end for x in (*facts.unread.get(number, []), *facts.paragraphs.get(number, []))
        ):
            return None
    return None


def _bases(facts: Facts, p: Passage, final: Fund) -> Iterator[Fund]:
    """What the word compares with.

    The budget that it names, any budget where it names none, last year's amount as the tables print it.
    """
    text = fold(p.text or "")
    if regex.search("上年|上一年|去年", text):
        held = [
            f
            for f in facts.select(origin="table", measure="prior_final")
            if f.concept and f.concept == final.concept and f.budget_kind == final.budget_kind
        ]
        yield from held if len({f.amount_yuan for f in held}) == 1 else []
        return
    named = next(
        (measures for word, measures in BUDGETS.items() if word in text),
        ["initial_budget", "adjusted_budget"],
    )
    for measure in named:
        found = _said_before(facts, p, [measure], final)
        if found is not None:
            yield found


def _compared(p: Passage, final: Fund, base: Fund) -> Comparison:
    """Final > base, < base or = base, as the word has it.

    Equal printings under 大于 or 小于 may differ in what was rounded away: near.
    """
    text = fold(p.text or "")
    word = "more" if regex.search(MORE, text) else "less" if regex.search(LESS, text) else "same"
    a, b = wide(final), wide(base)
    if word == "same":
        right, near = narrow(final).meets(narrow(base)), a.meets(b)
    else:
        high, low = (final, base) if word == "more" else (base, final)
        assert high.amount_yuan is not None
        assert low.amount_yuan is not None
        right, near = high.amount_yuan > low.amount_yuan, wide(high).high > wide(low).low
    if right:
        return HOLDS
    return Comparison(
        state=State.NEAR if near else State.BROKEN,
        message=(
            f"{final.item}决算{printed(final)}，{_name(base)}{printed(base)}，却称“{text}”，"
            f"与数额不符{where(p, base)}。"
        ),
        rows=(p, final, base),
        reported=final.value,
        expected=base.value,
        unit=final.unit,
        culprit=p.passage_id,
        repairs=((p.passage_id, Interval(a.low, a.high)), *_repairs(word, final, base)),
    )


def _name(base: Fund) -> str:
    return {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}.get(base.measure, "上年决算")


def _repairs(word: str, final: Fund, base: Fund) -> tuple[Repair, ...]:
    a, b = wide(final), wide(base)
    if word == "same":
        return (final.fund_id, b), (base.fund_id, a)
    upward, downward = (above(b.low), below(a.high)) if word == "more" else (below(b.high), above(a.low))
    return (final.fund_id, upward), (base.fund_id, downward)
