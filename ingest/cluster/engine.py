"""Documents → the nodes of a Ray cluster, in the place of the worker processes of one machine.

Ray only hands out and moves: each document is read in a child process of a node, which holds it to its time
and memory (`ingest.cluster.task`). Ray's own retries are off, as it repeats what a task had done already; a
batch whose task ended is handed out again one document at a time. Nothing is written by a task: the rows come
back, and the run commits them as those of one machine.
"""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from extract.archive.names import names_beside
from extract.errors import UsageError
from ingest.holders.members import HEAD, may_link
from ingest.limits import Limits
from ingest.pool import TICK, Attempts, Failure, PoolError, Result, log
from ingest.process import Fault, environment
from ingest.sources import Source, cannot_be_opened
from ingest.stopping import SIGNALS
from ingest.worker import Settings, failed_rows, outcome_of, with_sources
from normalize.packed import Packed, pack

from .parts import PartTasks
from .task import ClusterNode, GivenDocument, ReadDocument, read_batch

if TYPE_CHECKING:
    from ingest.run import MakeEngine
    from normalize.store.parts import PartMaker

BATCH_FILES, BATCH_BYTES = 16, 4 * 2**20
"""A task reads so many files, or fewer that are larger together than this."""
AHEAD = 2
"""Batches that are handed out for each core of the cluster."""
GIVEN_UP = 20
"""Tasks that may end with their nodes while nothing gets done, before the run ends; besides those that all
nodes of its beginning had.
"""


SHORT = 28
"""Characters that the temporary folder may have: the paths of Ray's sockets below it have 107 at most."""
ADDRESSED = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"
"""Ray's setting for whether nodes have addresses by which others reach them."""


