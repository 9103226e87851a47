"""A folder of reports becomes packed cases in one go; what nobody confirmed is reported and breaks nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regress.cases import Case, find_cases, readings
from regress.rows import read_facts, write_facts
from regress.stored.new import new_cases
from regress.stored.triage import confirm_group, triage
from regress.update import confirm

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, one of them twice, and a file that is none, made cases of."""
    source = tmp_path / "reports"
    (source / "more").mkdir(parents=True)
    for name, to in (
        ("form-national", "a.docx"),
        ("narrative-dated", "more/b.docx"),
        ("narrative-dated", "c.docx"),
    ):
        shutil.copyfile(FIXTURES / name / "document.docx", source / to)
    (source / "broken.pdf").write_bytes(b"%PDF-1.4 nothing else")
    (source / "~$a.docx").write_bytes(b"the owner of a file that is open")
    made = dict(new_cases(source, tmp_path / "cases"))
    assert len(made) == 4 and sum(isinstance(m, Case) for m in made.values()) == 2
    assert made[source / "more/b.docx"] == "stored already" and isinstance(made[source / "broken.pdf"], str)
    return tmp_path / "cases"


def test_a_folder_is_stored_packed_and_reads_as_it_was(folder: Path) -> None:
    cases = find_cases(folder)
    assert len(cases) == 2 and all(c.documents[0].name == "document.json.gz" for c in cases)
    assert all(len(c.name) == 16 and not any(readings(c)) for c in cases)
    assert {
        m for m in dict(new_cases(folder.parent / "reports", folder)).values() if isinstance(m, Case)
    } == set()


def test_what_nobody_confirmed_is_reported_and_breaks_nothing(folder: Path) -> None:
    case = next(c for c in find_cases(folder) if len(read_facts(c.expectation("funds"))) < 20)
    first, *rest = read_facts(case.expectation("funds"))
    write_facts(case.expectation("funds"), [{**first, "value": "1.00"}, *rest])
    (reading,) = readings(case)
    assert reading and not reading.broken
    rows = read_facts(case.expectation("funds"))
    confirm(case, "funds", [next(n for n, r in enumerate(rows, 1) if r["value"] == "1.00")])
    (reading,) = readings(case)
    assert reading and reading.broken


def test_rows_are_triaged_by_what_they_have_in_common(tmp_path: Path) -> None:
    source, folder = tmp_path / "spoiled", tmp_path / "cases"
    source.mkdir()
    shutil.copyfile(FIXTURES / "accounts-spoiled/document.docx", source / "a.docx")
    assert len(dict(new_cases(source, folder))) == 1
    groups = triage(find_cases(folder))
    assert groups and [len(g.rows) for g in groups] == sorted((len(g.rows) for g in groups), reverse=True)
    first = groups[0]
    assert confirm_group(first) == len(first.rows)
    assert first.common not in {g.common for g in triage(find_cases(folder))}
