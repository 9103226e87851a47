"""Worker processes that share nothing: what kills, hangs or swells one costs the document it reads, and that
alone.

A worker (`ingest.process`, which runs `ingest.serve`) reads one document at a time, and is given the next
ones before it asks, as long as many are left. The pool watches its channel, its end, its clock and its
memory; a document at which a worker ended is tried again in another, and given up after two failures of one
kind. What stood behind it goes to another at once.
"""

from __future__ import annotations

import logging
import select
import selectors
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from extract.errors import JuesuanError
from normalize.packed import Packed

from .limits import MOST_TRIES, TRIES, Limits
from .process import SWOLLEN, Fault, Worker, exit_name
from .sources import Source, Try
from .worker import Settings, WorkOutcome

if TYPE_CHECKING:
    from normalize.store.parts import PartMaker

TICK = 0.2
"""Seconds between two looks at the workers' clocks and memory."""
DYING = 1.0
"""Seconds that a worker with a closed channel has to tell its exit code."""
STILLBORN, KILLED = 5, 100
"""Workers in a row that leave, or are killed, before they are ready: no document is to blame."""
AHEAD_FILES, AHEAD_BYTES, ROUNDS = 8, 2 * 2**20, 4
"""Documents that wait at a worker at most, and their bytes; and how often each worker must yet be given so
many, so that at the end none has a list while another has nothing.
"""
START_SECONDS = 1.5
"""What starting a worker costs: as much must be left to do for each that is there already."""
GUESSED_SECONDS, GUESSED_BYTES = 1.0, 2**20
"""Seconds of so many bytes, before any is read; what was read is put to it."""
log = logging.getLogger("juesuan.ingest")
log.addHandler(logging.NullHandler())


class PoolError(JuesuanError):
    """No worker can do its work, whatever the document; the message says why."""


@dataclass(frozen=True)
class Failure:
    """Why a document was not read, and what ended its last worker (Chinese). `tried`: all that it failed at
    so far; `final`: whether it is given up.
    """

    fault: Fault
    ended_by: str
    tried: tuple[Try, ...] = ()
    final: bool = True


class Attempts:
    """Counts at what documents failed; a document is given up after two failures of one kind, or three."""

    def __init__(self) -> None:
        self._tried: dict[Source, tuple[Try, ...]] = {}

    def failed(self, source: Source, fault: Fault, ended_by: str) -> Failure:
        """One more failure of a document."""
        tried = (*self._tried.get(source, source.tried), (fault, ended_by))
        self._tried[source] = tried
        return Failure(fault, ended_by, tried, is_given_up(tried))

    def done(self, source: Source) -> None:
        """A document was read."""
        self._tried.pop(source, None)


def is_given_up(tried: Sequence[Try]) -> bool:
    """Whether a document that failed so is not tried again."""
    kinds = Counter(fault for fault, _ in tried)
    return len(tried) >= MOST_TRIES or any(number >= TRIES for number in kinds.values())


ENDINGS: Mapping[str, str] = {
    Fault.TIME: "超过时限",
    Fault.MEMORY: "超过内存上限",
    Fault.CRASH: "进程意外终止",
}


def failure_text(source: Source, failure: Failure, limits: Limits) -> str:
    """What a document row says of a document that was given up (Chinese): what happened, and what to do."""
    if len(failure.tried) >= MOST_TRIES:
        kinds = "、".join(ENDINGS[fault] for fault, _ in failure.tried)
        return (
            f"{source.name} 试读 {len(failure.tried)} 次都没有读完（{kinds}）：请重新获取文件，或拆分后再读"
        )
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


Result = tuple[WorkOutcome, Packed] | Failure


