"""What the reader saw in a file, printed and drawn: what `juesuan inspect` does with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .settings import Ocr, OcrMode, Reader
from .terminal import echo

if TYPE_CHECKING:
    from .model import Document, Paragraph, Table


def inspect(
    file: Path,
    page: int | None,
    image: Path | None,
    ocr: OcrMode,
    reader: Reader,
    as_json: bool,
    number: str | None = None,
) -> None:
    """Prints what the reader saw in a file, or with `number` where that is printed in it, and draws it.

    Raises UsageError for a page that the file has not, or a number that it does not print.
    """
    from .read import read_document

    document = read_document(file, ocr=Ocr(ocr, os.cpu_count() or 1), reader=reader)
    if page is not None and document.pages and not 1 <= page <= len(document.pages):
        raise UsageError(f"{file.name} has pages 1 to {len(document.pages)}, no page {page}")
    if number is not None:
        _show_number(file, document, number, page, image)
        return
    if image is not None:
        from .draw import draw_page

        draw_page(file, document, page or 1, image)
    blocks = [b for b in document.blocks if page is None or page in _pages(b)]
    if as_json:
        import json

        echo(json.dumps(_as_dict(document, blocks), ensure_ascii=False), data=True)
    else:
        for block in blocks:
            _show(block)
        for warning in document.warnings:
            echo(f"warning: {warning}", err=True)


def _show_number(file: Path, document: Document, number: str, page: int | None, image: Path | None) -> None:
    """Prints where a number stands, and draws the first page that has it, or `page`."""
    from .draw import Mark, draw_marks
    from .printed import places_of

    found = [p for p in places_of(document, number) if page in (None, p.page)]
    if not found:
        raise UsageError(f"{number} is printed nowhere in {file.name}")
    for p in found:
        echo(f"{'' if p.page is None else f'[{p.page}] '}{p.locator}  {p.raw}", data=True)
    if image is not None:
        first = found[0].page
        marks = [Mark(p.page, p.bbox, p.locator) for p in found if p.page and p.bbox and p.page == first]
        draw_marks(file, marks, image)


def _pages(block: Paragraph | Table) -> tuple[int | None, ...]:
    from .model import Table

    return block.pages if isinstance(block, Table) else (block.page,)


def _show(block: Paragraph | Table) -> None:
    from .model import Table

    if not isinstance(block, Table):
        mark = "#" if block.heading else " "
        echo(
            f"p{block.index:<4}{mark} {'' if block.page is None else f'[{block.page}] '}{block.text.chars}",
            data=True,
        )
        return
    where = f"[{block.pages[0]}–{block.pages[-1]}] " if block.pages else ""
    echo(
        f"t{block.index:<4}  {where}{block.row_count} × {block.cols}  {block.title}  {block.unit_line}",
        data=True,
    )
    for row in range(block.row_count):
        cells = [c for c in block.row_cells(row) if c.row == row]
        spans = [f" ({c.row_span}×{c.col_span})" if c.row_span * c.col_span > 1 else "" for c in cells]
        echo(
            f"      r{row:<3} "
            + " | ".join(c.text.chars.replace("\n", "⏎") + s for c, s in zip(cells, spans, strict=True)),
            data=True,
        )


def _as_dict(document: Document, blocks: list[Paragraph | Table]) -> dict[str, Any]:
    from .model import Table

    shown: list[dict[str, Any]] = []
    for b in blocks:
        if isinstance(b, Table):
            cells = [
                {
                    "row": c.row,
                    "col": c.col,
                    "row_span": c.row_span,
                    "col_span": c.col_span,
                    "page": c.page,
                    "bbox": c.bbox,
                    "text": c.text.chars,
                }
                for c in b.cells
            ]
            shown.append(
                {
                    "table": b.index,
                    "pages": b.pages,
                    "rows": b.row_count,
                    "cols": b.cols,
                    "title": b.title,
                    "unit_line": b.unit_line,
                    "notes": b.notes,
                    "cells": cells,
                }
            )
        else:
            shown.append(
                {
                    "paragraph": b.index,
                    "page": b.page,
                    "heading": b.heading,
                    "kind": b.kind,
                    "text": b.text.chars,
                }
            )
    pages = [
        {"number": p.number, "width": p.width, "height": p.height, "readable": p.readable, "ocr": p.ocr}
        for p in document.pages
    ]
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.file_format,
        "pages": pages,
        "warnings": document.warnings,
        "blocks": shown,
    }
