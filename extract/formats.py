"""Which format the bytes of a file are, and the text of those that hold nothing else."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from . import regex
from .errors import DamagedFileError, EmptyFileError, EncryptedFileError, UnknownFormatError, damage
from .office.compound import root_streams

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
LOST = "\ufffd"
ODD = 0.01
"""A text has at most this share of lost or control characters."""
NULS = 0.01
"""UTF-16 has at least this share of zero bytes."""
SAMPLE = 2**16
"""Bytes or characters that tell the encoding."""
HEAD = 4096
"""Bytes or characters that tell which kind of text it is."""
FAMILIAR = frozenset(
    "年度月日元万萬收入支出预預算决決财財政项項目单單位经經费費总總计計表金额額执執行情况況说說明部门門的和为為其中"
)
"""What reports are full of, in either script."""
PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
PACKED = {
    b"Rar!\x1a\x07": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "tar",
    b"BZh": "tar",
    b"\xfd7zXZ\x00": "tar",
}
ARCHIVES = ("zip", "rar", "7z", "tar")
"""Formats whose members are read as the files of a folder."""
STREAMS = {
    "EncryptedPackage": "encrypted",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
"""What an old Office file is, by a stream at its root."""
PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "OFD.xml": "ofd",
    "ppt/presentation.xml": "ppt",
}
"""What a ZIP is, by a part that it holds."""
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
BIFF = regex.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08]\x00")
"""How a sheet begins that is older than the containers."""
SAVED_PAGE = regex.compile(rb"(?im)^(MIME-Version|Content-Type: multipart/related|From: <)")
MARKUP = regex.compile(r"(?i)<(!doctype html|html|head|meta|body|table)\b")
TABBED = (".csv", ".tsv", ".xls", ".xlsx", ".et")
"""Names under which text is the cells of a sheet."""
PLAIN = ("", ".txt", ".text", ".pdf", ".doc", ".docx", ".wps", ".rtf", ".odt", ".htm", ".html")
"""Names under which text may be a report."""
READ = ("pdf", "docx", "txt", "html", "mht", "xlsx", "xls", "csv", "doc", "rtf", "odt")
"""Formats that are read."""
UNREAD = {
    "ofd": "OFD 文件，尚不能读：请用 OFD 阅读器另存为 PDF 后再读",
    "ods": "OpenDocument 电子表格，不能读：请另存为 .xlsx 后再读",
    "xlsb": "二进制电子表格（.xlsb），不能读：请另存为 .xlsx 后再读",
    "xmlsheet": "XML 电子表格（Excel 2003），不能读：请另存为 .xlsx 后再读",
    "ppt": "演示文稿，不是报告：如确为报告，请另存为 PDF 后再读",
    "ole": "无法辨认的旧版 Office 文件：请另存为 .docx、.xlsx 或 PDF 后再读",
    "archive": "压缩包：请用 juesuan ingest 读取，或解压后再读",
    "text": "文本文件，但扩展名不是报告所用的：如确为报告，请把扩展名改为 .txt",
    "unknown": "格式无法辨认的文件：请转换成 PDF、DOCX、XLSX、HTML 或文本后再读",
}
"""What other files are and what to do (Chinese)."""


def detect_format(data: bytes, name: str) -> str:
    """One of READ by the content; the name decides only between kinds of plain text. Raises where it is
    none.
    """
    kind = kind_of(data, name)
    if kind in READ:
        return kind
    if kind == "encrypted":
        raise EncryptedFileError(f"{name} 需要密码：请另存为不带密码的文件后再读")
    if kind == "empty":
        raise EmptyFileError(f"{name} 是空文件：请从来源重新获取")
    if kind in PICTURES.values():
        raise UnknownFormatError(f"{name} 是 {kind} 图片：请放入 PDF 后再读")
    raise UnknownFormatError(f"{name} 是{UNREAD['archive' if kind in ARCHIVES else kind]}")


def kind_of(data: bytes, name: str) -> str:
    """What the content is: one of READ, ARCHIVES, UNREAD, a kind of picture, empty or encrypted. Raises
    DamagedFileError where a ZIP cannot be opened.
    """
    if not data.strip(b"\x00\r\n\t "):
        return "empty"
    # What holds files comes first: the first of them may be a PDF that is not packed.
    if data.startswith(b"PK"):
        return _zip_kind(data, name)
    if data.startswith(OLE):
        # A damaged directory hides the streams, but not their names.
        held = root_streams(data) or {s for s in STREAMS if s.encode("utf-16-le") in data}
        return next((kind for stream, kind in STREAMS.items() if stream in held), "ole")
    packed = {**PACKED, **PICTURES}
    if kind := next((kind for magic, kind in packed.items() if data.startswith(magic)), None):
        return kind
    if data[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "rtf" if data.startswith(b"{\\rtf") else "xls" if BIFF.match(data) else _text_kind(data, name)


def _zip_kind(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: info for info in archive.infolist()}
            kind = next((kind for part, kind in PARTS.items() if part in members), "zip")
            if kind == "zip" and "mimetype" in members and members["mimetype"].file_size < HEAD:
                kind = OPEN_DOCUMENT.get(archive.read("mimetype").strip(), "zip")
    except (
        zipfile.BadZipFile,
        struct.error,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise DamagedFileError(f"{name} 不完整或已损坏（{damage(error)}）：请从来源重新获取") from error
    locked = any(info.flag_bits & 1 for info in members.values())
    return "encrypted" if locked and kind != "zip" else kind


def _text_kind(data: bytes, name: str) -> str:
    """Which kind of text it is, web pages among them."""
    head = data[:HEAD]
    if SAVED_PAGE.search(head) and b"multipart/related" in head.lower():
        return "mht"
    begin = decode(data[:SAMPLE])
    words = begin.chars[:HEAD] if begin else ""
    if MARKUP.search(words):
        return "html"
    if "urn:schemas-microsoft-com:office:spreadsheet" in words:
        return "xmlsheet"
    if not begin or (len(data) > SAMPLE and decode(data) is None):
        return "unknown"
    suffix = Path(name).suffix.lower()
    return "csv" if suffix in TABBED else "txt" if suffix in PLAIN else "text"


@dataclass(frozen=True)
class Decoded:
    """A text and how many of its bytes belong to no character; in their stead stands U+FFFD."""

    chars: str
    lost: int


def decode(data: bytes) -> Decoded | None:
    """Text in UTF-8, UTF-16, GB 18030 or Big5; null where it is none. A few damaged bytes cost no more than
    themselves.
    """
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), None) or _wide(data)
    for encodings in ([marked], ["utf-8", "gb18030", "big5"]) if marked else (["utf-8", "gb18030", "big5"],):
        texts = {e: t for e in encodings if _is_text(t := data.decode(e, "replace"))}
        if texts:
            # `max` takes the first of equals.
            encoding = max(texts, key=lambda e: _familiar(texts[e]))
            # What was lost before the file was written stands in it as U+FFFD.
            written = data.count(LOST.encode(encoding, "ignore") or data + b" ")
            text = texts[encoding].removeprefix("\ufeff")
            return Decoded(text, text.count(LOST) - written)
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: the high bytes of digits and line breaks are 0, on one side of each pair."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < NULS * len(sample) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_text(text: str) -> bool:
    """Whether nearly all of it is characters."""
    odd = text.count(LOST) + sum(c < " " and c not in "\r\n\t\f" for c in text)
    return odd <= len(text) * ODD


def _familiar(text: str) -> float:
    """How much of its Han characters are those that every report is full of, less what was lost: in a wrong
    encoding next to none.
    """
    sample = text[:SAMPLE]
    han = sum("\u3400" <= c <= "\u9fff" for c in sample)
    return (sum(c in FAMILIAR for c in sample) / han if han else 0.0) - sample.count(LOST) / (
        len(sample) or 1
    )
