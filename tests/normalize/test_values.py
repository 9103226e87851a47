"""Exact numbers, and targets of all spellings."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.columns import arrow_type
from normalize.ids import unit_id
from normalize.targets import achieved, read_actual, read_target
from normalize.values import LARGEST, YUAN, decimals, exact, yuan


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4))
def test_printed_numbers_are_exact(value: Decimal, places: int) -> None:
    text = f"{value:,.{places}f}"
    assert exact(text) == Decimal(text.replace(",", "")) and decimals(text) == places


@given(st.decimals(0, 10**9, places=2))
def test_money_in_yuan(value: Decimal) -> None:
    assert yuan(value, "万元") == value * 10000 == yuan(value * 10000, "元") and yuan(value, "%") is None


@given(st.from_regex(r"[0-9]{1,40}(\.[0-9]{1,20})?", fullmatch=True), st.sampled_from([*YUAN]))
def test_what_the_dataset_cannot_hold_is_no_number(text: str, unit: str) -> None:
    value, amount = exact(text), yuan(exact(text), unit)
    assert (value is None) == (Decimal(text) >= LARGEST)
    pa.array([value], arrow_type("value"))
    pa.array([amount], arrow_type("yuan"))
    if value is not None:
        assert abs(value - Decimal(text)) < Decimal("1e-10")


@pytest.mark.parametrize(
    ("text", "op", "value", "high", "unit"),
    [
        ("⩾98%", "ge", "98", None, "%"), ("95%-100%", "range", "95", "100", "%"), ("20个工作日以内", "le", "20", None, "个工作日"),
        ("≥95%", "ge", "95", None, "%"), ("≧70%", "ge", "70", None, "%"), (">=20次", "ge", "20", None, "次"), ("大于等于20次", "ge", "20", None, "次"),
        ("不少于3次", "ge", "3", None, "次"), ("600批次以上", "ge", "600", None, "批次"), ("93%以上", "ge", "93", None, "%"), ("10家以内", "le", "10", None, "家"),
        ("1-3次", "range", "1", "3", "次"), ("100%", "eq", "100", None, "%"), ("=1", "eq", "1", None, None), ("≤20.29万元", "le", "20.29", None, "万元"),
        ("2023年12月底前", "by_date", None, None, None), ("12月31日前", "by_date", None, None, None), ("逐步提高", "qualitative", None, None, None),
        ("≤30日", "le", "30", None, "日"), ("≥1次/季度", "ge", "1", None, "次/季度"), ("≤12月", "by_date", None, None, None), ("95%(含)以上", "ge", "95", None, "%"),
    ],
)  # fmt: skip
def test_targets(text: str, op: str, value: str | None, high: str | None, unit: str | None) -> None:
    target = read_target(text)
    assert target is not None
    assert (target.op, target.value, target.high, target.unit) == (
        op,
        value and Decimal(value),
        high and Decimal(high),
        unit,
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3个工作日", "3", "个工作日"),
        ("2个工作日以内", "2", "个工作日"),
        ("30日", None, None),
        ("98.5%", "98.5", "%"),
    ],
)
def test_actual_values(text: str, value: str | None, unit: str | None) -> None:
    assert read_actual(text) == (value and Decimal(value), unit)


def test_none_at_all_is_not_met_by_more() -> None:
    assert achieved(read_target("0起"), "0起", "1起", cost=False) is False
    assert achieved(read_target("3次"), "3次", "4次", cost=False) is True


def test_one_unit_one_id() -> None:
    assert (
        unit_id("云溪省青禾市教育局（本级）")
        == unit_id("云溪省青禾市教育局")
        == unit_id("云溪省 青禾市教育局本级")
        != unit_id("云溪省青禾市财政局")
    )
