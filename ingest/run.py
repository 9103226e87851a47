"""Files and folders → dataset: found, handed out to workers largest first, written once all are read."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from normalize.schema import TABLES, VERSION, Rows

from .worker import DEFAULT, Outcome, Settings, failed_rows, process_file, with_sources

EXTENSIONS = (".pdf", ".docx", ".txt")
LIMIT = 3600.0
"""Seconds that one file may take; a page read by OCR takes several."""


class UsageError(Exception):
    """The call cannot be carried out; the message says why."""


@dataclass(frozen=True)
class Source:
    """A file to read and the name under which the dataset knows it."""

    path: Path
    name: str
    sha256: str
    size: int


@dataclass
class Summary:
    """What an ingest did."""

    documents: int = 0
    pages: int = 0
    skipped: int = 0
    duplicates: int = 0
    status: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    findings: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        return {
            **self.__dict__,
            "status": dict(self.status),
            "findings": dict(self.findings),
            "failures": [{"source": s, "error": e} for s, e in self.failures],
        }


def ingest(
    paths: Sequence[Path], out: Path, jobs: int = 1, settings: Settings = DEFAULT, progress: Callable[[Outcome, int, int], None] | None = None
) -> Summary:
    """Reads the files into the dataset at `out`. Raises UsageError where a path does not exist or `out` is no folder.

    The rows are the same whatever the number of jobs. `progress` is called with each outcome, its number and how many there are.
    OCR in each worker takes its share of the cores.
    """
    if jobs < 1:
        raise UsageError("--jobs must be at least 1")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the dataset")
    started = datetime.now(UTC)
    settings = replace(settings, ocr=replace(settings.ocr, threads=max(1, (os.cpu_count() or 1) // jobs)))
    sources, skipped = find_sources(paths)
    by_content: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_content[source.sha256].append(source)
    firsts = sorted((min(group, key=lambda s: s.name) for group in by_content.values()), key=lambda s: (-s.size, s.name))
    outcomes = []
    for outcome in _outcomes(firsts, jobs, settings):
        outcomes.append(outcome)
        if progress:
            progress(outcome, len(outcomes), len(firsts))
    summary = _write(out, outcomes, by_content, skipped)
    _write_run(out, summary, outcomes, started, jobs)
    return summary


def find_sources(paths: Sequence[Path]) -> tuple[list[Source], int]:
    """The files to read, and how many others the folders hold. A file named itself is read whatever its extension."""
    found: dict[Path, str] = {}
    skipped = 0
    for path in paths:
        if path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                relative = file.relative_to(path)
                if any(part.startswith((".", "~$")) for part in relative.parts):
                    continue
                if file.suffix.lower() in EXTENSIONS:
                    found.setdefault(file.resolve(), relative.as_posix())
                else:
                    skipped += 1
        elif path.exists():
            found.setdefault(path.resolve(), path.name)
        else:
            raise UsageError(f"{path} does not exist")
    return [
        Source(p, name, hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_size) for p, name in sorted(found.items(), key=lambda x: (x[1], x[0]))
    ], skipped


def _outcomes(sources: Sequence[Source], jobs: int, settings: Settings) -> Iterator[Outcome]:
    """The outcome of each file, as they are done. A worker that dies or takes too long fails its file alone."""
    if jobs == 1:
        for source in sources:
            yield process_file(source.path, source.name, settings)
        return
    from concurrent.futures import TimeoutError as TooLong
    from multiprocessing import get_context

    from pebble import ProcessExpired, ProcessPool

    with ProcessPool(max_workers=jobs, context=get_context("spawn")) as pool:
        waiting = [(source, pool.schedule(process_file, args=(source.path, source.name, settings), timeout=LIMIT)) for source in sources]
        for source, future in waiting:
            try:
                yield future.result()
            except TooLong:
                yield _failed(source, f"{source.name} took longer than {LIMIT:.0f} s: read it alone, or split it")
            except ProcessExpired as error:
                yield _failed(source, f"the worker that read {source.name} died (exit code {error.exitcode}): read it alone, and report it if it dies again")


def _failed(source: Source, error: str) -> Outcome:
    return Outcome(source.name, failed_rows(source.path, source.name, error), 0.0, 0)


def _write(out: Path, outcomes: Sequence[Outcome], by_content: dict[str, list[Source]], skipped: int) -> Summary:
    from checks.recheck import recheck_companions
    from normalize.datapackage import write_datapackage
    from normalize.dataset import known_sources, write_rows

    known = known_sources(out) if out.exists() else {}
    documents: list[Rows] = []
    summary = Summary(skipped=skipped, rows=dict.fromkeys(TABLES, 0))
    for outcome in sorted(outcomes, key=lambda o: o.name):
        doc_id = outcome.rows.document.doc_id
        here = [s.name for s in by_content.get(doc_id, [])] or [outcome.name]
        documents.append(with_sources(outcome.rows, tuple(sorted({*here, *known.get(doc_id, [])}))))
        summary.duplicates += len(here) - 1
        summary.pages += outcome.pages
    for rows in documents:
        summary.status[rows.document.status] += 1
        for name in TABLES:
            summary.rows[name] += len(rows.table(name))
        if rows.document.status == "failed":
            summary.failures.append((rows.document.source, rows.document.error or ""))
    summary.documents = len(documents)
    out.mkdir(parents=True, exist_ok=True)
    write_rows(out, documents)
    found = {rows.document.doc_id: rows.findings for rows in documents}
    again = recheck_companions(out, found)
    found |= {doc: findings for doc, findings in again.items() if doc in found}
    summary.rows["findings"] = sum(len(findings) for findings in found.values())
    summary.findings.update(f.severity for findings in found.values() for f in findings)
    write_datapackage(out)
    return summary


def _write_run(out: Path, summary: Summary, outcomes: Sequence[Outcome], started: datetime, jobs: int) -> None:
    ended = datetime.now(UTC)
    summary.seconds = round((ended - started).total_seconds(), 3)
    run = {
        "version": VERSION,
        "started": started.isoformat(),
        "ended": ended.isoformat(),
        "jobs": jobs,
        **summary.as_dict(),
        "timings": [{"source": o.name, "seconds": o.seconds, "pages": o.pages} for o in sorted(outcomes, key=lambda o: o.name)],
    }
    (out / "run.json").write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", "utf-8")
