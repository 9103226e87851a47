"""Files and folders → dataset: found, handed out to workers largest first, given to the one writer as they are done."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import UsageError
from normalize.schema import TABLES
from normalize.version import VERSION

from .worker import DEFAULT, Outcome, Settings, failed_rows, outcome_of, process_file, with_sources

if TYPE_CHECKING:
    from concurrent.futures import Future

EXTENSIONS = (".pdf", ".docx", ".txt")
LIMIT = 3600.0
"""Seconds that one file may take; a page read by OCR takes several."""
AHEAD = 2
"""Files handed out at once, for each worker."""


@dataclass(frozen=True)
class Source:
    """A file to read and the name under which the dataset knows it."""

    path: Path
    name: str
    sha256: str
    size: int
    sources: tuple[str, ...] = ()
    """All paths that hold this content, those that the dataset knows included."""


@dataclass
class Progress:
    """How far a run has come. `size`: bytes of the files, by which the time left can be told, as the largest come first."""

    total_documents: int
    total_size: int
    documents: int = 0
    size: int = 0
    pages: int = 0
    failed: int = 0
    latest: str = ""

    def add(self, source: Source, outcome: Outcome) -> None:
        self.documents += 1
        self.size += source.size
        self.pages += outcome.pages
        self.failed += outcome.status == "failed"
        self.latest = outcome.name


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

    def add(self, outcome: Outcome) -> None:
        self.documents += 1
        self.pages += outcome.pages
        self.status[outcome.status] += 1
        for name, table in outcome.tables.items():
            self.rows[name] += table.num_rows
        if outcome.status == "failed":
            self.failures.append((outcome.source, outcome.error or ""))

    def as_dict(self) -> dict[str, Any]:
        return {
            **self.__dict__,
            "status": dict(self.status),
            "findings": dict(self.findings),
            "failures": [{"source": s, "error": e} for s, e in self.failures],
        }


def ingest(
    paths: Sequence[Path],
    out: Path,
    jobs: int = 1,
    settings: Settings = DEFAULT,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Reads the files into the dataset at `out`. Raises UsageError where a path does not exist or `out` is no folder.

    The rows are the same whatever the number of jobs. `progress` is called after each file.
    OCR in each worker takes its share of the cores.
    """
    if jobs < 1:
        raise UsageError("--jobs must be at least 1")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the dataset")
    from checks.recheck import recheck_companions
    from normalize.datapackage import write_datapackage
    from normalize.writing import DatasetWriter

    started = datetime.now(UTC)
    settings = replace(settings, ocr=replace(settings.ocr, threads=max(1, (os.cpu_count() or 1) // jobs)))
    found, skipped = find_sources(paths)
    if not found:
        raise UsageError(
            f"nothing to read in {', '.join(map(str, paths))}: no {', '.join(EXTENSIONS)} among {skipped} files"
        )
    sources = _contents(found, out)
    summary = Summary(skipped=skipped, duplicates=len(found) - len(sources), rows=dict.fromkeys(TABLES, 0))
    state = Progress(len(sources), sum(s.size for s in sources))
    findings: dict[str, Counter[str]] = {}
    timings: list[dict[str, Any]] = []
    with DatasetWriter(out) as writer:
        for source, outcome in _outcomes(sources, jobs, settings):
            writer.add(outcome.doc_id, outcome.fiscal_year, outcome.tables)
            summary.add(outcome)
            findings[outcome.doc_id] = Counter(outcome.findings)
            timings.append({"source": outcome.name, "seconds": outcome.seconds, "pages": outcome.pages})
            if progress:
                state.add(source, outcome)
                progress(state)
    again = recheck_companions(out, findings)
    findings |= {doc: count for doc, count in again.items() if doc in findings}
    summary.findings = sum(findings.values(), Counter[str]())
    summary.rows["findings"] = summary.findings.total()
    summary.failures.sort()
    write_datapackage(out)
    _write_run(out, summary, sorted(timings, key=lambda t: str(t["source"])), started, jobs)
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
        Source(p, name, _sha256(p), p.stat().st_size)
        for p, name in sorted(found.items(), key=lambda x: (x[1], x[0]))
    ], skipped


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _contents(found: Sequence[Source], out: Path) -> list[Source]:
    """One source per content, largest first, with all its paths."""
    from normalize.dataset import known_sources

    known = known_sources(out) if out.exists() else {}
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in found:
        groups[source.sha256].append(source)
    firsts = [(min(group, key=lambda s: s.name), {s.name for s in group}) for group in groups.values()]
    contents = [
        replace(s, sources=tuple(sorted(names.union(known.get(s.sha256, ()))))) for s, names in firsts
    ]
    return sorted(contents, key=lambda s: (-s.size, s.name))


def _outcomes(sources: Sequence[Source], jobs: int, settings: Settings) -> Iterator[tuple[Source, Outcome]]:
    """The outcome of each file, as they are done. A worker that dies or takes too long fails its file alone."""
    if jobs == 1:
        for source in sources:
            yield source, process_file(source.path, source.name, settings, source.sources)
        return
    from concurrent.futures import FIRST_COMPLETED, wait
    from multiprocessing import get_context

    from pebble import ProcessPool

    todo = iter(sources)
    waiting: dict[Future[Outcome], Source] = {}
    with ProcessPool(max_workers=jobs, context=get_context("spawn")) as pool:
        while True:
            # No more than keeps the workers busy: what is done and not yet written is held in memory.
            for source in islice(todo, AHEAD * jobs - len(waiting)):
                waiting[
                    pool.schedule(
                        process_file, args=(source.path, source.name, settings, source.sources), timeout=LIMIT
                    )
                ] = source
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                source = waiting.pop(future)
                yield source, _result(future, source)


def _result(future: Future[Outcome], source: Source) -> Outcome:
    from concurrent.futures import TimeoutError as TooLong

    from pebble import ProcessExpired

    try:
        return future.result()
    except TooLong:
        return _failed(source, f"{source.name} took longer than {LIMIT:.0f} s: read it alone, or split it")
    except ProcessExpired as error:
        return _failed(
            source,
            f"the worker that read {source.name} died (exit code {error.exitcode}): read it alone, and report it if it dies again",
        )


def _failed(source: Source, error: str) -> Outcome:
    return outcome_of(
        source.name,
        with_sources(failed_rows(source.path, source.name, error), source.sources),
        time.perf_counter(),
    )


def _write_run(
    out: Path, summary: Summary, timings: Sequence[Mapping[str, Any]], started: datetime, jobs: int
) -> None:
    ended = datetime.now(UTC)
    summary.seconds = round((ended - started).total_seconds(), 3)
    run = {
        "version": VERSION,
        "started": started.isoformat(),
        "ended": ended.isoformat(),
        "jobs": jobs,
        **summary.as_dict(),
        "timings": timings,
    }
    (out / "run.json").write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", "utf-8")
