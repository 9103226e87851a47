"""A printed rate is the quotient of what it names."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.comparison import Missing
from checks.rules import ratio
from tests.checks.cases import ratios
from tests.checks.cases.builders import document, text
from tests.checks.changed import broken_rules
from tests.checks.held import breaks, broken, cents, examined, keeps, rules_of, state
from tests.written import rows_of


@pytest.mark.parametrize("rule", rules_of(ratio))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


RATE = st.decimals(0, 200, places=2)


@given(RATE)
def test_a_rate_off_by_more_than_its_last_place_is_told(rate: Decimal) -> None:
    for rule, made in (("ratio.share", ratios.share), ("ratio.completion", ratios.completion)):
        found = broken(rule, made(cents(rate)))
        off = abs(rate - 75)
        assert bool(found) if off > Decimal("0.5") else not found if off < Decimal("0.01") else True, rule
        assert all(c.reported == rate and c.expected is not None and abs(c.expected - 75) < 1 for c in found)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_right_quotient_is_never_told(part: int, whole: int, places: int) -> None:
    rate = f"{Decimal(100 * part) / whole:.{places}f}"
    said = text(
        1,
        "income",
        ("本年收入合计", f"{whole}.00", "final", {"concept": "income_this_year"}),
        ("财政拨款收入", f"{part}.00", "final", {"concept": "appropriation_income"}),
        ("财政拨款收入", rate, "share", {"concept": "appropriation_income"}),
    )
    assert not broken("ratio.share", document(said))


@pytest.mark.parametrize(
    ("budget", "rate", "told"), [("0.00", "0.00", True), ("0.00", "100.00", True), ("8.00", "75.00", False)]
)
def test_a_rate_of_nothing_means_nothing(budget: str, rate: str, told: bool) -> None:
    found = broken("ratio.completion", ratios.completion(rate, budget))
    assert bool(found) == told and all("基数为0" in c.message for c in found)
    assert [c.severity for c in found] == (["info"] if rate == "0.00" else ["error"] if told else [])


@pytest.mark.parametrize(
    ("basis", "base"),
    [("initial_budget", "比年初预算增加"), ("prior_budget", "比上年预算增加"), ("prior_year", "比上年增加")],
)
def test_growth_from_nothing_names_what_it_is_held_against(basis: str, base: str) -> None:
    said = text(
        3,
        "three_public",
        ("公务接待费", "4.79", "final", {"concept": "reception"}),
        ("公务接待费", "4.79", "change", {"concept": "reception", "basis": basis}),
        ("公务接待费", "100.00", "change_rate", {"concept": "reception", "basis": basis}),
    )
    found = broken("ratio.growth", document(said))
    assert found and all(base in c.message for c in found)


def test_what_a_rate_is_of_must_be_there() -> None:
    whole = ratios.share("57.00")
    assert state("ratio.share", replace(whole, funds=whole.funds[1:])) == "missing"
    assert state("ratio.share", replace(whole, funds=whole.funds[2:])) == "missing"


@given(st.decimals(10, 30, places=2))
def test_contracts_of_small_firms_by_kind(amount: Decimal) -> None:
    off = abs(amount - 20)
    found = state("ratio.procurement", ratios.granted(cents(amount)))
    assert found == ("broken" if off > Decimal("0.02") else "holds" if not off else found)


def test_a_share_is_not_of_another_part() -> None:
    """构成为：财政拨款收入…，占…；其他收入…，占…: the total stands elsewhere."""
    parts = [
        ("财政拨款收入", "90.00", "90.00", "appropriation_income"),
        ("其他收入", "10.00", "10.00", "other_income"),
    ]
    said = [
        x
        for name, amount, share, c in parts
        for x in ((name, amount, "final", {"concept": c}), (name, share, "share", {"concept": c}))
    ]
    assert broken_rules(document(text(1, "income", *said))) == set()


def test_a_completion_needs_what_was_spent_and_what_was_budgeted() -> None:
    rows = ratios.completion("57.00")
    budget, final, rate = rows.funds
    for kept, said in (((budget, rate), "决算数"), ((final, rate), "预算数")):
        (found,) = examined("ratio.completion", replace(rows, funds=kept))
        assert isinstance(found, Missing) and found.what.endswith(said)


@pytest.mark.parametrize(("share", "said"), [("25.00", "holds"), ("35.00", "broken")])
def test_shares_of_one_paragraph_are_of_the_whole_that_the_first_names(share: str, said: str) -> None:
    """本年收入6.00万元，占总收入的75%；上年结转2.00万元，占25%: of the same whole."""
    whole = text(1, "income", ("收入总计", "8.00", "final", {"concept": "total_income_expenditure"}))
    parts = text(
        2,
        "income",
        ("本年收入", "6.00", "final", {}),
        ("本年收入", "75.00", "share", {"basis_item": "收入总计"}),
        ("上年结转", "2.00", "final", {}),
        ("上年结转", share, "share", {}),
    )
    assert state("ratio.share", document(whole, parts)) == said


def test_a_budget_of_the_tables_stands_in_for_one_of_the_text() -> None:
    rows = ratios.completion("57.00")
    budget, final, rate = rows.funds
    tabled = replace(budget, origin="table", table_id="t", locator=None)
    assert state("ratio.completion", replace(rows, funds=(tabled, final, rate))) == "broken"
    other = replace(tabled, fund_id="other", amount_yuan=Decimal(1))
    assert state("ratio.completion", replace(rows, funds=(tabled, other, final, rate))) == "missing"


@pytest.mark.parametrize(("share", "told"), [("52.55", 0), ("52.95", 1)])
def test_a_whole_may_be_named_with_its_phase(share: str, told: int) -> None:
    rows = rows_of(
        "青禾市农业局2023年部门预算\n政府采购情况说明\n2023年政府采购预算19289306.52元，其中：政府集中采购预算"
        f"10136970元，占政府采购预算的{share}%。"
    )
    assert len([f for f in rows.findings if f.rule == "ratio.share"]) == told


@pytest.mark.parametrize(("part", "told"), [("6150.00", 0), ("1150.00", 1)])
def test_a_share_of_what_was_budgeted_in_the_end(part: str, told: int) -> None:
    rows = document(
        text(
            1,
            "fund_usage",
            ("专项资金", "33085.00", "adjusted_budget", {"subject_by": "named"}),
            ("推进项目", part, "adjusted_budget", {"subject_by": "listed"}),
            ("推进项目", "18.59", "share", {"basis": "total", "basis_item": "专项资金"}),
        )
    )
    assert len(broken("ratio.share", rows)) == told


@pytest.mark.parametrize(("share", "said"), [("25.00", "holds"), ("35.00", "broken")])
def test_a_share_may_be_of_what_a_place_has_of_the_whole_that_it_names(share: str, said: str) -> None:
    """全县收入20.00万元。新区收入8.00万元，其中税收2.00万元，占收入的25%."""
    whole = text(1, "income", ("一般公共预算收入", "20.00", "final", {}))
    place, part, rate = text(
        2,
        "income",
        ("新区一般公共预算收入", "8.00", "final", {}),
        ("税收收入", "2.00", "final", {}),
        ("税收收入", share, "share", {"basis_item": "一般公共预算收入"}),
    )
    listed = replace(part, parent_id=place.fund_id, part="of_which")
    assert state("ratio.share", document(whole, [place, listed, rate])) == said
