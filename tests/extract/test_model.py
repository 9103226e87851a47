"""What a document gives to those who read it from Python."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from pathlib import Path

import numpy as np
import pytest

import juesuan
from extract.errors import ReportError

FORM = Path(__file__).resolve().parents[1] / "fixtures/form-national/document.pdf"


def test_a_tables_rows_hold_each_cell_once_where_it_stands() -> None:
    table = juesuan.read(FORM).tables[0]
    rows = table.to_rows()
    assert len(rows) == table.rows and {len(row) for row in rows} == {table.cols}
    assert all(rows[c.row][c.col] == c.text.chars for c in table.cells)
    written = sum(bool(c.text.chars) for c in table.cells)
    assert sum(bool(text) for row in rows for text in row) == written
    frame = table.to_pandas()
    assert frame.to_numpy().tolist() == rows and list(frame.columns) == list(range(table.cols))


def test_a_page_is_drawn_with_frames_where_its_boxes_are() -> None:
    page = juesuan.read(FORM).page(1)
    box = (100.0, 50.0, 200.0, 80.0)
    plain, framed = page.image(scale=1), page.image([box], scale=1)
    assert plain.size == framed.size == (ceil(page.width), ceil(page.height))
    changed = np.argwhere(np.any(np.asarray(plain) != np.asarray(framed), axis=2))
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert (left, top, right, bottom) == pytest.approx(box, abs=2)


def test_what_has_no_such_page_says_so() -> None:
    document = juesuan.read(FORM)
    for number in (0, len(document.pages) + 1):
        with pytest.raises(ReportError, match=f"no page {number}"):
            document.page(number)
    with pytest.raises(ReportError, match="drawn"):
        replace(document, file=None).page(1).image()
