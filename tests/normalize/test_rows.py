"""What was read becomes rows: exact amounts in 元, one id a row, the unit and year of the document in each, and
of every figure which row carries it.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from extract.model import Document, Paragraph, Text
from extract.numbered import is_heading
from normalize.ids import unit_id
from normalize.rows import as_name, normalize_report, rounded
from normalize.schema import TABLES, Rows
from parsers.parse import parse_document

UNIT = "青禾县水务局"
HEAD = (f"{UNIT}2023年度部门决算", "三、支出决算情况说明")


def rows_of(*lines: str, sha: str = "0" * 64) -> Rows:
    blocks = tuple(Paragraph(n, Text(x), is_heading(x)) for n, x in enumerate([*HEAD, *lines]))
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
