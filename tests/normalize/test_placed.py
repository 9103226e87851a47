"""Every table says of which document and year its rows are; what was read somewhere says where."""

from __future__ import annotations

import dataclasses

import pytest

from normalize.placed import PlacedRow, Row
from normalize.schema import TABLES

PLACE = {"page", "bbox", "locator", "raw", "confidence"}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_common_columns(table: str) -> None:
    row = TABLES[table]
    assert issubclass(row, Row)
    assert {"doc_id", "fiscal_year"} <= {f.name for f in dataclasses.fields(row)}


@pytest.mark.parametrize("table", ["funds", "indicators", "scores", "figures", "passages", "units"])
def test_what_was_read_says_where(table: str) -> None:
    assert issubclass(TABLES[table], PlacedRow)
    assert {f.name for f in dataclasses.fields(TABLES[table])} >= PLACE
    assert dataclasses.replace(TABLES[table](), page=3).page == 3


def test_a_place_that_is_not_known_is_null() -> None:
    assert {getattr(PlacedRow(), name) for name in PLACE} == {None}
