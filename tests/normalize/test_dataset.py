"""Rows written and read back are the same; documents read again replace their rows; bytes do not depend on the order."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import dataset
from normalize.datapackage import datapackage, render_markdown
from normalize.dataset import DatasetError, read_table, steadily
from normalize.labels import Label
from normalize.schema import TABLES, DocumentRow, Fund, Rows, arrow_schema
from normalize.store.lock import LOCK
from normalize.writing import write_rows

ROOT = Path(__file__).resolve().parents[2]
values = st.decimals(-(10**20), 10**20, places=10)


def rows(doc_id: str, year: int | None, amounts: list[Decimal]) -> Rows:
    funds = tuple(
        Fund(
            doc_id=doc_id,
            fiscal_year=year,
            fund_id=f"{doc_id}{i}",
            value=v,
            bbox=(1.0, 2.0, 3.5, 4.0),
            item="项目支出",
        )
        for i, v in enumerate(amounts)
    )
    return Rows(document=DocumentRow(doc_id=doc_id, fiscal_year=year, source=f"{doc_id}.pdf"), funds=funds)


@settings(deadline=None, max_examples=20)
@given(st.lists(values, max_size=5), st.sampled_from([2023, None]))
def test_round_trip_is_exact(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal], year: int | None
) -> None:
    out = tmp_path_factory.mktemp("d")
    written = rows("a", year, amounts)
    write_rows(out, [written])
    read = [Fund(**{**r, "bbox": tuple(r["bbox"])}) for r in read_table(out, "funds").to_pylist()]
    assert [dataclasses.astuple(f) for f in read] == [dataclasses.astuple(f) for f in written.funds]


def test_reading_again_replaces_even_when_the_year_changes(tmp_path: Path) -> None:
    one = Decimal(1)
    write_rows(tmp_path, [rows("a", 2022, [one, one]), rows("b", 2022, [one])])
    write_rows(tmp_path, [rows("a", 2023, [one])])
    found = [(r["doc_id"], r["fiscal_year"]) for r in read_table(tmp_path, "funds").to_pylist()]
    assert sorted(found) == [("a", 2023), ("b", 2022)]
    assert not list(tmp_path.rglob(".tmp-*"))


def test_every_table_is_there_and_plain(tmp_path: Path) -> None:
    import pyarrow.dataset as ds

    write_rows(tmp_path, [rows("a", 2022, [])])
    for name in TABLES:
        read = ds.dataset(tmp_path / name, format="parquet", partitioning="hive").to_table()
        assert set(arrow_schema(name).names) == set(read.column_names)


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    documents = [rows(d, 2022, [Decimal(1), Decimal(2)]) for d in "abc"]
    write_rows(tmp_path / "x", documents)
    write_rows(tmp_path / "y", documents[::-1])
    for path in sorted((tmp_path / "x").rglob("*.parquet")):
        assert path.read_bytes() == (tmp_path / "y" / path.relative_to(tmp_path / "x")).read_bytes()


def test_the_page_of_the_schema_is_current() -> None:
    assert (ROOT / "docs/schema.md").read_text("utf-8") == render_markdown()


def test_datapackage_names_every_column(tmp_path: Path) -> None:
    resources = {
        r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in datapackage(tmp_path)["resources"]
    }
    named = [f.name for f in dataclasses.fields(Label)]
    assert resources == {**{name: arrow_schema(name).names for name in TABLES}, "labels": named}


def test_datapackage_names_every_file_and_column_on_disk(tmp_path: Path) -> None:
    write_rows(tmp_path, [rows("a", 2022, [Decimal(1)])])
    held = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["resources"]
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.parquet")}
    assert {path for r in held for path in r["path"]} == files
    for resource in held:
        stated = {f["name"] for f in resource["schema"]["fields"]} - {"fiscal_year"}
        assert all(set(pq.read_schema(tmp_path / path).names) == stated for path in resource["path"])


def test_what_is_lost_is_looked_for_again_only_while_somebody_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(tmp_path, [rows("a", 2023, [Decimal(1)])])
    monkeypatch.setattr(dataset, "WAITS", (0.0,) + 9 * (0.001,))

    def looks(until: int) -> int:
        seen = 0

        def read(_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == until:
                (tmp_path / LOCK).unlink()
            raise DatasetError("lost")

        with pytest.raises(DatasetError, match="lost"):
            steadily(tmp_path, read)
        return seen

    assert looks(0) == 3
    (tmp_path / LOCK).touch()
    assert looks(0) == 11
    assert looks(4) == 6
