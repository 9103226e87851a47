"""`juesuan query` and `juesuan ask` as they are called."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extract.errors import UsageError
from ingest.asking.cli import query
from ingest.asking.formats import AnswerFormat
from normalize.schema import DocumentRow, Rows
from normalize.writing import write_rows

ASKED = "select source, status from documents"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data")
    write_rows(out, [Rows(document=DocumentRow(doc_id="a" * 64, source="甲.pdf", fiscal_year=2023))])
    return out


def test_sql_comes_itself_from_a_file_or_from_standard_input(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "asked.sql"
    file.write_text("\ufeff" + ASKED + ";\n", "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(ASKED))
    for sql, path in ((ASKED, None), ("-", None), (None, file)):
        query(sql, path, data, AnswerFormat.JSON)
        assert json.loads(capsys.readouterr().out) == [{"source": "甲.pdf", "status": "ok"}]
    for sql, path in ((None, None), (ASKED, file)):
        with pytest.raises(UsageError, match="--file"):
            query(sql, path, data)


def test_a_result_goes_into_a_file(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    query(ASKED, None, data, AnswerFormat.PARQUET, out=out)
    assert pq.read_table(out).to_pylist() == [{"source": "甲.pdf", "status": "ok"}]
    query(ASKED, None, data, AnswerFormat.XLSX, out=out)
    assert out.read_bytes().startswith(b"PK")
    query(ASKED, None, data, AnswerFormat.CSV, bom=True, out=out)
    assert out.read_text("utf-8") == "\ufeffsource,status\n甲.pdf,ok\n"


def test_no_bytes_for_a_terminal(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="--out"):
        query(ASKED, None, data, AnswerFormat.XLSX)
