"""What the extraction of PDFs takes beside PDFium's raw text: `python -m tests.bench_extract PATHS`.

All ways take turns file by file in one process, and of each file the least processor time of the rounds counts:
what else the machine does falls on all of them alike. Pages are not read as pictures.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from extract.page.pdfium import read_page
from extract.read import read_document
from extract.settings import Ocr, OcrMode

from .bench import floor

NO_OCR = Ocr(OcrMode.OFF)


def arrays(path: Path) -> None:
    """Glyphs and rulings of every page."""
    document = pypdfium2.PdfDocument(path)
    for number in range(1, len(document) + 1):
        read_page(document.raw, number)


WAYS: dict[str, Callable[[Path], object]] = {
    "PDFium raw text": floor,
    "glyphs and rulings": arrays,
    "extraction": lambda path: read_document(path, ocr=NO_OCR),
}


def main() -> None:
    """A row per way: the processor time of a page in ms, and how many times the floor it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="PDFs, and folders of them")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = [f for p in options.paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]
    pages = sum(len(pypdfium2.PdfDocument(f)) for f in files)
    least = {(way, file): min(spent(WAYS[way], file, options.rounds)) for file in files for way in WAYS}
    total = {way: sum(least[way, file] for file in files) for way in WAYS}
    print(f"{len(files)} files, {pages} pages, the least of {options.rounds} rounds")
    for way, seconds in total.items():
        print(f"{way:20} {1000 * seconds / pages:6.2f} ms/page {seconds / total['PDFium raw text']:6.2f} ×")


def spent(way: Callable[[Path], object], file: Path, rounds: int) -> list[float]:
    """Processor seconds of each round."""
    out = []
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        way(file)
        out.append(time.process_time() - started)
    return out


if __name__ == "__main__":
    main()
