"""Lines → paragraphs: what wraps is joined, what begins anew is not; page numbers and running heads fall away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pdf.paragraphs import Margins, drop_furniture, join_lines, margins_of, paragraph_text
from extract.pdf.textlines import Line
from tests.extract.pdf.set_out import line

MARGINS = Margins(100.0, 400.0)
FULL = "财" * 30
"""From one margin to the other."""
HEIGHT = 800.0


def joined(*lines: Line) -> list[str]:
    return [paragraph_text(g).chars for g in join_lines(lines, [MARGINS] * len(lines))]


def at(text: str, row: int, x0: float = 100.0, page: int = 1, size: float = 10.0) -> Line:
    return line(text, x0, 100.0 + 15 * row, page, size)


@given(st.integers(1, 6), st.integers(1, 29))
def test_full_lines_wrap_and_the_last_one_ends(full: int, last: int) -> None:
    lines = [*(at(FULL, n) for n in range(full)), at("政" * last, full)]
    assert joined(*lines) == [FULL * full + "政" * last]


@pytest.mark.parametrize(
    ("above", "below", "one"),
    [
        (at(FULL, 0), at("政", 1), True),
        (at(FULL, 0), at("政", 1, 120.0), False),  # set in
        (at("财" * 10, 0), at("政", 1), False),  # much too short to have been wrapped
        (at("财" * 26, 0), at("政", 1), True),
        (at("财" * 26 + "。", 0), at("政", 1), False),
        (at("财" * 29 + "。", 0), at("政", 1), True),
        (at("财" * 28, 0), at("二、支出", 1), False),
        (at(FULL, 0), at("二、支出", 1), True),
        (at(FULL, 0), at("政", 1, size=16.0), False),
        (at(FULL, 0), at("政", 5), False),
        (at(FULL, 40), at("政", 0, page=2), True),
        (at(FULL, 40), at("政", 0, page=3), False),
        (at("财" * 34, 0, 80.0), at("政" * 4, 1, 230.0), True),  # a title in the middle of its page
        (at("财" * 33 + "表", 0, 80.0), at("政" * 4, 1, 230.0), False),
        (at("财" * 34, 0, 80.0), at("政" * 4, 1, 300.0), False),
        (at("财" * 34, 0, 80.0), at("政" * 34, 1, 80.0), True),
        (at("财" * 20, 0, 150.0), at("政" * 4, 1, 230.0), False),
    ],
)
def test_whether_a_line_goes_on(above: Line, below: Line, one: bool) -> None:
    assert len(joined(above, below)) == (1 if one else 2)


def test_two_latin_words_are_kept_apart() -> None:
    assert paragraph_text([at("report of", 0), at("accounts", 1)]).chars == "report of accounts"
    assert paragraph_text([at("1,2", 0), at("34.00", 1)]).chars == "1,234.00"


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_the_margins_hold_the_long_lines(widths: list[int]) -> None:
    lines = [at("财" * n, r, 100.0 + r % 3) for r, n in enumerate(widths)]
    found = margins_of(lines)
    long = [x for x in lines if x.x1 - x.x0 > 0.6 * max(y.x1 - y.x0 for y in lines)]
    assert found.left == min(x.x0 for x in long) and found.right in [x.x1 for x in long]
    assert sum(x.x1 > found.right for x in long) <= len(long) / 10
    assert margins_of([]) == Margins(0, 0)


@pytest.mark.parametrize("number", ["3", "— 3 —", "第3页", "第3页共12页", "3/12", "iv"])
def test_page_numbers_stand_in_the_margin(number: str) -> None:
    page = [line("正文", baseline=400), line(number, baseline=780), line(number, baseline=410)]
    (kept,) = drop_furniture([(HEIGHT, page)])
    assert kept == [page[0], page[2]]


@pytest.mark.parametrize(
    ("text", "stays"), [("青禾市财政局2023年度决算", False), ("支出决算表", True), ("单位：万元", True)]
)
def test_a_running_head_comes_on_every_page_and_a_title_may(text: str, stays: bool) -> None:
    pages = [
        (HEIGHT, [line(text, baseline=50, page=n), line(f"正文{n}", baseline=400, page=n)])
        for n in range(1, 5)
    ]
    kept = drop_furniture(pages)
    assert [len(k) for k in kept] == ([2] * 4 if stays else [1] * 4)
    assert [len(k) for k in drop_furniture(pages[:2])] == [2] * 2


@pytest.mark.parametrize(("texts", "stays"), [(("附件1", "附件2", "附件3"), True), (("附件1",) * 3, False)])
def test_numbers_of_annexes_at_the_top_of_pages_stay_where_they_go_on(
    texts: tuple[str, ...], stays: bool
) -> None:
    pages = [(HEIGHT, [line(text, baseline=50, page=n)]) for n, text in enumerate(texts, 1)]
    assert [len(k) for k in drop_furniture(pages)] == [int(stays)] * 3
