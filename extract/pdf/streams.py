"""Are a PDF's compressed streams whole? Flate ends with a checksum of its own, which readers pass over in
silence: a flipped bit then becomes another amount.

The bytes are looked through once; only where a stream is damaged is it asked which pages use it.
"""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

STREAM = re.compile(rb"stream\r?\n")
LAST_OBJECT = re.compile(rb"(?s:.*)(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
"""From the end backwards: the object that a stream belongs to is the last one that begins before it."""
FLATE = re.compile(rb"/Filter\s*\[?\s*(/ASCII85Decode\s*)?/(?:FlateDecode|Fl)\b")
STRUCTURE = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
HEAD = 4096
"""Bytes before a stream in which its dictionary stands."""
PIECE = 2**16
"""Bytes that are unpacked at once."""
MOST = 2**28
"""Bytes of a stream after which it is taken as it is: what unpacks to more is stopped by other limits."""
DEEP = 12
"""How deep resources lie in resources."""


@dataclass(frozen=True)
class Damage:
    """The pages (from 1) whose streams are damaged; `structure`: it lies where all pages are listed, and no
    page can be named.
    """

    pages: tuple[int, ...] = ()
    structure: bool = False

    @property
    def is_some(self) -> bool:
        """Whether anything is damaged that a page uses."""
        return self.structure or bool(self.pages)


def damage_warnings(damage: Damage) -> Iterator[str]:
    """What a document's warnings say of it (Chinese)."""
    advice = "内容可能与公布的不同，请从来源重新获取"
    if damage.structure:
        yield f"文件的对象目录与其校验和不符，受影响的页无法确定：{advice}"
    if damage.pages:
        yield f"第{'、'.join(map(str, damage.pages))}页的数据与其校验和不符：{advice}"


def find_damage(data: bytes) -> Damage:
    """The damage of a PDF's Flate streams. Encrypted files are not looked at: their streams are no Flate
    until they are decrypted.
    """
    if re.search(rb"/Encrypt\s+\d", data):
        return Damage()
    bad = dict(_damaged(data))
    if not bad:
        return Damage()
    if any(bad.values()):
        return Damage(structure=True)
    try:
        return Damage(tuple(_pages_of(data, set(bad))))
    # A damaged file can end in any exception: pdfminer checks little of what it reads.
    except Exception:
        return Damage(structure=True)


def _damaged(data: bytes) -> Iterator[tuple[int, bool]]:
    """The numbers of the objects whose streams do not unpack to what their checksums say, and whether they
    are structure.
    """
    for found in STREAM.finditer(data):
        head = data[max(0, found.start() - HEAD) : found.start()]
        owner = None if head.endswith(b"end") else LAST_OBJECT.match(head)
        if owner is None:
            continue
        dictionary = head[owner.end() :]
        filters = FLATE.search(dictionary)
        if filters and not (_whole_text if filters[1] else _whole)(data, found.end()):
            yield int(owner[1]), STRUCTURE.search(dictionary) is not None


def _whole(data: bytes, start: int) -> bool:
    """Whether the stream that begins here unpacks, checksum included."""
    unpacker, unpacked = zlib.decompressobj(), 0
    for at in range(start, len(data), PIECE):
        piece = data[at : at + PIECE]
        while piece and not unpacker.eof:
            try:
                unpacked += len(unpacker.decompress(piece, PIECE))
            except zlib.error:
                return False
            piece = unpacker.unconsumed_tail
        if unpacker.eof or unpacked > MOST:
            return True
    return False


def _whole_text(data: bytes, start: int) -> bool:
    """The same of a stream that is spelled in ASCII."""
    try:
        return _whole(base64.a85decode(data[start : data.index(b"~>", start)]), 0)
    except ValueError:
        return False


def _pages_of(data: bytes, bad: set[int]) -> Iterator[int]:
    """The pages that use one of these objects, directly or by their resources."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(data)))
    known: dict[int, bool] = {}
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if any(_uses(page.attrs.get(key), bad, known, DEEP) for key in ("Contents", "Annots")) or _uses(
            page.resources, bad, known, DEEP
        ):
            yield number


def _uses(value: Any, bad: set[int], known: dict[int, bool], depth: int) -> bool:
    """Whether a value is one of the objects or refers to one; what pages have in common is looked through
    once.
    """
    from pdfminer.pdftypes import PDFObjRef, PDFStream

    if isinstance(value, PDFObjRef):
        if value.objid not in known:
            known[value.objid] = value.objid in bad
            with suppress(Exception):
                known[value.objid] |= _uses(value.resolve(), bad, known, depth)
        return known[value.objid]
    if depth == 0:
        return False
    if isinstance(value, PDFStream):
        value = value.attrs
    if isinstance(value, dict):
        return any(
            [
                _uses(v, bad, known, depth - 1)
                for k, v in value.items()
                if k not in ("Parent", "P", "Popup", "Dest", "A")
            ]
        )
    return isinstance(value, list) and any([_uses(v, bad, known, depth - 1) for v in value])
