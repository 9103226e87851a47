"""Files made to hurt their reader, each with what is to become of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LONG = "9" * 5000
TEXT = "一、收入支出决算总体情况说明\n本年收入总计1,234.56万元，支出总计1,234.56万元。\n"
TRADITIONAL = "一、收入支出決算總體情況說明\n本年度收入總計1,234.56萬元，其中財政撥款收入1,000.00萬元。\n"


def docx(body: str, before: str = "") -> bytes:
    """A DOCX of a body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{before}<w:document {W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str, span: str = "1") -> str:
    """A row of a DOCX's table."""
    return (
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph(c)}</w:tc>' for c in cells)
        + "</w:tr>"
    )


def odd_version() -> bytes:
    """A DOCX that asks for a program of the future to unpack it."""
    made = docx(paragraph("x"))
    at = made.index(b"PK\x01\x02") + 6
    return made[:at] + struct.pack("<H", 255) + made[at + 2 :]


def pdf(content: bytes, *more: bytes, count: int = 1, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page; `count`: how many it says it has."""
    stream = zlib.compress(content)
    if filters.count(b"Flate") > 1:
        stream = zlib.compress(stream)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(stream), filters, stream),
        *more,
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    size, start = len(objects) + 1, len(out)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, start)
    )


def form(content: bytes, inner: bytes = b"") -> bytes:
    """A form that a page draws."""
    stream = zlib.compress(content)
    return (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream"
        % (
            len(stream),
            inner,
            stream,
        )
    )


def workbook(change: Callable[[bytes], bytes]) -> bytes:
    """An XLSX of one small table, its sheet's XML changed."""
    import openpyxl

    book, out, made = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for row_of in (["收入支出决算总表", None], ["项目", "决算数（万元）"], ["本年收入合计", 12]):
        book.active.append(row_of)
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, change(held) if name.startswith("xl/worksheets/") else held)
    return made.getvalue()


EMPTY_ROWS = "".join(f'<row r="{n}" ht="20" customHeight="1"/>' for n in range(4, 2**20 + 1)).encode()
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "rows.xlsx": (
        lambda: workbook(lambda xml: xml.replace(b"</sheetData>", EMPTY_ROWS + b"</sheetData>")),
        "ok",
        "",
    ),
    "laughs.xlsx": (lambda: workbook(lambda xml: xml.replace(b"<worksheet", LAUGHS)), "failed", "DTD"),
    "large.html": (lambda: b"<html><body>" + b"<p>1.00</p>" * (5 << 20), "failed", "超过上限"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 10**5 + TEXT.encode(), "failed", "嵌套过深"),
    "nested-tables.html": (
        lambda: b"<html><body>" + b"<table><tr><td>" * 600 + TEXT.encode(),
        "*",
        "",
    ),
    "broken.rtf": (lambda: b"{\\rtf1 " + bytes(range(1, 255)) * 20, "failed", ""),
    "span.docx": (lambda: docx(f"<w:tbl>{row('项目', '决算数', span='1000000000')}</w:tbl>"), "ok", ""),
    "long-span.docx": (lambda: docx(f"<w:tbl>{row('项目', '决算数', span=LONG)}</w:tbl>"), "ok", ""),
    "nested.docx": (
        lambda: docx("<w:ins>" * 5000 + paragraph("x") + "</w:ins>" * 5000),
        "failed",
        "损坏",
    ),
    "deep.docx": (
        lambda: docx("<w:ins>" * 1500 + paragraph("x") + "</w:ins>" * 1500),
        "failed",
        "嵌套过深",
    ),
    "dtd.docx": (
        lambda: docx(paragraph("&a;"), '<!DOCTYPE w [<!ENTITY a "1,234.56">]>'),
        "failed",
        "DTD",
    ),
    "bomb.docx": (lambda: docx(paragraph("0" * (200 << 20))), "failed", "压缩炸弹"),
    "version.docx": (odd_version, "failed", "损坏"),
    "digits.docx": (
        lambda: docx(
            paragraph(f"本年收入总计{LONG}万元，支出总计1.{LONG}万元，增长{LONG}%。")
            + f"<w:tbl>{row('项目', '决算数（万元）')}{row('财政拨款收入', LONG)}</w:tbl>"
        ),
        "ok",
        "",
    ),
    "digits.txt": (
        lambda: (TEXT + f"其中：财政拨款收入{LONG}万元，{LONG}辆，{LONG}年。\n").encode(),
        "ok",
        "",
    ),
    "count.pdf": (lambda: pdf(b"", form(b""), count=10**9), "*", ""),
    "some-count.pdf": (lambda: pdf(b"", form(b""), count=5000), "*", ""),
    "forms.pdf": (lambda: pdf(b"/F Do " * 10**6, form(b"0 0 m 9 9 l S ")), "*", ""),
    "twice.pdf": (
        lambda: pdf(b"q Q " * 10**7, form(b""), filters=b"/FlateDecode/FlateDecode"),
        "*",
        "",
    ),
    "byte.txt": (lambda: TEXT.encode() * 20 + b"\xff\n" + TEXT.encode() * 20, "partial", ""),
    "utf-16.txt": (lambda: TEXT.encode("utf-16-le") * 20, "ok", ""),
    "big5.txt": (lambda: (TRADITIONAL * 20).encode("big5"), "ok", ""),
    "empty.pdf": (lambda: b"", "failed", "空文件"),
}
"""Name → the file, its status (`*`: any) and a word of its error."""
