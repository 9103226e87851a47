"""A run's progress: on a terminal a bar, elsewhere a line a minute; and its log."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .run import Progress

MINUTE = 60.0
WIDTH = 40
"""Characters of a name that the bar has room for."""


@contextmanager
def shown_progress(every: float = MINUTE) -> Iterator[Callable[[Progress], None]]:
    """Shows what it is given on standard error while it is open; where that is no terminal, a line each so
    many seconds.
    """
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with _bar(console) as show:
            yield show
    else:
        yield _lines(every)


def unseen(_: Progress) -> None:
    """Shows nothing of a run."""


@contextmanager
def _bar(console: object) -> Iterator[Callable[[Progress], None]]:
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.fields[told]}"),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=console) as bar:  # type: ignore[arg-type]
        task = bar.add_task("", total=None, told="")
        started = time.monotonic()

        def show(state: Progress) -> None:
            reading = state.reading[0][-WIDTH:] if state.reading else ""
            told = _told(state, started)
            bar.update(task, total=state.total_size, completed=state.size, description=reading, told=told)

        yield show


def _lines(every: float) -> Callable[[Progress], None]:
    started = last = time.monotonic()

    def show(state: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= every:
            last = time.monotonic()
            reading = f"; reading {', '.join(state.reading)}" if state.reading else ""
            print(f"juesuan: {_told(state, started)}{reading}", file=sys.stderr, flush=True)

    return show


def _told(state: Progress, started: float) -> str:
    speed = state.pages / max(time.monotonic() - started, 0.001)
    return f"{state.documents}/{state.total_documents} documents, {speed:.1f} pages/s, {state.failed} failed"


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """A record as a line: time (ISO 8601, UTC), level, message."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        held = {"time": time, "level": record.levelname.lower(), "message": record.getMessage()}
        return json.dumps(held, ensure_ascii=False)


@contextmanager
def logged(path: Path | None) -> Iterator[None]:
    """While it is open, what the workers read and what ends one is written to a file, if one is named: a JSON
    object a line.
    """
    if path is None:
        yield
        return
    log = logging.getLogger("juesuan.ingest")
    handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(_JsonLines())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()
