"""Speed in one run, interleaved: pdfplumber, this project's reader, and the whole pipeline, in pages per second."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2

from extract.read import read_document
from ingest.worker import process_file

ROUNDS = 3


def floor(path: Path) -> None:
    """PDFium's raw text alone."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()


def reference(path: Path) -> None:
    """pdfplumber's text and tables."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()


WAYS: dict[str, Callable[[Path], object]] = {
    "PDFium raw text": floor,
    "pdfplumber text + tables": reference,
    "juesuan extract": read_document,
    "juesuan whole pipeline": lambda path: process_file(path, path.name),
}


def main() -> None:
    """Prints a row per way: pages/s and the ratio to pdfplumber, each as median (min to max) of the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("data/raw")])
    files = [f for p in parser.parse_args().paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]
    pages = sum(len(pypdfium2.PdfDocument(f)) for f in files)
    for way in WAYS.values():
        way(files[0])
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        speeds = {}
        for name, way in WAYS.items():
            started = time.perf_counter()
            for file in files:
                way(file)
            speeds[name] = pages / (time.perf_counter() - started)
        rounds.append(speeds)
    print(f"{len(files)} files, {pages} pages, {ROUNDS} rounds")
    for name in WAYS:
        speeds, ratios = [r[name] for r in rounds], [r[name] / r["pdfplumber text + tables"] for r in rounds]
        print(f"{name:26} {median(speeds):8.1f} pages/s   {median(ratios):6.2f} × pdfplumber ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
