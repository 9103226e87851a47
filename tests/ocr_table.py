"""Makes docs/ocr.md's table: the fixture documents scanned at several settings, and how much of their rows is read."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "quality"))

from compare import expected_rows, key
from rasterise import Scanner, rasterised

import juesuan

FIXTURES = Path(__file__).parent / "fixtures"
DIRT = {"grain": 8.0, "specks": 0.0002}
SETTINGS = [Scanner(dpi, skew, **dirt) for dpi in (150, 200, 300) for skew, dirt in ((0.0, {}), (0.5, DIRT), (1.5, DIRT))]
TABLES = ("funds", "indicators")


def main() -> None:
    """Prints a row per setting: recall and precision of funds and indicators over all cases, and seconds per page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", default=sorted(p.parent.name for p in FIXTURES.glob("*/expected")))
    parser.add_argument("--misses", action="store_true", help="print the rows missed and made up")
    arguments = parser.parse_args()
    print("| dpi | skew | noise | funds recall | funds precision | indicators recall | indicators precision | s/page |")
    print("|---|---|---|---|---|---|---|---|")
    for scanner in SETTINGS:
        counts, seconds, pages = _measured(scanner, arguments.cases, arguments.misses)
        shares = " | ".join(
            f"{_share(hits, of):.3f}" for t in TABLES for hits, of in ((counts[t, "hit"], counts[t, "wanted"]), (counts[t, "hit"], counts[t, "found"]))
        )
        print(f"| {scanner.dpi} | {scanner.skew}° | {'yes' if scanner.grain else 'no'} | {shares} | {seconds / pages:.1f} |", flush=True)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _measured(scanner: Scanner, cases: list[str], misses: bool) -> tuple[Counter[tuple[str, str]], float, int]:
    counts: Counter[tuple[str, str]] = Counter()
    seconds, pages = 0.0, 0
    for case in cases:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(rasterised(FIXTURES / case / "document.pdf", scanner))
            file.flush()
            started = time.process_time()
            rows = juesuan.parse(file.name)
            seconds += time.process_time() - started
            pages += rows.document.pages or 0
        for table in TABLES:
            wanted = Counter(key(r, table) for r in expected_rows(FIXTURES / case, table))
            found = Counter(key(r, table) for r in rows.table(table))
            counts.update({(table, "wanted"): wanted.total(), (table, "found"): found.total(), (table, "hit"): (wanted & found).total()})
            if misses:
                for sign, rest in (("-", wanted - found), ("+", found - wanted)):
                    for row in sorted(rest.elements()):
                        print(f"  {scanner} {case} {table} {sign} {' | '.join(row)}", file=sys.stderr)
    return counts, seconds, pages


if __name__ == "__main__":
    main()
