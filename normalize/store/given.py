"""The dataset that a command is given: a folder, or the URL of one in an object store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HELP = "folder of the dataset, or its URL"


def folder_of(given: str | Path) -> Path:
    """The folder of a dataset that is read; that at a URL is fetched. Raises UsageError, DatasetError."""
    from .remote import dataset_at

    return dataset_at(given)


Read = Annotated[Path, typer.Argument(help=HELP, parser=folder_of, metavar="data")]
ReadOption = Annotated[Path, typer.Option("--data", help=HELP, parser=folder_of, metavar="<path>")]
Changed = Annotated[Path, typer.Argument(help=HELP)]
ChangedOption = Annotated[Path, typer.Option("--data", help=HELP)]
