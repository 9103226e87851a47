"""Faults from outside: put on a worker's PYTHONPATH, it makes the process fail when it opens a file whose name asks for it.

Python itself imports it, before anything of the program; nothing of the program is replaced.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

SPREAD = 800 * 2**20


def swell() -> None:
    """Takes memory until there is no more."""
    held = []
    while True:
        held.append(bytearray(os.urandom(1)) * 2**24)


def spread() -> None:
    """Takes memory that is a file's, which no limit of a process's data counts."""
    import mmap
    import tempfile

    with tempfile.TemporaryFile() as file:
        file.truncate(SPREAD)
        held = mmap.mmap(file.fileno(), SPREAD)
        for at in range(0, SPREAD, mmap.PAGESIZE):
            held[at]
        time.sleep(10**6)


BUGS = iter([LookupError("a mistake of the program")])


def bug() -> None:
    """Fails once, as a mistake in the program does: the file can be opened again."""
    for error in BUGS:
        raise error


FAULTS = {
    "bug": bug,
    "abort": os.abort,
    "exit-zero": lambda: os._exit(0),
    "hang": lambda: time.sleep(10**6),
    "stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "swell": swell,
    "spread": spread,
    "slow": lambda: time.sleep(0.5),
}


def fail(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook."""
    if event == "open" and isinstance(arguments[0], (str, Path)):
        path = Path(arguments[0])
        fault = FAULTS.get(path.name.partition("_")[0])
        if fault and path.suffix == ".pdf":
            fault()


if "ingest.serve" in sys.orig_argv:
    if "JUESUAN_STILLBORN" in os.environ:
        sys.exit("no worker today")
    sys.addaudithook(fail)
