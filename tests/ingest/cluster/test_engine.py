"""What is gone by the time it is handed out to the cluster costs itself; what a node loses, nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.cluster.engine import RayPool
from ingest.cluster.task import read_batch
from ingest.limits import default_limits
from ingest.pool import Failure, Pool, PoolError, Result
from ingest.sources import Source, source_of
from ingest.worker import DEFAULT, WorkOutcome
from tests.conftest import FIXTURES
from tests.counting import loads  # noqa: F401
from tests.rasterise import Scanner, rasterised

FORM = FIXTURES / "form-national/document.pdf"


class Ray:
    """A cluster of one core that reads what it is given at once. `ends`: how its first tasks end instead."""

    def __init__(self, *ends: Exception) -> None:
        self.ends = list(ends)
        self.given: list[tuple[list[str], int]] = []
        self.answers: dict[int, Any] = {}

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 1.0}

    def remote(self, *arguments: Any) -> int:
        self.given.append(([g.source.name for g in arguments[0]], arguments[1].ocr.threads))
        self.answers[len(self.given)] = read_batch(*arguments)
        return len(self.given)

    def wait(self, tasks: list[int], timeout: float) -> tuple[list[int], list[int]]:
        return tasks, []

    def get(self, task: int) -> Any:
        if self.ends:
            raise self.ends.pop(0)
        return self.answers.pop(task)


def made(spool: Path, ray: Ray, kind: type[RayPool] = RayPool) -> RayPool:
    """What hands out to it."""
    spool.mkdir(exist_ok=True)
    pool = kind(1, DEFAULT, default_limits(1), spool)
    pool._ray = pool._task = pool._scan_task = ray
    pool._cores = 2
    return pool


def outcomes(results: list[tuple[Source, Result]]) -> list[WorkOutcome]:
    told = []
    for _, result in results:
        assert isinstance(result, tuple)
        told.append(replace(result[0], seconds=0.0, stages={}))
    return sorted(told, key=lambda o: o.name)


def test_a_file_that_is_gone_is_a_failed_document(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("ray")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"云溪省{name}中心2023年度部门决算\n")
    sources = [source_of(tmp_path / f"{n}.txt", f"{n}.txt") for n in ("a", "b")]
    sources[0].path.unlink()
    spool, limits = tmp_path / "spool", default_limits(1)
    pool = made(spool, Ray())
    with caplog.at_level("INFO", "juesuan.ingest"):
        on_ray = outcomes(list(pool.read(sources)))
    assert "reading b.txt (task of Ray)" in caplog.messages
    with Pool(1, DEFAULT, limits, spool) as local:
        assert on_ray == outcomes(list(local.read(sources)))
    assert on_ray[0].status == "failed" and "打不开" in (on_ray[0].error or "")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "a.txt").write_text("云溪省第一中心2023年度部门决算\n")
    return source_of(tmp_path / "a.txt", "a.txt")


def test_lost_nodes_and_what_they_were_to_give_count_against_no_file(source: Source, tmp_path: Path) -> None:
    errors = pytest.importorskip("ray.exceptions")
    lost = (
        errors.NodeDiedError("gone"),
        errors.ObjectLostError("1", None, ""),
        errors.LocalRayletDiedError(),
    )
    ((read, result),) = made(tmp_path / "spool", Ray(*lost, *lost)).read([source])
    assert read == source and isinstance(result, tuple) and result[0].status != "failed"


def test_a_file_at_which_two_tasks_end_is_given_up(source: Source, tmp_path: Path) -> None:
    errors = pytest.importorskip("ray.exceptions")
    pool = made(tmp_path / "spool", Ray(*(errors.WorkerCrashedError() for _ in range(2))))
    first, last = (result for _, result in pool.read([source]))
    assert isinstance(first, Failure) and isinstance(last, Failure)
    assert (first.final, last.final, len(last.tried)) == (False, True, 2)


def test_a_cluster_that_loses_every_task_ends_the_run(source: Source, tmp_path: Path) -> None:
    errors = pytest.importorskip("ray.exceptions")
    pool = made(tmp_path / "spool", Ray(*(errors.NodeDiedError("gone") for _ in range(30))))
    with pytest.raises(PoolError, match="loses every task"):
        list(pool.read([source]))


def test_scans_wait_for_tasks_that_have_the_cores_of_a_node(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    loads: Path,  # noqa: F811
) -> None:
    """One at a time, in one process, which loads the models once; with the rows of this machine."""
    pytest.importorskip("ray")
    for seed in (1, 2):
        (tmp_path / f"scan-{seed}.pdf").write_bytes(rasterised(FORM, Scanner(150, 0.0, 0, seed)))
    (tmp_path / "text.pdf").write_bytes(FORM.read_bytes())
    names = ("scan-1.pdf", "scan-2.pdf", "text.pdf")
    sources = [source_of(tmp_path / name, name) for name in names]
    ray = Ray()
    with caplog.at_level("INFO", "juesuan.ingest"):
        on_ray = outcomes(list(made(tmp_path / "spool", ray).read(sources)))
    assert ray.given == [*(([name], 1) for name in names), *(([name], 2) for name in names[:2])]
    in_children = [m for m in caplog.messages if m.startswith("reading scan") and "(process" in m]
    assert len({m.partition("(")[2] for m in in_children[2:]}) == 1 and len(in_children) == 4
    (loaded,) = loads.read_text().split()
    assert f"process {loaded}" in in_children[-1]
    with Pool(1, DEFAULT, default_limits(1), tmp_path / "spool") as local:
        assert on_ray == outcomes(list(local.read(sources)))
