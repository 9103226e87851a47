"""File → Document: the format is told by the content, and must be the one that the name says."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .errors import MislabelledFileError, ReportError
from .formats import detect_format
from .model import Document
from .settings import DEFAULT_OCR, Ocr, Reader

KNOWN = {".pdf": "pdf", ".docx": "docx", ".txt": "txt"}


def read_document(
    path: Path, name: str | None = None, ocr: Ocr = DEFAULT_OCR, reader: Reader = Reader.PDFIUM
) -> Document:
    """The document that a file holds; `name` is what it is called in the dataset, `ocr` which pages are read
    as pictures (by default those without text), `reader` what reads PDF pages.

    Raises the errors of extract.errors; their messages say what to do.
    """
    name = name or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(
            f"{name} cannot be opened ({error.strerror}): check the path and its permissions"
        ) from error
    file_format = detect_format(data, name)
    expected = KNOWN.get(path.suffix.lower())
    if expected != file_format:
        advice = (
            f"rename it to .{file_format}"
            if expected is None or file_format != "txt"
            else "fetch it again from its source"
        )
        raise MislabelledFileError(f"{name} holds {_article(file_format)}, not what its name says: {advice}")
    sha256 = hashlib.sha256(data).hexdigest()
    if file_format == "pdf":
        from extract.pdf.document import read_pdf

        return read_pdf(data, name, sha256, ocr, reader)
    if file_format == "docx":
        from extract.docx.document import read_docx

        return read_docx(data, name, sha256)
    from .txt import read_txt

    return read_txt(data, name, sha256)


def _article(file_format: str) -> str:
    return {"pdf": "a PDF", "docx": "a DOCX", "txt": "plain text"}[file_format]
