"""Reports of lines, and what is read of their narrative."""

from __future__ import annotations

from extract.model import Document, Paragraph, Text
from extract.numbered import is_heading
from normalize.rows import normalize_report
from normalize.schema import Fund, Rows
from parsers.parse import parse_document

FINAL = ("石河市水利局2023年度部门决算", "第三部分 2023年度部门决算情况说明")


BUDGET = ("石河市水利局2023年部门预算", "第二部分 2023年部门预算情况说明")


def read(*lines: str) -> Rows:
    """The rows of a report of these lines."""
    blocks = tuple(Paragraph(n, Text(line), is_heading(line)) for n, line in enumerate(lines))
    document = Document("report.docx", "0" * 64, "docx", (), blocks)
    return normalize_report(document, parse_document(document))


def funds(*lines: str) -> list[Fund]:
    return list(read(*lines).funds)


def said(*lines: str) -> list[tuple[str, str, str]]:
    """(item, measure, number) of each quantity."""
    return [(f.item, f.measure, f"{f.value}{f.unit}") for f in funds(*lines)]
