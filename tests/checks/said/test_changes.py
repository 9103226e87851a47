"""Words between the two ends of a change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.codes import State
from checks.facts import Facts
from checks.said.changes import DOWN, UP, from_rates, from_reasons, from_to
from tests.checks.cases.builders import document
from tests.checks.cases.builders import said as sentence


def broken(text: str) -> int:
    return sum(c.state == State.BROKEN for c in from_to(Facts(document(sentence(text)))))


@given(st.decimals(0, 99, places=2), st.decimals(0, 99, places=2), st.sampled_from(UP), st.sampled_from(DOWN))
def test_the_word_is_that_of_the_numbers(a: Decimal, b: Decimal, up: str, down: str) -> None:
    for word, right in ((up, b > a), (down, b < a)):
        assert broken(f"公务接待费由2022年的{a}万元{word}到{b}万元") == (not right)


@pytest.mark.parametrize(
    "text",
    [
        "排名由第5位上升到第3位",
        "从2022年的1.20亿元减少到9800万元",
        "由县财政安排20万元增加到位资金10万元",
        "编制由12人减少到10人，支出增加3万元",
    ],
)
def test_other_words(text: str) -> None:
    assert broken(text) == 0


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("公务接待费4.00万元，比上年减少2.00万元，减少的原因主要是厉行节约", 0),
        ("公务接待费4.00万元，比上年增加2.00万元，减少的原因主要是厉行节约", 1),
        ("培训费较上年下降12.50%，下降主要原因：培训班减少", 0),
        ("培训费较上年增长12.50%，下降主要原因：培训班减少", 1),
        ("会议费减少1.30万元,其减少主要是因为会议合并召开", 0),
        ("会议费增加1.30万元,其减少主要是因为会议合并召开", 1),
        ("用车费与2022年相比减少0.60万元（增长的具体原因是里程增加）", 1),
        ("印刷费比年初预算增加3.00万元；支出减少是由于改为电子印发", 1),
        ("印刷费比上年增加0万元，减少的原因是无此项支出", 0),
        ("印刷费比上年增加3.00万元，公务接待费减少的原因是厉行节约", 0),
    ],
)
def test_reasons_are_given_for_the_change_that_is_told(said: str, wrong: int) -> None:
    found = from_reasons(Facts(document(sentence(said))))
    assert sum(c.state == State.BROKEN for c in found) == wrong


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("支出总预算的90.20%,同比减少3915.40元,下降4.03%", 0),
        ("支出总预算的90.20%,同比减少3915.40元,增长4.03%", 1),
        ("培训费比上年增加2.00万元（增长25%）", 0),
        ("培训费比上年增加2.00万元（降低25%）", 1),
        ("印刷费较年初预算压减0.60万元，降幅为12.50%。", 0),
        ("印刷费较年初预算压减0.60万元，提高12.50%。", 1),
        ("农林水支出与2022年相比增加30.00万元、上升了6%；教育支出持平", 0),
        ("农林水支出与2022年相比增加30.00万元、回落了6%；教育支出持平", 1),
        ("本年支出348.30万元，较2022年度决算数减少59.00万元，增长", 1),
        ("会议费增加0.00万元，增长0%", 0),
        ("会议费增加0.00万元，下降0%", 1),
        ("会议费减少5.00万元，增长0%", 0),
        ("会议费减少5.00万元，增长-20%", 0),
        ("会议费减少5.00万元，压缩20%的目标如期完成", 0),
        ("会议费减少5.00万元，提高", 0),
        ("收入增加5.00万元，下降20%的是非税收入", 0),
    ],
)
def test_a_change_and_its_rate_go_one_way(said: str, wrong: int) -> None:
    found = from_rates(Facts(document(sentence(said))))
    assert sum(c.state == State.BROKEN for c in found) == wrong
