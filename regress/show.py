"""Differences, measures and coverage as people read them, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from extract.terminal import said

from .between.datasets import DatasetDifference, counts
from .between.editions import Editions
from .cases import Reading
from .compare import Difference, TableMeasure
from .rows import CONFIRMED, MARKS, PLACE, SAID, RowFacts

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from .behind import Clues
    from .coverage import Item

STYLES = {"-": "red", "+": "green", "~": "yellow"}


def difference_text(reading: Reading, clues: Clues | None = None) -> str:
    """The differences of one document without colour: what a failing test prints."""
    from rich.console import Console

    console = Console(width=10_000, color_system=None)
    with console.capture() as capture:
        show_reading(console, reading, clues)
    return capture.get()


def show_reading(console: Console, reading: Reading, clues: Clues | None = None) -> None:
    """The differences of one document, grouped by table; with `clues`, what is behind each row."""
    from rich.text import Text

    console.print(Text(f"{reading.case.name}/{reading.document.name}", "bold"), soft_wrap=True)
    if reading.error:
        console.print(Text(said(f"  could not be read: {reading.error}"), "red"), soft_wrap=True)
    for d in reading.differences:
        if d:
            show_difference(console, d, clues=clues)


def show_difference(
    console: Console, d: Difference, limit: int | None = None, clues: Clues | None = None
) -> None:
    """Rows gone (-), new (+) and changed (~, old → new, with page and raw) of one table, each kind up to
    `limit`.
    """
    from rich.text import Text

    console.print(
        Text(said(f"  {d.table}: {len(d.gone)} gone, {len(d.new)} new, {len(d.changed)} changed"), "bold"),
        soft_wrap=True,
    )
    lines = [
        [_line("-", d.table, r, clues) for r in d.gone],
        [_line("+", d.table, r, clues) for r in d.new],
        [_line("~", d.table, c.old, clues, c.cells, c.new) for c in d.changed],
    ]
    for group in lines:
        for line in group[:limit]:
            console.print(line, soft_wrap=True)
        if limit is not None and len(group) > limit:
            console.print(Text(said(f"    … and {len(group) - limit} more"), "dim"), soft_wrap=True)


def _line(
    sign: str,
    table: str,
    row: RowFacts,
    clues: Clues | None,
    cells: dict[str, tuple[Any, Any]] | None = None,
    new: RowFacts | None = None,
) -> Text:
    from rich.text import Text

    parts = [Text(f"    {sign} "), Text(row_text(table, row))]
    if cells is not None:
        changes = ", ".join(f"{name} {_cell(old)} → {_cell(now)}" for name, (old, now) in cells.items())
        parts.append(Text(f"  {changes}", "bold"))
    if place := place_text(new or row):
        parts.append(Text(f"  ({place})", "dim"))
    if clues and (behind := clues.behind(new or row, cells)):
        parts.append(Text(f"  ← {', '.join(behind)}", "cyan"))
    if row.get(CONFIRMED):
        parts.append(Text("  " + said("confirmed"), "bold"))
    line = Text.assemble(*parts)
    line.stylize(STYLES[sign], 0, len(parts[0]) + len(parts[1]))
    return line


def row_text(table: str, row: RowFacts) -> str:
    """What names a row and what it states."""
    names = SAID[table] or tuple(n for n in row if n not in (*PLACE, *MARKS))
    return " | ".join(str(row[n]) for n in names if row.get(n) is not None)


def place_text(row: RowFacts) -> str:
    """Page, place in the document and the characters of the source."""
    chars = str(row.get("raw", "")).replace("\n", "⏎")
    parts = [
        said(f"page {row['page']}") if "page" in row else "",
        str(row.get("locator", "")),
        f"“{chars[:60]}”" if chars else "",
    ]
    return " ".join(p for p in parts if p)


def _cell(value: Any) -> str:
    return said("nothing") if value is None else str(value)


def measures(found: Iterable[Difference]) -> dict[str, dict[str, TableMeasure]]:
    """Table → parser → what it found of what is expected."""
    out: dict[str, dict[str, TableMeasure]] = {}
    for d in found:
        held = out.setdefault(d.table, {})
        for parser, measure in d.parsers.items():
            held[parser] = held.get(parser, TableMeasure()) + measure
    return out


def measure_table(found: Sequence[Difference]) -> RenderableType:
    """Recall and precision per table and parser."""
    from rich.table import Table

    table = Table(
        said("table"),
        said("parser"),
        *map(_right, (said("expected"), said("found"), said("recall"), said("precision"))),
        box=None,
    )
    for name, parsers in measures(found).items():
        total = sum(parsers.values(), TableMeasure())
        for parser, m in [
            *(parsers.items() if len(parsers) > 1 else ()),
            (said("all") if len(parsers) > 1 else next(iter(parsers), ""), total),
        ]:
            if m.expected or m.found:
                exact = m.matched == m.expected == m.found
                table.add_row(
                    name,
                    parser,
                    str(m.expected),
                    str(m.found),
                    f"{m.recall:.4f}",
                    f"{m.precision:.4f}",
                    style="" if exact else "yellow",
                )
    return table


def _right(name: str) -> Any:
    from rich.table import Column

    return Column(name, justify="right")


def reading_dict(reading: Reading) -> dict[str, Any]:
    """One document's differences as JSON."""
    return {
        "case": reading.case.name,
        "document": reading.document.name,
        "error": reading.error,
        "tables": {d.table: difference_dict(d) for d in reading.differences},
    }


