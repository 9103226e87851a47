"""Across documents.

Last year's accounts, the year's budget, the forms, and the units that a department is made of.

Two reports under one name need not be about the same body or the same money, and last year's figures may have
been restated. So all findings are warnings, several versions of a report are read in favour of the one at
hand, and where no amount agrees at all nothing is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checks.codes import State
from checks.companions import scope
from checks.compare.printed import factor, narrow, printed, shown, wide
from checks.compare.quantity import ACCOUNTS, key_of
from checks.compare.relations import compare_equal, compare_sum
from checks.comparison import HOLDS, Comparison, Examined, Missing, likeliest
from checks.facts import Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Rows

SubjectKey = tuple[str, str | None]
KINDS = {"final_accounts": "决算", "budget": "预算"}
CONSOLIDATED = {
    ("expenditure_this_year", "general"),
    ("basic_expenditure", "general"),
    ("project_expenditure", "general"),
    ("three_public", "appropriation"),
    ("reception", "appropriation"),
    ("vehicle_operation", "appropriation"),
}
"""What a department's accounts add up unit by unit.

Totals of all money are left out: what units pay each other falls away in them.
"""


def report_name(rows: Rows) -> str:
    """Another document, in words: 2022年度决算公开."""
    d = rows.document
    return f"{d.unit_name or ''}{d.fiscal_year}年度{KINDS.get(d.doc_type or '', '自评')}"


def amounts(rows: Rows, measure: str, tables_only: bool = False) -> dict[SubjectKey, list[Fund]]:
    """(concept, kind of money) → the amounts of the year that a report states of itself."""
    out: dict[SubjectKey, list[Fund]] = defaultdict(list)
    for f in Facts(rows).money:
        if (
            f.measure == measure
            and f.period == rows.document.fiscal_year
            and key_of(f) is not None
            and not f.approximate
        ):
            if tables_only and f.origin != "table":
                continue
            out[_key(f)].append(f)
    return out


def _key(f: Fund) -> SubjectKey:
    return f.concept or "", f.budget_kind


def agreeing(own: Rows, other: Sequence[Rows], compared: Iterable[Comparison], what: str) -> Examined:
    """The comparisons, unless nothing in them shows that both documents speak of the same money."""
    held = list(compared)
    sure = all(scope(own.document) is not None and scope(own.document) == scope(o.document) for o in other)
    if not held:
        return
    if any(c.state == State.HOLDS for c in held) or (sure and len(held) == 1):
        yield from held
    else:
        yield Missing(f"与{what}口径相同的数额")


def best_version(comparisons: Iterable[tuple[Comparison, str]]) -> Comparison:
    """Of the versions at hand the one that agrees best_version, with its document."""
    found, doc = min(comparisons, key=lambda c: c[0].state)
    return replace(found, related=doc)


def _against(f: Fund, name: str, others: Iterable[tuple[Rows, Fund]], ending: str = "两者不符") -> Comparison:
    """An amount = what other documents state."""
    here = f"{f.item}{name}{printed(f)}{where(f)}"
    return best_version(
        (
            compare_equal(
                f, b, f"{here}，而{report_name(rows)}公开的{b.item}为{printed(b)}{where(b)}，{ending}。"
            ),
            b.doc_id,
        )
        for rows, b in others
    )


@rule("across.prior", "与上年度公开报告一致", "equality", "warning")
def across_prior(facts: Facts) -> Examined:
    """上年决算数, and this year's amount less its change, against the unit's own report of that year."""
    if not facts.companions.prior:
        yield from _absent(facts, "上年度公开报告")
        return
    measure = "initial_budget" if facts.document.doc_type == "budget" else "final"
    before = [(rows, amounts(rows, measure)) for rows in facts.companions.prior]
    compared = [*_printed_before(facts, before), *_implied_before(facts, before, measure)]
    yield from agreeing(facts.rows, facts.companions.prior, compared, "上年度公开报告")


def _absent(facts: Facts, what: str) -> Iterator[Missing]:
    """A document that could have a companion lacks it; others have no use for one."""
    if facts.document.doc_type in KINDS:
        yield Missing(what)


HeldFunds = Sequence[tuple[Rows, dict[SubjectKey, list[Fund]]]]


def _versions(held: HeldFunds, key: SubjectKey) -> list[tuple[Rows, Fund]]:
    return [(rows, f) for rows, index in held for f in index.get(key, ())]


def _printed_before(facts: Facts, before: HeldFunds) -> Iterator[Comparison]:
    """上年决算数 as printed."""
    seen: set[tuple[SubjectKey, object]] = set()
    for f in facts.money:
        if (
            f.measure != "prior_final"
            or not f.concept
            or f.project is not None
            or f.statement not in ACCOUNTS
            or f.approximate
        ):
            continue
        found = _versions(before, _key(f))
        if not found or (_key(f), f.amount_yuan) in seen:
            continue
        seen.add((_key(f), f.amount_yuan))
        yield _against(f, "上年决算数印为", found)


def _implied_before(facts: Facts, before: HeldFunds, measure: str) -> Iterator[Comparison]:
    """This year's amount less its change on the year before."""
    for change in (
        f
        for f in facts.rates("change")
        if f.basis in ("prior_year", "prior_budget") and f.concept and f.amount_yuan is not None
    ):
        if change.project is not None or change.statement not in ACCOUNTS or change.approximate:
            continue
        if measure == "initial_budget" and regex.search("执行数|决算", facts.context(change)):
            continue
        current = facts.before(change, [measure], reach=1)
        found = _versions(before, _key(change))
        if current is not None and found:
            yield best_version(
                (_implied(current, change, b, report_name(rows)), b.doc_id) for rows, b in found
            )


