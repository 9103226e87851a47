"""`juesuan query` and `juesuan ask`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import UsageError
from extract.terminal import echo
from normalize.store.given import ReadOption

from .formats import BINARY, AnswerFormat

if TYPE_CHECKING:
    from ingest.query import QueryLimits

Output = Annotated[AnswerFormat, typer.Option("--format", help="how the result is given")]
Bom = Annotated[bool, typer.Option("--bom", help="begin a CSV with a mark by which Excel knows its UTF-8")]
Out = Annotated[
    Path | None, typer.Option(help="file into which the result is written", show_default="printed")
]
Timeout = Annotated[float, typer.Option(help="seconds that it may take")]
Memory = Annotated[int, typer.Option(help="MiB of memory that it may take")]
Most = Annotated[int, typer.Option("--rows", help="rows that its result may have")]


def query(
    sql: Annotated[
        str | None,
        typer.Argument(
            help="SQL that reads the tables and views (docs/schema.md); - reads it from standard input; "
            "without it, on a terminal, a prompt asks for it",
            show_default=False,
        ),
    ] = None,
    file: Annotated[Path | None, typer.Option(help="file that holds the SQL")] = None,
    data: ReadOption = Path("data/parquet"),
    output: Output = AnswerFormat.TABLE,
    bom: Bom = False,
    out: Out = None,
    timeout: Timeout = 300,
    memory: Memory = 4096,
    most: Most = 1_000_000,
) -> None:
    """Query the dataset with SQL (DuckDB). A query reads the dataset and reaches nothing else."""
    from ingest.query import QueryLimits
    from normalize.dataset import require

    limits = QueryLimits(timeout, memory, most)

    def answer(asked: str) -> None:
        _write(_answered(asked, data, output, bom, limits), output, out)

    if sql is None and file is None and sys.stdin.isatty():
        from .prompt import run_prompt

        require(data, ())
        run_prompt(answer)
    else:
        answer(_asked(sql, file))


def _asked(sql: str | None, file: Path | None) -> str:
    """The SQL that is meant: given itself, in a file, or on standard input."""
    if (sql is None) == (file is None):
        raise UsageError("give the SQL itself, - to read it from standard input, or --file, and one of these")
    if file is not None:
        return file.read_text("utf-8-sig")
    return sys.stdin.read() if sql == "-" else sql or ""


def _answered(asked: str, data: Path, form: AnswerFormat, bom: bool, limits: QueryLimits) -> bytes:
    from ingest import query as engine

    from .formats import rendered

    if form is AnswerFormat.PARQUET:
        from normalize.store.layout import parquet

        return parquet(engine.table(asked, data, limits))
    return rendered(*engine.query(asked, data, limits), form, _width(), bom)


def _width() -> int:
    from rich.console import Console

    return Console().width


def _write(content: bytes, form: AnswerFormat, out: Path | None) -> None:
    if out is not None:
        out.write_bytes(content)
    elif form in BINARY and sys.stdout.isatty():
        raise UsageError(f"{form} is no text for a terminal: name a file with --out")
    elif form in BINARY:
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content.decode("utf-8"))


def ask(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="questions to ask; without one they are listed", show_default=False),
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="another threshold, as rate=50; may be given several times")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="ask all questions")] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="say what is asked, why, and what cannot be seen, and ask nothing"),
    ] = False,
    data: ReadOption = Path("data/parquet"),
    output: Output = AnswerFormat.TABLE,
    bom: Bom = False,
    out: Out = None,
) -> None:
    """Ask the questions of auditors of the dataset. What they find is a suspicion (疑点); those of 错误
    list what rules assert.
    """
    from .formats import rendered
    from .questions import ask_together, chosen, explained, parameter_of, questions

    if output is AnswerFormat.PARQUET:
        raise UsageError("answers are given as table, csv, json, jsonl or xlsx")
    wanted = [chosen(id) for id in ids or ()] or list(questions().values())
    if explain:
        echo("\n\n".join(map(explained, wanted)), data=True)
    elif ids or everything:
        given = dict(map(parameter_of, param or ()))
        names, rows = ask_together(wanted, data, given)
        _write(rendered(names, rows, output, _width(), bom), output, out)
    else:
        echo("\n".join(f"{q.id}  {q.raises}  {q.title}" for q in wanted), data=True)
