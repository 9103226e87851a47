"""Facts state what ids point at, and nothing that only names or places a row; packed files give the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.dataset import DatasetError
from regress.cases import load_document, rows_of
from regress.rows import compared_columns, key, read_facts, read_text, table_facts, write_facts, write_text

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SPOILED = FIXTURES / "accounts-spoiled/document.docx"


def test_what_ids_point_at_is_stated_in_words() -> None:
    rows = rows_of(load_document(SPOILED))
    funds = table_facts(rows, "funds")
    items = {f["item"] for f in funds}
    assert {f["parent"] for f in funds if "parent" in f} <= items
    assert any(f.get("parent") == "市场监督管理事务" and f["item"] == "行政运行" for f in funds)
    used = [f["used_by"] for f in table_facts(rows, "figures") if "used_by" in f]
    assert set(used) <= {f"{f['measure']} {f['item']}" for f in funds} and len(used) > 0.9 * len(rows.figures)
    assert all(
        "88.80%" in str(f["evidence"])
        for f in table_facts(rows, "findings")
        if f["rule"] == "ratio.completion"
    )


def test_ids_and_boxes_are_no_facts() -> None:
    rows = rows_of(load_document(SPOILED))
    for table in ("documents", "units", "funds", "figures", "passages", "findings", "checks"):
        for facts in table_facts(rows, table):
            assert not {k for k in facts if k.endswith("_id") or k == "bbox"}
    assert {c["outcome"] for c in table_facts(rows, "checks")} <= {"passed", "failed", "missing_input"}


def test_marks_and_locators_are_not_compared() -> None:
    columns = compared_columns(
        "units", [{"name": "甲", "locator": "p1@0-1", "confirmed": True, "unknown": ["role"]}]
    )
    assert columns == ("name", "role")


@pytest.mark.parametrize("loose", [True, False])
def test_a_blank_text_is_not_the_same_as_none(loose: bool) -> None:
    blank, none = (key({"project": x}, ["project"], loose) for x in ("", None))
    assert blank != none == key({}, ["project"], loose)


@given(st.lists(st.fixed_dictionaries({"name": st.text(max_size=5)}), max_size=5))
def test_packed_rows_come_back(rows: list[dict[str, str]]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        packed, plain = Path(folder) / "rows.jsonl.gz", Path(folder) / "rows.jsonl"
        for path in (packed, plain):
            write_facts(path, rows)
            assert sorted(r["name"] for r in read_facts(path)) == sorted(r["name"] for r in rows)
        before = packed.read_bytes()
        write_text(packed, read_text(plain))
        assert packed.read_bytes() == before


@pytest.mark.parametrize(
    "lines", ['{"item": "a"\n"value": "1"}\n', '{"item": "a"}, {"item": "b"}\n', '{"item": "a"\n']
)
def test_a_damaged_expectation_is_told(tmp_path: Path, lines: str) -> None:
    write_text(tmp_path / "funds.jsonl", lines)
    with pytest.raises(DatasetError, match="is damaged"):
        read_facts(tmp_path / "funds.jsonl")
