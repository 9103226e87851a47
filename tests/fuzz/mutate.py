"""Mutants of readable documents that still look like documents: what is compressed is unpacked, changed and packed again with a
checksum that fits, so that the change reaches the parsers.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

STREAM = re.compile(rb"/Length (\d+)([^>]*)>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
VALUES = (
    b"0",
    b"-1",
    b"1e999",
    b"65536",
    b"4294967296",
    b"9" * 5000,
    b"",
    b"NaN",
    "亿元".encode(),
    "１２３．４５万元".encode(),
    "—".encode(),
    b"%",
    b"\x00",
    "\ud8ff".encode("utf-8", "surrogatepass"),
)


def mutant(data: bytes, kind: str, chance: random.Random) -> bytes:
    """One mutant of a document's bytes."""
    of_kind: dict[str, Callable[[bytes, random.Random], bytes]] = {"pdf": pdf, "docx": packed, "xlsx": packed}
    of_kind |= dict.fromkeys(("txt", "csv"), text) | dict.fromkeys(("html", "htm", "mht"), _xml)
    made = of_kind.get(kind, raw)(data, chance) if chance.random() < 0.8 else data
    return raw(made, chance) if chance.random() < 0.3 else made


def raw(data: bytes, chance: random.Random) -> bytes:
    """A few bytes turned, a piece cut out, doubled or moved."""
    out = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        at, end = sorted(chance.randrange(len(out) + 1) for _ in range(2))
        piece = bytes(out[at : min(end, at + 300)])
        match chance.randrange(4):
            case 0 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                out[at : at + len(piece)] = b""
            case 2:
                out[at:at] = piece * chance.choice((1, 2, 50))
            case _:
                out[at : at + chance.randrange(4)] = chance.choice(VALUES)
    return bytes(out) or b" "


def text(data: bytes, chance: random.Random) -> bytes:
    """A text with numbers, words and lines changed."""
    pieces = re.split(rb"(\d[\d,.]*|\n|\t)", data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(pieces))
        match chance.randrange(3):
            case 0:
                pieces[at] = chance.choice(VALUES)
            case 1:
                pieces[at] *= chance.choice((0, 2, 200))
            case _:
                other = chance.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
    return b"".join(pieces)


def packed(data: bytes, chance: random.Random) -> bytes:
    """A DOCX or XLSX with the XML of one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        changed = chance.choice([n for n in old.namelist() if n.endswith(".xml")])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _xml(content, chance) if name in (changed, "word/document.xml") else content)
    return out.getvalue()


def _xml(data: bytes, chance: random.Random) -> bytes:
    pieces = re.split(rb"(<[^>]*>)", data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(pieces))
        match chance.randrange(4):
            case 0:
                pieces[at] = re.sub(rb'="[^"]*"', b'="%s"' % chance.choice(VALUES), pieces[at])
            case 1:
                pieces[at] = b"" if chance.random() < 0.3 else pieces[at]
            case 2 if not pieces[at].startswith(b"<"):
                pieces[at] = chance.choice(VALUES)
            case _:
                end = min(len(pieces), at + chance.randrange(60))
                pieces[at:at] = pieces[at:end] * chance.choice((1, 3))
    return b"".join(pieces)


def pdf(data: bytes, chance: random.Random) -> bytes:
    """A PDF with what one stream draws changed. Its places no longer fit, which every reader mends."""
    streams = [m for m in STREAM.finditer(data) if b"Flate" in m[2] and b"ASCII85" not in m[2]]
    if not streams:
        return raw(data, chance)
    chosen = chance.choice(streams)
    try:
        content = zlib.decompress(chosen[3])
    except zlib.error:
        return raw(data, chance)
    packed = zlib.compress(text(content, chance) if chance.random() < 0.7 else raw(content, chance))
    made = b"/Length %d%s>>\nstream\n%s\nendstream" % (len(packed), chosen[2], packed)
    return data[: chosen.start()] + made + data[chosen.end() :]
