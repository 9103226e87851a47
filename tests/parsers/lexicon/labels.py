"""The book of labels: tables of invented units, each written with one label and with others in its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.model import Document
from tests.written import document_of

BOOK = Path(__file__).parent / "labels.toml"


@dataclass(frozen=True)
class Labelled:
    """A table with a label, and the one that stands in its place."""

    title: str
    rows: list[list[str]]
    label: str
    other: str

    def document(self, label: str) -> Document:
        """The report with this label in the place of its own: in its cell, or in the title."""
        rows = [[label if c == self.label else c for c in row] for row in self.rows]
        in_cells = any(self.label in row for row in self.rows)
        return document_of(self.title if in_cells else self.title.replace(self.label, label), rows)


def labelled() -> Iterator[Labelled]:
    """Every label of the book, once in its table."""
    for held in tomllib.loads(BOOK.read_text("utf-8"))["table"]:
        for label, others in held["labels"].items():
            for other in others:
                yield Labelled(held["title"], held["rows"], label, other)
