"""`juesuan check` and `juesuan findings`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from extract.errors import ExitCode, UsageError

SEVERITIES = ("error", "warning", "info")


def check(
    data: Annotated[Path, typer.Argument(help="folder of the dataset")] = Path("data/parquet"),
    rounding: Annotated[
        bool,
        typer.Option(
            "--rounding", help="also gather the differences that rounding explains, one info a document"
        ),
    ] = False,
) -> None:
    """Check a dataset again from its tables, without reading the documents.

    Its findings and checks are replaced.
    """
    from normalize.dataset import require
    from normalize.writing import STATED

    from .recheck import recheck

    require(data, STATED)
    found = recheck(data, rounding)
    count = sum(found.values(), Counter[str]())
    typer.echo(
        f"{len(found)} documents checked; findings: " + ", ".join(f"{count[s]} {s}" for s in SEVERITIES)
    )


def findings(
    data: Annotated[Path, typer.Argument(help="folder of the dataset")] = Path("data/parquet"),
    severity: Annotated[
        str | None, typer.Option(help="error, warning or info: only findings at least as grave")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="only units whose name holds this")] = None,
    rule: Annotated[str | None, typer.Option(help="only this rule")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="also the findings that another one of their cluster leads")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False,
    fail_on: Annotated[
        str | None, typer.Option(help="exit with 3 if any finding is at least as grave")
    ] = None,
    rules: Annotated[
        bool, typer.Option("--rules", help="print the rules as the page docs/checks.md instead")
    ] = False,
) -> None:
    """List where reports contradict themselves, the gravest first."""
    if rules:
        typer.echo(render_markdown(), nl=False)
        return
    for option in (severity, fail_on):
        if option is not None and option not in SEVERITIES:
            raise UsageError(f"{option!r} is no severity: error, warning or info")
    from normalize.dataset import require

    from .rules import RULES

    if rule is not None and rule not in RULES:
        raise UsageError(f"{rule!r} is no rule; `juesuan findings --rules` lists them")
    require(data, ("documents", "findings"))
    shown = _selected(data, severity, unit, rule, everything)
    if as_json:
        typer.echo(json.dumps(shown, ensure_ascii=False, default=str))
    else:
        for f in shown:
            typer.echo(
                f"{f['severity']:8} {f['rule']:24} {f['unit_name'] or ''} {f['fiscal_year'] or ''}\n"
                f"         {f['message']}"
            )
        led = 0 if everything else len(_selected(data, severity, unit, rule, True)) - len(shown)
        typer.echo(f"{len(shown)} findings" + (f", and {led} that follow from them (--all)" if led else ""))
    if fail_on and any(SEVERITIES.index(f["severity"]) <= SEVERITIES.index(fail_on) for f in shown):
        raise typer.Exit(ExitCode.FOUND)


def _selected(
    data: Path, severity: str | None, unit: str | None, rule: str | None, everything: bool
) -> list[dict[str, Any]]:
    from normalize.dataset import read_table

    least = SEVERITIES.index(severity) if severity else len(SEVERITIES) - 1
    rows = [
        f
        for f in read_table(data, "findings", versions=False).to_pylist()
        if SEVERITIES.index(f["severity"]) <= least
        and (unit is None or unit in (f["unit_name"] or ""))
        and rule in (None, f["rule"])
        and (everything or f["cluster"] == f["finding_id"])
    ]
    return sorted(rows, key=lambda f: SEVERITIES.index(f["severity"]))


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
