"""A run on Ray gives the bytes of one on this machine, whatever becomes of its documents, its nodes and of itself."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from normalize.dataset import read_table
from normalize.schema import TABLES
from normalize.store.remote import dataset_at
from normalize.writing import WORTH
from tests.conftest import LONG
from tests.counting import loads  # noqa: F401
from tests.faults.runs import FORM, PATIENCE, ROOT, SITE, ingested, reports, started, states
from tests.faults.test_workers import GOOD
from tests.ingest.test_offline import outward, traced
from tests.ingest.test_stored import tables
from tests.rasterise import Scanner, rasterised
from tests.stores import KEYS, bucket, put, store, tree  # noqa: F401

FAULTS = ("abort", "hang", "swell")
RAY = ("--engine", "ray")
SLOW = tuple(f"slow_{n}.pdf" for n in range(24 if LONG else 8))
"""Several batches, and long enough for a node to be lost meanwhile."""


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
    while len(list((out / ".resume").glob("*.rows"))) < number:
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
    assert tree(tmp_path / "ray", "run.json") == tree(tmp_path / "local", "run.json")


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster of two nodes that read, and one that only hands out."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    before = filter(None, [os.environ.get("PYTHONPATH")])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(SITE), str(ROOT), *before]))
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    cluster.lost = [cluster.add_node(num_cpus=1) for _ in range(2)]
    yield cluster
    cluster.shutdown()


def texts(folder: Path, numbers: Iterable[int]) -> None:
    """A short report of a unit of its own for each number."""
    folder.mkdir(exist_ok=True)
    for n in numbers:
        said = f"云溪省第{n}中心2023年度部门决算\n一、收入支出决算情况说明\n2023年度财政拨款收入{1000 + n}.10万元。\n"
        (folder / f"{n}.txt").write_text(said)


def read_by(out: Path) -> list[int]:
    """How many documents each node has read, by the record of the run."""
    record = json.loads((out / "run.json").read_text())
    assert record["engine"] == "ray" and all(n["node"] and n["host"] for n in record["nodes"])
    return [n["documents"] for n in record["nodes"]]


@pytest.mark.long
def test_a_node_that_is_lost_costs_nothing(tmp_path: Path, nodes: Any) -> None:
    """Two nodes, one of which is killed in mid-run, and one machine give the same bytes."""
    raw, out = reports(tmp_path / "raw", *SLOW), tmp_path / "ray"
    with started(raw, out, *RAY, "--address", nodes.address) as process:
        wait_until_kept(out, 1, process)
        nodes.remove_node(nodes.lost[0], allow_graceful=False)
        _, stderr = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, stderr
    assert sum(read_by(out)) == len(SLOW)
    ingested(raw, tmp_path / "local", "--jobs", "2")
    assert tree(out, "run.json") == tree(tmp_path / "local", "run.json")


@pytest.mark.long
@pytest.mark.long_alone
def test_whoever_reads_gives_the_same_bytes(tmp_path: Path, nodes: Any) -> None:
    """One and two processes of this machine, one of Ray, and two nodes, both of which read."""
    raw = reports(tmp_path / "raw", *SLOW)
    engines = {
        "local-1": ("--jobs", "1"),
        "local-2": ("--jobs", "2"),
        "ray-1": (*RAY, "--jobs", "1"),
        "nodes": (*RAY, "--address", nodes.address),
    }
    for name, options in engines.items():
        done = ingested(raw, tmp_path / name, *options)
        assert done.returncode == 0, done.stderr
        assert tree(tmp_path / name, "run.json") == tree(tmp_path / "local-1", "run.json")
    assert read_by(tmp_path / "ray-1") == [len(SLOW)]
    assert len(read_by(tmp_path / "nodes")) == 2 and sum(read_by(tmp_path / "nodes")) == len(SLOW)
    assert json.loads((tmp_path / "local-1/run.json").read_text())["engine"] == "local"


@pytest.mark.long
@pytest.mark.long_alone
def test_scans_and_texts_are_read_by_two_nodes(
    tmp_path: Path,
    loads: Path,  # noqa: F811
    nodes: Any,
) -> None:
    """With the bytes of a run on this machine; more scans than nodes, and no process of these loads the models twice."""
    raw, scans = reports(tmp_path / "raw", *SLOW[:3]), {f"scan_{dpi}.pdf": dpi for dpi in (140, 150, 160)}
    for name, dpi in scans.items():
        (raw / name).write_bytes(rasterised(FORM, Scanner(dpi)))
    log = tmp_path / "log"
    on_ray = ingested(raw, tmp_path / "ray", *RAY, "--address", nodes.address, "--log", str(log))
    assert on_ray.returncode == 0, on_ray.stderr
    ingested(raw, tmp_path / "local", "--jobs", "2")
    assert tree(tmp_path / "ray", "run.json") == tree(tmp_path / "local", "run.json")
    held = read_table(tmp_path / "ray", "documents", ["source", "ocr_pages", "unit_name"]).to_pylist()
    assert {d["source"] for d in held if d["ocr_pages"] and d["unit_name"]} == scans.keys()
    by_ocr = re.findall(r"reading (\S+) \(task of Ray, by OCR\)", log.read_text())
    assert sorted(by_ocr) == sorted(scans) and sum(read_by(tmp_path / "ray")) == len(held)
    loaded = loads.read_text().split()
    assert 1 <= len(loaded) == len(set(loaded)) <= 2


@pytest.mark.long
@pytest.mark.long_alone
def test_nodes_make_the_parts_of_many_documents(tmp_path: Path, nodes: Any) -> None:
    """Of new ones and of those that the dataset has; with the bytes of a run on this machine over all at once."""
    raw, out, log = tmp_path / "raw", tmp_path / "ray", tmp_path / "log"
    first, later = range(WORTH + 1), range(WORTH + 1, 2 * WORTH)
    for numbers, options in ((first, ("--jobs", "2")), (later, (*RAY, "--address", nodes.address))):
        texts(raw, numbers)
        done = ingested(raw, out, *options, "--log", str(log))
        assert done.returncode == 0, done.stderr
    ingested(raw, tmp_path / "local", "--jobs", "2")
    assert {t for t in TABLES if f"making a part of {t} (task of Ray)" in log.read_text()} >= {
        "documents",
        "funds",
    }
    assert tree(out, "run.json", "runs") == tree(tmp_path / "local", "run.json", "runs")


@pytest.mark.long
@pytest.mark.long_alone
def test_a_cluster_reads_from_a_store_and_writes_to_one(
    tmp_path: Path,
    store: str,  # noqa: F811
    nodes: Any,
) -> None:
    raw, place = reports(tmp_path / "raw", *SLOW[:4]), bucket(store, "there")
    url, out = (place.replace("/there?", f"/{folder}?") for folder in ("in", "out"))
    put(raw, url)
    caches = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = ingested(Path(url), Path(out), *RAY, "--address", nodes.address, **caches)
    assert done.returncode == 0, done.stderr
    assert not [key for key in KEYS.values() if key != "true" and key in done.stdout + done.stderr]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
        there = tables(dataset_at(out))
    ingested(raw, tmp_path / "local", "--jobs", "2")
    assert there == tables(tmp_path / "local")


@pytest.mark.long
@pytest.mark.long_alone
def test_a_run_on_ray_speaks_to_nobody(tmp_path: Path) -> None:
    """By its system calls: no process of it reaches for anything but this machine, and none is a dashboard that serves."""
    raw = reports(tmp_path / "raw", "good.pdf")
    calls = traced(raw, tmp_path, *RAY)
    reached = [c for c in outward(calls) if not re.search(r"127\.0\.0\.1|::1\b", c)]
    assert reached == [] and outward(calls)
    assert list((tmp_path / "home").iterdir()) == [] and list((tmp_path / "tmp").iterdir()) == []
    assert states(tmp_path / "out") == {"good.pdf": ("ok", "")}


@pytest.mark.long
@pytest.mark.long_alone
def test_a_killed_driver_leaves_nothing_running_and_goes_on(tmp_path: Path) -> None:
    raw, out = reports(tmp_path / "raw", *SLOW), tmp_path / "ray"
    with started(raw, out, *RAY, "--jobs", "2") as process:
        wait_until_kept(out, 1, process)
        process.kill()
        process.wait()
    wait_until_alone()
    kept = len(list((out / ".resume").glob("*.rows")))
    done = ingested(raw, out, "--jobs", "2", *RAY, "--log", str(tmp_path / "log"))
    assert done.returncode == 0 and kept
    ingested(raw, tmp_path / "local", "--jobs", "2")
    assert tree(out, "run.json") == tree(tmp_path / "local", "run.json")


@pytest.mark.long
@pytest.mark.long_alone
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_tasks(tmp_path: Path, number: signal.Signals, code: int) -> None:
    raw, out = reports(tmp_path / "raw", *SLOW, "hang_1.pdf"), tmp_path / "ray"
    with started(raw, out, *RAY, "--jobs", "2") as process:
        wait_until_kept(out, 1, process)
        os.killpg(process.pid, number)
        _, stderr = process.communicate(timeout=60)
        assert (process.returncode, "Traceback" in stderr) == (code, False) and number.name in stderr, stderr
    wait_until_alone()
    assert not (out / "manifest.json").exists()
    (raw / "hang_1.pdf").unlink()
    kept, log = len(list((out / ".resume").glob("*.rows"))), tmp_path / "log"
    done = ingested(raw, out, "--jobs", "2", "--log", str(log))
    assert done.returncode == 0 and log.read_text().count("reading slow") == len(SLOW) - kept < len(SLOW)


def test_no_cluster_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", "good.pdf")
    alone = ingested(raw, tmp_path / "out", "--address", "127.0.0.1:1")
    assert alone.returncode == 2 and "--engine ray" in alone.stderr
