"""The rows of one document as a file: Arrow IPC streams one after another, so that a process can hand them on
without holding them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

PackedPart = tuple[int, int, int]
"""Where a table's stream begins in the file, its bytes, and its rows."""


@dataclass(frozen=True)
class Packed:
    """A document's tables in a file. Those without rows are not in it."""

    path: Path
    parts: Mapping[str, PackedPart]

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return sum(size for _, size, _ in self.parts.values())

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return self.parts[name][2] if name in self.parts else 0

    def table(self, name: str) -> pa.Table:
        """A table that has rows, mapped into memory; it stays readable when the file is removed."""
        import pyarrow as pa

        start, size, _ = self.parts[name]
        with pa.memory_map(str(self.path)) as file:
            return unpacked(file.read_buffer().slice(start, size))

    def stream(self, name: str) -> bytes:
        """A table that has rows, as it is packed."""
        start, size, _ = self.parts[name]
        with self.path.open("rb", buffering=0) as file:
            file.seek(start)
            return file.read(size)


def unpacked(stream: bytes | pa.Buffer) -> pa.Table:
    """The table that is packed in a stream."""
    import pyarrow as pa

    options = pa.ipc.IpcReadOptions(use_threads=False)
    return pa.ipc.open_stream(stream, options=options).read_all()


@contextmanager
def without_pandas() -> Iterator[None]:
    """While it is open, Arrow does not load pandas, for which it looks when it first makes an array of a
    list: that takes longer than reading a report, and a run makes no frames. Later ones are made as ever.
    """
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        yield
    finally:
        sys.meta_path.remove(hidden)


class _Hidden(MetaPathFinder):
    """Finds no pandas."""

    def find_spec(self, name: str, *_: object) -> None:
        """Raises ModuleNotFoundError for pandas; leaves the other modules to others."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def pack(tables: Mapping[str, pa.Table], path: Path) -> Packed:
    """Writes a document's tables to a file. Raises OSError where there is no room for it."""
    import pyarrow as pa

    parts: dict[str, PackedPart] = {}
    # A document has many short columns: lz4 begins with each at once, zstd and threads take longer to begin
    # than to pack.
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with path.open("wb") as file:
        for name, table in tables.items():
            if table.num_rows:
                start = file.tell()
                with pa.ipc.new_stream(file, table.schema, options=options) as stream:
                    stream.write_table(table)
                parts[name] = (start, file.tell() - start, table.num_rows)
    return Packed(path, parts)
