"""What a run has read is taken up by the next, and only whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.resume import Resume
from ingest.worker import WorkOutcome, outcome_of
from normalize.packed import Packed, pack
from normalize.schema import DocumentRow, Rows

DOC = "a" * 64


@pytest.fixture
def kept(tmp_path: Path) -> tuple[WorkOutcome, Packed]:
    """A document that a run before has read."""
    rows = Rows(document=DocumentRow(doc_id=DOC, source="甲.pdf", sources=("甲.pdf",), fiscal_year=2023))
    outcome, tables = outcome_of("甲.pdf", rows, 0.0)
    (tmp_path / "spool").mkdir()
    return outcome, Resume(tmp_path).keep(DOC, "1 auto", outcome, pack(tables, tmp_path / "spool/0.rows"))


def test_what_was_read_is_found_by_how_it_was_read(tmp_path: Path, kept: tuple[WorkOutcome, Packed]) -> None:
    found = Resume(tmp_path).find(DOC, "1 auto")
    assert found is not None and found[0].stages == {}
    assert (found[0].told() | {"stages": {}}) == (kept[0].told() | {"stages": {}}) and found[1] == kept[1]
    assert found[1].table("documents")["source"].to_pylist() == ["甲.pdf"]
    assert Resume(tmp_path).find(DOC, "1 off") is Resume(tmp_path).find("b" * 64, "1 auto") is None


def test_what_was_cut_is_read_again(tmp_path: Path, kept: tuple[WorkOutcome, Packed]) -> None:
    whole = kept[1].path.read_bytes()
    for end in range(0, len(whole), 7):
        kept[1].path.write_bytes(whole[:end])
        assert Resume(tmp_path).find(DOC, "1 auto") is None
    kept[1].path.write_bytes(whole[8:])
    assert Resume(tmp_path).find(DOC, "1 auto") is None
