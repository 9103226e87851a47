"""SIGINT and SIGTERM → an exception, so that workers are ended and temporary files removed before the program
ends.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extract.errors import ExitCode

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """The run was told to stop by a signal."""

    def __init__(self, number: int) -> None:
        self.exit_code = ExitCode(128 + number)
        super().__init__(f"stopped by {signal.Signals(number).name}")


@contextmanager
def stoppable() -> Iterator[None]:
    """While it is open, a signal to stop raises Stopped, once: those that follow do not disturb the clearing
    up.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _: FrameType | None) -> None:
        for other in SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        raise Stopped(number)

    before = [signal.signal(number, stop) for number in SIGNALS]
    try:
        yield
    finally:
        for number, handler in zip(SIGNALS, before, strict=True):
            signal.signal(number, handler)
