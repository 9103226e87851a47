"""Files and folders → dataset: found, those that are new or changed handed out to workers, given to the one
writer as they are done, committed together.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import UsageError
from normalize.packed import Packed
from normalize.schema import TABLES
from normalize.store.journal import Journal, JournalEntry
from normalize.store.objects import path_of, told
from normalize.store.provenance import Provenance
from normalize.version import VERSION

from .holders.members import with_members
from .holders.stored import with_stored
from .limits import Limits, cores, default_limits, most_jobs
from .machine.stages import ACROSS, HANDING_OUT, LISTING, MERGING, Clock
from .plan import Plan, planned
from .pool import Engine, Failure, Pool, failure_text, is_given_up
from .private.names import MaskedNames, Names
from .process import Fault
from .progress import Progress, ShowProgress, unseen
from .records import begin, end_without_commit, record_text, run_file
from .resume import Resume
from .sources import FoundSource, Source, find_files, root_of, source_of
from .worker import DEFAULT, Settings, WorkOutcome, failed_rows, outcome_of, with_sources

if TYPE_CHECKING:
    import pyarrow as pa

    from normalize.writing import DatasetWriter

log = logging.getLogger("juesuan.ingest")


@dataclass(frozen=True)
class Selection:
    """What is done with what the dataset knows: read again though nothing changed, keep the older version of
    a changed file, drop what is gone; and the map by which persons in the names of files are masked, if they
    are.
    """

    force: bool = False
    keep_versions: bool = False
    prune: bool = False
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    """Where documents come from, by their paths in the dataset."""
    mask_names: Path | None = None


PLAIN = Selection()


@dataclass
class Summary:
    """What an ingest did, over all documents found; `unchanged` of them were not read again. `warnings`: what
    could not even be looked into (Chinese).
    """

    documents: int = 0
    unchanged: int = 0
    changed: int = 0
    renamed: int = 0
    gone: int = 0
    pages: int = 0
    hidden: int = 0
    """Hidden and temporary files, which are counted and left out."""
    duplicates: int = 0
    status: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    findings: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    tracebacks: dict[str, str] = field(default_factory=dict)
    """Of documents at which the program itself failed: where in the program."""
    warnings: tuple[str, ...] = ()
    little: int = 0
    """Documents of the dataset that say that little or nothing was read of them, or are empty templates."""
    seconds: float = 0.0

    def add(self, entry: JournalEntry, required: bool = False) -> None:
        """Counts a document and its rows by table; one that was asked for by name (`required`) must be
        read.
        """
        self.documents += 1
        self.pages += entry.pages
        self.status[entry.status] += 1
        self.findings.update(entry.findings)
        for name, number in entry.rows.items():
            self.rows[name] += number
        if entry.status == "failed" or (required and entry.status == "skipped"):
            self.failures.append((entry.sources[0], entry.error or ""))

    def as_dict(self) -> dict[str, Any]:
        """What the run did as JSON can hold it, without what the dataset says once it is written."""
        return {
            **{name: value for name, value in self.__dict__.items() if name != "little"},
            "status": dict(self.status),
            "findings": dict(self.findings),
            "failures": [{"source": s, "error": e} for s, e in self.failures],
            "tracebacks": [{"source": s, "traceback": t} for s, t in sorted(self.tracebacks.items())],
        }


MakeEngine = Callable[[int, Settings, Limits, Path], Engine]
"""Makes what reads documents, of jobs, settings, limits, and a folder for rows."""
Done = tuple[Source, WorkOutcome, "Mapping[str, pa.Table] | Packed", str]
"""A file, what became of it, its rows, and how it was read."""


def ingest(
    paths: Sequence[Path],
    out: Path,
    jobs: int = 1,
    settings: Settings = DEFAULT,
    progress: ShowProgress = unseen,
    limits: Limits | None = None,
    choice: Selection = PLAIN,
    engine: MakeEngine | None = None,
    clock: Clock | None = None,
) -> Summary:
    """Reads the files, or those at URLs, into the dataset at `out`. Raises UsageError where one does not
    exist or `out` is no folder, PoolError where no worker can do its work, DatasetError where the dataset
    cannot be written.

    The rows are the same whatever the number of jobs, and OCR in each worker takes its share of the cores.
    `progress` is called several times a second. `limits` are what a document may cost, `engine` reads them:
    by default those of this machine. With a `clock` run.json says what each stage cost.
    """
    if not 1 <= jobs <= most_jobs():
        raise UsageError(f"--jobs must be from 1 to {most_jobs()} on this machine")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the dataset")
    from normalize.share import little_read
    from normalize.store.commit import undisturbed
    from normalize.writing import DatasetWriter

    started, paths = datetime.now(UTC), [path_of(p) for p in paths]
    found = find_files(paths)
    if not found.files and not found.stored:
        raise _nothing_in(paths, found)
    settings = replace(settings, ocr=replace(settings.ocr, threads=max(1, cores() // jobs)))
    names = Names() if choice.mask_names is None else MaskedNames(choice.mask_names, out)
    name = run_file(started)
    record: dict[str, Any] = {
        "version": VERSION,
        "roots": [names.masked(root_of(p)) for p in paths],
        "started": started.isoformat(),
        "jobs": jobs,
    }
    with DatasetWriter(out) as writer:
        with undisturbed(out):
            begin(out, name, record)
        try:
            limits = limits or default_limits(jobs)
            run = Run(writer, settings, limits, jobs, progress, choice.force, names, engine, clock or Clock())
            summary, timings = run.carry_out(found, paths, choice)
            ended = datetime.now(UTC)
            summary.seconds = round((ended - started).total_seconds(), 3)
            record |= {"ended": ended.isoformat(), **run.told(), **summary.as_dict(), "timings": timings}
        except BaseException as error:
            end_without_commit(out, name, record, error)
            raise
        writer.beside = dict.fromkeys((name, "run.json"), cache(partial(_committed, record, clock)))
    Resume(out).clear()
    summary.little = little_read(out)
    return summary


def _nothing_in(paths: Sequence[Path], found: FoundSource) -> UsageError:
    """What is said where there is no file to read."""
    unread = "".join(f"\n{warning}" for warning in found.warnings)
    where = ", ".join(map(told, paths))
    if not found.hidden:
        return UsageError(f"nothing to read in {where}: it holds no file{unread}")
    return UsageError(
        f"nothing to read in {where}: no file but {found.hidden} hidden or temporary ones{unread}"
    )


@dataclass
class Run:
    """One ingest while the writer is open."""

    writer: DatasetWriter
    settings: Settings
    limits: Limits
    jobs: int
    progress: ShowProgress
    force: bool
    names: Names
    engine: MakeEngine | None
    clock: Clock
    tracebacks: dict[str, str] = field(default_factory=dict)
    attempts: dict[str, list[str]] = field(default_factory=dict)
    """At what documents failed, by their names, those among them that were read in the end."""
    read_by: dict[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """What the record says of how documents were read."""
        attempts = [{"source": name, "failures": tried} for name, tried in sorted(self.attempts.items())]
        return {**self.read_by, "attempts": attempts}

    def carry_out(
        self, found: FoundSource, paths: Sequence[Path], choice: Selection
    ) -> tuple[Summary, list[dict[str, Any]]]:
        """Brings the writer's documents up to the files found; what was done, and how long each took."""
        before = self.writer.before
        before = replace(before, files=self.names.opened(before.files))
        new = self.force or any(str(path) not in before.files for path, _ in found.files)
        if self.engine or not new:
            return self._carry_out(self.engine or Pool, found, paths, choice, before)
        with Pool.ahead(self.settings, self.limits, self.writer.folder) as started:
            return self._carry_out(partial(Pool, started=started), found, paths, choice, before)

    def _carry_out(
        self,
        engine: MakeEngine,
        found: FoundSource,
        paths: Sequence[Path],
        choice: Selection,
        before: Journal,
    ) -> tuple[Summary, list[dict[str, Any]]]:
        from checks.recheck import recheck_companions
        from normalize.store.commit import undisturbed

        writer, names = self.writer, self.names
        known = {} if self.force else before.files
        sources = [
            replace(source_of(path, names.masked(name), known.get(str(path))), required=path in found.named)
            for path, name in found.files
        ]
        there = [replace(file, name=names.masked(file.name)) for file in found.stored]
        with with_members(sources, known) as held, with_stored(there, known) as fetched:
            settled = [names.settled(s) for s in (*held.sources, *fetched.sources)]
            plan = planned(settled, paths, before, choice.prune, choice.keep_versions)
            for doc in plan.dropped:
                writer.drop(doc)
            lost = {doc for _, doc in writer.shelf.lost_rows()}
            if self.settings.passwords:
                # What failed may have failed for want of one.
                lost |= {e.doc_id for e in writer.before.documents.values() if e.status == "failed"}
            todo = plan.to_read(before, () if self.force else self._readings, lost)
            self.clock.passed(LISTING)
            timings = self._read(engine, plan, todo)
            self.clock.passed(HANDING_OUT)
        for doc, called in plan.sources.items():
            writer.name(doc, called)
        for doc, standing in plan.versions.items():
            if standing:
                writer.name(doc, writer.entries[doc].sources, standing)
        with undisturbed(writer.out):
            writer.files = names.closed(plan.files)
        listed = {names.masked(path): told for path, told in choice.provenance.items()}
        plan.warnings += trace(writer, listed)
        recheck_companions(writer)
        self.clock.passed(ACROSS)
        return self._summary(found, plan, len(todo), found.hidden + held.hidden + fetched.hidden), sorted(
            timings, key=lambda t: str(t["source"])
        )

    @cached_property
    def _reading(self) -> str:
        """What must be the same for a document not to be read again: version and settings."""
        told = self.settings.told()
        ocr = "" if self.settings.ocr.advice else "+ocr"
        return f"{VERSION} {told['ocr']}{ocr} {told['reader']} {told['keep_personal_data']}"

    @property
    def _limited(self) -> str:
        """The same for a document that was given up: with other limits it is tried again."""
        return f"{self._reading} {self.limits.seconds} {self.limits.memory}"

    @property
    def _readings(self) -> tuple[str, str]:
        return self._reading, self._limited

    def _summary(self, found: FoundSource, plan: Plan, read: int, hidden: int) -> Summary:
        summary = Summary(
            unchanged=len(plan.copies) - read,
            changed=plan.changed,
            renamed=plan.renamed,
            gone=len(plan.gone),
            hidden=hidden,
            duplicates=sum(len(copies) - 1 for copies in plan.copies.values()),
            rows=dict.fromkeys(TABLES, 0),
            tracebacks=self.tracebacks,
            warnings=(*map(self.names.masked, found.warnings), *plan.warnings),
        )
        for doc, copies in plan.copies.items():
            summary.add(self.writer.entries[doc], any(c.required for c in copies))
        summary.failures.sort()
        return summary

    def _read(self, engine: MakeEngine, plan: Plan, todo: Sequence[Source]) -> list[dict[str, Any]]:
        """Reads the sources into the writer; how long each took."""
        state = Progress(len(todo), sum(s.size for s in todo))
        timings: list[dict[str, Any]] = []
        with engine(self.jobs, self.settings, self.limits, self.writer.folder) as pool:

            def tick() -> None:
                state.reading = pool.reading
                self.progress(state)

            for source, outcome, rows, reading in self._outcomes(plan, todo, pool, tick):
                if outcome.doc_id != source.sha256:
                    plan.moved(source.sha256, outcome.doc_id)
                    if source.sha256 in self.writer.entries:
                        self.writer.drop(source.sha256)
                told = (reading, outcome.family, outcome.findings)
                self.writer.add(outcome.doc_id, outcome.fiscal_year, rows, *told)
                # What a run before kept has pages, but nobody knows its seconds.
                self.clock.add(outcome.stages, outcome.pages if outcome.stages else 0)
                if outcome.trace:
                    self.tracebacks[outcome.name] = outcome.trace
                timings.append({"source": outcome.name, "seconds": outcome.seconds, "pages": outcome.pages})
                log.info(
                    "%s %s (%d pages, %.1f s)", outcome.status, outcome.name, outcome.pages, outcome.seconds
                )
                state.add(source, outcome)
                tick()
            self.read_by, self.writer.maker = pool.told(), pool.maker
        return timings

    def _outcomes(
        self, plan: Plan, todo: Iterable[Source], pool: Engine, tick: Callable[[], None]
    ) -> Iterator[Done]:
        """The outcome of each file, as they are done, its rows, and how it was read."""
        resume = Resume(self.writer.out)
        waiting: list[Source] = []
        for source in todo:
            kept = None if self.force else resume.find(source.sha256, self._reading)
            if source.error:
                yield source, *_failed(source, source.error), self._reading
            elif kept:
                yield source, *kept, self._reading
            elif is_given_up(tried := () if self.force else resume.tried(source.sha256, self._limited)):
                yield self._given_up(source, Failure(Fault(tried[-1][0]), tried[-1][1], tried))
            else:
                waiting.append(replace(source, tried=tried))
        first: dict[str, Done] = {}
        again: list[Source] = []
        while waiting:
            for source, result in pool.read(iter(waiting), tick):
                if isinstance(result, Failure):
                    resume.count(source.sha256, self._limited, result.tried)
                    self.attempts[source.name] = [fault for fault, _ in result.tried]
                    if result.final:
                        yield self._given_up(source, result)
                elif result[0].error is None:
                    packed = resume.keep(source.sha256, self._reading, *result)
                    yield source, result[0], packed, self._reading
                else:
                    told = first.setdefault(source.sha256, (source, *result, self._reading))
                    if other := plan.another(source):
                        again.append(other)
                    else:
                        yield told
            waiting, again = again, []

    def _given_up(self, source: Source, failure: Failure) -> Done:
        text = failure_text(source, failure, self.limits)
        return source, *_failed(source, text), self._limited


def _committed(record: Mapping[str, Any], clock: Clock | None) -> str:
    """The record of a run that comes to its commit, with what its stages cost."""
    told: dict[str, Any] = {"committed": True}
    if clock:
        clock.passed(MERGING)
        told["profile"] = clock.told()
    return record_text({**record, **told})


def trace(writer: DatasetWriter, listed: Mapping[str, Provenance]) -> list[str]:
    """Gives the documents the provenance that the list of sources has for one of their paths; warnings
    (Chinese) about what the list names and the dataset has not.
    """
    named = {source: e.doc_id for e in writer.entries.values() for source in reversed(e.sources)}
    for source in sorted(listed.keys() & named.keys(), reverse=True):
        writer.trace(named[source], listed[source])
    unknown = sorted(listed.keys() - named.keys())
    return [f"来源清单中的 {source} 不在数据集中：请按 documents 表的 source 写路径" for source in unknown]


def _failed(source: Source, error: str) -> tuple[WorkOutcome, dict[str, pa.Table]]:
    rows = failed_rows(source.name, error, source.path, source.sha256, source.status)
    return outcome_of(source.name, with_sources(rows, source.sources), time.perf_counter())
