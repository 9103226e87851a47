"""What a run has read, kept beside the tables until it is committed: the next run goes on from there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from normalize.packed import Packed
from normalize.store.commit import undisturbed

from .sources import Try
from .worker import WorkOutcome

FOLDER = ".resume"
LENGTH = 4
"""Bytes that tell how long what stands before them is."""


class Resume:
    """The documents read by runs that did not come to their commit. Each is a file: its rows, what became of
    it, and the length of that. One at which processes ended has a file of these attempts.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    def keep(self, content: str, reading: str, outcome: WorkOutcome, packed: Packed) -> Packed:
        """Takes the rows of a document; returns where they are now."""
        rows = self._path(content)
        # What it cost is no later run's.
        kept = outcome.told() | {"stages": {}}
        told = json.dumps({"reading": reading, "outcome": kept, "parts": dict(packed.parts)}).encode()
        with undisturbed(self.folder.parent):
            self.folder.mkdir(exist_ok=True)
            # To make a file of its own for this costs more than all the rest.
            with packed.path.open("ab") as file:
                file.write(told + len(told).to_bytes(LENGTH))
            packed.path.rename(rows)
        return Packed(rows, packed.parts)

    def count(self, content: str, reading: str, tried: Sequence[Try]) -> None:
        """Keeps at what a document failed so far."""
        self._write(self._path(content, "tries"), {"reading": reading, "tried": tried})

    def tried(self, content: str, reading: str) -> tuple[Try, ...]:
        """At what a document failed that was read in the same way."""
        try:
            held = json.loads(self._path(content, "tries").read_text("utf-8"))
            return tuple((fault, why) for fault, why in held["tried"]) if held["reading"] == reading else ()
        except (OSError, ValueError, KeyError, TypeError):
            return ()

    def _write(self, path: Path, told: Mapping[str, Any]) -> None:
        with undisturbed(self.folder.parent):
            self.folder.mkdir(exist_ok=True)
            written = path.with_suffix(".part")
            written.write_text(json.dumps(told), "utf-8")
            written.rename(path)

    def find(self, content: str, reading: str) -> tuple[WorkOutcome, Packed] | None:
        """A document that was read in the same way; null where it was not, or not to its end."""
        rows = self._path(content)
        try:
            held, size = _told(rows)
            parts = {name: tuple(part) for name, part in held["parts"].items()}
            whole = size == sum(size for _, size, _ in parts.values())
            outcome = WorkOutcome(**held["outcome"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (outcome, Packed(rows, parts)) if whole and held["reading"] == reading else None

    def _path(self, content: str, kind: str = "rows") -> Path:
        return self.folder / f"{content}.{kind}"

    def clear(self) -> None:
        """Removes what is kept: it is in the dataset."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _told(rows: Path) -> tuple[dict[str, Any], int]:
    """What stands behind the rows in a file, and their bytes. Raises OSError, ValueError."""
    with rows.open("rb") as file:
        end = file.seek(-LENGTH, os.SEEK_END)
        start = end - int.from_bytes(file.read(LENGTH))
        file.seek(start)
        told: dict[str, Any] = json.loads(file.read(end - start))
        return told, start
