"""A run that is told to stop says so, ends its workers, and leaves the dataset as it was."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.runs import reports, started, states, wait_for_workers, workers


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_a_run(
    copied: Callable[[], Path], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    out = copied()
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
