"""A worker that is killed, crashes, hangs, swells or leaves costs the document that it reads, and that alone."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import juesuan
from ingest.limits import Limits
from ingest.run import ingest
from tests.conftest import LONG
from tests.faults.runs import (
    PATIENCE,
    ROOT,
    SITE,
    gone,
    ingested,
    kill,
    reports,
    started,
    states,
    wait_for_workers,
    workers,
)

GOOD = tuple(f"good-{n}.pdf" for n in range(6))
KILLS = 200 if LONG else 20
KILLED = 8
"""Kills in one run."""
FAULTS = {
    "abort": "信号 SIGABRT",
    "exit-zero": "退出码 0",
    "hang": "--timeout",
    "stop": "--timeout",
    "swell": "--memory",
    "spread": "--memory",
}


@pytest.mark.long
def test_workers_killed_at_random_moments(tmp_path: Path) -> None:
    chance, kills, runs = random.Random(1), 0, 0
    raw = reports(tmp_path / "raw", *GOOD)
    while kills < KILLS:
        runs, killed = runs + 1, 0
        out = tmp_path / f"out-{runs}"
        with started(raw, out, "--jobs", "2") as process:
            until = time.monotonic() + PATIENCE
            while process.poll() is None:
                assert time.monotonic() < until, "the run hangs"
                # From before a worker is ready until it has read something.
                time.sleep(chance.uniform(0, 1.2))
                # On a busy machine no worker would live to read anything, were there no end of it.
                if killed < KILLED and (found := workers(process.pid)):
                    killed += kill(chance.choice(found))
            kills += killed
            assert gone(process.pid, 1)
        found = states(out)
        assert set(found) == set(GOOD)
        assert all(
            status == "ok" or "两次意外终止（信号 SIGKILL）" in error for status, error in found.values()
        )


@pytest.mark.parametrize(("jobs", "crashes"), [("1", 1), ("2", 5)])
def test_a_fault_costs_its_document_alone(tmp_path: Path, patience: str, jobs: str, crashes: int) -> None:
    """Every fault there is, and several crashes, among what is well; the log names what each worker read."""
    told = {f"{fault}_bad.pdf": word for fault, word in FAULTS.items()}
    told |= {f"abort_{n}.pdf": FAULTS["abort"] for n in range(1, crashes)}
    raw = reports(tmp_path / "raw", *told, *GOOD[:3])
    out, log = tmp_path / "out", tmp_path / "log"
    done = ingested(raw, out, "--jobs", jobs, "--timeout", patience, "--memory", "600M", "--log", str(log))
    found, logged = states(out), log.read_text("utf-8")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert set(found) == {*told, *GOOD[:3]}
    assert {found[name] for name in GOOD[:3]} == {("ok", "")}
    wrong = {n: found[n] for n, word in told.items() if found[n][0] != "failed" or word not in found[n][1]}
    assert wrong == {}
    assert logged.count('"message": "reading abort_bad.pdf') == 2 and "信号 SIGABRT" in logged
    assert "ok good-0.pdf" in logged


def test_a_mistake_of_the_program_keeps_its_traceback(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", "bug_bad.pdf", "good.pdf")
    done = ingested(raw, tmp_path / "out", "--jobs", "2", before=("-v",))
    status, error = states(tmp_path / "out")["bug_bad.pdf"]
    assert done.returncode == 1 and status == "failed" and "LookupError：a mistake of the program" in error
    (kept,) = json.loads((tmp_path / "out/run.json").read_text())["tracebacks"]
    assert kept["source"] == "bug_bad.pdf" and "in read_document" in kept["traceback"]
    assert kept["traceback"] in done.stderr
    silent = ingested(raw, tmp_path / "again", "--jobs", "1")
    assert silent.returncode == 1 and "Traceback" not in silent.stderr + silent.stdout


def test_a_batch_fails_over_a_share_of_failures(tmp_path: Path) -> None:
    raw, out = reports(tmp_path / "raw", "good.pdf"), tmp_path / "out"
    (raw / "broken.pdf").write_bytes(b"%PDF-1.4")
    call = ["-q", "ingest", str(raw), "--out", str(out), "--jobs", "1", "--fail-over"]
    codes = [CliRunner().invoke(juesuan.app, [*call, share]).exit_code for share in ("50%", "0.49", "10%")]
    assert codes == [0, 1, 1]


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    with started(
        reports(tmp_path / "raw", "hang_1.pdf", "hang_2.pdf"), tmp_path / "out", "--jobs", "2"
    ) as process:
        wait_for_workers(process)
        kill(process.pid)
        process.wait()
        assert gone(process.pid, 5)


def test_a_script_without_a_main_guard(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", "abort_1.pdf", "good.pdf")
    script = tmp_path / "script.py"
    script.write_text(
        f"import juesuan\nprint(juesuan.ingest({str(raw)!r}, {str(tmp_path / 'out')!r}, jobs=2).status)\n"
    )
    paths = os.pathsep.join([str(SITE), str(ROOT)])
    done = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0 and "'ok': 1" in done.stdout and "'failed': 1" in done.stdout


def test_no_document_is_blamed_where_no_worker_starts(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", "good.pdf")
    done = ingested(raw, tmp_path / "out", "--jobs", "2", JUESUAN_STILLBORN="1")
    assert done.returncode == 2 and "no worker today" in done.stderr and "Traceback" not in done.stderr
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["runs"]


def held_in(out: Path) -> dict[Path, bytes]:
    """The files of a dataset, without the records of its runs: one that failed has its own."""
    return {p: p.read_bytes() for p in out.rglob("*") if p.is_file() and "runs" not in p.parts}


def test_a_full_disk_stops_the_run_and_leaves_the_dataset(copied: Callable[[], Path], tmp_path: Path) -> None:
    out = copied()
    held = held_in(out)
    done = ingested(reports(tmp_path / "raw", *GOOD[:2]), out, "--jobs", "2", most_bytes=4096)
    assert done.returncode == 2 and "Traceback" not in done.stderr and str(out) in done.stderr
    assert held_in(out) == held


def test_a_worker_makes_room_for_another(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", *GOOD[:4])
    summary = ingest([raw], tmp_path / "out", limits=Limits(2**30, documents=3))
    assert summary.status["ok"] == 4 == len(states(tmp_path / "out"))
