"""What the reports' own scorer says of each of them: `python -m tests.quality.gold` raises the floors of gold.toml to it.

A floor that would fall is named and kept; lowering one is done by hand, with the reason in the commit message.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.settings import Ocr, OcrMode
from ingest.run import ingest
from ingest.worker import Settings
from tests.conftest import SHARED

FLOORS = Path(__file__).with_name("gold.toml")
MEASURES = ("recall", "precision", "cells", "details")
UNOPENED = (
    "page-chengxi-wenlian-2015-sangong",
    "page-shouxian-wenbao-2023-sangong",
    "page-nanyu-zhaoshang-2019-final",
)
"""Pages that nobody reads, so that something is left to measure with: they count in sums alone."""
TRUE_AS_PRINTED: dict[str, tuple[tuple[str, str], ...]] = {
    "page-huaji-jiguan-2021-sangong": (
        ("合计为2214万元，所列3项合计2206万元", "2214 stands over 0, 1 and 2205"),
        ("为2205万元，所列2项合计1565万元", "2205 stands over 1485 and 80"),
    ),
    "page-jiangnan-2021-sangong": (
        ("费用351万元，", "351 in the text and 39 in the table"),
        ("合计为39888万元，所列3项合计39576万元", "39888 stands over 39, 2907 and 36630"),
    ),
    "page-haikou-fayuan-2021-sangong": (
        ("印为占0.30%", "0.30 % of 402.71 for 1.26, which is 0.31 % with all room for rounding"),
        (
            "“增长(下降)0%”",
            "a second option of the template, in one sentence with 增加（减少）, which the gold has",
        ),
    ),
}
"""What the scorer calls wrong and is so on the page: words of the finding, and what the page prints."""
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


@dataclass(frozen=True)
class Findings:
    """The errors and warnings on some reports: of how many in the gold, how many are reported, and what is wrong."""

    gold: int
    hit: int
    found: int
    wrong: tuple[tuple[str, str], ...] = field(repr=False)
    """Page and message, without what is true as printed; a test that fails prints none of an unopened page."""

    @property
    def recall(self) -> float:
        """The share of the gold that is reported."""
        return self.hit / (self.gold or 1)

    @property
    def precision(self) -> float:
        """The share of what is reported that is right, or true as printed."""
        return 1 - len(self.wrong) / (self.found or 1)


@lru_cache
def _of_findings(folder: Path, form: str) -> str:
    """What the scorer says of the findings of a dataset, in one of its forms."""
    only = [str(folder), str(SHARED / "gold"), "--only", "findings", form]
    command = [sys.executable, str(SHARED / "score.py"), *only]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def findings(folder: Path, opened: bool) -> Findings:
    """The findings of the dataset in `folder`; `opened`: of the pages that have been read, else of all."""
    pictures = scans()
    held = [
        r
        for r in json.loads(_of_findings(folder, "--json"))
        if r["file"] not in pictures and not (opened and Path(r["file"]).stem in UNOPENED)
    ]
    files = {Path(r["file"]).name for r in held}
    wrong = [
        (f, message)
        for f, message in _wrong(_of_findings(folder, "--misses"))
        if any(name.endswith(f) for name in files)
    ]
    # The list is made for people: where it is printed otherwise nothing would be wrong for ever.
    assert len(wrong) == sum(round((1 - (r["precision"] or 0)) * r["found"]) for r in held)
    return Findings(
        gold=sum(r["gold"] for r in held),
        hit=sum(round((r["recall"] or 0) * r["gold"]) for r in held),
        found=sum(r["found"] for r in held),
        wrong=tuple((file, message) for file, message in wrong if not _is_true(file, message)),
    )


def _wrong(listed: str) -> Iterator[tuple[str, str]]:
    """File and message of each finding that the scorer's list calls wrong; it shows the end of a file's name."""
    file = ""
    for line in listed.splitlines():
        if found := re.match(r"(\S+) +findings ", line):
            file = found[1].rpartition("/")[2]
        elif line.startswith("      wrong "):
            yield file, line.removeprefix("      wrong ").strip()


def _is_true(file: str, message: str) -> bool:
    known = TRUE_AS_PRINTED.get(next((n for n in TRUE_AS_PRINTED if f"{n}.txt".endswith(file)), ""), ())
    return any(words in message for words, _ in known)


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
