"""`figures` is complete: the amounts and percentages of PDFium's raw text, page by page, none missing and none invented."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import regex

from extract.fold import fold
from extract.settings import Ocr, OcrMode
from ingest.worker import Settings, read_rows
from normalize.schema import Figure
from tests.conftest import FIXTURES, SHARED

AMOUNT = regex.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>亿元|万元|元|%)")
PDFS = [*sorted(FIXTURES.rglob("*.pdf")), *sorted((SHARED / "reports").rglob("*.pdf"))]


def page_lines(path: Path) -> list[list[str]]:
    """Each page's lines, folded, with the spaces that PDFium sets between words and cells."""
    document = pypdfium2.PdfDocument(path)
    pages = [document[n].get_textpage().get_text_range().splitlines() for n in range(len(document))]
    document.close()
    return [[" ".join(fold(word) for word in line.split()) for line in page] for page in pages]


def printed_amounts(lines: list[str]) -> Counter[str]:
    """The amounts within lines. One that begins a line whose predecessor ends in a digit may be the rest of a number and is left out."""
    out: Counter[str] = Counter()
    for before, line in pairwise(["", *(x for x in lines if x)]):
        for found in AMOUNT.finditer(line):
            if found.start() or not regex.search(r"[\d.,]$", before):
                out[found["number"].replace(",", "") + found["unit"]] += 1
    return out


def read_amounts(figures: list[Figure], with_unit: bool) -> Counter[str]:
    """The figures as printed; `with_unit`: with the unit that another cell names, where there is one."""
    said = (AMOUNT.search(fold(f.raw or "") + (f.unit or "") * with_unit) for f in figures)
    return Counter(m["number"].replace(",", "") + m["unit"] for m in said if m)


@pytest.mark.parametrize("path", PDFS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_amount_is_a_figure(path: Path) -> None:
    of_page = defaultdict(list)
    for figure in read_rows(path, path.name, Settings(Ocr(OcrMode.OFF))).figures:
        of_page[figure.page].append(figure)
    pages = page_lines(path)
    wrong = []
    for number, (lines, following) in enumerate(pairwise([*pages, []]), 1):
        printed, read = printed_amounts(lines), read_amounts(of_page[number], with_unit=False)
        wrong += [f"page {number} lacks {a}" for a in printed - read_amounts(of_page[number], with_unit=True)]
        # A number that a line break or the page's end divides is no match of its own, but stands in the text without breaks.
        text = "".join([*lines, *following[:2]]).replace(" ", "").replace(",", "")
        wrong += [f"page {number} has no {a}" for a, n in (read - printed).items() if text.count(a) < read[a]]
    assert wrong == []
