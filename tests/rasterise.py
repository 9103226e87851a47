"""A PDF → the same pages as a scanner would give them: pictures, askew and dirty, without a text layer."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONT = Path(__file__).parent / "fixtures/fonts/song.ttf"


@dataclass(frozen=True)
class Scanner:
    """Resolution, skew in degrees (of alternating sign from page to page), and noise: standard deviation of grey and share of specks."""

    dpi: int = 200
    skew: float = 0.0
    grain: float = 0.0
    specks: float = 0.0
    turn: int = 0
    """Degrees by which the sheet was laid the wrong way."""


def rasterised(document: Path, scanner: Scanner) -> bytes:
    """The scanned PDF."""
    pdf = pypdfium2.PdfDocument(document)
    random = np.random.default_rng(scanner.dpi)
    pages = []
    for number, page in enumerate(pdf):
        grey = page.render(scale=scanner.dpi / 72, grayscale=True).to_numpy().copy()
        skew = scanner.skew * (-1) ** number
        picture = Image.fromarray(_dirtied(_skewed(grey, skew), scanner, random)).rotate(
            scanner.turn, expand=True
        )
        pages.append(picture)
    pdf.close()
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=scanner.dpi, save_all=True, append_images=pages[1:], quality=80)
    return out.getvalue()


def _skewed(grey: np.ndarray, angle: float) -> np.ndarray:
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _dirtied(grey: np.ndarray, scanner: Scanner, random: np.random.Generator) -> np.ndarray:
    """Grey paper, grain, and black specks of one pixel."""
    out = grey.astype(np.float32) * 0.93
    out += random.normal(0, scanner.grain, grey.shape) if scanner.grain else 0
    out[random.random(grey.shape) < scanner.specks] = 0
    return np.clip(out, 0, 255).astype(np.uint8)


def with_a_page_as_picture(document: Path) -> bytes:
    """A page of text with the first page of another document on it as a picture, at three quarters of its size."""
    page = pypdfium2.PdfDocument(document)[0]
    picture = Image.fromarray(page.render(scale=300 / 72, grayscale=True).to_numpy())
    pdfmetrics.registerFont(TTFont("Song", FONT))
    out = io.BytesIO()
    width, height = page.get_size()
    pen = canvas.Canvas(out, pagesize=(width, height))
    pen.setFont("Song", 12)
    pen.drawString(70, height - 60, "某县2024年度部门决算说明，以下为绩效自评表的影印件，供查阅。")
    pen.drawImage(ImageReader(picture), width / 8, 40, width * 0.75, height * 0.75)
    pen.save()
    return out.getvalue()