def _implied(current: Fund, change: Fund, b: Fund, document: str) -> Comparison:
    """Current − change = what the other report states."""
    assert current.amount_yuan is not None
    assert change.amount_yuan is not None
    assert change.value is not None
    assert b.amount_yuan is not None
    if (narrow(current) - narrow(change)).meets(narrow(b)):
        return HOLDS
    coarse = wide(current) - wide(change)
    amount = current.amount_yuan - change.amount_yuan
    word = "增加" if change.value >= 0 else "减少"
    return Comparison(
        state=State.NEAR if coarse.meets(wide(b)) else State.BROKEN,
        message=f"{current.item}{printed(current)}，比上年{word}{printed(change)}{where(change)}，由此上年"
        f"为{shown(amount, current.unit, change.decimals or 0)}，"
        f"而{document}公开的{b.item}为{printed(b)}{where(b)}，两者不符。",
        rows=(change, current, b),
        reported=change.value,
        expected=(current.amount_yuan - b.amount_yuan) / factor(change.unit),
        unit=change.unit,
        culprit=change.fund_id,
        repairs=((change.fund_id, wide(current) - wide(b)), (current.fund_id, wide(b) + wide(change))),
    )


@rule("across.opening", "年初结转与上年末一致", "equality", "warning")
def across_opening(facts: Facts) -> Examined:
    """年初结转和结余 against 年末结转和结余 of the report of the year before.

    It may have been adjusted in between.
    """
    if not facts.companions.prior or facts.document.doc_type != "final_accounts":
        yield from _absent(facts, "上年度公开报告")
        return
    closing: dict[str | None, list[tuple[Rows, Fund]]] = defaultdict(list)
    for rows in facts.companions.prior:
        for key, funds in amounts(rows, "final", tables_only=True).items():
            if key[0] == "closing_balance":
                closing[key[1]] += [(rows, f) for f in funds]
    for f in facts.in_tables:
        if (
            f.concept == "opening_balance"
            and f.measure == "final"
            and f.statement in ("income_expenditure_summary", "appropriation_summary")
        ):
            # The left half of 04表 states the balance of all appropriations, its right half each kind.
            found = closing.get(f.budget_kind) or []
            if found:
                yield _against(f, "", found, "两者不符，也未说明调整")


