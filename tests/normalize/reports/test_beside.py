"""A document's row says what its journal entry says: its paths, its report, where it comes from."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from normalize.reports.beside import beside, with_names
from normalize.schema import DocumentRow, Rows
from normalize.store.journal import JournalEntry
from normalize.store.provenance import Provenance
from normalize.writing import arrow_tables

ENTRY = JournalEntry(
    "a" * 64,
    2023,
    sources=("乙/报告.pdf", "甲/报告.pdf"),
    report_id="r",
    edition_of="b" * 64,
    published="2024-08-01",
    provenance=Provenance("https://example.org/a.pdf", None, "2024-09-01T08:00:00Z"),
)


def row(*warnings: str) -> pa.Table:
    document = DocumentRow(doc_id=ENTRY.doc_id, fiscal_year=2023, source="alt.pdf", warnings=warnings)
    return arrow_tables(Rows(document=document), ["documents"])["documents"]


def test_the_row_says_what_the_entry_says() -> None:
    (told,) = with_names(row(), [ENTRY], {}).to_pylist()
    assert (told["source"], told["sources"]) == (ENTRY.sources[0], list(ENTRY.sources))
    assert (told["report_id"], told["edition_of"]) == ("r", "b" * 64)
    assert told["source_url"] == "https://example.org/a.pdf" and told["published"] == "2024-08-01"
    listed = replace(ENTRY, provenance=Provenance(published="2024-07-01"))
    assert with_names(row(), [listed], {}).to_pylist()[0]["published"] == "2024-07-01"


def test_all_other_columns_stay() -> None:
    before, after = row(), with_names(row(), [ENTRY], {})
    assert after.schema == before.schema
    changed = {n for n in before.column_names if before[n].to_pylist() != after[n].to_pylist()}
    assert changed == {
        "source",
        "sources",
        "report_id",
        "edition_of",
        "source_url",
        "published",
        "retrieved_at",
    }


@given(
    st.lists(st.sampled_from(["一", "二"]), unique=True), st.none() | st.just("三"), st.none() | st.just("四")
)
def test_what_is_said_of_others_replaces_what_was_said(
    own: list[str], old: str | None, new: str | None
) -> None:
    held = row(*own, *([old] if old else []))
    (told,) = with_names(
        held, [replace(ENTRY, apart=new)], {ENTRY.doc_id: replace(ENTRY, apart=old)}
    ).to_pylist()
    assert told["warnings"] == [*own, *([new] if new else [])]


def test_an_entry_that_says_the_same_leaves_the_row_alone() -> None:
    assert beside(ENTRY) == beside(replace(ENTRY, pages=7, reading="other"))
    assert beside(ENTRY) != beside(replace(ENTRY, report_id="other"))
