"""The comparison of two lists of rows: nothing is lost, nothing invented, and the changes lead from the old rows to the new."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from regress.compare import TableMeasure, difference
from regress.rows import CORE, RowFacts, compared_columns, key

COLUMNS = CORE["funds"]
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "statement": st.sampled_from(["income", "expenditure"]),
            "item": st.sampled_from("甲乙丙"),
            "measure": st.just("final"),
        },
        optional={
            "value": st.sampled_from(["1.00", "2.00", "3.50"]),
            "item_code": st.sampled_from(["201", "20101"]),
            "unit": st.just("万元"),
        },
    ),
    max_size=8,
)


def keys(rows: list[RowFacts] | tuple[RowFacts, ...]) -> Counter[tuple[str, ...]]:
    return Counter(key(r, COLUMNS) for r in rows)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_same_rows_in_another_order_do_not_differ(rows: list[RowFacts], rng: random.Random) -> None:
    other = rng.sample(rows, len(rows))
    d = difference("funds", rows, other, COLUMNS)
    assert not d and d.measure == TableMeasure(len(rows), len(rows), len(rows)) and len(d.kept) == len(rows)


@given(ROWS, ROWS)
def test_every_row_is_kept_gone_new_or_changed(old: list[RowFacts], new: list[RowFacts]) -> None:
    d = difference("funds", old, new, COLUMNS)
    assert keys(old) == keys(d.kept) + keys(d.gone) + keys([c.old for c in d.changed])
    assert keys(new) == keys(d.kept) + keys(d.new) + keys([c.new for c in d.changed])
    assert len(d.kept) == (keys(old) & keys(new)).total()
    assert d.measure == TableMeasure(len(old), len(new), len(d.kept))


@given(ROWS, ROWS)
def test_changed_cells_make_the_new_row_of_the_old(old: list[RowFacts], new: list[RowFacts]) -> None:
    for change in difference("funds", old, new, COLUMNS).changed:
        assert change.cells and all(before != after for before, after in change.cells.values())
        assert key(
            {**change.old, **{name: after for name, (_, after) in change.cells.items()}}, COLUMNS
        ) == key(change.new, COLUMNS)


@given(ROWS, ROWS)
def test_backwards_gone_is_new(old: list[RowFacts], new: list[RowFacts]) -> None:
    there, back = difference("funds", old, new, COLUMNS), difference("funds", new, old, COLUMNS)
    assert there.measure.recall == back.measure.precision and there.measure.precision == back.measure.recall
    assert len(there.gone) + len(there.changed) == len(back.new) + len(back.changed)


def test_a_changed_value_is_one_change_with_its_place() -> None:
    old: RowFacts = {"statement": "income", "item": "合计", "measure": "final", "value": "1.00"}
    d = difference("funds", [old], [{**old, "value": "2.00", "page": 3, "raw": "2.00"}], COLUMNS)
    assert not d.gone and not d.new
    assert d.changed[0].cells == {"value": ("1.00", "2.00")} and d.changed[0].new["page"] == 3


def test_names_of_builders_are_compared_without_marks() -> None:
    meant: list[RowFacts] = [{"item": "卫生健康支出"}]
    read: list[RowFacts] = [{"item": "卫生健康（类）支出"}]
    assert not difference("funds", meant, read, COLUMNS, loose=True)
    assert difference("funds", meant, read, COLUMNS)


def test_columns_that_no_expectation_states_are_not_compared() -> None:
    expected: list[RowFacts] = [{"item": "合计", "amount_yuan": "1", "locator": "t0r1c1", "confirmed": True}]
    columns = compared_columns("funds", expected)
    assert set(columns) == {*CORE["funds"], "amount_yuan"}
    assert not difference(
        "funds",
        expected,
        [{"item": "合计", "amount_yuan": "1", "locator": "t1r1c1", "concept": "x"}],
        columns,
    )
    assert difference("funds", expected, [{"item": "合计", "amount_yuan": "2"}], columns)


def test_of_rows_that_say_the_same_the_confirmed_one_is_found_first() -> None:
    """Where one of two goes, it is the one that nobody vouches for, wherever the other stands now."""
    row = {"statement": "income", "item": "甲", "measure": "final", "value": "1.00"}
    expected = [{**row, "locator": "p2@0"}, {**row, "locator": "p1@0", "confirmed": True}]
    d = difference("funds", expected, [{**row, "locator": "p2@0"}], COLUMNS)
    assert d.gone == (expected[0],) and d.kept == (expected[1],)


def test_rows_alike_in_every_column_are_paired_with_each_other() -> None:
    rows = [{"item": "甲", "value": "1.00", "locator": f"p{n}@0"} for n in range(3)]
    d = difference("funds", rows, rows[1:], COLUMNS)
    assert d.gone == (rows[0],) and d.kept == tuple(rows[1:]) and not d.new
