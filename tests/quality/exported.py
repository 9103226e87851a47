"""Reports as exported text, which has no tables: each as lines of it, the cells in one of several ways.

python -m tests.quality.exported [REPORTS] [SEED]
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import juesuan
from normalize.schema import Finding, Rows
from tests.checks.mutations import Grid, Para, drawn

Row = Sequence[str]
STYLES: dict[str, Callable[[Row], list[str]]] = {
    "a cell a line": list,
    "a cell a line, blank ones left out": lambda row: [c for c in row if c],
    "a cell a line with a bar": lambda row: [f"{c} |" for c in row],
    "a cell a line, lines between": lambda row: [line for c in row for line in ((c, "") if c else ("",))],
    "rows with bars": lambda row: [" | ".join(row) + " |"],
    "rows with tabs": lambda row: ["\t".join(row)],
}


def exported(blocks: Sequence[Any], style: str) -> str:
    """The paragraphs, and the rows of the tables without the cells that a merged one covers."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            lines.append(block.text)
        elif isinstance(block, Grid):
            lines += [line for row in _rows(block) for line in STYLES[style](row)]
    return "\n".join(lines)


def _rows(grid: Any) -> Iterator[Row]:
    covered = {
        (r + i, c + j) for r, c, rows, cols in grid.spans for i in range(rows) for j in range(cols) if i or j
    }
    for r, row in enumerate(grid.rows):
        yield [text or "" for c, text in enumerate(row) if (r, c) not in covered]


def read(reports: int, seed: int, folder: Path) -> Iterator[tuple[str, Rows]]:
    """Consistent reports of all layouts, exported in every style: the style, and the rows that are read."""
    rng, path = random.Random(seed), folder / "exported.txt"
    for _ in range(reports):
        built = drawn(rng)
        for style in STYLES:
            path.write_text(exported(built.blocks, style), "utf-8")
            yield style, juesuan.parse(path)


def reported(rows: Rows) -> list[Finding]:
    """The errors and warnings on a report."""
    return [f for f in rows.findings if f.severity != "info"]


def main(reports: int = 30, seed: int = 1) -> None:
    """Prints what is reported."""
    with tempfile.TemporaryDirectory() as folder:
        for style, rows in read(reports, seed, Path(folder)):
            for f in reported(rows):
                print(f"{style}: {f.rule} {f.severity} {f.message}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
