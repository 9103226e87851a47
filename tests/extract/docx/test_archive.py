"""The parts of a DOCX: damage is told, spoilt XML mended, bombs refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from extract.docx import archive as module
from extract.docx.archive import read_member, read_parts
from extract.docx.document import read_docx
from extract.errors import DamagedFileError, ReportError
from tests.extract.docx.written import document, paragraph

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DOCX = (FIXTURES / "form-national/document.docx").read_bytes()


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


def test_strict_office_open_xml() -> None:
    data = io.BytesIO()
    strict = document(paragraph("正文"))
    with zipfile.ZipFile(io.BytesIO(strict)) as old, zipfile.ZipFile(data, "w") as new:
        content = old.read("word/document.xml").replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        new.writestr("word/document.xml", content)
    assert [p.text.chars for p in read_docx(data.getvalue(), "x.docx", "0").paragraphs] == ["正文"]


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


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_the_wanted_parts_that_there_are() -> None:
    data = zipped(a=b"<a/>", b=b"not xml", c=b"<c/>")
    found = read_parts(data, "x", ("a", "c", "d"))
    assert {n: r.tag for n, r in found.roots.items()} == {"a": "a", "c": "c"}
    assert (found.damaged, found.repaired) == ((), ())
    assert read_member(data, "x", "b") == b"not xml" and read_member(data, "x", "d") is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped(a=b"<a>"), zipped(a=b"no xml")])
def test_damage_is_told(data: bytes) -> None:
    with pytest.raises(DamagedFileError, match="重新获取"):
        read_parts(data, "x", ("a",))


def test_a_document_with_entities_is_none() -> None:
    with pytest.raises(DamagedFileError, match="DTD"):
        read_parts(zipped(a=b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'), "x", ("a",))


@pytest.mark.parametrize(("limit", "value"), [("MOST_MEMBERS", 1), ("MOST_BYTES", 10), ("SMALL", 10)])
def test_bombs_are_not_unpacked(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(a=b"<a>" + b"0" * 100_000 + b"</a>", b=b"<b/>")
    assert read_parts(data, "x", ("a",)).roots
    monkeypatch.setattr(module, limit, value)
    if limit == "SMALL":
        monkeypatch.setattr(module, "MOST_RATIO", 10)
    with pytest.raises(DamagedFileError, match="压缩炸弹"):
        read_parts(data, "x", ("a",))
    if limit != "MOST_MEMBERS":
        assert read_parts(data, "x", ("b",)).roots
