"""One worker process and the parent's end of its channel."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from extract.terminal import said

from .limits import START, Limits
from .sources import Source
from .worker import Settings

LINE = 2**16
"""Bytes that are read from a channel at once."""
PATIENCE = 10.0
"""Seconds within which a worker takes what it is told."""
LAST_WORDS = 400
"""Characters of a dead worker's error output that are told."""
SWOLLEN = 0.7
"""A worker that dies by a signal with this share of its memory in use died of that: libraries abort where
they get no more.
"""

LONGEST_NAME = 255
"""Bytes of a file's name on this machine's file systems."""
STARVED = 4
"""Time that a worker waited for a processor is not the document's, up to so many times what that may take."""
PAGE = os.sysconf("SC_PAGE_SIZE")
log = logging.getLogger("juesuan.ingest")


class Fault(StrEnum):
    """How a document ended its worker."""

    CRASH = "crash"
    TIME = "time"
    MEMORY = "memory"
    PUT_OFF = "put off"
    """It did not: the document is to be read elsewhere."""


class Worker:
    """One process and the parent's end of its channel."""

    def __init__(self, number: int, settings: Settings, limits: Limits, spool: Path) -> None:
        self.number, self.limits, self.spool = number, limits, spool
        self.given: deque[Source] = deque()
        """What it was given and has not done; the first is what it reads."""
        self.page = self.pages = 0
        self.ready, self.served, self.peak, self.buffer = False, 0, 0, b""
        self.since, self.waited = time.monotonic(), 0.0
        self.allowed = START
        self.errors, self.last_words = spool / f"{number}.err", ""
        self.channel, theirs = socket.socketpair()
        with theirs, self.errors.open("wb") as errors:
            arguments = [str(theirs.fileno()), str(os.getpid()), str(limits.memory)]
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "ingest.serve", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                pass_fds=[theirs.fileno()],
                env=environment(),
                # Ctrl-C in a terminal reaches the parent alone, which then ends its workers.
                process_group=0,
            )
        self.channel.settimeout(PATIENCE)
        self.say(settings.told())

    @property
    def source(self) -> Source | None:
        """What it reads."""
        return self.given[0] if self.given else None

    @property
    def rows(self) -> Path:
        """The file for the rows of the document that is being read."""
        return self._rows(self.served)

    def _rows(self, number: int) -> Path:
        return self.spool / f"{self.number}-{number}.rows"

    @property
    def reading(self) -> str:
        """What it reads, as progress names it."""
        name = self.source.name if self.source else ""
        return f"{name} ({said(f'page {self.page}/{self.pages}')})" if self.page else name

    def say(self, message: dict[str, Any]) -> None:
        """Sends a message; that the worker is dead already is seen elsewhere."""
        with suppress(OSError):
            self.channel.sendall(json.dumps(message).encode() + b"\n")

    def give(self, source: Source) -> None:
        """Hands out a document, to be read when those before it are done."""
        told: dict[str, Any] = {"path": str(source.path), "name": source.name, "sources": source.sources}
        if there := source.stored:
            told["stored"] = {"url": there.url, "path": there.path, "beside": sorted(there.beside)}
        self.say({**told, "rows": str(self._rows(self.served + len(self.given)))})
        self.given.append(source)
        if len(self.given) == 1:
            self._begin()

    def done(self) -> Source:
        """Takes the document that it has read off its list; the next one's turn has come."""
        source = self.given.popleft()
        self.served += 1
        if self.given:
            self._begin()
        return source

    def _begin(self) -> None:
        """A document's clock starts when its turn comes, or when the worker is ready."""
        self.page = self.pages = 0
        self._start_clock()
        log.info("reading %s (process %d)", self.given[0].name, self.process.pid)

    def _start_clock(self) -> None:
        self.since, self.waited = time.monotonic(), waited(self.process.pid)
        self.allowed = self.limits.time(self.source.size) if self.source and self.ready else START

    def messages(self) -> Iterator[dict[str, Any]]:
        """What the worker said, when the channel has something; an end of the channel is a message without
        content.
        """
        try:
            received = self.channel.recv(LINE)
        except OSError:
            received = b""
        *lines, self.buffer = (self.buffer + received).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "ready" in message:
                self.ready = True
                self._start_clock()
            elif "pages" in message and self.source:
                self.page, self.pages = message["page"], message["pages"]
                self.allowed = self.limits.time(self.source.size, self.pages)
            else:
                yield message
        if not received:
            yield {}

    def overdue(self) -> Fault | None:
        """The limit that is passed."""
        elapsed = time.monotonic() - self.since
        if elapsed > self.allowed and (self.source or not self.ready):
            elapsed -= min(STARVED * self.allowed, waited(self.process.pid) - self.waited)
            if elapsed > self.allowed:
                return Fault.TIME
        self.peak = max(self.peak, resident(self.process.pid))
        return Fault.MEMORY if self.peak > self.limits.memory else None

    def end(self, patience: float = 0.0) -> int:
        """Ends the process, at once or when so many seconds (s) have not sufficed; returns its exit code,
        negative for a signal.
        """
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.process.kill()
        self.channel.close()
        self.last_words = self.errors.read_text("utf-8", "replace")[-LAST_WORDS:].strip()
        self.errors.unlink()
        if self.given:
            self.rows.unlink(missing_ok=True)
            shutil.rmtree(copies_beside(self.rows), ignore_errors=True)
        return self.process.wait()


def copy_name(name: str) -> str:
    """What a copy of a file of a store or archive is called here: its own name where a file may have it."""
    own = PurePosixPath(name)
    return own.name if len(os.fsencode(own.name)) <= LONGEST_NAME else f"document{own.suffix[:8]}"


def copies_beside(rows: Path) -> Path:
    """The folder for a copy of a document that is fetched, beside the file of its rows."""
    return rows.with_suffix(".copy")


def exit_name(code: int) -> str:
    """What ended a process, as messages name it (Chinese)."""
    if code >= 0:
        return f"退出码 {code}"
    with suppress(ValueError):
        return f"信号 {signal.Signals(-code).name}"
    return f"信号 {-code}"


def resident(pid: int) -> int:
    """Bytes of memory that a process has in use; 0 where it is gone or the system does not tell."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * PAGE
    return 0


def waited(pid: int) -> float:
    """Seconds that a process has waited for a processor so far; 0 where the system does not tell."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/schedstat").read_bytes().split()[1]) / 1e9
    return 0.0


def environment() -> dict[str, str]:
    """The environment of a worker: this program is found first, and Arrow's memory counts where it is used,
    not where it is reserved.
    """
    here = str(Path(__file__).resolve().parents[1])
    paths = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "ARROW_DEFAULT_MEMORY_POOL": "system"}
