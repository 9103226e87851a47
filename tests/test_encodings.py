"""Terminals and systems that are not UTF-8: the same dataset, and nothing that cannot be printed ends a command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ENVIRONMENTS = {
    "UTF-8": {"LC_ALL": "C.UTF-8"},
    "a terminal of GBK": {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"},
    "a system of ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
REPORT = "食品安全抽检项目绩效自评表.docx"


def call(folder: Path, environment: str, *arguments: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "juesuan", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **ENVIRONMENTS[environment]},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, dict[str, bytes]]]:
    """For each environment what a query prints, and the files of the dataset that is asked."""
    found = {}
    for environment in ENVIRONMENTS:
        folder = tmp_path_factory.mktemp("read")
        (folder / "报告").mkdir()
        shutil.copy(ROOT / "data/raw" / REPORT, folder / "报告")
        call(folder, environment, "-q", "ingest", "报告", "--out", "数据", "--jobs", "1")
        shown = call(folder, environment, "query", "select source from documents", "--data", "数据")
        files = (folder / "数据").rglob("*.parquet")
        found[environment] = shown, {str(f.relative_to(folder)): f.read_bytes() for f in files}
    return found


def test_the_dataset_is_the_same(read: dict[str, tuple[bytes, dict[str, bytes]]]) -> None:
    written = [files for _, files in read.values()]
    assert written[0] and all(files == written[0] for files in written)


def test_what_a_terminal_has_no_character_for_is_spelled_out(
    read: dict[str, tuple[bytes, dict[str, bytes]]],
) -> None:
    stem = REPORT.removesuffix(".docx")
    assert stem in read["UTF-8"][0].decode("utf-8")
    assert stem in read["a terminal of GBK"][0].decode("gbk")
    assert stem.encode("ascii", "backslashreplace") in read["a system of ASCII"][0]
