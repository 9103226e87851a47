"""A total of a table is what its parts make together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import sum_tables
from normalize.schema import Rows
from tests.checks.cases import sums
from tests.checks.cases.builders import cells, document, fund
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state


@pytest.mark.parametrize("rule", rules_of(sum_tables))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


AMOUNTS = st.lists(st.decimals(0, 999, places=2), min_size=2, max_size=6)
WRONG = st.decimals(-9, 9, places=2)


def tolerance(parts: int) -> Decimal:
    """What rounding explains of so many numbers and their total, each half a unit of its last place."""
    return Decimal("0.005") * (parts + 1)


def coded(values: list[Decimal], whole: Decimal) -> Rows:
    """A class and its sections."""
    above = fund(
        "教育支出", cents(whole), statement="expenditure", table_id="t", row_no=0, item_code="205", level=1
    )
    below = [
        fund(
            f"第{n}款",
            cents(v),
            statement="expenditure",
            table_id="t",
            row_no=n,
            item_code=f"2050{n}",
            level=2,
            parent_id=above.fund_id,
            part="exhaustive",
        )
        for n, v in enumerate(values, 1)
    ]
    return document(above, below)


def listed(values: list[Decimal], whole: Decimal) -> Rows:
    """An annex with its total below."""
    rows = [(f"第{n}项", {"办公费": cents(v)}, {}) for n, v in enumerate(values)]
    return document(cells("fund_usage", "明细表", *rows, ("合计", {"办公费": cents(whole)}, {})))


@pytest.mark.parametrize(("rule", "made"), [("sum.classification", coded), ("sum.annex", listed)])
@given(values=AMOUNTS, wrong=WRONG)
def test_a_total_off_by_more_than_rounding_is_told(
    rule: str, made: Callable[[list[Decimal], Decimal], Rows], values: list[Decimal], wrong: Decimal
) -> None:
    whole = sum(values, wrong)
    nothing = whole and not any(values)
    found = broken(rule, made(values, whole))
    if nothing and rule == "sum.classification":
        assert state(rule, made(values, whole)) == "missing"
        return
    assert bool(found) == (abs(wrong) > tolerance(len(values)))
    for c in found:
        assert (c.reported, c.expected) == (whole, whole - wrong)
        mended = {i.low <= (whole - wrong) * 10000 <= i.high for id, i in c.repairs if id == c.culprit}
        assert mended == {True}


@given(st.decimals(0, 20, places=2))
def test_columns_balances_and_lists(value: Decimal) -> None:
    for rule, made, right, parts in (
        ("sum.row", sums.row, 4, 2),
        ("sum.balance", sums.balance, 1, 2),
        ("sum.basic", sums.basic, 6, 2),
        ("sum.three_public", sums.three_public, 1, 3),
        ("sum.flow", sums.flow, 3, 3),
        ("sum.reception", sums.reception, 2, 2),
    ):
        assert bool(broken(rule, made(cents(value)))) == (abs(value - right) > tolerance(parts)), rule


@pytest.mark.parametrize(
    ("subtotals", "whole", "told"),
    [
        (("3.00", "3.00"), "6.00", "holds"),
        (("3.00", "3.00"), "7.00", "broken"),
        (("3.00", "4.00"), "7.00", "missing"),
        (("3.00", "4.00"), "6.00", "holds"),
    ],
)
def test_a_total_over_rows_and_subtotals(subtotals: tuple[str, str], whole: str, told: str) -> None:
    rows = [
        ("甲", "1.00"),
        ("乙", "2.00"),
        ("小计", subtotals[0]),
        ("丙", "3.00"),
        ("小计", subtotals[1]),
        ("合计", whole),
    ]
    held = document(
        cells("fund_usage", "资金使用结构明细表", *((item, {"支出": value}, {}) for item, value in rows))
    )
    assert state("sum.annex", held) == told


def test_a_part_whose_code_is_misprinted_is_counted_where_its_name_belongs() -> None:
    above = fund(
        "卫生健康支出",
        "3.00",
        statement="expenditure",
        table_id="t",
        row_no=0,
        col_no=1,
        item_code="21011",
        level=2,
    )
    rows = [("行政单位医疗", "2101101", "1.00"), ("事业单位医疗", "2101102", "2.00")]

    def made(code: str) -> Rows:
        below = [
            fund(
                n,
                v,
                statement="expenditure",
                table_id="t",
                row_no=i,
                col_no=1,
                item_code=code if i == 2 else c,
                level=3,
                part="exhaustive",
                concept=f"function:{n}",
                parent_id=above.fund_id if i == 1 or code == c else None,
            )
            for i, (n, c, v) in enumerate(rows, 1)
        ]
        return document(above, below)

    assert state("sum.classification", made("2101102")) == "holds"
    assert state("sum.classification", made("2111102")) == "holds"


def test_a_list_of_more_than_one_unit_is_no_sum() -> None:
    rows = coded([Decimal(1), Decimal(2)], Decimal(9))
    funds = tuple(replace(f, part="of_which") if f.parent_id else f for f in rows.funds)
    assert state("sum.classification", replace(rows, funds=funds)) is None


BOTH = ["本年收入合计", "本年支出合计", "年初结转和结余", "年末结转和结余", "总计"]
"""Both halves of a table in one column, one total for both."""
APART = ["本年收入合计", "年初结转和结余", "收入总计", "本年支出合计", "年末结转和结余", "支出总计"]


@pytest.mark.parametrize("names", [BOTH, APART])
@pytest.mark.parametrize(
    ("opening", "closing", "told"),
    [
        ("5.00", "10.00", []),
        ("4.00", "10.00", ["104.00"]),
        ("5.00", "9.00", ["104.00"]),
        ("5.00", "", ["95.00"]),
        ("4.00", "8.00", ["104.00", "103.00"]),
    ],
)
def test_each_half_has_its_own_balance_where_both_stand_in_one_column(
    names: list[str], opening: str, closing: str, told: list[str]
) -> None:
    amounts = {"本年收入合计": "100.00", "本年支出合计": "95.00"}
    amounts |= {"年初结转和结余": opening, "年末结转和结余": closing}
    concepts = {"年初结转和结余": "opening_balance", "年末结转和结余": "closing_balance"}
    rows = [
        (n, {"": amounts.get(n, "105.00")}, {"concept": concepts.get(n, "total")})
        for n in names
        if amounts.get(n) != ""
    ]
    held = document(cells("income_expenditure_summary", "收入支出决算总表", *rows))
    assert [str(c.expected) for c in broken("sum.balance", held)] == told


def test_a_total_of_income_is_not_that_of_the_spending_above_it() -> None:
    amounts = {"本年收入合计": "9.00", "本年支出合计": "5.00", "收入总计": "9.00"}
    rows = [(name, {"": amount}, {"concept": "total"}) for name, amount in amounts.items()]
    held = document(cells("income_expenditure_summary", "收入支出决算总表", *rows))
    assert state("sum.balance", held) == "holds"
