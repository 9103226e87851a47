"""One file in, its rows out as Arrow tables: what a worker process does, alone and without touching the dataset."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.settings import DEFAULT_OCR, Ocr, Reader
from normalize.schema import DocumentRow, Rows

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Settings:
    """How files are read: which pages by OCR, whether persons' names and telephone numbers are left in, and what reads PDF pages."""

    ocr: Ocr = DEFAULT_OCR
    keep_personal_data: bool = False
    reader: Reader = Reader.PDFIUM


DEFAULT = Settings()


@dataclass(frozen=True)
class Outcome:
    """What became of one file. `name` is its path relative to the folder given; `findings` counts them by severity; `tables` holds its
    rows as `normalize.writing.arrow_tables` gives them.
    """

    name: str
    doc_id: str
    source: str
    fiscal_year: int | None
    status: str
    error: str | None
    pages: int
    seconds: float
    findings: Mapping[str, int]
    tables: Mapping[str, pa.Table]


def process_file(
    path: Path, name: str, settings: Settings = DEFAULT, sources: tuple[str, ...] = ()
) -> Outcome:
    """Reads, parses, normalises and checks one file. A file that cannot be read gives a failed document row, never an exception.

    `sources`: all paths that hold this content, where there are others.
    """
    from extract.errors import ReportError

    started = time.perf_counter()
    try:
        rows = read_rows(path, name, settings)
    except ReportError as error:
        rows = failed_rows(path, name, str(error))
    except Exception as error:
        rows = failed_rows(
            path,
            name,
            f"internal error while reading {name} ({type(error).__name__}: {error}): please report it together with the file",
        )
    return outcome_of(name, with_sources(rows, sources or (name,)), started)


def outcome_of(name: str, rows: Rows, started: float) -> Outcome:
    """The outcome of a file whose reading began at `started` (s, of the performance counter)."""
    from normalize.writing import arrow_tables

    d = rows.document
    tables, findings = arrow_tables(rows), Counter(f.severity for f in rows.findings)
    return Outcome(
        name,
        d.doc_id,
        d.source,
        d.fiscal_year,
        d.status,
        d.error,
        d.pages or 0,
        round(time.perf_counter() - started, 3),
        findings,
        tables,
    )


def read_rows(path: Path, name: str, settings: Settings = DEFAULT) -> Rows:
    """The checked rows of one file, names and telephone numbers of persons masked unless they are to be kept. Raises ReportError."""
    from checks.run import check_rows
    from extract.read import read_document
    from normalize.rows import normalize_report
    from parsers.parse import parse_document
    from parsers.personal import without_personal_data

    document = read_document(path, name, settings.ocr, settings.reader)
    if not settings.keep_personal_data:
        document = without_personal_data(document)
    return check_rows(normalize_report(document, parse_document(document)))


def failed_rows(path: Path, name: str, error: str) -> Rows:
    """The row of a file that could not be read; known by its content where that can be had, by its name otherwise."""
    try:
        doc_id = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        doc_id = hashlib.sha256(name.encode()).hexdigest()
    return Rows(
        document=DocumentRow(
            doc_id=doc_id,
            source=name,
            sources=(name,),
            file_format=path.suffix.lower().lstrip(".") or None,
            status="failed",
            error=error,
        )
    )


def with_sources(rows: Rows, sources: tuple[str, ...]) -> Rows:
    """The rows of a content that lies at several paths."""
    return replace(rows, document=replace(rows.document, source=sources[0], sources=sources))
