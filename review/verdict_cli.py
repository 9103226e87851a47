"""`juesuan verdicts` and `juesuan report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.errors import UsageError
from extract.terminal import echo
from normalize.store.given import Read
from normalize.store.objects import url_of

from .cli import _me


def _here(given: str | Path) -> Path:
    """The folder of a dataset. Raises UsageError where a URL is given: verdicts lie in a folder alone."""
    if url := url_of(given):
        raise UsageError(
            f"{url} has no verdicts: `juesuan review --verdicts` keeps those of a dataset at a URL in a file"
        )
    return Path(given)


Data = Annotated[Path, typer.Option("--data", help="folder of the dataset", parser=_here, metavar="<path>")]
Who = Annotated[str | None, typer.Option("--as", help="the name that the verdicts carry")]
HERE = Path("data/parquet")

verdicts = typer.Typer(add_completion=False, help="Take in, merge and count what people decided of findings.")


@verdicts.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="workbook that was filled in", show_default=False)],
    data: Data = HERE,
    who: Who = None,
) -> None:
    """Enter the verdicts of a workbook of `juesuan export --xlsx`."""
    from .book.read import import_book

    done = import_book(data, file, who or _me())
    echo(f"{done.new} verdicts are new, {done.same} stand already")
    for id in done.gone:
        echo(f"{id}: the dataset has no such finding any more", err=True)


@verdicts.command()
def merge(
    logs: Annotated[list[Path], typer.Argument(help="other people's verdicts.jsonl", show_default=False)],
    data: Data = HERE,
) -> None:
    """Add other people's verdicts, and list the findings of which people say different things."""
    from normalize.dataset import require

    from .verdicts.entry import NAMES
    from .verdicts.log import log_of, merge, read_log
    from .verdicts.state import state_of

    require(data, ())
    echo(f"{merge(log_of(data), logs)} entries are new")
    for id, entries in state_of(read_log(log_of(data)).entries).conflicts.items():
        echo(
            f"{id}  " + "；".join(f"{e.who}：{NAMES[e.verdict]} {e.reason}".rstrip() for e in entries),
            data=True,
        )


@verdicts.command()
def rules(data: Data = HERE) -> None:
    """Count how often each rule was right by the verdicts."""
    from normalize.dataset import require

    from .verdicts.log import log_of, read_log
    from .verdicts.state import precision, state_of

    require(data, ())
    counted = precision(state_of(read_log(log_of(data)).entries))
    if not counted:
        echo("no finding is decided yet")
    for p in counted:
        share = "" if p.share is None else f"{100 * p.share:.0f}%"
        echo(f"{p.rule:28} {share:>5}  real {p.real}, dismissed {p.dismissed}, unsure {p.unsure}")


def report(
    html: Annotated[Path, typer.Option("--html", help="file of the page", show_default=False)],
    data: Read = HERE,
    doc: Annotated[str, typer.Option(help="beginning of a document's id, or a part of its path")] = "",
    unit: Annotated[str, typer.Option(help="only units whose name holds this")] = "",
    year: Annotated[int | None, typer.Option(help="only this fiscal year")] = None,
    raw: Annotated[list[Path] | None, typer.Option("--raw", help="folder of the documents")] = None,
) -> None:
    """Write a page of a document or a unit, to be read without the program: findings, what was checked."""
    from .paper.report import WantedFindings, write_report

    count = write_report(data, html, WantedFindings(doc, unit, year), raw or ())
    echo(f"written: {html} ({count} findings)")
