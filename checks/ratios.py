"""Ratios: a printed rate is the quotient of what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial

from normalize.concepts import concept_of
from normalize.parents import WHOLES
from normalize.schema import Fund

from .compare import EXPECTED, HUNDRED, Reading, compare_rate
from .facts import Facts, offset, paragraph, same_subject, where
from .interval import Interval, point, total
from .reading import last_place, narrow, printed, wide
from .registry import HOLDS, Comparison, Examined, Missing, Repair, rule

COARSE = Decimal(10000)
"""A printed 0 whose last place is more than this many 元 may well be a rounded amount."""


def quotient(a: Fund, b: Fund) -> Callable[[Reading], Interval]:
    """a ÷ b in %."""
    return lambda read: read(a) / read(b) * HUNDRED


def grown(change: Fund, current: Fund, read: Reading) -> Interval:
    """The change against the amount before it, in %."""
    return read(change) / (read(current) - read(change)) * HUNDRED


@rule(
    "ratio.share",
    "占比",
    "ratio",
    "error",
    "占 = part ÷ the whole that the sentence names, or the one that its list stands under",
)
def ratio_share(facts: Facts) -> Examined:
    for rate in (f for f in facts.funds if f.measure == "share" and f.origin == "text"):
        part = facts.before(rate, ["final", "initial_budget", "received"])
        wholes = (
            [] if part is None else [w for w in dict.fromkeys(_wholes(facts, rate, part)) if w.amount_yuan]
        )
        if part is None or not wholes:
            yield Missing(f"{rate.item}占比的{'分子' if part is None else '分母'}")
            continue
        found = next(
            likeliest(
                e
                for whole in wholes
                for e in rated(
                    rate,
                    part,
                    whole,
                    f"{part.item}{printed(part)}÷{whole.item}{printed(whole)}＝{EXPECTED}，印为占{printed(rate)}{where(rate)}。",
                )
            )
        )
        broken = isinstance(found, Comparison) and found.state == "broken"
        yield (
            Missing(f"{rate.item}占比的分子") if broken and _of_earlier(facts, rate, part, wholes) else found
        )


def _of_earlier(facts: Facts, rate: Fund, part: Fund, wholes: list[Fund]) -> bool:
    """Whether the share is that of an amount said before: …8万元，接待费0万元，均为用车支出，占100%."""
    said = [
        f
        for f in facts.paragraphs[paragraph(rate)]
        if f.measure == part.measure and f.value and offset(f) < offset(part) and f not in wholes
    ]
    return any(
        wide(rate).meets(quotient(a, w)(wide)) for a in said for w in wholes if not wide(w).holds(Decimal(0))
    )


def likeliest(examined: Iterable[Comparison | Missing]) -> Examined:
    """Of the readings of one sentence the one under which it is right; where none is, the first."""
    held = list(examined)
    compared = [e for e in held if isinstance(e, Comparison)]
    yield min(compared, key=lambda c: ("holds", "near", "broken").index(c.state)) if compared else held[0]


def _wholes(facts: Facts, rate: Fund, part: Fund) -> Iterator[Fund]:
    """What a share may be of: the amount that the sentence names; without a name what the part's concept belongs to, or what its list stands under."""
    if rate.basis_item:
        yield from _named_wholes(facts, rate, part, rate.basis_item)
        return
    at = offset(rate)
    told = [
        f
        for f in facts.paragraphs[paragraph(rate)]
        if f.measure == "share" and f.basis_item and offset(f) < at
    ]
    if told and part.parent_id is None:
        # 本年收入…万元，占总收入的98.38%；上年结转…万元，占1.62%: of the same whole, known or not.
        named = list(_named_wholes(facts, told[-1], part, told[-1].basis_item or ""))
        if not named:
            return
        yield from named
    for concept in WHOLES.get(part.concept or "", ()):
        same = [
            f
            for f in facts.by_concept.get(concept, ())
            if f.measure == part.measure and f.statement == part.statement and f.period == part.period
        ]
        yield from sorted(same, key=lambda f: f.origin != "text")
    if part.parent_id in facts.by_id and part.concept not in WHOLES:
        yield facts.by_id[part.parent_id]
    said = facts.paragraphs[paragraph(rate)]
    first = next((f for f in said if f.measure == part.measure), part)
    known = (
        first.concept is not None
        and first.concept != part.concept
        and not first.concept.startswith("function:")
    )
    # An amount with a share of its own is one of the parts.
    if known and not any(
        f.measure == "share" and f.basis_item is None and same_subject(f, first) for f in said
    ):
        yield first


