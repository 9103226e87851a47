"""An archive or a PDF with files in it → these files in a folder, under numbers: no name of a member is ever
a path here. Archives within it are unpacked once more; sizes and numbers are limited.
"""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import DamagedFileError, EmptyFileError, damage
from extract.formats import ARCHIVES, kind_of

from .members import ENCRYPTED, Member, members
from .names import NAMES

NESTED = 1
"""How deep archives are unpacked that lie in an archive."""
LARGEST = 2**29
"""Bytes of a member."""
SAMPLE = 2**18
"""Bytes of a member, unless it is a ZIP, that tell what it is."""
DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    DamagedFileError,
    EmptyFileError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
    NotImplementedError,
)
"""What a damaged archive ends in."""


@dataclass(frozen=True)
class Unpacked:
    """A member: its name, where its content lies, or why it does not (Chinese); `failed` where that is not
    its kind's fault.
    """

    name: str
    path: Path | None
    reason: str | None = None
    failed: bool = False


@dataclass
class Allowance:
    """What an archive with all that is in it may still cost."""

    members: int = 10_000
    bytes: int = 2**32
    ratio: int = 500
    """How many times its own size it may unpack to, above what is small."""
    small: int = 2**27


def unpack(path: Path, name: str, folder: Path, budget: Allowance | None = None) -> list[Unpacked] | None:
    """The files that an archive or a PDF holds, written to `folder`; null where it is neither an archive nor
    a PDF with files in it.
    """
    budget = budget or Allowance()
    kind = _kind(path, name)
    if kind not in (*ARCHIVES, "pdf"):
        return None
    budget.bytes = min(budget.bytes, max(budget.small, budget.ratio * path.stat().st_size))
    found = list(_unpacked(path, name, kind, folder, budget, 0))
    if kind == "pdf" and not any(u.path for u in found):
        return None
    (folder / NAMES).write_text("\n".join(u.name for u in found if u.path), "utf-8", "backslashreplace")
    return found or [Unpacked("", None, f"{name} 是空的压缩包：请核对是否取错了文件")]


def _kind(path: Path, name: str) -> str:
    """What a file is, as far as archives go."""
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE)
        return kind_of(path.read_bytes() if head.startswith(b"PK") else head, name)
    except DamagedFileError:
        return "damaged"


def _unpacked(
    path: Path, name: str, kind: str, folder: Path, budget: Allowance, depth: int
) -> Iterator[Unpacked]:
    try:
        for member in members(path, kind, name):
            budget.members -= 1
            if budget.members < 0:
                yield Unpacked("", None, f"{name} 的成员过多，其余的没有解压：请拆分后再读")
                return
            yield from _member(member, name, folder, budget, depth)
    except DAMAGE as error:
        if kind != "pdf":
            yield _broken(name, "", error)


def _broken(whole: str, member: str, error: Exception) -> Unpacked:
    """What is said of an archive or a member that ends in an error."""
    shown = f"{whole}!/{member}" if member else whole
    if isinstance(error, DamagedFileError):
        return Unpacked(member, None, str(error), failed=True)
    if "passphrase" in str(error).lower() or "encrypt" in str(error).lower():
        return Unpacked(member, None, f"{shown} {ENCRYPTED}")
    return Unpacked(member, None, f"{shown} 不完整或已损坏（{damage(error)}）：请从来源重新获取", failed=True)


def _member(member: Member, whole: str, folder: Path, budget: Allowance, depth: int) -> Iterator[Unpacked]:
    """A member, or the members of the archive that it is."""
    name = f"{whole}!/{member.name}"
    if member.refused:
        yield Unpacked(member.name, None, f"{name} {member.refused}")
        return
    target = folder / str(len(list(folder.iterdir())))
    try:
        reason = _write(member, target, budget)
    except DAMAGE as error:
        target.unlink(missing_ok=True)
        yield _broken(whole, member.name, error)
        return
    if reason:
        target.unlink(missing_ok=True)
        yield Unpacked(member.name, None, f"{name} {reason}")
        return
    kind = _kind(target, name)
    if kind in ARCHIVES and depth < NESTED:
        for inner in _unpacked(target, name, kind, folder, budget, depth + 1):
            joined = f"{member.name}!/{inner.name}" if inner.name else member.name
            yield Unpacked(joined, inner.path, inner.reason, inner.failed)
    elif kind in ARCHIVES:
        yield Unpacked(member.name, None, f"{name} 是压缩包中的压缩包，只解压一层：请解压后再读")
    else:
        yield Unpacked(member.name, target)


def _write(member: Member, target: Path, budget: Allowance) -> str | None:
    """Writes a member's bytes; why it was given up, where they were too many."""
    size = 0
    with target.open("wb") as file:
        for piece in member.pieces():
            size += len(piece)
            budget.bytes -= len(piece)
            if size > LARGEST:
                return f"超过上限 {LARGEST >> 20} MiB，没有解压：确为报告的，请解压后再读"
            if budget.bytes < 0:
                return "没有解压，因为压缩包解压后超过上限：疑为压缩炸弹；确为报告的，请解压后再读"
            file.write(piece)
    return None
