"""Errors: each kind has its exit code, and why a file could not be opened is said in Chinese."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
from pathlib import Path

import pytest

import juesuan
from extract.cells import workbook
from extract.errors import REASONS, ExitCode, JuesuanError, ReportError, damage, reason

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def kinds(of: type[JuesuanError]) -> list[type[JuesuanError]]:
    return [of, *(k for sub in of.__subclasses__() for k in kinds(sub))]


def test_what_a_user_can_mend_ends_in_a_code_for_it() -> None:
    codes = {kind: kind.exit_code for kind in kinds(JuesuanError)}
    assert len(codes) > 5 and set(codes.values()) <= {ExitCode.USAGE, ExitCode.DIFFERENT}
    assert ExitCode.DONE == 0 and len({int(c) for c in ExitCode}) == len(ExitCode)


def test_a_signal_ends_with_the_code_of_the_shell() -> None:
    assert ExitCode.INTERRUPTED == 128 + signal.SIGINT and ExitCode.TERMINATED == 128 + signal.SIGTERM


def test_every_report_that_cannot_be_read_is_a_report_error() -> None:
    assert all(issubclass(k, ReportError) for k in kinds(JuesuanError) if k.__name__.endswith("FileError"))


@pytest.mark.parametrize("number", [*REASONS, errno.ENOSPC])
def test_the_usual_reasons_are_chinese(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert (not said.isascii()) == (number in REASONS)


def test_an_error_without_a_number_says_its_own_words() -> None:
    assert reason(OSError("odd")) == "odd"


@pytest.mark.parametrize("name", ["document.docx", "document.pdf", "sheet.xlsx", "all.zip", "all.tar.gz"])
def test_what_a_cut_file_is_told_of_is_chinese(name: str, tmp_path: Path) -> None:
    fixture = FIXTURES / "form-national"
    data = {
        "document.docx": (fixture / "document.docx").read_bytes,
        "document.pdf": (fixture / "document.pdf").read_bytes,
        "sheet.xlsx": lambda: workbook("表", ["收入"], [[1]]),
        "all.zip": lambda: packed(tmp_path, "zip", fixture),
        "all.tar.gz": lambda: packed(tmp_path, "gztar", fixture),
    }[name]()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    juesuan.ingest(tmp_path / name, tmp_path / "dataset")
    rows = juesuan.load(tmp_path / "dataset", "documents").to_dict("records")
    failed = [row["error"] for row in rows if row["status"] == "failed"]
    told = [why for error in failed for why in re.findall("（(.*?)）", error)]
    assert all(re.search("[\u4e00-\u9fff]", why) for why in told), told


def packed(folder: Path, kind: str, holds: Path) -> bytes:
    return Path(shutil.make_archive(str(folder / "whole"), kind, holds)).read_bytes()


def test_what_no_library_usually_says_of_damage_stays() -> None:
    assert damage(ValueError("odd")) == "odd"
