"""What totals are made of, and a total against its parts in words."""

from __future__ import annotations

from collections.abc import Sequence

from checks.comparison import Comparison
from checks.facts import where
from normalize.schema import Fund

from .printed import printed
from .relations import compare_sum

INCOME = {
    "appropriation_income",
    "superior_subsidy_income",
    "operating_income",
    "business_income",
    "affiliated_income",
    "other_income",
}
SPENDING = {"basic_expenditure", "project_expenditure", "remitted_up", "business_expenditure", "subsidy_down"}
KINDS_OF_INCOME = {"general_income", "government_fund_income", "state_capital_income"}
MONEY_KINDS = {"general", "government_fund", "state_capital"}


def compare_total(whole: Fund, parts: Sequence[Fund], what: str) -> Comparison:
    """The comparison of a total with its parts, in words."""
    name = (
        f"{whole.item}"
        f"{'（' + whole.breakdown + '）' if whole.breakdown and whole.breakdown != whole.item else ''}"
    )
    return compare_sum(
        whole,
        parts,
        lambda amount: (
            f"{what}{name}为{printed(whole)}，所列{len(parts)}项合计{amount}，"
            f"两者不符{where(whole, *parts)}。"
        ),
    )
