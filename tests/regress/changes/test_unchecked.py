"""Rows that are kept come back as they were, to the way a number is printed; nothing else comes out of their file."""

from __future__ import annotations

import os
import pickle
import zlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.schema import DocumentRow, Fund, Rows
from regress.changes.unchecked import FOLDER, digest, keep_only, keep_rows, kept_rows, packed

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)


def rows(*values: Decimal) -> Rows:
    funds = tuple(Fund(doc_id="d", fund_id=f"f{n}", item="合计", value=v) for n, v in enumerate(values))
    return Rows(document=DocumentRow(doc_id="d", source="甲.docx"), funds=funds)


@given(st.lists(st.lists(AMOUNTS, max_size=3), max_size=3))
def test_rows_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[Decimal]]
) -> None:
    folder, held = tmp_path_factory.mktemp("cases"), [rows(*values) for values in lists]
    keep_rows(folder, "甲", [packed(one) for one in held])
    back = kept_rows(folder, "甲", [digest(packed(one)) for one in held])
    assert repr(back) == repr(held)


@given(AMOUNTS, AMOUNTS)
def test_bytes_are_the_same_for_numbers_that_are_printed_alike_alone(a: Decimal, b: Decimal) -> None:
    assert (packed(rows(a)) == packed(rows(b))) == (str(a) == str(b))


def test_other_rows_than_those_asked_for_are_none(tmp_path: Path) -> None:
    one, other = packed(rows(Decimal("1.0"))), packed(rows(Decimal("1.00")))
    keep_rows(tmp_path, "甲", [one])
    assert kept_rows(tmp_path, "甲", [digest(other)]) is None
    assert kept_rows(tmp_path, "甲", []) is None
    assert kept_rows(tmp_path, "乙", [digest(one)]) is None


def test_a_damaged_file_holds_none(tmp_path: Path) -> None:
    held = packed(rows(Decimal(1)))
    keep_rows(tmp_path, "甲", [held])
    path = tmp_path / FOLDER / "甲"
    whole = path.read_bytes()
    for n in range(0, len(whole), max(1, len(whole) // 50)):
        path.write_bytes(whole[:n])
        assert kept_rows(tmp_path, "甲", [digest(held)]) is None
    path.write_bytes(b"nothing packed")
    assert kept_rows(tmp_path, "甲", [digest(held)]) is None


class Elsewhere:
    """What is no row."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("made",)


@pytest.mark.parametrize("within", [False, True])
def test_a_file_that_names_anything_else_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, within: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    held = pickle.dumps(Elsewhere())
    (tmp_path / FOLDER).mkdir()
    outer = pickle.dumps([held]) if within else held
    (tmp_path / FOLDER / "甲").write_bytes(zlib.compress(outer))
    assert kept_rows(tmp_path, "甲", [digest(held)]) is None
    assert not (tmp_path / "made").exists()


def test_rows_of_cases_that_are_gone_go(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        keep_rows(tmp_path, name, [packed(rows())])
    keep_only(tmp_path, {"乙"})
    assert [p.name for p in (tmp_path / FOLDER).iterdir()] == ["乙"]
