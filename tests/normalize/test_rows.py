"""What was read becomes rows: exact amounts in 元, one id a row, the unit and year of the document in each, and
of every figure which row carries it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from extract.model import Document, Paragraph, Table, Text
from extract.numbered import is_heading
from normalize.ids import unit_id
from normalize.rows import as_name, normalize_report, rounded
from normalize.schema import TABLES, Rows
from parsers.parse import parse_document
from tests.written import table

UNIT = "青禾县水务局"
HEAD = (f"{UNIT}2023年度部门决算", "三、支出决算情况说明")


def rows_of(*lines: str | Table, sha: str = "0" * 64) -> Rows:
    held = enumerate([*HEAD, *lines])
    blocks = tuple(x if isinstance(x, Table) else Paragraph(n, Text(x), is_heading(x)) for n, x in held)
    document = Document("report.docx", sha, "docx", (), blocks)
    return normalize_report(document, parse_document(document))


@pytest.fixture(scope="module")
def rows() -> Rows:
    return rows_of("本年支出合计90.50万元，其中：基本支出60.00万元，占66.30%；项目支出30.50万元，占33.70%。")


def test_amounts_are_exact_and_in_yuan(rows: Rows) -> None:
    spent = next(f for f in rows.funds if f.item == "本年支出合计")
    assert (spent.value, spent.unit, spent.amount_yuan) == (Decimal("90.50"), "万元", Decimal("905000"))
    shares = [f for f in rows.funds if f.measure == "share"]
    assert [f.value for f in shares] == [Decimal("66.30"), Decimal("33.70")]
    assert {f.amount_yuan for f in shares} == {None}


def test_every_row_bears_document_year_and_unit(rows: Rows) -> None:
    held = [row for table in TABLES for row in rows.table(table)]
    assert {(row.doc_id, row.fiscal_year) for row in held} == {("0" * 64, 2023)}
    assert {f.unit_id for f in rows.funds} == {unit_id(UNIT)} == {rows.document.unit_id}
    assert [u.name for u in rows.units] == [UNIT]


def test_ids_are_of_one_row_and_of_one_document(rows: Rows) -> None:
    again = rows_of("本年支出合计90.50万元，其中：基本支出60.00万元。", sha="1" * 64)
    ids = [f.fund_id for held in (rows, again) for f in held.funds]
    assert len(ids) == len(set(ids))


def test_a_figure_names_the_row_that_carries_it(rows: Rows) -> None:
    funds = {f.fund_id: f for f in rows.funds}
    assert len(rows.figures) == len(funds) and {f.used_by for f in rows.figures} == funds.keys()
    assert all(funds[f.used_by or ""].locator == f.locator for f in rows.figures)
    assert rows.document.read_share == 1


@pytest.mark.parametrize("sheet", [False, True])
def test_several_indicators_of_a_cell_carry_their_own_numbers(sheet: bool) -> None:
    form = table(
        0,
        [
            ["项目名称", "设备更新", "<", "<", "<", "<", "<"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "数量指标", "1.手册；2.培训", "1.≥20册；2.≥3次", "1.21册；2.3次", "10", "10"],
            ["效益指标", "社会效益指标", "满意度", "≥90%", "95%", "10", "10"],
        ],
    )
    if sheet:
        form = replace(
            form, cells=tuple(replace(c, at=f"表1!{chr(65 + c.col)}{c.row + 1}") for c in form.cells)
        )
    rows = rows_of(form)
    names = {i.indicator_id: i.level3 for i in rows.indicators}
    told = [(names.get(f.used_by or ""), f"{f.value}{f.unit}") for f in rows.figures]
    assert told == [
        ("手册", "20册"),
        ("培训", "3次"),
        ("手册", "21册"),
        ("培训", "3次"),
        ("满意度", "90%"),
        ("满意度", "95%"),
    ]


def test_what_no_row_carries_says_why() -> None:
    rows = rows_of("单价50万元以上的设备3台。")
    assert rows.funds == () and {f.used_by for f in rows.figures} == {None}
    assert next(f.unread for f in rows.figures if f.unit == "万元") == "threshold"


@given(st.none() | st.floats(0, 1))
def test_confidence_is_never_rounded_up_to_certainty(confidence: float | None) -> None:
    told = rounded(confidence)
    assert (told is None) == (confidence is None)
    assert told is None or confidence is None or abs(told - confidence) <= 0.005


def test_names_are_stored_with_one_kind_of_brackets() -> None:
    assert as_name(None) is None
    assert as_name("青禾县水务局(本级)") == as_name("青禾县水务局（本级）") == "青禾县水务局（本级）"
    assert fold(as_name("青禾县水务局(本级)")) == fold("青禾县水务局(本级)")
