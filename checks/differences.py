"""Differences: a printed change is this year's number less the one it is measured against."""

from __future__ import annotations

from normalize.schema import Fund

from .compare import compare_equal
from .facts import Facts, where
from .reading import last_place, narrow, printed, wide
from .registry import HOLDS, Comparison, Examined, rule


@rule(
    "difference.prior",
    "与上年相比的增减额",
    "difference",
    "error",
    "增减额 = 本年决算 − 上年决算数, wherever that is printed (the same paragraph, tables, 基础数据表)",
)
def difference_prior(facts: Facts) -> Examined:
    before = [f for f in facts.in_tables if f.measure == "prior_final" and f.concept and f.project is None]
    for change in (
        f
        for f in facts.funds
        if f.measure == "change" and f.basis == "prior_year" and f.concept and f.amount_yuan is not None
    ):
        current = facts.before(change, ["final"], reach=1)
        held = [
            f for f in before if f.concept == change.concept and f.budget_kind in (None, change.budget_kind)
        ]
        said = facts.before(change, ["prior_final"])
        if current is not None and said is not None:
            yield _difference(change, current, said, "上年决算")
        elif current is not None and len({f.amount_yuan for f in held}) == 1:
            yield _difference(change, current, held[0], "上年决算")


@rule(
    "difference.budget",
    "与年初预算相比的增减额",
    "difference",
    "error",
    "增减额 = 决算 − 年初预算, where the same paragraph or the same statement prints both",
)
def difference_budget(facts: Facts) -> Examined:
    for change in (
        f
        for f in facts.funds
        if f.measure == "change"
        and f.basis in ("initial_budget", "adjusted_budget")
        and f.amount_yuan is not None
    ):
        current, budget = (
            facts.before(change, ["final"], reach=1),
            facts.before(change, [change.basis or ""], reach=1),
        )
        if current is not None and budget is not None:
            yield _difference(
                change, current, budget, "年初预算" if change.basis == "initial_budget" else "全年预算"
            )


def _difference(change: Fund, current: Fund, base: Fund, name: str) -> Comparison:
    """current − base = change."""
    if (narrow(current) - narrow(base)).meets(narrow(change)):
        return HOLDS
    assert (
        current.amount_yuan is not None
        and base.amount_yuan is not None
        and change.amount_yuan is not None
        and change.value is not None
    )
    scale = last_place(change) * 10 ** (change.decimals or 0)
    expected = (current.amount_yuan - base.amount_yuan) / scale
    coarse = wide(current) - wide(base)
    word, should = ("增加" if v >= 0 else "减少" for v in (change.value, expected))
    return Comparison(
        "near" if coarse.meets(wide(change)) else "broken",
        f"{current.item}{printed(current)}，{name}为{printed(base)}，"
        f"应{should}{abs(expected):.{change.decimals or 0}f}{change.unit or ''}，印为{word}{printed(change)}{where(change, base)}。",
        (change, current, base),
        change.value,
        expected,
        None,
        change.unit,
        None,
        change.fund_id,
        (
            (change.fund_id, coarse),
            (current.fund_id, wide(base) + wide(change)),
            (base.fund_id, wide(current) - wide(change)),
        ),
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
