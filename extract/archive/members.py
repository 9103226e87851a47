"""The members of ZIP, TAR (compressed or not), RAR and 7Z archives, and the files embedded in a PDF: each
with its name, why it is not unpacked, and its bytes in pieces.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from extract.errors import DamagedFileError

from .names import cleaned, decoded, leads_outside, zip_name

PIECE = 2**20
"""Bytes read at once."""
ENCRYPTED = "需要密码：请解压后再读"
LINK = "是链接，不是文件：请获取它指向的文件"
OUTSIDE = "的路径指向压缩包之外，没有解压：请核对压缩包的来源"
SPECIAL = "不是普通文件，没有解压"
SINGLE: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
"""What opens a single compressed file, by its first bytes."""
FORMS = {b"Rar!\x1a\x07\x01": "rar5", b"Rar!\x1a\x07": "rar", b"7z\xbc\xaf": "7zip"}
"""What libarchive calls a format, by its first bytes."""


@dataclass(frozen=True)
class Member:
    """A file of an archive. `refused`: why it is not unpacked (Chinese)."""

    name: str
    pieces: Callable[[], Iterator[bytes]]
    refused: str | None = None


def members(path: Path, kind: str, name: str) -> Iterator[Member]:
    """The members of an archive (zip, tar, rar, 7z) or the files in a pdf, to be read in order. Raises
    DamagedFileError, and what the libraries raise on damage.
    """
    readers = {"zip": _zip, "tar": _tar, "pdf": _pdf}
    for member in readers.get(kind, _libarchive)(path, name):
        outside = leads_outside(member.name) and not member.refused
        yield Member(member.name, member.pieces, OUTSIDE) if outside else member


def _zip(path: Path, _: str) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name = zip_name(info.orig_filename, info.flag_bits, info.extra)
            if not name.endswith("/"):
                link = stat.S_ISLNK(info.external_attr >> 16)
                refused = ENCRYPTED if info.flag_bits & 1 else LINK if link else None
                yield Member(name, partial(_pieces, archive.open, info), refused)


def _tar(path: Path, name: str) -> Iterator[Member]:
    with path.open("rb") as file:
        opener = SINGLE.get(file.read(2))
    if opener is not None and not tarfile.is_tarfile(path):
        yield Member(Path(name).stem, partial(_pieces, opener, path))
        return
    with tarfile.open(path, "r:*", encoding="utf-8", errors="surrogateescape") as archive:
        for info in archive:
            if info.isdir():
                continue
            shown = decoded(info.name.encode("utf-8", "surrogateescape"))
            link = info.issym() or info.islnk()
            refused = LINK if link else None if info.isfile() else SPECIAL
            yield Member(shown, partial(_pieces, archive.extractfile, info), refused)


def _pieces(opener: Callable[[Any], Any], of: Any) -> Iterator[bytes]:
    with opener(of) as file:
        while piece := file.read(PIECE):
            yield piece


def _libarchive(path: Path, name: str) -> Iterator[Member]:
    try:
        import libarchive
    except (ImportError, AttributeError, OSError, TypeError) as error:
        raise DamagedFileError(
            f"{name} 是 RAR 或 7Z 压缩包，读取它需要 libarchive：请安装（apt-get install libarchive13），"
            "或解压后再读"
        ) from error
    with path.open("rb") as file:
        head = file.read(8)
    # Left to itself, the library takes an archive that ends in a stored DOCX for a ZIP.
    form = next(form for magic, form in FORMS.items() if head.startswith(magic))
    with libarchive.file_reader(str(path), format_name=form) as archive:
        for entry in archive:
            if entry.isdir:
                continue
            shown = entry.pathname
            shown = cleaned(shown) if isinstance(shown, str) else decoded(shown or b"?")
            refused = LINK if entry.issym or entry.islnk else None if entry.isfile else SPECIAL
            yield Member(shown, entry.get_blocks, refused)


def _pdf(path: Path, _: str) -> Iterator[Member]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        # Damaged or locked: its reader says so.
        return
    try:
        for n in range(document.count_attachments()):
            attachment = document.get_attachment(n)
            yield Member(cleaned(attachment.get_name()), partial(_embedded, attachment))
    finally:
        document.close()


def _embedded(attachment: Any) -> Iterator[bytes]:
    yield bytes(attachment.get_data())
