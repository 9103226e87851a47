"""Where a finding, or a number, stands: the rows behind it in words, and boxed on their pages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extract.errors import ReportError, UsageError
from normalize.dataset import read_table

Row = dict[str, Any]
SCALE = 2.0
COLOURS = ((220, 50, 40), (40, 90, 220), (20, 140, 60), (200, 120, 0), (130, 60, 180), (0, 140, 160))
MARGIN = 3


def finding_of(data: Path, id: str) -> Row:
    """The finding whose id begins so; what it rests on in another document names that (`source`). Raises
    UsageError where there is none, or several.
    """
    rows: list[Row] = read_table(data, "findings").to_pylist()
    found = [f for f in rows if f["finding_id"].startswith(id)]
    if len(found) != 1:
        number = "no finding" if not found else f"{len(found)} findings"
        raise UsageError(
            f"{number} of an id that begins with {id}; `juesuan findings --format json` lists ids"
        )
    sources = {d["doc_id"]: d["source"] for d in read_table(data, "documents").to_pylist()}
    evidence = [e | {"source": sources.get(e["doc_id"])} for e in found[0]["evidence"]]
    return found[0] | {"evidence": evidence}


def describe(f: Row) -> str:
    """A finding with the places of its numbers and its computation in one line."""
    lines = [f"{f['severity']} {f['rule']} {f['finding_id']}", f["message"], f"{f['source']}"]
    for n, e in enumerate(f["evidence"], 1):
        place = "".join(word for word in (e["source"] and f"{e['source']} ", e["place"]) if word)
        lines.append(f"  {n}. {place or '—'}：{(e['raw'] or '').strip()}")
    if f["reported"] is not None and f["expected"] is not None:
        lines.append("  " + _computation(f))
    return "\n".join(lines)


def _computation(f: Row) -> str:
    unit = f["unit"] or ""
    tolerance = "" if f["tolerance"] is None else f"，四舍五入可解释{_plain(f['tolerance'])}{unit}"
    return (
        f"印为{_plain(f['reported'])}{unit}，应为{_plain(f['expected'])}{unit}，"
        f"相差{_plain(f['difference'])}{unit}{tolerance}"
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def printed_at(data: Path, number: str) -> list[str]:
    """Where a number is printed: source, place, unit and what it is.

    Raises UsageError for what is no number.
    """
    try:
        wanted = Decimal(number.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise UsageError(f"{number} is no number") from None
    from .comparison import place_in_words

    sources = {d["doc_id"]: d["source"] for d in read_table(data, "documents").to_pylist()}
    out = []
    for f in read_table(data, "figures").to_pylist():
        if f["value"] is not None and abs(f["value"]) == abs(wanted):
            place = place_in_words(f["page"], f["locator"]) or ""
            out.append(
                f"{sources.get(f['doc_id'], '')}  {place}  {number}{f['unit'] or ''}  {f['context'] or ''}"
            )
    return out


def draw_finding(file: Path, f: Row, image: Path) -> None:
    """Writes the pages of a finding's numbers side by side, each number boxed in a colour of its own.

    Raises ReportError for sources without pages.
    """
    own = [e for e in f["evidence"] if e["doc_id"] in (None, f["doc_id"])]
    boxes = [(e["page"], e["bbox"]) for e in own if e["page"] is not None and e["bbox"]]
    if file.suffix.lower() != ".pdf" or not boxes:
        raise ReportError(f"{file.name} has no pages to draw: --image is for PDF")
    import pypdfium2
    from PIL import Image, ImageDraw

    pdf = pypdfium2.PdfDocument(file)
    pictures = []
    for page in sorted({p for p, _ in boxes}):
        picture = pdf[page - 1].render(scale=SCALE).to_pil().convert("RGB")
        pen = ImageDraw.Draw(picture)
        for n, (at, box) in enumerate(boxes):
            if at == page:
                pen.rectangle(_framed(box), outline=COLOURS[n % len(COLOURS)], width=3)
        pictures.append(picture)
    pdf.close()
    sheet = Image.new("RGB", (sum(p.width for p in pictures), max(p.height for p in pictures)), "white")
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width
    sheet.save(image, "PNG")


def _framed(box: Sequence[float]) -> list[float]:
    x0, top, x1, bottom = box
    return [v * SCALE for v in (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)]
