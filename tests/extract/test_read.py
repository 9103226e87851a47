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
        ("empty.pdf", b"", EmptyFileError, "重新获取"),
        ("page.pdf", b"<!DOCTYPE html><html>404</html>", UnknownFormatError, "报告本身"),
        (
            "old.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            UnknownFormatError,
            "另存为 .docx",
        ),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
            "不带密码",
        ),
        ("sheet.docx", archive("xl/workbook.bin"), UnknownFormatError, "电子表格"),
        ("report.ofd", archive("OFD.xml"), UnknownFormatError, "另存为 PDF"),
        ("year.pdf", archive("a/b.pdf"), UnknownFormatError, "juesuan ingest"),
        ("slides.pptx", archive("ppt/presentation.xml"), UnknownFormatError, "演示文稿"),
        ("readme.md", b"# a text", UnknownFormatError, "改为 .txt"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n", UnknownFormatError, "PNG"),
        ("noise.pdf", bytes(range(256)) * 4, UnknownFormatError, "转换"),
        ("cut.docx", DOCX[: len(DOCX) // 2], DamagedFileError, "重新获取"),
        ("body.docx", archive("word/document.xml"), DamagedFileError, "重新获取"),
        ("stub.pdf", b"%PDF-1.7\nnothing", DamagedFileError, "重新获取"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, error: type[ReportError], advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=advice) as caught:
        read_document(path)
    assert name in str(caught.value)


@pytest.mark.parametrize(("name", "data"), [("really.docx", PDF), ("really.pdf", DOCX), ("report.wps", DOCX)])
def test_a_wrong_extension_is_read_and_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    document = read_document(tmp_path / name)
    assert document.tables and document.file_format == ("pdf" if data is PDF else "docx")
    assert len(document.warnings) == 1 and Path(name).suffix in document.warnings[0]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_truncated_files_never_raise_anything_else(tmp_path: Path, form: str, share: float) -> None:
    data = {"pdf": PDF, "docx": DOCX}[form]
    path = tmp_path / f"cut.{form}"
    path.write_bytes(data[: int(len(data) * share)])
    try:
        read_document(path)
    except ReportError as error:  # some cuts leave what can be read
        assert "重新获取" in str(error)  # noqa: PT017


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="打不开（文件不存在）"):
        read_document(tmp_path / "nothing.pdf")
