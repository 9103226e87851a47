"""`juesuan check`, `findings`, `show` and `find`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from extract.errors import ExitCode, UsageError
from extract.terminal import echo
from normalize.dataset import Fields
from normalize.store.given import Changed, Read, ReadOption

from .codes import SEVERITIES
from .listing import ListFormat, Sort, Wanted, gravity, is_known, known_ids, render, select, sheet


def check(
    data: Changed = Path("data/parquet"),
    rounding: Annotated[
        bool,
        typer.Option(
            "--rounding", help="also gather the differences that rounding explains, one info a document"
        ),
    ] = False,
    config: Annotated[
        Path | None, typer.Option(help="TOML whose table `rules` switches rules off or sets their severity")
    ] = None,
) -> None:
    """Check a dataset again from its tables, without reading the documents.

    Its findings and checks are replaced.
    """
    from normalize.dataset import require
    from normalize.store.remote import written
    from normalize.writing import STATED

    from .choice import AS_THEY_ARE, read_choice
    from .recheck import recheck

    with written(data) as folder:
        require(folder, STATED)
        found = recheck(folder, rounding, read_choice(config) if config else AS_THEY_ARE)
    count = sum(found.values(), Counter[str]())
    echo(f"{len(found)} documents checked; findings: " + ", ".join(f"{count[s]} {s}" for s in SEVERITIES))


def findings(
    data: Read = Path("data/parquet"),
    severity: Annotated[
        str | None, typer.Option(help="error, warning or info: only findings at least as grave")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="only units whose name holds this")] = None,
    rule: Annotated[list[str] | None, typer.Option(help="only this rule; may be given several times")] = None,
    year: Annotated[int | None, typer.Option(help="only documents of this fiscal year")] = None,
    doc: Annotated[
        str | None, typer.Option(help="only documents whose path holds this, or whose id begins so")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="also the findings that another one of their cluster leads")
    ] = False,
    sort: Annotated[Sort, typer.Option(help="what comes first")] = Sort.SEVERITY,
    since: Annotated[
        Path | None, typer.Option(help="only what this earlier list (json, jsonl) does not hold")
    ] = None,
    form: Annotated[ListFormat, typer.Option("--format", help="how they are printed")] = ListFormat.TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="the same as --format json")] = False,
    out: Annotated[
        Path | None, typer.Option(help="file into which they are written", show_default="printed")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="exit with 3 if any finding is at least as grave")
    ] = None,
    rules: Annotated[
        bool, typer.Option("--rules", help="print the rules as the page docs/checks.md instead")
    ] = False,
) -> None:
    """List where reports contradict themselves, the gravest first; copies of one report are one."""
    if rules:
        sys.stdout.write(render_markdown())
        return
    _require_severities(severity, fail_on)
    _require_rules(rule or ())
    from normalize.dataset import require

    require(data, ("documents", "findings"))
    wanted = Wanted(severity, unit, frozenset(rule or ()), year, doc, everything)
    known = _known(since)
    shown = select(data, wanted, sort, known)
    form = ListFormat.JSON if as_json else form
    _write(shown, form, out)
    if form is ListFormat.TABLE:
        whole = select(data, replace(wanted, everything=True), sort, known)
        led = len(whole) - len(shown)
        echo(f"{len(shown)} findings" + (f", and {led} that follow from them (--all)" if led else ""))
    if not shown and not is_known(data, wanted):
        # That nothing is found must not look as if nothing were wrong.
        echo(
            "no document is so: `juesuan query 'select source, unit_name from documents'` lists them",
            err=True,
        )
    if fail_on and any(gravity(f["severity"]) <= gravity(fail_on) for f in shown):
        raise typer.Exit(ExitCode.FOUND)


def _write(shown: Sequence[Fields], form: ListFormat, out: Path | None) -> None:
    """Prints findings, or writes them to a file."""
    if form is ListFormat.XLSX:
        if out is None:
            raise UsageError("a workbook is a file: name it with --out FILE.xlsx")
        out.write_bytes(sheet(shown))
    elif out is not None:
        out.write_text(render(shown, form) + "\n", "utf-8", newline="\n")
    elif text := render(shown, form):
        echo(text, data=True)


def _require_severities(*given: str | None) -> None:
    for severity in given:
        if severity is not None and severity not in SEVERITIES:
            raise UsageError(f"{severity!r} is no severity: error, warning or info")


def _require_rules(given: Sequence[str]) -> None:
    from .rules import RULES

    for rule in given:
        if rule not in RULES:
            raise UsageError(f"{rule!r} is no rule; `juesuan findings --rules` lists them")


def _known(baseline: Path | None) -> frozenset[str]:
    if baseline is None:
        return frozenset()
    try:
        return known_ids(baseline)
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(
            f"{baseline} is no list of findings; `juesuan findings --format json` writes one"
        ) from None


NamesMap = Annotated[
    Path | None,
    typer.Option(
        metavar="MAP",
        help="the map of `juesuan ingest --mask-names`, where that was used",
        show_default=False,
    ),
]


def show(
    finding: Annotated[str, typer.Argument(help="id of a finding, or how it begins", show_default=False)],
    data: ReadOption = Path("data/parquet"),
    root: Annotated[
        Path | None,
        typer.Option(
            help="folder that the documents were read from", show_default="that of the dataset's run.json"
        ),
    ] = None,
    image: Annotated[
        Path | None, typer.Option(help="write its pages to this PNG, each number boxed in its colour (PDF)")
    ] = None,
    names: NamesMap = None,
) -> None:
    """Show a finding: the places of its numbers side by side, and its computation."""
    from .places import describe, file_of, finding_of, marks_of

    found = finding_of(data, finding)
    echo(describe(found), data=True)
    if image is not None:
        from extract.draw import draw_marks

        draw_marks(file_of(data, found["source"] or "", root, names), marks_of(found), image)


def find(
    number: Annotated[str, typer.Argument(help="a number as printed: 5377.64", show_default=False)],
    data: ReadOption = Path("data/parquet"),
) -> None:
    """List where a number is printed."""
    from .places import printed_at

    lines = printed_at(data, number)
    for line in lines:
        echo(line, data=True)
    if not lines:
        echo(f"{number} is printed nowhere")


def render_markdown() -> str:
    """docs/checks.md: every rule with its title, severity and source."""
    from .rules import RULES

    lines = [
        "# The checks",
        "",
        (
            "Generated from `checks/` by `juesuan findings --rules`. A rule compares rows of the "
            "tables; a printed number stands for an interval around it,"
        ),
        (
            "and a relation holds if the intervals of its two sides meet. What rounding explains is no "
            "finding; what only a coarser printing explains is `info`."
        ),
        "",
        "| rule | title | kind | severity | relation and source |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{r.id}` | {r.title} | {r.kind} | {r.severity} | {r.basis} |" for _, r in sorted(RULES.items())
    ]
    return "\n".join(lines) + "\n"
