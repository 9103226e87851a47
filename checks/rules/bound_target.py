"""Indicators against their targets, and spending against the limit that a cost indicator sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from checks.codes import State
from checks.compare.interval import below
from checks.compare.points import BOUNDED, FULL, points
from checks.compare.printed import factor, printed, wide
from checks.compare.relations import at_most
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Amount, Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.concepts import is_total_column
from normalize.parents import WHOLES
from normalize.schema import Fund, Indicator

COMMON = regex.compile(
    r"检查|执法|工作|监管|管理|建设|服务|业务|活动|经费|资金|费用|项目|专项|成本|支出|总额|[和与及、的]"
)
"""What the name of any project may have: two names that differ in nothing else mean one project."""
WHOLE_COST = regex.compile("(项目|专项|财政|资金|预算|经费|年度|总|支出|成本|投入|控制|数|额|金)+")
"""A cost indicator that names nothing but the cost is about all that the project of its form spends."""
NAME = 4
"""What must be left of a name to know a project by it."""

BOUNDS = ("ge", "gt", "le", "lt")
BETTER_LESS = regex.compile(
    "成本|费|控制|减少|下降|降低|消耗|能耗|出国|接待|编制|车辆|用车|事故|投诉|差错|不"
)
"""Of what is counted the less the better."""


@rule("bound.target", "未达目标却得满分", "bound", "warning")
def bound_target(facts: Facts) -> Examined:
    """A result below its target (≥) or above its limit (≤) costs points (MOF self-evaluation rules).

    Nothing may happen where the target is 0, and less was done where fewer are counted than were planned.
    """
    for i in facts.indicators:
        if i.score is None or not i.weight or _bound(i) not in BOUNDS or i.kind == "target":
            continue
        if (
            i.target_value is None
            or i.actual_value is None
            or i.target_unit != i.actual_unit
            or BOUNDED.search(fold(i.actual or ""))
        ):
            continue
        yield (
            HOLDS
            if not _missed(i) or i.score < i.weight
            else Comparison(
                state=State.BROKEN,
                message=(
                    f"“{(i.level3 or '')[:60]}”目标{i.target}、实际{i.actual}，未达目标，"
                    f"却得满分{points(i.score)}分{where(i)}。"
                ),
                rows=(i,),
                reported=i.actual_value,
                expected=i.target_value,
                unit=i.target_unit,
            )
        )


def _missed(i: Indicator) -> bool:
    assert i.actual_value is not None
    assert i.target_value is not None
    below_it = _bound(i) in ("ge", "gt")
    return i.actual_value < i.target_value if below_it else i.actual_value > i.target_value


def _bound(i: Indicator) -> str | None:
    """What its target is to a result: a plain 0 the most there may be, a plain count the least."""
    if i.target_op != "eq":
        return i.target_op
    counted = "数量" in (i.level2 or "") and not BETTER_LESS.search(fold(i.level3 or ""))
    return "le" if i.target_value == 0 else "ge" if counted else None


@rule("bound.execution", "执行数不超过全年预算数", "bound", "warning")
def bound_execution(facts: Facts) -> Examined:
    """全年执行数 ≤ 全年预算数 (自评表); in the text what was spent ≤ 全年预算 or the money that arrived."""
    rows: dict[tuple[str | None, int | None], dict[str, Fund]] = {}
    for f in facts.in_tables:
        if f.statement == "self_evaluation" and f.concept == "fund_total":
            rows.setdefault((f.table_id, f.row_no), {})[f.measure] = f
    for row in rows.values():
        if {"final", "adjusted_budget"} <= row.keys():
            final, budget = row["final"], row["adjusted_budget"]
            assert final.value is not None
            assert budget.value is not None
            over = final.value - budget.value
            yield (
                HOLDS
                if over <= 0
                else Comparison(
                    state=State.BROKEN,
                    message=(
                        f"自评表{final.item}全年执行数{printed(final)}超过全年预算数{printed(budget)}，"
                        f"超出{points(over)}{final.unit or ''}{where(final)}。"
                    ),
                    rows=(final, budget),
                    reported=final.value,
                    expected=budget.value,
                    unit=final.unit,
                    culprit=budget.fund_id,
                )
            )
    yield from _spent_of(facts)


FULL_YEAR: dict[str, str] = {"adjusted_budget": "全年预算", "received": "到位资金"}
MORE_MONEY = regex.compile(
    "超支|超出|超过|垫|欠|结转|结余|自筹|自有|追加|历年|累计|另|[上去]年|缺口|不足|调剂|统筹|贷款|借|完成投资"
)
"""Of a sentence that says where more than the year's money came from, or that more was built than paid."""
SOURCE = regex.compile("拨款|财政|中央|[省市县区上本]级")
MANY = 12
"""Amounts of money before what was spent; no paragraph tells of more."""


