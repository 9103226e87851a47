"""Pages of PDF files as pictures, and excerpts of other files: what the drawing process does."""

from __future__ import annotations

import io
from collections import OrderedDict
from pathlib import Path
from typing import Any

from extract.errors import ReportError
from review.places.excerpt import excerpt

POINTS = 72
"""Points to the inch."""
OPEN = 3
"""Files that are kept open."""
SHARPEST = 300
"""Dots per inch at most."""
MOST_PIXELS = 40_000_000
COLOURS = ((200, 30, 30), (25, 80, 200), (10, 115, 50), (160, 85, 0), (120, 50, 170), (0, 115, 130))
"""Of the boxes around a finding's numbers, in the order of its evidence."""
MARGIN, AROUND = 2.0, (120.0, 60.0)
"""Points between a number and its box, and around the boxes of a crop."""


class Drawer:
    """Answers tasks; each names a file, which the server chose."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Any] = OrderedDict()

    def answer(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The answer to a task, with the picture where it asks for one. Raises ReportError (Chinese)."""
        return {"page": self._page, "sizes": self._sizes, "crop": self._crop, "excerpts": self._excerpts}[
            task["op"]
        ](task)

    def _pdf(self, file: str) -> Any:
        import pypdfium2

        if file in self._open:
            self._open.move_to_end(file)
            return self._open[file]
        try:
            self._open[file] = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            raise ReportError("文件打不开，画不出页面：可能需要密码或已损坏") from error
        if len(self._open) > OPEN:
            self._open.popitem(last=False)[1].close()
        return self._open[file]

    def _leaf(self, task: dict[str, Any], number: int) -> Any:
        pdf = self._pdf(task["file"])
        if not 1 <= number <= len(pdf):
            raise ReportError(f"文件只有 {len(pdf)} 页，没有第 {number} 页")
        return pdf[number - 1]

    def _sizes(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        sizes = {str(n): self._leaf(task, n).get_size() for n in task["pages"]}
        return {"sizes": sizes}, b""

    def _rendered(self, task: dict[str, Any], number: int, dpi: float) -> Any:
        page = self._leaf(task, number)
        width, height = page.get_size()
        largest = (MOST_PIXELS / max(width * height, 1)) ** 0.5
        scale = min(min(dpi, SHARPEST) / POINTS, largest)
        return page.render(scale=scale).to_pil().convert("RGB"), scale

    def _page(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        picture, scale = self._rendered(task, task["page"], task["dpi"])
        return {"scale": scale}, _png(picture)

    def _crop(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The part of a page around some boxes, which are drawn: (number in the evidence, box) each."""
        from PIL import ImageDraw

        picture, scale = self._rendered(task, task["page"], task["dpi"])
        pen = ImageDraw.Draw(picture)
        for number, box in task["boxes"]:
            x0, top, x1, bottom = (v * scale for v in _wider(box, MARGIN, MARGIN))
            pen.rectangle(
                [x0, top, x1, bottom], outline=COLOURS[number % len(COLOURS)], width=max(2, round(scale))
            )
        part = _wider(_union([b for _, b in task["boxes"]]), *AROUND)
        x0, top, x1, bottom = (v * scale for v in part)
        edges = (max(0, x0), max(0, top), min(picture.width, x1), min(picture.height, bottom))
        if task.get("wide"):
            edges = (0, edges[1], picture.width, edges[3])
        return {}, _png(picture.crop(tuple(round(v) for v in edges)), 9)

    def _excerpts(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The excerpts at some places of a file without pages, persons masked."""
        key = f"document {task['file']}"
        if key not in self._open:
            from extract.read import read_document
            from parsers.personal import without_personal_data

            self._open[key] = _Held(without_personal_data(read_document(Path(task["file"]), task["name"])))
            if len(self._open) > OPEN:
                self._open.popitem(last=False)[1].close()
        document = self._open[key].document
        found = [excerpt(document, locator) for locator in task["locators"]]
        return {"excerpts": [e and e.told() for e in found]}, b""


class _Held:
    """A document among the open files."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def close(self) -> None:
        """Nothing is open."""


def _union(boxes: list[list[float]]) -> list[float]:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return [min(x0), min(top), max(x1), max(bottom)]


def _wider(box: list[float], x: float, y: float) -> list[float]:
    return [box[0] - x, box[1] - y, box[2] + x, box[3] + y]


def _png(picture: Any, level: int = 1) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=level)
    return out.getvalue()
