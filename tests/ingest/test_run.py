"""The run: what is read, what is skipped, what fails, and that the number of jobs changes nothing."""

from __future__ import annotations

import filecmp
import json
import shutil
from pathlib import Path

import pytest

from extract.cells import csv_text
from extract.errors import UsageError
from ingest.asking.formats import as_json
from ingest.cli import summary_text
from ingest.query import query
from ingest.run import Run, ingest
from ingest.worker import Settings, failed_rows
from normalize.dataset import DatasetError, read_table
from normalize.schema import TABLES
from normalize.share import LITTLE_READ

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "tests/fixtures/form-national"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    (raw / "sub").mkdir(parents=True)
    shutil.copy(FORM / "document.pdf", raw / "a.pdf")
    shutil.copy(FORM / "document.pdf", raw / "sub/same.PDF")
    shutil.copy(FORM / "document.docx", raw / "b.docx")
    (raw / "broken.pdf").write_bytes(b"%PDF-1.4 cut")
    (raw / "~$b.docx").write_bytes(b"lock")
    (raw / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return raw


def test_a_folder(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = ingest([folder], out)
    assert (summary.documents, summary.hidden, summary.duplicates) == (4, 1, 1)
    assert summary.status == {"ok": 2, "failed": 1, "skipped": 1}
    assert [s for s, _ in summary.failures] == ["broken.pdf"]
    documents = {d["source"]: d for d in read_table(out, "documents").to_pylist()}
    assert documents["photo.jpg"]["status"] == "skipped" and "图片" in documents["photo.jpg"]["error"]
    assert documents["a.pdf"]["sources"] == ["a.pdf", "sub/same.PDF"]
    assert documents["broken.pdf"]["status"] == "failed" and "重新获取" in documents["broken.pdf"]["error"]
    assert json.loads((out / "run.json").read_text())["documents"] == 4
    assert (out / "datapackage.json").is_file()


def test_documents_of_which_little_is_read_are_counted(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    said = "石河市民政局2023年度部门决算\n二、收入决算情况说明\n本年收入合计{}。\n"
    for name, text in (
        ("all", said.format("100.00万元")),
        ("none", said.format("见附表")),
        ("what", "本单位概况。\n"),
    ):
        (raw / f"{name}.txt").write_text(text, "utf-8")
    (raw / "hurt.txt").write_bytes(6 * said.format("100.00万元").encode() + b"\xff\n")
    summary = ingest([raw], out)
    told = {d["source"]: d["warnings"] for d in read_table(out, "documents").to_pylist()}
    assert summary.little == 2 and told["all.txt"] == [] and "没有读到金额" in told["none.txt"][-1]
    assert "little read: 2 documents" in summary_text(summary, out)
    _, listed = query(LITTLE_READ, out)
    assert told["hurt.txt"] and {source for source, _ in listed} == {"none.txt", "what.txt"}
    assert ingest([raw], out).little == 2


def same_tree(a: Path, b: Path) -> bool:
    names = [p.relative_to(a) for p in sorted(a.rglob("*")) if p.is_file() and p.name != "run.json"]
    assert names == [p.relative_to(b) for p in sorted(b.rglob("*")) if p.is_file() and p.name != "run.json"]
    return all(filecmp.cmp(a / n, b / n, shallow=False) for n in names)


def test_jobs_and_repetition_change_nothing(folder: Path, tmp_path: Path) -> None:
    ingest([folder], tmp_path / "one", jobs=1)
    ingest([folder], tmp_path / "two", jobs=2)
    assert same_tree(tmp_path / "one", tmp_path / "two")
    ingest([folder], tmp_path / "one", jobs=1)
    assert same_tree(tmp_path / "one", tmp_path / "two")


def test_a_file_named_itself_always_gets_a_row(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"\x00\x01\x02" * 50)
    summary = ingest([path], tmp_path / "out")
    assert summary.documents == 1 and summary.failures[0][0] == "table.xlsx"


@pytest.mark.parametrize("case", ["missing", "file", "jobs"])
def test_usage(folder: Path, tmp_path: Path, case: str) -> None:
    target = tmp_path / "out"
    if case == "file":
        target.write_text("x", "utf-8")
    with pytest.raises(UsageError):
        ingest([folder / "no" if case == "missing" else folder], target, jobs=0 if case == "jobs" else 1)


def test_failed_rows_know_their_content(folder: Path) -> None:
    rows = failed_rows("broken.pdf", "why", folder / "broken.pdf")
    assert len(rows.document.doc_id) == 64 and rows.document.status == "failed"


def test_query(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ingest([folder / "b.docx"], out)
    names, rows = query(
        "select item, value, fiscal_year from funds where measure = 'final' order by row_no limit 1", out
    )
    assert (names, rows[0][0], str(rows[0][1]), rows[0][2]) == (
        ["item", "value", "fiscal_year"],
        "年度资金总额",
        "76.4000000000",
        2023,
    )
    assert (
        json.loads(as_json(names, rows))[0]["item"] == "年度资金总额"
        and csv_text(names, rows).splitlines()[1] == "年度资金总额,76.4,2023"
    )
    with pytest.raises(UsageError, match="nothing"):
        query("select nothing from funds", out)
    with pytest.raises(DatasetError, match="no dataset"):
        query("select 1", tmp_path / "none")


def everything(out: Path) -> str:
    """All tables of a dataset as text."""
    return "\n".join(as_json(*query(f"SELECT * FROM {table}", out)) for table in TABLES)


def test_persons_are_in_no_table_unless_asked_for(tmp_path: Path) -> None:
    said = tmp_path / "a.txt"
    said.write_text(
        "青禾市2023年部门决算\n填表人：欧阳某某，联系电话：000-00000000，收入总计30.00万元。\n", "utf-8"
    )
    forms = [said, *sorted((ROOT / "tests/fixtures").glob("form-*/document.*"))]
    planted = ("欧阳某某", "000-00000000")
    ingest(forms, tmp_path / "out")
    masked = everything(tmp_path / "out")
    assert "青禾市" in masked and not any(p in masked for p in planted)
    ingest(forms, tmp_path / "kept", settings=Settings(keep_personal_data=True))
    kept = everything(tmp_path / "kept")
    assert all(p in kept for p in planted)


def test_a_run_that_breaks_off_keeps_where_the_program_failed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LookupError("a mistake of the program")

    monkeypatch.setattr(Run, "_summary", broken)
    with pytest.raises(LookupError):
        ingest([folder / "b.docx"], tmp_path / "out")
    (path,) = (tmp_path / "out/runs").glob("*/run.json")
    record = json.loads(path.read_text())
    assert record["error"] == "a mistake of the program" and not record["committed"]
    assert "in carry_out" in record["traceback"]
