"""Cases are found, read in their order by one process or several, and only what they speak of is compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regress.cases import Case, CaseError, all_readings, find_cases, readings
from regress.rows import read_facts, write_facts, write_text

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def test_several_processes_read_the_same() -> None:
    cases = [c for c in find_cases(FIXTURES) if c.name.startswith(("form-", "annex-"))]
    assert len(cases) >= 12
    one, two = (all_readings(cases, ["funds"], jobs) for jobs in (1, 2))
    assert [(r.case, r.document, r.differences) for r in one] == [
        (r.case, r.document, r.differences) for r in two
    ]


def test_rows_come_along_only_when_asked_for(copied: Callable[..., Case]) -> None:
    """Between processes they are most of what is sent; what differs is told all the same."""
    case = copied("form-national", "document.docx")
    funds = read_facts(case.expectation("funds"))
    write_facts(case.expectation("funds"), funds[1:])
    (reading,) = readings(case)
    assert reading.rows is not None and any(d.kept for d in reading.differences)
    bare = reading.bare()
    assert bare.rows is None and not any(d.kept for d in bare.differences)
    assert bare.broken and [(d.new, d.measure) for d in bare.differences] == [
        (d.new, d.measure) for d in reading.differences
    ]


def test_a_folder_without_cases_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="case new"):
        find_cases(tmp_path)


def test_rows_that_a_case_does_not_speak_of_are_not_compared(copied: Callable[..., Case]) -> None:
    case = copied("accounts-hunan", "document.docx")
    rows = read_facts(case.expectation("passages"))
    titles = [r for r in rows if r["kind"] == "table_title"]
    assert len(titles) < len(rows)
    write_text(case.folder / "expected/scope.json", '{"passages": {"kind": ["table_title"]}}')
    write_facts(case.expectation("passages"), titles[1:])
    (reading,) = readings(case, ["passages"])
    assert [r["text"] for d in reading.differences for r in d.new] == [titles[0]["text"]] and reading.broken
