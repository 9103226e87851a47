"""A column of each kind has an Arrow type, and holds whatever number the dataset takes for one."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from normalize.columns import arrow_type, column
from normalize.schema import TABLES
from normalize.values import LARGEST, YUAN, exact, yuan


def test_a_column_says_its_kind_and_meaning() -> None:
    held = column("yuan", "in 元", Decimal(3))
    assert dict(held.metadata) == {"kind": "yuan", "text": "in 元"} and held.default == 3


def test_every_kind_that_a_table_has_is_a_type() -> None:
    kinds = {f.metadata["kind"] for row in TABLES.values() for f in dataclasses.fields(row)}
    assert {"value", "yuan", "bbox", "evidence"} <= kinds
    assert all(isinstance(arrow_type(kind), pa.DataType) for kind in kinds)


@given(st.from_regex(r"[0-9]{1,40}(\.[0-9]{1,20})?", fullmatch=True), st.sampled_from([*YUAN]))
def test_what_the_dataset_cannot_hold_is_no_number(text: str, unit: str) -> None:
    value, amount = exact(text), yuan(exact(text), unit)
    assert (value is None) == (Decimal(text) >= LARGEST)
    pa.array([value], arrow_type("value"))
    pa.array([amount], arrow_type("yuan"))
    if value is not None:
        assert abs(value - Decimal(text)) < Decimal("1e-10")
