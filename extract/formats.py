"""Which format the bytes of a file are, and the text of those that hold nothing else."""

from __future__ import annotations

import io
import zipfile

from .errors import DamagedFileError, EmptyFileError, EncryptedFileError, UnknownFormatError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = {
    b"\x89PNG": "PNG picture",
    b"\xff\xd8\xff": "JPEG picture",
    b"GIF8": "GIF picture",
    b"II*\x00": "TIFF picture",
    b"MM\x00*": "TIFF picture",
}


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
