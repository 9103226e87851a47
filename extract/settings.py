"""How documents are read: what the caller may choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Verbosity(IntEnum):
    """How much a command says besides its result."""

    QUIET = -1
    NORMAL = 0
    VERBOSE = 1


class OcrMode(StrEnum):
    """Which pages OCR reads: those without a usable text layer, none, or all."""

    AUTO = "auto"
    OFF = "off"
    FORCE = "force"


class Reader(StrEnum):
    """What takes glyphs and rulings out of PDF pages. pdfplumber is ten times slower; it is there to compare
    with.
    """

    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"


@dataclass(frozen=True)
class Ocr:
    """Which pages are read by OCR, and on how many threads of this process."""

    mode: OcrMode = OcrMode.AUTO
    threads: int = 1

    @property
    def advice(self) -> str | None:
        """What to do to have pictures read; null where they are."""
        if self.mode is OcrMode.OFF:
            return "read the file again with --ocr auto"
        from importlib.util import find_spec

        missing = [name for name in ("rapidocr", "onnxruntime", "cv2") if find_spec(name) is None]
        return (
            "install OCR with `make setup`, or `pip install '.[ocr]'` in juesuan's folder, "
            "and read the file again"
            if missing
            else None
        )


DEFAULT_OCR = Ocr()
