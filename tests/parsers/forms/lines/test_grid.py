"""A form with a line for each cell, blank ones too, is put back into rows of its one length, or stays as it is."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Text
from extract.txt.whole_rows import WIDEST
from parsers.forms.lines.grid import fits, in_grid
from tests.written import table

HEAD = ["项目名称", "河道保洁"]
CASES = tomllib.loads((Path(__file__).parents[3] / "quality/province_forms.toml").read_text("utf-8"))["case"]
FORMS = [case for case in CASES if case.get("indicators")]
UNREAD = 4
"""Forms of which no one length, or more than one, puts every label over its column."""


def form(width: int, rows: int) -> list[list[str]]:
    """A form of so many columns: its head, the header of its indicators, and their rows."""
    labels = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    filled = ["产出指标", "数量指标", "保洁长度", "20公里", "21公里", "10", "10"]

    def wide(row: list[str]) -> list[str]:
        return [*row, *[""] * (width - len(row))]

    below = [
        ["" if n and c < 2 else f"{x}{n}" if c == 2 else x for c, x in enumerate(filled)] for n in range(rows)
    ]
    return [wide(row) for row in (HEAD, labels, *below, ["合计", "", "", "", "", "100", "99"])]


def texts(rows: list[list[str]]) -> list[Text]:
    return [Text(cell) for row in rows for cell in row]


@given(st.integers(7, WIDEST), st.integers(2, 6))
def test_the_rows_are_those_that_were_written(width: int, rows: int) -> None:
    drawn = form(width, rows)
    found = in_grid(texts(drawn))
    assert found is not None
    told = {(c.row, c.col): c.text.chars for c in found.cells if c.text.chars}
    assert told == {(r, c): cell for r, row in enumerate(drawn) for c, cell in enumerate(row) if cell}


def test_forms_are_read_in_rows_of_their_length_and_of_no_other() -> None:
    tables = [[["" if cell in ("<", "^") else cell for cell in row] for row in c["table"]] for c in FORMS]
    found = [(c["name"], drawn, in_grid(texts(drawn))) for c, drawn in zip(FORMS, tables, strict=True)]
    assert [name for name, drawn, t in found if t is not None and t.cols != len(drawn[0])] == []
    assert sum(t is None for _, _, t in found) <= UNREAD


@given(st.integers(0, 10**6), st.integers(1, 3))
def test_where_cells_are_lost_no_row_is_invented(seed: int, lost: int) -> None:
    """Without some of its blank cells a form has no length that fits."""
    cells = texts(form(9, 5))
    blanks = [n for n, text in enumerate(cells) if not text.folded]
    gone = set(random.Random(seed).sample(blanks, lost))
    found = in_grid([text for n, text in enumerate(cells) if n not in gone])
    assert found is None


def test_sentences_below_a_form_are_no_cells() -> None:
    drawn = form(8, 3)
    found = in_grid([*texts(drawn), Text("以上。")])
    assert found is not None and found.row_count == len(drawn)
    assert in_grid([*texts(drawn), Text("以上")]) is None


def test_lines_without_blank_cells_are_left_to_others() -> None:
    assert in_grid(texts([row[:7] for row in form(7, 4)[1:-1]][:1] * 4)) is None


HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "分值"]


@pytest.mark.parametrize(
    ("row", "sound"),
    [
        (["产出指标", "数量指标", "保洁长度", "20公里", "10"], True),
        (["", "", "保洁长度", "20公里", "10"], True),
        (["数量指标", "保洁长度", "20公里", "10", ""], False),
        (["保洁长度", "20公里", "10", "产出指标", "数量指标"], False),
        (["产出指标", "数量指标", "20", "保洁长度", "10"], False),
        (["产出指标", "数量指标", "保洁长度", "20公里", "很好"], False),
    ],
)
def test_rows_under_a_header(row: list[str], sound: bool) -> None:
    assert fits(table(0, [HEADER, row])) == sound


@pytest.mark.parametrize(
    ("rows", "sound"),
    [
        ([["项目资金", "全年预算数", "全年执行数", "执行率", ""], ["年度资金总额", "10.00", "9.00", "90%", ""]], True),
        ([["项目资金", "全年预算数", "全年执行数", "执行率", ""], ["10.00", "9.00", "90%", "", "其他资金"]], False),
        ([["", "项目资金", "全年预算数", "全年执行数", "10.00"]], False),
        ([["主管部门", "民政局", "", "", "项目名称"]], False),
        ([["", "", "", "一级指标", "二级指标"]], False),
    ],
)  # fmt: skip
def test_rows_above_the_indicators(rows: list[list[str]], sound: bool) -> None:
    held = [*rows, HEADER, ["产出指标", "数量指标", "保洁长度", "20公里", "10"]]
    assert fits(table(0, held)) == sound
