"""A commit is seen whole or not at all; what a writer left is ended or dropped. Every step of it under every fault:
tests/faults.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from normalize.schema import DocumentRow, Rows
from normalize.store.commit import SCRATCH, commit, recover, undisturbed
from normalize.store.manifest import MANIFEST, STAGE, DatasetError, read_manifest
from normalize.writing import write_rows
from tests.stores import tree


def report(letter: str, year: int = 2023) -> Rows:
    return Rows(document=DocumentRow(doc_id=letter * 64, fiscal_year=year, source=f"{letter}.pdf"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    out = tmp_path / "data"
    write_rows(out, [report("a")])
    return out


def staged(data: Path, tmp_path: Path) -> Path:
    """The files of a dataset of another year, as a writer stages them."""
    write_rows(tmp_path / "other", [report("b", 2022)])
    return Path(shutil.move(tmp_path / "other", data / f"{SCRATCH}1"))


def test_what_is_staged_becomes_the_dataset_and_what_it_does_not_name_goes(
    data: Path, tmp_path: Path
) -> None:
    folder = staged(data, tmp_path)
    wanted = {name: text for name, text in tree(folder).items() if "documents/" in name or name == MANIFEST}
    commit(data, folder)
    now = tree(data)
    assert {n: t for n, t in now.items() if n in wanted} == wanted
    assert not any("fiscal_year=2023" in name for name in now)
    assert {p.path for p in read_manifest(data).parts} <= now.keys()
    assert not (data / STAGE).exists()


def test_a_commit_with_its_manifest_did_not_happen(data: Path, tmp_path: Path) -> None:
    before = tree(data)
    staged(data, tmp_path).rename(data / STAGE)
    recover(data)
    assert tree(data) == before


def test_a_commit_without_its_manifest_is_ended(data: Path, tmp_path: Path) -> None:
    (data / STAGE).parent.mkdir(exist_ok=True)
    staged(data, tmp_path).rename(data / STAGE)
    for path in (p for p in (data / STAGE).rglob("*") if p.is_file()):
        (data / path.relative_to(data / STAGE)).parent.mkdir(parents=True, exist_ok=True)
    (data / STAGE / MANIFEST).rename(data / MANIFEST)
    recover(data)
    assert {p.path for p in read_manifest(data).parts} <= tree(data).keys() and not (data / STAGE).exists()


def test_folders_of_writers_before_are_dropped(data: Path) -> None:
    before = tree(data)
    (data / f"{SCRATCH}x").mkdir()
    (data / f"{SCRATCH}x/part").touch()
    recover(data)
    assert tree(data) == before


def test_what_the_system_refuses_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is as it was: make room there"), undisturbed(tmp_path):
        raise OSError(28, "No space left on device", "part-0")
