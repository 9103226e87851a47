"""File → Document: the format is told by the content; where the name says another, the document says so."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from .errors import ReportError, reason
from .formats import detect_format
from .model import Document
from .settings import DEFAULT_OCR, DEFAULT_OPENING, Ocr, Opening, Reader

KIND = {
    "pdf": " PDF",
    "docx": " DOCX",
    "txt": "纯文本",
    "html": "网页",
    "mht": "保存的网页（MHT）",
    "xlsx": " XLSX 电子表格",
    "xls": " XLS 电子表格",
    "csv": "分隔符文本",
    "doc": "旧版 Word 文件",
    "rtf": " RTF",
    "odt": " OpenDocument 文本",
}
EXTENSIONS = {
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".mhtml": "mht",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".docm": "docx",
    ".dotx": "docx",
    ".et": "xls",
    ".wps": "doc",
    ".dot": "doc",
    ".tsv": "csv",
    ".text": "txt",
} | {f".{kind}": kind for kind in KIND}
"""Which format a name says."""
MOST_TEXT = 2**26
"""Bytes of a text: some 20,000 pages."""


def read_document(
    path: Path,
    name: str | None = None,
    ocr: Ocr = DEFAULT_OCR,
    reader: Reader = Reader.PDFIUM,
    opening: Opening = DEFAULT_OPENING,
) -> Document:
    """The document that a file holds; `name` is what it is called in the dataset, `ocr` which pages are read
    as pictures (by default those without text), `reader` what reads PDF pages, `opening` how it is opened and
    followed.

    Raises the errors of extract.errors; their messages (Chinese) say what to do.
    """
    name = name or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(f"{name} 打不开（{reason(error)}）：请检查路径和权限") from error
    file_format = detect_format(data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    if file_format == "pdf":
        from extract.pdf.document import read_pdf

        document = read_pdf(data, name, sha256, ocr, reader, opening)
    else:
        document = _read(data, name, sha256, file_format, path.parent)
    suffix = Path(name).suffix.lower()
    if EXTENSIONS.get(suffix) == file_format:
        return replace(document, file=path)
    told = f"扩展名是“{suffix}”，内容是{KIND[file_format]}，已按内容读取：请核对是否取错了文件"
    return replace(document, file=path, warnings=(*document.warnings, told))


def _read(data: bytes, name: str, sha256: str, file_format: str, folder: Path) -> Document:
    """The document of any format but PDF; `folder` holds what lies beside it."""
    if file_format == "docx":
        from extract.docx.document import read_docx

        return read_docx(data, name, sha256)
    if file_format in ("html", "mht"):
        from extract.html.document import read_html

        return read_html(data, name, sha256, file_format, folder)
    if file_format in ("xlsx", "xls", "csv"):
        from extract.sheets.document import read_sheets

        return read_sheets(data, name, sha256, file_format)
    if file_format in ("doc", "rtf", "odt"):
        from extract.office.convert import read_converted

        return read_converted(data, name, sha256, file_format)
    if len(data) > MOST_TEXT:
        raise ReportError(f"{name} 的文本超过 {MOST_TEXT >> 20} MiB，没有读：请拆分后再读")
    from .txt.document import read_txt

    return read_txt(data, name, sha256)
