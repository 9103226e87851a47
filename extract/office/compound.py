"""What the old Office container (OLE compound file, [MS-CFB]) holds: the names of the streams at its root."""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEADER, ENTRY = 512, 128
NONE = 0xFFFFFFFA
"""Numbers from here on name no sector and no entry."""
MOST = 2**16
"""Directory entries that are looked at."""


def root_streams(data: bytes) -> set[str]:
    """The names at the root; none where the container is too damaged to tell."""
    try:
        entries = _entries(data)
        return set(_names(entries, struct.unpack_from("<I", entries[0], 76)[0])) if entries else set()
    except (struct.error, IndexError, ArithmeticError):
        return set()


def _entries(data: bytes) -> list[bytes]:
    """The directory's entries, along its chain of sectors."""
    size = 1 << struct.unpack_from("<H", data, 30)[0] % 16
    sector: int = struct.unpack_from("<I", data, 48)[0]
    tables = struct.unpack_from("<109I", data, 76)
    out: list[bytes] = []
    while sector < NONE and len(out) < MOST:
        start = (sector + 1) * size
        out += [data[at : at + ENTRY] for at in range(start, start + size, ENTRY)]
        table, place = divmod(sector, size // 4)
        sector = struct.unpack_from("<I", data, (tables[table] + 1) * size + 4 * place)[0]
    return out


def _names(entries: list[bytes], first: int) -> Iterator[str]:
    """The names of an entry and its siblings, which stand in a tree."""
    todo, seen = [first], set[int]()
    while todo:
        at = todo.pop()
        if at >= len(entries) or at in seen:
            continue
        seen.add(at)
        length, _, _, left, right = struct.unpack_from("<HBBII", entries[at], 64)
        yield entries[at][: max(0, length - 2)].decode("utf-16-le", "replace")
        todo += [left, right]
