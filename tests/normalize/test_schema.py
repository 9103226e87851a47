"""The tables are what their rows are: a column each, described, with one type; a document's rows by table."""

from __future__ import annotations

import dataclasses

import pytest

from normalize.columns import arrow_type
from normalize.schema import TABLES, DocumentRow, Fund, Rows, arrow_schema


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_the_fields_of_the_row(table: str) -> None:
    fields = dataclasses.fields(TABLES[table])
    schema = arrow_schema(table)
    assert schema.names == [f.name for f in fields]
    assert [f.type for f in schema] == [arrow_type(f.metadata["kind"]) for f in fields]
    assert all((f.metadata or {}).get(b"description") for f in schema)


@pytest.mark.parametrize("table", TABLES)
def test_rows_cannot_be_changed_and_name_themselves(table: str) -> None:
    row = TABLES[table]()
    assert (TABLES[table].__doc__ or "").strip()
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.doc_id = "x"  # type: ignore[misc]


def test_the_rows_of_a_document_by_table() -> None:
    document, fund = DocumentRow(doc_id="a"), Fund(doc_id="a")
    rows = Rows(document=document, funds=(fund,))
    assert rows.table("documents") == (document,) and rows.table("funds") == (fund,)
    assert {name for name in TABLES if rows.table(name)} == {"documents", "funds"}
    assert {f.name for f in dataclasses.fields(Rows)} - {"document"} == TABLES.keys() - {"documents"}
