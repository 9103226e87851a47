"""Ids made from content: the same bytes give the same ids, whatever else is ingested."""

from __future__ import annotations

import hashlib

from extract import regex
from extract.fold import fold


def row_id(*parts: object) -> str:
    """The first 32 hex digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()[:32]


_SUFFIX = regex.compile(
    r"\((?:本级|机关|本部|机关本级|汇总|部门|单位)\)$|(?:本级|本部|部门)$|(?<=[局委厅部办院会府])机关$"
)


def unit_id(name: str) -> str:
    """The first 16 hex digits of the SHA-256 of the unit's folded name without 本级, 部门, 单位 behind it."""
    return hashlib.sha256(_plain(name).encode()).hexdigest()[:16]


def body_id(place: str | None, body: str) -> str | None:
    """The same of a place's lasting id and a body's name without places; null where one is not known."""
    plain = _plain(body)
    return hashlib.sha256(f"{place}\x1f{plain}".encode()).hexdigest()[:16] if place and plain else None


def _plain(name: str) -> str:
    plain, before = fold(name), ""
    while plain != before:
        plain, before = _SUFFIX.sub("", plain), plain
    return plain