class Engine(Protocol):
    """What reads documents, each on its own; a context at whose end nothing of it is left running."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def told(self) -> dict[str, Any]:
        """What the record of a run says of what has read."""

    @property
    def maker(self) -> PartMaker | None:
        """What makes parts of the dataset in the place of this process, where the engine has such."""

    @property
    def reading(self) -> list[str]:
        """The names of the documents that are being read."""

    def read(
        self, sources: Iterable[Source], tick: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Source, Result]]:
        """What became of each document, as they are done, and each failure that is not yet the last. Raises
        PoolError.
        """


class Pool:
    """Reads documents in worker processes; a context at whose end none of them is left. `started`: workers
    that wait for it.
    """

    maker: PartMaker | None = None

    def __init__(
        self, jobs: int, settings: Settings, limits: Limits, spool: Path, started: list[Worker] | None = None
    ) -> None:
        self.jobs, self.settings, self.limits, self.spool = jobs, settings, limits, spool
        self._workers: list[Worker] = []
        self._attempts = Attempts()
        self._todo: deque[Source] = deque()
        self._again: deque[Source] = deque()
        self._started = [] if started is None else started
        self._numbers = count(len(self._started))
        self._left = 0
        self._seconds, self._bytes = GUESSED_SECONDS, GUESSED_BYTES
        self._stillborn = 0.0
        self._selector = selectors.DefaultSelector()

    @staticmethod
    @contextmanager
    def ahead(settings: Settings, limits: Limits, spool: Path) -> Iterator[list[Worker]]:
        """A worker that gets ready while files are looked at, until a pool takes it out of the list."""
        workers = [Worker(0, settings, limits, spool)]
        try:
            yield workers
        finally:
            for worker in workers:
                worker.end()

    def __enter__(self) -> Self:
        return self

    def told(self) -> dict[str, Any]:
        """Where documents are read."""
        return {"engine": "local"}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in list(self._workers):
            self._retire(worker)
        self._selector.close()

    def read(
        self, sources: Iterable[Source], tick: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Source, Result]]:
        """What became of each document, as they are done. `tick` is called several times a second. Raises
        PoolError.
        """
        self._todo = deque(sources)
        self._left = sum(s.size for s in self._todo)
        while True:
            self._hand_out()
            if not any(w.source for w in self._workers):
                return
            for key, _ in self._selector.select(TICK):
                yield from self._heard(key.data)
            for worker in list(self._workers):
                yield from self._watched(worker)
            tick()

    @property
    def reading(self) -> list[str]:
        """The names of the documents that are being read, the longest-running first."""
        busy = sorted((w for w in self._workers if w.source), key=lambda w: w.since)
        return [w.reading for w in busy]

    def _hand_out(self) -> None:
        """Gives each idle worker a document, those that failed once first; starts workers where enough is
        left for them; then fills the lists of all.
        """
        idle = deque(w for w in self._workers if w.source is None)
        while self._again or self._todo:
            worker = idle.popleft() if idle else self._another()
            if worker is None:
                break
            worker.give(self._next())
        for worker in self._workers:
            while self._todo and self._has_room(worker):
                worker.give(self._next())

    def _next(self) -> Source:
        if self._again:
            return self._again.popleft()
        source = self._todo.popleft()
        self._left -= source.size
        return source

    def _another(self) -> Worker | None:
        """A new worker, where there may be one more and what is left takes longer than it costs, or what is
        read takes long already.
        """
        if len(self._workers) >= self.jobs:
            return None
        left, longest = self._seconds * self._left / self._bytes, time.monotonic() - START_SECONDS
        worth = left > START_SECONDS * len(self._workers) or all(w.since < longest for w in self._workers)
        return self._start() if worth or self._again else None

    def _has_room(self, worker: Worker) -> bool:
        """Whether a worker may be given one more ahead."""
        ahead = len(worker.given)
        few = ahead <= min(AHEAD_FILES, len(self._todo) // (ROUNDS * self.jobs))
        small = sum(s.size for s in worker.given) < AHEAD_BYTES
        return few and small and worker.served + ahead < self.limits.documents

    def _start(self) -> Worker:
        if self._started:
            worker = self._started.pop()
        else:
            worker = Worker(next(self._numbers), self.settings, self.limits, self.spool)
        self._workers.append(worker)
        self._selector.register(worker.channel, selectors.EVENT_READ, worker)
        return worker

    def _retire(self, worker: Worker, patience: float = 0.0) -> int:
        self._workers.remove(worker)
        self._selector.unregister(worker.channel)
        return worker.end(patience)

    def _heard(self, worker: Worker) -> Iterator[tuple[Source, Result]]:
        for message in worker.messages():
            self._stillborn = 0 if worker.ready else self._stillborn
            if "outcome" in message:
                yield self._done(worker, message)
            elif "stop" in message:
                raise PoolError(message["stop"])
            elif "put_off" in message:
                source = worker.done()
                yield source, Failure(Fault.PUT_OFF, "", source.tried, final=False)
            elif "fault" in message:
                yield from self._failed(worker, Fault(message["fault"]))
            elif worker in self._workers:
                yield from self._failed(worker, Fault.CRASH)

    def _done(self, worker: Worker, message: dict[str, Any]) -> tuple[Source, Result]:
        packed, outcome = Packed(worker.rows, message["parts"]), WorkOutcome(**message["outcome"])
        source = worker.done()
        self._attempts.done(source)
        self._seconds += outcome.seconds
        self._bytes += source.size
        if worker.served >= self.limits.documents:
            log.info("process %d makes room after %d documents", worker.process.pid, worker.served)
            self._retire(worker)
        return source, (outcome, packed)

    def _watched(self, worker: Worker) -> Iterator[tuple[Source, Result]]:
        # Its channel may hold an answer still, which is heard first.
        if select.select([worker.channel], [], [], 0)[0]:
            return
        if worker.process.poll() is not None:
            yield from self._failed(worker, Fault.CRASH)
        elif fault := worker.overdue():
            yield from self._failed(worker, fault)

    def _failed(self, worker: Worker, fault: Fault) -> Iterator[tuple[Source, Result]]:
        """Ends a worker; its document is tried again, or given up."""
        source, behind = worker.source, list(worker.given)[1:]
        code = self._retire(worker, DYING if fault is Fault.CRASH else 0.0)
        if fault is Fault.CRASH and code < 0 and worker.peak > SWOLLEN * self.limits.memory:
            fault = Fault.MEMORY
        log.warning(
            "process %d ended (%s, %s) while reading %s %s",
            worker.process.pid,
            fault,
            exit_name(code),
            source.name if source else "nothing",
            worker.last_words,
        )
        self._again.extend(behind)
        if not worker.ready:
            self._stillborn += 1 / (KILLED if code < 0 else STILLBORN)
            if self._stillborn > 1:
                raise PoolError(f"no worker process can start (exit code {code}): {worker.last_words}")
            self._again.extend([source] if source else [])
        elif source:
            failure = self._attempts.failed(source, fault, exit_name(code))
            if not failure.final:
                self._again.append(source)
            yield source, failure
