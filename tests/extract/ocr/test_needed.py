"""Which parts of a page its text layer tells, and which want reading as pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Box
from extract.ocr.needed import ENOUGH_HAN, SPARSE, is_nonsense, unread_regions
from extract.page.arrays import Glyphs, RawPage, no_glyphs
from extract.page.pdfium import read_page

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WHOLE = (0.0, 0.0, 600.0, 800.0)


def codes(chars: str) -> np.ndarray:
    return np.array([ord(c) for c in chars], np.uint32)


def page(chars: str = "", top: float = 100) -> RawPage:
    """A page of 600 × 800 pt with characters in lines of forty from `top` down."""
    at = np.arange(len(chars))
    x, y = 50 + 10.0 * (at % 40), top + 12.0 * (at // 40)
    boxes = np.column_stack((x, y, x + 10, y + 10))
    glyphs = Glyphs(codes(chars), boxes, boxes, y, np.full(len(chars), 10.0)) if chars else no_glyphs()
    return RawPage(1, 600, 800, glyphs, np.zeros((0, 4)), 1.0)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/document.pdf")), ids=lambda p: p.parent.name)
def test_the_text_of_reports_is_sense(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    for number in range(1, len(document) + 1):
        raw = read_page(document.raw, number)
        assert not is_nonsense(raw.glyphs.codes) and unread_regions(raw, ()) == ()


@given(
    st.lists(
        st.sampled_from([chr(c) for c in range(0x4E00, 0x9FA6)]), min_size=200, max_size=400, unique=True
    )
)
def test_han_at_random_is_the_work_of_a_broken_character_map(chars: list[str]) -> None:
    assert is_nonsense(codes("".join(chars)))


@given(
    st.lists(st.sampled_from("\ufffd\ue000\uf8ff\u0378ҨԱऄ"), min_size=SPARSE, max_size=100),
    st.integers(0, 100),
)
def test_unmapped_and_foreign_characters_are_nonsense_once_they_are_many(
    strange: list[str], others: int
) -> None:
    share = len(strange) / (len(strange) + others)
    if abs(share - 0.3) > 1e-6:
        assert is_nonsense(codes("".join(strange) + "一" * others)) == (share > 0.3)


@given(st.text("ÀÃÊÔÑÒèéîö", min_size=SPARSE), st.integers(0, 1000))
def test_figures_that_a_broken_character_map_left_right_make_no_sense_of_it(
    strange: str, numbers: int
) -> None:
    assert is_nonsense(codes(strange + "1,884.21"[: numbers % 8] + "7" * numbers))
    assert not is_nonsense(codes("1,884.21-%()" * numbers + strange[: SPARSE - 1]))


def test_a_nonsense_layer_leaves_the_whole_page() -> None:
    assert unread_regions(page("\ue123" * 100), ()) == (WHOLE,)


@pytest.mark.parametrize(
    ("raw", "pictures", "wanted"),
    [
        (page(), [WHOLE], (WHOLE,)),
        (page("第1页"), [WHOLE], (WHOLE,)),
        (page("决算" * 200), [WHOLE], ()),
        (page("某单位扫描件水印文字" * 2, top=20), [WHOLE], (WHOLE,)),
        (page(), [(0.0, float(y), 600.0, y + 50.0) for y in range(0, 800, 50)], (WHOLE,)),
        (page("决算" * 200), [(50.0, 400.0, 550.0, 600.0)], ((50.0, 400.0, 550.0, 600.0),)),
        (page("决算" * 200), [(50.0, 400.0, 120.0, 470.0)], ()),
        (page("决算" * 200), [(0.0, 700.0, 600.0, 730.0)], ()),
        (page(), [], ()),
    ],
    ids=[
        "scan",
        "stamped scan",
        "searchable scan",
        "scan with a running head",
        "strips",
        "table as a picture",
        "seal",
        "ornament",
        "blank",
    ],
)
def test_what_is_left_to_read(raw: RawPage, pictures: list[Box], wanted: tuple[Box, ...]) -> None:
    assert unread_regions(raw, pictures) == wanted


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))
def test_han_is_common_where_the_first_level_of_the_standard_has_it(char: str) -> None:
    row = char.encode("gb2312", "ignore")[:1]
    assert is_nonsense(codes(char * 2 * ENOUGH_HAN)) == (not row or row[0] >= 0xD8)
