"""A run's progress on the terminal: documents, pages per second, failures and the time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .run import Progress


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """Shows what it is given on standard error while it is open; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.fields[told]}"),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=None, told="")
        started = time.perf_counter()

        def show(state: Progress) -> None:
            seconds = time.perf_counter() - started
            told = f"{state.documents}/{state.total_documents} documents, {state.pages / seconds:.1f} pages/s, {state.failed} failed"
            bar.update(
                task, total=state.total_size, completed=state.size, description=state.latest[-40:], told=told
            )

        yield show
