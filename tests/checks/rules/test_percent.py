"""Rates printed without their sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import percent
from tests.checks.cases.builders import document, passage
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
