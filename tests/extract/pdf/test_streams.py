"""A flipped bit is told by the file's own checksum: the document is partial, the page is named, nothing is refused that can be read."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pdf.document import read_pdf
from extract.pdf.streams import find_damage

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PDF = (FIXTURES / "accounts-hunan/document.pdf").read_bytes()
DOCX = (FIXTURES / "form-national/document.docx").read_bytes()
STREAMS = [m for m in re.finditer(rb"(?<!end)stream\r?\n(.*?)endstream", PDF, re.DOTALL)]


def flipped(data: bytes, at: int, bit: int = 0) -> bytes:
    """The data with one bit turned."""
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/document.pdf")), ids=lambda p: p.parent.name)
def test_no_fixture_is_damaged(path: Path) -> None:
    assert not find_damage(path.read_bytes()).is_some


def test_no_real_report_is_damaged(reports: Path) -> None:
    assert [p.name for p in sorted(reports.rglob("*.pdf")) if find_damage(p.read_bytes()).is_some] == []


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_a_flipped_bit_in_a_stream_is_told(chance: random.Random) -> None:
    stream = chance.choice([m for m in STREAMS if len(m[1]) > 100])
    at = chance.randrange(stream.start(1), stream.end(1) - 8)
    assert find_damage(flipped(PDF, at, chance.randrange(8))).is_some


def test_the_page_is_named() -> None:
    found = {
        page
        for stream in STREAMS
        for page in find_damage(flipped(PDF, (stream.start(1) + stream.end(1)) // 2)).pages
    }
    document = read_pdf(PDF, "x.pdf", "0")
    assert not document.damaged and found == {p.number for p in document.pages}


def test_a_damaged_pdf_is_partial() -> None:
    for stream in STREAMS:
        document = read_pdf(flipped(PDF, stream.end(1) - 4), "x.pdf", "0")
        assert document.damaged and any("校验和" in w for w in document.warnings)