def _named_wholes(facts: Facts, rate: Fund, part: Fund, name: str) -> Iterator[Fund]:
    concept = concept_of(rate.statement, name, None, None)
    near = [
        f
        for f in facts.by_concept.get(concept, ())
        if concept is not None and f.measure == part.measure and f is not part
    ]
    if concept == "expenditure_this_year" and (
        "本年支出" in name or (part.concept == concept and "拨款" not in name)
    ):
        yield from (f for f in near if f.budget_kind == "all")
        return
    kinds = [f for f in near if f.statement == rate.statement] or [
        f for f in near if f.budget_kind == rate.budget_kind
    ]
    exact = [f for f in near if f.item in (name, name.removesuffix("的"))]
    named = facts.before(rate, [part.measure], same_item=False)
    yield from (
        [f for f in exact if f.statement == rate.statement]
        or kinds
        or exact
        or ([named] if named and named.item in name else [])
    )


@rule(
    "ratio.procurement",
    "货物、工程、服务授予中小企业的比例",
    "ratio",
    "warning",
    "授予中小企业合同金额 = 货物 × its share + 工程 × its share + 服务 × its share, where the text prints all of them",
)
def ratio_procurement(facts: Facts) -> Examined:
    text = [f for f in facts.funds if f.statement == "procurement" and f.origin == "text"]
    shares = {k: f for f in reversed(text) if f.measure == "share" and (k := _kind_granted(f))}
    amounts = {f.concept or "": f for f in reversed(text) if f.measure == "final"}
    granted = amounts.get("procurement_sme")
    if granted is None or not shares:
        return
    needed = [(shares.get(k), amounts.get(f"procurement_{k}")) for k in GRANTED.values()]
    pairs = [(s, a) for s, a in needed if s is not None and a is not None]
    if len(pairs) < len(needed):
        yield Missing("货物、工程、服务各自的金额和比例")
        return
    yield _granted(granted, pairs)


GRANTED = {"货物": "goods", "工程": "works", "服务": "services"}


def _kind_granted(share: Fund) -> str | None:
    """货物采购授予中小企业合同金额占货物支出金额的: goods, where both sides name the same kind."""
    return next(
        (
            code
            for word, code in GRANTED.items()
            if word in share.item and "中小企业" in share.item and word in (share.basis_item or "")
        ),
        None,
    )


def _granted(granted: Fund, pairs: list[tuple[Fund, Fund]]) -> Comparison:
    def computed(read: Reading) -> Interval:
        return total(
            read(s).widened(last_place(s) / 2 if read is wide else Decimal(0)) * read(a) / HUNDRED
            for s, a in pairs
        )

    if narrow(granted).meets(computed(narrow)):
        return HOLDS
    amount = sum(
        (s.value * a.value / 100 for s, a in pairs if s.value is not None and a.value is not None), Decimal(0)
    )
    terms = "＋".join(f"{printed(a)}×{printed(s)}" for s, a in pairs)
    return Comparison(
        "near" if wide(granted).meets(computed(wide)) else "broken",
        f"{granted.item}{printed(granted)}，按货物、工程、服务各自的比例{terms}＝{amount:.2f}{granted.unit}，两者不符{where(granted)}。",
        (granted, *(f for pair in pairs for f in pair)),
        granted.value,
        amount,
        None,
        granted.unit,
        None,
        granted.fund_id,
        ((granted.fund_id, computed(wide)),),
    )


@rule(
    "ratio.completion",
    "完成预算的百分比",
    "ratio",
    "error",
    "完成率 = 决算 ÷ the budget that the sentence names (年初 or 全年)",
)
def ratio_completion(facts: Facts) -> Examined:
    for rate in (f for f in facts.funds if f.measure == "completion_rate"):
        final = facts.before(rate, ["final"])
        budget = None if final is None else _budget(facts, rate, final)
        if final is None or budget is None:
            yield Missing(f"{rate.item}的{'决算数' if final is None else '预算数'}")
            continue
        name = {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}.get(rate.basis or "", "预算")
        if budget.value == 0:
            yield _on_zero(
                rate,
                final,
                budget,
                f"{rate.item}{name}为{printed(budget)}，却称支出决算{printed(final)}“完成{name}的{printed(rate)}”，基数为0时完成率无意义"
                + _other_budget(facts, rate, final),
            )
        else:
            yield from rated(
                rate,
                final,
                budget,
                f"{rate.item}支出决算{printed(final)}÷{name}{printed(budget)}＝{EXPECTED}，印为完成{printed(rate)}{where(rate)}。",
            )


def _budget(facts: Facts, rate: Fund, final: Fund) -> Fund | None:
    basis = rate.basis or "initial_budget"
    found = facts.before(rate, [basis])
    if found is not None:
        return found
    tables = [
        f
        for f in facts.in_tables
        if f.measure == basis
        and f.concept == final.concept
        and f.budget_kind == final.budget_kind
        and f.concept
    ]
    return tables[0] if len({f.amount_yuan for f in tables}) == 1 else None


