"""What a member of an archive is called, and whether its name stays within the archive."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection
from pathlib import Path

from extract import regex

UNICODE_PATH = 0x7075
"""Info-ZIP's extra field that holds the name in UTF-8 beside one in a local encoding."""
UTF8_FLAG = 0x800
HAN = regex.compile(r"\p{Han}")
OUTSIDE = regex.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)")
NAMES = "names"
"""The file beside what was unpacked that says what its members are called."""


def decoded(raw: bytes) -> str:
    """A name whose encoding nobody states: UTF-8 where that gives Chinese, else GB 18030.

    Chinese Windows writes the latter; 页 in it is a Cyrillic letter in UTF-8.
    """
    try:
        text = raw.decode("utf-8")
        if raw.isascii() or HAN.search(text):
            return cleaned(text)
    except UnicodeDecodeError:
        pass
    return cleaned(raw.decode("gb18030", "backslashreplace"))


def zip_name(name: str, flags: int, extra: bytes) -> str:
    """The name of a ZIP's member: by its UTF-8 flag, by the field that repeats it in UTF-8, else as bytes
    that `name` shows in code page 437.
    """
    if flags & UTF8_FLAG:
        return cleaned(name)
    raw = name.encode("cp437", "replace")
    return cleaned(_unicode_path(raw, extra) or decoded(raw))


def _unicode_path(raw: bytes, extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        held = extra[at + 4 : at + 4 + size]
        if kind == UNICODE_PATH and len(held) > 5 and held[0] == 1:
            (checksum,) = struct.unpack_from("<I", held, 1)
            if checksum == zlib.crc32(raw):
                return held[5:].decode("utf-8", "replace")
        at += 4 + size
    return None


def cleaned(name: str) -> str:
    """A name with the separators of this system and without what steers a terminal."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name.replace("\\", "/"))
    return shown.removeprefix("./")


def leads_outside(name: str) -> bool:
    """Whether a name points to a place outside the archive."""
    return bool(OUTSIDE.search(name))


def note_names(folder: Path, names: Collection[str], file: Path) -> None:
    """Says beside a file that was brought to a folder what lay beside it, but for a file that takes the
    place. Raises OSError.
    """
    if names and file.name != NAMES:
        (folder / NAMES).write_text("\n".join(sorted(names)), "utf-8", "backslashreplace")


def names_beside(folder: Path) -> frozenset[str]:
    """The names, without their folders, of the files that were unpacked to a folder under numbers; none where
    nothing was.
    """
    try:
        listed = (folder / NAMES).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return frozenset()
    return frozenset(name.rpartition("/")[2] for name in listed)
