"""Workbooks: what their cells print, what is hidden, several tables a sheet, and what breaks."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import UnknownFormatError
from extract.read import read_document
from extract.sheets.document import NAMED, read_sheets
from tests.extract.html.shown import grid, words
from tests.extract.sheets.written import PRINTED


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.xls", "\t")])
def test_separated_values_under_any_name(tmp_path: Path, name: str, sign: str) -> None:
    text = "\n".join(sign.join(row) for row in [["收入决算表", ""], *PRINTED])
    (tmp_path / name).write_bytes(text.encode("gb18030"))
    document = read_document(tmp_path / name)
    assert [grid(t) for t in document.tables] == [PRINTED] and words(document) == ["收入决算表"]
    assert document.file_format == "csv" and len(document.warnings) == (name != "a.csv")


def test_a_web_page_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in PRINTED)
    (tmp_path / "a.xls").write_text(
        f"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>{rows}</table></html>"
    )
    document = read_document(tmp_path / "a.xls")
    assert [grid(t) for t in document.tables] == [PRINTED] and "网页" in document.warnings[0]


CELLS = st.text('甲乙1.,;|\t" ', min_size=1, max_size=6).filter(str.strip)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=2, max_size=4), st.sampled_from("\t,;|"))
def test_separated_values_come_back_whatever_parts_them(rows: list[list[str]], sign: str) -> None:
    width = max(map(len, rows))
    held = [[*row, *["甲"] * (width - len(row))] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(held)
    others = "".join(c for row in held for x in row for c in x if c in "\t,;|" and c != sign)
    if len(others) >= len(held) * (width - 1):
        return
    found = read_sheets(out.getvalue().encode(), "a.csv", "0", "csv")
    said = {c.text.chars for t in found.tables for c in t.cells} | {p.text.chars for p in found.paragraphs}
    assert {x.strip() for row in held for x in row} <= said
    assert [(p.number, p.width) for p in found.pages] == [(1, 0.0)]


def test_nothing_on_a_sheet_is_no_report() -> None:
    with pytest.raises(UnknownFormatError, match="空"):
        read_sheets(b" , \n,", "a.csv", "0", "csv")


def test_of_many_places_the_first_are_named() -> None:
    book = openpyxl.Workbook()
    for n in range(1, NAMED + 3):
        book.active.cell(n, 1, "x")
        book.active.cell(n, 2, 1.5).number_format = "0.00E+00"
    out = io.BytesIO()
    book.save(out)
    (warning,) = read_sheets(out.getvalue(), "a.xlsx", "0", "xlsx").warnings
    assert f"等 {NAMED + 2} 处" in warning and "B5" in warning and "B6" not in warning
