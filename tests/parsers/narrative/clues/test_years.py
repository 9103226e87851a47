"""The year that a number is of, by the words of its sentence."""

from __future__ import annotations

import pytest

from parsers.narrative.clues.years import year_of
from parsers.narrative.thread import Measured, Thread
from tests.parsers.narrative.points import FINAL, placed, point


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("公务接待费2021年决算数5.00万元。", 2021),
        ("小学教育2021年决算数5.00万元。", 2021),
        ("上年公务接待费5.00万元。", 2022),
        ("公务接待费5.00万元。", None),
        ("上年结转5.00万元。", None),
    ],
)
def test_the_year_of_an_amount_is_the_one_that_its_clause_names(text: str, year: int | None) -> None:
    assert year_of(point(text), FINAL) == year


def test_what_a_year_is_compared_with_is_of_the_year_before_and_only_once() -> None:
    thread = Thread(prior=True)
    assert year_of(point("与上年4.00万元", thread), FINAL) == 2022
    assert year_of(point("公务接待费5.00万元", thread), FINAL) is None


def test_assets_stand_as_of_the_day_that_is_told() -> None:
    thread = Thread(dated=2022)
    assert year_of(point("固定资产5.00万元", thread, placed(statement="assets")), FINAL) == 2022
    assert year_of(point("固定资产5.00万元", thread), FINAL) is None


def test_a_change_is_of_the_report_s_year() -> None:
    assert year_of(point("比上年增加5.00万元"), Measured("change")) is None
