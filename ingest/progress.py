"""A run's progress: on a terminal a bar, elsewhere a line a minute; and its log."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extract.terminal import echo, said

if TYPE_CHECKING:
    from .sources import Source
    from .worker import WorkOutcome

MINUTE = 60.0
WIDTH = 40
"""Characters of a name that the bar has room for."""


@dataclass
class Progress:
    """How far a run has come. `size`: bytes of the files, by which the time left can be told, as large ones
    come first.
    """

    total_documents: int
    total_size: int
    documents: int = 0
    size: int = 0
    pages: int = 0
    failed: int = 0
    reading: Sequence[str] = ()
    """The names of the documents that are being read, the longest-running first."""

    def add(self, source: Source, outcome: WorkOutcome) -> None:
        """Counts a document that is done."""
        self.documents += 1
        self.size += source.size
        self.pages += outcome.pages
        self.failed += outcome.status == "failed"


ShowProgress = Callable[[Progress], None]


@contextmanager
def shown_progress(every: float = MINUTE) -> Iterator[ShowProgress]:
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
def _bar(console: object) -> Iterator[ShowProgress]:
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
            told = said(_state_in_words(state, started))
            bar.update(task, total=state.total_size, completed=state.size, description=reading, told=told)

        yield show


def _lines(every: float) -> ShowProgress:
    started = last = time.monotonic()

    def show(state: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= every:
            last = time.monotonic()
            reading = said(f"; reading {', '.join(state.reading)}") if state.reading else ""
            told = said(_state_in_words(state, started)) + reading
            echo(f"juesuan: {told}", err=True)

    return show


def _state_in_words(state: Progress, started: float) -> str:
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
