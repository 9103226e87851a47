"""Files and folders → dataset: found, handed out to workers largest first, given to the one writer as they
are done.
"""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import UsageError
from normalize.packed import Packed
from normalize.schema import TABLES
from normalize.version import VERSION

from .archives import with_members
from .limits import Limits, cores, default_limits, most_jobs
from .pool import Failure, Pool
from .process import Fault
from .progress import unseen
from .sources import Source, contents, find_sources
from .worker import DEFAULT, Outcome, Settings, failed_rows, outcome_of, with_sources

if TYPE_CHECKING:
    import pyarrow as pa

log = logging.getLogger("juesuan.ingest")


@dataclass
class Progress:
    """How far a run has come. `size`: bytes of the files, by which the time left can be told, as the largest
    come first.
    """

    total_documents: int
    total_size: int
    documents: int = 0
    size: int = 0
    pages: int = 0
    failed: int = 0
    reading: Sequence[str] = ()
    """The names of the documents that are being read, the longest-running first."""

    def add(self, source: Source, outcome: Outcome) -> None:
        """Counts a document that is done."""
        self.documents += 1
        self.size += source.size
        self.pages += outcome.pages
        self.failed += outcome.status == "failed"


@dataclass
class Summary:
    """What an ingest did. `warnings`: what could not even be looked into (Chinese)."""

    documents: int = 0
    pages: int = 0
    hidden: int = 0
    """Hidden and temporary files, which are counted and left out."""
    duplicates: int = 0
    status: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    findings: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0

    def add(self, outcome: Outcome, rows: Mapping[str, int], required: bool = False) -> None:
        """Counts a document and its rows by table; one that was asked for by name (`required`) must be
        read.
        """
        self.documents += 1
        self.pages += outcome.pages
        self.status[outcome.status] += 1
        for name, number in rows.items():
            self.rows[name] += number
        if outcome.status == "failed" or (required and outcome.status == "skipped"):
            self.failures.append((outcome.source, outcome.error or ""))

    def as_dict(self) -> dict[str, Any]:
        """The summary as JSON can hold it."""
        return {
            **self.__dict__,
            "status": dict(self.status),
            "findings": dict(self.findings),
            "failures": [{"source": s, "error": e} for s, e in self.failures],
        }


Shown = Callable[[Progress], None]


def ingest(
    paths: Sequence[Path],
    out: Path,
    jobs: int = 1,
    settings: Settings = DEFAULT,
    progress: Shown = unseen,
    limits: Limits | None = None,
) -> Summary:
    """Reads the files into the dataset at `out`. Raises UsageError where a path does not exist or `out` is no
    folder, PoolError where no worker can do its work.

    The rows are the same whatever the number of jobs. `progress` is called after each file, and several times
    a second. OCR in each worker takes its share of the cores. `limits`: what a document may cost, by default
    those of this machine.
    """
    if not 1 <= jobs <= most_jobs():
        raise UsageError(f"--jobs must be from 1 to {most_jobs()} on this machine")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the dataset")
    from checks.recheck import recheck_companions
    from normalize.datapackage import write_datapackage

    started = datetime.now(UTC)
    found = find_sources(paths)
    if not found.sources:
        raise UsageError(
            f"nothing to read in {', '.join(map(str, paths))}: "
            f"no file but {found.hidden} hidden or temporary ones"
        )
    settings = replace(settings, ocr=replace(settings.ocr, threads=max(1, cores() // jobs)))
    limits = limits or default_limits(jobs)
    with with_members(found) as found:
        sources = contents(found.sources, out)
        summary = Summary(
            hidden=found.hidden,
            duplicates=len(found.sources) - len(sources),
            rows=dict.fromkeys(TABLES, 0),
            warnings=found.warnings,
        )
        findings, timings = _read(sources, out, jobs, settings, limits, summary, progress)
    again = recheck_companions(out, findings)
    findings |= {doc: count for doc, count in again.items() if doc in findings}
    summary.findings = sum(findings.values(), Counter[str]())
    summary.rows["findings"] = summary.findings.total()
    summary.failures.sort()
    write_datapackage(out)
    _write_run(out, summary, sorted(timings, key=lambda t: str(t["source"])), started, jobs)
    return summary


def _read(
    sources: Sequence[Source],
    out: Path,
    jobs: int,
    settings: Settings,
    limits: Limits,
    summary: Summary,
    progress: Shown,
) -> tuple[dict[str, Counter[str]], list[dict[str, Any]]]:
    """Reads the sources into the dataset; each document's findings by severity, and the seconds it took."""
    from normalize.writing import DatasetWriter

    state = Progress(len(sources), sum(s.size for s in sources))
    findings: dict[str, Counter[str]] = {}
    timings: list[dict[str, Any]] = []
    with DatasetWriter(out) as writer, Pool(jobs, settings, limits, writer.folder) as pool:

        def tick() -> None:
            state.reading = pool.reading
            progress(state)

        for source, outcome, rows in _outcomes(sources, pool, tick):
            summary.add(outcome, _counted(rows), source.required)
            writer.add(outcome.doc_id, outcome.fiscal_year, rows)
            findings[outcome.doc_id] = Counter(outcome.findings)
            timings.append({"source": outcome.name, "seconds": outcome.seconds, "pages": outcome.pages})
            log.info("%s %s (%d pages, %.1f s)", outcome.status, outcome.name, outcome.pages, outcome.seconds)
            state.add(source, outcome)
            tick()
    return findings, timings


def _counted(rows: Mapping[str, pa.Table] | Packed) -> dict[str, int]:
    return {name: rows.rows(name) if isinstance(rows, Packed) else rows[name].num_rows for name in TABLES}


def _outcomes(
    sources: Sequence[Source], pool: Pool, tick: Callable[[], None]
) -> Iterator[tuple[Source, Outcome, Mapping[str, pa.Table] | Packed]]:
    """The outcome of each file, as they are done, and its rows."""
    for source in sources:
        if source.error:
            yield source, *_failed(source, source.error)
    for source, result in pool.read((s for s in sources if not s.error), tick):
        if isinstance(result, Failure):
            yield source, *_failed(source, failure_text(source, result, pool.limits))
        else:
            yield source, *result


def failure_text(source: Source, failure: Failure, limits: Limits) -> str:
    """What a document row says of a document that was given up (Chinese): what happened, and what to do."""
    if failure.fault is Fault.TIME:
        kind = "按 --timeout" if limits.seconds is not None else "按大小和页数"
        return f"{source.name} 在时限内（{kind}）没有读完：请用 --timeout 放宽时限，或拆分后再读"
    if failure.fault is Fault.MEMORY:
        most = limits.memory // 2**20
        return f"读取 {source.name} 所需内存超过上限 {most} MiB：请用 --memory 放宽上限，或拆分后再读"
    return (
        f"读取 {source.name} 的进程两次意外终止（{failure.ended_by}）："
        "请重新获取文件；若仍如此，请连同文件一起报告"
    )


def _failed(source: Source, error: str) -> tuple[Outcome, dict[str, pa.Table]]:
    rows = failed_rows(source.name, error, source.path, source.sha256, source.status)
    return outcome_of(source.name, with_sources(rows, source.sources), time.perf_counter())


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
