"""RAR archives whose members are stored as they are, in the form of RAR 4 and of RAR 5: nothing packs them freely."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

STORED = 0x30
UNIX = 3
LONG, UNICODE = 0x8000, 0x0200
"""A block that is followed by data; a name in UTF-8."""
PLAIN_FILE = 0o100644


def rar4(members: Mapping[str, bytes]) -> bytes:
    """The archive in the form up to RAR 4."""
    out = b"Rar!\x1a\x07\x00" + _block(0x73, 0, bytes(6))
    for name, data in members.items():
        raw, size, check = name.encode(), len(data), zlib.crc32(data)
        fields = struct.pack("<IIBIIBBHI", size, size, UNIX, check, 0, 20, STORED, len(raw), PLAIN_FILE)
        out += _block(0x74, LONG | UNICODE, fields + raw) + data
    return out + _block(0x7B, 0x4000, b"")


def _block(kind: int, flags: int, fields: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def rar5(members: Mapping[str, bytes]) -> bytes:
    """The archive in the form of RAR 5."""
    out = b"Rar!\x1a\x07\x01\x00" + _block5(_number(1) + _number(0) + _number(0))
    for name, data in members.items():
        raw = name.encode()
        head = b"".join(map(_number, (2, 2, len(data), 4, len(data), PLAIN_FILE)))
        head += struct.pack("<I", zlib.crc32(data)) + b"".join(map(_number, (0, 1, len(raw)))) + raw
        out += _block5(head) + data
    return out + _block5(_number(5) + _number(0) + _number(0))


def _block5(head: bytes) -> bytes:
    sized = _number(len(head)) + head
    return struct.pack("<I", zlib.crc32(sized)) + sized


def _number(value: int) -> bytes:
    """A number in as few bytes of seven bits as it takes."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
