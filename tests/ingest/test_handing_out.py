"""Which worker is given what: nothing is read here, workers are stood in for by what answers at once."""

from __future__ import annotations

import math
import socket
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ingest.pool as pool_module
from extract.errors import ReportError
from ingest.limits import Limits
from ingest.pool import AHEAD_BYTES, AHEAD_FILES, Failure, Pool
from ingest.process import Fault
from ingest.sources import Source
from ingest.worker import DEFAULT, failed_rows, outcome_of

MIB = 2**20
LIMITS = Limits(2**30)


class Stub:
    """In the place of ingest.process.Worker: done with a document as soon as it is asked."""

    made: list[Stub]
    broken: frozenset[str] = frozenset()
    """The documents at which it ends."""
    began = math.inf
    """Since when it reads what it reads."""

    def __init__(self, number: int, *_: Any) -> None:
        self.number, self.given, self.served, self.most, self.peak = number, deque[Source](), 0, 0, 0
        self.read: list[str] = []
        self.ready, self.last_words, self.since = True, "", self.began
        self.channel, self.theirs = socket.socketpair()
        self.process = self
        self.pid, self.rows = number, Path()
        Stub.made.append(self)

    @property
    def source(self) -> Source | None:
        return self.given[0] if self.given else None

    def give(self, source: Source) -> None:
        self.given.append(source)
        self.most = max(self.most, len(self.given))
        self.theirs.send(b".")

    def messages(self) -> Iterator[dict[str, Any]]:
        self.channel.recv(1)
        source = self.given[0]
        self.read.append(source.name)
        if source.name in self.broken:
            yield {}
        else:
            outcome, _ = outcome_of(source.name, failed_rows(source.name, "", Path(), source.sha256), 0.0)
            yield {"outcome": replace(outcome, seconds=source.size / MIB).told(), "parts": {}}

    def done(self) -> Source:
        self.served += 1
        return self.given.popleft()

    def overdue(self) -> Fault | None:
        return None

    def poll(self) -> int | None:
        return None

    def kill(self) -> None:
        """Nothing is left of it."""

    def end(self, _: float = 0.0) -> int:
        self.channel.close()
        self.theirs.close()
        return 1


Read = Callable[..., list[tuple[str, Fault | None]]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Read:
    """Reads files of these sizes (bytes); what became of each, as they are done."""
    monkeypatch.setattr(pool_module, "Worker", Stub)

    def run(
        sizes: list[int], jobs: int, limits: Limits = LIMITS, broken: tuple[int, ...] = ()
    ) -> list[tuple[str, Fault | None]]:
        Stub.made, Stub.broken = [], frozenset(map(str, broken))
        sources = [Source(Path(str(n)), str(n), f"{n:064}", size) for n, size in enumerate(sizes)]
        with Pool(jobs, DEFAULT, limits, tmp_path) as pool:
            return [
                (source.name, result.fault if isinstance(result, Failure) else None)
                for source, result in pool.read(sources)
                if not isinstance(result, Failure) or result.final
            ]

    return run


def test_as_many_workers_are_started_as_the_work_is_worth(read: Read) -> None:
    """A second of work is left for each MiB, as far as anybody knows; a start takes one and a half."""
    for sizes, started in (([1000] * 30, 1), ([3 * MIB], 1), ([MIB] * 2, 1), ([MIB] * 4, 2), ([MIB] * 40, 4)):
        read(sizes, 4)
        assert len(Stub.made) == started, sizes


def test_another_is_started_where_a_document_takes_long(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stub, "began", -math.inf)
    read([1000] * 3, 2)
    assert len(Stub.made) == 2


def test_small_files_wait_at_a_worker_and_large_ones_do_not(read: Read) -> None:
    read([100] * 400, 2)
    assert {worker.most for worker in Stub.made} == {AHEAD_FILES + 1}
    read([AHEAD_BYTES] * 40, 2)
    assert {worker.most for worker in Stub.made} == {1}
    # At the end, and where there are few, no worker has a list while another has nothing.
    read([MIB] * 7, 2)
    assert {worker.most for worker in Stub.made} == {1}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_stands_behind_a_document_that_ends_its_worker_is_not_to_blame(read: Read, jobs: int) -> None:
    broken = (0, 40, 41, 199)
    found = read([10_000] * 200, jobs, broken=broken)
    assert len(found) == 200
    assert {name for name, fault in found if fault} == set(map(str, broken))
    told = [name for worker in Stub.made for name in worker.read]
    assert sorted(told) == sorted([*map(str, range(200)), *map(str, broken)])


def test_no_worker_is_given_more_than_it_may_read(read: Read) -> None:
    assert len(read([100] * 100, 1, replace(LIMITS, documents=7))) == 100
    assert max(len(worker.read) for worker in Stub.made) == 7


def test_a_worker_that_is_ready_is_taken_before_another_is_started(read: Read, tmp_path: Path) -> None:
    read([], 1)
    with Pool.ahead(DEFAULT, LIMITS, tmp_path) as started:
        (ready,) = Stub.made
        with Pool(1, DEFAULT, LIMITS, tmp_path, started) as pool:
            assert len(list(pool.read([Source(Path("a"), "a", "0" * 64, 1)]))) == 1
    assert [ready] == Stub.made and started == []
    with pytest.raises(ReportError), Pool.ahead(DEFAULT, LIMITS, tmp_path):
        raise ReportError("nothing to read")
    assert Stub.made[-1].channel.fileno() == -1
