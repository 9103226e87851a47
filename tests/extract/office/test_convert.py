"""DOC, RTF and ODT by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

from extract.errors import DamagedFileError, ReportError
from extract.formats import kind_of
from extract.office import convert
from extract.read import read_document
from regress.cases import Case, read_again
from regress.show import difference_text

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
INSTALLED = shutil.which("soffice")
needs_office = pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed")
TARGETS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt"}


@lru_cache
def made(case: str, form: str, folder: Path) -> Path:
    """A fixture as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    source = FIXTURES / case / "document.docx"
    subprocess.run(
        [
            str(INSTALLED),
            "--headless",
            profile,
            "--convert-to",
            TARGETS[form],
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    return folder / f"document.{form}"


@needs_office
@pytest.mark.parametrize(
    ("case", "form"), [("accounts-hunan", "doc"), ("form-national", "rtf"), ("narrative-chained", "odt")]
)
def test_the_rows_are_those_of_the_docx(case: str, form: str, tmp_path: Path) -> None:
    path = made(case, form, tmp_path)
    assert kind_of(path.read_bytes(), path.name) == form
    found = read_again(Case(FIXTURES / case), path)
    assert not found, found.error or difference_text(found)
    assert found.rows and found.rows.document.file_format == form and found.rows.document.status == "ok"


@needs_office
def test_a_wps_file_is_a_doc_and_junk_in_one_is_none(tmp_path: Path) -> None:
    path = made("form-national", "doc", tmp_path)
    shutil.copy(path, tmp_path / "报告.wps")
    assert read_document(tmp_path / "报告.wps").tables
    junk = bytearray(path.read_bytes())
    junk[4096:] = bytes(b ^ 0x5A for b in junk[4096:])
    (tmp_path / "junk.doc").write_bytes(junk)
    with pytest.raises(ReportError):
        read_document(tmp_path / "junk.doc")
    (tmp_path / "junk.rtf").write_bytes(b"{\\rtf1 " + bytes(range(1, 255)) * 20)
    with pytest.raises(ReportError):
        read_document(tmp_path / "junk.rtf")


def test_without_it_the_message_is_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 a}")
    with pytest.raises(ReportError, match="apt-get install libreoffice-writer"):
        read_document(tmp_path / "a.rtf")


@pytest.mark.parametrize(
    ("script", "error", "word"),
    [("exec sleep 60", ReportError, "没有转换完"), ("exit 0", DamagedFileError, "不能由 LibreOffice")],
)
def test_a_program_that_hangs_or_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, error: type[ReportError], word: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(convert, "SECONDS", 0.5)
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 a}")
    with pytest.raises(error, match=word):
        read_document(tmp_path / "a.rtf")
