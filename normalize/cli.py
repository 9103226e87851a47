"""`juesuan schema`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extract.terminal import echo


def schema(
    data: Annotated[
        Path, typer.Option(help="dataset, or its URL, beside which datapackage.json is written")
    ] = Path("data/parquet"),
    markdown: Annotated[
        bool,
        typer.Option("--markdown", help="print the tables as the page docs/schema.md; nothing is written"),
    ] = False,
) -> None:
    """Print the tables with their columns, and write a Frictionless datapackage.json beside the data."""
    from .datapackage import ARROW, render_markdown, write_datapackage
    from .schema import TABLES
    from .store.objects import url_of
    from .store.remote import written

    if markdown:
        sys.stdout.write(render_markdown())
        return
    import dataclasses

    for name, row in TABLES.items():
        echo(f"{name}: {(row.__doc__ or '').strip()}", data=True)
        for f in dataclasses.fields(row):
            echo(f"    {f.name:16} {ARROW[f.metadata['kind']]:20} {f.metadata['text']}", data=True)
    url = url_of(data)
    if url or data.is_dir():
        with written(data) as folder:
            path = write_datapackage(folder)
        echo(f"written: {url or path}")
