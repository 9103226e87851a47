"""Findings chosen, sorted, folded and written."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.codes import SEVERITIES
from checks.listing import COLUMNS, ListFormat, Sort, Wanted, gravity, known_ids, render, select, sheet
from normalize.schema import Finding
from normalize.writing import write_rows
from tests.checks.cases.builders import document

BASE: dict[str, Any] = {
    "finding_id": "f", "doc_id": "doc1", "severity": "warning", "rule": "sum.row", "unit_name": "某局", "fiscal_year": 2023,
    "source": "a/报告.pdf", "message": "甲与乙不符（第3页）。", "amount_yuan": Decimal("1.50"), "leading": True, "also_in": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (Wanted(), True),
        (Wanted(severity="error"), False),
        (Wanted(severity="warning"), True),
        (Wanted(severity="info"), True),
        (Wanted(unit="某"), True),
        (Wanted(unit="他"), False),
        (Wanted(rules=frozenset({"sum.row", "x"})), True),
        (Wanted(rules=frozenset({"x"})), False),
        (Wanted(year=2022), False),
        (Wanted(document="报告"), True),
        (Wanted(document="doc"), True),
        (Wanted(document="oc1"), False),
    ],
)
def test_which_are_wanted(wanted: Wanted, holds: bool) -> None:
    assert wanted.holds(BASE) == holds


def test_followers_are_shown_on_demand() -> None:
    follower = BASE | {"leading": False}
    assert not Wanted().holds(follower) and Wanted(everything=True).holds(follower)


def test_the_gravest_come_first() -> None:
    assert [gravity(s) for s in SEVERITIES] == [0, 1, 2]
    with pytest.raises(ValueError, match="not in"):
        gravity("fatal")


def dataset(folder: Path, *findings: dict[str, Any]) -> Path:
    """A dataset of these findings, each of a document of its own."""
    docs: dict[str, list[Finding]] = {}
    for n, f in enumerate(findings):
        doc = f.get("doc_id", f"d{n}")
        held = {
            "finding_id": f"id{n}",
            "fiscal_year": 2023,
            "unit_id": "u",
            "rule": "sum.row",
            "message": f"第{n}条。",
            "source": f"{doc}.pdf",
        }
        docs.setdefault(doc, []).append(Finding(**{**held, **f, "doc_id": doc}))
    rows = []
    for doc, held in docs.items():
        whole = document()
        rows.append(replace(whole, document=replace(whole.document, doc_id=doc), findings=tuple(held)))
    write_rows(folder, rows)
    return folder


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (Sort.SEVERITY, ["id1", "id2", "id0"]),
        (Sort.AMOUNT, ["id2", "id0", "id1"]),
        (Sort.UNIT, ["id2", "id0", "id1"]),
    ],
)
def test_orders(tmp_path: Path, by: Sort, order: list[str]) -> None:
    data = dataset(
        tmp_path,
        {"severity": "info", "unit_name": "丙", "amount_yuan": Decimal(5)},
        {"severity": "error", "unit_name": "乙", "amount_yuan": None},
        {"severity": "warning", "unit_name": "A", "amount_yuan": Decimal(-9)},
    )
    assert [f["finding_id"] for f in select(data, Wanted(), by)] == order


def test_copies_of_a_report_are_one_and_two_of_one_file_are_two(tmp_path: Path) -> None:
    same = {"message": "甲与乙不符（第3页）。"}
    data = dataset(
        tmp_path,
        same,
        {"message": "甲与乙不符（第4页、第5页）。"},
        {**same, "doc_id": "d0"},
        {"message": "另一处。"},
    )
    found = select(data, Wanted())
    assert len(found) == 3 and sorted(len(f["also_in"]) for f in found) == [0, 0, 1]
    # Whichever of the copies was known before.
    for id in ("id0", "id1"):
        assert len(select(data, Wanted(), known=frozenset({id}))) == 2


def test_what_follows_from_a_known_finding_is_known(tmp_path: Path) -> None:
    data = dataset(tmp_path, {"doc_id": "d"}, {"doc_id": "d", "leading": False, "follows": "id0"})
    everything = Wanted(everything=True)
    assert [len(select(data, everything, known=frozenset(k))) for k in ((), ("id0",), ("id1",))] == [2, 0, 1]


@given(st.lists(st.text('ab\n"', min_size=1, max_size=5), max_size=4, unique=True))
def test_what_was_written_as_data_is_known_again(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str]
) -> None:
    path = tmp_path_factory.mktemp("known") / "f"
    rows = [BASE | {"finding_id": i} for i in ids]
    for form in (ListFormat.JSON, ListFormat.JSONL):
        path.write_text(render(rows, form), "utf-8")
        assert known_ids(path) == frozenset(ids)


def test_forms_of_a_list() -> None:
    rows = [BASE | {"also_in": ["b.docx"]}]
    (head, line) = csv.reader(io.StringIO(render(rows, ListFormat.CSV)))
    assert head == list(COLUMNS) and line[:6] == [
        "warning",
        "sum.row",
        "某局",
        "2023",
        "a/报告.pdf",
        BASE["message"],
    ]
    assert json.loads(render(rows, ListFormat.JSON))[0]["amount_yuan"] == "1.50"
    assert len(render(rows * 3, ListFormat.JSONL).splitlines()) == 3
    assert BASE["message"] in render(rows, ListFormat.TABLE) and "also in b.docx" in render(
        rows, ListFormat.TABLE
    )
    assert render([], ListFormat.TABLE) == "" == render([], ListFormat.JSONL)


def test_a_workbook_is_in_chinese() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet([BASE])))
    head, line = [[c.value for c in row] for row in book.active.iter_rows()]
    assert head == list(COLUMNS.values())
    assert line[0] not in SEVERITIES and line[6] == 1.5 and line[5] == BASE["message"]