class RayPool:
    """Reads documents on a cluster; a context at whose end none of its tasks is left. `address`: of a running
    cluster; without one, nodes of this machine are started with so many cores. Ray is left at the end of the
    context, or with `after`, until when it makes parts. Raises UsageError.
    """

    def __init__(
        self,
        jobs: int,
        settings: Settings,
        limits: Limits,
        spool: Path,
        address: str | None = None,
        after: ExitStack | None = None,
    ) -> None:
        self._after = after
        self.jobs, self.limits, self.spool, self.address = jobs, limits, spool, address
        # A task has one core: what is to be read by OCR has to wait for one that has a node.
        self.settings = replace(settings, ocr=replace(settings.ocr, threads=1, put_off=True))
        self._running: dict[Any, list[Source]] = {}
        self._again: deque[Source] = deque()
        self._scans: deque[Source] = deque()
        self._home = ""
        self._attempts = Attempts()
        self._nodes: Counter[ClusterNode] = Counter()
        self._lost = self._number = self._most = 0

    def __enter__(self) -> Self:
        self._ray = _ray(alone=self.address is None)
        place = None if len(tempfile.gettempdir()) <= SHORT else "/tmp"
        self._scratch = TemporaryDirectory(prefix="jr-", dir=place, ignore_cleanup_errors=True)
        if self._after is not None:
            self._after.callback(self._leave)
        own: dict[str, Any] = {}
        changed: dict[str, str] = {}
        if self.address is None:
            own = {"num_cpus": self.jobs, "_temp_dir": self._scratch.name}
            changed = environment_of_ray(Path(self._scratch.name))
            self._home = os.environ.get("HOME", "")
        try:
            with _own_signals(), _changed(changed):
                self._ray.init(
                    self.address or "local",
                    include_dashboard=False if self.address is None else None,
                    log_to_driver=False,
                    logging_level="ERROR",
                    **own,
                )
        except (ConnectionError, RuntimeError, self._ray.exceptions.RayError) as error:
            # What it had started is ended, and its folder removed.
            self._leave()
            raise UsageError(f"no Ray cluster answers at {self.address or 'this machine'}: {error}") from None
        self._task = self._ray.remote(max_retries=0, num_cpus=1)(read_batch)
        nodes = [int(n["Resources"].get("CPU", 0)) for n in self._ray.nodes() if n["Alive"]]
        self._cores = min(filter(None, nodes), default=1)
        self._scan_task = self._task.options(num_cpus=self._cores)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._running:
            # What was told to stop with this process is gone already.
            with suppress(Exception):
                self._ray.cancel(task, force=True)
        self._running.clear()
        if self._after is None:
            self._leave()

    def _leave(self) -> None:
        self._ray.shutdown()
        self._scratch.cleanup()

    @property
    def maker(self) -> PartMaker | None:
        """Has the cluster make parts, as long as Ray is not left."""
        return None if self._after is None else PartTasks(self._ray, self._all_cores())

    def told(self) -> dict[str, Any]:
        """Where documents are read: which node has read how many."""
        nodes = [{**node._asdict(), "documents": number} for node, number in sorted(self._nodes.items())]
        return {"engine": "ray", "nodes": nodes}

    @property
    def reading(self) -> list[str]:
        """The names of the documents that are handed out, the first of each batch."""
        return [sources[0].name for sources in self._running.values()]

    def read(
        self, sources: Iterable[Source], tick: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Source, Result]]:
        """What became of each document, as they are done. `tick` is called several times a second. Raises
        PoolError.
        """
        todo = deque(sources)
        self._most = AHEAD * self._all_cores()
        most = max(1, min(BATCH_FILES, len(todo) // (2 * AHEAD * self._all_cores())))
        while True:
            yield from self._hand_out(todo, most)
            self._hand_out_scans()
            if not self._running:
                if self._again:
                    continue
                return
            with _unwrapped():
                ready, _ = self._ray.wait(list(self._running), timeout=TICK)
            for task in ready:
                yield from self._done(task, self._running.pop(task))
            tick()

    def _all_cores(self) -> int:
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def _hand_out(self, todo: deque[Source], most: int) -> Iterator[tuple[Source, Result]]:
        """Gives the cluster as many batches as it can do; what became of the files that cannot be opened."""
        cores = self._all_cores()
        while (self._again or todo) and len(self._running) < AHEAD * cores:
            # What was in a batch that came to nothing may be why: it goes by itself.
            batch = [self._again.popleft()] if self._again else _batch(todo, most)
            given = []
            for source in batch:
                try:
                    given.append(given_document(source))
                except OSError as error:
                    yield source, self._unopened(source, error)
            if given:
                log.info("reading %s (task of Ray)", _named(held := [g.source for g in given]))
                self._running[self._task.remote(given, self.settings, self.limits, self._home)] = held

    def _hand_out_scans(self) -> None:
        """Gives the cluster documents for OCR, each to a task that has the cores of a node. Such a task waits
        for all of these to be free.
        """
        settings = replace(self.settings, ocr=replace(self.settings.ocr, threads=self._cores, put_off=False))
        while self._scans and len(self._running) < AHEAD * self._all_cores():
            source = self._scans.popleft()
            try:
                given = [given_document(source)]
            except OSError:
                # It is gone, which is told where it is handed out.
                self._again.append(source)
                return
            log.info("reading %s (task of Ray, by OCR)", source.name)
            self._running[self._scan_task.remote(given, settings, self.limits, self._home)] = [source]

    def _unopened(self, source: Source, error: OSError) -> Result:
        """A failed row, as a worker of this machine gives one."""
        said = cannot_be_opened(source.name, error)
        rows = with_sources(failed_rows(source.name, said, source.path), source.sources or (source.name,))
        outcome, tables = outcome_of(source.name, rows, time.perf_counter())
        return outcome, pack(tables, self._next_file())

    def _done(self, task: Any, batch: list[Source]) -> Iterator[tuple[Source, Result]]:
        from ray.exceptions import OutOfMemoryError, RayError, RayTaskError, WorkerCrashedError

        try:
            with _unwrapped():
                answer = self._ray.get(task)
        except (WorkerCrashedError, OutOfMemoryError, RayTaskError) as error:
            self._is_lost(error, batch)
            yield from self._failed(batch, type(error).__name__)
        except RayError as error:
            # A node is gone, or what it was to give.
            self._is_lost(error, batch)
            self._again.extend(batch)
        else:
            if answer.stop:
                raise PoolError(answer.stop)
            for source, read in answer.done:
                if isinstance(read, Failure) and read.fault is Fault.PUT_OFF:
                    self._scans.append(source)
                    continue
                self._lost = 0
                final = not isinstance(read, Failure) or read.final
                self._nodes[answer.node] += final
                yield source, read if isinstance(read, Failure) else self._kept(read)

    def _is_lost(self, error: Exception, batch: list[Source]) -> None:
        log.warning("a task of Ray ended (%s) while reading %s", type(error).__name__, _named(batch))
        self._lost += 1
        if self._lost > GIVEN_UP + self._most:
            raise PoolError(f"the cluster loses every task: {error}") from None

    def _failed(self, batch: list[Source], why: str) -> Iterator[tuple[Source, Result]]:
        """A task ended without an answer: of several documents none is to blame yet."""
        if len(batch) > 1:
            self._again.extend(batch)
            return
        failure = self._attempts.failed(batch[0], Fault.CRASH, why)
        self._again.extend([] if failure.final else batch)
        yield batch[0], failure

    def _kept(self, read: ReadDocument) -> Result:
        path = self._next_file()
        path.write_bytes(read.rows)
        return read.outcome, Packed(path, read.parts)

    def _next_file(self) -> Path:
        self._number += 1
        return self.spool / f"{self._number}.rows"


@contextmanager
def on_ray(address: str | None = None) -> Iterator[MakeEngine]:
    """Makes what reads documents on a cluster, and lets that make parts until the context is left."""
    with ExitStack() as after:
        yield partial(RayPool, address=address, after=after)


def given_document(source: Source) -> GivenDocument:
    """A document as a task is given it. Raises OSError where it cannot be opened."""
    if source.stored:
        return GivenDocument(source)
    content = source.path.read_bytes()
    if not may_link(content[:HEAD]):
        return GivenDocument(source, content)
    folder = source.path.parent
    # What was unpacked lies under numbers, beside a list of its names.
    beside = names_beside(folder) or frozenset(p.name for p in folder.iterdir() if p.is_file())
    return GivenDocument(source, content, beside)


def _named(batch: list[Source]) -> str:
    return ", ".join(source.name for source in batch)


def _batch(todo: deque[Source], most: int) -> list[Source]:
    batch: list[Source] = []
    while todo and len(batch) < most and sum(s.size for s in batch) < BATCH_BYTES:
        batch.append(todo.popleft())
    return batch


def environment_of_ray(scratch: Path) -> dict[str, str]:
    """What is set where Ray is started for a run, so that it speaks to nobody: told not to report, it still
    asks at its start which cloud it runs in, unless a file in the home says so.
    """
    home = scratch / "home"
    home.mkdir()
    (home / "ray_bootstrap_config.yaml").write_text("provider: {type: local}\n", "ascii")
    return {
        "HOME": str(home),
        "TMPDIR": str(scratch),
        "PYTHONPATH": environment()["PYTHONPATH"],
        "RAY_USAGE_STATS_REPORT_URL": "http://127.0.0.1:9/",
    }


@contextmanager
def _changed(environment: Mapping[str, str]) -> Iterator[None]:
    """The environment of what is started meanwhile."""
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


@contextmanager
def _unwrapped() -> Iterator[None]:
    """What a signal raises while Ray waits, where Ray's compiled code gives a result all the same."""
    try:
        yield
    except SystemError as error:
        raise error.__cause__ or error from None


@contextmanager
def _own_signals() -> Iterator[None]:
    """What a signal does stays as it is: Ray would end the program at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [(number, signal.getsignal(number)) for number in SIGNALS]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _ray(alone: bool) -> Any:
    """Ray, told to report to nobody. `alone`: on this machine, where it need not find out its address, which
    it does by a connection to a public one; this it knows from when it is imported on.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if alone:
        os.environ[ADDRESSED] = "0"
    try:
        import ray
    except ImportError:
        raise UsageError(
            "--engine ray needs the extra: pip install '.[cluster]' in the folder of juesuan"
        ) from None
    return ray
