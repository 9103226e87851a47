"""What a run has read, kept beside the tables until it is committed: the next run goes on from there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from normalize.packed import Packed
from normalize.store.commit import undisturbed

from .sources import Try
from .worker import WorkOutcome

FOLDER = ".resume"


class Resume:
    """The documents read by runs that did not come to their commit. Each is two files: its rows, and then
    what became of it. One at which processes ended has a file of these attempts.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    def keep(self, content: str, reading: str, outcome: WorkOutcome, packed: Packed) -> Packed:
        """Takes the rows of a document; returns where they are now."""
        rows, told, _ = self._paths(content)
        with undisturbed(self.folder.parent):
            self.folder.mkdir(exist_ok=True)
            packed.path.rename(rows)
        # What it cost is no later run's.
        kept = outcome.told() | {"stages": {}}
        self._write(told, {"reading": reading, "outcome": kept, "parts": dict(packed.parts)})
        return Packed(rows, packed.parts)

    def count(self, content: str, reading: str, tried: Sequence[Try]) -> None:
        """Keeps at what a document failed so far."""
        self._write(self._paths(content)[2], {"reading": reading, "tried": tried})

    def tried(self, content: str, reading: str) -> tuple[Try, ...]:
        """At what a document failed that was read in the same way."""
        try:
            held = json.loads(self._paths(content)[2].read_text("utf-8"))
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
        rows, told, _ = self._paths(content)
        try:
            held = json.loads(told.read_text("utf-8"))
            parts = {name: tuple(part) for name, part in held["parts"].items()}
            whole = rows.stat().st_size == sum(size for _, size, _ in parts.values())
            outcome = WorkOutcome(**held["outcome"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (outcome, Packed(rows, parts)) if whole and held["reading"] == reading else None

    def _paths(self, content: str) -> tuple[Path, Path, Path]:
        rows, told, tries = (self.folder / f"{content}.{kind}" for kind in ("rows", "json", "tries"))
        return rows, told, tries

    def clear(self) -> None:
        """Removes what is kept: it is in the dataset."""
        shutil.rmtree(self.folder, ignore_errors=True)
