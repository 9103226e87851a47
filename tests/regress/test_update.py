"""An expectation is rewritten after it was shown, and not silently where a human confirmed it or a floor breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regress.cases import Case, CaseError, below_floor, readings
from regress.rows import read_facts, write_facts
from regress.stored.new import new_case
from regress.update import confirm, refusals, update

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case of a form, made of the file."""
    return new_case(FIXTURES / "form-national/document.docx", "form", tmp_path / "cases")


def spoil(case: Case, table: str = "funds", column: str = "value", to: str = "1.00") -> None:
    """Makes the expectation of the first row another one; its mark stays."""
    first, *rest = read_facts(case.expectation(table))
    write_facts(case.expectation(table), [{**first, column: to}, *rest])


def folder_of(case: Case) -> Path:
    return case.folder.parent


def test_update_makes_what_is_read_the_expectation(case: Case) -> None:
    before = case.expectation("funds").read_text("utf-8")
    spoil(case)
    found = list(readings(case))
    assert any(found) and refusals(folder_of(case), found) == [] and update(found) == []
    assert case.expectation("funds").read_text("utf-8") == before and not any(readings(case))


def test_rows_that_stay_keep_their_marks_and_new_ones_have_none(case: Case) -> None:
    confirm(case, "funds")
    spoil(case)
    update(list(readings(case)))
    rows = read_facts(case.expectation("funds"))
    assert sum("confirmed" in r for r in rows) == len(rows) - 1


def test_a_confirmed_row_does_not_change_silently(case: Case) -> None:
    spoil(case)
    confirm(case, "funds", [1])
    found = list(readings(case))
    confirmed = [c for d in found[0].differences for c in d.changed if c.old.get("confirmed")]
    said = refusals(folder_of(case), found)
    assert len(confirmed) == 1 and len(said) == 1 and "1 confirmed rows of funds" in said[0]


def test_floors_are_measured_over_all_cases(case: Case) -> None:
    (folder_of(case) / "floors.toml").write_text("[funds]\nrecall = 0.9\n[units]\nprecision = 1.0\n", "utf-8")
    assert below_floor(folder_of(case), list(readings(case))) == []
    spoil(case)
    rows = len(read_facts(case.expectation("funds")))
    assert below_floor(folder_of(case), list(readings(case))) == [
        f"funds: recall {(rows - 1) / rows:.4f} is below its floor of 0.9"
    ]
    assert refusals(folder_of(case), list(readings(case)))


def test_documents_of_one_case_must_agree(copied: Callable[..., Case]) -> None:
    case = copied("form-national")
    (case.folder / "case.json").write_text("{}", "utf-8")
    (case.folder / "document.docx").write_bytes((FIXTURES / "form-sichuan/document.docx").read_bytes())
    before = case.expectation("funds").read_text("utf-8")
    assert "form-national: document.pdf and document.docx give different rows of funds" in update(
        list(readings(case))
    )
    assert case.expectation("funds").read_text("utf-8") == before


def test_what_a_builder_states_is_left_to_it(copied: Callable[..., Case]) -> None:
    case = copied("form-national", "document.pdf")
    spoil(case)
    before = case.expectation("funds").read_text("utf-8")
    assert update(list(readings(case))) == [
        "form-national: its funds are written by its builder: change that"
    ]
    assert case.expectation("funds").read_text("utf-8") == before


def test_rules_that_examine_less_are_a_difference_and_more_are_none(copied: Callable[..., Case]) -> None:
    case = copied("form-national")
    rows = read_facts(case.expectation("checks"))
    for more, differs in ((-1, False), (1, True)):
        write_facts(case.expectation("checks"), [{**r, "compared": r["compared"] + more} for r in rows])
        found = list(readings(case))
        assert any(found) == differs
        assert update(found) == [] and read_facts(case.expectation("checks")) == rows


def test_an_unreadable_document_loses_its_rows_and_is_no_expectation(case: Case) -> None:
    case.documents[0].write_text("{}", "utf-8")
    (reading,) = readings(case)
    assert reading.error and all(d.measure.found == 0 for d in reading.differences)
    assert "could not be read" in refusals(folder_of(case), [reading])[0]


def test_rows_are_confirmed_by_number(case: Case) -> None:
    with pytest.raises(CaseError, match="no row 99"):
        confirm(case, "funds", [99])
    assert confirm(case, "funds", [2, 3]) == 2
    assert [bool(r.get("confirmed")) for r in read_facts(case.expectation("funds"))][:4] == [
        False,
        True,
        True,
        False,
    ]
    assert not any(readings(case))
