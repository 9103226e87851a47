"""A run on Ray gives the bytes of one on this machine, whatever becomes of its documents, its nodes and of itself."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.runs import PATIENCE, ROOT, SITE, ingested, reports, started, states
from tests.faults.test_resume import tree
from tests.faults.test_workers import GOOD

FAULTS = ("abort", "hang", "swell")
RAY = ("--engine", "ray")
SLOW = tuple(f"slow_{n}.pdf" for n in range(24))
"""More than one batch, and long enough for a node to be lost meanwhile."""


@pytest.fixture(autouse=True)
def _with_ray() -> None:
    pytest.importorskip("ray")


def children() -> list[str]:
    """The processes of this user that read documents in a task, or are Ray's own."""
    found, user = [], os.getuid()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.stat().st_uid != user:
                continue
            command = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if "/jr-" in command:
            found.append(command)
    return found


def wait_until_alone() -> None:
    """Waits until nothing of a run is left."""
    until = time.monotonic() + 30
    while children():
        assert time.monotonic() < until
        time.sleep(0.2)


def wait_until_kept(out: Path, number: int, alive: Any) -> None:
    """Waits until so many documents are kept by a run."""
    until = time.monotonic() + PATIENCE
    while len(list((out / ".resume").glob("*.json"))) < number:
        assert alive.poll() is None and time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.long
@pytest.mark.long_alone
def test_documents_that_fail_on_a_node_cost_themselves_alone(tmp_path: Path, patience: str) -> None:
    """With the words and bytes of a run on this machine."""
    raw = reports(tmp_path / "raw", *(f"{fault}_bad.pdf" for fault in FAULTS), *GOOD[:3])
    limits = ("--timeout", patience, "--memory", "600M", "--jobs", "2")
    local = ingested(raw, tmp_path / "local", *limits)
    on_ray = ingested(raw, tmp_path / "ray", *limits, *RAY)
    assert on_ray.returncode == local.returncode == 1 and "Traceback" not in on_ray.stderr
    found = states(tmp_path / "ray")
    assert {found[name] for name in GOOD[:3]} == {("ok", "")}
    assert {n for n, (status, _) in found.items() if status == "failed"} == {f"{f}_bad.pdf" for f in FAULTS}
    assert tree(tmp_path / "ray") == tree(tmp_path / "local")


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster of two nodes that read, and one that only hands out."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(SITE), str(ROOT)]))
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    cluster.lost = [cluster.add_node(num_cpus=1) for _ in range(2)]
    yield cluster
    cluster.shutdown()


@pytest.mark.long
@pytest.mark.long_alone
def test_a_node_that_is_lost_costs_nothing(tmp_path: Path, nodes: Any) -> None:
    raw, out = reports(tmp_path / "raw", *SLOW), tmp_path / "ray"
    with started(raw, out, *RAY, "--address", nodes.address) as process:
        wait_until_kept(out, 1, process)
        nodes.remove_node(nodes.lost[0], allow_graceful=False)
        _, stderr = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, stderr
    ingested(raw, tmp_path / "local", "--jobs", "2")
    assert tree(out) == tree(tmp_path / "local")


@pytest.mark.long
@pytest.mark.long_alone
def test_a_killed_driver_leaves_nothing_running_and_goes_on(tmp_path: Path) -> None:
    raw, out = reports(tmp_path / "raw", *SLOW), tmp_path / "ray"
    with started(raw, out, *RAY, "--jobs", "2") as process:
        wait_until_kept(out, 1, process)
        process.kill()
        process.wait()
    wait_until_alone()
    kept = len(list((out / ".resume").glob("*.json")))
    done = ingested(raw, out, "--jobs", "2", *RAY, "--log", str(tmp_path / "log"))
    assert done.returncode == 0 and kept
    ingested(raw, tmp_path / "local", "--jobs", "2")
    assert tree(out) == tree(tmp_path / "local")


@pytest.mark.long
@pytest.mark.long_alone
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_tasks(tmp_path: Path, number: signal.Signals, code: int) -> None:
    raw, out = reports(tmp_path / "raw", *SLOW, "hang_1.pdf"), tmp_path / "ray"
    with started(raw, out, *RAY, "--jobs", "2") as process:
        wait_until_kept(out, 1, process)
        os.killpg(process.pid, number)
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == code and number.name in stderr and "Traceback" not in stderr
    wait_until_alone()
    assert not (out / "manifest.json").exists()


def test_no_cluster_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", "good.pdf")
    alone = ingested(raw, tmp_path / "out", "--address", "127.0.0.1:1")
    assert alone.returncode == 2 and "--engine ray" in alone.stderr
