"""The rows of one document come out of the parts of a dataset, whichever groups they lie in; what is lost is named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

import normalize.store.layout as layout
import normalize.writing as writing
from normalize.schema import DocumentRow, Fund, Rows
from normalize.store.journal import read_journal
from normalize.store.manifest import DatasetError, located, read_manifest
from normalize.store.shelf import Shelf, open_part

COUNTS = {"a": 5, "b": 0, "c": 7, "d": 1}


def report(letter: str) -> Rows:
    doc = letter * 64
    funds = tuple(
        Fund(doc_id=doc, fiscal_year=2023, fund_id=f"{letter}{n:02}", unit_id="0" * 16, value=Decimal(n))
        for n in range(COUNTS[letter])
    )
    return Rows(
        document=DocumentRow(doc_id=doc, fiscal_year=2023, source=f"{letter}.pdf", unit_id="0" * 16),
        funds=funds,
    )


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four documents in one part, whose groups hold three rows."""
    monkeypatch.setattr(layout, "GROUP_ROWS", 3)
    writing.write_rows(tmp_path, map(report, COUNTS))
    return tmp_path


def shelf(data: Path) -> Shelf:
    return Shelf(data, read_manifest(data), read_journal(data))


def test_a_documents_rows_are_its_own(data: Path) -> None:
    held = shelf(data)
    for letter, count in COUNTS.items():
        pieces = held.rows("funds", letter * 64)
        found = pa.concat_tables(pieces)["fund_id"].to_pylist() if pieces else []
        assert found == [f"{letter}{n:02}" for n in range(count)]
    assert held.rows("funds", "e" * 64) == []
    assert held.columns("funds", ["fund_id"]).num_rows == sum(COUNTS.values())


def test_what_is_lost_is_named_with_its_documents(data: Path) -> None:
    (part,) = read_manifest(data).of("funds")
    (located(data, part) or data).unlink()
    held = shelf(data)
    assert held.lost == {part} and held.part("funds", (2023, "")) is None
    assert held.lost_rows() == {("funds", letter * 64) for letter in "acd"}
    assert held.columns("documents", ["doc_id"]).num_rows == len(COUNTS)
    with pytest.raises(DatasetError, match=r"is lost: ingest its documents again: a\.pdf, c\.pdf, d\.pdf"):
        held.rows("funds", "a" * 64)


def test_a_part_that_was_cut_is_damaged(data: Path) -> None:
    (part,) = read_manifest(data).of("funds")
    path = located(data, part) or data
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DatasetError, match=r"is damaged \(cut\)"):
        open_part(data, part)


def test_a_journal_that_says_more_than_the_parts_hold_is_refused(data: Path) -> None:
    journal = read_journal(data)
    journal.documents["a" * 64].rows["funds"] = 99  # type: ignore[index]
    with pytest.raises(DatasetError, match="disagree"):
        Shelf(data, read_manifest(data), journal).rows("funds", "a" * 64)
