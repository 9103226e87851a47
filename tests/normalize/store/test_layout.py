"""Where the rows of a document lie is a function of the documents alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize.store.layout as module
from normalize.store.journal import JournalEntry
from normalize.store.layout import DIGITS, layout

ids = st.text("0123456789abcdef", min_size=16, max_size=16)
entries = st.lists(
    st.builds(
        JournalEntry,
        doc_id=st.text("0123456789abcdef", min_size=64, max_size=64),
        fiscal_year=st.sampled_from([None, 2022, 2023]),
        unit_id=st.none() | ids | st.sampled_from(["0" * 16, "00000000ffffffff"]),
        rows=st.fixed_dictionaries({"funds": st.integers(0, 9)}),
    ),
    max_size=30,
    unique_by=lambda e: e.doc_id,
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SPLIT_ROWS", 10)


@given(entries, st.randoms())
def test_every_document_with_rows_is_in_one_part_whatever_the_order(
    held: list[JournalEntry], random: object
) -> None:
    found = layout(held, "funds")
    listed = [e.doc_id for part in found.values() for e in part]
    assert sorted(listed) == sorted(e.doc_id for e in held if e.rows["funds"])
    shuffled = held.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(layout(shuffled, "funds").items()) == list(found.items())


@given(entries)
def test_parts_are_as_few_as_keep_within_the_limit(held: list[JournalEntry]) -> None:
    sizes = {place: sum(e.rows["funds"] for e in part) for place, part in layout(held, "funds").items()}
    for (year, prefix), size in sizes.items():
        assert size <= module.SPLIT_ROWS or len(prefix) == DIGITS
        if prefix:
            above = prefix[:-1]
            together = sum(n for (y, p), n in sizes.items() if y == year and p.startswith(above))
            assert together > module.SPLIT_ROWS


@given(entries)
def test_the_number_of_parts_is_bounded_by_that_of_rows(held: list[JournalEntry]) -> None:
    for year in {e.fiscal_year or 0 for e in held}:
        rows = sum(e.rows["funds"] for e in held if (e.fiscal_year or 0) == year)
        parts = [y for y, _ in layout(held, "funds") if y == year]
        assert len(parts) <= 1 + 16 * DIGITS * rows / module.SPLIT_ROWS


@given(entries)
def test_the_digits_of_a_part_are_those_of_its_units(held: list[JournalEntry]) -> None:
    for (year, prefix), part in layout(held, "funds").items():
        assert all((e.unit_id or e.doc_id).startswith(prefix) for e in part)
        assert {e.fiscal_year or 0 for e in part} == {year}
