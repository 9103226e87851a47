"""A picture of text → its lines with a box, and a confidence for each character (RapidOCR on onnxruntime,
models from its wheel).

Pictures are grey (rows × columns of bytes, 0 black); boxes are x0, top, x1, bottom in pixels.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2

from extract.page.arrays import Grey

from .marks import shade_of_paper

PixelBox = tuple[int, int, int, int]
LARGEST_SIDE = 4000
HEIGHT, NARROWEST = 48, 96
"""A line is read at this height, and filled up with grey to this many pixels. The model was made for 320, but
each pixel takes the same time, whether there is text on it or not, …
"""
MARK, MARK_WIDTH = 1.25, 320 / HEIGHT
"""… and only what is narrower than this share of its height, a single mark as ≥, is read less surely: it is
filled up with paper to this share, which is surer than with grey.
"""


@dataclass(frozen=True)
class ReadLine:
    """What one line says: its characters (spaces left out), their confidences (0 to 1), and their middles as
    a share of the line's width.
    """

    text: str
    confidences: tuple[float, ...]
    middles: tuple[float, ...]


class GlyphReader:
    """Finds and reads lines of text. Made once per process: `reader_for`."""

    def __init__(self, threads: int) -> None:
        # ONNX Runtime looks up a host of its maker's and keeps a file at home unless this is set when it
        # starts.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import rapidocr

        cv2.setNumThreads(threads)
        models = Path(rapidocr.__file__).parent / "models"
        runtime = "EngineConfig.onnxruntime"
        self._engine: Any = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                # The classifier that looks for lines upside down turns short cells: 99 → 66.
                "Global.use_cls": False,
                "Global.use_vertical_padding": False,
                "Global.max_side_len": LARGEST_SIDE,
                "Global.return_word_box": True,
                "Det.limit_type": "max",
                "Det.limit_side_len": LARGEST_SIDE,
                # Named, so that none is ever looked for elsewhere.
                "Det.model_path": str(next(models.glob("*_det_*.onnx"))),
                "Rec.model_path": str(next(models.glob("*_rec_*.onnx"))),
                # Of lines read together each is filled up to the widest: no faster on one thread, and what a
                # line says would depend on the others.
                "Rec.rec_batch_num": 1,
                "Rec.rec_img_shape": [3, HEIGHT, NARROWEST],
                f"{runtime}.intra_op_num_threads": threads,
                f"{runtime}.inter_op_num_threads": 1,
            }
        )

    def find(self, grey: Grey, share: float, part: PixelBox) -> list[PixelBox]:
        """The boxes of the lines of a picture, looked for in a part of it at `share` of its size."""
        left, upper = part[:2]
        grey = grey[upper : part[3], left : part[2]]
        small = (
            cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else grey
        )
        found = self._engine(
            cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False
        )
        if found.boxes is None:
            return []
        share = min(share, 1.0)
        height, width = grey.shape
        out = []
        for points in found.boxes:
            xs, ys = points[:, 0] / share, points[:, 1] / share
            out.append(
                (
                    left + max(0, int(xs.min())),
                    upper + max(0, int(ys.min())),
                    left + min(width, int(xs.max()) + 1),
                    upper + min(height, int(ys.max()) + 1),
                )
            )
        return out

    def read(self, lines: Sequence[Grey]) -> list[ReadLine]:
        """What each picture of a single line says."""
        if not lines:
            return []
        shown = [_filled(line) for line in lines]
        found = self._engine.recognize_txt([cv2.cvtColor(line, cv2.COLOR_GRAY2BGR) for line in shown])
        return [
            _reading(text, words, filled.shape[1] / line.shape[1])
            for text, words, line, filled in zip(found.txts, found.word_results, lines, shown, strict=True)
        ]


def _filled(line: Grey) -> Grey:
    """A single mark with paper behind it, other lines as they are."""
    height, width = line.shape
    if width > MARK * height:
        return line
    more = round(MARK_WIDTH * height) - width
    paper = shade_of_paper(line)
    out: Grey = cv2.copyMakeBorder(line, 0, 0, 0, more, cv2.BORDER_CONSTANT, value=paper)
    return out


def _reading(text: str, words: Any, wider: float) -> ReadLine:
    """RapidOCR's line: `confs` has one entry per character with the spaces, `word_cols` one per character
    without. `wider`: by how much the picture was wider than the line.
    """
    chars = [c for word in words.words or () for c in word]
    cols = [c for word in words.word_cols or () for c in word]
    sure = [p for c, p in zip(text, words.confs or (), strict=False) if not c.isspace()]
    if len(sure) != len(chars):
        sure = [min(words.confs or (0.0,))] * len(chars)
    length = max(float(words.line_txt_len or 0), 1.0)
    return ReadLine("".join(chars), tuple(sure), tuple(min(1.0, (c + 0.5) / length * wider) for c in cols))


@lru_cache(maxsize=1)
def reader_for(threads: int) -> GlyphReader:
    """This process's reader, with that many threads."""
    return GlyphReader(threads)
