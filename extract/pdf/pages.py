"""The pages of an open PDF: each through its text layer, or by OCR where that does not tell what is on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from extract.errors import PutOffError, ReportError
from extract.model import Box, Page
from extract.ocr.needed import unread_regions
from extract.ocr.pictures import find_pictures
from extract.ocr.region import Region
from extract.page.arrays import RawPage, no_glyphs
from extract.page.pdfium import read_page
from extract.page.pdfplumber import PlumberPages
from extract.settings import Ocr, OcrMode, Reader, untold


@dataclass(frozen=True)
class PageRead:
    """How a page was read: `regions` by OCR; `unread` not, though they may hold text; a damaged page could
    not be opened.
    """

    page: Page
    regions: tuple[Region, ...] = ()
    unread: tuple[Box, ...] = ()
    damaged: bool = False

    @property
    def whole(self) -> bool:
        """Whether all of it wants reading as a picture."""
        return self.unread == ((0.0, 0.0, self.page.width, self.page.height),)


def read_pages(
    document: Any,
    ocr: Ocr,
    plumber: PlumberPages,
    reader: Reader,
    paging: Callable[[int, int], None] = untold,
) -> Iterator[tuple[RawPage, PageRead]]:
    """The pages of an open pypdfium2 document, one after the other, so that none is kept longer than it is
    wanted; by pdfplumber where that is the reader, or where PDFium cannot open a page.

    Raises ReportError where all pages are to be read by OCR and that is not installed.
    """
    advice = ocr.advice
    if ocr.mode is OcrMode.FORCE and advice:
        raise ReportError(f"--ocr force 要求把所有页当图片识别：{advice}")
    for number in range(1, len(document) + 1):
        paging(number, len(document))
        raw = (
            plumber.read(number)
            if reader is Reader.PDFPLUMBER
            else read_page(document.raw, number) or plumber.read(number)
        )
        if raw is None:
            yield (
                RawPage(number, 0, 0, no_glyphs(), np.zeros((0, 4)), 0),
                PageRead(Page(number, 0, 0, readable=False), damaged=True),
            )
        else:
            yield _read(document, raw, ocr, advice is None)


def unread_warnings(pages: Sequence[PageRead], advice: str | None) -> Iterator[str]:
    """What names the pages that were not read, and what to do (Chinese). `advice`: as `Ocr` gives it."""
    damaged = [p.page.number for p in pages if p.damaged]
    dark = [p.page.number for p in pages if p.unread and p.whole]
    parts = [p.page.number for p in pages if p.unread and not p.whole]
    poor = [p.page.number for p in pages if p.page.ocr and not p.page.readable]
    if damaged:
        yield f"第{_listed(damaged)}页已损坏，没有读：请从来源重新获取"
    if dark:
        yield f"第{_listed(dark)}页没有可用的文字层，是图片，没有读：{advice}"
    if parts:
        yield f"第{_listed(parts)}页的图片可能含有文字，没有读：{advice}"
    if poor:
        yield f"第{_listed(poor)}页读不出，图片太模糊或字体已损坏：请找更清晰的扫描件，或从来源重新获取"


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


def _read(document: Any, raw: RawPage, ocr: Ocr, able: bool) -> tuple[RawPage, PageRead]:
    page = Page(raw.number, *raw.shown)
    boxes = _regions(document, raw, ocr.mode)
    if not boxes:
        return raw, PageRead(page)
    if not able:
        return raw, PageRead(replace(page, readable=False), unread=boxes)
    if ocr.put_off:
        raise PutOffError(f"page {raw.number}")
    from extract.ocr.engine import reader_for
    from extract.ocr.scan import read_scan

    page_shown = document[raw.number - 1]
    try:
        scan = read_scan(page_shown, raw, boxes, reader_for(ocr.threads))
    finally:
        page_shown.close()
    return scan.raw, PageRead(replace(page, readable=scan.legible, ocr=True), scan.regions)


def _regions(document: Any, raw: RawPage, mode: OcrMode) -> tuple[Box, ...]:
    """The parts of a page that want reading as pictures."""
    if mode is OcrMode.FORCE:
        return ((0.0, 0.0, raw.width, raw.height),)
    if not raw.image_cover:
        return unread_regions(raw, ())
    page = document[raw.number - 1]
    try:
        return unread_regions(raw, [p.box for p in find_pictures(page, raw.width, raw.height)])
    finally:
        page.close()
