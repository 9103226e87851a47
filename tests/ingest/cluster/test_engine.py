"""A file that is gone by the time it is handed out to the cluster costs itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.cluster.engine import RayPool
from ingest.cluster.task import read_batch
from ingest.limits import default_limits
from ingest.pool import Pool, Result
from ingest.sources import Source, source_of
from ingest.worker import DEFAULT, WorkOutcome


class Ray:
    """A cluster of one core that reads what it is given at once."""

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 1.0}

    def remote(self, *arguments: Any) -> int:
        self.answer = read_batch(*arguments)
        return 1

    def wait(self, tasks: list[int], timeout: float) -> tuple[list[int], list[int]]:
        return tasks, []

    def get(self, _: int) -> Any:
        return self.answer


def outcomes(results: list[tuple[Source, Result]]) -> list[WorkOutcome]:
    told = []
    for _, result in results:
        assert isinstance(result, tuple)
        told.append(replace(result[0], seconds=0.0))
    return sorted(told, key=lambda o: o.name)


def test_a_file_that_is_gone_is_a_failed_document(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("ray")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"云溪省{name}中心2023年度部门决算\n")
    sources = [source_of(tmp_path / f"{n}.txt", f"{n}.txt") for n in ("a", "b")]
    sources[0].path.unlink()
    spool, limits = tmp_path / "spool", default_limits(1)
    spool.mkdir()
    pool = RayPool(1, DEFAULT, limits, spool)
    pool._ray = pool._task = Ray()
    with caplog.at_level("INFO", "juesuan.ingest"):
        on_ray = outcomes(list(pool.read(sources)))
    assert "reading b.txt (task of Ray)" in caplog.messages
    with Pool(1, DEFAULT, limits, spool) as local:
        assert on_ray == outcomes(list(local.read(sources)))
    assert on_ray[0].status == "failed" and "打不开" in (on_ray[0].error or "")
