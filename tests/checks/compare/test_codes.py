"""Codes against the names beside them: wrong only where a name has one code, and another is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.compare.codes import SINCE, code_of_name, right_code
from parsers.classification import classification_entries, of_name
from tests.checks.cases.builders import fund

ITEMS = [
    e
    for e in classification_entries()
    if e.kind == "function"
    and e.level == "项"
    and e.code
    and {x.code for x in of_name(e.name, "function")} == {e.code}
]


@given(st.sampled_from(ITEMS), st.integers(3, 6), st.sampled_from("0123456789"))
def test_one_digit_changed_is_told_and_the_code_itself_is_not(item: object, at: int, digit: str) -> None:
    code, name = item.code, item.name  # type: ignore[attr-defined]
    printed = code[:at] + digit + code[at + 1 :]
    found = code_of_name(name, printed, "function", 2023)
    assert found == (None if printed == code else code)
    assert code_of_name(name, code, "function", 2023) is None


@pytest.mark.parametrize(
    ("name", "printed", "year", "right"),
    [
        ("住房公积金", "2210301", 2023, "2210201"),
        ("住房公积金（项）", "2210301", 2023, "2210201"),
        ("其中：住房公积金", "2210301", None, "2210201"),
        ("住房公积金", "2210301", SINCE - 1, None),
        ("住房公积金", "22102", 2023, None),
        ("一般行政管理事务", "2010652", 2023, "2010602"),
        ("一般行政管理事务", "2010602", 2023, None),
        ("一般行政管理事务", "2159902", 2023, None),
        ("住房公积金", "22", 2023, None),
        ("住房公积金", "2219999", 2023, None),
        ("某项支出", "2210301", 2023, None),
    ],
)
def test_the_code_of_a_name(name: str, printed: str, year: int | None, right: str | None) -> None:
    assert code_of_name(name, printed, "function", year) == right


def test_a_row_says_which_classification_its_code_is_of() -> None:
    assert (
        right_code(fund("住房公积金", "1", item_code="2210301", concept="function:住房公积金")) == "2210201"
    )
    assert right_code(fund("办公费", "1", item_code="30202")) == "30201"
    assert right_code(fund("住房公积金", "1", item_code="2210301")) is None
    assert right_code(fund("住房公积金", "1")) is None


@pytest.mark.parametrize("concept", ["function:住房公积金", "income_function:221/住房公积金"])
def test_items_of_tables_of_income_are_those_of_expenditure(concept: str) -> None:
    assert right_code(fund("住房公积金", "1", item_code="2210203", concept=concept)) == "2210201"
