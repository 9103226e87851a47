"""`python -m tests.stages [PATHS] [--before CHECKOUT] [--rounds N]`: processor time per page of each stage, of this version and of another one.

The versions take turns file by file, each in a process of its own that has read all files once before.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from checks.run import check_rows
from extract.read import read_document
from extract.settings import Ocr, OcrMode
from normalize.rows import normalize_report
from normalize.writing import DatasetWriter, arrow_tables
from parsers.parse import parse_document
from parsers.personal import without_personal_data

if TYPE_CHECKING:
    import pyarrow as pa

Written = tuple[str, int | None, "dict[str, pa.Table]"]
"""Document, fiscal year, and its tables."""
STAGES = ("read", "parse", "normalise", "check", "Arrow", "write")
ROOT = Path(__file__).resolve().parent.parent
NO_OCR = Ocr(OcrMode.OFF)


def staged(path: Path) -> tuple[list[float], int, Written]:
    """Milliseconds of each stage but the last for one file, its pages, and what is to be written of it."""
    gc.collect()
    told = [time.process_time()]

    def mark() -> None:
        told.append(time.process_time())

    document = read_document(path, path.name, NO_OCR)
    mark()
    masked = without_personal_data(document)
    report = parse_document(masked)
    mark()
    rows = normalize_report(masked, report)
    mark()
    rows = check_rows(rows)
    mark()
    written = rows.document.doc_id, rows.document.fiscal_year, arrow_tables(rows)
    mark()
    return [1000 * (b - a) for a, b in pairwise(told)], max(1, len(document.pages)), written


def write(files: Sequence[Written]) -> float:
    """Milliseconds of writing the rows of all files as one dataset."""
    started = time.process_time()
    with TemporaryDirectory() as folder, DatasetWriter(Path(folder)) as writer:
        for doc_id, year, tables in files:
            writer.add(doc_id, year, tables)
    return 1000 * (time.process_time() - started)


def serve() -> None:
    """A path a line in, its stages and pages a line out; for an empty line the time of writing what came."""
    held: list[Written] = []
    for line in sys.stdin:
        if path := line.rstrip("\n"):
            spent, pages, written = staged(Path(path))
            held.append(written)
            print(json.dumps([[*spent, 0.0], pages]), flush=True)
        else:
            print(json.dumps([[0.0] * len(STAGES[1:]) + [write(held)], 0]), flush=True)
            held = []


class Version:
    """A checkout whose stages are asked for in a process of its own."""

    def __init__(self, checkout: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", __file__, "--serve"],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, path: Path | None) -> tuple[list[float], int]:
        """The stages of a file and its pages; without one, writing what was asked for so far."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(path or "", file=self.process.stdin, flush=True)
        spent, pages = json.loads(self.process.stdout.readline())
        return spent, pages


def compare(files: Sequence[Path], checkouts: Sequence[Path], rounds: int) -> None:
    """A line a version: the median of the rounds of each stage, ms per page."""
    versions = {c: Version(c) for c in checkouts}
    asks = [*files, None]
    for file in asks:
        for version in versions.values():
            version.ask(file)
    told: dict[Path, list[list[float]]] = {c: [] for c in checkouts}
    for n in range(rounds):
        asked = [
            {c: versions[c].ask(f) for c in (checkouts if (n + i) % 2 else checkouts[::-1])}
            for i, f in enumerate(asks)
        ]
        for c in checkouts:
            pages = sum(answer[c][1] for answer in asked)
            told[c].append([sum(x) / pages for x in zip(*(answer[c][0] for answer in asked), strict=True)])
    for c, held in told.items():
        print(
            c,
            *(f"{s} {median(x):.2f}" for s, x in zip(STAGES, zip(*held, strict=True), strict=True)),
            "ms/page",
        )
        print("  all but reading, of the time of reading:", f"{median(sum(x[1:]) / x[0] for x in held):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "data/raw", ROOT / "tests/fixtures"])
    parser.add_argument("--before", type=Path, help="another checkout to compare with")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = [f.absolute() for p in options.paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]
    checkouts = [ROOT, *([options.before.resolve()] if options.before else [])]
    compare(files, checkouts, options.rounds)


if __name__ == "__main__":
    serve() if "--serve" in sys.argv else main()
