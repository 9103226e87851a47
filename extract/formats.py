"""Which format the bytes of a file are, and the text of those that hold nothing else."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass

from .errors import DamagedFileError, EmptyFileError, EncryptedFileError, UnknownFormatError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
LOST = "\ufffd"
ODD = 0.01
"""A text has at most this share of lost or control characters."""
NULS = 0.01
"""UTF-16 has at least this share of zero bytes."""
SAMPLE = 2**16
"""Bytes or characters that tell the encoding."""
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


def detect_format(data: bytes, name: str) -> str:
    """pdf, docx or txt by the first bytes. Raises where it is none of them."""
    if not data.strip(b"\x00\r\n\t "):
        raise EmptyFileError(f"{name} 是空文件：请从来源重新获取")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_format(data, name)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFileError(f"{name} 需要密码：请另存为不带密码的文件后再读")
        raise UnknownFormatError(
            f"{name} 是旧版 Office 文件（.doc、.xls 或 .wps）：请另存为 .docx 或 PDF 后再读"
        )
    picture = next((kind for magic, kind in PICTURES.items() if data.startswith(magic)), None)
    if picture:
        raise UnknownFormatError(f"{name} 是 {picture} 图片：请放入 PDF 后再读")
    text = decode(data)
    if text is None:
        raise UnknownFormatError(f"{name} 不是 juesuan 能读的格式（PDF、DOCX、文本）：请转换成其中一种")
    if text.chars.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise UnknownFormatError(f"{name} 是网页，可能是网站的出错信息：请获取报告本身")
    return "txt"


def _zip_format(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            flags = [info.flag_bits & 1 for info in archive.infolist()]
    except (
        zipfile.BadZipFile,
        struct.error,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise DamagedFileError(f"{name} 不完整或已损坏（{error}）：请从来源重新获取") from error
    if any(flags):
        raise EncryptedFileError(f"{name} 需要密码：请另存为不带密码的文件后再读")
    if "word/document.xml" in names:
        return "docx"
    kind = "电子表格" if "xl/workbook.xml" in names else "OFD 文件" if "OFD.xml" in names else "压缩包"
    raise UnknownFormatError(f"{name} 是{kind}：请转换或解压成 PDF、DOCX 或文本后再读")


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