def _other_budget(facts: Facts, rate: Fund, final: Fund) -> str:
    """If another budget makes the printed rate come out, the sentence says so."""
    other = facts.before(rate, ["adjusted_budget"] if rate.basis == "initial_budget" else ["initial_budget"])
    if other is None or not other.value or not wide(rate).meets(quotient(final, other)(wide)):
        return where(rate) + "。"
    return f"；按{'全年' if other.measure == 'adjusted_budget' else '年初'}预算{printed(other)}计算才为{printed(rate)}{where(rate)}。"


def _on_zero(rate: Fund, a: Fund, b: Fund, message: str, base: Interval | None = None) -> Comparison:
    """A rate on a base printed as 0, unless a base that rounds to 0 explains it (39万元 ÷ 0.00亿元)."""
    assert rate.value is not None
    most = (base or narrow(b)).high
    both_rounded = not a.value and last_place(b) > COARSE
    if (
        rate.value
        and most > 0
        and (both_rounded or (a.value and wide(rate).high >= narrow(a).low / most * 100))
    ):
        return HOLDS
    severity = "info" if rate.value == 0 else "error"
    return Comparison("broken", message, (rate, a, b), rate.value, None, None, "%", severity, rate.fund_id)


@rule("ratio.growth", "增减率", "ratio", "error", "增减率 = 增减额 ÷ (本年 − 增减额)")
def ratio_growth(facts: Facts) -> Examined:
    for rate in (f for f in facts.funds if f.measure == "change_rate"):
        change = facts.before(rate, ["change"])
        if change is not None and "差异率" in facts.context(rate) and change.basis != rate.basis:
            change = None
        current = None if change is None else _current(facts, change)
        if change is None or current is None:
            yield Missing(f"{rate.item}的{'增减额' if change is None else '本年数'}")
            continue
        yield from likeliest(
            e for one, whole in _changed(facts, change, current) for e in _grown(rate, one, whole)
        )


def _changed(facts: Facts, change: Fund, current: Fund) -> list[tuple[Fund, Fund]]:
    """What may have changed by how much: the nearest two; an amount said before (收入总计…，其中年初结转…，较上年减少…); a change said before (分别增长…)."""
    held = facts.paragraphs.get(paragraph(change), [])
    amounts = [
        f
        for f in held
        if f.measure == current.measure and offset(f) < offset(change) and f.amount_yuan is not None
    ]
    changes = [
        f for f in held if f.measure == "change" and offset(f) < offset(change) and f.amount_yuan is not None
    ]
    others = [
        (f, whole)
        for f in reversed(changes)
        if (whole := _current(facts, f)) is not None and whole.amount_yuan is not None
    ]
    return list(dict.fromkeys([(change, current), *((change, f) for f in reversed(amounts)), *others]))


def _grown(rate: Fund, change: Fund, current: Fund) -> Examined:
    """The rate of change, if it is `current` that changed."""
    assert current.amount_yuan is not None and change.amount_yuan is not None and rate.value is not None
    word = "增长" if rate.value >= 0 else "下降"
    base = {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}.get(change.basis or "", "上年数")
    if current.amount_yuan == change.amount_yuan:
        yield _on_zero(
            rate,
            change,
            current,
            f"{current.item}{printed(current)}比上年增加{printed(change)}，{base}即为0，却印出“{word}{printed_abs(rate)}”，基数为0时增长率无意义{where(rate)}。",
            narrow(current) - narrow(change),
        )
    else:
        yield from rated(
            rate,
            change,
            current,
            f"{current.item}{printed(current)}比{base}增减{printed(change)}，由此得{EXPECTED}，印为{word}{printed_abs(rate)}{where(rate)}。",
            partial(grown, change, current),
        )


def printed_abs(rate: Fund) -> str:
    assert rate.value is not None
    return f"{abs(rate.value):.{rate.decimals or 0}f}%"


def _current(facts: Facts, change: Fund) -> Fund | None:
    """This year's amount that a change belongs to: in its paragraph, or the one of the same concept and kind in its statement."""
    measure = "initial_budget" if facts.document.doc_type == "budget" else "final"
    found = facts.before(change, [measure], reach=1)
    if found is not None:
        return found
    same = [
        f
        for f in facts.money
        if f.measure == measure
        and f.concept
        and f.concept == change.concept
        and f.statement == change.statement
    ]
    return same[0] if len({f.amount_yuan for f in same}) == 1 else None


