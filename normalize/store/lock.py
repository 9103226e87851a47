"""One writer at a time: a lock file in the dataset with who holds it. The kernel gives it back when its
holder ends, however that ends.
"""

from __future__ import annotations

import fcntl
import getpass
import json
import os
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .manifest import DatasetError

LOCK = ".lock"


class Lock:
    """The lock of a dataset, held until it is released. Raises DatasetError where another writer holds it."""

    def __init__(self, out: Path) -> None:
        self.path = out / LOCK
        while True:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                self._take()
            except BaseException:
                os.close(self._file)
                raise
            if self._is_there():
                break
            # Its holder has released it, and with it this file.
            os.close(self._file)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, json.dumps(_myself()).encode() + b"\n", 0)

    def _take(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatasetError(
                f"{self.path.parent} is being written by {self._writer()}: wait until that has ended"
            ) from None
        # A file that its holder left: of this machine it is dead, else the kernel had kept the lock. What
        # another machine does cannot be seen from here, as not every network file system passes locks on.
        holder = self._holder()
        if holder and holder.get("host") != socket.gethostname():
            raise DatasetError(
                f"{self.path.parent} is being written by {_named(holder)}, or was until that machine "
                f"stopped: if it has, remove {self.path}"
            )

    def _writer(self) -> str:
        """Who holds the lock, in words; who has taken it this moment has not written so yet."""
        for wait in (0.02, 0.2, 0.5):
            if holder := self._holder():
                return _named(holder)
            time.sleep(wait)
        return _named(self._holder())

    def _holder(self) -> dict[str, Any]:
        try:
            held = json.loads(os.pread(self._file, 4096, 0))
        except ValueError:
            return {}
        return held if isinstance(held, dict) else {}

    def _is_there(self) -> bool:
        with suppress(FileNotFoundError):
            return self.path.stat().st_ino == os.fstat(self._file).st_ino
        return False

    def release(self) -> None:
        """Gives the lock back."""
        with suppress(OSError):
            self.path.unlink()
        os.close(self._file)


def _myself() -> dict[str, Any]:
    try:
        owner = getpass.getuser()
    except (OSError, KeyError):
        owner = str(os.getuid())
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return {"owner": owner, "host": socket.gethostname(), "process": os.getpid(), "started": started}


def _named(holder: dict[str, Any]) -> str:
    if not holder:
        return "another process"
    return (
        f"process {holder.get('process')} of {holder.get('owner')} on {holder.get('host')}, "
        f"started {holder.get('started')}"
    )
