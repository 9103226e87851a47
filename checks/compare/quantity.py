"""What makes two rows the same quantity, and how their disagreement is said."""

from __future__ import annotations

from collections.abc import Iterator

from checks.comparison import Comparison, likeliest
from checks.facts import where
from extract import regex
from extract.fold import fold
from normalize.schema import Fund
from parsers.codes import Statement

from .printed import printed
from .relations import compare_equal

ACCOUNTS: frozenset[Statement] = frozenset(
    {
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
)
NAMES: dict[Statement, str] = {
    "income_expenditure_summary": "收入支出总表",
    "income": "收入表",
    "expenditure": "支出表",
    "appropriation_summary": "财政拨款收入支出总表",
    "general_expenditure": "一般公共预算财政拨款支出表",
    "general_basic": "基本支出表",
    "three_public": "“三公”经费表",
    "government_fund": "政府性基金表",
    "state_capital": "国有资本经营预算表",
    "base_data": "基础数据表",
    "self_evaluation": "自评表",
}
QuantityKey = tuple[str, str, int | None, str | None]


def key_of(f: Fund) -> QuantityKey | None:
    """What makes two rows the same quantity; null for rows that no other row can repeat."""
    if f.concept is None or f.project is not None or f.statement not in ACCOUNTS:
        return None
    if f.statement == "three_public" and f.concept.startswith("function:"):
        return None  # an unknown subject of the narrative, no classification item
    return (f.concept, f.measure, f.period, f.budget_kind)


def section_in_words(f: Fund) -> str:
    """Where a fund stands, in words."""
    if f.origin == "text":
        return "文字说明"
    return regex.sub(r"^\d{4}年(度)?", "", f.section or "") or NAMES.get(f.statement, "表")


def disagreement(a: Fund, b: Fund) -> str:
    """A is what is said, b what it is held against."""
    label = a.item if a.item_code is None else f"{a.item_code}{a.item}"
    column = f"（{a.breakdown}）" if a.breakdown and a.breakdown != a.item and a.origin == "table" else ""
    other = (
        f"的{b.item}{'（' + b.breakdown + '）' if b.breakdown else ''}"
        if fold(b.item) != fold(a.item) or b.breakdown
        else ""
    )
    there = section_in_words(b)
    there = "另一处" if there == section_in_words(a) and a.origin == b.origin == "text" else there
    return (
        f"{section_in_words(a)}称{label}{column}{printed(a)}{where(a)}，{there}{other}为"
        f"{printed(b)}{where(b)}，同一数额前后不一致。"
    )


def closest_pair(candidates: list[tuple[Fund, Fund]]) -> Comparison:
    """Of the pairs that may be meant, the one that agrees best."""
    compared = [compare_equal(a, b, disagreement(a, b)) for a, b in candidates]
    return likeliest(compared)


def also_called(f: Fund, key: QuantityKey) -> Iterator[QuantityKey]:
    """What a total of a budget may also be called.

    By 收入预算, 支出预算 and the 合计 of their tables some mean what the year brings, some all that there is,
    with what was carried over.
    """
    if f.concept == "total_income_expenditure" and f.measure == "initial_budget":
        yield from ((concept, *key[1:]) for concept in ("income_this_year", "expenditure_this_year"))
