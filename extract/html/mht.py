"""MHT (a page saved with its parts, RFC 2557) → the pages in it."""

from __future__ import annotations

import email
import email.message
from dataclasses import dataclass

from extract.errors import DamagedFileError, damage


@dataclass(frozen=True)
class MimePart:
    """A page's bytes and the encoding that its envelope states."""

    data: bytes
    charset: str | None = None


def saved_pages(data: bytes, name: str) -> list[MimePart]:
    """The pages of a saved page, in order: one, or the frames of a saved workbook. Raises
    DamagedFileError.
    """
    try:
        message = email.message_from_bytes(data)
        parts = [p for p in message.walk() if p.get_content_type() == "text/html"]
        pages = [
            MimePart(payload, p.get_content_charset()) for p in parts if (payload := _payload(p)).strip()
        ]
    except (ValueError, LookupError, RecursionError) as error:
        raise DamagedFileError(f"{name} 不完整或已损坏（{damage(error)}）：请从来源重新获取") from error
    if not pages:
        raise DamagedFileError(f"{name} 是保存的网页，但其中没有网页：请从来源重新获取")
    return pages


def _payload(part: email.message.Message) -> bytes:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""
