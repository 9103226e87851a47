"""Under which amount a part is listed, where its concept says so: 公务接待费 is a part of “三公”经费,
whatever sentence came before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .schema import Fund

INCOME = frozenset(
    {
        "appropriation_income",
        "superior_subsidy_income",
        "operating_income",
        "business_income",
        "affiliated_income",
        "other_income",
    }
)
"""What the income of a year is made of."""
SPENDING = frozenset(
    {"basic_expenditure", "project_expenditure", "remitted_up", "business_expenditure", "subsidy_down"}
)
"""What the expenditure of a year is made of."""
WHOLES = {
    **dict.fromkeys(("abroad", "vehicles", "reception"), ("three_public",)),
    **dict.fromkeys(("vehicle_purchase", "vehicle_operation"), ("vehicles", "three_public")),
    **dict.fromkeys(("personnel", "public_funds"), ("basic_expenditure",)),
    **dict.fromkeys(SPENDING, ("expenditure_this_year", "appropriation_expenditure")),
    **dict.fromkeys(INCOME, ("income_this_year",)),
    **dict.fromkeys(
        ("procurement_goods", "procurement_works", "procurement_services", "procurement_sme"),
        ("procurement",),
    ),
    "procurement_micro": ("procurement_sme", "procurement"),
}
"""concept → what it is a part of, the nearest first."""
WIDER = frozenset({"total_income_expenditure", "general_income", "government_fund_income"})
"""What holds more, and parts of it where the words say so: 收入总计90万元，其中：上级补助收入30万元."""
HOLDERS = ("project_expenditure", "public_funds")
"""Rows of 基础数据表 that are followed by rows of what they hold."""


Whole = tuple[str, str, str | None, int | None, str | None, str]
"""Statement, measure, what it is measured against, period, kind of money, concept."""


def with_parents(funds: Iterable[Fund]) -> tuple[Fund, ...]:
    """The funds, those of the narrative and of 基础数据表 with the parents that their concepts name. Parts so
    found need not be all there are.
    """
    last: dict[Whole, str] = {}
    holder: dict[tuple[str | None, int | None], str | None] = {}
    out: list[Fund] = []
    by_id: dict[str, Fund] = {}
    for f in funds:
        if f.unit == "%" and f.origin == "text":
            # A rate is no part of another, and is read as none.
            f = _of_whole(f, out[-1] if out else None, by_id)
        elif f.project is None and (f.origin == "text" or f.statement == "base_data"):
            f = _linked(f, last, holder, by_id)
            if f.concept:
                last[f.statement, f.measure, f.basis, f.period, f.budget_kind, f.concept] = f.fund_id
        by_id[f.fund_id] = f
        out.append(f)
    return tuple(out)


def _linked(
    f: Fund,
    last: dict[Whole, str],
    holder: dict[tuple[str | None, int | None], str | None],
    by_id: dict[str, Fund],
) -> Fund:
    if f.concept in WHOLES:
        found = next(
            (
                id
                for w in WHOLES[f.concept]
                if (id := last.get((f.statement, f.measure, f.basis, f.period, f.budget_kind, w)))
            ),
            None,
        )
        parent = by_id.get(f.parent_id or "")
        # A parent that no concept is known of may be right; one that is known to be something else is not.
        wider = f.concept in INCOME | SPENDING and parent is not None and parent.concept in WIDER
        kept = f.parent_id if parent is not None and (parent.concept is None or wider) else None
        split = f.parent_id if parent is not None and _is_split(f, parent) else None
        f = _under(f, split or found or kept)
    elif f.parent_id == f.fund_id:
        f = _under(f, None)
    if f.statement == "base_data" and f.table_id:
        column = (f.table_id, f.col_no)
        if f.concept is None:
            f = _under(f, holder.get(column))
        else:
            holder[column] = f.fund_id if f.concept in HOLDERS else None
    return f


def _of_whole(f: Fund, before: Fund | None, by_id: dict[str, Fund]) -> Fund:
    """A share whose words name no whole, right behind its amount: it is of what that is listed under.
    支出合计200万元，其中：项目支出30万元（15%）.
    """
    if f.measure != "share" or f.basis_item is not None or before is None or before.item != f.item:
        return f
    whole = by_id.get(before.parent_id or "")
    return f if whole is None else replace(f, basis_item=whole.item)


def _is_split(f: Fund, whole: Fund) -> bool:
    """Whether an amount is what its whole has of one kind of money:
    公务接待费2万元（其中：一般公共预算1万元）.
    """
    return f.breakdown is not None and whole.breakdown is None and f.item == whole.item


def _under(f: Fund, parent: str | None) -> Fund:
    return f if parent == f.parent_id else replace(f, parent_id=parent, part="of_which" if parent else None)
