"""The front door: the command line, each package's commands mounted when they are called, and the Python API."""

from __future__ import annotations

import importlib
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from extract.model import Document
    from ingest.run import Summary
    from normalize.schema import Rows

COMMANDS = {
    "ingest": ("ingest.cli", "Read published reports into the Parquet dataset, with findings."),
    "query": ("ingest.cli", "Query the dataset with SQL (DuckDB)."),
    "check": ("checks.cli", "Check a dataset again, without its documents."),
    "findings": ("checks.cli", "List where reports contradict themselves."),
    "regress": (
        "regress.cli",
        "Read the documents of cases anew and show what differs from their expected rows.",
    ),
    "case": ("regress.cli", "Make a case of a report, and confirm its rows."),
    "diff": ("regress.cli", "Show the rows on which two datasets disagree."),
    "inspect": ("extract.cli", "Show what the reader saw in a file: reading order, paragraphs, tables."),
    "schema": (
        "normalize.cli",
        "Print the tables and their columns; write datapackage.json beside the data.",
    ),
}
USAGE = 2


def read(path: str | Path) -> Document:
    """The document that a file holds. Raises extract.errors.ReportError."""
    from extract.read import read_document

    return read_document(Path(path))


def parse(path: str | Path, keep_personal_data: bool = False) -> Rows:
    """The rows of one file, normalised and checked; persons are masked unless told otherwise. Raises extract.errors.ReportError."""
    from ingest.worker import Settings, read_rows

    return read_rows(Path(path), Path(path).name, Settings(keep_personal_data=keep_personal_data))


def ingest(
    paths: str | Path | Sequence[str | Path], out: str | Path, jobs: int = 1, keep_personal_data: bool = False
) -> Summary:
    """Reads files and folders into the dataset at `out`; persons are masked unless told otherwise. Raises ingest.run.UsageError.

    With more than one job, a script that calls this does so under `if __name__ == "__main__":`, as its workers import it.
    """
    from ingest.run import ingest as run
    from ingest.worker import Settings

    return run(
        [Path(p) for p in ([paths] if isinstance(paths, (str, Path)) else paths)],
        Path(out),
        jobs,
        Settings(keep_personal_data=keep_personal_data),
    )


def load(data: str | Path, table: str) -> pd.DataFrame:
    """A table of a dataset as pandas; decimals stay exact. Raises normalize.dataset.DatasetError where there is none."""
    from normalize.dataset import read_table, require

    require(Path(data), (table,))
    frame: pd.DataFrame = read_table(Path(data), table).to_pandas()
    return frame


def main() -> None:
    """The command line. Only the package of the command that is called is imported."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal or file that is not UTF-8 shows an escape for what it has no character for.
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        print(help_text())
        return
    if arguments[0] == "--version":
        from normalize.schema import VERSION

        print(f"juesuan {VERSION}")
        return
    if arguments[0] not in COMMANDS:
        print(f"juesuan: no command {arguments[0]!r}; `juesuan --help` lists them", file=sys.stderr)
        sys.exit(USAGE)
    import typer

    module, _ = COMMANDS[arguments[0]]
    command = getattr(importlib.import_module(module), arguments[0])
    if isinstance(command, typer.Typer):
        app = command
    else:
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        app.command(arguments[0])(command)
    try:
        app(args=arguments[1:], prog_name=f"juesuan {arguments[0]}")
    except Exception as error:
        if (reason := _reason(error)) is None:
            raise
        print(f"juesuan: {reason}", file=sys.stderr)
        sys.exit(USAGE)


def _reason(error: Exception) -> str | None:
    """What to tell of an error that a folder or file is to blame for; nothing of one that the program is."""
    from normalize.dataset import DatasetError

    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return str(error) if isinstance(error, DatasetError) else None


def help_text() -> str:
    """The commands, a line each."""
    lines = [
        "Usage: juesuan COMMAND …",
        "",
        "Turns published final accounts, budgets and performance self-evaluations into a Parquet dataset, with findings.",
        "",
    ]
    lines += [f"  {name:10} {text}" for name, (_, text) in COMMANDS.items()]
    return "\n".join(
        [
            *lines,
            "",
            "  juesuan COMMAND --help says what a command takes; juesuan --version prints the version.",
        ]
    )


if __name__ == "__main__":
    main()
