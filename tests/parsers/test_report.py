"""What a quantity has from the cell that it fills."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.report import Quantity, TableReadings, in_cell
from tests.written import table

HELD = replace(table(3, [["项目", "决算数"], ["办公费", "1.00"], ["差旅费", "2.00"]]), title="支出决算表")


def test_cells_of_a_column_are_one_group_and_have_each_a_key() -> None:
    standing = [in_cell(HELD, c) for c in HELD.cells]
    assert len({s["key"] for s in standing}) == len(standing)
    assert [s["group"] for s in standing] == ["t3c0", "t3c1"] * 3
    assert {(s["table"], s["section"]) for s in standing} == {(3, "支出决算表")}
    assert [(s["row"], s["col"], s["place"].raw) for s in standing][3] == (1, 1, "1.00")


def test_a_table_without_a_title_has_no_section() -> None:
    assert in_cell(replace(HELD, title=""), HELD.cells[0])["section"] is None


def test_a_quantity_states_nothing_that_it_was_not_told() -> None:
    q = Quantity(
        **in_cell(HELD, HELD.cells[3]),
        statement="expenditure",
        item="办公费",
        measure="final",
        number="1.00",
        unit=None,
    )
    assert (q.sign, q.origin, q.unit, q.period, q.parent, q.level) == (1, "table", None, None, None, None)
    with pytest.raises(AttributeError):
        q.number = "2.00"  # type: ignore[misc]


def test_readings_share_nothing() -> None:
    TableReadings().quantities.append(None)  # type: ignore[arg-type]
    assert TableReadings().quantities == []
