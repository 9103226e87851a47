"""Workbooks: what their cells print, what is hidden, several tables a sheet, and what breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.read import read_document
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
