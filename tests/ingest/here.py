"""A pool that reads in this process, each content once: what the journal makes of the rows is another matter
than how they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from pathlib import Path
from typing import Any, Self

import ingest.worker as worker
from ingest.limits import Limits
from ingest.sources import Source
from ingest.worker import Settings, WorkOutcome, process_file
from normalize.packed import Packed, pack
from normalize.schema import Rows

NUMBERS = count()
READ: list[str] = []
"""The names of the documents that were read, in order."""


class Here:
    """In the place of ingest.pool.Pool."""

    maker = None

    def __init__(
        self, jobs: int, settings: Settings, limits: Limits, spool: Path, started: Sequence[object] = ()
    ) -> None:
        self.settings, self.limits, self.spool = settings, limits, spool
        self.reading: list[str] = []

    @staticmethod
    def ahead(*_: Any) -> AbstractContextManager[list[object]]:
        """No process is started."""
        return nullcontext([])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        pass

    def told(self) -> dict[str, Any]:
        return {}

    def read(
        self, sources: Iterable[Source], tick: Callable[[], None]
    ) -> Iterator[tuple[Source, tuple[WorkOutcome, Packed]]]:
        """As Pool.read."""
        for source in sources:
            READ.append(source.name)
            outcome, tables = process_file(source.path, source.name, self.settings, source.sources)
            yield source, (outcome, pack(tables, self.spool / f"{next(NUMBERS)}.rows"))
            tick()


def remembering(read: Callable[..., Rows]) -> Callable[..., Rows]:
    """Reading that knows what it has read; failures name the file, and are met again."""
    held: dict[tuple[bytes, str, Settings], Rows] = {}

    def read_rows(path: Path, name: str, settings: Settings = worker.DEFAULT, *_: Any) -> Rows:
        key = (path.read_bytes(), path.suffix, settings)
        if key not in held:
            held[key] = read(path, name, settings)
        return held[key]

    return read_rows
