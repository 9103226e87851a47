"""Ingests run in a process of their own, their workers seen from outside, and what a run that went well leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.dataset import read_table

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "tests/fixtures/form-national/document.pdf"
SITE = Path(__file__).parent / "site"
PATIENCE = 240.0
"""Seconds after which a run counts as hung."""


def reports(folder: Path, *names: str) -> Path:
    """A folder of readable reports of such names, each with a content of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(FORM.read_bytes() + f"\n%{name}\n".encode())
    return folder


@contextmanager
def started(
    raw: Path,
    out: Path,
    *options: str,
    before: tuple[str, ...] = (),
    most_bytes: int | None = None,
    privileged: bool = True,
    **environment: str,
) -> Iterator[subprocess.Popen[str]]:
    """A running `juesuan ingest`; ended at the end if it has not ended by itself. `most_bytes`: no file may grow
    beyond them, as on a disk that is full. Not `privileged`, it may open no more than anybody, even as root. `before`: options of `juesuan`.
    """
    paths = os.pathsep.join([str(SITE), str(ROOT)])
    full = ["prlimit", f"--fsize={most_bytes}"] if most_bytes else []
    if not privileged and os.geteuid() == 0:
        full += ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    process = subprocess.Popen(
        [*full, sys.executable, "-m", "juesuan", *before, "ingest", str(raw), "--out", str(out), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        process_group=0,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ingested(
    raw: Path,
    out: Path,
    *options: str,
    before: tuple[str, ...] = (),
    most_bytes: int | None = None,
    privileged: bool = True,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """An ingest that has ended."""
    with started(
        raw, out, *options, before=before, most_bytes=most_bytes, privileged=privileged, **environment
    ) as process:
        stdout, stderr = process.communicate(timeout=PATIENCE)
        assert not workers(process.pid)
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def workers(parent: int) -> list[int]:
    """The worker processes that a process has started, whatever became of it; zombies are none."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"ingest.serve" in command and command[-3:-2] == [str(parent).encode()]:
            found.append(int(folder.name))
    return found


def wait_for_workers(process: subprocess.Popen[str]) -> list[int]:
    """The workers of a run, as soon as it has some."""
    until = time.monotonic() + PATIENCE
    while not (found := workers(process.pid)):
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.05)
    return found


def gone(parent: int, seconds: float) -> bool:
    """Whether no worker of a process is left within so many seconds."""
    until = time.monotonic() + seconds
    while workers(parent) and time.monotonic() < until:
        time.sleep(0.05)
    return not workers(parent)


def kill(pid: int) -> bool:
    """Kills a process; whether it was there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def states(out: Path) -> dict[str, tuple[str, str]]:
    """Status and error of each document of a dataset, of which no temporary file is left."""
    assert not list(out.rglob(".tmp-*"))
    return {d["source"]: (d["status"], d["error"] or "") for d in read_table(out, "documents").to_pylist()}
