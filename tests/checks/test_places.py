"""Where a finding, a row or a number stands."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from checks.places import (
    describe,
    file_of,
    finding_of,
    marks_of,
    marks_of_row,
    printed_at,
    row_in_words,
    row_of,
)
from extract.errors import UsageError
from normalize.schema import Evidence, Finding
from normalize.writing import write_rows
from tests.checks.cases.builders import document, fund, passage, said

BOX = (1.0, 2.0, 3.0, 4.0)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents; a finding of the first rests on a row of each."""
    folder = tmp_path_factory.mktemp("data")
    rows = []
    for doc, value in (("d1", "9.00"), ("d2", "8.00")):
        held = replace(
            fund("支出合计", value, page=3, bbox=BOX, locator="t0r1c2"), doc_id=doc, fund_id=f"{doc}f"
        )
        number = replace(
            said("支出9.00万元", held.fund_id, "p1@2-6"),
            doc_id=doc,
            value=Decimal(value),
            unit="万元",
            page=2,
            figure_id=f"{doc}n",
        )
        note = replace(passage("heading", "一、概况", locator="p0@0-4"), doc_id=doc, passage_id=f"{doc}p")
        whole = document(held, number, note)
        whole = replace(whole, document=replace(whole.document, doc_id=doc, source=f"{doc}.pdf"))
        rows.append(whole)
    evidence = (
        Evidence("funds", "d1f", 3, BOX, "9.00", "第3页表1第2行第3列", None),
        Evidence("funds", "d2f", 3, BOX, "8.00", "第3页表1第2行第3列", "d2"),
    )
    found = [
        Finding(
            finding_id=i,
            doc_id="d1",
            rule="sum.row",
            message="不符。",
            source="d1.pdf",
            reported=Decimal("9.00"),
            expected=Decimal("8.00"),
            difference=Decimal("1.00"),
            tolerance=t,
            unit="万元",
            evidence=evidence,
        )
        for i, t in (("abc1", None), ("abd2", Decimal("0.010")))
    ]
    write_rows(folder, [replace(rows[0], findings=tuple(found)), rows[1]])
    return folder


def test_an_id_may_be_short_as_long_as_it_is_one(data: Path) -> None:
    assert finding_of(data, "abc")["finding_id"] == "abc1"
    assert [e["source"] for e in finding_of(data, "abd")["evidence"]] == [None, "d2.pdf"]
    for id, said_ in (("ab", "2 findings"), ("x", "no finding")):
        with pytest.raises(UsageError, match=said_):
            finding_of(data, id)


def test_a_finding_in_words_has_its_places_and_its_computation(data: Path) -> None:
    lines = describe(finding_of(data, "abd")).splitlines()
    assert lines[1:3] == ["不符。", "d1.pdf"]
    assert lines[3:5] == ["  1. 第3页表1第2行第3列：9.00", "  2. d2.pdf 第3页表1第2行第3列：8.00"]
    assert lines[5] == "  印为9万元，应为8万元，相差1万元，四舍五入可解释0.01万元"
    assert "四舍五入" not in describe(finding_of(data, "abc"))
    assert len(describe(finding_of(data, "abc") | {"expected": None}).splitlines()) == 5


def test_only_places_of_its_own_document_are_marked(data: Path) -> None:
    f = finding_of(data, "abc")
    assert [(m.page, tuple(m.bbox), m.label) for m in marks_of(f)] == [(3, BOX, "1")]
    assert [m.label for m in marks_of(f, data)] == ["1 t0r1c2"]


def test_a_number_is_found_whatever_its_zeros(data: Path) -> None:
    assert printed_at(data, "9") == ["d1.pdf  第2页第2段  9万元  支出9.00万元"]
    assert printed_at(data, "9.0") == ["d1.pdf  第2页第2段  9.0万元  支出9.00万元"]
    assert printed_at(data, "7") == []
    with pytest.raises(UsageError):
        printed_at(data, "x")


def test_a_row_of_any_table(data: Path) -> None:
    table, row = row_of(data, "d1f")
    assert table == "funds" and row_in_words(table, row).startswith("funds t0r1c2 第3页表1第2行第3列：9.00")
    assert [(m.page, m.label) for m in marks_of_row(row)] == [(3, "t0r1c2")]
    assert row_of(data, "d2p")[0] == "passages" and marks_of_row(row_of(data, "d2p")[1]) == []
    for id, said_ in (("d1", "3 rows"), ("zz", "no rows")):
        with pytest.raises(UsageError, match=said_):
            row_of(data, id)


def test_where_a_document_lies(data: Path, tmp_path: Path) -> None:
    (tmp_path / "d1.pdf").write_bytes(b"x")
    assert (
        file_of(data, "d1.pdf", tmp_path)
        == tmp_path / "d1.pdf"
        == file_of(data, "d1.pdf", tmp_path / "d1.pdf")
    )
    with pytest.raises(UsageError, match="--root"):
        file_of(data, "d1.pdf", None)
    (data / "run.json").write_text(json.dumps({"roots": [str(tmp_path)]}))
    assert file_of(data, "d1.pdf", None) == tmp_path / "d1.pdf"
    (data / "run.json").write_text("{", "utf-8")
    with pytest.raises(UsageError, match="not there"):
        file_of(data, "d1.pdf", None)
