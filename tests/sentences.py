"""The book of sentences: what each entry says, as a document of its own."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from extract.model import Document, Paragraph, Text

BOOK = Path(__file__).parent / "parsers/narrative/sentences"
TITLES = {
    "final_accounts": "部门决算",
    "budget": "部门预算",
    "evaluation": "绩效评价报告",
    "self_evaluation": "绩效自评报告",
}


def sentences() -> list[dict[str, Any]]:
    """All entries, file by file."""
    return [
        entry
        for path in sorted(BOOK.glob("*.toml"))
        for entry in tomllib.loads(path.read_text("utf-8"))["sentence"]
    ]


def document_of(entry: dict[str, Any]) -> Document:
    """The report that an entry stands in: its title, its headings, and its paragraphs."""
    title = f"{entry['unit']}{entry['fiscal_year']}年度{TITLES.get(entry['doc_type'], '')}"
    lines = [title, *entry["headings"], *entry["text"].splitlines()]
    blocks = tuple(Paragraph(n, Text(line)) for n, line in enumerate(line for line in lines if line.strip()))
    sha = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Document("sentence.txt", sha, "txt", (), blocks)
