"""How documents are read: what the caller may choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
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
    """Which pages are read by OCR, and on how many threads of this process. `put_off`: a document with such a
    page is not read, as it is to be read elsewhere.
    """

    mode: OcrMode = OcrMode.AUTO
    threads: int = 1
    put_off: bool = False

    @property
    def advice(self) -> str | None:
        """What to do to have pictures read (Chinese); null where they are."""
        if self.mode is OcrMode.OFF:
            return "请用 --ocr auto 重新读取"
        from importlib.util import find_spec

        missing = [name for name in ("rapidocr", "onnxruntime", "cv2") if find_spec(name) is None]
        return (
            "请安装 OCR（make setup，或在 juesuan 的文件夹里 pip install '.[ocr]'）后重新读取"
            if missing
            else None
        )


DEFAULT_OCR = Ocr()


def untold(page: int, pages: int) -> None:
    """Tells nobody which page is read."""


@dataclass(frozen=True)
class Opening:
    """How a file is opened and followed: `passwords` to be tried where it asks for one, and what is told
    which page is read, of how many.
    """

    passwords: tuple[str, ...] = field(default=(), repr=False)
    paging: Callable[[int, int], None] = untold


DEFAULT_OPENING = Opening()
