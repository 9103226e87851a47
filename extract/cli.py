"""`juesuan inspect`: what the reader saw."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .settings import Ocr, OcrMode, Reader
from .terminal import echo

if TYPE_CHECKING:
    from .model import Document, Paragraph, Table


def inspect(
    file: Annotated[
        Path, typer.Argument(help="a report, in any of the formats that are read", show_default=False)
    ],
    page: Annotated[int | None, typer.Option(help="show this page alone (from 1)")] = None,
    image: Annotated[
        Path | None,
        typer.Option(
            help="write the page to this PNG, cells and paragraphs boxed (PDF; page 1 unless --page)"
        ),
    ] = None,
    ocr: Annotated[
        OcrMode,
        typer.Option(help="which PDF pages are read as pictures: those without usable text, none, or all"),
    ] = OcrMode.AUTO,
    reader: Annotated[
        Reader, typer.Option(help="what takes glyphs and rulings out of PDF pages")
    ] = Reader.PDFIUM,
    names: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP",
            help="the map of `juesuan ingest --mask-names`: FILE may be a `source` of the dataset",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the document as JSON")] = False,
) -> None:
    """Show what the reader saw in a file: reading order, paragraphs, tables with their grid."""
    from .errors import UsageError
    from .masked_names import file_of
    from .read import read_document

    file = file_of(names, str(file))
    document = read_document(file, ocr=Ocr(ocr, os.cpu_count() or 1), reader=reader)
    if page is not None and document.pages and not 1 <= page <= len(document.pages):
        raise UsageError(f"{file.name} has pages 1 to {len(document.pages)}, no page {page}")
    if image is not None:
        from .draw import draw_page

        draw_page(file, document, page or 1, image)
    blocks = [b for b in document.blocks if page is None or page in _pages(b)]
    if as_json:
        import json

        echo(json.dumps(_as_dict(document, blocks), ensure_ascii=False))
    else:
        for block in blocks:
            _show(block)
        for warning in document.warnings:
            echo(f"warning: {warning}", err=True)


def _pages(block: Paragraph | Table) -> tuple[int | None, ...]:
    from .model import Table

    return block.pages if isinstance(block, Table) else (block.page,)


def _show(block: Paragraph | Table) -> None:
    from .model import Table

    if not isinstance(block, Table):
        mark = "#" if block.heading else " "
        echo(f"p{block.index:<4}{mark} {'' if block.page is None else f'[{block.page}] '}{block.text.chars}")
        return
    where = f"[{block.pages[0]}–{block.pages[-1]}] " if block.pages else ""
    echo(f"t{block.index:<4}  {where}{block.rows} × {block.cols}  {block.title}  {block.unit_line}")
    for row in range(block.rows):
        cells = [c for c in block.row_cells(row) if c.row == row]
        spans = [f" ({c.row_span}×{c.col_span})" if c.row_span * c.col_span > 1 else "" for c in cells]
        echo(
            f"      r{row:<3} "
            + " | ".join(c.text.chars.replace("\n", "⏎") + s for c, s in zip(cells, spans, strict=True))
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
                    "rows": b.rows,
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
