"""Equality: one quantity, one value, wherever it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from checks.codes import Measure
from checks.compare.printed import printed
from checks.compare.quantity import Key, also_called, closest_pair, key_of
from checks.compare.relations import compare_equal, compare_sum
from checks.comparison import Comparison, Examined, Missing
from checks.facts import Facts, where
from checks.registry import rule
from normalize.schema import Fund


@rule("equality.tables", "各表之间一致", "equality", "error")
def equality_tables(facts: Facts) -> Examined:
    """01 本年收入 = 02 合计; 01 本年支出 = 03 合计; 04 by kind = 05, 08, 09; 05 基本支出 = 06.

    Never all against appropriation.
    """
    groups: dict[Key, dict[str, list[Fund]]] = defaultdict(lambda: defaultdict(list))
    for f in facts.in_tables:
        key = key_of(f)
        if key is not None and f.table_id:
            for each in (key, *also_called(f, key)):
                groups[each][f.table_id].append(f)
    for tables in groups.values():
        distinct = list(_distinct(tables.values()))
        if len(distinct) < 2:
            continue
        first, *others = distinct
        for rows in others:
            candidates = [
                (a, b)
                for a in rows
                for b in first
                if not (a.item_code and b.item_code and a.item_code != b.item_code)
            ]
            if candidates:
                yield closest_pair(candidates)


def _distinct(tables: Iterable[list[Fund]]) -> Iterator[list[Fund]]:
    """The tables of one quantity, without those of a statement that is printed more than once.

    A file with the reports of several units.
    """
    held = list(tables)
    counts = Counter(t[0].statement for t in held)
    yield from (t for t in held if counts[t[0].statement] == 1)


@rule("equality.prior", "上年决算数一致", "equality", "error")
def equality_prior(facts: Facts) -> Examined:
    """上年决算数 of one concept and kind of money, printed in several tables."""
    first: dict[tuple[str, str | None, int | None], Fund] = {}
    for f in (
        f
        for f in facts.select(origin="table", measure="prior_final")
        if f.concept and f.project is None and not f.item_code
    ):
        key = (f.concept or "", f.budget_kind, f.period)
        known = first.setdefault(key, f)
        if known.table_id != f.table_id:
            yield compare_equal(
                known,
                f,
                (
                    f"{f.item}上年决算数一处为{printed(known)}，另一处为{printed(f)}，"
                    f"前后不一致{where(known, f)}。"
                ),
            )


@rule("equality.balance", "收入总计等于支出总计", "equality", "error")
def equality_balance(facts: Facts) -> Examined:
    """公开01表, 04表: the grand totals of the two halves, column by kind of money."""
    for funds in facts.tables.values():
        if funds[0].statement not in ("income_expenditure_summary", "appropriation_summary"):
            continue
        totals: dict[tuple[str, str | None], list[Fund]] = defaultdict(list)
        for f in funds:
            if f.concept == "total_income_expenditure":
                totals[f.measure, f.budget_kind].append(f)
        for first, *others in totals.values():
            for other in others:
                yield compare_equal(
                    first,
                    other,
                    (
                        f"{first.section or '表'}收入总计{printed(first)}与支出总计{printed(other)}不等"
                        f"{where(first, other)}。"
                    ),
                )


@rule("equality.basic", "基本支出等于人员经费与公用经费之和", "equality", "error")
def equality_basic(facts: Facts) -> Examined:
    """05 基本支出 = 06 人员经费合计 + 公用经费合计, within 一般公共预算 alone."""
    measures: tuple[Measure, ...] = ("final", "initial_budget")
    for measure in measures:
        whole = facts.one(
            origin="table",
            measure=measure,
            kind="general",
            statement="general_expenditure",
            concept="basic_expenditure",
        )
        listed = facts.select(origin="table", measure=measure, kind="general", statement="general_basic")
        parts = [
            next((f for f in listed if f.concept == c and not f.item_code), None)
            for c in ("personnel", "public_funds")
        ]
        found = [p for p in parts if p is not None]
        if whole is None or not found:
            continue
        if len(found) < len(parts):
            yield Missing("人员经费合计或公用经费合计")
            continue
        yield _against_basic(whole, found)


def _against_basic(whole: Fund, parts: Sequence[Fund]) -> Comparison:
    sides = "＋".join(f"{p.item}{printed(p)}" for p in parts)
    return compare_sum(
        whole,
        parts,
        lambda amount: (
            f"一般公共预算财政拨款支出表基本支出{printed(whole)}，基本支出表{sides}＝{amount}，"
            f"两者不符{where(whole, *parts)}。"
        ),
    )
