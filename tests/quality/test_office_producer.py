"""What makes a table hard to read, as LibreOffice writes it: each document gives the exact rows that it shows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.quality.shown import (
    CAPTION,
    END,
    HEADER,
    NAME,
    OFFICE,
    ROWS,
    TITLE,
    UNIT,
    WANTED,
    convert,
    facts,
    funds,
    html_page,
    html_table,
)

FIELDS = html_table(
    (HEADER, *([*row[:2], *(f"<input size=8 value='{c}'>" for c in row[2:])] for row in ROWS))
)
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)  # fmt: skip
STYLES = """<office:automatic-styles>
<style:style style:name="hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="struck" style:family="text"><style:text-properties
 style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>
</office:automatic-styles>"""
DELETION = """<text:changed-region text:id="gone"><text:deletion><office:change-info>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"/><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">
2024-01-01T00:00:00</dc:date></office:change-info>{}</text:deletion></text:changed-region>"""
DELETED = f"<text:tracked-changes>{DELETION.format('<text:p>99.00</text:p>')}</text:tracked-changes>"


def odt(body: str, before: str = "") -> str:
    """A flat OpenDocument text."""
    kind = 'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"'
    said = f"{paragraph(NAME)}{body}{paragraph(END)}"
    content = f"<office:body><office:text>{before}{said}</office:text></office:body>"
    return f'<?xml version="1.0"?><office:document {NAMESPACES} {kind}>{STYLES}{content}</office:document>'


def paragraph(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def odt_table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells, whose content is paragraphs and tables or the text of one paragraph."""
    held = [[c if c.startswith(("<text:p>", "<table")) else paragraph(c) for c in row] for row in rows]
    cells = ("".join(f"<table:table-cell>{c}</table:table-cell>" for c in row) for row in held)
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    columns = f'<table:table-column table:number-columns-repeated="{len(held[0])}"/>'
    return f"<table:table>{columns}{lines}</table:table>"


def marked(style: str) -> str:
    """The table with a number of that style before each first amount, and a sentence of it above."""
    gone = f'<text:span text:style-name="{style}">{{}}</text:span>'
    rows = ([*row[:2], gone.format("77.00") + row[2], *row[3:]] for row in ROWS)
    return CAPTIONED + paragraph(gone.format("支出预算为99.00万元。")) + odt_table((HEADER, *rows))


CAPTIONED = paragraph(TITLE) + paragraph(UNIT)
PLAIN = odt_table((HEADER, *ROWS))
CHANGE = '<text:change text:change-id="gone"/>'
CHANGED = odt_table((HEADER, [*ROWS[0][:2], CHANGE + ROWS[0][2], *ROWS[0][3:]], *ROWS[1:]))
ERASED = ["209", "作废", "9.00", "8.00", "1.00"]
"""A row each of whose cells is marked as deleted; where the row is so too, Writer keeps it so."""
ROW_GONE = odt_table((HEADER, ROWS[0], [
    f'<text:change-start text:change-id="gone{n}"/>{c}<text:change-end text:change-id="gone{n}"/>' for n, c in enumerate(ERASED)
], *ROWS[1:]))  # fmt: skip
DELETIONS = "".join(DELETION.replace('"gone"', f'"gone{n}"').format("") for n in range(len(ERASED)))
TEXTS = {
    "layout-box": odt(odt_table(([CAPTIONED], [PLAIN + paragraph("")]))),
    "line-break": odt(paragraph(f"{TITLE}<text:line-break/>{UNIT}") + PLAIN),
    "tabs": odt(CAPTIONED + "".join(paragraph("<text:tab/>".join(row)) for row in (HEADER, *ROWS))),
    "hidden": odt(marked("hidden")),
    "struck": odt(marked("struck")),
    "deleted": odt(CAPTIONED + CHANGED, DELETED),
    "deleted cells": odt(CAPTIONED + ROW_GONE, f"<text:tracked-changes>{DELETIONS}</text:tracked-changes>"),
    "plain": odt(CAPTIONED + PLAIN),
    "empty": odt(""),
}
STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
}
"""What Word writes into a strict document in place of the names of a transitional one."""
CHUNK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents as LibreOffice writes them."""
    if OFFICE is None:
        pytest.skip("soffice is not there")
    folder = tmp_path_factory.mktemp("office")
    (folder / "fields.html").write_text(html_page(f"{CAPTION}<form>{FIELDS}</form>"))
    for name, text in TEXTS.items():
        (folder / f"{name}.fodt").write_text(text, "utf-8")
    convert(folder, [folder / f"{name}.fodt" for name in TEXTS], "docx:MS Word 2007 XML")
    convert(folder, [folder / "fields.html"], "pdf:writer_pdf_Export", filtered=True)
    convert(folder, [folder / "struck.fodt"], "html:HTML (StarWriter)")
    mark_row(folder / "deleted cells.docx", folder / "deleted row.docx")
    (again := folder / "again").mkdir()
    convert(again, [folder / "deleted row.docx"], "docx:MS Word 2007 XML")
    (again / "deleted row.docx").replace(folder / "deleted row.docx")
    rewrite(folder / "plain.docx", folder / "strict.docx", strict=True)
    rewrite(folder / "empty.docx", folder / "chunk.docx", chunk=(folder / "struck.html").read_bytes())
    return folder


def rewrite(source: Path, target: Path, strict: bool = False, chunk: bytes | None = None) -> None:
    """A DOCX of LibreOffice with the names of the strict form, or with a page of LibreOffice put into it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in STRICT.items() if strict else ():
                content = content.replace(before, after)
            if chunk and name == "word/document.xml":
                content = content.replace(b"<w:sectPr", b'<w:altChunk r:id="chunk"/><w:sectPr', 1)
            if chunk and name == "word/_rels/document.xml.rels":
                held = f'<Relationship Id="chunk" Type="{CHUNK}" Target="chunk.html"/></Relationships>'
                content = content.replace(b"</Relationships>", held.encode())
            new.writestr(name, content)
        if chunk:
            new.writestr("word/chunk.html", chunk)


def mark_row(source: Path, target: Path) -> None:
    """A DOCX of LibreOffice, the row whose cells are marked as deleted marked itself."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            before, found, behind = old.read(name).partition(f"<w:delText>{ERASED[0]}<".encode())
            if found:
                head, row, rest = before.rpartition(b"<w:trPr>")
                before = head + row + b'<w:del w:id="9" w:author="" w:date="2024-01-01T00:00:00Z"/>' + rest
            new.writestr(name, before + found + behind)


NAMES = [
    "layout-box",
    "line-break",
    "tabs",
    "hidden",
    "struck",
    "deleted",
    "deleted cells",
    "deleted row",
    "strict",
    "chunk",
]


@pytest.mark.parametrize("name", NAMES)
def test_documents_written_by_libreoffice(name: str, written: Path) -> None:
    found = funds(written / f"{name}.docx")
    assert facts(found) == WANTED and len(found) == len(WANTED)


def test_the_row_marked_as_deleted_is_in_the_file(written: Path) -> None:
    with zipfile.ZipFile(written / "deleted row.docx") as file:
        said = file.read("word/document.xml")
    assert b"<w:trPr><w:del " in said and "作废".encode() in said


def test_fields_written_by_libreoffice(written: Path) -> None:
    """A field's appearance is empty, the viewer fills it."""
    found = funds(written / "fields.pdf")
    assert facts(found) == WANTED and len(found) == len(WANTED)
