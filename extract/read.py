"""File → Document: the format is told by the content, and must be the one that the name says."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .errors import MislabelledFileError, ReportError, reason
from .formats import detect_format
from .model import Document
from .settings import DEFAULT_OCR, DEFAULT_OPENING, Ocr, Opening, Reader

KIND = {"pdf": " PDF", "docx": " DOCX", "txt": "纯文本"}
MOST_TEXT = 2**26
"""Bytes of a text: some 20,000 pages."""
KNOWN = {".pdf": "pdf", ".docx": "docx", ".txt": "txt"}


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
    expected = KNOWN.get(path.suffix.lower())
    if expected != file_format:
        advice = (
            f"请把扩展名改为 .{file_format}"
            if expected is None or file_format != "txt"
            else "请从来源重新获取"
        )
        raise MislabelledFileError(f"{name} 的内容是{KIND[file_format]}，与扩展名不符：{advice}")
    sha256 = hashlib.sha256(data).hexdigest()
    if file_format == "pdf":
        from extract.pdf.document import read_pdf

        return read_pdf(data, name, sha256, ocr, reader, opening)
    if file_format == "docx":
        from extract.docx.document import read_docx

        return read_docx(data, name, sha256)
    if len(data) > MOST_TEXT:
        raise ReportError(f"{name} 的文本超过 {MOST_TEXT >> 20} MiB，没有读：请拆分后再读")
    from .txt import read_txt

    return read_txt(data, name, sha256)
