"""The columns that the dataset's tables have in common."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Box

from .columns import column


@dataclass(frozen=True, kw_only=True)
class Row:
    """The columns that every table has."""

    doc_id: str = column("string", "SHA-256 of the document's bytes", "")
    fiscal_year: int | None = column(
        "int32", "the document's fiscal year; the hive partition, 0 where it is not known"
    )


@dataclass(frozen=True, kw_only=True)
class PlacedRow(Row):
    """The place columns: where in the source the row was read."""

    page: int | None = column("int32", "page from 1; null for sources without pages")
    bbox: Box | None = column(
        "bbox", "x0, top, x1, bottom in points from the upper left corner of the page as shown"
    )
    locator: str | None = column("string", "place in the document model: t3r5c2 or p17@35-41")
    raw: str | None = column("string", "the characters of the source")
    confidence: float | None = column(
        "share",
        "how sure the reading from a picture is, 0 to 1: that of its least sure character, at most 0.5 where "
        "a number has not the shape that amounts take; null where it was read from text",
    )
