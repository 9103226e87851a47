"""Makes docs/ocr.md's table: the fixture documents scanned at several settings, and how much of their rows is read."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import juesuan
from regress.cases import Case, Reading, compare, find_cases
from regress.compare import TableMeasure
from regress.rows import table_facts
from regress.show import difference_text
from tests.rasterise import Scanner, rasterised

FIXTURES = Path(__file__).parent / "fixtures"
DIRT = {"grain": 8.0, "specks": 0.0002}
SETTINGS = [
    Scanner(dpi, skew, **dirt)
    for dpi, (skew, dirt) in product((150, 200, 300), ((0.0, {}), (0.5, DIRT), (1.5, DIRT)))
]
TABLES = ("funds", "indicators", "scores")


def main() -> None:
    """Prints a row per setting: recall and precision over all cases, and seconds of one core per page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", help="names of cases; all that have a PDF by default")
    parser.add_argument("--dpi", type=int, action="append", help="these resolutions alone")
    parser.add_argument("--skew", type=float, action="append", help="these angles alone")
    parser.add_argument("--misses", action="store_true", help="show the rows missed and made up")
    arguments = parser.parse_args()
    cases = [c for c in find_cases(FIXTURES, arguments.cases) if (c.folder / "document.pdf").is_file()]
    print(f"| dpi | skew | noise | {' | '.join(f'{t} recall | {t} precision' for t in TABLES)} | s/page |")
    print("|---" * (4 + 2 * len(TABLES)) + "|")
    for scanner in SETTINGS:
        if scanner.dpi in (arguments.dpi or [scanner.dpi]) and scanner.skew in (
            arguments.skew or [scanner.skew]
        ):
            print(_row(scanner, cases, arguments.misses), flush=True)


def _row(scanner: Scanner, cases: Sequence[Case], misses: bool) -> str:
    measures: dict[str, TableMeasure] = defaultdict(TableMeasure)
    seconds, pages = 0.0, 0
    for case in cases:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(rasterised(case.folder / "document.pdf", scanner))
            file.flush()
            started = time.process_time()
            rows = juesuan.parse(file.name)
            seconds += time.process_time() - started
            pages += rows.document.pages or 0
        for table in TABLES:
            # That a row was read from a picture is no difference.
            facts = [{**row, "confidence": None} for row in table_facts(rows, table)]
            found = compare(case, table, facts)
            measures[table] += found.measure
            if misses and found:
                print(
                    scanner,
                    difference_text(Reading(case, case.folder / "document.pdf", (found,))),
                    file=sys.stderr,
                )
    shares = " | ".join(f"{measures[t].recall:.3f} | {measures[t].precision:.3f}" for t in TABLES)
    return f"| {scanner.dpi} | {scanner.skew}° | {'yes' if scanner.grain else 'no'} | {shares} | {seconds / pages:.1f} |"


if __name__ == "__main__":
    main()
