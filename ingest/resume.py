"""What a run has read, kept beside the tables until it is committed: the next run goes on from there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from normalize.packed import Packed
from normalize.store.commit import undisturbed

from .worker import WorkOutcome

FOLDER = ".resume"


class Resume:
    """The documents read by runs that did not come to their commit. Each is two files: its rows, and then
    what became of it.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    def keep(self, content: str, reading: str, outcome: WorkOutcome, packed: Packed) -> Packed:
        """Takes the rows of a document; returns where they are now."""
        rows, told = self._paths(content)
        text = json.dumps({"reading": reading, "outcome": outcome.told(), "parts": dict(packed.parts)})
        with undisturbed(self.folder.parent):
            self.folder.mkdir(exist_ok=True)
            packed.path.rename(rows)
            written = told.with_suffix(".part")
            written.write_text(text, "utf-8")
            written.rename(told)
        return Packed(rows, packed.parts)

    def find(self, content: str, reading: str) -> tuple[WorkOutcome, Packed] | None:
        """A document that was read in the same way; null where it was not, or not to its end."""
        rows, told = self._paths(content)
        try:
            held = json.loads(told.read_text("utf-8"))
            parts = {name: tuple(part) for name, part in held["parts"].items()}
            whole = rows.stat().st_size == sum(size for _, size, _ in parts.values())
            outcome = WorkOutcome(**held["outcome"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (outcome, Packed(rows, parts)) if whole and held["reading"] == reading else None

    def _paths(self, content: str) -> tuple[Path, Path]:
        return self.folder / f"{content}.rows", self.folder / f"{content}.json"

    def clear(self) -> None:
        """Removes what is kept: it is in the dataset."""
        shutil.rmtree(self.folder, ignore_errors=True)
