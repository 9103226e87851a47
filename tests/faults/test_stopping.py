"""A run that is told to stop says so, ends its workers, and leaves the dataset as it was."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.faults.runs import ingested, reports, started, states, wait_for_workers, workers


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_a_run(tmp_path: Path, number: signal.Signals, code: int) -> None:
    out = tmp_path / "out"
    ingested(reports(tmp_path / "before", "good.pdf"), out, "--jobs", "1")
    with started(reports(tmp_path / "raw", "hang_1.pdf", "hang_2.pdf"), out, "--jobs", "2") as process:
        wait_for_workers(process)
        time.sleep(2)
        began = time.monotonic()
        # As a terminal does: to the whole group.
        os.killpg(process.pid, number)
        _, stderr = process.communicate(timeout=60)
        assert time.monotonic() - began < 5
        assert process.returncode == code and number.name in stderr and "Traceback" not in stderr
        assert not workers(process.pid)
    assert states(out) == {"good.pdf": ("ok", "")}


def test_the_log_and_the_lines_name_what_is_read(tmp_path: Path) -> None:
    raw, log = reports(tmp_path / "raw", "abort_1.pdf", "good.pdf"), tmp_path / "log.txt"
    ingested(raw, tmp_path / "out", "--jobs", "1", "--log", str(log))
    told = log.read_text("utf-8")
    assert told.count("INFO reading abort_1.pdf") == 2 and "信号 SIGABRT" in told and "ok good.pdf" in told
