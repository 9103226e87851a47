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
    out = []
    by_id: dict[str, Fund] = {}
    for f in funds:
        if f.project is None and (f.origin == "text" or f.statement == "base_data"):
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
        kept = f.parent_id if parent is not None and parent.concept is None else None
        f = _under(f, found or kept)
    elif f.parent_id == f.fund_id:
        f = _under(f, None)
    if f.statement == "base_data" and f.table_id:
        column = (f.table_id, f.col_no)
        if f.concept is None:
            f = _under(f, holder.get(column))
        else:
            holder[column] = f.fund_id if f.concept in HOLDERS else None
    return f


def _under(f: Fund, parent: str | None) -> Fund:
    return f if parent == f.parent_id else replace(f, parent_id=parent, part="of_which" if parent else None)
