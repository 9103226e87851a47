"""Targets and actual values: what is stated comes back, in whatever spelling, and dates are no numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.targets import Target, achieved, read_actual, read_target

counts = st.decimals(0, 10**6, places=2)
units = st.sampled_from(["", "%", "次", "万元", "个工作日", "人", "平方米"])
SIGNS = {
    "ge": ("≥", "≧", "⩾", ">=", "大于等于", "不少于", "不低于", "不小于", "至少"),
    "le": ("≤", "≦", "⩽", "<=", "小于等于", "不超过", "不高于", "不大于", "不多于", "控制在"),
    "gt": (">", "＞", "大于", "超过", "高于"),
    "lt": ("<", "＜", "小于", "低于", "少于"),
    "eq": ("=", "＝", ""),
}
ENDS = {"ge": ("以上", "及以上", "(含)以上"), "le": ("以内", "以下", "及以下", "(含)以内")}
signed = st.sampled_from([(op, sign) for op, signs in SIGNS.items() for sign in signs])
ended = st.sampled_from([(op, end) for op, ends in ENDS.items() for end in ends])
words = st.text(
    st.sampled_from("0123456789,.%≥≤<>=~-—至年月日季度底前以上下内约共完成逐步提高次个 "), max_size=16
)
dates = st.dates().filter(lambda d: 2000 <= d.year < 2100)
date_spellings = st.sampled_from(
    [
        "{0.year}年{0.month}月{0.day}日",
        "{0.year}年{0.month}月底前",
        "{0.month}月{0.day}日前",
        "{0.year}年底前完成",
    ]
)


@given(signed, counts, units, st.sampled_from(["{}", "{:,}"]))
def test_a_signed_number(told: tuple[str, str], value: Decimal, unit: str, spelling: str) -> None:
    op, sign = told
    assert read_target(f"{sign}{spelling.format(value)}{unit}") == Target(op, value, None, unit or None)


@given(ended, counts, units)
def test_a_number_with_its_sense_behind_it(told: tuple[str, str], value: Decimal, unit: str) -> None:
    op, end = told
    assert read_target(f"{value}{unit}{end}") == Target(op, value, None, unit or None)


@given(counts, counts, units, st.sampled_from("-~—至"))
def test_a_range(low: Decimal, high: Decimal, unit: str, to: str) -> None:
    assert read_target(f"{low}{to}{high}{unit}") == Target("range", low, high, unit or None)
    assert read_target(f"{low}{unit}{to}{high}{unit}") == Target("range", low, high, unit or None)


@given(dates, date_spellings)
def test_a_date_is_a_time_and_no_number(day: object, spelling: str) -> None:
    text = spelling.format(day)
    assert read_target(text) == Target("by_date") and read_actual(text) == (None, None)


@given(words)
def test_no_target_is_invented(text: str) -> None:
    target, (value, unit) = read_target(text), read_actual(text)
    assert (target is None) == (not text)
    if target is not None and target.op in ("by_date", "qualitative"):
        assert (target.value, target.high, target.unit) == (None, None, None)
    if value is None:
        assert unit is None or any(c.isdigit() for c in text)
    else:
        assert f"{value.normalize():f}".strip("-")[0] in text


@given(signed, counts, counts, units)
def test_a_target_is_met_by_what_fulfils_it(
    told: tuple[str, str], wanted: Decimal, reached: Decimal, unit: str
) -> None:
    op, sign = told
    text, actual = f"{sign}{wanted}{unit}", f"{reached}{unit}"
    value, _ = read_actual(actual)
    met = achieved(read_target(text), text, actual, cost=False)
    fulfils = {
        "ge": reached >= wanted,
        "gt": reached > wanted,
        "le": reached <= wanted,
        "lt": reached < wanted,
        "eq": reached >= wanted if wanted else reached == 0,
    }
    assert value == reached and met is fulfils[op]


@given(counts, counts, units)
def test_a_plain_number_limits_a_cost(wanted: Decimal, reached: Decimal, unit: str) -> None:
    text = f"{wanted}{unit}"
    assert achieved(read_target(text), text, f"{reached}{unit}", cost=True) is (reached <= wanted)


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [
        ("60万元", "43万元", True), (">50", ">50", True), (">50", "50", False), ("≥50", ">50", True), (">50", "≥50", None),
        ("<5%", "<4%", True), ("<5%", "≥5%", False), ("≤5天", "5天以内", True), ("≥60次", ">50次", None), ("1-3次", "2次", True),
        ("1-3次", "1-3次", True), ("1-3次", "2-4次", None), ("1-3次", "4次", False), ("1-3次", "5-6次", False),
        ("≥3次", "3人", None), ("逐步提高", "逐步提高", True), ("逐步提高", "提高", None), ("≥95%", "", None),
        ("12月底前", "11月", True), ("12月底前", "12月", None), ("12月20日前", "12月21日", False), ("12月20日前", "12月20日", None),
        ("2023年6月底前完成验收", "2023年7月", False), ("2023年6月前", "2023年5月31日已完成", True), ("2023年6月前", "5月", None),
        ("2023年12月前", "2022年12月末", True), ("6月30日前完成", "按时完成", None), ("第二季度", "6月30日", None),
    ],
)  # fmt: skip
def test_signs_and_ranges_are_held_against_each_other(target: str, actual: str, met: bool | None) -> None:
    assert achieved(read_target(target), target, actual, cost="万元" in target) is met


@given(signed, signed, counts, counts)
def test_what_is_met_is_not_missed_by_more_of_it(
    wanted: tuple[str, str], told: tuple[str, str], goal: Decimal, reached: Decimal
) -> None:
    target, actual = f"{wanted[1]}{goal}", f"{told[1]}{reached}"
    met = achieved(read_target(target), target, actual, cost=False)
    # A reading without a sign is one of the numbers that the sign allows.
    if told[0] in ("ge", "le"):
        plain = achieved(read_target(target), target, str(reached), cost=False)
        assert met is None or met is plain


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
def test_targets_of_all_spellings(
    text: str, op: str, value: str | None, high: str | None, unit: str | None
) -> None:
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
def test_actual_values_of_all_spellings(text: str, value: str | None, unit: str | None) -> None:
    assert read_actual(text) == (value and Decimal(value), unit)


def test_none_at_all_is_not_met_by_more() -> None:
    assert achieved(read_target("0起"), "0起", "1起", cost=False) is False
    assert achieved(read_target("3次"), "3次", "4次", cost=False) is True
