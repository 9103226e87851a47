"""Documents for OCR wait in a queue of their own: a task of theirs has the cores of a node, and holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from ingest.cluster import engine
from ingest.cluster.engine import RayPool
from ingest.cluster.task import BatchAnswer, GivenDocument, ReadDocument
from ingest.limits import default_limits
from ingest.pool import Failure
from ingest.process import Fault
from ingest.sources import Source
from ingest.worker import DEFAULT, Settings, WorkOutcome

NODES = (0, 4, 2, 3)
"""Cores; the first hands out."""
SCAN = 50
"""Time that one takes; a document with text takes 1."""


@dataclass
class Task:
    """What was handed out: how many cores it takes, the threads of OCR, and when it began and ended."""

    names: list[str]
    cores: int
    threads: int
    answer: BatchAnswer
    time: int
    node: int = -1
    began: int = -1

    @property
    def ended(self) -> int:
        return self.began + self.time


@dataclass
class Cluster:
    """Ray as far as the pool asks it: a task begins on the first node that has its cores, those that were handed out before
    others first.
    """

    free: list[int] = field(default_factory=lambda: list(NODES))
    tasks: list[Task] = field(default_factory=list)
    now: int = 0
    exceptions: ClassVar[Any] = SimpleNamespace(RayError=OSError)

    def init(self, *_: object, **__: object) -> None:
        pass

    def shutdown(self) -> None:
        pass

    def nodes(self) -> list[dict[str, Any]]:
        return [{"Alive": True, "Resources": {"CPU": float(n)} if n else {}} for n in NODES]

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": float(sum(NODES))}

    def remote(self, max_retries: int, num_cpus: int) -> Callable[[object], Remote]:
        assert max_retries == 0
        return lambda _: Remote(self, num_cpus)

    def wait(self, tasks: Sequence[int], timeout: float) -> tuple[list[int], list[int]]:
        self._begin()
        running = [n for n in tasks if self.tasks[n].began >= 0]
        self.now = min(self.tasks[n].ended for n in running)
        done = [n for n in running if self.tasks[n].ended == self.now]
        for n in done:
            self.free[self.tasks[n].node] += self.tasks[n].cores
        return done, []

    def _begin(self) -> None:
        for task in (t for t in self.tasks if t.began < 0):
            node = next((n for n, free in enumerate(self.free) if free >= task.cores), None)
            if node is not None:
                task.node, task.began = node, self.now
                self.free[node] -= task.cores

    def get(self, task: int) -> BatchAnswer:
        return self.tasks[task].answer


@dataclass
class Remote:
    """A function of Ray, and the cores that it asks for."""

    cluster: Cluster
    cores: int

    def options(self, num_cpus: int) -> Remote:
        return Remote(self.cluster, num_cpus)

    def remote(self, given: Sequence[GivenDocument], settings: Settings, *_: object) -> int:
        names = [g.source.name for g in given]
        off = [settings.ocr.put_off and name.startswith("scan") for name in names]
        done = tuple(
            (g.source, PUT_OFF if later else read(g.source)) for g, later in zip(given, off, strict=True)
        )
        time = sum(
            SCAN if name.startswith("scan") and not later else 1
            for name, later in zip(names, off, strict=True)
        )
        self.cluster.tasks.append(Task(names, self.cores, settings.ocr.threads, BatchAnswer(done), time))
        return len(self.cluster.tasks) - 1


PUT_OFF = Failure(Fault.PUT_OFF, "", ())


def read(source: Source) -> ReadDocument:
    return ReadDocument(
        WorkOutcome(source.name, "", source.name, None, "ok", None, 1, 0.0, {}, {}, ""), {}, b""
    )


def ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scans: int, texts: int
) -> tuple[Cluster, dict[str, int]]:
    """A run over so many, by turns as far as both go; when each was done."""
    pytest.importorskip("ray")
    cluster, done = Cluster(), dict[str, int]()
    monkeypatch.setattr(engine, "_ray", lambda alone: cluster)
    names = sorted([f"{n:03}scan" for n in range(scans)] + [f"{n:03}text" for n in range(texts)])
    sources = []
    for name in (f"{n[3:]}-{n[:3]}" for n in names):
        (tmp_path / name).write_bytes(b"x")
        sources.append(Source(tmp_path / name, name, name, 1))
    (tmp_path / "spool").mkdir(exist_ok=True)
    with RayPool(1, DEFAULT, default_limits(1), tmp_path / "spool", "head:1") as pool:
        for source, result in pool.read(sources):
            assert isinstance(result, tuple)
            done[source.name] = cluster.now
    assert sorted(done) == sorted(s.name for s in sources)
    return cluster, done


def test_a_scan_has_the_cores_of_the_smallest_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster, _ = ended(tmp_path, monkeypatch, 20, 200)
    whole = [t for t in cluster.tasks if t.cores > 1]
    assert {(t.cores, t.threads, len(t.names)) for t in whole} == {(2, 2, 1)}
    assert sorted(n for t in whole for n in t.names) == [f"scan-{n:03}" for n in range(20)]
    assert {t.threads for t in cluster.tasks if t.cores == 1} == {1}


def test_scans_hold_up_no_document_with_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """These are done when they would be if who is for OCR were but looked at; all cores work on scans after that."""
    cluster, done = ended(tmp_path, monkeypatch, 20, 200)
    first = min(t.began for t in cluster.tasks if t.cores > 1)
    last = max(when for name, when in done.items() if name.startswith("text"))
    _, without = ended(tmp_path, monkeypatch, 0, 220)
    assert last <= max(without.values()) < SCAN
    assert first <= last and max(done.values()) <= last + SCAN * -(-20 // sum(n // 2 for n in NODES))
