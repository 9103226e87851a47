"""File → Document: the format is told by the content, and must be the one that the name says."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from .errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    MislabelledFileError,
    ReportError,
    UnknownFormatError,
)
from .model import Document
from .settings import DEFAULT_OCR, Ocr, Reader

KNOWN = {".pdf": "pdf", ".docx": "docx", ".txt": "txt"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = {
    b"\x89PNG": "PNG picture",
    b"\xff\xd8\xff": "JPEG picture",
    b"GIF8": "GIF picture",
    b"II*\x00": "TIFF picture",
    b"MM\x00*": "TIFF picture",
}


def read_document(
    path: Path, name: str | None = None, ocr: Ocr = DEFAULT_OCR, reader: Reader = Reader.PDFIUM
) -> Document:
    """The document that a file holds; `name` is what it is called in the dataset, `ocr` which pages are read as pictures (by default those without text),
    `reader` what reads PDF pages.

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
        from .pdf import read_pdf

        return read_pdf(data, name, sha256, ocr, reader)
    if file_format == "docx":
        from .docx import read_docx

        return read_docx(data, name, sha256)
    from .txt import read_txt

    return read_txt(data, name, sha256)


def _article(file_format: str) -> str:
    return {"pdf": "a PDF", "docx": "a DOCX", "txt": "plain text"}[file_format]


def detect_format(data: bytes, name: str) -> str:
    """pdf, docx or txt by the first bytes. Raises where it is none of them."""
    if not data.strip(b"\x00\r\n\t "):
        raise EmptyFileError(f"{name} is empty: fetch it again from its source")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_format(data, name)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFileError(f"{name} asks for a password: save it without one and ingest it again")
        raise UnknownFormatError(
            f"{name} is an old Office file (.doc, .xls or .wps): save it as .docx or PDF and ingest it again"
        )
    picture = next((kind for magic, kind in PICTURES.items() if data.startswith(magic)), None)
    if picture:
        raise UnknownFormatError(f"{name} is a {picture}: put it into a PDF and ingest that")
    text = decode(data)
    if text is None:
        raise UnknownFormatError(
            f"{name} is of no format that juesuan reads (PDF, DOCX, text): convert it to one of them"
        )
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise UnknownFormatError(
            f"{name} is a web page, perhaps an error message of the site: fetch the report itself"
        )
    return "txt"


def _zip_format(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            flags = [info.flag_bits & 1 for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise DamagedFileError(
            f"{name} is truncated or damaged ({error}): fetch it again from its source"
        ) from error
    if any(flags):
        raise EncryptedFileError(f"{name} asks for a password: save it without one and ingest it again")
    if "word/document.xml" in names:
        return "docx"
    kind = (
        "a spreadsheet"
        if "xl/workbook.xml" in names
        else "an OFD document"
        if "OFD.xml" in names
        else "an archive"
    )
    raise UnknownFormatError(f"{name} is {kind}: convert or unpack it to PDF, DOCX or text and ingest that")


def decode(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 (with its mark) or GB 18030; null where it is none."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(c < " " and c not in "\r\n\t\f" for c in text)
        return text if odd <= len(text) / 100 else None
    return None