@rule("across.budget", "年初预算数与预算公开一致", "equality", "warning")
def across_budget(facts: Facts) -> Examined:
    """年初预算数, where the report calls it so, against the unit's own budget of that year."""
    if facts.document.doc_type != "final_accounts":
        return
    if not facts.companions.budget:
        yield Missing("当年预算公开报告")
        return
    budget = [(rows, amounts(rows, "initial_budget")) for rows in facts.companions.budget]
    yield from agreeing(facts.rows, facts.companions.budget, _budgeted(facts, budget), "预算公开报告")


def _budgeted(facts: Facts, budget: HeldFunds) -> Iterator[Comparison]:
    for f in facts.money:
        named = (
            f.measure == "initial_budget"
            and f.concept
            and f.project is None
            and f.statement in ACCOUNTS
            and not f.approximate
        )
        # 预算数 alone may be the 全年 one.
        if not named or not regex.search("年初", facts.context(f)):
            continue
        found = _versions(budget, _key(f))
        if found:
            yield _against(f, "年初预算数印为", found)


@rule("across.forms", "自评报告与决算公开一致", "equality", "warning")
def across_forms(facts: Facts) -> Examined:
    """The unit's separate self-evaluation report against its accounts of the year.

    基本支出, 项目支出, 人员, 公用 and “三公” of the whole unit.
    """
    if facts.document.doc_type != "final_accounts":
        return
    if not facts.companions.forms:
        yield Missing("当年绩效自评报告")
        return
    for form in facts.companions.forms:
        yield from agreeing(facts.rows, [form], _formed(facts, form), "绩效自评报告")


FORMED = {
    "basic_expenditure",
    "project_expenditure",
    "personnel",
    "public_funds",
    "three_public",
    "reception",
    "vehicle_operation",
    "abroad",
    "operating_cost",
}


def _formed(facts: Facts, form: Rows) -> Iterator[Comparison]:
    own: dict[tuple[str, int | None], list[Fund]] = defaultdict(list)
    for f in facts.money:
        if f.measure == "final" and key_of(f) is not None and f.concept in FORMED:
            own[f.concept or "", f.period].append(f)
    for b in Facts(form).in_tables:
        held = own.get((b.concept or "", b.period), [])
        if (
            held
            and b.measure == "final"
            and b.project is None
            and b.statement in ("base_data", "self_evaluation")
            and not b.approximate
        ):
            yield likeliest(_against(f, "决算", [(form, b)]) for f in held)


@rule("across.parts", "部门数等于所属单位之和", "sum", "warning")
def across_parts(facts: Facts) -> Examined:
    """A department's appropriations and “三公” money = Σ those of its units, if all are in the dataset."""
    parts = facts.companions.parts
    if not parts:
        return
    absent = [p.name for p in parts if not p.reports]
    if absent:
        yield Missing("所属单位的公开报告：" + "、".join(absent))
        return
    measure = "initial_budget" if facts.document.doc_type == "budget" else "final"
    own = amounts(facts.rows, measure, tables_only=True)
    held = [[amounts(r, measure, tables_only=True) for r in p.reports] for p in parts]
    compared = [
        _consolidated(wholes[0], [f[0] for f in found if f])
        for key, wholes in own.items()
        if key in CONSOLIDATED
        and all(found := [next((v[key] for v in versions if key in v), None) for versions in held])
    ]
    yield from agreeing(facts.rows, [facts.rows], compared, "所属单位公开报告")


def _consolidated(whole: Fund, parts: Sequence[Fund]) -> Comparison:
    column = fold(whole.breakdown or "") not in ("", fold(whole.item))
    label = f"{whole.item}（{whole.breakdown}）" if column else whole.item
    found = compare_sum(
        whole,
        parts,
        lambda amount: (
            f"部门{label}{printed(whole)}{where(whole)}，所属{len(parts)}个单位公开的合计{amount}，两者不符。"
        ),
    )
    return replace(found, related=parts[0].doc_id)
