"""A worker process, started as `python -m ingest.serve CHANNEL PARENT MEMORY`: reads the documents that come
through its channel, one after another, and says what became of each.

It shares nothing with other workers: the channel is its own, and the rows of a document go to a file of their
own, of which the channel carries the description. It ends with its parent, whatever ended that.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import json
import os
import queue
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from extract.archive.names import note_names
from extract.errors import PutOffError
from extract.regex import keep, plain_flags
from normalize.packed import pack, without_pandas
from normalize.store.objects import StoreAddress

from .machine.stages import WRITING, Clock
from .process import copies_beside, copy_name
from .worker import Settings, process_file

PR_SET_PDEATHSIG = 1
SELDOM = 0.5
"""Seconds between two tellings of the page."""
RARELY = 20_000
"""Objects that come to be between two searches for cycles that nothing else holds."""
Messages = queue.SimpleQueue[dict[str, Any]]


def main() -> None:
    """Serves until the channel is closed."""
    gc.disable()
    channel, parent, memory = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    inbox: Messages = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(channel, inbox), daemon=True).start()
    settings = Settings.of(inbox.get())
    with without_pandas(), plain_flags():
        _load()
        _seek_cycles_rarely()
        limit_memory(memory)
        _say(channel, {"ready": True})
        starting = time.process_time()
        while True:
            _serve(channel, inbox.get(), settings, starting)
            starting = 0.0


def _serve(channel: socket.socket, task: dict[str, Any], settings: Settings, starting: float) -> None:
    """Reads a document. `starting`: processor seconds before it that are not told yet."""
    rows, name = Path(task["rows"]), task["name"]
    try:
        with _at_hand(task, rows) as (path, stored):
            outcome, tables = process_file(
                path, name, settings, tuple(task["sources"]), Paging(channel), stored
            )
        clock = Clock(starting)
        packed = pack(tables, rows)
        clock.passed(WRITING)
        clock.add(outcome.stages)
    except PutOffError:
        _say(channel, {"put_off": True})
        return
    except MemoryError:
        # What is left of this process is not to be trusted with another document.
        _say(channel, {"fault": "memory"})
        os._exit(1)
    except OSError as error:
        _say(channel, {"stop": f"{rows.parent}: {error.strerror}"})
        os._exit(1)
    told = outcome.told() | {"stages": clock.seconds}
    _say(channel, {"outcome": told, "parts": packed.parts})
    keep()


@contextlib.contextmanager
def _at_hand(task: dict[str, Any], rows: Path) -> Iterator[tuple[Path, StoreAddress | None]]:
    """Where a document lies; of one in a store, where its copy is to lie, for as long as it is read."""
    if "stored" not in task:
        yield Path(task["path"]), None
        return
    folder, told = copies_beside(rows), task["stored"]
    stored = StoreAddress(told["url"], told["path"], frozenset(told["beside"]))
    folder.mkdir()
    try:
        path = folder / copy_name(stored.path)
        note_names(folder, stored.beside, path)
        yield path, stored
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Paging:
    """Tells which page is read, and of how many, but not more often than anybody looks."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._last = channel, 0.0

    def __call__(self, page: int, pages: int) -> None:
        """Page `page` of `pages` is about to be read."""
        if time.monotonic() - self._last > SELDOM:
            self._last = time.monotonic()
            _say(self._channel, {"page": page, "pages": pages})


def end_with(parent: int) -> None:
    """The kernel ends this process with its parent; that may have ended before the kernel was asked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _listen(channel: socket.socket, inbox: Messages) -> None:
    """Puts what comes through the channel into the inbox; ends the process when the channel is closed."""
    with contextlib.suppress(OSError), channel.makefile("rb") as lines:
        for line in lines:
            inbox.put(json.loads(line))
    os._exit(0)


def _load() -> None:
    """Imports what every document needs, so that their time and memory are not the first document's."""
    for name in (
        "pyarrow",
        "pypdfium2",
        "extract.read",
        "parsers.parse",
        "normalize.rows",
        "normalize.writing",
        "normalize.reports.joining",
        "checks.run",
    ):
        import_module(name)


def _seek_cycles_rarely() -> None:
    """What is loaded stays: Python need not ask of each of it whether it could go; and it seeks cycles among
    the rows of a report, which hold none, rarely.
    """
    gc.freeze()
    gc.set_threshold(RARELY)
    gc.enable()


def limit_memory(memory: int) -> None:
    """Allows so many bytes of data beyond what the libraries have reserved by now."""
    if sys.platform == "linux":
        import resource

        status = Path("/proc/self/status").read_text("ascii")
        reserved = next(int(x.split()[1]) for x in status.splitlines() if x.startswith("VmData")) * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (reserved + memory, resource.RLIM_INFINITY))


def _say(channel: socket.socket, message: dict[str, Any]) -> None:
    channel.sendall(json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main()
