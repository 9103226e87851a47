"""`juesuan ingest` and `juesuan forget`."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import ExitCode, UsageError
from extract.settings import Ocr, OcrMode, Reader, Verbosity
from extract.terminal import echo, said
from normalize.store.given import ChangedOption

from .limits import Limits, default_jobs, default_memory, fraction, size_of
from .machine.stages import Clock, profile_text

if TYPE_CHECKING:
    from checks.choice import Choice

    from .run import MakeEngine, Summary


class EngineName(StrEnum):
    """Where documents are read."""

    LOCAL = "local"
    RAY = "ray"


Paths = Annotated[
    list[Path],
    typer.Argument(
        help="files and folders, or their URLs; each file of a folder, and of an archive, gets a row of "
        "documents",
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option(help="folder of the dataset, or its URL; documents read again replace their old rows")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        help="worker processes; the rows are the same whatever their number", show_default="one a core"
    ),
]
OcrPages = Annotated[
    OcrMode,
    typer.Option(help="which PDF pages are read as pictures: those without usable text, none, or all"),
]
KeepPersonalData = Annotated[
    bool,
    typer.Option(
        "--keep-personal-data",
        help="leave names and telephone numbers of persons in raw, context and message; "
        "they are masked otherwise",
    ),
]
PageReader = Annotated[
    Reader,
    typer.Option(
        help="what takes glyphs and rulings out of PDF pages; pdfplumber is slower and there to compare with"
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option(
        min=1,
        metavar="SECONDS",
        help="how long one document may take",
        show_default="2 minutes to an hour, by size and pages",
    ),
]
Memory = Annotated[
    int | None,
    typer.Option(
        parser=size_of,
        metavar="SIZE",
        help="how much memory one worker may use, as 2G or 800M",
        show_default="a share of the machine's, 1G to 4G",
    ),
]
FailOver = Annotated[
    float,
    typer.Option(
        parser=fraction,
        metavar="SHARE",
        help="exit with 1 only where more than this share of the documents fails, as 5%",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="read everything again, unchanged files too")]
KeepVersions = Annotated[
    bool,
    typer.Option(
        "--keep-versions",
        help="keep the older version of a changed file, marked in edition_of; it is replaced otherwise",
    ),
]
Prune = Annotated[
    bool, typer.Option("--prune", help="drop documents whose files are gone from the folders given")
]
Sources = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.csv",
        help="list of sources with the columns path, url, published, retrieved: fills source_url, published "
        "and retrieved_at of documents; path as `source` has it",
    ),
]
MaskNames = Annotated[
    Path | None,
    typer.Option(
        metavar="MAP",
        help="mask persons in the names of files; which is which is kept in this file, for you alone",
        show_default=False,
    ),
]
PasswordFile = Annotated[
    Path | None, typer.Option(help="file of passwords, one a line, to be tried on files that ask for one")
]
AskPassword = Annotated[bool, typer.Option("--ask-password", help="ask for such a password on the terminal")]
Profile = Annotated[
    bool,
    typer.Option("--profile", help="say what each stage cost, here and in run.json: seconds of a processor"),
]
Log = Annotated[
    Path | None, typer.Option(help="file to which is written what each worker reads, and what ends one")
]
Config = Annotated[
    Path | None, typer.Option(help="TOML whose table `rules` switches rules off or sets their severity")
]
On = Annotated[
    EngineName,
    typer.Option(help="where documents are read: on this machine, or by tasks of Ray"),
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="HOST:PORT",
        help="a running Ray cluster for --engine ray",
        show_default="Ray is started on this machine",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="print the summary as JSON")]


def ingest(
    ctx: typer.Context,
    paths: Paths,
    out: Out = Path("data/parquet"),
    jobs: Jobs = None,
    ocr: OcrPages = OcrMode.AUTO,
    keep_personal_data: KeepPersonalData = False,
    reader: PageReader = Reader.PDFIUM,
    timeout: Timeout = None,
    memory: Memory = None,
    fail_over: FailOver = "0%",  # type: ignore[assignment]  # typer gives defaults to the parser, too
    force: Force = False,
    keep_versions: KeepVersions = False,
    prune: Prune = False,
    sources: Sources = None,
    mask_names: MaskNames = None,
    password_file: PasswordFile = None,
    ask_password: AskPassword = False,
    log: Log = None,
    config: Config = None,
    engine: On = EngineName.LOCAL,
    address: Address = None,
    profile: Profile = False,
    as_json: AsJson = False,
) -> None:
    """Read published reports into the Parquet dataset, with findings."""
    from normalize.packed import without_pandas
    from normalize.store.provenance import read_sources
    from normalize.store.remote import written

    from .progress import logged, shown_progress, unseen
    from .run import Selection
    from .run import ingest as run
    from .stopping import Stopped, stoppable
    from .worker import Settings

    on = _reader_on(engine, address, private=ask_password or password_file is not None)
    clock = Clock(time.process_time()) if profile else None
    chosen = _chosen_rules(config)
    jobs, quiet = default_jobs() if jobs is None else jobs, ctx.obj is Verbosity.QUIET
    passwords = tuple(password_file.read_text("utf-8").splitlines() if password_file else ())
    if ask_password:
        passwords += (typer.prompt(said("Password"), hide_input=True, err=True),)
    limits = Limits(memory or default_memory(max(1, jobs)), timeout)
    settings = Settings(Ocr(ocr), keep_personal_data, reader, passwords)
    try:
        shown = nullcontext(unseen) if quiet else shown_progress()
        with stoppable(), logged(log), shown as progress, written(out) as folder, without_pandas(), on as by:
            choice = Selection(force, keep_versions, prune, read_sources(sources), mask_names)
            summary = run(paths, folder, jobs, settings, progress, limits, choice, by, clock)
            if chosen is not None:
                from checks.recheck import recheck

                summary.findings = sum(recheck(folder, choice=chosen).values(), Counter[str]())
    except Stopped as stopped:
        echo(f"juesuan: {stopped}; the dataset {out} is as it was: run it again to go on", err=True)
        raise typer.Exit(stopped.exit_code) from None
    _tell(summary, out, as_json, ctx.obj, clock)
    too_many = len(summary.failures) > fail_over * summary.documents
    raise typer.Exit(ExitCode.DIFFERENT if too_many else ExitCode.DONE)


def _chosen_rules(config: Path | None) -> Choice | None:
    if config is None:
        return None
    from checks.choice import read_choice

    return read_choice(config)


def _reader_on(
    engine: EngineName, address: str | None, private: bool
) -> AbstractContextManager[MakeEngine | None]:
    """What reads the documents, for as long as the context lasts; null: this machine's worker processes.
    `private`: whether passwords are to be tried, which no other machine is told.
    """
    if engine is EngineName.LOCAL:
        if address:
            raise UsageError("--address is the address of a Ray cluster: give --engine ray, too")
        return nullcontext()
    if address and private:
        raise UsageError(
            "passwords are told to no other machine: read what asks for one without --address, or leave out "
            "--password-file and --ask-password"
        )
    from .cluster.engine import on_ray

    return on_ray(address)


def _tell(summary: Summary, out: Path, as_json: bool, verbosity: Verbosity, clock: Clock | None) -> None:
    if as_json:
        told = summary.as_dict() | {"little": summary.little} | ({"profile": clock.told()} if clock else {})
        echo(json.dumps(told, ensure_ascii=False), data=True)
    elif verbosity is not Verbosity.QUIET:
        echo(summary_text(summary, out))
        if clock:
            echo(profile_text(clock))
    for source, trace in summary.tracebacks.items() if verbosity is Verbosity.VERBOSE else ():
        echo(f"juesuan: traceback of {source}:\n{trace}", err=True)
    for warning in summary.warnings:
        echo(f"juesuan: {warning}", err=True)


def summary_text(summary: Summary, out: Path) -> str:
    """The summary as people read it."""
    states = ", ".join(
        f"{summary.status[s]} {s}" for s in ("ok", "partial", "skipped", "failed") if summary.status[s]
    )
    lines = [
        f"{summary.documents} documents ({states or 'none'}), {summary.pages} pages, "
        f"{summary.seconds:.1f} s → {out}"
    ]
    if summary.hidden:
        lines.append(f"{summary.hidden} hidden and temporary files left out")
    if summary.duplicates:
        lines.append(f"{summary.duplicates} files with content that another one has")
    known = {"not read again": summary.unchanged, "changed": summary.changed, "renamed": summary.renamed}
    if any(known.values()):
        lines.append(", ".join(f"{number} {what}" for what, number in known.items() if number))
    if summary.gone:
        lines.append(f"{summary.gone} files are gone; without --prune the dataset keeps what they held")
    lines.append("rows: " + ", ".join(f"{name} {count}" for name, count in summary.rows.items()))
    lines.append("findings: " + ", ".join(f"{summary.findings[s]} {s}" for s in ("error", "warning", "info")))
    if summary.status["partial"]:
        asked = "select source, warnings from documents where status = 'partial'"
        lines.append(
            f"partial: pages of {summary.status['partial']} were not read; "
            f'`juesuan query "{asked}" --data {out}` says which and what to do'
        )
    if summary.status["skipped"]:
        asked = "select source, error from documents where status = 'skipped'"
        lines.append(
            f"skipped: {summary.status['skipped']} files are no reports that juesuan reads; "
            f'`juesuan query "{asked}" --data {out}` says why'
        )
    if summary.little:
        from normalize.share import LITTLE_READ

        lines.append(
            f"little read: {summary.little} documents have no money, unit or year, or little of it; "
            f'`juesuan query "{LITTLE_READ}" --data {out}` says which'
        )
    lines += [f"failed: {source}: {error}" for source, error in summary.failures]
    return "\n".join(lines)


def forget(
    document: Annotated[
        str,
        typer.Argument(
            help="doc_id, its first 8 digits or more, or the path as `source` has it", show_default=False
        ),
    ],
    data: ChangedOption = Path("data/parquet"),
) -> None:
    """Take a document out of a dataset: tables, findings about it, journal and records.

    Its file stays where it is, and is read again by an ingest of its folder.
    """
    from normalize.store.remote import written

    from .records import forget as run

    with written(data) as folder:
        held = run(folder, document)
    echo(f"forgotten: {', '.join(held)}")
