"""Amounts in sentences, whole and where they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from normalize.values import YUAN, exact, yuan
from parsers.narrative.numbers import brackets, full_brackets, numbers
from parsers.words.numbers import apart, is_amount

amounts = st.decimals(0, 10**12, places=2)


spellings = st.sampled_from(["{:.2f}", "{:,.2f}"])


units = st.sampled_from(["元", "千元", "百元", "万元", "百万元", "千万元", "亿元"])


names = st.sampled_from(["基本支出", "项目支出", "公务接待费", "其中会议费", "财政拨款"])


texts = st.text(st.sampled_from("0123456789,.，。；、()（）%万亿元余多约近-+△ 年月支出"), max_size=40)


@given(st.lists(st.tuples(names, amounts, spellings, units), min_size=1, max_size=6))
def test_a_sentence_holds_its_amounts_and_no_others(told: list[tuple[str, Decimal, str, str]]) -> None:
    said = "，".join(f"{name}{spelling.format(value)}{unit}" for name, value, spelling, unit in told)
    folded = apart(fold(said + "。"))
    found = numbers(folded, brackets(folded))
    assert [(yuan(exact(n.text), n.unit), n.lead) for n in found] == [
        (value * YUAN[unit], name) for name, value, _, unit in told
    ]


@given(texts)
def test_a_number_stands_where_it_is_said_to_stand(text: str) -> None:
    folded = apart(fold(text))
    end = 0
    for n in numbers(folded, brackets(folded)):
        assert end <= n.start < n.digits <= n.end <= len(folded)
        assert folded[n.start : n.digits].replace("٬", ",") == n.text and is_amount(n.text)
        assert n.gap == folded[end : n.start] and n.gap.endswith(n.lead) and n.clause.endswith(n.lead)
        assert n.unit == "%" or n.unit in YUAN
        end = n.end


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("债券66万元(一般债券12万元、专项债券54万元)", {6}),
        ("债券66万元(一般债券12万元、专项债券50万元)", set()),
        ("债券66万元(一般债券12亿元、专项债券54万元)", set()),
        ("债券66万元(专项债券66万元)", set()),
        ("债券66万元，(一般债券12万元、专项债券54万元)", set()),
    ],
)
def test_brackets_that_make_up_the_amount_before_them(text: str, full: set[int]) -> None:
    spans = brackets(text)
    assert full_brackets(spans, numbers(text, spans)) == full
