"""What the reports' own scorer says of each of them: `python -m tests.quality.gold` raises the floors of gold.toml to it.

A floor that would fall is named and kept; lowering one is done by hand, with the reason in the commit message.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from extract.settings import Ocr, OcrMode
from ingest.run import ingest
from ingest.worker import Settings
from tests.conftest import SHARED

FLOORS = Path(__file__).with_name("gold.toml")
MEASURES = ("recall", "precision", "cells", "details")
Figures = dict[str, dict[str, dict[str, float]]]
"""By file and table, each measure of the scorer."""


def floors() -> Figures:
    """The pinned floors."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def scored(folder: Path) -> list[dict[str, Any]]:
    """What the scorer says of every report that needs no OCR, read into a dataset in `folder`."""
    ingest([SHARED / "reports"], folder, settings=Settings(Ocr(OcrMode.OFF)))
    command = [sys.executable, str(SHARED / "score.py"), str(folder), str(SHARED / "gold"), "--json"]
    results = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    pictures = scans()
    return [r for r in results if r["file"] not in pictures]


def scans() -> set[str]:
    """The reports that are pictures."""
    files: dict[str, list[str]] = json.loads((SHARED / "gold" / "map.json").read_text("utf-8"))
    gold = {name: json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8")) for name in files}
    return {
        f for name, held in files.items() for f in held if "scan" in f or f in gold[name].get("scans", [])
    }


def figures_of(results: list[dict[str, Any]]) -> Figures:
    """The measures by file and table."""
    out: Figures = {}
    for result in results:
        if held := {m: result[m] for m in MEASURES if result.get(m) is not None}:
            out.setdefault(result["file"], {})[result["table"]] = held
    return out


def below(figures: Figures) -> list[str]:
    """What falls below its floor: file, table, measure, the figure and the floor; what is not read at all is 0."""
    return [
        f"{file} {table} {measure} {reached} < {floor}"
        for file, tables in floors().items()
        for table, measures in tables.items()
        for measure, floor in measures.items()
        if (reached := figures.get(file, {}).get(table, {}).get(measure, 0.0)) < floor
    ]


def raised(figures: Figures) -> Figures:
    """The floors, each the higher of what is pinned and what is reached."""
    held = floors()
    return {
        file: {
            table: {m: max(v, held.get(file, {}).get(table, {}).get(m, 0.0)) for m, v in measures.items()}
            for table, measures in tables.items()
        }
        for file, tables in sorted(figures.items())
    }


def as_toml(figures: Figures) -> str:
    """The floors as the file holds them, a table of a report a line."""
    lines = [line for line in FLOORS.read_text("utf-8").splitlines() if line.startswith("#")]
    for file, tables in figures.items():
        lines += ["", f'["{file}"]']
        for table, measures in tables.items():
            lines.append(f"{table} = {{ {', '.join(f'{m} = {v}' for m, v in measures.items())} }}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Raises the floors to what is reached today and says which are not reached."""
    with tempfile.TemporaryDirectory() as folder:
        figures = figures_of(scored(Path(folder)))
    print("\n".join(below(figures)))
    FLOORS.write_text(as_toml(raised(figures)), "utf-8")


if __name__ == "__main__":
    main()