@rule("ratio.execution", "预算执行率", "ratio", "error", "执行率 = 全年执行数 ÷ 全年预算数 (自评表)")
def ratio_execution(facts: Facts) -> Examined:
    rates = [
        f
        for f in facts.funds
        if f.measure == "execution_rate" and f.table_id and f.statement == "self_evaluation"
    ]
    for rate in rates:
        form = rate.section or "自评表"
        row = [f for f in facts.money if f.table_id == rate.table_id and f.row_no == rate.row_no]
        final, budget = (next((f for f in row if f.measure == m), None) for m in ("final", "adjusted_budget"))
        if final is None and budget is None and not rate.value:
            continue
        if final is None and budget is None:
            have = "、".join(printed(f) for f in row)
            yield Comparison(
                "broken",
                f"{form}“{rate.item}”没有全年预算数和执行数{f'（仅有{have}）' if have else ''}，却填执行率{printed(rate)}{where(rate)}。",
                (rate, *row),
                rate.value,
                None,
                None,
                "%",
                "warning",
                rate.fund_id,
            )
        elif final is None or budget is None:
            yield Missing(f"{rate.item}的{'执行数' if final is None else '全年预算数'}")
        elif budget.value == 0:
            if rate.value:
                yield _on_zero(
                    rate, final, budget, f"{rate.item}全年预算数为0，却填执行率{printed(rate)}{where(rate)}。"
                )
        elif _as_fraction(rate, final, budget):
            yield HOLDS
        else:
            yield from rated(
                rate,
                final,
                budget,
                f"{form}{rate.item}全年预算数{printed(budget)}、全年执行数{printed(final)}，执行率应为{EXPECTED}，报{printed(rate)}{where(rate)}。",
            )


def _as_fraction(rate: Fund, a: Fund, b: Fund) -> bool:
    """Whether a rate without % is the fraction that its numbers give: 0.9553."""
    if "%" in (rate.raw or "%") or not a.value or wide(b).holds(Decimal(0)):
        return False
    return (wide(rate) * HUNDRED).meets(quotient(a, b)(wide))


def rated(
    rate: Fund, a: Fund, b: Fund, message: str, expected: Callable[[Reading], Interval] | None = None
) -> Examined:
    """The comparison of a rate with a ÷ b; a divisor that may be 0 is no comparison."""
    try:
        repairs = _repairs(rate, a, b) if expected is None else _growth_repairs(rate, a, b)
        yield compare_rate(rate, expected or quotient(a, b), message, (rate, a, b), repairs)
    except ZeroDivisionError:
        yield Missing(f"{rate.item}的非零基数")


def _growth_repairs(rate: Fund, change: Fund, current: Fund) -> tuple[Repair, ...]:
    """What the change and this year's amount would have to be: change ÷ current is rate ÷ (100 + rate)."""
    percent = wide(rate).widened(last_place(rate) / 2)
    share = percent / (percent + HUNDRED)
    of_current = (change.fund_id, share * wide(current))
    return (
        (of_current,)
        if share.low <= 0 <= share.high
        else (of_current, (current.fund_id, wide(change) / share))
    )


def _repairs(rate: Fund, a: Fund, b: Fund) -> tuple[Repair, ...]:
    """What a and b would have to be for the printed rate to be right."""
    share = wide(rate).widened(last_place(rate) / 2) / HUNDRED
    numerator = (a.fund_id, share * wide(b))
    return (numerator,) if share.low <= 0 <= share.high else (numerator, (b.fund_id, wide(a) / share))


@rule(
    "ratio.execution_score",
    "预算执行得分",
    "ratio",
    "info",
    "执行得分 = 分值 × 执行率 in most places; no rule is printed in the form, so info only",
)
def ratio_execution_score(facts: Facts) -> Examined:
    for score in (
        s
        for s in facts.scores
        if s.component == "budget_execution" and s.weight and s.score is not None and s.table_id
    ):
        rate = next(
            (
                f
                for f in facts.funds
                if f.measure == "execution_rate"
                and f.table_id == score.table_id
                and f.project == score.project
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
                "broken",
                f"预算执行分值{score.weight.normalize():f}×执行率{printed(rate)}＝{expected:.2f}，得分报{score.score.normalize():f}{where(score)}。",
                (score, rate),
                score.score,
                expected,
                None,
                "分",
                None,
                score.score_id,
            )


@rule(
    "ratio.usage",
    "资金使用率",
    "ratio",
    "error",
    "使用率 = 支出 ÷ 到位, project by project (资金使用结构明细表)",
)
def ratio_usage(facts: Facts) -> Examined:
    for rate in (
        f for f in facts.funds if f.measure == "execution_rate" and f.statement == "fund_usage" and f.table_id
    ):
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
        message = f"{rate.item}（{rate.breakdown}）支出{printed(spent)}÷到位{printed(received)}＝{EXPECTED}，印为{printed(rate)}{where(rate)}。"
        yield from rated(rate, spent, received, message)
