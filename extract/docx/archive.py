"""The parts of a DOCX out of its ZIP archive: sizes are limited before anything is unpacked, checksums are
told, not obeyed.

What unpacks and is XML is read even where its checksum does not fit, as most of it is what was published;
the caller says so. XML in which its writer left signs that XML does not allow is read as Word repairs it:
getting the file again gives the same one.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.errors import DamagedFileError, damage

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MEMBERS = 10_000
"""Members of an archive."""
MOST_BYTES = 2**27
"""Bytes that the parts read may unpack to: the text of some 20,000 pages."""
MOST_RATIO, SMALL = 500, 2**20
"""A member of more than SMALL bytes that unpacks to more than so many times its size is made to exhaust its
reader.
"""
LOCAL = struct.Struct("<26xHH")
"""Where a member's own header says how long its name and extra field are."""
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""Names of strict Office Open XML (ISO/IEC 29500) and those of the transitional form."""
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    KeyError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
"""What a damaged archive ends in."""


REPAIRED = frozenset(
    {
        "ERR_INVALID_CHAR",
        "ERR_INVALID_ENCODING",
        "ERR_NAME_REQUIRED",
        "ERR_ENTITYREF_SEMICOL_MISSING",
        "ERR_UNDECLARED_ENTITY",
        "ERR_ATTRIBUTE_REDEFINED",
        "NS_ERR_UNDEFINED_NAMESPACE",
    }
)
"""Mistakes of writers that leave the structure whole. What is cut off or not closed is none of them."""


@dataclass(frozen=True)
class DocxParts:
    """XML parts by name, the names of those whose checksum does not fit, and of those that are no XML as it
    should be.
    """

    roots: dict[str, _Element]
    damaged: tuple[str, ...]
    repaired: tuple[str, ...] = ()


def read_parts(data: bytes, name: str, wanted: Sequence[str]) -> DocxParts:
    """The wanted parts that a DOCX holds. Raises DamagedFileError."""
    from lxml import etree

    roots, damaged, repaired = {}, [], []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {i.filename: i for i in archive.infolist()}
        _limit(members, name, wanted)
        for part in wanted:
            if part in members:
                content, whole = _unpacked(data, members[part])
                roots[part], well_formed = _parsed(_transitional(content), whole)
                damaged += [] if whole else [part]
                repaired += [] if well_formed else [part]
    except (*DAMAGE, etree.XMLSyntaxError) as error:
        raise DamagedFileError(f"{name} 不完整或已损坏（{damage(error)}）：请从来源重新获取") from error
    if any(root.getroottree().docinfo.internalDTD is not None for root in roots.values()):
        raise DamagedFileError(f"{name} 带有文档类型声明（DTD），Word 文件不会有：请从来源重新获取")
    return DocxParts(roots, tuple(damaged), tuple(repaired))


def _parsed(content: bytes, whole: bool) -> tuple[_Element, bool]:
    """The root of a part, and whether it is XML as it should be. Raises XMLSyntaxError for what is none, and
    cannot be mended or is not `whole`.
    """
    from lxml import etree

    def parser(recover: bool) -> etree.XMLParser:
        return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=recover)

    try:
        return etree.fromstring(content, parser(False)), True
    except etree.XMLSyntaxError:
        mending = parser(True)
        root = etree.fromstring(content, mending) if whole else None
        if root is None or {error.type_name for error in mending.error_log} - REPAIRED:
            raise
        closing = etree.QName(root).localname.encode() + b">"
        if not content.rstrip().endswith(closing):
            raise
        return root, False


def read_member(data: bytes, name: str, part: str) -> bytes | None:
    """The bytes of one member; null where there is none, or it is damaged. Raises DamagedFileError where it
    is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {i.filename: i for i in archive.infolist()}
        _limit(members, name, (part,))
        return _unpacked(data, members[part])[0] if part in members else None
    except DAMAGE:
        return None


def _transitional(content: bytes) -> bytes:
    """XML of strict Office Open XML under the names that Word itself writes by default."""
    for strict, name in STRICT.items():
        content = content.replace(strict, name)
    return content


def _limit(members: dict[str, zipfile.ZipInfo], name: str, wanted: Sequence[str]) -> None:
    """Raises DamagedFileError where an archive claims more than any report holds."""
    held = [members[part] for part in wanted if part in members]
    swollen = [i for i in held if i.file_size > max(SMALL, MOST_RATIO * i.compress_size)]
    if len(members) > MOST_MEMBERS or swollen or sum(i.file_size for i in held) > MOST_BYTES:
        raise DamagedFileError(
            f"{name} 解压后超过上限（{len(members)} 个成员，正文 {sum(i.file_size for i in held) >> 20} MiB）"
            "："
            "疑为压缩炸弹，没有读；确为报告的，请另存为 PDF"
        )


def _unpacked(data: bytes, member: zipfile.ZipInfo) -> tuple[bytes, bool]:
    """A member's bytes, no more than it claims, and whether they are those that its checksum was made of."""
    names = LOCAL.unpack_from(data, member.header_offset)
    start = member.header_offset + LOCAL.size + sum(names)
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(1, member.file_size))
    else:
        raise NotImplementedError(f"compression {member.compress_type}")
    return content, len(content) == member.file_size and zlib.crc32(content) == member.CRC
