"""A flipped bit is told by the file's own checksum: the document is partial, the page is named, nothing is refused that can be read."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.docx.document import read_docx
from extract.errors import ReportError
from extract.pdf.document import read_pdf
from extract.pdf.streams import find_damage

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PDF = (FIXTURES / "accounts-hunan/document.pdf").read_bytes()
DOCX = (FIXTURES / "form-national/document.docx").read_bytes()
STREAMS = [m for m in re.finditer(rb"(?<!end)stream\r?\n(.*?)endstream", PDF, re.DOTALL)]


def flipped(data: bytes, at: int, bit: int = 0) -> bytes:
    """The data with one bit turned."""
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def with_member(name: str, content: bytes, whole: bool = True, data: bytes = DOCX) -> bytes:
    """The DOCX with another member; `whole`: with a checksum that fits."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    made = out.getvalue()
    if whole:
        return made
    crc = zlib.crc32(content).to_bytes(4, "little")
    return made.replace(crc, bytes(4))


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
        try:
            document = read_pdf(flipped(PDF, stream.end(1) - 4), "x.pdf", "0")
        except ReportError:
            continue
        assert document.damaged and any("校验和" in w for w in document.warnings)


def test_a_docx_whose_checksum_does_not_fit_is_partial() -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        content = archive.read("word/document.xml")
    whole = read_docx(with_member("word/document.xml", content), "x.docx", "0")
    document = read_docx(with_member("word/document.xml", content, whole=False), "x.docx", "0")
    assert document.blocks == whole.blocks and not whole.damaged
    assert document.damaged and "word/document.xml" in document.warnings[0]


SPOILT = {
    "a bare ampersand": lambda xml: xml.replace(b"</w:t>", b" & </w:t>", 1),
    "signs that XML forbids": lambda xml: xml.replace(b"</w:t>", b"\x0b\x01</w:t>", 1),
    "bytes of GBK": lambda xml: xml.replace(b"</w:t>", b"\xb2\xe2</w:t>", 1),
    "a prefix that is not declared": lambda xml: xml.replace(b"<w:p>", b"<zz:x/><w:p>", 1),
    "an attribute twice": lambda xml: xml.replace(b"<w:p>", b'<w:p w:a="1" w:a="2">', 1),
}
CUT = {
    "early": lambda xml: xml[: len(xml) // 5],
    "late": lambda xml: xml[: len(xml) // 5 * 4],
    "a tag that is not closed": lambda xml: xml.replace(b"</w:p>", b"", 1),
}


@pytest.mark.parametrize("how", SPOILT)
def test_xml_that_its_writer_spoilt_is_read_as_word_repairs_it(how: str) -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        content = archive.read("word/document.xml")
    whole = read_docx(DOCX, "x.docx", "0")
    document = read_docx(with_member("word/document.xml", SPOILT[how](content)), "x.docx", "0")
    assert document.damaged and any("修复" in w for w in document.warnings)
    assert [t.cells for t in document.tables] == [t.cells for t in whole.tables]


@pytest.mark.parametrize("how", CUT)
def test_xml_whose_structure_is_broken_is_not_mended(how: str) -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        content = archive.read("word/document.xml")
    with pytest.raises(ReportError, match="重新获取"):
        read_docx(with_member("word/document.xml", CUT[how](content)), "x.docx", "0")
