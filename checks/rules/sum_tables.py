"""Sums: a total is what its parts make together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from checks.codes import State
from checks.compare.codes import right_code
from checks.compare.grids import applied_for, strays
from checks.compare.interval import total
from checks.compare.parts import (
    MONEY_KINDS,
    compare_total,
    is_list,
    outermost,
    top_incomes,
    unless_purchased,
)
from checks.compare.printed import printed, wide
from checks.compare.relations import compare_sum
from checks.comparison import Comparison, Examined, Missing, likeliest
from checks.facts import Amount, Facts, paragraph, where
from checks.registry import rule
from checks.said.flows import flows
from extract import regex
from extract.fold import fold
from normalize.concepts import is_total_column
from normalize.parents import INCOME, SPENDING
from normalize.schema import Fund
from parsers.codes import Measure

FORMS = ("self_evaluation", "performance_target")
ROW_PARTS = {
    "income": INCOME,
    "expenditure": SPENDING,
    "general_expenditure": {"basic_expenditure", "project_expenditure"},
    "government_fund": {"basic_expenditure", "project_expenditure"},
    "state_capital": {"basic_expenditure", "project_expenditure"},
    "general_basic": {"personnel", "public_funds"},
}
CARRIED = {True: ("opening_balance", "use_of_reserves"), False: ("closing_balance", "surplus_distribution")}
"""What makes up a total beside 本年合计, by whether it is that of income."""
INNER = regex.compile("其中|基本支出|项目支出|一般公共预算|政府性基金|国有资本")
"""Rows that say what a balance is made of."""
AMOUNTS: tuple[Measure, ...] = ("final", "initial_budget", "adjusted_budget")
VEHICLES = ("vehicles", "vehicle_purchase", "vehicle_operation")
THREE_PUBLIC = ("three_public", "abroad", "reception", *VEHICLES)
PERSONNEL = ("301", "303")
PUBLIC = ("302", "307", "309", "310", "311", "312", "313", "399")
OPENING, RECEIVED, SPENT, CLOSING = "年初.*结转", "本年收入", "本年支出", "年末.*结转"
WITHIN_SPENDING = regex.compile("基本支出|项目支出")


@rule("sum.classification", "科目分级合计", "sum", "error")
def sum_classification(facts: Facts) -> Examined:
    """合计 = Σ类, 类 = Σ款, 款 = Σ项 in every functional and economic table; 年度资金总额 = Σ 其中."""
    by_id = {f.fund_id: f for f in facts.in_tables}
    for parent_id, parts in facts.children.items():
        whole = by_id.get(parent_id)
        if whole is None or not all(p.part == "exhaustive" and p.unit == whole.unit for p in parts):
            continue
        if whole.value and not any(p.value for p in parts):
            # A form whose 其中 rows hold nothing but zeros was filled in for its total alone.
            yield Missing(f"{whole.item}的各组成部分")
        else:
            yield _classified(facts, whole, parts)
    for funds in facts.tables.values():
        yield from strays(funds)


def _classified(facts: Facts, whole: Amount, parts: Sequence[Amount]) -> Comparison:
    """A total = its parts; a part whose code is misprinted is counted where its name belongs."""
    table = f"{whole.section or '表'}中"
    found = compare_total(whole, parts, table)
    if found.state != State.BROKEN:
        return found
    if whole.statement in FORMS:
        return compare_total(whole, outermost(parts), table)
    right = [p for p in parts if right_code(p) is None]
    column = [f for f in facts.tables.get(whole.table_id or "", ()) if f.col_no == whole.col_no]
    strays = [f for f in column if whole.item_code and _belongs(right_code(f), whole.item_code)]
    mended = compare_total(whole, [*right, *strays], table)
    return mended if mended.state == State.HOLDS else found


def _belongs(code: str | None, above: str) -> bool:
    """Whether a code is right below another: 2101102 below 21011."""
    return code is not None and code.startswith(above) and len(code) == len(above) + 2


@rule("sum.row", "各列合计", "sum", "error")
def sum_row(facts: Facts) -> Examined:
    """本年收入合计 = Σ sources; 支出合计 = 基本 + 项目 + 上缴 + 经营 + 补助.

    合计 = 一般 + 基金 + 国资, row by row.
    """
    for funds in facts.table_rows.values():
        statement = funds[0].statement
        if statement == "performance_target":
            yield from applied_for(funds)
        totals = [f for f in funds if f.breakdown and is_total_column(f.breakdown)]
        if len(totals) != 1:
            continue
        parts = [f for f in funds if f.breakdown and f is not totals[0]]
        if statement == "appropriation_summary":
            # 收入 and 支出 stand side by side: what is beside the total in its row may be another item's.
            parts = [p for p in parts if p.item == totals[0].item]
            known = all(p.budget_kind in MONEY_KINDS for p in parts)
        else:
            known = all(_column_concept(p) in ROW_PARTS.get(statement, set()) for p in parts)
        if parts and known:
            yield compare_total(totals[0], parts, f"{totals[0].section or '表'}中{totals[0].item_code or ''}")


def _column_concept(fund: Fund) -> str:
    return (fund.concept or "").rpartition("/")[2]


@rule("sum.balance", "收支总表平衡", "sum", "error")
def sum_balance(facts: Facts) -> Examined:
    """公开01表, 04表: 本年合计 = Σ 各项; 总计 = 本年合计 + 年初/年末结转和结余 + 其他."""
    for funds in facts.tables.values():
        if funds[0].statement not in ("income_expenditure_summary", "appropriation_summary"):
            continue
        for column in _columns(funds):
            yield from _balance(column)


def _columns(funds: Sequence[Fund]) -> Iterator[list[Fund]]:
    """The amounts of each value column, from the top down."""
    by_column: dict[tuple[int, str], list[Fund]] = defaultdict(list)
    for f in funds:
        by_column[f.col_no or 0, f.measure].append(f)
    yield from (sorted(c, key=lambda f: f.row_no or 0) for c in by_column.values())


def _balance(column: Sequence[Fund]) -> Examined:
    """Within one column: the items above 本年合计 make it up.

    It and what stands between it and the next 总计 make up that, for each half that stands in the column.
    """
    halves = [next((f for f in column if name in f.item), None) for name in ("本年收入合计", "本年支出合计")]
    subtotals = sorted(filter(None, halves), key=column.index)
    for end in (subtotals or [f for f in column if f.item.endswith("总计")])[:1]:
        yield from _items_above(end, [f for f in column if (f.row_no or 0) < (end.row_no or 0)])
    for subtotal in subtotals:
        own, other = ("收入", "支出") if "收入" in subtotal.item else ("支出", "收入")
        below = [f for f in column if (f.row_no or 0) > (subtotal.row_no or 0)]
        grand = next((f for f in below if f.item.endswith("总计")), None)
        if grand is not None and (own in grand.item or other not in grand.item):
            yield _carried_over(subtotal, [f for f in below if (f.row_no or 0) < (grand.row_no or 0)], grand)


def _items_above(end: Fund, above: Sequence[Fund]) -> Examined:
    """The items above a total = it, of one kind: sources of income, or functional classes."""
    incomes = [f for f in above if not (f.concept or "").startswith("function:")]
    functions = [f for f in above if (f.concept or "").startswith("function:")]
    parts = functions if functions else top_incomes(incomes)
    if parts and (not functions or not incomes):
        yield compare_total(end, parts, f"{end.section or '表'}中")


def _carried_over(subtotal: Fund, between: Sequence[Fund], grand: Fund) -> Comparison | Missing:
    """本年合计 and what was carried over, which stand above 总计, make it up."""
    # Where both halves stand in one column each total has its own.
    carried = [f for f in between if f.concept in CARRIED["收入" in subtotal.item]]
    found = compare_total(grand, [subtotal, *carried], f"{grand.section or '表'}中")
    unknown = [f for f in between if f.concept is None and f.value and not INNER.search(f.item)]
    if unknown and found.state != State.HOLDS:
        return Missing(f"“{unknown[0].item}”是否计入{grand.item}")
    return found


@rule("sum.basic", "基本支出构成", "sum", "error")
def sum_basic(facts: Facts) -> Examined:
    """公开06表: 人员经费 = 301 + 303; 公用经费 = 302 + 307 + 309…313 + 399.

    部门 economic classification alone.
    """
    for funds in facts.tables.values():
        if funds[0].statement != "general_basic":
            continue
        groups = {
            f.item_code: f
            for f in funds
            if f.item_code and len(f.item_code) == 3 and (f.breakdown is None or is_total_column(f.breakdown))
        }
        for concept, codes in (("personnel", PERSONNEL), ("public_funds", PUBLIC)):
            whole = next((f for f in funds if f.concept == concept and f.breakdown is None), None)
            parts = [groups[c] for c in codes if c in groups]
            if whole is not None and parts:
                yield compare_total(whole, parts, f"{whole.section or '表'}中")


@rule("sum.three_public", "“三公”经费构成", "sum", "error")
def sum_three_public(facts: Facts) -> Examined:
    """三公 = 出国 + 用车 + 接待; 用车 = 购置 + 运行, in 公开07表 and wherever the text prints all of them."""
    groups: dict[tuple[str, str, int | None], list[Fund]] = defaultdict(list)
    for f in facts.money:
        if f.statement == "three_public" or (f.statement == "base_data" and f.table_id):
            groups[f.table_id or "text", f.measure, f.period].append(f)
    for (place, _, _), funds in groups.items():
        found = {c: next((f for f in funds if f.concept == c), None) for c in THREE_PUBLIC}
        source = (funds[0].section or "“三公”经费支出决算表") if place != "text" else "“三公”经费说明"
        vehicles = (
            [found["vehicles"]]
            if found["vehicles"]
            else [found["vehicle_purchase"], found["vehicle_operation"]]
        )
        parts = [found["abroad"], found["reception"], *vehicles]
        listed = [p for p in parts if p is not None]
        if (
            place == "text"
            and found["vehicle_operation"] in vehicles
            and is_list(found["three_public"], listed)
        ):
            yield from map(unless_purchased, _named(facts, found["three_public"], listed, source))
        else:
            yield from _named(facts, found["three_public"], parts, source)
        yield from _named(
            facts, found["vehicles"], [found["vehicle_purchase"], found["vehicle_operation"]], source
        )


def _named(facts: Facts, whole: Fund | None, parts: Iterable[Fund | None], source: str) -> Examined:
    listed = list(parts)
    held = [p for p in listed if p is not None]
    if whole is None:
        return
    # Within a printed table a blank part counts as 0; one that prints nothing but zeros was not filled in.
    told = whole.origin != "text" and any(p.value for p in held)
    if not held or (len(held) < len(listed) and not told):
        yield Missing(f"{whole.item}的各组成部分")
        return
    # A sentence that gives budget and spending may leave open which of them its 其中 splits.
    same = (
        [
            f
            for f in facts.paragraphs.get(paragraph(whole), [])
            if f.concept == whole.concept and f.measure in AMOUNTS
        ]
        if whole.origin == "text"
        else []
    )
    # 其中：购置费…，运行维护费…，其他交通费用…: a list may have entries of its own besides.
    lists = [held, *([outermost(facts.children[whole.fund_id])] if whole.fund_id in facts.children else [])]
    yield likeliest(compare_total(w, parts, f"{source}中") for w in [whole, *same] for parts in lists)


@rule("sum.annex", "附表合计", "sum", "error")
def sum_annex(facts: Facts) -> Examined:
    """资金使用结构明细表, 现场评价明细表: every 合计 row and column is the sum of what it stands for."""
    for funds in facts.tables.values():
        if funds[0].statement not in ("fund_usage", "site_sample"):
            continue
        rows: dict[tuple[int, str], list[Fund]] = defaultdict(list)
        columns: dict[int, list[Fund]] = defaultdict(list)
        for f in funds:
            rows[f.row_no or 0, f.section or ""].append(f)
            columns[f.col_no or 0].append(f)
        for row in rows.values():
            yield from _annex(row, [f for f in row if f.breakdown and is_total_column(f.breakdown)], "")
        for column in columns.values():
            yield from _annex_column(column)


def _annex_column(column: Sequence[Fund]) -> Examined:
    subtotals = [f for f in column if f.item.startswith("小计")]
    listed = [f for f in column if f not in subtotals]
    totals = [f for f in listed if f.item in ("合计", "总计")]
    for found in _annex(listed, totals, f"{column[0].breakdown or ''}列"):
        yield _with_subtotals(found, listed, subtotals) if subtotals else found


def _with_subtotals(
    found: Comparison | Missing, listed: Sequence[Fund], subtotals: Sequence[Fund]
) -> Comparison | Missing:
    """A total over rows and 小计.

    Which rows a 小计 is of is not printed: the total is wrong for sure if both make the same and that is not
    the total.
    """
    if not isinstance(found, Comparison) or found.state != State.BROKEN:
        return found
    rows = total(wide(f) for f in listed if f.item not in ("合计", "总计"))
    return found if rows.meets(total(map(wide, subtotals))) else Missing("各小计所含的行")


def _annex(funds: Sequence[Fund], totals: Sequence[Fund], label: str) -> Examined:
    parts = [f for f in funds if f not in totals]
    if (
        len(totals) == 1
        and len(parts) > 1
        and not any(regex.search("其中|小计", f"{p.item}{p.breakdown or ''}") for p in parts)
    ):
        yield compare_total(totals[0], parts, f"附表{totals[0].section or ''}{label}")


@rule("sum.flow", "结转结余平衡", "sum", "error")
def sum_flow(facts: Facts) -> Examined:
    """公开08表 and its like, row by row: 年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余."""
    for funds in facts.table_rows.values():
        columns = {name: _column(funds, name) for name in (OPENING, RECEIVED, SPENT, CLOSING)}
        if columns[RECEIVED] is None or columns[SPENT] is None or not _carries_over(facts, funds[0]):
            continue
        yield from _balanced(
            [columns[OPENING], columns[RECEIVED]], [columns[SPENT], columns[CLOSING]], funds[0]
        )
    yield from flows(facts)


def _carries_over(facts: Facts, fund: Fund) -> bool:
    """Whether the table has a column for what is carried over; without one its rows need not balance."""
    return any({OPENING, CLOSING} & _columns_named(f.breakdown) for f in facts.tables[fund.table_id or ""])


def _column(funds: Sequence[Fund], name: str) -> Fund | None:
    """The row's amount in a column; of several under one heading the total."""
    held = [f for f in funds if name in _columns_named(f.breakdown)]
    held = [f for f in held if not WITHIN_SPENDING.search(f.breakdown or "")]
    return held[0] if len(held) == 1 else None


