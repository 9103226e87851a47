"""Bad input gets a typed error that says what to do, never a traceback and never a document."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    MislabelledFileError,
    ReportError,
    UnknownFormatError,
)
from extract.read import read_document

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PDF = (FIXTURES / "form-national/document.pdf").read_bytes()
DOCX = (FIXTURES / "form-national/document.docx").read_bytes()


def archive(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "error", "advice"),
    [
        ("empty.pdf", b"", EmptyFileError, "fetch it again"),
        ("page.pdf", b"<!DOCTYPE html><html>404</html>", UnknownFormatError, "fetch the report itself"),
        (
            "old.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            UnknownFormatError,
            "save it as .docx",
        ),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
            "without one",
        ),
        ("sheet.docx", archive("xl/workbook.xml"), UnknownFormatError, "spreadsheet"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n", UnknownFormatError, "PNG"),
        ("really.docx", PDF, MislabelledFileError, "rename it to .pdf"),
        ("really.pdf", DOCX, MislabelledFileError, "rename it to .docx"),
        ("noise.pdf", bytes(range(256)) * 4, UnknownFormatError, "convert"),
        ("cut.docx", DOCX[: len(DOCX) // 2], DamagedFileError, "fetch it again"),
        ("body.docx", archive("word/document.xml"), DamagedFileError, "fetch it again"),
        ("stub.pdf", b"%PDF-1.7\nnothing", DamagedFileError, "fetch it again"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, error: type[ReportError], advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=advice) as caught:
        read_document(path)
    assert name in str(caught.value)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_truncated_files_never_raise_anything_else(tmp_path: Path, form: str, share: float) -> None:
    data = {"pdf": PDF, "docx": DOCX}[form]
    path = tmp_path / f"cut.{form}"
    path.write_bytes(data[: int(len(data) * share)])
    try:
        read_document(path)
    except ReportError as error:  # some cuts leave what can be read
        assert "again" in str(error)  # noqa: PT017


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be opened"):
        read_document(tmp_path / "nothing.pdf")
