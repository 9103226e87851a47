"""Files and drawing processes together: what a page needs to show where something stands."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from .files import Files
from .worker import Drawing

KEPT = 96
"""Pictures that are kept."""
MEASURED = 10_000
"""Pages whose sizes are kept."""


@dataclass
class Desk:
    """The documents of a dataset, to be looked at."""

    files: Files
    drawing: Drawing
    _sizes: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)
    _pictures: OrderedDict[tuple[Any, ...], bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def file(self, document: Mapping[str, Any]) -> Path | None:
        """The file of a document; null where it is nowhere."""
        return self.files.find(document["doc_id"], document["sources"] or ())

    def size(self, file: Path, page: int) -> tuple[float, float]:
        """Width and height of a page in points. Raises ReportError (Chinese)."""
        key = (str(file), page)
        if key not in self._sizes:
            answer, _ = self.drawing.ask({"op": "sizes", "file": str(file), "pages": [page]})
            if len(self._sizes) > MEASURED:
                self._sizes.clear()
            self._sizes[key] = tuple(answer["sizes"][str(page)])
        return self._sizes[key]

    def picture(self, file: Path, page: int, dpi: int) -> bytes:
        """A page as PNG. Raises ReportError (Chinese)."""
        key = (str(file), page, dpi)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        _, made = self.drawing.ask({"op": "page", "file": str(file), "page": page, "dpi": dpi})
        with self._lock:
            self._pictures[key] = made
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return made

    def crop(self, file: Path, page: int, boxes: Sequence[tuple[int, Sequence[float]]], dpi: int) -> bytes:
        """The part of a page around some boxes, each with the number of its colour, as PNG.

        Raises ReportError (Chinese).
        """
        task = {"op": "crop", "file": str(file), "page": page, "boxes": boxes, "dpi": dpi, "wide": True}
        return self.drawing.ask(task)[1]
