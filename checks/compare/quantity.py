"""What makes two rows the same quantity."""

from __future__ import annotations

from normalize.schema import Fund

ACCOUNTS = {
    "income_expenditure_summary",
    "income",
    "expenditure",
    "appropriation_summary",
    "general_expenditure",
    "general_basic",
    "three_public",
    "government_fund",
    "state_capital",
    "operating_cost",
    "procurement",
}
Key = tuple[str, str, int | None, str | None]


def key_of(f: Fund) -> Key | None:
    """What makes two rows the same quantity; null for rows that no other row can repeat."""
    if f.concept is None or f.project is not None or f.statement not in ACCOUNTS:
        return None
    if f.statement == "three_public" and f.concept.startswith("function:"):
        return None  # an unknown subject of the narrative, no classification item
    return (f.concept, f.measure, f.period, f.budget_kind)
