"""What a worker process costs is seen from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from ingest.process import waited

CORE = min(os.sched_getaffinity(0))
BUSY = f"import os\nos.sched_setaffinity(0, {{{CORE}}})\nwhile True: pass"
ASLEEP = "import time\ntime.sleep(999)"
COMPUTED = """
import time
print(flush=True)
input()
began = time.monotonic() - time.process_time()
while time.process_time() < 1.5: pass
print(time.monotonic() - time.process_time() - began, flush=True)
"""
"""Says that it is up; when told, computes for 1.5 s, and says how long it was kept from it meanwhile."""


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two that compute on one core, and one that sleeps."""
    held = [subprocess.Popen([sys.executable, "-c", told]) for told in (BUSY, BUSY, ASLEEP)]
    yield held
    for process in held:
        process.kill()
        process.wait()


def test_waiting_for_a_processor_is_told_from_sleeping(processes: list[subprocess.Popen[bytes]]) -> None:
    *busy, asleep = (process.pid for process in processes)
    until = time.monotonic() + 60
    while min(map(waited, busy)) < 0.5:
        assert time.monotonic() < until
        time.sleep(0.1)
    time.sleep(1)
    before = waited(asleep)
    time.sleep(1)
    assert waited(asleep) - before < 0.2
    assert waited(2**22 + 1) == 0


def test_waiting_is_told_from_computing() -> None:
    command = [sys.executable, "-c", f"{COMPUTED}{ASLEEP}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdout.readline()
        before = waited(process.pid)
        process.stdin.write(b"\n")
        process.stdin.flush()
        kept = float(process.stdout.readline())
        found = waited(process.pid) - before
        process.kill()
    # Its steps before and after are counted too; a busy machine makes it wait between them.
    assert kept - 0.7 < found < kept + 0.7
