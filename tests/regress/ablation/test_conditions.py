"""A condition that is off decides nothing; those that decide are told."""

from __future__ import annotations

from contextlib import suppress

import pytest
import regex

from regress.ablation.conditions import Condition, conditions, deciding, switched_off
from tests.parsers.narrative.book import report_of

PARENT = "机关运行经费40.00万元，比上年减少2.00万元。"


@pytest.fixture(scope="module")
def held() -> list[Condition]:
    return conditions()


def test_conditions_are_those_that_are_written(held: list[Condition]) -> None:
    assert len(held) > 500 and len({(c.path, c.function, c.number) for c in held}) == len(held)
    assert not any(regex.fullmatch(r"[\w.]+ is (not )?None", c.said) for c in held)
    assert all(c.said and c.line for c in held)


def test_what_decides_is_told_and_what_is_off_does_not(held: list[Condition]) -> None:
    with deciding(held) as decided:
        before = report_of(PARENT, headings=["三、支出决算情况说明"]).quantities
    named = {held[n].function for n in decided}
    assert "of_the_sentence" in named and 0 < len(decided) < len(held) / 2
    other = 0
    for n in sorted(decided)[:40]:
        with switched_off(held[n]), suppress(Exception):
            other += report_of(PARENT, headings=["三、支出决算情况说明"]).quantities != before
    assert other > 0
    assert report_of(PARENT, headings=["三、支出决算情况说明"]).quantities == before
