"""`juesuan inspect`: what the reader saw in a file, or one number, row or finding of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.errors import UsageError
from extract.settings import OcrMode, Reader
from extract.terminal import echo
from normalize.store.masked_names import file_of


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
    number: Annotated[
        str | None, typer.Option("--find", help="show and draw only where this number is printed")
    ] = None,
    row: Annotated[str | None, typer.Option(help="draw only the row of this id, of any table")] = None,
    finding: Annotated[str | None, typer.Option(help="draw only the numbers of this finding")] = None,
    data: Annotated[Path, typer.Option(help="folder of the dataset that --row and --finding are of")] = Path(
        "data/parquet"
    ),
) -> None:
    """Show what the reader saw in a file: reading order, paragraphs, tables with their grid."""
    if sum(asked is not None for asked in (number, row, finding)) > 1:
        raise UsageError("--find, --row and --finding each ask for one thing: give one of them")
    file = file_of(names, str(file))
    if row is None and finding is None:
        from extract.cli import inspect as run

        run(file, page, image, ocr, reader, as_json, number)
        return
    _show_marked(file, data, row, finding, image)


def _show_marked(file: Path, data: Path, row: str | None, finding: str | None, image: Path | None) -> None:
    """Prints a row or a finding, and draws its places on the pages of the file."""
    from .places import describe, finding_of, marks_of, marks_of_row, row_in_words, row_of

    if finding is not None:
        found = finding_of(data, finding)
        echo(describe(found), data=True)
        marks = marks_of(found, data)
    else:
        assert row is not None
        table, held = row_of(data, row)
        echo(row_in_words(table, held), data=True)
        marks = marks_of_row(held)
    if image is not None:
        from extract.draw import draw_marks

        draw_marks(file, marks, image)
