"""The views as files: what a query of them gives, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import juesuan
from extract.errors import UsageError
from ingest.query import table
from normalize.dataset import DatasetError
from normalize.views import views
from review.export import export, write_views

FORM = Path(__file__).resolve().parents[1] / "fixtures/form-national/document.pdf"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset")
    juesuan.ingest(FORM, out)
    return out


def test_each_view_is_a_file_that_holds_what_a_query_gives(data: Path, tmp_path: Path) -> None:
    paths = write_views(data, tmp_path / "views")
    assert [p.stem for p in paths] == list(views())
    for path in paths:
        assert pq.read_table(path).equals(table(f"select * from {path.stem} order by all", data)), path.stem
    before = [p.read_bytes() for p in paths]
    assert [p.read_bytes() for p in write_views(data, tmp_path / "views")] == before


def test_what_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="name a folder"):
        write_views(data, tmp_path / "file")
    with pytest.raises(DatasetError):
        write_views(tmp_path, tmp_path / "views")
    with pytest.raises(UsageError, match="--views"):
        export(data)
