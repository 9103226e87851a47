"""A manifest comes back as it was written; one of another layout, or none, is refused with a word of what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import juesuan
from normalize.schema import TABLES, DocumentRow, Rows
from normalize.store.manifest import (
    MANIFEST,
    STAGE,
    DatasetError,
    Manifest,
    StoredPart,
    is_dataset,
    listed,
    located,
    parse_manifest,
    read_manifest,
    schema_id,
)
from normalize.writing import write_rows

parts = st.builds(
    StoredPart,
    table=st.sampled_from([*TABLES]),
    year=st.none() | st.integers(0, 2100),
    prefix=st.text("0123456789abcdef", max_size=4),
    name=st.text("abc-.", min_size=1, max_size=9),
    rows=st.integers(0, 10**9),
    size=st.integers(0, 10**12),
)


@given(st.builds(Manifest, st.lists(parts).map(tuple), st.text(max_size=16), st.lists(st.text()).map(tuple)))
def test_round_trip(manifest: Manifest) -> None:
    assert parse_manifest(manifest.text(), "d") == manifest
    tables = {p.table for p in manifest.parts}
    assert sum(len(manifest.of(t)) for t in tables) == len(manifest.parts)


@given(parts)
def test_a_part_lies_in_the_folder_of_its_year(part: StoredPart) -> None:
    folders = part.path.split("/")
    assert folders[0] == part.table and folders[-1] == part.name
    assert folders[1:-1] == ([] if part.year is None else [f"fiscal_year={part.year}"])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema_version": 2}', '{"schema_version": 2, "parts": [{}]}']
)
def test_what_is_none_is_damaged(text: str) -> None:
    with pytest.raises(DatasetError, match="is damaged"):
        parse_manifest(text, "d")


def test_a_part_is_found_where_the_commit_left_it(tmp_path: Path) -> None:
    part = StoredPart("funds", 2023, "", "part-0.parquet", 1, 1)
    assert located(tmp_path, part) is None
    for folder in (tmp_path / STAGE, tmp_path):
        (folder / part.path).parent.mkdir(parents=True)
        (folder / part.path).touch()
        assert located(tmp_path, part) == folder / part.path


def test_a_folder_without_a_manifest_is_no_dataset(tmp_path: Path) -> None:
    assert not is_dataset(tmp_path)
    with pytest.raises(DatasetError, match="is no dataset"):
        read_manifest(tmp_path)


def test_names_are_listed_as_far_as_they_are_few() -> None:
    assert listed(["b", "a"]) == "a, b"
    assert listed(map(str, range(9)), most=2) == "0, 1 and 7 more"


def rows(doc_id: str) -> Rows:
    return Rows(document=DocumentRow(doc_id=doc_id, fiscal_year=2022, source=f"{doc_id[:4]}.pdf"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of three documents."""
    out = tmp_path_factory.mktemp("data")
    write_rows(out, [rows(letter * 64) for letter in "bcd"])
    return out


def test_what_was_written_names_its_columns(data: Path) -> None:
    assert is_dataset(data) and read_manifest(data).schema == schema_id()


def test_another_layout_is_refused_in_words(data: Path, tmp_path: Path) -> None:
    older, newer = tmp_path / "older", tmp_path / "newer"
    shutil.copytree(data, older)
    (older / MANIFEST).unlink()
    shutil.copytree(data, newer)
    text = (newer / MANIFEST).read_text("utf-8")
    (newer / MANIFEST).write_text(text.replace('"schema_version": 2', '"schema_version": 3'), "utf-8")
    for action in (lambda d: juesuan.load(d, "documents"), lambda d: write_rows(d, [rows("a" * 64)])):
        with pytest.raises(DatasetError, match=r"older juesuan.*into a new folder"):
            action(older)
        with pytest.raises(DatasetError, match=r"schema_version 3.*update juesuan"):
            action(newer)


def test_columns_of_another_version_are_not_added_to(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(data, other)
    text = (other / MANIFEST).read_text("utf-8")
    at = text.index('"schema": "') + len('"schema": "')
    (other / MANIFEST).write_text(text[:at] + "0" * 16 + text[at + 16 :], "utf-8")
    with pytest.raises(DatasetError, match="columns of another version"):
        write_rows(other, [rows("a" * 64)])
    assert len(juesuan.load(other, "documents")) == 3
