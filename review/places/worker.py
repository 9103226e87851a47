"""The server's end of the drawing processes: a task in, its answer out, within a time."""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

from extract.errors import ReportError
from ingest.limits import GIB
from ingest.process import environment

SECONDS = 30.0
"""That a task may take."""
MEMORY = 2 * GIB
"""That a process may use beyond its libraries."""
PROCESSES = 2
BROKEN = "这份文件画不出来（读取进程中断或超时）：请用其他程序打开核对"


class Process:
    """One drawing process, started when it is first asked by the thread of `starter`: the kernel ends it with
    the thread that started it, and the threads that answer requests come and go.
    """

    def __init__(self, starter: Executor) -> None:
        self._starter = starter
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def _start(self) -> socket.socket:
        channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "review.places.serve",
                    str(theirs.fileno()),
                    str(os.getpid()),
                    str(MEMORY),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment(),
                process_group=0,
            )
        channel.settimeout(SECONDS)
        self._channel = channel
        return channel

    def ask(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The answer to a task. Raises ReportError (Chinese); what broke the process is not asked twice."""
        channel = self._channel or self._starter.submit(self._start).result()
        try:
            channel.sendall(json.dumps(task).encode() + b"\n")
            with channel.makefile("rb") as answers:
                header = json.loads(answers.readline())
                body = answers.read(header["bytes"])
        except (OSError, ValueError) as error:
            self.end()
            raise ReportError(BROKEN) from error
        if "error" in header:
            raise ReportError(header["error"])
        return header, body

    def end(self) -> None:
        """Ends the process."""
        if self._channel:
            with suppress(OSError):
                self._channel.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._process = self._channel = None


class Drawing:
    """Some drawing processes; a task waits for one that is free."""

    def __init__(self, count: int = PROCESSES) -> None:
        self._starter = ThreadPoolExecutor(1)
        self._all = [Process(self._starter) for _ in range(count)]
        self._free: queue.LifoQueue[Process] = queue.LifoQueue()
        for process in self._all:
            self._free.put(process)

    def ask(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The answer to a task. Raises ReportError (Chinese)."""
        with self._one() as process:
            return process.ask(task)

    @contextmanager
    def _one(self) -> Iterator[Process]:
        process = self._free.get()
        try:
            yield process
        finally:
            self._free.put(process)

    def end(self) -> None:
        """Ends the processes."""
        for process in self._all:
            process.end()
        self._starter.shutdown()
