"""One line says what a run found, and names the columns that nobody holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from regress.cases import Case, find_cases, readings
from regress.compare import difference
from regress.rows import CORE, read_facts, write_facts
from regress.summary import headline, stated, unstated

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def test_rows_and_cells_are_counted_by_table() -> None:
    old = [
        {"item": "甲", "value": "1"},
        {"item": "乙", "value": "2"},
        {"item": "丙", "value": "3", "unit": "元"},
    ]
    new = [{"item": "甲", "value": "9"}, {"item": "丁", "measure": "change", "project": "戊"}]
    columns = ("item", "measure", "project", "unit", "value")
    told = headline(
        [difference("funds", old, new, columns), difference("units", [], [{"name": "己"}], ("name",))]
    )
    assert told == "funds: 2 lost, 1 gained, 1 cells changed; units: 1 gained"
    assert headline([difference("funds", old, old, columns)]) == "nothing differs"


def test_columns_that_no_row_states_are_named(copied: Callable[..., Case]) -> None:
    case = copied("form-national", "document.docx")
    told = unstated(stated_in([case]))
    assert "concept" not in told["funds"] and "message" in told["findings"]
    write_facts(
        case.expectation("funds"),
        [{k: v for k, v in r.items() if k != "concept"} for r in read_facts(case.expectation("funds"))],
    )
    (reading,) = readings(case)
    assert unstated(stated(reading.differences)) == unstated(stated_in([case]))
    assert "concept" in unstated(stated(reading.differences))["funds"]
    assert "funds" not in unstated({}, ["units"])


def stated_in(cases: Sequence[Case]) -> dict[str, set[str]]:
    """Table → the columns that its expectations state."""
    return {
        table: {name for case in cases for row in read_facts(case.expectation(table)) for name in row}
        for table in CORE
    }


def test_the_fixtures_state_every_column() -> None:
    assert unstated(stated_in(find_cases(FIXTURES))) == {}


def test_columns_left_open_are_not_compared(copied: Callable[..., Case]) -> None:
    case = copied("narrative-dated", "document.docx")
    rows = read_facts(case.expectation("funds"))
    n = next(i for i, r in enumerate(rows) if r.get("concept") == "reception" and r["measure"] == "final")
    for unknown, differs in (([], True), (["concept"], False)):
        told = {**rows[n], "concept": "abroad", "unknown": [*rows[n].get("unknown", []), *unknown]}
        write_facts(case.expectation("funds"), [*rows[:n], told, *rows[n + 1 :]])
        (reading,) = readings(case)
        assert bool(reading) == differs
