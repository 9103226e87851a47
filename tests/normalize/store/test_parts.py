"""A part that is made where nothing of the dataset is has the bytes of one that is made by its writer."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from normalize import writing
from normalize.schema import Rows
from normalize.store import layout
from normalize.store.manifest import DatasetError, read_manifest
from normalize.store.parts import GivenPart, MadePart, part_given
from normalize.store.provenance import Provenance
from normalize.writing import DatasetWriter, arrow_tables, write_rows
from tests.normalize.test_writing import rows
from tests.stores import tree

FIRST, LATER = range(18), range(12, 36)
DAY = Provenance("https://example.org/a", "2023-05-01", "2023-05-02")


@dataclass
class Elsewhere:
    """Makes parts of what can be sent to it; of some tables none."""

    together: int = 2
    refuses: tuple[str, ...] = ()
    asked: Counter[str] = field(default_factory=Counter)
    older: int = 0

    def make(self, given: GivenPart) -> MadePart | None:
        self.asked[given.table] += 1
        self.older += len(given.older)
        return None if given.table in self.refuses else part_given(pickle.loads(pickle.dumps(given)))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a few documents and row groups."""
    monkeypatch.setattr(layout, "SPLIT_ROWS", 8)
    monkeypatch.setattr(layout, "GROUP_ROWS", 3)
    monkeypatch.setattr(writing, "WORTH", 3)


def report(number: int) -> Rows:
    return rows(f"{number * 7919 % 2**20:05x}" * 13, (None, 2022, 2023)[number % 3])


def written(out: Path, maker: Elsewhere | None) -> dict[str, bytes]:
    """A dataset of two runs, of which the second reads some documents again, drops one and traces another."""
    for numbers in (FIRST, LATER):
        with DatasetWriter(out) as writer:
            writer.maker = maker
            for number in numbers:
                r = report(number)
                writer.add(r.document.doc_id, r.document.fiscal_year, arrow_tables(r))
            if numbers is LATER:
                writer.drop(report(1).document.doc_id)
                writer.trace(report(2).document.doc_id, DAY)
    return tree(out)


@pytest.mark.parametrize("refuses", [(), ("funds",)])
def test_parts_made_elsewhere_have_the_same_bytes(tmp_path: Path, refuses: tuple[str, ...]) -> None:
    maker = Elsewhere(refuses=refuses)
    assert written(tmp_path / "there", maker) == written(tmp_path / "here", None)
    assert maker.asked["documents"] and maker.asked["funds"] and maker.older
    largest = max(p.rows for p in read_manifest(tmp_path / "there").of("funds"))
    assert writing.WORTH <= largest <= layout.SPLIT_ROWS


def test_small_parts_are_made_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "WORTH", 9)
    maker = Elsewhere()
    written(tmp_path, maker)
    assert not maker.asked


def test_an_older_part_that_is_cut_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SPLIT_ROWS", 100)
    write_rows(tmp_path, map(report, FIRST))
    for part in read_manifest(tmp_path).of("funds"):
        path = tmp_path / part.path
        path.write_bytes(path.read_bytes()[:-1])
    writer = DatasetWriter(tmp_path)
    writer.maker = Elsewhere()
    r = report(FIRST.stop)
    writer.add(r.document.doc_id, r.document.fiscal_year, arrow_tables(r))
    with pytest.raises(DatasetError, match=r"is damaged \(cut\)"):
        writer.__exit__(None, None, None)
