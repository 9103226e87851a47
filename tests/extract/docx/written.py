"""Word documents as tests write them."""

from __future__ import annotations

import io
import zipfile

from extract.docx.document import read_docx
from extract.model import Paragraph

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("word/document.xml", f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def as_xml(rows: list[list[tuple[int, int, str]]]) -> str:
    out = ""
    for row in rows:
        out += "<w:tr>"
        for span, height, text in row:
            merge = '<w:vMerge w:val="restart"/>' if height > 1 else "<w:vMerge/>" if height == 0 else ""
            out += f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{paragraph(text if height else "")}</w:tc>'
        out += "</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


def texts(body: str, **parts: str) -> list[str]:
    data = io.BytesIO(document(body))
    with zipfile.ZipFile(data, "a") as z:
        for name, content in parts.items():
            z.writestr(f"word/{name}.xml", content)
    blocks = read_docx(data.getvalue(), "x.docx", "0").blocks
    return [
        b.text.chars if isinstance(b, Paragraph) else "|".join(c.text.chars for c in b.cells) for b in blocks
    ]


def packed(chunk: str, content: bytes) -> bytes:
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    data = io.BytesIO(document(f'{paragraph("正文")}<w:altChunk {r} r:id="x1"/>'))
    with zipfile.ZipFile(data, "a") as z:
        z.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships><Relationship Id="x1" Target="{chunk}"/></Relationships>',
        )
        z.writestr(f"word/{chunk}", content)
    return data.getvalue()
