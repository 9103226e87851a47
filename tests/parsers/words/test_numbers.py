"""Amounts in cells and sentences, in whatever spelling they are printed, and where clauses part them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from normalize.values import YUAN, exact
from parsers.words.numbers import apart, cell_number, is_absent, is_amount, is_percent, money_unit, money_word

amounts = st.decimals(0, 10**12, places=2)
spellings = st.sampled_from(["{:.2f}", "{:,.2f}"])
units = st.sampled_from(["元", "千元", "百元", "万元", "百万元", "千万元", "亿元"])
names = st.sampled_from(["基本支出", "项目支出", "公务接待费", "其中会议费", "财政拨款"])
FULL_WIDTH = str.maketrans("0123456789.,%()", "０１２３４５６７８９．，％（）")
texts = st.text(st.sampled_from("0123456789,.，。；、()（）%万亿元余多约近-+△ 年月支出"), max_size=40)


@given(amounts, spellings, st.booleans())
def test_a_cell_is_one_amount_in_every_spelling(value: Decimal, spelling: str, wide: bool) -> None:
    printed = spelling.format(value)
    folded = fold(printed.translate(FULL_WIDTH) if wide else printed)
    assert is_amount(folded) and not is_percent(folded) and not is_absent(folded)
    assert exact(cell_number(folded)) == value
    assert is_percent(folded + "%") and exact(folded + "%") == value


@given(amounts, spellings, st.sampled_from(["({})", "（{}）", "△{}", "▲{}", "-{}"]))
def test_below_zero_in_every_spelling(value: Decimal, spelling: str, sign: str) -> None:
    assert exact(cell_number(fold(sign.format(spelling.format(value))))) == -value


@given(texts)
def test_a_cell_that_is_no_number_stays(text: str) -> None:
    folded = fold(text)
    told = cell_number(folded)
    assert told == folded or (is_amount(told) and told.lstrip("-+") in folded)
    assert not is_amount(told) or len(told) > 20 or exact(told) is not None


@given(texts)
def test_thousands_are_told_from_clauses_character_for_character(text: str) -> None:
    folded = fold(text)
    assert apart(folded).replace("٬", ",") == folded and apart(apart(folded)) == apart(folded)


@given(st.sampled_from(["单位:{}", "金额单位:{}", "金额({})", "预算数({})"]), units)
def test_a_label_names_its_unit(label: str, unit: str) -> None:
    found = money_unit(label.format(unit))
    assert found is None or found in YUAN
    if unit in ("千元", "百元", "万元", "百万元", "亿元"):
        assert found == unit


def test_a_word_alone_may_be_a_unit_of_money() -> None:
    assert [money_word(w) for w in ("元", "万元", "个", "%", "")] == ["元", "万元", None, None, None]
