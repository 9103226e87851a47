"""Bounds: a part is not more than its whole, but for what rounding explains."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import bound
from tests.checks.cases import bounds, narrative, wording
from tests.checks.cases.builders import document, said, text
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state
from tests.written import rows_of


@pytest.mark.parametrize("rule", rules_of(bound))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


AMOUNT = st.decimals(0, 20, places=2)
SLACK = Decimal("0.01")
"""Half a unit of the last place of either number."""


@given(AMOUNT)
def test_whatever_is_more_than_its_whole_by_more_than_rounding_is_told(part: Decimal) -> None:
    too_much = part > 10 + SLACK
    for rule, made in (
        ("bound.procurement", bounds.procurement),
        ("bound.appropriation", bounds.appropriation),
        ("bound.classes", bounds.classes),
    ):
        found = broken(rule, made(cents(part)))
        assert bool(found) == too_much, rule
        assert all((c.reported, c.expected) == (part, 10) for c in found)


@given(st.decimals(0, 400, places=2))
def test_a_form_spends_no_more_than_its_budget(final: Decimal) -> None:
    assert (state("bound.execution", bounds.execution(cents(final))) == "broken") == (final > 155)


@given(st.decimals(-10, 120, places=2))
def test_a_share_lies_between_nothing_and_all(share: Decimal) -> None:
    assert (state("bound.share", bounds.share(cents(share))) == "broken") == (not 0 <= share <= 100)


@given(AMOUNT)
def test_no_more_is_added_than_there_is(change: Decimal) -> None:
    found = state("bound.change", narrative.added(cents(change)))
    assert found == (None if not change else "broken" if change > 5 + SLACK else "holds")


@given(st.decimals(50, 150, places=2))
def test_a_part_of_a_form_is_no_more_than_its_whole(part: Decimal) -> None:
    assert (state("bound.form", narrative.form(cents(part))) == "broken") == (part > 100 + SLACK)


def test_both_numbers_would_mend_it() -> None:
    (found,) = broken("bound.procurement", bounds.procurement("12.00"))
    (part, most), (whole, least) = found.repairs
    assert part != whole and most.high == Decimal("100050.00") and least.low == Decimal("119950.00")


def test_what_went_to_small_firms_in_two_ways_is_no_more_than_all() -> None:
    def rows(other: str):  # noqa: ANN202
        said = [
            ("政府采购支出总额", "10.00", "procurement"),
            ("预留", "6.00", "procurement_reserved_sme"),
            ("其他", other, "procurement_other"),
        ]
        return document(text(1, "procurement", *((n, v, "final", {"concept": c}) for n, v, c in said)))

    assert (
        state("bound.procurement", rows("4.00")) == "holds"
        and state("bound.procurement", rows("5.00")) == "broken"
    )


def test_vehicles_of_which_both_parts_are_told_are_a_sum_and_no_bound() -> None:
    assert state("bound.vehicles", wording.vehicles("7.68")) == "broken"
    purchase = text(3, "three_public", ("购置费", "1.00", "final", {"concept": "vehicle_purchase"}))
    more = wording.vehicles("7.68")
    assert state("bound.vehicles", replace(more, funds=(*more.funds, *purchase))) is None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("国内公务接待12批次，96人次", 0),
        ("国内公务接待12批次（其中外事接待0批次），6人次", 1),
        ("公务接待0批次、16人次", 1),
        ("因公出国（境）团组3个、累计1人次", 1),
        ("因公出国（境）团组0个、累计1人次", 0),
        ("抽检食品220批次，12人次参加", 0),
    ],
)
def test_guests_do_not_come_without_a_visit(sentence: str, told: int) -> None:
    assert len(broken("bound.visits", document(said(sentence)))) == told


@pytest.mark.parametrize(
    ("spent", "said", "severities"),
    [
        ("0", "本年度使用一般公共预算财政拨款购置公务用车2辆，保有公务用车7辆。", ["warning"]),
        ("0", "本年度使用一般公共预算财政拨款购置公务用车0辆，保有公务用车7辆。", []),
        ("0", "本年度上级调拨公务用车2辆，财政拨款开支运行维护费的公务用车7辆。", []),
        ("36", "本年度使用一般公共预算财政拨款购置公务用车2辆，保有公务用车7辆。", []),
    ],
)
def test_no_car_is_bought_for_nothing(spent: str, said: str, severities: list[str]) -> None:
    head = "青禾区2023年“三公”经费决算情况\n"
    told = f"公务用车购置费决算{spent}万元，公务用车运行维护费决算61.8万元。{said}"
    found = rows_of(head + told).findings
    assert [f.severity for f in found if f.rule == "bound.vehicles"] == severities
