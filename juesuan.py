"""The front door: the command line, whose commands are imported when they are called, and the Python API."""

from __future__ import annotations

import importlib
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from extract.errors import ExitCode, JuesuanError
from extract.settings import Verbosity
from extract.terminal import echo, said, speaks_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from typer._click import Command, Context, HelpFormatter

    from extract.model import Document
    from ingest.run import Summary
    from normalize.schema import Rows

COMMANDS = {
    "ingest": ("ingest.cli", "Read published reports into the Parquet dataset, with findings."),
    "forget": ("ingest.cli", "Take a document out of a dataset."),
    "query": ("ingest.asking.cli", "Query the dataset with SQL (DuckDB)."),
    "ask": ("ingest.asking.cli", "Ask the questions of auditors of the dataset."),
    "export": ("review.export", "Write a dataset's views as Parquet files."),
    "check": ("checks.cli", "Check a dataset again, without its documents."),
    "findings": ("checks.cli", "List where reports contradict themselves."),
    "show": ("checks.cli", "Show the places of a finding's numbers, and its computation."),
    "find": ("checks.cli", "List where a number is printed."),
    "regress": (
        "regress.cli",
        "Read the documents of cases anew and show what differs from their expected rows.",
    ),
    "case": ("regress.case_cli", "Make cases of reports, and confirm their rows."),
    "sample": ("regress.case_cli", "Draw rows at random, for a person to compare with the reports."),
    "diff": ("regress.cli", "Show the rows on which two datasets disagree."),
    "review": ("review.cli", "Look at findings in the browser, beside their pages, and decide them."),
    "verdicts": ("review.verdict_cli", "Take in, merge and count what people decided of findings."),
    "report": (
        "review.verdict_cli",
        "Write one page of a document or a unit, for people without the program.",
    ),
    "inspect": (
        "checks.inspecting",
        "Show what the reader saw in a file: reading order, paragraphs, tables.",
    ),
    "demo": ("ingest.machine.demo", "Lay out the sample reports, read them, and say what to do next."),
    "doctor": (
        "ingest.machine.doctor",
        "Say what is installed and what is missing, with the command for it.",
    ),
    "config": (
        "ingest.machine.config",
        "Show what a file and the environment set, and where each value comes from.",
    ),
    "schema": (
        "normalize.cli",
        "Print the tables and their columns; write datapackage.json beside the data.",
    ),
}


def _print_version(wanted: bool) -> None:
    if wanted:
        from normalize.version import VERSION

        print(f"juesuan {VERSION}")
        raise typer.Exit


def read(path: str | Path) -> Document:
    """The document that a file holds. Raises extract.errors.ReportError."""
    from extract.read import read_document

    return read_document(Path(path))


def parse(path: str | Path, keep_personal_data: bool = False) -> Rows:
    """The rows of one file, normalised and checked; persons are masked unless told otherwise. Raises
    extract.errors.ReportError.
    """
    from ingest.worker import Settings, read_rows

    return read_rows(Path(path), Path(path).name, Settings(keep_personal_data=keep_personal_data))


def ingest(
    paths: str | Path | Sequence[str | Path],
    out: str | Path,
    jobs: int = 1,
    keep_personal_data: bool = False,
    *,
    timeout: float | None = None,
    memory: int | None = None,
    force: bool = False,
    keep_versions: bool = False,
    prune: bool = False,
    sources: str | Path | None = None,
) -> Summary:
    """Reads files and folders into the dataset at `out`, a folder or URL; persons are masked unless told
    otherwise. Raises extract.errors.JuesuanError.

    What the dataset has is not read again, but where `force` is true; `keep_versions` keeps the older version
    of a changed file, `prune` drops what is gone from the folders; `sources` is a CSV file that says where
    each was published (path, url, published, retrieved). `timeout` (s) and `memory` (bytes) are
    what one document may cost. It is read in a process of its own, which needs no main guard.
    """
    from ingest.limits import Limits, default_memory
    from ingest.run import Selection
    from ingest.run import ingest as run
    from ingest.worker import Settings
    from normalize.store.provenance import read_sources
    from normalize.store.remote import written

    with written(out) as folder:
        return run(
            [Path(p) for p in ([paths] if isinstance(paths, (str, Path)) else paths)],
            folder,
            jobs,
            Settings(keep_personal_data=keep_personal_data),
            limits=Limits(memory or default_memory(max(1, jobs)), timeout),
            choice=Selection(force, keep_versions, prune, read_sources(Path(sources) if sources else None)),
        )