@lru_cache(maxsize=4096)
def _columns_named(label: str | None) -> frozenset[str]:
    """What of a balance a column holds by its label."""
    return frozenset(n for n in (OPENING, RECEIVED, SPENT, CLOSING) if regex.search(n, fold(label or "")))


def _balanced(inflow: list[Fund | None], outflow: list[Fund | None], row: Fund) -> Examined:
    """In = out, a blank cell of the table being 0.

    The left side against the closing balance and what was spent.
    """
    sources, uses = [f for f in inflow if f is not None], [f for f in outflow if f is not None]
    whole, parts = (
        (sources[0], uses) if len(sources) == 1 else (uses[0], sources) if len(uses) == 1 else (None, [])
    )
    if whole is None:
        whole, parts = _closing(sources, uses)
    label = f"{row.item_code or ''}{row.item}"
    yield compare_sum(
        whole,
        parts,
        lambda amount: (
            f"{row.section or '表'}{label}：{_joined(sources)}与{_joined(uses)}不平，"
            f"{whole.breakdown}应为{amount}{where(*sources, *uses)}。"
        ),
    )


def _closing(sources: Sequence[Fund], uses: Sequence[Fund]) -> tuple[Fund, list[Fund]]:
    """Four amounts: the closing balance against the other three, the spending taken away."""
    spent, closing = uses
    assert spent.value is not None and spent.amount_yuan is not None
    return closing, [*sources, replace(spent, value=-spent.value, amount_yuan=-spent.amount_yuan)]


