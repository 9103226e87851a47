"""Economic items by their names."""

from __future__ import annotations

import pytest

from checks.compare.economic import basic_items, is_economic, is_of, list_of, listed_names, plain_name
from checks.facts import Facts
from tests.checks.cases.builders import document, fund, said, text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("邮电费", "邮电"),
        ("抚恤金", "抚恤金"),
        ("(奖金)", "奖金"),
        ("其他社会保障缴费", "其他社会保障"),
        ("其他社会保障缴费支出", "其他社会保障"),
    ],
)
def test_names_are_plain(name: str, told: str) -> None:
    assert plain_name(name) == told
    assert plain_name(f" {name} ") == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("公用经费8万元，主要包括：办公费、印刷费，水费。", ["办公", "印刷", "水"]),
        ("公用经费8万元。", []),
        ("人员经费9万元，主要包括：奖金，公用经费8万元，主要用于水费、电费等。", ["水", "电"]),
        (
            "公用经费8万元，主要包括：水费、电费，人员经费9万元，主要包括：奖金。",
            ["水", "电", "人员经费9万元"],
        ),
        (
            "公用经费8万元，主要包括：水电费和其他商品和服务支出。",
            ["水", "电费和其他商品和服务", "电", "其他商品", "服务"],
        ),
        ("公用经费（主要包括：水费、电费）8万元。", ["水", "电费8万元"]),
    ],
)
def test_what_a_sentence_lists(sentence: str, told: list[str]) -> None:
    (amount,) = text(1, "general_basic", ("公用经费", "8", "final", {"raw": "8万元"}))
    facts = Facts(document([amount], said(sentence, amount.fund_id, amount.locator)))
    assert listed_names(list_of(facts, amount)) == told


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
