"""A journal comes back as it was written, whatever paths it holds; what cannot be read says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.store.journal import JOURNAL, File, Journal, JournalEntry, read_journal
from normalize.store.manifest import DatasetError
from normalize.store.provenance import Provenance

names = st.text(st.characters(min_codepoint=1, max_codepoint=0x9FFF), min_size=1, max_size=12) | st.just(
    "a\udcff.pdf"
)
ids = st.text("0123456789abcdef", min_size=64, max_size=64)
entries = st.builds(
    JournalEntry,
    doc_id=ids,
    fiscal_year=st.none() | st.integers(1990, 2100),
    unit_id=st.none() | ids,
    sources=st.lists(names, max_size=3).map(tuple),
    error=st.none() | st.text(),
    rows=st.dictionaries(st.sampled_from(["funds", "units"]), st.integers(0, 99)),
    parts=st.lists(ids, max_size=2).map(tuple),
    provenance=st.builds(Provenance, st.none() | st.text(), st.none() | st.just("2024-08-01")),
)
files = st.builds(File, names, st.integers(0, 10**12), st.integers(0, 10**18), ids)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journal")


@given(st.lists(entries, max_size=4), st.dictionaries(names, files, max_size=4))
def test_round_trip(out: Path, held: list[JournalEntry], seen: dict[str, File]) -> None:
    journal = Journal({e.doc_id: e for e in held}, seen)
    (out / JOURNAL).parent.mkdir(parents=True, exist_ok=True)
    (out / JOURNAL).write_text(journal.text(), "utf-8", errors="surrogateescape")
    assert read_journal(out) == journal and read_journal(out).text() == journal.text()


@given(st.lists(entries, max_size=4, unique_by=lambda e: e.doc_id))
def test_the_text_does_not_depend_on_the_order(held: list[JournalEntry]) -> None:
    there, back = ({e.doc_id: e for e in x} for x in (held, held[::-1]))
    assert Journal(there).text() == Journal(back).text()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"documents": {"a": {}}, "files": {}}', '{"documents": []}']
)
def test_a_damaged_journal_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / JOURNAL).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / JOURNAL).write_text(text, "utf-8")
    with pytest.raises(DatasetError, match="is damaged: ingest the documents into a new folder"):
        read_journal(tmp_path)


def test_a_lost_journal_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is lost: the dataset can be read, but not changed"):
        read_journal(tmp_path)
