"""A wide table that is printed in several, across and down in either order, is read as one."""

from __future__ import annotations

import importlib
import sys
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.halves.join import join_halves
from extract.halves.pieces import header, whole_parts
from extract.model import Document, Table
from extract.read import read_document
from tests.extract.halves.test_join import FIXTURES, facts, grid, report
from tests.quality.shown import html_table
from tests.written import table

ROWS, PIECE = 9, 5
"""Rows of the whole below its header, and of the pieces but the last."""
COLUMNS = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
HEADS = [["科目编码", "科目名称"], ["", "合计"], *([f"20{n}", f"科目{n}"] for n in range(1, ROWS))]
WANTED = {
    (HEADS[r][1], label, f"{100 * r + c}.50") for r in range(1, ROWS + 1) for c, label in enumerate(COLUMNS)
}


def parts(count: int, heads: bool, repeat: bool) -> list[list[list[list[str]]]]:
    """The pieces of each part of the whole from top to bottom; `heads`: each part prints the row heads,
    `repeat`: each piece prints the header.
    """
    wide = len(COLUMNS) // count
    out = []
    for n in range(count):
        labels = COLUMNS[n * wide : (n + 1) * wide]
        numbers = [[f"{100 * r + n * wide + c}.50" for c in range(wide)] for r in range(1, ROWS + 1)]
        rows = [[*(HEADS[r] if heads or n == 0 else []), *row] for r, row in enumerate([labels, *numbers])]
        out.append([rows[: PIECE + 1], [*(rows[:1] if repeat else []), *rows[PIECE + 1 :]]])
    return out


@pytest.fixture(scope="module")
def layout() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    importlib.import_module("build")
    return importlib.import_module("builder.layout")


def read(layout: ModuleType, kind: str, tables: list[list[list[str]]], folder: Path) -> Document:
    """The tables, a page each, in a report."""
    path = folder / f"halves.{kind}"
    if kind == "html":
        body = "<h1>石河市民政局2024年度部门决算</h1><h2>支出决算表</h2><p>单位：万元</p>"
        path.write_text(
            f"<html><meta charset=utf-8><body>{body}{''.join(map(html_table, tables))}</body></html>"
        )
    else:
        pages = chain.from_iterable((layout.Page(), grid(layout, t)) for t in tables)
        blocks = report(layout, *list(pages)[1:])
        path.write_bytes(layout.render_pdf(blocks) if kind == "pdf" else layout.render_docx(blocks))
    return read_document(path)


@pytest.mark.parametrize("order", ["down", "across"])
@pytest.mark.parametrize("heads", [True, False], ids=["heads", "no heads"])
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize(("kind", "repeat"), [("pdf", True), ("pdf", False), ("docx", True), ("html", True)])
def test_parts_of_several_pages(
    layout: ModuleType, kind: str, repeat: bool, count: int, heads: bool, order: str, tmp_path: Path
) -> None:
    pieces = parts(count, heads, repeat)
    by_order = pieces if order == "down" else zip(*pieces, strict=True)
    document = read(layout, kind, list(chain.from_iterable(by_order)), tmp_path)
    assert len(document.tables) == 1 and not document.warnings
    assert facts(document) == WANTED
    assert document.tables[0].pages == (tuple(range(2, 2 + 2 * count)) if kind == "pdf" else ())


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_what_does_not_come_out_is_not_guessed(layout: ModuleType, kind: str, tmp_path: Path) -> None:
    """The last piece of the right part lacks a row: its pieces stay apart, and a warning says so."""
    (first, second), (third, fourth) = parts(2, heads=False, repeat=True)
    document = read(layout, kind, [first, second, third, fourth[:-1]], tmp_path)
    assert len(document.tables) == 4 and any("没有行名" in w for w in document.warnings)
    assert facts(document) <= WANTED


def joined(a: Table, b: Table) -> bool:
    return len(join_halves([a, b])[0]) == 1


@given(st.integers(2, 4), st.booleans(), st.sampled_from(["down", "across"]))
def test_the_parts_are_those_that_were_cut(high: int, heads: bool, order: str) -> None:
    left, right = (first for first, _ in parts(2, heads, repeat=True))
    cut = [[[p[0], *p[1:3]], [p[0], *p[3:5]]] for p in (left, right)]
    pieces = [(c * high)[:high] for c in cut]
    by_order = pieces if order == "down" else zip(*pieces, strict=True)
    tables = [table(n, rows) for n, rows in enumerate(chain.from_iterable(by_order))]
    found = whole_parts(tables, joined)
    assert [header(t) for t in found] == [(tuple(p[0]),) for p in (left, right)]
    assert [t.row_count for t in found] == [1 + 2 * high] * 2
    assert whole_parts(tables[:-1], joined) == []
    mixed = [pieces[0][0], *pieces[1], *pieces[0][1:]]
    assert whole_parts([table(n, rows) for n, rows in enumerate(mixed)], joined) == []
