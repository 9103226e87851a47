"""A document's tables come out of their file as they went in."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.packed import Packed, pack

columns = st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=30)


@given(st.dictionaries(st.sampled_from(["funds", "units", "figures"]), columns))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, held: dict[str, list[str | None]]) -> None:
    path: Path = tmp_path_factory.mktemp("packed") / "x.rows"
    tables = {name: pa.table({"text": pa.array(values, pa.string())}) for name, values in held.items()}
    packed = pack(tables, path)
    assert packed.size == path.stat().st_size
    assert {name: packed.rows(name) for name in held} == {name: len(values) for name, values in held.items()}
    again = Packed(path, packed.parts)
    path_tables = {name: again.table(name) for name, values in held.items() if values}
    path.unlink()
    assert all(table.equals(tables[name]) for name, table in path_tables.items())