def load(
    data: str | Path,
    table: str,
    versions: bool = False,
    *,
    year: int | None = None,
    unit: str | None = None,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """A table of the dataset in a folder or at a URL as pandas; decimals stay exact. Raises
    normalize.dataset.DatasetError where there is none, or a part of it is lost.

    `year`: the rows of one fiscal year; `unit`: those of a body, by its name or `unit_id` (of a table without
    bodies, those of its reports); `columns`: some of them. What older versions of reports state, where they
    were kept, is left out unless `versions` is true.
    """
    from normalize.dataset import DatasetError, read_table
    from normalize.ids import unit_id
    from normalize.store.given import folder_of

    folder = folder_of(data)
    rows = read_table(folder, table, versions=versions, year=year)
    if unit is not None:
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = [unit, unit_id(unit)]
        if "unit_id" not in rows.column_names:
            named = read_table(folder, "documents", ["doc_id", "unit_id"])
            wanted = named.filter(pc.is_in(named["unit_id"], pa.array(wanted)))["doc_id"].to_pylist()
        key = "unit_id" if "unit_id" in rows.column_names else "doc_id"
        rows = rows.filter(pc.is_in(rows[key], pa.array(wanted, pa.string())))
    if lost := [name for name in columns or () if name not in rows.column_names]:
        raise DatasetError(f"{table} has no column {lost[0]}: there are {', '.join(rows.column_names)}")
    frame: pd.DataFrame = (rows if columns is None else rows.select(list(columns))).to_pandas()
    return frame


def query(data: str | Path, sql: str) -> pd.DataFrame:
    """The answer of the dataset in a folder or at a URL to a query in SQL as pandas; decimals stay exact.
    Raises normalize.dataset.DatasetError where there is none, extract.errors.UsageError where the SQL is
    wrong, does more than read, or takes longer than five minutes.
    """
    from ingest.query import table
    from normalize.store.given import folder_of

    answer: pd.DataFrame = table(sql, folder_of(data)).to_pandas()
    return answer


def _settings(ctx: Context, name: str, command: Command) -> dict[str, Any]:
    """What a file and the environment set of a command's options."""
    from ingest.machine.config import defaults_of, settings_of

    return defaults_of(name, command, settings_of(ctx, COMMANDS))


class Commands(TyperGroup):
    """The commands, each from its package's module, which is imported when the command is called."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Their names in the order of the way of a document."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command; None where there is none of that name, of which the user is told."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        held = getattr(importlib.import_module(module), cmd_name)
        if not isinstance(held, typer.Typer):
            single = typer.Typer(add_completion=False)
            single.command(cmd_name)(held)
            held = single
        command = typer.main.get_command(held)
        if speaks_chinese():
            from ingest.machine.spoken import translate_command

            translate_command(command, ctx)
        ctx.default_map = {**(ctx.default_map or {}), cmd_name: _settings(ctx, cmd_name, command)}
        return command

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """What `juesuan --help` prints."""
        if speaks_chinese():
            from ingest.machine.spoken import translate_command

            translate_command(self, ctx)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The list of `juesuan --help`, without importing what it lists."""
        with formatter.section(said("Commands")):
            formatter.write_dl([(name, said(text)) for name, (_, text) in COMMANDS.items()])


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="print the version")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="show the traceback of an error of the program itself")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="show no progress and no summary, only errors")
    ] = False,
) -> None:
    """Turns published final accounts, budgets and performance self-evaluations into a Parquet dataset,
    with findings.
    """
    ctx.obj = Verbosity.VERBOSE if verbose else Verbosity.QUIET if quiet else Verbosity.NORMAL


def _speak_utf8() -> None:
    """Begins again in Python's UTF-8 mode where paths are of another encoding, as Arrow knows UTF-8 alone.
    What is printed stays in the terminal's. Where Python was told not to use that mode, it stays so.
    """
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def main() -> None:
    """The command line. Ends the process with an ExitCode."""
    _speak_utf8()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal or file that is not UTF-8 shows an escape for what it has no character for.
            stream.reconfigure(errors="backslashreplace")
    if speaks_chinese():
        from ingest.machine.spoken import translate_library

        translate_library()
    verbose = {"-v", "--verbose"} & set(sys.argv[1:2])
    try:
        app(prog_name="juesuan")
    except JuesuanError as error:
        echo(f"juesuan: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        # A folder or file is to blame.
        if verbose:
            raise
        echo(
            f"juesuan: {f'{error.filename}: {said(str(error.strerror))}' if error.filename else error}",
            err=True,
        )
        sys.exit(ExitCode.USAGE)
    except Exception as error:
        if verbose:
            raise
        told = f"error of the program itself ({type(error).__name__}: {error})"
        echo(f"juesuan: {told}: call it again as `juesuan -v …` and report what it prints", err=True)
        sys.exit(ExitCode.INTERNAL)


if __name__ == "__main__":
    main()
