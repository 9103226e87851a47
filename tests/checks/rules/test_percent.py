"""Rates printed without their sign."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import percent
from normalize.schema import Figure
from tests.checks.cases import wording
from tests.checks.cases.builders import document, passage, said
from tests.checks.held import breaks, broken, examined, keeps, rules_of


@pytest.mark.parametrize("rule", rules_of(percent))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.lists(st.sampled_from(["增长13.95", "下降2.10", "占3.50"]), max_size=4))
def test_every_rate_without_its_sign_is_told(words: list[str]) -> None:
    found = broken("percent.missing", document(*(passage("number_without_unit", w) for w in words)))
    assert [c.message for c in found] == [f"“{w}”缺百分号。" for w in words]
    assert len({c.culprit for c in found}) == len(words)


def test_other_words_are_none() -> None:
    assert examined("percent.missing", document(passage("heading", "增长13.95"))) == []


@given(st.integers(0, 300))
def test_what_is_counted_of_all_is_all_at_most(value: int) -> None:
    assert bool(broken("percent.over", document(wording.rated(str(value))))) == (value > 100)


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_rate_of_points_is_what_the_points_make(points: int, rate: int) -> None:
    said_so = said(f"产出指标分值100分，得分{points}分，得分率{rate}%")
    assert bool(broken("percent.scored", document(said_so))) == (abs(points - rate) > 1)


@pytest.mark.parametrize(
    "words",
    [
        "不合格产品处置率达到{}%",
        "监督抽查公示率为{}%",
        "资金当年下达率{}%",
        "补贴发放率达{}%",
        "投诉办结率{}%",
        "信息公开覆盖率已达{}%",
        "群众满意度大于年度指标值≥{}%",
        "水样合格率不低于{}%",
    ],
)
def test_rates_of_what_was_done_of_all(words: str) -> None:
    for value, told in (("100", 0), ("500", 1)):
        sentence = words.format(value)
        at = sentence.index(value)
        figure = Figure(
            figure_id="r",
            value=Decimal(value),
            unit="%",
            context=sentence,
            locator=f"p1@{at}-{at + 3}",
            raw=value,
        )
        assert len(broken("percent.over", document(figure))) == told
