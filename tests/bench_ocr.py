"""OCR on this machine, in one run: seconds per page and the memory that a worker needs at most, on one thread; two workers against one."""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pypdfium2

from extract.read import read_document
from ingest.run import ingest
from tests.bench import ROUNDS, used
from tests.rasterise import Scanner, rasterised

SAMPLE = Path(__file__).parent / "fixtures/form-national/document.pdf"
COPIES = 8
"""Scans that the workers read, none of which has the bytes of another one."""


def main() -> None:
    """Reads each file page by page as a scan and prints the seconds and the peak of resident memory, and reads copies of them with workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=[SAMPLE],
        help="PDFs; they are turned into scans of 200 dpi first",
    )
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        scans = Path(folder) / "scans"
        scans.mkdir()
        for number, path in enumerate(parser.parse_args().paths):
            scan = scans / f"{number}.pdf"
            scan.write_bytes(rasterised(path, Scanner(200, 0.5, grain=8.0, specks=0.0002)))
            pages = len(pypdfium2.PdfDocument(scan))
            # The first reading makes the session.
            for _ in range(2):
                started = time.process_time()
                read_document(scan)
                seconds.append((time.process_time() - started) / pages)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
            2**20 if sys.platform == "darwin" else 2**10
        )
        print(
            f"OCR at 200 dpi, one thread, {median(seconds[1::2]):8.2f} s of one core per page (first reading {seconds[0]:.1f}), {peak:.0f} MiB at most"
        )
        workers(scans)


def workers(scans: Path) -> None:
    """One worker against two on copies of the scans that differ in a comment, by turns. Of two workers each has half of the cores."""
    originals = sorted(scans.iterdir())
    for n in range(1, -(-COPIES // len(originals))):
        for scan in originals:
            (scans / f"{n}-{scan.name}").write_bytes(scan.read_bytes() + b"\n%%%d\n" % n)
    spent: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for jobs, times in spent.items():
            out = scans.parent / "out"
            shutil.rmtree(out, ignore_errors=True)
            times.append(used(lambda jobs=jobs, out=out: ingest([scans], out, jobs)))  # type: ignore[misc]
    for kind, what in enumerate(("by the clock", "of processors")):
        one, two = ([t[kind] for t in times] for times in spent.values())
        ratios = [a / b for a, b in zip(one, two, strict=True)]
        print(
            f"{len(list(scans.iterdir()))} scans, {what}: one worker {median(one):.1f} s, two {median(two):.1f} s, "
            f"{median(ratios):.2f} × ({min(ratios):.2f} to {max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
