"""The sides of a finding as shown: parts of pages with each number boxed, or excerpts of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract.errors import ReportError
from review.index.detail import Detail

from .draw import COLOURS, MARGIN

if TYPE_CHECKING:
    from pathlib import Path

    from .desk import Desk

SHAPE = 0.62
"""Height of the part of a page that is shown first, by its width."""
PLAIN, SHARP = 110, 220
"""Dots per inch of a page's picture, and of the one for a closer look."""
GONE = (
    "文件不在原处，也没有在指定的文件夹中找到内容相同的文件：请用 --raw 指明原始文件所在的文件夹后重新打开。"
    "以下为数据集中记下的原文。"
)
PACKED = "文件在压缩包 {} 中：请解压到 --raw 所指的文件夹后重新打开。以下为数据集中记下的原文。"


@dataclass(frozen=True)
class PanelBox:
    """A number on its page, in points. `colour`: its place among the colours; `text`: what it is."""

    number: int
    x: float
    y: float
    width: float
    height: float
    text: str
    aside: bool = False
    """Whether its number stands left of it, as in cells, or above it, as in lines of text."""

    @property
    def colour(self) -> int:
        """The number of its colour, from 0."""
        return self.number % len(COLOURS)


@dataclass
class Panel:
    """One side: a page of a document or excerpts of it, with the rows of evidence that stand there."""

    document: Mapping[str, Any]
    page: int | None
    rows: list[Mapping[str, Any]]
    width: float = 0
    height: float = 0
    view: str = ""
    boxes: list[PanelBox] = field(default_factory=list)
    excerpts: list[tuple[Mapping[str, Any], dict[str, Any]]] = field(default_factory=list)
    trouble: str = ""

    @property
    def picture(self) -> str:
        """The address of the page's picture; empty where there is none to show."""
        return f"/documents/{self.document['doc_id']}/pages/{self.page}.png" if self.width else ""


def panels(desk: Desk, detail: Detail) -> list[Panel]:
    """The sides of a finding in the order of its evidence, those of one page together."""
    held = {d["doc_id"]: d for d in (detail.document, detail.related) if d}
    out: dict[tuple[str, int | None], Panel] = {}
    for row in detail.evidence:
        document = held.get(row["doc_id"])
        if document:
            key = row["doc_id"], row["page"]
            out.setdefault(key, Panel(document, row["page"], [])).rows.append(row)
    for panel in out.values():
        _fill(desk, panel)
    return list(out.values())


def lost(document: Mapping[str, Any]) -> str:
    """What is said of a document whose file is nowhere."""
    archive, inside, _ = (document["source"] or "").partition("!/")
    return PACKED.format(archive) if inside else GONE


def _fill(desk: Desk, panel: Panel) -> None:
    file = desk.file(panel.document)
    if file is None:
        panel.trouble = lost(panel.document)
        return
    try:
        if panel.document["file_format"] == "pdf":
            if panel.page is not None:
                _draw(desk, panel, file)
        else:
            _excerpt(desk, panel, file)
    except ReportError as error:
        panel.trouble = str(error)


def _draw(desk: Desk, panel: Panel, file: Path) -> None:
    panel.width, panel.height = desk.size(file, panel.page or 1)
    panel.boxes = [box_of(r, r["number"] - 1) for r in panel.rows if r["bbox"]]
    panel.view = view_of(panel.boxes, panel.width, panel.height)


def box_of(row: Mapping[str, Any], number: int, text: str = "") -> PanelBox:
    """The box of a row, a little wider than its number."""
    x0, top, x1, bottom = (float(v) for v in row["bbox"])
    wide, high = x1 - x0 + 2 * MARGIN, bottom - top + 2 * MARGIN
    text = text or (row["raw"] or "").strip()
    aside = (row["locator"] or "").startswith("t")
    return PanelBox(
        number, round(x0 - MARGIN, 2), round(top - MARGIN, 2), round(wide, 2), round(high, 2), text, aside
    )


def view_of(boxes: Sequence[PanelBox], width: float, height: float) -> str:
    """The part of a page, as wide as it is, in whose middle the boxes are."""
    part = min(height, width * SHAPE)
    if not boxes:
        return f"0 0 {width:.1f} {part:.1f}"
    first, last = min(b.y for b in boxes), max(b.y + b.height for b in boxes)
    part = min(height, max(part, last - first + 40))
    top = max(0.0, min((first + last - part) / 2, height - part))
    return f"0 {top:.1f} {width:.1f} {part:.1f}"


def _excerpt(desk: Desk, panel: Panel, file: Path) -> None:
    rows = [r for r in panel.rows if r["locator"]]
    answer, _ = desk.drawing.ask(
        {
            "op": "excerpts",
            "file": str(file),
            "name": panel.document["source"],
            "locators": [r["locator"] for r in rows],
        }
    )
    pairs = zip(rows, answer["excerpts"], strict=True)
    panel.excerpts = list(_merged((r, e) for r, e in pairs if e))
    if rows and not panel.excerpts:
        panel.trouble = "在文件中没有找到这些位置：请重新读取文件（juesuan ingest --force）。"


def _merged(
    found: Iterable[tuple[Mapping[str, Any], dict[str, Any]]],
) -> Iterable[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Each excerpt once, whose marks carry the numbers of their rows."""
    for row, held in found:
        for cell in (c for line in held["grid"] for c in line):
            cell["number"] = row["number"] if cell["marked"] else 0
        yield row, held
