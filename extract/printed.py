"""Where a number is printed in a document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from . import regex
from .errors import UsageError
from .model import Document, Place, Table

NUMBER = regex.compile(r"(?<![\d.])\d[\d,，]*(?:\.\d+)?")


def number_of(text: str) -> Decimal:
    """A number as somebody writes it, separators allowed. Raises UsageError for what is none."""
    try:
        return abs(Decimal(text.replace(",", "").replace("，", "")))
    except InvalidOperation:
        raise UsageError(f"{text} is no number") from None


def places_of(document: Document, number: str) -> Iterator[Place]:
    """The places of a number, whatever its separators and zeros, in reading order.

    Raises UsageError for what is no number.
    """
    wanted = number_of(number)
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (
                block.place(c) for c in block.cells if any(True for _ in _spans(c.text.folded, wanted))
            )
        else:
            for span in _spans(block.text.folded, wanted):
                yield block.place(*block.text.span(*span))


def _spans(text: str, wanted: Decimal) -> Iterator[tuple[int, int]]:
    for found in NUMBER.finditer(text):
        digits = regex.sub("[,，]", "", found.group())
        if Decimal(digits) == wanted:
            yield found.span()