def _spent_of(facts: Facts) -> Iterator[Comparison]:
    """What the text says was spent, against the last such amount of its paragraph that is of the same."""
    for f in facts.select(origin="text", measure="final"):
        base = facts.before(f, FULL_YEAR)
        if not isinstance(base, Amount) or f.approximate or base.approximate or f.subject_by == "listed":
            continue
        sentence = fold(facts.context(base) + facts.context(f))
        if (f.period, f.breakdown) != (base.period, base.breakdown) or MORE_MONEY.search(sentence):
            continue
        if f.statement == "income" or fold(f.item).endswith("收入"):
            # What comes in may be more than was planned.
            continue
        if f.amount_yuan <= _in_all(facts, f, base):
            yield HOLDS
            continue
        name = FULL_YEAR[base.measure]
        item = f.item if f.item.endswith("支出") else f"{f.item}支出"
        said = f"{item}{printed(f)}，超过{name}{printed(base)}{where(f, base)}。"
        yield at_most(f, base, said)


def _in_all(facts: Facts, f: Amount, base: Amount) -> Decimal:
    """The money of several sources or items that a paragraph tells one after another before what was spent.

    省级资金到位30万元，县级资金到位20万元，共支出50万元. Parts of one told are not counted again. What came
    of one source is not all where a budget is larger: 全年预算110万元，财政拨款到位100万元，支出105万元.
    """
    told = [x for x in facts.said_before(f, base.measure, MANY) if isinstance(x, Amount)]
    ids = {x.fund_id for x in told}
    budgets = [x.amount_yuan or Decimal(0) for x in facts.said_before(f, "adjusted_budget", MANY)]
    of_source = max(budgets, default=Decimal(0)) if SOURCE.search(base.item) else Decimal(0)
    return max(of_source, sum((x.amount_yuan for x in told if x.parent_id not in ids), Decimal(0)))


@rule("bound.cost", "项目支出不超过其成本指标", "bound", "warning")
def bound_cost(facts: Facts) -> Examined:
    """实际支出 of a project ≤ the amount in its own 成本指标 (≤518万元).

    全年执行数 of the form that the indicator stands in, where it is about the whole cost, or the one project
    of 资金使用结构明细表, 基础数据表 with the name of the indicator.
    """
    for i in facts.indicators:
        limit = _limit(i)
        if limit is None or not regex.search("成本", f"{i.level1}{i.level2}"):
            continue
        same = _spent_by(facts, i)
        if len(same) != 1:
            yield Missing(f"“{(i.level3 or '')[:30]}”的实际支出")
            continue
        fund = same[0]
        yield (
            HOLDS
            if wide(fund).low <= limit
            else Comparison(
                state=State.BROKEN,
                message=f"成本指标“{(i.level3 or '')[:60]}”为{i.target}、实际写{i.actual or '（空）'}，"
                f"而该项目{_arrived(facts, fund)}实际支出{printed(fund)}，超过指标{where(i, fund)}。",
                rows=(i, fund),
                reported=fund.value,
                expected=limit / factor(fund.unit),
                unit=fund.unit,
            )
        )


