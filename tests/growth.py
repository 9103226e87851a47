"""`python -m tests.growth [PAGES …]`: processor time per page of a narrative, a stage a column, at each size; the same for pages of
scattered and of framed glyphs. Work that is linear shows as equal lines.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from checks.run import check_rows
from extract.pdf.document import read_pdf
from extract.txt.document import read_txt
from normalize.rows import normalize_report
from parsers.parse import parse_document

from .quality.test_growth import framed_glyphs, glyphs, sentence

SIZES = (50, 100, 200, 400, 800)
T = TypeVar("T")
PER_PAGE = 18
"""Sentences of a page."""


def spent(action: Callable[[], T]) -> tuple[T, float]:
    """What an action gives, and the processor's seconds that it took."""
    before = time.process_time()
    result = action()
    return result, time.process_time() - before


def narrative(pages: int, between: str) -> list[float]:
    """Milliseconds per page of reading, parsing, normalising and checking."""
    text = "某市某局2023年度部门决算\n" + between.join(map(sentence, range(pages * PER_PAGE)))
    document, reading = spent(lambda: read_txt(text.encode(), "x.txt", "0" * 64))
    report, parsing = spent(lambda: parse_document(document))
    rows, normalising = spent(lambda: normalize_report(document, report))
    _, checking = spent(lambda: check_rows(rows))
    return [1000 * s / pages for s in (reading, parsing, normalising, checking)]


def main() -> None:
    """Prints a line a size."""
    sizes = [int(x) for x in sys.argv[1:]] or SIZES
    narrative(2, "\n")
    for pages in sizes:
        told = " ".join(f"{ms:7.1f}" for ms in narrative(pages, "\n"))
        print(f"{pages:6} pages of paragraphs: read, parse, normalise, check {told} ms/page", flush=True)
    for pages in sizes[:-1]:
        told = " ".join(f"{ms:7.1f}" for ms in narrative(pages, ""))
        print(f"{pages:6} pages in one paragraph: {told} ms/page", flush=True)
    for name, page in (("scattered", glyphs), ("framed", framed_glyphs)):
        for count in (2500, 5000, 10000, 20000):
            data = page(count)
            _, seconds = spent(lambda data=data: read_pdf(data, "x.pdf", "0"))  # type: ignore[misc]
            print(f"{count:6} {name} glyphs: {1e6 * seconds / count:6.1f} µs each", flush=True)


if __name__ == "__main__":
    main()
