"""The log of verdicts beside a dataset: JSON lines that are only ever added, by one process at a time."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UsageError, reason

from .entry import VerdictEntry

LOG = "verdicts.jsonl"
"""Its name in the folder of the dataset."""


@dataclass(frozen=True)
class LogRead:
    """The entries of a log in their order, and the numbers of the lines that are none."""

    entries: tuple[VerdictEntry, ...] = ()
    damaged: tuple[int, ...] = ()


def log_of(data: Path) -> Path:
    """The log of a dataset."""
    return data / LOG


def read_log(path: Path) -> LogRead:
    """What a log holds; nothing where there is none. A line that was cut, as by a loss of power, is named
    and left out. Raises UsageError where it cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return LogRead()
    except OSError as error:
        raise UsageError(f"{path} 打不开（{reason(error)}）：请检查权限") from error
    entries, damaged = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entries.append(VerdictEntry.of(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError):
            damaged.append(number)
    return LogRead(tuple(entries), tuple(damaged))


def append(path: Path, entries: Iterable[VerdictEntry]) -> None:
    """Adds entries to a log and has them outlast a loss of power. Raises UsageError where that cannot be."""
    text = "".join(e.line() + "\n" for e in entries).encode()
    if not text:
        return
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            fcntl.flock(number, fcntl.LOCK_EX)
            size = os.fstat(number).st_size
            # A line that was cut stays a line of its own.
            cut = size and os.pread(number, 1, size - 1) != b"\n"
            os.write(number, b"\n" + text if cut else text)
            os.fsync(number)
        finally:
            os.close(number)
    except OSError as error:
        raise UsageError(f"{path} 写不进去（{reason(error)}）：判定没有保存，请检查磁盘和权限") from error


def merge(path: Path, others: Sequence[Path]) -> int:
    """Adds to a log what other logs hold and it does not; returns how many entries. Raises UsageError where
    one of them is not there or holds a line that is no verdict.
    """
    known = {e.id for e in read_log(path).entries}
    new: dict[str, VerdictEntry] = {}
    for other in others:
        if not other.is_file():
            raise UsageError(f"{other} 不存在：请给出另一人的 {LOG}")
        read = read_log(other)
        if read.damaged:
            raise UsageError(f"{other} 第 {read.damaged[0]} 行不是判定：请检查是否取错了文件")
        new |= {e.id: e for e in read.entries if e.id not in known}
    append(path, sorted(new.values(), key=lambda e: (e.at, e.id)))
    return len(new)
