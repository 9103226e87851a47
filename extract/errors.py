"""What can go wrong for the user: one exception per kind, each with a message that says what to do, and its
exit code.
"""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    """Done; of a comparison: nothing differs."""
    DIFFERENT = 1
    """Done, and something is not as it should be: documents that failed, rows that differ."""
    USAGE = 2
    """Not done: the message says what to change."""
    FOUND = 3
    """Findings as grave as those asked for."""
    INTERNAL = 70
    """An error of the program itself."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C (SIGINT)."""
    TERMINATED = 143
    """Stopped by SIGTERM."""


class JuesuanError(Exception):
    """Something that the user can mend. `str(error)` says what is wrong, where, and what to do."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class UsageError(JuesuanError):
    """The call cannot be carried out."""


class ReportError(JuesuanError):
    """A report that cannot be read."""


class PutOffError(JuesuanError):
    """A document is to be read elsewhere, where there is more room for OCR."""


class UnknownFormatError(ReportError):
    """The content is none of the formats that juesuan reads."""


class EncryptedFileError(ReportError):
    """The file asks for a password."""


class EmptyFileError(ReportError):
    """The file holds nothing."""


class DamagedFileError(ReportError):
    """The file is truncated or damaged."""


REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件不存在",
    errno.EISDIR: "是文件夹",
    errno.ELOOP: "符号链接成环",
    errno.EIO: "磁盘读取出错",
    errno.ENAMETOOLONG: "文件名过长",
}


def reason(error: OSError) -> str:
    """Why a file could not be opened, in Chinese whatever the locale; the system's own word where it is none
    of the usual.
    """
    return REASONS.get(error.errno or 0, error.strerror or str(error))


DAMAGE = {
    "not a zip file": "压缩结构不完整",
    "Bad magic number": "压缩结构不完整",
    "ended before the end": "压缩数据不完整",
    "CRC": "校验和不符",
    "Data format error": "没有 PDF 的结构",
}
"""What libraries say of damage, by words of theirs."""


def damage(error: Exception) -> str:
    """How a file is damaged, in Chinese whatever the locale; the library's own word where it is none of the
    usual.
    """
    told = str(error)
    return next((chinese for words, chinese in DAMAGE.items() if words in told), told)
