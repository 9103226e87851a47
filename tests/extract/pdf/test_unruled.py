"""A table says the same with all of its rules, with those across alone, in a frame, and without any."""

from __future__ import annotations

import importlib
import io
import random
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab import platypus
from reportlab.platypus import SimpleDocTemplate

from extract.fold import fold
from extract.model import Table
from extract.page.arrays import Glyphs, RawPage
from extract.page.grid import find_grids
from extract.pdf.document import read_pdf
from extract.pdf.textlines import OUTSIDE, group_lines
from extract.pdf.unruled import missing_rules

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WORDS = ("行政运行", "事业单位医疗", "机关事业单位基本养老保险缴费支出", "住房公积金", "购房补贴", "培训费")


@pytest.fixture(scope="module")
def layout() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    return importlib.import_module("builder.layout")


def drawn(rng: random.Random) -> tuple[tuple[str, ...], ...]:
    """A header and rows of a name and amounts, some of them blank; long names wrap."""
    amounts = [
        [f"{rng.randrange(100, 99999) / 100:.2f}" if rng.random() < 0.8 else "" for _ in range(3)]
        for _ in range(rng.randrange(4, 12))
    ]
    return (
        ("科目名称", "合计", "基本支出", "项目支出"),
        *((rng.choice(WORDS), "1.00", *held[1:]) for held in amounts),
    )


def read(layout: ModuleType, rows: tuple[tuple[str, ...], ...], rules: str, **options: object) -> list[Table]:
    grid = layout.Grid(rows, (90, 80, 80, 80), rules=rules)
    return list(
        read_pdf(
            layout.render_pdf([layout.Para("支出决算表", "title"), grid], layout.Options(**options)),
            "t.pdf",
            "0",
        ).tables
    )


@pytest.mark.parametrize("rules", ["all", "horizontal", "frame", "none"])
@pytest.mark.parametrize("seed", range(5))
def test_rules_do_not_matter(layout: ModuleType, seed: int, rules: str) -> None:
    rng = random.Random(seed)
    rows = drawn(rng)
    (table,) = read(layout, rows, rules, font=rng.choice(["song", "hei"]), padding=rng.choice([2, 5, 9]))
    assert (table.row_count, table.cols) == (len(rows), 4)
    assert [tuple(fold(table.grid[r, c].text.chars) for c in range(4)) for r in range(table.row_count)] == [
        tuple(map(fold, row)) for row in rows
    ]


def unruled(rows: list[list[str]], spans: list[tuple[int, int, int, int]]) -> Table:
    """A table without rules whose cells stand in the middle of what they are merged over, read."""
    places = [((c, r), (c + wide - 1, r + high - 1)) for r, c, high, wide in spans]
    style = [("ALIGN", (0, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    style += [("SPAN", *place) for place in places]
    out = io.BytesIO()
    SimpleDocTemplate(out).build([platypus.Table(rows, [70] * len(rows[0]), style=style)])
    (table,) = read_pdf(out.getvalue(), "t.pdf", "0").tables
    return table


AMOUNTS = [["a", "8.10", "3.10", "5.00", "4.00", "1.00"], ["b", "7.70", "3.00", "4.70", "4.00", "0.70"]]


def test_a_label_above_all_others_heads_the_cells_below_it() -> None:
    rows = [["name", "total", "meals", "cars", "", ""], ["", "", "", "sum", "bought", "run"], *AMOUNTS]
    table = unruled(rows, [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 3)])
    assert [table.words[0, c] for c in (3, 4, 5)] == ["cars"] * 3
    assert table.rows()[1:] == [["name", "total", "meals", "", "", ""], *rows[1:]]


def test_a_line_above_a_table_stays_outside() -> None:
    rows = [["", "", "", "", "", "yuan"], ["name", "total", "meals", "sum", "bought", "run"], *AMOUNTS]
    assert unruled(rows, []).rows() == rows[1:]


def test_prose_in_a_frame_is_no_table(layout: ModuleType) -> None:
    text = "本单位按照预算管理的要求，加强资金管理，专款专用，保证了年度任务的完成。" * 6
    blocks = [
        layout.Grid(((text,),), (400,), rules="frame"),
        layout.Para(text),
        layout.Para("单位：万元", "unit"),
    ]
    assert read_pdf(layout.render_pdf(blocks), "t.pdf", "0").tables == ()


def laid_out(rows: list[list[str]], wide: float = 100.0) -> RawPage:
    """Rows of words, 20 pt high, their columns so wide."""
    placed = [
        (c, 50 + n * wide + i * 10, 100 + 20 * r)
        for r, row in enumerate(rows)
        for n, t in enumerate(row)
        for i, c in enumerate(t)
    ]
    boxes = np.array([(x, y - 9, x + 10, y + 1) for _, x, y in placed], float).reshape(-1, 4)
    base = np.array([y for _, _, y in placed], float)
    glyphs = Glyphs(
        np.array([ord(c) for c, _, _ in placed], np.uint32), boxes, boxes, base, np.full(len(placed), 10.0)
    )
    return RawPage(1, 600, 800, glyphs, np.zeros((0, 4)), 0)


def rules_of(page: RawPage) -> np.ndarray:
    outside = np.ones(len(page.glyphs), bool)
    return missing_rules(page, [], outside, group_lines(page.glyphs, np.full(len(page.glyphs), OUTSIDE)))


@given(st.integers(3, 5), st.integers(3, 6))
def test_columns_of_white_space_make_a_grid(cols: int, count: int) -> None:
    rows = [["项目", *["预算数"] * (cols - 1)], *([["办公费", *["1.50"] * (cols - 1)]] * count)]
    (grid,) = find_grids(rules_of(laid_out(rows)))
    assert len(grid.cells) == cols * (count + 1) and len(grid.xs) == cols + 1
    assert all(50 + n * 100 + 40 <= x <= 50 + (n + 1) * 100 for n, x in enumerate(grid.xs[1:-1]))


def test_a_paragraph_and_an_empty_page_have_no_rules() -> None:
    assert (
        len(rules_of(laid_out([["本部门负责水利工作和河道管理的全部事务"]] * 5)))
        == 0
        == len(rules_of(laid_out([])))
    )
