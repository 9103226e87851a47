"""`juesuan regress`, `juesuan case` and `juesuan diff`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import ExitCode, UsageError
from extract.terminal import echo, said
from normalize.store.given import folder_of

if TYPE_CHECKING:
    from .cases import Case, Reading

HOME = Path("tests/fixtures")
SHOWN = 20
"""Rows that are listed of a kind where there may be thousands."""


Cases = Annotated[Path, typer.Option("--cases", help="folder of the cases")]
TableName = Annotated[str | None, typer.Option("--table", help="only this table")]
AsJson = Annotated[bool, typer.Option("--json", help="print as JSON")]
Update = Annotated[
    bool,
    typer.Option("--update", help="show the differences, then make what is read now the expectation"),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="update also where a quality floor breaks or a confirmed row changes"),
]
ShowCoverage = Annotated[
    bool,
    typer.Option(
        "--coverage",
        help="say instead which entries, table kinds, clues and outcomes of rules no case exercises",
    ),
]
Revision = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="REV",
        help="compare with what another commit reads instead of what is expected",
        show_default=False,
    ),
]
Changed = Annotated[
    bool,
    typer.Option(
        "--changed", help="read only the cases that what was changed since the last such run can touch"
    ),
]
Ablate = Annotated[
    bool,
    typer.Option(
        "--ablate",
        help="say instead which clues, rules, wordings and conditions can be switched off unnoticed",
    ),
]


def regress(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CASES]...", help="names of cases; all by default", show_default=False),
    ] = None,
    cases: Cases = HOME,
    table: TableName = None,
    update: Update = False,
    force: Force = False,
    coverage: ShowCoverage = False,
    revision: Revision = None,
    ablate: Ablate = False,
    changed: Changed = False,
    as_json: AsJson = False,
) -> None:
    """Read the documents of cases anew and show what differs from their expected rows; exit code 1 if
    anything does that a builder states or a person confirmed.
    """
    from .cases import all_readings, find_cases
    from .rows import CORE

    chosen = find_cases(cases, names or ())
    tables = _tables(table)
    if coverage:
        _coverage(chosen, as_json)
        return
    if ablate:
        _ablate(chosen)
        return
    started = time.perf_counter()
    whole = update or revision is not None
    found = _changed(cases, chosen, whole) if changed else all_readings(chosen, tables, whole=whole)
    if revision is not None:
        from .against import against

        found = against(revision, found, tables)
    _show(found, as_json, time.perf_counter() - started, () if revision is not None else tables or CORE)
    if update:
        _update(cases, found, force)
    elif any(map(bool, found) if revision is not None else (r.broken for r in found)):
        raise typer.Exit(ExitCode.DIFFERENT)


def _changed(folder: Path, chosen: Sequence[Case], whole: bool) -> list[Reading]:
    from .cases import CaseError, find_cases
    from .changes.record import Sources, held_record, keep, touched

    if len(chosen) != len(find_cases(folder)):
        raise CaseError("--changed chooses the cases itself: name none")
    record = held_record(folder)
    state = Sources.now(record)
    todo, found = touched(folder, chosen, record, state), []
    if todo:
        from .changes.again import read_recorded

        found = read_recorded(todo, record, whole=whole)
    keep(folder, chosen, record, state)
    echo(
        f"{len(todo)} of {len(chosen)} cases are read: the others run through nothing that was changed",
        err=True,
    )
    if same := len(todo) - len({reading.case.name for reading in found}):
        echo(f"of {same} of them the rows are those of before, and so is what rules say of them", err=True)
    return found


def _coverage(chosen: Sequence[Case], as_json: bool) -> None:
    from rich.console import Console

    from . import show
    from .cases import load_document
    from .coverage import coverage as measured

    items = measured(load_document(path) for case in chosen for path in case.documents)
    if as_json:
        echo(json.dumps(show.coverage_dict(items), ensure_ascii=False), data=True)
    else:
        show.show_coverage(Console(), items)


def _ablate(chosen: Sequence[Case]) -> None:
    from .ablation.ablate import Ablation
    from .cases import load_document

    ablation = Ablation(load_document(case.documents[-1]) for case in chosen if case.documents)
    number = 0
    for switch in ablation.unneeded():
        number += 1
        echo(f"{switch.kind} {switch.name}")
    echo(
        f"{number} of {len(ablation.switches)} can be switched off "
        f"without a row of {len(ablation.traces)} documents changing"
    )


def _show(found: Sequence[Reading], as_json: bool, seconds: float, asked: Iterable[str]) -> None:
    from rich.console import Console

    from . import show
    from .behind import clues_of
    from .summary import headline, stated, tallies, unstated

    differences = [d for r in found for d in r.differences]
    if as_json:
        result = {
            "summary": tallies(differences),
            "documents": [show.reading_dict(r) for r in found],
            "parsers": show.measures_dict(differences),
        }
        echo(json.dumps(result, ensure_ascii=False), data=True)
        return
    console = Console()
    console.print(headline(differences), style="bold", highlight=False, soft_wrap=True)
    for reading in found:
        if reading:
            show.show_reading(console, reading, None if reading.error else clues_of(reading.document))
    console.print(show.measure_table(differences))
    for table, columns in unstated(stated(differences), asked).items() if found else ():
        told = said(f"{table}: no case states {', '.join(columns)}")
        console.print(told, style="dim", highlight=False, soft_wrap=True)
    names = {r.case.folder for r in found}
    count = sum(map(bool, found))
    told = said(f"{len(names)} cases, {len(found)} documents, {count} differ, {seconds:.1f} s")
    console.print(told, highlight=False)


def _update(folder: Path, found: Sequence[Reading], force: bool) -> None:
    from .update import refusals
    from .update import update as rewrite

    if (refused := refusals(folder, found)) and not force:
        for reason in refused:
            echo(f"juesuan: {reason}", err=True)
        echo("juesuan: nothing was written; --force makes it the expectation all the same", err=True)
        raise typer.Exit(ExitCode.DIFFERENT)
    left = rewrite(found)
    for reason in left:
        echo(f"juesuan: {reason}: left as it was", err=True)
    echo("the expectations that differed are rewritten", err=True)
    if left or any(r.error for r in found):
        raise typer.Exit(ExitCode.DIFFERENT)


def _tables(table: str | None) -> list[str]:
    from .cases import CaseError
    from .rows import CORE

    if table is not None and table not in CORE:
        raise CaseError(f"{table!r} is no table of an expectation: {', '.join(CORE)}")
    return [] if table is None else [table]


def diff(
    a: Annotated[
        Path,
        typer.Argument(
            help="folder of a dataset, or its URL", parser=folder_of, metavar="a", show_default=False
        ),
    ],
    b: Annotated[
        Path | None,
        typer.Argument(
            help="the dataset to compare with it", parser=folder_of, metavar="b", show_default=False
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--doc",
            help="within one dataset: a document (doc_id, its first 8 digits, or path) before its correction",
            show_default=False,
        ),
    ] = None,
    other: Annotated[
        str | None,
        typer.Option(
            "--with",
            help="the document to compare it with; without it, the one that stands for it (edition_of)",
            show_default=False,
        ),
    ] = None,
    table: TableName = None,
    limit: Annotated[int, typer.Option(help="rows shown of each kind in a document's table")] = SHOWN,
    as_json: AsJson = False,
) -> None:
    """Show the rows on which two datasets disagree, by document, table and parser, or what a corrected report
    says otherwise than the one before it (--doc); exit code 1 if there is anything.
    """
    from rich.console import Console

    from . import show
    from .between.datasets import compare_datasets
    from .between.editions import compare_editions

    if b is not None and document is None and other is None:
        comparison = compare_datasets(a, b, _tables(table))
        differs, held = bool(comparison), show.comparison_dict(comparison)
        if not as_json:
            show.show_comparison(Console(), comparison, limit)
    elif b is None and document is not None:
        editions = compare_editions(a, document, other, _tables(table))
        differs, held = bool(editions), show.editions_dict(editions)
        if not as_json:
            show.show_editions(Console(), editions, limit)
    else:
        raise UsageError(
            "name two datasets, or one and a document in it: juesuan diff DATA --doc A [--with B]"
        )
    if as_json:
        echo(json.dumps(held, ensure_ascii=False), data=True)
    if differs:
        raise typer.Exit(ExitCode.DIFFERENT)