def _spent_by(facts: Facts, i: Indicator) -> list[Fund]:
    """What the project of a cost indicator spent."""
    final = facts.select(origin="table", measure="final")
    name = _own(i.level3 or "")
    if WHOLE_COST.fullmatch(fold(i.level3 or "")) or (i.project and name and name == _own(i.project)):
        return [
            f
            for f in final
            if f.concept == "fund_total" and f.table_id == i.table_id and f.project == i.project
        ]
    listed = [
        f
        for f in final
        if f.statement in ("fund_usage", "base_data") and (not f.breakdown or is_total_column(f.breakdown))
    ]
    return [f for f in listed if _own(f.item) == name] if len(name) >= NAME else []


def _own(name: str) -> str:
    return COMMON.sub("", fold(name))


def _arrived(facts: Facts, spent: Fund) -> str:
    """What the project received, where its row says so.

    It shows that the amount in the target is not the project's.
    """
    row = facts.table_rows.get((spent.table_id or "", spent.row_no or 0, "received"), [])
    held = [f for f in row if f.breakdown == spent.breakdown]
    return f"到位{printed(held[0])}、" if len(held) == 1 else ""


def _limit(i: Indicator) -> Decimal | None:
    """The upper limit of a cost target in 元; null for unit prices (元/次) and other targets."""
    money = (
        i.target_unit in ("元", "万元", "亿元", "万")
        and i.target_value is not None
        and "/" not in fold(i.target or "")
    )
    return (
        i.target_value * factor("万元" if i.target_unit == "万" else i.target_unit)
        if money and i.target_value and i.target_op in ("le", "lt")
        else None
    )


@rule("bound.part", "其中数不超过总数", "bound", "error")
def bound_part(facts: Facts) -> Examined:
    """An amount listed under 其中 in a table or form is not more than the amount it is listed under."""
    by_id = {f.fund_id: f for f in facts.in_tables}
    for f in facts.in_tables:
        whole = by_id.get(f.parent_id or "")
        # 基础数据表 prints no 其中: what a row without a known concept stands under is a guess from its
        # place.
        guessed = f.statement == "base_data" and f.concept is None
        if (
            whole is not None
            and whole.measure == f.measure
            and f.part == "of_which"
            and not guessed
            and _positive(f, whole)
        ):
            low, high = wide(f).low, wide(whole).high
            yield HOLDS if low <= high else _over(f, whole)


def _positive(f: Fund, whole: Fund) -> bool:
    return f.value is not None and whole.value is not None and f.value >= 0 and whole.value >= 0


def _over(f: Fund, whole: Fund) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=f"{f.item}{printed(f)}列在{whole.item}{printed(whole)}之下，却超过后者{where(f, whole)}。",
        rows=(f, whole),
        reported=f.value,
        expected=whole.value,
        unit=f.unit,
        culprit=f.fund_id,
    )


SPLIT = ("basic_expenditure", "project_expenditure")


@rule("bound.shares", "基本支出与项目支出占比之和不超过100%", "bound", "error")
def bound_shares(facts: Facts) -> Examined:
    """The shares of 基本支出 and 项目支出 of one whole are not more than 100 % together.

    Where the whole is printed each share is held against it instead (ratio.share).
    """
    groups: dict[tuple[str, str | None, str | None], dict[str | None, Fund]] = defaultdict(dict)
    for f in facts.rates("share", origin="text"):
        if f.concept in SPLIT:
            groups[f.statement, f.budget_kind, f.basis_item].setdefault(f.concept, f)
    for held in groups.values():
        if len(held) < len(SPLIT):
            continue
        basic, projects = (held[c] for c in SPLIT)
        if facts.select(statement=basic.statement, concept=WHOLES[SPLIT[0]]):
            continue
        amount = wide(basic) + wide(projects)
        yield HOLDS if amount.low <= FULL else _too_much(basic, projects)


def _too_much(basic: Fund, projects: Fund) -> Comparison:
    amount = (basic.value or Decimal(0)) + (projects.value or Decimal(0))
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{basic.item}占{printed(basic)}，{projects.item}占{printed(projects)}，合计{amount:f}%，"
            f"超过100%{where(basic, projects)}。"
        ),
        rows=(basic, projects),
        reported=amount,
        expected=FULL,
        unit="%",
        repairs=(
            (basic.fund_id, below(FULL - (projects.value or Decimal(0)))),
            (projects.fund_id, below(FULL - (basic.value or Decimal(0)))),
        ),
    )
