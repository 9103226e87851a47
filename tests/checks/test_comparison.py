"""Comparisons, the rows that they rest on, and where those stand in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.codes import State
from checks.comparison import Comparison, evidence, likeliest, place_in_words, row_key
from normalize.schema import DocumentRow
from tests.checks.cases.builders import fund, indicator, passage, said, score

STATES = st.lists(st.sampled_from(State), min_size=1, max_size=6)


@given(STATES)
def test_of_several_readings_the_best_and_of_equals_the_first(states: list[State]) -> None:
    compared = [Comparison(state=s, message=str(n)) for n, s in enumerate(states)]
    assert likeliest(compared) is compared[states.index(min(states))]


def test_every_kind_of_row_is_known_by_its_table_and_id() -> None:
    rows = [
        fund("甲", "1"),
        indicator("甲", "1", "1"),
        score("total", "1"),
        passage("heading", "甲"),
        said("甲1元"),
    ]
    keys = [row_key(r) for r in rows]
    assert [t for t, _ in keys] == ["funds", "indicators", "scores", "passages", "figures"]
    assert len({id for _, id in keys}) == 5 and all(id for _, id in keys)


def test_a_row_of_another_document_names_it() -> None:
    row = replace(fund("甲", "1.00"), doc_id="d", page=3, locator="t2r4c1", raw="1" * 300)
    own, other = evidence(row, "d"), evidence(row, "e")
    assert (own.doc_id, other.doc_id, own.place, own.page) == (None, "d", "第3页表3第5行第2列", 3)
    assert len(own.raw or "") == 200 and own.id == row.fund_id
    whole = evidence(DocumentRow(doc_id="d", title="决算", source="a.pdf"), "e")
    assert (whole.table, whole.raw, whole.doc_id, whole.page) == ("documents", "决算", "d", None)


@given(st.none() | st.integers(1, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_places_are_counted_from_one(page: int | None, table: int, row: int, col: int) -> None:
    at = "" if page is None else f"第{page}页"
    assert place_in_words(page, f"t{table}r{row}c{col}") == f"{at}表{table + 1}第{row + 1}行第{col + 1}列"
    assert place_in_words(page, f"p{table}@{row}-{col}") == f"{at}第{table + 1}段"


@pytest.mark.parametrize("locator", [None, "", "收入!B7"])
def test_what_has_no_place_has_none(locator: str | None) -> None:
    assert place_in_words(None, locator) is None and place_in_words(2, locator) == "第2页"
