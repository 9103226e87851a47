"""Economic items by their names."""

from __future__ import annotations

import pytest

from checks.compare.economic import basic_items, is_economic, is_of, listed_names, plain_name
from checks.facts import Facts
from tests.checks.cases.builders import document, fund


@pytest.mark.parametrize(
    ("name", "told"),
    [("邮电费", "邮电"), ("抚恤金", "抚恤金"), ("(奖金)", "奖金"), ("其他社会保障缴费", "其他社会保障")],
)
def test_names_are_plain(name: str, told: str) -> None:
    assert plain_name(name) == told
    assert plain_name(f" {name} ") == told


def test_what_a_sentence_lists() -> None:
    assert listed_names("公用经费8万元，主要包括：办公费、印刷费，水费。") == ["办公", "印刷", "水"]
    assert listed_names("公用经费8万元。") == []


def test_items_of_the_statement_have_codes_of_five_digits() -> None:
    columns = {"statement": "general_basic", "table_id": "t"}
    rows = document(
        fund("办公费", "5.00", item_code="30201", **columns),
        fund("商品和服务支出", "5.00", item_code="302", **columns),
        fund("印刷费", "5.00", item_code="30202", statement="general_expenditure", table_id="u"),
    )
    assert [f.item for f in basic_items(Facts(rows)).values()] == ["办公费"]
    (item,) = basic_items(Facts(rows)).values()
    assert is_of(item, "public_funds") and not is_of(item, "personnel")


def test_which_names_are_economic() -> None:
    assert is_economic("津贴补贴") and not is_economic("河道清淤") and not is_economic("工资福利支出")
