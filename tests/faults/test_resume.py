"""A run that is killed while it reads goes on where it stood, and ends with the bytes of an undisturbed one."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

from tests.faults.runs import PATIENCE, ingested, reports, started
from tests.stores import tree

NAMES = ("a.pdf", "b.pdf", "c.pdf", "abort_1.pdf", "hang_1.pdf")
"""Three that are read, one at which two processes end, and one at which the first run stays until it is killed."""


def attempts(out: Path) -> list[int]:
    """How often processes ended at documents, as a run that has not come to its commit keeps it."""
    return [len(json.loads(p.read_text())["tried"]) for p in (out / ".resume").glob("*.tries")]


def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    """Nothing is read again, and what had failed twice is not tried a third time."""
    raw, out, log = reports(tmp_path / "raw", *NAMES), tmp_path / "out", tmp_path / "log.txt"
    with started(raw, out, "--jobs", "2") as process:
        until = time.monotonic() + PATIENCE
        while len(list((out / ".resume").glob("*.rows"))) < 3 or attempts(out) != [2]:
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.05)
        process.kill()
        process.wait()
    assert (out / ".lock").exists() and not (out / "manifest.json").exists()
    (raw / "hang_1.pdf").unlink()
    shutil.copytree(out, tmp_path / "forced")
    done = ingested(raw, out, "--jobs", "1", "--log", str(log))
    assert done.returncode == 1 and "信号 SIGABRT" in done.stdout, done.stderr
    assert "reading" not in log.read_text("utf-8")
    ingested(raw, tmp_path / "undisturbed", "--jobs", "1")
    assert tree(out, "run.json") == tree(tmp_path / "undisturbed", "run.json")
    ingested(raw, tmp_path / "forced", "--jobs", "1", "--force", "--log", str(log))
    assert log.read_text("utf-8").count('"reading abort_1.pdf') == 2
