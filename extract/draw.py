"""A page as a picture with what the reader saw drawn over it: paragraphs in blue, table cells in red."""

from __future__ import annotations

from pathlib import Path

from .errors import ReportError
from .model import Document, Table

SCALE = 2.0
PARAGRAPH, CELL = (40, 90, 220), (220, 50, 40)


def draw_page(file: Path, document: Document, page: int, image: Path) -> None:
    """Writes page `page` of a PDF to `image`. Raises ReportError for sources without pages."""
    if document.file_format != "pdf":
        raise ReportError(f"{file.name} has no pages to draw: --image is for PDF")
    import pypdfium2
    from PIL import ImageDraw

    pdf = pypdfium2.PdfDocument(file)
    picture = pdf[page - 1].render(scale=SCALE).to_pil().convert("RGB")
    pdf.close()
    pen = ImageDraw.Draw(picture)
    for block in document.blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                if cell.page == page and cell.bbox:
                    pen.rectangle([v * SCALE for v in cell.bbox], outline=CELL, width=2)
        else:
            boxes = block.text.boxes(page)
            if boxes:
                x0, top, x1, bottom = (
                    min(b[0] for b in boxes),
                    min(b[1] for b in boxes),
                    max(b[2] for b in boxes),
                    max(b[3] for b in boxes),
                )
                pen.rectangle(
                    [v * SCALE for v in (x0 - 2, top - 2, x1 + 2, bottom + 2)], outline=PARAGRAPH, width=2
                )
    picture.save(image, "PNG")
