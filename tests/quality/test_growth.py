"""Work grows with the document, not with the pairs in it: calls are counted, not seconds, at a size and at twice that."""

from __future__ import annotations

import cProfile
import io
import pstats
import random
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from checks.run import check_rows
from extract.pdf.document import read_pdf
from extract.txt.document import read_txt
from normalize.rows import normalize_report
from parsers.parse import parse_document

ITEMS = ("财政拨款收入", "事业收入", "其他收入", "基本支出", "项目支出", "公务接待费", "会议费", "培训费")
TWICE = 2.6
"""Twice as much work is twice the calls, and something for sorting; the same goes for memory."""
OFTEN, FASTER = 4000, 3.0


def sentence(n: int) -> str:
    amount = 1000 + n
    return (
        f"2023年度{ITEMS[n % 8]}{amount}.{n % 90 + 10}万元，比上年增加37.00万元，增长{3700 / amount:.2f}%。"
    )


def checked(text: str) -> None:
    document = read_txt(f"某市某局2023年度部门决算\n{text}".encode(), "x.txt", "0" * 64)
    check_rows(normalize_report(document, parse_document(document)))


def paragraphs(size: int) -> None:
    """A narrative of many paragraphs."""
    checked("\n".join(map(sentence, range(size * 8))))


def one_paragraph(size: int) -> None:
    """A paragraph of many sentences."""
    checked("".join(map(sentence, range(size * 2))))


def glyphs(count: int) -> bytes:
    """A PDF of a page of glyphs in no order, as dense at any count."""
    chance, out = random.Random(count), io.BytesIO()
    side = (count / 18) ** 0.5
    canvas = Canvas(out, (90 * side, 120 * side))
    canvas.setFont("Helvetica", 8)
    for _ in range(count):
        canvas.drawString(chance.uniform(0, 88 * side), chance.uniform(0, 118 * side), "7")
    canvas.save()
    return out.getvalue()


def scattered(size: int) -> None:
    """A page of glyphs in no order."""
    read_pdf(glyphs(size * 18), "x.pdf", "0")


def framed_glyphs(count: int) -> bytes:
    """A PDF of a page of glyphs, each in a frame of its own, and three short rules beside it."""
    out = io.BytesIO()
    side = int(count**0.5) + 1
    canvas = Canvas(out, (80 * side, 40 * side))
    canvas.setFont("Helvetica", 8)
    for n in range(count):
        x, y = 80 * (n % side) + 2, 40 * (n // side) + 2
        canvas.rect(x, y, 30, 30)
        canvas.drawString(x + 9, y + 9, "7")
        for height in (0, 8, 16):
            canvas.line(x + 40, y + height, x + 70, y + height)
    canvas.save()
    return out.getvalue()


def framed(size: int) -> None:
    """A page of glyphs in frames."""
    read_pdf(framed_glyphs(size * 18), "x.pdf", "0")


def calls(action: Callable[[int], None], size: int) -> Counter[str]:
    """How often each function was called."""
    profile = cProfile.Profile()
    profile.enable()
    action(size)
    profile.disable()
    called = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
    return Counter({f"{Path(file).name}:{line} {name}": numbers[1] for (file, line, name), numbers in called})


@pytest.mark.parametrize("action", [paragraphs, one_paragraph, scattered, framed])
def test_twice_the_document_is_twice_the_work(action: Callable[[int], None]) -> None:
    # Imports and caches are no document's.
    action(2)
    once, twice = calls(action, 40), calls(action, 80)
    assert twice.total() < TWICE * once.total()
    # What grows faster is small at first: no function that is called often may be called so.
    assert {f: (once[f], n) for f, n in twice.items() if n > OFTEN and n > FASTER * once[f]} == {}


def memory(action: Callable[[int], None], size: int) -> int:
    """Bytes that were held at most. What is worked out on arrays makes no calls, but pairings fill memory."""
    tracemalloc.start()
    try:
        action(size)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_four_times_the_page_is_four_times_the_memory() -> None:
    framed(2)
    once, four_times = memory(framed, 50), memory(framed, 200)
    assert four_times < TWICE**2 * once
