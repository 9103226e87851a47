"""A stored document is the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Cell, Document, Page, Paragraph, Table, Text
from extract.read import read_document
from regress.cases import Case, compare, rows_of
from regress.rows import CORE, table_facts
from regress.stored.document_json import FORMAT, MIGRATIONS, dump, load

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
POINTS = st.integers(0, 100_000).map(lambda n: n / 100)
BOXES = st.tuples(POINTS, POINTS, POINTS, POINTS)
WORDS = st.text("甲乙1.\n", max_size=5)
TEXTS = WORDS.map(Text)
PARAGRAPHS = st.builds(
    Paragraph,
    st.integers(0, 9),
    TEXTS,
    st.booleans(),
    st.none() | st.integers(1, 9),
    st.sampled_from(["body", "contents"]),
)
CELLS = st.builds(
    Cell,
    st.integers(0, 9),
    st.integers(0, 9),
    TEXTS,
    st.integers(1, 3),
    st.integers(1, 3),
    st.none() | st.integers(1, 9),
    st.none() | BOXES,
)
TABLES = st.builds(
    Table, st.integers(0, 9), st.lists(CELLS, max_size=3).map(tuple), st.integers(1, 9), st.integers(1, 9), title=WORDS,
    notes=st.lists(WORDS, max_size=2).map(tuple), pages=st.lists(st.integers(1, 9), max_size=2).map(tuple), above=st.lists(PARAGRAPHS, max_size=2).map(tuple),
)  # fmt: skip
DOCUMENTS = st.builds(
    Document, WORDS, st.just("0" * 64), st.just("pdf"), st.lists(st.builds(Page, st.integers(1, 9), POINTS, POINTS, st.booleans()), max_size=2).map(tuple),
    st.lists(PARAGRAPHS | TABLES, max_size=3).map(tuple), st.lists(WORDS, max_size=2).map(tuple),
)  # fmt: skip


@given(DOCUMENTS)
def test_round_trip(document: Document) -> None:
    assert load(dump(document)) == document


@pytest.mark.parametrize(
    "name", ["annex-usage/document.pdf", "form-national/document.pdf", "form-sichuan/document.docx"]
)
def test_the_same_rows_are_read_from_it(name: str) -> None:
    document = read_document(FIXTURES / name)
    stored = dump(document)
    again = load(stored)
    assert dump(again) == stored
    before, after = rows_of(document), rows_of(again)
    for table in CORE:
        assert table_facts(before, table) == table_facts(after, table)
    pairs = [(a.bbox, b.bbox) for a, b in zip(before.funds, after.funds, strict=True) if a.bbox or b.bbox]
    assert all(abs(x - y) <= 0.01 for a, b in pairs for x, y in zip(a or (), b or (), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"type": "Nonsense"}',
        '{"type": "Page", "number": 1, "width": 1, "height": 1}',
        '{"type": "Document", "colour": 1}',
    ],
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        load(text)


def test_the_oldest_stored_document_gives_its_rows() -> None:
    """`format-0.json` was written by the first version, of the fixture's DOCX with persons masked."""
    case = Case(FIXTURES / "form-national")
    rows = rows_of(load((Path(__file__).parent / "format-0.json").read_text("utf-8")))
    for table in ("units", "funds", "indicators", "scores", "passages"):
        assert not compare(case, table, table_facts(rows, table)), table


@given(DOCUMENTS)
def test_what_the_format_before_called_rows_is_read(document: Document) -> None:
    before = dump(document).replace('"row_count":', '"rows":').replace(f'"format":{FORMAT}', '"format":1')
    assert load(before) == document


def test_formats_have_a_way_to_today_and_newer_ones_are_refused() -> None:
    assert len(MIGRATIONS) == FORMAT
    document = dump(Document("a.txt", "0" * 64, "txt", (), ()))
    assert f'"format":{FORMAT}' in document
    with pytest.raises(ValueError, match="update juesuan"):
        load(document.replace(f'"format":{FORMAT}', f'"format":{FORMAT + 1}'))
