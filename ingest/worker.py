"""One file in, its rows out as Arrow tables: what a worker process does, alone and without touching the
dataset.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.settings import DEFAULT_OCR, Ocr, OcrMode, Opening, Reader, untold
from normalize.schema import DocumentRow, Rows
from normalize.store.objects import CopyError, StoreAddress, fetch
from parsers.codes import Status

from .machine.stages import CHECKING, NORMALISING, PARSING, READING, WRITING, Clock

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Settings:
    """How files are read: which pages by OCR, whether persons' names and telephone numbers are left in, and
    what reads PDF pages.
    """

    ocr: Ocr = DEFAULT_OCR
    keep_personal_data: bool = False
    reader: Reader = Reader.PDFIUM
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """Tried on files that ask for one; they go through the channels of workers alone, with Ray on this
    machine to its tasks, too."""

    def told(self) -> dict[str, Any]:
        """The settings as JSON can hold them."""
        return {
            "ocr": self.ocr.mode,
            "threads": self.ocr.threads,
            "put_off": self.ocr.put_off,
            "keep_personal_data": self.keep_personal_data,
            "reader": self.reader,
            "passwords": self.passwords,
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Settings:
        """The settings that were told so."""
        ocr = Ocr(OcrMode(told["ocr"]), told["threads"], told["put_off"])
        return cls(ocr, told["keep_personal_data"], Reader(told["reader"]), tuple(told["passwords"]))


DEFAULT = Settings()


@dataclass(frozen=True)
class WorkOutcome:
    """What became of one file. `name` is its path relative to the folder given; `findings` counts them by
    severity.
    """

    name: str
    doc_id: str
    source: str
    fiscal_year: int | None
    status: Status
    error: str | None
    pages: int
    seconds: float
    findings: Mapping[str, int]
    stages: Mapping[str, float]
    """Processor seconds by stage."""
    family: str
    """What it has in common with the documents that may be one report with it."""
    trace: str | None = None
    """Where the program itself failed: the traceback."""

    def told(self) -> dict[str, Any]:
        """The outcome as JSON can hold it."""
        return dict(vars(self))


def process_file(
    path: Path,
    name: str,
    settings: Settings = DEFAULT,
    sources: tuple[str, ...] = (),
    paging: Callable[[int, int], None] = untold,
    stored: StoreAddress | None = None,
) -> tuple[WorkOutcome, dict[str, pa.Table]]:
    """Reads, parses, normalises and checks one file. A file that cannot be read gives a failed document row,
    one that is no report a skipped one; never an exception but for MemoryError, PutOffError where the
    settings ask for it, and CopyError where there is no room for the copy of what is `stored`, which is
    fetched to the path first.

    `sources`: all paths that hold this content, where there are others; `paging` is told each page.
    """
    from extract.errors import PutOffError, ReportError, UnknownFormatError

    started, trace, clock = time.perf_counter(), None, Clock()
    try:
        if stored:
            fetch(stored, name, path)
        rows = read_rows(path, name, settings, paging, clock)
    except UnknownFormatError as error:
        rows = failed_rows(name, str(error), path, status="skipped")
    except ReportError as error:
        rows = failed_rows(name, str(error), path)
    except (MemoryError, CopyError, PutOffError):
        raise
    except Exception as error:
        trace = traceback.format_exc()
        rows = failed_rows(
            name,
            f"读取 {name} 时程序出错（{type(error).__name__}：{error}）：请连同文件和 run.json 一起报告",
            path,
        )
    return outcome_of(name, with_sources(rows, sources or (name,)), started, trace, clock)


def outcome_of(
    name: str, rows: Rows, started: float, trace: str | None = None, clock: Clock | None = None
) -> tuple[WorkOutcome, dict[str, pa.Table]]:
    """The outcome of a file whose reading began at `started` (s, performance counter), and its tables.
    `trace`: the traceback where the program failed at it; `clock`: what it cost so far.
    """
    from normalize.reports.joining import family_of
    from normalize.writing import arrow_tables

    d, clock = rows.document, clock or Clock()
    tables, findings = arrow_tables(rows), dict(Counter(f.severity for f in rows.findings))
    clock.passed(WRITING)
    seconds = round(time.perf_counter() - started, 3)
    outcome = WorkOutcome(
        name,
        d.doc_id,
        d.source,
        d.fiscal_year,
        d.status,
        d.error,
        d.pages or 0,
        seconds,
        findings,
        clock.seconds,
        family_of(d),
        trace,
    )
    return outcome, tables


def read_rows(
    path: Path,
    name: str,
    settings: Settings = DEFAULT,
    paging: Callable[[int, int], None] = untold,
    clock: Clock | None = None,
) -> Rows:
    """The checked rows of one file, names and telephone numbers of persons masked unless they are to be kept.
    Raises ReportError. `clock` counts what it costs.
    """
    from checks.run import check_rows
    from extract.read import read_document
    from normalize.rows import normalize_report
    from parsers.parse import parse_document
    from parsers.personal import without_personal_data

    clock, opening = clock or Clock(), Opening(settings.passwords, paging)
    try:
        document = read_document(path, name, settings.ocr, settings.reader, opening)
    finally:
        clock.passed(READING)
    if not settings.keep_personal_data:
        document = without_personal_data(document)
    report = parse_document(document)
    clock.passed(PARSING)
    rows = normalize_report(document, report)
    clock.passed(NORMALISING)
    checked = check_rows(rows)
    clock.passed(CHECKING)
    return checked


def failed_rows(
    name: str, error: str, path: Path, sha256: str | None = None, status: Status = "failed"
) -> Rows:
    """The row of a file that could not be read (failed) or is no report (skipped); known by its content where
    that is known or can be had, by its name otherwise.
    """
    return Rows(
        document=DocumentRow(
            doc_id=sha256 or _sha256(path) or hashlib.sha256(name.encode()).hexdigest(),
            source=name,
            sources=(name,),
            file_format=Path(name).suffix.lower().lstrip(".") or None,
            status=status,
            error=error,
        )
    )


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def with_sources(rows: Rows, sources: tuple[str, ...]) -> Rows:
    """The rows of a content that lies at several paths; findings name the first."""
    findings = tuple(replace(f, source=sources[0]) for f in rows.findings)
    return replace(
        rows, document=replace(rows.document, source=sources[0], sources=sources), findings=findings
    )
