"""`juesuan case` and `juesuan sample`: reports kept as cases, and what people say of their rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.terminal import echo, said

from .cli import HOME, SHOWN, Cases, TableName, _tables

if TYPE_CHECKING:
    from .cases import Case

EXAMPLES = 3
"""Rows that are shown of a group."""


case = typer.Typer(add_completion=False, help="Make a case of a report, and confirm its rows.")


@case.command()
def new(
    file: Annotated[
        Path, typer.Argument(help="a PDF, DOCX or text file, or a folder of them", show_default=False)
    ],
    name: Annotated[
        str | None,
        typer.Option(help="name of the case of a file: letters, digits, - and _", show_default=False),
    ] = None,
    cases: Cases = HOME,
    keep_document: Annotated[
        bool, typer.Option("--keep-document", help="copy the file too, with all the personal data in it")
    ] = False,
) -> None:
    """Make a case of a file, or of each file of a folder: its extracted text without personal data, and the
    rows that are read from it now.
    """
    from .cases import CaseError
    from .stored.new import new_case

    if file.is_dir():
        _new_cases(file, cases)
        return
    if name is None:
        raise CaseError(f"a case of a file wants a name: add --name to `juesuan case new {file}`")
    made = new_case(file, name, cases, keep_document)
    if keep_document:
        echo(
            f"{made.documents[0]} is a copy of {file.name}: "
            "the names and telephone numbers in it stay in the case",
            err=True,
        )
    echo(f"made {made.folder}; no row is confirmed yet")
    _show_doubts(made)


def _new_cases(source: Path, folder: Path) -> None:
    from .cases import CaseError
    from .stored.new import new_cases

    seen = made = 0
    for file, result in new_cases(source, folder):
        seen += 1
        if isinstance(result, str):
            echo(f"{file.name}: {said(result)}", err=True)
        else:
            made += 1
    if not seen:
        raise CaseError(f"{source} holds no PDF, DOCX or text file to make a case of")
    echo(f"made {made} cases in {folder}; `juesuan case triage --cases {folder}` shows what to confirm")


@case.command()
def triage(
    cases: Cases = HOME,
    group: Annotated[
        int | None, typer.Option("--confirm", help="confirm all rows of this group", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(help="groups that are shown")] = SHOWN,
) -> None:
    """Show the rows of all cases that want a human's confirmation by what they have in common: why, form,
    clue.
    """
    from .cases import CaseError, find_cases
    from .show import place_text, row_text
    from .stored.triage import confirm_group
    from .stored.triage import triage as grouped

    found = grouped(c for c in find_cases(cases) if not c.built)
    if group is not None:
        if not 1 <= group <= len(found):
            raise CaseError(f"there are {len(found)} groups, no group {group}")
        echo(f"{confirm_group(found[group - 1])} rows are confirmed now")
        return
    for number, held in enumerate(found[:limit], 1):
        common = held.common
        echo(
            f"{number:4} {len(held.rows):5} {common.table} {common.form}: {common.why}  ← {common.clue}",
            data=True,
        )
        for made, row_number, row in held.rows[:EXAMPLES]:
            line = f"{row_text(common.table, row)}  ({place_text(row)})"
            echo(f"           {made.name} {row_number}: {line}", data=True)
    echo(f"{len(found)} groups of {sum(len(g.rows) for g in found)} rows")


@case.command()
def show(
    name: Annotated[str, typer.Argument(help="name of the case", show_default=False)],
    cases: Cases = HOME,
    table: TableName = None,
) -> None:
    """List the expected rows of a case with their numbers; confirmed ones are marked."""
    from .cases import find_cases
    from .rows import CONFIRMED, read_facts
    from .show import place_text, row_text

    (chosen,) = find_cases(cases, [name])
    tables = _tables(table) or list(chosen.tables)
    for t in tables:
        rows = read_facts(chosen.expectation(t))
        echo(f"{t}: {len(rows)} rows, {sum(bool(r.get(CONFIRMED)) for r in rows)} confirmed")
        for number, row in enumerate(rows, 1):
            echo(
                f"{number:5} {'✓' if row.get(CONFIRMED) else ' '} {row_text(t, row)}  ({place_text(row)})",
                data=True,
            )
    _show_doubts(chosen)


def _show_doubts(made: Case) -> None:
    from .show import place_text, row_text
    from .stored.new import doubts

    found = list(doubts(made))
    echo(
        f"{len(found)} rows want a human's confirmation first"
        + (":" if found else "; every row can be confirmed with `juesuan case confirm`")
    )
    for table, number, row, why in found[:SHOWN]:
        echo(f"  {table} {number}: {row_text(table, row)}  ({place_text(row)}): {why}", data=True)
    if len(found) > SHOWN:
        echo(
            f"  … and {len(found) - SHOWN} more: `juesuan case show {made.name} --cases {made.folder.parent}`"
        )


@case.command()
def confirm(
    name: Annotated[str, typer.Argument(help="name of the case", show_default=False)],
    table: Annotated[str, typer.Option("--table", help="table of the rows", show_default=False)],
    row: Annotated[
        list[int] | None,
        typer.Option(
            "--row", help="number of a row in `juesuan case show`; all by default", show_default=False
        ),
    ] = None,
    cases: Cases = HOME,
) -> None:
    """Mark rows as confirmed by a human who compared them with the report: from then on they must not change
    silently.
    """
    from .cases import find_cases
    from .update import confirm as mark

    (chosen,) = find_cases(cases, [name])
    (known,) = _tables(table)
    fresh = mark(chosen, known, row or ())
    echo(f"{fresh} rows of {table} are confirmed now")


def sample(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="folder of cases, or of a dataset", show_default=False)
    ],
    count: Annotated[int, typer.Option("-n", help="rows that are drawn")] = 100,
    table: Annotated[str, typer.Option("--table", help="table of the rows")] = "funds",
    stratify: Annotated[
        str | None, typer.Option(help="draw evenly by form or by rule", show_default=False)
    ] = None,
    seed: Annotated[int | None, typer.Option(help="draw the same rows again", show_default=False)] = None,
    ask: Annotated[bool, typer.Option("--ask", help="ask of each row whether it is right")] = False,
    answers: Annotated[
        Path, typer.Option(help="file that keeps the answers where the rows are of a dataset")
    ] = Path("answers.jsonl"),
) -> None:
    """Draw rows or findings at random with their places, for a person to compare with the reports: how many
    are right, and how surely. Answers are kept in the cases, or of a dataset in a file.
    """
    import random

    from normalize.store.manifest import MANIFEST

    from .cases import CaseError, find_cases
    from .show import place_text, row_text
    from .stored.sample import STRATA, draw, draw_of_dataset, interval, keep_answer

    (known,) = _tables(table)
    if stratify not in (None, *STRATA):
        raise CaseError(f"{stratify!r} is none of {', '.join(STRATA)}")
    seed = random.randrange(10**6) if seed is None else seed
    if (folder / MANIFEST).is_file():
        drawn = draw_of_dataset(folder, known, count, seed, stratify)
    else:
        drawn = draw(find_cases(folder), known, count, seed, stratify)
    right = seen = 0
    for n, d in enumerate(drawn, 1):
        line = f"{d.stratum} {row_text(known, d.row)}  ({place_text(d.row)})"
        echo(f"{n:4} {d.name} {d.number}: {line.strip()}", data=True)
        if ask:
            correct = typer.confirm("     " + said("right?"))
            keep_answer(d, known, correct, answers)
            right, seen = right + correct, seen + 1
    echo(f"seed {seed}: {len(drawn)} rows of {known}")
    if ask:
        low, high = interval(right, seen)
        share = right / seen if seen else 0.0
        echo(f"precision {share:.4f}, with 95 % certainty between {low:.4f} and {high:.4f}")
