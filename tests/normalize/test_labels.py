"""Every table, column and code has a name in Chinese and English."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from extract import regex
from normalize.labels import codes, labels
from normalize.schema import TABLES
from parsers import codes as known
from tests.conftest import rows_of

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CODED = (
    ("documents", "doc_type"), ("documents", "status"), ("units", "role"), ("units", "level"), ("funds", "statement"),
    ("funds", "measure"), ("funds", "basis"), ("funds", "origin"), ("funds", "subject_by"), ("funds", "budget_kind"),
    ("funds", "part"), ("indicators", "scope"), ("indicators", "kind"), ("indicators", "target_op"), ("scores", "scope"),
    ("scores", "method"), ("scores", "component"), ("figures", "unread"), ("passages", "kind"), ("findings", "severity"),
    ("checks", "outcome"),
)  # fmt: skip


def test_everything_has_a_name() -> None:
    named = {(label.table, label.column) for label in labels() if label.code is None}
    columns = {(table, f.name) for table, row in TABLES.items() for f in dataclasses.fields(row)}
    assert named == columns | {(table, None) for table in TABLES}


def test_names_of_one_table_differ() -> None:
    for table in TABLES:
        names = [
            label.zh for label in labels() if label.table == table and label.column and label.code is None
        ]
        assert len(names) == len(set(names)), table


@pytest.mark.parametrize(("table", "column"), CODED)
def test_the_codes_are_those_that_the_schema_lists(table: str, column: str) -> None:
    text = next(f.metadata["text"] for f in dataclasses.fields(TABLES[table]) if f.name == column)
    for code in regex.findall(r"(?<![\w.`])[a-z]+(?:_[a-z]+)+(?![\w.`])", text):
        assert code in codes(table, column), code


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/document.docx")), ids=lambda p: p.parent.name)
def test_every_code_that_is_read_has_a_name(path: Path) -> None:
    rows = rows_of(path)
    for table, column in CODED:
        found = [rows.document] if table == "documents" else getattr(rows, table)
        assert {getattr(r, column) for r in found} - {None} <= set(codes(table, column)), (table, column)


def _literal(hint: Any) -> set[str]:
    """The codes that a column's type allows; none where it is no Literal."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    return {code for held in get_args(hint) if get_origin(held) is Literal for code in get_args(held)}


TYPED = [
    (table, column, _literal(hint))
    for table, row in TABLES.items()
    for column, hint in get_type_hints(row, {"codes": known, **vars(sys.modules[row.__module__])}).items()
    if _literal(hint)
]


@pytest.mark.parametrize(("table", "column", "allowed"), TYPED, ids=lambda x: x if isinstance(x, str) else "")
def test_the_names_are_those_of_the_codes_that_the_type_allows(
    table: str, column: str, allowed: set[str]
) -> None:
    assert set(codes(table, column)) == allowed


def test_the_columns_of_codes_are_typed() -> None:
    typed = {(table, column) for table, column, _ in TYPED}
    untyped = {
        ("units", "level"),
        ("indicators", "target_op"),
        ("findings", "severity"),
        ("checks", "outcome"),
    }
    assert set(CODED) - untyped <= typed and not untyped & typed


def test_two_things_of_one_name_are_called_differently() -> None:
    named = {(label.table, label.column): label.zh for label in labels() if label.code is None}
    assert named["documents", "scope"] != named["indicators", "scope"] == named["scores", "scope"]