def difference_dict(d: Difference) -> dict[str, Any]:
    """One table's difference as JSON."""
    changed = [
        {
            "row": c.old,
            "cells": {n: list(v) for n, v in c.cells.items()},
            **{p: c.new[p] for p in PLACE if p in c.new},
        }
        for c in d.changed
    ]
    return {"gone": list(d.gone), "new": list(d.new), "changed": changed}


def measures_dict(found: Iterable[Difference]) -> dict[str, Any]:
    """Recall and precision per table and parser as JSON."""
    return {
        table: {
            p: {
                "expected": m.expected,
                "found": m.found,
                "recall": round(m.recall, 4),
                "precision": round(m.precision, 4),
            }
            for p, m in parsers.items()
        }
        for table, parsers in measures(found).items()
    }


def show_comparison(console: Console, comparison: DatasetDifference, limit: int) -> None:
    """The rows that two datasets disagree on, up to `limit` of a kind in each document's table; last a
    summary by table and parser.
    """
    from rich.table import Table
    from rich.text import Text

    for name in comparison.only_a:
        told = said(f"{name}: only the first dataset holds it")
        console.print(Text(f"- {told}", STYLES["-"]), soft_wrap=True)
    for name in comparison.only_b:
        told = said(f"{name}: only the second dataset holds it")
        console.print(Text(f"+ {told}", STYLES["+"]), soft_wrap=True)
    for d in comparison.disagreements:
        console.print(Text(d.source, "bold"), soft_wrap=True)
        show_difference(console, d.difference, limit)
    heads = said("table"), said("parser")
    table = Table(
        *heads, *map(_right, (said("documents"), said("gone"), said("new"), said("changed"))), box=None
    )
    for (name, parser), count in counts(comparison.disagreements).items():
        table.add_row(name, parser, *(str(count[c]) for c in ("documents", "gone", "new", "changed")))
    if table.row_count:
        console.print(table)
    differing = len({d.doc_id for d in comparison.disagreements})
    told = said(f"{comparison.shared} documents in both datasets, {differing} differ")
    console.print(told, highlight=False)


def comparison_dict(comparison: DatasetDifference) -> dict[str, Any]:
    """The comparison of two datasets as JSON."""
    return {
        "shared": comparison.shared,
        "only_a": list(comparison.only_a),
        "only_b": list(comparison.only_b),
        "parsers": [{"table": t, "parser": p, **c} for (t, p), c in counts(comparison.disagreements).items()],
        "documents": [
            {
                "source": d.source,
                "doc_id": d.doc_id,
                "table": d.difference.table,
                **difference_dict(d.difference),
            }
            for d in comparison.disagreements
        ],
    }


def show_editions(console: Console, found: Editions, limit: int) -> None:
    """What one document says otherwise than the one before it, up to `limit` rows of a kind in each table."""
    from rich.text import Text

    for sign, document in (("-", found.before), ("+", found.after)):
        console.print(
            Text(f"{sign} {document.source} ({document.doc_id[:12]})", STYLES[sign]), soft_wrap=True
        )
    for d in found.differences:
        if d:
            show_difference(console, d, limit)
    if not found:
        console.print(said("both say the same"), highlight=False)


def editions_dict(found: Editions) -> dict[str, Any]:
    """What one document says otherwise than another as JSON."""
    return {
        "before": found.before._asdict(),
        "after": found.after._asdict(),
        "tables": {d.table: difference_dict(d) for d in found.differences if d},
    }


TITLES = {
    "table": "table kinds",
    "kept": "rules that hold",
    "broken": "rules that find something",
    "clue": "clues of the narrative",
    "narrative": "wordings of the narrative",
    "lexicon": "lexicon entries",
}


def show_coverage(console: Console, items: Sequence[Item]) -> None:
    """What no case exercises, kind by kind; then the entries of which some wordings stand in no case."""
    from rich.text import Text

    for kind, title in TITLES.items():
        own = [i for i in items if i.kind == kind]
        never = [i.name for i in own if not i.exercised]
        console.print(
            Text(f"{said(title)}: " + said(f"{len(own) - len(never)} of {len(own)} exercised"), "bold"),
            soft_wrap=True,
        )
        for name in never:
            console.print(Text(f"  - {name}", "red"), soft_wrap=True)
    partly = [i for i in items if i.exercised and i.missing]
    told = said(f"entries with wordings that no case holds: {len(partly)}")
    console.print(Text(told, "bold"), soft_wrap=True)
    for i in partly:
        console.print(Text(f"  ~ {i.name}: {'  '.join(i.missing)}", "yellow"), soft_wrap=True)
    told = said("Rules are also exercised by the hand-made rows of tests/checks/cases.")
    console.print(told, style="dim", soft_wrap=True)


def coverage_dict(items: Sequence[Item]) -> dict[str, Any]:
    """The coverage as JSON."""
    return {
        title.replace(" ", "_"): [
            {"name": i.name, "exercised": i.exercised, "missing": list(i.missing)}
            for i in items
            if i.kind == kind
        ]
        for kind, title in TITLES.items()
    }
