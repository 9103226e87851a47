"""`juesuan export`: a dataset → files for people and programs that do not ask it themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.errors import UsageError
from extract.terminal import echo, said
from normalize.store.given import Read

LONGEST, MOST = 3600, 2**40
"""Seconds and rows that a view may take: all of it is wanted."""


def export(
    data: Read = Path("data/parquet"),
    views: Annotated[
        Path | None, typer.Option(help="folder into which each view is written as a Parquet file")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(help="workbook with findings, evidence, checks, funds, scores and sources")
    ] = None,
    verdicts: Annotated[
        Path | None,
        typer.Option(help="folder for regression cases of the documents with dismissed findings"),
    ] = None,
    raw: Annotated[
        list[Path] | None, typer.Option("--raw", help="of the cases: folder of the documents")
    ] = None,
    unit: Annotated[str, typer.Option(help="of the workbook: only units whose name holds this")] = "",
    year: Annotated[int | None, typer.Option(help="of the workbook: only this fiscal year")] = None,
) -> None:
    """Write a dataset's views as Parquet files, a workbook that can be filled in and read back, or cases of
    what people dismissed.
    """
    if views is None and xlsx is None and verdicts is None:
        raise UsageError("nothing to write: name a folder with --views or --verdicts, or a file with --xlsx")
    if views is not None:
        for path in write_views(data, views):
            echo(f"written: {path}")
    if xlsx is not None:
        from review.book.rows import Chosen
        from review.book.write import write_book

        counts = write_book(data, xlsx, Chosen(unit, year))
        echo(f"written: {xlsx} ({', '.join(f'{name} {n}' for name, n in counts.items())})")
    if verdicts is not None:
        from review.paper.cases import cases_of_verdicts

        for made in cases_of_verdicts(data, verdicts, raw or ()):
            told = f"{made.dismissed} findings not expected, {made.confirmed} confirmed"
            echo(f"{made.name}: {said(made.trouble or told)}", err=bool(made.trouble))


def write_views(data: Path, out: Path) -> list[Path]:
    """Writes each view as `out`/NAME.parquet, the same bytes for the same dataset. Raises DatasetError where
    there is no dataset, UsageError where `out` is a file.
    """
    from ingest.query import QueryLimits, table
    from normalize.store.layout import parquet
    from normalize.views import views

    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the views")
    held = {
        name: parquet(table(f"select * from {name} order by all", data, QueryLimits(LONGEST, rows=MOST)))
        for name in views()
    }
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / f"{name}.parquet" for name in held]
    for path, content in zip(paths, held.values(), strict=True):
        path.write_bytes(content)
    return paths
