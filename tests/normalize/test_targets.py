"""Targets and actual values: what is stated comes back, in whatever spelling, and dates are no numbers."""

from __future__ import annotations

from decimal import Decimal

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
    value, read = read_actual(actual)
    met = achieved(read_target(text), text, value, actual, read)
    fulfils = {
        "ge": reached >= wanted,
        "gt": reached > wanted,
        "le": reached <= wanted,
        "lt": reached < wanted,
        "eq": reached >= wanted if wanted else reached == 0,
    }
    assert value == reached and met is fulfils[op]
