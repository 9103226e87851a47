"""Documents of a dataset → their files, by path, else sought by content: that decides, not the name."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

from normalize.dataset import DatasetError
from normalize.store.journal import read_journal
from normalize.store.masked_names import read_map

FRESH = 60.0
"""Seconds for which a listing of the folders, and that a file is nowhere, is believed."""


class Files:
    """The files of a dataset's documents below some folders. Only a file whose SHA-256 is the document's id
    is ever given out, so that no path in a dataset leads to anything else. `names`: the map of masked names.
    """

    def __init__(self, data: Path, roots: Sequence[Path] = (), names: Path | None = None) -> None:
        self.data = data
        self._named = read_map(names).files if names else {}
        self.roots = tuple(roots) or tuple(_roots_of_runs(data))
        self._lock = Lock()
        self._known: dict[str, tuple[Path, tuple[int, int]]] = {}
        self._hashed: dict[Path, tuple[tuple[int, int], str]] = {}
        self._lost: dict[str, float] = {}
        self._sizes: tuple[float, dict[int, list[Path]]] = (-FRESH, {})
        self._journal: dict[str, tuple[str, int]] | None = None

    def find(self, doc_id: str, sources: Sequence[str] = ()) -> Path | None:
        """The file of a document whose paths in the dataset are `sources`; null where it is nowhere."""
        with self._lock:
            held = self._known.get(doc_id)
            if held and _stamp(held[0]) == held[1]:
                return held[0]
            if time.monotonic() - self._lost.get(doc_id, -FRESH) < FRESH:
                return None
            for path in self._candidates(doc_id, sources):
                stamp = _stamp(path)
                if stamp and self._hash(path, stamp) == doc_id:
                    self._known[doc_id] = path, stamp
                    return path
            self._lost[doc_id] = time.monotonic()
        return None

    def _candidates(self, doc_id: str, sources: Sequence[str]) -> Iterator[Path]:
        yield from (Path(self._named[s]) for s in sources if s in self._named)
        yield from (root / s for root in self.roots for s in sources if "!/" not in s)
        path, size = self._journalled().get(doc_id, ("", -1))
        if path:
            yield Path(path)
            yield from self._of_size(size)

    def _journalled(self) -> dict[str, tuple[str, int]]:
        """What the journal knows of each content: where it lay, and its bytes."""
        if self._journal is None:
            try:
                files = read_journal(self.data).files
            except DatasetError:
                files = {}
            self._journal = {f.sha256: (path, f.size) for path, f in files.items()}
        return self._journal

    def _of_size(self, size: int) -> list[Path]:
        """The files below the folders that have so many bytes."""
        made, sizes = self._sizes
        if time.monotonic() - made >= FRESH:
            sizes = {}
            for path in (Path(f) / n for root in self.roots for f, _, names in os.walk(root) for n in names):
                if stamp := _stamp(path):
                    sizes.setdefault(stamp[0], []).append(path)
            self._sizes = time.monotonic(), sizes
        return sorted(sizes.get(size, []))

    def _hash(self, path: Path, stamp: tuple[int, int]) -> str:
        held = self._hashed.get(path)
        if held is None or held[0] != stamp:
            try:
                with path.open("rb") as file:
                    held = stamp, hashlib.file_digest(file, "sha256").hexdigest()
            except OSError:
                return ""
            self._hashed[path] = held
        return held[1]

    def forget(self) -> None:
        """Forgets what is lost and what the journal said, as after a commit."""
        with self._lock:
            self._lost.clear()
            self._journal = None


def _stamp(path: Path) -> tuple[int, int] | None:
    """Bytes and time of change of a plain file."""
    try:
        return (path.stat().st_size, path.stat().st_mtime_ns) if path.is_file() else None
    except (OSError, ValueError):
        return None


def _roots_of_runs(data: Path) -> list[Path]:
    """The folders that the last run read, as run.json names them."""
    try:
        held = json.loads((data / "run.json").read_text("utf-8"))["roots"]
        return [Path(r) for r in held if isinstance(r, str)]
    except (OSError, ValueError, KeyError, TypeError):
        return []
