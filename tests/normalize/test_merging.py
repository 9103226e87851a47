"""A merge holds a few parts in memory, however large the partition is that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import juesuan
from normalize.store import layout, parts
from normalize.store.manifest import read_manifest
from normalize.writing import MERGED_TOGETHER, DatasetWriter, arrow_tables
from tests.bench_dataset import copied
from tests.conftest import FIXTURES

SPLIT, MANY, ALL = 1000, 800, 860
PIECES = 64


@dataclass
class Seen:
    """What there is whenever a part is written: the bytes that Arrow holds, and the pieces of the part, each of which costs some
    kilobytes besides.
    """

    held: list[int] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Of parts that are small."""
    monkeypatch.setattr(layout, "GROUP_ROWS", SPLIT // 10)
    monkeypatch.setattr(layout, "SPLIT_ROWS", SPLIT)
    monkeypatch.setattr(layout, "PIECES", PIECES)
    seen = Seen()

    def watched(rows: Any) -> bytes:
        seen.pieces.append(rows.column(0).num_chunks)
        seen.held.append(pa.total_allocated_bytes())
        return layout.parquet(rows)

    monkeypatch.setattr(parts, "parquet", watched)
    return seen


def peak(out: Path, documents: range, tables: dict[str, pa.Table], seen: Seen) -> int:
    """What the merge of documents of one year into a dataset holds at most."""
    writer = DatasetWriter(out)
    with writer:
        for number in documents:
            doc_id, held = copied(None, tables, number, 2023)
            writer.add(doc_id, 2023, held)
        del held
        before = pa.total_allocated_bytes()
        seen.held.clear()
    return max(seen.held) - before


def test_memory_and_files_of_a_merge_are_bounded_by_those_of_parts(tmp_path: Path, seen: Seen) -> None:
    """When a year is written at once, and when documents are added to it that touch nearly every part."""
    tables = arrow_tables(juesuan.parse(FIXTURES / "form-national/document.pdf"))
    part = SPLIT * max(t.nbytes / t.num_rows for t in tables.values() if t.num_rows)
    # Of what is written at once each part is there as it came, in one piece, and as the bytes of its file.
    bound = 3 * MERGED_TOGETHER * part
    assert bound < MANY * sum(t.nbytes for t in tables.values()) / 3
    assert peak(tmp_path, range(MANY), tables, seen) < bound
    assert peak(tmp_path, range(MANY, ALL), tables, seen) < bound and len(seen.held) > 100
    assert max(seen.pieces) <= 1 + -(-ALL // PIECES)
    for table, held in tables.items():
        held_parts = list(read_manifest(tmp_path).of(table))
        assert max(p.rows for p in held_parts) <= SPLIT
        assert len(held_parts) <= 1 + 16 * layout.DIGITS * ALL * held.num_rows / SPLIT