def _joined(funds: Sequence[Fund]) -> str:
    return "＋".join(f"{f.breakdown}{printed(f)}" for f in funds)


@rule("sum.reception", "公务接待费构成", "sum", "error")
def sum_reception(facts: Facts) -> Examined:
    """公务接待费 = 国内公务接待 + 外宾接待 (国（境）外接待), where the text prints both."""
    text = facts.select(origin="text", statement="three_public", measure="final")
    for home in (f for f in text if regex.search("^国内.*接待", fold(f.item))):
        foreign = next(
            (
                f
                for f in text
                if regex.search("^(外宾|国\\(境\\)外).*接待", fold(f.item))
                and paragraph(f) == paragraph(home)
            ),
            None,
        )
        whole = next(
            (
                f
                for f in reversed(text)
                if f.concept == "reception" and 0 <= paragraph(home) - paragraph(f) <= 1
            ),
            None,
        )
        if foreign is not None and whole is not None:
            yield compare_sum(
                whole,
                [home, foreign],
                lambda amount, whole=whole, home=home, foreign=foreign: (  # type: ignore[misc]
                    f"公务接待费{printed(whole)}，国内接待{printed(home)}＋外宾接待"
                    f"{printed(foreign)}＝{amount}，两者不符{where(whole, home)}。"
                ),
            )
