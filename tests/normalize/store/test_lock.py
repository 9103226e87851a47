"""One writer at a time, and who it is; a lock that its holder left holds nobody up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.errors import ExitCode
from normalize.dataset import DatasetError, read_table
from normalize.schema import DocumentRow, Rows
from normalize.store.lock import LOCK, Lock
from normalize.writing import DatasetWriter, write_rows

ROOT = Path(__file__).resolve().parents[3]
ONE = Rows(document=DocumentRow(doc_id="a" * 64, fiscal_year=2023, source="a.pdf", sources=("a.pdf",)))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_rows(tmp_path / "out", [ONE])
    return tmp_path / "out"


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "juesuan", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_a_second_writer_is_refused_by_name(data: Path) -> None:
    with DatasetWriter(data), pytest.raises(DatasetError, match=f"process {os.getpid()} of .* started 20"):
        DatasetWriter(data)
    DatasetWriter(data).__exit__(None, None, None)
    assert not (data / LOCK).exists()


@pytest.mark.parametrize("command", ["check", "ingest", "forget"])
def test_commands_that_write_are_refused_beside_a_writer(data: Path, command: str) -> None:
    form = ROOT / "tests/fixtures/form-national/document.pdf"
    arguments = {
        "check": (data,),
        "ingest": (form, "--out", data, "--jobs", "1"),
        "forget": ("a.pdf", "--data", data),
    }
    files = {p: p.read_bytes() for p in data.rglob("*") if p.is_file()}
    with DatasetWriter(data):
        done = call(command, *arguments[command])
    assert done.returncode == ExitCode.USAGE and f"process {os.getpid()}" in done.stderr
    assert {p: p.read_bytes() for p in data.rglob("*") if p.is_file()} == files


def test_the_lock_of_a_dead_writer_holds_nobody_up(data: Path) -> None:
    code = f"import os, pathlib; from normalize.writing import DatasetWriter as W; w = W(pathlib.Path({str(data)!r})); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert (data / LOCK).exists() and list(data.glob(".tmp-*"))
    write_rows(data, [ONE])
    assert not (data / LOCK).exists() and not list(data.glob(".tmp-*"))


def test_the_lock_of_another_machine_is_not_taken(data: Path) -> None:
    held = {"owner": "wang", "host": "another-machine", "process": 7, "started": "2026-01-02T03:04:05+00:00"}
    (data / LOCK).write_text(json.dumps(held))
    with pytest.raises(DatasetError, match=r"wang on another-machine, started 2026-01-02.*remove"):
        Lock(data)
    assert len(read_table(data, "documents")) == 1
    (data / LOCK).unlink()
    Lock(data).release()
