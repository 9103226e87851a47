"""OCR on this machine: seconds per page and the memory that a worker needs at most, on one thread."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pypdfium2

from extract.read import read_document
from tests.rasterise import Scanner, rasterised

SAMPLE = Path(__file__).parent / "fixtures/form-national/document.pdf"


def main() -> None:
    """Reads each file page by page as a scan and prints the seconds and the peak of resident memory."""
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
        for path in parser.parse_args().paths:
            scan = Path(folder) / "scan.pdf"
            scan.write_bytes(rasterised(path, Scanner(200, 0.5, grain=8.0, specks=0.0002)))
            pages = len(pypdfium2.PdfDocument(scan))
            # The first reading makes the session.
            for _ in range(2):
                started = time.process_time()
                read_document(scan)
                seconds.append((time.process_time() - started) / pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(
        f"OCR at 200 dpi, one thread, {median(seconds[1::2]):8.1f} s of one core per page (first reading {seconds[0]:.1f}), {peak:.0f} MiB at most"
    )


if __name__ == "__main__":
    main()
